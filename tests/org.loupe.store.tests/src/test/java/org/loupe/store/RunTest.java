package org.loupe.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.RandomAccessFile;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loupe.api.Detections;
import org.loupe.api.Features;
import org.loupe.api.ToolException;

/** A run comes back as it was written, whatever happened meanwhile. */
class RunTest {
    private static final boolean WINDOWS = System.getProperty("os.name").startsWith("Windows");

    @TempDir
    Path temp;

    private Path write(int images) throws ToolException {
        Path folder = temp.resolve("run [1-2] 'é' {a} *? 検査".replaceAll(WINDOWS ? "[*?]" : "$^", ""));
        try (RunWriter writer = RunWriter.create(folder, "{\"r\":1}", "{\"p\":2}")) {
            for (int i = 0; i < images; i++)
                writer.append(Sample.image(i), Sample.detections(i, i % 4), Sample.features(i, i % 4));
            writer.complete();
        }
        return folder;
    }

    private static Set<String> files(Path folder) throws Exception {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(f -> f.getFileName().toString()).collect(Collectors.toSet());
        }
    }

    @Test
    void everyColumnComesBack() throws Exception {
        Path folder = write(300);
        try (RunReader run = RunReader.open(folder)) {
            assertTrue(run.complete());
            assertEquals("{\"r\":1}", run.recipeJson());
            assertEquals("{\"p\":2}", run.provenanceJson());
            assertEquals(300, run.imageCount());
            assertEquals(450, run.detectionCount());
            assertEquals(0, run.errorCount());
            assertEquals(Sample.FEATURES, run.featureNames());
            assertEquals(List.of("Open", "Short", "Spurious copper"), run.classNames());
            for (int i : new int[] { 0, 7, 255, 256, 299 }) {
                int n = i % 4;
                ImageRow given = Sample.image(i);
                ImageRow row = run.images().get(i);
                assertEquals(new ImageRow(i, given.image(), given.path(), 0, given.referencePath(), given.sha256(),
                        given.referenceSha256(), given.key(), 640, 480, given.umPerPx(), given.conditions(), n, 12.5,
                        "ok", "", "", given.warnings()), row);
                Detections expected = Sample.detections(i, n), found = run.detections(i);
                assertEquals(n, found.size());
                assertArrayEquals(expected.x(), found.x());
                assertArrayEquals(expected.y(), found.y());
                assertArrayEquals(expected.width(), found.width());
                assertArrayEquals(expected.height(), found.height());
                assertArrayEquals(expected.score(), found.score());
                for (int r = 0; r < n; r++) {
                    assertEquals(expected.className(r), found.className(r));
                    assertArrayEquals(expected.masks()[r], found.masks()[r]);
                }
                assertArrayEquals(Sample.features(i, n).values(), run.features(i).values());
            }
            assertEquals(0, run.detections(12345).size());
            assertEquals("image 9.png", run.image("image 9.png").orElseThrow().image());
            List<Integer> seen = new ArrayList<>();
            run.visit((image, detections, features) -> {
                assertEquals(image.detections(), detections.size());
                assertEquals(detections.size(), features.rows());
                seen.add(image.index());
            });
            assertEquals(300, seen.size());
            assertEquals(299, seen.get(299));
        }
        assertEquals(Set.of("recipe.json", "provenance.json", "run.json", ".lock", "images-00001.parquet",
                "images-00002.parquet", "detections-00001.parquet", "detections-00002.parquet"), files(folder));
    }

    @Test
    void aRunWithoutImagesOpens() throws Exception {
        try (RunReader run = RunReader.open(write(0))) {
            assertEquals(0, run.imageCount());
            assertEquals(List.of(), run.countByClass());
            assertEquals(0, run.page("score > 0.5", "class", 0, 10).total());
            assertTrue(Double.isNaN(run.histogram("score", "", 4).min()));
        }
    }

    @Test
    void aRunWithoutDetectionsOpens() throws Exception {
        try (RunReader run = RunReader.open(write(1))) {
            assertEquals(1, run.imageCount());
            assertEquals(0, run.detections(0).size());
            assertEquals(0, run.page("", "", 0, 10).size());
            assertEquals(List.of(), run.classNames());
        }
    }

    @Test
    void featuresThatOnlySomeImagesHaveAreUnknownElsewhere() throws Exception {
        Path folder = temp.resolve("run");
        try (RunWriter writer = RunWriter.create(folder, "{}", "{}")) {
            writer.append(Sample.image(0), Sample.detections(0, 1), new Features(List.of("a"), 1, new float[] { 1 }));
            writer.append(Sample.image(1), Sample.detections(1, 1), new Features(List.of("b"), 1, new float[] { 2 }));
            writer.flush();
            writer.append(Sample.image(2), Sample.detections(2, 1),
                    new Features(List.of("c", "a"), 1, new float[] { 3, 4 }));
        }
        try (RunReader run = RunReader.open(folder)) {
            assertFalse(run.complete());
            assertEquals(List.of("a", "b", "c"), run.featureNames());
            assertArrayEquals(new float[] { 1, Float.NaN, Float.NaN }, run.features(0).values());
            assertArrayEquals(new float[] { Float.NaN, 2, Float.NaN }, run.features(1).values());
            assertArrayEquals(new float[] { 4, Float.NaN, 3 }, run.features(2).values());
            assertArrayEquals(new float[] { 1, Float.NaN, Float.NaN, Float.NaN, 2, Float.NaN, 4, Float.NaN, 3 },
                    run.page("", "", 0, 10).features().values());
        }
    }

    @Test
    void aFeatureMayNotTakeAColumnsName() throws Exception {
        try (RunWriter writer = RunWriter.create(temp.resolve("run"), "{}", "{}")) {
            writer.append(Sample.image(0), Detections.NONE, Features.none(0));
            for (String name : List.of("Score", "image", " "))
                assertThrows(ToolException.class, () -> writer.append(Sample.image(1), Detections.NONE,
                        new Features(List.of(name), 0, new float[0])), name);
            ToolException e = assertThrows(ToolException.class, () -> writer.append(Sample.image(1), Detections.NONE,
                    new Features(List.of("Area", "area"), 0, new float[0])));
            assertTrue(e.getMessage().contains("'area'") && e.getMessage().contains("'Area'"), e.getMessage());
        }
    }

    @Test
    void resumingSkipsWhatIsFinishedAndDeletesWhatIsNot() throws Exception {
        Path folder = write(10);
        Files.copy(folder.resolve("detections-00001.parquet"), folder.resolve("detections-00002.parquet"));
        Files.writeString(folder.resolve("images-00002.parquet.tmp"), "half");
        Files.writeString(folder.resolve("run.json.tmp"), "half");
        Files.writeString(folder.resolve("mine.tmp"), "not the store's");
        try (RunReader run = RunReader.open(folder)) {
            assertEquals(10, run.imageCount());
        }
        try (RunWriter writer = RunWriter.resume(folder)) {
            assertFalse(Files.exists(folder.resolve("detections-00002.parquet")));
            assertEquals(Set.of("recipe.json", "provenance.json", "run.json", ".lock", "mine.tmp",
                    "images-00001.parquet", "detections-00001.parquet"), files(folder));
            for (int i = 0; i < 12; i++)
                assertEquals(i < 10, writer.has("key" + i));
            writer.append(Sample.image(10), Sample.detections(10, 2), Sample.features(10, 2));
            assertFalse(writer.has("key10"), "has() speaks of earlier sessions: two equal images are both inspected");
        }
        try (RunReader run = RunReader.open(folder)) {
            assertEquals(11, run.imageCount());
            assertFalse(run.complete());
        }
    }

    @Test
    void anImageThatWasMendedReplacesItsError() throws Exception {
        Path folder = temp.resolve("run");
        try (RunWriter writer = RunWriter.create(folder, "{}", "{}")) {
            writer.append(Sample.image(0), Sample.detections(0, 3), Sample.features(0, 3));
            writer.append(Sample.failed(1), Detections.NONE, Features.none(0));
            writer.append(Sample.image(2), Sample.detections(2, 2), Sample.features(2, 2));
        }
        try (RunReader run = RunReader.open(folder)) {
            assertEquals(1, run.errorCount());
            assertEquals("It is broken.", run.images().get(1).message());
        }
        try (RunWriter writer = RunWriter.resume(folder)) {
            assertTrue(writer.has("key0"));
            assertFalse(writer.has("key1"));
            writer.append(Sample.image(1), Sample.detections(1, 5), Sample.features(1, 5));
            // the file of image 2 was changed since
            writer.append(Sample.image(2), Sample.detections(2, 1), Sample.features(2, 1));
        }
        try (RunReader run = RunReader.open(folder)) {
            assertEquals(3, run.imageCount());
            assertEquals(0, run.errorCount());
            assertEquals(9, run.detectionCount());
            assertEquals(5, run.detections(1).size());
            assertEquals(1, run.detections(2).size());
            assertEquals(9, run.page("", "", 0, 100).total());
            assertEquals(9, run.countByClass().stream().mapToLong(ClassCount::detections).sum());
            assertEquals(3,
                    (long) run.<Long>query("SELECT count(*) FROM images WHERE status = ?", List.of("ok"), rows -> {
                        rows.next();
                        return rows.getLong(1);
                    }));
            List<Integer> seen = new ArrayList<>();
            run.visit((image, d, f) -> seen.add(d.size()));
            assertEquals(List.of(3, 5, 1), seen);
        }
    }

    @Test
    void imagesKeepTheirIndexWhenTheListGrows() throws Exception {
        Path folder = temp.resolve("run");
        try (RunWriter writer = RunWriter.create(folder, "{}", "{}")) {
            writer.append(Sample.image(0, "a"), Sample.detections(0, 1), Sample.features(0, 1));
            writer.append(Sample.image(1, "c"), Sample.detections(1, 2), Sample.features(1, 2));
        }
        try (RunWriter writer = RunWriter.resume(folder)) {
            writer.append(Sample.image(1, "b"), Sample.detections(1, 3), Sample.features(1, 3));
            writer.append(Sample.image(2, "c"), Sample.detections(2, 1), Sample.features(2, 1));
        }
        try (RunReader run = RunReader.open(folder)) {
            assertEquals(List.of("a", "c", "b"), run.images().stream().map(ImageRow::image).toList());
            assertEquals(List.of(1, 1, 3), run.images().stream().map(ImageRow::detections).toList());
        }
    }

    @Test
    void aReaderSeesNewPartsWhenAsked() throws Exception {
        Path folder = temp.resolve("run");
        try (RunWriter writer = RunWriter.create(folder, "{}", "{}"); RunReader run = RunReader.open(folder)) {
            assertFalse(run.refresh());
            writer.append(Sample.image(0), Sample.detections(0, 2), Sample.features(0, 2));
            assertFalse(run.refresh(), "not written yet");
            writer.flush();
            assertEquals(0, run.page("", "", 0, 9).total());
            assertTrue(run.refresh());
            assertEquals(2, run.page("", "", 0, 9).total());
            writer.append(Sample.image(1), Sample.detections(1, 3), Sample.features(1, 3));
            writer.complete();
            assertTrue(run.refresh());
            assertEquals(5, run.page("", "", 0, 9).total());
            assertEquals(3, run.detections(1).size());
        }
    }

    @Test
    void onlyOneWriterHasAFolder() throws Exception {
        Path folder = temp.resolve("run");
        try (RunWriter writer = RunWriter.create(folder, "{}", "{}")) {
            assertFalse(writer.has("key0"));
            ToolException e = assertThrows(ToolException.class, () -> RunWriter.resume(folder));
            assertTrue(e.getMessage().contains("being written"), e.getMessage());
        }
        ToolException e = assertThrows(ToolException.class, () -> RunWriter.create(folder, "{}", "{}"));
        assertTrue(e.getMessage().contains("holds a run"), e.getMessage());
        RunWriter.resume(folder).close();
    }

    @Test
    void twoNamesOfAFolderAreOne() throws Exception {
        Path folder = temp.resolve("run"), link = temp.resolve("link");
        try (RunWriter writer = RunWriter.create(folder, "{}", "{}")) {
            assertFalse(writer.has("key0"));
            try {
                Files.createSymbolicLink(link, folder);
            } catch (UnsupportedOperationException | FileSystemException e) {
                Assumptions.abort("Skipped: symbolic links cannot be made here.");
            }
            assertThrows(ToolException.class, () -> RunWriter.resume(link));
        }
        RunWriter.resume(link).close();
    }

    @Test
    void aWrongBatchIsRefusedBeforeItIsTaken() throws Exception {
        Path folder = temp.resolve("run");
        Detections wrong = new Detections(new float[1], new float[1], new float[1], new float[1], new float[1],
                List.of("a"), new int[] { 1 }, new int[1][]);
        try (RunWriter writer = RunWriter.create(folder, "{}", "{}")) {
            assertThrows(IndexOutOfBoundsException.class, () -> writer.append(Sample.image(0), wrong, Features.none(1)));
            assertThrows(IllegalArgumentException.class,
                    () -> writer.append(Sample.image(0), Sample.detections(0, 2), Features.none(1)));
            writer.append(Sample.image(1), Sample.detections(1, 2), Sample.features(1, 2));
        }
        try (RunReader run = RunReader.open(folder)) {
            assertEquals(1, run.imageCount());
        }
    }

    @Test
    void whatIsNoRunIsNamed() throws Exception {
        ToolException e = assertThrows(ToolException.class, () -> RunReader.open(temp.resolve("none")));
        assertTrue(e.getMessage().contains("no run"), e.getMessage());
        assertFalse(RunReader.isRun(temp));
        for (String json : List.of("", "[]", "{}", "null", "{\"version\":\"x\"}", "{\"version\":1}", "\u0000")) {
            Files.writeString(temp.resolve("run.json"), json);
            assertThrows(ToolException.class, () -> RunReader.open(temp), json);
        }
        Files.writeString(temp.resolve("run.json"), "{\"version\":2,\"state\":\"complete\"}");
        e = assertThrows(ToolException.class, () -> RunReader.open(temp));
        assertTrue(e.getMessage().contains("version 2") && e.remedy().contains("newer"), e.getMessage());
    }

    @Test
    void aDamagedPartIsNamed() throws Exception {
        Path folder = write(300);
        Path part = folder.resolve("detections-00002.parquet");
        byte[] whole = Files.readAllBytes(part);
        try (RandomAccessFile file = new RandomAccessFile(part.toFile(), "rw")) {
            file.setLength(whole.length / 2);
        }
        ToolException e = assertThrows(ToolException.class, () -> RunReader.open(folder));
        assertTrue(e.getMessage().contains("detections-00002"), e.getMessage());
        assertTrue(e.remedy().contains("images-00002"), e.remedy());
        Files.delete(part);
        try (RunWriter writer = RunWriter.resume(folder)) {
            assertTrue(writer.has("key255"));
            assertFalse(writer.has("key256"));
            writer.append(Sample.image(256), Detections.NONE, Features.none(0));
        }
        try (RunReader run = RunReader.open(folder)) {
            assertEquals(257, run.imageCount());
        }
    }

    @Test
    void aFolderThatCannotBeWrittenIsNamed() throws Exception {
        Path file = Files.writeString(temp.resolve("file"), "");
        ToolException e = assertThrows(ToolException.class, () -> RunWriter.create(file, "{}", "{}"));
        assertTrue(e.getMessage().contains(file.toString()), e.getMessage());
        assertFalse(e.remedy().isEmpty());
    }

    @Test
    void aPartThatCannotBeWrittenIsTriedAgain() throws Exception {
        Path folder = temp.resolve("run");
        Path obstacle = folder.resolve("images-00002.parquet.tmp");
        try (RunWriter writer = RunWriter.create(folder, "{}", "{}")) {
            writer.append(Sample.image(0), Sample.detections(0, 2), Sample.features(0, 2));
            writer.flush();
            writer.append(Sample.image(1), Sample.detections(1, 2), Sample.features(1, 2));
            Files.createDirectories(obstacle.resolve("in the way"));
            ToolException e = assertThrows(ToolException.class, writer::flush);
            assertTrue(e.getMessage().contains("Part 2") && e.getMessage().contains("Part 1 is safe.")
                    && e.getMessage().contains("free"), e.getMessage());
            assertFalse(e.remedy().isEmpty());
            try (RunReader run = RunReader.open(folder)) {
                assertEquals(1, run.imageCount());
            }
            Files.delete(obstacle.resolve("in the way"));
            Files.delete(obstacle);
            writer.flush();
        }
        try (RunReader run = RunReader.open(folder)) {
            assertEquals(2, run.imageCount());
        }
    }

    @Test
    void aMaskOfAnyLengthSurvives() throws Exception {
        int[] runs = new int[100_000];
        for (int i = 0; i < runs.length; i++)
            runs[i] = i * 7 % 21_000;
        Detections d = new Detections.Builder(List.of("a")).add(0, 0, 1, 1, 1, 0, runs)
                .add(0, 0, 1, 1, 1, 0, new int[0]).add(0, 0, 1, 1, 1, 0, null).build();
        Path folder = temp.resolve("run");
        try (RunWriter writer = RunWriter.create(folder, "{}", "{}")) {
            writer.append(Sample.image(0), d, Features.none(3));
        }
        try (RunReader run = RunReader.open(folder)) {
            assertArrayEquals(runs, run.detections(0).masks()[0]);
            assertArrayEquals(new int[0], run.detections(0).masks()[1]);
            assertNull(run.detections(0).masks()[2]);
        }
    }
}
