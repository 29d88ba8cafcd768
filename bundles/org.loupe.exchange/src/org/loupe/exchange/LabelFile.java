package org.loupe.exchange;

import java.util.List;
import java.util.Objects;
import org.loupe.store.labels.Label;
import org.loupe.store.labels.LabelTile;

/**
 * Labels as they travel from project to project. Numbers of tiles, ids of labels and codes of classes are those of the
 * place that they come from.
 *
 * @param project   name of the project that they come from, "" if unknown
 * @param iteration name of its iteration, "" if unknown
 * @param classes   what the codes of the labels mean
 * @param tiles     the images, also those that have no label but a state
 * @param labels    of these tiles
 */
public record LabelFile(String project, String iteration, List<LabelClass> classes, List<LabelTile> tiles,
        List<Label> labels) {

    /**
     * A class of labels.
     *
     * @param code       by which labels name it, above 0
     * @param name       as people call it
     * @param colour     as "#rrggbb", "" for none
     * @param bin        process bin, "" for none
     * @param definition what it is, "" if nobody said
     */
    public record LabelClass(int code, String name, String colour, String bin, String definition) {
        public LabelClass {
            if (code < 1)
                throw new IllegalArgumentException("Codes of classes are above 0, found " + code + " for \"" + name
                        + "\".");
            Objects.requireNonNull(name);
            Objects.requireNonNull(colour);
            Objects.requireNonNull(bin);
            Objects.requireNonNull(definition);
        }
    }

    public LabelFile {
        Objects.requireNonNull(project);
        Objects.requireNonNull(iteration);
        classes = List.copyOf(classes);
        tiles = List.copyOf(tiles);
        labels = List.copyOf(labels);
    }
}
