package org.loupe.exchange.internal.klarf;

import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.loupe.api.ToolException;
import org.loupe.exchange.Loss;
import org.loupe.exchange.internal.Output;
import org.loupe.wafer.Dies;
import org.loupe.wafer.Outline;
import org.loupe.wafer.Wafer;
import org.loupe.wafer.Wafer.DefectCode;
import org.loupe.wafer.Wafer.TestSummary;
import org.loupe.wafer.WaferDefects;
import org.loupe.wafer.WaferDefects.Image;
import org.loupe.wafer.WaferInfo;

/** Writes KLARF files of wafers. The flat form has lengths in µm to a millionth, the nested form in whole nm. */
final class KlarfWriter {
    private static final DateTimeFormatter FLAT_TIME = DateTimeFormatter.ofPattern("MM-dd-yyyy HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy-MM-dd", Locale.ROOT);
    private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    private static final LocalDateTime UNKNOWN_TIME = LocalDateTime.of(1970, 1, 1, 0, 0);

    private final String version;
    private final boolean nested;
    private final Loss.Count losses = new Loss.Count();

    KlarfWriter(String version) {
        this.version = version;
        nested = version.equals("1.8");
    }

    /** @return what the file cannot hold */
    List<Loss> write(List<Wafer> wafers, Path file) throws ToolException {
        if (wafers.isEmpty())
            throw new ToolException("A KLARF file needs at least one wafer, found none.", "Choose a wafer.");
        WaferInfo first = wafers.get(0).info();
        for (Wafer wafer : wafers) {
            if (!wafer.info().lot().equals(first.lot()))
                throw new ToolException("A KLARF file holds wafers of one lot, found “" + first.lot() + "” and “"
                        + wafer.info().lot() + "”.", "Write one file for each lot.");
            tell(wafer);
        }
        shared(wafers);
        Output.write(file, out -> {
            if (nested)
                nested(wafers, out);
            else
                flat(wafers, out);
        });
        return losses.losses();
    }

    private void tell(Wafer wafer) {
        String of = "wafer " + wafer.info().wafer();
        if (!wafer.bins().isEmpty())
            losses.add("bins of dies are not in KLARF", of);
        WaferDefects defects = wafer.defects();
        Dies dies = wafer.dies();
        for (int i = 0; i < dies.size() && !wafer.tests().isEmpty(); i++) {
            int die = i;
            if (wafer.tests().stream().noneMatch(t -> t.plan().find(dies.column(die), dies.row(die)) >= 0)) {
                losses.add("dies that no inspection looked at are not in the plan",
                        of + ", die " + dies.column(i) + ", " + dies.row(i));
            }
        }
        if (wafer.tests().isEmpty())
            losses.add("no inspection is told; its dies become those of inspection 1", of);
        for (int i = 0; i < defects.size(); i++)
            tell(wafer, i, of);
    }

    private void tell(Wafer wafer, int i, String of) {
        WaferDefects defects = wafer.defects();
        double x = relativeX(wafer, i);
        double y = relativeY(wafer, i);
        double step = nested ? 1e-3 : 1e-6;
        if (Math.abs(x / step - Math.rint(x / step)) > 0.01 || Math.abs(y / step - Math.rint(y / step)) > 0.01)
            losses.add(nested ? "places are rounded to 1 nm" : "places are rounded to 0.000001 µm", row(i, of));
        if (!nested && (defects.width(i) != defects.width(i) || defects.height(i) != defects.height(i)
                || defects.area(i) != defects.area(i) || defects.length(i) != defects.length(i)))
            losses.add("sizes that are not known become 0", row(i, of));
        if (nested && (odd(defects.width(i)) || odd(defects.height(i)) || odd(defects.length(i))))
            losses.add("sizes are rounded to 1 nm", row(i, of));
        List<Image> images = defects.images(i);
        for (Image image : images) {
            if (!nested && !image.file().equals(images.get(0).file()))
                losses.add("only images of one file are kept of each defect", row(i, of) + ": " + image.file());
            if (!nested && !image.kind().matches("\\d{1,9}"))
                losses.add("kinds of images that are no numbers become 0", row(i, of) + ": " + image.kind());
            clean(image.file(), "name of an image");
        }
    }

