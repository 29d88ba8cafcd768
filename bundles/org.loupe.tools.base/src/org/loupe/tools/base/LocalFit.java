package org.loupe.tools.base;

import java.util.ArrayList;
import java.util.List;
import org.loupe.api.Run;
import org.loupe.tools.base.Comparison.Disc;
import org.loupe.tools.base.Comparison.Piece;

/**
 * Asks of a difference whether it is only a displaced or resized structure: around it the reference is moved by a few
 * pixels, and widened or narrowed by one, until it fits the test image best. If that explains more than half of all
 * that differs there, as with a drill that ran off, only what is left counts. A defect is left by any move. For one
 * thread.
 */
public final class LocalFit {
    private static final int MARGIN = 12;
    private static final double MARGIN_SHARE = 0.75;
    private static final int LARGEST_MARGIN = 48;
    /** Larger surroundings are not fitted: no local shift explains so large a difference. */
    private static final int MOST_PIXELS = 1 << 16;
    /** What of the difference may be left for a move to count. */
    private static final double LEFT = 0.5;
    /** With so little left, widening and narrowing are not tried. */
    private static final double LITTLE = 0.25;
    /** What of the difference a move by whole pairs of px may leave for the moves beside it to be tried. */
    private static final double PROMISING = 0.75;
    /** Bits of a grey level that are looked at. */
    private static final int BITS = 11;
    /** What a move costs, in pixels of full contrast: per px, and for widening or narrowing. */
    private static final double PER_PX = 0.3, PER_WIDTH = 0.5;
    /** Px around a piece in which evidence is still its own. */
    private static final int AROUND = 2;

    private final int reach;
    private final List<int[]> shifts = new ArrayList<>();
    private final Disc tolerance;
    private final Disc thick;
    private final double contrast;
    private final double share;
    private final int margin;
    private final Comparison part = new Comparison();

    /**
     * @param reach     px by which a structure may be displaced
     * @param tolerance px, of what is left
     * @param thick     px, of what is left
     * @param margin    px at the image's edge without evidence
     */
    LocalFit(int reach, double tolerance, double thick, double contrast, double share, int margin) {
        this.reach = reach;
        this.tolerance = Disc.of(tolerance);
        this.thick = Disc.of(thick / 2);
        this.contrast = contrast;
        this.share = share;
        this.margin = margin;
        for (int y = -reach; y <= reach; y++)
            for (int x = -reach; x <= reach; x++)
                shifts.add(new int[] { x, y });
        shifts.sort((a, b) -> Integer.compare(a[0] * a[0] + a[1] * a[1], b[0] * b[0] + b[1] * b[1]));
    }

    /** How far around a place it looks, in px, for pieces of at most {@code size} px. */
    static int halo(int reach, int size) {
        return (int) Math.max(MARGIN, Math.min(LARGEST_MARGIN, MARGIN_SHARE * size)) + reach + 1;
    }

    /** A rectangle of grey levels. */
    private record Patch(int width, int height, int[] grey) {
        /** Copied from an image, whose edge pixels go on beyond it. */
        static Patch of(char[] image, int imageWidth, int imageHeight, int left, int top, int width, int height) {
            int[] grey = new int[width * height];
            for (int y = 0, i = 0; y < height; y++) {
                int row = Math.max(0, Math.min(imageHeight - 1, top + y)) * imageWidth;
                for (int x = 0; x < width; x++)
                    grey[i++] = image[row + Math.max(0, Math.min(imageWidth - 1, left + x))];
            }
            return new Patch(width, height, grey);
        }

        /** The brightest, or darkest, of each pixel and its eight neighbours. */
        Patch spread(boolean brightest) {
            int[] rows = new int[grey.length], all = new int[grey.length];
            for (int y = 0, i = 0; y < height; y++)
                for (int x = 0; x < width; x++, i++)
                    rows[i] = extreme(grey[x > 0 ? i - 1 : i], grey[i], grey[x < width - 1 ? i + 1 : i], brightest);
            for (int y = 0, i = 0; y < height; y++)
                for (int x = 0; x < width; x++, i++)
                    all[i] = extreme(rows[y > 0 ? i - width : i], rows[i], rows[y < height - 1 ? i + width : i],
                            brightest);
            return new Patch(width, height, all);
        }

        private static int extreme(int a, int b, int c, boolean brightest) {
            return brightest ? Math.max(a, Math.max(b, c)) : Math.min(a, Math.min(b, c));
        }

        /** The same with fewer grey levels, so that sums of their squares fit into an int. */
        Patch coarser(int bits) {
            if (bits == 0)
                return this;
            int[] coarse = new int[grey.length];
            for (int i = 0; i < coarse.length; i++)
                coarse[i] = grey[i] >> bits;
            return new Patch(width, height, coarse);
        }

        /** Sum of squared differences to the part of {@code other} at a place; stops above {@code bound}. */
        double difference(Patch other, int left, int top, double bound) {
            double sum = 0;
            for (int y = 0; y < height && sum <= bound; y++)
                sum += row(grey, y * width, other.grey, (y + top) * other.width + left, width);
            return sum;
        }

