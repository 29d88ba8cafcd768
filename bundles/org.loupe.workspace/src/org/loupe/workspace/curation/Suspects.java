package org.loupe.workspace.curation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.loupe.api.Features;
import org.loupe.api.ToolException;
import org.loupe.engine.Plural;
import org.loupe.engine.Problem;
import org.loupe.engine.Progress;
import org.loupe.engine.curation.ConfidentLearning;
import org.loupe.engine.curation.Learner;
import org.loupe.engine.curation.Neighbours;
import org.loupe.engine.curation.OutOfSample;
import org.loupe.store.labels.Label;
import org.loupe.store.labels.LabelEdit;
import org.loupe.store.labels.LabelTable;
import org.loupe.store.labels.TileState;

/**
 * Labels whose class is doubted, the most doubted first. A doubt that a person has looked at and not shared is kept with
 * the label, as a mark in its comment, and not raised again while the label has that class. Immutable.
 *
 * @param all      at most {@link #MOST}; of their tiles or labels some may have changed since
 * @param labels   number of labels that were judged
 * @param wrong    share of them that is estimated to be wrong, those that were kept included
 * @param problems what could not be measured
 */
public record Suspects(List<Suspect> all, int labels, double wrong, List<Problem> problems) {
    /** Doubts that are told at most: nobody looks at more. */
    public static final int MOST = 5_000;
    private static final int FOLDS = 5, EVIDENCE = 3;
    /** The division into folds, and with it the result, is always the same. */
    private static final long SEED = 1;

    /**
     * A label in doubt.
     *
     * @param label     as it was when it was judged
     * @param suggested code of the class that is more probable
     * @param score     0 to 1; above 0.5 the suggested class is more probable than the given one
     * @param evidence  the three labels of the suggested class that are most like it, the nearest first
     */
    public record Suspect(Label label, int suggested, double score, List<Label> evidence) {
    }

    /**
     * Judges all labels that count and have a class; each by what is learned from the labels of other tiles.
     *
     * @param table     of this thread's own
     * @param images    where the pixels of a tile's number are
     * @param measuring measures the labels
     * @param learner   learns their classes
     * @param progress  asked often whether to stop; told of labels measured
     * @throws ToolException if there are not two classes on two tiles
     * @throws java.util.concurrent.CancellationException once the progress is cancelled
     */
    public static Suspects find(LabelTable table, IntFunction<Optional<TileImage>> images, Measuring measuring,
            Learner learner, Progress progress) throws ToolException {
        List<Label> labels = new ArrayList<>();
        for (var tile : table.tiles())
            if (tile.state() != TileState.EXCLUDED)
                for (Label label : table.labels(tile.number()))
                    if (label.counts() && label.code() > 0)
                        labels.add(label);
        int[] codes = labels.stream().mapToInt(Label::code).distinct().sorted().toArray();
        long tiles = labels.stream().mapToInt(Label::tile).distinct().count();
        if (codes.length < 2 || tiles < 2)
            throw new ToolException("Suspects need labels of two classes on two tiles, found "
                    + Plural.of(codes.length, "class") + " on "
                    + Plural.of(tiles, "tile") + ".", "Label more tiles.");
        Map<Integer, Integer> index = new HashMap<>();
        for (int code : codes)
            index.put(code, index.size());
        Features rows = measuring.labels(labels, images, progress);
        int[] given = labels.stream().mapToInt(l -> index.get(l.code())).toArray();
        float[] p = OutOfSample.probabilities(rows, given, codes.length,
                labels.stream().mapToInt(Label::tile).toArray(), FOLDS, SEED, learner, progress.quiet());
        ConfidentLearning found = ConfidentLearning.of(p, given, codes.length);
        List<ConfidentLearning.Suspect> told = found.suspects().stream()
                .filter(s -> !kept(labels.get(s.row()))).limit(MOST).toList();
        List<List<Label>> evidence = evidence(told, labels, given, codes.length, rows, progress.quiet());
        List<Suspect> all = new ArrayList<>();
        for (int i = 0; i < told.size(); i++)
            all.add(new Suspect(labels.get(told.get(i).row()), codes[told.get(i).suggested()], told.get(i).score(),
                    evidence.get(i)));
        return new Suspects(List.copyOf(all), labels.size(), found.wrong(), measuring.problems());
    }

    private static List<List<Label>> evidence(List<ConfidentLearning.Suspect> told, List<Label> labels, int[] given,
            int classes, Features rows, Progress progress) {
        List<List<Label>> evidence = new ArrayList<>();
        told.forEach(s -> evidence.add(new ArrayList<>()));
        for (int c = 0; c < classes; c++) {
            int suggested = c;
            int[] members = IntStream.range(0, given.length).filter(i -> given[i] == suggested).toArray();
            int[] asked = IntStream.range(0, told.size()).filter(i -> told.get(i).suggested() == suggested).toArray();
            if (members.length == 0 || asked.length == 0)
                continue;
            int[] askedRows = IntStream.of(asked).map(i -> told.get(i).row()).toArray();
            int[] nearest = new Neighbours(rows.select(members), progress)
                    .find(rows.select(askedRows), EVIDENCE, progress).rows();
            for (int i = 0; i < nearest.length; i++)
                if (nearest[i] >= 0)
                    evidence.get(asked[i / EVIDENCE]).add(labels.get(members[nearest[i]]));
        }
        return evidence;
    }

    /** Notes in a gesture that a person stands by the class of a label. */
    public static void keep(LabelEdit edit, Label label) {
        if (!kept(label))
            edit.put(label.comment((label.comment() + " " + mark(label)).strip()));
    }

    /** Whether a person stands by the class that a label has. */
    public static boolean kept(Label label) {
        return label.comment().contains(mark(label));
    }

    private static String mark(Label label) {
        return "[class " + label.code() + " checked]";
    }
}
