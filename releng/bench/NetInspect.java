import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.loupe.api.Detections;
import org.loupe.api.Examples;
import org.loupe.api.ExportableModel;
import org.loupe.api.ImageSource;
import org.loupe.api.OnnxRunner;
import org.loupe.api.Pair;
import org.loupe.api.Shape;
import org.loupe.api.Task;
import org.loupe.api.Tile;
import org.loupe.engine.ImageList;
import org.loupe.engine.Item;
import org.loupe.engine.Options;
import org.loupe.engine.Pairing;
import org.loupe.engine.Progress;
import org.loupe.engine.Recipe;
import org.loupe.engine.Registry;
import org.loupe.engine.nets.NetModel;
import org.loupe.engine.nets.NetSettings;
import org.loupe.engine.nets.NetTraining;
import org.loupe.engine.nets.NetWatcher;
import org.loupe.testkit.TestRun;
import org.loupe.tools.onnx.OnnxDetector;
import org.loupe.tools.torch.images.PairInput;
import org.loupe.tools.torch.images.Planes;
import org.loupe.tools.torch.net.Net;
import org.loupe.workspace.Inspections;

/**
 * Measures for "nets.py inspect" what reading, preparing and storing cost beside the net: FOLDER NET ENGINE IMAGES
 * ROUNDS. A net, read from a model's file or trained for two steps, inspects the images of a folder on one thread, with
 * their references if there are any, as "loupe inspect" does; the same net gives the pass alone for the same images,
 * already in memory. Both in turn; prints the median of the rounds.
 */
public final class NetInspect {
    private static final OperatingSystemMXBean PROCESSOR = (OperatingSystemMXBean) ManagementFactory
            .getOperatingSystemMXBean();

    private NetInspect() {
    }

    public static void main(String[] args) throws Exception {
        Registry registry = Registry.load(NetInspect.class.getClassLoader());
        List<Item> items = ImageList.find(List.of(Path.of(args[0]).toAbsolutePath()), Pairing.AUTO, registry);
        int n = Math.min(Integer.parseInt(args[3]), items.size());
        items = items.subList(0, n);
        Path folder = Files.createTempDirectory("loupe-bench"), file = folder.resolve("net.model");
        List<Pair> pairs = new ArrayList<>();
        for (Item item : items)
            pairs.add(new Pair(read(item.test(), registry), item.reference().isEmpty() ? Optional.empty()
                    : Optional.of(read(item.reference().get(), registry)), Optional.empty()));
        NetModel<?> model = args[1].contains(".") ? NetModel.read(Path.of(args[1]), registry)
                : learned("loupe." + args[1], pairs.get(0), registry);
        model.write(file);
        ExportableModel<?, ?> net = (ExportableModel<?, ?>) model.model();
        List<Planes> planes = new ArrayList<>();
        for (Pair pair : pairs)
            planes.add(new PairInput(false, net.channels() == 2, 1).of(pair));
        boolean segments = model.card().task() == Task.SEGMENTATION;
        Recipe recipe = Recipe.parse("""
                {"loupe": "recipe", "version": 1, "name": "net", "description": "", "steps": [
                 {"tool": "%s", "params": {"model": "%s", "engine": "%s"}}]}
                """.formatted(segments ? "loupe.segment" : "loupe.detect", file, args[2]));
        List<Double> shares = new ArrayList<>(), compiled = new ArrayList<>(), clocks = new ArrayList<>();
        List<Double> passes = new ArrayList<>(), starts = new ArrayList<>();
        Path exported = folder.resolve("net.onnx");
        net.exportOnnx(exported);
        try (OnnxRunner.Net onnx = new OnnxDetector().open(exported)) {
            Work alone = () -> {
                for (Planes p : planes)
                    if (args[2].equals("own"))
                        net.compute(p.values(), 1, p.height(), p.width());
                    else
                        onnx.compute(p.values(), 1, p.channels(), p.height(), p.width(), () -> { });
            };
            List<Item> all = items;
            for (int round = 0; round <= Integer.parseInt(args[4]); round++) {
                Path few = folder.resolve("few" + round), many = folder.resolve("all" + round);
                Time before = Time.of(alone);
                Time one = Time.of(() -> inspect(recipe, all.subList(0, 1), few, registry));
                Time each = Time.of(() -> inspect(recipe, all, many, registry)).minus(one).over(n - 1);
                Time pass = before.plus(Time.of(alone)).over(2 * n); // before and after, as the machine's speed drifts
                if (round == 0)
                    continue; // everything is loaded in it
                shares.add(100 * each.work / pass.work - 100);
                compiled.add(100 * each.all() / pass.all() - 100);
                clocks.add(100 * each.clock / pass.clock - 100);
                passes.add(pass.work);
                starts.add(one.minus(each).work);
            }
        }
        System.out.printf(Locale.ROOT, "%s by %s, %d images of %s: the pass alone takes %.1f ms of the processor an"
                + " image, the inspection %+.1f %% (%.1f to %.1f), with what Java's compiler takes meanwhile %+.1f %%,"
                + " by the clock %+.1f %% (%.1f to %.1f), and %.0f ms for the run as such; medians of %d rounds%n",
                args[1], args[2], n, pairs.get(0).test().shape(), median(passes), median(shares),
                Collections.min(shares), Collections.max(shares), median(compiled), median(clocks),
                Collections.min(clocks), Collections.max(clocks), median(starts), shares.size());
        System.exit(0);
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
    }

