package org.loupe.exchange;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
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
import org.loupe.store.labels.LabelShape.Mask;
import org.loupe.store.labels.LabelShape.Polygon;
import org.loupe.store.labels.LabelShape.Ring;
import org.loupe.store.labels.LabelState;
import org.loupe.store.labels.LabelTile;
import org.loupe.store.labels.TileState;

class MaskFormatsTest {
    private static final List<LabelClass> CLASSES = List.of(new LabelClass(1, "open", "#ff8800", "4", "a gap"),
            new LabelClass(3, "short / bridge", "#00ccff", "", ""), new LabelClass(9, "短路", "", "", ""));

    @TempDir
    private Path temp;

    static LabelTile tile(int number, String image) {
        return new LabelTile(number, image, "", 64, 48, TileState.COMPLETE, number == 2 ? "test" : "",
                LabelOrigin.UNKNOWN);
    }

    static Label label(int id, int tile, LabelShape shape, int code) {
        return new Label(id, tile, shape, code, LabelState.ADDED, 1, 0, "", 0, "", "", "");
    }

    static LabelFile file(List<LabelClass> classes, List<LabelTile> tiles, Label... labels) {
        return new LabelFile("p", "v1", classes, tiles, List.of(labels));
    }

    /** A ring with a hole and, in the hole, a dot. */
    private static Mask ring(int x, int y) {
        boolean[] on = new boolean[49];
        for (int i = 0; i < 49; i++)
            on[i] = i % 7 < 2 || i % 7 > 4 || i / 7 < 2 || i / 7 > 4;
        return Mask.of(x, y, 7, 7, on);
    }

    private static List<String> shapes(LabelFile file) {
        Map<Integer, String> names = file.classes().stream().collect(Collectors.toMap(LabelClass::code,
                LabelClass::name));
        Map<Integer, String> images = file.tiles().stream().collect(Collectors.toMap(LabelTile::number,
                LabelTile::image));
        return file.labels().stream().map(l -> images.get(l.tile()) + " " + names.getOrDefault(l.code(), "") + " "
                + l.shape() + " " + java.util.Arrays.toString(((Mask) l.shape()).runs())).sorted().toList();
    }

    @ParameterizedTest
    @ValueSource(strings = { "masks-index", "masks-instance", "masks-class" })
    void masksComeBackPixelByPixel(String id) throws Exception {
        LabelFile labels = file(CLASSES, List.of(tile(1, "lot1/a.jpg"), tile(2, "lot2/a.jpg"), tile(3, "lot2/a.png"),
                tile(4, "good.png")), label(1, 1, ring(3, 4), 1), label(2, 1, ring(30, 20), 3),
                label(3, 2, ring(0, 0), 9), label(4, 2, ring(57, 41), 9), label(5, 3, ring(5, 5), 3));
        LabelFormat format = LabelFormats.byId(id);
        Path target = temp.resolve("out");
        assertEquals(List.of(), format.write(labels, target, Images.NONE));
        assertEquals(id, LabelFormats.of(target).id());
        LabelFormat.Read read = format.read(target, Images.NONE);
        assertEquals(List.of(), read.losses());
        assertEquals(shapes(labels), shapes(read.labels()));
        assertEquals(labels.classes(), read.labels().classes());
        assertEquals(labels.tiles().stream().map(t -> t.image() + t.width() + t.height() + t.split() + t.state())
                .sorted().toList(), read.labels().tiles().stream()
                        .map(t -> t.image() + t.width() + t.height() + t.split() + t.state()).sorted().toList());
    }

