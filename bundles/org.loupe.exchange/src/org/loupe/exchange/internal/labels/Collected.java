package org.loupe.exchange.internal.labels;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.loupe.api.ToolException;
import org.loupe.exchange.LabelFile;
import org.loupe.exchange.LabelFile.LabelClass;
import org.loupe.exchange.LabelFormat;
import org.loupe.exchange.Loss;
import org.loupe.store.labels.Label;
import org.loupe.store.labels.LabelOrigin;
import org.loupe.store.labels.LabelShape;
import org.loupe.store.labels.LabelState;
import org.loupe.store.labels.LabelTile;
import org.loupe.store.labels.TileState;

/** Collects the classes, tiles and labels of a format that has no numbers for them. One thread. */
final class Collected {
    private final String source;
    private final List<LabelClass> classes = new ArrayList<>();
    private final Map<String, Integer> codes = new HashMap<>();
    private final List<LabelTile> tiles = new ArrayList<>();
    private final List<Label> labels = new ArrayList<>();
    private int mostCode;

    /** @param source what labels name as their source */
    Collected(String source) {
        this.source = source;
    }

    /** Adds a class under its own code. */
    void add(LabelClass one) {
        classes.add(one);
        mostCode = Math.max(mostCode, one.code());
        codes.putIfAbsent(one.name(), one.code());
    }

    /** The code of a class of a name, which is added under the next code if it is new; 0 for "". */
    int code(String name) {
        if (!name.isEmpty() && !codes.containsKey(name))
            add(new LabelClass(mostCode + 1, name, "", "", ""));
        return name.isEmpty() ? 0 : codes.get(name);
    }

    /** Adds an image. @return its tile's number */
    int tile(String image, String sha256, int width, int height, TileState state, String split) {
        int number = tiles.size() + 1;
        tiles.add(new LabelTile(number, image, sha256, width, height, state, split, LabelOrigin.UNKNOWN));
        return number;
    }

    /** Adds a label that a person stands behind. */
    void label(int tile, LabelShape shape, int code) {
        label(tile, shape, code, 1, "");
    }

    /** Adds a label that a person stands behind; below a score of 1 it is one that a machine proposed. */
    void label(int tile, LabelShape shape, int code, float score, String comment) {
        labels.add(new Label(labels.size() + 1, tile, shape, code,
                score == 1 ? LabelState.ADDED : LabelState.ACCEPTED, score, 0, "", 0, source, "", comment));
    }

    /** As {@link #file(Loss.Count)}. @throws ToolException if no image was found, so that it is of another format */
    LabelFile file(LabelFormat format, Path source, Loss.Count losses) throws ToolException {
        if (tiles.isEmpty())
            throw new ToolException(source + " holds nothing of the format " + format.label() + ".",
                    "Expected is " + format.help() + ". Choose another folder or format.");
        return file(losses);
    }

    /** All that was collected; labels that are there twice, and images, are told. */
    LabelFile file(Loss.Count losses) {
        Set<String> images = new HashSet<>();
        for (LabelTile tile : tiles)
            if (!images.add(tile.image()))
                losses.add("images that are there twice", tile.image());
        record Same(int tile, int code, LabelShape shape) {
        }
        Set<Same> seen = new HashSet<>();
        for (Label label : labels)
            if (!seen.add(new Same(label.tile(), label.code(), label.shape())))
                losses.add("labels that are there twice", tiles.get(label.tile() - 1).image());
        return file();
    }

    LabelFile file() {
        return new LabelFile("", "", classes, tiles, labels);
    }
}
