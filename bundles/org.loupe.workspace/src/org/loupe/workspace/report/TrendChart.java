package org.loupe.workspace.report;

import java.util.List;
import java.util.Locale;
import org.loupe.wafer.statistics.Trend;

/** A control chart as SVG within a page. */
final class TrendChart {
    private static final int WIDTH = 900, HEIGHT = 220, TOP = 14, BOTTOM = 30, LEFT = 52, RIGHT = 96;
    private static final int MOST_LABELS = 30;

    private TrendChart() {
    }

    /**
     * Values in their order with the middle line and the limits.
     *
     * @param labels of the values
     */
    static String svg(Trend trend, List<String> labels, String title, Numbers numbers) {
        double most = Double.isInfinite(trend.upper()) || Double.isNaN(trend.upper()) ? 0 : trend.upper();
        for (double value : trend.values())
            most = Double.isNaN(value) ? most : Math.max(most, value);
        double top = nice(most);
        StringBuilder svg = new StringBuilder(String.format(Locale.ROOT,
                "<svg viewBox=\"0 0 %d %d\" role=\"img\"><title>%s</title>\n", WIDTH, HEIGHT, Html.escape(title)));
        for (int i = 0; i <= 4; i++)
            svg.append(String.format(Locale.ROOT, "<path class=\"%s\" d=\"M%d %.1fH%d\"/><text class=\"tick\" x=\"%d\" "
                    + "y=\"%.1f\" text-anchor=\"end\">%s</text>\n", i == 0 ? "axis" : "grid", LEFT, y(top * i / 4, top),
                    WIDTH - RIGHT, LEFT - 6, y(top * i / 4, top) + 3.5, numbers.significant(top * i / 4)));
        double[] places = apart(trend, top);
        String middle = trend.chart() == Trend.Chart.MEDIANS ? "median " : "mean ";
        limit(svg, trend.centre(), top, places[1], middle + numbers.significant(trend.centre()), "centre");
        limit(svg, trend.upper(), top, places[2], "upper limit " + numbers.significant(trend.upper()), "limit");
        if (trend.lower() > 0)
            limit(svg, trend.lower(), top, places[0], "lower limit " + numbers.significant(trend.lower()), "limit");
        int n = trend.values().length;
        StringBuilder line = new StringBuilder(), dots = new StringBuilder();
        for (int i = 0; i < n; i++) {
            double x = LEFT + (i + 0.5) * (WIDTH - LEFT - RIGHT) / n, value = trend.values()[i];
            if (n <= MOST_LABELS || i % (n / MOST_LABELS + 1) == 0)
                svg.append(String.format(Locale.ROOT, "<text class=\"tick\" x=\"%.1f\" y=\"%d\" "
                        + "text-anchor=\"middle\">%s</text>\n", x, HEIGHT - BOTTOM + 14,
                        Html.escape(Chart.shorten(labels.get(i), 8))));
            if (Double.isNaN(value))
                continue;
            line.append(String.format(Locale.ROOT, "%.1f,%.1f ", x, y(value, top)));
            dots.append(String.format(Locale.ROOT, "<circle class=\"%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"%s\"><title>%s"
                    + "</title></circle>\n", trend.outside(i) ? "dot outside" : "dot", x, y(value, top),
                    trend.outside(i) ? "4.5" : "3", Html.escape(labels.get(i) + ": " + numbers.significant(value))));
        }
        svg.append("<polyline class=\"sum\" points=\"").append(line.toString().strip()).append("\"/>\n").append(dots);
        svg.append(String.format(Locale.ROOT, "<text class=\"tick\" x=\"%d\" y=\"%d\" text-anchor=\"middle\">wafer"
                + "</text>\n", (LEFT + WIDTH - RIGHT) / 2, HEIGHT - 3));
        return svg.append("</svg>\n").toString();
    }

    private static void limit(StringBuilder svg, double value, double top, double place, String label,
            String css) {
        if (Double.isNaN(value) || Double.isInfinite(value))
            return;
        svg.append(String.format(Locale.ROOT, "<path class=\"%s\" d=\"M%d %.1fH%d\"/><text class=\"tick\" x=\"%d\" "
                + "y=\"%.1f\">%s</text>\n", css, LEFT, y(value, top), WIDTH - RIGHT, WIDTH - RIGHT + 5,
                place + 3.5, Html.escape(label)));
    }

    /** Heights of the texts of lower limit, middle line and upper limit, moved apart so that each can be read. */
    private static double[] apart(Trend trend, double top) {
        double middle = y(trend.centre(), top);
        double lower = trend.lower() > 0 ? Math.max(y(trend.lower(), top), middle + 11) : middle + 11;
        return new double[] { lower, middle, Math.min(y(trend.upper(), top), middle - 11) };
    }

    private static double y(double value, double top) {
        return HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * value / top;
    }

    /** The next number that is 1, 2, 4, 6 or 8 times a power of ten. */
    private static double nice(double most) {
        if (!(most > 0))
            return 1;
        double power = Math.pow(10, Math.floor(Math.log10(most)));
        for (int digit : new int[] { 1, 2, 4, 6, 8 })
            if (digit * power >= most)
                return digit * power;
        return 10 * power;
    }
}