    private static boolean odd(float um) {
        return um == um && Math.abs(um * 1000.0 - Math.rint(um * 1000.0)) > 1e-3 + Math.abs(um) * 1e-4;
    }

    private static String row(int i, String of) {
        return "row " + (i + 1) + " of " + of;
    }

    /** What KLARF tells once for all wafers of a file is that of the first. */
    private void shared(List<Wafer> wafers) {
        Wafer first = wafers.get(0);
        for (Wafer wafer : wafers) {
            String of = "wafer " + wafer.info().wafer();
            if (!wafer.outline().equals(first.outline()))
                losses.add("the outline of the first wafer stands for all", of);
            if (wafer.grid().pitchXum() != first.grid().pitchXum()
                    || wafer.grid().pitchYum() != first.grid().pitchYum())
                losses.add("the pitch of the first wafer stands for all", of);
            if (!wafer.classes().equals(first.classes()))
                losses.add("the classes of the first wafer stand for all", of);
            WaferInfo a = wafer.info();
            WaferInfo b = first.info();
            if (!a.step().equals(b.step()) || !a.device().equals(b.device()) || !a.recipe().equals(b.recipe())
                    || !a.station().equals(b.station()) || !nested && !a.time().equals(b.time()))
                losses.add("step, device, recipe, tool and time of the first wafer stand for all", of);
        }
    }

    // ---- both forms

    private static double relativeX(Wafer wafer, int defect) {
        return wafer.defects().x(defect) - wafer.grid().left(wafer.defects().column(defect));
    }

    private static double relativeY(Wafer wafer, int defect) {
        return wafer.defects().y(defect) - wafer.grid().bottom(wafer.defects().row(defect));
    }

    /** A text in quotes; what would end it is left out. */
    private String quoted(String text) {
        return '"' + clean(text, "text") + '"';
    }

    private String clean(String text, String what) {
        String clean = text.replaceAll("[\"\\p{Cntrl}]", "'");
        if (!clean.equals(text))
            losses.add("quotes and line ends become apostrophes in a " + what, text);
        return clean;
    }

    /** A length as text, to a millionth of a µm, or in whole nm. */
    private String length(double um) {
        return nested ? Long.toString(Math.round(um * 1000)) : decimal(um, 6);
    }

    private static String decimal(double value, int digits) {
        String text = new BigDecimal(value).setScale(digits, RoundingMode.HALF_EVEN).toPlainString();
        int end = text.length();
        if (text.indexOf('.') >= 0) {
            while (text.charAt(end - 1) == '0')
                end--;
            if (text.charAt(end - 1) == '.')
                end--;
        }
        return text.substring(0, end).equals("-0") ? "0" : text.substring(0, end);
    }

    /** A size as text, exactly the number that is kept; unknown is NA or 0. */
    private String size(float um, double unit) {
        if (um != um)
            return nested ? "NA" : "0";
        if (!nested)
            return new BigDecimal(Float.toString(um)).toPlainString();
        return new BigDecimal(Float.toString(um)).multiply(BigDecimal.valueOf(unit))
                .setScale(unit == 1000 ? 0 : 3, RoundingMode.HALF_EVEN).stripTrailingZeros().toPlainString();
    }

    private static long defects(Wafer wafer, TestSummary test) {
        if (test.defects() >= 0)
            return test.defects();
        WaferDefects defects = wafer.defects();
        long count = 0;
        for (int i = 0; i < defects.size(); i++) {
            if (wafer.tests().size() < 2 || defects.test(i) == test.number())
                count++;
        }
        return count;
    }

    /** Dies of the plan that have defects: NDEFDIE counts among NDIE. */
    private static long defective(Wafer wafer, TestSummary test) {
        if (test.diesDefective() >= 0)
            return test.diesDefective();
        WaferDefects defects = wafer.defects();
        Dies.Builder dies = new Dies.Builder();
        for (int i = 0; i < defects.size(); i++) {
            boolean planned = test.plan().size() == 0 || test.plan().find(defects.column(i), defects.row(i)) >= 0;
            if (planned && (wafer.tests().size() < 2 || defects.test(i) == test.number()))
                dies.add(defects.column(i), defects.row(i), Dies.NO_BIN);
        }
        return dies.size();
    }

