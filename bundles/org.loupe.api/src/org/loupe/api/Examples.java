package org.loupe.api;

import java.util.Collections;
import java.util.List;

/**
 * What a trainer learns from. Immutable by agreement; the lists may read from disk when asked for an element, so a
 * trainer asks for each as often as it needs it and no more.
 *
 * @param <I>     what the model will be given
 * @param <O>     what it shall give
 * @param classes names of all classes, also of those without an example
 * @param inputs  one for each example; for {@link Features} one for each group, with many rows
 * @param truths  what is true of each input
 * @param groups  name of the wafer, board or lot that each input is from: examples of one group are never divided
 *                between learning and testing
 * @param modes   imaging mode of the image that each input is of, such as "BF", "DF" or "SEM"; "" if unknown
 */
public record Examples<I, O>(List<String> classes, List<I> inputs, List<O> truths, List<String> groups,
        List<String> modes) {

    public Examples {
        classes = List.copyOf(classes);
        if (truths.size() != inputs.size() || groups.size() != inputs.size() || modes.size() != inputs.size())
            throw new IllegalArgumentException(inputs.size() + " inputs need as many truths, groups and modes, found "
                    + truths.size() + ", " + groups.size() + " and " + modes.size() + ".");
    }

    /** Examples whose imaging modes are unknown. */
    public Examples(List<String> classes, List<I> inputs, List<O> truths, List<String> groups) {
        this(classes, inputs, truths, groups, Collections.nCopies(inputs.size(), ""));
    }

    /** Number of inputs. */
    public int size() {
        return inputs.size();
    }
}
