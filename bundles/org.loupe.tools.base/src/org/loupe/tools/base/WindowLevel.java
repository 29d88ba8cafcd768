package org.loupe.tools.base;

import org.loupe.api.Operator;
import org.loupe.api.Param;
import org.loupe.api.Shape;
import org.loupe.api.ToolException;

/**
 * Spreads a window of grey levels over 0..255: {@code 255 · (v − level + window / 2) / window}, rounded half up and
 * limited. Channel by channel; the result has 8 bits.
 */
public abstract class WindowLevel implements Operator<WindowLevel.Params> {

    /**
     * @param window grey levels that the output spans
     * @param level  grey level in the middle of the window
     */
    public record Params(
            @Param(label = "Window", unit = "grey levels", min = 1e-6, max = 65535, step = 1,
                    help = "Width of the range that is spread over black to white. Narrow it for more contrast.")
                    double window,
            @Param(label = "Level", unit = "grey levels", min = -65535, max = 65535, step = 1,
                    help = "Grey level in the middle of the range; it becomes middle grey.") double level) {
    }

    @Override
    public Info info() {
        return Info.of("loupe.window-level", "Window and level", "Spreads a range of grey levels over black to white"
                + " and gives 8 bits. The way to bring 16-bit and floating point images to tools that need 8 bits.");
    }

    @Override
    public Params defaults() {
        return new Params(256, 128);
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
        return in.samples(in.channels(), Shape.Type.U8);
    }
}
