package org.loupe.tools.classic;

import org.loupe.api.Device;
import org.loupe.api.Labels;
import org.loupe.api.Run;
import org.loupe.api.Step;
import org.loupe.api.Tile;
import org.loupe.tools.base.Polarity;
import org.loupe.tools.base.Samples;

/**
 * Objects are the connected pixels above a fixed grey level, or the others; pixels that touch at corners are connected.
 */
public final class Threshold extends org.loupe.tools.base.Threshold {

    @Override
    public Step<Tile, Labels> open(Params params, Device device) {
        return (in, run) -> {
            check(params, in.shape());
            return split(in, params.level(), params.polarity() == Polarity.BRIGHT, params.smallestArea(), run);
        };
    }

    /** The objects above the level, or those that are not. */
    static Labels split(Tile in, double level, boolean bright, int smallestArea, Run run) {
        float[] line = new float[in.width()];
        float limit = (float) level;
        return Objects.label(in, (row, on) -> {
            Samples.read(in, row, line);
            for (int i = 0; i < line.length; i++)
                on[i] = line[i] > limit == bright;
        }, smallestArea, run);
    }
}
