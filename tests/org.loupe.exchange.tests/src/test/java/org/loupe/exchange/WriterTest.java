package org.loupe.exchange;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loupe.api.Detections;
import org.loupe.api.Features;
import org.loupe.api.ImageInfo;
import org.loupe.api.Mask;
import org.loupe.api.Region;
import org.loupe.api.Shape;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;
import org.loupe.exchange.internal.CocoMask;
import org.loupe.store.ImageRow;
import org.loupe.store.RunReader;
import org.loupe.store.RunWriter;

/** What other programs read is what the run holds, in every locale. */
class WriterTest {
    @TempDir
    Path temp;
    private RunReader run;
    private final Locale usual = Locale.getDefault();

    @BeforeEach
    void write() throws ToolException {
        Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
        Detections d = new Detections.Builder(List.of("Spur, \"long\"", "Open"))
                .add(2, 1, 3, 2, 0.75, 0, new int[] { 1, 2, 1, 1, 1 }).add(1.5, 0, 3.25, 2, 0.1, 1, null).build();
        Features f = new Features(List.of("area_um2", "mean"), 2,
                new float[] { 1234567.5f, Float.NaN, 1e-7f, Float.POSITIVE_INFINITY });
        ImageInfo.Conditions c = ImageInfo.Conditions.UNKNOWN;
        try (RunWriter writer = RunWriter.create(temp.resolve("run"), "{}", "{}")) {
            writer.append(new ImageRow(0, "基板 1.png", "/in/基板 1.png", 0, "", "s0", "", "k0", 8, 6, 0.25, c, 0, 1, "ok",
                    "", "", List.of("w\n1")), d, f);
            writer.append(new ImageRow(1, "bad.png", "/in/bad.png", 0, "", "", "", "", 0, 0, Double.NaN, c, 0, 1,
                    "error", "Broken.", "Mend it.", List.of()), Detections.NONE, Features.none(0));
            writer.append(new ImageRow(2, "good.png", "/in/good.png", 0, "", "s2", "", "k2", 8, 6, Double.NaN, c, 0, 1,
                    "ok", "", "", List.of()), Detections.NONE, Features.none(0));
        }
        run = RunReader.open(temp.resolve("run"));
    }

    @AfterEach
    void close() {
        Locale.setDefault(usual);
        run.close();
    }

    @Test
    void csv() throws Exception {
        Path file = temp.resolve("d.csv");
        CsvWriter.write(run, List.of(), file);
        assertEquals(
                "image,path,page,image_index,row,class,score,x,y,width,height,um_per_px,area_um2,mean\r\n"
                        + "基板 1.png,/in/基板 1.png,0,0,0,\"Spur, \"\"long\"\"\",0.75,2,1,3,2,0.25,1234567.5,\r\n"
                        + "基板 1.png,/in/基板 1.png,0,0,1,Open,0.1,1.5,0,3.25,2,0.25,1.0E-7,Infinity\r\n",
                Files.readString(file));
        CsvWriter.write(run, List.of("score", "mask_rle", "class"), file);
        assertEquals("score,mask_rle,class\r\n0.75,1 2 1 1 1,\"Spur, \"\"long\"\"\"\r\n0.1,,Open\r\n",
                Files.readString(file));
        ToolException e = assertThrows(ToolException.class, () -> CsvWriter.write(run, List.of("colour"), file));
        assertTrue(e.remedy().contains("area_um2"), e.remedy());
        assertTrue(Files.readString(file).startsWith("score,"), "the older file is untouched");
        CsvWriter.write(run, List.of("image", "x", "y", "width", "height", "class"), file);
        assertEquals(2, TruthReader.read(file).get(0).boxes().size());
    }

    @Test
    void jsonLines() throws Exception {
        Path file = temp.resolve("d.jsonl");
        JsonWriter.write(run, file);
        List<String> lines = Files.readAllLines(file);
        assertEquals(3, lines.size());
        JsonObject image = JsonParser.parseString(lines.get(0)).getAsJsonObject();
        assertEquals("基板 1.png", image.get("image").getAsString());
        JsonObject first = image.getAsJsonArray("detections").get(0).getAsJsonObject();
        assertEquals(0.75, first.get("score").getAsDouble());
        assertEquals(5, first.getAsJsonArray("mask").size());
        assertTrue(first.getAsJsonObject("features").get("mean").isJsonNull());
        assertTrue(image.getAsJsonArray("detections").get(1).getAsJsonObject().get("mask").isJsonNull());
        assertEquals("Broken.", JsonParser.parseString(lines.get(1)).getAsJsonObject().get("message").getAsString());
    }

