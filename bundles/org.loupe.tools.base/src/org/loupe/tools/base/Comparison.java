package org.loupe.tools.base;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Two grey images of one size, or a part of each, compared pixel by pixel. Marks where they differ, then which of these
 * pixels are evidence: those that no shift of an edge explains. Keeps its memory for the next images. For one thread.
 */
public final class Comparison {
    /** Flags of a pixel: the test image is darker, or brighter; evidence beyond the tolerance, or by thickness. */
    public static final int DARK = 1, BRIGHT = 2, BEYOND = 4, THICK = 8;
    /** The pixel belongs to a piece that is not thin; it has been collected. */
    private static final int SOLID = 16, TAKEN = 32;
    /** Side of the square that fits into a piece that is not thin. */
    private static final int SQUARE = 3;

    int width;
    int height;
    char[] test = {};
    char[] reference = {};
    byte[] flags = {};
    /** The pixels that differ, row by row. */
    int[] places = new int[1024];
    int count;

    public int width() {
        return width;
    }

    public int height() {
        return height;
    }

    /** Grey levels of the test image row by row, to be set; the array may be longer. */
    public char[] test() {
        return test;
    }

    /** Grey levels of the reference, likewise. */
    public char[] reference() {
        return reference;
    }

    /**
     * Takes flags that were found elsewhere, instead of {@link #mark} and {@link #findEvidence}.
     *
     * @param found a byte for each pixel: 0, or {@link #DARK} or {@link #BRIGHT} with what it is evidence of
     */
    public void take(ByteBuffer found) {
        found.get(0, flags, 0, width * height);
        for (int i = 0; i < width * height; i++)
            if (flags[i] != 0)
                add(i);
    }

    /** Offsets of the pixels of a disc, nearest first. */
    public record Disc(int[] x, int[] y) {
        /** The pixels whose centres lie within a radius in px. */
        public static Disc of(double radius) {
            int most = (int) Math.ceil(radius);
            List<int[]> offsets = new ArrayList<>();
            for (int y = -most; y <= most; y++)
                for (int x = -most; x <= most; x++)
                    if (x * x + y * y <= radius * radius + 0.5)
                        offsets.add(new int[] { x, y });
            offsets.sort((a, b) -> Integer.compare(a[0] * a[0] + a[1] * a[1], b[0] * b[0] + b[1] * b[1]));
            return new Disc(offsets.stream().mapToInt(o -> o[0]).toArray(),
                    offsets.stream().mapToInt(o -> o[1]).toArray());
        }
    }

    /** Pixels of one polarity that hang together, with evidence among them. */
    static final class Piece {
        int polarity;
        int[] places;
        int left;
        int top;
        int right;
        int bottom;
        /** Pixels of evidence that a local shift leaves, each counted for each kind. */
        int evidence;

        int area() {
            return places.length;
        }

        /** Takes another piece in. */
        void join(Piece other) {
            left = Math.min(left, other.left);
            top = Math.min(top, other.top);
            right = Math.max(right, other.right);
            bottom = Math.max(bottom, other.bottom);
            evidence += other.evidence;
            int own = places.length;
            places = Arrays.copyOf(places, own + other.places.length);
            System.arraycopy(other.places, 0, places, own, other.places.length);
        }
    }

    /** Makes room for images of this size; their pixels are to be set then. */
    public void size(int newWidth, int newHeight) {
        width = newWidth;
        height = newHeight;
        int pixels = width * height;
        if (test.length < pixels || test.length > 4 * pixels + 65536) {
            test = new char[pixels];
            reference = new char[pixels];
            flags = new byte[pixels];
        }
        Arrays.fill(flags, 0, pixels, (byte) 0);
        count = 0;
    }

    /**
     * Marks the pixels of rows {@code from} to below {@code to} that differ by more than {@code contrast} and by more
     * than {@code share} of the range of grey levels around them, which is what a blurred edge that lies elsewhere can
     * do.
     *
     * @param valid 0 where nothing is compared, from the first of these rows on; {@code null}: everywhere
     */
    public void mark(int from, int to, double contrast, double share, byte[] valid) {
        char[] a = test, b = reference;
        int least = (int) contrast, first = from * width;
        for (int i = first, end = to * width; i < end; i++)
            if (Math.abs(a[i] - b[i]) > least && (valid == null || valid[i - first] != 0))
                mark(i, share);
    }

    private void mark(int place, double share) {
        int difference = test[place] - reference[place];
        if (Math.abs(difference) <= share * rangeAround(place))
            return;
        flags[place] = (byte) (difference > 0 ? BRIGHT : DARK);
        add(place);
    }

    private void add(int place) {
        if (count == places.length)
            places = Arrays.copyOf(places, 2 * count);
        places[count++] = place;
    }

    private int rangeAround(int place) {
        int x = place % width, y = place / width, low = Character.MAX_VALUE, high = 0;
        for (int row = Math.max(0, y - 1); row <= Math.min(height - 1, y + 1); row++)
            for (int column = Math.max(0, x - 1); column <= Math.min(width - 1, x + 1); column++) {
                int i = row * width + column;
                low = Math.min(low, Math.min(test[i], reference[i]));
                high = Math.max(high, Math.max(test[i], reference[i]));
            }
        return high - low;
    }

