package org.loupe.tools.onnx;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import org.loupe.api.Detections;
import org.loupe.api.Mask;
import org.loupe.api.Pair;
import org.loupe.api.Region;
import org.loupe.api.Run;
import org.loupe.api.Shape;
import org.loupe.api.Tile;

/** Maps of a net that gives each pixel a class, and the objects that they show. For one thread. */
final class Areas {
    private final List<String> classes;
    private final Pair pair;
    private final int width, height;
    /** Surest class of each px of the image, and how sure that is. */
    private final int[] kind;
    private final float[] sure;

    Areas(LoadedNet.Output output, Preparation.Given given, OnnxSegmenter.Maps maps, List<String> classes, Pair pair) {
        this.classes = classes;
        this.pair = pair;
        width = pair.test().width();
        height = pair.test().height();
        kind = new int[width * height];
        sure = new float[width * height];
        int tall = (int) output.shape()[2], wide = (int) output.shape()[3], count = (int) output.shape()[1];
        // the maps may be smaller than the net's input
        double down = (double) tall / given.height(), across = (double) wide / given.width();
        int rows = Math.max(1, (int) (given.tall() * down)), columns = Math.max(1, (int) (given.wide() * across));
        double[] probabilities = new double[count];
        for (int y = 0; y < height; y++)
            for (int x = 0; x < width; x++) {
                int row = Math.min(rows - 1, (int) (y / given.scaleY() * down));
                int column = Math.min(columns - 1, (int) (x / given.scaleX() * across));
                for (int c = 0; c < count; c++)
                    probabilities[c] = output.values()[(c * tall + row) * wide + column];
                decide(y * width + x, probabilities, maps);
            }
    }

    private void decide(int at, double[] values, OnnxSegmenter.Maps maps) {
        int first = maps == OnnxSegmenter.Maps.BACKGROUND_LOGITS ? 1 : 0, best = first;
        for (int c = first; c < values.length; c++)
            if (values[c] > values[best])
                best = c;
        double value = values[best];
        if (maps == OnnxSegmenter.Maps.LOGITS)
            value = 1 / (1 + Math.exp(-value));
        else if (first == 1) {
            double sum = 0;
            for (double other : values)
                sum += Math.exp(other - value);
            value = 1 / sum;
        }
        kind[at] = best - first;
        sure[at] = (float) Math.max(0, Math.min(1, value));
    }

    /** Objects: px of one class that touch by a side or a corner. Their score is the mean of their px. */
    Detections objects(double limit, int least, Run run) {
        Detections.Builder found = new Detections.Builder(classes);
        boolean[] free = new boolean[width * height];
        for (int i = 0; i < free.length; i++)
            free[i] = sure[i] >= limit && (pair.valid().isEmpty() || pair.valid().get().data().get(i) != 0);
        for (int i = 0; i < free.length; i++) {
            if (i % width == 0)
                run.checkCancelled();
            if (free[i])
                add(found, i, free, least);
        }
        return found.build();
    }

    private void add(Detections.Builder found, int start, boolean[] free, int least) {
        ArrayDeque<Integer> open = new ArrayDeque<>(List.of(start));
        free[start] = false;
        int left = width, top = height, right = 0, bottom = 0, area = 0;
        int[] pixels = new int[16];
        double sum = 0;
        while (!open.isEmpty()) {
            int at = open.poll(), x = at % width, y = at / width;
            if (area == pixels.length)
                pixels = Arrays.copyOf(pixels, 2 * area);
            pixels[area++] = at;
            sum += sure[at];
            left = Math.min(left, x);
            right = Math.max(right, x + 1);
            top = Math.min(top, y);
            bottom = Math.max(bottom, y + 1);
            for (int v = Math.max(0, y - 1); v <= Math.min(height - 1, y + 1); v++)
                for (int u = Math.max(0, x - 1); u <= Math.min(width - 1, x + 1); u++)
                    if (free[v * width + u] && kind[v * width + u] == kind[start]) {
                        free[v * width + u] = false;
                        open.add(v * width + u);
                    }
        }
        if (area < least)
            return;
        Tile mask = Tile.allocate(Shape.grey(right - left, bottom - top));
        for (int i = 0; i < area; i++)
            mask.data().put((pixels[i] / width - top) * mask.width() + pixels[i] % width - left, (byte) 255);
        found.add(left, top, right - left, bottom - top, sum / area, kind[start],
                Mask.encode(mask, new Region(0, 0, mask.width(), mask.height())));
    }
}
