package org.loupe.exchange.internal.labels;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.loupe.api.ToolException;
import org.loupe.exchange.LabelFile;
import org.loupe.exchange.LabelFile.LabelClass;
import org.loupe.exchange.LabelFormat;
import org.loupe.exchange.Loss;
import org.loupe.exchange.internal.Xml;
import org.loupe.exchange.internal.Xml.Element;
import org.loupe.store.labels.Label;
import org.loupe.store.labels.LabelShape.Box;
import org.loupe.store.labels.LabelTile;
import org.loupe.store.labels.TileState;

/**
 * Pascal VOC: a folder with an XML file per image in {@value #FOLDER}. As in the original development kit, pixels are
 * counted from 1 and {@code xmax} and {@code ymax} are the last ones inside: a box from 1 to 640 covers an image of
 * 640 px. Where a file of a folder has a box that begins before 1, its program counted from 0 and wrote edges; then all
 * boxes of the folder are read so, and that is told. Boxes are written in whole px.
 */
public final class VocFormat implements LabelFormat {
    private static final String FOLDER = "Annotations";
    private static final Set<String> FILE = Set.of("folder", "filename", "path", "source", "owner", "size", "segmented",
            "object");
    private static final Set<String> OBJECT = Set.of("name", "pose", "truncated", "difficult", "occluded", "bndbox");

    @Override
    public String id() {
        return "voc";
    }

    @Override
    public String label() {
        return "Pascal VOC";
    }

    @Override
    public String help() {
        return "a folder with an XML file for each image: boxes in whole px";
    }

    @Override
    public String fileName() {
        return "voc";
    }

    @Override
    public boolean folder() {
        return true;
    }

    @Override
    public boolean reads(Path source) throws IOException {
        for (Path file : Heads.some(source, "xml")) {
            String head = Heads.text(file);
            if (head.startsWith("<") && head.contains("<annotation"))
                return true;
        }
        return false;
    }

    /** A box of a file as it is written there. @param element of its object */
    private record Found(int tile, Element element, double[] edges) {
    }

    @Override
    public Read read(Path source, Images images) throws ToolException {
        Loss.Count losses = new Loss.Count();
        Collected labels = new Collected(source.getFileName().toString());
        List<Path> files = Files.isDirectory(source) ? FolderFiles.find(source, Set.of("xml"), losses)
                : List.of(source);
        List<Found> boxes = new ArrayList<>();
        boolean fromZero = false;
        for (Path file : files) {
            String inside = files.size() == 1 && file.equals(source) ? source.getFileName().toString()
                    : FolderFiles.name(source.relativize(file));
            Element root = Xml.read(file);
            if (!root.name().equals("annotation") && files.size() > 1) {
                losses.add("XML files of other programs, which are passed over", inside);
                continue;
            }
            if (!root.name().equals("annotation"))
                throw new ToolException(file + ", line " + root.line() + ": expected is <annotation>, found <"
                        + root.name() + ">.", "Take out files of other programs.");
            String image = image(inside, root.text("filename"));
            int tile = labels.tile(image, "", size(file, root, "width"), size(file, root, "height"),
                    TileState.COMPLETE, "");
            for (Element child : root.children())
                if (child.name().equals("object")) {
                    double[] edges = object(file, child, image, losses);
                    if (edges == null)
                        continue;
                    boxes.add(new Found(tile, child, edges));
                    if (Math.min(edges[0], edges[1]) < 1) {
                        fromZero = true;
                        losses.note("boxes that begin before pixel 1; all were taken as edges counted from 0", image);
                    }
                } else if (!FILE.contains(child.name())) {
                    losses.add("elements <" + child.name() + ">, which are not read", inside);
                }
        }
        for (Found box : boxes) {
            double[] e = box.edges();
            double first = fromZero ? 0 : 1;
            Box shape = new Box((float) (e[0] - first), (float) (e[1] - first), (float) (e[2] - e[0] + first),
                    (float) (e[3] - e[1] + first));
            labels.label(box.tile(), shape, labels.code(box.element().text("name")));
        }
        return new Read(labels.file(this, source, losses), losses.losses());
    }

