package org.loupe.exchange.wafer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.loupe.api.ToolException;
import org.loupe.wafer.Outline;
import org.loupe.wafer.Wafer;
import org.loupe.wafer.Wafer.DefectCode;
import org.loupe.wafer.WaferDefects;
import org.loupe.wafer.WaferDefects.Image;
import org.loupe.wafer.WaferInfo;

class KlarfReadTest {
    @TempDir
    Path folder;

    // ---- files of real tools

    @Test
    void fileOfARealToolGivesItsOwnSummary() throws Exception {
        WaferFormat.Read read = WaferFormats.read(Klarfs.real("CPS3TwithoutReview.001"));
        Wafer wafer = read.wafers().get(0);
        assertEquals(276, wafer.classes().size());
        assertEquals("water_mark_in_isolated_area", wafer.className(49));
        assertEquals(4988, wafer.dies().size());
        assertEquals(16, wafer.defects().size());
        assertEquals(new WaferInfo("HJU008", "25", 25, "IMD2_SRO", "", "03R3", "AMAT COMPLUS 3T HYCPS04",
                Optional.of(LocalDateTime.of(2021, 10, 19, 10, 4, 9))), wafer.info());
        assertEquals(Outline.wafer(200_000, Outline.Mark.NOTCH, 270), wafer.outline());
        Wafer.TestSummary told = wafer.tests().get(0);
        assertEquals(0.068681, told.density());
        assertEquals(15, told.diesDefective());
        assertEquals(4988, told.diesInspected());
        // what the tool counted is what its list gives
        assertEquals(told.density(), wafer.defects().size() / (told.areaUm2() / 1e8), 5e-7);
        Set<List<Integer>> dies = new HashSet<>();
        for (int i = 0; i < wafer.defects().size(); i++)
            dies.add(List.of(wafer.defects().column(i), wafer.defects().row(i)));
        assertEquals(told.diesDefective(), dies.size());
        // -35 · 2489.96 + 552.64 − 2394.8 and −9 · 2259.92 + 1043.08 − 2090.32
        assertEquals(-88990.76, wafer.defects().x(0));
        assertEquals(-21386.52, wafer.defects().y(0));
        assertTrue(read.losses().isEmpty(), read.losses().toString());
    }

    @Test
    void wafersOfTheNestedFormHaveMicrometresAndUnknownValues() throws Exception {
        WaferFormat.Read read = WaferFormats.read(Klarfs.real("wierdKlarfWithNAs.klarf"));
        assertEquals(List.of("FirstWaferId", "SecondWaferId"),
                read.wafers().stream().map(w -> w.info().wafer()).toList());
        Wafer first = read.wafers().get(0);
        assertEquals(3, first.defects().size());
        // 2 · 5744.15 + 1254.96 − 4929 and 24 · 5410.203 + 4346.692 + 490.333
        assertEquals(7814.26, first.defects().x(0));
        assertEquals(134681.897, first.defects().y(0));
        assertEquals(0.315f, first.defects().width(0));
        assertEquals(0.006445f, first.defects().area(0));
        assertEquals(List.of(1, 2), first.tests().stream().map(Wafer.TestSummary::number).toList());
        assertEquals(2e9, first.tests().get(0).areaUm2(), 1e-3);
        assertEquals(9, first.dies().size());
        assertEquals(new DefectCode(3, "Blobby", ""), first.classes().get(3));
    }

    @Test
    void imagesOfTheNestedFormAreTold() throws Exception {
        Wafer wafer = WaferFormats.read(Klarfs.real("klarfWithImagelist.klarf")).wafers().get(0);
        assertEquals(6, wafer.defects().size());
        assertEquals(List.of(new Image("a/path/here", 0, "Patch"), new Image("a/path/there", 0, "Patch"),
                new Image("a/path/anywhere", 0, "dummy")), wafer.defects().images(0));
        assertEquals(List.of(), wafer.defects().images(1));
    }

    @Test
    void wafersThatAreCutOffAreRefused() throws Exception {
        Path file = Klarfs.real("bad12.klarf");
        ToolException e = assertThrows(ToolException.class, () -> WaferFormats.read(file));
        assertTrue(e.getMessage().contains("bad12.klarf, line 36") && e.getMessage().contains("anotherWafer"),
                e.getMessage());
    }

