package org.loupe.workspace.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.loupe.api.ToolException;
import org.loupe.workspace.labels.LabelBook;
import org.loupe.workspace.labels.LabelBook.Entry;
import org.loupe.workspace.labels.LabelBook.Rule;

/**
 * The label book as HTML, on a page of its own or in a report: for each class its definition, the rules that tell it
 * from others, and pictures. It needs no other file and prints on A4.
 */
public final class ClassBook {
    private static final int COLOURS = 8;

    private ClassBook() {
    }

    /**
     * Writes the book as a page; an older file is replaced only by a whole one.
     *
     * @throws ToolException if the file cannot be written
     */
    public static void write(LabelBook book, Path file) throws ToolException {
        Html html = new Html();
        html.raw("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n"
                + "<meta name=\"viewport\" content=\"width=device-width\">\n");
        html.element("title", "", book.project() + " – label book");
        html.raw("<style>\n" + HtmlReport.style() + "</style></head>\n<body>\n<header>\n");
        html.element("div", "class=\"kind\"", "Label book");
        html.element("h1", "", book.project());
        html.raw("</header>\n");
        if (book.classes().isEmpty())
            html.element("p", "", "There are no classes yet.");
        book.classes().forEach(entry -> entry(html, entry));
        html.raw("</body></html>\n");
        HtmlReport.save(html, file);
    }

    /** The book as a section of a report. */
    static void section(Html html, LabelBook book) {
        html.raw("<section class=\"sheet\">\n");
        html.element("h2", "", "Label book");
        book.classes().forEach(entry -> entry(html, entry));
        html.raw("</section>\n");
    }

    private static void entry(Html html, Entry entry) {
        html.raw("<div class=\"book\"><h3><span class=\"chip c" + ((entry.number() - 1) % COLOURS + 1)
                + (entry.colour().isEmpty() && entry.number() > COLOURS ? " hatch\"" : "\"")
                + (entry.colour().isEmpty() ? "" : " style=\"--fill: " + Html.escape(entry.colour()) + "\"")
                + "></span><span class=\"number\">" + entry.number() + "</span>").text(entry.name())
                .raw(" <span class=\"about\">code " + entry.code());
        if (!entry.bin().isEmpty())
            html.text(" · bin “" + entry.bin() + "”");
        html.raw("</span></h3>\n");
        if (!entry.definition().isBlank())
            html.element("p", "", entry.definition());
        if (!entry.rules().isEmpty()) {
            html.raw("<ul>");
            for (Rule rule : entry.rules())
                html.raw("<li>").text(rule.when() + (rule.other().isEmpty() ? "" : " → " + rule.other()))
                        .raw("</li>");
            html.raw("</ul>\n");
        }
        pictures(html, entry.pictures(), entry.name());
        if (!entry.counterexamples().isEmpty()) {
            html.element("p", "class=\"bad\"", "not a " + entry.name());
            pictures(html, entry.counterexamples(), "not a " + entry.name());
        }
        html.raw("</div>\n");
    }

    private static void pictures(Html html, List<Path> files, String what) {
        if (files.isEmpty())
            return;
        html.raw("<div class=\"samples\">");
        for (Path file : files)
            try {
                html.raw("<img alt=\"" + Html.escape(what) + "\" src=\"data:image/png;base64,"
                        + Base64.getEncoder().encodeToString(Files.readAllBytes(file)) + "\">");
            } catch (IOException e) {
                html.element("span", "class=\"small\"", file.getFileName() + " cannot be read.");
            }
        html.raw("</div>\n");
    }
}
