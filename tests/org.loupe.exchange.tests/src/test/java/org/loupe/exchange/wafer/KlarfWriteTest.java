package org.loupe.exchange.wafer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.loupe.api.ToolException;
import org.loupe.exchange.Loss;
import org.loupe.wafer.DieGrid;
import org.loupe.wafer.Dies;
import org.loupe.wafer.Outline;
import org.loupe.wafer.Wafer;
import org.loupe.wafer.Wafer.DefectCode;
import org.loupe.wafer.Wafer.TestSummary;
import org.loupe.wafer.WaferDefects;
import org.loupe.wafer.WaferDefects.Image;
import org.loupe.wafer.WaferInfo;

class KlarfWriteTest {
    private static final WaferInfo INFO = new WaferInfo("Lot 7", "晶圆 3", 3, "ETCH", "Dev", "Rec", "Tool 5",
            Optional.of(LocalDateTime.of(2026, 2, 3, 4, 5, 6)));

    @TempDir
    Path folder;

    /** A wafer whose places are whole nm, at odd pitches and with an origin that is no round number. */
    private static Wafer wafer(WaferInfo info, int classes, int count, boolean images) {
        DieGrid grid = new DieGrid(2489.96, 2259.921, -1234.567, -2090.32);
        Dies.Builder first = new Dies.Builder();
        Dies.Builder second = new Dies.Builder();
        Dies.Builder all = new Dies.Builder();
        for (int c = -20; c <= 20; c++) {
            for (int r = -20; r <= 20; r++) {
                (r < 0 ? first : second).add(c, r, Dies.NO_BIN);
            }
        }
        for (Dies dies : List.of(first.build(), second.build())) {
            for (int i = 0; i < dies.size(); i++)
                all.add(dies.column(i), dies.row(i), Dies.NO_BIN);
        }
        Random random = new Random(5);
        WaferDefects.Builder defects = new WaferDefects.Builder();
        for (int i = 0; i < count; i++) {
            int column = random.nextInt(41) - 20;
            int row = random.nextInt(41) - 20;
            double x = Math.rint((grid.left(column) + random.nextDouble() * 2489) * 1000) / 1000;
            double y = Math.rint((grid.bottom(row) + random.nextDouble() * 2259) * 1000) / 1000;
            defects.add(i + 1, x, y, column, row).classNumber(random.nextInt(classes)).test(row < 0 ? 1 : 2)
                    .bins(random.nextInt(9), random.nextInt(9)).cluster(random.nextInt(3))
                    .size(random.nextInt(9999) / 1000.0, random.nextInt(9999) / 1000.0,
                            random.nextInt(9999) / 1000.0, random.nextInt(9999) / 1000.0);
            if (images && i % 3 == 0) {
                defects.images(List.of(new Image("set/a " + i / 9 + ".tif", i, "1"),
                        new Image("set/a " + i / 9 + ".tif", i + 1, "22")));
            }
        }
        List<DefectCode> codes = new ArrayList<>();
        for (int i = 0; i < classes; i++)
            codes.add(new DefectCode(i, "Class " + i, ""));
        return new Wafer(info, Outline.wafer(150_000, Outline.Mark.FLAT, 180), grid, all.build(), List.of(),
                defects.build(), codes,
                List.of(new TestSummary(1, 4.5e9, first.build(), count / 3, 0.125, 820, 11),
                        new TestSummary(2, 4.75e9, second.build(), count - count / 3, 1.5, 861, 12)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"klarf-1.1", "klarf-1.2", "klarf-1.8"})
    void whatIsWrittenIsReadAgain(String id) throws Exception {
        Path file = folder.resolve("out.001");
        Wafer first = wafer(INFO, 300, 3000, true);
        Wafer second = wafer(new WaferInfo("Lot 7", "4", 4, "ETCH", "Dev", "Rec", "Tool 5", INFO.time()), 300, 10,
                false);
        List<Loss> losses = WaferFormats.byId(id).write(List.of(first, second), file);
        assertEquals(List.of(), losses);
        assertEquals(id, WaferFormats.of(file).orElseThrow().id());
        WaferFormat.Read read = WaferFormats.read(file);
        assertEquals(List.of(), read.losses());
        assertEquals(2, read.wafers().size());
        Klarfs.assertSame(first, read.wafers().get(0));
        Klarfs.assertSame(second, read.wafers().get(1));
        // and again, byte for byte
        Path again = folder.resolve("again.001");
        WaferFormats.byId(id).write(read.wafers(), again);
        assertEquals(-1, Files.mismatch(file, again));
    }

    @ParameterizedTest
    @ValueSource(strings = {"klarf-1.1", "klarf-1.2", "klarf-1.8"})
    void realFilesSurviveAnyVersion(String id) throws Exception {
        for (Path file : Klarfs.allReal()) {
            if (file.endsWith("bad12.klarf"))
                continue;
            List<Wafer> wafers = WaferFormats.read(file).wafers();
            Path out = folder.resolve("out.001");
            List<Loss> losses = WaferFormats.byId(id).write(wafers, out);
            List<Wafer> found = WaferFormats.read(out).wafers();
            for (int i = 0; i < wafers.size(); i++) {
                WaferDefects a = wafers.get(i).defects();
                WaferDefects b = found.get(i).defects();
                assertEquals(a.size(), b.size());
                for (int d = 0; d < a.size(); d++) {
                    // nothing was told to be rounded, so nothing may be
                    assertEquals(a.x(d), b.x(d), losses.toString());
                    assertEquals(a.y(d), b.y(d), losses.toString());
                    assertEquals(a.classNumber(d), b.classNumber(d));
                }
                assertEquals(wafers.get(i).classes(), found.get(i).classes());
                Klarfs.assertSame(wafers.get(i).dies(), found.get(i).dies());
                assertEquals(wafers.get(i).outline(), found.get(i).outline());
            }
        }
    }

    @Test
    void whatCannotBeHeldIsTold() throws Exception {
        DieGrid grid = new DieGrid(1000, 1000, 0, 0);
        Dies dies = new Dies.Builder().add(0, 0, 1).build();
        WaferDefects defects = new WaferDefects.Builder().add(1, 0.00005, 1, 0, 0)
                .images(List.of(new Image("a.png", 0, "Patch"), new Image("b.png", 0, ""))).build();
        Wafer wafer = new Wafer(INFO, Outline.panel(1000, 2000), grid, dies, List.of(new Wafer.Bin(1, "Good", true)),
                defects, List.of(new DefectCode(1, "A \"b\"", "C")), List.of());
        Path file = folder.resolve("out.001");
        List<Loss> flat = WaferFormats.byId("klarf-1.2").write(List.of(wafer), file);
        for (String what : List.of("bins of dies", "sizes that are not known", "images of one file", "kinds of images",
                "short names", "quotes", "no inspection"))
            assertTrue(flat.stream().anyMatch(l -> l.what().contains(what)), what + ": " + flat);
        assertFalse(flat.stream().anyMatch(l -> l.what().contains("rounded")), flat.toString());
        List<Loss> nested = WaferFormats.byId("klarf-1.8").write(List.of(wafer), file);
        assertTrue(nested.stream().anyMatch(l -> l.what().contains("rounded to 1 nm")), nested.toString());
        assertFalse(nested.stream().anyMatch(l -> l.what().contains("short names")), nested.toString());
        Wafer found = WaferFormats.read(file).wafers().get(0);
        assertEquals(defects.images(0), found.defects().images(0));
        assertTrue(Float.isNaN(found.defects().width(0)));
        assertEquals("C", found.classes().get(0).code());
        assertEquals(Outline.panel(1000, 2000), found.outline());
    }

    /** What the summary counts is what statistics count: dies of the plan, and of them those with defects. */
    @ParameterizedTest
    @ValueSource(strings = {"klarf-1.1", "klarf-1.2", "klarf-1.8"})
    void theSummaryCountsDefectiveDiesOfThePlan(String id) throws Exception {
        DieGrid grid = new DieGrid(1000, 1000, 0, 0);
        Dies dies = new Dies.Builder().add(0, 0, Dies.NO_BIN).add(1, 0, Dies.NO_BIN).add(2, 0, Dies.NO_BIN).build();
        WaferDefects defects = new WaferDefects.Builder().add(1, 500, 500, 0, 0).add(2, 600, 500, 0, 0)
                .add(3, 1500, 500, 1, 0).add(4, 500, 7500, 0, 7).build();
        Wafer wafer = new Wafer(WaferInfo.UNKNOWN, Outline.wafer(200_000, Outline.Mark.NOTCH, 270), grid, dies,
                List.of(), defects, List.of(), List.of());
        Path file = folder.resolve("plan.001");
        WaferFormats.byId(id).write(List.of(wafer), file);
        Wafer read = WaferFormats.read(file).wafers().get(0);
        assertEquals(4, read.tests().get(0).defects());
        assertEquals(3, read.tests().get(0).diesInspected());
        assertEquals(2, read.tests().get(0).diesDefective());
    }

    @Test
    void wafersOfSeveralLotsAreRefusedAndNothingIsWritten() throws Exception {
        Path file = folder.resolve("out.001");
        WaferFormat format = WaferFormats.byId("klarf-1.2");
        Wafer a = wafer(INFO, 1, 1, false);
        Wafer b = wafer(WaferInfo.UNKNOWN, 1, 1, false);
        assertThrows(ToolException.class, () -> format.write(List.of(a, b), file));
        assertThrows(ToolException.class, () -> format.write(List.of(), file));
        assertThrows(ToolException.class, () -> format.write(List.of(a), folder.resolve("none/out.001")));
        try (var files = Files.list(folder)) {
            assertEquals(0, files.count());
        }
    }
}
