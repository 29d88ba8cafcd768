package org.loupe.engine;

import java.util.concurrent.atomic.AtomicBoolean;
import org.loupe.api.Device;
import org.loupe.api.DeviceException;
import org.loupe.api.Kernels;
import org.loupe.api.Region;
import org.loupe.api.Run;
import org.loupe.api.Tile;

/** A device's arithmetic as the engine lends it until it is lost; its first failure is logged. Any thread. */
final class LentKernels implements Kernels {
    private final Kernels kernels;
    private final AtomicBoolean told = new AtomicBoolean();
    private volatile boolean lost;

    LentKernels(Kernels kernels) {
        this.kernels = kernels;
    }

    /** Whether the device can be used no more. */
    boolean isLost() {
        return lost;
    }

    private <T> T on(Use<T> use) throws DeviceException {
        try {
            return use.with(kernels);
        } catch (DeviceException e) {
            lost |= e.reason() == DeviceException.Cause.LOST;
            if (!told.getAndSet(true))
                System.getLogger(LentKernels.class.getName()).log(System.Logger.Level.WARNING, e.getMessage()
                        + " What tools asked it for is computed on the processor. " + e.remedy());
            throw e;
        }
    }

    @Override
    public Device device() {
        return kernels.device();
    }

    @Override
    public float[] squares(float[] rows, float[] others, int columns, Run run) throws DeviceException {
        return on(k -> k.squares(rows, others, columns, run));
    }

    @Override
    public Nearest nearest(float[] rows, float[] others, int columns, int k, Run run) throws DeviceException {
        return on(lent -> lent.nearest(rows, others, columns, k, run));
    }

    @Override
    public int[] suppress(float[] boxes, float[] scores, int[] kinds, float limit, Run run) throws DeviceException {
        return on(k -> k.suppress(boxes, scores, kinds, limit, run));
    }

    @Override
    public float[] roiAlign(float[] maps, RoiAlign how, float[] boxes, int[] image, Run run) throws DeviceException {
        return on(k -> k.roiAlign(maps, how, boxes, image, run));
    }

    @Override
    public float[] roiAlignGradient(float[] gradient, RoiAlign how, float[] boxes, int[] image, Run run)
            throws DeviceException {
        return on(k -> k.roiAlignGradient(gradient, how, boxes, image, run));
    }

    @Override
    public Tile reduce(Tile image, Region region, int n, Run run) throws DeviceException {
        return on(k -> k.reduce(image, region, n, run));
    }

    @Override
    public float[] planes(Tile image, Region part, Layout how, Run run) throws DeviceException {
        return on(k -> k.planes(image, part, how, run));
    }
}
