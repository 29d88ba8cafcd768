package org.loupe.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
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
import org.loupe.store.labels.LabelShape.Mask;
import org.loupe.store.labels.LabelShape.Point;
import org.loupe.store.labels.LabelShape.Polygon;
import org.loupe.store.labels.LabelShape.Ring;
import org.loupe.store.labels.LabelShape.Whole;
import org.loupe.store.labels.LabelState;
import org.loupe.store.labels.LabelTile;
import org.loupe.store.labels.TileState;

/** Whatever a file holds, it is read or refused with a message; whatever names labels have, they lead nowhere else. */
class HostileLabelsTest {
    private static final int ROUNDS = Integer.getInteger("loupe.fuzz", 1000);
    private static final Images TEN = new Images() {
        @Override
        public Optional<Path> file(String image) {
            return Optional.empty();
        }

        @Override
        public Optional<Size> size(String image) {
            return Optional.of(new Size(10, 10));
        }
    };
    @TempDir
    Path temp;

    private static LabelFile labels(List<String> images) {
        List<LabelTile> tiles = new ArrayList<>();
        List<Label> labels = new ArrayList<>();
        List<LabelShape> shapes = List.of(new Box(1, 2, 3, 4), new Mask(2, 2, 3, 3, new int[] {0, 4, 1, 4}),
                new Polygon(List.of(new Ring(new float[] {1, 1, 8.5f, 2, 4, 9}))), new Point(3, 3), new Whole());
        for (String image : images) {
            tiles.add(new LabelTile(tiles.size() + 1, image, "", 10, 10, TileState.COMPLETE, "",
                    LabelOrigin.UNKNOWN));
            for (LabelShape shape : shapes)
                labels.add(new Label(labels.size() + 1, tiles.size(), shape, 1, LabelState.ADDED, 1, 0, "", 0, "", "",
                        ""));
        }
        return new LabelFile("", "", List.of(new LabelClass(1, "pit", "", "", "")), tiles, labels);
    }

