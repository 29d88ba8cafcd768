package org.loupe.exchange.internal.maps;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.loupe.api.ToolException;
import org.loupe.exchange.Loss;
import org.loupe.wafer.Dies;
import org.loupe.wafer.Wafer;
import org.loupe.wafer.Wafer.Bin;
import org.loupe.wafer.WaferDefects;

/**
 * The dies of a wafer as the rectangle of bins that maps hold. Dies without bins, when none has one, get bins by their
 * defects: 1 for none, which passes, 2 for some. Tells what a map cannot hold.
 */
final class MapArray {
    private static final int CLEAN = 1;
    private static final int DEFECTIVE = 2;

    final Wafer wafer;
    final int columns;
    final int rows;
    /** What the bins mean that occur, by code. */
    final List<Bin> bins;
    /** How many dies each of those has. */
    final Map<Integer, Integer> counts = new TreeMap<>();
    private final int firstColumn;
    private final int firstRow;
    private final int[] cells;

    MapArray(Wafer wafer, Loss.Count losses) throws ToolException {
        this.wafer = wafer;
        Dies dies = wafer.dies();
        String name = wafer.info().wafer().isEmpty() ? "a wafer without a name" : "wafer " + wafer.info().wafer();
        if (dies.size() == 0)
            throw new ToolException("A map needs dies, " + name + " has none.",
                    "Write it as KLARF, which holds defects without dies.");
        int minColumn = Integer.MAX_VALUE, maxColumn = Integer.MIN_VALUE, minRow = minColumn, maxRow = maxColumn;
        boolean binned = false;
        for (int i = 0; i < dies.size(); i++) {
            minColumn = Math.min(minColumn, dies.column(i));
            maxColumn = Math.max(maxColumn, dies.column(i));
            minRow = Math.min(minRow, dies.row(i));
            maxRow = Math.max(maxRow, dies.row(i));
            binned |= dies.bin(i) != Dies.NO_BIN;
        }
        long wide = (long) maxColumn - minColumn + 1, high = (long) maxRow - minRow + 1;
        if (wide > MapDraft.MOST_SIDE || high > MapDraft.MOST_SIDE || wide * high > 25_000_000)
            throw new ToolException(String.format(Locale.ROOT, "The dies of %s lie in %,d columns and %,d rows; a map "
                    + "holds 10,000 each and 25,000,000 dies.", name, wide, high), "Write it as KLARF.");
        columns = (int) wide;
        rows = (int) high;
        firstColumn = minColumn;
        firstRow = minRow;
        cells = new int[columns * rows];
        Arrays.fill(cells, MapDraft.NO_DIE);
        int[] defects = binned ? new int[0] : defects(wafer);
        for (int i = 0; i < dies.size(); i++) {
            int bin = binned ? dies.bin(i) : defects[i] == 0 ? CLEAN : DEFECTIVE;
            cells[(dies.row(i) - firstRow) * columns + dies.column(i) - firstColumn] = bin;
            if (bin == Dies.NO_BIN)
                losses.add("dies without a bin became places without a die", name + ", die (" + dies.column(i) + ", "
                        + dies.row(i) + ")");
            else
                counts.merge(bin, 1, Integer::sum);
        }
        bins = binned ? counts.keySet().stream().map(b -> wafer.bin(b).orElse(new Bin(b, "", false))).toList()
                : counts.keySet().stream().map(
                        b -> b == CLEAN ? new Bin(b, "no defects", true) : new Bin(b, "defects", false)).toList();
        tell(losses, name, binned);
    }

    private void tell(Loss.Count losses, String name, boolean binned) {
        if (!binned)
            losses.add("bins were made from defects: dies without defects pass", name);
        if (firstColumn != 0 || firstRow != 0)
            losses.add("columns and rows are counted from 0", name + ": die (" + firstColumn + ", " + firstRow
                    + ") became (0, 0)");
        WaferDefects of = wafer.defects();
        for (int i = 0; i < of.size(); i++)
            losses.add("defects are not part of maps", name + ", defect " + of.id(i));
        if (!wafer.info().step().isEmpty() || !wafer.info().recipe().isEmpty() || !wafer.info().station().isEmpty())
            losses.add("step, recipe and tool are not part of maps", name);
    }

    private static int[] defects(Wafer wafer) {
        int[] counts = new int[wafer.dies().size()];
        for (int i = 0; i < wafer.defects().size(); i++) {
            int die = wafer.dies().find(wafer.defects().column(i), wafer.defects().row(i));
            if (die >= 0)
                counts[die]++;
        }
        return counts;
    }

    /** The bin at a place, NO_DIE or NO_BIN. @param column from the left @param row from the bottom */
    int at(int column, int row) {
        return cells[row * columns + column];
    }

    /** x of the left edge of the rectangle from the wafer's centre. */
    double left() {
        return wafer.grid().left(firstColumn);
    }

    /** y of its lower edge. */
    double bottom() {
        return wafer.grid().bottom(firstRow);
    }

    /** How its bins are written. @throws ToolException if a bin is too large for any way */
    BinCodes codes() throws ToolException {
        int highest = counts.isEmpty() ? 0 : bins.get(bins.size() - 1).code();
        if (highest >= 0xffff)
            throw new ToolException("Maps hold bins up to 65534, found " + highest + ".",
                    "Give the bins smaller numbers.");
        return highest < 0xff ? BinCodes.HEXADECIMAL : BinCodes.INTEGER2;
    }

    /** A row of codes without spaces. @param row from the bottom */
    String row(int row, BinCodes codes) {
        StringBuilder text = new StringBuilder(columns * codes.width());
        for (int column = 0; column < columns; column++)
            text.append(at(column, row) < 0 ? nullBin(codes) : codes.code(at(column, row)));
        return text.toString();
    }

    /** The code of a place without a die. */
    static String nullBin(BinCodes codes) {
        return codes == BinCodes.HEXADECIMAL ? "FF" : "FFFF";
    }

    /** Dies whose bin passes. */
    int good() {
        return bins.stream().filter(Bin::pass).mapToInt(b -> counts.get(b.code())).sum();
    }
}
