package org.loupe.tools.classic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.loupe.api.Region;
import org.loupe.api.Shape;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;

class OperatorsTest {
    private static final Shape WORDS = new Shape(60, 40, 1, Shape.Type.U16, Double.NaN);

    @Test
    void greyWeighsAsTheEyeDoes() throws Exception {
        Tile rgb = Tile.allocate(new Shape(4, 1, 3, Shape.Type.U8, 0.5));
        for (int i = 0; i < 3; i++)
            rgb.set(i, 0, i, 255);
        for (int c = 0; c < 3; c++)
            rgb.set(3, 0, c, 255);
        Tile grey = Images.apply(new ConvertToGrey(), new ConvertToGrey.Params(), rgb.at(5, 6));
        assertEquals(76, grey.get(0, 0, 0));
        assertEquals(150, grey.get(1, 0, 0));
        assertEquals(29, grey.get(2, 0, 0));
        assertEquals(255, grey.get(3, 0, 0));
        assertEquals(new Region(5, 6, 4, 1), grey.region());
        assertEquals(0.5, grey.shape().umPerPx());
    }

    @Test
    void medianIsTheMiddleOfTheWindow() throws Exception {
        Tile image = Images.noise(WORDS, 3),
                result = Images.apply(new MedianFilter(), new MedianFilter.Params(7), image);
        for (int y = 0; y < 40; y++)
            for (int x = 0; x < 60; x++) {
                double[] window = new double[49];
                for (int i = 0; i < 49; i++)
                    window[i] = image.get(Math.max(0, Math.min(59, x + i % 7 - 3)),
                            Math.max(0, Math.min(39, y + i / 7 - 3)), 0);
                Arrays.sort(window);
                assertEquals(window[24], result.get(x, y, 0));
            }
    }

    @Test
    void medianOfAnEvenSizeIsRefused() {
        assertEquals("The size is odd, such as 3, 5 or 7; found 4.",
                assertThrows(IllegalArgumentException.class, () -> new MedianFilter.Params(4)).getMessage());
    }

    @Test
    void gaussianKeepsTheMeanAndSpreadsAPoint() throws Exception {
        Tile point = Images.of(WORDS, (x, y) -> x == 30 && y == 20 ? 60000 : 0);
        Tile result = Images.apply(new GaussianFilter(), new GaussianFilter.Params(2), point);
        assertEquals(60000, Images.mean(result, 0, 0, 60, 40) * 2400, 120);
        double peak = result.get(30, 20, 0);
        assertEquals(60000 / (2 * Math.PI * 4), peak, peak * 0.01);
        assertEquals(Math.exp(-0.5), result.get(32, 20, 0) / peak, 0.002);
    }

    @ParameterizedTest
    @EnumSource
    void flattenTakesAVignetteOut(FlattenBackground.Method method) throws Exception {
        Shape shape = Shape.grey(400, 300);
        Tile image = Images.of(shape, (x, y) -> {
            double r = Math.hypot(x - 180, y - 160) / 250, object = x > 190 && x < 206 && y > 140 && y < 156 ? 0.8 : 1;
            return (int) Math.rint(200 * (1 - 0.3 * r * r) * object);
        });
        Tile flat = Images.apply(new FlattenBackground(),
                new FlattenBackground.Params(method, 2, 40, FlattenBackground.Operation.DIVIDE), image);
        assertTrue(Images.deviation(image, 20, 20, 150, 260) > 8);
        assertTrue(Images.deviation(flat, 20, 20, 150, 260) < 1.5, "left " + Images.deviation(flat, 20, 20, 150, 260));
        assertEquals(Images.mean(image, 0, 0, 400, 300), Images.mean(flat, 0, 0, 400, 300), 1);
        double contrast = Images.mean(flat, 195, 145, 8, 8) / Images.mean(flat, 230, 145, 8, 8);
        assertEquals(0.8, contrast, method == FlattenBackground.Method.POLYNOMIAL ? 0.01 : 0.03);
    }

    @Test
    void flattenSubtractsATiltExactly() throws Exception {
        Tile tilt = Images.of(WORDS, (x, y) -> 1000 + 20 * x + 10 * y);
        Tile flat = Images.apply(new FlattenBackground(),
                new FlattenBackground.Params(FlattenBackground.Method.POLYNOMIAL, 1,
                50, FlattenBackground.Operation.SUBTRACT), tilt);
        assertTrue(Images.deviation(flat, 0, 0, 60, 40) < 0.6);
        assertEquals(Images.mean(tilt, 0, 0, 60, 40), Images.mean(flat, 0, 0, 60, 40), 1);
    }

