package org.loupe.ui.viewer.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import org.loupe.api.ToolException;
import org.loupe.store.Listing;
import org.loupe.store.Page;
import org.loupe.store.RunReader;
import org.loupe.ui.DetectionIds;

/**
 * Rows as lines of fields between tabs, as spreadsheets take them from the clipboard.
 *
 * @param text a line of headings and one for each row
 * @param rows number of rows
 */
record Tsv(String text, int rows) {
    private static final int PAGE = 2000;

    /** The chosen detections in the order of the listing; asks the store: not on the UI thread. */
    static Tsv of(RunReader reader, Listing listing, DetectionIds chosen, List<Column> columns) throws ToolException {
        StringBuilder text = new StringBuilder(
                columns.stream().map(c -> clean(c.key().isEmpty() ? c.label() : c.key()))
                        .collect(Collectors.joining("\t"))).append('\n');
        List<Integer> places = new ArrayList<>();
        for (long key : chosen.keys())
            if (listing.place(key) >= 0)
                places.add(listing.place(key));
        places.sort(null);
        for (int from = 0; from < places.size(); from += PAGE) {
            List<Integer> some = places.subList(from, Math.min(places.size(), from + PAGE));
            Page page = reader.table().page(listing, some.stream().mapToInt(Integer::intValue).toArray());
            for (int row = 0; row < page.size(); row++) {
                for (int c = 0; c < columns.size(); c++)
                    text.append(c > 0 ? "\t" : "").append(field(columns.get(c), page, row, some.get(row)));
                text.append('\n');
            }
        }
        return new Tsv(text.toString(), places.size());
    }

    private static String field(Column column, Page page, int row, int place) {
        return switch (column.value()) {
            case -1 -> switch (column.key()) {
                case "image" -> clean(page.images().get(row));
                case "class" -> clean(page.detections().className(row));
                default -> Integer.toString(place + 1);
            };
            case 0 -> number(page.detections().score()[row]);
            case 1 -> number(page.detections().x()[row]);
            case 2 -> number(page.detections().y()[row]);
            case 3 -> number(page.detections().width()[row]);
            case 4 -> number(page.detections().height()[row]);
            default -> number(page.features().get(row, column.value() - 5));
        };
    }

    private static String number(float value) {
        return Float.isNaN(value) ? "" : String.format(Locale.ROOT, "%s", value);
    }

    private static String clean(String text) {
        return text.replaceAll("[\\t\\r\\n]", " ");
    }
}
