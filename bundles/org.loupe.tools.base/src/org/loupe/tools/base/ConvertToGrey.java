package org.loupe.tools.base;

import org.loupe.api.Operator;
import org.loupe.api.Shape;
import org.loupe.api.ToolException;

/**
 * Luma of an RGB or RGBA image: 0.299 R + 0.587 G + 0.114 B, alpha ignored, samples of the same type; a grey image is
 * given back as it is. The weights of 8-bit and 16-bit samples are integers of 15 fraction bits, rounded half up.
 */
public abstract class ConvertToGrey implements Operator<ConvertToGrey.Params> {

    /** None. */
    public record Params() {
    }

    @Override
    public Info info() {
        return Info.of("loupe.grey", "Convert to grey", "Turns RGB or RGBA into grey by the weights that the eye gives"
                + " red, green and blue. Grey images pass unchanged; 16-bit stays 16-bit.")
                .reference("ITU-R Recommendation BT.601");
    }

    @Override
    public Params defaults() {
        return new Params();
    }

    @Override
    public int halo(Params params) {
        return 0;
    }

    @Override
    public void check(Params params, Shape in) throws ToolException {
        Needs.pixels(info().label(), in);
    }

    @Override
    public Shape output(Params params, Shape in) {
        return in.samples(1, in.type());
    }
}
