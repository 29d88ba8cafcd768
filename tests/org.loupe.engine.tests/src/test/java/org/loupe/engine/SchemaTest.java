package org.loupe.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.loupe.api.Param;

class SchemaTest {

    enum Mode {
        FIXED, DATA_BAR
    }

    record Everything(
            @Param(label = "Largest shift", unit = "px", min = 0, max = 100, help = "h",
                    formerly = "shift") int maxShift,
            @Param(label = "Count", help = "h") long count,
            @Param(label = "Sigma", unit = "px", min = 0.1, help = "h") float sigma,
            @Param(label = "Ratio", min = 0, max = 1, help = "h") double ratio,
            @Param(label = "Dark", help = "h") boolean dark,
            @Param(label = "Mode", help = "h") Mode mode,
            @Param(label = "Polarity", choices = { "dark", "bright" }, when = "mode=fixed", help = "h") String polarity,
            @Param(label = "Note", help = "h", advanced = true) String note,
            @Param(label = "File", help = "h", when = "mode=data-bar|other") Path file,
            @Param(label = "Scale", unit = "µm/px", help = "h") double scale) {

        Everything {
            if (maxShift > count)
                throw new IllegalArgumentException("The largest shift is at most the count.");
        }
    }

    private static final Everything DEFAULTS = new Everything(12, 90, 0.3f, 0.5, true, Mode.DATA_BAR, "dark", "",
            Path.of("a/b"), Double.NaN);
    private final Schema<Everything> schema = Schema.of(DEFAULTS);

    private SchemaException refused(Map<String, ?> values) {
        return assertThrows(SchemaException.class, () -> schema.read(values));
    }

    @Test
    void fieldsFollowTheRecord() {
        assertEquals(List.of("maxShift", "count", "sigma", "ratio", "dark", "mode", "polarity", "note", "file",
                "scale"), schema.fields().stream().map(Schema.Field::name).toList());
        Schema.Field mode = schema.fields().get(5);
        assertEquals(Schema.Kind.CHOICE, mode.kind());
        assertEquals(List.of("fixed", "data-bar"), mode.choices());
        assertEquals("data-bar", mode.defaultValue());
        assertEquals(0.3, schema.fields().get(2).defaultValue());
        assertEquals("a whole number from 0 to 100 px", schema.fields().get(0).allowed());
    }

    @Test
    void writesAllValuesAndReadsThemBack() throws SchemaException {
        Map<String, Object> values = schema.write(DEFAULTS);
        assertEquals(10, values.size());
        assertEquals("NaN", values.get("scale"));
        assertEquals("a/b", values.get("file"));
        assertEquals(DEFAULTS, schema.read(values));
        assertEquals(DEFAULTS, schema.read(Map.of()));
    }

    @Test
    void unknownKeyNamesTheNearOne() {
        SchemaException e = refused(Map.of("maxshfit", 3));
        assertEquals("maxshfit", e.problems().get(0).where());
        assertTrue(e.remedy().contains("Did you mean \"maxShift\"?"), e.remedy());
        assertTrue(e.remedy().contains("Known: maxShift, count"), e.remedy());
        assertEquals("Use its key \"maxShift\".", refused(Map.of("Largest shift", 3)).remedy());
    }

    @Test
    void namesFromEarlierVersionsAreUnderstood() throws SchemaException {
        assertEquals(5, schema.read(Map.of("shift", 5)).maxShift());
        assertTrue(refused(Map.of("shift", 5, "maxShift", 6)).getMessage().contains("twice"));
    }

    @Test
    void rangeTypeAndChoiceSayWhatIsAllowedAndFound() {
        assertEquals("maxShift: Largest shift is a whole number from 0 to 100 px, found 101.",
                refused(Map.of("maxShift", 101)).getMessage());
        assertTrue(refused(Map.of("maxShift", 1.5)).getMessage().contains("found 1.5"));
        assertTrue(refused(Map.of("maxShift", "12")).getMessage().contains("found \"12\""));
        assertTrue(refused(Map.of("sigma", 0)).getMessage().contains("at least 0.1 px"));
        assertTrue(refused(Map.of("ratio", "NaN")).getMessage().contains("from 0 to 1"));
        assertTrue(refused(Map.of("count", 1e300)).getMessage().contains("whole number"));
        assertTrue(refused(Map.of("dark", 1)).getMessage().contains("true or false"));
        assertTrue(refused(Map.of("mode", "databar")).remedy().contains("Did you mean \"data-bar\"?"));
        assertTrue(refused(Map.of("note", List.of())).getMessage().contains("text"));
    }

