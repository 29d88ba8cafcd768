package org.loupe.tools.cuda;

import org.loupe.api.Device;
import org.loupe.api.Shape;
import org.loupe.api.Step;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;

/**
 * Mean of the neighbours, weighted by their distance and by how alike they are; outside of the image its edge pixels go
 * on. Computed in floating point, whole numbers are rounded.
 */
public final class BilateralFilter extends org.loupe.tools.base.BilateralFilter {

    @Override
    public Info info() {
        return super.info().rank(100).within(1).devices(Device.Kind.CUDA);
    }

    @Override
    public Step<Tile, Tile> open(Params params, Device device) throws ToolException {
        int radius = radius(params);
        float[] near = near(radius, params.sigmaSpace());
        float alike = (float) (-0.5 / (params.sigmaRange() * params.sigmaRange()));
        return Batch.step(device, "BilateralFilter", shape -> check(params, shape), batch -> {
            Shape shape = batch.shape();
            batch.launch("bilateral" + batch.type(), Grid.plane(shape.width(), shape.height()), batch.in(),
                    batch.out(shape), shape.width(), shape.height(), shape.channels(), radius, batch.work().put(near),
                    alike);
            return batch.results();
        });
    }

    /** Weights by distance, row by row; 0 beyond the radius. */
    private static float[] near(int radius, double sigma) {
        int side = 2 * radius + 1;
        float[] near = new float[side * side];
        for (int i = 0; i < near.length; i++) {
            int dx = i % side - radius, dy = i / side - radius, square = dx * dx + dy * dy;
            if (square <= radius * radius)
                near[i] = (float) StrictMath.exp(square * -0.5 / (sigma * sigma));
        }
        return near;
    }
}
