package org.loupe.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.loupe.exchange.MaskFormatsTest.label;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.loupe.api.ToolException;
import org.loupe.exchange.LabelFile.LabelClass;
import org.loupe.exchange.LabelFormat.Images;
import org.loupe.exchange.LabelFormat.Size;
import org.loupe.store.labels.Label;
import org.loupe.store.labels.LabelOrigin;
import org.loupe.store.labels.LabelShape;
import org.loupe.store.labels.LabelShape.Box;
import org.loupe.store.labels.LabelShape.Whole;
import org.loupe.store.labels.LabelState;
import org.loupe.store.labels.LabelTile;
import org.loupe.store.labels.TileState;

class FolderAndTableFormatsTest {
    private static final LabelFormat FOLDERS = folders();
    private static final List<LabelClass> CLASSES = List.of(new LabelClass(1, "OK", "", "", ""),
            new LabelClass(2, "poor_soldering", "", "", ""), new LabelClass(3, "短路/x", "", "", ""));

    @TempDir
    private Path temp;

    private static LabelFormat folders() {
        try {
            return LabelFormats.byId("class-folders");
        } catch (ToolException e) {
            throw new IllegalStateException(e);
        }
    }

    private void put(String... files) throws IOException {
        for (String file : files) {
            Files.createDirectories(temp.resolve(file).getParent());
            Files.writeString(temp.resolve(file), "image " + file);
        }
    }

    private static List<String> told(LabelFile file) {
        Map<Integer, String> names = file.classes().stream().collect(Collectors.toMap(LabelClass::code,
                LabelClass::name));
        return file.tiles().stream().map(t -> t.image() + " " + t.split() + " " + t.state() + " "
                + file.labels().stream().filter(l -> l.tile() == t.number())
                        .map(l -> names.get(l.code()) + (l.shape() instanceof Whole ? "" : " no whole"))
                        .collect(Collectors.joining(","))).toList();
    }

    private static String losses(List<Loss> losses) {
        return losses.stream().map(l -> l.count() + " " + l.what() + ": " + l.example())
                .collect(Collectors.joining("; "));
    }

    // ---- class folders

    @Test
    void trainAndTestFoldersAreSplitsAndTheRestIsOpen() throws Exception {
        put("d/train_images/OK/1.png", "d/train_images/missing/1.png", "d/train_images/missing/sub/2.jpg",
                "d/unlabeled_images/a/3.png", "d/test_images/OK/9.png", "d/test_images/8.webp", "d/readme.txt",
                "d/train_images/OK/.hidden.png");
        assertEquals("class-folders", LabelFormats.of(temp.resolve("d")).id());
        LabelFormat.Read read = LabelFormats.read(temp.resolve("d"), Images.NONE);
        assertEquals(List.of("test_images/8.webp test OPEN ", "test_images/OK/9.png test COMPLETE OK",
                "train_images/OK/1.png train COMPLETE OK", "train_images/missing/1.png train COMPLETE missing",
                "train_images/missing/sub/2.jpg train COMPLETE missing", "unlabeled_images/a/3.png  OPEN "),
                told(read.labels()));
        assertEquals(List.of(), read.losses());
        assertEquals(64, read.labels().tiles().get(2).sha256().length(), "of the two files of one name");
    }

    @Test
    void testImagesWithoutClassFoldersAreOpen() throws Exception {
        put("d/train_images/OK/1.png", "d/test_images/2.png", "d/test_images/3.png");
        assertEquals(List.of("test_images/2.png test OPEN ", "test_images/3.png test OPEN ",
                "train_images/OK/1.png train COMPLETE OK"), told(LabelFormats.read(temp.resolve("d"), Images.NONE)
                        .labels()));
    }

    @Test
    void classFoldersAloneAreRead() throws Exception {
        put("d/OK/1.png", "d/偏移/1.png");
        LabelFormat.Read read = LabelFormats.read(temp.resolve("d"), Images.NONE);
        assertEquals(List.of("OK/1.png  COMPLETE OK", "偏移/1.png  COMPLETE 偏移"), told(read.labels()));
        put("train_images/OK/1.png");
        assertEquals(List.of("OK/1.png train COMPLETE OK"),
                told(LabelFormats.read(temp.resolve("train_images"), Images.NONE).labels()));
    }

