package org.loupe.engine.curation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.loupe.api.Features;
import org.loupe.engine.Progress;
import org.loupe.engine.features.Fusion;

/** In which order tiles are best labelled: those that a model is unsure of, those unlike what is labelled, or both. */
public final class LabelNext {
    /** Labelled rows that others are compared to at most. */
    private static final int MOST_DONE = 2_000;
    /** Objects that are compared at most. */
    private static final int MOST_OBJECTS = 4_000;

    private LabelNext() {
    }

    /**
     * How unsure a model is of each object: 1 minus the margin between the two most probable classes, 0 to 1 (Scheffer,
     * Decomain and Wrobel, Active Hidden Markov Models for Information Extraction, 2001).
     *
     * @param probabilities {@code objects × classes}
     */
    public static float[] uncertainty(float[] probabilities, int classes) {
        float[] unsure = new float[probabilities.length / classes];
        for (int row = 0; row < unsure.length; row++) {
            float best = 0, second = 0;
            for (int c = 0; c < classes; c++) {
                float p = probabilities[row * classes + c];
                second = Math.max(second, Math.min(best, p));
                best = Math.max(best, p);
            }
            unsure[row] = 1 - (best - second);
        }
        return unsure;
    }

    /**
     * How unsure a detector is of an object from its score alone: 1 at 0.5, 0 at 0 and 1.
     *
     * @param score 0 to 1
     */
    public static float uncertainty(float score) {
        return 1 - Math.abs(2 * score - 1);
    }

    /**
     * What objects say of their tiles: the sum over a tile, so that a tile with many doubtful objects goes before one
     * with few; 0 for a tile without objects.
     *
     * @param unsure of each object
     * @param tiles  row of each object's tile
     * @param count  number of tiles
     */
    public static float[] perTile(float[] unsure, int[] tiles, int count) {
        float[] sum = new float[count];
        for (int i = 0; i < unsure.length; i++)
            sum[tiles[i]] += unsure[i];
        return sum;
    }

    /** Rows by falling weight; equal ones as they come. */
    public static int[] byWeight(float[] weight) {
        return IntStream.range(0, weight.length).boxed().sorted((a, b) -> Float.compare(weight[b], weight[a]))
                .mapToInt(i -> i).toArray();
    }

    /**
     * Chooses rows that are far from each other and from those that are done: each time the row whose distance to the
     * nearest chosen one, times its weight, is largest (k-center greedy: Sener and Savarese, Active Learning for
     * Convolutional Neural Networks, ICLR 2018; with weights as in Ash et al., BADGE, ICLR 2020). The first, if nothing
     * is done, is the one nearest to the mean of all. Of more than {@value #MOST_DONE} rows that are done every n-th
     * is compared; the work grows with rows × (done + budget).
     *
     * @param rows   features of all
     * @param done   which are labelled already; they are not chosen
     * @param weight of each, 0 or more, such as its uncertainty; {@code null} for equal weights
     * @param budget how many are chosen at most
     * @return rows in the order in which they are to be labelled
     */
    public static int[] diverse(Features rows, boolean[] done, float[] weight, int budget, Progress progress) {
        int n = rows.rows(), columns = rows.names().size();
        float[] x = Fusion.standard(rows).apply(rows).values(), distance = new float[n];
        Arrays.fill(distance, Float.POSITIVE_INFINITY);
        boolean[] taken = done.clone();
        int[] before = IntStream.range(0, n).filter(i -> done[i]).toArray();
        for (int i = 0; i < before.length; i += 1 + before.length / MOST_DONE) {
            progress.check();
            approach(x, columns, before[i], distance);
        }
        int[] order = new int[Math.min(budget, n - before.length)];
        for (int k = 0; k < order.length; k++) {
            progress.check();
            progress.update(k, order.length, 0, 0, "");
            int best = k == 0 && before.length == 0 ? middle(x, columns, taken) : farthest(distance, weight, taken);
            order[k] = best;
            taken[best] = true;
            approach(x, columns, best, distance);
        }
        return order;
    }

