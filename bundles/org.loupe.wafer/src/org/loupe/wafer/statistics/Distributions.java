package org.loupe.wafer.statistics;

/** Probabilities of the distributions that the figures are tested against. */
final class Distributions {

    private Distributions() {
    }

    /** Probability that a normal number is at least z. */
    static double normalAbove(double z) {
        if (Double.isNaN(z))
            return Double.NaN;
        double p = gammaAbove(0.5, z * z / 2) / 2;
        return z >= 0 ? p : 1 - p;
    }

    /** Probability that chi-square with so many degrees of freedom is at least a value. */
    static double chiSquareAbove(double value, double freedom) {
        return value <= 0 ? 1 : gammaAbove(freedom / 2, value / 2);
    }

    /** Probability that a Poisson number with a mean is at least k. */
    static double poissonAtLeast(int k, double mean) {
        return k <= 0 ? 1 : mean <= 0 ? 0 : 1 - gammaAbove(k, mean);
    }

    /** The mean at which a Poisson number is at least k with a probability. */
    static double poissonMean(int k, double probability) {
        double low = 0, high = k + 1;
        while (poissonAtLeast(k, high) < probability)
            high *= 2;
        for (int i = 0; i < 100; i++) {
            double middle = (low + high) / 2;
            if (poissonAtLeast(k, middle) < probability)
                low = middle;
            else
                high = middle;
        }
        return (low + high) / 2;
    }

    /**
     * The upper regularised incomplete gamma function Q(a, x): its series for x below a + 1, else its continued
     * fraction by the method of Lentz (Abramowitz and Stegun 6.5.29 and 6.5.31).
     */
    static double gammaAbove(double a, double x) {
        if (x <= 0)
            return 1;
        double front = Math.exp(-x + a * Math.log(x) - logGamma(a));
        if (x < a + 1) {
            double term = 1 / a, sum = term;
            for (int n = 1; n < 100_000 && term > sum * 1e-16; n++) {
                term *= x / (a + n);
                sum += term;
            }
            return Math.max(0, 1 - sum * front);
        }
        double tiny = 1e-300, b = x + 1 - a, c = 1 / tiny, d = 1 / b, h = d;
        for (int i = 1; i < 100_000; i++) {
            double an = -i * (i - a);
            b += 2;
            d = an * d + b;
            d = 1 / (Math.abs(d) < tiny ? tiny : d);
            c = b + an / c;
            c = Math.abs(c) < tiny ? tiny : c;
            double change = d * c;
            h *= change;
            if (Math.abs(change - 1) < 1e-15)
                break;
        }
        return Math.min(1, front * h);
    }

    /** Logarithm of the gamma function for positive numbers: Stirling's series from 15 on, below it by recurrence. */
    static double logGamma(double x) {
        double shift = 0, at = x;
        while (at < 15)
            shift += Math.log(at++);
        double r = 1 / at, r2 = r * r;
        return (at - 0.5) * Math.log(at) - at + 0.5 * Math.log(2 * Math.PI)
                + r * (1.0 / 12 - r2 * (1.0 / 360 - r2 * (1.0 / 1260 - r2 / 1680))) - shift;
    }
}
