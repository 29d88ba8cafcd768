package org.loupe.exchange.internal.klarf;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.loupe.api.ToolException;
import org.loupe.wafer.WaferDefects.Image;

/**
 * Reads the nested form, KLARF 1.8: records within records, each with fields and lists. Lists name and type their
 * columns; each row ends with a semicolon; a value that is not known is {@code NA}. Images of a defect are {@code N}
 * for none, or {@code Images 2 { "path" "TIF" 1 "kind", … }} with the page of the file counted from 1.
 */
final class Nested {
    private static final int DEEPEST = 32;
    private static final int MOST_VALUES = 1000;

    private final Tokens tokens;
    private final Sink sink;
    private final Row row = new Row();
    private boolean inWafer;
    private long countFrom;
    private long countTo;
    private long[] ends = {};

    Nested(Tokens tokens, Sink sink) {
        this.tokens = tokens;
        this.sink = sink;
    }

    /** Reads all of it. */
    void read() throws IOException, ToolException {
        tokens.nested();
        tokens.next();
        tokens.next();
        if (!tokens.is("FileRecord"))
            throw tokens.wrong("FileRecord");
        int line = tokens.line();
        tokens.next();
        String version = tokens.text();
        if (!version.equals("1.8"))
            throw Klarf.unknownVersion(tokens, line, version);
        tokens.next();
        expect(Tokens.OPEN, "{");
        body(0);
        tokens.next();
        boolean told = tokens.is("EndOfFile");
        if (!told)
            sink.odd(tokens.kind() == Tokens.END ? "the file ends without EndOfFile"
                    : "what follows the record of the file is not read", "line " + tokens.line());
        else if (tokens.next() != Tokens.SEMICOLON)
            sink.odd("EndOfFile lacks its semicolon", "line " + tokens.line());
        else if (tokens.next() != Tokens.END)
            sink.odd("what follows EndOfFile is not read", "line " + tokens.line());
        sink.end(true);
    }

    private void expect(int kind, String what) throws ToolException {
        if (tokens.kind() != kind)
            throw tokens.wrong("“" + what + "”");
    }

    /** What is within braces, behind the first of them. */
    private void body(int depth) throws IOException, ToolException {
        if (depth > DEEPEST)
            throw tokens.wrong("at most " + DEEPEST + " records within each other");
        while (true) {
            tokens.next();
            if (tokens.kind() == Tokens.CLOSE)
                return;
            if (tokens.is("Record"))
                record(depth);
            else if (tokens.is("Field"))
                field();
            else if (tokens.is("List"))
                list();
            else if (tokens.kind() != Tokens.SEMICOLON)
                throw tokens.wrong("Record, Field, List or “}”");
        }
    }

    private String name(String what) throws IOException, ToolException {
        tokens.next();
        if (!tokens.isName())
            throw tokens.wrong("the name of a " + what);
        return tokens.text();
    }

    private void record(int depth) throws IOException, ToolException {
        String name = name("record").toUpperCase(Locale.ROOT);
        int line = tokens.line();
        String id = "";
        if (tokens.next() == Tokens.TEXT || tokens.kind() == Tokens.WORD) {
            id = tokens.text();
            tokens.next();
        }
        expect(Tokens.OPEN, "{");
        switch (name) {
        case "LOTRECORD" -> sink.lot(id, line);
        case "WAFERRECORD" -> {
            if (inWafer)
                throw tokens.wrongAt(line, "expected the end of a WaferRecord before the next, found none.");
            inWafer = true;
            sink.wafer(id, line);
        }
        case "TESTRECORD" -> {
            if (!inWafer)
                throw tokens.wrongAt(line, "expected a WaferRecord around TestRecord, found none.");
            sink.test(number(id, line));
        }
        default -> {
            // fields of other records would be mistaken for those of the wafer
            if (!name.equals("SUMMARYRECORD")) {
                sink.odd("records that are not known here", name + " in line " + line);
                skip();
                return;
            }
        }
        }
        body(depth + 1);
        if (name.equals("WAFERRECORD")) {
            inWafer = false;
            sink.waferEnd();
        } else if (name.equals("LOTRECORD")) {
            sink.lotEnd(tokens.offset());
        }
    }

