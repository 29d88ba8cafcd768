package org.loupe.exchange.wafer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.loupe.api.ToolException;
import org.loupe.wafer.Dies;
import org.loupe.wafer.Wafer;
import org.loupe.wafer.WaferDefects;

/** What the tests of KLARF share: files, real and made, and whether wafers are equal. */
final class Klarfs {
    /** The head of a flat file, with places for version, notch and more. */
    private static final String HEAD = """
            FileVersion 1 %s;
            LotID "L1";
            SampleSize 1 200;
            SampleOrientationMarkType NOTCH;
            OrientationMarkLocation %s;
            DiePitch 10000 20000;
            DieOrigin 0 0;
            %s
            WaferID "W1";
            Slot 7;
            SampleCenterLocation 4000 6000;
            ClassLookup 2
             0 "None"
             5 "Pit";
            InspectionTest 1;
            SampleTestPlan 4
             0 0
             1 0
             0 1
             -3 -2;
            AreaPerTest 2.0e8;
            """;
    private static final String SPEC = "DefectRecordSpec 12 DEFECTID XREL YREL XINDEX YINDEX XSIZE YSIZE DEFECTAREA"
            + " CLASSNUMBER TEST IMAGECOUNT IMAGELIST ;\n";

    private Klarfs() {
    }

    static String head(String version, String notch, String more) {
        return HEAD.formatted(version, notch, more);
    }

    /** A flat file of version 1.2 with a list of defects. @param rows as they stand in the file, with their end */
    static String flat(String rows) {
        return head("2", "DOWN", "") + SPEC + "DefectList\n" + rows + "\nEndOfFile;\n";
    }

    static Path file(Path folder, String content) throws IOException {
        return Files.write(folder.resolve("made.001"), content.getBytes(StandardCharsets.UTF_8));
    }

    static WaferFormat.Read read(Path folder, String content) throws IOException, ToolException {
        return WaferFormats.read(file(folder, content));
    }

    static Wafer one(Path folder, String content) throws IOException, ToolException {
        WaferFormat.Read read = read(folder, content);
        assertEquals(1, read.wafers().size());
        return read.wafers().get(0);
    }

    /** That a file is refused, in words that hold these. */
    static ToolException refused(Path folder, String content, String... words) throws IOException {
        Path file = file(folder, content);
        ToolException e = assertThrows(ToolException.class, () -> WaferFormats.read(file));
        for (String word : words)
            assertTrue(e.getMessage().contains(word), e.getMessage());
        assertTrue(!e.remedy().isEmpty(), e.getMessage());
        return e;
    }

    static boolean told(WaferFormat.Read read, String what) {
        return read.losses().stream().anyMatch(l -> l.what().contains(what));
    }

    /** A real file; the test is skipped where there are none. */
    static Path real(String name) {
        Path file = folder().resolve(name);
        assumeTrue(Files.isRegularFile(file),
                "Skipped: klarf/" + name + " of the shared data is not here (LOUPE_DATA).");
        return file;
    }

    static List<Path> allReal() throws IOException {
        Path folder = folder();
        assumeTrue(Files.isDirectory(folder), "Skipped: the folder klarf of the shared data is not here (LOUPE_DATA).");
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> !f.getFileName().toString().startsWith("LICENSE")).sorted().toList();
        }
    }

    private static Path folder() {
        String named = System.getProperty("LOUPE_DATA", System.getenv("LOUPE_DATA"));
        if (named != null)
            return Path.of(named, "klarf");
        for (Path p = Path.of("").toAbsolutePath(); p != null; p = p.getParent()) {
            if (Files.isDirectory(p.resolve("shared/data/klarf")))
                return p.resolve("shared/data/klarf");
        }
        return Path.of("shared/data/klarf");
    }

    static void assertSame(Wafer expected, Wafer found) {
        assertEquals(expected.info(), found.info());
        assertEquals(expected.outline(), found.outline());
        assertEquals(expected.grid(), found.grid());
        assertSame(expected.dies(), found.dies());
        assertEquals(expected.classes(), found.classes());
        assertSame(expected.defects(), found.defects());
        assertEquals(expected.tests().size(), found.tests().size());
        for (int i = 0; i < expected.tests().size(); i++) {
            Wafer.TestSummary a = expected.tests().get(i);
            Wafer.TestSummary b = found.tests().get(i);
            assertSame(a.plan(), b.plan());
            assertEquals(List.of(a.number(), a.areaUm2(), a.defects(), a.density(), a.diesInspected(),
                    a.diesDefective()),
                    List.of(b.number(), b.areaUm2(), b.defects(), b.density(), b.diesInspected(), b.diesDefective()));
        }
    }

    static void assertSame(Dies expected, Dies found) {
        assertEquals(expected.size(), found.size());
        for (int i = 0; i < expected.size(); i++) {
            assertEquals(expected.column(i), found.column(i));
            assertEquals(expected.row(i), found.row(i));
        }
    }

    static void assertSame(WaferDefects expected, WaferDefects found) {
        assertEquals(expected.size(), found.size());
        for (int i = 0; i < expected.size(); i++)
            assertEquals(text(expected, i), text(found, i));
    }

    /** All that is known of a defect. */
    static String text(WaferDefects d, int i) {
        return d.id(i) + " " + d.x(i) + " " + d.y(i) + " " + d.column(i) + " " + d.row(i) + " " + d.width(i) + " "
                + d.height(i) + " " + d.area(i) + " " + d.length(i) + " " + d.classNumber(i) + " " + d.test(i) + " "
                + d.cluster(i) + " " + d.roughBin(i) + " " + d.fineBin(i) + " " + d.images(i);
    }
}
