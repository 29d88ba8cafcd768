package org.loupe.engine.nets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loupe.api.Detections;
import org.loupe.api.Device;
import org.loupe.api.DeviceException;
import org.loupe.api.Devices;
import org.loupe.api.Examples;
import org.loupe.api.Kernels;
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
import org.loupe.engine.ModelArchive;
import org.loupe.engine.Plan;
import org.loupe.engine.Policy;
import org.loupe.engine.Preview;
import org.loupe.engine.Problem;
import org.loupe.engine.Progress;
import org.loupe.engine.Recipe;
import org.loupe.engine.RecipeStep;
import org.loupe.engine.Registry;

/**
 * Trainings of a toy that reports one box on each image, which lies the nearer to the true one the longer it has learned,
 * until it becomes worse again.
 */
class NetTrainingTest {
    private static final List<String> CLASSES = List.of("pit");
    /** Px by which the box of each epoch is beside the true one. */
    private static final int[] OFF = { 9, 6, 2, 4 };

    /** @param kill epoch before whose end it is killed; 0 for none @param silent whether it finds nothing */
    public record Params(
            @Param(label = "Kill", min = 0, max = 99, help = "Epoch that is not survived.") int kill,
            @Param(label = "Silent", help = "Finds nothing.") boolean silent,
            @Param(label = "Batch", min = 1, max = 8, help = "Images at once.") int batch) {
    }

    private static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /** Learns nothing, in four epochs. */
    public static final class Toy implements Trainer<Params, Pair, Detections>, ToolProvider {
        private final Set<String> seen = new HashSet<>();
        private Optional<Model<?, ?>> began = Optional.empty();
        /** The GPU that it finds, and the epoch in which that fails. */
        private final List<Device> gpus;
        private final int fails;
        private final List<Device> opened = new ArrayList<>();
        private Optional<Device> lent = Optional.empty();

        public Toy() {
            this(List.of(), 0);
        }

        Toy(List<Device> gpus, int fails) {
            this.gpus = gpus;
            this.fails = fails;
        }

        @Override
        public Devices devices() {
            return new Devices(gpus, "", "");
        }

        @Override
        public Optional<Kernels> kernels(Device device) {
            return Optional.of((Kernels) Proxy.newProxyInstance(Kernels.class.getClassLoader(), new Class<?>[] {
                Kernels.class }, (self, method, given) -> device));
        }

        @Override
        public List<Tool<?, ?, ?>> tools() {
            return List.of(this);
        }

        @Override
        public Info info() {
            return Info.of("toy.net", "Toy net", "Reports a box.").devices(gpus.isEmpty()
                    ? new Device.Kind[] { Device.Kind.CPU } : Device.Kind.values());
        }

        @Override
        public Params defaults() {
            return new Params(0, false, 4);
        }

        @Override
        public Task task() {
            return Task.DETECTION;
        }

        @Override
        public long memory(Params params, Examples<Pair, Detections> examples) {
            return 1000L * params.batch;
        }

        @Override
        public Optional<Params> lighter(Params p) {
            return p.batch == 1 ? Optional.empty() : Optional.of(new Params(p.kill, p.silent, p.batch / 2));
        }

        @Override
        public Model<Pair, Detections> read(Path file) throws ToolException {
            try {
                return new Box(Integer.parseInt(Files.readString(file)), false);
            } catch (IOException e) {
                throw new ToolException("No box.", "Train it.", e);
            }
        }

        /** As far as the box is off. */
        @Override
        public double[] losses(Params params, Model<Pair, Detections> model, Examples<Pair, Detections> examples,
                Run run) {
            return IntStream.range(0, examples.size()).mapToDouble(i -> ((Box) model).off + i).toArray();
        }

        @Override
        public Step<Examples<Pair, Detections>, Model<Pair, Detections>> open(Params params, Device device) {
            opened.add(device);
            return (examples, run) -> learn(params, device, examples, run);
        }

