package org.loupe.engine;

import java.util.List;

/** Tables for a console: the first column to the left, the others to the right, two blanks between. */
public final class TextTable {

    private TextTable() {
    }

    /** Appends a table. @param rows of equally many cells, the head first */
    public static void append(StringBuilder out, List<List<String>> rows) {
        int[] widths = new int[rows.get(0).size()];
        for (List<String> row : rows)
            for (int c = 0; c < widths.length; c++)
                widths[c] = Math.max(widths[c], width(row.get(c)));
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int c = 0; c < widths.length; c++) {
                String pad = " ".repeat(widths[c] - width(row.get(c)));
                line.append(c == 0 ? row.get(c) + pad : "  " + pad + row.get(c));
            }
            out.append(line.toString().stripTrailing()).append('\n');
        }
    }

    /** Columns of a console that a text takes: two for each ideograph. */
    private static int width(String text) {
        return text.codePoints()
                .map(c -> c >= 0x1100 && (c <= 0x115f || c >= 0x2e80 && c <= 0xa4cf || c >= 0xac00 && c <= 0xd7a3
                        || c >= 0xf900 && c <= 0xfaff || c >= 0xfe30 && c <= 0xfe6f || c >= 0xff00 && c <= 0xff60
                        || c >= 0x20000 && c <= 0x3fffd) ? 2 : 1)
                .sum();
    }
}
