package org.loupe.engine.learning;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.loupe.api.Features;

/**
 * Objects whose features and classes are known. Immutable by agreement.
 *
 * @param classes  names of all classes, also of those without an object
 * @param features a row for each object, as measured
 * @param truth    the class of each object, an index into {@code classes}
 * @param groups   the wafer, board or lot that each object is from: objects of one group are never on both sides of a
 *                 division
 * @param ids      what people and views find each object again by, such as its file; need not differ
 */
public record LabelledRows(List<String> classes, Features features, int[] truth, List<String> groups,
        List<String> ids) {

    public LabelledRows {
        classes = List.copyOf(classes);
        groups = List.copyOf(groups);
        ids = List.copyOf(ids);
        int rows = features.rows();
        if (truth.length != rows || groups.size() != rows || ids.size() != rows)
            throw new IllegalArgumentException(rows + " rows need as many classes, groups and names, found "
                    + truth.length + ", " + groups.size() + " and " + ids.size() + ".");
        for (int t : truth)
            if (t < 0 || t >= classes.size())
                throw new IllegalArgumentException("A row's class is from 0 to " + (classes.size() - 1) + ", found " + t
                        + ".");
    }

    /** Number of objects. */
    public int rows() {
        return truth.length;
    }

    /** The given objects, in that order. */
    public LabelledRows select(int... rows) {
        return new LabelledRows(classes, features.select(rows), Arrays.stream(rows).map(i -> truth[i]).toArray(),
                Arrays.stream(rows).mapToObj(groups::get).toList(), Arrays.stream(rows).mapToObj(ids::get).toList());
    }

    /** The same objects, described by other features. @param other as many rows, in the same order */
    public LabelledRows with(Features other) {
        return new LabelledRows(classes, other, truth, groups, ids);
    }

    /** Objects of each class. */
    public int[] counts() {
        int[] counts = new int[classes.size()];
        for (int t : truth)
            counts[t]++;
        return counts;
    }

    /** Number of different groups. */
    public int groupCount() {
        return (int) groups.stream().distinct().count();
    }

    /** The rows in an order that does not tell in which they were given: by name, group, class, values. */
    int[] order() {
        int columns = features.names().size();
        Comparator<Integer> order = Comparator.<Integer, String>comparing(ids::get).thenComparing(groups::get)
                .thenComparing(i -> classes.get(truth[i]))
                .thenComparing((a, b) -> Arrays.compare(features.values(), a * columns, (a + 1) * columns,
                        features.values(), b * columns, (b + 1) * columns));
        return IntStream.range(0, rows()).boxed().sorted(order).mapToInt(Integer::intValue).toArray();
    }

    /** Each row's group as a number, in the order in which they first come. */
    int[] groupNumbers() {
        Map<String, Integer> numbers = new HashMap<>();
        return groups.stream().mapToInt(g -> numbers.computeIfAbsent(g, k -> numbers.size())).toArray();
    }

    /** SHA-256 of all that is learned from, in hexadecimal; the order of the rows does not count. */
    public String sha256() {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
        text(digest, String.join("\n", classes));
        text(digest, String.join("\n", features.names()));
        int columns = features.names().size();
        ByteBuffer row = ByteBuffer.allocate(columns * Float.BYTES);
        for (int i : order()) {
            text(digest, ids.get(i) + "\n" + groups.get(i) + "\n" + classes.get(truth[i]));
            row.clear();
            for (int c = 0; c < columns; c++)
                row.putFloat(features.get(i, c));
            digest.update(row.flip());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void text(MessageDigest digest, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
        digest.update(bytes);
    }
}
