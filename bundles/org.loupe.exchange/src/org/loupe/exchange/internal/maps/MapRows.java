package org.loupe.exchange.internal.maps;

import java.nio.file.Path;
import org.loupe.api.ToolException;

/** Reads the rows of a map: codes side by side, or with spaces between them. */
final class MapRows {
    private final Path file;
    private final MapDraft draft;
    private final BinCodes codes;
    private final String nullBin;
    private final int width;
    private final boolean leftwards;
    private final boolean upwards;
    private int next;

    /**
     * @param nullBin   code of a place without a die, "" if none is told
     * @param leftwards whether the first code of a row is at the right
     * @param upwards   whether the first row is at the bottom
     */
    MapRows(Path file, MapDraft draft, BinCodes codes, String nullBin, boolean leftwards, boolean upwards) {
        this.file = file;
        this.draft = draft;
        this.codes = codes;
        this.nullBin = nullBin;
        this.width = codes == BinCodes.DECIMAL && !nullBin.isEmpty() ? nullBin.length() : codes.width();
        this.leftwards = leftwards;
        this.upwards = upwards;
    }

    /** How many rows came. */
    int read() {
        return next;
    }

    /** The next row. */
    void row(String text, int line) throws ToolException {
        if (next == draft.rows())
            throw MapDraft.wrong(file, line, "there are more than the " + draft.rows() + " rows that the file tells.");
        String[] parts = text.isEmpty() ? new String[0] : text.split("\\s+");
        // a null bin may be a space only where one character is a bin, and such rows are not split
        boolean spaced = parts.length > 1 && !(codes == BinCodes.ASCII && nullBin.isBlank() && !nullBin.isEmpty());
        int count = spaced ? parts.length : text.length() / width;
        if (count != draft.columns() || !spaced && text.length() % width != 0)
            throw MapDraft.wrong(file, line, "row " + (next + 1) + " holds " + (spaced ? count + " bins"
                    : text.length() + " characters") + ", " + draft.columns() + " bins of " + width + " characters are "
                    + "expected.");
        for (int i = 0; i < count; i++)
            place(i, next, spaced ? parts[i] : text.substring(i * width, (i + 1) * width), line);
        next++;
    }

    /** One code at a place. @param x in the direction of the file @param y in the direction of the file */
    void place(int x, int y, String code, int line) throws ToolException {
        if (x < 0 || y < 0 || x >= draft.columns() || y >= draft.rows())
            throw MapDraft.wrong(file, line, "die (" + x + ", " + y + ") is outside of the " + draft.columns() + " × "
                    + draft.rows() + " dies that the file tells.");
        int bin = MapDraft.NO_DIE;
        if (!same(code)) {
            bin = codes.number(code);
            if (bin < 0)
                throw MapDraft.wrong(file, line, "“" + MapXml.shorten(code) + "” is not a bin of type " + codes.label()
                        + ".");
        }
        draft.set(leftwards ? draft.columns() - 1 - x : x, upwards ? y : draft.rows() - 1 - y, bin);
    }

    private boolean same(String code) {
        return !nullBin.isEmpty() && (code.equals(nullBin)
                || codes != BinCodes.ASCII && codes.number(code) >= 0 && codes.number(code) == codes.number(nullBin));
    }

    /** Checks that all rows came. */
    void end(int line) throws ToolException {
        if (next != draft.rows())
            throw MapDraft.wrong(file, line, "the map ends after " + next + " of " + draft.rows() + " rows.");
    }
}
