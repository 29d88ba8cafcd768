package org.loupe.exchange.internal.labels;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.loupe.api.ToolException;
import org.loupe.exchange.LabelFile;
import org.loupe.exchange.LabelFile.LabelClass;
import org.loupe.exchange.LabelFormat;
import org.loupe.exchange.Loss;
import org.loupe.store.labels.Label;
import org.loupe.store.labels.LabelShape;
import org.loupe.store.labels.LabelTile;
import org.loupe.store.labels.TileState;

/**
 * Images in folders named like their classes: {@code train_images/<class>}, {@code val_images/<class>},
 * {@code test_images} with class folders or without, {@code unlabeled_images}; or class folders alone. Each image is of
 * its folder's class as a whole; one without a class folder is open. Writing copies images. An image whose name another
 * of its class has lies in folders of its own there, with which it is found again.
 */
public final class ClassFolders implements LabelFormat {
    private static final Set<String> IMAGES = Set.of("png", "jpg", "jpeg", "bmp", "tif", "tiff", "webp");
    private static final Map<String, String> SPLITS = splits();
    private static final String UNLABELLED = "unlabeled_images";

    private static Map<String, String> splits() {
        Map<String, String> splits = new HashMap<>();
        for (String word : List.of("train", "training", "train_images"))
            splits.put(word, "train");
        for (String word : List.of("val", "valid", "validation", "val_images", "validation_images"))
            splits.put(word, "validation");
        for (String word : List.of("test", "testing", "test_images"))
            splits.put(word, "test");
        for (String word : List.of("unlabeled", "unlabelled", UNLABELLED, "unlabelled_images"))
            splits.put(word, "");
        return splits;
    }

    @Override
    public String id() {
        return "class-folders";
    }

    @Override
    public String label() {
        return "Class folders";
    }

    @Override
    public String help() {
        return "a folder per class with its images, in train_images and test_images; others in unlabeled_images";
    }

    @Override
    public String fileName() {
        return "classes";
    }

    @Override
    public boolean folder() {
        return true;
    }

    // ---- reading

    @Override
    public boolean reads(Path source) throws IOException {
        if (!Files.isDirectory(source) || MaskList.format(source).isPresent())
            return false;
        List<Path> folders = FolderFiles.folders(source);
        if (folders.stream().anyMatch(f -> split(f).isPresent()))
            return folders.stream().filter(f -> split(f).isPresent()).anyMatch(f -> holdsImages(f, 2));
        return !folders.isEmpty() && FolderFiles.files(source, IMAGES).isEmpty()
                && folders.stream().allMatch(f -> holdsImages(f, 1));
    }

