package org.loupe.exchange.internal.klarf;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.loupe.api.ToolException;
import org.loupe.exchange.Loss;
import org.loupe.wafer.DieGrid;
import org.loupe.wafer.Dies;
import org.loupe.wafer.Outline;
import org.loupe.wafer.Wafer;
import org.loupe.wafer.Wafer.DefectCode;
import org.loupe.wafer.Wafer.TestSummary;
import org.loupe.wafer.WaferDefects;
import org.loupe.wafer.WaferInfo;

/**
 * Makes a wafer of what a file told of it: places above all.
 *
 * <p>KLARF tells a place by the die and from a corner of that die. Its coordinates have their origin at die (0, 0),
 * and SampleCenterLocation is the centre of the wafer in them; DiePitch is the distance of dies, DieOrigin the lower
 * left corner of a die in its own coordinates, nearly always 0 0. Therefore
 *
 * <pre>
 * x of a defect       = XINDEX * pitch x + XREL - centre x
 * left of a column    = column * pitch x + origin x - centre x
 * </pre>
 *
 * and so in y, which goes up. All of this holds in the orientation that the file tells: OrientationMarkLocation says
 * where the notch or flat is in these coordinates (DOWN, LEFT, UP, RIGHT, or degrees clockwise from DOWN), so nothing
 * is turned for it. InspectionOrientation says how the wafer lay in the tool and does not matter.
 * CoordinatesMirrored says that the tool has already mirrored dies and places alike, so that the back of a wafer lies
 * on its front; they are left so, and it is told. With CoordinatesCentered the origin is the wafer's centre, whatever
 * SampleCenterLocation says. Places are rounded to a millionth of a µm. Lengths are µm in KLARF 1.1 and 1.2
 * (SampleSize mm), nm in 1.8.
 */
final class DraftWafer {
    private static final double[] DIAMETERS = {50e3, 75e3, 100e3, 125e3, 150e3, 200e3, 300e3, 450e3};
    private static final double WIDEST = 1e8;

    private final Drafts.Draft draft;
    private final boolean nested;
    private final String file;
    private final Loss.Count odd;
    private Map<String, Drafts.Field> common = Map.of();

    /** @param file its name, for messages */
    DraftWafer(Drafts.Draft draft, boolean nested, String file, Loss.Count odd) {
        this.draft = draft;
        this.nested = nested;
        this.file = file;
        this.odd = odd;
    }

    /** @param of fields of the file */
    Wafer wafer(Map<String, Drafts.Field> of) throws ToolException {
        common = of;
        List<TestSummary> tests = new ArrayList<>();
        Dies.Builder all = new Dies.Builder();
        draft.tests.forEach((number, test) -> {
            TestSummary summary = test.summary(number);
            tests.add(summary);
            add(summary.plan(), all);
        });
        Dies dies = all.size() > 0 ? tests.size() == 1 ? tests.get(0).plan() : all.build() : draft.map.build();
        if (dies.size() == 0)
            odd("the dies of a wafer are not told", draft.id);

        double[] pitch = length("DIEPITCH");
        double[] origin = length("DIEORIGIN");
        double[] centre = length("SAMPLECENTERLOCATION");
        Outline outline = outline(dies, pitch);
        if (pitch == null || !(pitch[0] > 0 && pitch[1] > 0)) {
            odd("DiePitch is missing or 0; the wafer is one die", draft.id);
            pitch = new double[] {outline.widthUm(), outline.heightUm()};
        }
        if (origin == null)
            origin = new double[2];
        if (yes("COORDINATESCENTERED")) {
            odd("coordinates are from the centre of the wafer (CoordinatesCentered)", draft.id);
            centre = new double[2];
        } else if (centre == null) {
            odd("SampleCenterLocation is missing; the middle of the dies is taken for it", draft.id);
            centre = middle(dies, pitch, origin);
        }
        if (yes("COORDINATESMIRRORED"))
            odd("coordinates are mirrored by the tool (CoordinatesMirrored)", draft.id);
        DieGrid grid = new DieGrid(pitch[0], pitch[1], origin[0] - centre[0], origin[1] - centre[1]);
        WaferDefects defects = defects(grid, centre, outline);
        List<DefectCode> classes = classes();
        check(tests, defects);
        return new Wafer(info(), outline, grid, dies, List.of(), defects, classes, tests);
    }

    private void odd(String what, String example) {
        odd.add(what, "wafer " + (example.length() > 200 ? example.substring(0, 200) + "…" : example));
    }

    private static void add(Dies dies, Dies.Builder to) {
        for (int i = 0; i < dies.size(); i++)
            to.add(dies.column(i), dies.row(i), dies.bin(i));
    }

