package org.loupe.engine.evaluation;

/**
 * Whether one of two ways is better, judged by pairs: how often each was better, and how likely so lop-sided a result
 * is if neither is (W. J. Dixon and A. M. Mood, The Statistical Sign Test, JASA 41, 1946). It asks nothing of how the
 * differences are distributed.
 *
 * @param better pairs in which the second was better
 * @param worse  pairs in which the second was worse
 * @param same   pairs without a difference, which do not count
 */
public record SignTest(int better, int worse, int same) {

    public SignTest {
        if (better < 0 || worse < 0 || same < 0)
            throw new IllegalArgumentException("Numbers of pairs are 0 or more, found " + better + ", " + worse + ", "
                    + same + ".");
    }

    /** Number of pairs. */
    public int pairs() {
        return better + worse + same;
    }

    /**
     * Probability of a result at least so lop-sided in either direction if both directions are equally likely: the
     * exact two-sided test of the binomial distribution. 1 if no pair differs.
     */
    public double p() {
        int n = better + worse, least = Math.min(better, worse);
        // sum of C(n, k) / 2^n for k = 0 … least, from the largest term down, each a ratio of the one above
        double term = Math.exp(logChoose(n, least) - n * Math.log(2)), sum = 0;
        for (int k = least; k >= 0 && term > sum * 1e-18; k--) {
            sum += term;
            term *= k / (n - k + 1.0);
        }
        return Math.min(1, 2 * sum);
    }

    private static double logChoose(int n, int k) {
        double log = 0;
        for (int i = 1; i <= k; i++)
            log += Math.log((n - k + i) / (double) i);
        return log;
    }
}
