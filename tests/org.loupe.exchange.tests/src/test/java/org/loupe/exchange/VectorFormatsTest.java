package org.loupe.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.loupe.api.ToolException;
import org.loupe.exchange.LabelFile.LabelClass;
import org.loupe.exchange.LabelFormat.Images;
import org.loupe.exchange.LabelFormat.Read;
import org.loupe.exchange.LabelFormat.Size;
import org.loupe.store.labels.Label;
import org.loupe.store.labels.LabelOrigin;
import org.loupe.store.labels.LabelShape;
import org.loupe.store.labels.LabelShape.Box;
import org.loupe.store.labels.LabelShape.Mask;
import org.loupe.store.labels.LabelShape.Polygon;
import org.loupe.store.labels.LabelShape.Ring;
import org.loupe.store.labels.LabelShape.Whole;
import org.loupe.store.labels.LabelState;
import org.loupe.store.labels.LabelTile;
import org.loupe.store.labels.TileState;

/** Labels go into other programs' formats and come back as they were; what cannot is told. */
class VectorFormatsTest {
    private static final Size BOARD = new Size(640, 640);
    private static final Images BOARDS = images(BOARD);
    @TempDir
    Path temp;

    private static Images images(Size size) {
        return new Images() {
            @Override
            public Optional<Path> file(String image) {
                return Optional.empty();
            }

            @Override
            public Optional<Size> size(String image) {
                return Optional.of(size);
            }
        };
    }

    /** Writes labels, has their format told by the content, and reads them. */
    private Read thereAndBack(LabelFile labels, String id, Images images, List<Loss> losses) throws ToolException {
        LabelFormat format = LabelFormats.byId(id);
        Path target = temp.resolve(id).resolve(format.fileName());
        try {
            Files.createDirectories(target.getParent());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        losses.addAll(format.write(labels, target, images));
        LabelFormat told = LabelFormats.of(target);
        assertEquals(format.getClass(), told.getClass(), "the format is told by the content");
        return told.read(target, images);
    }

    private static String stem(String image) {
        return image.replaceFirst("^.*/", "").replaceFirst("\\.[a-z]+$", "");
    }

    /** Labels as texts: image, class and shape. */
    private static List<String> texts(LabelFile file) {
        Map<Integer, String> images = new HashMap<>(), classes = new HashMap<>();
        file.tiles().forEach(t -> images.put(t.number(), stem(t.image())));
        file.classes().forEach(c -> classes.put(c.code(), c.code() + " " + c.name()));
        return file.labels().stream().map(l -> images.get(l.tile()) + ", " + classes.get(l.code()) + ", " + l.shape())
                .sorted().toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"loupe", "coco", "coco-polygons", "labelme", "voc", "yolo"})
    void allBoxesOfDeepPcbComeBack(String id) throws Exception {
        Path data = data();
        assumeTrue(data != null, "Skipped: the folder deeppcb of the shared data is not here (LOUPE_DATA).");
        LabelFile read = LabelFormats.read(data, BOARDS).labels();
        List<LabelClass> classes = List.of("open", "short", "mousebite", "spur", "spurious-copper", "pin-hole").stream()
                .map(n -> new LabelClass(List.of("open", "short", "mousebite", "spur", "spurious-copper", "pin-hole")
                        .indexOf(n) + 1, n, "", "", "")).toList();
        Map<Integer, Integer> codes = new HashMap<>();
        read.classes().forEach(c -> codes.put(c.code(),
                classes.stream().filter(o -> o.name().equals(c.name())).findFirst().orElseThrow().code()));
        LabelFile boards = new LabelFile("", "", classes,
                read.tiles().stream().map(t -> t.content("", BOARD.width(), BOARD.height())).toList(),
                read.labels().stream().map(l -> l.code(codes.get(l.code()))).toList());
        assertEquals(280, boards.tiles().size());
        assertTrue(boards.labels().size() > 1500, boards.labels().size() + " boxes");
        List<Loss> losses = new ArrayList<>();
        Read back = thereAndBack(boards, id, BOARDS, losses);
        assertEquals(List.of(), losses);
        assertEquals(List.of(), back.losses());
        assertEquals(280, back.labels().tiles().size());
        if (id.equals("labelme") || id.equals("voc")) // these have names of classes in the order in which they come
            assertEquals(names(boards), names(back.labels()));
        else
            assertEquals(texts(boards), texts(back.labels()));
    }

