package org.loupe.tools.classic;

import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.IntBinaryOperator;
import org.loupe.api.Device;
import org.loupe.api.Patch;
import org.loupe.api.Region;
import org.loupe.api.Shape;
import org.loupe.api.Tile;
import org.loupe.api.Tool;
import org.loupe.testkit.TestRun;

/** Images for tests, and the short way to a tool's result. */
public final class Images {

    private Images() {
    }

    /** A tile whose samples are computed from column and row, all channels alike. */
    public static Tile of(Shape shape, IntBinaryOperator value) {
        Tile tile = Tile.allocate(shape);
        for (int y = 0; y < shape.height(); y++)
            for (int x = 0; x < shape.width(); x++)
                for (int c = 0; c < shape.channels(); c++)
                    tile.set(x, y, c, value.applyAsInt(x, y));
        return tile;
    }

    /** Random samples over the type's whole range, of one channel or more. */
    public static Tile noise(Shape shape, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Tile tile = Tile.allocate(shape);
        for (int y = 0; y < shape.height(); y++)
            for (int x = 0; x < shape.width(); x++)
                for (int c = 0; c < shape.channels(); c++)
                    tile.set(x, y, c, random.nextInt(shape.type() == Shape.Type.U8 ? 256 : 65536));
        return tile;
    }

    /** A texture that other programs can make, too: a linear congruential generator and a slope. */
    public static short[] texture(int width, int height, int levels, int seed) {
        short[] grey = new short[width * height];
        long state = seed;
        for (int y = 0, at = 0; y < height; y++)
            for (int x = 0; x < width; x++, at++) {
                state = state * 1103515245L + 12345 & 0x7fffffff;
                grey[at] = (short) (((state >> 16) % levels + (x * 3 + y) / 5) % levels);
            }
        return grey;
    }

    /** A patch of 8-bit grey without a reference, whose mask is the whole box. */
    public static Patch patch(short[] grey, int width, Region box) {
        return patch(of(Shape.grey(width, grey.length / width), (x, y) -> grey[y * width + x]), box);
    }

    /** A patch without a reference, whose mask is the whole box. */
    public static Patch patch(Tile image, Region box) {
        return new Patch(image, Optional.empty(), box,
                of(Shape.grey(image.width(), image.height()), (x, y) -> box.contains(x, y) ? 255 : 0));
    }

    /** What a tool gives for one input. */
    public static <P extends Record, I, O> O apply(Tool<P, I, O> tool, P params, I input) throws Exception {
        try (var step = tool.open(params, Device.CPU)) {
            return step.apply(input, new TestRun());
        }
    }

    /** Mean of a part of the first channel. */
    public static double mean(Tile tile, int x, int y, int width, int height) {
        double sum = 0;
        for (int row = y; row < y + height; row++)
            for (int column = x; column < x + width; column++)
                sum += tile.get(column, row, 0);
        return sum / width / height;
    }

    /** Standard deviation of a part of the first channel. */
    public static double deviation(Tile tile, int x, int y, int width, int height) {
        double mean = mean(tile, x, y, width, height), sum = 0;
        for (int row = y; row < y + height; row++)
            for (int column = x; column < x + width; column++)
                sum += Math.pow(tile.get(column, row, 0) - mean, 2);
        return Math.sqrt(sum / width / height);
    }
}
