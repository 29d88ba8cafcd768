package org.loupe.exchange.internal.klarf;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.loupe.api.ToolException;
import org.loupe.wafer.WaferDefects.Image;

/**
 * Reads the defects of the flat form. A row has a value for each column; it usually is a line, yet may be spread over
 * several, and several may share one. A row without images may leave out the columns of images at its end.
 *
 * <p>Images are numbers of pages of the file that the last TiffFileName named, counted from 1, each with a number of
 * its kind: {@code 2 2 1 0 2 0} are pages 1 and 2 of kind 0, with IMAGECOUNT 2 and the count of the list before them.
 * Tools also leave out that count, or the kinds.
 */
final class FlatRows {
    private static final int MOST_IMAGES = 100_000;

    private final Tokens tokens;
    private final Sink sink;
    private final Row row = new Row();
    private Columns columns;
    private String imageFile = "";
    private boolean namedAfter;
    private boolean rowsAreLines;
    private long[] numbers = new long[32];
    private String[] names = new String[32];

    /** Tells whether the token ends the list. */
    interface Ending {
        boolean ends(String list) throws ToolException;
    }

    FlatRows(Tokens tokens, Sink sink) {
        this.tokens = tokens;
        this.sink = sink;
    }

    void columns(List<String> names) {
        columns = new Columns(names);
    }

    Columns columns() {
        return columns;
    }

    /** Images that follow are in a file; if images came before any file was named, files are named after them. */
    void imageFile(String name) {
        if (!namedAfter)
            imageFile = name;
    }

    /** Reads rows up to what ends them. */
    void read(Ending ending) throws IOException, ToolException {
        rowsAreLines = false;
        while (true) {
            tokens.next();
            if (ending.ends("DefectList"))
                return;
            if (columns == null)
                throw tokens.wrongAt(tokens.line(), "expected DefectRecordSpec before DefectList, found none.");
            row();
            sink.defect(row);
        }
    }

    private void row() throws IOException, ToolException {
        row.clear();
        row.line = tokens.line();
        row.start = tokens.offset();
        boolean startsLine = tokens.lineStart();
        int inLine = 0;
        int size = columns.size();
        for (int i = 0; i < size; i++) {
            if (i > 0) {
                tokens.next();
                if (tokens.endsLine()) {
                    if (noImages(i)) {
                        tokens.back();
                        return;
                    }
                    if (inLine == 0)
                        inLine = i;
                }
            }
            int role = columns.role(i);
            if (role == Columns.IMAGE_LIST)
                images();
            else
                value(role, i);
        }
        if (columns.find(Columns.IMAGE_LIST) < 0)
            unnamedImages();
        tokens.next();
        if (!tokens.endsLine()) {
            if (inLine > 0)
                throw tokens.wrongAt(row.line, "expected " + size + " values for a defect, found " + inLine
                        + " in its line and more than are left in line " + tokens.line() + "; "
                        + columns.name(inLine) + " may be missing.");
            if (startsLine && columns.fixed() < size && !tokens.lineHolds(columns.fixed()))
                throw tokens.wrong("the end of the row of defect " + row.whole(Columns.ID) + " after its " + size
                        + " columns");
            if (startsLine)
                sink.odd("several defects in one line", "line " + row.line);
        }
        rowsAreLines = startsLine && inLine == 0 && tokens.endsLine();
        tokens.back();
    }

    /** Whether the row ends before a column, which it may at its images; else the token is its next value. */
    private boolean noImages(int column) throws IOException, ToolException {
        boolean last = tokens.kind() == Tokens.SEMICOLON || tokens.kind() == Tokens.END;
        if (column >= columns.fixed() && !(row.values[Columns.IMAGE_COUNT] > 0)) {
            int least = columns.role(column) == Columns.IMAGE_LIST ? 2 : columns.fixed();
            if (last || tokens.lineHolds(least)) {
                sink.odd("a row of a defect leaves out its images", "line " + row.line);
                return true;
            }
            return false;
        }
        // where rows are lines, a line that could be a row is not the rest of the one before it
        if (last || rowsAreLines && tokens.lineHolds(columns.size()))
            throw tokens.wrongAt(row.line, "expected " + columns.size() + " values for a defect, found " + column
                    + "; " + columns.name(column) + " and what follows it are missing.");
        return false;
    }

