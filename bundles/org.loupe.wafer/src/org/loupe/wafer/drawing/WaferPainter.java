package org.loupe.wafer.drawing;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.loupe.wafer.DieGrid;
import org.loupe.wafer.Dies;
import org.loupe.wafer.Outline;
import org.loupe.wafer.Wafer;
import org.loupe.wafer.WaferDefects;
import org.loupe.wafer.drawing.Pen.Ink;
import org.loupe.wafer.statistics.Pareto;
import org.loupe.wafer.statistics.SpatialSignature.Zones;
import org.loupe.wafer.statistics.WaferStatistics;

/**
 * Draws the parts of a wafer, each by its own method, from the ground upwards: {@link #outline}, {@link #dies},
 * {@link #defects}, {@link #zones}. Counts when it is made; then it is immutable and usable by several threads, each
 * with its pen.
 */
public final class WaferPainter {
    /** Defects up to which each is drawn; more are drawn as cells by their number. */
    public static final int MOST_POINTS = 50_000;
    private static final double NOTCH_UM = 3000;
    private static final double CELL = 4;
    private static final double SMALLEST_GAP = 3;

    private final Wafer wafer;
    private final Look look;
    private final WaferStatistics statistics;
    private final int unit;
    private final Map<Integer, Integer> classPlaces = new HashMap<>();
    private final Map<Integer, Integer> failPlaces = new HashMap<>();

    public WaferPainter(Wafer wafer, Look look) {
        this(wafer, WaferStatistics.of(wafer), look);
    }

    /** With statistics that were counted already. */
    public WaferPainter(Wafer wafer, WaferStatistics statistics, Look look) {
        this.wafer = wafer;
        this.look = look;
        this.statistics = statistics;
        this.unit = unit(statistics);
        for (Pareto.Bar bar : statistics.classes().bars())
            classPlaces.put(bar.number(), classPlaces.size());
        for (Pareto.Bar bar : statistics.bins().bars())
            if (!passes(bar.number()))
                failPlaces.put(bar.number(), failPlaces.size());
    }

    private static int unit(WaferStatistics of) {
        return unit(of.diesInspected() == 0 ? 0 : (double) (of.defects() - of.offDies()) / of.diesInspected());
    }

    /** 1, 2 or 5 times a power of ten that is not above the mean number of defects of a die, at least 1. */
    private static int unit(double mean) {
        int power = 1;
        while (power * 10 <= mean)
            power *= 10;
        return power * 5 <= mean ? power * 5 : power * 2 <= mean ? power * 2 : power;
    }

    /** Fewest defects of the four colours that dies have by their number: 0, 1, 2, 4, or multiples on full wafers. */
    public int[] steps() {
        return new int[] { 0, 1, unit + 1, 3 * unit + 1 };
    }

    /** The same for a wafer that others have counted. @param mean number of defects of a die */
    public static int[] steps(double mean) {
        int unit = unit(mean);
        return new int[] { 0, 1, unit + 1, 3 * unit + 1 };
    }

    /** Colour of a die with so many defects. */
    public int step(int defects) {
        return look.steps().get(defects <= 0 ? 0 : defects <= unit ? 1 : defects <= 3 * unit ? 2 : 3);
    }

    private boolean passes(int bin) {
        return wafer.bin(bin).map(Wafer.Bin::pass).orElse(false);
    }

    /** What it draws. */
    public Wafer wafer() {
        return wafer;
    }

    /** What it counted. */
    public WaferStatistics statistics() {
        return statistics;
    }

    /** Place of a class in the order of frequency, from 0: its colour. */
    public int classPlace(int number) {
        return classPlaces.getOrDefault(number, 0);
    }

    /** Fill of a class: the most frequent has the first colour. */
    public int classFill(int number) {
        return look.classes().get(classPlace(number) % look.classes().size());
    }

    /** Edge of a class. */
    public int classStroke(int number) {
        return look.strokes().get(classPlace(number) % look.strokes().size());
    }

    /** Colour of a bin. */
    public int binFill(int bin) {
        return bin == Dies.NO_BIN ? look.wafer()
                : passes(bin) ? look.pass() : look.fails().get(failPlaces.getOrDefault(bin, 0) % look.fails().size());
    }

    /** The wafer with its notch or flat, or the panel. */
    public void outline(Pen pen, View view) {
        Outline of = wafer.outline();
        Ink ink = Ink.both(look.wafer(), look.edge(), 1.25);
        if (!of.round()) {
            pen.rectangle(view.x(-of.widthUm() / 2), view.y(of.heightUm() / 2), of.widthUm() * view.scale(),
                    of.heightUm() * view.scale(), ink);
            return;
        }
        if (of.mark() == Outline.Mark.NONE) {
            pen.circle(view.centreX(), view.centreY(), of.widthUm() / 2 * view.scale(), ink);
            return;
        }
        double radius = of.widthUm() / 2, at = Math.toRadians(of.degrees());
        // a notch is drawn larger than it is, so that it can be seen on a small map
        double half = of.mark() == Outline.Mark.FLAT ? Math.toRadians(17)
                : Math.max(NOTCH_UM, 7 / view.scale()) / radius / 2;
        int arc = 180;
        boolean notch = of.mark() == Outline.Mark.NOTCH;
        double[] xs = new double[arc + (notch ? 1 : 0)], ys = new double[xs.length];
        for (int i = 0; i < arc; i++) {
            double a = at + half + (2 * Math.PI - 2 * half) * i / (arc - 1);
            xs[i] = view.x(radius * Math.cos(a));
            ys[i] = view.y(radius * Math.sin(a));
        }
        if (notch) {
            double depth = radius * (1 - 1.7 * half);
            xs[arc] = view.x(depth * Math.cos(at));
            ys[arc] = view.y(depth * Math.sin(at));
        }
        pen.path(xs, ys, true, ink);
    }

