package org.loupe.tools.tribuo;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.function.Predicate;

/**
 * Finds the least value of a function of many numbers from its gradient, with limited memory (Liu, Nocedal: On the
 * Limited Memory BFGS Method, Mathematical Programming 1989) and a bracketing line search that also bears kinks (Lewis,
 * Overton: Nonsmooth Optimization via Quasi-Newton Methods, Mathematical Programming 2013).
 */
final class Lbfgs {
    private static final int MEMORY = 10;
    private static final int TRIES = 25;
    private static final double DECREASE = 1e-4;
    private static final double CURVATURE = 0.9;

    /** What is to be made small. */
    interface Objective {
        /** The value at a point; writes the gradient there. */
        double at(double[] point, double[] gradient);
    }

    private record Pair(double[] step, double[] change, double rho) {
    }

    private Lbfgs() {
    }

    /**
     * The point where no number of the gradient is above {@code tolerance}, or the best after so many iterations.
     *
     * @param start   where to begin; unchanged
     * @param goesOn  asked with the point after each iteration; false ends the search there
     */
    static double[] minimise(Objective objective, double[] start, int iterations, double tolerance,
            Predicate<double[]> goesOn) {
        int n = start.length;
        double[] x = start.clone(), gradient = new double[n], next = new double[n], nextGradient = new double[n];
        double value = objective.at(x, gradient);
        Deque<Pair> memory = new ArrayDeque<>();
        for (int iteration = 0; iteration < iterations && largest(gradient) > tolerance; iteration++) {
            double[] direction = direction(gradient, memory);
            double slope = dot(direction, gradient);
            if (!(slope < 0)) {
                memory.clear();
                direction = direction(gradient, memory);
                slope = dot(direction, gradient);
            }
            double low = 0, high = Double.POSITIVE_INFINITY, found = Double.NaN;
            double step = memory.isEmpty() ? 1 / Math.sqrt(dot(gradient, gradient)) : 1;
            for (int tries = 0; tries < TRIES; tries++) {
                for (int i = 0; i < n; i++)
                    next[i] = x[i] + step * direction[i];
                double there = objective.at(next, nextGradient);
                if (!(there <= value + DECREASE * step * slope))
                    high = step;
                else {
                    found = there;
                    low = step;
                    if (dot(direction, nextGradient) >= CURVATURE * slope)
                        break;
                }
                step = high < Double.POSITIVE_INFINITY ? (low + high) / 2 : 2 * step;
            }
            if (Double.isNaN(found))
                return x;
            if (low != step) {
                for (int i = 0; i < n; i++)
                    next[i] = x[i] + low * direction[i];
                found = objective.at(next, nextGradient);
            }
            remember(memory, x, next, gradient, nextGradient);
            double[] swap = x;
            x = next;
            next = swap;
            swap = gradient;
            gradient = nextGradient;
            nextGradient = swap;
            double gained = value - found;
            value = found;
            if (!goesOn.test(x) || gained <= 1e-12 * Math.abs(value))
                return x;
        }
        return x;
    }

    private static void remember(Deque<Pair> memory, double[] x, double[] next, double[] gradient,
            double[] nextGradient) {
        double[] step = new double[x.length], change = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            step[i] = next[i] - x[i];
            change[i] = nextGradient[i] - gradient[i];
        }
        double product = dot(step, change);
        if (!(product > 1e-12 * dot(change, change)))
            return;
        if (memory.size() == MEMORY)
            memory.removeFirst();
        memory.addLast(new Pair(step, change, 1 / product));
    }

    private static double[] direction(double[] gradient, Deque<Pair> memory) {
        double[] q = new double[gradient.length];
        for (int i = 0; i < q.length; i++)
            q[i] = -gradient[i];
        if (memory.isEmpty())
            return q;
        double[] alpha = new double[memory.size()];
        int at = memory.size();
        for (Iterator<Pair> newest = memory.descendingIterator(); newest.hasNext();) {
            Pair pair = newest.next();
            alpha[--at] = pair.rho * dot(pair.step, q);
            add(-alpha[at], pair.change, q);
        }
        Pair last = memory.getLast();
        double scale = 1 / (last.rho * dot(last.change, last.change));
        for (int i = 0; i < q.length; i++)
            q[i] *= scale;
        for (Pair pair : memory) {
            add(alpha[at] - pair.rho * dot(pair.change, q), pair.step, q);
            at++;
        }
        return q;
    }

    private static void add(double times, double[] a, double[] to) {
        for (int i = 0; i < a.length; i++)
            to[i] += times * a[i];
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++)
            sum += a[i] * b[i];
        return sum;
    }

    private static double largest(double[] a) {
        double most = 0;
        for (double v : a)
            most = Math.max(most, Math.abs(v));
        return most;
    }
}
