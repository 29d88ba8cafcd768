package org.loupe.api;

import java.util.List;

/** Describes a defect by numbers: one row of {@link Features} for a {@link Patch}. */
public interface FeatureExtractor<P extends Record> extends Tool<P, Patch, Features> {

    /**
     * The columns it gives, in order; a unit is the last part of a name: {@code area_um2}. Parameters that change the
     * numbers change the names, unless they have their default: what was learned from one is then never applied to the
     * other.
     */
    List<String> names(P params);

    /**
     * What keeps it from working with these parameters, such as a file that is not there; with the remedy. Where it
     * throws, {@link #names} may be empty.
     */
    default void check(P params) throws ToolException {
    }

    /**
     * What these parameters come to, in a sentence for people: such as which net a file of weights was recognised as.
     *
     * @return "" if there is nothing to say
     * @throws ToolException as {@link #check} does
     */
    default String summary(P params) throws ToolException {
        check(params);
        return "";
    }

    /** How many pixels around a defect's box it wants to see. */
    default int context(P params) {
        return 0;
    }
}