    private void value(int role, int column) throws ToolException {
        row.end = tokens.endOffset();
        row.open |= tokens.open();
        if (column < columns.fixed())
            row.fixedEnd = row.end;
        if (role == Columns.OTHER)
            return;
        double value;
        if (Columns.whole(role)) {
            long whole = tokens.whole();
            if (whole == Tokens.NOT_WHOLE || whole != (int) whole) {
                if (!tokens.is("NA"))
                    throw tokens.wrong("a whole number for " + columns.name(column));
                value = Double.NaN;
            } else {
                value = whole;
            }
        } else {
            value = tokens.number();
            if (value != value && !tokens.is("NA") && !tokens.is("NAN"))
                throw tokens.wrong("a number for " + columns.name(column));
        }
        row.values[role] = value;
        row.from[role] = tokens.offset();
        row.to[role] = row.end;
    }

    /** Images that follow IMAGECOUNT though no column is told for them. */
    private void unnamedImages() throws IOException, ToolException {
        if (!(row.values[Columns.IMAGE_COUNT] > 0)
                || columns.role(columns.size() - 1) != Columns.IMAGE_COUNT)
            return;
        tokens.next();
        if (tokens.endsLine()) {
            tokens.back();
            return;
        }
        sink.odd("images follow IMAGECOUNT without a column of their own", "line " + row.line);
        images();
    }

    /** Reads a list of images; the token is its first. */
    private void images() throws IOException, ToolException {
        row.from[Columns.IMAGE_LIST] = tokens.offset();
        long own = tokens.whole();
        int lastRole = columns.role(columns.size() - 1);
        boolean last = lastRole == Columns.IMAGE_LIST || lastRole == Columns.IMAGE_COUNT;
        boolean told = row.values[Columns.IMAGE_COUNT] > 0;
        long count = last && told ? (long) row.values[Columns.IMAGE_COUNT] : Math.max(0, own);
        if (count > MOST_IMAGES)
            throw tokens.wrong("the number of images of a defect, 0 to " + MOST_IMAGES);
        int most = (int) (2 * count + 1);
        int found = 0;
        keep(found++);
        row.end = tokens.endOffset();
        while (found < most) {
            tokens.next();
            if (last && tokens.endsLine() && !continues(own == count, found)) {
                tokens.back();
                break;
            }
            keep(found++);
            row.end = tokens.endOffset();
        }
        row.to[Columns.IMAGE_LIST] = row.end;
        make(found, told || row.from[Columns.IMAGE_COUNT] < 0 ? count : 0, own);
    }

    /** Whether a list of images that has its own count goes on in the line of the token. */
    private boolean continues(boolean counted, int found) throws IOException, ToolException {
        return counted && tokens.kind() == Tokens.WORD && (found == 1 || !tokens.lineHolds(columns.fixed()));
    }

    private void keep(int at) throws ToolException {
        if (at == numbers.length) {
            numbers = Arrays.copyOf(numbers, 2 * at);
            names = Arrays.copyOf(names, 2 * at);
        }
        long whole = tokens.whole();
        if (whole != Tokens.NOT_WHOLE && whole != (int) whole)
            throw tokens.wrong("the number of an image");
        numbers[at] = whole;
        names[at] = whole == Tokens.NOT_WHOLE ? tokens.text() : null;
    }

    private void make(int found, long count, long own) throws ToolException {
        int first;
        int step = 2;
        if (found == 1 && own <= 0) {
            if (count > 0)
                sink.odd("a defect has images that its list does not tell", "line " + row.line);
            return;
        } else if (own >= 0 && found == 1 + 2 * own) {
            first = 1;
            if (own != count)
                sink.odd("a count differs from what follows", "IMAGECOUNT in line " + row.line + ": " + count
                        + " instead of " + own);
        } else if (found == 2 * count) {
            first = 0;
            sink.odd("a list of images lacks its own count", "line " + row.line);
        } else if (own == count && found == 1 + count) {
            first = 1;
            step = 1;
            sink.odd("images lack their kind", "line " + row.line);
        } else {
            throw tokens.wrongAt(row.line, "expected " + count + " images of defect " + row.whole(Columns.ID)
                    + " as pairs of a number and a kind, found " + found + " values.");
        }
        List<Image> images = new ArrayList<>((found - first) / step);
        for (int i = first; i < found; i += step)
            images.add(image(i, step));
        row.images = images;
        namedAfter |= imageFile.isEmpty() && names[first] == null;
    }

    private Image image(int at, int step) {
        String kind = step == 1 ? "" : names[at + 1] != null ? names[at + 1] : Long.toString(numbers[at + 1]);
        if (names[at] != null)
            return new Image(names[at], 0, kind);
        if (numbers[at] < 1)
            sink.odd("an image has number " + numbers[at] + "; the first page of a file is 1", "line " + row.line);
        return new Image(imageFile, (int) Math.max(0, numbers[at] - 1), kind);
    }
}
