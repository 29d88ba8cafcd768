package org.loupe.exchange.internal.labels;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.loupe.store.labels.LabelShape;
import org.loupe.store.labels.LabelShape.Box;
import org.loupe.store.labels.LabelShape.Mask;
import org.loupe.store.labels.LabelShape.Point;
import org.loupe.store.labels.LabelShape.Polygon;
import org.loupe.store.labels.LabelShape.Ring;
import org.loupe.store.labels.LabelShape.RotatedBox;

/**
 * Shapes drawn into the pixels of an image: a pixel is on where its centre lies in the shape. Smaller shapes lie above
 * larger ones. One thread.
 */
final class MaskDrawing {
    private final int width;
    private final int height;
    private final short[] owners;
    private final int[] drawn;
    private final boolean[] covered;
    private int now;

    /** Draws up to 65,535 shapes. @param shapes in their own order; of each, {@link #owners} has the place from 1 on */
    MaskDrawing(int width, int height, List<LabelShape> shapes) {
        this.width = width;
        this.height = height;
        owners = new short[Math.multiplyExact(width, height)];
        drawn = new int[shapes.size()];
        covered = new boolean[shapes.size()];
        IntStream.range(0, shapes.size()).boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> shapes.get(i).area()).reversed())
                .forEach(i -> {
                    now = i + 1;
                    draw(shapes.get(i));
                });
    }

    /** The pixels, each with the place of its shape from 1 on, or 0. */
    MaskImage owners() {
        return new MaskImage(width, height, owners, false);
    }

    /** How many pixels of a shape can be seen. @param shape its place from 0 on */
    int drawn(int shape) {
        return drawn[shape];
    }

    /** Whether another lies above some of its pixels. @param shape its place from 0 on */
    boolean covered(int shape) {
        return covered[shape];
    }

    private void draw(LabelShape shape) {
        if (shape instanceof Mask mask)
            draw(mask);
        else if (shape instanceof Box box)
            for (int y = first(box.y(), height); y < first((double) box.y() + box.height(), height); y++)
                row(y, first(box.x(), width), first((double) box.x() + box.width(), width));
        else if (shape instanceof Polygon polygon)
            draw(polygon.rings());
        else if (shape instanceof RotatedBox box)
            draw(List.of(new Ring(box.corners())));
        else if (shape instanceof Point point && point.y() >= 0 && point.y() < height)
            row((int) point.y(), (int) Math.floor(point.x()), (int) Math.floor(point.x()) + 1);
    }

    /** The first pixel whose centre is at a place or behind it. */
    private static int first(double place, int end) {
        return (int) Math.max(0, Math.min(end, Math.ceil(place - 0.5)));
    }

    private void draw(Mask mask) {
        long at = 0;
        boolean inside = false;
        for (int run : mask.runs()) {
            for (long from = at; inside && from < at + run;) {
                long row = from / mask.width(), end = Math.min(at + run, (row + 1) * mask.width());
                int x = mask.x() + (int) (from - row * mask.width());
                row((int) Math.min(Integer.MAX_VALUE, mask.y() + row), x, x + (int) (end - from));
                from = end;
            }
            at += run;
            inside = !inside;
        }
    }

    /** By the even-odd rule: along each row, pixels between the first and the second crossing and so on. */
    private void draw(List<Ring> rings) {
        double[][] crossings = new double[height][];
        int[] count = new int[height];
        for (Ring ring : rings) {
            float[] xy = ring.xy();
            for (int i = 0, j = xy.length - 2; i < xy.length; j = i, i += 2) {
                double x0 = xy[j], y0 = xy[j + 1], x1 = xy[i], y1 = xy[i + 1];
                for (int y = first(Math.min(y0, y1), height); y < first(Math.max(y0, y1), height); y++) {
                    if (crossings[y] == null)
                        crossings[y] = new double[4];
                    if (count[y] == crossings[y].length)
                        crossings[y] = Arrays.copyOf(crossings[y], count[y] * 2);
                    crossings[y][count[y]++] = (x0 - x1) * (y + 0.5 - y1) / (y0 - y1) + x1;
                }
            }
        }
        for (int y = 0; y < height; y++)
            if (count[y] > 0) {
                Arrays.sort(crossings[y], 0, count[y]);
                for (int i = 0; i + 1 < count[y]; i += 2)
                    row(y, first(crossings[y][i], width), first(crossings[y][i + 1], width));
            }
    }

    private void row(int y, int from, int to) {
        if (y < 0 || y >= height)
            return;
        for (int x = Math.max(0, from); x < Math.min(width, to); x++) {
            int at = y * width + x, old = owners[at] & 0xffff;
            if (old == now)
                continue;
            if (old != 0) {
                covered[old - 1] = true;
                drawn[old - 1]--;
            }
            owners[at] = (short) now;
            drawn[now - 1]++;
        }
    }
}
