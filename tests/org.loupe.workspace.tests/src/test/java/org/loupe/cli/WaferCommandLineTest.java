package org.loupe.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loupe.exchange.wafer.WaferFormats;
import org.loupe.wafer.DieGrid;
import org.loupe.wafer.Dies;
import org.loupe.wafer.Outline;
import org.loupe.wafer.Wafer;
import org.loupe.wafer.Wafer.DefectCode;
import org.loupe.wafer.WaferDefects;
import org.loupe.wafer.WaferInfo;
import org.xml.sax.InputSource;

/** The command that tells of wafers, as a user types it. */
class WaferCommandLineTest {
    private static final DieGrid GRID = new DieGrid(10_000, 10_000, 0, 0);
    private static final String NAME = "Edge <b>residue</b>";

    @TempDir
    Path folder;

    private static void ends(int code, Cli result) {
        assertEquals(code, result.code(), result::toString);
    }

    /** A wafer of 12 × 12 dies with random defects, moved by a shift, and some more. */
    private static Wafer wafer(int slot, int defects, double shiftUm, int more) {
        SplittableRandom random = new SplittableRandom(slot), other = new SplittableRandom(1000 + slot);
        Dies.Builder dies = new Dies.Builder();
        for (int i = 0; i < 144; i++)
            dies.add(i % 12 - 6, i / 12 - 6, Dies.NO_BIN);
        WaferDefects.Builder found = new WaferDefects.Builder();
        for (int i = 0; i < defects + more; i++) {
            SplittableRandom from = i < defects ? random : other;
            double x = from.nextDouble() * 119_000 - 59_500 + shiftUm, y = from.nextDouble() * 119_000 - 59_500;
            found.add(i + 1, x, y, GRID.column(x), GRID.row(y)).classNumber(i < defects ? 1 : 2).test(1);
        }
        return new Wafer(new WaferInfo("LOT&1", "W" + slot, slot, "M1", "DEV", "R", "T", Optional.empty()),
                Outline.wafer(200_000, Outline.Mark.NOTCH, 270), GRID, dies.build(), List.of(), found.build(),
                List.of(new DefectCode(1, "Particle", ""), new DefectCode(2, NAME, "")), List.of());
    }

    private Path file(String name, Wafer... wafers) throws Exception {
        Path file = folder.resolve(name);
        WaferFormats.byId("klarf-1.2").write(List.of(wafers), file);
        return file;
    }

    @Test
    void realToolsFile() throws Exception {
        Path file = Path.of("../../../shared/data/klarf/CPS3TwithoutReview.001");
        assumeTrue(Files.exists(file), "shared/data/klarf is missing");
        Cli told = Cli.run("wafer", file);
        ends(0, told);
        assertTrue(told.out().contains("Wafer 25 of lot HJU008, IMD2_SRO (CPS3TwithoutReview.001)"), told.out());
        assertTrue(told.out().contains("0.068681 per cm² of 232.96 cm² (as the file tells)"), told.out());
        assertTrue(told.out().contains("15 of 4988"), told.out());
        assertTrue(told.out().contains("the file's summary says the same"), told.out());
    }

    @Test
    void addersOfTheStepSince() throws Exception {
        Path before = file("before.001", wafer(1, 60, 0, 0), wafer(2, 60, 0, 0));
        Path after = file("after.001", wafer(2, 60, 3, 25), wafer(1, 60, 3, 10));
        Cli told = Cli.run("wafer", after, "--before", before);
        ends(0, told);
        assertTrue(told.out().contains("10; 60 were there before, 0 are gone"), told.out());
        assertTrue(told.out().contains("25; 60 were there before, 0 are gone"), told.out());
        assertTrue(told.out().indexOf("W1 ") < told.out().indexOf("W2 "), "by slot: " + told.out());
        Cli narrow = Cli.run("wafer", after, "--before", before, "--tolerance", 1);
        assertTrue(narrow.out().contains("70; 0 were there before, 60 are gone"), narrow.out());
        Cli none = Cli.run("wafer", file("third.001", wafer(3, 5, 0, 0)), "--before", before);
        ends(2, none);
        assertTrue(none.err().contains("before.001 has no wafer W3"), none.err());
    }

    @Test
    void otherToolIsAlignedBeforeAddersAreCounted() throws Exception {
        Path before = file("before.001", wafer(4, 80, 0, 0)), after = file("after.001", wafer(4, 80, 350, 12));
        Cli plain = Cli.run("wafer", after, "--before", before);
        assertTrue(plain.out().contains("92; 0 were there before, 80 are gone"), plain.out());
        Cli told = Cli.run("wafer", after, "--before", before, "--align", before);
        ends(0, told);
        assertTrue(told.out().contains("80 defects matched"), told.out());
        assertTrue(told.out().contains("shift 350.0, "), told.out());
        assertTrue(told.out().contains("12; 80 were there before, 0 are gone"), told.out());
        Cli wrong = Cli.run("wafer", after, "--align", file("else.001", wafer(4, 2, 0, 0)));
        ends(2, wrong);
        assertTrue(wrong.err().contains("2 and 92 defects"), wrong.err());
    }

