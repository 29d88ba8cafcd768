package org.loupe.tests.ui;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.RGB;
import org.junit.jupiter.api.Test;
import org.loupe.api.Region;
import org.loupe.api.Shape;
import org.loupe.api.Tile;
import org.loupe.ui.viewer.ColorMap;
import org.loupe.ui.viewer.Histogram;
import org.loupe.ui.viewer.Pixels;
import org.loupe.ui.viewer.Screens;
import org.loupe.ui.viewer.Tone;
import org.loupe.ui.viewer.View;
import org.loupe.ui.viewer.ViewGroup;

/** Samples become colours, values are counted, views move together: all without a display. */
class TonesTest {

    private static RGB pixel(Tile tile, Tone tone, int x) {
        ImageData image = Screens.toScreen(tile, tone);
        return image.palette.getRGB(image.getPixel(x, 0));
    }

    private static Tile line(Shape.Type type, double... samples) {
        Tile tile = Tile.allocate(new Shape(samples.length, 1, 1, type, Double.NaN));
        for (int x = 0; x < samples.length; x++)
            tile.set(x, 0, 0, samples[x]);
        return tile;
    }

    @Test
    void eachMapHasItsEndsAndMiddle() {
        assertEquals(0, ColorMap.GREY.rgb(-1));
        assertEquals(0xFFFFFF, ColorMap.GREY.rgb(2));
        assertEquals(0xFFFFFF, ColorMap.INVERTED.rgb(0));
        int dark = ColorMap.HEAT.rgb(0), light = ColorMap.HEAT.rgb(1);
        assertTrue((dark & 0xff) < 16 && light >> 16 > 240);
        int below = ColorMap.SIGNED.rgb(0.1), zero = ColorMap.SIGNED.rgb(0.5), above = ColorMap.SIGNED.rgb(0.9);
        assertTrue((below & 0xff) > below >> 16, "blue below");
        assertTrue(Math.abs((zero >> 16) - (zero & 0xff)) < 16, "grey at zero");
        assertTrue(above >> 16 > (above & 0xff), "orange above");
        assertEquals(ColorMap.HEAT.rgb(0), ColorMap.FOLDED.rgb(0.5));
        assertEquals(ColorMap.FOLDED.rgb(0), ColorMap.FOLDED.rgb(1));
        assertEquals(ColorMap.GREY, ColorMap.SIGNED.next(), "folded is not for images");
        for (ColorMap map : ColorMap.values())
            assertEquals(map.rgb(0), map.rgb(-5), "limited below");
    }

    @Test
    void aToneStretchesBendsAndLimits() {
        Tone tone = new Tone(100, 200, 1, ColorMap.GREY);
        assertEquals(0, tone.share(50));
        assertEquals(0.5, tone.share(150));
        assertEquals(1, tone.share(999));
        assertEquals(0, tone.share(Double.NaN));
        assertTrue(tone.gamma(2).share(150) > 0.5, "above 1 the middle is brighter");
        assertTrue(tone.gamma(0.5).share(150) < 0.5);
        assertEquals(Tone.MAX_GAMMA, tone.gamma(100).gamma());
        assertTrue(tone.range(7, 7).high() > 7, "white stays above black");
        assertThrows(IllegalArgumentException.class, () -> new Tone(5, 5, 1, ColorMap.GREY));
    }

    @Test
    void samplesOfAllTypesTakeTheSameWay() {
        Tone tone = new Tone(0, 100, 1, ColorMap.GREY);
        for (Shape.Type type : Shape.Type.values()) {
            Tile tile = line(type, 0, 25, 50, 100, 255);
            assertEquals(new RGB(0, 0, 0), pixel(tile, tone, 0), type.toString());
            assertEquals(64, pixel(tile, tone, 1).red, 1, type.toString());
            assertEquals(128, pixel(tile, tone, 2).green, 1, type.toString());
            assertEquals(new RGB(255, 255, 255), pixel(tile, tone, 3), type.toString());
            assertEquals(new RGB(255, 255, 255), pixel(tile, tone, 4), type.toString());
        }
        assertEquals(new RGB(0, 0, 0), pixel(line(Shape.Type.F32, Double.NaN), tone, 0));
        assertEquals(ColorMap.HEAT.rgb(0.25) >> 16, pixel(line(Shape.Type.U16, 25), tone.map(ColorMap.HEAT), 0).red,
                2);
    }

