package org.loupe.ui.viewer.internal.sweeps;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

import org.loupe.engine.learning.Spread;
import org.loupe.engine.nets.NetSweep;
import org.loupe.engine.nets.NetSweepTable;

/**
 * A table of a sweep: one thing that varies down, another or the figures across. Of what else varies it has one value.
 * Immutable.
 *
 * @param layout   what is down and across
 * @param rows     values down
 * @param columns  values across, or names of figures
 * @param settings indices of the combinations, {@code [row][column]}
 * @param table    what is known of them
 */
record SweepGrid(Layout layout, List<String> rows, List<String> columns, int[][] settings, NetSweepTable table) {
    /** Names of what varies beside parameters. */
    static final String IMAGES = "images", PSEUDO = "pseudo", NET = "net", FIGURES = "";
    /** Figures that are the one that counts, of nets that find, outline or tell apart. */
    private static final List<String> SCORES = List.of("map", "iou", "balancedAccuracy");
    /** Figures that are the better the smaller they are. */
    private static final List<String> LESS = List.of("countError");

    /**
     * What a table shows.
     *
     * @param down   an axis of the sweep, {@link SweepGrid#FIGURES} if it has none
     * @param across another, or {@link SweepGrid#FIGURES}
     * @param figure "" for the one that counts
     * @param fixed  values on all axes, which count where an axis is neither down nor across
     */
    record Layout(String down, String across, String figure, Map<String, String> fixed) {

        /** The usual one: the first two things that vary, else all figures. */
        static Layout of(NetSweep sweep) {
            List<String> axes = List.copyOf(sweep.axes().keySet());
            Map<String, String> first = new LinkedHashMap<>();
            sweep.axes().forEach((axis, values) -> first.put(axis, values.get(0)));
            return new Layout(axes.isEmpty() ? FIGURES : axes.get(0), axes.size() < 2 ? FIGURES : axes.get(1), "",
                    first);
        }

        /** With another axis down; what was there goes across if the two would be the same. */
        Layout down(String axis) {
            return new Layout(axis, axis.equals(across) ? down : across, figure, fixed);
        }

        /** With another axis, or the figures, across. */
        Layout across(String axis) {
            return new Layout(axis.equals(down) ? across : down, axis, figure, fixed);
        }

        /** With another figure. */
        Layout figure(String name) {
            return new Layout(down, across, name, fixed);
        }

        /** With another value on an axis that is neither down nor across. */
        Layout fix(String axis, String value) {
            Map<String, String> now = new LinkedHashMap<>(fixed);
            now.put(axis, value);
            return new Layout(down, across, figure, now);
        }
    }

    /** Lays a sweep out. */
    static SweepGrid of(NetSweep sweep, NetSweepTable table, Layout layout) {
        Map<String, List<String>> axes = sweep.axes();
        List<String> rows = axes.getOrDefault(layout.down, List.of(""));
        boolean figures = layout.across.equals(FIGURES);
        List<String> columns = new ArrayList<>();
        if (figures) {
            columns.add("");
            columns.addAll(figures(table));
        } else
            columns.addAll(axes.get(layout.across));
        int[][] settings = new int[rows.size()][columns.size()];
        List<NetSweep.Setting> all = sweep.settings();
        for (int r = 0; r < rows.size(); r++)
            for (int c = 0; c < columns.size(); c++) {
                Map<String, String> wanted = new LinkedHashMap<>(layout.fixed);
                wanted.put(layout.down, rows.get(r));
                if (!figures)
                    wanted.put(layout.across, columns.get(c));
                for (int s = 0; s < all.size(); s++) {
                    NetSweep.Setting setting = all.get(s);
                    if (axes.keySet().stream().allMatch(a -> NetSweep.value(setting, a).equals(wanted.get(a))))
                        settings[r][c] = s;
                }
            }
        return new SweepGrid(layout, rows, columns, settings, table);
    }

    /** All figures beside the one that counts. */
    static List<String> figures(NetSweepTable table) {
        return table.figures().stream().filter(name -> !SCORES.contains(name)).toList();
    }

    /** The figure that a column shows. */
    String figure(int column) {
        return layout.across.equals(FIGURES) ? columns.get(column) : layout.figure;
    }

    /** What is known of a cell. */
    Optional<Spread> at(int row, int column) {
        return table.of(settings[row][column], figure(column));
    }

    /** The best cell by the figure that counts or is chosen: row and column; empty while all are alike. */
    Optional<int[]> best() {
        int[] best = null;
        int last = layout.across.equals(FIGURES) ? 1 : columns.size();
        for (int r = 0; r < rows.size(); r++)
            for (int c = 0; c < last; c++) {
                double value = value(r, c);
                if (!Double.isNaN(value) && (best == null || value > value(best[0], best[1])))
                    best = new int[] { r, c };
            }
        return Optional.ofNullable(best).filter(b -> share(b[0], b[1]) > 0);
    }

    /** The more the better. */
    private double value(int row, int column) {
        double mean = at(row, column).map(Spread::mean).orElse(Double.NaN);
        return LESS.contains(figure(column)) ? -mean : mean;
    }

    /** How good a cell is among those that can be compared with it, 0 … 1; NaN if it is not known. */
    double share(int row, int column) {
        double least = Double.POSITIVE_INFINITY, most = Double.NEGATIVE_INFINITY;
        boolean figures = layout.across.equals(FIGURES);
        for (int r = 0; r < rows.size(); r++)
            for (int c = figures ? column : 0; c < (figures ? column + 1 : columns.size()); c++) {
                double value = value(r, c);
                if (!Double.isNaN(value)) {
                    least = Math.min(least, value);
                    most = Math.max(most, value);
                }
            }
        double value = value(row, column);
        return Double.isNaN(value) ? Double.NaN : most > least ? (value - least) / (most - least) : 0;
    }

    /** Mean seconds of an epoch in a row; NaN if that is not known. @param epochs of a setting */
    double secondsPerEpoch(int row, ToDoubleFunction<NetSweep.Setting> epochs) {
        List<NetSweep.Setting> all = table.sweep().settings();
        double seconds = 0, count = 0;
        for (int c = 0; c < (layout.across.equals(FIGURES) ? 1 : columns.size()); c++)
            for (NetSweep.Cell cell : table.of(settings[row][c]))
                if (cell.succeeded()) {
                    NetSweep.Setting setting = all.get(cell.setting());
                    seconds += cell.seconds();
                    count += epochs.applyAsDouble(setting) * (setting.pseudo() > 0 ? 2 : 1);
                }
        return count > 0 ? seconds / count : Double.NaN;
    }
}
