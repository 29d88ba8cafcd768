package org.loupe.engine;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.loupe.api.ImageInfo;
import org.loupe.api.ImageSource;
import org.loupe.api.Region;

/** One image on its way through the workers. Whoever starts it fills the fields; then several may work on its tiles. */
final class Job {
    private static final int MOST_WARNINGS = 100;

    final int index;
    final Item item;
    String key = "";
    String sha256 = "";
    String referenceSha256 = "";
    Optional<ImageInfo> info = Optional.empty();
    /** Where defects count, in px. */
    Zones zones = Zones.NONE;
    /** Whether an earlier run has finished it. */
    boolean skipped;
    /** The test image in memory, if it is not read from its file by every worker. */
    ImageSource test;
    /** The reference in memory, likewise. */
    ImageSource reference;
    private List<Region> cores = List.of();
    private Found[] found = {};
    private int taken;
    private int finished;
    private Problem error;
    private final Set<Problem> warnings = new LinkedHashSet<>();
    private long nanos;
    private ImageResult result;

    Job(int index, Item item) {
        this.index = index;
        this.item = item;
    }

    /** The parts of the image that are worked on one by one; together they cover it once. */
    synchronized void cores(List<Region> parts) {
        cores = parts;
        found = new Found[parts.size()];
    }

    synchronized int tiles() {
        return cores.size();
    }

    synchronized Region core(int tile) {
        return cores.get(tile);
    }

    /** The next tile that nobody works on, or -1. */
    synchronized int take() {
        return taken < cores.size() ? taken++ : -1;
    }

    /** How many tiles nobody works on yet. */
    synchronized int left() {
        return cores.size() - taken;
    }

    synchronized void found(int tile, Found what) {
        found[tile] = what;
    }

    /** The first error stays. */
    synchronized void fail(Problem why) {
        if (error == null)
            error = why;
    }

    synchronized boolean failed() {
        return error != null;
    }

    /** Kept once, however many tiles say it. */
    synchronized void warn(Problem warning) {
        if (warnings.size() < MOST_WARNINGS)
            warnings.add(warning);
    }

    synchronized void spent(long time) {
        nanos += time;
    }

    /** A tile is finished, well or not. @return whether it was the last */
    synchronized boolean tileFinished() {
        return ++finished == cores.size();
    }

    /** Joins what the tiles found; nobody works on the image any more. */
    synchronized void complete(Plan plan) {
        test = reference = null;
        Found all = new Found(Chain.none(plan), plan.noFeatures());
        if (error == null && found.length > 0)
            try {
                all = Found.join(List.of(found));
            } catch (OutOfMemoryError e) {
                error = Problem.error("", "There was not enough memory for all that was found in " + item.name() + ".",
                        "Give Java more memory (-Xmx), or set the recipe so that it finds less.");
            }
        result = new ImageResult(index, item, key, sha256, referenceSha256, info, all.detections(), all.features(),
                new ArrayList<>(warnings), Optional.ofNullable(error), nanos / 1e6);
        found = null;
    }

    /** After {@link #complete}. */
    synchronized ImageResult result() {
        return result;
    }
}
