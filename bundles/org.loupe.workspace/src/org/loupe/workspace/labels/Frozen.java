package org.loupe.workspace.labels;

import java.time.Instant;
import java.util.List;
import org.loupe.store.labels.LabelTally;

/**
 * A snapshot that was written for an iteration, which becomes frozen by it.
 *
 * @param number   of the iteration
 * @param at       when it was written
 * @param entry    last entry of the journal that belongs to it; 0 for none
 * @param head     hash of that entry
 * @param folder   of the snapshot, relative to the project
 * @param sha256   over labels, images, classes, splits and parameters, whoever labelled them when on which machine
 * @param tiles    number of tiles
 * @param complete those of them that are complete
 * @param labels   number of labels that count
 * @param tally    what became of proposals
 * @param notes    what a person should know, one sentence each: images that changed since they were added
 */
public record Frozen(int number, Instant at, long entry, String head, String folder, String sha256, int tiles,
        int complete, int labels, LabelTally tally, List<String> notes) {
}
