package org.loupe.tools.imageio.internal;

import java.util.ArrayList;
import java.util.List;

/**
 * A piece of a circuit board: traces that bend by 45° and run side by side, pads in rows, vias with holes, ground
 * areas that keep their distance. Laid out on a grid, so that spacing rules hold.
 *
 * @param copper what is copper beside the ground areas
 * @param ground areas of copper that keep {@code clearance} px from the rest
 * @param holes  drilled through everything
 * @param traces straight pieces of traces, where defects may be put: ax, ay, bx, by, half width
 * @param clearance px
 */
public record BoardLayout(List<Form> copper, List<Form> ground, List<Form> holes, List<double[]> traces,
        double clearance) {
    private static final int[] DX = { 1, 1, 0, -1, -1, -1, 0, 1 };
    private static final int[] DY = { 0, 1, 1, 1, 0, -1, -1, -1 };
    private static final int MARGIN = 3;

    /** Lays out a board that covers {@code width × height} px with some margin. */
    public static BoardLayout of(int width, int height, double traceWidth, Dice dice) {
        return new Router(width, height, traceWidth, dice).layout();
    }

    /** Takes cells of a grid for nets, one after the other. */
    private static final class Router {
        private final double pitch;
        private final double half;
        private final int columns;
        private final int rows;
        private final boolean[] taken;
        /** Diagonal steps taken, by the upper left cell of the square: bit 0 for \, bit 1 for /. */
        private final byte[] diagonals;
        private final Dice dice;
        private final List<Form> copper = new ArrayList<>();
        private final List<Form> ground = new ArrayList<>();
        private final List<Form> holes = new ArrayList<>();
        private final List<double[]> traces = new ArrayList<>();

        Router(int width, int height, double traceWidth, Dice dice) {
            this.dice = dice;
            half = traceWidth / 2;
            pitch = traceWidth * 2.8;
            columns = (int) Math.ceil(width / pitch) + 2 * MARGIN + 1;
            rows = (int) Math.ceil(height / pitch) + 2 * MARGIN + 1;
            taken = new boolean[columns * rows];
            diagonals = new byte[columns * rows];
        }

        private double at(int cell) {
            return (cell - MARGIN) * pitch;
        }

        BoardLayout layout() {
            int area = columns * rows;
            for (int i = dice.whole(0, 2); i > 0; i--)
                largeHole();
            for (int i = dice.whole(1, 3); i > 0; i--)
                padRow();
            double fill = dice.uniform(0.42, 0.62);
            int used = count();
            for (int tries = 0; tries < 60 + area / 4 && used < fill * area; tries++) {
                bus();
                used = count();
            }
            for (int i = area / 60; i > 0; i--)
                loneVia();
            grounds();
            return new BoardLayout(copper, ground, holes, traces, half * 2 * 1.05);
        }

        private int count() {
            int n = 0;
            for (boolean t : taken)
                n += t ? 1 : 0;
            return n;
        }

        private boolean free(int column, int row) {
            return column >= 0 && row >= 0 && column < columns && row < rows && !taken[row * columns + column];
        }

        private boolean freeAround(int column, int row, int reach) {
            for (int y = row - reach; y <= row + reach; y++)
                for (int x = column - reach; x <= column + reach; x++)
                    if (!free(x, y))
                        return false;
            return true;
        }

        private void take(int column, int row, int reach) {
            for (int y = Math.max(0, row - reach); y <= Math.min(rows - 1, row + reach); y++)
                for (int x = Math.max(0, column - reach); x <= Math.min(columns - 1, column + reach); x++)
                    taken[y * columns + x] = true;
        }

        /** A pad of a wired part or a mounting hole. */
        private void largeHole() {
            int column = dice.whole(2, columns - 3), row = dice.whole(2, rows - 3);
            if (!freeAround(column, row, 1))
                return;
            take(column, row, 1);
            double radius = pitch * dice.uniform(0.75, 1.0);
            copper.add(Form.disc(at(column), at(row), radius));
            holes.add(Form.disc(at(column), at(row), radius * dice.uniform(0.45, 0.6)));
        }

        /** The pads of one side of a chip; a trace leaves from most of them. */
        private void padRow() {
            boolean across = dice.chance(0.5);
            int n = dice.whole(4, 9), column = dice.whole(1, columns - 2), row = dice.whole(1, rows - 2);
            double longer = pitch * dice.uniform(0.75, 0.95), shorter = half * dice.uniform(1.35, 1.6);
            double corner = dice.chance(0.5) ? shorter * 0.3 : shorter * 0.9;
            int towards = across ? dice.chance(0.5) ? 2 : 6 : dice.chance(0.5) ? 0 : 4;
            List<int[]> starts = new ArrayList<>();
            for (int i = 0; i < n; i++) {
                int x = across ? column + i : column, y = across ? row : row + i;
                boolean fits = free(x, y) && free(across ? x : x - 1, across ? y - 1 : y)
                        && free(across ? x : x + 1, across ? y + 1 : y);
                if (!fits)
                    continue;
                starts.add(new int[] { x, y });
            }
            for (int[] start : starts) {
                for (int k = -1; k <= 1; k++)
                    take(across ? start[0] : start[0] + k, across ? start[1] + k : start[1], 0);
                copper.add(Form.rectangle(at(start[0]), at(start[1]), across ? shorter : longer,
                        across ? longer : shorter, corner));
            }
            for (int[] start : starts)
                if (dice.chance(0.8)) {
                    List<int[]> path = new ArrayList<>();
                    path.add(start);
                    path.add(new int[] { start[0] + DX[towards], start[1] + DY[towards] });
                    extend(path, towards, steps(dice.whole(3, 14)), half);
                }
        }

        private List<int[]> steps(int length) {
            List<int[]> steps = new ArrayList<>();
            int turn = 0;
            for (int i = 0; i < length;) {
                int run = dice.whole(2, 7);
                steps.add(new int[] { turn, run });
                turn = dice.chance(0.5) ? 1 : -1;
                i += run;
            }
            return steps;
        }

        /** Some traces side by side: each tries the moves of the one before. */
        private void bus() {
            int column = dice.below(columns), row = dice.below(rows), direction = dice.below(4) * 2;
            if (dice.chance(0.25))
                direction++;
            int n = dice.chance(0.35) ? dice.whole(3, 7) : dice.whole(1, 2);
            List<int[]> steps = steps(dice.whole(5, 26));
            double wide = dice.chance(0.12) ? half * 1.7 : half;
            int side = dice.chance(0.5) ? 2 : 6;
            for (int i = 0; i < n; i++) {
                int x = column + i * DX[direction + side & 7], y = row + i * DY[direction + side & 7];
                if (!free(x, y))
                    continue;
                List<int[]> path = new ArrayList<>();
                path.add(new int[] { x, y });
                extend(path, direction, steps, n == 1 ? wide : half);
            }
        }

        /** Goes on from the path's end as far as there is room, and draws the net if it is long enough. */
        private void extend(List<int[]> path, int direction, List<int[]> steps, double width) {
            int fixed = path.size();
            for (int[] step : steps) {
                int turn = path.size() == fixed ? 0 : step[0];
                if (!advance(path, direction + turn & 7, step[1])) {
                    turn = -turn;
                    if (turn == 0 || !advance(path, direction + turn & 7, step[1]))
                        break;
                }
                direction = direction + turn & 7;
            }
            if (path.size() < fixed + 3)
                return;
            draw(path, width, fixed > 1);
        }

        /** Goes straight on for up to so many cells. @return whether there was room for two at least */
        private boolean advance(List<int[]> path, int direction, int cells) {
            int before = path.size();
            for (int i = 0; i < cells; i++) {
                int[] end = path.get(path.size() - 1);
                int x = end[0] + DX[direction], y = end[1] + DY[direction];
                if (!free(x, y) || crossed(end[0], end[1], direction) || contains(path, x, y))
                    break;
                path.add(new int[] { x, y });
            }
            if (path.size() >= before + 2)
                return true;
            while (path.size() > before)
                path.remove(path.size() - 1);
            return false;
        }

        private static boolean contains(List<int[]> path, int x, int y) {
            for (int[] p : path)
                if (p[0] == x && p[1] == y)
                    return true;
            return false;
        }

        private int square(int x, int y, int direction) {
            return Math.min(y, y + DY[direction]) * columns + Math.min(x, x + DX[direction]);
        }

        private boolean crossed(int x, int y, int direction) {
            if ((direction & 1) == 0)
                return false;
            int bit = DX[direction] == DY[direction] ? 2 : 1;
            return (diagonals[square(x, y, direction)] & bit) != 0;
        }

        private void draw(List<int[]> path, double width, boolean fromPad) {
            for (int i = 0; i < path.size(); i++) {
                int[] p = path.get(i);
                take(p[0], p[1], 0);
                if (i + 1 < path.size()) {
                    int[] q = path.get(i + 1);
                    if (p[0] != q[0] && p[1] != q[1])
                        diagonals[Math.min(p[1], q[1]) * columns + Math.min(p[0], q[0])] |=
                                (byte) ((q[0] - p[0]) * (q[1] - p[1]) > 0 ? 1 : 2);
                }
            }
            int from = 0;
            for (int i = 1; i <= path.size() - 1; i++) {
                boolean last = i == path.size() - 1;
                int[] a = path.get(i - 1), b = path.get(i), c = last ? b : path.get(i + 1);
                if (!last && c[0] - b[0] == b[0] - a[0] && c[1] - b[1] == b[1] - a[1])
                    continue;
                piece(path.get(from), b, width);
                from = i;
            }
            if (!fromPad)
                terminal(path.get(0));
            terminal(path.get(path.size() - 1));
        }

        private void piece(int[] a, int[] b, double width) {
            double ax = at(a[0]), ay = at(a[1]), bx = at(b[0]), by = at(b[1]);
            traces.add(new double[] { ax, ay, bx, by, width });
            int parts = a[0] != b[0] && a[1] != b[1] ? Math.abs(a[0] - b[0]) : 1;
            for (int i = 0; i < parts; i++)
                copper.add(Form.line(ax + (bx - ax) * i / parts, ay + (by - ay) * i / parts,
                        ax + (bx - ax) * (i + 1) / parts, ay + (by - ay) * (i + 1) / parts, width));
        }

        private void terminal(int[] p) {
            double x = at(p[0]), y = at(p[1]);
            if (dice.chance(0.55)) {
                via(x, y);
            } else if (dice.chance(0.6)) {
                double size = half * dice.uniform(1.3, 1.5);
                copper.add(Form.rectangle(x, y, size, size, size * 0.25));
            } else {
                copper.add(Form.disc(x, y, half * dice.uniform(1.5, 1.8)));
            }
        }

        private void via(double x, double y) {
            double radius = half * dice.uniform(1.75, 2.0);
            copper.add(Form.disc(x, y, radius));
            holes.add(Form.disc(x, y, radius * dice.uniform(0.42, 0.55)));
        }

        private void loneVia() {
            int column = dice.below(columns), row = dice.below(rows);
            if (!freeAround(column, row, 1))
                return;
            take(column, row, 0);
            via(at(column), at(row));
        }

        /** Their edges lie between the lines of the grid, where no narrow remainders are left beside traces. */
        private void grounds() {
            for (int i = dice.whole(0, 3); i > 0 && columns >= 10 && rows >= 10; i--) {
                int left = dice.whole(-4, columns), top = dice.whole(-4, rows);
                double halfWidth = dice.whole(5, columns / 2) * pitch / 2;
                double halfHeight = dice.whole(5, rows / 2) * pitch / 2;
                ground.add(Form.chamfered((left + 0.5) * pitch + halfWidth, (top + 0.5) * pitch + halfHeight, halfWidth,
                        halfHeight, pitch * dice.whole(1, 2)));
            }
        }
    }
}
