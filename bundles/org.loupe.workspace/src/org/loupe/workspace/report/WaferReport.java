package org.loupe.workspace.report;

import java.nio.file.Path;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.loupe.api.ToolException;
import org.loupe.wafer.Wafer;
import org.loupe.wafer.WaferInfo;
import org.loupe.wafer.drawing.Look;
import org.loupe.wafer.drawing.MapFiles;
import org.loupe.wafer.drawing.WaferMap;
import org.loupe.wafer.drawing.WaferPainter;
import org.loupe.wafer.statistics.Adders;
import org.loupe.wafer.statistics.Alignment;
import org.loupe.wafer.statistics.Pareto;
import org.loupe.wafer.statistics.Trend;
import org.loupe.wafer.statistics.WaferAnalysis;
import org.loupe.wafer.statistics.WaferStatistics;
import org.loupe.workspace.internal.Sha256;

/**
 * Wafers as one HTML file for people: figures, maps, Pareto chart, clusters, spread and, of several wafers, their trend
 * and stack. It needs no other file, no script and no network, and prints on A4.
 */
public final class WaferReport {
    /** Wafers up to which each has its own pages; of more only those outside the limits have. */
    static final int MOST_PAGES = 4;
    private static final int MOST_OUTSIDE = 8;
    private static final int MOST_BARS = 8;
    private static final int MOST_SMALL = 100;

    /**
     * A wafer of the report.
     *
     * @param analysis what it tells
     * @param file     that it comes from
     * @param adders   against the step before, if that is known
     * @param aligned  how another tool's coordinates lie in its own, if that is known
     */
    public record Entry(WaferAnalysis analysis, Path file, Optional<Adders> adders, Optional<Alignment> aligned) {
        public Entry {
            Objects.requireNonNull(analysis);
            Objects.requireNonNull(file);
            Objects.requireNonNull(adders);
            Objects.requireNonNull(aligned);
        }

        private WaferStatistics statistics() {
            return analysis.statistics();
        }

        private WaferInfo info() {
            return analysis.wafer().info();
        }
    }

    /**
     * What the report says of itself.
     *
     * @param before file of the step before, if there is one
     * @param other  file of the other tool, if there is one
     * @param date   of the report, in the reader's zone
     * @param locale whose separators numbers have
     */
    public record Head(Optional<Path> before, Optional<Path> other, ZonedDateTime date, Locale locale) {
        public Head {
            Objects.requireNonNull(before);
            Objects.requireNonNull(other);
            Objects.requireNonNull(date);
            Objects.requireNonNull(locale);
        }
    }

    private final List<Entry> wafers;
    private final Head head;
    private final Numbers numbers;
    private final Trend trend;
    private final Html html = new Html();
    private int pictures;

    private WaferReport(List<Entry> wafers, Head head) {
        this.wafers = wafers;
        this.head = head;
        numbers = new Numbers(head.locale());
        trend = Trend.counts(wafers.stream().mapToDouble(w -> w.statistics().defects()).toArray());
    }

    /**
     * Writes a report; an older file is replaced only by a whole one.
     *
     * @param wafers one or more, in the order of their slots
     * @throws ToolException if the file cannot be written
     */
    public static void write(List<Entry> wafers, Head head, Path file) throws ToolException {
        if (wafers.isEmpty())
            throw new IllegalArgumentException("A report needs a wafer.");
        WaferReport report = new WaferReport(wafers, head);
        report.page();
        HtmlReport.save(report.html, file);
    }

    private void page() {
        html.raw("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n"
                + "<meta name=\"viewport\" content=\"width=device-width\">\n");
        html.element("title", "", title() + " – wafer report");
        html.raw("<style>\n" + HtmlReport.style() + "</style></head>\n<body>\n");
        head();
        figures();
        if (wafers.size() > 1)
            lot();
        List<Entry> own = own();
        for (Entry entry : own)
            wafer(entry, wafers.size() > 1);
        provenance();
        html.raw("</body></html>\n");
    }

    /** The wafers that have their own pages. */
    private List<Entry> own() {
        if (wafers.size() <= MOST_PAGES)
            return wafers;
        List<Entry> own = new ArrayList<>();
        for (int i = 0; i < wafers.size() && own.size() < MOST_OUTSIDE; i++)
            if (trend.outside(i))
                own.add(wafers.get(i));
        return own;
    }

