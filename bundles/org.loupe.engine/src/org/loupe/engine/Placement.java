package org.loupe.engine;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.loupe.api.Detections;
import org.loupe.api.Device;
import org.loupe.api.Features;
import org.loupe.api.Pair;
import org.loupe.api.Patch;
import org.loupe.api.Tile;

/**
 * Where a step of a run was computed, and why there: kept with the run, so that going on with it and checking it need
 * not choose again.
 *
 * @param step   number of the step among {@link RunProvenance#steps}, from 0
 * @param where  "step 2 (Median filter)"
 * @param size   of the inputs for which it was chosen, such as "1024 × 1024 px": those that have up to so many pixels,
 *               and more than a quarter; "" for all from here on
 * @param device {@link Device#label()}
 * @param reason such as "3.1 ms instead of 12 ms"
 */
public record Placement(int step, String where, String size, String device, String reason) {
    private static final double MILLION = 1e6;

    public Placement {
        Objects.requireNonNull(where);
        Objects.requireNonNull(size);
        Objects.requireNonNull(device);
        Objects.requireNonNull(reason);
    }

    /** Whether it is computed on the processor. */
    public boolean onProcessor() {
        return device.equals(Device.CPU.label());
    }

    /** For people: "step 2 (Median filter), up to 1024 × 1024 px: CUDA 0 (NVIDIA H200), 3.1 ms instead of 12 ms". */
    @Override
    public String toString() {
        return where + (size.isEmpty() ? "" : ", up to " + size) + ": " + device + ", " + reason;
    }

    /** The size of inputs that a step is given in one call; sizes are powers of four. */
    static String size(List<?> inputs) {
        long count = 0;
        boolean pixels = true;
        for (Object input : inputs)
            if (input instanceof Tile tile)
                count += tile.shape().pixels();
            else if (input instanceof Pair pair)
                count += pair.test().shape().pixels();
            else if (input instanceof Patch patch)
                count += patch.image().shape().pixels();
            else {
                pixels = false;
                count += input instanceof Features f ? f.rows() : input instanceof Detections d ? d.size() : 1;
            }
        long edge = 1;
        while (edge * edge < count)
            edge *= 2;
        return pixels ? edge + " × " + edge + " px" : edge * edge + (edge == 1 ? " row" : " rows");
    }

    /** A time in two digits or so: "0.40 ms", "3.1 ms", "12 ms". */
    static String millis(double nanos) {
        double millis = nanos / MILLION;
        return String.format(Locale.ROOT, millis >= 10 ? "%.0f ms" : millis >= 1 ? "%.1f ms" : "%.2f ms", millis);
    }
}