    /** What is told of a field: of the wafer, else of the lot, else of the file. */
    private Drafts.Field field(String key) {
        for (Drafts.Draft of = draft; of != null; of = of.before) {
            Drafts.Field found = of.fields.get(key);
            if (found != null)
                return found;
            // a slot is of one wafer; geometry and names hold on in the flat form
            if (key.equals("SLOT") || key.equals("SLOTNUMBER"))
                break;
        }
        Drafts.Field found = draft.lot.fields.get(key);
        return found != null ? found : common.get(key);
    }

    private String text(String key) {
        Drafts.Field found = field(key);
        return found == null || found.values().isEmpty() ? "" : found.values().get(0);
    }

    private boolean yes(String key) {
        return text(key).equalsIgnoreCase("YES");
    }

    /** Two lengths in µm, null if they are not told. */
    private double[] length(String key) throws ToolException {
        Drafts.Field found = field(key);
        if (found == null || found.unknown())
            return null;
        double[] values = Values.numbers(found, 2, key, file);
        double[] lengths = {values[0] / (nested ? 1000 : 1), values[1] / (nested ? 1000 : 1)};
        if (Math.abs(lengths[0]) > WIDEST || Math.abs(lengths[1]) > WIDEST)
            throw new ToolException(file + ", line " + found.line() + ": expected at most 100 m for " + key + ", found "
                    + Tokens.cut(String.join(" ", found.values())) + ".",
                    "Mend the file, or export it again from the tool.");
        return lengths;
    }

    private static double[] middle(Dies dies, double[] pitch, double[] origin) {
        int[] box = box(dies);
        return new double[] {origin[0] + (box[0] + box[2] + 1) / 2.0 * pitch[0],
                origin[1] + (box[1] + box[3] + 1) / 2.0 * pitch[1]};
    }

    /** First column, first row, last column, last row; die (0, 0) if there are none. */
    private static int[] box(Dies dies) {
        if (dies.size() == 0)
            return new int[4];
        int[] box = {Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MIN_VALUE, Integer.MIN_VALUE};
        for (int i = 0; i < dies.size(); i++) {
            box[0] = Math.min(box[0], dies.column(i));
            box[1] = Math.min(box[1], dies.row(i));
            box[2] = Math.max(box[2], dies.column(i));
            box[3] = Math.max(box[3], dies.row(i));
        }
        return box;
    }

    private Outline outline(Dies dies, double[] pitch) throws ToolException {
        double[] size = size();
        if (size == null || !(size[0] > 0 && size[1] > 0 && size[0] < WIDEST && size[1] < WIDEST)) {
            double diameter = guess(dies, pitch);
            odd("SampleSize is missing or wrong; the wafer is taken for " + Math.round(diameter / 1000) + " mm",
                    draft.id);
            size = new double[] {diameter, diameter, 1};
        }
        if (size[2] == 0)
            return Outline.panel(size[0], size[1]);
        String type = text("SAMPLEORIENTATIONMARKTYPE").toUpperCase(Locale.ROOT);
        Outline.Mark mark = type.equals("NOTCH") ? Outline.Mark.NOTCH
                : type.equals("FLAT") ? Outline.Mark.FLAT : Outline.Mark.NONE;
        return Outline.wafer(size[0], mark, degrees(mark));
    }

    /** Width and height in µm and whether it is round, null if that is not told. */
    private double[] size() throws ToolException {
        Drafts.Field found = field("SAMPLESIZE");
        if (found == null || found.unknown())
            return null;
        double[] values = Values.numbers(found, 1, "SampleSize", file);
        if (nested) {
            double width = values[0] / 1000;
            double height = values.length > 1 && values[1] > 0 ? values[1] / 1000 : width;
            return new double[] {width, height, width == height ? 1 : 0};
        }
        if (values.length == 1) {
            odd("SampleSize tells no shape; it is taken for a diameter", draft.id);
            return new double[] {values[0] * 1000, values[0] * 1000, 1};
        }
        // 10 m of wafer are µm that a tool wrote for mm
        boolean um = values[1] >= 10_000;
        if (um)
            odd("SampleSize is read as µm, since as mm it were " + (long) values[1] / 1000 + " m", draft.id);
        double width = values[1] * (um ? 1 : 1000);
        if (values[0] == 2 && values.length > 2)
            return new double[] {width, values[2] * (um ? 1 : 1000), 0};
        if (values[0] != 1)
            odd("SampleSize tells a shape other than 1, round; it is taken for a diameter", draft.id);
        return new double[] {width, width, 1};
    }

    private static double guess(Dies dies, double[] pitch) {
        double needed = 0;
        if (pitch != null) {
            int[] box = box(dies);
            needed = Math.max((box[2] - (double) box[0] + 1) * pitch[0], (box[3] - (double) box[1] + 1) * pitch[1]);
        }
        for (double diameter : DIAMETERS) {
            if (diameter >= 200e3 && diameter >= needed)
                return diameter;
        }
        return needed < WIDEST ? needed : 300e3;
    }

