package org.loupe.workspace.report;

import java.util.List;
import java.util.Locale;

/** Charts as SVG within a page. */
final class Chart {
    private static final int HEIGHT = 230, TOP = 18, BOTTOM = 42, LEFT = 44, RIGHT = 40;

    private Chart() {
    }

    /**
     * A bar.
     *
     * @param label  below the bar
     * @param name   below the label, or ""
     * @param css    classes of its colour, or ""
     * @param hatch  whether it is hatched too
     */
    record Bar(String label, String name, long count, String css, boolean hatch) {
    }

    /**
     * Bars from the most frequent to the rarest with the line of their running share.
     *
     * @param total that the shares are of, at least the sum of the bars
     */
    static String pareto(List<Bar> bars, long total, Numbers numbers) {
        return pareto(bars, total, 560, numbers);
    }

    /** As above. @param width of the drawing, in whose px texts have their sizes */
    static String pareto(List<Bar> bars, long total, int width, Numbers numbers) {
        StringBuilder svg = open(width, "Pareto chart: defects by class with their running share");
        long top = bars(svg, bars, width, RIGHT, numbers);
        double step = (double) (width - LEFT - RIGHT) / bars.size();
        for (int p = 0; p <= 100; p += 50)
            svg.append(String.format(Locale.ROOT,
                    "<text class=\"tick\" x=\"%d\" y=\"%.1f\">%d&nbsp;%%</text>\n".replace("&nbsp;", "\u00a0"),
                    width - RIGHT + 6, y(p, 100) + 3.5, p));
        StringBuilder points = new StringBuilder(), dots = new StringBuilder();
        long sum = 0;
        for (int i = 0; i < bars.size(); i++) {
            sum += bars.get(i).count();
            double x = LEFT + (i + 0.5) * step, y = y(100.0 * sum / total, 100);
            points.append(String.format(Locale.ROOT, "%.1f,%.1f ", x, y));
            dots.append(String.format(Locale.ROOT, "<circle class=\"dot\" cx=\"%.1f\" cy=\"%.1f\" r=\"3\"/>\n", x, y));
        }
        svg.append("<polyline class=\"sum\" points=\"").append(points.toString().strip()).append("\"/>\n").append(dots);
        counts(svg, bars, top, step, numbers);
        return svg.append("</svg>\n").toString();
    }

    /** Plain bars. */
    static String bars(List<Bar> bars, String title, String axis, Numbers numbers) {
        int width = 330;
        StringBuilder svg = open(width, title);
        long top = bars(svg, bars, width, 6, numbers);
        counts(svg, bars, top, (double) (width - LEFT - 6) / bars.size(), numbers);
        svg.append(
                String.format(Locale.ROOT, "<text class=\"tick\" x=\"%d\" y=\"%d\" text-anchor=\"middle\">%s</text>\n",
                        (LEFT + width - 6) / 2, HEIGHT - 6, Html.escape(axis)));
        return svg.append("</svg>\n").toString();
    }

    private static StringBuilder open(int width, String title) {
        return new StringBuilder(String.format(Locale.ROOT,
                "<svg viewBox=\"0 0 %d %d\" role=\"img\"><title>%s</title>\n"
                        + "<defs><pattern id=\"hatch\" width=\"5\" height=\"5\" patternUnits=\"userSpaceOnUse\" "
                        + "patternTransform=\"rotate(45)\"><path d=\"M0 0V5\" stroke=\"#000\" stroke-opacity=\".55\" "
                        + "stroke-width=\"2\"/></pattern></defs>\n",
                width, HEIGHT, Html.escape(title)));
    }

    private static double y(double value, double top) {
        return HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * value / top;
    }

    private static long bars(StringBuilder svg, List<Bar> bars, int width, int right, Numbers numbers) {
        long most = bars.stream().mapToLong(Bar::count).max().orElse(1);
        long top = round(Math.max(1, most));
        int lines = top % 4 == 0 ? 4 : top % 5 == 0 ? 5 : top % 3 == 0 ? 3 : top % 2 == 0 ? 2 : 1;
        for (int i = 0; i <= lines; i++) {
            long value = top * i / lines;
            svg.append(String.format(Locale.ROOT,
                    "<path class=\"%s\" d=\"M%d %.1fH%d\"/><text class=\"tick\" x=\"%d\" "
                            + "y=\"%.1f\" text-anchor=\"end\">%s</text>\n",
                    i == 0 ? "axis" : "grid", LEFT, y(value, top), width - right, LEFT - 6, y(value, top) + 3.5,
                    numbers.count(value)));
        }
        double step = (double) (width - LEFT - right) / bars.size(), thick = Math.min(46, step * 0.68);
        for (int i = 0; i < bars.size(); i++) {
            Bar bar = bars.get(i);
            double x = LEFT + (i + 0.5) * step, y = y(bar.count(), top), height = HEIGHT - BOTTOM - y;
            String place = String.format(Locale.ROOT, "x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"",
                    x - thick / 2, y, thick, height);
            svg.append("<rect class=\"bar ").append(bar.css()).append("\" ").append(place).append("/>\n");
            if (bar.hatch())
                svg.append("<rect fill=\"url(#hatch)\" ").append(place).append("/>\n");
            svg.append(String.format(Locale.ROOT, "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>\n", x,
                    HEIGHT - BOTTOM + 15, Html.escape(bar.label())));
            if (!bar.name().isEmpty())
                svg.append(String.format(Locale.ROOT,
                        "<text class=\"label\" x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">" + "%s</text>\n", x,
                        HEIGHT - BOTTOM + 28, Html.escape(shorten(bar.name(), (int) (step / 5.7)))));
        }
        return top;
    }

    private static void counts(StringBuilder svg, List<Bar> bars, long top, double step, Numbers numbers) {
        for (int i = 0; i < bars.size(); i++)
            if (bars.get(i).count() > 0)
                svg.append(String.format(Locale.ROOT,
                        "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\" paint-order=\"stroke\" "
                                + "stroke=\"#FFF\" stroke-width=\"3\">%s</text>\n",
                        LEFT + (i + 0.5) * step, y(bars.get(i).count(), top) - 4, numbers.count(bars.get(i).count())));
    }

    /** The next number that is 1, 2, 3, 4, 5, 6, 8 or 10 times a power of ten. */
    private static long round(long most) {
        long power = 1;
        while (power * 10 <= most)
            power *= 10;
        for (int digit : new int[] { 1, 2, 3, 4, 5, 6, 8 })
            if (digit * power >= most)
                return digit * power;
        return 10 * power;
    }

    /** Cuts a text that is longer than so many characters. */
    static String shorten(String text, int most) {
        int length = text.codePointCount(0, text.length());
        if (length <= most)
            return text;
        return text.substring(0, text.offsetByCodePoints(0, Math.max(1, most - 1))) + "…";
    }
}
