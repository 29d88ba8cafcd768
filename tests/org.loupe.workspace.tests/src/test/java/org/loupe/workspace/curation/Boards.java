package org.loupe.workspace.curation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.loupe.api.Features;
import org.loupe.engine.Progress;
import org.loupe.engine.Registry;
import org.loupe.engine.curation.ConfidentLearning;
import org.loupe.engine.curation.ConfidentLearning.Suspect;
import org.loupe.engine.curation.Learner;
import org.loupe.engine.curation.OutOfSample;
import org.loupe.store.labels.Label;
import org.loupe.store.labels.LabelShape;
import org.loupe.store.labels.LabelState;
import org.loupe.tools.classic.ClassicTools;
import org.loupe.tools.imageio.ImageIoTools;

/** The boxes of DeepPCB, measured: rows of features, their classes (0 … 5), tiles and boards. */
final class Boards {
    static final int CLASSES = 6;
    /** What was tuned was tuned on these boards; figures are told of the others. */
    static final Set<String> TUNED = Set.of("00041", "13000", "20085");

    final List<TileImage> images = new ArrayList<>();
    final List<String> boards = new ArrayList<>();
    final List<Label> labels = new ArrayList<>();
    Features rows;

    /** The folder: named by a property or variable, or beside the checkout; nothing where it is missing. */
    static Optional<Path> folder() {
        List<Path> places = new ArrayList<>();
        Stream.of(System.getProperty("loupe.bench"), System.getenv("LOUPE_DATA")).filter(p -> p != null && !p.isBlank())
                .forEach(p -> places.addAll(List.of(Path.of(p), Path.of(p, "deeppcb"))));
        for (Path p = Path.of("").toAbsolutePath(); p != null; p = p.getParent())
            places.add(p.resolve("shared/data/deeppcb"));
        return places.stream().filter(p -> Files.isDirectory(p) && !Files.isDirectory(p.resolve("deeppcb"))).findFirst();
    }

    static Registry registry() {
        Registry registry = new Registry();
        registry.add(new ClassicTools(), "org.loupe.tools.classic", "0.1.0");
        registry.add(new ImageIoTools(), "org.loupe.tools.imageio", "0.1.0");
        return registry;
    }

    /** Reads and measures all boards, or some. @param cache where numbers are kept */
    static Boards read(Path folder, Set<String> wanted, Path cache) throws Exception {
        Boards all = new Boards();
        List<Path> texts;
        try (Stream<Path> found = Files.walk(folder)) {
            texts = found.filter(p -> p.getFileName().toString().matches("\\d{8}\\.txt")).sorted().toList();
        }
        for (Path text : texts) {
            String name = text.getFileName().toString().substring(0, 8);
            if (wanted.isEmpty() || wanted.contains(name.substring(0, 5)))
                all.add(text, name);
        }
        try (Measuring measuring = new Measuring(Measuring.FORM, registry(), cache)) {
            all.rows = measuring.labels(all.labels, n -> Optional.of(all.images.get(n - 1)), Progress.NONE);
        }
        return all;
    }

    private void add(Path text, String name) throws IOException {
        images.add(new TileImage(text.resolveSibling(name + "_test.jpg"), 0,
                Optional.of(text.resolveSibling(name + "_temp.jpg")), ""));
        boards.add(name.substring(0, 5));
        for (String line : Files.readAllLines(text))
            if (!line.isBlank()) {
                float[] f = new float[5];
                String[] words = line.strip().split("\\s+");
                for (int i = 0; i < 5; i++)
                    f[i] = Float.parseFloat(words[i]);
                labels.add(new Label(labels.size() + 1, images.size(), LabelShape.Box.between(f[0], f[1], f[2], f[3]),
                        (int) f[4], LabelState.ADDED, 1, 1, "truth", 0, "", "", ""));
            }
    }

    String board(int row) {
        return boards.get(labels.get(row).tile() - 1);
    }

    int[] rows(Set<String> ofBoards) {
        return IntStream.range(0, labels.size()).filter(i -> ofBoards.contains(board(i))).toArray();
    }

    int[] classes(int[] ofRows) {
        return IntStream.of(ofRows).map(i -> labels.get(i).code() - 1).toArray();
    }

    int[] tiles(int[] ofRows) {
        return IntStream.of(ofRows).map(i -> labels.get(i).tile()).toArray();
    }

    /**
     * Gives 5 % of rows a wrong class, at random, and looks for them.
     *
     * @return share of them among the first 10 % and the first 5 % of the suspects, and of those found among the first
     *         10 % the share for which the right class is suggested
     */
    double[] planted(int[] ofRows, long seed, Learner learner) {
        int[] truth = classes(ofRows), given = truth.clone();
        boolean[] wrong = new boolean[given.length];
        SplittableRandom random = new SplittableRandom(seed);
        int planted = Math.round(given.length * 0.05f);
        for (int left = planted; left > 0;) {
            int i = random.nextInt(given.length);
            if (!wrong[i]) {
                wrong[i] = true;
                given[i] = (given[i] + 1 + random.nextInt(CLASSES - 1)) % CLASSES;
                left--;
            }
        }
        float[] p = OutOfSample.probabilities(rows.select(ofRows), given, CLASSES, tiles(ofRows), 5, seed, learner,
                Progress.NONE);
        List<Suspect> all = ConfidentLearning.of(p, given, CLASSES).suspects();
        List<Suspect> found = all.stream().limit(given.length / 10).filter(s -> wrong[s.row()]).toList();
        long sooner = all.stream().limit(given.length / 20).filter(s -> wrong[s.row()]).count();
        long right = found.stream().filter(s -> s.suggested() == truth[s.row()]).count();
        return new double[] { found.size() / (double) planted, sooner / (double) planted,
            found.isEmpty() ? 0 : right / (double) found.size() };
    }
}
