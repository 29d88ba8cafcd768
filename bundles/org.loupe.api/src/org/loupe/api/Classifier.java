package org.loupe.api;

import java.util.List;

/** Sorts defects into classes by their features. In a recipe each class may be routed into a sub-chain of its own. */
public interface Classifier<P extends Record> extends Tool<P, Features, Predictions> {

    /** The classes it can give, in the order of {@link Predictions#classes()}. */
    List<String> classes(P params);

    /** The features that it must be given; others may be present. */
    List<String> needs(P params);
}
