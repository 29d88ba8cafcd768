package org.loupe.exchange.wafer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loupe.api.ToolException;
import org.loupe.wafer.Wafer;
import org.loupe.wafer.Wafer.DefectCode;
import org.loupe.wafer.WaferDefects;
import org.loupe.wafer.WaferDefects.Image;

class KlarfEditTest {
    private static final String ROWS = " 1 10 20 0 0 1 2 3 5 1 0 0\n 2  30 40 1 0 1 2 3 0 1 0 0\n"
            + " 3 50 60 1 0 1 2 3 0 1 0 0;";

    @TempDir
    Path folder;

    private String apply(KlarfEdit edit, String content) throws Exception {
        Path from = Klarfs.file(folder, content);
        Path to = folder.resolve("edited.001");
        edit.apply(from, to);
        return Files.readString(to, StandardCharsets.UTF_8);
    }

    private ToolException refused(KlarfEdit edit, String content, String... words) throws Exception {
        Path from = Klarfs.file(folder, content);
        ToolException e = assertThrows(ToolException.class, () -> edit.apply(from, from));
        for (String word : words)
            assertTrue(e.getMessage().contains(word), e.getMessage());
        assertEquals(content, Files.readString(from), "the file is as it was");
        try (var files = Files.list(folder)) {
            assertTrue(files.noneMatch(f -> f.toString().endsWith(".tmp")));
        }
        return e;
    }

    @Test
    void nothingChangedIsTheSameBytes() throws Exception {
        for (Path file : Klarfs.allReal()) {
            if (file.endsWith("bad12.klarf"))
                continue;
            Path to = folder.resolve("same");
            new KlarfEdit().apply(file, to);
            assertEquals(-1, Files.mismatch(file, to), file.toString());
        }
    }

    @Test
    void filesOfRealToolsDifferOnlyWhereTheyAreChanged() throws Exception {
        for (Path file : Klarfs.allReal()) {
            if (file.endsWith("bad12.klarf"))
                continue;
            WaferFormat.Read before = WaferFormats.read(file);
            int wafer = before.wafers().size() - 1;
            int row = before.wafers().get(wafer).defects().size() - 1;
            Path to = folder.resolve("edited");
            new KlarfEdit().classNumber(wafer, row, 777).defectClass(new DefectCode(777, "Grübchen 坑", "P"))
                    .apply(file, to);
            List<String> a = Files.readAllLines(file, StandardCharsets.ISO_8859_1);
            List<String> b = Files.readAllLines(to, StandardCharsets.UTF_8);
            assertEquals(a.size() + 1, b.size(), "one line more for the class");
            int changed = 0;
            for (int i = 0, j = 0; i < a.size(); i++, j++) {
                if (b.get(j).contains("777 \"Grübchen 坑\""))
                    j++;
                changed += a.get(i).equals(b.get(j)) ? 0 : 1;
            }
            assertTrue(changed <= 3, "the row, the count and where the table ends: " + changed + " in " + file);
            WaferFormat.Read after = WaferFormats.read(to);
            assertEquals(before.losses(), after.losses());
            Wafer edited = after.wafers().get(wafer);
            assertEquals(777, edited.defects().classNumber(row));
            assertEquals("Grübchen 坑", edited.className(777));
            for (int i = 0; i < row; i++)
                assertEquals(Klarfs.text(before.wafers().get(wafer).defects(), i), Klarfs.text(edited.defects(), i));
            assertEquals(before.wafers().get(wafer).classes().size() + 1, edited.classes().size());
        }
    }

    @Test
    void onlyTheChangedBytesChange() throws Exception {
        String content = Klarfs.flat(ROWS).replace("\n", "\r\n");
        String edited = apply(new KlarfEdit().classNumber(0, 1, -12).defectClass(new DefectCode(9, "New", ""))
                .defectClass(new DefectCode(5, "Pit", "")), content);
        assertEquals(content.replace(" 2  30 40 1 0 1 2 3 0 1 0 0", " 2  30 40 1 0 1 2 3 -12 1 0 0")
                .replace("ClassLookup 2", "ClassLookup 3").replace("\"Pit\";", "\"Pit\"\r\n 9 \"New\";"), edited);
    }

