package org.loupe.store.labels;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToIntFunction;

/**
 * One gesture, of any size, that can be taken back: which tiles and labels it replaces by which. Immutable.
 *
 * @param what      what it does, for the Edit menu and the history: "Add Short"
 * @param machine   whether a machine did it: it proposed labels, or restored a state; then what it removes was not
 *                  rejected by a person
 * @param iteration number of the iteration that is current before and after, {@code null} if that stays as it is
 * @param tiles     tiles before and after, each at most once
 * @param labels    labels before and after, each at most once
 */
public record LabelChange(String what, boolean machine, Replaced<Integer> iteration, List<Replaced<LabelTile>> tiles,
        List<Replaced<Label>> labels) {

    /**
     * What becomes of one thing; both never {@code null} at once.
     *
     * @param before how it was, {@code null} if it was not there
     * @param after  how it is, {@code null} if it is gone
     */
    public record Replaced<T>(T before, T after) {
        public Replaced {
            if (before == null && after == null)
                throw new IllegalArgumentException("Nothing is replaced by nothing.");
        }

        private Replaced<T> inverse() {
            return new Replaced<>(after, before);
        }
    }

    public LabelChange {
        Objects.requireNonNull(what);
        tiles = List.copyOf(tiles);
        labels = List.copyOf(labels);
    }

    /** A change of labels and tiles within the current iteration. */
    public LabelChange(String what, boolean machine, List<Replaced<LabelTile>> tiles, List<Replaced<Label>> labels) {
        this(what, machine, null, tiles, labels);
    }

    /** Whether it changes nothing. */
    public boolean isEmpty() {
        return iteration == null && tiles.isEmpty() && labels.isEmpty();
    }

    /** Takes this one back. */
    public LabelChange inverse(String called) {
        return new LabelChange(called, machine, iteration == null ? null : iteration.inverse(), inverse(tiles),
                inverse(labels));
    }

    private static <T> List<Replaced<T>> inverse(List<Replaced<T>> all) {
        List<Replaced<T>> back = new ArrayList<>(all.size());
        for (int i = all.size() - 1; i >= 0; i--)
            back.add(all.get(i).inverse());
        return back;
    }

    /**
     * This one and another right after it as one; what comes out as it was is left out.
     *
     * @param next of the same iteration
     */
    public LabelChange then(LabelChange next) {
        if (iteration != null || next.iteration != null)
            throw new IllegalArgumentException("A change of the iteration is a gesture of its own.");
        return new LabelChange(what, machine && next.machine, joined(tiles, next.tiles, LabelTile::number),
                joined(labels, next.labels, Label::id));
    }

    private static <T> List<Replaced<T>> joined(List<Replaced<T>> first, List<Replaced<T>> then,
            ToIntFunction<T> number) {
        Map<Integer, Replaced<T>> all = new LinkedHashMap<>();
        for (Replaced<T> one : first)
            all.put(number.applyAsInt(one.before == null ? one.after : one.before), one);
        for (Replaced<T> one : then) {
            int key = number.applyAsInt(one.before == null ? one.after : one.before);
            T before = all.containsKey(key) ? all.get(key).before : one.before;
            if (Objects.equals(before, one.after))
                all.remove(key);
            else
                all.put(key, new Replaced<>(before, one.after));
        }
        return List.copyOf(all.values());
    }

    /** The same, and another iteration becomes the current one. */
    public LabelChange iteration(int before, int after) {
        return new LabelChange(what, machine, new Replaced<>(before, after), tiles, labels);
    }
}
