package org.loupe.workspace.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.loupe.api.ToolException;
import org.loupe.engine.Plural;
import org.loupe.engine.nets.NetSweep;
import org.loupe.engine.nets.NetSweepTable;
import org.loupe.workspace.nets.KeptSweep;

/**
 * A sweep as one HTML file for people: the tables, failed trainings with their reasons, and what each setting finds on a
 * few images beside what is true. It needs no other file, no script and no network, and prints on A4.
 */
public final class NetSweepReport {
    private static final int SHOWN = 60;

    private final NetSweepTable table;
    private final Path folder;
    private final Html html = new Html();

    private NetSweepReport(NetSweepTable table, Path folder) {
        this.table = table;
        this.folder = folder;
    }

    /** Writes the report of a sweep into its folder. @throws ToolException as the other, which it calls */
    public static void write(NetSweepTable table, Path folder) throws ToolException {
        write(table, folder, folder.getFileName().toString(), ZonedDateTime.now(), KeptSweep.report(folder));
    }

    /**
     * Writes a report; an older file is replaced only by a whole one.
     *
     * @param folder of the sweep, with its pictures
     * @param name   of the sweep
     * @param date   of the report, in the reader's zone
     * @throws ToolException if the pictures cannot be read, or the file cannot be written
     */
    public static void write(NetSweepTable table, Path folder, String name, ZonedDateTime date, Path file)
            throws ToolException {
        NetSweepReport report = new NetSweepReport(table, folder);
        try {
            report.page(name, date);
        } catch (IOException e) {
            throw new ToolException("The pictures of the sweep in " + folder + " cannot be read: " + e.getMessage()
                    + ".", "Make the sweep again in another folder.", e);
        }
        HtmlReport.save(report.html, file);
    }

    private void page(String name, ZonedDateTime date) throws IOException {
        html.raw("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n"
                + "<meta name=\"viewport\" content=\"width=device-width\">\n");
        html.element("title", "", name + " – sweep");
        html.raw("<style>\n" + HtmlReport.style() + "</style></head>\n<body>\n");
        html.raw("<header>\n").element("div", "class=\"kind\"", "Sweep of nets").element("h1", "", name);
        html.element("p", "class=\"small\"", date.format(DateTimeFormatter.ofPattern("d MMM yyyy HH:mm 'UTC'xxx",
                Locale.ENGLISH)) + " · " + Plural.of(table.sweep().repeats(), "repeat") + " of each setting; mean ±"
                + " standard deviation, " + NetSweepTable.NONE + " where all failed").raw("</header>\n");
        table.matrix().ifPresent(rows -> {
            html.element("h2", "", "The figure that counts");
            rows(rows);
        });
        html.element("h2", "", "Settings");
        rows(table.rows());
        List<NetSweep.Setting> settings = table.sweep().settings();
        for (NetSweep.Cell cell : table.cells())
            if (!cell.succeeded() || !cell.note().isEmpty())
                html.element("p", "class=\"bad\"", table.sweep().words(settings.get(cell.setting())) + ", repeat "
                        + (cell.repeat() + 1) + ": " + (cell.succeeded() ? cell.note() : cell.failure()));
        table.notes().forEach(note -> html.element("p", "class=\"small\"", note));
        pictures(settings);
        html.raw("</body></html>\n");
    }

    private void rows(List<List<String>> rows) {
        List<String> head = new ArrayList<>();
        for (int i = 0; i < rows.get(0).size(); i++)
            head.add((i == 0 ? "" : "#") + rows.get(0).get(i));
        html.tableHead(head).raw("<tbody>\n");
        for (List<String> row : rows.subList(1, rows.size())) {
            html.raw("<tr>").name(row.get(0));
            row.subList(1, row.size()).forEach(html::number);
            html.raw("</tr>\n");
        }
        html.raw("</tbody></table>\n");
    }

    private void pictures(List<NetSweep.Setting> settings) throws IOException {
        List<Integer> images = images();
        if (images.isEmpty())
            return;
        html.element("h2", "", "What is found").raw("<table><tbody>\n");
        line("Image", images, i -> KeptSweep.picture(folder, false, i));
        line("Truth", images, i -> KeptSweep.picture(folder, true, i));
        for (int s = 0; s < Math.min(SHOWN, settings.size()); s++) {
            int setting = s;
            line(table.sweep().words(settings.get(s)) + (table.of(s, "").isEmpty() ? " (" + NetSweepTable.NONE + ")"
                    : ""), images, i -> KeptSweep.picture(folder, setting, i));
        }
        html.raw("</tbody></table>\n");
        if (settings.size() > SHOWN)
            html.element("p", "class=\"small\"", "The first " + SHOWN + " settings are shown.");
    }

    private List<Integer> images() throws IOException {
        Path truths = KeptSweep.picture(folder, true, 0).getParent();
        if (!Files.isDirectory(truths))
            return List.of();
        try (Stream<Path> files = Files.list(truths)) {
            return files.map(f -> f.getFileName().toString()).filter(n -> n.matches("image-\\d{1,9}\\.png"))
                    .map(n -> Integer.valueOf(n.replaceAll("\\D", ""))).sorted().toList();
        }
    }

    /** The file of a picture. */
    @FunctionalInterface
    private interface Pictured {
        Path of(int image);
    }

    private void line(String name, List<Integer> images, Pictured pictured) throws IOException {
        html.raw("<tr>").cell(name);
        for (int image : images) {
            Path file = pictured.of(image);
            html.raw(Files.exists(file) ? "<td><img style=\"max-width: 150px\" alt=\"" + Html.escape(name)
                    + "\" src=\"data:image/png;base64," + Base64.getEncoder().encodeToString(Files.readAllBytes(file))
                    + "\"></td>" : "<td></td>");
        }
        html.raw("</tr>\n");
    }
}
