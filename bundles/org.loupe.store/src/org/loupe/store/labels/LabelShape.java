package org.loupe.store.labels;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The outline of a label in px of its tile, origin at the top left corner of the top left pixel. Immutable: arrays
 * given and got are not changed by anyone.
 */
public sealed interface LabelShape {

    /** Smallest upright box around it; of no size at the origin for the class of a whole tile. */
    Box bounds();

    /** Its area in px². */
    double area();

    /** Whether a place lies in it. */
    boolean contains(double x, double y);

    /** The same, moved by px. */
    LabelShape moved(float dx, float dy);

    /** The pixels whose centres lie in it; of a point the pixel that holds it, of a whole tile none. */
    Mask mask();

    /** Upright box; {@code x + width} and {@code y + height} are its outer edges. */
    record Box(float x, float y, float width, float height) implements LabelShape {
        public Box {
            if (!(width >= 0 && height >= 0) || Float.isNaN(x + y))
                throw new IllegalArgumentException("A box needs a place and a size of 0 or more, found " + x + ", " + y
                        + ", " + width + " × " + height + " px.");
        }

        /** The box between two corners, in any order. */
        public static Box between(double x0, double y0, double x1, double y1) {
            float left = (float) Math.min(x0, x1), top = (float) Math.min(y0, y1);
            return new Box(left, top, (float) Math.max(x0, x1) - left, (float) Math.max(y0, y1) - top);
        }

        @Override
        public Box bounds() {
            return this;
        }

        @Override
        public double area() {
            return (double) width * height;
        }

        @Override
        public boolean contains(double px, double py) {
            return px >= x && py >= y && px < x + width && py < y + height;
        }

        @Override
        public Box moved(float dx, float dy) {
            return new Box(x + dx, y + dy, width, height);
        }

        @Override
        public Mask mask() {
            return Mask.of(this);
        }

        /** Area of what two boxes share, by the area of what they cover together; 0 if both have no area. */
        public double iou(Box other) {
            double w = Math.min(x + width, other.x + other.width) - Math.max(x, other.x);
            double h = Math.min(y + height, other.y + other.height) - Math.max(y, other.y);
            double both = w > 0 && h > 0 ? w * h : 0;
            double all = area() + other.area() - both;
            return all > 0 ? both / all : 0;
        }
    }

    /** Box that is turned clockwise, as seen on the screen, about its centre. */
    record RotatedBox(float centreX, float centreY, float width, float height, float degrees) implements LabelShape {
        public RotatedBox {
            if (!(width >= 0 && height >= 0) || Float.isNaN(centreX + centreY + degrees))
                throw new IllegalArgumentException("A rotated box needs a centre, a size of 0 or more and an angle, "
                        + "found " + centreX + ", " + centreY + ", " + width + " × " + height + " px, " + degrees + "°.");
        }

        /** Its corners x0, y0, … clockwise from the one that is top left at 0°. */
        public float[] corners() {
            double cos = Math.cos(Math.toRadians(degrees)), sin = Math.sin(Math.toRadians(degrees));
            float[] xy = new float[8];
            for (int i = 0; i < 4; i++) {
                double dx = (i == 1 || i == 2 ? 0.5 : -0.5) * width, dy = (i >= 2 ? 0.5 : -0.5) * height;
                xy[2 * i] = (float) (centreX + dx * cos - dy * sin);
                xy[2 * i + 1] = (float) (centreY + dx * sin + dy * cos);
            }
            return xy;
        }

        @Override
        public Box bounds() {
            return new Ring(corners()).bounds();
        }

        @Override
        public double area() {
            return (double) width * height;
        }

        @Override
        public boolean contains(double x, double y) {
            double cos = Math.cos(Math.toRadians(degrees)), sin = Math.sin(Math.toRadians(degrees));
            double dx = x - centreX, dy = y - centreY;
            return Math.abs(dx * cos + dy * sin) * 2 <= width && Math.abs(dy * cos - dx * sin) * 2 <= height;
        }

        @Override
        public RotatedBox moved(float dx, float dy) {
            return new RotatedBox(centreX + dx, centreY + dy, width, height, degrees);
        }

        @Override
        public Mask mask() {
            return Mask.of(this);
        }
    }

