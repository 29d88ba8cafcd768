package org.loupe.workspace.report;

import java.util.List;

/** HTML being written; every text that it is given is escaped. */
final class Html {
    private static final int SHORT = 30;

    private final StringBuilder out = new StringBuilder(1 << 16);

    /** Markup as it is. */
    Html raw(String markup) {
        out.append(markup);
        return this;
    }

    /** A text. */
    Html text(String text) {
        out.append(escape(text));
        return this;
    }

    /** A text that may hold a path, which is broken behind its slashes. */
    Html path(String text) {
        out.append(escape(text).replaceAll("[/\\\\]", "$0<wbr>"));
        return this;
    }

    /** An element that holds a text. */
    Html element(String name, String attributes, String text) {
        out.append('<').append(name).append(attributes.isEmpty() ? "" : " ").append(attributes).append('>')
                .append(escape(text)).append("</").append(name.split(" ")[0]).append(">\n");
        return this;
    }

    /** The head of a table; a column whose name starts with "#" holds numbers. */
    Html tableHead(List<String> columns) {
        out.append("<table><thead><tr>");
        for (String column : columns)
            if (column.startsWith("#"))
                out.append("<th class=\"n\">").append(escape(column.substring(1))).append("</th>");
            else
                out.append("<th>").append(escape(column)).append("</th>");
        out.append("</tr></thead>\n");
        return this;
    }

    /** A cell of text. */
    Html cell(String text) {
        out.append("<td>").append(escape(text)).append("</td>");
        return this;
    }

    /** A cell of a name, in one line if it is short. */
    Html name(String text) {
        out.append(text.length() <= SHORT ? "<td class=\"short\">" : "<td>").append(escape(text)).append("</td>");
        return this;
    }

    /** A cell of a number. */
    Html number(String text) {
        out.append("<td class=\"n\">").append(escape(text)).append("</td>");
        return this;
    }

    /** A card of a figure with its unit, or "", and a note. */
    Html figure(String name, String value, String unit, String note) {
        raw("<div class=\"figure\">").element("div", "class=\"name\"", name).raw("<div class=\"value\">").text(value);
        if (!unit.isEmpty())
            raw("<span class=\"unit\">").text(unit).raw("</span>");
        return raw("</div>\n").element("div", "class=\"note\"", note).raw("</div>\n");
    }

    @Override
    public String toString() {
        return out.toString();
    }

    static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
            case '&' -> escaped.append("&amp;");
            case '<' -> escaped.append("&lt;");
            case '>' -> escaped.append("&gt;");
            case '"' -> escaped.append("&quot;");
            case '\'' -> escaped.append("&#39;");
            default -> escaped.append(c < 32 && c != '\n' && c != '\t' ? '\ufffd' : c);
            }
        }
        return escaped.toString();
    }
}
