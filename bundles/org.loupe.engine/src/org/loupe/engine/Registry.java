package org.loupe.engine;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import org.loupe.api.Device;
import org.loupe.api.Devices;
import org.loupe.api.ImageFormat;
import org.loupe.api.ImageSource;
import org.loupe.api.Kernels;
import org.loupe.api.Tool;
import org.loupe.api.Tool.Determinism;
import org.loupe.api.ToolException;
import org.loupe.api.ToolProvider;

/**
 * All tools and image formats that were found, and the bundles that were left out with the reason. A broken bundle
 * never keeps others from working. Safe for use by any thread.
 */
public final class Registry {
    private static final String SERVICE = "META-INF/services/" + ToolProvider.class.getName();
    private static final int HEAD = 256;

    /**
     * A tool and where it came from.
     *
     * @param tool      the implementation
     * @param bundle    symbolic name of its bundle
     * @param version   of that bundle
     * @param libraries versions of the libraries that it computes with, by name
     */
    public record Entry(Tool<?, ?, ?> tool, String bundle, String version, Map<String, String> libraries) {
    }

    /**
     * Something that was left out.
     *
     * @param bundle symbolic name, or the jar's name
     * @param reason why, for people
     * @param remedy what the user can do
     */
    public record Skipped(String bundle, String reason, String remedy) {
    }

    /** What one provider brought; the provider is null where there is none. */
    private record Contribution(ToolProvider provider, String bundle, List<Entry> tools, List<ImageFormat> formats,
            List<Skipped> skipped) {
    }

    /** An implementation and what it says of itself, asked once: tools are looked up all the time. */
    private record Known(Entry entry, Tool.Info info) {
    }

    private final List<Contribution> contributions = new ArrayList<>();
    /** All implementations by id and then rank; {@code null} after a change, until it is asked for. */
    private List<Known> known;
    private volatile Optional<Devices> knownDevices = Optional.empty();
    /** What each provider lends of each of its devices, from when it was first asked for. */
    private final Map<ToolProvider, List<LentKernels>> lent = new HashMap<>();

    /**
     * Everything that the class loader's {@code META-INF/services} lines name. A provider that cannot be constructed is
     * {@linkplain #skipped() left out by name}. Bundle and version are those of the jar's manifest.
     */
    public static Registry load(ClassLoader loader) {
        Registry registry = new Registry();
        registry.addOwn();
        Set<String> seen = new HashSet<>();
        try {
            for (URL services : Collections.list(loader.getResources(SERVICE)))
                registry.load(loader, services, seen);
        } catch (IOException e) {
            registry.skip("?", "The class path cannot be searched for tools: " + e + ".", "Check the installation.");
        }
        return registry;
    }

    /** Adds the tools of the engine itself, which find other tools here: those that run what was learned. */
    public void addOwn() {
        String place = String.valueOf(Registry.class.getResource("Registry.class"));
        String base = place.substring(0, Math.max(0, place.length() - "org/loupe/engine/Registry.class".length()));
        String version = manifest(base).getValue("Bundle-Version");
        add(new EngineTools(this), "org.loupe.engine", Optional.ofNullable(version).orElse("0.0.0"));
    }

    private void load(ClassLoader loader, URL services, Set<String> seen) {
        String base = services.toString().substring(0, services.toString().length() - SERVICE.length());
        Attributes manifest = manifest(base);
        try {
            for (String line : read(services)) {
                String name = line.replaceFirst("#.*", "").strip();
                if (!name.isEmpty() && seen.add(name))
                    load(loader, name, bundle(manifest, base, name),
                            Optional.ofNullable(manifest.getValue("Bundle-Version")).orElse("0.0.0"));
            }
        } catch (IOException e) {
            skip(bundle(manifest, base, ""), "Its list of tool providers cannot be read: " + e + ".",
                    "Install it afresh.");
        }
    }

    private void load(ClassLoader loader, String provider, String bundle, String version) {
        try {
            add((ToolProvider) Class.forName(provider, true, loader).getConstructor().newInstance(), bundle, version);
        } catch (Exception | LinkageError | StackOverflowError e) {
            skip(bundle, notConstructed(provider, e), "Install the version of " + bundle
                    + " that fits this Loupe, with everything it needs, or ask its maker.");
        }
    }

    /** Why a provider's class could not be used, for people. */
    private static String notConstructed(String provider, Throwable e) {
        if (e instanceof ClassNotFoundException)
            return "It names the tool provider " + provider + ", but has no such class.";
        if (e instanceof ClassCastException)
            return provider + " is not an " + ToolProvider.class.getName() + " of this Loupe.";
        Throwable cause = e instanceof InvocationTargetException ? e.getCause() : e;
        return "Its tool provider " + provider + " could not be constructed: " + cause + ".";
    }

