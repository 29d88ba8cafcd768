package com.acme;

import org.loupe.api.Detections;
import org.loupe.api.Detector;
import org.loupe.api.Device;
import org.loupe.api.Pair;
import org.loupe.api.Param;
import org.loupe.api.Step;

/** The tool of an invented vendor; it finds nothing. */
public final class AcmeSpots implements Detector<AcmeSpots.Params> {
    public record Params(@Param(label = "Size", unit = "px", min = 1, max = 99, help = "Smallest spot.") int size) { }

    @Override public Info info() { return Info.of("acme.spots", "Acme spots", "Finds nothing."); }

    @Override public Params defaults() { return new Params(3); }

    @Override public int halo(Params params) { return params.size(); }

    @Override public Step<Pair, Detections> open(Params params, Device device) {
        return (pair, run) -> Detections.NONE;
    }
}
