package org.loupe.ui.viewer.internal.label;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import org.loupe.api.Detections;
import org.loupe.store.labels.Label;
import org.loupe.store.labels.LabelShape;
import org.loupe.store.labels.LabelShape.Box;
import org.loupe.ui.viewer.BoxIndex;

/**
 * The labels of one tile, so arranged that those of a part of it are found without looking at the others. A change is
 * taken over at once and costs nothing; after many the index is built anew. Built on any thread, used on the UI thread.
 */
final class LabelIndex {
    private static final int STALE = 500;

    private final Label[] base;
    private final BoxIndex boxes;
    private final Map<Integer, Label> fresh = new HashMap<>();
    private final List<Label> whole = new ArrayList<>();

    private LabelIndex(List<Label> labels) {
        base = labels.stream().filter(l -> !(l.shape() instanceof LabelShape.Whole)).toArray(Label[]::new);
        int n = base.length;
        float[] x = new float[n], y = new float[n], width = new float[n], height = new float[n];
        for (int i = 0; i < n; i++) {
            Box box = base[i].shape().bounds();
            x[i] = box.x();
            y[i] = box.y();
            width[i] = box.width();
            height[i] = box.height();
        }
        boxes = BoxIndex.of(new Detections(x, y, width, height, new float[n], List.of(""), new int[n], new int[n][]));
        for (Label label : labels)
            if (label.shape() instanceof LabelShape.Whole)
                whole.add(label);
    }

    /** Arranges the labels of a tile; some 10 ms for 100,000. */
    static LabelIndex of(List<Label> labels) {
        return new LabelIndex(labels);
    }

    /** Takes over how a label is now. @param now {@code null} if it is gone */
    void put(int id, Label now) {
        whole.removeIf(l -> l.id() == id);
        if (now != null && now.shape() instanceof LabelShape.Whole)
            whole.add(now);
        fresh.put(id, now);
    }

    /** Whether so much has changed that it is worth building anew. */
    boolean stale() {
        return fresh.size() > STALE;
    }

    /** What is said of the whole tile. */
    List<Label> whole() {
        return whole;
    }

    /**
     * The labels whose bounds touch a part of the tile, in the order of their ids.
     *
     * @param wanted which of them
     * @return {@code null} if there are more than {@code most}
     */
    List<Label> within(double x0, double y0, double x1, double y1, int most, Predicate<Label> wanted) {
        List<Label> found = new ArrayList<>();
        boolean all = boxes.visit(x0, y0, x1, y1, row -> {
            Label label = base[row];
            if (!fresh.containsKey(label.id()) && wanted.test(label))
                found.add(label);
            return found.size() <= most;
        });
        for (Label label : fresh.values())
            if (label != null && !(label.shape() instanceof LabelShape.Whole) && touches(label, x0, y0, x1, y1)
                    && wanted.test(label))
                found.add(label);
        if (!all || found.size() > most)
            return null;
        found.sort(Comparator.comparingInt(Label::id));
        return found;
    }

    private static boolean touches(Label label, double x0, double y0, double x1, double y1) {
        Box box = label.shape().bounds();
        return box.x() <= x1 && box.y() <= y1 && box.x() + box.width() >= x0 && box.y() + box.height() >= y0;
    }

    /** How many labels lie in each square of a part of the tile; those of the last changes are left out. */
    BoxIndex.Density density(double x0, double y0, double x1, double y1, double least) {
        return boxes.density(x0, y0, x1, y1, least);
    }
}
