package org.loupe.ui.viewer.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.loupe.engine.Item;
import org.loupe.store.ImageRow;
import org.loupe.ui.Words;

/**
 * Which images of a set are listed, in which order. A filter is made of terms joined by "and": {@code detections > 8},
 * {@code error}, {@code warning}, {@code new} (not in the run), or a part of the name. Any thread.
 */
final class ImageFilter {
    private static final Pattern TERM = Pattern.compile("(detections|time)\\s*(<=|>=|!=|=|<|>)\\s*(\\S+)");

    /** An order of images. */
    enum Order {
        /** As the set lists them. */
        LISTED,
        /** Most detections first. */
        DETECTIONS,
        /** Those that could not be inspected, then those with warnings, then the rest. */
        ERRORS,
        /** Those that took longest first. */
        TIME
    }

    private final Predicate<Row> wanted;
    private final String problem;

    /** An image and what the shown run holds of it, or null. */
    private record Row(Item item, ImageRow found) {
        private double detections() {
            return found == null || found.failed() ? Double.NaN : found.detections();
        }

        private double millis() {
            return found == null ? Double.NaN : found.millis();
        }

        /** 2 for an error, 1 for a warning, else 0. */
        private int trouble() {
            return found == null ? 0 : found.failed() ? 2 : found.warnings().isEmpty() ? 0 : 1;
        }
    }

    private ImageFilter(Predicate<Row> wanted, String problem) {
        this.wanted = wanted;
        this.problem = problem;
    }

    /** Reads what a user typed. */
    static ImageFilter of(String text) {
        List<Predicate<Row>> terms = new ArrayList<>();
        for (String term : text.strip().toLowerCase(Locale.ROOT).split("\\s+and\\s+")) {
            Matcher m = TERM.matcher(term);
            if (m.matches()) {
                double limit;
                try {
                    limit = Double.parseDouble(m.group(3).replace(',', '.'));
                } catch (NumberFormatException e) {
                    return new ImageFilter(row -> true, Words.get("images.badNumber", m.group(3)));
                }
                boolean time = m.group(1).equals("time");
                String operator = m.group(2);
                terms.add(row -> holds(time ? row.millis() : row.detections(), operator, limit));
            } else if (term.startsWith("detections") || term.startsWith("time")) {
                return new ImageFilter(row -> true, Words.get("images.badTerm", term));
            } else if (term.equals("error")) {
                terms.add(row -> row.trouble() == 2);
            } else if (term.equals("warning")) {
                terms.add(row -> row.trouble() == 1);
            } else if (term.equals("new")) {
                terms.add(row -> row.found == null);
            } else if (!term.isEmpty()) {
                terms.add(row -> row.item.name().toLowerCase(Locale.ROOT).contains(term));
            }
        }
        return new ImageFilter(row -> terms.stream().allMatch(t -> t.test(row)), "");
    }

    private static boolean holds(double value, String operator, double limit) {
        return switch (operator) {
            case "<" -> value < limit;
            case "<=" -> value <= limit;
            case ">" -> value > limit;
            case ">=" -> value >= limit;
            case "=" -> value == limit;
            default -> !Double.isNaN(value) && value != limit;
        };
    }

    /** What is wrong with the text, as a sentence with the remedy; "" if it is right. */
    String problem() {
        return problem;
    }

    /** The images that are wanted, in an order; equal ones as they are listed. @param rows of the shown run, by name */
    List<Item> apply(List<Item> items, Map<String, ImageRow> rows, Order order) {
        Function<Item, Row> join = item -> new Row(item, rows.get(item.name()));
        var chosen = items.stream().map(join).filter(wanted);
        Comparator<Row> by = switch (order) {
            case LISTED -> null;
            case DETECTIONS -> Comparator.comparingDouble(r -> Double.isNaN(r.detections()) ? 1 : -r.detections());
            case ERRORS -> Comparator.comparingInt(r -> -r.trouble());
            case TIME -> Comparator.comparingDouble(r -> Double.isNaN(r.millis()) ? 1 : -r.millis());
        };
        return (by == null ? chosen : chosen.sorted(by)).map(Row::item).toList();
    }
}
