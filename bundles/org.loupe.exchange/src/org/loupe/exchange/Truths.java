package org.loupe.exchange;

import java.util.List;
import java.util.Optional;

/** Finds the truth of an image by its name. Signatures first; the body follows. */
public final class Truths {

    public Truths(List<Truth> truths) {
        throw new UnsupportedOperationException();
    }

    /** The truth of an image of a run; path may be "". */
    public Optional<Truth> find(String image, String path) {
        throw new UnsupportedOperationException();
    }

    /** Truths that no image asked for so far. */
    public List<Truth> unused() {
        throw new UnsupportedOperationException();
    }
}