    private static double area(Wafer wafer, TestSummary test) {
        return test.areaUm2() > 0 ? test.areaUm2() : Math.min(wafer.outline().area(),
                Math.max(1, test.plan().size()) * wafer.grid().pitchXum() * wafer.grid().pitchYum());
    }

    private static double density(Wafer wafer, TestSummary test) {
        return test.density() >= 0 ? test.density() : defects(wafer, test) / (area(wafer, test) / 1e8);
    }

    private static long inspected(TestSummary test) {
        return test.diesInspected() >= 0 ? test.diesInspected() : test.plan().size();
    }

    private static List<TestSummary> tests(Wafer wafer) {
        return wafer.tests().isEmpty()
                ? List.of(new TestSummary(1, Double.NaN, wafer.dies(), -1, Double.NaN, -1, -1)) : wafer.tests();
    }

    // ---- the flat form

    private void flat(List<Wafer> wafers, Writer out) throws IOException {
        Wafer first = wafers.get(0);
        WaferInfo info = first.info();
        String time = info.time().orElse(UNKNOWN_TIME).format(FLAT_TIME);
        out.write("FileVersion " + version.replace('.', ' ') + ";\n");
        out.write("FileTimestamp " + time + ";\n");
        out.write("InspectionStationID " + quoted(info.station()) + " \"\" \"\";\n");
        out.write("SampleType WAFER;\n");
        out.write("ResultTimestamp " + time + ";\n");
        out.write("LotID " + quoted(info.lot()) + ";\n");
        Outline outline = first.outline();
        out.write("SampleSize " + (outline.round() ? "1 " + decimal(outline.widthUm() / 1000, 9)
                : "2 " + decimal(outline.widthUm() / 1000, 9) + " " + decimal(outline.heightUm() / 1000, 9)) + ";\n");
        out.write("DeviceID " + quoted(info.device()) + ";\n");
        out.write("SetupID " + quoted(info.recipe()) + " " + time + ";\n");
        out.write("StepID " + quoted(info.step()) + ";\n");
        out.write("SampleOrientationMarkType " + outline.mark() + ";\n");
        out.write("OrientationMarkLocation " + mark(outline) + ";\n");
        out.write("DiePitch " + pair(first.grid().pitchXum(), first.grid().pitchYum()) + ";\n");
        out.write("DieOrigin 0 0;\n");
        boolean classes = false;
        for (Wafer wafer : wafers) {
            flat(wafer, !classes, out);
            classes = true;
        }
        out.write("EndOfFile;\n");
    }

    private static String mark(Outline outline) {
        double degrees = outline.degrees();
        return degrees == 270 ? "DOWN" : degrees == 180 ? "LEFT" : degrees == 90 ? "UP" : degrees == 0 ? "RIGHT"
                : decimal(((270 - degrees) % 360 + 360) % 360, 6);
    }

    private String pair(double x, double y) {
        return nested ? length(x) + ", " + length(y) : length(x) + " " + length(y);
    }

    private void flat(Wafer wafer, boolean classes, Writer out) throws IOException {
        out.write("WaferID " + quoted(wafer.info().wafer()) + ";\n");
        out.write("Slot " + wafer.info().slot() + ";\n");
        out.write("SampleCenterLocation " + pair(-wafer.grid().originXum(), -wafer.grid().originYum()) + ";\n");
        if (classes && !wafer.classes().isEmpty()) {
            out.write("ClassLookup " + wafer.classes().size());
            for (DefectCode of : wafer.classes())
                out.write("\n " + of.number() + " " + quoted(of.name()) + code(of));
            out.write(";\n");
        }
        for (TestSummary test : tests(wafer)) {
            out.write("InspectionTest " + test.number() + ";\n");
            out.write("SampleTestPlan " + test.plan().size());
            for (int i = 0; i < test.plan().size(); i++)
                out.write("\n " + test.plan().column(i) + " " + test.plan().row(i));
            out.write(";\nAreaPerTest " + area(wafer, test) + ";\n");
        }
        out.write("DefectRecordSpec 16 DEFECTID XREL YREL XINDEX YINDEX XSIZE YSIZE DEFECTAREA DSIZE CLASSNUMBER TEST"
                + " CLUSTERNUMBER ROUGHBINNUMBER FINEBINNUMBER IMAGECOUNT IMAGELIST ;\n");
        flatDefects(wafer, out);
        out.write("SummarySpec 5 TESTNO NDEFECT DEFDENSITY NDIE NDEFDIE ;\nSummaryList");
        for (TestSummary test : tests(wafer)) {
            out.write("\n " + test.number() + " " + defects(wafer, test) + " " + density(wafer, test) + " "
                    + inspected(test) + " " + defective(wafer, test));
        }
        out.write(";\n");
    }