    @Test
    void defectsThatAreNotInTheDieThatTheFileNamesAreTold() throws Exception {
        WaferFormat.Read read = WaferFormats.read(Klarfs.real("klarf12Example.klarf"));
        assertTrue(Klarfs.told(read, "outside of the die"));
        assertEquals(2, read.wafers().get(0).defects().size());
        assertFalse(Klarfs.told(WaferFormats.read(Klarfs.real("simple12.klarf")), "outside"));
    }

    // ---- places

    @ParameterizedTest
    @CsvSource({"DOWN,270", "LEFT,180", "UP,90", "RIGHT,0", "down,270", "0,270", "90,180", "180,90", "270,0"})
    void placesAreThoseOfTheFileWhereverTheNotchIs(String notch, double degrees) throws Exception {
        Wafer wafer = Klarfs.one(folder, Klarfs.head("2", notch, "") + """
                DefectRecordSpec 5 DEFECTID XREL YREL XINDEX YINDEX ;
                DefectList
                 1 100.5 200.25 0 0
                 2 9999 1 -3 -2;
                EndOfFile;
                """);
        assertEquals(degrees, wafer.outline().degrees());
        // 0 · 10000 + 100.5 − 4000 and 0 · 20000 + 200.25 − 6000
        assertEquals(-3899.5, wafer.defects().x(0));
        assertEquals(-5799.75, wafer.defects().y(0));
        // −3 · 10000 + 9999 − 4000 and −2 · 20000 + 1 − 6000
        assertEquals(-24001, wafer.defects().x(1));
        assertEquals(-45999, wafer.defects().y(1));
        assertEquals(-34000, wafer.grid().left(-3));
        assertEquals(-46000, wafer.grid().bottom(-2));
        assertEquals(-3, wafer.grid().column(wafer.defects().x(1)));
        assertEquals(-2, wafer.grid().row(wafer.defects().y(1)));
    }

    @Test
    void mirroredPlacesStayWhereTheToolPutThemAndAreTold() throws Exception {
        WaferFormat.Read read = Klarfs.read(folder, Klarfs.head("2", "DOWN",
                "CoordinatesMirrored YES;\nInspectionOrientation LEFT;") + """
                DefectRecordSpec 5 DEFECTID XREL YREL XINDEX YINDEX ;
                DefectList
                 1 2500 3500 1 0;
                EndOfFile;
                """);
        assertTrue(Klarfs.told(read, "mirrored"));
        assertEquals(8500, read.wafers().get(0).defects().x(0));
        assertEquals(-2500, read.wafers().get(0).defects().y(0));
        assertEquals(270, read.wafers().get(0).outline().degrees());
    }

    @Test
    void originOfTheDieMovesTheGridAndNotTheDefects() throws Exception {
        String rows = "DefectRecordSpec 5 DEFECTID XREL YREL XINDEX YINDEX ;\nDefectList\n 1 100 200 0 0;\n"
                + "EndOfFile;\n";
        Wafer wafer = Klarfs.one(folder, Klarfs.head("2", "DOWN", "").replace("DieOrigin 0 0", "DieOrigin -500 50")
                + rows);
        assertEquals(-3900, wafer.defects().x(0));
        assertEquals(-4500, wafer.grid().originXum());
        assertEquals(-5950, wafer.grid().originYum());
    }

    @Test
    void centredCoordinatesAreFromTheCentre() throws Exception {
        WaferFormat.Read read = Klarfs.read(folder, Klarfs.head("2", "DOWN", "CoordinatesCentered YES;") + """
                DefectRecordSpec 5 DEFECTID XREL YREL XINDEX YINDEX ;
                DefectList
                 1 2500 3500 0 0;
                EndOfFile;
                """);
        assertTrue(Klarfs.told(read, "CoordinatesCentered"));
        assertEquals(2500, read.wafers().get(0).defects().x(0));
    }

    @Test
    void placesFromTheCornerOfTheGridAreUnderstood() throws Exception {
        WaferFormat.Read read = Klarfs.read(folder, Klarfs.head("2", "DOWN", "") + """
                DefectRecordSpec 3 DEFECTID X Y ;
                DefectList
                 1 12500 -3500;
                EndOfFile;
                """);
        WaferDefects defects = read.wafers().get(0).defects();
        assertEquals(8500, defects.x(0));
        assertEquals(-9500, defects.y(0));
        assertEquals(1, defects.column(0));
        assertEquals(-1, defects.row(0));
        assertTrue(Klarfs.told(read, "X and Y"));
    }