        private Model<Pair, Detections> learn(Params params, Device device, Examples<Pair, Detections> examples, Run run)
                throws ToolException {
            seen.addAll(examples.groups());
            began = run.training().start();
            lent = run.kernels().map(Kernels::device);
            Optional<Path> state = run.training().folder().map(f -> f.resolve("epoch"));
            int best = 0;
            double most = -1;
            try {
                int first = 0;
                if (state.isPresent() && Files.exists(state.get())) {
                    String[] left = Files.readString(state.get()).split(" ");
                    first = Integer.parseInt(left[0]);
                    best = Integer.parseInt(left[1]);
                    most = Double.parseDouble(left[2]);
                }
                for (int epoch = first; epoch < OFF.length; epoch++) {
                    run.training().figures(epoch + 0.5, Map.of("loss", 1.0 / (epoch + 1), "learningRate", 0.1));
                    if (run.training().ending())
                        break;
                    if (device != Device.CPU && fails == epoch + 1)
                        throw new DeviceException(DeviceException.Cause.LOST, "The GPU fell off.", "Screw it on.");
                    double score = run.training().judge(new Box(OFF[epoch], params.silent));
                    if (score >= most) {
                        most = score;
                        best = epoch;
                    }
                    if (params.kill == epoch + 1 && first == 0)
                        throw new Killed();
                    if (state.isPresent())
                        Files.writeString(state.get(), epoch + 1 + " " + best + " " + most);
                }
            } catch (IOException e) {
                throw new ToolException("Disk: " + e, "Repair it.", e);
            }
            return new Box(OFF[best], params.silent);
        }
    }

    private record Box(int off, boolean silent) implements Model<Pair, Detections> {

        @Override
        public List<String> classes() {
            return CLASSES;
        }

        @Override
        public Step<Pair, Detections> open(Device device) {
            return (pair, run) -> {
                Detections.Builder found = new Detections.Builder(CLASSES);
                if (!silent)
                    found.add(20 + off, 10, 10, 10, 0.9, 0, null).add(21 + off, 10, 10, 10, 0.8, 0, null);
                return found.build();
            };
        }

        @Override
        public void write(Path file) throws ToolException {
            try {
                Files.writeString(file, Integer.toString(off));
            } catch (IOException e) {
                throw new ToolException("Disk: " + e, "Repair it.", e);
            }
        }
    }

    private final Toy toy = new Toy();
    private final Registry registry = new Registry();

    NetTrainingTest() {
        registry.add(toy, "org.loupe.toys", "1.0.0");
    }

    private static Examples<Pair, Detections> examples(int boards, int each) {
        List<Pair> inputs = new ArrayList<>();
        List<Detections> truths = new ArrayList<>();
        List<String> groups = new ArrayList<>();
        for (int i = 0; i < boards * each; i++) {
            inputs.add(Pair.of(Tile.allocate(Shape.grey(64, 48))));
            truths.add(new Detections.Builder(CLASSES).add(20, 10, 10, 10, 1, 0, null).build());
            groups.add("board " + i / each);
        }
        return new Examples<>(CLASSES, inputs, truths, groups);
    }

    private NetTraining<Detections> training(Map<String, Object> params, Examples<Pair, Detections> examples)
            throws ToolException {
        return new NetTraining<>(NetSettings.of("toy.net").with(params), examples, registry);
    }

    private static NetTraining<Detections> onGpu(Toy toy) throws ToolException {
        Registry registry = new Registry();
        registry.add(toy, "org.loupe.toys", "1.0.0");
        return new NetTraining<>(NetSettings.of("toy.net"), examples(5, 3), registry);
    }

    @Test
    void itLearnsOnTheGpuThatTheTrainerFinds() throws Exception {
        Device gpu = new Device.Cuda(0, "NVIDIA X", 6000);
        Toy on = new Toy(List.of(gpu), 0);
        NetTraining<Detections> training = onGpu(on);
        assertEquals(6000, training.freeMemory());
        assertTrue(training.fits());
        assertEquals("CUDA 0 (NVIDIA X)", training.train(Optional.empty(), new NetWatcher() { }, Progress.NONE).card()
                .trainer().device());
        assertEquals(List.of(gpu), on.opened);
        assertEquals(Optional.of(gpu), on.lent, "what the trainer computes on the processor may ask it too");
        assertFalse(onGpu(new Toy(List.of(new Device.Cuda(0, "NVIDIA X", 4000)), 0)).fits());
    }

    @Test
    void whereTheGpuFailsItGoesOnWithTheProcessor(@TempDir Path folder) throws Exception {
        Device gpu = new Device.Cuda(0, "NVIDIA X", 6000);
        for (Optional<Path> kept : List.of(Optional.of(folder.resolve("state")), Optional.<Path>empty())) {
            Toy on = new Toy(List.of(gpu), 3);
            List<Integer> told = new ArrayList<>();
            NetModel<Detections> model = onGpu(on).train(kept, new NetWatcher() {
                @Override
                public void epoch(NetEpoch epoch, List<Shown> shown) {
                    told.add(epoch.number());
                }
            }, Progress.NONE);
            assertEquals(List.of(gpu, Device.CPU), on.opened);
            assertEquals(kept.isPresent() ? List.of(1, 2, 3, 4) : List.of(1, 2, 1, 2, 3, 4), told);
            assertEquals("CPU", model.card().trainer().device());
            assertEquals(4, model.card().report().epochs().size());
            assertTrue(model.card().report().warnings().contains("The GPU fell off. The training went on with the"
                    + " processor."), model.card().report().warnings().toString());
        }
    }

