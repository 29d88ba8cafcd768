package org.loupe.workspace.clusters;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * What a person does to clusters, written as one line of text: {@code cut 7}, {@code merge p1 n12 n15},
 * {@code name p1 Bridges}. Crops are named by their rows: {@code 5-17,20}. Immutable by agreement.
 */
public sealed interface Edit {

    /** The line that {@link #parse} reads. */
    String text();

    /** Puts the cut line. @param groups that it leaves of the dendrogram; 0 for the clusters as they were computed */
    record Cut(int groups) implements Edit {
        @Override
        public String text() {
            return "cut " + groups;
        }
    }

    /** Says how many crops make a cluster. @param crops fewer are outliers */
    record Smallest(int crops) implements Edit {
        @Override
        public String text() {
            return "smallest " + crops;
        }
    }

    /** Opens a node of the dendrogram: its two branches are clusters. */
    record Split(String id) implements Edit {
        @Override
        public String text() {
            return "split " + id;
        }
    }

    /** Makes one cluster of several. @param made id of the new one */
    record Merge(String made, List<String> ids) implements Edit {
        public Merge {
            ids = List.copyOf(ids);
        }

        @Override
        public String text() {
            return "merge " + made + " " + String.join(" ", ids);
        }
    }

    /** Makes a cluster of crops. @param made id of the new one */
    record Gather(String made, int[] rows) implements Edit {
        @Override
        public String text() {
            return "gather " + made + " " + write(rows);
        }
    }

    /** Moves crops to a cluster. */
    record Move(String to, int[] rows) implements Edit {
        @Override
        public String text() {
            return "move " + to + " " + write(rows);
        }
    }

    /** Makes crops outliers. */
    record Outliers(int[] rows) implements Edit {
        @Override
        public String text() {
            return "outliers " + write(rows);
        }
    }

    /** Says that a cluster is none: its crops become outliers. */
    record Dissolve(String id) implements Edit {
        @Override
        public String text() {
            return "dissolve " + id;
        }
    }

    /** Names a cluster. @param name "" to take its name away */
    record Name(String id, String name) implements Edit {
        public Name {
            name = Objects.requireNonNull(name).strip().replaceAll("\\s+", " ");
        }

        @Override
        public String text() {
            return ("name " + id + " " + name).strip();
        }
    }

    /** Reads a line. @throws IllegalArgumentException if it is none */
    static Edit parse(String line) {
        String[] words = line.strip().split(" ", 3);
        String first = words.length > 1 ? words[1] : "", rest = words.length > 2 ? words[2] : "";
        try {
            return switch (words[0]) {
                case "cut" -> new Cut(Integer.parseInt(first));
                case "smallest" -> new Smallest(Integer.parseInt(first));
                case "split" -> new Split(id(first));
                case "merge" -> new Merge(made(first), Arrays.stream(rest.split(" ")).map(Edit::id).toList());
                case "gather" -> new Gather(made(first), read(rest));
                case "move" -> new Move(id(first), read(rest));
                case "outliers" -> new Outliers(read(first));
                case "dissolve" -> new Dissolve(id(first));
                case "name" -> new Name(id(first), rest);
                default -> throw new IllegalArgumentException("\"" + words[0] + "\" is no edit of clusters.");
            };
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("\"" + line + "\" has no number where one belongs.", e);
        }
    }

    private static String id(String text) {
        if (!text.matches("[nkp]\\d{1,9}"))
            throw new IllegalArgumentException("\"" + text + "\" names no cluster.");
        return text;
    }

    private static String made(String text) {
        if (!id(text).startsWith("p"))
            throw new IllegalArgumentException("\"" + text + "\" is no cluster that a person made.");
        return text;
    }

    /** Rows in rising order, neighbours as "from-to". */
    private static String write(int[] rows) {
        int[] sorted = Arrays.stream(rows).sorted().distinct().toArray();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < sorted.length;) {
            int end = i;
            while (end + 1 < sorted.length && sorted[end + 1] == sorted[end] + 1)
                end++;
            text.append(text.isEmpty() ? "" : ",").append(sorted[i]);
            if (end > i)
                text.append('-').append(sorted[end]);
            i = end + 1;
        }
        return text.toString();
    }

    private static int[] read(String text) {
        int[] rows = new int[16];
        int n = 0;
        for (String part : text.isEmpty() ? new String[0] : text.split(",")) {
            int dash = part.indexOf('-', 1);
            int from = Integer.parseInt(dash < 0 ? part : part.substring(0, dash));
            int to = dash < 0 ? from : Integer.parseInt(part.substring(dash + 1));
            if (from < 0 || to < from || to - from > 100_000_000)
                throw new IllegalArgumentException("\"" + part + "\" names no rows.");
            if (n + to - from + 1 > rows.length)
                rows = Arrays.copyOf(rows, Math.max(2 * rows.length, n + to - from + 1));
            for (int row = from; row <= to; row++)
                rows[n++] = row;
        }
        return Arrays.copyOf(rows, n);
    }
}
