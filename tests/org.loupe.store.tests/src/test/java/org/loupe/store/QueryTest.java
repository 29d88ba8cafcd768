package org.loupe.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.loupe.api.Detections;
import org.loupe.api.Features;
import org.loupe.api.ToolException;

/** Conditions, orders and counts that people type. */
class QueryTest {
    @TempDir
    static Path temp;
    static RunReader run;

    /** Six detections in two images. */
    @BeforeAll
    static void open() throws ToolException {
        List<String> classes = List.of("Short", "Open", "Spurious copper", "it's", "100%_a");
        Features none = Features.none(0);
        try (RunWriter writer = RunWriter.create(temp.resolve("run"), "{}", "{}")) {
            writer.append(Sample.image(0, "board 1.png"),
                    new Detections.Builder(classes).add(1, 2, 3, 4, 0.9, 0, null).add(5, 6, 7, 8, 0.5, 1, null)
                            .add(9, 9, 9, 9, 0.7, 2, null).build(),
                    new Features(List.of("area µm²", "contrast"), 3, new float[] { 10, -60, 20, Float.NaN, 30, 5 }));
            writer.append(Sample.image(1, "基板_2.png"),
                    new Detections.Builder(classes).add(1, 2, 3, 4, 0.5, 0, null).add(5, 6, 7, 8, 0.5, 3, null)
                            .add(5, 6, 7, 8, 0.1, 4, null).build(),
                    new Features(List.of("area µm²", "contrast"), 3,
                            new float[] { 40, 1, 50, 2, 60, Float.POSITIVE_INFINITY }));
            writer.append(Sample.failed(2), Detections.NONE, none);
        }
        run = RunReader.open(temp.resolve("run"));
    }

    @AfterAll
    static void close() {
        run.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = { "class = Short | 2", "CLASS == short | 2",
            "class != Short | 4", "class <> Short | 4", "class = 'Spurious copper' | 1",
            "class = \"Spurious copper\" | 1", "class ~ copper | 1", "class !~ copper | 5", "class = sp* | 1",
            "class = *o* | 4", "class != s* | 3", "class = 's*' | 0", "class = \"it's\" | 1", "class = 100%_a | 1",
            "class = 100%* | 1", "class = 1%_* | 0", "class in (Short, open) | 3", "class in ('it''s') | x",
            "not class in (Short, Open) | 3", "score = 0.9 | 1", "score < 0.9 | 5", "score >= 0.9 | 1", "score<=.5 | 4",
            "score ≥ 0.7 | 2", "score < 5e-1 | 1", "contrast = −60 | 1", "contrast < -59 | 1",
            "contrast is unknown | 1", "contrast is not unknown | 5", "contrast > 0 | 4", "contrast != 5 | 4",
            "\"area µm²\" > 30 | 3", "image = 基板* | 3", "image = 'BOARD 1.png' | 3", "image_index = 1 | 3",
            "row = 2 and image_index = 0 | 1", "class = Short and score < 0.9 | 1",
            "class = Short or class = Open and score > 0.8 | 2", "(class = Short or class = Open) and score > 0.8 | 1",
            "not (class = Short or class = Open) | 3", "not not class = Short | 2",
            "not class = Short and not class = Open | 3", "`` | 6" })
    void conditionsMeanWhatTheySay(String where, String count) throws ToolException {
        if (count.equals("x"))
            assertThrows(ToolException.class, () -> run.page(where, "", 0, 10));
        else
            assertEquals(Integer.parseInt(count), run.page(where == null ? "" : where, "", 0, 10).total());
        if (!count.equals("x"))
            assertEquals(Integer.parseInt(count), inMemory(where == null ? "" : where), "the same without a database");
    }

    /** How many detections meet a condition that is asked of each in memory. */
    private static int inMemory(String where) throws ToolException {
        Condition condition = Condition.parse(where, run.columns());
        Page all = run.page("", "", 0, 10);
        Detections d = all.detections();
        int met = 0;
        for (int i = 0; i < all.size(); i++) {
            int row = i;
            if (condition.holds(column -> switch (column) {
                case "image" -> all.images().get(row);
                case "class" -> d.className(row);
                case "score" -> d.score()[row];
                case "image_index" -> all.imageIndex()[row];
                case "row" -> all.row()[row];
                default -> {
                    float value = all.features().get(row, all.features().column(column));
                    yield Float.isNaN(value) ? null : value;
                }
            }))
                met++;
        }
        return met;
    }

    @ParameterizedTest
    @ValueSource(strings = { "1=1", "score", "score <", "score < abc", "score < 0,9", "score < NaN", "score < 1f",
            "score < 0x1p3", "score < 'x' or", "score ~ 3", "colour = red", "class = Short; DROP TABLE detections",
            "class = 'a' union select 1", "(score < 1", "score < 1)", "class = 'open", "class = Spurious copper", "and",
            "not", "class in Short", "class in ()", "class is red", "score < 1 score > 2", "score => 1",
            "class = Short -- x", "mask_rle ~ 1", "rowid = 1", "lower(class) = short", "\"class\"\" = 1 or 1=1",
            "score < 1 and and score > 0", "class = (Short)" })
    void whatIsNoConditionIsRefusedWithARemedy(String where) throws ToolException {
        ToolException e = assertThrows(ToolException.class, () -> run.page(where, "", 0, 10));
        assertTrue(!e.remedy().isBlank() && !e.getMessage().contains("DuckDB") && e.getMessage().contains(":"),
                e.getMessage());
        assertEquals(6, run.page("", "", 0, 10).total());
    }

