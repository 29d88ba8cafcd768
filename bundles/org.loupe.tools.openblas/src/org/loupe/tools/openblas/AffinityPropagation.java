package org.loupe.tools.openblas;

import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import org.loupe.api.Clusterer;
import org.loupe.api.Clustering;
import org.loupe.api.Device;
import org.loupe.api.Features;
import org.loupe.api.Param;
import org.loupe.api.Run;
import org.loupe.api.Step;
import org.loupe.api.ToolException;

/**
 * Affinity propagation: rows tell each other who shall stand for them, until some exemplars and their clusters remain.
 * Its number of clusters follows from the preference. As scikit-learn has it: negative squared distances, the median of
 * them as preference, noise of the size of rounding against ties.
 */
public final class AffinityPropagation implements Clusterer<AffinityPropagation.Params> {

    /**
     * @param preference how much a row wants to be an exemplar, a negative squared distance; NaN: the median
     * @param damping    share of each message that stays as it was
     * @param rounds     at most
     * @param steady     rounds without a change of the exemplars after which it ends
     * @param metric     distance of rows
     * @param smallest   rows of a cluster; smaller ones are outliers
     */
    public record Params(
            @Param(label = "Preference", min = -1e12, max = 0,
                    help = "How much each row wants to stand for others: a negative squared distance. Lower it for"
                            + " fewer clusters; left empty, the median of all pairs is taken.") double preference,
            @Param(label = "Damping", min = 0.5, max = 0.99, step = 0.05,
                    help = "How slowly the messages change. Raise it if the clusters do not settle.") double damping,
            @Param(label = "Rounds", min = 1, max = 10_000, step = 50, advanced = true,
                    help = "Ends after so many rounds at the latest.") int rounds,
            @Param(label = "Steady rounds", min = 1, max = 1_000, step = 5, advanced = true,
                    help = "Ends when the exemplars were the same for so many rounds.") int steady,
            @Param(label = "Distance", help = "How two rows are compared. Cosine and correlation leave out how strong a"
                    + " pattern is, and compare its form alone.") Metric metric,
            @Param(label = "Smallest cluster", unit = "rows", min = 1, max = 10_000, step = 1,
                    help = "Clusters with fewer rows are outliers. 2 sets single rows apart.") int smallest) {
    }

    @Override
    public Info info() {
        return Info.of("loupe.affinity-propagation", "Affinity propagation",
                "Finds clusters together with the row that stands for each, and their number by itself. For up to some"
                        + " thousands of rows; makes many small clusters unless the preference is lowered.")
                .reference("Frey, Dueck: Clustering by Passing Messages Between Data Points, Science 315, 2007")
                .within(1e-6);
    }

    @Override
    public Params defaults() {
        return new Params(Double.NaN, 0.5, 200, 15, Metric.EUCLIDEAN, 2);
    }

    @Override
    public Step<Features, Clustering> open(Params params, Device device) throws ToolException {
        Blas.load();
        return (features, run) -> cluster(features, params, run);
    }

    private static Clustering cluster(Features features, Params params, Run run) throws ToolException {
        int n = features.rows();
        if (n == 0)
            return new Clustering(new int[0], new int[0], Optional.empty());
        try (Workers workers = new Workers(run); Rows rows = new Rows(features, params.metric())) {
            if (rows.alike())
                return Groups.of(rows, new int[n], params.smallest(), Optional.empty());
            Memory.require(12.0 * n * n, n + " rows", "choose another method for so many rows");
            Messages messages = new Messages(rows, params.preference(), workers);
            if (!messages.settle(params.damping(), params.rounds(), params.steady()))
                run.warn("The clusters did not settle within " + params.rounds() + " rounds.",
                        "Raise \"Damping\" to 0.9, or \"Rounds\".");
            int[] exemplars = messages.exemplars();
            if (exemplars.length == 0) {
                run.warn("No row stands for others, so there are no clusters.", "Raise \"Preference\" or \"Rounds\".");
                int[] none = new int[n];
                Arrays.fill(none, Clustering.OUTLIER);
                return Groups.of(rows, none, 1, Optional.empty());
            }
            int[] group = messages.members(exemplars);
            for (int e = 0; e < exemplars.length; e++)
                exemplars[e] = messages.centre(group, e);
            Arrays.sort(exemplars);
            return Groups.of(rows, messages.members(exemplars), params.smallest(), exemplars, Optional.empty());
        }
    }

    /** Similarities and messages of all pairs, row by row, in single precision: 12 n² bytes. */
    private static final class Messages {
        private static final int BAND = 64;
        private static final int STRIP = 1024;
        /** Sums over the rows are taken in so many parts, whatever the threads, and then in order. */
        private static final int PARTS = 32;

        private final Workers workers;
        private final int n;
        private final float[][] similarity;
        private final float[][] responsibility;
        private final float[][] availability;

        Messages(Rows rows, double preference, Workers workers) {
            this.workers = workers;
            n = rows.count();
            similarity = new float[n][n];
            workers.stage(0, 0.1, "distances");
            measure(rows);
            float own = (float) (Double.isNaN(preference) ? median() : preference);
            for (int i = 0; i < n; i++)
                similarity[i][i] = own;
            SplittableRandom random = new SplittableRandom(0);
            for (float[] row : similarity)
                for (int k = 0; k < n; k++)
                    row[k] += (row[k] * 2.2e-7f + 1e-36f) * (float) (random.nextDouble() + random.nextDouble()
                            + random.nextDouble() - 1.5) * 2;
            responsibility = new float[n][n];
            availability = new float[n][n];
        }

