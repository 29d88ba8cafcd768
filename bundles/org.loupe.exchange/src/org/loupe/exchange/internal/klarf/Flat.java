package org.loupe.exchange.internal.klarf;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.loupe.api.ToolException;

/**
 * Reads the flat form, KLARF 1.1 and 1.2: statements of a keyword and values, each ended by a semicolon. Tools deviate,
 * so what can be understood without guessing is understood and told as odd: a missing semicolon before a keyword at the
 * beginning of a line, a missing last statement, one semicolon for each row of a list, counts that are wrong.
 */
final class Flat {
    private static final int MOST_VALUES = 1000;
    /** Statements that real files have, with what is not of use here, so that nothing is told of those. */
    private static final Set<String> KNOWN = Set.of("FILEVERSION", "FILETIMESTAMP", "TIFFSPEC", "TIFFFILENAME",
            "INSPECTIONSTATIONID", "SAMPLETYPE", "RESULTTIMESTAMP", "RESULTSID", "LOTID", "SAMPLESIZE", "DEVICEID",
            "SETUPID", "STEPID", "SAMPLEORIENTATIONMARKTYPE", "ORIENTATIONMARKLOCATION", "INSPECTIONORIENTATION",
            "DIEPITCH", "DIEORIGIN", "WAFERID", "WAFERSCRIBE", "SLOT", "SAMPLECENTERLOCATION", "CLASSLOOKUP",
            "ORIENTATIONINSTRUCTIONS", "ORIENTATIONINSTRUCTION", "COORDINATESMIRRORED", "COORDINATESCENTERED",
            "INSPECTIONTEST", "SAMPLETESTPLAN", "SAMPLEDIEMAP", "SAMPLETESTREFERENCEPLAN", "AREAPERTEST",
            "REMOVEDDIELIST", "TESTPARAMETERSSPEC", "TESTPARAMETERSLIST", "DEFECTRECORDSPEC", "DEFECTLIST",
            "DEFECTCLUSTERSPEC", "DEFECTCLUSTERSETUP", "CLUSTERCLASSIFICATIONLIST", "SUMMARYSPEC", "SUMMARYLIST",
            "WAFERSTATUS", "LOTSTATUS", "ENDOFFILE", "OPERATORID", "CLASSIFICATIONSOURCE", "PRODUCT",
            "PROCESSEQUIPMENTIDLIST", "PROCESSEQUIPMENTSTATE", "CUSTOMWAFERLIST", "ALIGNMENTPOINTS",
            "ALIGNMENTIMAGES", "ALIGNMENTIMAGETRANSFORMS", "DATABASEALIGNMENTMARKS");

    private final Tokens tokens;
    private final Sink sink;
    private final FlatRows rows;
    private final Set<String> unknown = new HashSet<>();

    private List<String> summary = List.of();
    private String list = "";
    private boolean version;
    private long firstValue;
    private long[] ends = new long[MOST_VALUES];
    private boolean counted;

    Flat(Tokens tokens, Sink sink) {
        this.tokens = tokens;
        this.sink = sink;
        rows = new FlatRows(tokens, sink);
    }

    /** Reads all of it. */
    void read() throws IOException, ToolException {
        while (true) {
            int kind = tokens.next();
            if (kind == Tokens.END) {
                sink.odd("the file ends without EndOfFile", "line " + tokens.line());
                sink.end(false);
                return;
            }
            if (kind == Tokens.SEMICOLON) {
                sink.odd("a semicolon that ends nothing", "line " + tokens.line());
            } else if (!tokens.isName()) {
                if (list.isEmpty())
                    throw tokens.wrong("a keyword");
                sink.odd("rows of " + list + " that follow its end", "line " + tokens.line());
                if (list.equalsIgnoreCase("DefectList"))
                    sink.defects(tokens.offset(), false, tokens.line());
                tokens.back();
                listRows(list);
            } else if (statement()) {
                if (tokens.next() != Tokens.END)
                    sink.odd("what follows EndOfFile is not read", "line " + tokens.line());
                sink.end(true);
                return;
            }
        }
    }

