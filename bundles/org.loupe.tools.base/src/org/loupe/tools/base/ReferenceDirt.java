package org.loupe.tools.base;

import java.util.Arrays;
import org.loupe.tools.base.Comparison.Piece;

/**
 * Tells dirt on a reference from a defect: a speck or a bump that the reference has and the test image has not. It is
 * what an opening of the reference by a square takes away (of dark dirt, a closing), and the opening takes away no more
 * than that. A bite out of a trace is no dirt, since the opening leaves the trace; nor is a break in a trace thinner than
 * the square, since the opening takes the whole trace; nor is a bridge over a gap, since the gap goes on at both sides.
 */
final class ReferenceDirt {
    /** Half the square's side. */
    private static final int RADIUS = 5;
    /** What is taken away, around a piece of dirt: in proportion to it, and in pixels. */
    private static final double LARGER = 1.5;
    private static final int LARGER_PIXELS = 20;
    /** Share of a piece that the opening must take away. */
    private static final double COVERED = 0.8;
    private static final int MARGIN = 3 * RADIUS + 4;
    /** A piece with more of its own grey level around it is no dirt; how far around, and what belongs to its edge. */
    private static final double HELD = 0.55;
    private static final int RING = 3, EDGE = 1;
    /** Parts of the ring of no more pixels do not count. */
    private static final int FEW = 2;

    private final int left;
    private final int top;
    private final int width;
    private final int height;
    /** The reference, with the sign that makes dirt bright. */
    private final int[] grey;

    private ReferenceDirt(Comparison images, Piece piece) {
        left = Math.max(0, piece.left - MARGIN);
        top = Math.max(0, piece.top - MARGIN);
        width = Math.min(images.width, piece.right + MARGIN) - left;
        height = Math.min(images.height, piece.bottom + MARGIN) - top;
        grey = new int[width * height];
        int sign = piece.polarity == Comparison.DARK ? 1 : -1;
        for (int y = 0, i = 0; y < height; y++)
            for (int x = 0; x < width; x++, i++)
                grey[i] = sign * images.reference[(y + top) * images.width + x + left];
    }

    static boolean is(Comparison images, Piece piece, double contrast) {
        ReferenceDirt dirt = new ReferenceDirt(images, piece);
        int[] own = dirt.places(piece, images.width);
        return dirt.standsOut(own, contrast) && dirt.isTakenAway(own, contrast);
    }

    private int[] places(Piece piece, int imageWidth) {
        int[] own = new int[piece.places.length];
        for (int i = 0; i < own.length; i++)
            own[i] = (piece.places[i] / imageWidth - top) * width + piece.places[i] % imageWidth - left;
        return own;
    }

    /** Whether little of the ring around the piece is as bright as the piece, and only on one side of it. */
    private boolean standsOut(int[] own, double contrast) {
        byte[] ring = new byte[grey.length];
        long sum = 0;
        for (int place : own) {
            mark(ring, place, RING, (byte) 1);
            sum += grey[place];
        }
        for (int place : own)
            mark(ring, place, EDGE, (byte) 0);
        double level = (double) sum / own.length - contrast / 2;
        int around = 0, bright = 0;
        for (int i = 0; i < ring.length; i++) {
            around += ring[i];
            if (ring[i] != 0 && grey[i] < level)
                ring[i] = 0;
            bright += ring[i];
        }
        return bright <= HELD * around && parts(ring) <= 1;
    }

    private void mark(byte[] ring, int place, int radius, byte value) {
        int x = place % width, y = place / width;
        for (int row = Math.max(0, y - radius); row <= Math.min(height - 1, y + radius); row++)
            Arrays.fill(ring, row * width + Math.max(0, x - radius),
                    row * width + Math.min(width - 1, x + radius) + 1, value);
    }

    /** Number of connected parts of more than a few pixels; clears them. */
    private int parts(byte[] mask) {
        int[] queue = new int[mask.length];
        int parts = 0;
        for (int start = 0; start < mask.length; start++) {
            if (mask[start] == 0)
                continue;
            int tail = 0;
            queue[tail++] = start;
            mask[start] = 0;
            for (int head = 0; head < tail; head++) {
                int x = queue[head] % width, y = queue[head] / width;
                for (int row = Math.max(0, y - 1); row <= Math.min(height - 1, y + 1); row++)
                    for (int column = Math.max(0, x - 1); column <= Math.min(width - 1, x + 1); column++)
                        if (mask[row * width + column] != 0) {
                            mask[row * width + column] = 0;
                            queue[tail++] = row * width + column;
                        }
            }
            parts += tail > FEW ? 1 : 0;
        }
        return parts;
    }

    /** Whether an opening takes the piece away and little else that hangs together with it. */
    private boolean isTakenAway(int[] own, double contrast) {
        int[] opened = extreme(extreme(grey, false), true);
        boolean[] seen = new boolean[grey.length];
        int limit = (int) (LARGER * own.length) + LARGER_PIXELS, covered = 0, tail = 0;
        int[] queue = new int[grey.length];
        for (int place : own)
            if (grey[place] - opened[place] > contrast) {
                covered++;
                seen[place] = true;
                queue[tail++] = place;
            }
        if (covered < COVERED * own.length)
            return false;
        for (int head = 0; head < tail && tail <= limit; head++) {
            int x = queue[head] % width, y = queue[head] / width;
            for (int row = Math.max(0, y - 1); row <= Math.min(height - 1, y + 1); row++)
                for (int column = Math.max(0, x - 1); column <= Math.min(width - 1, x + 1); column++) {
                    int i = row * width + column;
                    if (!seen[i] && grey[i] - opened[i] > contrast) {
                        seen[i] = true;
                        queue[tail++] = i;
                    }
                }
        }
        return tail <= limit;
    }

    /** The brightest, or darkest, in the square around each pixel. */
    private int[] extreme(int[] pixels, boolean brightest) {
        int[] rows = new int[pixels.length], all = new int[pixels.length];
        for (int y = 0, i = 0; y < height; y++)
            for (int x = 0; x < width; x++, i++) {
                int best = pixels[i];
                for (int k = Math.max(-RADIUS, -x); k <= Math.min(RADIUS, width - 1 - x); k++)
                    best = brightest ? Math.max(best, pixels[i + k]) : Math.min(best, pixels[i + k]);
                rows[i] = best;
            }
        for (int y = 0, i = 0; y < height; y++)
            for (int x = 0; x < width; x++, i++) {
                int best = rows[i];
                for (int k = Math.max(-RADIUS, -y); k <= Math.min(RADIUS, height - 1 - y); k++)
                    best = brightest ? Math.max(best, rows[i + k * width]) : Math.min(best, rows[i + k * width]);
                all[i] = best;
            }
        return all;
    }
}
