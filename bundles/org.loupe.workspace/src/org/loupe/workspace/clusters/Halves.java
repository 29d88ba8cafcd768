package org.loupe.workspace.clusters;

import java.util.Arrays;

/** Two halves of a cluster that no tree tells: 2-means, begun with the crops that are farthest from each other. */
final class Halves {
    private static final int MOST_ROUNDS = 100;

    private Halves() {
    }

    /**
     * The smaller half of some rows.
     *
     * @throws IllegalArgumentException if they are all alike
     */
    static int[] smaller(Common common, int[] rows) {
        double[] a = common.row(farthest(common, rows, common.mean(rows)));
        double[] b = common.row(farthest(common, rows, a));
        boolean[] second = new boolean[rows.length];
        for (int round = 0; round < MOST_ROUNDS; round++) {
            boolean moved = false;
            for (int i = 0; i < rows.length; i++) {
                boolean toB = common.square(rows[i], b) < common.square(rows[i], a);
                moved |= toB != second[i];
                second[i] = toB;
            }
            int[] inA = chosen(rows, second, false), inB = chosen(rows, second, true);
            if (inA.length == 0 || inB.length == 0)
                throw new IllegalArgumentException(rows.length == 1 ? "A cluster of one crop cannot be split."
                        : "The crops of this cluster do not differ in their features, so it cannot be split.");
            if (!moved)
                break;
            a = common.mean(inA);
            b = common.mean(inB);
        }
        int[] inA = chosen(rows, second, false), inB = chosen(rows, second, true);
        return inA.length < inB.length ? inA : inB;
    }

    private static int[] chosen(int[] rows, boolean[] second, boolean wanted) {
        int n = 0;
        int[] some = new int[rows.length];
        for (int i = 0; i < rows.length; i++)
            if (second[i] == wanted)
                some[n++] = rows[i];
        return Arrays.copyOf(some, n);
    }

    private static int farthest(Common common, int[] rows, double[] from) {
        int best = rows[0];
        double most = -1;
        for (int row : rows) {
            double d = common.square(row, from);
            if (d > most) {
                most = d;
                best = row;
            }
        }
        return best;
    }
}
