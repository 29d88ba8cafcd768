package org.loupe.tools.base;

import org.loupe.api.Operator;
import org.loupe.api.Param;
import org.loupe.api.Shape;
import org.loupe.api.ToolException;

/** Median of a square window, channel by channel; outside of the image its edge pixels go on. */
public abstract class MedianFilter implements Operator<MedianFilter.Params> {
    private static final int LARGEST_FLOATING = 5;

    /**
     * @param size side of the square window in px, odd
     */
    public record Params(
            @Param(label = "Size", unit = "px", min = 3, max = 31, step = 2,
                    help = "Side of the square window. Specks smaller than half of it vanish; lines thinner than half"
                            + " of it vanish too.") int size) {

        public Params {
            if (size % 2 == 0)
                throw new IllegalArgumentException("The size is odd, such as 3, 5 or 7; found " + size + ".");
        }
    }

    @Override
    public Info info() {
        return Info.of("loupe.median", "Median filter", "Removes specks and salt-and-pepper noise and keeps edges"
                + " sharp. Floating point images: sizes 3 and 5 only.");
    }

    @Override
    public Params defaults() {
        return new Params(3);
    }

    @Override
    public int halo(Params params) {
        return params.size() / 2;
    }

    @Override
    public void check(Params params, Shape in) throws ToolException {
        Needs.pixels(info().label(), in);
        if (in.type() == Shape.Type.F32 && params.size() > LARGEST_FLOATING)
            throw new ToolException(info().label() + " of " + params.size() + " px needs 8-bit or 16-bit samples, got "
                    + in
                    + "; with floating point the size is 3 or 5.",
                    "Set the size to 5, or put 'Window and level' before this step.");
    }

    @Override
    public Shape output(Params params, Shape in) {
        return in;
    }
}
