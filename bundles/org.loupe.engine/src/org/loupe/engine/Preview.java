package org.loupe.engine;

import java.util.List;
import java.util.Optional;
import org.loupe.api.*;

/** What a recipe makes of one image up to one of its steps. */
public record Preview(Pair pair, Detections detections, Features features, List<Double> millis, List<Problem> warnings,
        Optional<Problem> error) {
    public static Preview run(Plan plan, Pair pair, int steps, long seed, Progress progress) { throw new UnsupportedOperationException(); }
}