    @Test
    void cocoComesBackAsTruth() throws Exception {
        Path file = temp.resolve("d.json");
        CocoWriter.write(run, file);
        List<Truth> truths = TruthReader.read(file);
        assertEquals(List.of("基板 1.png", "good.png"), truths.stream().map(Truth::image).toList());
        Detections boxes = truths.get(0).boxes(), given = run.detections(0);
        assertArrayEquals(given.x(), boxes.x());
        assertArrayEquals(given.height(), boxes.height());
        assertArrayEquals(given.score(), boxes.score());
        assertEquals(given.className(0), boxes.className(0));
        JsonObject root = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
        JsonObject first = root.getAsJsonArray("annotations").get(0).getAsJsonObject();
        assertEquals(3, first.get("area").getAsInt());
        assertEquals(1234567.5, first.getAsJsonObject("attributes").get("area_um2").getAsDouble());
        assertFalse(first.getAsJsonObject("attributes").has("mean"));
        JsonObject mask = first.getAsJsonObject("segmentation");
        assertEquals("[6,8]", mask.getAsJsonArray("size").toString());
        // rows of the box: . x x / . x .  → column 3: rows 1, 2 on; column 4: row 1 on
        assertArrayEquals(new long[] { 19, 2, 4, 1, 22 }, CocoMask.unpack(mask.get("counts").getAsString()));
        CocoWriter.writeResults(run, file);
        JsonArray results = JsonParser.parseString(Files.readString(file)).getAsJsonArray();
        assertEquals(2, results.size());
        assertEquals(1, results.get(0).getAsJsonObject().get("image_id").getAsInt());
    }

    @Test
    void truthIsWrittenWithItsMasks() throws Exception {
        Path file = temp.resolve("t.json");
        Detections d = run.detections(0);
        CocoWriter.write(List.of(new Truth("a", 8, 6, d), new Truth("b", 0, 0, Detections.NONE)), file);
        List<Truth> truths = TruthReader.read(file);
        assertEquals(8, truths.get(0).width());
        assertArrayEquals(d.width(), truths.get(0).boxes().width());
        assertEquals(0, truths.get(1).boxes().size());
    }

    @Test
    void aFileThatCannotBeWrittenIsNamed() {
        Path file = temp.resolve("none/d.csv");
        for (var write : List.<org.junit.jupiter.api.function.Executable>of(() -> CsvWriter.write(run, List.of(), file),
                () -> JsonWriter.write(run, file), () -> CocoWriter.write(run, file))) {
            ToolException e = assertThrows(ToolException.class, write);
            assertTrue(e.getMessage().contains(file.toString()) && !e.remedy().isEmpty(), e.getMessage());
        }
    }

    /** COCO's own packing of these run lengths, by pycocotools. */
    @Test
    void masksArePackedAsCocoDoes() {
        assertEquals("61X13mN000`0", CocoMask.pack(new long[] { 6, 1, 40, 4, 5, 4, 5, 4, 21 }));
    }

    @Test
    void masksTurnFromRowsToColumns() {
        Random random = new Random(3);
        for (int n = 0; n < 300; n++) {
            int width = 1 + random.nextInt(9), height = 1 + random.nextInt(9);
            Region box = new Region(random.nextInt(5) - 2, random.nextInt(5) - 2, 1 + random.nextInt(10),
                    1 + random.nextInt(10));
            Tile tile = Tile.allocate(Shape.grey(box.width(), box.height()));
            int dense = random.nextInt(4);
            for (int i = 0; i < box.width() * box.height(); i++)
                tile.data().put(i, (byte) (random.nextInt(4) < dense ? 1 : 0));
            long[] runs = CocoMask.columns(Mask.encode(tile, new Region(0, 0, box.width(), box.height())), box, width,
                    height);
            assertArrayEquals(runs, CocoMask.unpack(CocoMask.pack(runs)));
            int at = 0;
            for (int i = 0; i < runs.length; i++) {
                assertTrue(runs[i] > 0 || i == 0 || i == runs.length - 1);
                for (long k = 0; k < runs[i]; k++, at++) {
                    int x = at / height, y = at % height;
                    boolean on = x >= box.x() && x < box.right() && y >= box.y() && y < box.bottom()
                            && tile.get(x - box.x(), y - box.y(), 0) != 0;
                    assertEquals(on, i % 2 == 1, "pixel " + x + ", " + y);
                }
            }
            assertEquals(width * height, at);
        }
    }
}
