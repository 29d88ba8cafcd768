import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.global.torch;
import org.loupe.api.Detections;
import org.loupe.api.Device;
import org.loupe.api.Examples;
import org.loupe.api.ImageSource;
import org.loupe.api.OnnxRunner;
import org.loupe.api.Pair;
import org.loupe.api.Shape;
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
import org.loupe.tools.torch.compute.Tensors;
import org.loupe.tools.torch.compute.TorchNet;
import org.loupe.tools.torch.images.PairInput;
import org.loupe.tools.torch.images.Planes;
import org.loupe.tools.torch.net.CenterNet;
import org.loupe.tools.torch.net.Net;
import org.loupe.tools.torch.onnx.OnnxFile;
import org.loupe.tools.torch.training.LearningNet;
import org.loupe.tools.torch.weights.Snapshot;
import org.loupe.workspace.Inspections;

/**
 * Measures for "nets.py inspect" what reading, preparing and storing cost beside the net: FOLDER ENGINE IMAGES ROUNDS.
 * A small detector, trained for two steps, inspects the images of a folder with their references on one thread, as
 * "loupe inspect" does; the same net gives the pass alone for the same images, already in memory. Both in turn; prints
 * the best of each.
 */
public final class NetInspect {
    private static final OperatingSystemMXBean PROCESSOR = (OperatingSystemMXBean) ManagementFactory
            .getOperatingSystemMXBean();

    private NetInspect() {
    }

    public static void main(String[] args) throws Exception {
        Registry registry = Registry.load(NetInspect.class.getClassLoader());
        List<Item> items = ImageList.find(List.of(Path.of(args[0]).toAbsolutePath()), Pairing.AUTO, registry);
        items = items.subList(0, Math.min(Integer.parseInt(args[2]), items.size()));
        Path folder = Files.createTempDirectory("loupe-bench"), model = folder.resolve("net.model");
        List<Pair> pairs = new ArrayList<>();
        for (Item item : items)
            pairs.add(new Pair(read(item.test(), registry), Optional.of(read(item.reference().orElseThrow(), registry)),
                    Optional.empty()));
        learned(pairs.get(0), registry).write(model);
        List<Planes> planes = new ArrayList<>();
        for (Pair pair : pairs)
            planes.add(new PairInput(false, true, 1).of(pair));
        Recipe recipe = Recipe.parse("""
                {"loupe": "recipe", "version": 1, "name": "net", "description": "", "steps": [
                 {"tool": "loupe.detect", "params": {"model": "%s", "engine": "%s", "leastScore": 0.3}}]}
                """.formatted(model, args[1]));
        double whole = Double.POSITIVE_INFINITY, bare = whole, one = whole;
        try (Pass pass = new Pass(args[1].equals("own"))) {
            for (int round = 0; round <= Integer.parseInt(args[3]); round++) {
                long used = PROCESSOR.getProcessCpuTime();
                pass.run(planes);
                double bareUsed = (PROCESSOR.getProcessCpuTime() - used) / 1e6;
                double few = inspected(recipe, items.subList(0, 1), folder.resolve("few" + round), registry);
                double all = inspected(recipe, items, folder.resolve("all" + round), registry);
                if (round == 0)
                    continue; // everything is loaded and compiled in it
                bare = Math.min(bare, bareUsed);
                one = Math.min(one, few);
                whole = Math.min(whole, all);
            }
        }
        int n = items.size();
        double each = (whole - one) / (n - 1);
        System.out.printf(Locale.ROOT, "%s, %d images of %s: the pass alone %.1f ms of the processor an image, the"
                + " inspection %.1f (%+.0f %%), and %.0f for the run as such%n", args[1], n,
                pairs.get(0).test().shape(), bare / n, each, 100 * each * n / bare - 100, one - each);
        System.exit(0);
    }

    /** Milliseconds of the processor that an inspection takes. */
    private static double inspected(Recipe recipe, List<Item> items, Path folder, Registry registry) throws Exception {
        long used = PROCESSOR.getProcessCpuTime();
        Inspections.run(new Inspections.Request(recipe, items, folder, Options.defaults().threads(1)), registry,
                Progress.NONE);
        return (PROCESSOR.getProcessCpuTime() - used) / 1e6;
    }

    /** The net alone. */
    private static final class Pass implements AutoCloseable {
        private static final List<String> OUTPUTS = List.of(CenterNet.HEAT, CenterNet.BOX);

        private final TorchNet torchs;
        private final OnnxRunner.Net runtimes;

        Pass(boolean own) throws Exception {
            Net net = CenterNet.of(2, 6, 16);
            try (LearningNet random = new LearningNet(net, new SplittableRandom(1))) {
                Snapshot weights = random.snapshot();
                torchs = own ? TorchNet.load(net, OUTPUTS, weights) : null;
                Path file = Files.createTempFile("loupe-bench", ".onnx");
                OnnxFile.write(net, OUTPUTS, weights, Map.of(), file);
                runtimes = own ? null : new OnnxDetector().open(file);
            }
        }

        void run(List<Planes> all) throws Exception {
            torch.set_num_threads(1);
            for (Planes planes : all) {
                if (runtimes != null) {
                    runtimes.compute(planes.values(), 1, planes.channels(), planes.height(), planes.width(), () -> { });
                    continue;
                }
                try (PointerScope scope = new PointerScope()) {
                    torchs.forward(planes.tensor(), OUTPUTS, () -> { }).values().forEach(given -> {
                        Tensors.values(given);
                        given.close();
                    });
                }
            }
        }

        @Override
        public void close() {
            if (torchs != null)
                torchs.close();
            else
                runtimes.close();
        }
    }

    private static Tile read(Path file, Registry registry) throws Exception {
        try (ImageSource source = registry.open(file); TestRun run = new TestRun()) {
            Shape shape = source.info(0).shape();
            Tile tile = Tile.allocate(shape);
            tile.data().put(0, source.read(0, shape.region(), 1, run).data(), 0, tile.data().capacity());
            return tile;
        }
    }

    private static NetModel<Detections> learned(Pair pair, Registry registry) throws Exception {
        List<String> classes = List.of("open", "short", "mousebite", "spur", "copper", "pin-hole");
        Detections.Builder one = new Detections.Builder(classes);
        one.add(100, 100, 30, 30, 1, 0, null);
        Examples<Pair, Detections> examples = new Examples<>(classes, Collections.nCopies(8, pair),
                Collections.nCopies(8, one.build()), Collections.nCopies(8, "board"));
        NetSettings usual = NetSettings.of("loupe.center-net");
        return new NetTraining<>(new NetSettings("loupe.center-net", Map.of("epochs", 1L, "batchSize", 4L), 0, 1,
                usual.mergeIou(), usual.leastScore(), usual.evaluationIou()), examples, registry)
                .train(Optional.empty(), new NetWatcher() {
                    private int steps;

                    @Override
                    public void figures(double epoch, Map<String, Double> values) {
                        steps++;
                    }

                    @Override
                    public boolean ending() {
                        return steps == 2;
                    }
                }, Progress.NONE);
    }
}