    private static List<String> read(URL url) throws IOException {
        URLConnection connection = url.openConnection();
        connection.setUseCaches(false);
        try (InputStream in = connection.getInputStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    private static Attributes manifest(String base) {
        try {
            URLConnection connection = URI.create(base + "META-INF/MANIFEST.MF").toURL().openConnection();
            connection.setUseCaches(false);
            try (InputStream in = connection.getInputStream()) {
                return new Manifest(in).getMainAttributes();
            }
        } catch (IOException | IllegalArgumentException e) {
            return new Attributes();
        }
    }

    /** The symbolic name; without one the provider's package, or the jar's or folder's name. */
    private static String bundle(Attributes manifest, String base, String provider) {
        String name = manifest.getValue("Bundle-SymbolicName");
        if (name != null)
            return name.replaceFirst(";.*", "").strip();
        int dot = provider.lastIndexOf('.');
        if (dot > 0)
            return provider.substring(0, dot);
        String place = base.replaceAll("[!/]+$", "");
        return place.substring(place.lastIndexOf('/') + 1);
    }

    /**
     * Adds what a provider brings. Never throws: what is broken or refused is {@linkplain #skipped() left out by name}.
     * A tool id may come twice only as two implementations of one algorithm: from bundles of one vendor, with equal
     * parameters and different ranks; else the tool that came first stays.
     */
    public synchronized void add(ToolProvider provider, String bundle, String version) {
        Contribution added = new Contribution(provider, bundle, new ArrayList<>(), new ArrayList<>(),
                new ArrayList<>());
        contributions.add(added);
        known = null;
        try {
            Map<String, String> libraries = Map.copyOf(provider.libraries());
            for (Tool<?, ?, ?> tool : provider.tools())
                addTool(added, new Entry(tool, bundle, version, libraries));
            for (ImageFormat format : provider.formats())
                if (formats().stream().anyMatch(f -> f.id().equals(format.id())))
                    added.skipped.add(new Skipped(bundle, "The image format " + format.id() + " is there already.",
                            "Remove one of the bundles that bring it."));
                else
                    added.formats.add(format);
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            added.skipped.add(new Skipped(bundle, "Its tool provider " + provider.getClass().getName()
                    + " is broken: " + e + ".", "Install the version of " + bundle + " that fits this Loupe."));
        }
    }

    private void addTool(Contribution to, Entry entry) {
        try {
            refusal(entry).ifPresentOrElse(to.skipped::addAll, () -> to.tools.add(entry));
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            String tool = entry.tool == null ? "a tool" : entry.tool.getClass().getName();
            to.skipped.add(new Skipped(entry.bundle, "Its tool " + tool + " is broken: " + e + ".",
                    "Install the version of " + entry.bundle + " that fits this Loupe, or ask its maker."));
        }
    }

    /** Why a tool is not taken beside those that are there. */
    private Optional<List<Skipped>> refusal(Entry entry) {
        Tool.Info info = entry.tool.info();
        Schema<?> schema = Schema.of(entry.tool);
        for (Entry other : entries())
            if (other.tool.info().id().equals(info.id())) {
                String reason = !vendor(other.bundle).equals(vendor(entry.bundle)) ? "they are of different vendors"
                        : other.tool.info().rank() == info.rank() ? "both have rank " + info.rank()
                        : !schema.agrees(Schema.of(other.tool)) ? "their parameters differ" : null;
                if (reason != null) {
                    String both = "The tool id " + info.id() + " comes from " + other.bundle + " and from "
                            + entry.bundle + ", and " + reason + "; ";
                    String remedy = "Remove one of the two bundles, or ask its maker to use an id of their own.";
                    return Optional.of(List.of(
                            new Skipped(other.bundle, both + "the one of " + other.bundle + " is used.", remedy),
                            new Skipped(entry.bundle, both + "the one of " + entry.bundle + " is left out.", remedy)));
                }
            }
        return Optional.empty();
    }

    private static String vendor(String bundle) {
        String[] parts = bundle.split("\\.");
        return parts.length < 2 ? bundle : parts[0] + "." + parts[1];
    }

    /** Forgets everything that a provider brought. */
    public synchronized void remove(ToolProvider provider) {
        contributions.removeIf(c -> c.provider == provider);
        synchronized (lent) {
            lent.remove(provider);
        }
        known = null;
    }

    /** Records a bundle that could not even be asked for its tools. */
    public synchronized void skip(String bundle, String reason, String remedy) {
        contributions.add(new Contribution(null, bundle, List.of(), List.of(),
                List.of(new Skipped(bundle, reason, remedy))));
    }

    private List<Entry> entries() {
        return contributions.stream().flatMap(c -> c.tools.stream()).toList();
    }

    private synchronized List<Known> known() {
        if (known == null)
            known = entries().stream().map(e -> new Known(e, e.tool.info())).sorted(Comparator
                    .comparing((Known k) -> k.info.id()).thenComparingInt(k -> k.info.rank())).toList();
        return known;
    }

    /** Every implementation, by id and then rank, lowest first. */
    public List<Entry> tools() {
        return known().stream().map(Known::entry).toList();
    }

    /** Ids of the tools of a kind, in their order. */
    public List<String> ids(Predicate<Tool<?, ?, ?>> kind) {
        return known().stream().filter(k -> kind.test(k.entry.tool)).map(k -> k.info.id()).distinct().toList();
    }

    /**
     * As {@link #find(String, Policy)}, among the tools of a kind.
     *
     * @param does what all of the kind do, such as "make clusters", for an id of another
     */
    public Entry find(String id, Policy policy, Predicate<Tool<?, ?, ?>> kind, String does) throws ToolException {
        List<String> ids = ids(kind);
        if (ids.contains(id))
            return find(id, policy);
        Optional<Known> other = known().stream().filter(k -> k.info.id().equals(id)).findFirst();
        if (other.isEmpty())
            throw new ToolException("There is no tool \"" + id + "\".", Names.remedy(id, ids));
        throw new ToolException(other.get().info.label() + " (" + id + ") does not " + does + ".",
                "Choose a tool that does: " + String.join(", ", ids) + ".");
    }

    /**
     * The implementation of a tool that a policy chooses: of those it allows, the one with the highest rank.
     *
     * @throws ToolException if there is none; the remedy names near and known ids
     */
    public Entry find(String id, Policy policy) throws ToolException {
        List<Known> all = known();
        List<Known> same = all.stream().filter(k -> k.info.id().equals(id)).toList();
        if (same.isEmpty())
            throw new ToolException("There is no tool \"" + id + "\".",
                    Names.remedy(id, all.stream().map(k -> k.info.id()).distinct().toList()));
        return same.stream().filter(k -> k.info.devices().contains(Device.Kind.CPU))
                .filter(k -> policy != Policy.EXACT || k.info.determinism() == Determinism.BITWISE)
                .reduce((a, b) -> b).map(Known::entry)
                .orElseThrow(() -> policy == Policy.EXACT
                        ? new ToolException("No implementation of \"" + id
                                + "\" gives the same bits on every machine, as the policy \"exact\" asks for.",
                                "Use the policy \"auto\", or another tool.")
                        : new ToolException("\"" + id + "\" does not run on this machine's processor; it needs "
                                + same.get(0).info.devices() + ".", "Use another tool."));
    }

    /**
     * The implementation of a tool that a policy chooses for another device than the processor: the one with the highest
     * rank, if its bundle finds a device for it on this machine.
     */
    Optional<Entry> findAccelerated(String id, Policy policy) {
        if (policy == Policy.CPU)
            return Optional.empty();
        List<Known> allowed = known().stream().filter(k -> k.info.id().equals(id))
                .filter(k -> policy != Policy.EXACT || k.info.determinism() == Determinism.BITWISE).toList();
        if (allowed.isEmpty())
            return Optional.empty();
        Entry best = allowed.get(allowed.size() - 1).entry;
        return devices(best).isEmpty() ? Optional.empty() : Optional.of(best);
    }

    /**
     * The devices beside the processor that a tool can be opened on: those that its bundle has found and it names. They
     * are looked for at the first call, which may take seconds, unless the tool is for the processor alone.
     */
    public List<Device> devices(Entry entry) {
        Set<Device.Kind> kinds = entry.tool().info().devices();
        if (kinds.equals(Set.of(Device.Kind.CPU)))
            return List.of();
        Optional<ToolProvider> provider;
        synchronized (this) {
            provider = contributions.stream().filter(c -> c.tools.contains(entry)).map(c -> c.provider).findFirst();
        }
        return provider.map(p -> devices(p).found()).orElse(List.of()).stream().filter(d -> kinds.contains(d.kind()))
                .toList();
    }

    /**
     * The devices beside the processor that tools can use on this machine, and the first reason that keeps them from
     * more. They are looked for at the first call, which may take seconds; {@link Devices#NONE} if no tool wants any.
     */
    public Devices devices() {
        List<ToolProvider> providers;
        synchronized (this) {
            providers = contributions.stream().map(c -> c.provider).filter(p -> p != null).toList();
        }
        Set<Device> found = new LinkedHashSet<>(); // bundles may know the same ones
        Devices first = Devices.NONE;
        for (ToolProvider provider : providers) {
            Devices its = devices(provider);
            found.addAll(its.found());
            if (first.problem().isEmpty())
                first = its;
        }
        Devices all = new Devices(List.copyOf(found), first.problem(), first.remedy());
        knownDevices = Optional.of(all);
        return all;
    }

    private static Devices devices(ToolProvider provider) {
        try {
            return provider.devices();
        } catch (RuntimeException | LinkageError e) {
            return new Devices(List.of(), provider.getClass().getName() + " cannot look for devices: " + e + ".",
                    "Tell its maker.");
        }
    }

    /**
     * The arithmetic of this machine's devices that a policy lets tools use, as {@link org.loupe.api.Run#kernels} lends
     * it; none of devices that were lost. Since it gives the processor's bits, "exact" allows it. Devices are looked for
     * at the first call, which may take seconds.
     */
    List<Kernels> kernels(Policy policy) {
        if (policy == Policy.CPU)
            return List.of();
        List<ToolProvider> providers;
        synchronized (this) {
            providers = contributions.stream().map(c -> c.provider).filter(p -> p != null).toList();
        }
        List<Kernels> all = new ArrayList<>();
        for (ToolProvider provider : providers) {
            List<LentKernels> its;
            synchronized (lent) {
                its = lent.computeIfAbsent(provider, Registry::lent);
            }
            its.stream().filter(k -> !k.isLost()).forEach(all::add);
        }
        return all;
    }

    private static List<LentKernels> lent(ToolProvider provider) {
        try {
            return provider.devices().found().stream().flatMap(d -> provider.kernels(d).stream()).map(LentKernels::new)
                    .toList();
        } catch (RuntimeException | LinkageError e) {
            return List.of(); // devices() says what is wrong with it
        }
    }

    /**
     * The same progress, which lends the arithmetic of this machine's first device to what is computed under it, its
     * {@linkplain Progress#part parts} included, as far as a policy lets it.
     */
    public Progress lending(Policy policy, Progress progress) {
        return progress.lending(() -> kernels(policy).stream().findFirst());
    }

    /** What {@link #devices} told last, at once; empty if it was not yet asked. */
    public Optional<Devices> knownDevices() {
        return knownDevices;
    }

    /** Whether a parameter of a tool names a file. */
    boolean isPath(String tool, String parameter) {
        return known().stream().filter(k -> k.info.id().equals(tool)).findFirst()
                .flatMap(k -> Schema.of(k.entry.tool()).current(parameter))
                .filter(f -> f.kind() == Schema.Kind.PATH).isPresent();
    }

    /** All image formats. */
    public synchronized List<ImageFormat> formats() {
        return contributions.stream().flatMap(c -> c.formats.stream()).toList();
    }

    /**
     * Opens an image file with the format that reads its content best. The caller closes the source.
     *
     * @throws ToolException if there is no such file, it cannot be read, or no format knows it
     */
    public ImageSource open(Path file) throws ToolException {
        byte[] head = head(file);
        List<ImageFormat> known = formats();
        ImageFormat best = null;
        int most = 0;
        for (ImageFormat format : known) {
            int support = format.support(file, head);
            if (support > most) {
                best = format;
                most = support;
            }
        }
        if (best == null)
            throw new ToolException(file + " is not an image that Loupe can read.", known.isEmpty()
                    ? "No image formats are installed." : "Loupe reads "
                    + known.stream().map(ImageFormat::label).collect(Collectors.joining(", ")) + ".");
        return best.open(file);
    }

    private static byte[] head(Path file) throws ToolException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] head = in.readNBytes(HEAD);
            if (head.length == 0)
                throw new ToolException(file + " is empty.", "Copy it again from where it came.");
            return head;
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /** Why a file cannot be read, in a user's words. */
    static ToolException unreadable(Path file, IOException e) {
        if (!Files.exists(file))
            return new ToolException("There is no file " + file + ".", "Check the path.", e);
        if (Files.isDirectory(file))
            return new ToolException(file + " is a folder, not an image file.", "Name the files in it.", e);
        if (!Files.isReadable(file))
            return new ToolException(file + " may not be read by this user.", "Ask for permission to read it.", e);
        return new ToolException(file + " cannot be read: " + e + ".", "Check the disk or network drive.", e);
    }

    /** What was left out, in the order of discovery. */
    public synchronized List<Skipped> skipped() {
        return contributions.stream().flatMap(c -> c.skipped.stream()).toList();
    }
}