    /**
     * Chooses tiles by the objects that are proposed on them: each time the tile that, per object to be labelled, tells
     * most about those objects that a model is unsure of. What a labelled object tells about another grows with their
     * likeness (facility location: Wei, Iyer and Bilmes, Submodularity in Data Subset Selection and Active Learning,
     * ICML 2015; here weighted by uncertainty, so that what is sure or odd alone counts little). Of more than
     * {@value #MOST_OBJECTS} objects every n-th is used.
     *
     * @param objects features of all objects, those of done tiles included
     * @param unsure  of each object, 0 to 1
     * @param tiles   row of each object's tile, 0 … {@code done.length - 1}
     * @param done    which tiles are labelled already; they are not chosen
     * @param budget  how many tiles are chosen at most
     * @return rows of tiles with objects, in the order in which they are to be labelled
     */
    public static int[] unsureAndDiverse(Features objects, float[] unsure, int[] tiles, boolean[] done, int budget,
            Progress progress) {
        int thin = 1 + (objects.rows() - 1) / MOST_OBJECTS;
        int[] used = IntStream.range(0, objects.rows()).filter(i -> i % thin == 0).toArray();
        Features rows = thin == 1 ? objects : objects.select(used);
        int n = used.length, columns = rows.names().size();
        float[][] apart = apart(Fusion.standard(rows).apply(rows).values(), n, columns, progress);
        float[] nearest = new float[n];
        Arrays.fill(nearest, (float) (2 * Math.sqrt(columns))); // nothing is labelled: two deviations in each feature
        for (int i = 0; i < n; i++)
            if (done[tiles[used[i]]])
                approach(apart[i], nearest);
        Map<Integer, List<Integer>> open = new TreeMap<>();
        for (int i = 0; i < n; i++)
            if (!done[tiles[used[i]]])
                open.computeIfAbsent(tiles[used[i]], t -> new ArrayList<>()).add(i);
        int[] order = new int[Math.min(budget, open.size())];
        for (int k = 0; k < order.length; k++) {
            progress.check();
            progress.update(k, order.length, 0, 0, "");
            int best = -1;
            double most = -1;
            for (Map.Entry<Integer, List<Integer>> tile : open.entrySet()) {
                double told = 0;
                for (int i = 0; i < n; i++) {
                    float least = nearest[i];
                    for (int object : tile.getValue())
                        least = Math.min(least, apart[object][i]);
                    told += (nearest[i] - least) * unsure[used[i]];
                }
                told /= tile.getValue().size();
                if (told > most) {
                    most = told;
                    best = tile.getKey();
                }
            }
            order[k] = best;
            for (int object : open.remove(best))
                approach(apart[object], nearest);
        }
        return order;
    }

    /** Distances of all pairs of rows. */
    private static float[][] apart(float[] x, int n, int columns, Progress progress) {
        float[][] apart = new float[n][n];
        for (int i = 0; i < n; i++) {
            progress.check();
            for (int j = 0; j < i; j++) {
                float sum = 0;
                for (int c = 0; c < columns; c++) {
                    float d = x[i * columns + c] - x[j * columns + c];
                    sum += d * d;
                }
                apart[i][j] = apart[j][i] = (float) Math.sqrt(sum);
            }
        }
        return apart;
    }

    private static void approach(float[] distances, float[] nearest) {
        for (int i = 0; i < nearest.length; i++)
            nearest[i] = Math.min(nearest[i], distances[i]);
    }

    private static int farthest(float[] distance, float[] weight, boolean[] taken) {
        int best = -1;
        double most = -1;
        for (int i = 0; i < taken.length; i++) {
            double value = taken[i] ? -1 : Math.sqrt(distance[i]) * (weight == null ? 1 : weight[i]);
            if (value > most) {
                most = value;
                best = i;
            }
        }
        return best;
    }

    /** The scale's mean is 0 in each column, so the row nearest to it is the shortest one. */
    private static int middle(float[] x, int columns, boolean[] taken) {
        int best = -1;
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < taken.length; i++) {
            double sum = 0;
            for (int c = 0; c < columns; c++)
                sum += x[i * columns + c] * x[i * columns + c];
            if (!taken[i] && sum < least) {
                least = sum;
                best = i;
            }
        }
        return best;
    }

    /** Lowers the squared distance of each row to the nearest chosen one. */
    private static void approach(float[] x, int columns, int chosen, float[] distance) {
        for (int i = 0; i < distance.length; i++) {
            float sum = 0;
            for (int c = 0; c < columns; c++) {
                float d = x[i * columns + c] - x[chosen * columns + c];
                sum += d * d;
            }
            distance[i] = Math.min(distance[i], sum);
        }
    }
}
