package org.loupe.engine.nets;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.loupe.api.Detections;
import org.loupe.api.Region;
import org.loupe.api.Shape;
import org.loupe.api.Tile;
import org.loupe.engine.evaluation.Matching;
import org.loupe.engine.evaluation.Mistakes;

/** Tells what kind of mistakes were made on an image. */
final class Failures {
    /** Share of a union from which on two boxes are meant as one object. */
    private static final double NEAR = 0.1;
    /** Share of an object that counts as most, or as found. */
    private static final double MOST = 0.5;
    /** Share of what was found that must be object, or it is none. */
    private static final double TRUE = 0.1;
    /** px² of the smallest holes that count. */
    private static final int HOLES = 4;
    /** An edge is as wide as the root of the area by this. */
    private static final double EDGE = 10;

    private Failures() {
    }

    /**
     * The mistakes of a detector: each true object and each found one has at most one.
     *
     * @param found what was reported
     * @param iou   a box is found if it overlaps the true one by more than this share of their union
     */
    static List<NetTrial.Mistake> ofBoxes(Detections truth, Detections found, double iou, Shape image) {
        List<NetTrial.Mistake> all = new ArrayList<>();
        if (truth.size() > 0 && found.size() == 0)
            all.add(new NetTrial.Mistake(Failure.BLANK, "", image.region()));
        Matching matching = Matching.of(truth, found, iou);
        boolean[] told = new boolean[found.size()];
        for (int t = 0; t < truth.size(); t++) {
            int f = matching.foundOf()[t];
            if (f >= 0 && Mistakes.sameClass(truth.className(t), found.className(f)))
                continue;
            int near = f >= 0 ? f : nearest(truth, t, found, matching.truthOf(), told);
            if (near >= 0)
                told[near] = true;
            all.add(found(f >= 0 ? Failure.WRONG_CLASS : near >= 0 ? Failure.MISPLACED : Failure.MISSED, truth, t));
        }
        for (int f = 0; f < found.size(); f++)
            if (!told[f] && matching.truthOf()[f] < 0)
                all.add(found(touches(truth, found, f) ? Failure.DOUBLED : Failure.FALSE_OBJECT, found, f));
        return all;
    }

    private static NetTrial.Mistake found(Failure failure, Detections objects, int row) {
        return new NetTrial.Mistake(failure, objects.className(row), objects.region(row));
    }

    /** The free box that overlaps a true one most; -1 if none is near. */
    private static int nearest(Detections truth, int t, Detections found, int[] truthOf, boolean[] told) {
        int best = -1;
        double most = NEAR;
        for (int f = 0; f < found.size(); f++)
            if (truthOf[f] < 0 && !told[f] && Matching.iou(truth, t, found, f) >= most) {
                best = f;
                most = Matching.iou(truth, t, found, f);
            }
        return best;
    }

    private static boolean touches(Detections truth, Detections found, int f) {
        for (int t = 0; t < truth.size(); t++)
            if (Matching.iou(truth, t, found, f) >= NEAR)
                return true;
        return false;
    }

    /** The mistakes of a segmenter. Every object has its pixels, or is its box. An inverted image has no others. */
    static List<NetTrial.Mistake> ofPixels(Detections truth, Detections found, Shape image) {
        Tile isAny = ClassMap.pixels(truth, "", image), toldAny = ClassMap.pixels(found, "", image);
        long is = 0, told = 0, both = 0;
        for (int i = 0; i < image.pixels(); i++) {
            is += on(isAny, i) ? 1 : 0;
            told += on(toldAny, i) ? 1 : 0;
            both += on(isAny, i) && on(toldAny, i) ? 1 : 0;
        }
        List<NetTrial.Mistake> all = new ArrayList<>();
        if (is > 0 && told == 0)
            all.add(new NetTrial.Mistake(Failure.BLANK, "", image.region()));
        // the overlap of the objects with what was not told, against that with what was
        double turned = (is - both) / (double) (image.pixels() - told + both);
        double straight = both / (double) (is + told - both);
        if (is > 0 && told > 0 && turned > straight && is + told - 2 * both > MOST * image.pixels())
            return List.of(new NetTrial.Mistake(Failure.INVERTED, "", image.region()));
        for (String name : truth.classes()) {
            Tile isOne = ClassMap.pixels(truth, name, image), toldOne = ClassMap.pixels(found, name, image);
            for (int t = 0; t < truth.size(); t++)
                if (truth.className(t).equals(name))
                    object(truth, t, isOne, toldOne, toldAny, all);
        }
        for (int f = 0; f < found.size(); f++) {
            boolean[] pixels = pixels(found, f);
            if (share(pixels, found.region(f), isAny) < TRUE)
                all.add(found(Failure.FALSE_OBJECT, found, f));
        }
        return all;
    }