    private String title() {
        Set<String> lots = values(WaferInfo::lot);
        String lot = lots.isEmpty() ? "" : "Lot " + String.join(", ", lots);
        String what = wafers.size() == 1 ? name(wafers.get(0)) : numbers.count(wafers.size()) + " wafers";
        return lot.isEmpty() ? what.substring(0, 1).toUpperCase(Locale.ROOT) + what.substring(1) : lot + " · " + what;
    }

    private static String name(Entry entry) {
        String name = entry.info().wafer();
        return name.isEmpty() ? entry.info().slot() > 0 ? "slot " + entry.info().slot() : "wafer" : "wafer " + name;
    }

    private String label(Entry entry) {
        return entry.info().slot() > 0 ? Integer.toString(entry.info().slot())
                : !entry.info().wafer().isEmpty() ? entry.info().wafer()
                        : Integer.toString(wafers.indexOf(entry) + 1);
    }

    private Set<String> values(Function<WaferInfo, String> of) {
        Set<String> found = new LinkedHashSet<>();
        for (Entry entry : wafers)
            if (!of.apply(entry.info()).isEmpty())
                found.add(of.apply(entry.info()));
        return found;
    }

    private void head() {
        html.raw("<header>\n").element("div", "class=\"kind\"", "Wafer report").element("h1", "", title());
        Map<String, String> entries = new LinkedHashMap<>();
        entries.put("Product", joined(WaferInfo::device));
        entries.put("Step", joined(WaferInfo::step));
        entries.put("Tool", joined(WaferInfo::station));
        entries.put("Recipe", joined(WaferInfo::recipe));
        entries.put("Inspected", times());
        entries.put("Report", head.date().format(DateTimeFormatter.ofPattern("d MMM yyyy HH:mm 'UTC'xxx",
                Locale.ENGLISH)));
        html.raw("<dl class=\"head\">");
        entries.forEach((name, value) -> html.raw("<dt>").text(name).raw("</dt><dd>").path(value).raw("</dd>"));
        html.raw("</dl></header>\n");
    }

    private String joined(Function<WaferInfo, String> of) {
        Set<String> found = values(of);
        if (found.size() > 3)
            return String.join(", ", found.stream().limit(3).toList()) + " and " + (found.size() - 3) + " more";
        return found.isEmpty() ? Numbers.UNKNOWN : String.join(", ", found);
    }

    private String times() {
        DateTimeFormatter format = DateTimeFormatter.ofPattern("d MMM yyyy HH:mm", Locale.ENGLISH);
        List<String> times = wafers.stream().flatMap(w -> w.info().time().stream()).sorted().map(format::format)
                .distinct().toList();
        return times.isEmpty() ? Numbers.UNKNOWN
                : times.size() == 1 ? times.get(0) : times.get(0) + " to " + times.get(times.size() - 1);
    }

    // ---- figures

    private void figures() {
        long defects = 0, defective = 0, inspected = 0, good = 0, judged = 0;
        double area = 0;
        boolean bins = false;
        Set<WaferStatistics.Area> from = new LinkedHashSet<>();
        for (Entry entry : wafers) {
            WaferStatistics of = entry.statistics();
            defects += of.defects();
            defective += of.diesDefective();
            inspected += of.diesInspected();
            good += of.diesGood();
            judged += of.diesJudged();
            area += of.areaUm2();
            bins |= of.yieldFromBins();
            from.add(of.areaFrom());
        }
        html.raw("<div class=\"figures\">\n");
        boolean several = wafers.size() > 1;
        html.figure("Defects", numbers.count(defects), "", several
                ? numbers.fixed((double) defects / wafers.size(), 1) + " per wafer" : classNote(wafers.get(0)));
        html.figure("Defective dies", numbers.count(defective), "", inspected == 0 ? "dies are not known"
                : "of " + numbers.count(inspected) + " inspected");
        html.figure("Defect density", numbers.significant(defects / area * 1e8), "per cm²",
                numbers.fixed(area / 1e8, 1) + "\u00a0cm² " + (from.size() > 1 ? "inspected"
                        : switch (from.iterator().next()) {
                        case TESTS -> "as the file tells";
                        case DIES -> "in the inspected dies";
                        case OUTLINE -> "of the whole wafer";
                        }));
        html.figure("Die yield", numbers.percent(judged == 0 ? Double.NaN : (double) good / judged), "",
                judged == 0 ? "dies are not known" : numbers.count(good) + " of " + numbers.count(judged)
                        + (bins ? " pass by bin" : " without defects"));
        html.raw("</div>\n");
    }

