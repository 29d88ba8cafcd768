package org.loupe.workspace.report;

import java.nio.file.Path;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.loupe.api.Region;
import org.loupe.api.Task;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;
import org.loupe.engine.Item;
import org.loupe.engine.Progress;
import org.loupe.engine.Registry;
import org.loupe.engine.SimpleRun;
import org.loupe.engine.evaluation.Evaluation;
import org.loupe.engine.nets.NetFigures;
import org.loupe.engine.nets.NetTrial;
import org.loupe.workspace.internal.TilePixels;

/**
 * A trial of a net as one HTML file for people: figures, classes, confusion, kinds of failure, and the images with most
 * mistakes, these marked. It needs no other file, no script and no network, and prints on A4.
 */
public final class NetTrialReport {
    private static final int WORST = 18, LISTED = 500, PICTURE = 420;

    private final NetTrial trial;
    private final Map<String, Item> items = new HashMap<>();
    private final Registry registry;
    private final ZonedDateTime date;
    private final Numbers numbers;
    private final Html html = new Html();

    private NetTrialReport(NetTrial trial, List<Item> items, Registry registry, ZonedDateTime date, Locale locale) {
        this.trial = trial;
        items.forEach(item -> this.items.put(item.name(), item));
        this.registry = registry;
        this.date = date;
        numbers = new Numbers(locale);
    }

    /**
     * Writes a report; an older file is replaced only by a whole one. An image that cannot be read is shown as such.
     *
     * @param items    the images of the trial
     * @param registry reads them
     * @param date     of the report, in the reader's zone
     * @param locale   whose separators numbers have
     * @throws ToolException if the file cannot be written
     */
    public static void write(NetTrial trial, List<Item> items, Registry registry, ZonedDateTime date, Locale locale,
            Path file) throws ToolException {
        NetTrialReport report = new NetTrialReport(trial, items, registry, date, locale);
        report.page();
        HtmlReport.save(report.html, file);
    }

    private void page() {
        html.raw("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n"
                + "<meta name=\"viewport\" content=\"width=device-width\">\n");
        html.element("title", "", trial.model() + " – evaluation");
        html.raw("<style>\n" + HtmlReport.style() + "</style></head>\n<body>\n");
        html.raw("<header>\n").element("div", "class=\"kind\"", "Evaluation of a net")
                .element("h1", "", trial.model());
        html.raw("<dl class=\"head\">");
        entry("Images", numbers.count(trial.total()));
        entry("Date", date.format(DateTimeFormatter.ofPattern("d MMM yyyy HH:mm 'UTC'xxx", Locale.ENGLISH)));
        if (trial.task() == Task.DETECTION) {
            entry("Found", "overlap above " + numbers.significant(trial.settings().evaluationIou())
                    + " of the union");
            entry("Reported", "from a score of " + numbers.significant(trial.settings().leastScore()) + " on");
        }
        html.raw("</dl></header>\n");
        trial.notes().forEach(note -> html.element("p", "class=\"bad\"", note));
        html.raw("<div class=\"figures\">\n");
        trial.figures().overall().forEach((name, value) -> html.figure(words(name), value(value), "",
                name.equals("pixelAccuracy") ? "blank masks have it high, too" : ""));
        html.raw("</div>\n");
        classes();
        confusion();
        failures();
        worst();
        html.raw("</body></html>\n");
    }

    private void entry(String name, String value) {
        html.raw("<dt>").text(name).raw("</dt><dd>").text(value).raw("</dd>");
    }

    /** Figures as people read them. */
    private static String words(String figure) {
        return switch (figure) {
            case "map" -> "mAP";
            case "ap" -> "AP";
            case "ap50" -> "AP50";
            case "map5095" -> "mAP.50:.95";
            case "f" -> "F";
            case "iou" -> "IoU";
            case "macroF1" -> "macro-F1";
            case "countError" -> "Count error per image";
            case "pixelAccuracy" -> "Pixel accuracy";
            case "balancedAccuracy" -> "Balanced accuracy";
            default -> figure.substring(0, 1).toUpperCase(Locale.ROOT) + figure.substring(1);
        };
    }

    private String value(double value) {
        return Double.isNaN(value) ? Numbers.UNKNOWN : numbers.fixed(value, 4);
    }

    private void classes() {
        List<NetFigures.OfClass> classes = trial.figures().classes();
        if (classes.isEmpty())
            return;
        html.element("h2", "", "Classes");
        List<String> head = new ArrayList<>(List.of("Class", trial.task() == Task.SEGMENTATION ? "#Pixels" : "#True"));
        classes.get(0).values().keySet().forEach(name -> head.add("#" + words(name)));
        html.tableHead(head).raw("<tbody>\n");
        for (NetFigures.OfClass one : classes) {
            html.raw("<tr>").name(one.name()).number(numbers.count(one.truths()));
            one.values().values().forEach(v -> html.number(value(v)));
            html.raw("</tr>\n");
        }
        html.raw("</tbody></table>\n");
    }