    private static void object(Detections truth, int t, Tile isOne, Tile toldOne, Tile toldAny,
            List<NetTrial.Mistake> all) {
        Region box = truth.region(t);
        boolean[] pixels = pixels(truth, t);
        int area = count(pixels);
        if (area == 0)
            return;
        int width = (int) Math.max(1, Math.round(Math.sqrt(area) / EDGE));
        boolean[] inside = pixels;
        for (int i = 0; i < width; i++)
            inside = shrunk(inside, box.width());
        boolean[] edge = pixels.clone();
        for (int i = 0; i < edge.length; i++)
            edge[i] &= !inside[i];
        if (count(inside) > 0 && share(inside, box, toldOne) >= MOST && share(edge, box, toldOne) < MOST)
            all.add(found(Failure.LOST_EDGES, truth, t));
        else if (share(pixels, box, toldOne) < MOST)
            all.add(found(share(pixels, box, toldAny) < MOST ? Failure.MISSED : Failure.WRONG_CLASS, truth, t));
        boolean[] holes = holes(pixels, box, isOne);
        if (count(holes) >= HOLES && share(holes, box, toldOne) > MOST)
            all.add(found(Failure.FILLED, truth, t));
    }

    // ---------------------------------------------------------------- pixels

    private static boolean[] pixels(Detections objects, int row) {
        Region box = objects.region(row);
        boolean[] pixels = new boolean[box.width() * box.height()];
        int at = 0;
        boolean on = false;
        for (int run : ClassMap.runs(objects, row)) {
            for (int i = at; i < at + run; i++)
                pixels[i] = on;
            at += run;
            on = !on;
        }
        return pixels;
    }

    private static boolean on(Tile tile, int i) {
        return tile.data().get(i) != 0;
    }

    private static int count(boolean[] pixels) {
        int n = 0;
        for (boolean on : pixels)
            n += on ? 1 : 0;
        return n;
    }

    /** Share of the pixels in a box that are on in a tile; those beyond it are not. 0 of none. */
    private static double share(boolean[] pixels, Region box, Tile tile) {
        int all = 0, hit = 0;
        for (int i = 0; i < pixels.length; i++)
            if (pixels[i]) {
                int x = box.x() + i % box.width(), y = box.y() + i / box.width();
                all++;
                hit += x >= 0 && y >= 0 && x < tile.width() && y < tile.height() && on(tile, y * tile.width() + x) ? 1
                        : 0;
            }
        return all == 0 ? 0 : (double) hit / all;
    }

    /** Without those that have a neighbour to the left, right, above or below that is off or beyond the box. */
    private static boolean[] shrunk(boolean[] pixels, int width) {
        boolean[] left = new boolean[pixels.length];
        for (int i = 0; i < pixels.length; i++)
            left[i] = pixels[i] && i % width > 0 && i % width < width - 1 && i >= width && i + width < pixels.length
                    && pixels[i - 1] && pixels[i + 1] && pixels[i - width] && pixels[i + width];
        return left;
    }

    /** What an object encloses and no other of its class covers. */
    private static boolean[] holes(boolean[] pixels, Region box, Tile isOne) {
        int width = box.width();
        boolean[] holes = new boolean[pixels.length];
        Deque<Integer> waiting = new ArrayDeque<>();
        boolean[] outside = new boolean[pixels.length];
        for (int i = 0; i < pixels.length; i++)
            if (i % width == 0 || i % width == width - 1 || i < width || i + width >= pixels.length)
                reach(i, pixels, outside, waiting);
        while (!waiting.isEmpty()) {
            int i = waiting.pop();
            if (i % width > 0)
                reach(i - 1, pixels, outside, waiting);
            if (i % width < width - 1)
                reach(i + 1, pixels, outside, waiting);
            if (i >= width)
                reach(i - width, pixels, outside, waiting);
            if (i + width < pixels.length)
                reach(i + width, pixels, outside, waiting);
        }
        for (int i = 0; i < pixels.length; i++) {
            int x = box.x() + i % width, y = box.y() + i / width;
            holes[i] = !pixels[i] && !outside[i] && x >= 0 && y >= 0 && x < isOne.width() && y < isOne.height()
                    && !on(isOne, y * isOne.width() + x);
        }
        return holes;
    }

    private static void reach(int i, boolean[] pixels, boolean[] outside, Deque<Integer> waiting) {
        if (pixels[i] || outside[i])
            return;
        outside[i] = true;
        waiting.push(i);
    }
}
