package org.loupe.wafer.statistics;

import java.util.List;
import java.util.Locale;
import org.loupe.api.ToolException;
import org.loupe.wafer.Dies;
import org.loupe.wafer.Outline;
import org.loupe.wafer.Wafer;
import org.loupe.wafer.Wafer.Bin;
import org.loupe.wafer.WaferDefects;

/** The wafers of a lot laid over each other: what happened to each die, and where defects lie. Immutable. */
public final class LotStack {
    private final Outline outline;
    private final Dies dies;
    private final int[] inspected;
    private final int[] defective;
    private final int[] defects;
    private final int[] failed;
    private final int side;
    private final int[] heat;
    private final int wafers;

    private LotStack(List<Wafer> lot, int side) throws ToolException {
        Wafer first = lot.get(0);
        outline = first.outline();
        wafers = lot.size();
        this.side = side;
        heat = new int[side * side];
        Dies.Builder all = new Dies.Builder();
        for (Wafer wafer : lot) {
            check(first, wafer);
            for (int d = 0; d < wafer.dies().size(); d++)
                all.add(wafer.dies().column(d), wafer.dies().row(d), Dies.NO_BIN);
        }
        dies = all.build();
        inspected = new int[dies.size()];
        defective = new int[dies.size()];
        defects = new int[dies.size()];
        failed = new int[dies.size()];
        for (Wafer wafer : lot)
            add(wafer);
    }

    /**
     * Lays wafers over each other.
     *
     * @param lot  one wafer or more, of one product and orientation
     * @param side cells of the heat map in x and in y, 1 to 2,000
     * @throws ToolException if the wafers do not fit on each other: it names the one and how it differs
     */
    public static LotStack of(List<Wafer> lot, int side) throws ToolException {
        if (lot.isEmpty() || side < 1 || side > 2000)
            throw new IllegalArgumentException("A stack needs a wafer and 1 to 2,000 cells a side, found " + lot.size()
                    + " and " + side + ".");
        return new LotStack(lot, side);
    }

    private static void check(Wafer first, Wafer other) throws ToolException {
        boolean pitch = same(first.grid().pitchXum(), other.grid().pitchXum())
                && same(first.grid().pitchYum(), other.grid().pitchYum());
        boolean origin = Math.abs(first.grid().originXum() - other.grid().originXum()) < first.grid().pitchXum() / 2
                && Math.abs(first.grid().originYum() - other.grid().originYum()) < first.grid().pitchYum() / 2;
        boolean size = same(first.outline().widthUm(), other.outline().widthUm())
                && same(first.outline().heightUm(), other.outline().heightUm());
        boolean turn = first.outline().mark() == Outline.Mark.NONE || other.outline().mark() == Outline.Mark.NONE
                || Math.abs(first.outline().degrees() - other.outline().degrees()) < 1;
        if (pitch && origin && size && turn)
            return;
        String what = !size ? "is " + of(other.outline().widthUm(), other.outline().heightUm()) + " large, not "
                + of(first.outline().widthUm(), first.outline().heightUm())
                : !turn ? "has its notch at " + other.outline().degrees() + "°, not " + first.outline().degrees() + "°"
                        : !pitch ? "has dies of " + of(other.grid().pitchXum(), other.grid().pitchYum()) + ", not "
                                + of(first.grid().pitchXum(), first.grid().pitchYum())
                                : "has die (0, 0) at " + of(other.grid().originXum(), other.grid().originYum())
                                        + ", not " + of(first.grid().originXum(), first.grid().originYum());
        throw new ToolException("Wafers do not fit on each other: wafer " + name(other) + " " + what + ", as wafer "
                + name(first) + ".", "Stack wafers of one product that were inspected in one orientation.");
    }

    private static boolean same(double a, double b) {
        return Math.abs(a - b) <= 1e-4 * Math.max(a, b);
    }

    private static String of(double xUm, double yUm) {
        return String.format(Locale.ROOT, "%.3f × %.3f mm", xUm / 1000, yUm / 1000);
    }

    private static String name(Wafer wafer) {
        return wafer.info().wafer().isEmpty() ? "without a name" : wafer.info().wafer();
    }

    private void add(Wafer wafer) {
        WaferDefects of = wafer.defects();
        int[] here = new int[dies.size()];
        for (int i = 0; i < of.size(); i++) {
            int die = dies.find(of.column(i), of.row(i));
            if (die >= 0)
                here[die]++;
            int column = (int) Math.floor((of.x(i) / outline.widthUm() + 0.5) * side);
            int row = (int) Math.floor((of.y(i) / outline.heightUm() + 0.5) * side);
            if (column >= 0 && column < side && row >= 0 && row < side)
                heat[row * side + column]++;
        }
        for (int d = 0; d < wafer.dies().size(); d++) {
            int die = dies.find(wafer.dies().column(d), wafer.dies().row(d));
            inspected[die]++;
            defects[die] += here[die];
            defective[die] += here[die] > 0 ? 1 : 0;
            int bin = wafer.dies().bin(d);
            if (bin != Dies.NO_BIN && !wafer.bin(bin).map(Bin::pass).orElse(false))
                failed[die]++;
        }
    }

    /** How many wafers lie on each other. */
    public int wafers() {
        return wafers;
    }

    /** All dies that are on any of the wafers, without bins. */
    public Dies dies() {
        return dies;
    }

    /** Wafers on which a die was inspected or tested. @param die index into {@link #dies()} */
    public int inspected(int die) {
        return inspected[die];
    }

    /** Wafers on which a die has defects. @param die index into {@link #dies()} */
    public int defective(int die) {
        return defective[die];
    }

    /** Defects of a die on all wafers. @param die index into {@link #dies()} */
    public int defects(int die) {
        return defects[die];
    }

    /** Wafers on which a die has a bin that does not pass. @param die index into {@link #dies()} */
    public int failed(int die) {
        return failed[die];
    }

    /** Cells of the heat map in x and in y; together they cover the outline. */
    public int side() {
        return side;
    }

    /** Defects in a cell of the heat map. @param column from the left @param row from below */
    public int heat(int column, int row) {
        return heat[row * side + column];
    }
}
