package org.loupe.tools.opencv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Size;
import org.junit.jupiter.api.Test;
import org.loupe.api.Operator;
import org.loupe.api.Shape;
import org.loupe.api.Tile;
import org.loupe.testkit.Golden;
import org.loupe.tools.classic.Images;

class FiltersTest {

    /** A step from 60 to 160 under noise of the given half width. */
    private static Tile step(Shape.Type type, int scale) {
        Tile noise = Images.noise(Shape.grey(120, 80), 9);
        return Images.of(new Shape(120, 80, 1, type, Double.NaN),
                (x, y) -> scale * ((x < 60 ? 60 : 160) + (int) noise.get(x, y, 0) % 25 - 12));
    }

    private static <P extends Record> void smoothsAndKeepsTheEdge(Operator<P> filter, P params, Shape.Type type,
    int scale)
            throws Exception {
        Tile image = step(type, scale), result = Images.apply(filter, params, image);
        double before = Images.deviation(image, 5, 5, 45, 70), after = Images.deviation(result, 5, 5, 45, 70);
        assertTrue(after < before / 2, filter.info().label() + " left " + after + " of " + before);
        assertEquals(100 * scale, Images.mean(result, 61, 5, 1, 70) - Images.mean(result, 58, 5, 1, 70), 12 * scale);
    }

    @Test
    void bilateralAndNonLocalMeansSmoothAndKeepEdges() throws Exception {
        smoothsAndKeepsTheEdge(new BilateralFilter(), new BilateralFilter.Params(2, 30), Shape.Type.U8, 1);
        smoothsAndKeepsTheEdge(new BilateralFilter(), new BilateralFilter.Params(2, 30 * 200), Shape.Type.U16, 200);
        smoothsAndKeepsTheEdge(new NonLocalMeans(), new NonLocalMeans.Params(12, 7, 21), Shape.Type.U8, 1);
        smoothsAndKeepsTheEdge(new NonLocalMeans(), new NonLocalMeans.Params(12 * 200, 7, 21), Shape.Type.U16, 200);
    }

    @Test
    void claheRaisesFaintContrast() throws Exception {
        Tile image = Images.of(Shape.grey(256, 256), (x, y) -> 30 + x / 2 + ((x / 8 + y / 8) % 2 == 0 ? 4 : 0));
        Tile result = Images.apply(new Clahe(), new Clahe.Params(4, 64), image);
        assertTrue(Images.mean(result, 128, 128, 8, 8) - Images.mean(result, 128, 136, 8, 8) > 8);
    }

    /** OpenCV gives the last up to 255 of the clipped pixels to the darkest bins: up to 4 levels in fields of 64 px. */
    @Test
    void claheOf16BitIsThatOf8BitButFiner() throws Exception {
        Tile bytes = Images.of(Shape.grey(300, 200), (x, y) -> x == 0 && y == 0 ? 0 : x == 1 && y == 0 ? 255
                : 60 + x / 3 + ((x / 8 + y / 8) % 2 == 0 ? 4 : 0));
        Tile words = Images.of(bytes.shape().samples(1, Shape.Type.U16), (x, y) -> (int) bytes.get(x, y, 0) * 257);
        Clahe.Params params = new Clahe.Params(2, 64);
        Tile expected = Images.apply(new Clahe(), params, bytes), found = Images.apply(new Clahe(), params, words);
        for (int y = 0; y < 200; y++)
            for (int x = 0; x < 300; x++)
                assertEquals(expected.get(x, y, 0), found.get(x, y, 0) / 257, 5, x + ", " + y);
    }

    /** The image is high enough for several bands. */
    @Test
    void claheInBandsIsThatOfTheWhole() throws Exception {
        Tile image = Golden.image(Shape.grey(2048, 4096)), whole = Tile.allocate(image.shape());
        Tile bands = Images.apply(new Clahe(), new Clahe.Params(3, 64), image);
        try (PointerScope scope = new PointerScope()) {
            opencv_imgproc.createCLAHE(3, new Size(32, 64)).apply(Mats.of(image), Mats.of(whole));
        }
        int largest = 0;
        for (int i = 0; i < image.shape().pixels(); i++)
            largest = Math.max(largest, Math.abs((whole.data().get(i) & 0xff) - (bands.data().get(i) & 0xff)));
        assertTrue(largest <= 1, "differs by " + largest);
    }

    /** The whole image is filtered in several bands, its strip in one. */
    private static <P extends Record> void sameInAStrip(Operator<P> filter, P params, int height) throws Exception {
        Shape shape = Shape.grey(900, height);
        int halo = filter.halo(params), from = height / 2 - 40, to = height / 2 + 40;
        Tile image = Golden.image(shape), whole = Images.apply(filter, params, image);
        Tile strip = Images.apply(filter, params,
                Golden.image(Shape.grey(900, to - from + 2 * halo), 0, from - halo, true));
        for (int y = from; y < to; y++)
            for (int x = 0; x < 900; x++)
                assertEquals(whole.get(x, y, 0), strip.get(x, y - from + halo, 0), filter.info().tolerance(),
                        filter.info().label() + " at " + x + ", " + y);
    }

    @Test
    void bandsDoNotShow() throws Exception {
        sameInAStrip(new NonLocalMeans(), new NonLocalMeans().defaults(), 700);
        sameInAStrip(new BilateralFilter(), new BilateralFilter.Params(6, 20), 900);
        sameInAStrip(new GaussianFilter(), new GaussianFilter.Params(40), 4000);
        sameInAStrip(new MedianFilter(), new MedianFilter.Params(31), 4000);
        sameInAStrip(new TopHat(), new TopHat.Params(TopHat.Kind.WHITE, 201), 4000);
    }
}