    private int number(String id, int line) throws ToolException {
        try {
            return Integer.parseInt(id.strip());
        } catch (NumberFormatException e) {
            throw tokens.wrongAt(line, "expected the number of an inspection after TestRecord, found " + Tokens.cut(id)
                    + ".");
        }
    }

    /** Passes over what is left up to the brace that closes it. */
    private void skip() throws IOException, ToolException {
        for (int open = 1; open > 0;) {
            tokens.next();
            if (tokens.kind() == Tokens.END)
                throw tokens.wrong("“}”");
            open += tokens.kind() == Tokens.OPEN ? 1 : tokens.kind() == Tokens.CLOSE ? -1 : 0;
        }
    }

    private void field() throws IOException, ToolException {
        String name = name("field");
        int line = tokens.line();
        if (tokens.next() == Tokens.WORD)
            tokens.next();
        expect(Tokens.OPEN, "{");
        List<String> values = new ArrayList<>();
        while (tokens.next() != Tokens.CLOSE) {
            if (tokens.kind() == Tokens.END || tokens.kind() == Tokens.OPEN)
                throw tokens.wrong("a value of " + name + " or “}”");
            openText();
            if (tokens.kind() != Tokens.COMMA && values.size() < MOST_VALUES)
                values.add(tokens.text());
        }
        sink.field(name.toUpperCase(Locale.ROOT), values, line);
    }

    private void openText() {
        if (tokens.open())
            sink.odd("a text lacks its closing quote", "line " + tokens.line());
    }

    private void list() throws IOException, ToolException {
        String name = name("list");
        int line = tokens.line();
        long at = tokens.offset();
        tokens.next();
        expect(Tokens.OPEN, "{");
        String key = name.toUpperCase(Locale.ROOT);
        boolean known = switch (key) {
        case "DEFECTLIST", "SAMPLETESTPLANLIST", "SAMPLEDIEMAPLIST", "SAMPLEDIELIST", "CLASSLOOKUPLIST",
                "TESTSUMMARYLIST" -> true;
        default -> false;
        };
        if (!known) {
            skip();
            return;
        }
        if (!inWafer && !key.equals("CLASSLOOKUPLIST"))
            throw tokens.wrongAt(line, "expected a WaferRecord around " + name + ", found none.");
        List<String> names = List.of();
        while (tokens.next() != Tokens.CLOSE) {
            if (tokens.is("Columns")) {
                names = columns(name);
                if (key.equals("DEFECTLIST")) {
                    Columns columns = new Columns(names);
                    sink.columns(columns, place(at, columns), line);
                }
            } else if (tokens.is("Data")) {
                if (names.isEmpty())
                    throw tokens.wrong("Columns before the data of " + name);
                data(key, name, names);
            } else {
                throw tokens.wrong("Columns, Data or “}” in " + name);
            }
        }
    }

    private List<String> columns(String list) throws IOException, ToolException {
        countFrom = -1;
        if (tokens.next() == Tokens.WORD) {
            countFrom = tokens.offset();
            countTo = tokens.endOffset();
            tokens.next();
        }
        expect(Tokens.OPEN, "{");
        List<String> names = new ArrayList<>();
        ends = new long[MOST_VALUES];
        while (tokens.next() != Tokens.CLOSE) {
            if (tokens.kind() == Tokens.COMMA)
                continue;
            if (tokens.kind() != Tokens.WORD || names.size() == MOST_VALUES)
                throw tokens.wrong("the type of a column of " + list);
            tokens.next();
            if (tokens.kind() != Tokens.WORD)
                throw tokens.wrong("the name of a column of " + list);
            ends[names.size()] = tokens.endOffset();
            names.add(tokens.text());
        }
        return names;
    }

    private Sink.Place place(long at, Columns columns) throws ToolException {
        if (columns.size() == 0)
            throw tokens.wrong("columns of defects");
        return new Sink.Place(at, countFrom, countTo, ends[Math.max(1, columns.fixed()) - 1], ends[columns.size() - 1]);
    }

