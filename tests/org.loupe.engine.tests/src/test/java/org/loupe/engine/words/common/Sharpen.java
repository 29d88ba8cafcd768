package org.loupe.engine.words.common;

import org.loupe.api.Operator;
import org.loupe.api.Param;
import org.loupe.api.Shape;

/** What tools of one id share, with Chinese beside it. */
public abstract class Sharpen implements Operator<Sharpen.Params> {

    public record Params(@Param(label = "Radius", min = 1, max = 9, help = "How far it reaches.") int radius,
            @Param(label = "Strength", min = 0, max = 1, help = "How much.") double strength) {
    }

    @Override
    public Info info() {
        return Info.of("toy.sharpen", "Sharpen", "Makes edges steeper.");
    }

    @Override
    public Params defaults() {
        return new Params(2, 0.5);
    }

    @Override
    public int halo(Params params) {
        return params.radius();
    }

    @Override
    public Shape output(Params params, Shape in) {
        return in;
    }
}