    /** Labels as texts without codes of classes. */
    private static List<String> names(LabelFile file) {
        return texts(file).stream().map(t -> t.replaceFirst(", \\d+ ", ", ")).sorted().toList();
    }

    /** Blobs with holes and several parts, some of them touching only at corners. */
    private static List<Mask> masks(int count, int size) {
        Random random = new Random(7);
        List<Mask> masks = new ArrayList<>();
        while (masks.size() < count) {
            boolean[] on = new boolean[size * size];
            for (int blob = 0; blob < 4; blob++) {
                double x = random.nextDouble() * size, y = random.nextDouble() * size, r = 3 + random.nextDouble() * 20;
                double hole = random.nextBoolean() ? r * random.nextDouble() * 0.8 : 0;
                for (int i = 0; i < on.length; i++) {
                    double d = Math.hypot(i % size - x, i / size - y);
                    on[i] |= d < r && d >= hole;
                }
            }
            for (int i = 0; i < 40; i++)
                on[random.nextInt(on.length)] ^= true;
            Mask mask = Mask.of(0, 0, size, size, on);
            if (mask.area() > 0)
                masks.add(mask);
        }
        return masks;
    }

    private static double iou(LabelShape a, LabelShape b, int size) {
        BitSet first = pixels(a.mask(), size), second = pixels(b.mask(), size);
        BitSet both = (BitSet) first.clone();
        both.and(second);
        first.or(second);
        return (double) both.cardinality() / first.cardinality();
    }

    private static BitSet pixels(Mask mask, int size) {
        BitSet set = new BitSet(size * size);
        boolean[] on = mask.pixels();
        for (int i = 0; i < on.length; i++)
            if (on[i])
                set.set((mask.y() + i / mask.width()) * size + mask.x() + i % mask.width());
        return set;
    }

    private static LabelFile file(Size size, LabelShape... shapes) {
        return file(List.of("图像/板 1.png"), size, shapes);
    }

    private static LabelFile file(List<String> images, Size size, LabelShape... shapes) {
        List<LabelTile> tiles = new ArrayList<>();
        List<Label> labels = new ArrayList<>();
        for (String image : images) {
            tiles.add(new LabelTile(tiles.size() + 1, image, "", size.width(), size.height(), TileState.COMPLETE, "",
                    LabelOrigin.UNKNOWN));
            for (LabelShape shape : shapes)
                labels.add(new Label(labels.size() + 1, tiles.size(), shape, 1 + labels.size() % 2, LabelState.ADDED, 1,
                        0, "", 0, "", "", ""));
        }
        return new LabelFile("", "", List.of(new LabelClass(1, "划痕", "", "", ""), new LabelClass(2, "pit, \"deep\"",
                "", "", "")), tiles, labels);
    }

    @ParameterizedTest
    @ValueSource(strings = {"coco", "coco-polygons", "labelme"})
    void masksComeBackPixelForPixel(String id) throws Exception {
        List<Mask> masks = masks(60, 96);
        LabelFile file = file(new Size(96, 96), masks.toArray(LabelShape[]::new));
        LabelFile back = thereAndBack(file, id, Images.NONE, new ArrayList<>()).labels();
        assertEquals("图像/板 1.png", back.tiles().get(0).image());
        for (int i = 0; i < masks.size(); i++) {
            assertEquals(1, iou(masks.get(i), back.labels().get(i).shape(), 96), "mask " + i);
            if (!id.equals("coco-polygons"))
                assertEquals(masks.get(i), back.labels().get(i).shape());
        }
    }

