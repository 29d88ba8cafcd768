package org.loupe.exchange.internal.labels;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.regex.Pattern;
import org.loupe.api.ToolException;
import org.loupe.exchange.LabelFile;
import org.loupe.exchange.LabelFile.LabelClass;
import org.loupe.exchange.LabelFormat;
import org.loupe.exchange.Loss;
import org.loupe.exchange.internal.labels.YoloNumbers.Part;
import org.loupe.store.labels.Label;
import org.loupe.store.labels.LabelShape;
import org.loupe.store.labels.LabelShape.Box;
import org.loupe.store.labels.LabelShape.Polygon;
import org.loupe.store.labels.LabelTile;
import org.loupe.store.labels.TileState;

/**
 * YOLO: a folder with a text file per image in {@value #LABELS}, called like the image, and the names of classes in
 * {@value #DATA}, {@value #CLASSES} or {@code *.names}. A line is a class from 0 on, then centre, width and height of a
 * box, or the points of an outline, all as parts of the image's width and height; behind a box may stand a score.
 * Images of a split lie in folders of their own. The sizes of images must be known: from who asks, or from the images
 * where they lie as YOLO wants them: beside the texts or in {@value #IMAGES} as the texts lie in {@value #LABELS}.
 */
public final class YoloFormat implements LabelFormat {
    private static final String LABELS = "labels", IMAGES = "images", DATA = "data.yaml", CLASSES = "classes.txt";
    private static final Set<String> OTHER_TEXTS = Set.of("classes", "_classes", "train", "val", "valid", "test",
            "notes", "license", "requirements", "labels", "predefined_classes");
    private static final Pattern LINE = Pattern.compile("\\s*\\d{1,6}(\\s+[-+.\\deE]+){4,}\\s*");
    private static final Map<String, String> SPLITS = Map.of("train", "train", "training", "train", "val", "validation",
            "valid", "validation", "validation", "validation", "test", "test");
    private static final int BOX = 5;
    private static final double FARTHEST = 3;
    private static final long LARGEST = 1L << 26;

    private final boolean segments;

    /** @param segments whether outlines are written, not boxes; both are read */
    public YoloFormat(boolean segments) {
        this.segments = segments;
    }

    @Override
    public String id() {
        return segments ? "yolo-segments" : "yolo";
    }

    @Override
    public String label() {
        return segments ? "YOLO segments" : "YOLO";
    }

    @Override
    public String help() {
        return segments ? "a folder with a text file for each image: outlines and a list of classes"
                : "a folder with a text file for each image: boxes and a list of classes";
    }

    @Override
    public String fileName() {
        return "yolo";
    }

    @Override
    public boolean folder() {
        return true;
    }

    @Override
    public boolean reads(Path source) throws IOException {
        if (!Files.isDirectory(source))
            return FolderFiles.ending(source).equals("txt") && isYolo(source);
        boolean named = YoloClasses.list(source).isPresent() || Files.isDirectory(source.resolve(LABELS));
        int asked = 0;
        for (Path file : texts(source, new Loss.Count())) {
            String first = firstLine(file);
            if (!first.isEmpty())
                return (named || isYolo(file)) && segments(first) == segments && LINE.matcher(first).matches();
            if (++asked == 1000)
                break;
        }
        return named && !segments && asked > 0 && YoloClasses.list(source).isPresent();
    }

    /** Whether a text has YOLO's numbers: parts of an image, written with a point. */
    private boolean isYolo(Path file) throws IOException {
        String first = firstLine(file);
        return LINE.matcher(first).matches() && first.contains(".") && segments(first) == segments;
    }

    private static boolean segments(String line) {
        return line.strip().split("\\s+").length > BOX + 1;
    }

    private static String firstLine(Path file) throws IOException {
        return Heads.text(file).lines().filter(l -> !l.isBlank()).findFirst().orElse("").strip();
    }

