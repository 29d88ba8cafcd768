package org.loupe.workspace.report;

import java.nio.file.Path;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.loupe.api.Provenance;
import org.loupe.api.Region;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;
import org.loupe.engine.Progress;
import org.loupe.engine.Registry;
import org.loupe.engine.SimpleRun;
import org.loupe.engine.clustering.Agreement;
import org.loupe.engine.features.FeatureSet;
import org.loupe.workspace.clusters.Cluster;
import org.loupe.workspace.clusters.ClusterDetails;
import org.loupe.workspace.clusters.ClusterMeasures;
import org.loupe.workspace.clusters.Clusterings;
import org.loupe.workspace.clusters.Clusters;
import org.loupe.workspace.clusters.Computed;
import org.loupe.workspace.clusters.Hierarchy;
import org.loupe.workspace.crops.Crop;
import org.loupe.workspace.internal.TilePixels;

/**
 * A clustering as one HTML file for people: figures, dendrogram, each cluster with its exemplar and the crops closest
 * to it, outliers, and how it was made. It needs no other file, no script and no network, and prints on A4.
 */
public final class ClusterReport {
    private static final int SHOWN = 8, MOST_CLUSTERS = 100, MOST_OUTLIERS = 18, MOST_LEAVES = 60, PICTURE = 168;
    private static final int WIDTH = 640, ROW = 7;
    /** Share of its size by which a place is shown larger than its box. */
    private static final double MARGIN = 0.25;

    /**
     * What is reported.
     *
     * @param clusters as they are
     * @param details  of these
     * @param measures of these
     * @param name     of the clustering
     * @param date     of the report, in the reader's zone
     * @param locale   whose separators numbers have
     */
    public record Head(Clusters clusters, ClusterDetails details, ClusterMeasures measures, String name,
            ZonedDateTime date, Locale locale) {

        /**
         * Looks at clusters as they are now, for a report that a person asks for here and now. Any thread; may take
         * seconds.
         *
         * @throws CancellationException once the progress is cancelled
         */
        public static Head of(Clusters now, String name, Registry registry, Progress progress) throws ToolException {
            return new Head(now, ClusterDetails.of(now, progress), Clusterings.measure(now, registry, progress), name,
                    ZonedDateTime.now(), Locale.getDefault());
        }
    }

    private final Head head;
    private final Clusters clusters;
    private final Computed computed;
    private final Numbers numbers;
    private final Registry registry;
    private final Html html = new Html();

    private ClusterReport(Head head, Registry registry) {
        this.head = head;
        clusters = head.clusters();
        computed = clusters.computed();
        numbers = new Numbers(head.locale());
        this.registry = registry;
    }

    /**
     * Writes a report; an older file is replaced only by a whole one. A crop that cannot be read is shown as such.
     *
     * @param registry for reading the crops' pixels
     * @throws ToolException if the file cannot be written
     */
    public static void write(Head head, Registry registry, Path file) throws ToolException {
        ClusterReport report = new ClusterReport(head, registry);
        report.page();
        HtmlReport.save(report.html, file);
    }

    private void page() {
        html.raw("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n"
                + "<meta name=\"viewport\" content=\"width=device-width\">\n");
        html.element("title", "", head.name() + " – cluster report");
        html.raw("<style>\n" + HtmlReport.style() + "</style></head>\n<body>\n");
        html.raw("<header>\n").element("div", "class=\"kind\"", "Cluster report").element("h1", "", head.name());
        Map<String, String> entries = new LinkedHashMap<>();
        entries.put("Crops", computed.table().source());
        entries.put("Method", computed.provenance().toolId());
        entries.put("Seed", Long.toString(computed.provenance().seed()));
        entries.put("Clustered", time(computed.created().atZone(head.date().getZone())));
        entries.put("Features", String.join(", ", computed.table().columns().set().blocks().stream()
                .map(this::block).toList()));
        entries.put("Report", time(head.date()));
        html.raw("<dl class=\"head\">");
        entries.forEach((name, value) -> html.raw("<dt>").text(name).raw("</dt><dd>").path(value).raw("</dd>"));
        html.raw("</dl></header>\n");
        figures();
        clusters.hierarchy().ifPresent(this::dendrogram);
        clusters();
        outliers();
        provenance();
        html.raw("</body></html>\n");
    }

