package org.loupe.engine.stack;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.loupe.api.Features;
import org.loupe.engine.StackMeasure;
import org.loupe.engine.learning.Variants;

/**
 * Labelled objects as the levels of a stack see them. Immutable by agreement.
 *
 * @param labels  the class of each object
 * @param groups  the wafer, board or lot that each is from
 * @param ids     what people and views find each again by; unique
 * @param given   by level: a row for each object
 * @param decided by level: the class of each object as an index into the level's classes; {@code null} for a level that
 *                is trained
 * @param copies  altered copies of the objects, learned from besides; empty for none
 */
public record StackRows(List<String> labels, List<String> groups, List<String> ids, List<Features> given,
        List<int[]> decided, Optional<StackMeasure.Copies> copies) {

    /** Objects without altered copies. */
    public StackRows(List<String> labels, List<String> groups, List<String> ids, List<Features> given,
            List<int[]> decided) {
        this(labels, groups, ids, given, decided, Optional.empty());
    }

    public StackRows {
        labels = List.copyOf(labels);
        groups = List.copyOf(groups);
        ids = List.copyOf(ids);
        int rows = labels.size();
        if (groups.size() != rows || ids.size() != rows || given.stream().anyMatch(f -> f.rows() != rows))
            throw new IllegalArgumentException(rows + " objects need as many groups, names and rows of features.");
        if (new HashSet<>(ids).size() != rows)
            throw new IllegalArgumentException("Objects need different names.");
    }

    /** Number of objects. */
    public int rows() {
        return labels.size();
    }

    /** Altered copies of chosen objects as a level sees them, counted by their place among the chosen. */
    Variants copies(int level, int[] chosen) {
        if (copies.isEmpty())
            return Variants.none(given.get(level));
        int[] place = new int[rows()];
        Arrays.fill(place, -1);
        for (int i = 0; i < chosen.length; i++)
            place[chosen[i]] = i;
        int[] of = copies.get().of();
        int[] kept = IntStream.range(0, of.length).filter(i -> place[of[i]] >= 0).toArray();
        return new Variants(copies.get().given().get(level).select(kept),
                Arrays.stream(kept).map(i -> place[of[i]]).toArray());
    }

    /** Collects objects image by image. Not for use by several threads. */
    public static final class Builder {
        private final List<String> labels = new ArrayList<>(), groups = new ArrayList<>(), ids = new ArrayList<>();
        private final List<StackMeasure.Seen> parts = new ArrayList<>();
        private final List<StackMeasure.Copies> altered = new ArrayList<>();
        private final List<Integer> before = new ArrayList<>();

        /** Adds the objects of one image. */
        public Builder add(List<String> partLabels, List<String> partGroups, List<String> partIds,
                StackMeasure.Seen seen) {
            labels.addAll(partLabels);
            groups.addAll(partGroups);
            ids.addAll(partIds);
            parts.add(seen);
            return this;
        }

        /** Adds altered copies of the objects that are added next. */
        public Builder copies(StackMeasure.Copies made) {
            before.add(labels.size());
            altered.add(made);
            return this;
        }

        /** Number of objects so far. */
        public int size() {
            return labels.size();
        }

        /** All objects. @throws IllegalStateException if nothing was added */
        public StackRows build() {
            if (parts.isEmpty())
                throw new IllegalStateException("There is no object.");
            List<Features> given = new ArrayList<>();
            List<int[]> decided = new ArrayList<>();
            for (int level = 0; level < parts.get(0).given().size(); level++) {
                int at = level;
                given.add(Features.concat(parts.stream().map(p -> p.given().get(at)).toList()));
                decided.add(parts.get(0).decided().get(at) == null ? null : parts.stream()
                        .flatMapToInt(p -> Arrays.stream(p.decided().get(at))).toArray());
            }
            return new StackRows(labels, groups, ids, given, decided, copies(given.size()));
        }

        private Optional<StackMeasure.Copies> copies(int levels) {
            if (altered.isEmpty())
                return Optional.empty();
            return Optional.of(new StackMeasure.Copies(IntStream.range(0, levels).mapToObj(level -> Features.concat(
                    altered.stream().map(a -> a.given().get(level)).toList())).toList(),
                    IntStream.range(0, altered.size()).flatMap(i -> Arrays.stream(altered.get(i).of())
                            .map(row -> before.get(i) + row)).toArray()));
        }
    }
}
