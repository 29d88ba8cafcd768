package org.loupe.tools.opencv;

import org.loupe.api.Operator;
import org.loupe.api.Run;
import org.loupe.api.Step;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;

/** A step that checks its image and filters it in {@link Bands} with the operator's halo. */
final class FilterStep<P extends Record> implements Step<Tile, Tile> {
    private final Operator<P> operator;
    private final P params;
    private final double nanosPerSample;
    private final Bands.Filter filter;

    /**
     * @param nanosPerSample about what the filter takes
     * @throws ToolException if OpenCV cannot be loaded
     */
    FilterStep(Operator<P> operator, P params, double nanosPerSample, Bands.Filter filter) throws ToolException {
        Natives.load();
        this.operator = operator;
        this.params = params;
        this.nanosPerSample = nanosPerSample;
        this.filter = filter;
    }

    @Override
    public Tile apply(Tile in, Run run) throws ToolException {
        operator.check(params, in.shape());
        Tile out = run.tile(operator.output(params, in.shape())).at(in.x(), in.y());
        Bands.filter(in, out, operator.halo(params), nanosPerSample, run, filter);
        return out;
    }
}
