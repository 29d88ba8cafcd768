package org.loupe.wafer.statistics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.loupe.wafer.DieGrid;
import org.loupe.wafer.Dies;
import org.loupe.wafer.Outline;
import org.loupe.wafer.Wafer;
import org.loupe.wafer.Wafer.DefectCode;
import org.loupe.wafer.Wafer.TestSummary;
import org.loupe.wafer.WaferDefects;
import org.loupe.wafer.WaferInfo;

/** Wafers with known truth: 200 mm, dies of 8 × 10 mm, what a test plants on them. */
public final class Wafers {
    /** Radius of the wafers in µm. */
    public static final double RADIUS = 100_000;
    /** The grid of the wafers; a corner of dies is in the centre. */
    public static final DieGrid GRID = new DieGrid(8000, 10_000, 0, 0);

    private final WaferDefects.Builder defects = new WaferDefects.Builder();
    private final SplittableRandom random;

    public Wafers(long seed) {
        random = new SplittableRandom(seed);
    }

    /** A number with mean 0 and deviation 1. */
    public double gauss() {
        return Math.sqrt(-2 * Math.log(1 - random.nextDouble())) * Math.cos(2 * Math.PI * random.nextDouble());
    }

    public double uniform(double from, double to) {
        return from + (to - from) * random.nextDouble();
    }

    /** A defect at a place. */
    public Wafers at(double x, double y, int classNumber) {
        defects.add(defects.size() + 1, x, y, GRID.column(x), GRID.row(y)).classNumber(classNumber);
        return this;
    }

    /** Defects anywhere between two radii. */
    public Wafers ring(int count, double from, double to, int classNumber) {
        for (int i = 0; i < count; i++) {
            double r = Math.sqrt(uniform(from * from, to * to)), a = uniform(0, 2 * Math.PI);
            at(r * Math.cos(a), r * Math.sin(a), classNumber);
        }
        return this;
    }

    /** Defects anywhere. */
    public Wafers anywhere(int count) {
        return ring(count, 0, RADIUS * 0.999, 0);
    }

    /** Defects along a curved line. @param bend how far its middle is from the straight line, µm */
    public Wafers scratch(int count, double x1, double y1, double x2, double y2, double bend, double width) {
        double length = Math.hypot(x2 - x1, y2 - y1), nx = -(y2 - y1) / length, ny = (x2 - x1) / length;
        for (int i = 0; i < count; i++) {
            double t = (i + uniform(0, 1)) / count, off = 4 * bend * t * (1 - t) + gauss() * width / 4;
            at(x1 + t * (x2 - x1) + off * nx, y1 + t * (y2 - y1) + off * ny, 1);
        }
        return this;
    }

    /** Defects around a place. */
    public Wafers blob(int count, double x, double y, double deviation) {
        for (int i = 0; i < count; i++)
            at(x + gauss() * deviation, y + gauss() * deviation, 2);
        return this;
    }

    /** All dies that are whole on a wafer. */
    public static Dies dies() {
        Dies.Builder dies = new Dies.Builder();
        for (int row = -10; row < 10; row++)
            for (int column = -13; column < 13; column++)
                if (whole(column, row))
                    dies.add(column, row, Dies.NO_BIN);
        return dies.build();
    }

    private static boolean whole(int column, int row) {
        double x = Math.max(Math.abs(GRID.left(column)), Math.abs(GRID.left(column + 1)));
        double y = Math.max(Math.abs(GRID.bottom(row)), Math.abs(GRID.bottom(row + 1)));
        return Math.hypot(x, y) <= RADIUS;
    }

    /** The wafer with what was planted so far. */
    public Wafer wafer() {
        return wafer(dies(), List.of());
    }

    public Wafer wafer(Dies dies, List<TestSummary> tests) {
        return new Wafer(new WaferInfo("LOT", "W", 1, "M1", "", "", "", java.util.Optional.empty()),
                Outline.wafer(2 * RADIUS, Outline.Mark.NOTCH, 270), GRID, dies, List.of(), defects.build(),
                List.of(new DefectCode(1, "Scratch", "S"), new DefectCode(2, "", "B")), tests);
    }

    /** The file of a real tool, read by just enough code; null where it is missing. */
    public static Wafer real() throws IOException {
        Path file = Path.of("../../../shared/data/klarf/CPS3TwithoutReview.001");
        if (!Files.exists(file))
            return null;
        double px = 2.48996e3, py = 2.25992e3, cx = 2.3948e3, cy = 2.09032e3;
        DieGrid grid = new DieGrid(px, py, -cx, -cy);
        Dies.Builder dies = new Dies.Builder();
        WaferDefects.Builder defects = new WaferDefects.Builder();
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        int at = lines.indexOf("SampleTestPlan 4988") + 1;
        for (; dies.size() < 4988; at++) {
            String[] place = lines.get(at).replace(";", "").strip().split("\\s+");
            dies.add(Integer.parseInt(place[0]), Integer.parseInt(place[1]), Dies.NO_BIN);
        }
        for (at = lines.indexOf("DefectList") + 1; defects.size() < 16; at++) {
            String[] v = lines.get(at).strip().split("\\s+");
            int column = Integer.parseInt(v[3]), row = Integer.parseInt(v[4]);
            defects.add(Integer.parseInt(v[0]), grid.left(column) + Double.parseDouble(v[1]),
                    grid.bottom(row) + Double.parseDouble(v[2]), column, row).test(1);
        }
        Dies plan = dies.build();
        return new Wafer(WaferInfo.UNKNOWN, Outline.wafer(200_000, Outline.Mark.NOTCH, 270), grid, plan, List.of(),
                defects.build(), List.of(), List.of(new TestSummary(1, 2.3296152996e10, plan, 16, 0.068681, 4988, 15)));
    }
}
