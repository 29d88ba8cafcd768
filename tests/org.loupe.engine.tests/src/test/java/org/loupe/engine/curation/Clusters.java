package org.loupe.engine.curation;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.loupe.api.Features;

/** Rows around centres of which the classes are known. */
final class Clusters {
    final Features rows;
    final int[] truth;
    final int[] tiles;

    /** Classes lie {@code apart} deviations from each other; a third column is noise of another unit. */
    Clusters(int classes, int perClass, double apart, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int n = classes * perClass;
        truth = IntStream.range(0, n).map(i -> i % classes).toArray();
        tiles = IntStream.range(0, n).map(i -> i / 7).toArray();
        float[] values = new float[3 * n];
        for (int i = 0; i < n; i++) {
            double angle = 2 * Math.PI * truth[i] / classes, radius = apart / 2 / Math.sin(Math.PI / classes);
            values[3 * i] = (float) (radius * Math.cos(angle) + random.nextGaussian());
            values[3 * i + 1] = (float) (radius * Math.sin(angle) + random.nextGaussian());
            values[3 * i + 2] = (float) (1000 * random.nextGaussian());
        }
        rows = new Features(List.of("a", "b", "noise_um"), n, values);
    }

    /** The classes with some of them replaced by others. */
    int[] planted(boolean[] wrong, int classes) {
        return IntStream.range(0, truth.length).map(i -> wrong[i] ? (truth[i] + 1 + i % (classes - 1)) % classes
                : truth[i]).toArray();
    }

    /** A random choice of so many rows. */
    static boolean[] choose(int of, int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        boolean[] chosen = new boolean[of];
        for (int left = count; left > 0;) {
            int i = random.nextInt(of);
            if (!chosen[i]) {
                chosen[i] = true;
                left--;
            }
        }
        return chosen;
    }
}