    @Test
    void lotIsATableWithItsTrend() throws Exception {
        List<Wafer> lot = new ArrayList<>();
        for (int slot = 1; slot <= 10; slot++)
            lot.add(wafer(slot, 30 + slot % 3, 0, slot == 7 ? 150 : 0));
        Path file = file("lot.001", lot.toArray(new Wafer[0]));
        Path report = folder.resolve("out/lot.html"), json = folder.resolve("out/lot.json");
        Cli told = Cli.run("wafer", file, "--report", report, "--json", json, "--svg", folder.resolve("out/m.svg"));
        ends(0, told);
        assertTrue(told.out().lines().anyMatch(l -> l.startsWith("W7 ") && l.endsWith("outside the limits")),
                told.out());
        assertTrue(told.out().contains("1 of 10 wafers lies outside"), told.out());
        JsonObject figures = JsonParser.parseString(Files.readString(json)).getAsJsonObject();
        assertEquals(10, figures.getAsJsonArray("wafers").size());
        assertEquals(6, figures.getAsJsonObject("trend").getAsJsonArray("outside").get(0).getAsInt());
        JsonObject seventh = figures.getAsJsonArray("wafers").get(6).getAsJsonObject();
        assertEquals(181, seventh.get("defects").getAsInt());
        assertEquals(144, seventh.get("diesInspected").getAsInt());
        String html = Files.readString(report);
        assertTrue(html.contains("Wafer W7 · 181 defects"), "a wafer outside the limits has its own page");
        assertFalse(html.contains("Wafer W6 ·"));
        assertEquals(10, html.split("Map of wafer W").length - 1 - 1, "small maps, and one large");
        assertTrue(Files.exists(folder.resolve("out/m-10.svg")));
    }

    @Test
    void reportIsOnePageWithoutScriptAndEscaped() throws Exception {
        Path file = file("one.001", wafer(1, 40, 0, 5));
        Path report = folder.resolve("r.html"), svg = folder.resolve("m.svg"), png = folder.resolve("m.png");
        ends(0, Cli.run("wafer", file, "--report", report, "--svg", svg, "--png", png));
        String html = Files.readString(report);
        assertFalse(html.contains("<script") || html.contains("<b>residue"), "texts are escaped");
        assertTrue(html.contains("Edge &lt;b&gt;residue"));
        assertTrue(html.contains("Lot LOT&amp;1 · wafer W1"));
        assertFalse(html.matches("(?s).*(src|href)=\"(http|file).*"), "nothing is loaded");
        assertTrue(html.contains("Pareto of classes") && html.contains("Spread over the wafer"));
        assertEquals(1120, ImageIO.read(png.toFile()).getWidth());
        DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(svg.toFile());
        int from = html.indexOf("<svg xmlns"), to = html.indexOf("</svg>", from) + 6;
        DocumentBuilderFactory.newInstance().newDocumentBuilder()
                .parse(new InputSource(new StringReader(html.substring(from, to))));
    }

    @Test
    void mapsWithBinsAndWithoutDefects() throws Exception {
        Path file = folder.resolve("map.sinf");
        Files.writeString(file, "DEVICE:D\nLOT:L\nWAFER:7\nROWCT:2\nCOLCT:2\nBCEQU:01\nDUTMS:mm\nXDIES:5\nYDIES:5\n"
                + "RowData:01 01\nRowData:02 01\n");
        Path report = folder.resolve("r.html");
        Cli told = Cli.run("wafer", file, "--report", report);
        ends(0, told);
        assertTrue(told.out().contains("75.00 %, 3 of 4 pass by bin"), told.out());
        assertTrue(told.out().contains("1: 3, 2: 1"), told.out());
        assertTrue(told.err().contains("size of the wafer is not in the file"), told.err());
        assertTrue(Files.readString(report).contains("Dies by bin"));
    }

    @Test
    void whatIsWrongIsTold() throws Exception {
        Path file = file("one.001", wafer(1, 5, 0, 0));
        byte[] before = Files.readAllBytes(file);
        Cli same = Cli.run("wafer", file, "--svg", file);
        ends(2, same);
        assertTrue(same.err().contains("written over the file"), same.err());
        assertEquals(before.length, Files.size(file));
        ends(2, Cli.run("wafer", folder.resolve("missing.001")));
        ends(2, Cli.run("wafer"));
        ends(2, Cli.run("wafer", file, "--tolerance", "0"));
        ends(2, Cli.run("wafer", file, "--svg", folder.resolve("x"), "--png", folder.resolve("x")));
        Path text = Files.writeString(folder.resolve("notes.txt"), "nothing of wafers");
        Cli unknown = Cli.run("wafer", text);
        ends(2, unknown);
        assertTrue(unknown.err().contains("notes.txt is not a wafer file"), unknown.err());
    }

    @Test
    void oneBrokenFileDoesNotStopTheOthers() throws Exception {
        Path good = file("one.001", wafer(1, 5, 0, 0)), bad = Files.writeString(folder.resolve("two.001"), "FileVers");
        Cli told = Cli.run("wafer", bad, good);
        ends(1, told);
        assertTrue(told.out().contains("defects          5"), told.out());
        assertTrue(told.err().contains("two.001"), told.err());
        Cli none = Cli.run("wafer", bad, bad);
        ends(2, none);
        assertTrue(none.err().contains("None of the 2 files holds a wafer."), none.err());
    }
}
