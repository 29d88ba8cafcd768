package org.loupe.tools.cuda;

import org.loupe.api.Device;
import org.loupe.api.Shape;
import org.loupe.api.Step;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;

/**
 * Mean of the search window's pixels, weighted by how alike their surroundings are: by the mean squared difference of
 * 8-bit samples and the mean absolute one of 16-bit samples. Weights are whole numbers from a table; what weighs less
 * than a thousandth of an equal patch does not count.
 */
public final class NonLocalMeans extends org.loupe.tools.base.NonLocalMeans {
    private static final double LEAST_WEIGHT = 0.001;

    @Override
    public Info info() {
        return super.info().rank(100).within(1).devices(Device.Kind.CUDA);
    }

    @Override
    public Step<Tile, Tile> open(Params params, Device device) throws ToolException {
        int pixels = params.patch() * params.patch(), shift = 32 - Integer.numberOfLeadingZeros(pixels - 1);
        return Batch.step(device, "NonLocalMeans", shape -> check(params, shape), batch -> {
            Shape shape = batch.shape();
            long weights = batch.work().put(weights(params, shape.type() == Shape.Type.U16, shift));
            batch.launch("non_local_means" + batch.type(), Grid.plane(shape.width(), shape.height()), batch.in(),
                    batch.out(shape), shape.width(), shape.height(), params.patch(), params.search(), weights, shift);
            return batch.results();
        });
    }

    /** The weight of each distance, divided by the power of two from the patch's pixels on. */
    private static int[] weights(Params params, boolean wide, int shift) {
        double pixels = params.patch() * params.patch(), search = params.search() * params.search();
        double h = (float) params.strength(), step = (1 << shift) / pixels, farthest = wide ? 65535 : 255 * 255;
        int one = wide ? Integer.MAX_VALUE : (int) (Integer.MAX_VALUE / (search * 255));
        int[] weights = new int[(int) (farthest / step) + 1];
        for (int i = 0; i < weights.length; i++) {
            double distance = i * step;
            double weight = Math.rint(one * StrictMath.exp((wide ? -distance * distance : -distance) / (h * h)));
            weights[i] = weight < LEAST_WEIGHT * one ? 0 : (int) weight;
        }
        return weights;
    }
}