    @Test
    void panelsAndMissingSizesAreUnderstood() throws Exception {
        String rows = "DefectRecordSpec 5 DEFECTID XREL YREL XINDEX YINDEX ;\nDefectList;\nEndOfFile;\n";
        String head = Klarfs.head("1", "DOWN", "");
        Wafer panel = Klarfs.one(folder, head.replace("SampleSize 1 200", "SampleSize 2 510 515") + rows);
        assertEquals(Outline.panel(510_000, 515_000), panel.outline());
        WaferFormat.Read none = Klarfs.read(folder, head.replace("SampleSize 1 200;", "")
                .replace("SampleCenterLocation 4000 6000;", "") + rows);
        assertEquals(200_000, none.wafers().get(0).outline().widthUm());
        assertTrue(Klarfs.told(none, "SampleSize is missing") && Klarfs.told(none, "SampleCenterLocation is missing"));
        WaferFormat.Read unknown = Klarfs.read(folder, head.replace("SampleSize 1 200", "SampleSize NA")
                .replace("SampleCenterLocation 4000 6000", "SampleCenterLocation NA NA").replace("2.0e8", "NA") + rows);
        assertEquals(none.wafers().get(0).grid(), unknown.wafers().get(0).grid());
        assertTrue(Double.isNaN(unknown.wafers().get(0).tests().get(0).areaUm2()));
        assertTrue(Klarfs.told(unknown, "AreaPerTest"));
        // dies −3 to 1 and −2 to 1: their middle is (−5000, 0)
        assertEquals(5000, none.wafers().get(0).grid().originXum());
        assertEquals(0, none.wafers().get(0).grid().originYum());
    }

    // ---- what tools do

    @Test
    void rowsMayBeWrittenInManyWays() throws Exception {
        List<String> ways = List.of(
                " 1 10 20 0 0 1 2 3 5 1 0 0\n 2 30 40 1 0 1 2 3 0 1 0 0;",
                " 1 10 20 0 0 1 2 3 5 1 0 0\n 2 30 40 1 0 1 2 3 0 1 0 0\n;",
                "1 1.0e1 2.0E+01 0 0 1 2 3 5 1 0\n2 30 40 1 0 1 2 3 0 1 0;",
                "1 10 20 0 0 1 2 3 5 1\n2 30 40 1 0 1 2 3 0 1;",
                "1 10 20 0 0\n  1 2 3 5 1 0 0\n2 30 40 1 0\n  1 2 3 0 1 0 0;",
                "1 10 20\n0 0 1 2 3 5 1 0 0\n2 30 40\n1 0 1 2 3 0 1 0 0\n;",
                "\t1\t10\t20 0 0 1 2 3 5 1 0 0\r\n\t2\t30\t40 1 0 1 2 3 0 1 0 0 ;\r\n",
                " 1 10 20 0 0 1 2 3 5 1 0 0;\n 2 30 40 1 0 1 2 3 0 1 0 0;",
                " 1 10 20 0 0 1 2 3 5 1 0 0 2 30 40 1 0 1 2 3 0 1 0 0;",
                " 1 10 20 0 0 1 2 3 5 1 0 0;\nDefectList\n 2 30 40 1 0 1 2 3 0 1 0 0;",
                " 1 10 20 0 0 1 2 3 5 1 0 0\n 2 30 40 1 0 1 2 3 0 1 0 0");
        for (String way : ways) {
            WaferDefects defects = Klarfs.one(folder, Klarfs.flat(way)).defects();
            assertEquals(2, defects.size(), way);
            assertEquals("1 -3990.0 -5980.0 0 0 1.0 2.0 3.0 NaN 5 1 0 0 0 []", Klarfs.text(defects, 0), way);
            assertEquals("2 6030.0 -5960.0 1 0 1.0 2.0 3.0 NaN 0 1 0 0 0 []", Klarfs.text(defects, 1), way);
        }
    }

