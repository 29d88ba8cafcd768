package org.loupe.exchange.internal.labels;

import org.loupe.api.ToolException;
import org.loupe.store.labels.LabelShape;
import org.loupe.store.labels.LabelShape.Box;
import org.loupe.store.labels.LabelShape.Ring;

/** What shapes may be that come from a file. */
final class Shapes {
    /** Farthest place in px: up to here a float tells neighbouring pixels apart. */
    static final int FARTHEST = 1 << 24;
    /** Most pixels of a box around a mask. */
    static final int LARGEST = 1 << 28;
    /** Most runs of pixels of a mask. */
    static final int MOST_RUNS = 1 << 24;

    private Shapes() {
    }

    /**
     * An outline.
     *
     * @param xy    x and y by turns, of three points or more
     * @param where file and label, for the message
     * @throws ToolException if a coordinate is not a number or absurd
     */
    static Ring ring(double[] xy, String where) throws ToolException {
        float[] points = new float[xy.length];
        for (int i = 0; i < points.length; i++) {
            if (!(Math.abs(xy[i]) <= FARTHEST))
                throw new ToolException(where + " has a point at " + xy[i] + " px.",
                        "Places are numbers up to " + FARTHEST + " px.");
            points[i] = (float) xy[i];
        }
        return new Ring(points);
    }

    /** A box. @param where file and label, for the message @throws ToolException as {@link #check} */
    static Box box(double x, double y, double width, double height, String where) throws ToolException {
        double most = Math.max(Math.max(Math.abs(x), Math.abs(y)), Math.max(width, height));
        if (!(most <= FARTHEST && width >= 0 && height >= 0))
            throw absurd(x, y, width, height, where);
        return new Box((float) x, (float) y, (float) width, (float) height);
    }

    private static ToolException absurd(double x, double y, double width, double height, String where) {
        return new ToolException(where + " lies at " + x + ", " + y + " px and is " + width + " × " + height
                + " px large.", "Places and sizes are numbers up to " + FARTHEST + " px, sizes 0 or more.");
    }

    /**
     * Refuses shapes that nothing can draw or count.
     *
     * @param where file and label, for the message
     * @throws ToolException if a coordinate is not a number or absurd, or a mask is too large
     */
    static void check(LabelShape shape, String where) throws ToolException {
        Box box = shape.bounds();
        double most = Math.max(Math.max(Math.abs(box.x()), Math.abs(box.y())), Math.max(box.width(), box.height()));
        if (!(most <= FARTHEST))
            throw absurd(box.x(), box.y(), box.width(), box.height(), where);
        if (shape instanceof LabelShape.Mask && box.area() > LARGEST)
            throw new ToolException(where + " is a mask of " + (long) box.width() + " × " + (long) box.height()
                    + " px.", "Masks have up to " + LARGEST + " px.");
    }
}