    /** Where the mark is, counter-clockwise from x. */
    private double degrees(Outline.Mark mark) {
        String where = text("ORIENTATIONMARKLOCATION").toUpperCase(Locale.ROOT);
        switch (where) {
        case "DOWN", "BOTTOM":
            return 270;
        case "LEFT":
            return 180;
        case "UP", "TOP":
            return 90;
        case "RIGHT":
            return 0;
        default:
            break;
        }
        try {
            double clockwise = Double.parseDouble(where);
            if (Math.abs(clockwise) <= 360)
                return ((270 - clockwise) % 360 + 360) % 360;
        } catch (NumberFormatException e) {
            // told below, as a number that is none of a circle
        }
        if (mark != Outline.Mark.NONE)
            odd("OrientationMarkLocation is missing or unknown; it is taken for DOWN", draft.id);
        return 270;
    }

    private WaferDefects defects(DieGrid grid, double[] centre, Outline outline) {
        WaferDefects.Builder defects = draft.defects;
        for (int i = 0; i < defects.size(); i++) {
            double x = defects.x(i);
            double y = defects.y(i);
            int column = defects.column(i);
            int row = defects.row(i);
            if (x != x || y != y) {
                odd.add("defects without a place are put into the middle of their die", defect(i));
                defects.place(i, grid.left(column) + grid.pitchXum() / 2, grid.bottom(row) + grid.pitchYum() / 2,
                        column, row);
                continue;
            }
            x = clean((draft.absolute ? 0 : column * grid.pitchXum()) + x - centre[0]);
            y = clean((draft.absolute ? 0 : row * grid.pitchYum()) + y - centre[1]);
            if (draft.absolute) {
                column = grid.column(x);
                row = grid.row(y);
            }
            defects.place(i, x, y, column, row);
            double slackX = grid.pitchXum() * 1e-3;
            double slackY = grid.pitchYum() * 1e-3;
            double inX = x - grid.left(column);
            double inY = y - grid.bottom(row);
            if (inX < -slackX || inX > grid.pitchXum() + slackX || inY < -slackY || inY > grid.pitchYum() + slackY)
                odd.add("defects lie outside of the die that the file names for them", defect(i));
            else if (!outline.contains(x, y))
                odd.add("defects lie outside of the wafer", defect(i));
        }
        if (draft.absolute && defects.size() > 0)
            odd("defects tell X and Y but no XREL and YREL; X and Y are taken from the corner of die (0, 0)", draft.id);
        return defects.build();
    }

    /** Without what adding decimal numbers in binary leaves behind: to a millionth of a µm, as files are written. */
    private static double clean(double um) {
        return Math.abs(um) < 1e9 ? Math.rint(um * 1e6) / 1e6 : um;
    }

    private String defect(int row) {
        return "row " + (row + 1) + " of wafer " + draft.id;
    }

    private List<DefectCode> classes() {
        List<DefectCode> told = draft.lot.classes;
        for (Drafts.Draft of = draft; of != null; of = of.before) {
            if (of.classes != null) {
                told = of.classes;
                break;
            }
        }
        Set<Integer> seen = new HashSet<>();
        List<DefectCode> once = new ArrayList<>(told.size());
        for (DefectCode of : told) {
            if (seen.add(of.number()))
                once.add(of);
            else
                odd("a class is told twice; its first name holds", draft.id + ", class " + of.number());
        }
        return once;
    }

    /** Tells where what a tool counted differs from what it lists. */
    private void check(List<TestSummary> tests, WaferDefects defects) {
        long told = 0;
        for (TestSummary test : tests) {
            if (test.defects() < 0)
                return;
            told += test.defects();
        }
        if (!tests.isEmpty() && told != defects.size())
            odd("the summary counts other than the listed defects", draft.id + ": " + told + " instead of "
                    + defects.size());
    }

    private WaferInfo info() {
        String slot = text(nested ? "SLOTNUMBER" : "SLOT");
        int number = slot.matches("\\d{1,9}") ? Integer.parseInt(slot) : 0;
        Drafts.Field station = field("INSPECTIONSTATIONID");
        String tool = station == null ? "" : station.values().stream()
                .filter(v -> !v.isBlank() && !v.equals("NONE")).collect(Collectors.joining(" "));
        Drafts.Field time = field("RESULTTIMESTAMP");
        if (time == null)
            time = field("FILETIMESTAMP");
        var when = time == null ? Values.time(List.of()) : Values.time(time.values());
        if (time != null && when.isEmpty())
            odd("a time cannot be read", draft.id + ": " + String.join(" ", time.values()));
        return new WaferInfo(draft.lot.id, draft.id, number, text("STEPID"), text("DEVICEID"),
                text(nested ? "RECIPEID" : "SETUPID"), tool, when);
    }
}