    private String code(DefectCode of) {
        if (!of.code().isEmpty())
            losses.add("short names of classes are not in KLARF " + version, of.number() + " " + of.code());
        return "";
    }

    private void flatDefects(Wafer wafer, Writer out) throws IOException {
        WaferDefects defects = wafer.defects();
        String file = "";
        boolean open = false;
        for (int i = 0; i < defects.size(); i++) {
            List<Image> images = defects.images(i);
            if (!images.isEmpty() && !images.get(0).file().equals(file)) {
                file = images.get(0).file();
                out.write((open ? ";\n" : "") + "TiffFileName " + imageFile(file) + ";\n");
                open = false;
            }
            out.write(open ? "\n" : "DefectList\n");
            open = true;
            out.write(" " + defects.id(i) + " " + length(relativeX(wafer, i)) + " " + length(relativeY(wafer, i)) + " "
                    + defects.column(i) + " " + defects.row(i) + " " + size(defects.width(i), 1000) + " "
                    + size(defects.height(i), 1000) + " " + size(defects.area(i), 1e6) + " "
                    + size(defects.length(i), 1000) + " " + defects.classNumber(i) + " " + defects.test(i) + " "
                    + defects.cluster(i) + " " + defects.roughBin(i) + " " + defects.fineBin(i)
                    + KlarfImages.flat(images));
        }
        out.write(open ? ";\n" : "DefectList;\n");
    }

    private String imageFile(String file) {
        return KlarfImages.file(clean(file, "name of an image"));
    }

    // ---- the nested form

    private void nested(List<Wafer> wafers, Writer out) throws IOException {
        Wafer first = wafers.get(0);
        WaferInfo info = first.info();
        Outline outline = first.outline();
        out.write("Record FileRecord \"1.8\"\n{\n");
        out.write("  Record LotRecord " + quoted(info.lot()) + "\n  {\n");
        field(out, 4, "DeviceID", quoted(info.device()));
        field(out, 4, "DiePitch", length(first.grid().pitchXum()), length(first.grid().pitchYum()));
        field(out, 4, "InspectionStationID", quoted(info.station()), "\"\"", "\"\"");
        field(out, 4, "OrientationMarkLocation",
                decimal(((270 - outline.degrees()) % 360 + 360) % 360, 6));
        field(out, 4, "RecipeID", quoted(info.recipe()), time(info, DAY), time(info, HOUR));
        field(out, 4, "ResultTimestamp", time(info, DAY), time(info, HOUR));
        field(out, 4, "SampleOrientationMarkType", quoted(outline.mark().name()));
        field(out, 4, "SampleSize", length(outline.widthUm()), outline.round() ? "0" : length(outline.heightUm()));
        field(out, 4, "SampleType", "\"WAFER\"");
        field(out, 4, "StepID", quoted(info.step()));
        List<String> classes = new ArrayList<>();
        for (DefectCode of : first.classes())
            classes.add(of.number() + " " + quoted(of.name()) + " " + quoted(of.code()));
        list(out, 4, "ClassLookupList", "Columns 3 { int32 CLASSNUMBER, string CLASSNAME, string CLASSCODE }",
                classes.size());
        for (String row : classes)
            out.write("        " + row + " ;\n");
        endList(out, 4);
        for (Wafer wafer : wafers)
            nested(wafer, out);
        out.write("  }\n");
        field(out, 2, "FileTimestamp", time(info, DAY), time(info, HOUR));
        out.write("}\nEndOfFile;\n");
    }