        private static int row(int[] a, int from, int[] b, int at, int length) {
            int sum = 0;
            for (int i = 0; i < length; i++) {
                int difference = a[from + i] - b[at + i];
                sum += difference * difference;
            }
            return sum;
        }
    }

    /** Sets the evidence of a piece to what no move explains. */
    void weigh(Comparison images, Piece piece, Run run) {
        run.checkCancelled();
        int size = Math.max(piece.right - piece.left, piece.bottom - piece.top);
        int around = halo(0, size) - 1;
        int left = Math.max(0, piece.left - around), top = Math.max(0, piece.top - around);
        int width = Math.min(images.width, piece.right + around) - left;
        int height = Math.min(images.height, piece.bottom + around) - top;
        if ((long) width * height > MOST_PIXELS) {
            for (int place : piece.places)
                piece.evidence += kinds(images.flags[place]);
            return;
        }
        Patch test = Patch.of(images.test, images.width, images.height, left, top, width, height);
        Patch reference = Patch.of(images.reference, images.width, images.height, left - reach, top - reach,
                width + 2 * reach, height + 2 * reach);
        part.size(width, height);
        for (int i = 0; i < width * height; i++)
            part.test[i] = (char) test.grey[i];
        fit(test, reference);
        part.mark(0, height, contrast, share, null);
        part.findEvidence(tolerance, thick, contrast, share);
        piece.evidence = count(left, top, images, piece);
    }

    /** Puts the reference as it fits best into the part. */
    private void fit(Patch test, Patch reference) {
        int low = Integer.MAX_VALUE, high = 0;
        for (int grey : reference.grey) {
            low = Math.min(low, grey);
            high = Math.max(high, grey);
        }
        for (int grey : test.grey)
            high = Math.max(high, grey);
        int bits = Math.max(0, Integer.SIZE - Integer.numberOfLeadingZeros(high) - BITS);
        double unit = Math.max(1, (double) (high - low >> bits) * (high - low >> bits));
        Patch seen = test.coarser(bits);
        double before = seen.difference(reference.coarser(bits), reach, reach, Double.POSITIVE_INFINITY);
        Patch best = reference;
        Place place = new Place(0, 0, LEFT * before, before);
        for (int kind = 0; kind < 3 && place.left() > LITTLE * before; kind++) {
            Patch changed = kind == 0 ? reference : reference.spread(kind == 1);
            Place found = search(seen, changed.coarser(bits), before, unit, kind == 0 ? 0 : PER_WIDTH * unit);
            if (found != null && found.cost() < place.cost()) {
                place = found;
                best = changed;
            }
        }
        for (int y = 0, i = 0; y < test.height; y++)
            for (int x = 0; x < test.width; x++, i++)
                part.reference[i] = (char) best.grey[(y + reach + place.y()) * best.width + x + reach + place.x()];
    }

    /** A shift, the difference that it leaves, and that with what the shift itself costs. */
    private record Place(int x, int y, double cost, double left) {
    }

    /** The best shift: the best of every second one if it looks promising, then its neighbours. */
    private Place search(Patch test, Patch reference, double before, double unit, double cost) {
        Place best = null;
        double least = PROMISING * before;
        for (int[] shift : shifts)
            if (shift[0] % 2 == 0 && shift[1] % 2 == 0) {
                Place place = look(test, reference, shift[0], shift[1], unit, cost, least);
                if (place != null) {
                    best = place;
                    least = place.cost();
                }
            }
        if (best == null)
            return null;
        for (int y = Math.max(-reach, best.y() - 1), x0 = best.x(), y0 = best.y(); y <= Math.min(reach, y0 + 1); y++)
            for (int x = Math.max(-reach, x0 - 1); x <= Math.min(reach, x0 + 1); x++)
                if (x != x0 || y != y0) {
                    Place place = look(test, reference, x, y, unit, cost, least);
                    if (place != null) {
                        best = place;
                        least = place.cost();
                    }
                }
        return best;
    }

    /** Null unless it costs less than {@code least}. */
    private Place look(Patch test, Patch reference, int x, int y, double unit, double cost, double least) {
        double own = cost + PER_PX * unit * Math.sqrt(x * x + y * y);
        double difference = test.difference(reference, reach + x, reach + y, least - own);
        return difference + own < least ? new Place(x, y, difference + own, difference) : null;
    }

    /** Evidence of the piece's polarity in and just around its box. */
    private int count(int left, int top, Comparison images, Piece piece) {
        int sum = 0;
        for (int k = 0; k < part.count; k++) {
            int i = part.places[k], x = i % part.width + left, y = i / part.width + top;
            if ((part.flags[i] & piece.polarity) != 0 && x >= piece.left - AROUND && x < piece.right + AROUND
                    && y >= piece.top - AROUND && y < piece.bottom + AROUND && x >= margin && y >= margin
                    && x < images.width - margin && y < images.height - margin)
                sum += kinds(part.flags[i]);
        }
        return sum;
    }

    /** Of how many kinds of evidence a pixel is. */
    private static int kinds(int flags) {
        return ((flags & Comparison.BEYOND) != 0 ? 1 : 0) + ((flags & Comparison.THICK) != 0 ? 1 : 0);
    }
}
