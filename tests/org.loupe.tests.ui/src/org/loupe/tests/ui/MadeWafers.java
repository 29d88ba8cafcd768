package org.loupe.tests.ui;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

import org.loupe.ui.viewer.internal.wafer.OpenWafer;
import org.loupe.wafer.DieGrid;
import org.loupe.wafer.Dies;
import org.loupe.wafer.Outline;
import org.loupe.wafer.Wafer;
import org.loupe.wafer.WaferDefects;
import org.loupe.wafer.WaferInfo;

/** Wafers made for tests of the map: equal for equal seeds. */
final class MadeWafers {

    private MadeWafers() {
    }

    /** A wafer with an edge ring, a scratch and a local group: 585 defects of 6 classes. */
    static OpenWafer pattern() {
        DieGrid grid = new DieGrid(9200, 12900, -4600, -6450);
        WaferDefects.Builder defects = new WaferDefects.Builder();
        Random random = new Random(14);
        for (int i = 0; i < 318; i++) {
            double angle = Math.toRadians(63 + 327 * random.nextDouble()), r = 84000 + 9000 * random.nextDouble();
            add(defects, grid, r * Math.cos(angle), r * Math.sin(angle), 12, 0, random);
        }
        for (int i = 0; i < 90; i++) {
            double t = random.nextDouble();
            add(defects, grid, -52000 + 76000 * t + 300 * random.nextGaussian(),
                    -46000 + 78000 * t - 6000 * t * (1 - t) + 300 * random.nextGaussian(), 7, 1, random);
        }
        for (int i = 0; i < 70; i++)
            add(defects, grid, 31000 + 5000 * random.nextGaussian(), -27000 + 7000 * random.nextGaussian(), 43, 2,
                    random);
        for (int i = 0; i < 107; i++) {
            double angle = 2 * Math.PI * random.nextDouble(), r = 95000 * Math.sqrt(random.nextDouble());
            add(defects, grid, r * Math.cos(angle), r * Math.sin(angle), new int[] { 12, 43, 7, 5, 9, 0 }[i % 6], 0,
                    random);
        }
        List<Wafer.DefectCode> classes = List.of(code(12, "Particle"), code(7, "Scratch"), code(43, "Residue"),
                code(5, "Void"), code(9, "Pit"), code(0, "Unclassified"));
        return open(Outline.wafer(200_000, Outline.Mark.NOTCH, 270), grid, defects.build(), classes, List.of(),
                inside(100_000, grid, i -> Dies.NO_BIN), "14");
    }

    /** A wafer with many defects. @param classes number of classes, at least 1 */
    static OpenWafer many(int number, int classes, double dieX, double dieY) {
        DieGrid grid = new DieGrid(dieX, dieY, -dieX / 2, -dieY / 2);
        WaferDefects.Builder defects = new WaferDefects.Builder();
        Random random = new Random(number);
        for (int i = 0; i < number; i++) {
            double angle = 2 * Math.PI * random.nextDouble();
            double r = i % 3 == 0 ? 140_000 - Math.abs(4000 * random.nextGaussian())
                    : 146_000 * Math.sqrt(random.nextDouble());
            int kind = (int) (classes * Math.pow(random.nextDouble(), 2));
            add(defects, grid, r * Math.cos(angle), r * Math.sin(angle), kind + 1, 0, random);
        }
        List<Wafer.DefectCode> codes = new ArrayList<>();
        for (int i = 1; i <= classes; i++)
            codes.add(code(i, "Class " + i));
        return open(Outline.wafer(300_000, Outline.Mark.NOTCH, 180), grid, defects.build(), codes, List.of(),
                inside(148_000, grid, i -> Dies.NO_BIN), "7");
    }

    /** A wafer with bins, a flat and no defects. */
    static OpenWafer bins() {
        DieGrid grid = new DieGrid(5000, 4000, 0, 0);
        Random random = new Random(3);
        return open(Outline.wafer(150_000, Outline.Mark.FLAT, 270), grid, WaferDefects.NONE, List.of(),
                List.of(new Wafer.Bin(1, "Pass", true), new Wafer.Bin(2, "Leakage", false),
                        new Wafer.Bin(7, "Open", false)),
                inside(70_000, grid, i -> random.nextInt(10) < 8 ? 1 : random.nextBoolean() ? 2 : 7), "3");
    }

    /** A panel of 3 × 2 boards. */
    static OpenWafer panel() {
        DieGrid grid = new DieGrid(62_000, 44_000, -91_000, -42_000);
        WaferDefects.Builder defects = new WaferDefects.Builder();
        Dies.Builder boards = new Dies.Builder();
        Random random = new Random(5);
        for (int row = 0; row < 2; row++)
            for (int column = 0; column < 3; column++) {
                boards.add(column, row, Dies.NO_BIN);
                for (int i = 0; i < column * 3; i++)
                    add(defects, grid, grid.left(column) + 60_000 * random.nextDouble(),
                            grid.bottom(row) + 42_000 * random.nextDouble(), 1 + i % 3, 0, random);
            }
        return open(Outline.panel(190_000, 100_000), grid, defects.build(),
                List.of(code(1, "Open"), code(2, "Short"), code(3, "Spur")), List.of(), boards.build(), "P1");
    }

    private static void add(WaferDefects.Builder to, DieGrid grid, double x, double y, int kind, int cluster,
            Random random) {
        to.add(to.size() + 1, x, y, grid.column(x), grid.row(y)).classNumber(kind).cluster(cluster)
                .size(1 + random.nextDouble(), 1 + random.nextDouble(), 1, 1 + 2 * random.nextDouble());
    }

    private static Wafer.DefectCode code(int number, String name) {
        return new Wafer.DefectCode(number, name, "");
    }

    private static Dies inside(double radius, DieGrid grid, java.util.function.IntUnaryOperator bin) {
        Dies.Builder dies = new Dies.Builder();
        for (int row = grid.row(-radius); row <= grid.row(radius); row++)
            for (int column = grid.column(-radius); column <= grid.column(radius); column++)
                if (Math.hypot(Math.max(Math.abs(grid.left(column)), Math.abs(grid.left(column + 1))),
                        Math.max(Math.abs(grid.bottom(row)), Math.abs(grid.bottom(row + 1)))) <= radius)
                    dies.add(column, row, bin.applyAsInt(dies.size()));
        return dies.build();
    }

    private static OpenWafer open(Outline outline, DieGrid grid, WaferDefects defects, List<Wafer.DefectCode> classes,
            List<Wafer.Bin> bins, Dies dies, String name) {
        return new OpenWafer(Path.of(name + ".001").toAbsolutePath(), 0, null, new Wafer(new WaferInfo("B2611", name,
                0, "M1 CMP", "", "", "", Optional.empty()), outline, grid, dies, bins, defects, classes, List.of()),
                "KLARF 1.2");
    }
}