    @Test
    void linksAreNotFollowed() throws Exception {
        put("d/OK/1.png", "secret/2.png");
        Files.createSymbolicLink(temp.resolve("d/OK/link.png"), temp.resolve("secret/2.png"));
        Files.createSymbolicLink(temp.resolve("d/away"), temp.resolve("secret"));
        Files.createSymbolicLink(temp.resolve("d/OK/around"), temp.resolve("d"));
        LabelFormat.Read read = LabelFormats.read(temp.resolve("d"), Images.NONE);
        assertEquals(List.of("OK/1.png  COMPLETE OK"), told(read.labels()));
        assertEquals("3 links, which are not followed: OK/around", losses(read.losses()));
    }

    private Images images() {
        return new Images() {
            @Override
            public Optional<Path> file(String image) {
                return Optional.of(temp.resolve(image)).filter(Files::exists);
            }

            @Override
            public Optional<Size> size(String image) {
                return Optional.empty();
            }
        };
    }

    private static LabelTile tile(int number, String image, String split, TileState state) {
        return new LabelTile(number, image, "", 0, 0, state, split, LabelOrigin.UNKNOWN);
    }

    @Test
    void imagesAreCopiedIntoTheFoldersOfTheirClasses() throws Exception {
        put("images/a/1.png", "images/b/1.png", "images/a/2.png", "images/a/3.png", "images/a/4.png",
                "images/a/5.png", "images/a/6.png");
        LabelFile labels = new LabelFile("", "", CLASSES, List.of(tile(1, "images/a/1.png", "", TileState.COMPLETE),
                tile(2, "images/b/1.png", "train", TileState.COMPLETE), tile(3, "images/a/2.png", "test",
                        TileState.COMPLETE), tile(4, "images/a/3.png", "", TileState.OPEN),
                tile(5, "images/a/4.png", "", TileState.COMPLETE), tile(6, "images/a/5.png", "validation",
                        TileState.COMPLETE), tile(7, "images/gone.png", "", TileState.OPEN),
                tile(8, "images/a/6.png", "test", TileState.OPEN)),
                List.of(label(1, 1, new Whole(), 1), label(2, 2, new Whole(), 1),
                        label(3, 3, new Box(1, 2, 3, 4), 2), label(4, 5, new Whole(), 1),
                        label(5, 5, new Whole(), 2), label(6, 6, new Whole(), 3)));
        Map<String, String> before = hashes(temp.resolve("images"));
        List<Loss> losses = FOLDERS.write(labels, temp.resolve("out"), images());
        assertEquals("1 classes whose folders have another name: 短路/x; "
                + "1 places of defects, of which the class alone is kept: images/a/2.png, poor_soldering; "
                + "1 images of several classes, which are left out: images/a/4.png; "
                + "1 images whose files are not there: images/gone.png", losses(losses));
        assertEquals(List.of("test_images/6.png", "test_images/poor_soldering/2.png",
                "train_images/OK/images/a/1.png", "train_images/OK/images/b/1.png", "unlabeled_images/3.png",
                "val_images/短路_x/5.png"), List.copyOf(hashes(temp.resolve("out")).keySet()));
        assertEquals(before, hashes(temp.resolve("images")), "copied, not moved");
        assertTrue(LabelFormats.unlabelled("unlabeled_images"));
        assertFalse(LabelFormats.unlabelled("test_images"));
        assertEquals(List.of("test_images/6.png test OPEN ", "test_images/poor_soldering/2.png test COMPLETE "
                + "poor_soldering", "train_images/OK/images/a/1.png train COMPLETE OK",
                "train_images/OK/images/b/1.png train COMPLETE OK", "unlabeled_images/3.png  OPEN ",
                "val_images/短路_x/5.png validation COMPLETE 短路_x"),
                told(LabelFormats.read(temp.resolve("out"), Images.NONE).labels()));
    }

