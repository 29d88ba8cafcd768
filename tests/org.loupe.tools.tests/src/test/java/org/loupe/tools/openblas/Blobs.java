package org.loupe.tools.openblas;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.loupe.api.Features;

/** Rows in groups, and what others found in them: releng/bench/clustering_reference.py makes both. */
final class Blobs {

    private Blobs() {
    }

    /** Numbers of a congruential generator: row i lies around centre {@code i % groups}. */
    static Features rows(int count, int columns, int groups, double spread) {
        long[] state = { 12345 };
        double[] centres = new double[groups * columns];
        for (int i = 0; i < centres.length; i++)
            centres[i] = 4 * next(state);
        float[] values = new float[count * columns];
        for (int i = 0; i < values.length; i++)
            values[i] = (float) (centres[i / columns % groups * columns + i % columns]
                    + spread * (next(state) + next(state) - 1));
        List<String> names = new ArrayList<>();
        for (int c = 0; c < columns; c++)
            names.add("column" + c);
        return new Features(names, count, values);
    }

    private static double next(long[] state) {
        state[0] = (state[0] * 1103515245 + 12345) % (1L << 31);
        return state[0] / (double) (1L << 31);
    }

    /** The numbers that stand behind a name in the reference. */
    static double[] reference(String name) throws IOException {
        try (BufferedReader file = new BufferedReader(new InputStreamReader(
                Blobs.class.getResourceAsStream("/clustering-reference.txt"), StandardCharsets.UTF_8))) {
            return file.lines().filter(line -> line.startsWith(name + " ")).findFirst()
                    .map(line -> Arrays.stream(line.substring(name.length() + 1).split(" "))
                            .mapToDouble(Double::parseDouble).toArray())
                    .orElseThrow(() -> new AssertionError("There is no reference " + name));
        }
    }
}