    @Test
    void theBestEpochIsKeptAndWholeBoardsAreHeldApart() throws Exception {
        List<Integer> told = new ArrayList<>();
        NetModel<Detections> model = training(Map.of(), examples(5, 3)).train(Optional.empty(), new NetWatcher() {
            @Override
            public void epoch(NetEpoch epoch, List<Shown> shown) {
                told.add(epoch.number());
                assertEquals(3, shown.size());
                assertEquals(1, ((Detections) shown.get(0).found()).size(), "two boxes of one place are merged");
            }
        }, Progress.NONE);
        NetReport report = model.card().report();
        assertEquals(List.of(1, 2, 3, 4), told);
        assertEquals(3, report.best());
        assertEquals(1, report.figures().orElseThrow().score(), 1e-9);
        assertEquals(12, report.learned());
        assertEquals(3, report.held());
        assertFalse(toy.seen.contains(report.groups().get(0)), "a board that judges is not learned from");
        assertEquals(4, toy.seen.size());
        assertEquals(10, model.card().largest());
        assertEquals(2, ((Box) model.model()).off);
        assertEquals(1.0 / 3, report.epochs().get(2).trained().get("loss"), 1e-12);
    }

    @Test
    void afterAKillItGoesOnAsIfNothingHadHappened(@TempDir Path temp) throws Exception {
        Path folder = temp.resolve("state");
        Examples<Pair, Detections> some = examples(5, 3);
        NetReport whole = training(Map.of(), some).train(Optional.empty(), NetWatcher.NONE, Progress.NONE).card()
                .report();
        assertThrows(Killed.class, () -> training(Map.of("kill", 3), some).train(Optional.of(folder), NetWatcher.NONE,
                Progress.NONE));
        assertTrue(Files.exists(folder));
        NetReport after = training(Map.of("kill", 3), some).train(Optional.of(folder), NetWatcher.NONE, Progress.NONE)
                .card().report();
        assertEquals(whole, after);
        assertEquals(List.of(1, 2, 3, 4), after.epochs().stream().map(NetEpoch::number).toList());
        assertFalse(Files.exists(folder), "it is not needed any more");
    }

    @Test
    void whatAnotherTrainingLeftIsNotGoneOnFrom(@TempDir Path temp) throws Exception {
        Path folder = temp.resolve("state");
        assertThrows(Killed.class, () -> training(Map.of("kill", 3), examples(5, 3)).train(Optional.of(folder),
                NetWatcher.NONE, Progress.NONE));
        NetReport other = training(Map.of("batch", 2), examples(5, 3)).train(Optional.of(folder), NetWatcher.NONE,
                Progress.NONE).card().report();
        assertEquals(4, other.epochs().size());
    }

    @Test
    void aNetThatFindsNothingIsNotPraised() throws Exception {
        NetReport report = training(Map.of("silent", true), examples(5, 3)).train(Optional.empty(), NetWatcher.NONE,
                Progress.NONE).card().report();
        assertTrue(report.figures().orElseThrow().blank());
        assertTrue(report.warnings().toString().contains("of no use"), report.warnings().toString());
    }

    @Test
    void whatIsLostOnImagesHeldApartIsTold() throws Exception {
        List<Double> shownLosses = new ArrayList<>();
        NetReport report = training(Map.of(), examples(5, 3)).train(Optional.empty(), new NetWatcher() {
            @Override
            public void epoch(NetEpoch epoch, List<Shown> shown) {
                if (epoch.number() == 1)
                    shown.forEach(s -> shownLosses.add(s.loss()));
            }
        }, Progress.NONE).card().report();
        for (int i = 0; i < 4; i++)
            assertEquals(OFF[i] + 1, report.epochs().get(i).judged().get(NetEpoch.VALIDATION_LOSS), 1e-12);
        assertEquals(List.of(OFF[0] + 0.0, OFF[0] + 1.0, OFF[0] + 2.0), shownLosses);
    }

