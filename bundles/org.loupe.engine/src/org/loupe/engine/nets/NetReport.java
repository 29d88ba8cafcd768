package org.loupe.engine.nets;

import java.util.List;
import java.util.Optional;

/**
 * How a training went.
 *
 * @param epochs   all of them, in order
 * @param best     number of the epoch that was kept
 * @param figures  of that epoch; empty if nothing was held apart
 * @param learned  images that were learned from
 * @param held     images that were held apart
 * @param groups   boards, wafers or lots held apart
 * @param warnings what makes the figures or the model doubtful, in whole sentences
 */
public record NetReport(List<NetEpoch> epochs, int best, Optional<NetFigures> figures, int learned, int held,
        List<String> groups, List<String> warnings) {

    public NetReport {
        epochs = List.copyOf(epochs);
        figures = figures == null ? Optional.empty() : figures; // as files say that there are none
        groups = List.copyOf(groups);
        warnings = List.copyOf(warnings);
    }
}