    @Test
    void columnsThatAreMissingAreAdded() throws Exception {
        String content = Klarfs.head("2", "DOWN", "").replaceAll("(?s)ClassLookup.*?;\n", "")
                + "DefectRecordSpec 5 DEFECTID XREL YREL XINDEX YINDEX ;\nDefectList\n 1 1 2 0 0\n 2 3 4 0 0 ;\n"
                + "EndOfFile;\n";
        String edited = apply(new KlarfEdit().classNumber(0, 1, 4).fineBin(0, 0, 2).defectClass(
                new DefectCode(4, "Pit", "")).addImages(0, 1, List.of(new Image("r.tif", 2, ""))), content);
        assertEquals(content.replace("DefectRecordSpec 5", "ClassLookup 1\n 4 \"Pit\";\nDefectRecordSpec 9")
                .replace("YINDEX ;", "YINDEX CLASSNUMBER FINEBINNUMBER IMAGECOUNT IMAGELIST ;")
                .replace(" 1 1 2 0 0\n 2 3 4 0 0 ;",
                        " 1 1 2 0 0 0 2 0 0;\nTiffFileName r.tif;\nDefectList\n 2 3 4 0 0 4 0 1 1 3 0 ;"), edited);
        Wafer wafer = Klarfs.one(folder, edited);
        assertEquals("Pit", wafer.className(wafer.defects().classNumber(1)));
        assertEquals(2, wafer.defects().fineBin(0));
        assertEquals(List.of(new Image("r.tif", 2, "0")), wafer.defects().images(1));
    }

    @Test
    void columnsAreAddedBeforeThoseOfImages() throws Exception {
        String content = Klarfs.flat(ROWS.replace(" 0 0;", " 0;"));
        String edited = apply(new KlarfEdit().roughBin(0, 2, 8), content);
        assertTrue(edited.contains("DefectRecordSpec 13 ") && edited.contains("TEST ROUGHBINNUMBER IMAGECOUNT"),
                edited);
        WaferDefects defects = Klarfs.one(folder, edited).defects();
        assertEquals(8, defects.roughBin(2));
        assertEquals(1, defects.test(2));
    }

    @Test
    void imagesOfOtherFilesGetTheirOwnList() throws Exception {
        String content = Klarfs.flat(" 1 10 20 0 0 1 2 3 5 1 1 1 1 0\n 2 30 40 1 0 1 2 3 0 1 0 0\n"
                + " 3 50 60 1 0 1 2 3 0 1 1 1 2 0;").replace("DefectList\n", "TiffFileName tool.tif;\nDefectList\n");
        KlarfEdit edit = new KlarfEdit().addImages(0, 1, List.of(new Image("run of 3/2.png", 0, "9")))
                .addImages(0, 2, List.of(new Image("tool.tif", 6, "")));
        String edited = apply(edit, content);
        assertEquals(content.replace("3 5 1 1 1 1 0\n",
                "3 5 1 1 1 1 0;\nTiffFileName \"run of 3/2.png\";\nDefectList\n")
                .replace("3 0 1 0 0\n", "3 0 1 1 1 1 9;\nTiffFileName tool.tif;\nDefectList\n")
                .replace("3 0 1 1 1 2 0;", "3 0 1 2 2 2 0 7 0;"), edited);
        WaferDefects defects = Klarfs.one(folder, edited).defects();
        assertEquals(List.of(new Image("tool.tif", 0, "0")), defects.images(0));
        assertEquals(List.of(new Image("run of 3/2.png", 0, "9")), defects.images(1));
        assertEquals(List.of(new Image("tool.tif", 1, "0"), new Image("tool.tif", 6, "0")), defects.images(2));

        // the first of a list: the file is named before it
        String first = apply(new KlarfEdit().addImages(0, 0, List.of(new Image("x.tif", 0, "0"))), Klarfs.flat(ROWS));
        assertTrue(first.contains("TiffFileName x.tif;\nDefectList\n 1 10 20 0 0 1 2 3 5 1 1 1 1 0\n 2 "), first);
        refused(new KlarfEdit().addImages(0, 0, List.of(new Image("other.tif", 0, ""))), content, "tool.tif",
                "other.tif", "line 25");
    }

    @Test
    void listsWhoseRowsEachEndGetImagesToo() throws Exception {
        String content = Klarfs.flat(ROWS.replace("0 0\n", "0 0;\n"));
        String edited = apply(new KlarfEdit().addImages(0, 1, List.of(new Image("x.tif", 0, "0"))), content);
        WaferDefects defects = Klarfs.one(folder, edited).defects();
        assertEquals(3, defects.size());
        assertEquals(List.of(new Image("x.tif", 0, "0")), defects.images(1));
        assertEquals(List.of(), defects.images(2));
    }