    /** Name of an image: the folders in which its file lies in {@value #FOLDER}, then the name that is told. */
    private static String image(String inside, String filename) {
        String plain = filename.replace('\\', '/');
        plain = plain.substring(plain.lastIndexOf('/') + 1);
        String path = inside.startsWith(FOLDER + "/") ? inside.substring(FOLDER.length() + 1)
                : inside.replace("/" + FOLDER + "/", "/");
        String folder = path.substring(0, path.lastIndexOf('/') + 1);
        return folder + (plain.isEmpty() ? path.substring(folder.length()).replaceFirst("\\.[^.]*$", "") : plain);
    }

    private static int size(Path file, Element root, String name) throws ToolException {
        Optional<Element> value = root.child("size").flatMap(s -> s.child(name));
        if (value.isEmpty() || value.get().text().isEmpty())
            return 0;
        double number = number(file, value.get());
        if (!(number >= 0 && number <= Shapes.FARTHEST))
            throw new ToolException(file + ", line " + value.get().line() + ": <" + name + "> is "
                    + value.get().text() + ".", "Sizes are numbers from 0 to " + Shapes.FARTHEST + " px.");
        return (int) number;
    }

    /** Edges of an object's box as they are written, or {@code null} if it has none. */
    private static double[] object(Path file, Element object, String image, Loss.Count losses) throws ToolException {
        String name = object.text("name"), example = image + ", " + name, where = file + ", line " + object.line();
        if (name.isEmpty())
            throw new ToolException(where + ": the object has no <name>.", "Name its class.");
        for (String mark : List.of("difficult", "truncated", "occluded"))
            if (!Set.of("", "0", "false").contains(object.text(mark)))
                losses.add("marks that objects are " + mark, example);
        if (!Set.of("", "unspecified").contains(object.text("pose").toLowerCase(Locale.ROOT)))
            losses.add("poses of objects", example + ", " + object.text("pose"));
        for (Element child : object.children())
            if (!OBJECT.contains(child.name()))
                losses.add("elements <" + child.name() + "> of objects, which are not read", example);
        Optional<Element> box = object.child("bndbox");
        if (box.isEmpty()) {
            losses.add("objects without a box (bndbox), which are left out", example);
            return null;
        }
        double[] edges = new double[4];
        List<String> names = List.of("xmin", "ymin", "xmax", "ymax");
        for (int i = 0; i < 4; i++) {
            Optional<Element> edge = box.get().child(names.get(i));
            if (edge.isEmpty())
                throw new ToolException(file + ", line " + box.get().line() + ": the box lacks <" + names.get(i)
                        + ">.", "Give xmin, ymin, xmax and ymax.");
            edges[i] = number(file, edge.get());
            if (!(Math.abs(edges[i]) <= Shapes.FARTHEST))
                throw new ToolException(file + ", line " + edge.get().line() + ": <" + names.get(i) + "> is "
                        + edge.get().text() + ".", "Places are numbers up to " + Shapes.FARTHEST + " px.");
        }
        if (edges[2] < edges[0] || edges[3] < edges[1])
            throw new ToolException(file + ", line " + box.get().line() + ": the box ends before it begins: "
                    + edges[0] + ", " + edges[1] + " to " + edges[2] + ", " + edges[3] + ".",
                    "xmin and ymin are its top left pixel, xmax and ymax its bottom right one.");
        return edges;
    }

    private static double number(Path file, Element element) throws ToolException {
        try {
            return Double.parseDouble(element.text());
        } catch (NumberFormatException e) {
            throw new ToolException(file + ", line " + element.line() + ": <" + element.name() + "> is \""
                    + element.text() + "\".", "Write a number.", e);
        }
    }