    @Test
    void flattenBearsBlackImages() throws Exception {
        Tile black = Tile.allocate(Shape.grey(50, 40));
        for (FlattenBackground.Operation operation : FlattenBackground.Operation.values())
            assertEquals(0, Images.mean(Images.apply(new FlattenBackground(),
                    new FlattenBackground.Params(FlattenBackground.Method.POLYNOMIAL, 4, 50, operation), black), 0, 0,
                    50, 40));
    }

    @Test
    void windowAndLevelSpreadTheRange() throws Exception {
        Tile image = Images.of(WORDS, (x, y) -> 1000 * x);
        Tile result = Images.apply(new WindowLevel(), new WindowLevel.Params(20000, 30000), image);
        assertEquals(Shape.Type.U8, result.shape().type());
        assertEquals(0, result.get(19, 0, 0));
        assertEquals(0, result.get(20, 0, 0));
        assertEquals(128, result.get(30, 0, 0));
        assertEquals(191, result.get(35, 0, 0));
        assertEquals(255, result.get(40, 0, 0));
        assertEquals(255, result.get(59, 0, 0));
    }

    @Test
    void theDefaultWindowLeavesBytesNearlyAsTheyAre() throws Exception {
        Tile image = Images.of(Shape.grey(256, 1), (x, y) -> x);
        Tile result = Images.apply(new WindowLevel(), new WindowLevel().defaults(), image);
        for (int x = 0; x < 256; x++)
            assertEquals(x, result.get(x, 0, 0), 1);
    }

    @Test
    void normaliseStretchesBetweenPercentiles() throws Exception {
        Tile image = Images.of(new Shape(100, 10, 1, Shape.Type.U16, Double.NaN), (x, y) -> 5000 + 100 * x);
        Tile same = Images.apply(new Normalise(), new Normalise.Params(0, 100, Normalise.Output.SAME), image);
        assertEquals(0, same.get(0, 0, 0));
        assertEquals(65535, same.get(99, 0, 0));
        Tile bytes = Images.apply(new Normalise(), new Normalise.Params(10, 90, Normalise.Output.EIGHT_BIT), image);
        assertEquals(0, bytes.get(10, 0, 0));
        assertEquals(128, bytes.get(50, 0, 0), 1);
        assertEquals(255, bytes.get(90, 0, 0));
    }

    @Test
    void topHatKeepsWhatTheElementDoesNotFitUnder() throws Exception {
        Tile image = Images.of(WORDS, (x, y) -> 100 + 10 * x + (x >= 10 && x < 14 && y >= 10 && y < 14 ? 500 : 0)
                + (x >= 30 && x < 50 && y >= 10 && y < 30 ? 300 : 0));
        Tile white = Images.apply(new TopHat(), new TopHat.Params(TopHat.Kind.WHITE, 9), image);
        assertTrue(white.get(12, 12, 0) >= 500 && white.get(12, 12, 0) <= 580);
        assertTrue(white.get(40, 20, 0) <= 80);
        Tile black = Images.apply(new TopHat(), new TopHat.Params(TopHat.Kind.BLACK, 9), image);
        assertTrue(black.get(12, 12, 0) <= 80);
    }

    @Test
    void aFixedCropKeepsItsPlace() throws Exception {
        Tile image = Images.of(WORDS, (x, y) -> 100 * y + x);
        CropImage.Params area = new CropImage.Params(CropImage.Mode.FIXED, 20, 10, 1000, 15);
        Tile part = Images.apply(new CropImage(), area, image);
        assertEquals(new Region(20, 10, 40, 15), part.region());
        assertEquals(1020, part.get(0, 0, 0));
        assertEquals(new CropImage().output(area, WORDS), part.shape());
        Tile ofTile = Images.apply(new CropImage(), area, image.at(0, 15));
        assertEquals(new Region(20, 15, 40, 10), ofTile.region());
        Tile elsewhere = Images.apply(new CropImage(), area, image.at(0, 500));
        assertTrue(area.area().contains(elsewhere.x(), elsewhere.y()),
                "what this tile cannot hold is reported by none");
    }

    @Test
    void anAreaOutsideIsRefused() {
        ToolException e = assertThrows(ToolException.class, () -> Images.apply(new CropImage(),
                new CropImage.Params(CropImage.Mode.FIXED, 100, 0, 10, 10), Tile.allocate(WORDS)));
        assertTrue(e.getMessage().contains("lies outside of the image of 60 × 40"), e.getMessage());
    }
}
