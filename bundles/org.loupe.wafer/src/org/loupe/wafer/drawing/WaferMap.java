package org.loupe.wafer.drawing;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.loupe.wafer.Outline;
import org.loupe.wafer.Wafer;
import org.loupe.wafer.drawing.Pen.Anchor;
import org.loupe.wafer.drawing.Pen.Ink;
import org.loupe.wafer.drawing.WaferPainter.DieColours;
import org.loupe.wafer.statistics.Pareto;
import org.loupe.wafer.statistics.SpatialSignature.Zones;

/** A wafer as a whole picture: title, map, legend. Immutable. */
public final class WaferMap {
    private static final double PADDING = 12;
    private static final double LINE = 16;
    private static final double FONT = 11;
    private static final int MOST_CLASSES = 8;

    private final WaferPainter painter;
    private final Look look;
    private final Options options;
    private final Words words;

    /**
     * What is shown.
     *
     * @param title   above the map, "" for none
     * @param dies    colours of the dies
     * @param defects whether defects are drawn
     * @param zones   whether centre, edge and the line near the outline are drawn
     * @param legend  whether colours are explained below the map
     */
    public record Options(String title, DieColours dies, boolean defects, boolean zones, boolean legend) {

        /** All of a wafer: bins if its dies have some, else defects. */
        public static Options of(Wafer wafer, String title) {
            boolean bins = wafer.dies().size() > 0 && wafer.bins().size() > 0;
            return new Options(title, bins ? DieColours.BINS : DieColours.DEFECTS, true, wafer.defects().size() > 0,
                    true);
        }

        /** A small map of a lot. */
        public static Options small(Wafer wafer) {
            return new Options("", of(wafer, "").dies, false, false, false);
        }
    }

    /**
     * Words of the legend in the language of the reader.
     *
     * @param defectsPerDie behind the steps of the counts
     * @param other         classes or bins that have no place of their own
     * @param die           before the size of a die
     * @param bin           before the number of a bin without a name
     * @param defectClass   before the number of a class without a name
     */
    public record Words(String defectsPerDie, String other, String die, String bin, String defectClass) {
        /** In English. */
        public static final Words ENGLISH = new Words("defects per die", "other", "die", "bin", "class");
    }

    public WaferMap(WaferPainter painter, Look look, Options options, Words words) {
        this.painter = painter;
        this.look = look;
        this.options = options;
        this.words = words;
    }

    private record Entry(int fill, int stroke, String text, boolean dot) {
    }

    /** Draws it. */
    public void paint(Pen pen, double width, double height) {
        Wafer wafer = painter.wafer();
        pen.rectangle(0, 0, width, height, Ink.fill(look.ground()));
        double top = PADDING, bottom = height - PADDING;
        if (!options.title().isEmpty()) {
            pen.text(PADDING, top + 12, fitting(pen, options.title(), width - 2 * PADDING), 13, true, Anchor.START,
                    look.text());
            top += LINE + 6;
        }
        if (options.legend()) {
            pen.text(width - PADDING, bottom, size(wafer), FONT, false, Anchor.END, look.notes());
            bottom = legend(pen, width, bottom, pen.textWidth(size(wafer), FONT, false)) - 6;
        }
        View view = View.fit(wafer.outline(), PADDING, top, width - 2 * PADDING, Math.max(1, bottom - top));
        painter.outline(pen, view);
        painter.dies(pen, view, colours());
        if (options.zones())
            painter.zones(pen, view, Zones.DEFAULT);
        if (options.defects())
            painter.defects(pen, view);
    }

    /** Where defects are drawn as cells, colours of dies below them would hide them. */
    private DieColours colours() {
        return options.defects() && options.dies() == DieColours.DEFECTS
                && painter.wafer().defects().size() > WaferPainter.MOST_POINTS ? DieColours.NONE : options.dies();
    }

