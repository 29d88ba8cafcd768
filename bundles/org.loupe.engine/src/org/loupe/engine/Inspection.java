package org.loupe.engine;

import java.util.List;
import org.loupe.api.*;

/** Runs a recipe on images. */
public final class Inspection {
    public record Summary(int images, int skipped, int errors, long detections, double seconds, boolean cancelled) { }
    public Inspection(Recipe recipe, Registry registry, Options options) throws ToolException { throw new UnsupportedOperationException(); }
    public Plan plan() { throw new UnsupportedOperationException(); }
    public Options options() { throw new UnsupportedOperationException(); }
    public Summary run(List<Item> items, Results results, Progress progress) throws ToolException { throw new UnsupportedOperationException(); }
    public ImageResult inspect(String name, Pair pair, Progress progress) throws ToolException { throw new UnsupportedOperationException(); }
}