    private interface Work {
        void run() throws Exception;
    }

    /**
     * Milliseconds: of the processor, without and for Java's compiler, which is busy mostly at first; and by the clock.
     */
    private record Time(double work, double compiler, double clock) {
        static Time of(Work body) throws Exception {
            Time before = now();
            body.run();
            return now().minus(before);
        }

        private static Time now() throws Exception {
            double compiler = 0;
            try (DirectoryStream<Path> threads = Files.newDirectoryStream(Path.of("/proc/self/task"))) {
                for (Path thread : threads)
                    try {
                        if (Files.readString(thread.resolve("comm")).matches("C[12] Compiler.*\\s*"))
                            compiler += Long.parseLong(Files.readString(thread.resolve("schedstat")).split(" ")[0])
                                    / 1e6;
                    } catch (NoSuchFileException e) {
                        continue; // a thread that has ended
                    }
            }
            return new Time(PROCESSOR.getProcessCpuTime() / 1e6 - compiler, compiler, System.nanoTime() / 1e6);
        }

        Time plus(Time t) {
            return new Time(work + t.work, compiler + t.compiler, clock + t.clock);
        }

        Time minus(Time t) {
            return new Time(work - t.work, compiler - t.compiler, clock - t.clock);
        }

        Time over(int n) {
            return new Time(work / n, compiler / n, clock / n);
        }

        double all() {
            return work + compiler;
        }
    }

    private static void inspect(Recipe recipe, List<Item> items, Path folder, Registry registry) throws Exception {
        Inspections.run(new Inspections.Request(recipe, items, folder, Options.defaults().threads(1)), registry,
                Progress.NONE);
    }

    private static Tile read(Path file, Registry registry) throws Exception {
        try (ImageSource source = registry.open(file); TestRun run = new TestRun()) {
            Shape shape = source.info(0).shape();
            Tile tile = Tile.allocate(shape);
            tile.data().put(0, source.read(0, shape.region(), 1, run).data(), 0, tile.data().capacity());
            return tile;
        }
    }

    /** Learned in two steps. */
    private static NetModel<?> learned(String trainer, Pair pair, Registry registry) throws Exception {
        NetSettings usual = NetSettings.of(trainer), settings = new NetSettings(trainer, Map.of("epochs", 1L,
                "batchSize", 4L), 0, 1, usual.mergeIou(), usual.leastScore(), usual.evaluationIou());
        List<String> classes = List.of("open", "short", "mousebite", "spur", "copper", "pin-hole");
        Detections.Builder one = new Detections.Builder(classes);
        one.add(100, 100, 30, 30, 1, 0, null);
        NetWatcher soon = new NetWatcher() {
            private int steps;

            @Override
            public void figures(double epoch, Map<String, Double> values) {
                steps++;
            }

            @Override
            public boolean ending() {
                return steps == 2;
            }
        };
        Tile outlined = Tile.allocate(pair.test().shape().samples(classes.size(), Shape.Type.F32));
        outlined.data().asFloatBuffer().put(100, 1);
        return NetTraining.of(settings, task -> new Examples<Pair, Object>(classes, Collections.nCopies(8, pair),
                Collections.nCopies(8, task == Task.SEGMENTATION ? outlined : one.build()),
                Collections.nCopies(8, "board")), registry).train(Optional.empty(), soon, Progress.NONE);
    }
}
