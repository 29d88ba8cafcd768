package org.loupe.tools.classic;

import org.loupe.api.Device;
import org.loupe.api.Shape;
import org.loupe.api.Step;
import org.loupe.api.Tile;

/**
 * Spreads a window of grey levels over 0..255: {@code 255 · (v − level + window / 2) / window}, rounded half up and
 * limited. Channel by channel; the result has 8 bits.
 */
public final class WindowLevel extends org.loupe.tools.base.WindowLevel {

    @Override
    public Step<Tile, Tile> open(Params params, Device device) {
        Stretch stretch = new Stretch(params.level() - params.window() / 2, params.level() + params.window() / 2);
        return (in, run) -> {
            check(params, in.shape());
            return stretch.apply(in, Shape.Type.U8, run);
        };
    }
}
