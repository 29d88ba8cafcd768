package org.loupe.tools.classic;

import org.loupe.api.Device;
import org.loupe.api.LocalFeatureExtractor;
import org.loupe.api.Param;
import org.loupe.api.Run;
import org.loupe.api.Shape;
import org.loupe.api.Step;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;
import org.loupe.tools.base.Needs;
import org.loupe.tools.base.Samples;

/**
 * Describes each place by its brightness, contrast and edges in several sizes: at each level of a pyramid the mean and
 * standard deviation of the grey values in a window, and the mean absolute differences along the row, the column, both
 * diagonals and of the middle to its neighbours (Laplacian).
 */
public final class LocalTexture implements LocalFeatureExtractor<LocalTexture.Params> {
    /** Numbers at each level. */
    private static final int KINDS = 7;
    /** Pixels of a level around a place that its window reaches. */
    private static final int REACH = 3;

    /**
     * @param stride distance of places
     * @param levels sizes that are looked at, each twice the one before
     */
    public record Params(
            @Param(label = "Stride", unit = "px", min = 1, max = 64, step = 1,
                    help = "Distance of the places that are described. Smaller finds smaller defects and costs time and"
                            + " memory.") int stride,
            @Param(label = "Levels", min = 1, max = 6, step = 1,
                    help = "How many sizes of structure are looked at, each twice as large as the one before. Raise it for"
                            + " coarse patterns and large defects.") int levels) {
    }

    @Override
    public Info info() {
        return Info.of("loupe.local-texture", "Local texture", "Describes each place of a grey image by brightness,"
                + " contrast and edges in several sizes, for detectors that learn what is good. It needs no weights."
                + " Patterns of the same brightness, contrast and edges look alike to it.")
                .reference("Laws, Textured image segmentation, 1980; Burt and Adelson, The Laplacian pyramid, 1983");
    }

    @Override
    public Params defaults() {
        return new Params(4, 3);
    }

    @Override
    public int channels(Params params) {
        return KINDS * params.levels();
    }

    @Override
    public int stride(Params params) {
        return params.stride();
    }

    @Override
    public int halo(Params params) {
        return (REACH + 2) << params.levels() - 1;
    }

    @Override
    public void check(Params params, Shape in) throws ToolException {
        Needs.grey(info().label(), in);
    }

    @Override
    public Step<Tile, Tile> open(Params params, Device device) {
        return (in, run) -> {
            check(params, in.shape());
            return describe(in, params, run);
        };
    }

    private Tile describe(Tile in, Params params, Run run) {
        int stride = params.stride(), channels = channels(params);
        Shape shape = in.shape();
        Tile out = run.tile(new Shape((in.width() + stride - 1) / stride, (in.height() + stride - 1) / stride, channels,
                Shape.Type.F32, shape.umPerPx() * stride));
        float[] map = new float[out.width() * out.height() * channels];
        Level image = read(in, run);
        for (int level = 0; level < params.levels(); level++) {
            if (level > 0)
                image = image.half();
            for (int kind = 0; kind < KINDS; kind++) {
                Level pooled = response(image, kind).mean();
                if (kind == 1)
                    pooled = pooled.deviation(image.mean());
                double scale = 1.0 / (1 << level);
                for (int y = 0, at = level * KINDS + kind; y < out.height(); y++) {
                    run.checkCancelled();
                    for (int x = 0; x < out.width(); x++, at += channels)
                        map[at] = pooled.at(((x + 0.5) * stride) * scale - 0.5, ((y + 0.5) * stride) * scale - 0.5);
                }
            }
        }
        out.data().asFloatBuffer().put(map);
        return out;
    }

    /** Grey values from 0 to 1. */
    private static Level read(Tile in, Run run) {
        Level level = new Level(in.width(), in.height(), run);
        float unit = in.shape().type() == Shape.Type.U8 ? 1 / 255f : in.shape().type() == Shape.Type.U16 ? 1 / 65535f : 1;
        float[] line = new float[in.width()];
        for (int y = 0; y < in.height(); y++) {
            run.checkCancelled();
            Samples.read(in, y, line);
            for (int x = 0; x < line.length; x++)
                level.values[y * line.length + x] = Float.isFinite(line[x]) ? line[x] * unit : 0;
        }
        return level;
    }

