package org.loupe.workspace.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.loupe.api.Detections;
import org.loupe.api.Provenance;
import org.loupe.api.Region;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;
import org.loupe.engine.Placement;
import org.loupe.engine.RunProvenance;
import org.loupe.engine.Zones;
import org.loupe.engine.evaluation.Evaluation;
import org.loupe.engine.evaluation.Rate;
import org.loupe.store.ClassCount;
import org.loupe.store.ImageRow;
import org.loupe.store.RunReader;
import org.loupe.workspace.labels.LabelBook;

/**
 * A run as one HTML file for people: figures, Pareto chart, the worst defects beside their reference, classes, errors
 * and provenance. It needs no other file, no script and no network, prints on A4 and can be read without colours.
 * Classes are numbered in alphabetical order.
 */
public final class HtmlReport {
    /** Defects that are shown with pictures. */
    static final int WORST = 20;
    private static final int MOST_BARS = 10;
    /** Defects of an image up to which a bar's label has room for both ends of its range. */
    private static final int MOST_RANGES = 50;
    private static final int MOST_ERRORS = 50;
    private static final int MOST_WARNINGS = 10;
    private static final int MOST_CONFUSED = 12;
    private static final int MOST_ZONES = 50;
    private static final int PICTURE_PX = 240;
    private static final int SMALLEST_CROP_PX = 48;

    /** Reads a part of an image or of its reference. */
    @FunctionalInterface
    public interface Crops {
        /**
         * @param image     of the run
         * @param region    inside the image as far as its size is known
         * @param reference whether its reference is meant
         * @return of any type with 1, 3 or 4 channels, possibly only a part of the region; empty if there is none
         * @throws ToolException if it cannot be read; the report says so in its place
         */
        Optional<Tile> crop(ImageRow image, Region region, boolean reference) throws ToolException;
    }

    /**
     * What the report says of itself.
     *
     * @param project name, or ""
     * @param run     name of the run
     * @param recipe  name of the recipe
     * @param date    when the run was started, in the reader's zone
     * @param device  what it was computed on
     * @param locale  whose separators numbers have
     */
    public record Head(String project, String run, String recipe, ZonedDateTime date, String device, Locale locale) {
        public Head {
            Objects.requireNonNull(project);
            Objects.requireNonNull(run);
            Objects.requireNonNull(recipe);
            Objects.requireNonNull(date);
            Objects.requireNonNull(device);
            Objects.requireNonNull(locale);
        }
    }

    private final RunReader run;
    private final Head head;
    private final Optional<Evaluation> evaluation;
    private final Crops crops;
    private final Numbers numbers;
    private final Zones zones;
    private final List<ImageRow> inspected;
    private final List<ClassCount> classes;
    private final Html html = new Html();

    private HtmlReport(RunReader run, Head head, Optional<Evaluation> evaluation, Crops crops) throws ToolException {
        this.run = run;
        this.head = head;
        this.evaluation = evaluation;
        this.crops = crops;
        this.numbers = new Numbers(head.locale());
        this.zones = RunProvenance.parse(run.provenanceJson()).options().zones();
        this.inspected = run.images().stream().filter(i -> !i.failed()).toList();
        this.classes = run.countByClass();
    }

    /**
     * Writes a report; an older file is replaced only by a whole one.
     *
     * @param evaluation figures against the truth, if it is known
     * @throws ToolException if the run cannot be read or the file not be written
     */
    public static void write(RunReader run, Head head, Optional<Evaluation> evaluation, Crops crops, Path file)
            throws ToolException {
        write(run, head, evaluation, crops, Optional.empty(), file);
    }

    /** As above. @param book what the classes mean, which is a section of its own if it says anything */
    public static void write(RunReader run, Head head, Optional<Evaluation> evaluation, Crops crops,
            Optional<LabelBook> book, Path file) throws ToolException {
        HtmlReport report = new HtmlReport(run, head, evaluation, crops);
        report.page(book);
        save(report.html, file);
    }

