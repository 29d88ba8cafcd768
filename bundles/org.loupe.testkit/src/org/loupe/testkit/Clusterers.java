package org.loupe.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.loupe.api.Clustering;
import org.loupe.api.Device;
import org.loupe.api.Features;
import org.loupe.api.Step;
import org.loupe.api.Tool;
import org.loupe.api.ToolException;

/** What is asked of clusterers beside what is asked of all tools. */
final class Clusterers {

    private Clusterers() {
    }

    /** No rows, one, two, equal ones, and rows without columns. */
    static List<Features> small() {
        Features groups = Golden.groups(12);
        return List.of(groups.select(), groups.select(3), groups.select(3, 7), groups.select(new int[9]),
                Features.none(4));
    }

    /** Fails unless rows in another order are sorted into the same clusters, with any number of threads. */
    static <P extends Record> void assertIndependent(Tool<P, Object, Object> tool, P params) throws Exception {
        Features rows = Golden.groups(90);
        Clustering expected = cluster(tool, params, rows, 1), threads = cluster(tool, params, rows, 3);
        Results.assertSame(expected, threads, 0, "on three threads with " + params);
        int[] order = shuffled(rows.rows());
        Clustering other = cluster(tool, params, rows.select(order), 1);
        int[] named = new int[rows.rows()], exemplars = new int[other.clusters()];
        for (int i = 0; i < order.length; i++)
            named[order[i]] = other.cluster()[i];
        for (int c = 0; c < exemplars.length; c++)
            exemplars[c] = order[other.exemplars()[c]];
        assertEquals(Arrays.toString(firstNamed(expected.cluster())), Arrays.toString(firstNamed(named)),
                "Clusters of the same rows in another order, each named by its first row, with " + params);
        assertEquals(Arrays.toString(Arrays.stream(expected.exemplars()).sorted().toArray()),
                Arrays.toString(Arrays.stream(exemplars).sorted().toArray()),
                "Exemplars of the same rows in another order, with " + params);
        assertEquals(expected.hierarchy().map(h -> Arrays.toString(h.height())),
                other.hierarchy().map(h -> Arrays.toString(h.height())),
                "Heights of the tree of the same rows in another order, with " + params);
    }

    private static <P extends Record> Clustering cluster(Tool<P, Object, Object> tool, P params, Features rows,
            int threads) throws Exception {
        try (TestRun run = new TestRun(5).threads(threads); Step<Object, Object> step = tool.open(params, Device.CPU)) {
            return (Clustering) step.apply(rows, run);
        } catch (ToolException e) {
            throw new AssertionError("It refuses rows in three groups with " + params, e);
        }
    }

    private static int[] shuffled(int rows) {
        int[] order = new int[rows];
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < rows; i++) {
            int j = random.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }

    /** The same partition with each cluster named by the first of its rows. */
    private static int[] firstNamed(int[] cluster) {
        int[] first = new int[cluster.length + 1], named = new int[cluster.length];
        Arrays.fill(first, -1);
        for (int i = 0; i < cluster.length; i++) {
            if (cluster[i] != Clustering.OUTLIER && first[cluster[i]] < 0)
                first[cluster[i]] = i;
            named[i] = cluster[i] == Clustering.OUTLIER ? Clustering.OUTLIER : first[cluster[i]];
        }
        return named;
    }
}
