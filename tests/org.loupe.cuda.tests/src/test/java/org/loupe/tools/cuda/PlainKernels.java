package org.loupe.tools.cuda;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.loupe.api.Device;
import org.loupe.api.Kernels;
import org.loupe.api.Region;
import org.loupe.api.Run;
import org.loupe.api.Shape;
import org.loupe.api.Tile;
import org.loupe.engine.Pyramid;

/** The plain loops that {@link Kernels} describes: what every device must give bit for bit. */
final class PlainKernels implements Kernels {

    /** @param values whole numbers up to this many, so that there are ties; 0 for any */
    static float[] random(int count, int values, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] all = new float[count];
        for (int i = 0; i < count; i++)
            all[i] = values > 0 ? random.nextInt(values) : (float) random.nextDouble(-3, 3);
        return all;
    }

    /** Boxes within a square, up to a quarter of its side long. */
    static float[] boxes(int n, int side, long seed) {
        float[] boxes = random(4 * n, side, seed);
        for (int i = 0; i < n; i++)
            for (int e = 0; e < 2; e++)
                boxes[4 * i + 2 + e] = boxes[4 * i + e] + boxes[4 * i + 2 + e] % (side / 4) + i % 2 * 0.25f;
        return boxes;
    }

    @Override
    public Device device() {
        return Device.CPU;
    }

    @Override
    public float[] squares(float[] rows, float[] others, int columns, Run run) {
        int n = rows.length / columns, m = others.length / columns;
        float[] squares = new float[n * m];
        for (int i = 0; i < n; i++)
            for (int j = 0; j < m; j++)
                for (int c = 0; c < columns; c++) {
                    float d = rows[i * columns + c] - others[j * columns + c];
                    squares[i * m + j] += d * d;
                }
        return squares;
    }

    @Override
    public Nearest nearest(float[] rows, float[] others, int columns, int k, Run run) {
        int n = rows.length / columns, m = others.length / columns;
        float[] squares = squares(rows, others, columns, run);
        Nearest nearest = new Nearest(k, new int[n * k], new float[n * k]);
        Arrays.fill(nearest.others(), -1);
        Arrays.fill(nearest.squares(), Float.POSITIVE_INFINITY);
        for (int row = 0; row < n; row++) {
            int from = row * m;
            List<Integer> order = IntStream.range(0, m).filter(j -> squares[from + j] < Float.POSITIVE_INFINITY).boxed()
                    .sorted(Comparator.comparingDouble(j -> squares[from + j])).toList();
            for (int j = 0; j < Math.min(k, order.size()); j++) {
                nearest.others()[row * k + j] = order.get(j);
                nearest.squares()[row * k + j] = squares[from + order.get(j)];
            }
        }
        return nearest;
    }

    @Override
    public int[] suppress(float[] boxes, float[] scores, int[] kinds, float limit, Run run) {
        List<Integer> kept = new ArrayList<>();
        IntStream.range(0, scores.length).boxed().sorted((a, b) -> Float.compare(scores[b], scores[a])).forEach(b -> {
            if (kept.stream().noneMatch(a -> kinds[a] == kinds[b] && shared(boxes, 4 * a, 4 * b) > limit))
                kept.add(b);
        });
        return kept.stream().mapToInt(i -> i).toArray();
    }

    private static float shared(float[] boxes, int a, int b) {
        float width = Math.min(boxes[a + 2], boxes[b + 2]) - Math.max(boxes[a], boxes[b]);
        float height = Math.min(boxes[a + 3], boxes[b + 3]) - Math.max(boxes[a + 1], boxes[b + 1]);
        if (width <= 0 || height <= 0)
            return 0;
        float both = width * height;
        return both / (area(boxes, a) + area(boxes, b) - both);
    }

    private static float area(float[] boxes, int a) {
        return (boxes[a + 2] - boxes[a]) * (boxes[a + 3] - boxes[a + 1]);
    }

    /** A region along one side of the map. */
    private record Side(float start, float bin, int samples, int pixels) {
        static Side of(float from, float to, RoiAlign how, int bins, int pixels) {
            float offset = how.aligned() ? 0.5f : 0, start = from * how.scale() - offset;
            float length = to * how.scale() - offset - start;
            return new Side(start, (how.aligned() ? length : Math.max(length, 1)) / bins, how.samples(), pixels);
        }

        float place(int bin, int sample) {
            return start + bin * this.bin + (sample + 0.5f) * this.bin / samples;
        }

        boolean off(float place) {
            return !(place >= -1 && place <= pixels);
        }

        float within(float place) {
            return Math.max(0, Math.min(place, pixels - 1));
        }

        int next(int pixel) {
            return Math.min(pixel + 1, pixels - 1);
        }

        /** The weight of a pixel in all samples of a bin. */
        float weight(int bin, int pixel) {
            float sum = 0;
            for (int s = 0; s < samples; s++) {
                if (off(place(bin, s)))
                    continue;
                float at = within(place(bin, s));
                int low = (int) at;
                if (pixel == low)
                    sum += 1 - (at - low);
                if (pixel == next(low))
                    sum += at - low;
            }
            return sum;
        }

        /** The weights of all pixels in each bin. */
        float[][] weights(int bins) {
            float[][] weights = new float[bins][pixels];
            for (int bin = 0; bin < bins; bin++)
                for (int pixel = 0; pixel < pixels; pixel++)
                    weights[bin][pixel] = weight(bin, pixel);
            return weights;
        }
    }

    private static Side across(RoiAlign how, float[] boxes, int i) {
        return Side.of(boxes[4 * i], boxes[4 * i + 2], how, how.columns(), how.width());
    }

    private static Side down(RoiAlign how, float[] boxes, int i) {
        return Side.of(boxes[4 * i + 1], boxes[4 * i + 3], how, how.rows(), how.height());
    }

    @Override
    public float[] roiAlign(float[] maps, RoiAlign how, float[] boxes, int[] image, Run run) {
        float[] read = new float[image.length * how.channels() * how.rows() * how.columns()];
        int at = 0;
        for (int i = 0; i < image.length; i++)
            for (int c = 0; c < how.channels(); c++)
                for (int v = 0; v < how.rows(); v++)
                    for (int u = 0; u < how.columns(); u++)
                        read[at++] = bin(maps, (image[i] * how.channels() + c) * how.height() * how.width(), how,
                                down(how, boxes, i), v, across(how, boxes, i), u);
        return read;
    }

    private static float bin(float[] maps, int map, RoiAlign how, Side down, int v, Side across, int u) {
        float sum = 0;
        for (int sy = 0; sy < how.samples(); sy++)
            for (int sx = 0; sx < how.samples(); sx++) {
                if (down.off(down.place(v, sy)) || across.off(across.place(u, sx)))
                    continue;
                float y = down.within(down.place(v, sy)), x = across.within(across.place(u, sx));
                int above = (int) y, before = (int) x;
                float l = y - above, r = x - before;
                int one = map + above * how.width(), other = map + down.next(above) * how.width();
                sum += (1 - l) * (1 - r) * maps[one + before] + (1 - l) * r * maps[one + across.next(before)]
                        + l * (1 - r) * maps[other + before] + l * r * maps[other + across.next(before)];
            }
        return sum / (how.samples() * how.samples());
    }

    @Override
    public float[] roiAlignGradient(float[] gradient, RoiAlign how, float[] boxes, int[] image, Run run) {
        int plane = how.height() * how.width(), bins = how.rows() * how.columns();
        float[] maps = new float[how.images() * how.channels() * plane];
        for (int i = 0; i < image.length; i++) {
            float[][] down = down(how, boxes, i).weights(how.rows());
            float[][] across = across(how, boxes, i).weights(how.columns());
            for (int c = 0; c < how.channels(); c++)
                for (int p = 0; p < plane; p++) {
                    int to = (image[i] * how.channels() + c) * plane + p;
                    for (int v = 0; v < how.rows(); v++) {
                        float vertical = down[v][p / how.width()];
                        for (int u = 0; u < how.columns() && vertical != 0; u++) {
                            float horizontal = across[u][p % how.width()];
                            if (horizontal != 0)
                                maps[to] += gradient[(i * how.channels() + c) * bins + v * how.columns() + u] * vertical
                                        * horizontal / (how.samples() * how.samples());
                        }
                    }
                }
        }
        return maps;
    }

    @Override
    public Tile reduce(Tile image, Region region, int n, Run run) {
        return Pyramid.reduce(image, region, n, run);
    }

    @Override
    public float[] planes(Tile image, Region part, Layout how, Run run) {
        int n = how.reduction(), width = Math.max(1, part.width() / n), height = Math.max(1, part.height() / n);
        float[] values = new float[how.channels() * height * width];
        for (int c = 0, at = 0; c < how.channels(); c++)
            for (int y = 0; y < height; y++)
                for (int x = 0; x < width; x++, at++)
                    values[at] = value(image, part, how, c, x, y);
        if (width == how.width() && height == how.height())
            return values;
        float[][] across = shares(width, how.width()), down = shares(height, how.height());
        float[] planes = new float[how.channels() * how.height() * how.width()];
        for (int c = 0, at = 0; c < how.channels(); c++)
            for (int y = 0; y < how.height(); y++)
                for (int x = 0; x < how.width(); x++, at++)
                    for (int v = 0; v < height; v++) {
                        float row = 0;
                        for (int u = 0; u < width && down[y][v] != 0; u++)
                            row += across[x][u] * values[(c * height + v) * width + u];
                        planes[at] += down[y][v] * row;
                    }
        return planes;
    }

    private static float value(Tile image, Region part, Layout how, int plane, int x, int y) {
        Shape shape = image.shape();
        int n = how.reduction(), colours = shape.channels() == 1 ? 1 : 3;
        float[] sum = new float[colours];
        for (int v = y * n; v < (y + 1) * n; v++)
            for (int u = x * n; u < (x + 1) * n; u++)
                for (int c = 0; c < colours; c++) {
                    int row = part.y() + Math.min(v, part.height() - 1);
                    int column = part.x() + Math.min(u, part.width() - 1);
                    double sample = image.get(Math.max(0, Math.min(column, shape.width() - 1)),
                            Math.max(0, Math.min(row, shape.height() - 1)), c);
                    sum[c] += Double.isFinite(sample) ? (float) sample : 0;
                }
        float all = colours == 1 ? sum[0] : how.channels() == 3 ? sum[plane]
                : 0.299f * sum[0] + 0.587f * sum[1] + 0.114f * sum[2];
        float largest = shape.type() == Shape.Type.U8 ? 255 : shape.type() == Shape.Type.U16 ? 65535 : 1;
        return (all * (1f / (n * n)) / largest - how.mean()[plane]) / how.deviation()[plane];
    }

    /** The share of each value of a line in each new one. */
    private static float[][] shares(int from, int to) {
        float[][] shares = new float[to][from];
        double step = (double) from / to, reach = Math.max(1, step);
        for (int i = 0; i < to; i++) {
            double sum = 0;
            double[] weights = new double[from];
            for (int k = 0; k < from; k++) {
                weights[k] = Math.max(0, 1 - Math.abs((k - (i + 0.5) * step + 0.5) / reach));
                sum += weights[k];
            }
            for (int k = 0; k < from; k++)
                shares[i][k] = (float) (weights[k] / sum);
        }
        return shares;
    }
}
