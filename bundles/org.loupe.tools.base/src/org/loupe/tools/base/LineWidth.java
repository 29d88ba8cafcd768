package org.loupe.tools.base;

import org.loupe.api.Run;
import org.loupe.api.ToolException;

/**
 * Makes the bright structures of a reference as wide as the test image's, by a share of its dilation or erosion by one
 * pixel, again for each pixel of drift. The shares are those that least squares give; a shift gives equal ones for
 * both, so their difference is the drift. Every third row is looked at, from the second on.
 */
public abstract class LineWidth {
    /** Rows from one that is looked at to the next. */
    protected static final int ROWS_APART = 3;
    private static final double SMALLEST = 0.15;
    private static final double NEARLY_ALL = 0.9;

    /** @param most px per edge */
    public final void adapt(double most, Run run) throws ToolException {
        double left = most;
        while (left >= SMALLEST) {
            run.checkCancelled();
            double drift = drift();
            double step = Math.min(Math.min(1, left), Math.abs(drift));
            if (step < SMALLEST)
                return;
            blend(drift > 0, step);
            left -= step;
            if (step < NEARLY_ALL)
                return;
        }
    }

    /**
     * Dilates and erodes the reference as it was, or what the last {@link #blend} took; says by how many px the test
     * image's bright structures are wider than the reference as it is now, per edge.
     */
    protected abstract double drift() throws ToolException;

    /** Moves the reference's grey levels by a share towards the dilation, or the erosion. */
    protected abstract void blend(boolean wider, double share) throws ToolException;

    /**
     * The drift from sums over the pixels that the dilation or erosion changes.
     *
     * @param alongWide  Σ of what the dilation adds times what the test image has more than the reference
     * @param lengthWide Σ of the square of what the dilation adds
     */
    protected static double drift(double alongWide, double lengthWide, double alongNarrow, double lengthNarrow) {
        return (lengthWide == 0 ? 0 : alongWide / lengthWide) - (lengthNarrow == 0 ? 0 : alongNarrow / lengthNarrow);
    }
}
