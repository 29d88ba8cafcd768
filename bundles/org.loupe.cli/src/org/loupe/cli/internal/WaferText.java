package org.loupe.cli.internal;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.loupe.engine.Plural;
import org.loupe.wafer.Wafer;
import org.loupe.wafer.WaferInfo;
import org.loupe.wafer.statistics.ClusterShape;
import org.loupe.wafer.statistics.DefectClusters;
import org.loupe.wafer.statistics.Pareto;
import org.loupe.wafer.statistics.Placement;
import org.loupe.wafer.statistics.SpatialSignature;
import org.loupe.wafer.statistics.Trend;
import org.loupe.wafer.statistics.WaferStatistics;
import org.loupe.workspace.report.WaferReport;

/** Wafers as text: each by itself, several as a table with their trend too. */
final class WaferText {
    private static final int MOST_BARS = 8;
    private static final int MOST_SHAPES = 5;
    private static final int MOST_SINGLE = 4;

    private final List<WaferReport.Entry> wafers;
    private final StringWriter text = new StringWriter();
    private final PrintWriter out = new PrintWriter(text);

    WaferText(List<WaferReport.Entry> wafers) {
        this.wafers = wafers;
    }

    String text() {
        if (wafers.size() > 1)
            lot();
        if (wafers.size() <= MOST_SINGLE)
            wafers.forEach(this::wafer);
        return text.toString();
    }

    private void line(String name, String format, Object... values) {
        out.printf(Locale.ROOT, "  %-16s %s%n", name, String.format(Locale.ROOT, format, values));
    }

    private static String name(WaferInfo info) {
        return (info.wafer().isEmpty() ? "–" : info.wafer());
    }

    private void lot() {
        boolean adders = wafers.stream().anyMatch(w -> w.adders().isPresent());
        Trend trend = Trend.counts(wafers.stream().mapToDouble(w -> w.analysis().statistics().defects()).toArray());
        int width = Math.max(5,
                wafers.stream().mapToInt(w -> name(w.analysis().wafer().info()).length()).max().orElse(0));
        out.printf(Locale.ROOT, "%-" + width + "s %5s %9s %10s %10s %10s %9s%s%n", "wafer", "slot", "defects",
                "defective", "per cm²", "yield", "clusters", adders ? "    adders" : "");
        for (int i = 0; i < wafers.size(); i++) {
            WaferReport.Entry entry = wafers.get(i);
            WaferStatistics of = entry.analysis().statistics();
            WaferInfo info = entry.analysis().wafer().info();
            out.printf(Locale.ROOT, "%-" + width + "s %5s %9d %10d %10.4f %10s %9d%s%s%n", name(info),
                    info.slot() > 0 ? Integer.toString(info.slot()) : "–", of.defects(), of.diesDefective(),
                    of.density(), percent(of.dieYield()), entry.analysis().clusters().size(), adders ? entry.adders()
                            .map(a -> String.format(Locale.ROOT, " %9d", a.adders())).orElse("         –") : "",
                    trend.outside(i) ? "  outside the limits" : "");
        }
        out.printf(Locale.ROOT, "%nDefects per wafer: %s %.1f%s (%s). %d of %s %s outside.%n%n",
                trend.chart() == Trend.Chart.MEDIANS ? "median" : "mean", trend.centre(),
                Double.isInfinite(trend.upper()) ? "" : String.format(Locale.ROOT, ", limits %.1f to %.1f",
                        trend.lower(), trend.upper()),
                switch (trend.chart()) {
                case COUNTS -> "chart of counts";
                case INDIVIDUALS -> "individuals chart";
                case MEDIANS -> "individuals chart by medians";
                }, trend.outside(),
                Plural.of(wafers.size(), "wafer"), trend.outside() == 1 ? "lies" : "lie");
    }

