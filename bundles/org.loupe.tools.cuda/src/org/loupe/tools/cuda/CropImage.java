package org.loupe.tools.cuda;

import java.util.Arrays;
import org.loupe.api.Device;
import org.loupe.api.DeviceException;
import org.loupe.api.Region;
import org.loupe.api.Run;
import org.loupe.api.Shape;
import org.loupe.api.Step;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;
import org.loupe.tools.base.DataBar;

/**
 * Crops images where they lie on the GPU; how often grey levels occur in a row is counted there, too. One by one: what
 * is cut out hangs on the image.
 */
public final class CropImage extends org.loupe.tools.base.CropImage {

    @Override
    public Info info() {
        return super.info().rank(100).devices(Device.Kind.CUDA);
    }

    @Override
    public Step<Tile, Tile> open(Params params, Device device) throws ToolException {
        Gpu.of(device);
        return (in, run) -> {
            check(params, in.shape());
            return crop(in, params, device, run);
        };
    }

    private Tile crop(Tile in, Params params, Device device, Run run) throws ToolException {
        try (Work work = new Work(device, run, "CropImage")) {
            long there = work.in(in);
            return apply(in, params, new Pixels() {
                @Override
                public int[][] histograms() throws DeviceException {
                    return CropImage.histograms(work, there, in.shape());
                }

                @Override
                public Tile cut(Region part) throws DeviceException {
                    return CropImage.cut(work, there, in, part);
                }
            }, run);
        }
    }

    private static int[][] histograms(Work work, long in, Shape shape) throws DeviceException {
        int rows = shape.height(), samples = shape.width() * shape.channels();
        float largest = 0;
        if (shape.type() != Shape.Type.U8) {
            long each = work.take(4L * rows);
            work.launch("row_largest" + Work.suffix(shape.type()), Grid.ofBlocks(rows), in, samples, each);
            for (float row : work.floats(each, rows))
                largest = Math.max(largest, row);
        }
        long counts = work.take(4L * DataBar.LEVELS * rows);
        work.launch("row_histogram" + Work.suffix(shape.type()), Grid.ofBlocks(rows), in, samples, shape.channels(),
                DataBar.scale(shape.type(), largest), counts);
        int[] all = work.ints(counts, DataBar.LEVELS * rows);
        int[][] histograms = new int[rows][];
        for (int row = 0; row < rows; row++)
            histograms[row] = Arrays.copyOfRange(all, DataBar.LEVELS * row, DataBar.LEVELS * (row + 1));
        return histograms;
    }

    private static Tile cut(Work work, long from, Tile in, Region part) throws DeviceException {
        Shape shape = in.shape();
        CudaTile out = work.out(shape.size(part.width(), part.height()), in.x() + part.x(), in.y() + part.y());
        int pixel = shape.channels() * shape.type().bytes();
        int unit = 8; // bytes that a thread copies: the most that fit into rows and margins
        while ((pixel * (shape.width() | part.x() | part.width()) & unit - 1) != 0)
            unit /= 2;
        long pitch = (long) shape.width() * pixel / unit, first = part.y() * pitch + (long) part.x() * pixel / unit;
        int width = part.width() * pixel / unit;
        work.launch("crop_" + unit, Grid.plane(width, part.height()), from, work.address(out), first, pitch, width,
                part.height());
        return work.result(out);
    }
}
