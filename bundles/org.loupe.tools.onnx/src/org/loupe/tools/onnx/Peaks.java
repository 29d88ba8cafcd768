package org.loupe.tools.onnx;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.loupe.api.Detections;
import org.loupe.api.Pair;

/**
 * What the maps of Loupe's small detector mean (Zhou, Wang, Krähenbühl: Objects as Points, arXiv:1904.07850): a peak
 * of a
 * class's heat is an object, and the box's map tells there how far its edges are.
 */
final class Peaks {
    /** What is less sure is never told. */
    private static final float LEAST = 0.02f;
    /** Most objects of an image, the surest. */
    private static final int MOST = 2000;
    /** Px of the input that a place of the maps stands for, and px of a distance of 1. */
    private static final int STRIDE = 4;
    private static final double UNIT = 16;

    private Peaks() {
    }

    private record Peak(float score, int kind, int x, int y) {
    }

    /** @param outputs heat before the sigmoid, and distances before the softplus */
    static Detections decode(List<LoadedNet.Output> outputs, Preparation.Given given, List<String> classes, Pair pair) {
        LoadedNet.Output heat = outputs.get(0);
        int height = (int) heat.shape()[2], width = (int) heat.shape()[3];
        float[] heats = heat.values(), boxes = outputs.get(1).values();
        for (int i = 0; i < heats.length; i++)
            heats[i] = (float) (1 / (1 + Math.exp(-heats[i])));
        List<Peak> peaks = new ArrayList<>();
        int tall = Math.min(height, (given.tall() + STRIDE - 1) / STRIDE);
        int wide = Math.min(width, (given.wide() + STRIDE - 1) / STRIDE);
        for (int c = 0; c < classes.size(); c++)
            for (int y = 0; y < tall; y++)
                for (int x = 0; x < wide; x++)
                    if (heats[(c * height + y) * width + x] >= LEAST && isPeak(heats, c * height, x, y, width, height))
                        peaks.add(new Peak(heats[(c * height + y) * width + x], c, x, y));
        peaks.sort(Comparator.comparingDouble(p -> -p.score));
        Detections.Builder found = new Detections.Builder(classes);
        for (Peak peak : peaks.subList(0, Math.min(MOST, peaks.size()))) {
            double[] edges = new double[4];
            for (int e = 0; e < 4; e++)
                edges[e] = softplus(boxes[(e * height + peak.y) * width + peak.x]) * UNIT;
            double x = (peak.x + 0.5) * STRIDE, y = (peak.y + 0.5) * STRIDE;
            double left = Math.max(0, (x - edges[0]) * given.scaleX()), top = Math.max(0, (y - edges[1]) * given.scaleY());
            double right = Math.min(pair.test().width(), (x + edges[2]) * given.scaleX());
            double bottom = Math.min(pair.test().height(), (y + edges[3]) * given.scaleY());
            if (right - left >= 1 && bottom - top >= 1)
                found.add(left, top, right - left, bottom - top, peak.score, peak.kind, null);
        }
        return found.build();
    }

    /** Without overflow. */
    private static double softplus(double x) {
        return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
    }

    /** Whether no neighbour is higher; of equal ones the first counts. */
    private static boolean isPeak(float[] heats, int plane, int x, int y, int width, int height) {
        float value = heats[(plane + y) * width + x];
        for (int dy = -1; dy <= 1; dy++)
            for (int dx = -1; dx <= 1; dx++) {
                int nx = x + dx, ny = y + dy;
                if (dx == 0 && dy == 0 || nx < 0 || ny < 0 || nx >= width || ny >= height)
                    continue;
                float other = heats[(plane + ny) * width + nx];
                if (other > value || other == value && (dy < 0 || dy == 0 && dx < 0))
                    return false;
            }
        return true;
    }
}