    @Test
    void randomMasksComeBackThroughInstancesAndClasses() throws Exception {
        Random random = new Random(5);
        for (String id : List.of("masks-instance", "masks-class")) {
            List<Label> labels = new ArrayList<>();
            boolean[] on = new boolean[64 * 48];
            for (int n = 0; n < 3; n++) { // rows of three classes that do not overlap
                boolean[] of = new boolean[64 * 16];
                for (int i = 0; i < of.length; i++)
                    of[i] = random.nextInt(3) > 0;
                labels.add(label(n + 1, 1, Mask.of(0, n * 16, 64, 16, of), CLASSES.get(n).code()));
                System.arraycopy(of, 0, on, n * 1024, 1024);
            }
            Path target = temp.resolve(id);
            LabelFormats.byId(id).write(file(CLASSES, List.of(tile(1, "a")), labels.toArray(Label[]::new)), target,
                    Images.NONE);
            LabelFile read = LabelFormats.read(target, Images.NONE).labels();
            boolean[] back = new boolean[on.length];
            for (Label label : read.labels()) {
                Mask mask = (Mask) label.shape();
                boolean[] of = mask.pixels();
                for (int i = 0; i < of.length; i++)
                    back[(mask.y() + i / mask.width()) * 64 + mask.x() + i % mask.width()] |= of[i];
            }
            assertArrayEquals(on, back, id);
        }
    }

    @Test
    void anIndexMaskIsColouredAndItsValuesAreCodes() throws Exception {
        LabelFormats.byId("masks-index").write(file(CLASSES, List.of(tile(1, "a.jpg")), label(1, 1, ring(3, 4), 3)),
                temp.resolve("m"), Images.NONE);
        BufferedImage image = ImageIO.read(temp.resolve("m/a.png").toFile());
        assertTrue(image.getColorModel() instanceof IndexColorModel);
        assertEquals(3, image.getRaster().getSample(3, 4, 0));
        assertEquals(0xff00ccff, image.getRGB(3, 4));
        assertEquals(0, image.getRaster().getSample(6, 7, 0));
        assertEquals(0xff000000, image.getRGB(6, 7));
    }

    @Test
    void codesAbove255MakeAMaskOf16Bit() throws Exception {
        LabelFile labels = file(List.of(new LabelClass(300, "far", "", "", "")), List.of(tile(1, "a.jpg")),
                label(1, 1, ring(3, 4), 300));
        LabelFormats.byId("masks-index").write(labels, temp.resolve("m"), Images.NONE);
        assertEquals(16, ImageIO.read(temp.resolve("m/a.png").toFile()).getColorModel().getPixelSize());
        assertEquals(shapes(labels), shapes(LabelFormats.read(temp.resolve("m"), Images.NONE).labels()));
    }

    private static String told(List<Loss> losses) {
        return losses.stream().map(l -> l.count() + " " + l.what()).collect(Collectors.joining("; "));
    }

    @Test
    void whatAMaskCannotHoldIsTold() throws Exception {
        Label auto = new Label(9, 1, ring(1, 1), 1, LabelState.AUTO, 0.5f, 0, "", 0, "net", "", "");
        LabelTile open = new LabelTile(2, "open.png", "", 0, 0, TileState.OPEN, "", LabelOrigin.UNKNOWN);
        LabelTile sizeless = new LabelTile(3, "big.png", "", 0, 0, TileState.COMPLETE, "", LabelOrigin.UNKNOWN);
        List<Loss> losses = LabelFormats.byId("masks-index").write(file(CLASSES,
                List.of(tile(1, "a.jpg"), open, sizeless), label(1, 1, new Box(2, 2, 10, 10), 1),
                label(2, 1, new Box(5, 5, 3, 3), 3), label(3, 1, new Box(12, 2, 4, 4), 1),
                label(4, 1, new LabelShape.Whole(), 1), label(5, 1, ring(30, 30), 0),
                label(6, 1, new Box(60, 40, 20, 3), 9), auto), temp.resolve("m"), Images.NONE);
        assertEquals("1 proposals that nobody accepted, which are left out; "
                + "1 images without labels that are not complete, which are left out; "
                + "1 classes of whole images, which masks do not hold; "
                + "1 labels without a class, which such masks do not hold; "
                + "4 boxes, outlines and points that became pixels; "
                + "1 labels that others cover in part, of which that part is lost; "
                + "1 labels that reach beyond their image, of which the rest is left out; "
                + "2 labels that touch one of their class, with which they are read as one; "
                + "1 images of unknown size, which are left out", told(losses));
        assertEquals("a.jpg, open", losses.get(5).example());
        assertTrue(Files.exists(temp.resolve("m/a.png")));
        assertFalse(Files.exists(temp.resolve("m/open.png")));
    }

