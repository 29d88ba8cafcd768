package org.loupe.exchange;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.loupe.api.Detections;
import org.loupe.api.ToolException;

/** True boxes are read whatever program wrote them, and found by the names of images. */
class TruthTest {
    @TempDir
    Path temp;

    private Path file(String name, String content) throws Exception {
        Path file = temp.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    private static void assertBox(Detections d, int row, String name, float... box) {
        assertEquals(name, d.className(row));
        assertArrayEquals(box, new float[] { d.x()[row], d.y()[row], d.width()[row], d.height()[row] });
    }

    @Test
    void deepPcbFolder() throws Exception {
        file("data/group1/a.txt", "10 20 30 50 1\n1 2 3 4 6");
        file("data/group2/b.txt", "1,2,3,4,3\r\n\r\n");
        file("data/group2/good.txt", "");
        file("data/README.txt", "Boards\n1 2 3 4 5\n");
        file("data/list.txt", "group1/a.jpg group1/a.txt\n");
        List<Truth> truths = TruthReader.read(temp.resolve("data"));
        assertEquals(List.of("group1/a", "group2/b", "group2/good"),
                truths.stream().map(t -> t.image().replace('\\', '/')).toList());
        assertBox(truths.get(0).boxes(), 0, "open", 10, 20, 20, 30);
        assertBox(truths.get(0).boxes(), 1, "pin-hole", 1, 2, 2, 2);
        assertBox(truths.get(1).boxes(), 0, "mousebite", 1, 2, 2, 2);
        assertEquals(0, truths.get(2).boxes().size());
        assertBox(TruthReader.read(temp.resolve("data/group1/a.txt")).get(0).boxes(), 0, "open", 10, 20, 20, 30);
    }

    @ParameterizedTest
    @ValueSource(strings = { "1 2 3 4 1\n1 2 3 4", "1 2 3 4 0", "1 2 3 4 7", "9 2 3 4 1", "1 2 3 99999999999 1",
            "1 2 3 4 1\nx" })
    void damagedDeepPcbIsNamed(String content) throws Exception {
        Path file = file("a.txt", content);
        ToolException e = assertThrows(ToolException.class, () -> TruthReader.read(temp));
        assertTrue(e.getMessage().contains(file.toString()) && !e.remedy().isEmpty(), e.getMessage());
    }

    /** Inspection calls what is no defect "none", as COCO calls the lack of a group. */
    @Test
    void aClassMayBeCalledNone() throws Exception {
        Path file = file("none.json", """
                {"images": [{"id": 1, "file_name": "a.png", "width": 9, "height": 9}],
                 "categories": [{"id": 1, "name": "none", "supercategory": "none"}],
                 "annotations": [{"id": 1, "image_id": 1, "category_id": 1, "bbox": [1, 2, 3, 4], "area": 12,
                                  "iscrowd": 0}]}""");
        assertBox(TruthReader.read(file).get(0).boxes(), 0, "none", 1, 2, 3, 4);
    }

    @Test
    void csvWithAnyDelimiterAndOrder() throws Exception {
        List<Truth> truths = TruthReader.read(file("t.csv", "\ufeffimage,x,y,width,height,class\r\n"
                + "板 1.png,1.5,2,3,4,\"Spurious, copper\"\r\ngood.png,,,,,\r\n板 1.png,5,6,7,8,open\r\n"));
        assertEquals(List.of("板 1.png", "good.png"), truths.stream().map(Truth::image).toList());
        assertBox(truths.get(0).boxes(), 0, "Spurious, copper", 1.5f, 2, 3, 4);
        assertBox(truths.get(0).boxes(), 1, "open", 5, 6, 7, 8);
        assertEquals(0, truths.get(1).boxes().size());
        for (char d : new char[] { ';', '\t' }) {
            Detections boxes = TruthReader
                    .read(file("t2.csv", "score;Class;note;Image;height;width;y;x\n0.5;a;;i;4;3;2;1".replace(';', d)))
                    .get(0).boxes();
            assertBox(boxes, 0, "a", 1, 2, 3, 4);
            assertEquals(0.5f, boxes.score()[0]);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "image,x,y,width,height\na,1,2,3,4", "image,x,y,width,height,class\na,1,2,3,b,c",
            "image,x,y,width,height,class\na,1,2,3,,c", "image,x,y,width,height,class\na,1,2,-3,4,c",
            "image,x,y,width,height,class\na,1,2,3,4,", "image,x,y,width,height,class\n,1,2,3,4,c",
            "image;x;y;width;height;class\na;1,5;2;3;4;c", "image,x,y,width,height,class\na,NaN,2,3,4,c",
            "image,x,y,width,height,class\n\"a,1,2,3,4,c" })
    void damagedCsvIsNamed(String content) throws Exception {
        Path file = file("t.csv", content);
        ToolException e = assertThrows(ToolException.class, () -> TruthReader.read(file));
        assertTrue(e.getMessage().contains(file.toString()) && !e.remedy().isEmpty(), e.getMessage());
    }

    private static final String COCO = "{'images':[{'id':7,'file_name':'a.png','width':10,'height':4},"
            + "{'id':8,'file_name':'b.png'}],'categories':[{'id':3,'name':'pit'}],'annotations':[%s]}";

    private Detections coco(String annotations) throws Exception {
        return TruthReader.read(file("c.json", String.format(COCO, annotations).replace('\'', '"'))).get(0).boxes();
    }

    @Test
    void cocoBoxesPolygonsAndMasks() throws Exception {
        assertBox(coco("{'image_id':7,'category_id':3,'bbox':[1,2,3.5,4],'score':0.25}"), 0, "pit", 1, 2, 3.5f, 4);
        assertEquals(0.25f, coco("{'image_id':7,'category_id':3,'bbox':[1,2,3.5,4],'score':0.25}").score()[0]);
        assertBox(coco("{'image_id':7,'category_id':3,'segmentation':[[1,2,4,2,4,6.5],[0,3,1,3,1,4]]}"), 0, "pit", 0, 2,
                4, 4.5f);
        // column 2, rows 1 and 2, column 3, row 0: 2 × 4 + 1 off, 2 on, 1 off, 1 on, 27 off
        assertBox(coco("{'image_id':7,'category_id':3,'segmentation':{'size':[4,10],'counts':[9,2,1,1,27]}}"), 0, "pit",
                2, 0, 2, 3);
        assertEquals(0, coco("{'image_id':7,'category_id':3,'bbox':[1,2,3,4],'iscrowd':1}").size());
        assertEquals(2, TruthReader.read(temp.resolve("c.json")).size());
        assertEquals(10, TruthReader.read(temp).get(0).width());
    }

    @ParameterizedTest
    @ValueSource(strings = { "{'image_id':9,'category_id':3,'bbox':[1,2,3,4]}",
            "{'image_id':7,'category_id':9,'bbox':[1,2,3,4]}", "{'image_id':7,'category_id':3}",
            "{'image_id':7,'category_id':3,'bbox':[1,2,-3,4]}", "{'image_id':7,'category_id':3,'bbox':[1,2,'x',4]}",
            "1", "{'image_id':7,'category_id':3,'segmentation':{'size':[4,10],'counts':'~~'}}",
            "{'image_id':7,'category_id':3,'segmentation':{'size':[4,10],'counts':[9,-2]}}",
            "{'image_id':7,'category_id':3,'segmentation':[3]}", "{'category_id':3}", "null" })
    void damagedCocoIsNamed(String annotation) {
        ToolException e = assertThrows(ToolException.class, () -> coco(annotation));
        assertTrue(e.getMessage().contains("c.json") && !e.remedy().isEmpty(), e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = { "[]", "{", "{}", "{\"images\":1,\"annotations\":[],\"categories\":[]}", "hello", "[[[[[",
            "\u0000\u0001" })
    void otherFilesAreRefused(String content) throws Exception {
        Path file = file("x.json", content);
        ToolException e = assertThrows(ToolException.class, () -> TruthReader.read(file));
        assertTrue(e.getMessage().contains(file.toString()) && !e.remedy().isEmpty(), e.getMessage());
    }

    @Test
    void whatIsMissingOrEmptyIsNamed() throws Exception {
        assertThrows(ToolException.class, () -> TruthReader.read(temp.resolve("none")));
        ToolException e = assertThrows(ToolException.class, () -> TruthReader.read(temp));
        assertTrue(e.getMessage().contains(temp + " holds no labels"), e.getMessage());
        file("a.csv", "image");
        file("b.json", "{}");
        e = assertThrows(ToolException.class, () -> TruthReader.read(temp));
        assertTrue(e.remedy().contains("COCO") && e.remedy().contains("DeepPCB"), e.remedy());
        Path latin = temp.resolve("latin.csv");
        Files.write(latin, "image,x,y,width,height,class\nä,1,2,3,4,é".getBytes(Charset.forName("ISO-8859-1")));
        e = assertThrows(ToolException.class, () -> TruthReader.read(latin));
        assertTrue(e.getMessage().contains("UTF-8"), e.getMessage());
    }

    @Test
    void randomBytesAreRefusedWithAMessage() throws Exception {
        Random random = new Random(5);
        String valid = String.format(COCO, "{'image_id':7,'category_id':3,'bbox':[1,2,3,4]}").replace('\'', '"');
        for (int i = 0; i < 2000; i++) {
            StringBuilder text = new StringBuilder(i % 2 == 0 ? valid : "image,x,y,width,height,class\na,1,2,3,4,c\n");
            for (int k = 0; k < 3; k++)
                text.setCharAt(random.nextInt(text.length()), (char) (32 + random.nextInt(95)));
            Path file = file("fuzz", text.toString());
            try {
                TruthReader.read(file);
            } catch (ToolException e) {
                assertFalse(e.remedy().isEmpty(), e.getMessage());
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = { "13000044 | 13000044_test.jpg", "group1/13000044 | 13000044_test.jpg",
            "13000044.txt | 13000044.jpg", "13000044.png | 13000044_test.JPG", "13000044_temp.jpg | 13000044-test.png",
            "基板_01.png | 基板_01.png", "基板 01 | 基板 01_test.tif", "Board 1.PNG | board 1.png", "a.b | a.b_test.png",
            "e\u0301.png | \u00e9.png", "lot\\x.png | x.png", "x.golden | x_test.bmp" })
    void namesAreMatchedForgivingly(String truth, String image) {
        assertTrue(new Truths(List.of(new Truth(truth, 0, 0, Detections.NONE))).find(image, "").isPresent());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = { "13000044 | 13000045_test.jpg", "1 | 11.png", "board_1 | board_2.png",
            "latest | la.png", "0.5um | 0.png" })
    void otherNamesAreNot(String truth, String image) {
        assertTrue(new Truths(List.of(new Truth(truth, 0, 0, Detections.NONE))).find(image, "").isEmpty());
    }

    @Test
    void exactNamesComeFirstAndFoldersDecide() {
        Truth plain = new Truth("a", 1, 0, Detections.NONE), test = new Truth("a_test.png", 2, 0, Detections.NONE);
        Truths truths = new Truths(List.of(plain, test));
        assertEquals(test, truths.find("a_test.png", "").orElseThrow());
        assertEquals(List.of(plain), truths.unused());
        Truth one = new Truth("lot1/w1/a", 3, 0, Detections.NONE), two = new Truth("lot2/w1/a", 4, 0, Detections.NONE);
        truths = new Truths(List.of(one, two));
        assertEquals(two, truths.find("a.png", "/data/lot2/w1/a.png").orElseThrow());
        assertEquals(one, truths.find("a.png", "C:\\data\\lot1\\w1\\a.png").orElseThrow());
        assertTrue(truths.find("a.png", "/data/lot3/w1/a.png").isEmpty(), "two fit equally well");
        assertTrue(truths.find("a.png", "").isEmpty());
    }

    /** The real data set, where it is there. */
    @Test
    void allOfDeepPcb() throws Exception {
        Path data = data();
        assumeTrue(data != null, "Skipped: the folder deeppcb of the shared data is not here (LOUPE_DATA).");
        List<Truth> truths = TruthReader.read(data);
        assertEquals(280, truths.size());
        int[] counts = new int[6];
        Truths index = new Truths(truths);
        for (Truth t : truths) {
            Arrays.stream(t.boxes().classIndex()).forEach(c -> counts[c]++);
            String id = t.image().substring(t.image().length() - 8);
            assertEquals(t, index.find(id + "_test.jpg", "/x/" + id + "_test.jpg").orElseThrow());
            for (int i = 0; i < t.boxes().size(); i++)
                assertTrue(t.boxes().width()[i] > 0 && t.boxes().height()[i] > 0);
        }
        assertEquals(List.of(), index.unused());
        assertTrue(Arrays.stream(counts).allMatch(c -> c > 100), Arrays.toString(counts));
    }

    private static Path data() {
        String named = System.getProperty("LOUPE_DATA", System.getenv("LOUPE_DATA"));
        if (named != null)
            return Files.isDirectory(Path.of(named, "deeppcb")) ? Path.of(named, "deeppcb") : null;
        for (Path p = Path.of("").toAbsolutePath(); p != null; p = p.getParent())
            if (Files.isDirectory(p.resolve("shared/data/deeppcb")))
                return p.resolve("shared/data/deeppcb");
        return null;
    }
}
