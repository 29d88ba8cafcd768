package org.loupe.workspace.curation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.loupe.api.Features;
import org.loupe.engine.Progress;
import org.loupe.engine.curation.LabelNext;
import org.loupe.engine.curation.Learner;

/**
 * What {@code releng/bench/curation} prints: how many planted errors are found, and how many labels it takes to reach a
 * score in the order of the queue and in random order. Not among the tests; it takes minutes.
 */
class CurationBench {
    private static final int[] MARKS = { 15, 25, 35, 50, 75, 100, 150, 200 };
    private static final double[] SCORES = { 0.90, 0.95, 0.97 };
    private static final int SEEDS = 10, REPEATS = 10, LAST = 220;

    @Test
    void prints() throws Exception {
        Path folder = Boards.folder().orElseThrow(() -> new IllegalStateException(
                "There are no boards. Name the folder of DeepPCB."));
        Path cache = Files.createTempDirectory("loupe-bench");
        try {
            Boards data = Boards.read(folder, Set.of(), cache);
            Set<String> others = new HashSet<>(data.boards);
            others.removeAll(Boards.TUNED);
            say("%d boxes on %d tiles of boards %s, %d features%n", data.labels.size(), data.images.size(),
                    data.boards.stream().distinct().toList(), data.rows.names().size());
            suspects(data, Boards.TUNED, "boards that were tuned on");
            suspects(data, others, "the other boards");
            queue(data, others);
        } finally {
            try (var files = Files.walk(cache)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList())
                    Files.delete(file);
            }
        }
    }

    private static void say(String format, Object... values) {
        System.out.printf(Locale.ROOT, format, values);
    }

    private static void suspects(Boards data, Set<String> boards, String which) {
        int[] rows = data.rows(boards);
        double[][] found = new double[SEEDS][];
        for (int seed = 0; seed < SEEDS; seed++)
            found[seed] = data.planted(rows, seed, Learner.STANDARD);
        say("%nSuspects: 5 %% of %d boxes of %s given a wrong class, %d seeds%n", rows.length, which, SEEDS);
        String[] what = { "found among the first 10 %", "found among the first 5 %", "right class suggested" };
        for (int i = 0; i < what.length; i++) {
            int column = i;
            double[] values = Arrays.stream(found).mapToDouble(f -> f[column]).toArray();
            say("  %-28s %.3f ± %.3f, least %.3f%n", what[i], mean(values), deviation(values),
                    DoubleStream.of(values).min().orElse(0));
        }
    }

    /** Each board is held out once; the tiles of the others are labelled one by one, first a random one. */
    private static void queue(Boards data, Set<String> boards) {
        say("%nQueue: macro F on a board held out, mean of %d boards × %d repeats; proposals are the true boxes%n",
                boards.size(), REPEATS);
        say("%-22s", "labels");
        for (int mark : MARKS)
            say("%7d", mark);
        for (double score : SCORES)
            say("   labels to F %.2f", score);
        say("%n");
        double[][] needed = new double[3][];
        String[] names = { "random", "unsure first", "unsure and diverse" };
        for (int way = 0; way < names.length; way++) {
            double[] curve = new double[MARKS.length];
            List<double[]> labels = new ArrayList<>();
            for (String held : boards.stream().sorted().toList())
                for (int repeat = 0; repeat < REPEATS; repeat++) {
                    Set<String> pool = new HashSet<>(boards);
                    pool.remove(held);
                    labels.add(new Labelled(data, pool, held, repeat).until(way, curve));
                }
            say("%-22s", names[way]);
            for (double sum : curve)
                say("%7.3f", sum / labels.size());
            for (int s = 0; s < SCORES.length; s++) {
                int column = s;
                double[] values = labels.stream().mapToDouble(l -> l[column]).toArray();
                say("     %5.1f ± %4.1f", mean(values), deviation(values));
                if (way == 0)
                    needed[s] = values;
                else
                    say(" (%+.0f %%)", 100 * (mean(values) / mean(needed[s]) - 1));
            }
            say("%n");
        }
    }

    private static double mean(double[] values) {
        return DoubleStream.of(values).average().orElse(Double.NaN);
    }

    private static double deviation(double[] values) {
        double mean = mean(values);
        return Math.sqrt(DoubleStream.of(values).map(v -> (v - mean) * (v - mean)).sum() / Math.max(1, values.length - 1));
    }

    /** Tiles of a pool, labelled one by one. */
    private static final class Labelled {
        private final Features rows, asked;
        private final int[] truth, tiles, askedTruth;
        private final boolean[] done;
        private final Random random;

        Labelled(Boards data, Set<String> pool, String held, int repeat) {
            int[] own = data.rows(pool), other = data.rows(Set.of(held));
            rows = data.rows.select(own);
            truth = data.classes(own);
            int[] numbers = IntStream.of(data.tiles(own)).distinct().sorted().toArray();
            tiles = IntStream.of(data.tiles(own)).map(t -> Arrays.binarySearch(numbers, t)).toArray();
            asked = data.rows.select(other);
            askedTruth = data.classes(other);
            done = new boolean[numbers.length];
            random = new Random(repeat);
            done[random.nextInt(done.length)] = true;
        }

        /** Labels until there are enough. @param curve to which the score at each mark is added @return labels needed */
        double[] until(int way, double[] curve) {
            double[] needed = new double[SCORES.length];
            Arrays.fill(needed, LAST);
            boolean[] reached = new boolean[SCORES.length];
            for (int mark = 0, labels = 0; labels < LAST;) {
                int[] known = IntStream.range(0, tiles.length).filter(i -> done[tiles[i]]).toArray();
                int[] given = IntStream.of(known).map(i -> truth[i]).toArray();
                labels = known.length;
                Features learned = rows.select(known);
                double score = score(Learner.STANDARD.probabilities(learned, given, Boards.CLASSES, asked,
                        Progress.NONE), askedTruth);
                for (; mark < MARKS.length && labels >= MARKS[mark]; mark++)
                    curve[mark] += score;
                for (int s = 0; s < SCORES.length; s++)
                    if (!reached[s] && score >= SCORES[s]) {
                        reached[s] = true;
                        needed[s] = labels;
                    }
                done[next(way, learned, given)] = true;
            }
            return needed;
        }

        private int next(int way, Features learned, int[] given) {
            if (way == 0) {
                int[] open = IntStream.range(0, done.length).filter(i -> !done[i]).toArray();
                return open[random.nextInt(open.length)];
            }
            float[] unsure = LabelNext.uncertainty(Learner.STANDARD.probabilities(learned, given, Boards.CLASSES, rows,
                    Progress.NONE), Boards.CLASSES);
            return way == 2 ? LabelNext.unsureAndDiverse(rows, unsure, tiles, done, 1, Progress.NONE)[0]
                    : IntStream.of(LabelNext.byWeight(LabelNext.perTile(unsure, tiles, done.length)))
                            .filter(i -> !done[i]).findFirst().orElseThrow();
        }
    }

    /** Mean over the classes of 2 TP / (2 TP + FP + FN). */
    private static double score(float[] p, int[] truth) {
        int[][] count = new int[Boards.CLASSES][Boards.CLASSES];
        for (int i = 0; i < truth.length; i++) {
            int best = 0;
            for (int c = 1; c < Boards.CLASSES; c++)
                if (p[i * Boards.CLASSES + c] > p[i * Boards.CLASSES + best])
                    best = c;
            count[truth[i]][best]++;
        }
        double sum = 0;
        for (int c = 0; c < Boards.CLASSES; c++) {
            int own = c, right = count[c][c], given = IntStream.of(count[c]).sum();
            int said = Arrays.stream(count).mapToInt(row -> row[own]).sum();
            sum += given + said == 0 ? 0 : 2.0 * right / (given + said);
        }
        return sum / Boards.CLASSES;
    }
}
