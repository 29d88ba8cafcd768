package org.loupe.addons.internal;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipException;
import org.loupe.addons.Addon;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.FrameworkWiring;

/**
 * Makes the framework hold exactly the jars of the add-ons folders. A jar's location in the framework names its time and
 * size, so a replaced jar is a new bundle and the old one goes, like one whose file was deleted. A fragment with the name of
 * one of the program's and a later version takes its place, if both are singletons. Unchanged folders cost one listing.
 */
public final class Installer {
    private static final String PREFIX = "loupe-addon:";
    private static final int DEPTH = 3;
    private static final long REFRESH_SECONDS = 30;

    private final BundleContext context;
    private final FrameworkWiring framework;

    public Installer(BundleContext context) {
        this.context = context;
        this.framework = context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).adapt(FrameworkWiring.class);
    }

    /** Installs, resolves and starts the jars below the folders; a folder that does not exist holds none. */
    public List<Addon> install(Collection<Path> folders) throws IOException, InterruptedException {
        Map<String, Path> jars = new LinkedHashMap<>();
        for (Path folder : folders)
            for (Path jar : jars(folder)) jars.putIfAbsent(location(jar), jar);
        Set<Bundle> changed = uninstallAllBut(jars.keySet());

        Map<Path, Bundle> installed = new LinkedHashMap<>();
        Map<Path, String> problems = new LinkedHashMap<>();
        for (Map.Entry<String, Path> entry : jars.entrySet()) {
            Path jar = entry.getValue();
            try {
                Bundle bundle = context.getBundle(entry.getKey());
                if (bundle == null) {
                    bundle = install(entry.getKey(), jar);
                    if (isFragment(bundle)) changed.addAll(resolvedHostsOf(bundle));
                }
                installed.put(jar, bundle);
            } catch (BundleException | IOException e) {
                problems.put(jar, reason(e));
            }
        }
        refresh(changed);
        framework.resolveBundles(installed.values());

        List<Addon> addons = new ArrayList<>();
        for (Path jar : jars.values()) {
            Bundle bundle = installed.get(jar);
            if (bundle == null) addons.add(new Addon(jar, nameOf(jar), Version.emptyVersion.toString(), Optional.of(problems.get(jar))));
            else addons.add(new Addon(jar, bundle.getSymbolicName(), bundle.getVersion().toString(), Optional.ofNullable(start(bundle))));
        }
        return addons;
    }

    /** Null if it runs (a fragment: if it is attached), else why not. */
    private String start(Bundle bundle) {
        if (isFragment(bundle)) {
            if (bundle.getState() != Bundle.INSTALLED) return null;
            Optional<Bundle> twin = Stream.of(context.getBundles()).filter(b -> b != bundle && b.getState() != Bundle.INSTALLED
                && bundle.getSymbolicName().equals(b.getSymbolicName())).findFirst();
            if (twin.isPresent()) return "version " + twin.get().getVersion() + " of it is used, and one excludes the other";
            String filter = bundle.getHeaders("").get("Eclipse-PlatformFilter");
            return "it adds to " + hostOf(bundle) + ", which is not here in a fitting version"
                + (filter == null ? "" : ", or it is for another platform: " + filter);
        }
        try {
            bundle.start(Bundle.START_TRANSIENT | Bundle.START_ACTIVATION_POLICY);
            return null;
        } catch (BundleException e) {
            return reason(e);
        }
    }

    private Bundle install(String location, Path jar) throws BundleException, IOException {
        if (!PlainJar.isBundle(jar)) return context.installBundle(location, PlainJar.asBundle(jar, nameOf(jar)));
        // by reference: the framework reads the file where it lies and keeps no copy
        try (InputStream reference = URI.create("reference:" + jar.toUri()).toURL().openStream()) {
            return context.installBundle(location, reference);
        }
    }

    private Set<Bundle> uninstallAllBut(Set<String> locations) {
        Set<Bundle> gone = new HashSet<>();
        for (Bundle bundle : context.getBundles()) {
            if (!bundle.getLocation().startsWith(PREFIX) || locations.contains(bundle.getLocation())) continue;
            try {
                bundle.uninstall();
                gone.add(bundle);
            } catch (BundleException e) {
                System.err.println("loupe: the add-on " + bundle.getLocation() + " cannot be removed: " + reason(e));
            }
        }
        return gone;
    }

    private void refresh(Set<Bundle> bundles) throws InterruptedException {
        if (bundles.isEmpty()) return;
        CountDownLatch done = new CountDownLatch(1);
        framework.refreshBundles(bundles, event -> done.countDown());
        if (!done.await(REFRESH_SECONDS, TimeUnit.SECONDS))
            System.err.println("loupe: after " + REFRESH_SECONDS + " s the changed add-ons are still being exchanged; a restart completes it");
    }

    private List<Bundle> resolvedHostsOf(Bundle fragment) {
        String host = hostOf(fragment);
        return Stream.of(context.getBundles()).filter(b -> host.equals(b.getSymbolicName()) && b.getState() != Bundle.INSTALLED).toList();
    }

    private static String hostOf(Bundle fragment) {
        return fragment.getHeaders("").get(Constants.FRAGMENT_HOST).split(";")[0].trim();
    }

    private static boolean isFragment(Bundle bundle) {
        return (bundle.adapt(BundleRevision.class).getTypes() & BundleRevision.TYPE_FRAGMENT) != 0;
    }

    private static List<Path> jars(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) return List.of();
        try (Stream<Path> files = Files.walk(folder, DEPTH)) {
            return files.filter(f -> f.getFileName().toString().endsWith(".jar") && Files.isRegularFile(f)).sorted().toList();
        }
    }

    private static String location(Path jar) throws IOException {
        return PREFIX + Files.getLastModifiedTime(jar).toMillis() + "-" + Files.size(jar) + ":" + jar.toUri();
    }

    private static String nameOf(Path jar) { return jar.getFileName().toString().replaceAll("\\.jar$", ""); }

    /** What the framework says, without its numbers and frames: of a resolution the requirements that nothing fulfils. */
    private static String reason(Exception e) {
        String message = String.valueOf(e.getMessage());
        if (e instanceof ZipException) return "it is not a jar (" + message + ")";
        String unresolved = message.lines().map(String::trim).filter(line -> line.startsWith("Unresolved requirement: "))
            .map(line -> line.substring("Unresolved requirement: ".length())).collect(Collectors.joining("; "));
        if (!unresolved.isEmpty()) return "nothing here provides " + unresolved;
        Throwable cause = e.getCause();
        return cause == null || message.contains(String.valueOf(cause.getMessage())) ? message : message + ": " + cause;
    }
}