    @Test
    void colourImagesKeepTheirColoursUnlessAMapIsChosen() {
        Tile tile = Tile.of(new Shape(1, 1, 3, Shape.Type.U8, Double.NaN), new byte[] { (byte) 200, 100, 0 });
        Tone tone = new Tone(0, 255, 1, ColorMap.GREY);
        assertEquals(new RGB(200, 100, 0), pixel(tile, tone, 0));
        assertEquals(new RGB(55, 155, 255), pixel(tile, tone.map(ColorMap.INVERTED), 0));
        int heat = ColorMap.HEAT.rgb(100 / 255.0);
        assertEquals(new RGB(heat >> 16, heat >> 8 & 0xff, heat & 0xff),
                pixel(tile, tone.map(ColorMap.HEAT), 0), "by the mean of the channels");
        ImageData plain = Screens.toScreen(tile, new double[] { 0, 255 });
        assertEquals(24, plain.depth);
        assertEquals(new RGB(200, 100, 0), plain.palette.getRGB(plain.getPixel(0, 0)));
    }

    @Test
    void theWindowLeavesAShareOutAtEitherEnd() {
        Tile tile = Tile.allocate(new Shape(100, 100, 1, Shape.Type.U16, Double.NaN));
        for (int i = 0; i < 10_000; i++)
            tile.set(i % 100, i / 100, 0, i < 20 ? 0 : i < 40 ? 65_535 : 1000 + i % 1000);
        Histogram histogram = Histogram.of(tile);
        assertEquals(0, histogram.from());
        assertEquals(65_535, histogram.to());
        double[] window = histogram.window(0.005);
        assertTrue(window[0] > 500 && window[0] < 1600, "low " + window[0]);
        assertTrue(window[1] > 1500 && window[1] < 2600, "high " + window[1]);
        double[] all = histogram.window(0);
        assertArrayEquals(new double[] { 0, 65_535 }, all);
    }

    @Test
    void flatAndEmptyImagesHaveAWindow() {
        double[] flat = Histogram.of(line(Shape.Type.U16, 7, 7, 7)).window(0.005);
        assertTrue(flat[1] > flat[0]);
        double[] none = Histogram.of(line(Shape.Type.F32, Double.NaN, Double.NaN)).window(0.005);
        assertTrue(none[1] > none[0]);
        assertEquals(255, Histogram.of(line(Shape.Type.U8, 3, 250)).to(), "8-bit images are counted from 0 to 255");
    }

    @Test
    void lockedViewsMoveTogetherAndKeepTheirDistance() {
        View first = new View(), second = new View();
        ViewGroup group = new ViewGroup(List.of(first, second));
        first.set(100, 50, 2);
        assertEquals(100, second.x());
        assertEquals(2, second.scale());
        group.lock(false);
        second.set(110, 53, 2);
        assertEquals(100, first.x());
        group.lock(true);
        first.set(200, 60, 4);
        assertEquals(210, second.x());
        assertEquals(63, second.y());
        assertEquals(4, second.scale());
        second.set(10, 3, 1);
        assertEquals(0, first.x());
        assertArrayEquals(new double[] { 10, 3 }, group.offset(first, second));
        group.align();
        assertEquals(first.x(), second.x());
    }

    @Test
    void aPartStandsAtItsPlaceOnEveryLevel() throws Exception {
        Tile part = Tile.allocate(Shape.grey(100, 50));
        for (int i = 0; i < 5000; i++)
            part.set(i % 100, i / 100, 0, 9);
        Shape full = Shape.grey(4000, 3000);
        try (Pixels pixels = Pixels.of(part, full, new Region(1024, 512, 200, 100), 1)) {
            assertEquals(4000, pixels.shape().width());
            Tile fine = pixels.read(new Region(1000, 500, 400, 300), 0, null);
            assertEquals(0, fine.get(0, 0, 0));
            assertEquals(9, fine.get(24, 12, 0));
            assertEquals(9, fine.get(223, 111, 0));
            assertEquals(0, fine.get(224, 112, 0));
            Tile coarse = pixels.read(2, 0, 0, null);
            assertEquals(9, coarse.get(1100 / 4, 560 / 4, 0));
            assertEquals(0, coarse.get(900 / 4, 560 / 4, 0));
        }
    }
}