    @Test
    void polygonsKeepTheirHolesAndSizesComeFromTheImages() throws Exception {
        Polygon polygon = new Polygon(List.of(new Ring(new float[] { 2, 2, 22, 2, 22, 22, 2, 22 }),
                new Ring(new float[] { 6, 6, 6, 18, 18, 18, 18, 6 })));
        LabelTile tile = new LabelTile(1, "a.jpg", "", 0, 0, TileState.OPEN, "", LabelOrigin.UNKNOWN);
        Images images = new Images() {
            @Override
            public Optional<Path> file(String image) {
                return Optional.empty();
            }

            @Override
            public Optional<Size> size(String image) {
                return Optional.of(new Size(40, 30));
            }
        };
        LabelFormats.byId("masks-index").write(file(CLASSES, List.of(tile), label(1, 1, polygon, 1)),
                temp.resolve("m"), images);
        LabelFile read = LabelFormats.read(temp.resolve("m"), Images.NONE).labels();
        assertEquals(polygon.mask(), read.labels().get(0).shape());
        assertEquals(40, read.tiles().get(0).width());
    }

    @Test
    void drawnPolygonsHaveThePixelsThatTheyContain() throws Exception {
        Random random = new Random(3);
        List<Label> labels = new ArrayList<>();
        List<LabelTile> tiles = new ArrayList<>();
        for (int n = 1; n <= 60; n++) {
            float[] xy = new float[2 * (3 + random.nextInt(6))];
            for (int i = 0; i < xy.length; i++)
                xy[i] = n % 2 == 0 ? random.nextInt(80) / 2f : random.nextFloat() * 40;
            tiles.add(tile(n, "t" + n));
            labels.add(label(n, n, new Polygon(List.of(new Ring(xy))), 1));
        }
        LabelFormats.byId("masks-instance").write(new LabelFile("", "", CLASSES, tiles, labels), temp.resolve("m"),
                Images.NONE);
        LabelFile read = LabelFormats.read(temp.resolve("m"), Images.NONE).labels();
        Map<String, LabelShape> byImage = read.tiles().stream().collect(Collectors.toMap(LabelTile::image,
                t -> read.labels().stream().filter(l -> l.tile() == t.number()).findFirst().map(Label::shape)
                        .orElse(new Mask(0, 0, 0, 0, new int[0]))));
        for (Label label : labels)
            if (label.shape().mask().area() > 0)
                assertEquals(label.shape().mask(), byImage.get("t" + label.tile()), label.shape().toString());
    }

    // ---- masks of others

    private void png(String name, int type, int... values) throws IOException {
        BufferedImage image = new BufferedImage(values.length, 4, type);
        for (int x = 0; x < values.length; x++)
            for (int y = 0; y < 4; y++)
                image.getRaster().setSample(x, y, 0, values[x]);
        Files.createDirectories(temp.resolve(name).getParent());
        ImageIO.write(image, "png", temp.resolve(name).toFile());
    }

    private String classes(LabelFile file) {
        return file.classes().stream().map(c -> c.code() + " " + c.name()).collect(Collectors.joining(", ")) + ": "
                + file.labels().stream().map(l -> Integer.toString(l.code())).collect(Collectors.joining(" "));
    }

    @Test
    void blackAndWhiteMasksAreDefects() throws Exception {
        png("s/1.png", BufferedImage.TYPE_BYTE_GRAY, 0, 255, 255, 0, 0, 255);
        png("s/2.png", BufferedImage.TYPE_BYTE_BINARY, 0, 1, 0);
        LabelFormat.Read read = LabelFormats.read(temp.resolve("s"), Images.NONE);
        assertEquals("1 defect: 1 1 1", classes(read.labels()));
        assertEquals("1", read.labels().tiles().get(0).image());
        assertEquals(List.of(), read.losses());
    }

