package org.loupe.tools.torch.detect;

import org.loupe.api.Detections;
import org.loupe.tools.torch.images.Windows;
import org.loupe.tools.torch.net.CenterNet;

/**
 * What a {@link CenterNet} should give for a window: after Liu et al. (Training-Time-Friendly Network, AAAI 2020), with
 * ellipses that grow with the box, in which the centre's heat falls off and each place learns how far the edges are.
 *
 * @param planes what the net is given
 * @param heat   {@code classes × height × width}: 1 at a centre, less around it, 0 elsewhere; {@link #IGNORED} where
 *               nothing is to be learned
 * @param box    {@code 4 × height × width}: px to the left, top, right and bottom edge
 * @param weight {@code height × width}: how much the box of a place counts; those of an object sum to 1
 */
record CentreTargets(float[] planes, float[] heat, float[] box, float[] weight) {
    /** Of places that belong to an object whose centre is outside, or that lie beyond the image. */
    static final float IGNORED = -1;

    private static final int STRIDE = CenterNet.STRIDE;
    /** Share of the box that the ellipse spans, and standard deviations that it spans. */
    private static final double SPAN = 0.54, DEVIATIONS = 6;

    static CentreTargets of(Windows.Seen seen, Detections truth, int reduction, int classes) {
        int side = seen.window().size() / STRIDE, places = side * side;
        float[] heat = new float[classes * places], box = new float[4 * places], weight = new float[places];
        float[] best = new float[places];
        ignoreBeyond(seen, heat, classes, side);
        for (int i = 0; i < truth.size(); i++) {
            double[] edges = seen.window().box(truth.x()[i] / reduction, truth.y()[i] / reduction,
                    (truth.x()[i] + truth.width()[i]) / reduction, (truth.y()[i] + truth.height()[i]) / reduction);
            int centreX = (int) Math.floor((edges[0] + edges[2]) / 2 / STRIDE);
            int centreY = (int) Math.floor((edges[1] + edges[3]) / 2 / STRIDE);
            if (centreX < 0 || centreY < 0 || centreX >= side || centreY >= side)
                ignore(heat, classes, side, edges);
            else
                draw(heat, truth.classIndex()[i] * places, box, weight, best, side, edges, centreX, centreY);
        }
        return new CentreTargets(seen.planes().values(), heat, box, weight);
    }

    private static void ignoreBeyond(Windows.Seen seen, float[] heat, int classes, int side) {
        int size = seen.window().size();
        if (seen.height() >= size && seen.width() >= size)
            return;
        for (int y = 0; y < side; y++)
            for (int x = 0; x < side; x++)
                if (!seen.inside(x * STRIDE + STRIDE / 2, y * STRIDE + STRIDE / 2))
                    for (int c = 0; c < classes; c++)
                        heat[(c * side + y) * side + x] = IGNORED;
    }

    private static void ignore(float[] heat, int classes, int side, double[] edges) {
        int left = (int) Math.max(0, Math.floor(edges[0] / STRIDE)), top = (int) Math.max(0, Math.floor(edges[1] / STRIDE));
        int right = (int) Math.min(side, Math.ceil(edges[2] / STRIDE));
        int bottom = (int) Math.min(side, Math.ceil(edges[3] / STRIDE));
        for (int c = 0; c < classes; c++)
            for (int y = top; y < bottom; y++)
                for (int x = left; x < right; x++)
                    if (heat[(c * side + y) * side + x] == 0)
                        heat[(c * side + y) * side + x] = IGNORED;
    }

    private static void draw(float[] heat, int plane, float[] box, float[] weight, float[] best, int side,
            double[] edges, int centreX, int centreY) {
        double wide = (edges[2] - edges[0]) / STRIDE, tall = (edges[3] - edges[1]) / STRIDE;
        int radiusX = (int) (wide / 2 * SPAN), radiusY = (int) (tall / 2 * SPAN);
        double deviationX = (2 * radiusX + 1) / DEVIATIONS, deviationY = (2 * radiusY + 1) / DEVIATIONS;
        int left = Math.max(0, centreX - radiusX), right = Math.min(side - 1, centreX + radiusX);
        int top = Math.max(0, centreY - radiusY), bottom = Math.min(side - 1, centreY + radiusY);
        double sum = 0;
        for (int y = top; y <= bottom; y++)
            for (int x = left; x <= right; x++)
                sum += bell(x - centreX, deviationX) * bell(y - centreY, deviationY);
        for (int y = top; y <= bottom; y++)
            for (int x = left; x <= right; x++) {
                float value = (float) (bell(x - centreX, deviationX) * bell(y - centreY, deviationY));
                int at = y * side + x;
                heat[plane + at] = Math.max(heat[plane + at], value);
                double[] distance = { (x + 0.5) * STRIDE - edges[0], (y + 0.5) * STRIDE - edges[1],
                    edges[2] - (x + 0.5) * STRIDE, edges[3] - (y + 0.5) * STRIDE };
                if (value <= best[at])
                    continue; // nearer to the centre of another object
                best[at] = value;
                weight[at] = (float) (value / sum);
                for (int e = 0; e < 4; e++)
                    box[e * side * side + at] = (float) Math.max(0.5, distance[e]);
            }
    }

    private static double bell(double distance, double deviation) {
        return Math.exp(-distance * distance / (2 * deviation * deviation));
    }
}