    /**
     * Flags as evidence the marked pixels whose grey level the other image does not have within the tolerance, in
     * either direction, and those that a disc covers that holds nothing but marked pixels of one polarity.
     */
    public void findEvidence(Disc tolerance, Disc thick, double contrast, double share) {
        for (int k = 0; k < count; k++) {
            int i = places[k], x = i % width, y = i / width, polarity = flags[i] & (DARK | BRIGHT);
            if (!explained(x, y, i, polarity, tolerance, contrast, share))
                flags[i] |= BEYOND;
            if (holds(x, y, polarity, thick))
                for (int m = 0; m < thick.x.length; m++)
                    flags[i + thick.y[m] * width + thick.x[m]] |= THICK;
        }
    }

    private boolean explained(int x, int y, int place, int polarity, Disc tolerance, double contrast, double share) {
        int sign = polarity == BRIGHT ? 1 : -1;
        int here = sign * test[place], there = sign * reference[place];
        int slack = (int) Math.max(contrast, share * (here - there));
        int lowest = here - slack, highest = there + slack;
        boolean testFound = false, referenceFound = false;
        for (int m = 0; m < tolerance.x.length; m++) {
            int column = x + tolerance.x[m], row = y + tolerance.y[m];
            if (column < 0 || row < 0 || column >= width || row >= height)
                continue;
            int i = row * width + column;
            testFound |= sign * reference[i] >= lowest;
            referenceFound |= sign * test[i] <= highest;
            if (testFound && referenceFound)
                return true;
        }
        return false;
    }

    private boolean holds(int x, int y, int polarity, Disc disc) {
        for (int m = 0; m < disc.x.length; m++) {
            int column = x + disc.x[m], row = y + disc.y[m];
            if (column < 0 || row < 0 || column >= width || row >= height
                    || (flags[row * width + column] & polarity) == 0)
                return false;
        }
        return true;
    }

    /** Whether a marked pixel is evidence. */
    boolean isEvidence(int place) {
        return (flags[place] & (BEYOND | THICK)) != 0;
    }

    /** Takes back that a pixel is evidence. */
    void dismiss(int place) {
        flags[place] &= ~(BEYOND | THICK);
    }

    /**
     * Collects the pieces, in the order of their first evidence: evidence with what hangs together with it within
     * {@code reach} px, thin pieces left out, because those are edges.
     */
    List<Piece> pieces(int reach) {
        for (int k = 0; k < count; k++)
            markSolid(places[k]);
        List<Piece> pieces = new ArrayList<>();
        int[] queue = new int[count], distance = new int[count];
        for (int k = 0; k < count; k++)
            if (isEvidence(places[k]) && (flags[places[k]] & TAKEN) == 0)
                pieces.add(collect(places[k], reach, queue, distance));
        return pieces;
    }

    /** Whether a collected pixel has a neighbour at an edge that is of another piece or of none. */
    boolean isOutline(int place) {
        int x = place % width, y = place / width, own = flags[place] & (DARK | BRIGHT) | TAKEN;
        return x == 0 || y == 0 || x == width - 1 || y == height - 1 || (flags[place - 1] & own) != own
                || (flags[place + 1] & own) != own || (flags[place - width] & own) != own
                || (flags[place + width] & own) != own;
    }

    private void markSolid(int place) {
        int x = place % width, y = place / width, polarity = flags[place] & (DARK | BRIGHT);
        if (x + SQUARE > width || y + SQUARE > height)
            return;
        for (int row = 0; row < SQUARE; row++)
            for (int i = place + row * width, end = i + SQUARE; i < end; i++)
                if ((flags[i] & polarity) == 0)
                    return;
        for (int row = 0; row < SQUARE; row++)
            for (int i = place + row * width, end = i + SQUARE; i < end; i++)
                flags[i] |= SOLID;
    }

    private Piece collect(int start, int reach, int[] queue, int[] distance) {
        Piece piece = new Piece();
        piece.polarity = flags[start] & (DARK | BRIGHT);
        piece.left = width;
        piece.top = height;
        int head = 0, tail = 0;
        queue[tail++] = start;
        flags[start] |= TAKEN;
        while (head < tail) {
            int place = queue[head], x = place % width, y = place / width;
            int from = isEvidence(place) ? 0 : distance[head];
            head++;
            piece.left = Math.min(piece.left, x);
            piece.top = Math.min(piece.top, y);
            piece.right = Math.max(piece.right, x + 1);
            piece.bottom = Math.max(piece.bottom, y + 1);
            if (from >= reach)
                continue;
            for (int row = Math.max(0, y - 1); row <= Math.min(height - 1, y + 1); row++)
                for (int column = Math.max(0, x - 1); column <= Math.min(width - 1, x + 1); column++) {
                    int i = row * width + column;
                    if ((flags[i] & piece.polarity) == 0 || (flags[i] & TAKEN) != 0
                            || (flags[i] & (SOLID | BEYOND | THICK)) == 0)
                        continue;
                    flags[i] |= TAKEN;
                    distance[tail] = from + 1;
                    queue[tail++] = i;
                }
        }
        piece.places = Arrays.copyOf(queue, tail);
        return piece;
    }
}