    /** A closed line through points x0, y0, x1, y1 …; the last is joined to the first. */
    record Ring(float[] xy) {
        public Ring {
            if (xy.length < 6 || xy.length % 2 != 0)
                throw new IllegalArgumentException("A ring needs 3 points or more with x and y, found " + xy.length
                        + " numbers.");
            for (float value : xy)
                if (!Float.isFinite(value))
                    throw new IllegalArgumentException("The points of a ring are finite, found " + value + ".");
        }

        /** Smallest upright box around it. */
        public Box bounds() {
            float left = xy[0], right = xy[0], top = xy[1], bottom = xy[1];
            for (int i = 2; i < xy.length; i += 2) {
                left = Math.min(left, xy[i]);
                right = Math.max(right, xy[i]);
                top = Math.min(top, xy[i + 1]);
                bottom = Math.max(bottom, xy[i + 1]);
            }
            return new Box(left, top, right - left, bottom - top);
        }

        /** What it encloses in px², by the shoelace formula. */
        public double area() {
            double twice = 0;
            for (int i = 0, j = xy.length - 2; i < xy.length; j = i, i += 2)
                twice += (double) xy[j] * xy[i + 1] - (double) xy[i] * xy[j + 1];
            return Math.abs(twice) / 2;
        }

        /** Whether a place lies in it, by the even-odd rule. */
        public boolean contains(double x, double y) {
            boolean in = false;
            for (int i = 0, j = xy.length - 2; i < xy.length; j = i, i += 2)
                if (xy[i + 1] > y != xy[j + 1] > y
                        && x < (double) (xy[j] - xy[i]) * (y - xy[i + 1]) / (xy[j + 1] - xy[i + 1]) + xy[i])
                    in = !in;
            return in;
        }

        Ring moved(float dx, float dy) {
            float[] moved = xy.clone();
            for (int i = 0; i < moved.length; i += 2) {
                moved[i] += dx;
                moved[i + 1] += dy;
            }
            return new Ring(moved);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Ring ring && Arrays.equals(xy, ring.xy);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(xy);
        }

        @Override
        public String toString() {
            return Arrays.toString(xy);
        }
    }

    /** Area within an outline and outside its holes. @param rings the outline, then the holes, which lie in it */
    record Polygon(List<Ring> rings) implements LabelShape {
        public Polygon {
            rings = List.copyOf(rings);
            if (rings.isEmpty())
                throw new IllegalArgumentException("A polygon needs an outline.");
        }

        @Override
        public Box bounds() {
            return rings.get(0).bounds();
        }

        @Override
        public double area() {
            double area = rings.get(0).area();
            for (Ring hole : rings.subList(1, rings.size()))
                area -= hole.area();
            return Math.max(0, area);
        }

        @Override
        public boolean contains(double x, double y) {
            boolean in = false;
            for (Ring ring : rings)
                in ^= ring.contains(x, y);
            return in;
        }

        @Override
        public Polygon moved(float dx, float dy) {
            return new Polygon(rings.stream().map(r -> r.moved(dx, dy)).toList());
        }

        @Override
        public Mask mask() {
            return Mask.of(this);
        }
    }

    /**
     * Single pixels.
     *
     * @param x      px of its left edge
     * @param y      px of its top edge
     * @param width  px
     * @param height px
     * @param runs   lengths of runs of pixels row by row over this rectangle, by turns outside and inside, the first
     *               outside; together {@code width * height}
     */
    record Mask(int x, int y, int width, int height, int[] runs) implements LabelShape {
        public Mask {
            long sum = 0;
            for (int run : runs) {
                if (run < 0)
                    throw new IllegalArgumentException("Runs of a mask are 0 or more, found " + run + ".");
                sum += run;
            }
            if (width < 0 || height < 0 || sum != (long) width * height)
                throw new IllegalArgumentException("Runs of a mask of " + width + " × " + height + " px make "
                        + (long) width * height + ", found " + sum + ".");
        }

