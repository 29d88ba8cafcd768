package org.loupe.engine.nets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loupe.api.Detections;
import org.loupe.api.Device;
import org.loupe.api.Examples;
import org.loupe.api.Model;
import org.loupe.api.Pair;
import org.loupe.api.Param;
import org.loupe.api.Run;
import org.loupe.api.Shape;
import org.loupe.api.Step;
import org.loupe.api.Task;
import org.loupe.api.Tile;
import org.loupe.api.Tool;
import org.loupe.api.ToolException;
import org.loupe.api.ToolProvider;
import org.loupe.api.Trainer;
import org.loupe.engine.Progress;
import org.loupe.engine.Registry;

/** Sweeps of a toy that places its boxes as it is told to, and fails where it is told to. */
class NetSweepingTest {
    private static final List<String> CLASSES = List.of("pit");
    private static final int ALL = 20;

    /** @param rate 0.1 fails @param off px by which boxes are beside the true ones */
    public record Params(
            @Param(label = "Rate", min = 0, max = 1, help = "Rate.") double rate,
            @Param(label = "Off", min = 0, max = 9, help = "Px.") int off) {
    }

    /** Learns nothing. */
    public static final class Toy implements Trainer<Params, Pair, Detections>, ToolProvider {
        private final List<Integer> sizes = new ArrayList<>();
        private final Set<Float> places = new HashSet<>();

        @Override
        public List<Tool<?, ?, ?>> tools() {
            return List.of(this);
        }

        @Override
        public Info info() {
            return Info.of("toy.net", "Toy net", "Reports a box.");
        }

        @Override
        public Params defaults() {
            return new Params(0.01, 0);
        }

        @Override
        public Task task() {
            return Task.DETECTION;
        }

        @Override
        public Model<Pair, Detections> read(Path file) throws ToolException {
            throw new ToolException("No file.", "Train it.");
        }

        @Override
        public Step<Examples<Pair, Detections>, Model<Pair, Detections>> open(Params params, Device device) {
            return (examples, run) -> learn(params, examples, run);
        }

        private Model<Pair, Detections> learn(Params params, Examples<Pair, Detections> examples, Run run)
                throws ToolException {
            if (params.rate == 0.1)
                throw new ToolException("The loss is no number.", "Lower the rate.");
            sizes.add(examples.size());
            examples.truths().forEach(t -> places.add(t.x()[0]));
            run.training().judge(new Box(params.off));
            return new Box(params.off);
        }
    }

    private record Box(int off) implements Model<Pair, Detections> {

        @Override
        public List<String> classes() {
            return CLASSES;
        }

        @Override
        public Step<Pair, Detections> open(Device device) {
            return (pair, run) -> new Detections.Builder(CLASSES).add(10 + off, 10, 8, 8, 0.9, 0, null).build();
        }

        @Override
        public void write(Path file) {
            throw new UnsupportedOperationException();
        }
    }

    private static Examples<Pair, Detections> examples() {
        List<Pair> inputs = new ArrayList<>();
        List<Detections> truths = new ArrayList<>();
        List<String> groups = new ArrayList<>();
        for (int i = 0; i < ALL; i++) {
            inputs.add(new Pair(Tile.allocate(Shape.grey(40, 40)), Optional.empty(), Optional.empty()));
            truths.add(new Detections.Builder(CLASSES).add(10, 10, 8, 8, 1, 0, null).build());
            groups.add("board " + i / 2);
        }
        return new Examples<>(CLASSES, inputs, truths, groups);
    }

    private static NetSweep sweep(Map<String, List<Object>> vary, List<Integer> images, List<Integer> pseudo,
            int repeats) {
        return new NetSweep(List.of("toy.net"), Map.of(), vary, images, pseudo, repeats,
                new NetSettings("", Map.of(), 0.2, 1, 0.5, 0.5, 0.5));
    }

    /** Keeps what is done. */
    private static final class Kept implements NetSweeping.Watcher {
        private final List<NetSweep.Cell> done = new ArrayList<>();
        private final List<Integer> shown = new ArrayList<>();
        private List<NetSweep.Cell> before = List.of();

        @Override
        public Optional<NetSweep.Cell> known(int setting, int repeat) {
            return before.stream().filter(c -> c.setting() == setting && c.repeat() == repeat).findFirst();
        }

        @Override
        public void done(NetSweep.Cell cell) {
            done.add(cell);
        }

        @Override
        public void shown(int setting, int example, Pair pair, Object truth, Object found) {
            shown.add(setting);
        }
    }

    private final Toy toy = new Toy();

    private NetSweeping<Detections> sweeping(NetSweep sweep) throws ToolException {
        Registry registry = new Registry();
        registry.add(toy, "test", "1");
        return new NetSweeping<>(sweep, examples(), (rows, count) -> Arrays.copyOf(rows, count), registry);
    }

