package org.loupe.tools.onnx;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.loupe.api.Detections;
import org.loupe.api.Pair;
import org.loupe.api.Tile;

/** What is kept of what a net found. */
final class Found {

    private Found() {
    }

    /**
     * Those that are sure enough, lie where something may be reported, and are not found twice; the surest first.
     *
     * @param overlap share of the union above which the less sure of two boxes of a class goes
     */
    static Detections select(Detections found, double leastScore, double overlap, Pair pair) {
        List<Integer> kept = new ArrayList<>();
        IntStream.range(0, found.size()).filter(i -> found.score()[i] >= leastScore && valid(found, i, pair)).boxed()
                .sorted((a, b) -> Float.compare(found.score()[b], found.score()[a]))
                .forEach(i -> {
                    if (overlap >= 1 || kept.stream().noneMatch(k -> found.classIndex()[k] == found.classIndex()[i]
                            && iou(found, k, i) > overlap))
                        kept.add(i);
                });
        return found.select(kept.stream().mapToInt(i -> i).toArray());
    }

    /** Whether its centre lies where something may be reported. */
    private static boolean valid(Detections found, int i, Pair pair) {
        if (pair.valid().isEmpty())
            return true;
        Tile valid = pair.valid().get();
        int x = Math.max(0, Math.min(valid.width() - 1, (int) (found.x()[i] + found.width()[i] / 2)));
        int y = Math.max(0, Math.min(valid.height() - 1, (int) (found.y()[i] + found.height()[i] / 2)));
        return valid.data().get(y * valid.width() + x) != 0;
    }

    private static double iou(Detections d, int a, int b) {
        double wide = Math.min(d.x()[a] + d.width()[a], d.x()[b] + d.width()[b]) - Math.max(d.x()[a], d.x()[b]);
        double tall = Math.min(d.y()[a] + d.height()[a], d.y()[b] + d.height()[b]) - Math.max(d.y()[a], d.y()[b]);
        if (wide <= 0 || tall <= 0)
            return 0;
        double both = wide * tall;
        return both / ((double) d.width()[a] * d.height()[a] + (double) d.width()[b] * d.height()[b] - both);
    }
}
