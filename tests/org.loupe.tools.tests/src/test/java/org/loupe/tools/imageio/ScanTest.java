package org.loupe.tools.imageio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loupe.api.ImageInfo;
import org.loupe.api.ImageSource;
import org.loupe.api.Region;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;
import org.loupe.testkit.TestRun;

/** Scans: one image of many files. */
class ScanTest {
    @TempDir
    Path folder;

    private void tile(String name, int level) throws IOException {
        BufferedImage image = new BufferedImage(20, 10, BufferedImage.TYPE_BYTE_GRAY);
        for (int y = 0; y < 10; y++)
            for (int x = 0; x < 20; x++)
                image.getRaster().setSample(x, y, 0, level + x);
        ImageIO.write(image, "png", folder.resolve(name).toFile());
    }

    private ImageSource scan(String json) throws Exception {
        return ImageFormatsTest.open(Files.writeString(folder.resolve("a.scan.json"), json));
    }

    @Test
    void laterTilesWinAndGapsAreZero() throws Exception {
        tile("左 1.png", 50);
        tile("b.png", 100);
        tile("c.png", 150);
        try (ImageSource source = scan("{\"loupe\":\"scan\",\"version\":1,\"umPerPx\":0.5,\"layer\":\"M1\","
                + "\"mode\":\"BF\",\"tiles\":[{\"file\":\"左 1.png\",\"x\":0,\"y\":0},{\"file\":\"b.png\",\"x\":15,"
                + "\"y\":0},{\"file\":\"c.png\",\"x\":30,\"y\":20}]}")) {
            ImageInfo info = source.info(0);
            assertEquals("50 × 30, 8-bit grey", info.shape().toString());
            assertEquals(0.5, info.shape().umPerPx());
            assertEquals("M1", info.conditions().layer());
            assertEquals("BF", info.conditions().mode());
            Tile whole = ImageFormatsTest.readAll(source, 0);
            assertEquals(50 + 14, whole.get(14, 3, 0));
            assertEquals(100, whole.get(15, 3, 0));
            assertEquals(0, whole.get(40, 3, 0));
            assertEquals(0, whole.get(0, 10, 0));
            assertEquals(150 + 19, whole.get(49, 29, 0));
            assertEquals(Optional.of(folder.resolve("b.png")), source.fileAt(0, 16, 0));
            assertEquals(Optional.empty(), source.fileAt(0, 40, 5));
        }
    }

    @Test
    void tilesByPatternAreOpenedWhenTouched() throws Exception {
        for (int row = 1; row <= 3; row++)
            for (int column = 1; column <= 8; column++)
                if (row != 3 || column != 8)
                    tile("s_R00" + row + "_C00" + column + ".png", 40 * row + column);
        try (ImageSource source = scan("{\"loupe\":\"scan\",\"version\":1,\"pattern\":\"s_R{row}_C{column}.png\","
                + "\"rows\":3,\"columns\":8,\"firstRow\":1,\"firstColumn\":1,\"digits\":3,\"stepX\":18,\"stepY\":10}");
                TestRun run = new TestRun()) {
            assertEquals(7 * 18 + 20, source.info(0).shape().width());
            Tile part = source.read(0, new Region(0, 0, 146, 20), 1, run);
            assertEquals(40 * 2 + 5, part.get(4 * 18, 12, 0));
            ToolException e = assertThrows(ToolException.class,
                    () -> source.read(0, new Region(100, 20, 46, 10), 1, run));
            assertEquals("Cannot read s_R003_C008.png: there is no such file.", e.getMessage());
        }
    }

    @Test
    void wrongScanFilesSayWhatIsWrong() throws Exception {
        tile("a.png", 1);
        wrong("{\"loupe\":\"scan\",\"version\":2,\"tiles\":[{\"file\":\"a.png\",\"x\":0,\"y\":0}]}", "version 2");
        wrong("{\"loupe\":\"scan\",\"version\":1}", "either \"tiles\" or \"pattern\"");
        wrong("{\"loupe\":\"scan\",\"version\":1,\"tiles\":[]}", "at least one");
        wrong("{\"loupe\":\"scan\",\"version\":1,\"tiles\":[{\"file\":\"a.png\",\"x\":-1,\"y\":0}]}", "\"x\"");
        wrong("{\"loupe\":\"scan\",\"version\":1,\"tiles\":[{\"file\":\"a.png\",\"x\":0.5,\"y\":0}]}", "whole number");
        wrong("{\"loupe\":\"scan\",\"version\":1,\"umPerPX\":1,\"tiles\":[]}", "umPerPX");
        wrong("{\"loupe\":\"scan\",\"version\":1,\"tiles\":[{\"file\":\"gone.png\",\"x\":0,\"y\":0}]}", "gone.png");
        wrong("{\"loupe\":\"scan\",\"version\":1,\n\"tiles\":[{\"file\":\"a.png\" \"x\":0,\"y\":0}]}", "line 2");
        wrong("{\"loupe\":\"scan\",\"a\":" + "[".repeat(2000), "nested");
        wrong("{\"loupe\":\"scan\",\"version\":1,\"tiles\":[{\"file\":\"a.scan.json\",\"x\":0,\"y\":0}]}",
                "a.scan.json is no PNG");
        wrong("{\"loupe\":\"scan\",\"version\":1,\"pattern\":\"a{row}{column}\",\"rows\":100000,\"columns\":100000,"
                + "\"stepX\":1,\"stepY\":1}", "tiles");
    }

    private void wrong(String json, String part) {
        ToolException e = assertThrows(ToolException.class, () -> scan(json).close());
        assertTrue(e.getMessage().contains(part), e.getMessage());
    }
}