    private boolean statement() throws IOException, ToolException {
        String name = tokens.text();
        String key = name.toUpperCase(Locale.ROOT);
        int line = tokens.line();
        long at = tokens.offset();
        if (!version && !key.equals("FILEVERSION") && KNOWN.contains(key))
            noVersion(line);
        list = "";
        switch (key) {
        case "ENDOFFILE" -> {
            if (tokens.next() != Tokens.SEMICOLON) {
                sink.odd("EndOfFile lacks its semicolon", "line " + line);
                tokens.back();
            }
            return true;
        }
        case "FILEVERSION" -> version(line);
        case "LOTID" -> sink.lot(first(values(name)), line);
        case "WAFERID" -> sink.wafer(first(values(name)), line);
        case "INSPECTIONTEST" -> sink.test(test(values(name), line));
        case "TIFFFILENAME" -> {
            String file = String.join(" ", values(name));
            rows.imageFile(file);
            sink.imageFile(file, line);
        }
        case "DEFECTRECORDSPEC" -> {
            rows.columns(spec(name));
            sink.columns(rows.columns(), place(at), line);
        }
        case "SUMMARYSPEC" -> summary = spec(name);
        case "SAMPLETESTPLAN", "SAMPLEDIEMAP", "CLASSLOOKUP", "DEFECTLIST", "SUMMARYLIST" -> {
            list = name;
            if (key.equals("DEFECTLIST"))
                sink.defects(at, true, line);
            listRows(name);
        }
        default -> field(name, key, line);
        }
        return false;
    }

    private void noVersion(int line) {
        sink.odd("FileVersion is missing, read as 1.2", "line " + line);
        version = true;
    }

    private void version(int line) throws IOException, ToolException {
        String found = String.join(".", values("FileVersion"));
        version = true;
        // tools write 1.7 and the like into what is the form of 1.2 in all else
        if (!found.matches("1\\.[0-8]"))
            throw Klarf.unknownVersion(tokens, line, found);
        if (!found.matches("1\\.[12]"))
            sink.odd("a version that has the form of 1.2 and is read as that, lengths in µm", found);
    }

    private int test(List<String> values, int line) throws ToolException {
        try {
            return Integer.parseInt(first(values));
        } catch (NumberFormatException e) {
            throw tokens.wrongAt(line, "expected the number of an inspection, found "
                    + Tokens.cut(first(values)) + ".");
        }
    }

    private void field(String name, String key, int line) throws IOException, ToolException {
        if (!KNOWN.contains(key) && unknown.size() < MOST_VALUES && unknown.add(key))
            sink.odd("statements that are not known here", name + " in line " + line);
        sink.field(key, values(name), line);
    }

    private static String first(List<String> values) {
        return values.isEmpty() ? "" : values.get(0);
    }

    /** The values of a statement up to its end; those beyond a thousand are passed over. */
    private List<String> values(String name) throws IOException, ToolException {
        List<String> values = new ArrayList<>();
        int line = tokens.line();
        while (true) {
            int kind = tokens.next();
            if (kind == Tokens.SEMICOLON)
                return values;
            if (kind == Tokens.END || keyword()) {
                sink.odd("a statement lacks its semicolon", name + " in line " + line);
                tokens.back();
                return values;
            }
            openText();
            if (values.size() < MOST_VALUES) {
                if (values.isEmpty())
                    firstValue = tokens.offset();
                ends[values.size()] = tokens.endOffset();
                values.add(tokens.text());
            }
        }
    }

    private void openText() {
        if (tokens.open())
            sink.odd("a text lacks its closing quote", "line " + tokens.line());
    }

    /** Whether the token begins a statement, though the one before has no end. */
    private boolean keyword() {
        return tokens.kind() == Tokens.WORD && tokens.lineStart() && tokens.isName()
                && KNOWN.contains(tokens.text().toUpperCase(Locale.ROOT));
    }

    /** Names of columns: their number, which some leave out, and they. */
    private List<String> spec(String name) throws IOException, ToolException {
        int line = tokens.line();
        List<String> names = values(name);
        counted = false;
        if (!names.isEmpty() && names.get(0).matches("\\d+")) {
            if (!names.get(0).equals(Integer.toString(names.size() - 1)))
                sink.odd("a count differs from what follows", name + " in line " + line + ": " + names.get(0)
                        + " instead of " + (names.size() - 1));
            names = names.subList(1, names.size());
            counted = true;
        }
        if (names.isEmpty())
            throw tokens.wrongAt(line, "expected names of columns after " + name + ", found none.");
        return names;
    }

    /** Where the columns of defects are that were read last. */
    private Sink.Place place(long at) {
        Columns columns = rows.columns();
        int before = counted ? 1 : 0;
        return new Sink.Place(at, counted ? firstValue : -1, counted ? ends[0] : -1,
                ends[before + Math.max(1, columns.fixed()) - 1], ends[before + columns.size() - 1]);
    }