    private void data(String key, String name, List<String> names) throws IOException, ToolException {
        int line = tokens.line();
        long count = -1;
        long from = -1;
        long to = -1;
        if (tokens.next() == Tokens.WORD) {
            count = tokens.whole();
            if (count < 0)
                throw tokens.wrong("the number of rows of " + name);
            from = tokens.offset();
            to = tokens.endOffset();
            tokens.next();
        }
        expect(Tokens.OPEN, "{");
        long end = tokens.endOffset();
        long found;
        switch (key) {
        case "DEFECTLIST" -> found = defects(names, line);
        case "CLASSLOOKUPLIST" -> {
            sink.classes(from, to);
            found = texts(names, key, end);
        }
        case "TESTSUMMARYLIST" -> found = summaries(names);
        default -> found = texts(names, key, end);
        }
        if (count >= 0 && count != found)
            sink.odd("a count differs from what follows", name + " in line " + line + ": " + count + " instead of "
                    + found);
    }

    /** Whether a row follows; the token is its first value then, else the brace that closes the rows. */
    private boolean more(String list) throws IOException, ToolException {
        if (tokens.next() == Tokens.CLOSE)
            return false;
        if (tokens.kind() == Tokens.END || tokens.kind() == Tokens.OPEN)
            throw tokens.wrong("a row of " + list + " or “}”");
        return true;
    }

    /** Ends a row. */
    private void rowEnd(int values) throws IOException, ToolException {
        tokens.next();
        if (tokens.kind() == Tokens.CLOSE) {
            sink.odd("a statement lacks its semicolon", "row before line " + tokens.line());
            tokens.back();
        } else if (tokens.kind() != Tokens.SEMICOLON) {
            throw tokens.wrong("“;” after the " + values + " values of a row");
        }
    }

    /** Goes to the next value of a row. */
    private void value(String column, int at, int of) throws IOException, ToolException {
        do {
            tokens.next();
        } while (tokens.kind() == Tokens.COMMA);
        if (tokens.kind() != Tokens.WORD && tokens.kind() != Tokens.TEXT)
            throw tokens.wrong("a value for " + column + ", the " + (at + 1) + ". of the " + of + " of a row");
    }

    /** Rows of classes or dies. */
    private long texts(List<String> names, String key, long begin) throws IOException, ToolException {
        boolean classes = key.equals("CLASSLOOKUPLIST");
        int first = find(names, classes ? "CLASSNUMBER" : "XINDEX", 0);
        int second = find(names, classes ? "CLASSNAME" : "YINDEX", 1);
        int third = classes ? find(names, "CLASSCODE", -1) : -1;
        if (second >= names.size())
            throw tokens.wrongAt(tokens.line(), "expected at least 2 columns of " + key + ", found " + names.size()
                    + ".");
        long end = begin;
        int found = 0;
        while (more(key)) {
            int number = 0;
            int other = 0;
            String text = "";
            String code = "";
            for (int i = 0; i < names.size(); i++) {
                if (i > 0)
                    value(names.get(i), i, names.size());
                openText();
                if (i == first)
                    number = index(names.get(i));
                else if (i == second && classes)
                    text = tokens.text();
                else if (i == second)
                    other = index(names.get(i));
                else if (i == third)
                    code = tokens.text();
            }
            rowEnd(names.size());
            end = tokens.endOffset();
            found++;
            if (classes)
                sink.defectClass(number, text, code);
            else if (key.equals("SAMPLETESTPLANLIST"))
                sink.plan(number, other);
            else
                sink.die(number, other);
        }
        if (classes)
            sink.classesEnd(end, found);
        return found;
    }

