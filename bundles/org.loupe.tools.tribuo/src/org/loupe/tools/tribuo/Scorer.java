package org.loupe.tools.tribuo;

import java.io.IOException;
import org.loupe.api.Run;

/** What was learned, as numbers: gives the probability of each class that had examples. Immutable. */
interface Scorer {

    /**
     * Gives the probabilities of some rows.
     *
     * @param values        rows of features, {@code values[row * columns + column]}
     * @param from          first row
     * @param rows          number of rows
     * @param probabilities written to: {@code probabilities[(row - from) * classes + class]}, each row summing to 1
     * @return novelty of each row, 1 being the limit of what is known; null if it does not tell
     */
    float[] score(float[] values, int from, int rows, float[] probabilities, Run run);

    /** Writes it to a model file, beginning with a name of its kind. */
    void write(ModelFile.Writer out) throws IOException;
}