    private static boolean holdsImages(Path folder, int depth) {
        try {
            if (!FolderFiles.files(folder, IMAGES).isEmpty())
                return true;
            return depth > 1 && FolderFiles.folders(folder).stream().anyMatch(f -> holdsImages(f, depth - 1));
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether a folder of this name holds images without a label, not those of a class. */
    public static boolean unlabelled(String folder) {
        return "".equals(SPLITS.get(folder.toLowerCase(Locale.ROOT)));
    }

    /** The part of a split that a folder's name means, "" for none; empty if it is a class. */
    private static Optional<String> split(Path folder) {
        Path name = folder.getFileName();
        return name == null ? Optional.empty()
                : Optional.ofNullable(SPLITS.get(name.toString().toLowerCase(Locale.ROOT)));
    }

    @Override
    public Read read(Path source, Images images) throws ToolException {
        if (!Files.isDirectory(source))
            throw new ToolException(source + " is no folder.", "Choose the folder of the class folders.");
        Loss.Count losses = new Loss.Count();
        List<Path> files = FolderFiles.find(source, IMAGES, losses);
        if (files.isEmpty())
            throw new ToolException(source + " holds no images.", "Images are " + String.join(", ",
                    IMAGES.stream().sorted().toList()) + ".");
        Collected labels = new Collected(source.toAbsolutePath().normalize().getFileName().toString());
        Set<String> again = again(files);
        for (Path file : files) {
            Path inside = source.relativize(file);
            int depth = inside.getNameCount();
            Optional<String> part = depth > 1 ? split(inside.getName(0)) : Optional.empty();
            int classAt = part.isPresent() ? 1 : 0;
            boolean unlabelled = part.isPresent() && part.get().isEmpty();
            String name = depth > classAt + 1 && !unlabelled ? inside.getName(classAt).toString() : "";
            String split = part.or(() -> split(source.toAbsolutePath().normalize())).orElse("");
            String hash = again.contains(plain(file)) ? sha256(file) : "";
            Size size = images.size(FolderFiles.name(inside)).orElse(new Size(0, 0));
            int tile = labels.tile(FolderFiles.name(inside), hash, size.width(), size.height(),
                    name.isEmpty() ? TileState.OPEN : TileState.COMPLETE, split);
            if (!name.isEmpty())
                labels.label(tile, new LabelShape.Whole(), labels.code(name));
        }
        return new Read(labels.file(), losses.losses());
    }

    private static String plain(Path file) {
        return file.getFileName().toString().toLowerCase(Locale.ROOT);
    }

    /** Names that several files have, by which they cannot be told apart. */
    private static Set<String> again(List<Path> files) {
        Set<String> seen = new HashSet<>(), again = new HashSet<>();
        for (Path file : files)
            if (!seen.add(plain(file)))
                again.add(plain(file));
        return again;
    }

    private static String sha256(Path file) throws ToolException {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[1 << 16];
            for (int n; (n = in.read(buffer)) > 0;)
                digest.update(buffer, 0, n);
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw FolderFiles.unreadable(file, e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    // ---- writing

    /** Names of folders for classes, by their codes: as they are called, as far as every system can name them. */
    static Map<Integer, String> folders(List<LabelClass> classes) {
        Map<Integer, String> folders = new LinkedHashMap<>();
        Set<String> given = new HashSet<>();
        for (LabelClass one : classes) {
            String safe = FolderOutput.part(one.name()), name = safe;
            for (int n = 2; !given.add(name.toLowerCase(Locale.ROOT)); n++)
                name = safe + "-" + n;
            folders.put(one.code(), name);
        }
        return folders;
    }

    @Override
    public List<Loss> write(LabelFile file, Path target, Images images) throws ToolException {
        Loss.Count losses = new Loss.Count();
        FolderOutput.write(target, out -> {
            Map<Integer, String> folders = folders(file.classes());
            for (LabelClass one : file.classes())
                if (!folders.get(one.code()).equals(one.name()))
                    losses.add("classes whose folders have another name", one.name());
            Counted labels = new Counted(file, losses);
            Map<Integer, Set<Integer>> classes = classes(file, labels, losses);
            Set<String> again = new HashSet<>(), seen = new HashSet<>();
            for (LabelTile tile : file.tiles())
                if (!seen.add(tile.name().toLowerCase(Locale.ROOT)))
                    again.add(tile.name().toLowerCase(Locale.ROOT));
            for (LabelTile tile : file.tiles()) {
                Set<Integer> of = classes.getOrDefault(tile.number(), Set.of());
                if (of.size() > 1) {
                    losses.add("images of several classes, which are left out", tile.image());
                    continue;
                }
                Optional<Path> image = images.file(tile.image());
                if (image.isEmpty() || !Files.isRegularFile(image.get())) {
                    losses.add("images whose files are not there", tile.image());
                    continue;
                }
                if (of.isEmpty() && tile.state() == TileState.COMPLETE)
                    losses.add("images without defects, which lie among those without labels", tile.image());
                String folder = of.isEmpty() ? unlabelled(tile)
                        : part(tile.split()) + "/" + folders.get(of.iterator().next());
                boolean clash = again.contains(tile.name().toLowerCase(Locale.ROOT));
                String name = out.name(folder, clash ? tail(tile.image()) : tile.name(), null);
                Files.copy(image.get(), out.file(name));
            }
            Details.lost(file, labels, losses, Set.of(Details.SPLIT));
        });
        return losses.losses();
    }

    /** An image's name with the folders by which it is told from others of its name. */
    private static String tail(String image) {
        String[] parts = image.replaceAll("^([A-Za-z]:)?[/\\\\]+", "").split("[/\\\\]");
        return String.join("/", List.of(parts).subList(Math.max(0, parts.length - 4), parts.length));
    }

    private static String unlabelled(LabelTile tile) {
        return tile.split().equals("test") ? part("test") : UNLABELLED;
    }

    private static String part(String split) {
        return switch (split) {
            case "test" -> "test_images";
            case "validation" -> "val_images";
            default -> "train_images";
        };
    }

    /** The classes of each tile: those of the whole image if it has any, else those of what lies on it. */
    private static Map<Integer, Set<Integer>> classes(LabelFile file, Counted labels, Loss.Count losses) {
        Map<Integer, Set<Integer>> classes = new HashMap<>();
        for (LabelTile tile : file.tiles()) {
            Set<Integer> whole = new LinkedHashSet<>(), parts = new LinkedHashSet<>();
            for (Label label : labels.labels(tile)) {
                boolean isWhole = label.shape() instanceof LabelShape.Whole;
                if (label.code() == 0)
                    losses.add("labels without a class", labels.example(tile, label));
                else
                    (isWhole ? whole : parts).add(label.code());
                if (!isWhole)
                    losses.add("places of defects, of which the class alone is kept", labels.example(tile, label));
            }
            classes.put(tile.number(), whole.isEmpty() ? parts : whole);
        }
        return classes;
    }
}