    private static int find(List<String> names, String name, int otherwise) {
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).equalsIgnoreCase(name))
                return i;
        }
        return otherwise;
    }

    private int index(String column) throws ToolException {
        long value = tokens.whole();
        if (value == Tokens.NOT_WHOLE || value != (int) value)
            throw tokens.wrong("a whole number for " + column);
        return (int) value;
    }

    private long summaries(List<String> names) throws IOException, ToolException {
        double[] values = new double[names.size()];
        long found = 0;
        while (more("TestSummaryList")) {
            for (int i = 0; i < values.length; i++) {
                if (i > 0)
                    value(names.get(i), i, names.size());
                values[i] = tokens.kind() == Tokens.WORD ? tokens.number() : Double.NaN;
            }
            rowEnd(values.length);
            found++;
            sink.summary(names, values);
        }
        return found;
    }

    private long defects(List<String> names, int line) throws IOException, ToolException {
        Columns columns = new Columns(names);
        sink.defects(tokens.offset(), false, line);
        int size = columns.size();
        long found = 0;
        while (more("DefectList")) {
            row.clear();
            row.line = tokens.line();
            row.start = tokens.offset();
            for (int i = 0; i < size; i++) {
                if (i > 0)
                    value(columns.name(i), i, size);
                int role = columns.role(i);
                if (role == Columns.IMAGE_LIST || tokens.kind() == Tokens.WORD && tokens.is("Images"))
                    images(role);
                else if (role != Columns.OTHER)
                    number(role, columns.name(i));
                row.open |= tokens.open();
                if (i < columns.fixed())
                    row.fixedEnd = tokens.endOffset();
            }
            row.end = tokens.endOffset();
            rowEnd(size);
            sink.defect(row);
            found++;
        }
        return found;
    }

    private void number(int role, String name) throws ToolException {
        double value;
        if (Columns.whole(role)) {
            long whole = tokens.whole();
            boolean known = whole != Tokens.NOT_WHOLE && whole == (int) whole;
            if (!known && !tokens.is("NA"))
                throw tokens.wrong("a whole number for " + name + ", or NA");
            value = known ? whole : Double.NaN;
        } else {
            value = tokens.kind() == Tokens.WORD ? tokens.number() : Double.NaN;
            if (value != value && !tokens.is("NA") && !tokens.is("NAN"))
                throw tokens.wrong("a number for " + name + ", or NA");
        }
        row.values[role] = value;
        row.from[role] = tokens.offset();
        row.to[role] = tokens.endOffset();
    }

    private void images(int role) throws IOException, ToolException {
        long from = tokens.offset();
        if (tokens.is("N") || tokens.is("NA") || tokens.is("0")) {
            place(role, from);
            return;
        }
        if (!tokens.is("Images"))
            throw tokens.wrong("N or Images");
        long count = -1;
        if (tokens.next() == Tokens.WORD) {
            count = tokens.whole();
            tokens.next();
        }
        expect(Tokens.OPEN, "{");
        List<Image> images = new ArrayList<>();
        String[] parts = new String[3];
        int texts = 0;
        long page = 0;
        boolean any = false;
        while (true) {
            tokens.next();
            if (tokens.kind() == Tokens.TEXT || tokens.kind() == Tokens.WORD) {
                any = true;
                openText();
                if (tokens.kind() == Tokens.WORD && tokens.whole() != Tokens.NOT_WHOLE)
                    page = tokens.whole();
                else if (texts < parts.length)
                    parts[texts++] = tokens.text();
            } else if (tokens.kind() == Tokens.COMMA || tokens.kind() == Tokens.CLOSE) {
                if (any)
                    images.add(new Image(texts > 0 ? parts[0] : "", (int) Math.max(0, Math.min(1 << 30, page) - 1),
                            texts > 2 ? parts[2] : ""));
                any = false;
                texts = 0;
                page = 0;
                if (tokens.kind() == Tokens.CLOSE)
                    break;
            } else {
                throw tokens.wrong("images, or “}”");
            }
        }
        if (count >= 0 && count != images.size())
            sink.odd("a count differs from what follows", "Images in line " + row.line + ": " + count + " instead of "
                    + images.size());
        row.images = images;
        place(role, from);
    }

    private void place(int role, long from) {
        if (role == Columns.IMAGE_LIST) {
            row.from[role] = from;
            row.to[role] = tokens.endOffset();
        }
    }
}