    @Override
    public List<Loss> write(LabelFile labels, Path target, Images images) throws ToolException {
        Loss.Count losses = new Loss.Count();
        Counted counted = new Counted(labels, losses);
        FolderOutput.write(target, out -> {
            Files.createDirectories(out.file(FOLDER));
            for (LabelTile tile : counted.tiles())
                try (Writer file = Files.newBufferedWriter(out.file(out.name(FOLDER, tile.image(), ".xml")),
                        StandardCharsets.UTF_8)) {
                    write(file, tile, counted, BoxedLabels.size(tile, images), losses);
                }
        });
        for (LabelClass one : labels.classes())
            if (labels.labels().stream().noneMatch(l -> l.code() == one.code()))
                losses.add("classes without labels", one.name());
        Details.lost(labels, counted, losses, Set.of());
        return losses.losses();
    }

    private static void write(Writer out, LabelTile tile, Counted labels, Optional<Size> size, Loss.Count losses)
            throws IOException {
        if (size.isEmpty())
            losses.add("sizes of images, which are not known", tile.image());
        String folder = tile.image().contains("/") ? tile.image().substring(0, tile.image().lastIndexOf('/')) : "";
        out.write("<annotation>\n");
        line(out, 1, "folder", folder.substring(folder.lastIndexOf('/') + 1));
        line(out, 1, "filename", tile.name());
        out.write("\t<source><database>Loupe</database></source>\n\t<size>\n");
        line(out, 2, "width", size.map(s -> s.width() + "").orElse("0"));
        line(out, 2, "height", size.map(s -> s.height() + "").orElse("0"));
        line(out, 2, "depth", "1");
        out.write("\t</size>\n");
        line(out, 1, "segmented", "0");
        for (Label label : labels.labels(tile)) {
            if (!BoxedLabels.holds(labels, tile, label, losses))
                continue;
            String example = labels.example(tile, label);
            Box box = BoxedLabels.box(label.shape(), losses, example);
            double right = (double) box.x() + box.width(), bottom = (double) box.y() + box.height();
            long[] edges = {Math.round((double) box.x()) + 1, Math.round((double) box.y()) + 1, Math.round(right),
                    Math.round(bottom)};
            edges[2] = Math.max(edges[0], edges[2]);
            edges[3] = Math.max(edges[1], edges[3]);
            if (edges[0] - 1 != box.x() || edges[1] - 1 != box.y() || edges[2] != right || edges[3] != bottom)
                losses.add("boxes that were rounded to whole px", example);
            if (edges[0] < 1 || edges[1] < 1)
                losses.add("boxes that begin outside their image, which were cut", example);
            for (int i = 0; i < 4; i++)
                edges[i] = Math.max(1, edges[i]);
            out.write("\t<object>\n");
            line(out, 2, "name", labels.className(label));
            line(out, 2, "pose", "Unspecified");
            line(out, 2, "truncated", "0");
            line(out, 2, "difficult", "0");
            out.write("\t\t<bndbox>\n");
            line(out, 3, "xmin", edges[0] + "");
            line(out, 3, "ymin", edges[1] + "");
            line(out, 3, "xmax", edges[2] + "");
            line(out, 3, "ymax", edges[3] + "");
            out.write("\t\t</bndbox>\n\t</object>\n");
        }
        out.write("</annotation>\n");
    }

    private static void line(Writer out, int depth, String name, String text) throws IOException {
        StringBuilder safe = new StringBuilder();
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                default -> {
                    boolean allowed = c >= 0x20 && c != 0xFFFE && c != 0xFFFF && !(c >= 0xD800 && c <= 0xDFFF);
                    safe.appendCodePoint(allowed ? c : ' ');
                }
            }
        });
        out.write("\t".repeat(depth) + "<" + name + ">" + safe + "</" + name + ">\n");
    }
}
