package org.loupe.engine.curation;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.loupe.api.Features;
import org.loupe.engine.Progress;

/** Class probabilities of labelled rows by what was learned without them. */
public final class OutOfSample {

    private OutOfSample() {
    }

    /**
     * Cross-validation by groups: the rows of one group are all predicted by what was learned from other groups, so that
     * neighbours on one tile or board tell nothing of each other.
     *
     * @param rows    features, one row for each label
     * @param given   classes, 0 … {@code classes - 1}
     * @param classes number of classes
     * @param groups  of each row, such as its tile
     * @param folds   2 or more; as many as there are groups if those are fewer
     * @param seed    of the division of groups into folds
     * @return {@code rows × classes}; with fewer than two groups nothing can be learned elsewhere, and all classes are
     *         equally likely
     */
    public static float[] probabilities(Features rows, int[] given, int classes, int[] groups, int folds, long seed,
            Learner learner, Progress progress) {
        if (given.length != rows.rows() || groups.length != rows.rows())
            throw new IllegalArgumentException(rows.rows() + " rows need as many classes and groups, found "
                    + given.length + " and " + groups.length + ".");
        if (folds < 2)
            throw new IllegalArgumentException("Cross-validation needs 2 folds or more, found " + folds + ".");
        int[] fold = folds(groups, folds, seed);
        float[] all = new float[rows.rows() * classes];
        Arrays.fill(all, 1f / classes);
        int used = Arrays.stream(fold).max().orElse(0) + 1;
        for (int f = 0; f < used && used > 1; f++) {
            int now = f;
            int[] learned = IntStream.range(0, fold.length).filter(i -> fold[i] != now).toArray();
            int[] asked = IntStream.range(0, fold.length).filter(i -> fold[i] == now).toArray();
            float[] p = learner.probabilities(rows.select(learned),
                    Arrays.stream(learned).map(i -> given[i]).toArray(), classes, rows.select(asked),
                    progress.part((double) f / used, (f + 1.0) / used));
            for (int i = 0; i < asked.length; i++)
                System.arraycopy(p, i * classes, all, asked[i] * classes, classes);
        }
        return all;
    }

    /** The fold of each row. */
    private static int[] folds(int[] groups, int folds, long seed) {
        int[] names = Arrays.stream(groups).distinct().sorted().toArray();
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = names.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1), kept = names[i];
            names[i] = names[j];
            names[j] = kept;
        }
        Map<Integer, Integer> foldOf = new LinkedHashMap<>();
        for (int i = 0; i < names.length; i++)
            foldOf.put(names[i], i % folds);
        return Arrays.stream(groups).map(foldOf::get).toArray();
    }
}
