package org.loupe.workspace.report;

import java.util.Comparator;
import java.util.List;
import org.loupe.wafer.statistics.Adders;
import org.loupe.wafer.statistics.Alignment;
import org.loupe.wafer.statistics.ClusterShape;
import org.loupe.wafer.statistics.DefectClusters;
import org.loupe.wafer.statistics.Placement;
import org.loupe.wafer.statistics.Repeaters;
import org.loupe.wafer.statistics.SpatialSignature;
import org.loupe.wafer.statistics.SpatialSignature.Part;
import org.loupe.wafer.statistics.WaferStatistics;

/** The tables of one wafer: inspections, adders, alignment, clusters, spread and repeaters. */
final class WaferSections {
    private static final int MOST_CLUSTERS = 5;
    private static final int MOST_REPEATERS = 10;

    private final Html html;
    private final WaferReport.Entry entry;
    private final Numbers numbers;

    private WaferSections(Html html, WaferReport.Entry entry, Numbers numbers) {
        this.html = html;
        this.entry = entry;
        this.numbers = numbers;
    }

    static void of(Html html, WaferReport.Entry entry, Numbers numbers) {
        WaferSections sections = new WaferSections(html, entry, numbers);
        sections.tests();
        entry.adders().ifPresent(sections::adders);
        entry.aligned().ifPresent(sections::alignment);
        if (entry.analysis().statistics().defects() > 0) {
            sections.spread();
            sections.clusters();
            sections.repeaters();
        }
    }

    private void tests() {
        List<WaferStatistics.Test> tests = entry.analysis().statistics().tests();
        if (tests.isEmpty())
            return;
        if (tests.size() == 1 && (claimsNothing(tests.get(0)) || tests.get(0).agrees())) {
            html.element("p", "class=\"small\"", claimsNothing(tests.get(0)) ? "The file has no summary of its own."
                    : "The summary in the file says the same: " + numbers.fixed(tests.get(0).density(), 6)
                            + " per cm².");
            return;
        }
        html.element("h2", "", "Inspections");
        html.tableHead(List.of("Test", "#Defects", "#Defective dies", "#Dies", "#Area", "#Per cm²",
                "The file's summary")).raw("<tbody>\n");
        for (WaferStatistics.Test test : tests)
            html.raw("<tr>").name(Integer.toString(test.number())).number(numbers.count(test.defects()))
                    .number(numbers.count(test.diesDefective()))
                    .number(test.diesInspected() > 0 ? numbers.count(test.diesInspected()) : Numbers.UNKNOWN)
                    .number(numbers.fixed(test.areaUm2() / 1e8, 2) + "\u00a0cm²")
                    .number(numbers.fixed(test.density(), 6)).cell(summary(test)).raw("</tr>\n");
        html.raw("</tbody></table>\n");
    }

    private static boolean claimsNothing(WaferStatistics.Test test) {
        return test.claim().defects() < 0 && Double.isNaN(test.claim().density()) && test.claim().diesDefective() < 0;
    }

    private String summary(WaferStatistics.Test test) {
        if (claimsNothing(test))
            return "none";
        return test.agrees() ? "says the same" : "says " + (test.claim().defects() < 0 ? Numbers.UNKNOWN
                : numbers.count(test.claim().defects())) + " defects, "
                + (test.claim().diesDefective() < 0 ? Numbers.UNKNOWN : numbers.count(test.claim().diesDefective()))
                + " defective dies, " + numbers.fixed(test.claim().density(), 6) + " per cm²";
    }

    private void adders(Adders found) {
        html.element("h2", "", "Against the step before");
        html.element("p", "", numbers.count(found.adders(), "adder", "adders") + ", not there before; "
                + numbers.count(found.common()) + " in both steps; " + numbers.count(found.removed())
                + " only before.");
    }

    private void alignment(Alignment found) {
        Placement p = found.placement();
        html.element("h2", "", "The other tool's coordinates in these");
        html.tableHead(List.of("#Matched", "#By chance", "#Residual", "#Shift x", "#Shift y", "#Rotation", "#Scale"))
                .raw("<tbody>\n<tr>").number(numbers.count(found.matched())).number(numbers.fixed(found.byChance(), 1))
                .number(numbers.fixed(found.residualUm(), 1) + "\u00a0µm").number(numbers.fixed(p.dx(), 1) + "\u00a0µm")
                .number(numbers.fixed(p.dy(), 1) + "\u00a0µm").number(numbers.fixed(p.degrees(), 4) + "°")
                .number(numbers.fixed(p.scaleX(), 6)).raw("</tr>\n</tbody></table>\n");
    }

