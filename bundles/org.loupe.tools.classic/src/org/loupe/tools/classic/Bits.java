package org.loupe.tools.classic;

import java.util.Arrays;
import org.loupe.api.Region;
import org.loupe.api.Run;

/** Pixels that are on or off, and which of them are connected. For one thread. */
final class Bits {
    private final int width, height;
    private final boolean[] on;
    private int[] number;

    private Bits(int width, int height) {
        this.width = width;
        this.height = height;
        on = new boolean[width * height];
    }

    /** The pixels at a limit or above it. */
    static Bits above(float[] pixels, float limit, int width, int height) {
        Bits bits = new Bits(width, height);
        for (int i = 0; i < pixels.length; i++)
            bits.on[i] = pixels[i] >= limit;
        return bits;
    }

    boolean get(int x, int y) {
        return on[y * width + x];
    }

    /** The pixels that are on in both. */
    Bits and(Bits other) {
        Bits both = new Bits(width, height);
        for (int i = 0; i < on.length; i++)
            both.on[i] = on[i] && other.on[i];
        return both;
    }

    /** The pixels that are on in one or both. */
    Bits or(Bits other) {
        Bits either = new Bits(width, height);
        for (int i = 0; i < on.length; i++)
            either.on[i] = on[i] || other.on[i];
        return either;
    }

    /** The pixels that are off. */
    Bits not() {
        Bits inverse = new Bits(width, height);
        for (int i = 0; i < on.length; i++)
            inverse.on[i] = !on[i];
        return inverse;
    }

    /** The pixels that are on in one alone. */
    Bits differing(Bits other, Run run) {
        run.checkCancelled();
        Bits differ = new Bits(width, height);
        for (int i = 0; i < on.length; i++)
            differ.on[i] = on[i] != other.on[i];
        return differ;
    }

    /** Number of pixels that are on. */
    int count() {
        int count = 0;
        for (boolean b : on)
            if (b)
                count++;
        return count;
    }

    /** These pixels moved, by at most {@code far} px, to where they differ least from others; edges repeat. */
    Bits fitted(Bits other, int far, Run run) {
        int bestX = 0, bestY = 0;
        long least = Long.MAX_VALUE;
        for (int distance = 0; distance <= far; distance++)
            for (int dy = -distance; dy <= distance; dy++)
                for (int dx = -distance; dx <= distance; dx++)
                    if (Math.max(Math.abs(dx), Math.abs(dy)) == distance) {
                        long differ = difference(other, dx, dy, run);
                        if (differ < least) {
                            least = differ;
                            bestX = dx;
                            bestY = dy;
                        }
                    }
        Bits moved = new Bits(width, height);
        for (int y = 0; y < height; y++)
            for (int x = 0; x < width; x++)
                moved.on[y * width + x] = on[row(y + bestY) * width + column(x + bestX)];
        return moved;
    }

    private long difference(Bits other, int dx, int dy, Run run) {
        long differ = 0;
        for (int y = 0; y < height; y++) {
            run.checkCancelled();
            int from = row(y + dy) * width;
            for (int x = 0; x < width; x++)
                if (on[from + column(x + dx)] != other.on[y * width + x])
                    differ++;
        }
        return differ;
    }

    private int row(int y) {
        return Math.max(0, Math.min(height - 1, y));
    }

    private int column(int x) {
        return Math.max(0, Math.min(width - 1, x));
    }

    /** All pixels up to a distance from one that is on, diagonal steps counting 1. */
    Bits grown(int distance, Run run) {
        Bits wide = new Bits(width, height), all = new Bits(width, height);
        for (int y = 0; y < height; y++) {
            run.checkCancelled();
            for (int x = 0; x < width; x++)
                if (on[y * width + x])
                    Arrays.fill(wide.on, y * width + column(x - distance), y * width + column(x + distance) + 1,
                            true);
        }
        for (int y = 0; y < height; y++) {
            run.checkCancelled();
            for (int other = row(y - distance); other <= row(y + distance); other++)
                for (int x = 0; x < width; x++)
                    all.on[y * width + x] |= wide.on[other * width + x];
        }
        return all;
    }

    /** Numbers the objects from 1 on; pixels that touch at edges or corners are one. @return how many there are */
    private int number(Run run) {
        number = new int[on.length];
        int[] stack = new int[64];
        int objects = 0;
        for (int i = 0; i < on.length; i++) {
            if (i % width == 0)
                run.checkCancelled();
            if (!on[i] || number[i] != 0)
                continue;
            int top = 0;
            stack[top++] = i;
            number[i] = ++objects;
            for (int taken = 1; top > 0; taken++) {
                if (taken % 4096 == 0)
                    run.checkCancelled();
                int at = stack[--top], x = at % width, y = at / width;
                for (int ny = row(y - 1); ny <= row(y + 1); ny++)
                    for (int nx = column(x - 1); nx <= column(x + 1); nx++) {
                        int next = ny * width + nx;
                        if (on[next] && number[next] == 0) {
                            number[next] = objects;
                            if (top == stack.length)
                                stack = Arrays.copyOf(stack, top * 2);
                            stack[top++] = next;
                        }
                    }
            }
        }
        return objects;
    }

    /** Pixels of each object, by its number, within a box; 0 for those beyond it. */
    int[] areas(Region box, Run run) {
        int[] area = new int[number(run) + 1];
        for (int y = box.y(); y < box.bottom(); y++)
            for (int x = box.x(); x < box.right(); x++)
                area[number[y * width + x]]++;
        area[0] = 0;
        return area;
    }

    /** The pixels of one object. */
    Bits object(int which) {
        Bits one = new Bits(width, height);
        for (int i = 0; i < on.length; i++)
            one.on[i] = number[i] == which;
        return one;
    }

    /** Number of objects of at least so many pixels. */
    int objects(int smallest, Run run) {
        int[] area = areas(new Region(0, 0, width, height), run);
        int objects = 0;
        for (int a : area)
            if (a >= smallest)
                objects++;
        return objects;
    }

    /** Number of objects that share at least so many pixels with others. */
    int sharing(Bits other, int smallest, Run run) {
        int[] shared = new int[number(run) + 1];
        for (int i = 0; i < on.length; i++)
            if (other.on[i])
                shared[number[i]]++;
        int touched = 0;
        for (int i = 1; i < shared.length; i++)
            if (shared[i] >= smallest)
                touched++;
        return touched;
    }

    /** Writes the lengths of both axes of the ellipse with the same second moments, the longer first. */
    void axes(float[] values, int at) {
        double n = 0, sx = 0, sy = 0, sxx = 0, syy = 0, sxy = 0;
        for (int y = 0; y < height; y++)
            for (int x = 0; x < width; x++)
                if (on[y * width + x]) {
                    n++;
                    sx += x;
                    sy += y;
                    sxx += (double) x * x;
                    syy += (double) y * y;
                    sxy += (double) x * y;
                }
        double mx = sx / n, my = sy / n;
        // a pixel is a square, whose own second moment is 1/12
        double a = sxx / n - mx * mx + 1.0 / 12, b = syy / n - my * my + 1.0 / 12, c = sxy / n - mx * my;
        double middle = (a + b) / 2, half = Math.sqrt((a - b) * (a - b) / 4 + c * c);
        values[at] = (float) (4 * Math.sqrt(middle + half));
        values[at + 1] = (float) (4 * Math.sqrt(Math.max(0, middle - half)));
    }
}
