package org.loupe.ui.viewer;

import java.util.Objects;

import org.loupe.api.Shape;

/**
 * How samples become colours: what is black, what is white, how the middle is bent, and by which map. Immutable.
 *
 * @param low   sample that is drawn as the map's first colour
 * @param high  sample that is drawn as its last, above {@code low}
 * @param gamma above 1 the middle is brighter, below 1 darker; {@value #MIN_GAMMA}..{@value #MAX_GAMMA}
 * @param map   the colours
 */
public record Tone(double low, double high, double gamma, ColorMap map) {
    /** Limits of {@link #gamma}. */
    public static final double MIN_GAMMA = 0.2, MAX_GAMMA = 5;
    /** Steps of a table for samples of more than 8 bits: dark ones stay apart at the largest gamma. */
    private static final int STEPS = 4096;

    public Tone {
        Objects.requireNonNull(map);
        if (!(high > low))
            throw new IllegalArgumentException("White lies above black, found " + low + " and " + high + ".");
        if (!(gamma >= MIN_GAMMA && gamma <= MAX_GAMMA))
            throw new IllegalArgumentException("Gamma is " + MIN_GAMMA + " to " + MAX_GAMMA + ", found " + gamma + ".");
    }

    /** Grey from {@code range[0]} to {@code range[1]}. */
    public static Tone of(double[] range) {
        return new Tone(range[0], range[1], 1, ColorMap.GREY);
    }

    /** The same by another map. */
    public Tone map(ColorMap other) {
        return new Tone(low, high, gamma, other);
    }

    /** The same with other ends. @param newHigh moved up if it is not above {@code newLow} */
    public Tone range(double newLow, double newHigh) {
        double least = Math.max(1e-6, Math.abs(newLow) * 1e-9);
        return new Tone(newLow, Math.max(newHigh, newLow + least), gamma, map);
    }

    /** The same with another gamma, limited to what is allowed. */
    public Tone gamma(double other) {
        return new Tone(low, high, Math.max(MIN_GAMMA, Math.min(MAX_GAMMA, other)), map);
    }

    /** Where a sample lies between black and white after gamma, 0..1; not a number counts as black. */
    public double share(double sample) {
        double share = (sample - low) / (high - low);
        if (!(share > 0))
            return 0;
        return share >= 1 ? 1 : gamma == 1 ? share : Math.pow(share, 1 / gamma);
    }

    /** The colour of a sample as 0xRRGGBB. */
    public int rgb(double sample) {
        return map.rgb(share(sample));
    }

    /**
     * The colours of all samples of a type: of 8 bits one for each value; of others so many steps from low to high.
     */
    int[] table(Shape.Type type) {
        boolean bytes = type == Shape.Type.U8;
        int[] table = new int[bytes ? 256 : STEPS];
        for (int i = 0; i < table.length; i++)
            table[i] = rgb(bytes ? i : low + (high - low) * i / (STEPS - 1));
        return table;
    }

    /** The step of {@link #table} that a sample of more than 8 bits belongs to. */
    int step(double sample, double factor) {
        double at = (sample - low) * factor + 0.5;
        return at >= STEPS - 1 ? STEPS - 1 : at > 0 ? (int) at : 0; // not a number is step 0
    }

    /** The factor for {@link #step}. */
    double factor() {
        return (STEPS - 1) / (high - low);
    }
}
