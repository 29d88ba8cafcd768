package org.loupe.ui.internal.nets;

import java.nio.file.Path;

import org.loupe.engine.nets.NetSweep;
import org.loupe.workspace.nets.KeptSweep;

/**
 * How a sweep stands. Immutable.
 *
 * @param kept    what is done
 * @param phase   where it is
 * @param problem why it failed, "" if it did not
 * @param setting index of the combination that is trained now; -1 for none
 * @param repeat  of that combination, from 0
 * @param left    seconds that it still takes; NaN if that is not known
 */
public record SweepState(KeptSweep kept, Phase phase, String problem, int setting, int repeat, double left) {

    /** Where a sweep is. */
    public enum Phase {
        /** Trainings or other sweeps are before it. */
        QUEUED,
        /** It reads its images, or trains. */
        RUNNING,
        /** It is not over, and can go on. */
        STOPPED,
        /** It ended with an error, and can go on. */
        FAILED,
        /** All trainings are done. */
        OVER
    }

    /** One that lies in its folder. */
    public static SweepState of(KeptSweep kept) {
        return new SweepState(kept, kept.over() ? Phase.OVER : Phase.STOPPED, "", -1, -1, Double.NaN);
    }

    /** Its folder, by which it is known. */
    public Path folder() {
        return kept.folder();
    }

    /** What is tried. */
    public NetSweep sweep() {
        return kept.plan().sweep();
    }

    /** Whether it trains, or is about to. */
    public boolean alive() {
        return phase == Phase.QUEUED || phase == Phase.RUNNING;
    }

    /** Whether the trainings of a combination go on at the moment. */
    public boolean trains(int combination) {
        return phase == Phase.RUNNING && setting == combination;
    }
}
