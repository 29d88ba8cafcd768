package org.loupe.exchange;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.loupe.api.Detections;
import org.loupe.api.Features;
import org.loupe.api.ToolException;
import org.loupe.exchange.internal.Json;
import org.loupe.exchange.internal.Output;
import org.loupe.store.ImageRow;
import org.loupe.store.Listing;
import org.loupe.store.Page;
import org.loupe.store.RunReader;

/**
 * Writes detections as CSV (RFC 4180, UTF-8): a header, then one line for each detection, in order of image and row.
 * Numbers have a point before their decimals wherever it is written; unknown ones are empty.
 */
public final class CsvWriter {
    private static final int PAGE = 2000;
    private static final String MASK = "mask_rle";
    private static final List<String> COLUMNS = List.of("image", "path", "page", "image_index", "row", "class", "score",
            "x", "y", "width", "height", "um_per_px");

    private CsvWriter() {
    }

    /** The columns that are usually written: what is known of a detection, then its features. */
    public static List<String> columns(RunReader run) {
        List<String> columns = new ArrayList<>(COLUMNS);
        columns.addAll(run.featureNames());
        return List.copyOf(columns);
    }

    /**
     * Writes a run's detections.
     *
     * @param columns to write, in that order: of {@link #columns}, or {@code mask_rle}, the mask's run lengths
     *                separated by blanks; empty for {@link #columns}
     * @throws ToolException if there is no such column, the run cannot be read or the file not be written
     */
    public static void write(RunReader run, List<String> columns, Path file) throws ToolException {
        write(run, RunPart.ALL, columns, file);
    }

    /**
     * Writes a part of a run's detections.
     *
     * @param columns as of {@link #write(RunReader, List, Path)}
     * @throws ToolException as {@link #write(RunReader, List, Path)}
     */
    public static void write(RunReader run, RunPart part, List<String> columns, Path file) throws ToolException {
        List<String> known = columns(run);
        List<String> chosen = columns.isEmpty() ? known : columns;
        for (String column : chosen)
            if (!known.contains(column) && !column.equals(MASK))
                throw new ToolException("There is no column '" + column + "' in the run.",
                        "Columns: " + String.join(", ", known) + ", " + MASK + ".");
        CSVFormat format = CSVFormat.RFC4180.builder().setHeader(chosen.toArray(String[]::new)).get();
        Output.write(file, out -> {
            CSVPrinter printer = new CSVPrinter(out, format);
            part.visit(run, (image, detections, features) -> Json.unchecked(() -> {
                for (int row = 0; row < detections.size(); row++) {
                    for (String column : chosen)
                        printer.print(cell(column, image, detections, features, row));
                    printer.println();
                }
            }));
            printer.flush();
        });
    }

    /**
     * Writes the detections that meet a condition, in an order; with the columns of {@link #columns}.
     *
     * @param where   as of {@link RunReader#page}
     * @param orderBy as of {@link RunReader#page}
     * @throws ToolException if the condition or order is not such, the run cannot be read or the file not be written
     */
    public static void write(RunReader run, String where, String orderBy, Path file) throws ToolException {
        List<String> columns = columns(run);
        Listing listing = run.table().listing(where, orderBy);
        Map<Integer, ImageRow> images = new HashMap<>();
        run.images().forEach(image -> images.put(image.index(), image));
        CSVFormat format = CSVFormat.RFC4180.builder().setHeader(columns.toArray(String[]::new)).get();
        Output.write(file, out -> {
            CSVPrinter printer = new CSVPrinter(out, format);
            for (int from = 0; from < listing.size(); from += PAGE) {
                Page page = run.table().page(listing, from, PAGE);
                for (int row = 0; row < page.size(); row++) {
                    ImageRow image = images.get(page.imageIndex()[row]);
                    for (String column : columns)
                        printer.print(column.equals("row") ? Integer.toString(page.row()[row])
                                : cell(column, image, page.detections(), page.features(), row));
                    printer.println();
                }
            }
            printer.flush();
        });
    }

    private static String cell(String column, ImageRow image, Detections d, Features f, int row) {
        return switch (column) {
        case "image" -> image.image();
        case "path" -> image.path();
        case "page" -> Integer.toString(image.page());
        case "image_index" -> Integer.toString(image.index());
        case "row" -> Integer.toString(row);
        case "class" -> d.className(row);
        case "score" -> number(d.score()[row]);
        case "x" -> number(d.x()[row]);
        case "y" -> number(d.y()[row]);
        case "width" -> number(d.width()[row]);
        case "height" -> number(d.height()[row]);
        case "um_per_px" -> Double.isNaN(image.umPerPx()) ? "" : Double.toString(image.umPerPx());
        case MASK -> mask(d.masks()[row]);
        default -> number(f.get(row, f.column(column)));
        };
    }

    private static String number(float value) {
        if (Float.isNaN(value))
            return "";
        return value == Math.rint(value) && Math.abs(value) < 1e7 ? Long.toString((long) value) : Float.toString(value);
    }

    private static String mask(int[] runs) {
        StringBuilder text = new StringBuilder();
        if (runs != null)
            for (int run : runs)
                text.append(text.isEmpty() ? "" : " ").append(run);
        return text.toString();
    }
}
