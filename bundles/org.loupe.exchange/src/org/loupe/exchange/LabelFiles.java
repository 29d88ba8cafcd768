package org.loupe.exchange;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.loupe.api.Detections;
import org.loupe.api.ToolException;
import org.loupe.exchange.LabelFile.LabelClass;
import org.loupe.exchange.internal.labels.LoupeFormat;
import org.loupe.store.labels.Label;
import org.loupe.store.labels.LabelOrigin;
import org.loupe.store.labels.LabelShape;
import org.loupe.store.labels.LabelState;
import org.loupe.store.labels.LabelTile;
import org.loupe.store.labels.TileState;

/** Reads and writes Loupe's own files of labels. Formats of true boxes are read as labels, too. */
public final class LabelFiles {
    private static final LabelFormat OWN = new LoupeFormat();

    private LabelFiles() {
    }

    /** Writes Loupe's own format, whole or not at all. @throws ToolException if the file cannot be written */
    public static void write(LabelFile labels, Path file) throws ToolException {
        OWN.write(labels, file, LabelFormat.Images.NONE);
    }

    /**
     * Reads labels: Loupe's own format, or what {@link TruthReader} reads, told by the content.
     *
     * @throws ToolException if the file cannot be read, is of none of these formats, of a newer version, or names tiles
     *                       or classes that it does not have
     */
    public static LabelFile read(Path file) throws ToolException {
        return isOwn(file) ? OWN.read(file, LabelFormat.Images.NONE).labels()
                : of(TruthReader.read(file), file.getFileName().toString());
    }

    /** Name of the format of what was read: "Loupe", "COCO", "CSV" or "DeepPCB". @throws ToolException if unreadable */
    public static String format(Path file) throws ToolException {
        try {
            return isOwn(file) ? OWN.label() : TruthReader.format(file);
        } catch (IOException | UncheckedIOException e) {
            throw unreadable(file, e);
        }
    }

    private static boolean isOwn(Path file) throws ToolException {
        try {
            return OWN.reads(file);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static ToolException unreadable(Path file, Exception e) {
        return new ToolException(file + " cannot be read: " + e.getMessage() + ".",
                "Check that it is there and that you may read it.", e);
    }

    /**
     * True boxes as labels that people made; an image of a truth is complete.
     *
     * @param source what the labels name as their source
     */
    public static LabelFile of(List<Truth> truths, String source) {
        List<LabelClass> classes = new ArrayList<>();
        Map<String, Integer> codes = new HashMap<>();
        List<LabelTile> tiles = new ArrayList<>();
        List<Label> labels = new ArrayList<>();
        for (Truth truth : truths) {
            LabelTile tile = new LabelTile(tiles.size() + 1, truth.image().replace('\\', '/'), "", truth.width(),
                    truth.height(), TileState.COMPLETE, "", LabelOrigin.UNKNOWN);
            tiles.add(tile);
            Detections boxes = truth.boxes();
            for (int row = 0; row < boxes.size(); row++) {
                String name = boxes.className(row);
                int code = name.isEmpty() ? 0 : codes.computeIfAbsent(name, n -> {
                    classes.add(new LabelClass(classes.size() + 1, n, "", "", ""));
                    return classes.size();
                });
                LabelShape box = new LabelShape.Box(boxes.x()[row], boxes.y()[row], boxes.width()[row],
                        boxes.height()[row]);
                labels.add(new Label(labels.size() + 1, tile.number(), box, code, LabelState.ADDED, 1, 0, "", 0,
                        source, "", ""));
            }
        }
        return new LabelFile("", "", classes, tiles, labels);
    }
}