    private void spread() {
        SpatialSignature of = entry.analysis().signature();
        html.element("h2", "", "Spread over the wafer");
        html.raw("<div class=\"columns\"><div>\n");
        html.tableHead(List.of("Zone", "#Defects", "#Expected", "#Ratio", "#Per cm²")).raw("<tbody>\n");
        zone("centre, r to " + percent(of.zones().centre()), of.centre());
        zone("between", of.middle());
        zone("edge, r from " + percent(of.zones().edge()), of.edge());
        List<String> names = List.of("right upper", "left upper", "left lower", "right lower");
        for (int i = 0; i < names.size(); i++)
            zone(names.get(i), of.quadrants().get(i));
        html.raw("</tbody></table></div><div>\n");
        html.tableHead(List.of("Test against chance", "#p", "")).raw("<tbody>\n");
        test(SpatialSignature.RINGS + " rings of equal area", of.ringsP());
        test(SpatialSignature.SECTORS + " sectors", of.sectorsP());
        test("centre, between, edge", of.zonesP());
        test("defective dies beside each other: " + numbers.count(of.joins().found()) + ", expected "
                + numbers.fixed(of.joins().expected(), 1), of.joins().p());
        html.raw("</tbody></table>\n");
        html.element("p", "class=\"small\"", "Density per ring from the centre outwards, per cm²: "
                + densities(of.rings()) + ".");
        html.raw("</div></div>\n");
    }

    private String percent(double share) {
        return numbers.fixed(share * 100, 0) + "\u00a0%";
    }

    private String densities(List<Part> parts) {
        return String.join(" · ", parts.stream().map(p -> numbers.fixed(p.density(), 2)).toList());
    }

    private void zone(String name, Part part) {
        html.raw("<tr>").name(name).number(numbers.count(part.defects())).number(numbers.fixed(part.expected(), 1))
                .number(numbers.fixed(part.ratio(), 2)).number(numbers.fixed(part.density(), 3)).raw("</tr>\n");
    }

    private void test(String name, double p) {
        html.raw("<tr>").cell(name).number(p(p, numbers))
                .name(Double.isNaN(p) ? "too few to tell" : p < 0.01 ? "uneven" : "as by chance").raw("</tr>\n");
    }

    static String p(double p, Numbers numbers) {
        return Double.isNaN(p) ? Numbers.UNKNOWN : p < 0.0001 ? "< " + numbers.fixed(0.0001, 4) : numbers.fixed(p, 4);
    }

    private void clusters() {
        DefectClusters of = entry.analysis().clusters();
        html.element("h2", "", "Clusters");
        html.element("p", "", of.size() == 0 ? "None: all " + numbers.count(of.random()) + " defects lie as by chance."
                : numbers.count(of.size(), "cluster", "clusters")
                        + (of.size() > MOST_CLUSTERS ? ", the largest " + MOST_CLUSTERS + " are shown; " : "; ")
                        + numbers.count(of.random())
                        + " defects lie alone. Reach " + numbers.fixed(of.params().reachUm() / 1000, 2) + "\u00a0mm.");
        if (of.size() == 0)
            return;
        html.tableHead(List.of("Kind", "#Defects", "#x", "#y", "#Length", "#Width", "#Straightness", "#Angle"))
                .raw("<tbody>\n");
        of.shapes().stream().sorted(Comparator.comparingInt((ClusterShape s) -> -s.defects())).limit(MOST_CLUSTERS)
                .forEach(this::cluster);
        html.raw("</tbody></table>\n");
    }

    private void cluster(ClusterShape s) {
        boolean line = s.kind() == ClusterShape.Kind.LINE, spot = s.kind() == ClusterShape.Kind.SPOT;
        html.raw("<tr>").cell(switch (s.kind()) {
        case LINE -> "line, such as a scratch";
        case ARC -> "part of a ring";
        case SPOT -> "spot";
        }).number(numbers.count(s.defects())).number(mm(s.xUm())).number(mm(s.yUm())).number(mm(s.lengthUm()))
                .number(mm(s.widthUm())).number(line ? numbers.score(s.straightness()) : Numbers.UNKNOWN)
                .number(!spot ? numbers.fixed(s.degrees(), 0) + "°" : Numbers.UNKNOWN).raw("</tr>\n");
    }

    private String mm(double um) {
        return numbers.fixed(um / 1000, 1) + "\u00a0mm";
    }

    private void repeaters() {
        Repeaters of = entry.analysis().repeaters();
        if (of.found().isEmpty())
            return;
        html.element("h2", "", "Repeaters");
        html.element("p", "", numbers.count(of.found().size(), "place repeats", "places repeat") + " in "
                + numbers.count(of.fewest()) + " dies or more.");
        html.tableHead(List.of("#x in the die", "#y in the die", "#Dies", "#Defects")).raw("<tbody>\n");
        for (Repeaters.Repeater one : of.found().subList(0, Math.min(MOST_REPEATERS, of.found().size())))
            html.raw("<tr>").number(numbers.fixed(one.xUm(), 1) + "\u00a0µm").number(numbers.fixed(one.yUm(), 1)
                    + "\u00a0µm").number(numbers.count(one.dies())).number(numbers.count(one.defects().size()))
                    .raw("</tr>\n");
        html.raw("</tbody></table>\n");
    }
}