    /** The texts of labels: those in {@value #LABELS} if there is such a folder. */
    private static List<Path> texts(Path source, Loss.Count losses) throws IOException {
        Path folder = Files.isDirectory(source.resolve(LABELS)) ? source.resolve(LABELS) : source;
        try {
            return FolderFiles.find(folder, Set.of("txt"), losses).stream().filter(f -> !OTHER_TEXTS.contains(stem(f))
                    && !stem(f).startsWith("readme")).toList();
        } catch (ToolException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static String stem(Path file) {
        return file.getFileName().toString().replaceFirst("\\.[^.]*$", "").toLowerCase(Locale.ROOT);
    }

    @Override
    public Read read(Path source, Images images) throws ToolException {
        Loss.Count losses = new Loss.Count();
        Collected labels = new Collected(source.getFileName().toString());
        try {
            SortedMap<Integer, String> names = YoloClasses.find(source);
            if (names.isEmpty())
                losses.add("names of classes, which no file tells; they are called by their numbers",
                        source.getFileName().toString());
            names.forEach((number, name) -> labels.add(new LabelClass(number + 1, name, "", "", "")));
            for (Path file : Files.isDirectory(source) ? texts(source, losses) : List.of(source))
                read(source, file, images, names, labels, losses);
        } catch (CharacterCodingException e) {
            throw new ToolException("A file of " + source + " is not text in UTF-8.", "Save it as UTF-8.", e);
        } catch (IOException e) {
            throw FolderFiles.unreadable(source, e);
        }
        return new Read(labels.file(this, source, losses), losses.losses());
    }

    private static void read(Path source, Path file, Images images, SortedMap<Integer, String> names, Collected labels,
            Loss.Count losses) throws IOException, ToolException {
        String inside = file.equals(source) ? source.getFileName().toString()
                : FolderFiles.name(source.relativize(file));
        String path = inside.startsWith(LABELS + "/") ? inside.substring(LABELS.length() + 1) : inside;
        String folder = path.contains("/") ? path.substring(0, path.indexOf('/')) : "";
        String split = SPLITS.getOrDefault(folder.toLowerCase(Locale.ROOT), "");
        String stem = (split.isEmpty() ? path : path.substring(folder.length() + 1)).replaceFirst("\\.[^.]*$", "")
                .replaceFirst("^" + LABELS + "/", "");
        Optional<Path> image = YoloImages.find(file);
        String name = stem + image.map(i -> "." + ending(i)).orElse("");
        List<String[]> lines = new ArrayList<>();
        if (Files.size(file) > LARGEST)
            throw new ToolException(file + " has " + Files.size(file) + " bytes, for the labels of one image.",
                    "Up to " + LARGEST + " are read; check that it is the right file.");
        try (BufferedReader in = Heads.reader(file)) {
            for (String line = in.readLine(); line != null; line = in.readLine())
                lines.add(line.isBlank() ? new String[0] : line.strip().split("\\s+"));
        }
        Optional<Size> size = images.size(name);
        if (size.isEmpty() && image.isPresent())
            size = YoloImages.size(image.get());
        boolean empty = lines.stream().allMatch(l -> l.length == 0);
        if (size.isEmpty() && !empty)
            throw new ToolException(file + ": the size of its image is not known, and YOLO has places as parts of it.",
                    "Put the image beside it or into the folder " + IMAGES + ", or import into a project that has it.");
        int tile = labels.tile(name, "", size.map(Size::width).orElse(0), size.map(Size::height).orElse(0),
                TileState.COMPLETE, split);
        for (int i = 0; i < lines.size(); i++)
            if (lines.get(i).length > 0)
                label(file + ", line " + (i + 1), name, lines.get(i), size.get(), names, labels, tile, losses);
    }

    private static String ending(Path file) {
        String name = file.getFileName().toString();
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static void label(String where, String image, String[] cells, Size size, SortedMap<Integer, String> names,
            Collected labels, int tile, Loss.Count losses) throws ToolException {
        int number = cells[0].matches("\\d{1,6}") ? Integer.parseInt(cells[0]) : -1;
        if (number < 0 || !names.isEmpty() && !names.containsKey(number))
            throw new ToolException(where + ": the class is " + cells[0] + (names.isEmpty() ? ""
                    : ", and there are those from " + names.firstKey() + " to " + names.lastKey()) + ".",
                    "Mend the line, or add the class to the list of names.");
        boolean box = cells.length == BOX || cells.length == BOX + 1;
        if (!box && (cells.length < 7 || cells.length % 2 == 0))
            throw new ToolException(where + " has " + cells.length + " numbers.",
                    "A box has 5 (class, centre x, centre y, width, height), an outline a class and three points or "
                            + "more with x and y.");
        Part[] parts = new Part[cells.length];
        for (int i = 1; i < cells.length; i++)
            try {
                parts[i] = Part.of(cells[i]);
            } catch (NumberFormatException e) {
                throw new ToolException(where + ": number " + (i + 1) + " is '" + cells[i] + "'.",
                        "Write parts of the image's width and height, with a point before their decimals.", e);
            }
        for (int i = 1; i < parts.length; i++)
            if (Math.abs(parts[i].value()) > FARTHEST)
                throw new ToolException(where + " lies far outside the image: " + cells[i] + ".",
                        "Places are parts of the image's width and height, from 0 to 1, not px.");
        int code = names.isEmpty() ? labels.code("class " + number) : number + 1;
        String example = image + ", line " + where.substring(where.lastIndexOf(' ') + 1);
        LabelShape shape;
        if (box) {
            if (parts[3].value() < 0 || parts[4].value() < 0)
                throw new ToolException(where + ": the box is " + cells[3] + " × " + cells[4] + " of the image large.",
                        "Width and height are 0 or more.");
            float[] x = YoloNumbers.edges(parts[1], parts[3], size.width());
            float[] y = YoloNumbers.edges(parts[2], parts[4], size.height());
            shape = new Box(x[0], y[0], x[1], y[1]);
        } else {
            float[] xy = new float[cells.length - 1];
            for (int i = 0; i < xy.length; i++)
                xy[i] = YoloNumbers.place(parts[i + 1], i % 2 == 0 ? size.width() : size.height());
            shape = new Polygon(List.of(new LabelShape.Ring(xy)));
        }
        Box bounds = shape.bounds();
        float score = box && cells.length == BOX + 1 ? (float) Math.max(0, Math.min(1, parts[BOX].value())) : 1;
        if (bounds.x() < -1 || bounds.y() < -1 || bounds.x() + bounds.width() > size.width() + 1
                || bounds.y() + bounds.height() > size.height() + 1)
            losses.note("labels that reach beyond their image; they come in as they are", example);
        labels.label(tile, shape, code, score, "");
    }

    @Override
    public List<Loss> write(LabelFile labels, Path target, Images images) throws ToolException {
        Loss.Count losses = new Loss.Count();
        Counted counted = new Counted(labels, losses);
        List<LabelClass> classes = labels.classes().stream().sorted(Comparator.comparingInt(LabelClass::code)).toList();
        Map<Integer, Integer> numbers = new HashMap<>();
        for (LabelClass one : classes) {
            if (one.code() != numbers.size() + 1)
                losses.add("codes of classes; they are numbered from 0 on", one.name() + ", " + one.code());
            numbers.put(one.code(), numbers.size());
        }
        List<LabelTile> tiles = counted.tiles();
        boolean split = tiles.stream().anyMatch(t -> !t.split().isEmpty());
        FolderOutput.write(target, out -> {
            Files.createDirectories(out.file(LABELS));
            for (LabelTile tile : tiles) {
                String folder = split ? LABELS + "/" + part(tile) : LABELS;
                try (Writer file = Files.newBufferedWriter(out.file(out.name(folder, tile.image(), ".txt")),
                        StandardCharsets.UTF_8)) {
                    for (Label label : counted.labels(tile))
                        if (BoxedLabels.holds(counted, tile, label, losses))
                            write(file, label, numbers.get(label.code()), size(tile, images), losses,
                                    counted.example(tile, label));
                }
            }
            Files.writeString(out.file(DATA), data(classes, split));
            StringBuilder lines = new StringBuilder();
            classes.forEach(c -> lines.append(c.name().replaceAll("\\p{Cntrl}", " ")).append('\n'));
            Files.writeString(out.file(CLASSES), lines);
        });
        Details.lost(labels, counted, losses, Set.of(Details.SPLIT));
        return losses.losses();
    }

    private static Size size(LabelTile tile, Images images) throws ToolException {
        return BoxedLabels.size(tile, images).orElseThrow(() -> new ToolException("The size of " + tile.image()
                + " is not known, and YOLO has places as parts of it.", "Put the image where Loupe finds it."));
    }

    private static String part(LabelTile tile) {
        return tile.split().equals("validation") ? "val" : tile.split().equals("test") ? "test" : "train";
    }

    private static String data(List<LabelClass> classes, boolean split) {
        StringBuilder yaml = new StringBuilder("path: .\ntrain: images" + (split ? "/train" : "") + "\nval: images"
                + (split ? "/val\ntest: images/test" : "") + "\nnames:\n");
        for (int i = 0; i < classes.size(); i++)
            yaml.append("  ").append(i).append(": ").append(YoloClasses.quoted(classes.get(i).name())).append('\n');
        return yaml.toString();
    }

    private void write(Writer out, Label label, int number, Size size, Loss.Count losses, String example)
            throws IOException {
        if (!segments) {
            Box box = BoxedLabels.box(label.shape(), losses, example);
            String[] x = YoloNumbers.texts(box.x(), box.width(), size.width());
            String[] y = YoloNumbers.texts(box.y(), box.height(), size.height());
            out.write(number + " " + x[0] + " " + y[0] + " " + x[1] + " " + y[1] + "\n");
            return;
        }
        for (LabelShape.Ring ring : rings(label.shape(), losses, example)) {
            out.write(Integer.toString(number));
            for (int i = 0; i < ring.xy().length; i++)
                out.write(" " + YoloNumbers.text(ring.xy()[i], i % 2 == 0 ? size.width() : size.height()));
            out.write("\n");
        }
    }

    /** Outlines without holes; that they are no longer what they were is told. */
    private static List<LabelShape.Ring> rings(LabelShape shape, Loss.Count losses, String example) {
        if (shape instanceof Polygon polygon) {
            if (polygon.rings().size() > 1)
                losses.add("holes, which were filled", example);
            return polygon.rings().subList(0, 1);
        }
        if (shape instanceof LabelShape.Mask mask) {
            List<LabelShape.Ring> all = CocoShapes.contours(mask);
            List<LabelShape.Ring> outer = all.stream().filter(CocoShapes::outer).toList();
            losses.add("masks that became outlines", example);
            if (outer.size() < all.size())
                losses.add("holes, which were filled", example);
            if (outer.size() > 1)
                losses.add("masks of several parts, each of which became a label", example);
            return outer;
        }
        if (shape instanceof LabelShape.RotatedBox rotated) {
            losses.add("rotated boxes that became outlines", example);
            return List.of(new LabelShape.Ring(rotated.corners()));
        }
        losses.add("boxes that became outlines", example);
        Box box = shape.bounds();
        float right = box.x() + box.width(), bottom = box.y() + box.height();
        return List.of(new LabelShape.Ring(new float[] {box.x(), box.y(), right, box.y(), right, bottom, box.x(),
                bottom}));
    }
}
