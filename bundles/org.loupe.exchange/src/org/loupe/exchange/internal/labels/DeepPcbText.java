package org.loupe.exchange.internal.labels;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.loupe.api.ToolException;
import org.loupe.exchange.LabelFile;
import org.loupe.exchange.LabelFiles;
import org.loupe.exchange.LabelFormat;
import org.loupe.exchange.Loss;
import org.loupe.exchange.TruthReader;
import org.loupe.store.labels.Label;
import org.loupe.store.labels.LabelShape;
import org.loupe.store.labels.LabelTile;

/**
 * One text file per image, named like it, with a line {@code x1 y1 x2 y2 type} for each box: whole px, types 1 to 6 of
 * DeepPCB. An empty file is a good image.
 */
public final class DeepPcbText implements LabelFormat {
    private static final Set<String> TEXT = Set.of("txt");
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
        return new Read(LabelFiles.of(TruthReader.read(source), source.getFileName().toString()), List.of());
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
        LabelShape.Box box = label.shape().bounds();
        if (!(label.shape() instanceof LabelShape.Box))
            losses.add("outlines that became boxes", example);
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