    private String classNote(Entry entry) {
        int classes = entry.statistics().classes().bars().size();
        return classes == 0 ? "nothing was found" : "of " + numbers.count(classes, "class", "classes");
    }

    // ---- lot

    private void lot() {
        html.element("h2", "", "Defects per wafer");
        html.raw(TrendChart.svg(trend, wafers.stream().map(this::label).toList(), "Defects of each wafer with limits",
                numbers));
        html.element("p", "class=\"small\"", chart() + " " + (trend.outside() == 0 ? "No wafer lies outside the limits."
                : numbers.count(trend.outside(), "wafer lies", "wafers lie") + " outside the limits (large dots)."));
        html.element("h2", "", "Maps");
        html.raw("<div class=\"maps\">\n");
        for (Entry entry : wafers.subList(0, Math.min(MOST_SMALL, wafers.size()))) {
            Wafer wafer = entry.analysis().wafer();
            html.raw("<div>").raw(picture(entry, WaferMap.Options.small(wafer), 150, 150));
            html.raw("<div class=\"small\">").text(label(entry) + " · ").raw("<b>")
                    .text(numbers.count(entry.statistics().defects())).raw("</b></div></div>\n");
        }
        html.raw("</div>\n");
        if (wafers.size() > MOST_SMALL)
            html.element("p", "class=\"small\"", "The first " + MOST_SMALL + " of " + numbers.count(wafers.size())
                    + " wafers are shown.");
        table();
        LotSections.stack(html, wafers.stream().map(w -> w.analysis().wafer()).toList(), numbers);
        if (wafers.size() > MOST_PAGES && own().size() < wafers.size())
            html.element("p", "class=\"small\"", own().isEmpty()
                    ? "No wafer has pages of its own, since none lies outside the limits."
                    : own().size() == trend.outside() ? "Wafers outside the limits have pages of their own."
                            : "The first " + own().size() + " wafers outside the limits have pages of their own.");
    }

    private String chart() {
        return switch (trend.chart()) {
        case COUNTS -> "Limits of a chart of counts: mean ± 3 times its root, since the counts vary as at random.";
        case INDIVIDUALS -> "Limits of an individuals chart: mean ± 2.66 times the mean moving range.";
        case MEDIANS -> "Limits of an individuals chart: median ± 3.145 times the median moving range.";
        };
    }

    private void table() {
        html.element("h2", "", "Wafers");
        boolean adders = wafers.stream().anyMatch(w -> w.adders().isPresent());
        List<String> columns = new ArrayList<>(List.of("Wafer", "#Slot", "#Defects", "#Defective dies", "#Inspected",
                "#Per cm²", "#Die yield", "#Clusters", "#Edge"));
        if (adders)
            columns.add("#Adders");
        html.tableHead(columns).raw("<tbody>\n");
        for (int i = 0; i < wafers.size(); i++) {
            Entry entry = wafers.get(i);
            WaferStatistics of = entry.statistics();
            html.raw(trend.outside(i) ? "<tr class=\"bad\">" : "<tr>")
                    .name((entry.info().wafer().isEmpty() ? Numbers.UNKNOWN : entry.info().wafer())
                            + (!trend.outside(i) ? "" : of.defects() > trend.upper() ? " above" : " below"))
                    .number(entry.info().slot() > 0 ? numbers.count(entry.info().slot()) : Numbers.UNKNOWN)
                    .number(numbers.count(of.defects())).number(numbers.count(of.diesDefective()))
                    .number(of.diesInspected() > 0 ? numbers.count(of.diesInspected()) : Numbers.UNKNOWN)
                    .number(numbers.fixed(of.density(), 3)).number(numbers.percent(of.dieYield()))
                    .number(numbers.count(entry.analysis().clusters().size()))
                    .number(numbers.fixed(entry.analysis().signature().edge().ratio(), 2));
            if (adders)
                html.number(entry.adders().map(a -> numbers.count(a.adders())).orElse(Numbers.UNKNOWN));
            html.raw("</tr>\n");
        }
        html.raw("</tbody></table>\n");
        html.element("p", "class=\"small\"", "Edge: defects in the outer 15 % of the radius over those that would be "
                + "there if all were spread evenly.");
    }

    // ---- one wafer