        /** The pixels of a rectangle for which {@code inside[row * width + column]} is true, cut to them. */
        public static Mask of(int x, int y, int width, int height, boolean[] inside) {
            int left = width, right = -1, top = height, bottom = -1;
            for (int row = 0, i = 0; row < height; row++)
                for (int column = 0; column < width; column++, i++)
                    if (inside[i]) {
                        left = Math.min(left, column);
                        right = Math.max(right, column);
                        top = Math.min(top, row);
                        bottom = row;
                    }
            if (bottom < 0)
                return new Mask(x, y, 0, 0, new int[0]);
            List<Integer> runs = new ArrayList<>();
            boolean now = false;
            int length = 0;
            for (int row = top; row <= bottom; row++)
                for (int column = left; column <= right; column++) {
                    if (inside[row * width + column] != now) {
                        runs.add(length);
                        length = 0;
                        now = !now;
                    }
                    length++;
                }
            runs.add(length);
            return new Mask(x + left, y + top, right - left + 1, bottom - top + 1,
                    runs.stream().mapToInt(Integer::intValue).toArray());
        }

        private static Mask of(LabelShape shape) {
            Box box = shape.bounds();
            int left = (int) Math.floor(box.x()), top = (int) Math.floor(box.y());
            int width = (int) Math.ceil(box.x() + box.width()) - left;
            int height = (int) Math.ceil(box.y() + box.height()) - top;
            boolean[] inside = new boolean[Math.multiplyExact(width, height)];
            for (int row = 0, i = 0; row < height; row++)
                for (int column = 0; column < width; column++, i++)
                    inside[i] = shape.contains(left + column + 0.5, top + row + 0.5);
            return of(left, top, width, height, inside);
        }

        /** Whether each pixel of its rectangle is inside, row by row. */
        public boolean[] pixels() {
            boolean[] inside = new boolean[width * height];
            boolean now = false;
            int at = 0;
            for (int run : runs) {
                if (now)
                    Arrays.fill(inside, at, at + run, true);
                at += run;
                now = !now;
            }
            return inside;
        }

        @Override
        public Box bounds() {
            return new Box(x, y, width, height);
        }

        @Override
        public double area() {
            long area = 0;
            for (int i = 1; i < runs.length; i += 2)
                area += runs[i];
            return area;
        }

        @Override
        public boolean contains(double px, double py) {
            int column = (int) Math.floor(px) - x, row = (int) Math.floor(py) - y;
            if (column < 0 || row < 0 || column >= width || row >= height)
                return false;
            long at = (long) row * width + column, end = 0;
            for (int i = 0; i < runs.length; i++) {
                end += runs[i];
                if (at < end)
                    return i % 2 == 1;
            }
            return false;
        }

        /** The same, moved by whole px; fractions are rounded. */
        @Override
        public Mask moved(float dx, float dy) {
            return new Mask(x + Math.round(dx), y + Math.round(dy), width, height, runs);
        }

        @Override
        public Mask mask() {
            return this;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Mask mask && x == mask.x && y == mask.y && width == mask.width
                    && height == mask.height && Arrays.equals(runs, mask.runs);
        }

        @Override
        public int hashCode() {
            return ((x * 31 + y) * 31 + width) * 31 + Arrays.hashCode(runs);
        }

        @Override
        public String toString() {
            return "Mask[" + x + ", " + y + ", " + width + " × " + height + ", " + (int) area() + " px]";
        }
    }

    /** A place. */
    record Point(float x, float y) implements LabelShape {
        public Point {
            if (!Float.isFinite(x) || !Float.isFinite(y))
                throw new IllegalArgumentException("A point has finite coordinates, found " + x + ", " + y + ".");
        }

        @Override
        public Box bounds() {
            return new Box(x, y, 0, 0);
        }

        @Override
        public double area() {
            return 0;
        }

        @Override
        public boolean contains(double px, double py) {
            return false;
        }

        @Override
        public Point moved(float dx, float dy) {
            return new Point(x + dx, y + dy);
        }

        @Override
        public Mask mask() {
            return new Mask((int) Math.floor(x), (int) Math.floor(y), 1, 1, new int[] {0, 1});
        }
    }

    /** The whole tile: its class says what the image is. */
    record Whole() implements LabelShape {
        @Override
        public Box bounds() {
            return new Box(0, 0, 0, 0);
        }

        @Override
        public double area() {
            return 0;
        }

        @Override
        public boolean contains(double x, double y) {
            return false;
        }

        @Override
        public Whole moved(float dx, float dy) {
            return this;
        }

        @Override
        public Mask mask() {
            return new Mask(0, 0, 0, 0, new int[0]);
        }
    }
}
