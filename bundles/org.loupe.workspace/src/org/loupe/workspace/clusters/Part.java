package org.loupe.workspace.clusters;

import org.loupe.engine.Progress;

/** Parts of a long work as thousandths of the whole. */
final class Part {

    private Part() {
    }

    /** A progress whose whole is the part from {@code from} to {@code to}, 0 … 1, of another. */
    static Progress of(Progress whole, double from, double to) {
        return new Progress() {
            @Override
            public boolean cancelled() {
                return whole.cancelled();
            }

            @Override
            public void update(int done, int total, int detections, int errors, String current) {
                whole.update((int) Math.round(1000 * (from + (to - from) * done / Math.max(1, total))), 1000, 0, 0,
                        current);
            }
        };
    }
}