    private void confusion() {
        Evaluation.Confusion c = trial.confusion();
        boolean none = trial.task() != Task.IMAGE_CLASSIFICATION, pixels = trial.task() == Task.SEGMENTATION;
        html.element("h2", "", "Confusion");
        html.element("p", "class=\"small\"", "Rows: true class. Columns: class found in the same place"
                + (pixels ? ", in pixels." : "."));
        List<String> head = new ArrayList<>(List.of("True"));
        c.foundClasses().forEach(name -> head.add("#" + name));
        if (none)
            head.add(pixels ? "#none" : "#missed");
        html.tableHead(head).raw("<tbody>\n");
        int rows = c.truthClasses().size(), columns = c.foundClasses().size();
        for (int r = 0; r < rows + (none ? 1 : 0); r++) {
            html.raw("<tr>").name(r < rows ? c.truthClasses().get(r) : pixels ? "none" : "false");
            for (int column = 0; column < columns + (none ? 1 : 0); column++)
                html.number(r == rows && column == columns && !pixels ? "" : numbers.count(c.counts()[r][column]));
            html.raw("</tr>\n");
        }
        html.raw("</tbody></table>\n");
    }

    private void failures() {
        html.element("h2", "", "Failures");
        if (trial.counts().isEmpty()) {
            html.element("p", "", "There is no mistake on these images.");
            return;
        }
        html.tableHead(List.of("Failure", "#Images", "#Places")).raw("<tbody>\n");
        trial.counts().forEach((kind, count) -> html.raw("<tr>").name(kind.word().replace('-', ' '))
                .number(numbers.count(count[0])).number(numbers.count(count[1])).raw("</tr>\n"));
        html.raw("</tbody></table>\n");
        List<NetTrial.Image> wrong = wrong();
        List<String> head = new ArrayList<>(List.of("Image", "#True", "#Found"));
        wrong.get(0).figures().keySet().forEach(name -> head.add("#" + words(name)));
        head.add("Failures");
        html.tableHead(head).raw("<tbody>\n");
        for (NetTrial.Image image : wrong.subList(0, Math.min(LISTED, wrong.size()))) {
            html.raw("<tr>").name(image.name()).number(numbers.count(image.truths()))
                    .number(numbers.count(image.found()));
            image.figures().values().forEach(v -> html.number(value(v)));
            html.cell(image.words()).raw("</tr>\n");
        }
        html.raw("</tbody></table>\n");
        if (wrong.size() > LISTED)
            html.element("p", "class=\"small\"", "The worst " + LISTED + " of " + numbers.count(wrong.size())
                    + " images with mistakes are listed.");
    }

    /** The images with mistakes, the worst first. */
    private List<NetTrial.Image> wrong() {
        return trial.images().stream().filter(i -> !i.mistakes().isEmpty())
                .sorted(Comparator.comparingInt((NetTrial.Image i) -> -i.mistakes().size())
                        .thenComparing(NetTrial.Image::name)).toList();
    }

    private void worst() {
        List<NetTrial.Image> wrong = wrong();
        if (wrong.isEmpty())
            return;
        html.element("h2", "", "Most mistakes");
        html.raw("<div class=\"maps\" style=\"grid-template-columns: repeat(3, minmax(0, 1fr))\">\n");
        for (NetTrial.Image image : wrong.subList(0, Math.min(WORST, wrong.size()))) {
            html.raw("<div>");
            picture(image);
            html.element("div", "class=\"small\"", image.name() + ": " + image.words()).raw("</div>\n");
        }
        html.raw("</div>\n");
    }

    private void picture(NetTrial.Image image) {
        Item item = items.get(image.name());
        Optional<Overview> overview = item == null ? Optional.empty() : overview(item);
        if (overview.isEmpty()) {
            html.element("p", "class=\"small\"", "It cannot be read.");
            return;
        }
        Tile tile = overview.get().tile;
        int width = overview.get().width, height = overview.get().height;
        double by = Math.max(width, height) / 100.0;
        html.raw(String.format(Locale.ROOT, "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">"
                + "<image width=\"%d\" height=\"%d\" href=\"%s\"/>%n", width, height, Html.escape(image.name()), width,
                height, Picture.source(tile, Picture.Window.of(tile), PICTURE)));
        for (NetTrial.Mistake mistake : image.mistakes()) {
            Region box = mistake.place();
            html.raw(String.format(Locale.ROOT, "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\""
                    + " fill=\"none\" stroke=\"#C43E00\" stroke-width=\"%.2f\"><title>%s</title></rect>%n", box.x() - by,
                    box.y() - by, box.width() + 2 * by, box.height() + 2 * by, by * 0.8, Html.escape(
                            mistake.failure().word() + (mistake.className().isEmpty() ? ""
                                    : " " + mistake.className()))));
        }
        html.raw("</svg>");
    }

    /** An image, perhaps reduced, and its size in px. */
    private record Overview(Tile tile, int width, int height) {
    }

    private Optional<Overview> overview(Item item) {
        try (TilePixels pixels = TilePixels.open(item.test(), item.page(), registry, null);
                SimpleRun run = new SimpleRun(Progress.NONE, 0, 0)) {
            return Optional.of(new Overview(pixels.overview(run), pixels.shape().width(), pixels.shape().height()));
        } catch (ToolException e) {
            return Optional.empty();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("What reading an image had opened cannot be closed.", e);
        }
    }
}