    @Test
    void aModelToGoOnFromIsNotJudgedOnWhatItKnows(@TempDir Path temp) throws Exception {
        Examples<Pair, Detections> four = marked(4), six = marked(6);
        NetModel<Detections> first = training(Map.of(), four).train(Optional.empty(), NetWatcher.NONE, Progress.NONE);
        Path file = temp.resolve("first.model");
        first.write(file);
        NetModel<Detections> next = new NetTraining<>(NetSettings.of("toy.net").from(file.toString()), six, registry)
                .train(Optional.empty(), NetWatcher.NONE, Progress.NONE);
        assertEquals(first.model(), toy.began.orElseThrow());
        String held = next.card().report().groups().get(0);
        assertTrue(Set.of("board 4", "board 5").contains(held) || first.card().report().groups().contains(held),
                held + " is one that the first had not learned");
        assertEquals(List.of(), next.card().report().warnings());
        assertTrue(next.card().learned().containsAll(first.card().learned()));
        assertTrue(next.card().start().startsWith("first.model, SHA-256 "), next.card().start());

        NetReport same = new NetTraining<>(new NetSettings("toy.net", Map.of(), 0.7, 1, 0.5, 0.5, 0.5,
                file.toString()), four, registry).train(Optional.empty(), NetWatcher.NONE, Progress.NONE).card().report();
        assertTrue(same.warnings().get(0).contains("of the 3 images held apart: the figures are too good"),
                same.warnings().toString());
        assertThrows(ToolException.class, () -> new NetTraining<>(NetSettings.of("toy.net").from("none.model"), six,
                registry));
    }

    /** Boards of one image each, all different. */
    private static Examples<Pair, Detections> marked(int boards) {
        Examples<Pair, Detections> plain = examples(boards, 1);
        for (int i = 0; i < boards; i++)
            plain.inputs().get(i).test().set(0, 0, 0, i);
        return plain;
    }

    @Test
    void boardsAreHeldApartThatHaveSomeOfEachClass() throws Exception {
        List<String> classes = List.of("pit", "scratch");
        Examples<Pair, Detections> plain = examples(10, 1);
        List<Detections> truths = new ArrayList<>();
        for (int i = 0; i < 10; i++) { // the rarer class is on three boards only
            Detections.Builder boxes = new Detections.Builder(classes).add(20, 10, 10, 10, 1, 0, null);
            if (i < 3)
                boxes.add(30, 10, 10, 10, 1, 1, null);
            truths.add(boxes.build());
        }
        Examples<Pair, Detections> rare = new Examples<>(classes, plain.inputs(), truths, plain.groups());
        for (long seed = 1; seed <= 20; seed++) {
            List<String> held = new NetTraining<Detections>(new NetSettings("toy.net", Map.of(), 0.2, seed, 0.5, 0.5,
                    0.5), rare, registry).groups();
            assertEquals(2, held.size());
            assertTrue(held.stream().anyMatch(b -> b.compareTo("board 3") < 0), held + " has no scratch");
            assertFalse(Set.copyOf(held).containsAll(Set.of("board 0", "board 1", "board 2")));
        }
    }

    @Test
    void aFileKeepsCardAndModel(@TempDir Path temp) throws Exception {
        NetModel<Detections> model = training(Map.of(), examples(1, 4)).train(Optional.empty(), NetWatcher.NONE,
                Progress.NONE);
        Path file = temp.resolve("toy.model");
        model.write(file);
        assertEquals(model.card(), NetCard.read(file));
        assertEquals(model.model(), NetModel.read(file, registry).model());
        assertTrue(model.card().report().warnings().get(0).contains("one board"));
        Files.writeString(temp.resolve("no.model"), "{}");
        assertThrows(ToolException.class, () -> NetCard.read(temp.resolve("no.model")));
    }

    /** Learned from images that were taken in these modes. */
    private NetModel<Detections> taken(double umPerPx, String... modes) throws ToolException {
        Examples<Pair, Detections> plain = examples(modes.length, 1);
        List<Pair> inputs = plain.inputs().stream().map(p -> Pair.of(p.test().scale(umPerPx))).toList();
        return training(Map.of(), new Examples<>(CLASSES, inputs, plain.truths(), plain.groups(), List.of(modes)))
                .train(Optional.empty(), NetWatcher.NONE, Progress.NONE);
    }

    @Test
    void theModesOfTheImagesAreKept(@TempDir Path temp) throws Exception {
        Path file = temp.resolve("toy.model");
        taken(2, "BF", "", "BF ", "BF").write(file);
        assertEquals(List.of("BF"), NetCard.read(file).modes());
        assertEquals(List.of("BF", "DF"), taken(2, "DF", "BF", "DF", "BF").card().modes());
        assertEquals(List.of(), training(Map.of(), examples(4, 1)).train(Optional.empty(), NetWatcher.NONE,
                Progress.NONE).card().modes());
    }

