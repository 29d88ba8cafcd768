package org.loupe.ui.viewer.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.loupe.ui.Words;

/**
 * A column of the results.
 *
 * @param key      by which the store filters and sorts, or "" if it cannot
 * @param label    for people, with its unit
 * @param width    points
 * @param decimals of its numbers; -1 for text
 * @param value    index of its number in a row; -1 for text
 */
record Column(String key, String label, int width, int decimals, int value) {
    private static final Map<String, String> UNITS = Map.of("um2", "µm²", "um", "µm", "px2", "px²", "px", "px", "deg",
            "°", "mm", "mm", "percent", "%");
    private static final Set<String> USUAL = Set.of("eccentricity", "contrast");
    private static final Set<String> USUAL_UM = Set.of("area_um2", "feret_max_um");
    private static final Set<String> USUAL_PX = Set.of("area_px", "feret_max_px");
    private static final List<String> LATER = List.of("x", "y", "width", "height");

    /**
     * The columns of a run: what is looked at first stands first.
     *
     * @param umPerPx of its images, which says how many decimals a length in µm deserves; NaN if unknown
     * @param rows    number of its detections, for which the first column has room
     */
    static List<Column> of(List<String> features, double umPerPx, long rows) {
        List<Column> columns = new ArrayList<>();
        columns.add(new Column("", Words.get("results.number"), 32 + 8 * Words.number(rows, 0).length(), 0,
                -1));
        columns.add(new Column("image", Words.get("results.image"), 150, -1, -1));
        columns.add(new Column("class", Words.get("results.class"), 130, -1, -1));
        columns.add(new Column("score", Words.get("results.score"), 72, 2, 0));
        for (int f = 0; f < features.size(); f++)
            columns.add(new Column(features.get(f), label(features.get(f)), 104, decimals(features.get(f), umPerPx),
                    5 + f));
        for (int i = 0; i < LATER.size(); i++)
            columns.add(new Column(LATER.get(i), Words.get("results." + LATER.get(i)), 78, 1, 1 + i));
        return columns;
    }

    /** Whether it holds numbers that the store knows. */
    boolean measured() {
        return value >= 0;
    }

    /** Whether it is shown until the user chooses: what says most, in the unit that says most. */
    boolean usual(List<Column> all) {
        boolean micrometres = all.stream().anyMatch(c -> c.key.equals("area_um2"));
        return value <= 2 || USUAL.contains(key)
                || (micrometres ? USUAL_UM : USUAL_PX).contains(key);
    }

    /** "area_um2" becomes "Area, µm²". */
    static String label(String feature) {
        int last = feature.lastIndexOf('_');
        String unit = last < 0 ? null : feature.equals("area_px") ? "px²" : UNITS.get(feature.substring(last + 1));
        String name = (unit == null ? feature : feature.substring(0, last)).replace('_', ' ');
        String title = name.isEmpty() ? name : name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
        return unit == null ? title : title + ", " + unit;
    }

    private static int decimals(String feature, double umPerPx) {
        if (feature.endsWith("_um2"))
            return decimals(umPerPx * umPerPx);
        if (feature.endsWith("_um"))
            return decimals(umPerPx);
        if (feature.equals("area_px"))
            return 0;
        return feature.endsWith("_px") || feature.endsWith("_deg") ? 1 : 2;
    }

    /** Enough decimals to tell one pixel from the next. */
    private static int decimals(double unit) {
        return Double.isNaN(unit) || unit <= 0 ? 1 : (int) Math.max(0, Math.min(6, 1 - Math.floor(Math.log10(unit))));
    }
}