    private void wafer(WaferReport.Entry entry) {
        Wafer wafer = entry.analysis().wafer();
        WaferStatistics of = entry.analysis().statistics();
        WaferInfo info = wafer.info();
        out.println("Wafer " + name(info) + (info.lot().isEmpty() ? "" : " of lot " + info.lot())
                + (info.step().isEmpty() ? "" : ", " + info.step()) + " (" + entry.file().getFileName() + ")");
        line("defects", "%d%s", of.defects(),
                of.offDies() > 0 ? ", " + of.offDies() + " in dies that were not inspected" : "");
        line("defective dies", of.diesInspected() > 0 ? "%d of %d" : "%d", of.diesDefective(), of.diesInspected());
        line("density", "%.6f per cm² of %.2f cm² (%s)", of.density(), of.areaUm2() / 1e8, switch (of.areaFrom()) {
            case TESTS -> "as the file tells";
            case DIES -> "inspected dies";
            case OUTLINE -> "whole wafer";
        });
        line("die yield", of.diesJudged() == 0 ? "–" : "%s, %d of %d %s", percent(of.dieYield()), of.diesGood(),
                of.diesJudged(), of.yieldFromBins() ? "pass by bin" : "without defects");
        for (WaferStatistics.Test test : of.tests())
            line("test " + test.number(), "%s, %.6f per cm², %d%s dies defective; the file's summary %s",
                    Plural.of(test.defects(), "defect"), test.density(), test.diesDefective(),
                    test.diesInspected() > 0 ? " of " + test.diesInspected() : "",
                    test.claim().defects() < 0 ? "is missing" : test.agrees() ? "says the same" : "says otherwise: "
                            + Plural.of(test.claim().defects(), "defect") + ", "
                            + (Double.isNaN(test.claim().density()) ? "–"
                                    : String.format(Locale.ROOT, "%.6f", test.claim().density())) + " per cm², "
                            + Plural.of(test.claim().diesDefective(), "die"));
        if (!of.classes().bars().isEmpty())
            line("classes", "%s", bars(of.classes()));
        if (!of.bins().bars().isEmpty())
            line("bins", "%s", bars(of.bins()));
        entry.adders().ifPresent(a -> line("adders", "%d; %d were there before, %d are gone", a.adders(), a.common(),
                a.removed()));
        entry.aligned().ifPresent(a -> {
            Placement p = a.placement();
            line("alignment", "%s matched (%.1f by chance), residual %.1f µm; shift %.1f, %.1f µm, rotation "
                    + "%.4f°, scale %.6f", Plural.of(a.matched(), "defect"),
                    a.byChance(), a.residualUm(), p.dx(), p.dy(),
                    p.degrees(), p.scaleX());
        });
        if (of.defects() > 0)
            spread(entry);
        out.println();
    }

    private void spread(WaferReport.Entry entry) {
        DefectClusters clusters = entry.analysis().clusters();
        line("clusters", "%d within %.2f mm, %s alone", clusters.size(), clusters.params().reachUm() / 1000,
                clusters.random() == 1 ? "1 defect lies" : clusters.random() + " defects lie");
        clusters.shapes().stream().sorted((a, b) -> b.defects() - a.defects()).limit(MOST_SHAPES)
                .forEach(s -> line("", "%s of %d at %.1f, %.1f mm, %.1f × %.1f mm%s", switch (s.kind()) {
                    case LINE -> "line";
                    case ARC -> "part of a ring";
                    case SPOT -> "spot";
                }, s.defects(), s.xUm() / 1000, s.yUm() / 1000, s.lengthUm() / 1000, s.widthUm() / 1000,
                        s.kind() == ClusterShape.Kind.LINE ? String.format(Locale.ROOT, ", straightness %.2f, %.0f°",
                                s.straightness(), s.degrees()) : ""));
        SpatialSignature of = entry.analysis().signature();
        line("spread", "centre %s, edge %s of an even spread; p by rings %s, by sectors %s, by neighbouring dies %s",
                times(of.centre().ratio()), times(of.edge().ratio()), p(of.ringsP()), p(of.sectorsP()),
                p(of.joins().p()));
        int repeaters = entry.analysis().repeaters().found().size();
        line("repeaters", repeaters == 0 ? "none" : "%s in %d dies or more", Plural.of(repeaters, "place"),
                entry.analysis().repeaters().fewest());
    }

    private static String bars(Pareto pareto) {
        return pareto.top(MOST_BARS).bars().stream().map(b -> (b.number() == Pareto.OTHER ? "other"
                : b.name().isEmpty() || b.name().equals(Integer.toString(b.number())) ? Integer.toString(b.number())
                        : b.number() + " " + b.name()) + ": " + b.count()).collect(Collectors.joining(", "));
    }

    private static String percent(double share) {
        return Double.isNaN(share) ? "–" : String.format(Locale.ROOT, "%.2f %%", share * 100);
    }

    private static String times(double ratio) {
        return Double.isNaN(ratio) ? "–" : String.format(Locale.ROOT, "%.2f ×", ratio);
    }

    private static String p(double p) {
        return Double.isNaN(p) ? "–" : p < 0.0001 ? "< 0.0001" : String.format(Locale.ROOT, "%.4f", p);
    }
}
