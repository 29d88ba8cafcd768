package org.loupe.exchange.internal.labels;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
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
 * One text file per image, named like it, with a line {@code x1 y1 x2 y2 type} for each box: whole px, types 1 to 6 of
 * DeepPCB. An empty file is a good image.
 */
public final class DeepPcbText implements LabelFormat {
    private static final Set<String> TEXT = Set.of("txt");
    private static final List<String> TYPES = List.of("open", "short", "mousebite", "spur", "spurious-copper",
            "pin-hole");
    private static final int LOOKED_AT = 20;
    private static final Pattern LINE = Pattern.compile("\\s*-?\\d+([\\s,]+-?\\d+){4}\\s*");

    @Override
    public String id() {
        return "deeppcb";
    }

    @Override
    public String label() {
        return "DeepPCB";
    }

    @Override
    public String help() {
        return "a folder with one text file per image: x1 y1 x2 y2 type, types 1 to 6";
    }

    @Override
    public String fileName() {
        return "annotations";
    }

    @Override
    public boolean folder() {
        return true;
    }

    @Override
    public boolean reads(Path source) throws IOException {
        if (Files.isRegularFile(source))
            return FolderFiles.ending(source).equals("txt") && firstLine(source).map(LINE::matcher)
                    .map(m -> m.matches()).orElse(false);
        if (!Files.isDirectory(source))
            return false;
        List<Path> files;
        try {
            files = FolderFiles.find(source, TEXT, new Loss.Count());
        } catch (ToolException e) {
            throw new IOException(e.getMessage(), e);
        }
        for (Path file : files.subList(0, Math.min(LOOKED_AT, files.size())))
            if (firstLine(file).map(LINE::matcher).map(m -> m.matches()).orElse(false))
                return true;
        return false;
    }

    /** The first line that is not blank, as far as it may be one of five numbers. */
    private static java.util.Optional<String> firstLine(Path file) throws IOException {
        char[] head = new char[500];
        try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            int n = in.read(head);
            return n <= 0 ? java.util.Optional.empty()
                    : new String(head, 0, n).lines().filter(l -> !l.isBlank()).findFirst();
        }
    }

    @Override
    public Read read(Path source, Images images) throws ToolException {
        Loss.Count losses = new Loss.Count();
        Collected labels = new Collected(source.getFileName().toString());
        for (int i = 0; i < TYPES.size(); i++)
            labels.add(new LabelClass(i + 1, TYPES.get(i), "", "", ""));
        try {
            if (!Files.isDirectory(source))
                read(source, source.getFileName().toString(), labels);
            else
                for (Path file : FolderFiles.find(source, TEXT, losses))
                    if (firstLine(file).map(LINE::matcher).map(m -> m.matches()).orElse(true))
                        read(file, FolderFiles.name(source.relativize(file)), labels);
        } catch (IOException e) {
            throw FolderFiles.unreadable(source, e);
        }
        return new Read(labels.file(losses), losses.losses());
    }

    /** @param inside path of the file in the folder that is read, with "/" */
    private static void read(Path file, String inside, Collected labels) throws IOException, ToolException {
        int tile = labels.tile(inside.replaceFirst("\\.[^./]*$", ""), "", 0, 0, TileState.COMPLETE, "");
        try (BufferedReader in = Heads.reader(file)) {
            int n = 0;
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                n++;
                if (!line.isBlank())
                    labels.label(tile, box(line, file + ", line " + n), type(line, file + ", line " + n));
            }
        } catch (CharacterCodingException e) {
            throw new ToolException(file + " is not text in UTF-8.", "Save it as UTF-8.", e);
        }
    }

    /** The numbers of a line. */
    private static long[] numbers(String line, String where) throws ToolException {
        if (!LINE.matcher(line).matches())
            throw new ToolException(where + " is not 'x1 y1 x2 y2 type': " + line, "Mend that line.");
        String[] parts = line.strip().split("[\\s,]+");
        long[] numbers = new long[parts.length];
        for (int i = 0; i < numbers.length; i++) {
            if (parts[i].length() > 9 || Math.abs(Long.parseLong(parts[i])) > Shapes.FARTHEST)
                throw new ToolException(where + " has a number that is too large: " + line,
                        "Places are numbers up to " + Shapes.FARTHEST + " px.");
            numbers[i] = Long.parseLong(parts[i]);
        }
        return numbers;
    }

    private static LabelShape.Box box(String line, String where) throws ToolException {
        long[] v = numbers(line, where);
        if (v[2] < v[0] || v[3] < v[1])
            throw new ToolException(where + " is a box that ends before it begins: " + line,
                    "Mend that line: x1 y1 is the top left corner, x2 y2 the bottom right one.");
        return new LabelShape.Box(v[0], v[1], v[2] - v[0], v[3] - v[1]);
    }

    private static int type(String line, String where) throws ToolException {
        long type = numbers(line, where)[4];
        if (type < 1 || type > TYPES.size())
            throw new ToolException(where + " has the type " + type + ", allowed are 1 to " + TYPES.size() + ": "
                    + line, "Mend that line. Types: " + String.join(", ", TYPES) + ".");
        return (int) type;
    }

    @Override
    public List<Loss> write(LabelFile file, Path target, Images images) throws ToolException {
        Loss.Count losses = new Loss.Count();
        FolderOutput.write(target, out -> {
            Counted labels = new Counted(file, losses);
            for (LabelTile tile : labels.tiles()) {
                StringBuilder text = new StringBuilder();
                for (Label label : labels.labels(tile))
                    line(text, labels, tile, label, losses);
                Files.writeString(out.file(out.name("", tile.image(), ".txt")), text);
            }
            Details.lost(file, labels, losses, Set.of());
        });
        return losses.losses();
    }

    private static void line(StringBuilder text, Counted labels, LabelTile tile, Label label, Loss.Count losses) {
        String example = labels.example(tile, label);
        int type = type(labels.className(label));
        if (type == 0 || label.shape() instanceof LabelShape.Whole) {
            losses.add(type == 0 ? "labels of classes other than DeepPCB's six, which are left out"
                    : "classes of whole images, which are left out", example);
            return;
        }
        LabelShape.Box box = BoxedLabels.box(label.shape(), losses, example);
        double right = (double) box.x() + box.width(), bottom = (double) box.y() + box.height();
        long[] edges = { Math.round((double) box.x()), Math.round((double) box.y()), Math.round(right),
            Math.round(bottom) };
        if (edges[0] != box.x() || edges[1] != box.y() || edges[2] != right || edges[3] != bottom)
            losses.add("boxes that were rounded to whole px", example);
        for (long edge : edges)
            text.append(edge).append(' ');
        text.append(type).append('\n');
    }

    /** DeepPCB's number of a class, 0 if it has none. */
    private static int type(String name) {
        return switch (name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "")) {
            case "open" -> 1;
            case "short" -> 2;
            case "mousebite" -> 3;
            case "spur" -> 4;
            case "spuriouscopper", "copper" -> 5;
            case "pinhole" -> 6;
            default -> 0;
        };
    }
}
