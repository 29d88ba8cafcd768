package org.loupe.tools.cuda;

import org.loupe.api.Device;
import org.loupe.api.DeviceException;
import org.loupe.api.Kernels;
import org.loupe.api.Region;
import org.loupe.api.Run;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;

/**
 * What a GPU lends to tools on the processor. Each call is done on the stream of the thread that calls, in parts that
 * its memory has room for.
 */
final class CudaKernels implements Kernels {
    private final Device.Cuda device;

    CudaKernels(Device.Cuda device) {
        this.device = device;
    }

    /** Some of what is to be done, as much at once as is said. */
    interface Parts {
        void run(Work work) throws DeviceException;

        /** Takes less at once from now on. @return whether there is less */
        boolean halve();
    }

    @Override
    public Device device() {
        return device;
    }

    @Override
    public float[] squares(float[] rows, float[] others, int columns, Run run) throws DeviceException {
        return new Distances(rows, others, columns).squares(on("Distances", about(rows, others, columns), run));
    }

    @Override
    public Nearest nearest(float[] rows, float[] others, int columns, int k, Run run) throws DeviceException {
        return new Distances(rows, others, columns).nearest(k, on("Distances", about(rows, others, columns), run));
    }

    private static String about(float[] rows, float[] others, int columns) {
        return rows.length / columns + " rows and " + others.length / columns + " others";
    }

    @Override
    public int[] suppress(float[] boxes, float[] scores, int[] kinds, float limit, Run run) throws DeviceException {
        return new Suppression(boxes, scores, kinds, limit).kept(on("Suppression", scores.length + " boxes", run));
    }

    @Override
    public float[] roiAlign(float[] maps, RoiAlign how, float[] boxes, int[] image, Run run) throws DeviceException {
        return new RoiAlignment(how, boxes, image).read(maps, on("RoiAlignment", image.length + " regions", run));
    }

    @Override
    public float[] roiAlignGradient(float[] gradient, RoiAlign how, float[] boxes, int[] image, Run run)
            throws DeviceException {
        return new RoiAlignment(how, boxes, image).gradient(gradient, on("RoiAlignment", image.length + " regions",
                run));
    }

    @Override
    public Tile reduce(Tile image, Region region, int n, Run run) throws DeviceException {
        return new Reduction(image, region, n, run).tile(on("Reduction", "the image of " + image.shape(), run));
    }

    @Override
    public float[] planes(Tile image, Region part, Layout how, Run run) throws DeviceException {
        return new Planes(image, part, how).values(on("Planes", "the image of " + image.shape(), run));
    }

    /** Who does parts on the GPU. */
    interface Doer {
        void all(Parts parts) throws DeviceException;
    }

    /**
     * Goes on with less at once as long as memory does not suffice.
     *
     * @param source of the kernels
     * @param what   is worked on, for the message if it fails
     */
    private Doer on(String source, String what, Run run) {
        return parts -> {
            for (;;)
                try (Work work = work(source, run)) {
                    parts.run(work.on(what));
                    return;
                } catch (DeviceException e) {
                    if (e.reason() != DeviceException.Cause.MEMORY || !parts.halve())
                        throw e;
                }
        };
    }

    private Work work(String source, Run run) throws DeviceException {
        try {
            return new Work(device, run, source);
        } catch (DeviceException e) {
            throw e;
        } catch (ToolException e) {
            throw new IllegalStateException(e); // it is a GPU
        }
    }

    /** The size of an array. @throws IllegalArgumentException if no array is so large */
    static int size(long... factors) {
        long size = 1;
        for (long factor : factors) {
            size *= factor;
            if (size > Integer.MAX_VALUE)
                throw new IllegalArgumentException("The result would have more than " + Integer.MAX_VALUE
                        + " numbers. Ask for it in parts.");
        }
        return (int) size;
    }

    /** @throws IllegalArgumentException unless an array has the length that it should have */
    static void require(String what, int length, long expected) {
        if (length != expected)
            throw new IllegalArgumentException("The array of " + what + " has " + length + " numbers, expected "
                    + expected + ".");
    }
}
