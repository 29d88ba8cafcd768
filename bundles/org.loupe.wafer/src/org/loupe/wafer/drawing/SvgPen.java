package org.loupe.wafer.drawing;

import java.util.Locale;

/**
 * Writes SVG 1.1. Every text is escaped; characters that XML cannot hold are replaced. Numbers have two decimals, so
 * that the same map gives the same bytes.
 */
public final class SvgPen implements Pen {
    private final StringBuilder out = new StringBuilder(1 << 16);
    private final String id;
    private int clips;
    private boolean clipped;

    /** @param id prefix of names within the picture; each picture of one page has its own: letters and digits */
    public SvgPen(String id) {
        if (!id.matches("[A-Za-z][A-Za-z0-9]*"))
            throw new IllegalArgumentException("A prefix is letters and digits, found \"" + id + "\".");
        this.id = id;
    }

    /**
     * The whole picture as an element that can stand in a page or, as it tells its namespace, in a file.
     *
     * @param title for those who cannot see it
     */
    public String svg(double width, double height, String title) {
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + number(width) + " " + number(height)
                + "\" width=\"" + number(width) + "\" height=\"" + number(height) + "\" role=\"img\" "
                + "font-family=\"system-ui, 'Segoe UI', Roboto, 'Noto Sans', sans-serif\"><title>" + escape(title)
                + "</title>\n" + out + (clipped ? "</g>\n" : "") + "</svg>\n";
    }

    private static String number(double value) {
        if (!Double.isFinite(value))
            return "0";
        String text = String.format(Locale.ROOT, "%.2f", value);
        int end = text.length();
        while (text.charAt(end - 1) == '0')
            end--;
        if (text.charAt(end - 1) == '.')
            end--;
        text = text.substring(0, end);
        return text.equals("-0") ? "0" : text;
    }

    private static String colour(int rgb) {
        return String.format("#%06X", rgb & 0xffffff);
    }

    private SvgPen attribute(String name, String value) {
        out.append(' ').append(name).append("=\"").append(value).append('"');
        return this;
    }

    private void end(Ink ink) {
        attribute("fill", ink.fill() == Ink.NOTHING ? "none" : colour(ink.fill()));
        if (ink.fill() != Ink.NOTHING && ink.opacity() < 1)
            attribute("fill-opacity", number(ink.opacity()));
        if (ink.line() != Ink.NOTHING) {
            attribute("stroke", colour(ink.line())).attribute("stroke-width", number(ink.width()));
            if (ink.dash().length > 0) {
                StringBuilder dash = new StringBuilder();
                for (double d : ink.dash())
                    dash.append(dash.isEmpty() ? "" : " ").append(number(d));
                attribute("stroke-dasharray", dash.toString());
            }
        }
        out.append("/>\n");
    }

    @Override
    public void rectangle(double x, double y, double width, double height, Ink ink) {
        out.append("<rect");
        attribute("x", number(x)).attribute("y", number(y)).attribute("width", number(width))
                .attribute("height", number(height)).end(ink);
    }

    @Override
    public void circle(double x, double y, double radius, Ink ink) {
        out.append("<circle");
        attribute("cx", number(x)).attribute("cy", number(y)).attribute("r", number(radius)).end(ink);
    }

    @Override
    public void path(double[] xs, double[] ys, boolean closed, Ink ink) {
        StringBuilder points = new StringBuilder();
        for (int i = 0; i < xs.length; i++)
            points.append(i == 0 ? "M" : "L").append(number(xs[i])).append(' ').append(number(ys[i]));
        out.append("<path");
        attribute("d", points.append(closed ? "Z" : "").toString()).end(ink);
    }

    @Override
    public void text(double x, double y, String text, double size, boolean bold, Anchor anchor, int colour) {
        out.append("<text");
        attribute("x", number(x)).attribute("y", number(y)).attribute("style", "font-size:" + number(size) + "px"
                + (bold ? ";font-weight:600" : "") + ";fill:" + colour(colour));
        if (anchor != Anchor.START)
            attribute("text-anchor", anchor == Anchor.MIDDLE ? "middle" : "end");
        out.append('>').append(escape(text)).append("</text>\n");
    }

    /** An estimate, since the font is only known to whoever shows it. */
    @Override
    public double textWidth(String text, double size, boolean bold) {
        return text.codePoints().mapToDouble(c -> c >= 0x2e80 ? 1 : c == ' ' ? 0.3 : 0.56).sum() * size
                * (bold ? 1.06 : 1);
    }

    @Override
    public void clip(double x, double y, double width, double height) {
        unclip();
        String name = id + "c" + clips++;
        out.append("<clipPath id=\"").append(name).append("\"><rect");
        attribute("x", number(x)).attribute("y", number(y)).attribute("width", number(width)).attribute("height",
                number(height));
        out.append("/></clipPath>\n<g clip-path=\"url(#").append(name).append(")\">\n");
        clipped = true;
    }

    @Override
    public void unclip() {
        if (clipped)
            out.append("</g>\n");
        clipped = false;
    }

    static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            switch (c) {
            case '&' -> escaped.append("&amp;");
            case '<' -> escaped.append("&lt;");
            case '>' -> escaped.append("&gt;");
            case '"' -> escaped.append("&quot;");
            case '\'' -> escaped.append("&#39;");
            default -> escaped.appendCodePoint(allowed(c) ? c : 0xfffd);
            }
        });
        return escaped.toString();
    }

    private static boolean allowed(int c) {
        return c == '\t' || c == '\n' || c >= 0x20 && c <= 0xd7ff || c >= 0xe000 && c <= 0xfffd || c >= 0x10000;
    }
}