    @Test
    void imagesMayBeListedInManyWays() throws Exception {
        String more = "\n 2 30 40 1 0 1 2 3 0 1 0 0;";
        List<String> ways = List.of(" 1 10 20 0 0 1 2 3 5 1 2 2 4 0 5 7" + more,
                " 1 10 20 0 0 1 2 3 5 1 2 2\n 4 0\n 5 7" + more,
                " 1 10 20 0 0 1 2 3 5 1 2 4 0 5 7" + more,
                " 1 10 20\n 0 0 1 2 3 5 1 2 2 4 0 5 7" + more,
                " 1 10 20 0 0 1 2 3 5 1 2 2 4 0 5 7\n 2 30 40 1 0 1 2 3 0 1 0;");
        for (String way : ways) {
            String content = Klarfs.flat(way).replace("DefectList\n", "TiffFileName a/b.tif;\nDefectList\n");
            WaferDefects defects = Klarfs.one(folder, content).defects();
            assertEquals(List.of(new Image("a/b.tif", 3, "0"), new Image("a/b.tif", 4, "7")), defects.images(0), way);
            assertEquals(List.of(), defects.images(1), way);
            assertEquals(1, defects.column(1), way);
        }
    }

    @Test
    void imagesMayFollowWithoutAColumnAndFilesAfterThem() throws Exception {
        String spec = "DefectRecordSpec DEFECTID XREL YREL XINDEX YINDEX IMAGECOUNT;\n";
        WaferFormat.Read read = Klarfs.read(folder, Klarfs.head("2", "DOWN", "") + spec + """
                DefectList
                 1 1 1 0 0 1 1 1 0;
                TiffFileName one.tif;
                DefectList
                 2 1 1 0 0 1 1 1 0
                 3 1 1 0 0 0;
                TiffFileName "two files.tif";
                EndOfFile
                """);
        WaferDefects defects = read.wafers().get(0).defects();
        assertEquals(List.of(new Image("one.tif", 0, "0")), defects.images(0));
        assertEquals(List.of(new Image("two files.tif", 0, "0")), defects.images(1));
        assertEquals(List.of(), defects.images(2));
        assertTrue(Klarfs.told(read, "TiffFileName follows") && Klarfs.told(read, "without a column")
                && Klarfs.told(read, "EndOfFile lacks"));
    }

    @Test
    void oddStatementsAreToldAndNotRefused() throws Exception {
        WaferFormat.Read read = Klarfs.read(folder, """
                fileversion 1 1;
                LOTID L1
                SampleSize 1 150 ;
                Weird 1 2 3 "x;y";
                DiePitch 1.0E+004 1.0E+004;
                WaferID W 2;
                ClassLookup 5
                 0 "No closing quote
                 1 Two words
                 2 "Name" "N";
                SampleDieMap 2 0 0 0 1;
                InspectionTest 1;
                SampleTestPlan 3;
                0 0;
                0 1;
                AreaPerTest 1e8;
                DefectRecordSpec 9 DEFECTID XREL YREL XINDEX YINDEX CLASSNUMBER NOVEL;
                DefectList
                 1 5 5 0 0 2 "text" ;
                ClusterClassificationList 1
                 1 5;
                SummarySpec 5
                 TESTNO NDEFECT DEFDENSITY NDIE NDEFDIE;
                SummaryList 1 2 0.5 2 1;
                """);
        Wafer wafer = read.wafers().get(0);
        assertEquals("L1", wafer.info().lot());
        assertEquals(List.of(new DefectCode(0, "No closing quote", ""), new DefectCode(1, "Two words", ""),
                new DefectCode(2, "Name", "N")), wafer.classes());
        assertEquals(2, wafer.dies().size());
        assertEquals(2, wafer.defects().classNumber(0));
        assertEquals(2, wafer.tests().get(0).defects());
        for (String what : List.of("lacks its semicolon", "closing quote", "not known here", "count differs",
                "follow its end", "without EndOfFile", "not of use here", "summary counts other",
                "SampleCenterLocation is missing"))
            assertTrue(Klarfs.told(read, what), what + ": " + read.losses());
    }

    @Test
    void severalWafersShareWhatIsToldOnce() throws Exception {
        List<Wafer> wafers = Klarfs.read(folder, Klarfs.flat(" 1 10 20 0 0 1 2 3 5 1 0 0;").replace("EndOfFile;", """
                WaferID "W2";
                Slot 8;
                DefectList
                 1 10 20 1 1 1 2 3 5 1 0 0
                 2 10 20 1 1 1 2 3 5 1 0 0;
                WaferID "W3";
                SampleCenterLocation 0 0;
                DefectList;
                EndOfFile;
                """)).wafers();
        assertEquals(List.of("W1", "W2", "W3"), wafers.stream().map(w -> w.info().wafer()).toList());
        assertEquals(List.of(7, 8, 0), wafers.stream().map(w -> w.info().slot()).toList());
        assertEquals(List.of(1, 2, 0), wafers.stream().map(w -> w.defects().size()).toList());
        assertEquals(6010, wafers.get(1).defects().x(0));
        assertEquals(0, wafers.get(2).grid().originXum());
        assertEquals(List.of(4, 4, 4), wafers.stream().map(w -> w.dies().size()).toList());
        assertEquals("Pit", wafers.get(2).className(5));
    }

