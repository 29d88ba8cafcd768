package org.loupe.exchange.internal.klarf;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.loupe.api.ToolException;
import org.loupe.exchange.Loss;
import org.loupe.wafer.Dies;
import org.loupe.wafer.Wafer;
import org.loupe.wafer.Wafer.DefectCode;
import org.loupe.wafer.Wafer.TestSummary;
import org.loupe.wafer.WaferDefects;
import org.loupe.wafer.WaferDefects.Image;

/** Collects the wafers of a KLARF file. Not safe for use by several threads. */
final class Drafts implements Sink {

    /** Values of a field and where they are. */
    record Field(List<String> values, int line) {

        /** Whether it has no value but that there is none. */
        boolean unknown() {
            return values.stream().allMatch(v -> v.isBlank() || v.equalsIgnoreCase("NA"));
        }
    }

    /** A lot. */
    static final class Lot {
        String id = "";
        final Map<String, Field> fields = new HashMap<>();
        List<DefectCode> classes = new ArrayList<>();
        final List<Draft> wafers = new ArrayList<>();
    }

    /** An inspection. */
    static final class Test {
        double areaUm2 = Double.NaN;
        final Dies.Builder plan = new Dies.Builder();
        long defects = -1;
        double density = Double.NaN;
        long diesInspected = -1;
        long diesDefective = -1;

        TestSummary summary(int number) {
            return new TestSummary(number, areaUm2, plan.build(), defects, density, diesInspected, diesDefective);
        }
    }

    /** A wafer. */
    static final class Draft {
        String id = "";
        int line;
        Lot lot;
        /** The one before in the flat form, where what was told of it holds until it is told anew. */
        Draft before;
        final Map<String, Field> fields = new HashMap<>();
        List<DefectCode> classes;
        final Map<Integer, Test> tests = new LinkedHashMap<>();
        Dies.Builder map = new Dies.Builder();
        WaferDefects.Builder defects = new WaferDefects.Builder();
        boolean listed;
        /** Whether no WaferID was told for it so far. */
        boolean implied;
        boolean summed;
        /** Whether places of defects are from the corner of die (0, 0), as X and Y tell, not of their own die. */
        boolean absolute;
    }

    private final String name;
    private final Loss.Count odd = new Loss.Count();
    private final Map<String, Field> file = new HashMap<>();
    private final List<Wafer> wafers = new ArrayList<>();
    private final TreeSet<String> unused = new TreeSet<>();
    /** Images whose file is not told yet, by defect of the wafer. */
    private final Map<Integer, List<Image>> waiting = new LinkedHashMap<>();

    private boolean nested;
    private double unit = 1;
    private Lot lot;
    private Draft wafer;
    private Test test;
    private List<DefectCode> classes;
    private List<DefectCode> lastClasses = List.of();
    private Columns columns;

    /** @param name of the file, for messages */
    Drafts(String name) {
        this.name = name;
    }

    List<Wafer> wafers() {
        return wafers;
    }

    List<Loss> losses() {
        if (!unused.isEmpty())
            odd("columns of defects that are not of use here", String.join(", ", unused));
        unused.clear();
        return odd.losses();
    }

    private ToolException wrong(int line, String what) {
        return new ToolException(name + ", line " + line + ": " + what,
                "Check that the file is whole, or export it again from the tool that made it.");
    }

    @Override
    public void odd(String what, String example) {
        odd.add(what, example);
    }

    @Override
    public void begin(boolean isNested) {
        nested = isNested;
        unit = nested ? 1000 : 1;
    }

    @Override
    public void lot(String id, int line) throws ToolException {
        if (lot != null && (nested || wafer != null && wafer.listed))
            finish(true);
        if (lot == null) {
            lot = new Lot();
            // in the flat form what comes before LotID is of the lot as well, and classes hold until told anew
            if (!nested) {
                lot.fields.putAll(file);
                lot.classes = lastClasses;
            }
        }
        lot.id = id;
    }

    @Override
    public void lotEnd(long at) throws ToolException {
        finish(true);
    }

    private Lot lot() {
        if (lot == null) {
            lot = new Lot();
            lot.fields.putAll(file);
        }
        return lot;
    }

    @Override
    public void wafer(String id, int line) {
        if (wafer != null && wafer.implied && !wafer.listed) {
            // an inspection that was told before its wafer
            wafer.implied = false;
            wafer.id = id;
            wafer.line = line;
            return;
        }
        Draft before = wafer;
        wafer = new Draft();
        wafer.id = id;
        wafer.line = line;
        wafer.lot = lot();
        wafer.before = before;
        wafer.lot.wafers.add(wafer);
        test = null;
        classes = null;
        waiting.clear();
    }

    @Override
    public void waferEnd() {
        wafer = null;
        test = null;
        classes = null;
    }

    private Draft wafer(int line) {
        if (wafer == null) {
            wafer("", line);
            wafer.implied = true;
        }
        return wafer;
    }

    @Override
    public void field(String key, List<String> values, int line) throws ToolException {
        Field field = new Field(values, line);
        if (key.equals("AREAPERTEST") && wafer != null) {
            if (test == null)
                test(1);
            if (field.unknown())
                odd("AreaPerTest is not known", "line " + line);
            else
                test.areaUm2 = Values.numbers(field, 1, key, name)[0] / (unit * unit);
        } else if (wafer != null) {
            wafer.fields.put(key, field);
        } else {
            (lot != null ? lot.fields : file).put(key, field);
        }
    }