    private void listRows(String name) throws IOException, ToolException {
        switch (name.toUpperCase(Locale.ROOT)) {
        case "SAMPLETESTPLAN" -> dies(name, true);
        case "SAMPLEDIEMAP" -> dies(name, false);
        case "CLASSLOOKUP" -> classes(name);
        case "SUMMARYLIST" -> summaries(name);
        default -> {
            rows.read(this::ends);
        }
        }
    }

    /** Whether the token ends a list: its semicolon, or a statement that begins without it. */
    private boolean ends(String name) throws ToolException {
        if (tokens.kind() == Tokens.SEMICOLON)
            return true;
        if (tokens.kind() == Tokens.END)
            throw tokens.wrong("more of " + name + ", or its semicolon");
        if (keyword()) {
            sink.odd("a statement lacks its semicolon", name + " before line " + tokens.line());
            tokens.back();
            return true;
        }
        openText();
        return false;
    }

    /** Tells a count at the head of a list; one that is alone in its statement belongs to rows that follow. */
    private void counted(String name, long count, long rows, int line) {
        if (count >= 0 && count != rows && rows > 0)
            sink.odd("a count differs from what follows", name + " in line " + line + ": " + count + " instead of "
                    + rows);
    }

    private void dies(String name, boolean plan) throws IOException, ToolException {
        int line = tokens.line();
        long count = -1;
        long found = 0;
        boolean first = !tokens.lineStart() || tokens.isName();
        while (true) {
            tokens.next();
            if (ends(name)) {
                counted(name, count, found, line);
                return;
            }
            if (first && count < 0) {
                count = tokens.whole();
                if (count < 0)
                    throw tokens.wrong("the number of dies");
                continue;
            }
            int column = index("the column of a die");
            tokens.next();
            int row = index("the row of a die");
            found++;
            if (plan)
                sink.plan(column, row);
            else
                sink.die(column, row);
        }
    }

    private int index(String what) throws ToolException {
        long value = tokens.whole();
        if (value == Tokens.NOT_WHOLE || value != (int) value)
            throw tokens.wrong(what + ", a whole number");
        return (int) value;
    }

    private void classes(String name) throws IOException, ToolException {
        int line = tokens.line();
        int found = 0;
        boolean more = !tokens.isName();
        long end = more ? tokens.offset() : tokens.endOffset();
        long count = -1;
        tokens.next();
        if (more) {
            count = -1;
        } else if (tokens.whole() >= 0 && !tokens.lineStart()) {
            count = tokens.whole();
            end = tokens.endOffset();
            sink.classes(tokens.offset(), end);
            tokens.next();
        } else {
            sink.classes(-1, -1);
        }
        while (!ends(name)) {
            int number = index("the number of a class");
            tokens.next();
            if (tokens.endsLine())
                throw tokens.wrong("the name of class " + number);
            openText();
            StringBuilder text = new StringBuilder(tokens.text());
            boolean quoted = tokens.kind() == Tokens.TEXT;
            String code = "";
            end = tokens.endOffset();
            // names without quotes may have several words; a text behind a name in quotes is its short name
            for (tokens.next(); tokens.kind() == Tokens.TEXT || !quoted && !tokens.endsLine(); tokens.next()) {
                if (quoted)
                    code = tokens.text();
                else
                    text.append(' ').append(tokens.text());
                end = tokens.endOffset();
            }
            found++;
            sink.defectClass(number, text.toString(), code);
        }
        counted(name, count, found, line);
        sink.classesEnd(end, found);
    }

    private void summaries(String name) throws IOException, ToolException {
        int line = tokens.line();
        if (summary.isEmpty())
            throw tokens.wrongAt(line, "expected SummarySpec before SummaryList, found none.");
        double[] values = new double[summary.size()];
        while (true) {
            tokens.next();
            if (ends(name))
                return;
            Arrays.fill(values, Double.NaN);
            for (int i = 0; i < values.length; i++) {
                if (i > 0) {
                    tokens.next();
                    if (ends(name))
                        throw tokens.wrong("a value for " + summary.get(i));
                }
                values[i] = tokens.number();
                if (values[i] != values[i] && tokens.kind() == Tokens.WORD && !tokens.is("NA") && !tokens.is("NAN")
                        && !tokens.is("INF"))
                    throw tokens.wrong("a number for " + summary.get(i));
            }
            sink.summary(summary, values);
        }
    }
}
