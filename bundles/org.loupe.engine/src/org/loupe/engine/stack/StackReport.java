package org.loupe.engine.stack;

import java.util.List;
import java.util.Optional;
import org.loupe.engine.learning.ClassificationReport;
import org.loupe.engine.learning.Validation;

/**
 * How good a stack of classifiers is on objects that it has not learned from: each level by itself, on the objects that
 * truly belong there, and the whole, where an object that a level sends a wrong way is lost for those behind it.
 * Immutable.
 *
 * @param levels   in the order of the stack
 * @param overall  on the classes that objects are labelled with
 * @param left     labelled objects that are of no class of the stack, by class and number, in whole sentences
 */
public record StackReport(List<LevelReport> levels, ClassificationReport overall, List<String> left) {

    /**
     * One level.
     *
     * @param name       of the level
     * @param learned    whether it was trained; else a limit or another tool decides
     * @param report     on the objects that truly belong to the level
     * @param validation of its training, with the spread over repeats; empty if it was not trained
     * @param strays     objects that earlier levels send here though they belong elsewhere
     */
    public record LevelReport(String name, boolean learned, ClassificationReport report,
            Optional<Validation> validation, int strays) {

        /** Objects that it was judged on. */
        public int examples() {
            return report.scored().rows();
        }
    }

    public StackReport {
        levels = List.copyOf(levels);
        left = List.copyOf(left);
    }
}