    @ParameterizedTest
    @ValueSource(strings = {"loupe", "coco", "labelme", "voc", "yolo", "yolo-segments"})
    void damagedFilesAreReadOrRefused(String id) throws Exception {
        LabelFormat format = LabelFormats.byId(id);
        Path target = temp.resolve(format.fileName());
        format.write(labels(List.of("a.png")), target, TEN);
        Path file = target;
        if (format.folder())
            try (Stream<Path> files = Files.walk(target)) {
                file = files.filter(f -> f.getFileName().toString().matches("a\\..*")).findFirst().orElseThrow();
            }
        byte[] whole = Files.readAllBytes(file);
        String text = new String(whole, StandardCharsets.UTF_8);
        List<String> numbers = List.of("-1", "0", "2000000000", "99999999999999999999", "1e308", "1e-400", "NaN",
                "null", "\"\"", "[]", "{}", "\"../../x\"", "true", "-0.0", "1.5");
        Random random = new Random(id.hashCode());
        int refused = 0;
        for (int round = 0; round < ROUNDS; round++) {
            byte[] bytes = whole.clone();
            switch (round % 4) {
                case 0 -> { // single bytes
                    for (int i = 0; i <= random.nextInt(3); i++)
                        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
                }
                case 1 -> bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length)); // cut off
                case 2 -> { // a number becomes another
                    List<int[]> found = new ArrayList<>();
                    var matcher = java.util.regex.Pattern.compile("-?\\d+(\\.\\d+)?").matcher(text);
                    while (matcher.find())
                        found.add(new int[] {matcher.start(), matcher.end()});
                    int[] at = found.get(random.nextInt(found.size()));
                    bytes = (text.substring(0, at[0]) + numbers.get(random.nextInt(numbers.size()))
                            + text.substring(at[1])).getBytes(StandardCharsets.UTF_8);
                }
                default -> { // a part is there twice
                    int from = random.nextInt(bytes.length), to = from + random.nextInt(bytes.length - from);
                    bytes = (new String(bytes, 0, to, StandardCharsets.ISO_8859_1)
                            + new String(bytes, from, bytes.length - from, StandardCharsets.ISO_8859_1))
                                    .getBytes(StandardCharsets.ISO_8859_1);
                }
            }
            Files.write(file, bytes);
            try {
                LabelFile read = format.read(target, TEN).labels();
                for (Label label : read.labels()) { // what is let in can be drawn and counted
                    Box box = label.shape().bounds();
                    assertTrue(Math.abs(box.x()) < 1e8 && box.width() < 1e8, box.toString());
                }
            } catch (ToolException e) {
                refused++;
                assertFalse(e.getMessage().isBlank() || e.remedy().isBlank());
                assertTrue(e.getMessage().contains(target.toString()), e.getMessage());
            }
        }
        assertTrue(refused > ROUNDS / 10, refused + " refused");
    }

    @ParameterizedTest
    @ValueSource(strings = {"loupe", "coco", "labelme", "voc", "yolo", "yolo-segments", "deeppcb", "csv"})
    void namesOfImagesLeadNowhereElse(String id) throws Exception {
        Path inner = Files.createDirectories(temp.resolve("in"));
        Path before = Files.writeString(temp.resolve("victim.txt"), "mine");
        LabelFormat format = LabelFormats.byId(id);
        List<String> names = List.of("../victim.txt", "../../../../../../etc/x", "/etc/x.png", "C:\\x.png", "..\\..\\x",
                "a\u0000b.png", "CON", "nul.png", "lpt1.x.png", "x".repeat(5000) + ".png", " .. ", "", ".",
                "a:b|c?*.png", "板/图 1.png", "a.png", "A.PNG", "a.jpg", "-rf", "~/x", "%2e%2e/x", "a//b.png",
                "\ud83d\ude00.png", "a\nb.png",
                "板".repeat(300) + ".png", "\ud83d\ude00".repeat(200));
        format.write(labels(names), inner.resolve(format.fileName()), TEN);
        assertEquals("mine", Files.readString(before));
        try (Stream<Path> files = Files.walk(temp)) {
            List<Path> all = files.toList();
            TreeSet<String> seen = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
            for (Path file : all) {
                assertTrue(file.equals(temp) || file.equals(before) || file.startsWith(inner), file.toString());
                String name = file.getFileName().toString();
                assertTrue(name.getBytes(StandardCharsets.UTF_8).length < 255 && !name.matches("(?i)(con|nul)(\\..*)?"),
                        name);
                assertTrue(seen.add(file.toString()), file + " is there twice where case does not count");
            }
        }
        if (!id.equals("deeppcb") && !id.equals("csv"))
            assertEquals(names.size(),
                    format.read(inner.resolve(format.fileName()), TEN).labels().tiles().size(), "no image is lost");
    }

    @Test
    void absurdMasksAreRefusedBeforeMemoryIsAskedFor() throws Exception {
        String start = "{\"images\":[{\"id\":1,\"file_name\":\"a\",\"width\":%d,\"height\":%d}],\"categories\":"
                + "[{\"id\":1,\"name\":\"c\"}],\"annotations\":[{\"image_id\":1,\"category_id\":1,"
                + "\"segmentation\":%s}]}";
        Path file = temp.resolve("c.json");
        Files.writeString(file, start.formatted(16_000_000, 16_000_000,
                "{\"size\":[16000000,16000000],\"counts\":[0,256000000000000]}"));
        assertThrows(ToolException.class, () -> LabelFormats.read(file, Images.NONE));
        Files.writeString(file, start.formatted(2_000_000_000, 2_000_000_000, "[]"));
        assertThrows(ToolException.class, () -> LabelFormats.read(file, Images.NONE));
        Files.writeString(file, start.formatted(100_000, 100_000, "[[0,0,99999,0,99999,99999],[5,5,9,9,5,9]]"));
        assertThrows(ToolException.class, () -> LabelFormats.read(file, Images.NONE));
        StringBuilder stripes = new StringBuilder("{\"size\":[8000,8000],\"counts\":[0");
        for (int i = 0; i < 8000; i++) // each second column is full: a short file, and 32,000,000 runs by rows
            stripes.append(",8000");
        Files.writeString(file, start.formatted(8000, 8000, stripes.append("]}")));
        ToolException e = assertThrows(ToolException.class, () -> LabelFormats.read(file, Images.NONE));
        assertTrue(e.getMessage().contains("runs"), e.getMessage());
        Path loupe = temp.resolve("l.json");
        Files.writeString(loupe, "{\"format\":\"loupe-labels\",\"version\":1,\"tiles\":[{\"tile\":1,\"image\":\"a\"}],"
                + "\"labels\":[{\"id\":1,\"tile\":1,\"mask\":[0,0,2000000000,1,2000000000]}]}");
        assertThrows(ToolException.class, () -> LabelFormats.read(loupe, Images.NONE));
    }

    @Test
    void aFolderWithSomethingInItIsLeftAlone() throws IOException {
        Path target = Files.createDirectories(temp.resolve("yolo"));
        Files.writeString(target.resolve("mine.txt"), "mine");
        for (String id : List.of("yolo", "voc", "labelme")) {
            ToolException e = assertThrows(ToolException.class,
                    () -> LabelFormats.byId(id).write(labels(List.of("a.png")), target, TEN));
            assertTrue(e.getMessage().contains(target.toString()), e.getMessage());
        }
        try (Stream<Path> files = Files.walk(temp)) {
            assertEquals(3, files.count());
        }
    }
}
