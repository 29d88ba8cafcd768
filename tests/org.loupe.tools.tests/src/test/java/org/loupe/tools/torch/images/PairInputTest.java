package org.loupe.tools.torch.images;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.loupe.api.Kernels;
import org.loupe.api.Pair;
import org.loupe.api.Region;
import org.loupe.api.Run;
import org.loupe.api.Shape;
import org.loupe.api.Tile;
import org.loupe.tools.torch.Lending;

/** How images become what a net is given. */
class PairInputTest {
    private static final Shape GREY = Shape.grey(16, 16);

    private static Tile grey(int step) {
        Tile tile = Tile.allocate(GREY);
        for (int i = 0; i < 256; i++)
            tile.data().put(i, (byte) (i * step));
        return tile;
    }

    /** The same pixels in three channels take the way of colour images. */
    private static Tile coloured(Tile grey) {
        Tile tile = Tile.allocate(GREY.samples(3, Shape.Type.U8));
        for (int i = 0; i < 3 * 256; i++)
            tile.data().put(i, grey.data().get(i / 3));
        return tile;
    }

    @Test
    void greyValuesAreTheSameHoweverTheyAreStored() throws Exception {
        Tile test = grey(1), reference = grey(7);
        Planes planes = new PairInput(false, true, 1).of(new Pair(test, Optional.of(reference), Optional.empty()));
        assertEquals(2, planes.channels());
        for (int i = 0; i < 256; i++) {
            assertEquals((i / 255f - PairInput.MEAN) / PairInput.DEVIATION, planes.values()[i]);
            assertEquals((i * 7 % 256 / 255f - PairInput.MEAN) / PairInput.DEVIATION, planes.values()[256 + i]);
        }
        Pair colours = new Pair(coloured(test), Optional.of(coloured(reference)), Optional.empty());
        PairInput colour = new PairInput(true, true, 1);
        assertArrayEquals(colour.of(colours).values(), colour.of(new Pair(test, Optional.of(reference),
                Optional.empty())).values());
    }

    // ---------------------------------------------------------------- a device that is lent

    /** A device that knows this one arithmetic, in the plainest way. */
    private static Kernels device(AtomicInteger asked) {
        return Lending.kernels((self, method, given) -> {
            assertEquals("planes", method.getName());
            asked.incrementAndGet();
            return planes((Tile) given[0], (Region) given[1], (Kernels.Layout) given[2]);
        });
    }

    private static float[] planes(Tile tile, Region part, Kernels.Layout how) {
        assertEquals(tile.shape().region(), part);
        int n = how.reduction(), given = tile.shape().channels();
        float largest = tile.shape().type() == Shape.Type.U8 ? 255 : tile.shape().type() == Shape.Type.U16 ? 65535 : 1;
        float[] values = new float[how.channels() * how.height() * how.width()];
        for (int i = 0; i < values.length; i++) {
            float[] sum = new float[3];
            int x = i % how.width(), y = i / how.width() % how.height(), plane = i / how.width() / how.height();
            for (int at = 0; at < n * n; at++)
                for (int c = 0; c < 3; c++)
                    sum[c] += (float) tile.get(x * n + at % n, y * n + at / n, Math.min(c, given - 1));
            float all = given == 1 ? sum[0] : how.channels() == 3 ? sum[plane]
                    : 0.299f * sum[0] + 0.587f * sum[1] + 0.114f * sum[2];
            values[i] = (all * (1f / (n * n)) / largest - how.mean()[plane]) / how.deviation()[plane];
        }
        return values;
    }

    private static Tile noise(int width, int height, int channels, Shape.Type type) {
        Random random = new Random(3);
        Tile tile = Tile.allocate(new Shape(width, height, channels, type, 1));
        for (int y = 0; y < height; y++)
            for (int x = 0; x < width; x++)
                for (int c = 0; c < channels; c++)
                    tile.set(x, y, c, type == Shape.Type.F32 ? random.nextFloat()
                            : random.nextInt(type == Shape.Type.U8 ? 256 : 65536));
        return tile;
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "S32")
    void aDeviceThatIsLentMakesThePlanesOfLargeImagesWithTheSameBits(Shape.Type type) throws Exception {
        AtomicInteger asked = new AtomicInteger();
        List<String> warnings = new ArrayList<>();
        Run run = Lending.of(device(asked), warnings);
        for (int channels : new int[] { 1, 3, 4 }) {
            int width = 1021, height = (int) (PairInput.WORTH_A_DEVICE / channels / width) + 1;
            Pair large = new Pair(noise(width, height, channels, type), Optional.of(noise(width, height, 1, type)),
                    Optional.empty());
            Pair small = new Pair(noise(60, 40, channels, type), Optional.empty(), Optional.empty());
            for (int reduction : new int[] { 2, 3 }) {
                for (boolean colour : new boolean[] { false, true }) {
                    PairInput input = new PairInput(colour, true, reduction);
                    asked.set(0);
                    assertArrayEquals(input.of(large).values(), input.of(large, run).values());
                    assertEquals(channels == 1 ? 2 : 1, asked.get(), "images that were large enough");
                }
                asked.set(0);
                new PairInput(true, false, reduction).of(small, run);
                assertEquals(0, asked.get());
            }
        }
        assertEquals(List.of(), warnings);
    }

    @Test
    void whatADeviceCannotDoIsDoneOnTheProcessor() throws Exception {
        List<String> warnings = new ArrayList<>();
        Pair pair = new Pair(noise(1000, 600, 3, Shape.Type.U8), Optional.empty(), Optional.empty());
        PairInput input = new PairInput(false, false, 2);
        assertArrayEquals(input.of(pair).values(), input.of(pair, Lending.of(Lending.broken(), warnings)).values());
        assertEquals(List.of("It is full. It is computed on the processor."), warnings);
    }
}
