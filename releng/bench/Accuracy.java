import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.loupe.api.Clusterer;
import org.loupe.api.Clustering;
import org.loupe.api.Device;
import org.loupe.api.Features;
import org.loupe.api.ImageInfo;
import org.loupe.api.Step;
import org.loupe.engine.Item;
import org.loupe.engine.Policy;
import org.loupe.engine.Progress;
import org.loupe.engine.Registry;
import org.loupe.engine.Schema;
import org.loupe.engine.SimpleRun;
import org.loupe.engine.clustering.Agreement;
import org.loupe.engine.features.FeatureSet;
import org.loupe.engine.features.Fusion;
import org.loupe.engine.learning.Columns;
import org.loupe.engine.learning.LabelledRows;
import org.loupe.engine.learning.LearningCurve;
import org.loupe.engine.learning.Spread;
import org.loupe.engine.learning.TrainingSettings;
import org.loupe.store.labels.LabelShape;
import org.loupe.workspace.crops.Crop;
import org.loupe.workspace.crops.CropList;
import org.loupe.workspace.crops.CropMeasuring;
import org.loupe.workspace.crops.CropTable;
import org.loupe.workspace.crops.UsualFeatures;
import org.loupe.workspace.learning.Classifiers;

/** What accuracy.py prints: DEEPPCB WEIGHTS SEEDS. */
public final class Accuracy {
    /** Features, their weights and the trainer's parameters were chosen on these boards; figures are of the others. */
    private static final Set<String> CHOSEN_ON = Set.of("00041", "13000", "20085");
    private static final int[] SIZES = {10, 30, 50};

    private Accuracy() {
    }

    public static void main(String[] args) throws Exception {
        Registry registry = Registry.load(Accuracy.class.getClassLoader());
        boolean deep = Files.isRegularFile(Path.of(args[1]));
        int seeds = Integer.parseInt(args[2]);
        for (boolean reference : new boolean[] {true, false}) {
            FeatureSet set = UsualFeatures.HAND_MADE;
            int hand = set.blocks().size();
            if (deep)
                set = set.and(FeatureSet.Block.of("loupe.embedding").with("weights", args[1])
                        .with("pairing", reference ? "both" : "test"));
            CropTable table;
            long start = System.nanoTime();
            try (CropMeasuring measuring = new CropMeasuring(set, registry, Optional.empty())) {
                table = measuring.measure(crops(Path.of(args[0]), reference), Progress.NONE);
            }
            System.out.printf(Locale.ROOT, "%n%s: %d boxes, %d features, measured in %.0f s; learned on boards %s, tested "
                    + "on the others, %d seeds%n", reference ? "Board and template" : "Board alone", table.rows(),
                    table.features().names().size(), (System.nanoTime() - start) / 1e9,
                    CHOSEN_ON.stream().sorted().toList(), seeds);
            System.out.printf("%-28s %5s  %9s %s%n", "vector", "size", "Ward to 6",
                    "      10 per class      30 per class      50 per class");
            int[] all = IntStream.range(0, set.blocks().size()).toArray();
            row("measure+haralick+zernike", table, new int[] {0, 1, 2}, registry, seeds);
            row("hand-made", table, IntStream.range(0, hand).toArray(), registry, seeds);
            if (deep) {
                row("deep", table, new int[] {hand}, registry, seeds);
                row("fused", table, all, registry, seeds);
            }
        }
    }

    private static CropList crops(Path folder, boolean reference) throws Exception {
        List<Path> texts;
        try (Stream<Path> found = Files.walk(folder)) {
            texts = found.filter(p -> p.getFileName().toString().matches("\\d{8}\\.txt")).sorted().toList();
        }
        List<Crop> crops = new ArrayList<>();
        for (Path text : texts) {
            String name = text.getFileName().toString().substring(0, 8);
            Item item = new Item(name, text.resolveSibling(name + "_test.jpg"), 0, reference
                    ? Optional.of(text.resolveSibling(name + "_temp.jpg")) : Optional.empty(), Double.NaN,
                    ImageInfo.Conditions.UNKNOWN);
            for (String line : Files.readAllLines(text)) {
                if (line.isBlank())
                    continue;
                int[] n = Arrays.stream(line.strip().split("\\s+")).mapToInt(Integer::parseInt).toArray();
                crops.add(new Crop(item, "", new LabelShape.Box(n[0], n[1], n[2] - n[0], n[3] - n[1]),
                        name + " " + crops.size(), name.substring(0, 5), "type " + n[4], Crop.Origin.IMAGE));
            }
        }
        return new CropList(crops, "DeepPCB", List.of());
    }

    private static void row(String name, CropTable table, int[] blocks, Registry registry, int seeds)
            throws Exception {
        int[] kept = IntStream.range(0, table.columns().names().size())
                .filter(c -> Arrays.binarySearch(blocks, table.columns().block()[c]) >= 0).toArray();
        Features all = table.features();
        float[] values = new float[all.rows() * kept.length];
        for (int row = 0; row < all.rows(); row++)
            for (int c = 0; c < kept.length; c++)
                values[row * kept.length + c] = all.get(row, kept[c]);
        List<String> names = Arrays.stream(kept).mapToObj(all.names()::get).toList();
        Columns columns = new Columns(new FeatureSet(Arrays.stream(blocks).mapToObj(table.columns().set().blocks()::get)
                .toList()), names, Arrays.stream(kept).map(c -> Arrays.binarySearch(blocks, table.columns().block()[c]))
                        .toArray(), List.of());
        LabelledRows rows = Classifiers.labelled(table).with(new Features(names, all.rows(), values));
        LabelledRows learned = on(rows, true), tested = on(rows, false);
        LearningCurve curve = LearningCurve.of(learned, tested, columns, TrainingSettings.DEFAULT.validation(5, seeds),
                SIZES, registry, Progress.NONE);
        StringBuilder text = new StringBuilder();
        for (LearningCurve.Point point : curve.points()) {
            Spread s = point.accuracy();
            text.append(String.format(Locale.ROOT, "   %5.1f ± %3.1f %%  ", 100 * s.mean(), 100 * s.sd()));
        }
        System.out.printf(Locale.ROOT, "%-28s %5d    %5.1f %% %s%n", name, kept.length,
                100 * ward(tested, columns, registry), text);
    }

    private static LabelledRows on(LabelledRows rows, boolean chosen) {
        return rows.select(IntStream.range(0, rows.rows())
                .filter(i -> CHOSEN_ON.contains(rows.groups().get(i)) == chosen).toArray());
    }

    /** Share of rows in the right class if Ward's tree is cut into as many clusters as there are classes. */
    private static double ward(LabelledRows rows, Columns columns, Registry registry) throws Exception {
        Fusion fusion = Fusion.of(rows.features(), columns.block(),
                columns.set().blocks().stream().mapToDouble(FeatureSet.Block::weight).toArray());
        return cluster((Clusterer<?>) registry.find("loupe.agglomerative", Policy.AUTO).tool(), rows,
                fusion.apply(rows.features()));
    }

    private static <P extends Record> double cluster(Clusterer<P> tool, LabelledRows rows, Features fused)
            throws Exception {
        P params = Schema.of(tool).read(Map.of("cut", "number", "clusters", (long) rows.classes().size(), "smallest",
                1L));
        try (SimpleRun run = new SimpleRun(Progress.NONE, 1, 0); Step<Features, Clustering> step = tool.open(params,
                Device.CPU)) {
            return Agreement.of(step.apply(fused, run).cluster(), rows.truth()).accuracy();
        }
    }
}