    /** Writes a page; an older file is replaced only by a whole one. */
    static void save(Html html, Path file) throws ToolException {
        Path aside = file.resolveSibling(file.getFileName() + ".tmp");
        try {
            Files.writeString(aside, html.toString());
            Files.move(aside, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            delete(aside);
            throw new ToolException("The report could not be written to " + file + ": " + e.getMessage() + ".",
                    "Check that its folder exists, may be written and has space, or choose another file.", e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            return;
        }
    }

    private void page(Optional<LabelBook> book) throws ToolException {
        html.raw("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n"
                + "<meta name=\"viewport\" content=\"width=device-width\">\n");
        html.element("title", "", head.run() + " – inspection report");
        html.raw("<style>\n" + style() + "</style></head>\n<body>\n");
        head();
        figures();
        evaluation.ifPresent(this::judged);
        charts();
        classes();
        worst();
        evaluation.ifPresent(this::judgedByClass);
        evaluation.ifPresent(this::confusion);
        errors();
        warnings();
        zones();
        book.filter(LabelBook::told).ifPresent(b -> ClassBook.section(html, b));
        provenance();
        html.raw("</body></html>\n");
    }

    /** The style of all pages. */
    static String style() {
        try (InputStream in = HtmlReport.class.getResourceAsStream("report.css")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("The report's style is missing from its bundle.", e);
        }
    }

    // ---- head and figures

    private void head() {
        html.raw("<header>\n");
        html.element("div", "class=\"kind\"",
                head.project().isEmpty() ? "Inspection report" : "Inspection report · " + head.project());
        html.element("h1", "", head.run());
        Map<String, String> entries = new LinkedHashMap<>();
        entries.put("Recipe", head.recipe());
        entries.put("Date", date());
        entries.put("Images", inputs(ImageRow::path));
        entries.put("Device", head.device().isEmpty() ? Numbers.UNKNOWN : head.device());
        entries.put("Reference", inputs(ImageRow::referencePath));
        if (!zones.isEmpty())
            entries.put("Zones", zoneCounts());
        entries.put("State", run.complete() ? "complete" : "not complete: it was stopped, or is still running");
        html.raw("<dl class=\"head\">");
        entries.forEach((name, value) -> html.raw("<dt>").text(name).raw("</dt><dd>").path(value).raw("</dd>"));
        html.raw("</dl></header>\n");
    }

    private String date() {
        return head.date().format(DateTimeFormatter.ofPattern("d MMM yyyy HH:mm 'UTC'xxx", Locale.ENGLISH));
    }

    /** The one file that all images have, or the folder that holds them all; of whatever system the run is. */
    private String inputs(Function<ImageRow, String> path) {
        List<String> files = run.images().stream().map(path).filter(p -> !p.isEmpty()).distinct().toList();
        if (files.isEmpty())
            return "none";
        String common = files.get(0);
        for (String file : files)
            while (!file.equals(common) && !file.startsWith(common + "/") && !file.startsWith(common + "\\")) {
                int end = Math.max(common.lastIndexOf('/'), common.lastIndexOf('\\'));
                if (end < 0)
                    return Numbers.UNKNOWN;
                common = common.substring(0, end);
            }
        return common.isEmpty() ? "/" : common;
    }

    private void figures() {
        long defects = run.detectionCount();
        Rate yield = new Rate(inspected.stream().filter(i -> i.detections() == 0).count(), inspected.size());
        double mm2 = 0;
        long defectsOfKnown = 0;
        int known = 0;
        for (ImageRow i : inspected)
            if (i.umPerPx() > 0) {
                mm2 += (double) i.width() * i.height() * i.umPerPx() * i.umPerPx() / 1e6;
                defectsOfKnown += i.detections();
                known++;
            }
        html.raw("<div class=\"figures\">\n");
        figure("Images inspected", numbers.count(inspected.size()),
                run.errorCount() == 0 ? "no errors" : numbers.count(run.errorCount()) + " more could not be inspected");
        figure("Defects", numbers.count(defects),
                classes.isEmpty() ? "nothing was found" : "of " + numbers.count(classes.size(), "class", "classes"));
        figure("Yield", numbers.percent(yield.value()), numbers.of(yield) + " images without a defect");
        String perImage = inspected.isEmpty() ? Numbers.UNKNOWN : numbers.fixed((double) defects / inspected.size(), 2);
        if (known == 0)
            figure("Defect density", perImage, "per image", "– per mm²: µm/px is not known");
        else
            figure("Defect density", numbers.significant(defectsOfKnown / mm2), "per mm²",
                    perImage + " per image, " + numbers.significant(mm2) + "\u00a0mm² inspected"
                            + (known < inspected.size()
                                    ? " in the " + numbers.count(known, "image", "images") + " of known scale" : ""));
        html.raw("</div>\n");
    }

    private void figure(String name, String value, String note) {
        figure(name, value, "", note);
    }

    private void figure(String name, String value, String unit, String note) {
        html.figure(name, value, unit, note);
    }

    // ---- against the truth

    private void judged(Evaluation e) {
        html.element("h2", "", "Against the truth");
        html.raw("<div class=\"figures\">\n");
        figure("Overkill", numbers.percent(e.perDefect().overkill().value()),
                numbers.of(e.perDefect().overkill()) + " found");
        figure("Escape", numbers.percent(e.perDefect().escape().value()),
                numbers.of(e.perDefect().escape()) + " true");
        figure("F at IoU " + numbers.fixed(e.settings().iou(), 2), numbers.ratio(e.overall().f()), "P "
                + numbers.ratio(e.overall().precision()) + " · R " + numbers.ratio(e.overall().recall()));
        figure("mAP", numbers.ratio(e.map()), "at IoU 0.50 to 0.95: " + numbers.ratio(e.map5095()));
        html.raw("</div>\n");
        html.element("p", "class=\"small\"",
                numbers.count(e.images(), "image", "images") + ". A found box is true if it overlaps a "
                        + "true one by more than " + numbers.fixed(e.settings().iou(), 2) + " of their union (IoU), "
                        + (e.settings().classAgnostic() ? "whatever its class" : "with the same class") + ", score ≥ "
                        + numbers.score(e.settings().minScore()) + ". By image: overkill "
                        + numbers.rate(e.perImage().overkill(), "good images rejected") + ", escape "
                        + numbers.rate(e.perImage().escape(), "defective images passed") + ".");
    }

    private void judgedByClass(Evaluation e) {
        if (e.classes().isEmpty())
            return;
        boolean any = e.settings().classAgnostic();
        html.element("h2", "", "Truth by class");
        html.tableHead(any ? List.of("True class", "#True", "#Found", "#Recall")
                : List.of("Class", "#True", "#Found", "#Matched", "#Precision", "#Recall", "#F", "#AP"))
                .raw("<tbody>\n");
        for (Evaluation.ClassScores c : e.classes()) {
            html.raw("<tr>").name(c.name()).number(numbers.count(c.scores().truths()))
                    .number(numbers.count(c.scores().found()));
            if (!any)
                html.number(numbers.count(c.scores().matched())).number(numbers.ratio(c.scores().precision()));
            html.number(numbers.ratio(c.scores().recall()));
            if (!any)
                html.number(numbers.ratio(c.scores().f())).number(numbers.ratio(c.ap()));
            html.raw("</tr>\n");
        }
        html.raw("</tbody></table>\n");
    }

    private void confusion(Evaluation e) {
        Evaluation.Confusion c = e.confusion();
        if (c.truthClasses().isEmpty() || c.foundClasses().isEmpty() || c.truthClasses().size() > MOST_CONFUSED
                || c.foundClasses().size() > MOST_CONFUSED)
            return;
        html.element("h2", "", "Confusion");
        html.element("p", "class=\"small\"", "Rows: true class. Columns: class found in the same place.");
        List<String> columns = new ArrayList<>(List.of("True"));
        c.foundClasses().forEach(name -> columns.add("#" + name));
        columns.add("#missed");
        html.tableHead(columns).raw("<tbody>\n");
        for (int row = 0; row < c.counts().length; row++) {
            boolean last = row == c.truthClasses().size();
            html.raw("<tr>").name(last ? "false" : c.truthClasses().get(row));
            for (int column = 0; column < c.counts()[row].length; column++)
                html.number(last && column == c.foundClasses().size() ? "" : numbers.count(c.counts()[row][column]));
            html.raw("</tr>\n");
        }
        html.raw("</tbody></table>\n");
    }

    // ---- charts and classes

    private void charts() {
        if (inspected.isEmpty())
            return;
        html.raw("<div class=\"charts\"><div>\n");
        html.element("h2", "", "Pareto of classes");
        if (classes.isEmpty()) {
            html.element("p", "", "Nothing was found.");
        } else {
            List<Chart.Bar> bars = new ArrayList<>();
            long rest = 0;
            for (int i = 0; i < classes.size(); i++) {
                ClassCount c = classes.get(i);
                int number = number(c.name());
                if (i < MOST_BARS)
                    bars.add(new Chart.Bar(String.valueOf(number), c.name(), c.detections(), css(number), number > 8));
                else
                    rest += c.detections();
            }
            if (rest > 0)
                bars.add(new Chart.Bar("", classes.size() - MOST_BARS + " others", rest, "", false));
            html.raw(Chart.pareto(bars, run.detectionCount(), numbers));
        }
        html.raw("</div><div>\n");
        html.element("h2", "", "Defects per image");
        int most = inspected.stream().mapToInt(ImageRow::detections).max().orElse(0);
        html.raw(Chart.bars(perImage(most), "Number of images by number of defects",
                most > MOST_RANGES ? "defects in an image, up to" : "defects in an image", numbers));
        html.raw("</div></div>\n");
    }

    /** Images by number of defects, in at most ten steps of equal width behind 0. */
    private List<Chart.Bar> perImage(int most) {
        int step = Math.max(1, (int) Math.ceil(most / 10.0));
        TreeMap<Integer, Long> counts = new TreeMap<>();
        for (int i = 0; i <= (most + step - 1) / step; i++)
            counts.put(i, 0L);
        inspected.forEach(i -> counts.merge((i.detections() + step - 1) / step, 1L, Long::sum));
        List<Chart.Bar> bars = new ArrayList<>();
        counts.forEach((i, n) -> {
            String range = (i - 1) * step + 1 + "–" + i * step;
            bars.add(new Chart.Bar(i == 0 || step == 1 || most > MOST_RANGES ? String.valueOf(i * step) : range, "", n,
                    "", false));
        });
        return bars;
    }

    private int number(String className) {
        return run.classNames().indexOf(className) + 1;
    }

    private static String css(int number) {
        return "c" + ((number - 1) % 8 + 1);
    }

    private void chip(String className) {
        int number = number(className);
        html.raw("<span class=\"name\"><span class=\"chip " + css(number) + (number > 8 ? " hatch" : "")
                + "\"></span><span class=\"number\">" + number + "</span>").text(className).raw("</span>");
    }

    private void classes() throws ToolException {
        if (classes.isEmpty())
            return;
        Map<String, double[]> figures = new TreeMap<>();
        String area = "";
        for (String name : List.of("area_px", "area_um2"))
            if (run.featureNames().contains(name)) {
                Map<String, double[]> found = figures(name);
                if (found.values().stream().anyMatch(f -> !Double.isNaN(f[1]))) {
                    figures = found;
                    area = name;
                }
            }
        if (figures.isEmpty())
            figures = figures("");
        List<Double> medians = new ArrayList<>();
        for (ClassCount c : classes)
            medians.add(figures.get(c.name())[1]);
        List<String> areas = numbers.areas(medians, area.equals("area_um2"));
        html.element("h2", "", "Classes");
        List<String> columns = new ArrayList<>(List.of("Class", "#Defects", "#Share", "#Running share",
                "#Images with it", "#Per image", "#Mean score"));
        if (!area.isEmpty())
            columns.add("#Median area");
        html.tableHead(columns).raw("<tbody>\n");
        long sum = 0;
        int line = 0;
        for (ClassCount c : classes) {
            sum += c.detections();
            double[] f = figures.get(c.name());
            html.raw("<tr><td>");
            chip(c.name());
            html.raw("</td>").number(numbers.count(c.detections()))
                    .number(numbers.percent((double) c.detections() / run.detectionCount()))
                    .number(numbers.percent((double) sum / run.detectionCount())).number(numbers.count(c.images()))
                    .number(numbers.fixed((double) c.detections() / inspected.size(), 2)).number(numbers.score(f[0]));
            if (!area.isEmpty())
                html.number(areas.get(line++));
            html.raw("</tr>\n");
        }
        html.raw("</tbody>");
        if (classes.size() > 1) {
            html.raw("<tfoot><tr>").cell("All").number(numbers.count(run.detectionCount())).number("").number("")
                    .number(numbers.count(inspected.stream().filter(i -> i.detections() > 0).count()))
                    .number(numbers.fixed((double) run.detectionCount() / inspected.size(), 2)).number("");
            if (!area.isEmpty())
                html.number("");
            html.raw("</tr></tfoot>");
        }
        html.raw("</table>\n");
    }

    /** Mean score and median of a feature by class; NaN where unknown. */
    private Map<String, double[]> figures(String feature) throws ToolException {
        return run.query("SELECT class, avg(score), " + (feature.isEmpty() ? "NULL" : "median(" + feature + ")")
                + " FROM detections GROUP BY class", List.of(), rows -> {
                    Map<String, double[]> map = new TreeMap<>();
                    while (rows.next()) {
                        double score = rows.getDouble(2);
                        score = rows.wasNull() ? Double.NaN : score;
                        double median = rows.getDouble(3);
                        map.put(rows.getString(1), new double[] { score, rows.wasNull() ? Double.NaN : median });
                    }
                    return map;
                });
    }

    // ---- worst defects

    private void worst() throws ToolException {
        if (run.detectionCount() == 0)
            return;
        List<int[]> worst = run.query("SELECT image_index, \"row\" FROM detections ORDER BY score DESC NULLS LAST, "
                + "width * height DESC NULLS LAST, image_index, \"row\" LIMIT " + WORST, List.of(), rows -> {
                    List<int[]> list = new ArrayList<>();
                    while (rows.next())
                        list.add(new int[] { rows.getInt(1), rows.getInt(2) });
                    return list;
                });
        boolean references = run.images().stream().anyMatch(i -> !i.referencePath().isEmpty());
        html.raw("<section class=\"sheet\">\n");
        html.element("h2", "", worst.size() == 1 ? "The defect" : "Worst " + worst.size() + " defects");
        html.element("p", "class=\"small\"", "Highest score first, among equal ones the larger box." + (references
                ? " Above the image with the defect's box, below the same place of the reference as it is in its file."
                : ""));
        Map<Integer, ImageRow> rows = run.images().stream().collect(Collectors.toMap(ImageRow::index, i -> i));
        html.raw("<div class=\"worst\">\n");
        int rank = 0;
        for (int[] place : worst)
            defect(++rank, rows.get(place[0]), run.detections(place[0]), place[1], references);
        html.raw("</div></section>\n");
    }

    private void defect(int rank, ImageRow image, Detections found, int row, boolean references) {
        Region box = found.region(row);
        Region region = around(box, image);
        html.raw("<div class=\"defect\"><div class=\"pair\">\n");
        Picture.Window window = picture(image, region, box, css(number(found.className(row))), null, false);
        if (references)
            picture(image, region, box, "", window, true);
        html.raw("</div><div class=\"line top\"><span>");
        chip(found.className(row));
        html.raw("</span>").element("span", "title=\"score\"", numbers.score(found.score()[row])).raw("</div>\n");
        html.raw("<div class=\"line\"><span title=\"").text(image.path()).raw("\">")
                .text(rank + ". " + image.image().replaceFirst("(?<=.)\\.[^.]{1,5}$", "")).raw("</span></div>\n");
        html.raw("<div class=\"line small\"><span>")
                .text("x " + numbers.fixed(found.x()[row] + found.width()[row] / 2, 1) + ", y "
                        + numbers.fixed(found.y()[row] + found.height()[row] / 2, 1))
                .raw("</span></div>\n");
        html.raw("<div class=\"line small\"><span>")
                .text(numbers.size(found.width()[row], found.height()[row], image.umPerPx()))
                .raw("</span></div></div>\n");
    }

    /** A region of 4 : 3 about twice as large as the box, moved into the image. */
    private static Region around(Region box, ImageRow image) {
        int width = Math.max(SMALLEST_CROP_PX, 2 * Math.max(box.width(), box.height() * 4 / 3));
        int height = width * 3 / 4;
        int x = box.x() + box.width() / 2 - width / 2, y = box.y() + box.height() / 2 - height / 2;
        x = Math.max(0, Math.min(x, image.width() - width));
        y = Math.max(0, Math.min(y, image.height() - height));
        return new Region(x, y, width, height).intersect(new Region(0, 0, image.width(), image.height()));
    }

    /** One picture; the window of grey values it was shown with, so that its reference is shown alike. */
    private Picture.Window picture(ImageRow image, Region region, Region box, String css, Picture.Window window,
            boolean reference) {
        html.raw("<div class=\"picture\">");
        Optional<Tile> tile;
        String missing = "no reference";
        try {
            tile = region.isEmpty() ? Optional.empty() : crops.crop(image, region, reference);
            if (!reference)
                missing = "na: outside of the image";
        } catch (ToolException e) {
            tile = Optional.empty();
            missing = "na: the file could not be read";
        }
        Picture.Window shown = window;
        if (tile.isPresent()) {
            Tile t = tile.get();
            shown = window != null ? window : Picture.Window.of(t);
            double wide = Math.min(1, t.width() * 3.0 / (t.height() * 4.0));
            double high = Math.min(1, t.height() * 4.0 / (t.width() * 3.0));
            html.raw(String.format(Locale.ROOT,
                    "<div class=\"frame\" style=\"left:%.2f%%;top:%.2f%%;width:%.2f%%;" + "height:%.2f%%\">",
                    50 - 50 * wide, 50 - 50 * high, 100 * wide, 100 * high));
            html.raw("<img alt=\"").text(reference ? "reference" : "defect in " + image.image())
                    .raw("\"" + (t.width() < 120 ? " class=\"large\"" : "") + " src=\""
                            + Picture.source(t, shown, PICTURE_PX) + "\">");
            html.raw(
                    String.format(Locale.ROOT,
                            "<div class=\"%s\" style=\"left:%.2f%%;top:%.2f%%;width:%.2f%%;height:%.2f%%"
                                    + "\"></div></div>",
                            reference ? "same" : "box " + css, 100.0 * (box.x() - t.x()) / t.width(),
                            100.0 * (box.y() - t.y()) / t.height(), 100.0 * box.width() / t.width(),
                            100.0 * box.height() / t.height()));
        } else {
            html.element("div", "class=\"none\"", missing);
        }
        html.raw("</div>\n");
        return shown;
    }

    // ---- errors, warnings

    private void errors() {
        List<ImageRow> failed = run.images().stream().filter(ImageRow::failed).toList();
        if (failed.isEmpty())
            return;
        html.element("h2", "", numbers.count(failed.size(), "image", "images") + " could not be inspected");
        html.tableHead(List.of("Image", "What is wrong", "What to do")).raw("<tbody>\n");
        for (ImageRow i : failed.subList(0, Math.min(MOST_ERRORS, failed.size())))
            html.raw("<tr>").name(i.image()).cell(i.message()).cell(i.remedy()).raw("</tr>\n");
        html.raw("</tbody></table>\n");
        if (failed.size() > MOST_ERRORS)
            html.element("p", "class=\"small\"",
                    numbers.count(failed.size() - MOST_ERRORS) + " more are listed by: loupe export RUN --format json");
    }

    private void warnings() {
        Map<String, List<String>> byText = new LinkedHashMap<>();
        for (ImageRow i : inspected)
            i.warnings().stream().distinct()
                    .forEach(w -> byText.computeIfAbsent(w, k -> new ArrayList<>()).add(i.image()));
        if (byText.isEmpty())
            return;
        html.element("h2", "", "Warnings");
        html.tableHead(List.of("Warning", "#Images", "First")).raw("<tbody>\n");
        byText.entrySet().stream().sorted((a, b) -> b.getValue().size() - a.getValue().size()).limit(MOST_WARNINGS)
                .forEach(w -> html.raw("<tr>").cell(w.getKey()).number(numbers.count(w.getValue().size()))
                        .name(w.getValue().get(0)).raw("</tr>\n"));
        html.raw("</tbody></table>\n");
        if (byText.size() > MOST_WARNINGS)
            html.element("p", "class=\"small\"", numbers.count(byText.size() - MOST_WARNINGS)
                    + " more are listed by: loupe export RUN --format json");
    }

    // ---- zones

    /** How many there are: "1 care zone, 2 ignore zones in each of 3 × 4 units". */
    private String zoneCounts() {
        long care = zones.zones().stream().filter(Zones.Zone::care).count(), ignore = zones.zones().size() - care;
        List<String> parts = new ArrayList<>();
        if (care > 0)
            parts.add(numbers.count(care, "care zone", "care zones"));
        if (ignore > 0)
            parts.add(numbers.count(ignore, "ignore zone", "ignore zones"));
        return String.join(", ", parts) + (zones.columns() * (long) zones.rows() == 1 ? ""
                : " in each of " + numbers.count(zones.columns()) + " × " + numbers.count(zones.rows()) + " units");
    }

    private void zones() {
        if (zones.isEmpty())
            return;
        boolean care = zones.zones().stream().anyMatch(Zones.Zone::care);
        html.element("h2", "", "Zones");
        html.element("p", "class=\"small\"", zoneCounts() + ". What has its centre in an ignore zone"
                + (care ? ", or in no care zone," : "") + " was dropped while the recipe ran and is not in any figure"
                + " of this report" + (evaluation.isPresent() ? "; true defects there do not count either" : "")
                + ". Of zones that overlap, the last one listed decides.");
        html.tableHead(List.of("Zone", "#x", "#y", "#Width", "#Height")).raw("<tbody>\n");
        String unit = "\u00a0" + (zones.inPixels() ? "px" : "µm");
        for (Zones.Zone z : zones.zones().subList(0, Math.min(MOST_ZONES, zones.zones().size())))
            html.raw("<tr>").cell(z.care() ? "care" : "ignore").number(numbers.fixed(zones.originX() + z.x(), 1) + unit)
                    .number(numbers.fixed(zones.originY() + z.y(), 1) + unit)
                    .number(numbers.fixed(z.width(), 1) + unit).number(numbers.fixed(z.height(), 1) + unit)
                    .raw("</tr>\n");
        html.raw("</tbody></table>\n");
        List<String> notes = new ArrayList<>();
        if (zones.columns() > 1 || zones.rows() > 1)
            notes.add("Places are those of the first unit; units repeat every " + numbers.fixed(zones.pitchX(), 1)
                    + " × " + numbers.fixed(zones.pitchY(), 1) + unit + ".");
        if (zones.zones().size() > MOST_ZONES)
            notes.add(numbers.count(zones.zones().size() - MOST_ZONES) + " more are in the run's provenance.json.");
        if (!notes.isEmpty())
            html.element("p", "class=\"small\"", String.join(" ", notes));
    }

    // ---- provenance

    private void provenance() throws ToolException {
        RunProvenance provenance = RunProvenance.parse(run.provenanceJson());
        html.raw("<section class=\"sheet\">\n").element("h2", "", "Provenance");
        html.element("p", "class=\"small\"", "Enough to make these results again, by: loupe check RUN");
        html.tableHead(List.of("#", "Step", "Parameters", "Made by", "Device")).raw("<tbody>\n");
        int n = 0;
        Map<String, String> libraries = new TreeMap<>();
        for (Provenance step : provenance.steps()) {
            libraries.putAll(step.libraries());
            html.raw("<tr>").number(String.valueOf(++n)).name(step.toolId()).raw("<td class=\"small\">")
                    .text(step.params().entrySet().stream().map(p -> p.getKey() + "\u00a0" + value(p.getValue()))
                            .collect(Collectors.joining(", ", "", step.params().isEmpty() ? Numbers.UNKNOWN : "")))
                    .raw("</td><td><span class=\"name\">").text(step.bundle()).raw("</span> <span class=\"name\">")
                    .text(step.version()).raw("</span></td>").cell(provenance.device(n - 1)).raw("</tr>\n");
        }
        html.raw("</tbody></table>\n");
        for (Placement placement : provenance.placements())
            html.element("p", "class=\"small\"", placement.toString());
        html.raw("<div class=\"columns\"><div>\n");
        Map<String, String> how = new LinkedHashMap<>();
        how.put("Device policy", provenance.options().policy().name().toLowerCase(Locale.ROOT));
        how.put("Seed", String.valueOf(provenance.options().seed()));
        how.put("Threads", String.valueOf(provenance.options().threads()));
        how.put("Tile size", provenance.options().tileSize() + "\u00a0px");
        table("Options", how, "");
        html.raw("</div><div>\n");
        Map<String, String> machine = new TreeMap<>(provenance.environment());
        libraries.forEach((name, version) -> machine.put(name, version));
        table("Machine and libraries", machine, "");
        html.raw("</div></div>\n");
        Map<String, String> hashes = new LinkedHashMap<>();
        hashes.put("Plan", provenance.planHash());
        hashes.put("recipe.json", sha256(run.recipeJson()));
        hashes.put("provenance.json", sha256(run.provenanceJson()));
        hashes.put(numbers.count(inspected.size(), "image", "images"),
                sha256(inspected.stream().map(i -> i.sha256() + "\n").collect(Collectors.joining())));
        List<String> references = run.images().stream().map(ImageRow::referenceSha256).filter(h -> !h.isEmpty())
                .distinct().toList();
        if (!references.isEmpty())
            hashes.put(numbers.count(references.size(), "reference", "references"), references.size() == 1
                    ? references.get(0) : sha256(references.stream().map(h -> h + "\n").collect(Collectors.joining())));
        table("SHA-256", hashes, "mono");
        html.raw("<p class=\"small\">")
                .path("The hash of several files is that of their hashes in the run's order, one to "
                        + "a line. Run folder: " + run.folder())
                .raw("</p>\n");
        html.raw("</section>\n");
    }

    private void table(String title, Map<String, String> rows, String css) {
        html.element("h3", "", title);
        html.raw("<table><tbody>\n");
        rows.forEach((name, value) -> html.raw("<tr><td class=\"key\">").text(name)
                .raw("</td><td" + (css.isEmpty() ? "" : " class=\"" + css + "\"") + ">")
                .text(value.isEmpty() ? Numbers.UNKNOWN : value).raw("</td></tr>\n"));
        html.raw("</tbody></table>\n");
    }

    private static String value(Object value) {
        if (value instanceof Double d && d == Math.rint(d) && Math.abs(d) < 1e15)
            return String.valueOf(d.longValue());
        if (value instanceof String s && s.isEmpty())
            return "\"\"";
        return String.valueOf(value);
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