    @Override
    public void test(int number) {
        test = wafer(0).tests.computeIfAbsent(number, n -> new Test());
    }

    @Override
    public void plan(int column, int row) {
        if (test == null)
            test(1);
        test.plan.add(column, row, Dies.NO_BIN);
    }

    @Override
    public void die(int column, int row) {
        wafer(0).map.add(column, row, Dies.NO_BIN);
    }

    @Override
    public void classes(long from, long to) {
        classes = new ArrayList<>();
        if (wafer != null)
            wafer.classes = classes;
        else
            lot().classes = classes;
    }

    @Override
    public void defectClass(int number, String text, String code) {
        classes.add(new DefectCode(number, text, code));
    }

    @Override
    public void columns(Columns of, Place place, int line) {
        columns = of;
        for (int i = 0; i < of.size(); i++) {
            if (of.role(i) == Columns.OTHER)
                unused.add(of.name(i));
        }
    }

    @Override
    public void imageFile(String file, int line) {
        if (waiting.isEmpty())
            return;
        odd("TiffFileName follows the defects whose images it has", "line " + line);
        waiting.forEach((defect, images) -> wafer.defects.images(defect,
                images.stream().map(i -> i.file().isEmpty() ? new Image(file, i.page(), i.kind()) : i).toList()));
        waiting.clear();
    }

    @Override
    public void defects(long at, boolean keyword, int line) {
        Draft of = wafer(line);
        if (of.implied && !of.listed)
            odd("defects without WaferID", "line " + line);
        of.listed = true;
        if (columns != null)
            of.absolute = !columns.has(Columns.XREL) && columns.has(Columns.X);
    }

    @Override
    public void defect(Row row) {
        double[] values = row.values;
        WaferDefects.Builder to = wafer.defects;
        double x = values[wafer.absolute ? Columns.X : Columns.XREL] / unit;
        double y = values[wafer.absolute ? Columns.Y : Columns.YREL] / unit;
        to.add(row.whole(Columns.ID), x, y, row.whole(Columns.XINDEX), row.whole(Columns.YINDEX));
        to.classNumber(row.whole(Columns.CLASS));
        to.bins(row.whole(Columns.ROUGH), row.whole(Columns.FINE));
        to.test(row.whole(Columns.TEST));
        to.cluster(row.whole(Columns.CLUSTER));
        to.size(values[Columns.XSIZE] / unit, values[Columns.YSIZE] / unit, values[Columns.AREA] / (unit * unit),
                values[Columns.DSIZE] / unit);
        if (!row.images.isEmpty()) {
            to.images(row.images);
            if (!nested && row.images.get(0).file().isEmpty())
                waiting.put(to.size() - 1, row.images);
        }
    }

    @Override
    public void summary(List<String> names, double[] values) {
        Draft of = wafer(0);
        of.summed = true;
        int number = (int) value(names, values, "TESTNO", 1);
        if (of.before != null && !nested)
            inherit(of);
        Test to = of.tests.computeIfAbsent(number, n -> new Test());
        to.defects = (long) value(names, values, "NDEFECT", -1);
        to.density = value(names, values, "DEFDENSITY", Double.NaN);
        to.diesInspected = (long) value(names, values, "NDIE", -1);
        to.diesDefective = (long) value(names, values, "NDEFDIE", -1);
        double area = value(names, values, "AREAPERTEST", Double.NaN);
        if (to.areaUm2 != to.areaUm2)
            to.areaUm2 = area / (unit * unit);
    }

    private static double value(List<String> names, double[] values, String name, double otherwise) {
        for (int i = 0; i < values.length; i++) {
            if (names.get(i).equalsIgnoreCase(name))
                return values[i] == values[i] ? values[i] : otherwise;
        }
        return otherwise;
    }

    /** A wafer that tells no inspection was inspected as the one before it. */
    private void inherit(Draft of) {
        if (!of.tests.isEmpty() || of.before == null || nested || !of.listed)
            return;
        of.before.tests.forEach((number, known) -> {
            Test to = new Test();
            to.areaUm2 = known.areaUm2;
            Dies plan = known.plan.build();
            for (int i = 0; i < plan.size(); i++)
                to.plan.add(plan.column(i), plan.row(i), Dies.NO_BIN);
            of.tests.put(number, to);
        });
        if (!of.tests.isEmpty())
            odd("a wafer tells no inspection of its own; that of the wafer before it holds", of.id);
    }

    @Override
    public void end(boolean told) throws ToolException {
        finish(told);
        if (wafers.isEmpty())
            throw wrong(1, "expected a wafer with its defects, found none up to the end of the file.");
    }

    /** Makes the wafers of the lot. @param told whether what it holds is whole */
    private void finish(boolean told) throws ToolException {
        if (lot == null)
            return;
        for (Draft of : lot.wafers) {
            inherit(of);
            if (!of.listed) {
                // a clean wafer may have an inspection or summary alone; of one with a name alone the rest is lost
                boolean nothing = !of.summed && of.tests.isEmpty();
                if (nothing || !told)
                    throw wrong(of.line, "expected defects of wafer " + Tokens.cut(of.id) + " in a DefectList, found "
                            + (told ? "neither those nor an inspection or summary of it."
                                    : "the end of the file before it."));
                odd("a wafer without a list of defects", of.id);
            }
            if (of.classes != null)
                lastClasses = of.classes;
            wafers.add(new DraftWafer(of, nested, name, odd).wafer(file));
            of.defects = null;
        }
        lot = null;
        wafer = null;
        test = null;
        classes = null;
    }
}