    @Test
    void errorsSayWhereAndWhatIsAllowed() {
        ToolException e = assertThrows(ToolException.class, () -> run.page("score < 1 and colour = red", "", 0, 1));
        assertEquals("There is no column 'colour', found 'colour' at position 15: score < 1 and colour = red",
                e.getMessage());
        assertTrue(e.remedy().contains("Columns: image, class, score, x, y, width, height, area µm², contrast"),
                e.remedy());
        e = assertThrows(ToolException.class, () -> run.page("class = Spurious copper", "", 0, 1));
        assertTrue(e.remedy().contains("in quotes"), e.remedy());
    }

    @Test
    void nestingDeeplyIsRefusedNotFatal() {
        assertThrows(ToolException.class, () -> run.page("(".repeat(4000) + "score < 1" + ")".repeat(4000), "", 0, 1));
        assertThrows(ToolException.class, () -> run.page("score < 1 or ".repeat(2000) + "score < 1", "", 0, 1));
    }

    @Test
    void ordersPutUnknownLastAndKeepTiesInPlace() throws ToolException {
        Page page = run.page("", "score desc", 0, 10);
        assertArrayEquals(new float[] { 0.9f, 0.7f, 0.5f, 0.5f, 0.5f, 0.1f }, page.detections().score());
        assertArrayEquals(new int[] { 0, 0, 0, 1, 1, 1 }, page.imageIndex());
        assertArrayEquals(new int[] { 0, 2, 1, 0, 1, 2 }, page.row());
        page = run.page("", "contrast", 0, 10);
        assertEquals(Float.NaN, page.features().get(5, 1));
        page = run.page("", "contrast desc, class asc", 0, 10);
        assertEquals(Float.NaN, page.features().get(5, 1));
        page = run.page("class != Open", "image desc, score", 1, 2);
        assertEquals(5, page.total());
        assertEquals(List.of("基板_2.png", "基板_2.png"), page.images());
        assertEquals("Short", page.detections().className(0));
        for (String order : List.of("score down", "score,", ",", "colour", "score desc desc", "1", "score; x"))
            assertThrows(ToolException.class, () -> run.page("", order, 0, 1), order);
        assertEquals(0, run.page("", "score", 6, 10).size());
        assertEquals(6, run.page("", "score", 6, 10).total());
        assertEquals(0, run.page("", "score", 0, 0).size());
        assertArrayEquals(run.page("", "score desc", 0, 2_000).row(), run.page("", "score desc", 0, 1_000_000).row());
    }

    @Test
    void countsAndHistograms() throws ToolException {
        assertEquals(List.of(new ClassCount("Short", 2, 2), new ClassCount("100%_a", 1, 1),
                new ClassCount("Open", 1, 1), new ClassCount("Spurious copper", 1, 1), new ClassCount("it's", 1, 1)),
                run.countByClass());
        assertEquals(List.of(new ClassCount("Short", 1, 1)), run.countByClass("score > 0.7 and class = short"));
        Histogram scores = run.histogram("score", "", 4);
        assertArrayEquals(new long[] { 1, 0, 3, 2 }, scores.counts());
        assertEquals(0.1, scores.min(), 1e-6);
        assertEquals(0.9, scores.edge(4), 1e-6);
        Histogram contrast = run.histogram("contrast", "", 2);
        assertEquals(1, contrast.unknown());
        assertArrayEquals(new long[] { 1, 3 }, contrast.counts());
        assertEquals(5, contrast.max(), 1e-6);
        assertArrayEquals(new long[] { 1, 0, 0 }, run.histogram("score", "score > 0.8", 3).counts());
        assertThrows(ToolException.class, () -> run.histogram("class", "", 3));
        assertThrows(ToolException.class, () -> run.histogram("colour", "", 3));
    }

    @Test
    void sqlReachesTheRunAndNothingElse() throws Exception {
        assertEquals(10f, run.<Float>query("SELECT \"area µm²\" FROM detections JOIN images USING (image_index) WHERE "
                + "detections.image = ? AND \"row\" = 0", List.of("board 1.png"), rows -> {
                    rows.next();
                    return rows.getFloat(1);
                }));
        Path secret = Files.writeString(temp.resolve("secret.csv"), "a\n1\n");
        assertThrows(ToolException.class,
                () -> run.query("SELECT * FROM read_csv('" + secret + "')", List.of(), rows -> null));
        assertThrows(ToolException.class,
                () -> run.query("SET enable_external_access = true", List.of(), rows -> null));
        assertThrows(ToolException.class, () -> run.query("SELECT * FROM elsewhere", List.of(), rows -> null));
    }
}