    /** How dies are coloured. */
    public enum DieColours {
        /** All alike. */
        NONE,
        /** By the number of their defects. */
        DEFECTS,
        /** By their bin. */
        BINS
    }

    /**
     * The dies. Dies of less than half a px are drawn several as one: the worst of them.
     *
     * @param colours how they are coloured
     */
    public void dies(Pen pen, View view, DieColours colours) {
        DieGrid grid = wafer.grid();
        Dies dies = wafer.dies();
        double w = grid.pitchXum() * view.scale(), h = grid.pitchYum() * view.scale();
        double gap = Math.min(w, h) >= SMALLEST_GAP ? 1 : 0;
        if (Math.min(w, h) < 0.5) {
            coarse(pen, view, colours);
            return;
        }
        for (int i = 0; i < dies.size(); i++) {
            double x = view.x(grid.left(dies.column(i))), y = view.y(grid.bottom(dies.row(i))) - h;
            pen.rectangle(x + gap / 2, y + gap / 2, w - gap, h - gap, Ink.fill(fill(i, colours)));
        }
    }

    private int fill(int die, DieColours colours) {
        return switch (colours) {
        case NONE -> look.steps().get(0);
        case DEFECTS -> step(statistics.inDie(die));
        case BINS -> binFill(wafer.dies().bin(die));
        };
    }

    private void coarse(Pen pen, View view, DieColours colours) {
        Map<Long, Integer> worst = new HashMap<>();
        Dies dies = wafer.dies();
        DieGrid grid = wafer.grid();
        for (int i = 0; i < dies.size(); i++) {
            long x = (long) Math.floor(view.x(grid.left(dies.column(i)) + grid.pitchXum() / 2));
            long y = (long) Math.floor(view.y(grid.bottom(dies.row(i)) + grid.pitchYum() / 2));
            worst.merge(x << 32 | y & 0xffffffffL, i, (a, b) -> rank(a, colours) >= rank(b, colours) ? a : b);
        }
        worst.forEach((place, die) -> pen.rectangle(place >> 32, (int) (long) place, 1, 1,
                Ink.fill(fill(die, colours))));
    }

    private int rank(int die, DieColours colours) {
        return switch (colours) {
        case NONE -> 0;
        case DEFECTS -> statistics.inDie(die);
        case BINS -> wafer.dies().bin(die) == Dies.NO_BIN ? 0 : passes(wafer.dies().bin(die)) ? 1 : 2;
        };
    }

    /** The defects in the colours of their classes; many as cells, the darker the more. */
    public void defects(Pen pen, View view) {
        WaferDefects of = wafer.defects();
        if (of.size() > MOST_POINTS) {
            cells(pen, view);
            return;
        }
        double radius = of.size() <= 500 ? 2.2 : of.size() <= 5000 ? 1.7 : 1.2;
        for (int i = 0; i < of.size(); i++)
            pen.circle(view.x(of.x(i)), view.y(of.y(i)), radius, Ink.both(classFill(of.classNumber(i)),
                    classStroke(of.classNumber(i)), radius > 1.5 ? 0.8 : 0.4));
    }

    private void cells(Pen pen, View view) {
        WaferDefects of = wafer.defects();
        Map<Long, int[]> counts = new HashMap<>();
        for (int i = 0; i < of.size(); i++) {
            long x = (long) Math.floor(view.x(of.x(i)) / CELL), y = (long) Math.floor(view.y(of.y(i)) / CELL);
            counts.computeIfAbsent(x << 32 | y & 0xffffffffL, k -> new int[1])[0]++;
        }
        int[] sorted = counts.values().stream().mapToInt(n -> n[0]).sorted().toArray();
        // the fullest cells do not make all others pale
        double most = sorted[(int) (0.995 * (sorted.length - 1))];
        int dark = look.steps().get(look.steps().size() - 1);
        counts.forEach((place, n) -> pen.rectangle((place >> 32) * CELL, (int) (long) place * CELL, CELL, CELL,
                new Ink(dark, Math.min(1, 0.05 + 0.95 * n[0] / most), Ink.NOTHING, 1)));
    }

    /** Circles, on a panel rectangles, where the centre ends, the edge begins and 2 mm from the outline. */
    public void zones(Pen pen, View view, Zones zones) {
        Outline of = wafer.outline();
        double safe = Math.max(0, 1 - 4000 / Math.min(of.widthUm(), of.heightUm()));
        for (double part : List.of(zones.centre(), zones.edge(), safe)) {
            Ink ink = part == safe ? Ink.line(look.limit(), 0.8, 3, 2) : Ink.line(look.zones(), 0.8, 5, 3);
            if (of.round())
                pen.circle(view.centreX(), view.centreY(), of.widthUm() / 2 * part * view.scale(), ink);
            else
                pen.rectangle(view.x(-of.widthUm() / 2 * part), view.y(of.heightUm() / 2 * part),
                        of.widthUm() * part * view.scale(), of.heightUm() * part * view.scale(), ink);
        }
    }
}
