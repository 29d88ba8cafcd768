package org.loupe.workspace.labels;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.loupe.api.Detections;
import org.loupe.api.ImageSource;
import org.loupe.api.Shape;
import org.loupe.api.ToolException;
import org.loupe.engine.Item;
import org.loupe.engine.Registry;
import org.loupe.exchange.LabelFile;
import org.loupe.exchange.LabelFormat;
import org.loupe.exchange.Truth;
import org.loupe.exchange.Truths;
import org.loupe.store.labels.LabelTable;
import org.loupe.store.labels.LabelTile;

/**
 * Images by the names that labels have for them, forgivingly as {@link Truths} compares names. A file is opened when
 * its size is first asked for. Any thread.
 */
public final class KnownImages implements LabelFormat.Images {
    private static final int DEEPEST = 16;

    private final Registry registry;
    private final Map<String, Item> images;
    private final Truths byName;
    private final Map<String, Optional<String>> found = new HashMap<>();
    private final Map<String, Optional<LabelFormat.Size>> sizes = new HashMap<>();

    private KnownImages(Map<String, Item> images, Registry registry) {
        this.images = images;
        this.registry = registry;
        byName = new Truths(images.keySet().stream().map(name -> new Truth(name, 0, 0, Detections.NONE)).toList());
    }

    /** The images of a project. @param images by how its labels name them */
    public static KnownImages of(Map<String, Item> images, Registry registry) {
        return new KnownImages(new LinkedHashMap<>(images), registry);
    }

    /** The images that a project's labels lie on, whether an image set has them or not. */
    public static KnownImages of(Labelling labels, LabelTable table, Registry registry) {
        Map<String, Item> images = new LinkedHashMap<>();
        for (LabelTile tile : table.tiles()) {
            Item item = Item.of(labels.file(tile));
            images.put(tile.image(), new Item(item.name(), item.test(), labels.page(tile), Optional.empty(),
                    item.umPerPx(), item.conditions()));
        }
        return new KnownImages(images, registry);
    }

    /** The images in a folder and in those in it, by their paths in it. @throws ToolException if there are none */
    public static KnownImages in(Path folder, Registry registry) throws ToolException {
        Set<String> endings = new HashSet<>();
        registry.formats().forEach(format -> endings.addAll(format.extensions()));
        Map<String, Item> images = new LinkedHashMap<>();
        try (Stream<Path> files = Files.walk(folder, DEEPEST)) {
            for (Path file : (Iterable<Path>) files.sorted()::iterator) {
                String name = file.getFileName().toString();
                if (!Files.isSymbolicLink(file) && Files.isRegularFile(file) && !name.startsWith(".")
                        && endings.contains(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT)))
                    images.put(folder.relativize(file).toString().replace('\\', '/'), Item.of(file));
            }
        } catch (IOException | UncheckedIOException e) {
            throw new ToolException("The folder " + folder + " cannot be read: " + e.getMessage() + ".",
                    "Check that it is there and that you may read it.", e);
        }
        if (images.isEmpty())
            throw new ToolException("The folder " + folder + " holds no images.",
                    "Choose the folder of the images that the labels lie on.");
        return new KnownImages(images, registry);
    }

    /** What an image is called here; empty if none is meant, or several may be. @param image as labels name it */
    public synchronized Optional<String> name(String image) {
        return found.computeIfAbsent(image, wanted -> images.containsKey(wanted) ? Optional.of(wanted)
                : byName.find(wanted, "").or(() -> byName.find(stem(wanted) + "_test", "")).map(Truth::image));
    }

    /** A name without its ending, by which the image under test is told from its reference. */
    private static String stem(String image) {
        return image.replaceFirst("\\.[A-Za-z][A-Za-z0-9]{1,4}$", "");
    }

    @Override
    public Optional<Path> file(String image) {
        return name(image).map(images::get).map(Item::test);
    }

    @Override
    public synchronized Optional<LabelFormat.Size> size(String image) {
        return name(image).flatMap(name -> sizes.computeIfAbsent(name, n -> open(images.get(n))));
    }

    private Optional<LabelFormat.Size> open(Item item) {
        try (ImageSource source = registry.open(item.test())) {
            Shape shape = source.info(item.page()).shape();
            return Optional.of(new LabelFormat.Size(shape.width(), shape.height()));
        } catch (ToolException | IndexOutOfBoundsException e) {
            return Optional.empty(); // the format tells what it does without
        }
    }

    /** The same labels with the names that images have here, and with their sizes where they were unknown. */
    public LabelFile named(LabelFile labels) {
        List<LabelTile> tiles = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (LabelTile tile : labels.tiles()) {
            String name = name(tile.image()).filter(taken::add).orElse(tile.image());
            LabelTile named = tile.image(name);
            if (tile.width() == 0)
                named = size(name).map(s -> tile.image(name).content(tile.sha256(), s.width(), s.height()))
                        .orElse(named);
            tiles.add(named);
        }
        return new LabelFile(labels.project(), labels.iteration(), labels.classes(), tiles, labels.labels());
    }
}
