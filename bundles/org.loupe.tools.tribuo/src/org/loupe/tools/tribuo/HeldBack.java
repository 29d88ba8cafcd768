package org.loupe.tools.tribuo;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Chooses examples that are not learned from. */
final class HeldBack {

    private HeldBack() {
    }

    /**
     * Which rows are held back: whole groups in random order until the share is reached, or, of a single group, that
     * share of each class. Every class keeps rows to learn from; nothing is held back where that would leave fewer than
     * {@code fewest}.
     */
    static boolean[] choose(Rows rows, double share, int fewest, SplittableRandom random) {
        boolean[] held = new boolean[rows.count];
        int wanted = (int) (share * rows.count);
        if (wanted < fewest)
            return held;
        int[] order = shuffled(rows.groups > 1 ? rows.groups : rows.count, random), left = rows.counts();
        int[] keep = Arrays.stream(left).map(n -> Math.max(1, n - (int) Math.ceil(2 * share * n))).toArray();
        int chosen = 0;
        for (int next : order) {
            int[] members = rows.groups > 1
                    ? IntStream.range(0, rows.count).filter(row -> rows.group[row] == next).toArray()
                    : new int[] { next };
            int[] lost = new int[left.length];
            for (int row : members)
                lost[rows.truth[row]]++;
            boolean bears = chosen + members.length <= 1.5 * wanted;
            for (int c = 0; c < left.length; c++)
                bears &= lost[c] == 0 || left[c] - lost[c] >= keep[c];
            if (!bears)
                continue;
            for (int c = 0; c < left.length; c++)
                left[c] -= lost[c];
            for (int row : members)
                held[row] = true;
            chosen += members.length;
            if (chosen >= wanted)
                break;
        }
        return chosen < fewest ? new boolean[rows.count] : held;
    }

    private static int[] shuffled(int count, SplittableRandom random) {
        int[] order = IntStream.range(0, count).toArray();
        for (int i = count - 1; i > 0; i--) {
            int j = random.nextInt(i + 1), swap = order[i];
            order[i] = order[j];
            order[j] = swap;
        }
        return order;
    }

    /** The rows that are held back, or the others. */
    static int[] rows(boolean[] held, boolean which) {
        return IntStream.range(0, held.length).filter(row -> held[row] == which).toArray();
    }

    static float[] values(float[] values, int columns, int[] rows) {
        float[] chosen = new float[rows.length * columns];
        for (int i = 0; i < rows.length; i++)
            System.arraycopy(values, rows[i] * columns, chosen, i * columns, columns);
        return chosen;
    }

    static int[] truth(int[] truth, int[] rows) {
        return Arrays.stream(rows).map(row -> truth[row]).toArray();
    }
}
