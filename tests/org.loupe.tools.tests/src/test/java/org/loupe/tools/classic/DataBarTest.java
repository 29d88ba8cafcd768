package org.loupe.tools.classic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.loupe.api.Region;
import org.loupe.api.Shape;
import org.loupe.api.Tile;
import org.loupe.testkit.TestRun;
import org.loupe.tools.base.DataBar;

class DataBarTest {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 480;

    /** Lines in noise as a scanning electron microscope sees them, with a bar of {@code rows} rows. */
    private static Tile sem(Shape.Type type, int channels, int rows, boolean atBottom, Color ground, Color text,
            double barNoise) {
        BufferedImage bar = new BufferedImage(WIDTH, Math.max(1, rows), BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D g = bar.createGraphics();
        g.setColor(ground);
        g.fillRect(0, 0, WIDTH, rows);
        g.setColor(text);
        g.setFont(new Font(Font.MONOSPACED, Font.BOLD, Math.max(6, rows / 2)));
        g.drawString("HV 5.00 kV  mag 50 000 x  WD 4.1 mm  2 µm", 8, rows * 2 / 3);
        g.fillRect(520, rows / 2, 100, 3);
        g.dispose();
        SplittableRandom random = new SplittableRandom(5);
        Tile tile = Tile.allocate(new Shape(WIDTH, HEIGHT, channels, type, Double.NaN));
        int first = atBottom ? HEIGHT - rows : 0;
        for (int y = 0; y < HEIGHT; y++)
            for (int x = 0; x < WIDTH; x++) {
                boolean inBar = y >= first && y < first + rows;
                double value = inBar ? bar.getRaster().getSample(x, y - first, 0) + barNoise * random.nextDouble(-1, 1)
                        : (x / 40 % 2 == 0 ? 60 : 140) + 25 * (random.nextDouble() + random.nextDouble() - 1);
                for (int c = 0; c < channels; c++)
                    tile.set(x, y, c, type == Shape.Type.U16 ? value * 200 : value);
            }
        return tile;
    }

    private static Region picture(Tile image) {
        return DataBar.picture(image.width(), CropImage.histograms(image, new TestRun()));
    }

    @Test
    void aBlackBarAtTheBottomIsFound() {
        assertEquals(new Region(0, 0, WIDTH, HEIGHT - 40),
                picture(sem(Shape.Type.U8, 1, 40, true, Color.BLACK, Color.WHITE, 0)));
    }

    @Test
    void aWhiteBarAtTheTopIsFound() {
        assertEquals(new Region(0, 50, WIDTH, HEIGHT - 50),
                picture(sem(Shape.Type.U8, 1, 50, false, Color.WHITE, Color.BLACK, 0)));
    }

    @Test
    void aBarThatJpegHasTouchedIsFoundInColourAnd16Bit() {
        assertEquals(new Region(0, 0, WIDTH, HEIGHT - 60),
                picture(sem(Shape.Type.U8, 3, 60, true, Color.BLACK, Color.WHITE, 3)));
        assertEquals(new Region(0, 0, WIDTH, HEIGHT - 32),
                picture(sem(Shape.Type.U16, 1, 32, true, Color.BLACK, Color.WHITE, 2)));
    }

    @Test
    void anImageWithoutABarStaysWhole() {
        Region whole = new Region(0, 0, WIDTH, HEIGHT);
        assertEquals(whole, picture(sem(Shape.Type.U8, 1, 0, true, Color.BLACK, Color.WHITE, 0)));
        assertEquals(whole, picture(Tile.allocate(Shape.grey(WIDTH, HEIGHT))), "black");
        assertEquals(whole, picture(Images.of(Shape.grey(WIDTH, HEIGHT), (x, y) -> y < 440 ? 90 + x % 50 : 20)),
                "a dark band without text");
    }

    @Test
    void detectionsKeepTheirPlaces() throws Exception {
        Tile cropped = Images.apply(new CropImage(), new CropImage.Params(CropImage.Mode.DATA_BAR, 0, 0, 1, 1),
                sem(Shape.Type.U8, 1, 50, false, Color.WHITE, Color.BLACK, 0));
        assertEquals(50, cropped.y());
        assertEquals(HEIGHT - 50, cropped.height());
    }
}
