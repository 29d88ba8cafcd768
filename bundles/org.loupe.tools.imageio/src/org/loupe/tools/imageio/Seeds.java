package org.loupe.tools.imageio;

import org.loupe.api.Run;

/** What fixes a sample: the run's seed and the sample's number. */
final class Seeds {

    private Seeds() {
    }

    /** The seed of a sample. */
    static long of(int number, Run run) {
        return run.random().nextLong() + number * 0x632be59bd9b4e019L;
    }

    /** Whether a sample is one of those without a defect: of any run of numbers, the share that was asked for. */
    static boolean good(int number, double percent) {
        return Math.floor((number + 1L) * percent / 100) > Math.floor(number * percent / 100);
    }
}
