package org.loupe.tools.opencv;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.loupe.api.Detections;
import org.loupe.api.Pair;
import org.loupe.api.Shape;
import org.loupe.api.Tile;
import org.loupe.testkit.Golden;
import org.loupe.tools.base.Polarity;
import org.loupe.tools.classic.Images;

/** OpenCV and plain Java give the same bits for 8-bit and 16-bit samples, also far from the defaults. */
class AgreementTest {
    private static final Shape BYTES = Shape.grey(131, 97);
    private static final Shape WORDS = BYTES.samples(1, Shape.Type.U16);
    private static final Shape COLOUR = BYTES.samples(3, Shape.Type.U16);

    private static void same(Tile expected, Tile found) {
        assertEquals(expected.shape(), found.shape());
        assertEquals(-1, expected.data().mismatch(found.data()), "first byte that differs");
    }

    @ParameterizedTest
    @ValueSource(ints = { 3, 5, 7, 31 })
    void median(int size) throws Exception {
        for (Shape shape : new Shape[] { BYTES, WORDS, COLOUR }) {
            Tile image = Images.noise(shape, size);
            same(Images.apply(new org.loupe.tools.classic.MedianFilter(),
                    new org.loupe.tools.classic.MedianFilter.Params(size),
                    image), Images.apply(new MedianFilter(), new MedianFilter.Params(size), image));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = { 0.3, 0.77, 1, 2.5, 7.3, 50 })
    void gaussian(double sigma) throws Exception {
        for (Shape shape : new Shape[] { BYTES, WORDS, COLOUR, BYTES.samples(4, Shape.Type.U8) }) {
            Tile image = Images.noise(shape, 5);
            same(Images.apply(new org.loupe.tools.classic.GaussianFilter(),
                    new org.loupe.tools.classic.GaussianFilter.Params(sigma), image),
                    Images.apply(new GaussianFilter(), new GaussianFilter.Params(sigma), image));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = { 3, 15, 61, 301 })
    void topHat(int size) throws Exception {
        for (Shape shape : new Shape[] { BYTES, WORDS, COLOUR, BYTES.samples(1, Shape.Type.F32) })
            for (int kind = 0; kind < 2; kind++) {
                Tile image = Images.noise(shape, 6);
                same(Images.apply(new org.loupe.tools.classic.TopHat(), new org.loupe.tools.classic.TopHat.Params(
                        org.loupe.tools.classic.TopHat.Kind.values()[kind], size), image),
                        Images.apply(new TopHat(), new TopHat.Params(TopHat.Kind.values()[kind], size), image));
            }
    }

    @ParameterizedTest
    @ValueSource(strings = { "U8", "U16" })
    void grey(Shape.Type type) throws Exception {
        for (int channels : new int[] { 3, 4 }) {
            Tile image = Images.noise(new Shape(301, 211, channels, type, Double.NaN), 7);
            same(Images.apply(new org.loupe.tools.classic.ConvertToGrey(),
                    new org.loupe.tools.classic.ConvertToGrey.Params(),
                    image), Images.apply(new ConvertToGrey(), new ConvertToGrey.Params(), image));
        }
    }

    @ParameterizedTest
    @CsvSource({ "3, 0", "51, 25", "255, 3" })
    void adaptiveThreshold(int block, int offset) throws Exception {
        for (Shape shape : new Shape[] { BYTES, WORDS })
            for (int method = 0; method < 2; method++)
                for (int polarity = 0; polarity < 2; polarity++) {
                    Tile image = Golden.image(shape);
                    var reference = new org.loupe.tools.classic.AdaptiveThreshold.Params(
                            Polarity.values()[polarity],
                            org.loupe.tools.classic.AdaptiveThreshold.Method.values()[method], block, offset, 1);
                    var params = new AdaptiveThreshold.Params(Polarity.values()[polarity],
                            AdaptiveThreshold.Method.values()[method], block, offset, 1);
                    same(Images.apply(new org.loupe.tools.classic.AdaptiveThreshold(), reference, image).tile(),
                            Images.apply(new AdaptiveThreshold(), params, image).tile());
                }
    }

    @ParameterizedTest
    @CsvSource({ "1, 3, 10", "2, 9, 5", "6, 40, 15", "3, 15, 1" })
    void spots(double smallest, double largest, double contrast) throws Exception {
        for (Shape shape : new Shape[] { BYTES, WORDS }) {
            double scale = shape == WORDS ? 257 : 1;
            Pair pair = Golden.pair(shape);
            Detections expected = Images.apply(new org.loupe.tools.classic.FindSpots(),
                    new org.loupe.tools.classic.FindSpots.Params(org.loupe.tools.classic.FindSpots.Polarity.BOTH,
                    smallest,
                            largest, contrast * scale), pair);
            Detections found = Images.apply(new FindSpots(),
                    new FindSpots.Params(FindSpots.Polarity.BOTH, smallest, largest, contrast * scale), pair);
            assertArrayEquals(expected.x(), found.x());
            assertArrayEquals(expected.y(), found.y());
            assertArrayEquals(expected.width(), found.width());
            assertArrayEquals(expected.score(), found.score(), 1e-6f);
            assertEquals(Arrays.deepToString(expected.masks()), Arrays.deepToString(found.masks()));
        }
    }
}
