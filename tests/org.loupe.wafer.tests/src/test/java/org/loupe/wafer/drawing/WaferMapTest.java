package org.loupe.wafer.drawing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loupe.api.ToolException;
import org.loupe.wafer.DieGrid;
import org.loupe.wafer.Dies;
import org.loupe.wafer.Outline;
import org.loupe.wafer.Wafer;
import org.loupe.wafer.Wafer.Bin;
import org.loupe.wafer.WaferDefects;
import org.loupe.wafer.WaferInfo;
import org.loupe.wafer.drawing.WaferMap.Options;
import org.loupe.wafer.drawing.WaferMap.Words;
import org.loupe.wafer.statistics.Wafers;
import org.w3c.dom.Document;

class WaferMapTest {
    @TempDir
    Path folder;

    private static WaferMap map(Wafer wafer, String title) {
        return new WaferMap(new WaferPainter(wafer, Look.LIGHT), Look.LIGHT, Options.of(wafer, title), Words.ENGLISH);
    }

    private static Wafer patterned() {
        return new Wafers(3).anywhere(150).scratch(90, -50_000, -60_000, 20_000, 30_000, 8_000, 500)
                .blob(70, 40_000, -40_000, 4_000).ring(120, 90_000, 97_000, 5).wafer();
    }

    private static Document parsed(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void svgHoldsEveryDieAndDefect() throws Exception {
        Wafer wafer = patterned();
        Document svg = parsed(MapFiles.svg(map(wafer, "B2611-14"), 520, 600, "a", "Wafer"));
        int dots = svg.getElementsByTagName("circle").getLength();
        assertEquals(wafer.defects().size() + 4 + 3, dots, "defects, classes of the legend, zones");
        assertEquals(wafer.dies().size() + 1 + 4, svg.getElementsByTagName("rect").getLength(),
                "dies, the ground, steps of the legend");
        assertEquals("B2611-14", svg.getElementsByTagName("text").item(0).getTextContent());
    }

    @Test
    void textsAreEscaped() throws Exception {
        Wafer made = new Wafers(1).at(0, 0, 7).wafer();
        String name = "<script>alert(\"1\")</script>&\u0001\ud800";
        Wafer wafer = new Wafer(made.info(), made.outline(), made.grid(), made.dies(), List.of(), made.defects(),
                List.of(new Wafer.DefectCode(7, name, "")), List.of());
        String svg = MapFiles.svg(map(wafer, name), 900, 900, "a", name);
        assertFalse(svg.contains("<script"));
        assertEquals("<script>alert(\"1\")</script>&\ufffd\ufffd",
                parsed(svg).getElementsByTagName("title").item(0).getTextContent());
        assertThrows(IllegalArgumentException.class, () -> new SvgPen("a\"b"));
    }

    @Test
    void diesLieWhereTheGridSays() throws Exception {
        Dies dies = new Dies.Builder().add(0, 0, Dies.NO_BIN).build();
        Wafer wafer = new Wafer(WaferInfo.UNKNOWN, Outline.wafer(200_000, Outline.Mark.NONE, 0),
                new DieGrid(50_000, 20_000, 10_000, 30_000), dies, List.of(),
                new WaferDefects.Builder().add(1, 35_000, 40_000, 0, 0).build(), List.of(), List.of());
        ImagePen pen = new ImagePen(400, 400, 1);
        WaferPainter painter = new WaferPainter(wafer, Look.LIGHT);
        View view = View.fit(wafer.outline(), 0, 0, 400, 400);
        painter.outline(pen, view);
        painter.dies(pen, view, WaferPainter.DieColours.DEFECTS);
        BufferedImage image = pen.image();
        assertEquals(Look.LIGHT.steps().get(1), image.getRGB(225, 135) & 0xffffff, "right of and above the centre");
        assertEquals(Look.LIGHT.steps().get(1), image.getRGB(315, 102) & 0xffffff);
        assertEquals(Look.LIGHT.wafer(), image.getRGB(325, 120) & 0xffffff);
        assertEquals(Look.LIGHT.wafer(), image.getRGB(200, 200) & 0xffffff);
    }

    @Test
    void notchIsWhereTheFileSays() {
        for (int degrees : new int[] { 0, 90, 180, 270 }) {
            Wafer wafer = new Wafer(WaferInfo.UNKNOWN, Outline.wafer(200_000, Outline.Mark.NOTCH, degrees),
                    Wafers.GRID, Dies.NONE, List.of(), WaferDefects.NONE, List.of(), List.of());
            ImagePen pen = new ImagePen(200, 200, 2);
            new WaferPainter(wafer, Look.LIGHT).outline(pen, new View(100, 100, 90 / 100_000.0));
            BufferedImage image = pen.image();
            for (int at = 0; at < 360; at += 90) {
                int x = (int) (200 + 177 * Math.cos(Math.toRadians(at)));
                int y = (int) (200 - 177 * Math.sin(Math.toRadians(at)));
                assertEquals(at == degrees ? 0 : Look.LIGHT.wafer(), image.getRGB(x, y) & 0xffffff,
                        "notch at " + degrees + ", looked at " + at);
            }
        }
    }

    @Test
    void binsHaveColoursAndALegend() throws Exception {
        Dies.Builder dies = new Dies.Builder();
        for (int i = 0; i < 100; i++)
            dies.add(i % 10 - 5, i / 10 - 5, i % 7 == 0 ? 3 : i % 11 == 0 ? 9 : 1);
        Wafer wafer = new Wafer(WaferInfo.UNKNOWN, Outline.wafer(200_000, Outline.Mark.FLAT, 270),
                new DieGrid(13_000, 13_000, 0, 0), dies.build(),
                List.of(new Bin(1, "good", true), new Bin(3, "short", false)), WaferDefects.NONE, List.of(), List.of());
        String svg = MapFiles.svg(map(wafer, ""), 400, 450, "a", "");
        assertTrue(svg.contains("1 good  77") && svg.contains("3 short  15") && svg.contains("bin 9  8"), svg);
        assertEquals(77 + 1, parsedFills(svg, String.format("#%06X", Look.LIGHT.pass())));
    }

    private static long parsedFills(String svg, String fill) throws Exception {
        var rects = parsed(svg).getElementsByTagName("rect");
        long n = 0;
        for (int i = 0; i < rects.getLength(); i++)
            n += rects.item(i).getAttributes().getNamedItem("fill").getNodeValue().equals(fill) ? 1 : 0;
        return n;
    }

    @Test
    void stepsGrowWithTheNumberOfDefects() {
        WaferPainter few = new WaferPainter(new Wafers(1).anywhere(300).wafer(), Look.LIGHT);
        assertArrayEquals(new int[] { 0, 1, 2, 4 }, few.steps());
        WaferPainter many = new WaferPainter(new Wafers(1).anywhere(20_000).wafer(), Look.LIGHT);
        assertArrayEquals(new int[] { 0, 1, 51, 151 }, many.steps());
        assertEquals(Look.LIGHT.steps().get(2), many.step(150));
        assertEquals(Look.LIGHT.steps().get(3), many.step(151));
    }

    @Test
    void manyDefectsAreCellsAndSmallDiesFewRectangles() {
        Wafers of = new Wafers(1).anywhere(WaferPainter.MOST_POINTS + 1);
        String svg = MapFiles.svg(map(of.wafer(), ""), 500, 560, "a", "");
        assertTrue(svg.length() < 4_000_000, "bytes: " + svg.length());
        Dies.Builder dies = new Dies.Builder();
        for (int i = 0; i < 250_000; i++)
            dies.add(i % 500 - 250, i / 500 - 250, Dies.NO_BIN);
        Wafer fine = new Wafer(WaferInfo.UNKNOWN, Outline.wafer(200_000, Outline.Mark.NONE, 0),
                new DieGrid(280, 280, 0, 0), dies.build(), List.of(), WaferDefects.NONE, List.of(), List.of());
        assertTrue(MapFiles.svg(map(fine, ""), 120, 120, "a", "").split("<rect").length < 13_000);
    }

    @Test
    void filesAreWrittenWholeOrRefused() throws Exception {
        Wafer wafer = patterned();
        Path png = folder.resolve("map.png"), svg = folder.resolve("map.svg");
        MapFiles.writePng(map(wafer, "B2611-14"), 520, 600, 2, png);
        MapFiles.writeSvg(map(wafer, "B2611-14"), 520, 600, "Wafer 14", svg);
        BufferedImage image = ImageIO.read(png.toFile());
        assertEquals(1040, image.getWidth());
        assertEquals(1200, image.getHeight());
        assertTrue(Files.readString(svg).startsWith("<?xml"));
        ToolException refused = assertThrows(ToolException.class,
                () -> MapFiles.writePng(map(wafer, ""), 10, 10, 1, folder.resolve("none/map.png")));
        assertTrue(refused.getMessage().contains("map.png"), refused.getMessage());
    }

    @Test
    void panelAndEmptyWaferAreDrawn() throws Exception {
        Wafer panel = new Wafer(WaferInfo.UNKNOWN, Outline.panel(300_000, 200_000), new DieGrid(1, 1, 0, 0), Dies.NONE,
                List.of(), WaferDefects.NONE, List.of(), List.of());
        parsed(MapFiles.svg(map(panel, "Panel"), 400, 400, "a", "Panel"));
        parsed(MapFiles.svg(map(panel, "a title that is much too long to fit above a map of this width"), 60, 20, "a",
                "Panel"));
    }
}