    @Test
    void namesInOtherScriptsSurvive() throws Exception {
        String content = Klarfs.flat(" 1 10 20 0 0 1 2 3 5 1 0 0;").replace("\"Pit\"", "\"划痕 Größe\"");
        assertEquals("划痕 Größe", Klarfs.one(folder, content).className(5));
        Path latin = Files.write(folder.resolve("latin.001"),
                content.replace("划痕 ", "").getBytes(Charset.forName("ISO-8859-1")));
        assertEquals("Größe", WaferFormats.read(latin).wafers().get(0).className(5));
        Path marked = Files.write(folder.resolve("bom.001"), ("\ufeff" + content).getBytes(StandardCharsets.UTF_8));
        assertEquals("划痕 Größe", WaferFormats.read(marked).wafers().get(0).className(5));
    }

    @Test
    void numbersAreReadExactly() throws Exception {
        List<String> numbers = List.of("0", "-0.1", "123.456", "5.5264000000e+02", "4.5206407965e+00", "1e-7",
                "12345678901234567890e-18", "0.000000000000000000001", "9007199254740993e-12", ".5", "5.", "+7.25",
                "1.7976931348623157e2", "3.0000000000000000000004e3");
        for (String number : numbers) {
            Wafer wafer = Klarfs.one(folder, Klarfs.flat(" 1 0 0 0 0 " + number + " 2 3 5 1 0 0;"));
            assertEquals((float) Double.parseDouble(number), wafer.defects().width(0), number);
        }
        for (String number : List.of("1e", "1e+", "-", ".", "1.2.3", "0x10", "1d", "١"))
            Klarfs.refused(folder, Klarfs.flat(" 1 0 0 0 0 " + number + " 2 3 5 1 0 0;"), "XSIZE", number);
    }

    @Test
    void aStatementForEachImageAndVersionsOfTheSameFormAreUnderstood() throws Exception {
        StringBuilder rows = new StringBuilder();
        for (int i = 1; i <= 3; i++)
            rows.append("TiffFileName L1_W1_" + i + ".jpg;\nDefectList\n" + i + " 14010.5 20100 4010.5 100 1 1 255 "
                    + (1 + i % 2) + " 1 1 1 0;\n");
        WaferFormat.Read read = Klarfs.read(folder, Klarfs.head("7", "DOWN", "TiffSpec 6.0 NA R;")
                .replace("AreaPerTest", "InspectionTest 2;\nSampleTestPlan 1\n 1 1;\nAreaPerTest")
                + "DefectRecordSpec 11 DEFECTID X Y XREL YREL XINDEX YINDEX CLASSNUMBER TEST IMAGECOUNT IMAGELIST;\n"
                + rows + "SummarySpec 5 TESTNO NDEFECT DEFDENSITY NDIE NDEFDIE; \nSummaryList\n1 1 0.5 4 1\n"
                + "2 2 1 1 1;\nWaferStatus P;\nEndOfFile;");
        Wafer wafer = read.wafers().get(0);
        assertEquals(3, wafer.defects().size());
        for (int i = 0; i < 3; i++) {
            // X and Y are from the corner of die (0, 0), so they tell the same place
            assertEquals(14010.5 - 4000, wafer.defects().x(i));
            assertEquals(20100 - 6000, wafer.defects().y(i));
            assertEquals(List.of(new Image("L1_W1_" + (i + 1) + ".jpg", 0, "0")), wafer.defects().images(i));
        }
        assertEquals(List.of(1L, 2L), wafer.tests().stream().map(Wafer.TestSummary::defects).toList());
        assertEquals(1, read.losses().size(), read.losses().toString());
        assertTrue(Klarfs.told(read, "the form of 1.2"));
    }

    // ---- what is refused