    @Test
    void masksOfOnePartBecomeOutlinesOfTheSamePixels() throws Exception {
        boolean[] on = new boolean[64];
        for (int i : new int[] {9, 10, 11, 17, 19, 25, 26, 27, 28})
            on[i] = true;
        Mask ring = Mask.of(0, 0, 8, 8, on);
        on[18] = true;
        Mask full = Mask.of(0, 0, 8, 8, on);
        List<Loss> losses = new ArrayList<>();
        LabelFile back = thereAndBack(file(new Size(8, 8), ring, full), "coco-polygons", Images.NONE, losses).labels();
        assertEquals(ring, back.labels().get(0).shape(), "a hole is kept");
        Polygon outline = (Polygon) back.labels().get(1).shape();
        assertEquals(full, outline.mask());
        assertEquals(List.of("masks that became outlines"), losses.stream().map(Loss::what).toList());
        losses.clear();
        back = thereAndBack(file(new Size(8, 8), ring, full), "yolo-segments", images(new Size(8, 8)), losses).labels();
        assertEquals(full, back.labels().get(1).shape().mask());
        assertEquals(List.of(2, 1), losses.stream().map(Loss::count).toList());
        assertTrue(losses.get(1).what().contains("holes"), losses.toString());
    }

    @Test
    void outlinesComeBackAndWhatCannotIsTold() throws Exception {
        Polygon star = new Polygon(List.of(new Ring(new float[] {1.25f, 2, 30.1f, 3.7f, 12.000001f, 40})));
        Polygon holed = new Polygon(List.of(new Ring(new float[] {0, 0, 40, 0, 40, 40, 0, 40}),
                new Ring(new float[] {10, 10, 10, 20, 20, 20})));
        LabelShape[] shapes = {star, holed, new Box(0.5f, 0.25f, 3.125f, 7), new LabelShape.Point(3.5f, 4),
                new LabelShape.RotatedBox(20, 20, 10, 4, 30), new LabelShape.Whole()};
        LabelFile file = file(new Size(50, 60), shapes);
        for (String id : List.of("coco", "labelme", "yolo-segments", "yolo", "voc")) {
            List<Loss> losses = new ArrayList<>();
            LabelFile back = thereAndBack(file, id, images(new Size(50, 60)), losses).labels();
            Map<String, Integer> told = new HashMap<>();
            losses.forEach(l -> told.put(l.what().replaceAll("[ ,].*", ""), l.count()));
            List<LabelShape> came = back.labels().stream().map(Label::shape).toList();
            switch (id) {
                case "coco" -> {
                    assertEquals(star, came.get(0));
                    assertEquals(holed.mask(), came.get(1));
                    assertEquals(shapes[2], came.get(2));
                    assertEquals(4, came.size());
                    assertEquals(Map.of("outlines", 1, "points", 1, "rotated", 1, "classes", 1), told);
                }
                case "labelme" -> {
                    assertEquals(star, came.get(1));
                    assertEquals(holed.mask(), came.get(2));
                    assertEquals(shapes[2], came.get(3));
                    assertEquals(shapes[3], came.get(4));
                    assertEquals(shapes[5], came.get(0), "a flag of the image");
                    assertEquals(Map.of("outlines", 1, "rotated", 1), told);
                }
                case "yolo-segments" -> {
                    assertEquals(star, came.get(0));
                    assertEquals(shapes[2], came.get(2).bounds());
                    assertEquals(Map.of("holes", 1, "points", 1, "rotated", 1, "classes", 1, "boxes", 1), told);
                }
                case "yolo" -> {
                    assertEquals(star.bounds(), came.get(0));
                    assertEquals(shapes[2], came.get(2));
                    assertEquals(Map.of("outlines", 3, "points", 1, "classes", 1), told);
                }
                default -> {
                    assertEquals(new Box(1, 0, 3, 7), came.get(2), "whole px");
                    assertEquals(Map.of("outlines", 3, "points", 1, "classes", 1, "boxes", 3), told);
                }
            }
            Loss first = losses.get(0);
            assertTrue(first.example().startsWith("图像/板 1.png"), first.example());
        }
    }