    private static Map<String, String> hashes(Path folder) throws Exception {
        Map<String, String> hashes = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList())
                hashes.put(folder.relativize(file).toString().replace('\\', '/'), HexFormat.of().formatHex(
                        MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file))));
        }
        return hashes;
    }

    @Test
    void aCopyThatFailsLeavesNothing() throws Exception {
        put("images/1.png");
        Images images = new Images() {
            @Override
            public Optional<Path> file(String image) {
                if (image.endsWith("2.png"))
                    throw new IllegalStateException("the disk is gone");
                return Optional.of(temp.resolve(image));
            }

            @Override
            public Optional<Size> size(String image) {
                return Optional.empty();
            }
        };
        LabelFile labels = new LabelFile("", "", CLASSES, List.of(tile(1, "images/1.png", "", TileState.OPEN),
                tile(2, "images/2.png", "", TileState.OPEN)), List.of());
        assertThrows(IllegalStateException.class, () -> FOLDERS.write(labels, temp.resolve("out"), images));
        try (Stream<Path> all = Files.list(temp)) {
            assertEquals(List.of("images"), all.map(f -> f.getFileName().toString()).toList());
        }
    }

    // ---- DeepPCB's text and CSV

    private static Map<String, List<String>> boxes(LabelFile file) {
        Map<Integer, String> names = file.classes().stream().collect(Collectors.toMap(LabelClass::code,
                LabelClass::name));
        Map<Integer, String> images = file.tiles().stream().collect(Collectors.toMap(LabelTile::number,
                t -> t.image().replaceFirst("\\.[a-z]+$", "")));
        Map<String, List<String>> boxes = new TreeMap<>();
        images.values().forEach(image -> boxes.put(image, new java.util.ArrayList<>()));
        for (Label label : file.labels()) {
            Box box = (Box) label.shape();
            boxes.get(images.get(label.tile())).add(names.getOrDefault(label.code(), "") + " " + box);
        }
        return boxes;
    }

    @ParameterizedTest
    @ValueSource(strings = { "deeppcb", "csv" })
    void allOfDeepPcbComesBack(String id) throws Exception {
        Path data = data();
        assumeTrue(data != null, "Skipped: the folder deeppcb of the shared data is not here (LOUPE_DATA).");
        LabelFile labels = LabelFormats.read(data, Images.NONE).labels();
        assertEquals(280, labels.tiles().size());
        LabelFormat format = LabelFormats.byId(id);
        Path target = temp.resolve(format.fileName());
        assertEquals(List.of(), format.write(labels, target, Images.NONE));
        assertEquals(id, LabelFormats.of(target).id());
        LabelFile read = LabelFormats.read(target, Images.NONE).labels();
        assertEquals(boxes(labels), boxes(read));
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

    @Test
    void deepPcbTellsWhatItCannotHold() throws Exception {
        List<LabelClass> classes = List.of(new LabelClass(1, "Mouse bite", "", "", ""),
                new LabelClass(2, "scratch", "", "", ""));
        LabelFile labels = new LabelFile("", "", classes, List.of(tile(1, "b/1_test.jpg", "", TileState.COMPLETE),
                tile(2, "good.jpg", "", TileState.COMPLETE), tile(3, "open.jpg", "", TileState.OPEN)),
                List.of(label(1, 1, new Box(1, 2, 3, 4), 1), label(2, 1, new Box(1.25f, 2, 3, 4.5f), 1),
                        label(3, 1, new Box(1, 2, 3, 4), 2), label(4, 1, new LabelShape.RotatedBox(5, 5, 4, 2, 0), 1)));
        List<Loss> losses = LabelFormats.byId("deeppcb").write(labels, temp.resolve("t"), Images.NONE);
        assertEquals("1 images without labels that are not complete, which are left out: open.jpg; "
                + "1 boxes that were rounded to whole px: b/1_test.jpg, Mouse bite; "
                + "1 labels of classes other than DeepPCB's six, which are left out: b/1_test.jpg, scratch; "
                + "1 outlines that became boxes: b/1_test.jpg, Mouse bite", losses(losses));
        assertEquals("1 2 4 6 3\n1 2 4 7 3\n3 4 7 6 3\n", Files.readString(temp.resolve("t/b/1_test.txt")));
        assertEquals("", Files.readString(temp.resolve("t/good.txt")));
        assertFalse(Files.exists(temp.resolve("t/open.txt")));
    }

    @Test
    void aTableKeepsWhatItsColumnsHold() throws Exception {
        LabelTile tile = new LabelTile(1, "a;b/\"1\".png", "", 640, 480, TileState.FLAGGED, "test",
                LabelOrigin.UNKNOWN);
        LabelFile labels = new LabelFile("", "", CLASSES, List.of(tile, tile(2, "none.png", "", TileState.COMPLETE)),
                List.of(new Label(1, 1, new Box(0.1f, 1e-7f, 1 / 3f, 12345.678f), 3, LabelState.AUTO, 0.7f, 0, "anna",
                        1234567890123L, "net", "", "line 1\nline 2"),
                        new Label(2, 1, new Box(1, 2, 3, 4), 0, LabelState.EDITED, 1, 0, "", 0, "s", "bob", "")));
        Path file = temp.resolve("all.csv");
        assertEquals(List.of(), CsvLabels.of(CsvLabels.COLUMNS).write(labels, file, Images.NONE));
        assertEquals("csv", LabelFormats.of(file).id());
        LabelFile read = LabelFormats.read(file, Images.NONE).labels();
        assertEquals(labels.labels(), read.labels());
        assertEquals(labels.tiles(), read.tiles());
        assertEquals(List.of(CLASSES.get(2)), read.classes());
    }

    @Test
    void columnsAreChosenAndMissingOnesTold() throws Exception {
        LabelFile labels = new LabelFile("", "", CLASSES, List.of(tile(1, "a.png", "", TileState.COMPLETE)),
                List.of(label(1, 1, new Box(1, 2, 3, 4), 2), label(2, 1, new Whole(), 2)));
        List<Loss> losses = CsvLabels.of(List.of("class", "image", "area")).write(labels, temp.resolve("t.csv"),
                Images.NONE);
        assertEquals("class,image,area\r\npoor_soldering,a.png,12\r\n", Files.readString(temp.resolve("t.csv")));
        assertEquals("4 columns left out without which the table cannot be read as labels again: x; "
                + "1 classes of whole images, which are left out: a.png, poor_soldering", losses(losses));
        ToolException e = assertThrows(ToolException.class, () -> CsvLabels.of(List.of("class", "colour")));
        assertTrue(e.getMessage().contains("'colour'") && e.remedy().contains("tile_state"), e.getMessage());
        assertThrows(ToolException.class, () -> CsvLabels.of(List.of()));
        assertThrows(ToolException.class, () -> CsvLabels.of(List.of("x", "x")));
    }

    @ParameterizedTest
    @ValueSource(strings = { "a,1,2,3,b,c", "a,1,2,,4,c", "a,1,2,-3,4,c", ",1,2,3,4,c", "a,NaN,2,3,4,c",
        "a,1e30,2,3,4,c", "a,1,2,3,4,c\n\"b,1,2,3,4,c" })
    void wrongLinesOfATableAreNamed(String lines) throws Exception {
        Path file = Files.writeString(temp.resolve("t.csv"), "image,x,y,width,height,class\n" + lines + "\n");
        ToolException e = assertThrows(ToolException.class, () -> LabelFormats.read(file, Images.NONE));
        assertTrue(e.getMessage().contains("line 2") || e.getMessage().contains("no table")
                || e.getMessage().contains("not a table"), e.getMessage());
    }

    @Test
    void damagedTextIsRefused() throws Exception {
        Random random = new Random(17);
        String table = "image,x,y,width,height,class,state,time,code\na.png,1,2,3,4,c,auto,2024-01-01T00:00:00Z,3\n",
                text = "1 2 30 40 5\n7 8 9 10 1\n";
        for (int n = 0; n < 1500; n++) {
            boolean csv = n % 2 == 0;
            byte[] bad = (csv ? table : text).getBytes();
            for (int k = random.nextInt(4); k >= 0; k--)
                bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
            Path file = Files.write(temp.resolve(csv ? "f.csv" : "f.txt"), Arrays.copyOf(bad,
                    random.nextInt(bad.length) + 1));
            try {
                LabelFormats.byId(csv ? "csv" : "deeppcb").read(file, Images.NONE);
            } catch (ToolException e) {
                assertTrue(e.getMessage().length() > 10, e.getMessage());
            }
        }
    }
}
