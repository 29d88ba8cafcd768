package org.loupe.ui.viewer.internal;

import org.loupe.ui.viewer.Axis;

/** Points of a plot, each with a rank from 0 and a kind that has a colour. Immutable by agreement; any thread. */
public interface Points {

    /** Takes a point. */
    @FunctionalInterface
    interface Taker {
        /** @param rank of it */
        void take(int rank);
    }

    /** Values by rank, NaN where unknown. */
    float[] x();

    /** Values by rank, NaN where unknown. */
    float[] y();

    /** Kind of each point, by rank. */
    byte[] classes();

    /** Gives the points within a box of values, edges included; those with an unknown value lie in none. */
    void within(double fromX, double toX, double fromY, double toY, Taker taker);

    /** Gives the points within a polygon on the screen, by the even-odd rule. @param xs its corners as values */
    default void within(Axis axisX, Axis axisY, double[] xs, double[] ys, Taker taker) {
        double left = Double.MAX_VALUE, right = -left, low = left, high = -left;
        double[] px = new double[xs.length], py = new double[xs.length];
        for (int i = 0; i < xs.length; i++) {
            px[i] = axisX.share(xs[i]);
            py[i] = axisY.share(ys[i]);
            left = Math.min(left, xs[i]);
            right = Math.max(right, xs[i]);
            low = Math.min(low, ys[i]);
            high = Math.max(high, ys[i]);
        }
        float[] x = x(), y = y();
        within(left, right, low, high, rank -> {
            if (inside(px, py, axisX.share(x[rank]), axisY.share(y[rank])))
                taker.take(rank);
        });
    }

    private static boolean inside(double[] px, double[] py, double x, double y) {
        boolean in = false;
        for (int i = 0, j = px.length - 1; i < px.length; j = i++)
            if (py[i] > y != py[j] > y && x < (px[j] - px[i]) * (y - py[i]) / (py[j] - py[i]) + px[i])
                in = !in;
        return in;
    }
}