    private List<Entry> steps() {
        int[] from = painter.steps();
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < from.length; i++) {
            String text = i == from.length - 1 ? from[i] + " +  " + words.defectsPerDie()
                    : from[i + 1] - from[i] == 1 ? "" + from[i] : from[i] + " – " + (from[i + 1] - 1);
            entries.add(new Entry(look.steps().get(i), -1, text, false));
        }
        return entries;
    }

    private String size(Wafer wafer) {
        Outline of = wafer.outline();
        String size = of.round() ? mm(of.widthUm(), 0) : mm(of.widthUm(), 0).replace("\u00a0mm", "") + " × "
                + mm(of.heightUm(), 0);
        if (wafer.dies().size() == 0)
            return size;
        return size + " · " + words.die() + " " + mm(wafer.grid().pitchXum(), 1).replace("\u00a0mm", "") + " × "
                + mm(wafer.grid().pitchYum(), 1);
    }

    private static String mm(double um, int decimals) {
        return String.format(Locale.ROOT, "%." + decimals + "f\u00a0mm", um / 1000);
    }

    /** Writes the legend upwards from the bottom; where it begins. */
    private double legend(Pen pen, double width, double bottom, double reserved) {
        List<List<Entry>> groups = new ArrayList<>();
        if (colours() == DieColours.DEFECTS && painter.wafer().dies().size() > 0)
            groups.add(steps());
        if (options.dies() == DieColours.BINS)
            groups.add(bars(painter.statistics().bins(), true));
        if (options.defects() && painter.wafer().defects().size() > 0
                && painter.wafer().defects().size() <= WaferPainter.MOST_POINTS)
            groups.add(bars(painter.statistics().classes(), false));
        List<List<Entry>> lines = new ArrayList<>();
        for (List<Entry> group : groups)
            wrap(pen, group, width - 2 * PADDING, lines);
        if (!lines.isEmpty() && lineWidth(pen, lines.get(lines.size() - 1)) + reserved > width - 2 * PADDING)
            lines.add(List.of());
        double y = bottom - LINE * (Math.max(1, lines.size()) - 1);
        double first = y;
        for (List<Entry> line : lines) {
            double x = PADDING;
            for (Entry entry : line) {
                Ink ink = entry.stroke() >= 0 ? Ink.both(entry.fill(), entry.stroke(), 1) : Ink.fill(entry.fill());
                if (entry.dot())
                    pen.circle(x + 5, y - 4, 4, ink);
                else
                    pen.rectangle(x, y - 9, 10, 10, ink);
                pen.text(x + 14, y, entry.text(), FONT, false, Anchor.START, look.notes());
                x += entryWidth(pen, entry);
            }
            y += LINE;
        }
        return first - LINE;
    }

    private List<Entry> bars(Pareto of, boolean bins) {
        List<Entry> entries = new ArrayList<>();
        for (Pareto.Bar bar : of.top(MOST_CLASSES).bars()) {
            boolean other = bar.number() == Pareto.OTHER;
            String number = Integer.toString(bar.number());
            String name = other ? words.other()
                    : bar.name().isEmpty() || bar.name().equals(number)
                            ? (bins ? words.bin() : words.defectClass()) + " " + number
                            : bins ? number + " " + bar.name() : bar.name();
            int fill = other ? look.wafer() : bins ? painter.binFill(bar.number()) : painter.classFill(bar.number());
            int stroke = bins || other ? look.edge() : painter.classStroke(bar.number());
            entries.add(new Entry(fill, stroke, shorten(name) + "  " + String.format(Locale.ROOT, "%,d", bar.count()),
                    !bins));
        }
        return entries;
    }

    private static String shorten(String name) {
        return name.codePointCount(0, name.length()) <= 24 ? name
                : name.substring(0, name.offsetByCodePoints(0, 23)) + "…";
    }

    private double entryWidth(Pen pen, Entry entry) {
        return 28 + pen.textWidth(entry.text(), FONT, false);
    }

    private double lineWidth(Pen pen, List<Entry> line) {
        return line.stream().mapToDouble(e -> entryWidth(pen, e)).sum();
    }

    private void wrap(Pen pen, List<Entry> group, double width, List<List<Entry>> lines) {
        List<Entry> line = new ArrayList<>();
        for (Entry entry : group) {
            if (!line.isEmpty() && lineWidth(pen, line) + entryWidth(pen, entry) - 14 > width) {
                lines.add(line);
                line = new ArrayList<>();
            }
            line.add(entry);
        }
        if (!line.isEmpty())
            lines.add(line);
    }

    private static String fitting(Pen pen, String text, double width) {
        String cut = text;
        while (cut.length() > 1 && pen.textWidth(cut, 13, true) > width)
            cut = cut.substring(0, cut.offsetByCodePoints(cut.length(), -2)).stripTrailing() + "…";
        return cut;
    }
}
