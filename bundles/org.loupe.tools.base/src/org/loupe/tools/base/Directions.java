package org.loupe.tools.base;

/** What is told of numbers that there are for several directions. */
public enum Directions {
    /** Their mean, which does not depend on how the part lies. */
    MEAN,
    /** Their mean, and the largest minus the smallest of them, which tells stripes from grains. */
    MEAN_AND_RANGE,
    /** Each by itself. */
    EACH;

    /**
     * Writes what is told of one feature.
     *
     * @param each  the feature in each direction; NaN where it is unknown, as is everything told if none is known
     * @param row   receives one number, two or as many as there are directions
     * @param at    place of the first
     * @param apart places from one to the next
     */
    public void write(double[] each, float[] row, int at, int apart) {
        if (this == EACH) {
            for (int i = 0; i < each.length; i++)
                row[at + i * apart] = (float) each[i];
            return;
        }
        double sum = 0, least = Double.NaN, most = Double.NaN;
        int known = 0;
        for (double one : each)
            if (!Double.isNaN(one)) { // a line of pixels has no pair across it
                least = known == 0 ? one : Math.min(least, one);
                most = known == 0 ? one : Math.max(most, one);
                sum += one;
                known++;
            }
        row[at] = (float) (sum / known);
        if (this == MEAN_AND_RANGE)
            row[at + apart] = (float) (most - least);
    }
}