    @Test
    void boxesOfAnySizeComeBackFromYolo() throws Exception {
        Random random = new Random(3);
        List<LabelShape> boxes = new ArrayList<>();
        Size size = new Size(4099, 3001);
        for (int i = 0; i < 3000; i++)
            boxes.add(i % 2 == 0
                    ? new Box(random.nextInt(4000), random.nextInt(3000), random.nextInt(99), random.nextInt(1 + i))
                    : new Box(random.nextFloat() * 4000, random.nextFloat(), random.nextFloat(),
                            random.nextFloat() * 3000));
        LabelFile back = thereAndBack(file(size, boxes.toArray(LabelShape[]::new)), "yolo", images(size),
                new ArrayList<>()).labels();
        assertEquals(boxes, back.labels().stream().map(Label::shape).toList());
    }

    @Test
    void statesScoresWordsAndSplitsAreKeptOrTold() throws Exception {
        LabelOrigin origin = new LabelOrigin("L1", "W2", "", 0, 0);
        List<LabelTile> tiles = List.of(
                new LabelTile(1, "a/x.png", "", 10, 10, TileState.OPEN, "train", origin),
                new LabelTile(2, "b/x.png", "", 10, 10, TileState.COMPLETE, "validation", LabelOrigin.UNKNOWN),
                new LabelTile(3, "c.png", "", 10, 10, TileState.OPEN, "", LabelOrigin.UNKNOWN));
        Box box = new Box(1, 2, 3, 4);
        List<Label> labels = List.of(new Label(1, 1, box, 7, LabelState.ACCEPTED, 0.5f, 1, "li", 5, "", "", "good"),
                new Label(2, 1, box, 7, LabelState.AUTO, 0.5f, 1, "", 0, "", "", ""),
                new Label(3, 1, box, 7, LabelState.ADDED, 1, 1, "", 0, "", "wang", ""),
                new Label(4, 1, box, 0, LabelState.ADDED, 1, 1, "", 0, "", "", ""));
        LabelFile file = new LabelFile("p", "i", List.of(new LabelClass(7, "pit", "#ff0000", "3", "")), tiles, labels);
        for (String id : List.of("coco", "labelme", "voc", "yolo")) {
            List<Loss> losses = new ArrayList<>();
            LabelFile back = thereAndBack(file, id, images(new Size(10, 10)), losses).labels();
            assertEquals(1, back.labels().size(), id);
            Label label = back.labels().get(0);
            assertEquals(box, label.shape());
            List<String> told = losses.stream().map(Loss::what).toList();
            for (String words : List.of("second opinions", "nobody accepted", "without a class",
                    "images without labels", "who made", "lots, wafers", "colours", "proposed labels which",
                    "not labelled completely"))
                assertTrue(told.stream().anyMatch(t -> t.contains(words)), id + ": " + words + " in " + told);
            assertEquals(id.equals("coco") || id.equals("labelme") ? 0.5f : 1, label.score(), id);
            assertEquals(id.equals("labelme") ? "good" : "", label.comment());
            assertEquals(id.equals("yolo") ? List.of("train", "validation") : List.of("", ""),
                    back.tiles().stream().map(LabelTile::split).toList());
            assertEquals(id.equals("yolo") ? List.of("a/x", "b/x") : List.of("a/x.png", "b/x.png"),
                    back.tiles().stream().map(LabelTile::image).toList());
            assertEquals(id.equals("coco") ? 7 : 1, label.code(), "ids of categories are codes");
        }
    }