    @Test
    void voidOfPascalVocSaysNothing() throws Exception {
        png("s/1.png", BufferedImage.TYPE_BYTE_INDEXED, 0, 255, 15, 15, 255, 0, 2);
        LabelFormat.Read read = LabelFormats.byId("masks-index").read(temp.resolve("s"), Images.NONE);
        assertEquals("2 class 2, 15 class 15: 15 2", classes(read.labels()));
        assertEquals("2 void areas (255), which say nothing", told(read.losses()));
    }

    @Test
    void listsOfClassesOfOthersAreRead() throws Exception {
        png("s/1.png", BufferedImage.TYPE_BYTE_GRAY, 0, 1, 0, 2, 0, 7);
        for (String[] list : new String[][] { { "classes.txt", "_background_\nopen\nshort\n" },
            { "classes.txt", "1 open\n2: short" }, { "labels.txt", "open\nshort" },
            { "classes.json", "{\"1\":\"open\",\"2\":\"short\"}" }, { "classes.json", "{\"open\":1,\"short\":2}" },
            { "classes.json", "[\"background\",\"open\",\"short\"]" } }) {
            Files.writeString(temp.resolve("s").resolve(list[0]), list[1]);
            LabelFormat.Read read = LabelFormats.read(temp.resolve("s"), Images.NONE);
            assertEquals("1 open, 2 short, 7 class 7: 1 2 7", classes(read.labels()), list[1]);
            assertEquals("1 values that the list of classes does not have", told(read.losses()));
            Files.delete(temp.resolve("s").resolve(list[0]));
        }
    }

    @Test
    void softEdgesAreCut() throws Exception {
        int[] ramp = new int[256];
        for (int i = 0; i < 256; i++)
            ramp[i] = i;
        png("s/1.png", BufferedImage.TYPE_BYTE_GRAY, ramp);
        LabelFormat.Read read = LabelFormats.byId("masks-index").read(temp.resolve("s"), Images.NONE);
        assertEquals(new Box(128, 0, 128, 4), read.labels().labels().get(0).shape().bounds());
        assertEquals("1 masks with levels between black and white, which were cut at 128", told(read.losses()));
    }

    @Test
    void foldersOfOthersPerClassAreFoundByTheirNames() throws Exception {
        png("s/open/1.png", BufferedImage.TYPE_BYTE_GRAY, 0, 255, 0);
        png("s/短路/1.png", BufferedImage.TYPE_BYTE_GRAY, 0, 255, 0);
        LabelFormat.Read read = LabelFormats.read(temp.resolve("s"), Images.NONE);
        assertEquals("1 open, 2 短路: 1 2", classes(read.labels()));
        assertEquals(1, read.labels().tiles().size());
    }

    @Test
    void colouredImagesAreRefused() throws Exception {
        BufferedImage image = new BufferedImage(4, 4, BufferedImage.TYPE_INT_RGB);
        image.setRGB(1, 2, 0xff0000);
        ImageIO.write(image, "png", temp.resolve("c.png").toFile());
        ToolException e = assertThrows(ToolException.class,
                () -> LabelFormats.byId("masks-index").read(temp.resolve("c.png"), Images.NONE));
        assertTrue(e.getMessage().contains("colour image, no mask: at 1, 2"), e.getMessage());
    }

    // ---- safety

