package org.loupe.tools.torch.images;

import java.util.random.RandomGenerator;
import org.loupe.api.Param;

/**
 * How images are altered at random while a net learns from them, so that few examples teach more; the parameters that
 * its trainers share.
 *
 * @param turns      whether images are mirrored and turned by quarter turns
 * @param contrast   largest change of contrast
 * @param brightness largest change of brightness
 * @param noise      largest deviation of noise that is added
 */
public record Alterations(
        @Param(label = "Mirror and turn", help = "Shows images mirrored and turned by quarter turns. Switch it off where"
                + " the direction tells classes apart.") boolean turns,
        @Param(label = "Change of contrast", min = 0, max = 0.9, step = 0.05, advanced = true, help = "Contrast is raised"
                + " or lowered by up to this share. Raise it if lamps and detectors vary.") double contrast,
        @Param(label = "Change of brightness", min = 0, max = 0.9, step = 0.05, advanced = true, help = "Images become"
                + " brighter or darker by up to this share of the full range.") double brightness,
        @Param(label = "Added noise", min = 0, max = 0.5, step = 0.01, advanced = true, help = "Noise with a standard"
                + " deviation of up to this share of the full range is added.") double noise) {
    /** What suits most images. */
    public static final Alterations DEFAULT = new Alterations(true, 0.1, 0.1, 0.02);
    /** Images stay as they are. */
    public static final Alterations NONE = new Alterations(false, 0, 0, 0);
    /** Full range of an image, as {@link PairInput} scales it. */
    private static final double RANGE = 1 / 0.226;

    /** A turn of a {@link Window}. */
    public int turn(RandomGenerator random) {
        return turns ? random.nextInt(8) : 0;
    }

    /** Alters planes in place, all in the same way but for the noise. */
    public void apply(Planes planes, RandomGenerator random) {
        float factor = (float) (1 + contrast * (2 * random.nextDouble() - 1));
        float added = (float) (brightness * RANGE * (2 * random.nextDouble() - 1));
        float deviation = (float) (noise * RANGE * random.nextDouble());
        float[] values = planes.values();
        for (int i = 0; i < values.length; i++)
            values[i] = values[i] * factor + added + (deviation > 0 ? deviation * (float) random.nextGaussian() : 0);
    }
}
