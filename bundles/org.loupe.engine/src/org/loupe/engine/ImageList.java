package org.loupe.engine;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.loupe.api.ImageFormat;
import org.loupe.api.ImageInfo;
import org.loupe.api.ImageSource;
import org.loupe.api.ToolException;
import org.loupe.engine.Pairing.Kind;

/** Finds the images to inspect and the reference of each. */
public final class ImageList {
    private static final List<String> TEST = List.of("_test", "-test");
    private static final List<String> REFERENCE = List.of("_temp", "_template", "_ref", "_reference", "_golden",
            "-temp", "-template", "-ref", "-reference", "-golden");
    /** File name endings of formats that can hold several pages; only these files are opened to count them. */
    private static final Set<String> PAGED = Set.of("tif", "tiff", "btf", "tf8");

    private ImageList() {
    }

    /**
     * Lists images in natural order: {@code board2} before {@code board10}.
     *
     * @param inputs   image files, taken whatever their name, and folders, searched with all folders in them for the
     *                 endings that the image formats name; hidden files and folders are left out
     * @param pairing  how they find their references, which are not inspected themselves
     * @param registry whose formats count
     * @return one item per page; the name is the file's, with its folders if names repeat, and "#2" for the second page
     * @throws ToolException if an input does not exist, no image is found, or a golden image is missing
     */
    public static List<Item> find(List<Path> inputs, Pairing pairing, Registry registry) throws ToolException {
        Map<Path, String> names = new LinkedHashMap<>();
        for (Path input : inputs)
            collect(input, registry, names);
        pairing.reference().map(Path::toAbsolutePath).map(Path::normalize).ifPresent(golden ->
                names.keySet().removeIf(f -> f.equals(golden) || Files.isDirectory(golden) && f.startsWith(golden)
                        && inputs.stream().noneMatch(i -> i.toAbsolutePath().normalize().startsWith(golden))));
        Map<Path, Optional<Path>> pairs = pair(names.keySet(), pairing, registry);
        if (pairs.isEmpty())
            throw new ToolException("There is no image to inspect in " + inputs + ".", "Name image files or folders"
                    + " with files that end in " + String.join(", ", extensions(registry)) + ".");
        List<Item> items = new ArrayList<>();
        for (Map.Entry<Path, Optional<Path>> p : pairs.entrySet())
            items.addAll(pages(names.get(p.getKey()), p.getKey(), p.getValue(), registry));
        items.sort(Comparator.comparing(Item::name, ImageList::natural).thenComparing(i -> i.test().toString())
                .thenComparingInt(Item::page));
        return unique(items);
    }

    private static Set<String> extensions(Registry registry) {
        Set<String> all = new TreeSet<>();
        for (ImageFormat format : registry.formats())
            all.addAll(format.extensions());
        return all;
    }