    private static String time(ZonedDateTime when) {
        return when.format(DateTimeFormatter.ofPattern("d MMM yyyy HH:mm 'UTC'xxx", Locale.ENGLISH));
    }

    private String block(FeatureSet.Block block) {
        return block.tool() + (block.weight() == 1 ? "" : " × " + numbers.significant(block.weight()));
    }

    private void figures() {
        html.raw("<div class=\"figures\">\n");
        long named = clusters.clusters().stream().filter(Cluster::named).count();
        html.figure("Clusters", numbers.count(clusters.clusters().size()), "", named == 0 ? "none has a name"
                : numbers.count(named) + " with a name");
        html.figure("Outliers", numbers.count(clusters.outliers().length), "", "of "
                + numbers.count(clusters.rows()) + " crops");
        html.figure("Silhouette", value(head.measures().overall(), 2), "", "1 well apart, 0 between two");
        html.figure("Stability", whole(head.measures().stable()), "", "found again in halves");
        html.raw("</div>\n");
        Optional<Agreement> agreement = Clusterings.agreement(clusters);
        agreement.ifPresent(a -> html.element("p", "", "Agrees with the known classes of " + numbers.count(a.rows())
                + " crops: adjusted Rand index " + value(a.adjustedRand(), 3) + ", accuracy " + share(a.accuracy())
                + " if each cluster is one class, purity " + share(a.purity()) + "."));
    }

    private String value(double value, int decimals) {
        return Double.isNaN(value) ? Numbers.UNKNOWN : numbers.fixed(value, decimals);
    }

    private String share(double value) {
        return Double.isNaN(value) ? Numbers.UNKNOWN : numbers.percent(value);
    }

    private String whole(double value) {
        return Double.isNaN(value) ? Numbers.UNKNOWN : numbers.fixed(100 * value, 0) + "\u00a0%";
    }

    /** Colour and, from the ninth cluster on, hatching. */
    private static String css(int cluster) {
        return "c" + (cluster % 8 + 1) + (cluster >= 8 ? " hatch" : "");
    }

    private String name(int cluster) {
        Cluster one = clusters.clusters().get(cluster);
        return one.named() ? one.name() : "Cluster " + (cluster + 1);
    }

    // ---- dendrogram

    private void dendrogram(Hierarchy tree) {
        html.element("h2", "", "Dendrogram");
        int groups = Math.min(tree.leaves(), MOST_LEAVES);
        List<Integer> shown = new ArrayList<>();
        collect(tree, tree.nodes() - 1, groups, shown);
        double top = tree.height(tree.nodes() - 1), floor = groups == tree.leaves() ? 0
                : shown.stream().mapToDouble(tree::height).min().orElse(0);
        int height = shown.size() * ROW + 24;
        StringBuilder svg = new StringBuilder(String.format(Locale.ROOT,
                "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"Dendrogram with the cut line\">\n", WIDTH,
                height));
        double[] y = new double[tree.nodes()];
        for (int i = 0; i < shown.size(); i++)
            y[shown.get(i)] = 4 + (i + 0.5) * ROW;
        for (int node = 2 * tree.leaves() - groups; node < tree.nodes(); node++) {
            int left = tree.left(node), right = tree.right(node);
            y[node] = (y[left] + y[right]) / 2;
            double x = x(tree.height(node), top, floor);
            svg.append(String.format(Locale.ROOT, "<path class=\"axis\" d=\"M%.1f %.1fH%.1fV%.1fH%.1f\"/>\n",
                    x(drawn(tree, left, groups), top, floor), y[left], x, y[right],
                    x(drawn(tree, right, groups), top, floor)));
        }
        for (int node : shown) {
            int cluster = clusters.cluster()[tree.order()[tree.start(node)]];
            svg.append(String.format(Locale.ROOT,
                    "<rect class=\"bar %s\" x=\"%d\" y=\"%.1f\" width=\"10\" height=\"%d\"/>\n",
                    cluster < 0 ? "" : css(cluster).split(" ")[0], WIDTH - 90, y[node] - ROW / 2.0, ROW));
        }
        label(svg, tree, shown, y);
        if (clusters.cut() > 0) {
            double x = x(clusters.cutHeight(), top, floor);
            svg.append(String.format(Locale.ROOT, "<path class=\"limit\" d=\"M%.1f 0V%d\"/>\n"
                    + "<text class=\"label\" x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">cut %s</text>\n", x,
                    height - 14, x, height - 4, Html.escape(numbers.significant(clusters.cutHeight()))));
        }
        html.raw(svg + "</svg>\n");
        if (groups < tree.leaves())
            html.element("p", "class=\"small\"", "The upper " + MOST_LEAVES + " branches of "
                    + numbers.count(tree.leaves()) + " crops are drawn.");
    }

