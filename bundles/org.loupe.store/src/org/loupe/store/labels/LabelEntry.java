package org.loupe.store.labels;

import java.time.Instant;

/**
 * A line of the journal, without the labels that it changed.
 *
 * @param number    from 1, in order
 * @param at        when it was made
 * @param who       who made it
 * @param what      what it did
 * @param machine   whether a machine did it
 * @param iteration number of the iteration that it belongs to
 * @param tiles     number of tiles that it changed
 * @param put       number of labels that it added or changed
 * @param dropped   number of labels that it removed
 */
public record LabelEntry(long number, Instant at, String who, String what, boolean machine, int iteration, int tiles,
        int put, int dropped) {
}