    @Test
    void aFileFromBeforeTheModesIsRead(@TempDir Path temp) throws Exception {
        Path file = temp.resolve("toy.model");
        NetModel<Detections> model = taken(2, "BF", "BF");
        model.write(file);
        try (FileSystem archive = FileSystems.newFileSystem(file)) {
            Path card = archive.getPath(ModelArchive.CARD);
            String json = Files.readString(card), older = json.replaceAll("\"modes\": \\[[^]]*],\\s*", "");
            assertNotEquals(json, older);
            Files.writeString(card, older);
        }
        assertEquals(List.of(), NetCard.read(file).modes());
        assertEquals(2, NetCard.read(file).umPerPx());
        assertEquals(model.model(), NetModel.read(file, registry).model());
    }

    @Test
    void imagesTakenOtherwiseThanThoseThatWereLearnedFromAreWarnedOf(@TempDir Path temp) throws Exception {
        Path file = temp.resolve("toy.model");
        taken(2, "BF", "BF").write(file);
        registry.addOwn();
        Plan plan = Plan.of(new Recipe("toy", "", List.of(RecipeStep.of("loupe.detect", Map.of("model",
                file.toString())))), registry, Policy.AUTO);
        assertEquals(List.of(), plan.problems());
        Shape known = Shape.grey(64, 48).scale(2);
        assertEquals(List.of(), plan.check(known, Optional.empty(), "bf"));
        assertEquals(List.of(), plan.check(Shape.grey(64, 48), Optional.empty(), ""));
        List<Problem> other = plan.check(known, Optional.empty(), "DF");
        assertEquals(1, other.size());
        assertFalse(other.get(0).isError());
        assertTrue(other.get(0).where().startsWith("step 1") && other.get(0).message().contains(
                "mode is DF, that of the images that the net learned from BF"), other.toString());
        List<Problem> both = plan.check(known.scale(4), Optional.empty(), "SEM");
        assertTrue(both.size() == 2 && both.get(0).message().startsWith("The scale is 4.000 µm/px"), both.toString());
        try (Preview preview = new Preview(registry)) {
            Tile near = Tile.allocate(known.scale(4));
            assertEquals(both.subList(0, 1), preview.run(plan, Pair.of(near), Progress.NONE).warnings());
            assertEquals(List.of(), preview.run(plan, Pair.of(Tile.allocate(known)), Progress.NONE).warnings());
        }
    }

    @Test
    void aFileOfANetThatNobodyJudgedSaysSo(@TempDir Path temp) throws Exception {
        NetSettings unjudged = new NetSettings("toy.net", Map.of(), 0, 1, 0.5, 0.5, 0.5);
        NetModel<Detections> model = new NetTraining<Detections>(unjudged, examples(2, 2), registry)
                .train(Optional.empty(), NetWatcher.NONE, Progress.NONE);
        Path file = temp.resolve("toy.model");
        model.write(file);
        assertEquals(Optional.empty(), NetCard.read(file).report().figures());
    }

    @Test
    void aTrainingTellsWhetherItGoesOn(@TempDir Path temp) throws Exception {
        Path folder = temp.resolve("state");
        NetTraining<Detections> killed = training(Map.of("kill", 3), examples(5, 3));
        assertFalse(killed.continues(folder));
        assertThrows(Killed.class, () -> killed.train(Optional.of(folder), NetWatcher.NONE, Progress.NONE));
        assertTrue(killed.continues(folder));
        assertFalse(training(Map.of("batch", 2), examples(5, 3)).continues(folder), "it is another one");
        assertEquals(List.of(1, 2, 3), NetTraining.left(folder).stream().map(NetEpoch::number).toList());
        assertEquals(List.of(), NetTraining.left(temp));
    }

    @Test
    void memoryIsSavedOnlyStepByStep() throws Exception {
        NetTraining<Detections> training = training(Map.of(), examples(2, 1));
        assertEquals(4000, training.memory());
        assertTrue(training.fits());
        NetTraining<Detections> less = training.with(NetSettings.of("toy.net").with(training.lighter().orElseThrow()),
                registry);
        assertEquals(2000, less.memory());
    }

    @Test
    void wrongSettingsAreToldWithWhatIsAllowed() {
        assertTrue(assertThrows(IllegalArgumentException.class, () -> new NetSettings("toy.net", Map.of(), 1.5, 1, 0.5,
                0.5, 0.5)).getMessage().contains("0.9"));
        assertThrows(ToolException.class, () -> training(Map.of("nothing", 3), examples(1, 2)));
        assertThrows(ToolException.class, () -> training(Map.of(), examples(0, 0)));
        assertThrows(ToolException.class, () -> new NetTraining<Detections>(NetSettings.of("toy.none"), examples(1, 2),
                registry));
    }
}
