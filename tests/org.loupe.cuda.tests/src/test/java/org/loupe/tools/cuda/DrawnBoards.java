package org.loupe.tools.cuda;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.SplittableRandom;
import org.loupe.api.Detections;
import org.loupe.api.Device;
import org.loupe.api.Pair;
import org.loupe.api.Shape;
import org.loupe.api.Step;
import org.loupe.api.Tile;
import org.loupe.testkit.TestRun;

/** Boards with defects and their references, and what the tools that compare them make of one. */
final class DrawnBoards {
    static final int SIZE = 160;
    /** The {@link #digest} of the tools on the processor. */
    static final String EXPECTED = "1a8fad8f58188b3c0d26f2b7c6084812e0f3a67540acfe3492e22e75c7bc9d7b";

    private DrawnBoards() {
    }

    /** Traces and pads, some px wider, with noise. */
    private static double[] board(double wider, SplittableRandom random) {
        double[] grey = new double[SIZE * SIZE];
        for (int y = 0, i = 0; y < SIZE; y++)
            for (int x = 0; x < SIZE; x++, i++) {
                double trace = Math.min(Math.abs(x % 40 - 12), Math.abs(x + y - 170) / Math.sqrt(2)) - 4;
                double inside = -Math.min(trace, Math.hypot(x - 110, y - 60) - 18) + wider;
                grey[i] = 50 + 140 * Math.max(0, Math.min(1, inside + 0.5)) + 3 * random.nextGaussian();
            }
        return grey;
    }

    private static void spot(double[] grey, int x, int y, int radius, double level) {
        for (int row = Math.max(0, y - radius); row <= Math.min(SIZE - 1, y + radius); row++)
            for (int column = Math.max(0, x - radius); column <= Math.min(SIZE - 1, x + radius); column++)
                if (Math.hypot(column - x, row - y) <= radius)
                    grey[row * SIZE + column] = level;
    }

    private static Tile tile(double[] grey, Shape.Type type) {
        Tile tile = Tile.allocate(Shape.grey(SIZE, SIZE).samples(1, type));
        double unit = type == Shape.Type.U8 ? 1 : 200;
        for (int i = 0; i < grey.length; i++)
            tile.set(i % SIZE, i / SIZE, 0, Math.max(0, Math.min(255, Math.rint(grey[i]))) * unit);
        return tile;
    }

    static Pair pair(Shape.Type type, double wider, boolean masked, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] test = board(wider, random), reference = board(0, random);
        for (int i = 0; i < 12; i++)
            spot(test, random.nextInt(SIZE), random.nextInt(SIZE), 1 + random.nextInt(5), random.nextInt(256));
        spot(reference, random.nextInt(SIZE), random.nextInt(SIZE), 4, 230); // dirt on the reference
        Tile mask = Tile.allocate(Shape.grey(SIZE, SIZE));
        for (int i = 0; i < SIZE * SIZE; i++)
            mask.data().put(i, (byte) (i % SIZE < 120 || i / SIZE < 100 ? 255 : 0));
        return new Pair(tile(test, type), Optional.of(tile(reference, type)),
                masked ? Optional.of(mask) : Optional.empty());
    }

    /** The board seen under an angle, from elsewhere, and in a light that falls off to one side. */
    static Tile seen(Tile board, double degrees, double dx, double dy, double light) {
        double cos = Math.cos(Math.toRadians(degrees)), sin = Math.sin(Math.toRadians(degrees));
        int width = board.width(), height = board.height();
        Tile seen = Tile.allocate(board.shape());
        for (int y = 0; y < height; y++)
            for (int x = 0; x < width; x++) {
                double u = cos * (x - width / 2) - sin * (y - height / 2) + width / 2 + dx;
                double v = sin * (x - width / 2) + cos * (y - height / 2) + height / 2 + dy;
                double right = u - Math.floor(u), down = v - Math.floor(v);
                double upper = (1 - right) * at(board, u, v) + right * at(board, u + 1, v);
                double lower = (1 - right) * at(board, u, v + 1) + right * at(board, u + 1, v + 1);
                seen.set(x, y, 0, Math.rint(((1 - down) * upper + down * lower) * (1 - light * x / width)));
            }
        return seen;
    }

    private static double at(Tile tile, double x, double y) {
        return tile.get(Math.max(0, Math.min(tile.width() - 1, (int) Math.floor(x))), Math.max(0, Math.min(tile.height()
                - 1, (int) Math.floor(y))), 0);
    }

    /** A hash of all that the tools on a GPU give for a pair. */
    static String digest(Device device) throws Exception {
        return digest(device, new RegisterToReference(), new MatchIllumination(), new GoldenDifference());
    }

    /** The same of any tools. */
    static String digest(Device device, org.loupe.tools.base.RegisterToReference register,
            org.loupe.tools.base.MatchIllumination light, org.loupe.tools.base.GoldenDifference difference)
            throws Exception {
        Pair drawn = pair(Shape.Type.U8, 0.4, true, 7);
        Pair pair = new Pair(seen(drawn.test(), -1, 3.3, -2.6, 0.3), drawn.reference(), drawn.valid());
        MessageDigest hash = MessageDigest.getInstance("SHA-256");
        try (Step<Pair, Pair> first = register.open(register.defaults(), device);
                Step<Pair, Pair> second = light.open(light.defaults(), device);
                Step<Pair, Detections> third = difference.open(difference.defaults(), device);
                TestRun run = new TestRun()) {
            Pair registered = first.apply(pair, run);
            hash.update(registered.reference().get().data().duplicate().rewind());
            hash.update(registered.valid().get().data().duplicate().rewind());
            Pair matched = second.apply(registered, run);
            hash.update(matched.reference().get().data().duplicate().rewind());
            Detections found = third.apply(matched, run);
            String text = found.size() + " " + Arrays.toString(found.score()) + Arrays.deepToString(found.masks());
            hash.update(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
        }
        return HexFormat.of().formatHex(hash.digest());
    }
}
