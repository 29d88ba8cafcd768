package org.loupe.workspace.crops;

import java.util.List;
import java.util.Objects;
import org.loupe.engine.Problem;

/**
 * Crops of one source. Immutable.
 *
 * @param all      in the source's order
 * @param source   what they are, for people: "crops (387 images)"
 * @param problems what could not be taken along, and why
 */
public record CropList(List<Crop> all, String source, List<Problem> problems) {

    public CropList {
        all = List.copyOf(all);
        Objects.requireNonNull(source);
        problems = List.copyOf(problems);
    }

    /** Number of crops. */
    public int size() {
        return all.size();
    }
}
