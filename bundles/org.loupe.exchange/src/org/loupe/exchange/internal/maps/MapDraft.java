package org.loupe.exchange.internal.maps;

import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.loupe.api.ToolException;
import org.loupe.exchange.Loss;
import org.loupe.wafer.DieGrid;
import org.loupe.wafer.Dies;
import org.loupe.wafer.Outline;
import org.loupe.wafer.Wafer;
import org.loupe.wafer.Wafer.Bin;
import org.loupe.wafer.WaferDefects;
import org.loupe.wafer.WaferInfo;

/** A map that is being read: what its file tells, until it is a wafer. Places are µm. For one thread. */
final class MapDraft {
    /** Most columns and most rows. */
    static final int MOST_SIDE = 10_000;
    private static final long MOST_CELLS = 25_000_000;
    /** What {@link #set} takes for a place without a die. */
    static final int NO_DIE = -2;
    private static final double[] SIZES = { 25_400, 50_000, 50_800, 75_000, 76_200, 100_000, 125_000, 150_000, 200_000,
            300_000, 450_000 };

    private final Path file;
    private final Loss.Count losses;
    String lot = "";
    String wafer = "";
    String device = "";
    int slot;
    Optional<LocalDateTime> time = Optional.empty();
    double pitchX = Double.NaN;
    double pitchY = Double.NaN;
    double width = Double.NaN;
    double height = Double.NaN;
    boolean round = true;
    /** Where the notch is, counter-clockwise from x. */
    double mark = 270;
    /** Left lower corner of the array from the wafer's centre; NaN if the array is centred. */
    double left = Double.NaN;
    double bottom = Double.NaN;
    final List<Bin> bins = new ArrayList<>();
    private int columns;
    private int rows;
    private int[] cells;

    MapDraft(Path file, Loss.Count losses) {
        this.file = file;
        this.losses = losses;
    }

    /** The message of something wrong in a line. */
    static ToolException wrong(Path file, int line, String what) {
        return new ToolException(file.getFileName() + ", line " + line + ": " + what,
                "Ask for the file again where it was made, or mend that line.");
    }

    /** Sets the number of columns and rows; refuses those that no wafer has before any memory is taken. */
    void size(int newColumns, int newRows, int line) throws ToolException {
        if (newColumns < 1 || newRows < 1 || newColumns > MOST_SIDE || newRows > MOST_SIDE
                || (long) newColumns * newRows > MOST_CELLS)
            throw wrong(file, line, String.format(Locale.ROOT, "%d columns and %d rows are not a map; "
                    + "1 to 10,000 each and 25,000,000 dies are.", newColumns, newRows));
        columns = newColumns;
        rows = newRows;
        cells = new int[columns * rows];
        Arrays.fill(cells, NO_DIE);
    }

    int columns() {
        return columns;
    }

    int rows() {
        return rows;
    }

    /** Whether the size is known. */
    boolean sized() {
        return cells != null;
    }

    /** Sets a die. @param column from the left @param row from the bottom @param bin or NO_DIE or NO_BIN */
    void set(int column, int row, int bin) {
        cells[row * columns + column] = bin;
    }

    /** Adds what a bin means; the first meaning of a number stays. */
    void bin(int number, String name, boolean pass) {
        if (bins.stream().noneMatch(b -> b.code() == number))
            bins.add(new Bin(number, name, pass));
    }

    /** The wafer; what the file does not tell is told as a loss. */
    Wafer build() {
        if (!(pitchX > 0 && pitchY > 0)) {
            losses.add("the size of dies is not in the file, taken as 1 mm or as fits the wafer", wafer);
            pitchX = width > 0 ? width / columns : 1000;
            pitchY = height > 0 ? height / rows : 1000;
        }
        if (Double.isNaN(left))
            left = -columns * pitchX / 2;
        if (Double.isNaN(bottom))
            bottom = -rows * pitchY / 2;
        DieGrid grid = new DieGrid(pitchX, pitchY, left, bottom);
        Dies.Builder dies = new Dies.Builder();
        double far = 0;
        for (int row = rows - 1; row >= 0; row--)
            for (int column = 0; column < columns; column++) {
                int bin = cells[row * columns + column];
                if (bin == NO_DIE)
                    continue;
                dies.add(column, row, bin);
                far = Math.max(far, Math.hypot(left + (column + 0.5) * pitchX, bottom + (row + 0.5) * pitchY));
            }
        if (!(width > 0 && height > 0)) {
            width = height = fitting(2 * far);
            losses.add("the size of the wafer is not in the file, taken as the smallest usual one that fits its dies",
                    String.format(Locale.ROOT, "%s: %.0f mm", wafer.isEmpty() ? "wafer" : "wafer " + wafer,
                            width / 1000));
        }
        // from 200 mm on wafers have a notch, smaller ones a flat; the formats do not tell
        Outline outline = new Outline(round, width, height,
                !round ? Outline.Mark.NONE : width > 180_000 ? Outline.Mark.NOTCH : Outline.Mark.FLAT,
                round ? mark : 0);
        return new Wafer(new WaferInfo(lot, wafer, slot, "", device, "", "", time), outline, grid, dies.build(), bins,
                WaferDefects.NONE, List.of(), List.of());
    }

    private static double fitting(double widest) {
        for (double size : SIZES)
            if (size >= widest)
                return size;
        return Math.min(9e8, widest * 1.02);
    }
}
