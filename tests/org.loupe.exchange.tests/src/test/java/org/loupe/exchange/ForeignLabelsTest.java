package org.loupe.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.loupe.api.ToolException;
import org.loupe.exchange.LabelFile.LabelClass;
import org.loupe.exchange.LabelFormat.Images;
import org.loupe.exchange.LabelFormat.Read;
import org.loupe.store.labels.Label;
import org.loupe.store.labels.LabelShape.Box;
import org.loupe.store.labels.LabelShape.Mask;
import org.loupe.store.labels.LabelShape.Point;
import org.loupe.store.labels.LabelShape.Polygon;
import org.loupe.store.labels.LabelShape.Whole;
import org.loupe.store.labels.LabelTile;

/** Files as other programs write them are read, and what is not understood of them is told. */
class ForeignLabelsTest {
    @TempDir
    Path temp;

    private Path file(String name, String content) throws Exception {
        Path file = temp.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content.replace('\'', '"'));
    }

    private void image(String name, int width, int height) throws Exception {
        Path file = temp.resolve(name);
        Files.createDirectories(file.getParent());
        ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY), "png", file.toFile());
    }

    private Read read(String id) throws ToolException {
        return read(temp, id);
    }

    private static Read read(Path source, String id) throws ToolException {
        assertEquals(id, LabelFormats.of(source).id());
        return LabelFormats.read(source, Images.NONE);
    }

    private static List<Object> shapes(Read read) {
        return new ArrayList<>(read.labels().labels().stream().map(Label::shape).toList());
    }

    private static List<String> losses(Read read) {
        return read.losses().stream().map(l -> l.what() + " " + l.count()).toList();
    }

    private static List<String> images(Read read) {
        return read.labels().tiles().stream().map(LabelTile::image).toList();
    }

    private static List<String> classes(Read read) {
        return read.labels().classes().stream().map(c -> c.code() + " " + c.name()).toList();
    }

    @Test
    void cocoOfSeveralPrograms() throws Exception {
        Path file = file("instances.json", """
                {'info': {'year': 2026}, 'licenses': [{'id': 1}],
                 'annotations': [
                  {'id': 1, 'image_id': 397133, 'category_id': 18, 'bbox': [1.5, 2, 3, 4.25], 'area': 12.75,
                   'segmentation': [], 'iscrowd': 0},
                  {'id': 2, 'image_id': 397133, 'category_id': 18, 'bbox': [2, 1, 4, 3], 'area': 10, 'iscrowd': 0,
                   'segmentation': [[2, 1, 6, 1, 6, 4, 2, 4]], 'attributes': {'occluded': true}},
                  {'id': 3, 'image_id': 397133, 'category_id': 0, 'bbox': [0, 0, 8, 2], 'iscrowd': 0,
                   'segmentation': [[0, 0, 3, 0, 3, 2, 0, 2], [5, 0, 8, 0, 8, 2, 5, 2]]},
                  {'id': 4, 'image_id': 397133, 'category_id': 18, 'bbox': [2, 0, 2, 3], 'iscrowd': 1,
                   'segmentation': {'size': [6, 10], 'counts': [13, 2, 1, 1, 43]}},
                  {'id': 5, 'image_id': 397133, 'category_id': 18, 'iscrowd': 0, 'score': 0.75,
                   'segmentation': {'size': [6, 10], 'counts': [13, 2, 3, 1, 41]}}],
                 'images': [{'id': 397133, 'file_name': 'train\\\\a.jpg', 'width': 10, 'height': 6, 'license': 1},
                  {'id': 2, 'file_name': 'good.jpg', 'width': 10, 'height': 6}],
                 'categories': [{'id': 18, 'name': 'dog', 'supercategory': 'animal'}, {'id': 0, 'name': 'pit'}]}
                """);
        Read read = read(file, "coco");
        assertEquals(List.of("train/a.jpg", "good.jpg"), images(read));
        assertEquals(List.of("18 dog", "19 pit"), classes(read));
        List<Object> shapes = shapes(read);
        assertEquals(new Box(1.5f, 2, 3, 4.25f), shapes.get(0));
        assertEquals(new Box(2, 1, 4, 3), ((Polygon) shapes.get(1)).bounds());
        assertEquals(new Mask(0, 0, 8, 2, new int[] {0, 3, 2, 6, 2, 3}), shapes.get(2), "one object of two parts");
        assertEquals(new Mask(2, 0, 2, 3, new int[] {1, 2, 1, 1, 1}), shapes.get(3));
        assertEquals(0.75f, read.labels().labels().get(3).score());
        assertEquals(List.of("members \"attributes\" of annotations, which are not read 1",
                "labels of several outlines, which became masks 1", "crowd regions, which are left out 1",
                "groups of classes (supercategory) 1",
                "ids of categories that cannot be codes of classes; these have other codes 1"), losses(read));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "{'size':[4,5],'counts':[1,2]} | its runs make 3 px", "{'size':[4,5],'counts':[30,-10]} | a run of pixels",
            "{'size':[2000000000,2000000000],'counts':[4000000000000000000]} | its size",
            "{'size':[4],'counts':[20]} | 2 numbers", "{'size':[4,5],'counts':'1'} | its runs make",
            "{'size':[5,4],'counts':[0,20]} | 5 × 4", "[[1,2,3,4,5]] | has 5 numbers", "[['a']] | a number",
            "[[1,2,3,4,5,1e30]] | up to", "7 | object in braces", "{'size':[4,5]} | counts",
            "[[1e39,2,3,4,5,6]] | up to"})
    void damagedSegmentationsAreNamed(String segmentation, String words) throws Exception {
        Path file = file("c.json", "{'images':[{'id':1,'file_name':'a','width':5,'height':4}],'categories':[{'id':1,"
                + "'name':'c'}],'annotations':[{'image_id':1,'category_id':1,'segmentation':" + segmentation + "}]}");
        ToolException e = assertThrows(ToolException.class, () -> LabelFormats.read(file, Images.NONE));
        assertTrue((e.getMessage() + e.remedy()).contains(words), e.getMessage() + " " + e.remedy());
        assertTrue(e.getMessage().contains("c.json") && e.getMessage().contains("nnotation 1"), e.getMessage());
    }

    @Test
    void labelMe() throws Exception {
        file("sub/a.json", """
                {'version': '5.5.0', 'flags': {'blurred': true, 'dark': false}, 'shapes': [
                 {'label': 'pit', 'points': [[5.5, 9], [1.25, 2]], 'group_id': null, 'description': 'deep',
                  'shape_type': 'rectangle', 'flags': {}, 'mask': null},
                 {'label': 'pit', 'points': [[0, 0], [4, 0], [4, 4]], 'group_id': 3, 'shape_type': 'polygon'},
                 {'label': 'dot', 'points': [[3.5, 4.5]], 'shape_type': 'point', 'flags': {}},
                 {'label': 'dot', 'points': [[10, 10], [13, 14]], 'shape_type': 'circle', 'flags': {}},
                 {'label': 'scratch', 'points': [[1, 1], [2, 2], [5, 5]], 'shape_type': 'linestrip', 'flags': {}},
                 {'label': 'stain', 'points': [[2, 1], [4, 2]], 'shape_type': 'mask', 'mask':
                  'iVBORw0KGgoAAAANSUhEUgAAAAMAAAACAQAAAAC1D1u3AAAADElEQVR4nGNIYHIAAAFoAKP+1gLsAAAAAElFTkSuQmCC'}],
                 'imagePath': '..\\\\images\\\\a.jpg', 'imageData': '%s', 'imageHeight': 20, 'imageWidth': 30}
                """.formatted("QUJD".repeat(1000)));
        file("b.json", "{'shapes': [], 'imagePath': 'b.png', 'imageData': null}");
        Read read = read("labelme");
        assertEquals(List.of("b.png", "images/a.jpg"), images(read));
        assertEquals(30, read.labels().tiles().get(1).width());
        assertEquals(List.of("1 blurred", "2 pit", "3 dot", "4 stain"), classes(read));
        List<Object> shapes = shapes(read);
        assertEquals(new Whole(), shapes.get(0));
        assertEquals(new Box(1.25f, 2, 4.25f, 7), shapes.get(1));
        assertEquals("deep", read.labels().labels().get(1).comment());
        assertEquals(new Point(3.5f, 4.5f), shapes.get(3));
        Polygon circle = (Polygon) shapes.get(4);
        assertEquals(25 * Math.PI, circle.area(), 0.5);
        assertEquals(new Box(5, 5, 10, 10), circle.bounds());
        Mask mask = (Mask) shapes.get(5);
        assertEquals(new Mask(2, 1, 3, 2, new int[] {1, 3, 1, 1}), mask);
        assertEquals(List.of("images inside the files, which are not read 1", "groups of shapes (group_id) 1",
                "circles that became outlines 1", "shapes of the type \"linestrip\", which are left out 1"),
                losses(read));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"'points':[[1,2]],'shape_type':'rectangle' | a list of 2 to 4 points",
            "'points':[[1,2],[3]],'shape_type':'polygon' | 2 numbers", "'points':7 | a list",
            "'points':[[0,0],[99999999,99999999]],'shape_type':'mask','mask':'AAAA' | up to",
            "'points':[[0,0],[2,2]],'shape_type':'mask','mask':'AAAA' | no PNG",
            "'points':[[0,0],[2,2]],'shape_type':'mask' | mask", "'points':[[0,null]],'shape_type':'point' | a number",
            "'points':[[0,1e20]],'shape_type':'point' | Places and sizes"})
    void damagedShapesOfLabelMeAreNamed(String members, String words) throws Exception {
        Path file = file("l.json", "{'shapes':[{'label':'a'," + members + "}],'imagePath':'a.png'}");
        ToolException e = assertThrows(ToolException.class, () -> LabelFormats.read(file, Images.NONE));
        assertTrue((e.getMessage() + e.remedy()).contains(words), e.getMessage() + " " + e.remedy());
        assertTrue(e.getMessage().contains("l.json, shape 1"), e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"coco", "labelme", "voc", "yolo", "yolo-segments"})
    void aFolderOfSomethingElseIsRefused(String id) throws Exception {
        image("a.png", 4, 4);
        file("notes.txt", "hello");
        ToolException e = assertThrows(ToolException.class, () -> LabelFormats.byId(id).read(temp, Images.NONE));
        assertTrue(e.getMessage().contains(temp.toString()) && !e.remedy().isEmpty(), e.getMessage());
    }

    @Test
    void filesOfOtherProgramsArePassedOverAndDuplicatesTold() throws Exception {
        file("labelme/a.json", "{'shapes':[{'label':'c','points':[[1,1],[2,2]],'shape_type':'rectangle'},"
                + "{'label':'c','points':[[2,2],[1,1]],'shape_type':'rectangle'}],'imagePath':'a.png'}");
        file("labelme/b.json", "{'shapes':[],'imagePath':'a.png'}");
        file("labelme/project.json", "{'name':'x'}");
        assertEquals(List.of("JSON files of other programs, which are passed over 1", "images that are there twice 1",
                "labels that are there twice 1"), losses(read(temp.resolve("labelme"), "labelme")));
        file("voc/a.xml", VOC.formatted("a.jpg", 0, 263));
        file("voc/layout.xml", "<root/>");
        assertEquals("XML files of other programs, which are passed over 1",
                losses(read(temp.resolve("voc"), "voc")).get(3));
        file("c.json", "{'images':[{'id':1,'file_name':'a'},{'id':2,'file_name':'a'}],'categories':[{'id':1,"
                + "'name':'c'}],'annotations':[{'image_id':1,'category_id':1,'bbox':[1,1,2,2]},"
                + "{'image_id':2,'category_id':1,'bbox':[1,1,2,2]}]}");
        Read read = read(temp.resolve("c.json"), "coco");
        assertEquals(List.of("a"), images(read));
        assertEquals(List.of("images that are there twice 1", "labels that are there twice 1"), losses(read));
    }

    private static final String VOC = """
            <?xml version='1.0' encoding='UTF-8'?>
            <annotation verified='yes'>
              <folder>VOC2007</folder><filename>%s</filename>
              <source><database>The VOC2007 Database</database></source><owner><name>?</name></owner>
              <size><width>500</width><height>375</height><depth>3</depth></size><segmented>0</segmented>
              <object><name>板 &amp; chair</name><pose>Rear</pose><truncated>1</truncated><difficult>%s</difficult>
                <bndbox><xmin>%s</xmin><ymin>211</ymin><xmax>324</xmax><ymax>339.5</ymax></bndbox>
                <part><name>head</name><bndbox><xmin>1</xmin><ymin>1</ymin><xmax>2</xmax><ymax>2</ymax></bndbox></part>
              </object>
            </annotation>
            """;

    @Test
    void pascalVoc() throws Exception {
        file("Annotations/000005.xml", VOC.formatted("000005.jpg", 1, 263));
        file("ImageSets/Main/train.txt", "000005\n");
        Read read = read("voc");
        assertEquals(List.of("000005.jpg"), images(read));
        assertEquals(500, read.labels().tiles().get(0).width());
        assertEquals(List.of(new Box(262, 210, 62, 129.5f)), shapes(read), "pixels are counted from 1");
        assertEquals(List.of("1 板 & chair"), classes(read));
        assertEquals(List.of("marks that objects are difficult 1", "marks that objects are truncated 1",
                "poses of objects 1", "elements <part> of objects, which are not read 1"), losses(read));
        file("Annotations/000006.xml", VOC.formatted("C:\\data\\000006.jpg", 0, 0));
        read = read("voc");
        assertEquals(List.of("000005.jpg", "000006.jpg"), images(read));
        assertEquals(List.of(new Box(263, 211, 61, 128.5f), new Box(0, 211, 324, 128.5f)), shapes(read),
                "one program wrote the folder, and it counts from 0");
        assertTrue(losses(read).contains("boxes that begin before pixel 1; all were taken as edges counted from 0 1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><annotation><filename>&x;</filename></annotation>",
            "<!DOCTYPE a [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;'>]><annotation><folder>&b;</folder></annotation>",
            "<!DOCTYPE annotation SYSTEM 'http://127.0.0.1:1/a.dtd'><annotation></annotation>",
            "<annotation><folder>&x;</folder></annotation>", "<annotation><object><name>a</name><bndbox><xmin>1</xmin>"
                    + "</bndbox></object></annotation>", "<annotation><object></object></annotation>",
            "<annotation><object><name>a</name><bndbox><xmin>NaN</xmin><ymin>1</ymin><xmax>1</xmax><ymax>1</ymax>"
                    + "</bndbox></object></annotation>",
            "<annotation><object><name>a</name><bndbox><xmin>9</xmin><ymin>1</ymin><xmax>1</xmax><ymax>1</ymax>"
                    + "</bndbox></object></annotation>",
            "<annotation><size><width>-1</width></size></annotation>", "<annotation>", "<annotation></annotation><b/>"})
    void hostileOrDamagedXmlIsRefusedWithItsLine(String xml) throws Exception {
        Path file = file("a.xml", xml);
        ToolException e = assertThrows(ToolException.class, () -> LabelFormats.byId("voc").read(file, Images.NONE));
        assertTrue(e.getMessage().contains("a.xml, line 1"), e.getMessage());
        assertTrue(!e.remedy().isEmpty());
    }

    @Test
    void deepXmlAndJsonAreRefused() throws Exception {
        Path xml = file("a.xml", "<annotation>" + "<a>".repeat(200_000));
        assertThrows(ToolException.class, () -> LabelFormats.byId("voc").read(xml, Images.NONE));
        for (String id : List.of("coco", "labelme", "loupe"))
            for (String member : List.of("images", "shapes", "flags", "labels", "other")) {
                Path json = file("a.json", "{'" + member + "':" + "[".repeat(300_000));
                ToolException e = assertThrows(ToolException.class,
                        () -> LabelFormats.byId(id).read(json, Images.NONE));
                assertTrue(e.getMessage().contains("a.json"), e.getMessage());
            }
    }

    @Test
    void yoloOfUltralytics() throws Exception {
        file("data.yaml", """
                # a data set
                path: ../datasets/pcb
                train: images/train
                val: images/val
                names:
                  0: open # comment
                  1: 'mouse bite'
                  5: 针孔
                """.replace("'mouse", "\\u0027mouse").replace("bite'", "bite\\u0027").replace("\\u0027", "\u0027"));
        file("labels/train/a.txt", "1 0.5 0.5 0.1 0.2\n5 0.100000 0.200000 0.05 0.05 0.9\n\n");
        file("labels/val/b.txt", "0 0.1 0.1 0.2 0.1 0.2 0.2\n");
        file("labels/val/good.txt", "");
        image("images/train/a.png", 100, 50);
        image("images/val/b.png", 10, 10);
        Read read = read("yolo");
        assertEquals(List.of("a.png", "b.png", "good"), images(read));
        assertEquals(List.of("train", "validation", "validation"),
                read.labels().tiles().stream().map(LabelTile::split).toList());
        assertEquals(List.of("1 open", "2 mouse bite", "6 针孔"), classes(read));
        assertEquals(List.of(new Box(45, 20, 10, 10), new Box(7.5f, 8.75f, 5, 2.5f)), shapes(read).subList(0, 2));
        assertEquals(new Box(1, 1, 1, 1), ((Polygon) shapes(read).get(2)).bounds());
        assertEquals(0.9f, read.labels().labels().get(1).score());
        assertEquals(List.of(), losses(read));
        assertEquals("yolo-segments", LabelFormats.of(temp.resolve("labels/val")).id());
        assertEquals("6 针孔", classes(read(temp.resolve("labels/train"), "yolo")).get(2), "names stand above");
    }

    @Test
    void yoloOfRoboflow() throws Exception {
        file("README.roboflow.txt", "pcb - v1\n====\n");
        file("data.yaml", "train: ../train/images\nval: ../valid/images\n\nnc: 2\nnames: ['open', 'short']\n");
        file("train/labels/a_jpg.rf.0a1b.txt", "1 0.5 0.5 0.5 0.5");
        image("train/images/a_jpg.rf.0a1b.png", 8, 8);
        file("valid/labels/b.txt", "0 0.25 0.25 0.5 0.5");
        image("valid/images/b.png", 8, 8);
        Read read = read("yolo");
        assertEquals(List.of("a_jpg.rf.0a1b.png", "b.png"), images(read));
        assertEquals(List.of("train", "validation"), read.labels().tiles().stream().map(LabelTile::split).toList());
        assertEquals(List.of(new Box(2, 2, 4, 4), new Box(0, 0, 4, 4)), shapes(read));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"names: [open, 'a, b', \"c\"] | open;a, b;c",
            "names: {0: open, 2: c} | open;c", "nc: 2~names:~- open~- b | open;b",
            "names:~  - open~  - b~val: x | open;b", "names: [~ open,~ b,~] | open;b"}, quoteCharacter = '`')
    void namesOfYoloClasses(String yaml, String names) throws Exception {
        Files.writeString(temp.resolve("data.yaml"), yaml.replace('~', '\n'));
        file("labels/a.txt", "");
        assertEquals(List.of(names.split(";")),
                read("yolo").labels().classes().stream().map(LabelClass::name).toList());
    }

    @Test
    void yoloOfDarknetAndLabelImg() throws Exception {
        file("obj.names", "open\r\nshort\r\n\r\n");
        file("obj.data", "classes = 2\n");
        file("train.txt", "data/obj_train_data/x.png\n");
        file("obj_train_data/x.txt", "1 0.500000 0.500000 0.333333 0.333333\n");
        image("obj_train_data/x.png", 30, 30);
        Read read = read("yolo");
        assertEquals(List.of("obj_train_data/x.png"), images(read));
        assertEquals(List.of(new Box(10, 10, 10, 10)), shapes(read), "as exact as six decimals tell");
        assertEquals(List.of("1 open", "2 short"), classes(read));
    }

    @ParameterizedTest
    @ValueSource(strings = {"9 0.5 0.5 0.1 0.1", "0 0.5 0.5 0.1", "0 0.5 0.5 -0.1 0.1", "0 0.5 0.5 NaN 0.1",
            "0 0.5 0.5 1e999 0.1", "0 320 200 50 40", "0.5 0.5 0.5 0.1 0.1", "0 a b c d", "0 0.1 0.1 0.2 0.2 0.3 0.3 1",
            "0 0.5 0.5 0x1p3 0.1"})
    void damagedLinesOfYoloAreNamed(String line) throws Exception {
        file("classes.txt", "open\n");
        file("a.txt", "0 0.5 0.5 0.1 0.1\n" + line + "\n");
        image("a.png", 10, 10);
        ToolException e = assertThrows(ToolException.class, () -> LabelFormats.read(temp, Images.NONE));
        assertTrue(e.getMessage().contains("a.txt, line 2") && !e.remedy().isEmpty(), e.getMessage());
    }
}