    @Test
    void nestedFilesGetClassesColumnsAndImages() throws Exception {
        Path file = Klarfs.real("klarfWithImagelist.klarf");
        Path to = folder.resolve("edited");
        new KlarfEdit().addImages(0, 1, List.of(new Image("run/5.png", 0, "Mask")))
                .addImages(0, 0, List.of(new Image("run/2.png", 3, ""))).roughBin(0, 5, 99).apply(file, to);
        WaferDefects before = WaferFormats.read(file).wafers().get(0).defects();
        WaferDefects after = WaferFormats.read(to).wafers().get(0).defects();
        assertEquals(List.of(new Image("run/5.png", 0, "Mask")), after.images(1));
        assertEquals(4, after.images(0).size());
        assertEquals(before.images(0), after.images(0).subList(0, 3));
        assertEquals(99, after.roughBin(5));

        Path simple = Klarfs.real("simple18.klarf");
        new KlarfEdit().addImages(1, 0, List.of(new Image("run/5.png", 0, "Mask"))).apply(simple, to);
        String text = Files.readString(to);
        assertTrue(text.contains("Columns 42 {") && text.contains("float DCIRANGE, ImageList IMAGEINFO"), text);
        List<Wafer> wafers = WaferFormats.read(to).wafers();
        assertEquals(List.of(), wafers.get(0).defects().images(0));
        assertEquals(List.of(new Image("run/5.png", 0, "Mask")), wafers.get(1).defects().images(0));
        assertEquals(3, wafers.get(0).defects().size());

        String none = Files.readString(file).replaceAll("(?s)List ClassLookupList.*?Data 1\\s*\\{.*?\\}\\s*\\}", "");
        String edited = apply(new KlarfEdit().defectClass(new DefectCode(3, "Pit", "P")), none);
        assertEquals(List.of(new DefectCode(3, "Pit", "P")), Klarfs.one(folder, edited).classes());
    }

    @Test
    void changesThatCannotBeMadeLeaveTheFileAlone() throws Exception {
        String content = Klarfs.flat(ROWS);
        refused(new KlarfEdit().classNumber(0, 3, 1), content, "wafer 1 has 3 defects", "row 4");
        refused(new KlarfEdit().classNumber(1, 0, 1), content, "wafer 2 has 0 defects");
        refused(new KlarfEdit().defectClass(new DefectCode(5, "Scratch", "")), content, "class 5 is “Pit”");
        refused(new KlarfEdit().classNumber(0, 0, 1), content.replace(" 3 50 60", " 3 50 x"), "line 26");
        assertThrows(IllegalArgumentException.class, () -> new KlarfEdit().classNumber(-1, 0, 0));
        assertTrue(new KlarfEdit().isEmpty());
    }

    @Test
    void aFileIsEditedInItsPlace() throws Exception {
        Path file = Klarfs.file(folder, Klarfs.flat(ROWS));
        new KlarfEdit().classNumber(0, 0, 0).apply(file, file);
        assertEquals(0, WaferFormats.read(file).wafers().get(0).defects().classNumber(0));
    }

    @Test
    void bytesOfOtherEncodingsStay() throws Exception {
        byte[] before = Klarfs.flat(ROWS).replace("\"Pit\"", "\"Gr\u00f6\u00dfe\"")
                .getBytes(StandardCharsets.ISO_8859_1);
        Path file = Files.write(folder.resolve("latin.001"), before);
        new KlarfEdit().classNumber(0, 0, 0).apply(file, file);
        byte[] after = Files.readAllBytes(file);
        for (int i = 0; i < before.length; i++) {
            if (before[i] != after[i])
                assertArrayEquals(new byte[] {'5', '0'}, new byte[] {before[i], after[i]});
        }
    }

    @Test
    void manyRowsAreEdited() throws Exception {
        Path file = folder.resolve("many.001");
        int count = 20_000;
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write(Klarfs.flat("@").replaceAll("(?s)@.*", ""));
            for (int i = 0; i < count; i++)
                out.write(" " + (i + 1) + " 10 20 0 0 1 2 3 5 1 0 0" + (i + 1 == count ? ";\n" : "\n"));
            out.write("EndOfFile;\n");
        }
        KlarfEdit edit = new KlarfEdit();
        for (int i = 0; i < count; i += 2)
            edit.classNumber(0, i, i);
        edit.apply(file, file);
        WaferDefects defects = WaferFormats.read(file).wafers().get(0).defects();
        assertEquals(count, defects.size());
        for (int i = 0; i < count; i++)
            assertEquals(i % 2 == 0 ? i : 5, defects.classNumber(i));
    }
}