    /** Adds an input's files, absolute, with their names relative to it. */
    private static void collect(Path input, Registry registry, Map<Path, String> names) throws ToolException {
        Path root = input.toAbsolutePath().normalize();
        if (!Files.exists(root))
            throw new ToolException("There is no file or folder " + input + ".", "Check the path.");
        if (!Files.isDirectory(root)) {
            names.putIfAbsent(root, root.getFileName().toString());
            return;
        }
        Set<String> endings = extensions(registry);
        try {
            Files.walkFileTree(root, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE,
                    new SimpleFileVisitor<>() {
                        @Override
                        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                            return !folder.equals(root) && hidden(folder) ? FileVisitResult.SKIP_SUBTREE
                                    : FileVisitResult.CONTINUE;
                        }

                        @Override
                        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                            if (!hidden(file) && endings.contains(ending(file)))
                                names.putIfAbsent(file, root.relativize(file).toString().replace('\\', '/'));
                            return FileVisitResult.CONTINUE;
                        }

                        @Override
                        public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                            if (file.equals(root))
                                throw e;
                            return FileVisitResult.CONTINUE; // a folder or link that this user cannot read
                        }
                    });
        } catch (IOException e) {
            throw new ToolException("The folder " + input + " cannot be read: " + e + ".",
                    "Ask for permission to read it, or check the network drive.", e);
        }
    }

    private static boolean hidden(Path file) {
        return file.getFileName().toString().startsWith(".");
    }

    private static String ending(Path file) {
        String name = file.getFileName().toString();
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    private static String base(Path file) {
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return dot <= 0 ? name : name.substring(0, dot);
    }

    /** Test images with their references; files that are references stand in no pair of their own. */
    private static Map<Path, Optional<Path>> pair(Set<Path> files, Pairing pairing, Registry registry)
            throws ToolException {
        Map<Path, Optional<Path>> pairs = new LinkedHashMap<>();
        switch (pairing.kind()) {
            case NONE -> files.forEach(f -> pairs.put(f, Optional.empty()));
            case GOLDEN -> {
                Path golden = pairing.reference().get();
                if (!Files.exists(golden))
                    throw new ToolException("There is no golden image " + golden + ".", "Check the path.");
                Map<String, Path> byName = Files.isDirectory(golden) ? byName(golden, registry) : Map.of();
                for (Path f : files)
                    pairs.put(f, Optional.of(Files.isDirectory(golden) ? goldenOf(f, golden, byName)
                            : golden.toAbsolutePath().normalize()));
            }
            case AUTO -> suffixes(files, TEST, REFERENCE, pairs);
            case SUFFIX -> suffixes(files, List.of(pairing.testSuffix()), List.of(pairing.referenceSuffix()), pairs);
        }
        if (pairing.kind() == Kind.SUFFIX && !files.isEmpty()
                && pairs.values().stream().noneMatch(Optional::isPresent))
            throw new ToolException("None of " + files.size() + " images has a reference whose name ends in \""
                    + pairing.referenceSuffix() + "\" where the image's ends in \"" + pairing.testSuffix() + "\".",
                    "Check the two suffixes.");
        return pairs;
    }

    private static Map<String, Path> byName(Path folder, Registry registry) throws ToolException {
        Map<Path, String> names = new LinkedHashMap<>();
        collect(folder, registry, names);
        Map<String, Path> byName = new HashMap<>();
        for (Path f : names.keySet()) {
            byName.putIfAbsent(f.getFileName().toString(), f);
            byName.putIfAbsent(base(f), f);
        }
        return byName;
    }

    private static Path goldenOf(Path test, Path folder, Map<String, Path> byName) throws ToolException {
        Path golden = byName.getOrDefault(test.getFileName().toString(), byName.get(base(test)));
        if (golden == null)
            throw new ToolException("The golden folder " + folder + " holds no image " + base(test) + " for " + test
                    + ".", "Put it there under the test image's name, or name one golden file for all images.");
        return golden;
    }

    /** Pairs within a folder: the same name but for its suffix. */
    private static void suffixes(Set<Path> files, List<String> test, List<String> reference,
            Map<Path, Optional<Path>> pairs) {
        Map<Path, Path> references = new HashMap<>();
        for (Path f : files)
            suffix(base(f), reference).ifPresent(s -> references.putIfAbsent(stem(f, s), f));
        Set<Path> isReference = new HashSet<>(references.values());
        Set<Path> used = new HashSet<>();
        for (Path f : files) {
            String name = base(f);
            Optional<String> suffix = suffix(name, test);
            Path partner = suffix.map(s -> references.get(stem(f, s)))
                    .orElse(isReference.contains(f) ? null : references.get(f.resolveSibling(name)));
            if (partner != null && !partner.equals(f)) {
                pairs.put(f, Optional.of(partner));
                used.add(partner);
            } else
                pairs.put(f, Optional.empty());
        }
        pairs.keySet().removeAll(used);
    }

    private static Path stem(Path file, String suffix) {
        String name = base(file);
        return file.resolveSibling(name.substring(0, name.length() - suffix.length()));
    }

    private static Optional<String> suffix(String name, List<String> suffixes) {
        String lower = name.toLowerCase(Locale.ROOT);
        return suffixes.stream().filter(s -> lower.endsWith(s.toLowerCase(Locale.ROOT)) && lower.length() > s.length())
                .findFirst();
    }

    /** One item per page; a file that cannot be opened has one, whose error comes when it is inspected. */
    private static List<Item> pages(String name, Path file, Optional<Path> reference, Registry registry) {
        int pages = 1;
        if (PAGED.contains(ending(file)))
            try (ImageSource source = registry.open(file)) {
                pages = source.pages();
            } catch (ToolException | RuntimeException | LinkageError e) {
                pages = 1;
            }
        List<Item> items = new ArrayList<>();
        for (int page = 0; page < pages; page++)
            items.add(new Item(page == 0 ? name : name + "#" + (page + 1), file, page, reference, Double.NaN,
                    ImageInfo.Conditions.UNKNOWN));
        return items;
    }

    /** The same with more of the path where two files have one name. */
    private static List<Item> unique(List<Item> items) {
        Map<String, Integer> uses = new HashMap<>();
        items.forEach(i -> uses.merge(i.name(), 1, Integer::sum));
        return items.stream().map(i -> uses.get(i.name()) == 1 ? i
                : new Item(i.test().toString().replace('\\', '/') + (i.page() == 0 ? "" : "#" + (i.page() + 1)),
                        i.test(), i.page(), i.reference(), i.umPerPx(), i.conditions()))
                .toList();
    }

    /** Order of names with the numbers in them by value, then by letters without regard to case. */
    static int natural(String a, String b) {
        int i = 0, j = 0;
        while (i < a.length() && j < b.length()) {
            if (digit(a.charAt(i)) && digit(b.charAt(j))) {
                int endI = digits(a, i), endJ = digits(b, j);
                String x = a.substring(i, endI).replaceFirst("^0+", "");
                String y = b.substring(j, endJ).replaceFirst("^0+", "");
                int order = x.length() != y.length() ? Integer.compare(x.length(), y.length()) : x.compareTo(y);
                if (order != 0)
                    return order;
                i = endI;
                j = endJ;
            } else {
                int order = Character.compare(Character.toLowerCase(a.charAt(i++)),
                        Character.toLowerCase(b.charAt(j++)));
                if (order != 0)
                    return order;
            }
        }
        int order = Integer.compare(a.length() - i, b.length() - j);
        return order != 0 ? order : a.compareTo(b);
    }

    private static boolean digit(char c) {
        return c >= '0' && c <= '9';
    }

    private static int digits(String text, int from) {
        int end = from;
        while (end < text.length() && digit(text.charAt(end)))
            end++;
        return end;
    }
}
