package org.loupe.workspace.crops;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.loupe.store.labels.LabelShape;

/**
 * Where crops lie, to tell whether another one shows the same defect: the same image, and a box that has half of what
 * both cover. For one thread.
 */
final class Places {
    private static final double SAME = 0.5;

    /** Boxes of about one size whose middles lie near each other. @param size power of two below the longer edge */
    private record Cell(String image, int size, int x, int y) {
    }

    private final Map<Cell, List<LabelShape.Box>> boxes = new HashMap<>();

    void add(Crop crop) {
        boxes.computeIfAbsent(cell(crop, size(crop), 0, 0), c -> new ArrayList<>()).add(crop.shape().bounds());
    }

    /** Whether one that was added shows the same. */
    boolean has(Crop crop) {
        LabelShape.Box own = crop.shape().bounds();
        int size = size(crop);
        for (int near = size - 1; near <= size + 1; near++) // their longer edges differ by a factor of 2 at most
            for (int dy = -1; dy <= 1; dy++)
                for (int dx = -1; dx <= 1; dx++)
                    for (LabelShape.Box box : boxes.getOrDefault(cell(crop, near, dx, dy), List.of()))
                        if (box.equals(own) || box.iou(own) >= SAME)
                            return true;
        return false;
    }

    private static int size(Crop crop) {
        LabelShape.Box box = crop.shape().bounds();
        return crop.whole() ? 0 : Math.max(0, Math.getExponent(Math.max(box.width(), box.height())));
    }

    private static Cell cell(Crop crop, int size, int dx, int dy) {
        String image = crop.image().test() + "#" + crop.image().page();
        if (crop.whole())
            return new Cell(image + "|", 0, dx, dy);
        LabelShape.Box box = crop.shape().bounds();
        double edge = Math.scalb(2.0, size);
        return new Cell(image, size, (int) Math.floor((box.x() + box.width() / 2) / edge) + dx,
                (int) Math.floor((box.y() + box.height() / 2) / edge) + dy);
    }
}