    private void wafer(Entry entry, boolean sheet) {
        Wafer wafer = entry.analysis().wafer();
        if (sheet)
            html.raw("<section class=\"sheet one\">\n").element("h2", "class=\"wafer\"",
                    name(entry).substring(0, 1).toUpperCase(Locale.ROOT) + name(entry).substring(1) + " · "
                            + numbers.count(entry.statistics().defects(), "defect", "defects"));
        html.raw("<div class=\"wafer\"><div>\n").raw(picture(entry, WaferMap.Options.of(wafer, ""), 480, 540));
        html.raw("</div><div>\n");
        Pareto bins = entry.statistics().bins(), classes = entry.statistics().classes();
        if (!classes.bars().isEmpty())
            pareto(classes, false);
        if (!bins.bars().isEmpty())
            pareto(bins, true);
        if (classes.bars().isEmpty() && bins.bars().isEmpty())
            html.element("p", "", "Nothing was found.");
        html.raw("</div></div>\n");
        WaferSections.of(html, entry, numbers);
        if (sheet)
            html.raw("</section>\n");
    }

    private String picture(Entry entry, WaferMap.Options options, int width, int height) {
        WaferPainter painter = new WaferPainter(entry.analysis().wafer(), entry.statistics(), Look.LIGHT);
        WaferMap map = new WaferMap(painter, Look.LIGHT, options, WaferMap.Words.ENGLISH);
        return MapFiles.svg(map, width, height, "m" + pictures++, "Map of " + name(entry));
    }

    private void pareto(Pareto pareto, boolean bins) {
        html.element("h2", "", bins ? "Dies by bin" : "Pareto of classes");
        List<Chart.Bar> bars = new ArrayList<>();
        Pareto top = pareto.top(MOST_BARS);
        for (int i = 0; i < top.bars().size(); i++) {
            Pareto.Bar bar = top.bars().get(i);
            boolean other = bar.number() == Pareto.OTHER;
            bars.add(new Chart.Bar(other ? "other" : Integer.toString(bar.number()), "", bar.count(),
                    other || bins ? "" : css(i), false));
        }
        html.raw(Chart.pareto(bars, pareto.total(), 380, numbers));
        html.tableHead(List.of(bins ? "Bin" : "Class", bins ? "#Dies" : "#Defects", "#Share")).raw("<tbody>\n");
        for (int i = 0; i < top.bars().size(); i++) {
            Pareto.Bar bar = top.bars().get(i);
            boolean other = bar.number() == Pareto.OTHER;
            String number = Integer.toString(bar.number());
            html.raw("<tr><td>");
            if (!bins && !other)
                html.raw("<span class=\"chip " + css(i) + "\"></span>");
            html.text(other ? numbers.count(pareto.bars().size() - MOST_BARS + 1, "other", "others")
                    : bar.name().equals(number) || bar.name().isEmpty() ? number : number + " " + bar.name())
                    .raw("</td>").number(numbers.count(bar.count()))
                    .number(numbers.percent((double) bar.count() / pareto.total())).raw("</tr>\n");
        }
        html.raw("</tbody></table>\n");
    }

    /** The colour of a class by its place in the order of frequency, as on the map. */
    private static String css(int place) {
        return "c" + (place % 8 + 1);
    }

    // ---- provenance

    private void provenance() {
        html.raw("<section class=\"files\">\n").element("h2", "", "Files and methods");
        html.tableHead(List.of("File", "SHA-256")).raw("<tbody>\n");
        Set<Path> files = new LinkedHashSet<>();
        wafers.forEach(w -> files.add(w.file()));
        head.before().ifPresent(files::add);
        head.other().ifPresent(files::add);
        for (Path file : files) {
            String role = head.before().filter(file::equals).isPresent() ? " (step before)"
                    : head.other().filter(file::equals).isPresent() ? " (other tool)" : "";
            html.raw("<tr><td>").path(file.getFileName() + role).raw("</td><td class=\"mono\">").text(hash(file))
                    .raw("</td></tr>\n");
        }
        html.raw("</tbody></table>\n");
        html.element("p", "class=\"small\"", "Figures are counted from the defects and dies of the files, not taken "
                + "from their summaries. Clusters: DBSCAN (Ester et al. 1996), five defects or more within a reach at "
                + "which about one defect of a random wafer would have so many beside it. Spread: chi-square against "
                + "complete spatial randomness; neighbouring defective dies by join count (Cliff and Ord 1973). "
                + "Repeaters: defects within 10 µm in more dies than chance explains. p is the probability that random "
                + "defects look so uneven; below 0.01 chance is unlikely.");
        html.raw("</section>\n");
    }

    private static String hash(Path file) {
        try {
            return Sha256.of(file, () -> false);
        } catch (ToolException e) {
            return Numbers.UNKNOWN;
        }
    }
}