    @Test
    void aDefaultThatIsNoNumberIsCalledNone() {
        assertEquals("The default is none.", refused(Map.of("scale", "wide")).remedy());
    }

    @Test
    void aProblemOfAToolNamesItsParameter() {
        assertEquals("Align, maxShift: Largest shift is a whole number from 0 to 100 px, found 101.",
                refused(Map.of("maxShift", 101)).of("Align").getMessage());
    }

    @Test
    void wholeNumbersMayHaveAPoint() throws SchemaException {
        assertEquals(7, schema.read(Map.of("maxShift", 7.0)).maxShift());
        assertEquals(1.0, schema.read(Map.of("ratio", 1)).ratio());
    }

    @Test
    void everyProblemAtOnce() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("maxShift", -1);
        values.put("mode", "x");
        values.put("nonsense", true);
        values.put("ratio", null);
        assertEquals(4, schema.check(values).size());
    }

    @Test
    void rulesAcrossFieldsShowTheRecordsMessage() {
        List<Problem> problems = schema.check(Map.of("maxShift", 20, "count", 10));
        assertEquals(List.of(Problem.error("", "The largest shift is at most the count.", "")), problems);
    }

    @Test
    void textOfACommandLine() throws SchemaException {
        assertEquals(12L, schema.parse("maxShift", " 12 "));
        assertEquals(0.25, schema.parse("ratio", ".25"));
        assertEquals(true, schema.parse("dark", "true"));
        assertEquals("fixed", schema.parse("mode", "fixed"));
        assertEquals("NaN", schema.parse("scale", "NaN"));
        assertThrows(SchemaException.class, () -> schema.parse("maxShift", "twelve"));
        assertThrows(SchemaException.class, () -> schema.parse("maxShift", "999"));
        assertThrows(SchemaException.class, () -> schema.parse("max", "9"));
    }

    @Test
    void conditionDecidesWhetherAFieldIsShown() {
        Schema.Field polarity = schema.field("polarity").orElseThrow(), file = schema.field("file").orElseThrow();
        assertFalse(schema.shown(polarity, Map.of()));
        assertTrue(schema.shown(polarity, Map.of("mode", "fixed")));
        assertTrue(schema.shown(file, Map.of()));
        assertFalse(schema.shown(file, Map.of("mode", "fixed")));
        assertTrue(schema.shown(schema.fields().get(0), Map.of()));
    }

    record NoParam(int size) {
    }

    record OddType(@Param(label = "l", help = "h") List<String> list) {
    }

    record OutOfRange(@Param(label = "l", help = "h", max = 1) int size) {
    }

    @Test
    void recordsThatAreNoSchemaAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> Schema.of(new NoParam(1)));
        assertThrows(IllegalArgumentException.class, () -> Schema.of(new OddType(List.of())));
        assertThrows(IllegalArgumentException.class, () -> Schema.of(new OutOfRange(2)));
    }

    /** What two tools share. */
    record Shared(@Param(label = "Rate", help = "h", min = 0, max = 1) double rate,
            @Param(label = "Mode", help = "h") Mode mode) {
    }

    record Sharing(@Param(label = "Size", help = "h") int size, Shared shared,
            @Param(label = "Note", help = "h", when = "mode=fixed") String note) {
    }

    record Twice(@Param(label = "Rate", help = "h") double rate, Shared shared) {
    }

    @Test
    void aRecordWithinStandsForItsComponents() throws Exception {
        Sharing defaults = new Sharing(5, new Shared(0.5, Mode.FIXED), "n");
        Schema<Sharing> sharing = Schema.of(defaults);
        assertEquals(List.of("size", "rate", "mode", "note"),
                sharing.fields().stream().map(Schema.Field::name).toList());
        assertEquals(defaults, sharing.read(Map.of()));
        Sharing other = new Sharing(5, new Shared(0.25, Mode.DATA_BAR), "");
        assertEquals(other, sharing.read(Map.of("rate", 0.25, "mode", "data-bar", "note", "")));
        assertEquals(other, sharing.read(sharing.write(other)));
        assertEquals(List.of("size", "rate", "mode", "note"), List.copyOf(sharing.write(other).keySet()));
        assertEquals("rate", assertThrows(SchemaException.class, () -> sharing.read(Map.of("rate", 2))).problems()
                .get(0).where());
        assertThrows(IllegalArgumentException.class, () -> Schema.of(new Twice(1, new Shared(1, Mode.FIXED))));
    }
}
