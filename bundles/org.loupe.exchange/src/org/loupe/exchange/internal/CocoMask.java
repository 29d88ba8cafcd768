package org.loupe.exchange.internal;

import java.util.Arrays;
import org.loupe.api.Region;

/**
 * Masks as COCO has them: run lengths off, on, off, … down the columns of the whole image, packed into a text of 6-bit
 * characters, five of which bits hold a number's digits and the sixth that more follow; from the third run on the
 * difference to the run two before is packed (the format of the COCO API's {@code maskApi.c}, described there).
 */
public final class CocoMask {

    private CocoMask() {
    }

    /**
     * Turns a mask by rows of a box into run lengths by columns of an image.
     *
     * @param runs as from {@link org.loupe.api.Mask#encode}
     * @param box  where it lies; parts outside the image are left out
     */
    public static long[] columns(int[] runs, Region box, int width, int height) {
        boolean[] on = new boolean[box.width() * box.height()];
        int at = 0;
        for (int i = 0; i < runs.length; i++) {
            int end = Math.min(on.length, at + runs[i]);
            if (i % 2 == 1)
                Arrays.fill(on, at, end, true);
            at = end;
        }
        long[] out = new long[16];
        int n = 0;
        long last = 0, start = 0, end = 0;
        Region inside = box.intersect(new Region(0, 0, width, height));
        for (int x = inside.x(); x < inside.right(); x++)
            for (int y = inside.y(); y < inside.bottom(); y++) {
                if (!on[(y - box.y()) * box.width() + x - box.x()])
                    continue;
                long place = (long) x * height + y;
                if (place > end || start == end) {
                    if (start < end) {
                        out = room(out, n);
                        out[n++] = start - last;
                        out[n++] = end - start;
                        last = end;
                    }
                    start = place;
                }
                end = place + 1;
            }
        out = room(out, n + 1);
        if (start < end) {
            out[n++] = start - last;
            out[n++] = end - start;
            last = end;
        }
        out[n++] = (long) width * height - last;
        return Arrays.copyOf(out, n);
    }

    private static long[] room(long[] runs, int n) {
        return n + 2 > runs.length ? Arrays.copyOf(runs, n * 2 + 2) : runs;
    }

    /** Packs run lengths into a text. */
    public static String pack(long[] runs) {
        StringBuilder text = new StringBuilder(runs.length * 2);
        for (int i = 0; i < runs.length; i++) {
            long value = i > 2 ? runs[i] - runs[i - 2] : runs[i];
            boolean more = true;
            while (more) {
                int digits = (int) (value & 0x1f);
                value >>= 5;
                more = (digits & 0x10) != 0 ? value != -1 : value != 0;
                text.append((char) ((more ? digits | 0x20 : digits) + 48));
            }
        }
        return text.toString();
    }

    /**
     * Unpacks a text.
     *
     * @throws IllegalArgumentException if it is not such a text
     */
    public static long[] unpack(String text) {
        long[] runs = new long[text.length()];
        int n = 0;
        for (int at = 0; at < text.length();) {
            long value = 0;
            int shift = 0;
            boolean more = true;
            while (more) {
                if (at == text.length())
                    throw new IllegalArgumentException("it ends within a number");
                int digits = text.charAt(at++) - 48;
                if (digits < 0 || digits > 63 || shift > 55)
                    throw new IllegalArgumentException("it has a character that no mask has");
                value |= (long) (digits & 0x1f) << shift;
                shift += 5;
                more = (digits & 0x20) != 0;
                if (!more && (digits & 0x10) != 0)
                    value |= -1L << shift;
            }
            runs[n] = n > 2 ? value + runs[n - 2] : value;
            n++;
        }
        return Arrays.copyOf(runs, n);
    }

    /**
     * The smallest box around the pixels that are on; empty if there are none.
     *
     * @param height px of the image
     * @throws IllegalArgumentException if a run is negative
     */
    public static Region bounds(long[] runs, int height) {
        long at = 0;
        long left = Long.MAX_VALUE, right = -1, top = Long.MAX_VALUE, bottom = -1;
        for (int i = 0; i < runs.length; i++) {
            if (runs[i] < 0 || height < 1)
                throw new IllegalArgumentException("a run length or the height is negative");
            if (i % 2 == 1 && runs[i] > 0) {
                long end = at + runs[i] - 1;
                left = Math.min(left, at / height);
                right = Math.max(right, end / height);
                boolean wraps = at / height != end / height;
                top = wraps ? 0 : Math.min(top, at % height);
                bottom = wraps ? height - 1 : Math.max(bottom, end % height);
            }
            at += runs[i];
        }
        return right < 0 ? new Region(0, 0, 0, 0) : new Region(Math.toIntExact(left), Math.toIntExact(top),
                Math.toIntExact(right - left + 1), Math.toIntExact(bottom - top + 1));
    }
}