    @Test
    void everySettingHasItsMeanAndSpreadAndWhatFailsIsNa(@TempDir Path folder) throws Exception {
        NetSweep sweep = sweep(Map.of("rate", List.of(0.01, 0.1)), List.of(4, 8), List.of(), 3);
        Kept kept = new Kept();
        List<NetSweep.Cell> cells = sweeping(sweep).run(folder, kept, Progress.NONE);
        assertEquals(12, cells.size());
        assertEquals(List.of(4, 4, 4, 8, 8, 8), toy.sizes, "those with the other rate fail");
        NetSweepTable table = new NetSweepTable(sweep, cells, List.of("A note."));
        assertEquals("1.0000 ± 0.0000", NetSweepTable.words(table.of(0, "map")));
        assertEquals(List.of(List.of("rate \\ images", "4", "8"), List.of("0.01", "1.0000 ± 0.0000", "1.0000 ± 0.0000"),
                List.of("0.1", "na", "na")), table.matrix().orElseThrow());
        assertEquals(3, table.failed(2));
        assertTrue(table.toText().contains("The loss is no number.") && table.toText().endsWith("A note.\n"),
                table.toText());
        assertEquals(13, table.toCsv().lines().count());
        assertTrue(table.toCsv().contains("toy.net,0.1,4,0,1,1,na,"), table.toCsv());
        assertEquals(4, JsonParser.parseString(table.toJson()).getAsJsonObject().getAsJsonArray("settings").size());
        assertEquals(Set.of(0, 1), Set.copyOf(kept.shown), "pictures of each setting, once");
        assertEquals(8, kept.shown.size());
    }

    @Test
    void whatIsStillToComeIsNotCalledFailedAndNumbersAreWrittenShort() {
        NetSweep sweep = sweep(Map.of("rate", List.of(1e-4, 0.01, 0.5, 2.5e-7, 3L)), List.of(), List.of(), 1);
        assertEquals(List.of("1e-4", "0.01", "0.5", "2.5e-7", "3"), sweep.axes().get("rate"));
        NetSweepTable table = new NetSweepTable(sweep, List.of(new NetSweep.Cell(0, 0, 0.5, Map.of("map", 0.5), "", "",
                1), new NetSweep.Cell(1, 0, Double.NaN, Map.of(), "It failed.", "", 1)), List.of());
        assertEquals(List.of("0.5000", "na", "…"), List.of(table.words(0, ""), table.words(1, ""),
                table.words(2, "")));
        NetSweep many = new NetSweep(List.of("toy.net"), Map.of("b", 1L, "c", 2L, "a", 3L), Map.of(), List.of(),
                List.of(), 1, sweep.judged());
        assertEquals(List.of("a", "b", "c"), List.copyOf(many.params().keySet()), "in one order, to compare plans by");
    }

    @Test
    void whatIsDoneIsNotDoneAgain(@TempDir Path folder) throws Exception {
        NetSweep sweep = sweep(Map.of("off", List.of(0L, 2L)), List.of(), List.of(), 2);
        Kept first = new Kept(), second = new Kept();
        List<NetSweep.Cell> cells = sweeping(sweep).run(folder, first, Progress.NONE);
        second.before = first.done.subList(0, 3);
        toy.sizes.clear();
        assertEquals(cells.subList(0, 3), sweeping(sweep).run(folder, second, Progress.NONE).subList(0, 3));
        assertEquals(1, toy.sizes.size());
        assertEquals(1, second.done.size());
    }

    @Test
    void pseudoLabelsAreWhatAFirstNetFinds(@TempDir Path folder) throws Exception {
        NetSweep sweep = sweep(Map.of("off", List.of(3L)), List.of(6), List.of(0, 5), 1);
        List<NetSweep.Cell> cells = sweeping(sweep).run(folder, new Kept(), Progress.NONE);
        assertEquals(2, cells.size());
        assertEquals(List.of(6, 6, 11), toy.sizes, "once alone, then again on the sum");
        assertEquals(Set.of(10f, 13f), toy.places, "three px beside, as the first net finds it");
        NetSweepTable table = new NetSweepTable(sweep, cells, List.of());
        assertEquals(List.of("pseudo", "map"), table.rows().get(0).subList(0, 2));
    }

    @Test
    void noBoardIsOnBothSidesAndAllAreJudgedOnTheSame() throws Exception {
        NetSweeping<Detections> sweeping = sweeping(sweep(Map.of(), List.of(3, 9), List.of(), 1));
        List<String> groups = examples().groups();
        Set<String> held = new HashSet<>();
        for (int row : sweeping.held())
            held.add(groups.get(row));
        assertEquals(4, sweeping.held().length);
        sweeping.chosen().values().forEach(rows -> Arrays.stream(rows)
                .forEach(row -> assertFalse(held.contains(groups.get(row)))));
    }

    @Test
    void whatCannotBeMadeIsToldBeforeAnythingIsLearned() {
        assertThrows(ToolException.class, () -> sweeping(sweep(Map.of("speed", List.of(1L)), List.of(), List.of(), 1)));
        ToolException many = assertThrows(ToolException.class,
                () -> sweeping(sweep(Map.of(), List.of(10), List.of(7), 1)));
        assertTrue(many.getMessage().contains("there are 16"), many::toString);
        assertThrows(IllegalArgumentException.class, () -> sweep(Map.of("off", List.of()), List.of(), List.of(), 1));
        assertThrows(IllegalArgumentException.class, () -> sweep(Map.of(), List.of(-1), List.of(), 1));
        assertThrows(IllegalArgumentException.class, () -> sweep(Map.of(), List.of(), List.of(), 0));
        assertTrue(toy.sizes.isEmpty());
    }
}