        private void measure(Rows rows) {
            try (Rows.Blocks blocks = new Rows.Blocks(workers.threads(), BAND * Math.min(STRIP, n))) {
                workers.each((n + BAND - 1) / BAND, (band, thread) -> {
                    int a = band * BAND, m = Math.min(BAND, n - a);
                    for (int b = 0; b < n; b += STRIP) {
                        int width = Math.min(STRIP, n - b);
                        double[] squares = rows.squares(a, m, b, width, blocks.of(thread));
                        for (int i = 0; i < m; i++)
                            for (int j = 0; j < width; j++)
                                similarity[a + i][b + j] = (float) -squares[i * width + j];
                    }
                });
            }
        }

        /** Of all similarities, those of rows to themselves among them, as scikit-learn counts. */
        private double median() {
            long pairs = (long) n * n;
            return (ranked((pairs - 1) / 2) + ranked(pairs / 2)) / 2;
        }

        /** The similarity of a rank: counted by the upper half of its bits, then by the lower one. */
        private double ranked(long rank) {
            long[] upper = new long[1 << 16], lower = new long[1 << 16];
            for (float[] row : similarity)
                for (float s : row)
                    upper[Float.floatToRawIntBits(-s) >>> 16]++; // none is above 0, so bits sort as numbers
            int high = 0, low = 0;
            for (; rank >= upper[high]; high++)
                rank -= upper[high];
            for (float[] row : similarity)
                for (float s : row)
                    if (Float.floatToRawIntBits(-s) >>> 16 == high)
                        lower[Float.floatToRawIntBits(-s) & 0xffff]++;
            for (; rank >= lower[low]; low++)
                rank -= lower[low];
            return -Float.intBitsToFloat(high << 16 | low);
        }

        /** Passes messages until the exemplars stay the same; whether they did. */
        boolean settle(double damping, int rounds, int steady) {
            float keep = (float) damping, take = 1 - keep;
            boolean[] last = new boolean[n];
            float[][] sums = new float[PARTS][n];
            float[][] buffers = new float[workers.threads()][n];
            workers.stage(0.1, 1, "messages");
            for (int round = 0, same = 0; round < rounds; round++) {
                workers.each(PARTS, (part, thread) -> {
                    Arrays.fill(sums[part], 0);
                    for (int i = from(part); i < from(part + 1); i++)
                        respond(i, keep, take, sums[part], buffers[thread]);
                });
                float[] sum = sums[0];
                for (int part = 1; part < PARTS; part++)
                    for (int k = 0; k < n; k++)
                        sum[k] += sums[part][k];
                workers.each(PARTS, (part, thread) -> {
                    for (int i = from(part); i < from(part + 1); i++)
                        avail(i, keep, take, sum);
                });
                boolean[] now = new boolean[n];
                int found = 0;
                for (int k = 0; k < n; k++) {
                    now[k] = availability[k][k] + responsibility[k][k] > 0;
                    found += now[k] ? 1 : 0;
                }
                same = Arrays.equals(now, last) ? same + 1 : 1;
                last = now;
                if (same >= steady && found > 0)
                    return true;
                workers.done((double) round / rounds);
            }
            return false;
        }

        private int from(int part) {
            return (int) ((long) part * n / PARTS);
        }

        private void respond(int i, float keep, float take, float[] sums, float[] buffer) {
            float[] s = similarity[i], a = availability[i], r = responsibility[i];
            for (int k = 0; k < n; k++)
                buffer[k] = a[k] + s[k];
            float first = Float.NEGATIVE_INFINITY, second = Float.NEGATIVE_INFINITY;
            int best = 0;
            for (int k = 0; k < n; k++) {
                float v = buffer[k];
                if (v > second)
                    if (v > first) {
                        second = first;
                        first = v;
                        best = k;
                    } else
                        second = v;
            }
            float atBest = keep * r[best] + take * (s[best] - second);
            for (int k = 0; k < n; k++)
                r[k] = keep * r[k] + take * (s[k] - first);
            r[best] = atBest;
            float own = r[i];
            for (int k = 0; k < n; k++)
                sums[k] += Math.max(r[k], 0);
            sums[i] += own - Math.max(own, 0);
        }

        private void avail(int i, float keep, float take, float[] sum) {
            float[] a = availability[i], r = responsibility[i];
            float own = keep * a[i] + take * (sum[i] - r[i]);
            for (int k = 0; k < n; k++)
                a[k] = keep * a[k] + take * Math.min(sum[k] - Math.max(r[k], 0), 0);
            a[i] = own;
        }

        int[] exemplars() {
            int[] found = new int[n];
            int count = 0;
            for (int k = 0; k < n; k++)
                if (availability[k][k] + responsibility[k][k] > 0)
                    found[count++] = k;
            return Arrays.copyOf(found, count);
        }

        /** The exemplar, by its number, that each row is most similar to. */
        int[] members(int[] exemplars) {
            int[] member = new int[n];
            for (int i = 0; i < n; i++)
                for (int e = 1; e < exemplars.length; e++)
                    if (similarity[i][exemplars[e]] > similarity[i][exemplars[member[i]]])
                        member[i] = e;
            for (int e = 0; e < exemplars.length; e++)
                member[exemplars[e]] = e;
            return member;
        }

        /** The member of a group that all of it are most similar to. */
        int centre(int[] group, int number) {
            double best = Double.NEGATIVE_INFINITY;
            int centre = -1;
            for (int k = 0; k < n; k++) {
                if (group[k] != number)
                    continue;
                double sum = 0;
                for (int i = 0; i < n; i++)
                    if (group[i] == number)
                        sum += similarity[i][k];
                if (sum > best) {
                    best = sum;
                    centre = k;
                }
            }
            return centre;
        }
    }
}
