package org.loupe.engine.evaluation;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.loupe.api.Detections;
import org.loupe.engine.ClassKey;

/**
 * The classes of truth and findings as numbers. Names that differ only in case or in blanks, hyphens and underscores
 * are one class, which goes by the first of them, the truth's before the findings'.
 *
 * @param names in alphabetical order
 * @param truth number of each true box's class, by case
 * @param found number of each found box's class, by case
 */
record ClassNumbers(List<String> names, int[][] truth, int[][] found) {

    static ClassNumbers of(List<Evaluation.Case> cases) {
        Map<String, String> names = new TreeMap<>();
        for (Evaluation.Case c : cases)
            used(c.truth()).forEach(n -> names.putIfAbsent(key(n), n));
        for (Evaluation.Case c : cases)
            used(c.found()).forEach(n -> names.putIfAbsent(key(n), n));
        List<String> keys = List.copyOf(names.keySet());
        return new ClassNumbers(keys.stream().map(names::get).toList(),
                cases.stream().map(c -> numbers(c.truth(), keys)).toArray(int[][]::new),
                cases.stream().map(c -> numbers(c.found(), keys)).toArray(int[][]::new));
    }

    /** What equal names have in common. */
    static String key(String name) {
        return ClassKey.of(name);
    }

    private static List<String> used(Detections d) {
        return Arrays.stream(d.classIndex()).distinct().mapToObj(d.classes()::get).toList();
    }

    private static int[] numbers(Detections d, List<String> keys) {
        int[] number = d.classes().stream().mapToInt(n -> keys.indexOf(key(n))).toArray();
        return Arrays.stream(d.classIndex()).map(i -> number[i]).toArray();
    }
}
