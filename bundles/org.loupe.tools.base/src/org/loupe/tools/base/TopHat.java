package org.loupe.tools.base;

import org.loupe.api.Operator;
import org.loupe.api.Param;
import org.loupe.api.Shape;
import org.loupe.api.ToolException;

/**
 * What a square element does not fit under: white, the image minus its opening; black, its closing minus the image.
 * Channel by channel; outside of the image its edge pixels go on.
 */
public abstract class TopHat implements Operator<TopHat.Params> {

    /** What is kept. */
    public enum Kind {
        /** Bright details on darker ground. */
        WHITE,
        /** Dark details on brighter ground. */
        BLACK
    }

    /**
     * @param kind what is kept
     * @param size side of the square element in px, odd
     */
    public record Params(
            @Param(label = "Kind",
                    help = "White keeps bright details, black keeps dark ones, which become bright.") Kind kind,
            @Param(label = "Size", unit = "px", min = 3, max = 301, step = 2,
                    help = "Side of the square element. Details that it does not fit into are kept, larger"
                            + " areas vanish.")
                    int size) {

        public Params {
            if (size % 2 == 0)
                throw new IllegalArgumentException("The size is odd, such as 3, 5 or 7; found " + size + ".");
        }
    }

    @Override
    public Info info() {
        return Info.of("loupe.top-hat", "Top-hat", "Keeps details smaller than the element and takes slow background"
                + " away. Noise is raised by about its own spread: smooth before this step.")
                .reference("Serra: Image Analysis and Mathematical Morphology, 1982");
    }

    @Override
    public Params defaults() {
        return new Params(Kind.WHITE, 15);
    }

    @Override
    public int halo(Params params) {
        return params.size() - 1;
    }

    @Override
    public void check(Params params, Shape in) throws ToolException {
        Needs.pixels(info().label(), in);
    }

    @Override
    public Shape output(Params params, Shape in) {
        return in;
    }
}