    /** Name and number of crops beside the first branch of each cluster. */
    private void label(StringBuilder svg, Hierarchy tree, List<Integer> shown, double[] y) {
        boolean[] told = new boolean[clusters.clusters().size()];
        double last = -100;
        for (int node : shown) {
            int cluster = clusters.cluster()[tree.order()[tree.start(node)]];
            if (cluster < 0 || told[cluster] || y[node] - last < 10)
                continue;
            told[cluster] = true;
            last = y[node];
            String name = name(cluster);
            svg.append(String.format(Locale.ROOT, "<text class=\"label\" x=\"%d\" y=\"%.1f\">%s</text>\n", WIDTH - 75,
                    y[node] + 3.5, Html.escape(name.length() > 14 ? name.substring(0, 13) + "…" : name)));
        }
    }

    private static double drawn(Hierarchy tree, int node, int groups) {
        return tree.opened(node, groups) ? tree.height(node) : -1;
    }

    /** @param height -1 for where branches end */
    private static double x(double height, double top, double floor) {
        double share = height < 0 || top <= floor ? 0 : Math.max(0, (height - floor) / (top - floor));
        return WIDTH - 96 - share * (WIDTH - 116);
    }

    private static void collect(Hierarchy tree, int root, int groups, List<Integer> shown) {
        int[] waiting = new int[groups + 2];
        int used = 0;
        waiting[used++] = root;
        while (used > 0) {
            int node = waiting[--used];
            if (tree.opened(node, groups)) {
                waiting[used++] = tree.right(node);
                waiting[used++] = tree.left(node);
            } else
                shown.add(node);
        }
    }

    // ---- clusters

    private void clusters() {
        html.element("h2", "", "Clusters");
        html.tableHead(List.of("Cluster", "#Crops", "#Silhouette", "#Stability", "")).raw("<tbody>\n");
        int count = clusters.clusters().size();
        for (int c = 0; c < count; c++) {
            html.raw("<tr><td class=\"short\"><span class=\"chip " + css(c) + "\"></span>").text(name(c)).raw("</td>");
            html.number(numbers.count(clusters.clusters().get(c).size()))
                    .number(value(head.measures().silhouette()[c], 2)).number(whole(head.measures().stability()[c]))
                    .cell(head.measures().loose(c) ? "loose: split it, or leave it without a name" : "").raw("</tr>\n");
        }
        html.raw("</tbody></table>\n");
        if (head.measures().sampled())
            html.element("p", "class=\"small\"", "Silhouette and stability are of a sample of the crops.");
        for (int c = 0; c < Math.min(count, MOST_CLUSTERS); c++) {
            int[] members = head.details().members()[c];
            html.raw("<section class=\"book\"><h3><span class=\"chip " + css(c) + "\"></span>").text(name(c))
                    .raw("<span class=\"about\"> ").text(numbers.count(members.length, "crop", "crops")
                            + ", the exemplar first, then those closest to it").raw("</span></h3>\n");
            pictures(Arrays.copyOf(members, Math.min(members.length, SHOWN)), new String[0]);
            html.raw("</section>\n");
        }
        if (count > MOST_CLUSTERS)
            html.element("p", "class=\"small\"", "The first " + MOST_CLUSTERS + " clusters are shown.");
    }