    private static byte[] pngHeader(int width, int height) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(), header = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes), head = new DataOutputStream(header);
        head.writeBytes("IHDR");
        head.writeInt(width);
        head.writeInt(height);
        head.write(new byte[] { 8, 0, 0, 0, 0 });
        CRC32 crc = new CRC32();
        crc.update(header.toByteArray());
        out.writeLong(0x89504E470D0A1A0AL);
        out.writeInt(13);
        out.write(header.toByteArray());
        out.writeInt((int) crc.getValue());
        out.writeInt(4);
        out.writeBytes("IDAT");
        out.writeInt(0);
        out.writeInt(0);
        return bytes.toByteArray();
    }

    @Test
    void absurdSizesAreRefusedBeforeMemoryIsAskedFor() throws Exception {
        Path file = temp.resolve("bomb.png");
        for (int[] size : new int[][] { { Integer.MAX_VALUE, Integer.MAX_VALUE }, { -1, 5 }, { 0, 5 }, { 9000, 9000 },
            { 1 << 20, 1 << 20 } }) {
            Files.write(file, pngHeader(size[0], size[1]));
            ToolException e = assertThrows(ToolException.class,
                    () -> LabelFormats.byId("masks-index").read(file, Images.NONE));
            assertTrue(e.getMessage().contains("bomb.png"), e.getMessage());
        }
    }

    @Test
    void damagedMasksAreRefusedAndNothingElseHappens() throws Exception {
        LabelFile labels = file(CLASSES, List.of(tile(1, "a.jpg")), label(1, 1, ring(3, 4), 1),
                label(2, 1, ring(20, 4), 3));
        Random random = new Random(11);
        for (String id : List.of("masks-index", "masks-instance", "masks-class")) {
            Path folder = temp.resolve(id);
            LabelFormat format = LabelFormats.byId(id);
            format.write(labels, folder, Images.NONE);
            List<Path> files;
            try (Stream<Path> all = Files.walk(folder)) {
                files = all.filter(Files::isRegularFile).toList();
            }
            for (Path file : files) {
                byte[] whole = Files.readAllBytes(file);
                for (int n = 0; n < 150; n++) {
                    byte[] bad = n % 3 == 0 ? java.util.Arrays.copyOf(whole, random.nextInt(whole.length))
                            : whole.clone();
                    for (int k = random.nextInt(4); k >= 0 && bad.length > 0; k--)
                        bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
                    Files.write(file, bad);
                    try {
                        LabelFormats.of(folder);
                        format.read(folder, Images.NONE);
                    } catch (ToolException e) {
                        assertTrue(e.getMessage().length() > 10, e.getMessage());
                    }
                }
                Files.write(file, whole);
            }
        }
    }

    @Test
    void namesDoNotLeadOutOfTheFolder() throws Exception {
        Path target = temp.resolve("in/out");
        List<LabelClass> classes = List.of(new LabelClass(1, "../../evil", "", "", ""),
                new LabelClass(2, "..", "", "", ""), new LabelClass(3, "CON", "", "", ""));
        LabelFile labels = file(classes, List.of(tile(1, "../../../evil.png"), tile(2, "/etc/passwd"),
                tile(3, "C:\\x\\a:b.png"), tile(4, "..")), label(1, 1, ring(3, 4), 1), label(2, 2, ring(3, 4), 2),
                label(3, 3, ring(3, 4), 3), label(4, 4, ring(3, 4), 1));
        for (String id : List.of("masks-index", "masks-instance", "masks-class", "deeppcb")) {
            LabelFormats.byId(id).write(labels, target.resolve(id), Images.NONE);
            if (!id.equals("deeppcb"))
                assertEquals(shapes(labels), shapes(LabelFormats.read(target.resolve(id), Images.NONE).labels()), id);
        }
        try (Stream<Path> all = Files.walk(temp)) {
            assertEquals(List.of(), all.filter(Files::isRegularFile).filter(f -> !f.startsWith(target)).toList());
        }
        try (Stream<Path> all = Files.list(target)) {
            assertEquals(4, all.count());
        }
    }

    @Test
    void aFolderThatHoldsSomethingIsLeftAlone() throws Exception {
        Files.writeString(temp.resolve("mine.txt"), "mine");
        assertThrows(ToolException.class, () -> LabelFormats.byId("masks-index")
                .write(file(CLASSES, List.of(tile(1, "a"))), temp, Images.NONE));
        try (Stream<Path> all = Files.list(temp)) {
            assertEquals(new TreeSet<>(List.of("mine.txt")),
                    all.map(f -> f.getFileName().toString()).collect(Collectors.toCollection(TreeSet::new)));
        }
    }
}