    @Test
    void unknownSizesAreSaidWhereTheyAreNeeded() throws Exception {
        LabelFile file = file(new Size(0, 0), new Box(1, 2, 3, 4), new Mask(1, 1, 2, 2, new int[] {0, 4}));
        for (String id : List.of("coco", "yolo")) {
            Path target = temp.resolve("x" + id);
            ToolException e = assertThrows(ToolException.class,
                    () -> LabelFormats.byId(id).write(file, target, Images.NONE));
            assertTrue(e.getMessage().contains("板 1.png"), e.getMessage());
            try (Stream<Path> left = Files.list(temp)) {
                assertEquals(List.of(), left.toList(), "nothing half written");
            }
            LabelFormats.byId(id).write(file, target, images(new Size(9, 9)));
            ToolException again = id.equals("coco") ? null : assertThrows(ToolException.class,
                    () -> LabelFormats.read(target, Images.NONE));
            assertTrue(again == null || again.remedy().contains("images"));
            LabelFile back = LabelFormats.read(target, images(new Size(9, 9))).labels();
            assertEquals(new Box(1, 1, 2, 2), back.labels().get(1).shape().bounds());
            Files.walk(target).sorted((a, b) -> b.compareTo(a)).forEach(f -> f.toFile().delete());
        }
    }

    @Test
    void formatsAreFoundByIdAndOthersNamed() throws Exception {
        for (LabelFormat format : LabelFormats.all())
            assertEquals(format, LabelFormats.byId(format.id()));
        assertEquals(LabelFormats.all().size(), LabelFormats.all().stream().map(LabelFormat::id).distinct().count());
        ToolException e = assertThrows(ToolException.class, () -> LabelFormats.byId("kitti"));
        assertTrue(e.remedy().contains("coco") && e.remedy().contains("yolo-segments"), e.remedy());
        Path other = Files.writeString(temp.resolve("a.bin"), "hello");
        e = assertThrows(ToolException.class, () -> LabelFormats.of(other));
        assertTrue(e.getMessage().contains(other.toString()) && e.remedy().contains("COCO"), e.remedy());
        assertThrows(ToolException.class, () -> LabelFormats.of(temp.resolve("none")));
    }

    @Test
    void masksBeyondTheirImageAreCut() throws Exception {
        List<Loss> losses = new ArrayList<>();
        LabelFile back = thereAndBack(file(new Size(8, 8), new Mask(6, 6, 4, 4, new int[] {0, 16})), "coco",
                Images.NONE, losses).labels();
        assertEquals(new Mask(6, 6, 2, 2, new int[] {0, 4}), back.labels().get(0).shape());
        assertTrue(losses.get(0).what().contains("beyond"));
        back = thereAndBack(file(new Size(8, 8), new Mask(9, 9, 4, 4, new int[] {0, 16}), new Box(1, 1, 2, 2)), "coco",
                Images.NONE, losses).labels();
        assertEquals(List.of(new Box(1, 1, 2, 2)), back.labels().stream().map(Label::shape).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"coco", "labelme", "voc", "yolo", "yolo-segments"})
    void labelsOfClassesThatAreNotThereAreLeftOut(String id) throws Exception {
        LabelFile one = file(new Size(8, 8), new Box(1, 1, 2, 2), new Box(2, 2, 3, 3), new Whole());
        LabelFile file = new LabelFile("", "", one.classes().subList(1, 2), one.tiles(), one.labels());
        List<Loss> losses = new ArrayList<>();
        LabelFile back = thereAndBack(file, id, images(new Size(8, 8)), losses).labels();
        assertEquals(List.of(new Box(2, 2, 3, 3)), back.labels().stream().map(l -> (Object) l.shape().bounds())
                .toList());
        assertTrue(losses.stream().anyMatch(l -> l.what().startsWith("labels without a class")), losses.toString());
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