    private void outliers() {
        html.element("h2", "", "Outliers");
        int[] rows = head.details().outliers();
        if (rows.length == 0) {
            html.element("p", "", "None: every cluster has " + clusters.smallest() + " crops or more.");
            return;
        }
        html.element("p", "class=\"small\"", numbers.count(rows.length, "crop belongs", "crops belong")
                + " to no cluster; the farthest from all clusters first, in standard distances of the nearest one.");
        String[] notes = new String[Math.min(rows.length, MOST_OUTLIERS)];
        for (int i = 0; i < notes.length; i++)
            notes[i] = Float.isFinite(head.details().sigmas()[i])
                    ? numbers.fixed(head.details().sigmas()[i], 1) + "\u00a0σ" : "";
        pictures(Arrays.copyOf(rows, notes.length), notes);
    }

    private void pictures(int[] rows, String[] notes) {
        html.raw("<div class=\"samples\">");
        for (int i = 0; i < rows.length; i++) {
            Crop crop = computed.table().crops().get(rows[i]);
            Optional<Tile> tile = tile(crop);
            html.raw("<div class=\"defect\">");
            if (tile.isPresent())
                html.raw("<img alt=\"" + Html.escape(crop.name()) + "\" title=\"" + Html.escape(crop.name())
                        + "\" src=\"" + Picture.source(tile.get(), Picture.Window.of(tile.get()), PICTURE) + "\">");
            else
                html.element("div", "class=\"small\"", crop.name() + " cannot be read.");
            if (i < notes.length)
                html.element("div", "class=\"small\"", notes[i]);
            html.raw("</div>");
        }
        html.raw("</div>\n");
    }

    private Optional<Tile> tile(Crop crop) {
        try (TilePixels pixels = TilePixels.open(crop.image().test(), crop.image().page(), registry, null);
                SimpleRun run = new SimpleRun(Progress.NONE, 0, 0)) {
            if (crop.whole())
                return Optional.of(pixels.overview(run));
            Region box = crop.region(pixels.shape());
            int side = (int) (Math.max(box.width(), box.height()) * (1 + 2 * MARGIN));
            return pixels.part(new Region(box.x() + (box.width() - side) / 2, box.y() + (box.height() - side) / 2, side,
                    side), run);
        } catch (ToolException e) {
            return Optional.empty();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("What reading a crop had opened cannot be closed.", e);
        }
    }

    // ---- how it was made

    private void provenance() {
        html.element("h2", "", "Method");
        html.tableHead(List.of("Step", "Version", "Parameters")).raw("<tbody>\n");
        for (Provenance step : computed.provenance().parents())
            step(step);
        step(computed.provenance());
        html.raw("</tbody></table>\n");
        for (String note : computed.notes())
            html.element("p", "class=\"small\"", note);
        html.element("p", "class=\"small\"", "Features are scaled to mean 0 and standard deviation 1, the columns of a "
                + "tool together to the variance of its weight. Clusters of fewer than " + clusters.smallest()
                + " crops are outliers. " + (clusters.edits().isEmpty() ? "The clusters are as they were computed."
                        : "People changed the clusters in " + numbers.count(clusters.edits().size(), "step", "steps")
                                + ".")
                + " Silhouette: Rousseeuw 1987. Stability: mean Jaccard similarity with the clusters of 20 halves"
                + " (Hennig 2007); from 0.75 on a cluster is stable.");
    }

    private void step(Provenance step) {
        html.raw("<tr>").name(step.toolId()).name(step.bundle() + " " + step.version());
        html.cell(String.join(", ", step.params().entrySet().stream().map(p -> p.getKey() + " " + p.getValue())
                .toList())).raw("</tr>\n");
    }
}