    @Test
    void wrongFilesAreRefusedWithLineAndWhatWasExpected() throws Exception {
        Klarfs.refused(folder, Klarfs.flat(" 1 10 20 0 0 1 2 3 5 1 0 0\n 2 30 x 1 0 1 2 3 0 1 0 0;"),
                "made.001, line 25", "a number for YREL", "“x”");
        Klarfs.refused(folder, Klarfs.flat(" 2 30 40 1 0 1 2 3 0 1 0 0\n 1 10 20 0 0 1 2\n 2 30 40 1 0 1 2 3 0 1 0"
                + " 0;"), "line 25",
                "12 values for a defect, found 7", "DEFECTAREA");
        Klarfs.refused(folder, Klarfs.flat(" 1 10 20 0 0 1 2;"), "line 24", "12 values for a defect, found 7");
        Klarfs.refused(folder, Klarfs.flat(" 1 10 20 0.5 0 1 2 3 5 1 0 0;"), "a whole number for XINDEX", "0.5");
        Klarfs.refused(folder, Klarfs.flat(" 1 10 20 0 0 1 2 3 5 1 3 3 1 0;"), "3 images of defect 1");
        Klarfs.refused(folder, Klarfs.flat(" 1 10 20 0 0 1 2 3 5 1 0 0").replace("\nEndOfFile;", ""),
                "more of DefectList", "the end of the file");
        Klarfs.refused(folder, Klarfs.flat("").replace("DefectRecordSpec 12", "Other 12").replace("DefectList\n",
                "DefectList\n 1 2 3"), "DefectRecordSpec before DefectList");
        Klarfs.refused(folder, Klarfs.head("2", "DOWN", "").replace("10000 20000", "10000 many") + "DefectRecordSpec 1"
                + " DEFECTID;\nDefectList;\nEndOfFile;", "line 6", "2 numbers for DIEPITCH", "many");
        Klarfs.refused(folder, Klarfs.head("2", "DOWN", "").replace("-3 -2", "-3 b"), "the row of a die", "“b”");
        Klarfs.refused(folder, Klarfs.head("2", "DOWN", ""), "line 9", "W1", "DefectList");
        Klarfs.refused(folder, "FileVersion 1 2;\nEndOfFile;\n", "expected a wafer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"FileVersion 2 0;\nLotID \"a\";\n", "FileVersion 1 9;\nLotID \"a\";\n",
            "Record FileRecord \"2.0\" { }", "Record FileRecord \"1.9\"\n{\n}\n"})
    void otherVersionsAreRefusedWithARemedy(String content) throws Exception {
        ToolException e = Klarfs.refused(folder, content, "expected KLARF 1.1, 1.2 or 1.8", "line 1");
        assertTrue(e.remedy().contains("KLARF 1.2"), e.remedy());
    }

    @Test
    void nestedFilesThatAreWrongAreRefused() throws Exception {
        String good = Files.readString(Klarfs.real("simple18.klarf"));
        Klarfs.refused(folder, good.substring(0, good.length() / 2), "the end of the file");
        Klarfs.refused(folder, good.replace("2 24 315", "2 24 x 315"), "line 26", "a number for XSIZE");
        Klarfs.refused(folder, good.replaceFirst("0\\.0000 ;", ";"), "a value for DCIRANGE", "41");
        Klarfs.refused(folder, good.replaceFirst("0\\.0000 ;", "0.0 0.0 ;"), "after the 41 values");
        Klarfs.refused(folder, good.replaceFirst("TestRecord \"1\"", "TestRecord \"one\""), "“one”");
        Klarfs.refused(folder, "Record FileRecord \"1.8\" {" + " Record SummaryRecord {".repeat(100),
                "at most 32 records");
    }

    // ---- the registry

    @Test
    void formatsAreFoundByIdAndByContent() throws Exception {
        assertEquals("KLARF 1.8", WaferFormats.byId("klarf-1.8").label());
        ToolException e = assertThrows(ToolException.class, () -> WaferFormats.byId("klarf"));
        assertTrue(e.remedy().contains("klarf-1.1, klarf-1.2, klarf-1.8"), e.remedy());
        Path file = Klarfs.file(folder, Klarfs.flat(" 1 10 20 0 0 1 2 3 5 1 0 0;"));
        assertEquals("klarf-1.2", WaferFormats.of(file).orElseThrow().id());
        Path other = Files.writeString(folder.resolve("other.txt"), "File of something else; Version 1 2;");
        assertEquals(Optional.empty(), WaferFormats.of(other));
        assertThrows(ToolException.class, () -> WaferFormats.read(other));
        assertThrows(ToolException.class, () -> WaferFormats.read(folder.resolve("none.001")));
    }
}
