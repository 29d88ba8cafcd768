package org.loupe.api;

import java.util.List;

/** Sorts defects into classes by their features. In a recipe each class may be routed into a sub-chain of its own. */
public interface Classifier<P extends Record> extends Tool<P, Features, Predictions> {

    /** The classes it can give, in the order of {@link Predictions#classes()}. */
    List<String> classes(P params);

    /** The features that it must be given; others may be present. */
    List<String> needs(P params);

    /** Whether its {@link Predictions#novelty()} is told. */
    default boolean tellsNovelty(P params) {
        return false;
    }

    /** What keeps it from working with these parameters, such as a model that is not there; with the remedy. */
    default void check(P params) throws ToolException {
    }
}