    /** What a kind of number is the local mean of. */
    private static Level response(Level p, int kind) {
        return switch (kind) {
            case 0 -> p;
            case 1 -> p.square();
            case 2 -> p.difference(1, 0);
            case 3 -> p.difference(0, 1);
            case 4 -> p.difference(1, 1);
            case 5 -> p.difference(1, -1);
            default -> p.laplacian();
        };
    }

    /** An image of single numbers; beyond its edge the last ones go on. Each row that is made looks for cancellation. */
    private static final class Level {
        final int width, height;
        final float[] values;
        private final Run run;

        Level(int width, int height, Run run) {
            this.width = width;
            this.height = height;
            values = new float[width * height];
            this.run = run;
        }

        private float get(int x, int y) {
            return values[Math.max(0, Math.min(height - 1, y)) * width + Math.max(0, Math.min(width - 1, x))];
        }

        /** Between pixels, bilinear. */
        float at(double x, double y) {
            int left = (int) Math.floor(x), top = (int) Math.floor(y);
            float fx = (float) (x - left), fy = (float) (y - top);
            return (get(left, top) * (1 - fx) + get(left + 1, top) * fx) * (1 - fy)
                    + (get(left, top + 1) * (1 - fx) + get(left + 1, top + 1) * fx) * fy;
        }

        /** Half the size: means of 2 × 2 pixels. */
        Level half() {
            Level made = new Level((width + 1) / 2, (height + 1) / 2, run);
            for (int y = 0; y < made.height; y++) {
                run.checkCancelled();
                for (int x = 0; x < made.width; x++)
                    made.values[y * made.width + x] = (get(2 * x, 2 * y) + get(2 * x + 1, 2 * y)
                            + get(2 * x, 2 * y + 1) + get(2 * x + 1, 2 * y + 1)) / 4;
            }
            return made;
        }

        Level square() {
            Level made = new Level(width, height, run);
            for (int y = 0; y < height; y++) {
                run.checkCancelled();
                for (int i = y * width; i < (y + 1) * width; i++)
                    made.values[i] = values[i] * values[i];
            }
            return made;
        }

        /** Absolute difference to the pixel on the other side of the middle. */
        Level difference(int dx, int dy) {
            Level made = new Level(width, height, run);
            for (int y = 0; y < height; y++) {
                run.checkCancelled();
                for (int x = 0; x < width; x++)
                    made.values[y * width + x] = Math.abs(get(x + dx, y + dy) - get(x - dx, y - dy));
            }
            return made;
        }

        Level laplacian() {
            Level made = new Level(width, height, run);
            for (int y = 0; y < height; y++) {
                run.checkCancelled();
                for (int x = 0; x < width; x++)
                    made.values[y * width + x] = Math.abs(4 * get(x, y) - get(x - 1, y) - get(x + 1, y) - get(x, y - 1)
                            - get(x, y + 1));
            }
            return made;
        }

        /** Means of windows of 2 · REACH + 1 pixels a side. */
        Level mean() {
            int side = 2 * REACH + 1;
            Level rows = new Level(width, height, run), made = new Level(width, height, run);
            for (int y = 0; y < height; y++) {
                run.checkCancelled();
                double sum = 0;
                for (int x = -REACH; x <= REACH; x++)
                    sum += get(x, y);
                for (int x = 0; x < width; x++) {
                    rows.values[y * width + x] = (float) (sum / side);
                    sum += (double) get(x + REACH + 1, y) - get(x - REACH, y);
                }
            }
            double[] sums = new double[width];
            for (int y = -REACH; y <= REACH; y++)
                for (int x = 0; x < width; x++)
                    sums[x] += rows.get(x, y);
            for (int y = 0; y < height; y++) {
                run.checkCancelled();
                for (int x = 0; x < width; x++) {
                    made.values[y * width + x] = (float) (sums[x] / side);
                    sums[x] += (double) rows.get(x, y + REACH + 1) - rows.get(x, y - REACH);
                }
            }
            return made;
        }

        /** From a mean of squares and a mean to the standard deviation. */
        Level deviation(Level mean) {
            Level made = new Level(width, height, run);
            for (int y = 0; y < height; y++) {
                run.checkCancelled();
                for (int i = y * width; i < (y + 1) * width; i++)
                    made.values[i] = (float) Math.sqrt(Math.max(0, values[i] - mean.values[i] * mean.values[i]));
            }
            return made;
        }
    }
}
