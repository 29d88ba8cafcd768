package org.loupe.ui.viewer.internal;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

import org.loupe.store.Listing;

/**
 * The values that a plot shows, as CSV: image_index, row, class and the columns of its axes. Any thread.
 *
 * @param range   from x, to x, from y, to y
 * @param columnY "" for a plot of one column
 */
record PlotCsv(PlotData data, double[] range, List<String> classes, String columnX, String columnY) {

    /** Writes a file aside and renames it, so that it is whole. @return number of lines below the head */
    int write(Path file) throws IOException {
        Path aside = file.resolveSibling(file.getFileName() + ".tmp");
        int[] lines = new int[1];
        try (BufferedWriter out = Files.newBufferedWriter(aside)) {
            out.write("image_index,row,class," + field(columnX) + (columnY.isEmpty() ? "" : "," + field(columnY)) + "\n");
            data.within(range[0], range[1], range[2], range[3], rank -> {
                lines[0]++;
                try {
                    out.write(line(rank));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (IOException | UncheckedIOException e) {
            Files.deleteIfExists(aside);
            throw e instanceof UncheckedIOException unchecked ? unchecked.getCause() : (IOException) e;
        }
        Files.move(aside, file, StandardCopyOption.REPLACE_EXISTING);
        return lines[0];
    }

    private String line(int rank) {
        long key = data.listing().keyOfRank(rank);
        String name = classes.get(Math.min(classes.size() - 1, data.classes()[rank]));
        return Listing.image(key) + "," + Listing.row(key) + "," + field(name) + "," + data.x()[rank]
                + (data.y() == null ? "" : "," + data.y()[rank]) + "\n";
    }

    private static String field(String text) {
        return text.matches("[^,\"\\r\\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