    private static String time(WaferInfo info, DateTimeFormatter format) {
        return '"' + info.time().orElse(UNKNOWN_TIME).format(format) + '"';
    }

    private static void field(Writer out, int indent, String name, String... values) throws IOException {
        out.write(" ".repeat(indent) + "Field " + name + " " + values.length + " {" + String.join(", ", values)
                + "}\n");
    }

    private static void list(Writer out, int indent, String name, String columns, int rows) throws IOException {
        String in = " ".repeat(indent);
        out.write(in + "List " + name + "\n" + in + "{\n" + in + "  " + columns + "\n" + in + "  Data " + rows + "\n"
                + in + "  {\n");
    }

    private static void endList(Writer out, int indent) throws IOException {
        String in = " ".repeat(indent);
        out.write(in + "  }\n" + in + "}\n");
    }

    private void nested(Wafer wafer, Writer out) throws IOException {
        WaferDefects defects = wafer.defects();
        out.write("    Record WaferRecord " + quoted(wafer.info().wafer()) + "\n    {\n");
        field(out, 6, "DieOrigin", "0", "0");
        if (wafer.info().time().isPresent())
            field(out, 6, "ResultTimestamp", time(wafer.info(), DAY), time(wafer.info(), HOUR));
        field(out, 6, "SampleCenterLocation", length(-wafer.grid().originXum()), length(-wafer.grid().originYum()));
        field(out, 6, "SlotNumber", Integer.toString(wafer.info().slot()));
        list(out, 6, "DefectList", "Columns 15 { int32 DEFECTID, int32 XREL, int32 YREL, int32 XINDEX, int32 YINDEX,"
                + " int32 XSIZE, int32 YSIZE, float DEFECTAREA, int32 DSIZE, int32 CLASSNUMBER, int32 TEST,"
                + " int32 CLUSTERNUMBER, int32 ROUGHBINNUMBER, int32 FINEBINNUMBER, ImageList IMAGEINFO }",
                defects.size());
        for (int i = 0; i < defects.size(); i++) {
            out.write("          " + defects.id(i) + " " + length(relativeX(wafer, i)) + " "
                    + length(relativeY(wafer, i)) + " " + defects.column(i) + " " + defects.row(i) + " "
                    + size(defects.width(i), 1000) + " " + size(defects.height(i), 1000) + " "
                    + size(defects.area(i), 1e6) + " " + size(defects.length(i), 1000) + " " + defects.classNumber(i)
                    + " " + defects.test(i) + " " + defects.cluster(i) + " " + defects.roughBin(i) + " "
                    + defects.fineBin(i) + " " + KlarfImages.nested(defects.images(i)) + " ;\n");
        }
        endList(out, 6);
        List<TestSummary> tests = tests(wafer);
        for (TestSummary test : tests) {
            out.write("      Record TestRecord \"" + test.number() + "\"\n      {\n");
            field(out, 8, "AreaPerTest", new BigDecimal(area(wafer, test)).multiply(BigDecimal.valueOf(1e6))
                    .round(new MathContext(17)).toString());
            list(out, 8, "SampleTestPlanList", "Columns 2 { int32 XINDEX, int32 YINDEX }", test.plan().size());
            for (int i = 0; i < test.plan().size(); i++)
                out.write("            " + test.plan().column(i) + " " + test.plan().row(i) + " ;\n");
            endList(out, 8);
            out.write("      }\n");
        }
        out.write("      Record SummaryRecord\n      {\n");
        list(out, 8, "TestSummaryList",
                "Columns 5 { int32 TESTNO, int32 NDEFECT, float DEFDENSITY, int32 NDIE, int32 NDEFDIE }", tests.size());
        for (TestSummary test : tests) {
            out.write("            " + test.number() + " " + defects(wafer, test) + " " + density(wafer, test) + " "
                    + inspected(test) + " " + defective(wafer, test) + " ;\n");
        }
        endList(out, 8);
        out.write("      }\n    }\n");
    }
}
