package org.loupe.workspace.curation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.loupe.api.Features;
import org.loupe.engine.Problem;
import org.loupe.engine.Progress;
import org.loupe.engine.curation.Duplicates;
import org.loupe.engine.curation.Duplicates.Duplicate;
import org.loupe.engine.curation.LabelNext;
import org.loupe.engine.curation.Learner;
import org.loupe.engine.curation.Outliers;
import org.loupe.engine.curation.TileLook;
import org.loupe.store.labels.Label;
import org.loupe.store.labels.LabelTable;
import org.loupe.store.labels.TileState;

/**
 * What the pixels and proposals of tiles say about which to label next, and which not at all. Immutable; tiles are named
 * as labels name their images.
 *
 * @param unsure     tiles that are open: first those whose proposals a model is unsure of and that differ from what is
 *                   labelled; then, without proposals, the others as in {@code diverse}
 * @param diverse    tiles that are open, those most unlike each other and the labelled ones first
 * @param duplicates tiles that show nearly the same as another, with that one
 * @param blurred    tiles that are blurred, with the value found
 * @param unlike     tiles unlike the complete ones, with the value found; none while fewer than
 *                   {@value #LEAST_EXAMPLES} are complete
 * @param blurLimit  above which a tile counts as blurred
 * @param limit      above which a tile counts as unlike the complete ones; infinite while there are too few of those
 * @param complete   number of tiles that were complete when they were looked at
 * @param problems   what could not be measured
 */
public record TileFindings(List<String> unsure, List<String> diverse, Map<String, String> duplicates,
        Map<String, Float> blurred, Map<String, Float> unlike, float blurLimit, float limit, int complete,
        List<Problem> problems) {
    /** Complete tiles that it takes to say what is unlike them. */
    public static final int LEAST_EXAMPLES = 10;
    /** Tiles that are put into order; who has labelled so many asks anew. */
    private static final int BUDGET = 500;
    /** Blur that is told at least: what the human eye sees. */
    private static final double LEAST_BLUR = 0.05;

    /**
     * Looks at tiles.
     *
     * @param tiles     where the pixels of each are, by how labels name the image
     * @param table     of this thread's own
     * @param measuring measures tiles and labels
     * @param learner   learns classes from the labels that count
     * @param progress  asked often whether to stop; told of tiles read
     * @throws java.util.concurrent.CancellationException once the progress is cancelled
     */
    public static TileFindings find(Map<String, TileImage> tiles, LabelTable table, Measuring measuring,
            Learner learner, Progress progress) {
        List<TileLook> all = measuring.tiles(List.copyOf(tiles.values()), progress);
        List<String> names = new ArrayList<>(), keys = List.copyOf(tiles.keySet());
        List<TileLook> looks = new ArrayList<>();
        for (int i = 0; i < all.size(); i++)
            if (all.get(i) != null) {
                names.add(keys.get(i));
                looks.add(all.get(i));
            }
        Features rows = TileLook.table(looks);
        boolean[] done = new boolean[names.size()];
        int[] complete = IntStream.range(0, done.length).filter(i -> state(table, names.get(i)) == TileState.COMPLETE)
                .toArray();
        for (int i = 0; i < done.length; i++)
            done[i] = state(table, names.get(i)) != TileState.OPEN;

        Map<String, String> duplicates = new LinkedHashMap<>();
        for (Duplicate d : Duplicates.find(looks, progress.quiet()))
            duplicates.put(names.get(d.row()), names.get(d.first()));
        Outliers blur = Outliers.above(column(rows, "blur"), LEAST_BLUR);
        Outliers unlike = complete.length < LEAST_EXAMPLES
                ? new Outliers(new float[names.size()], Float.POSITIVE_INFINITY)
                : Outliers.unlike(rows.select(complete), rows, progress.quiet());

        List<String> diverse = filled(LabelNext.diverse(rows, done, null, BUDGET, progress.quiet()), names, done);
        Map<String, Integer> place = new HashMap<>();
        for (int i = 0; i < names.size(); i++)
            place.put(names.get(i), i);
        List<String> unsure = new ArrayList<>(Arrays.stream(unsure(tiles, place, table, done, measuring, learner,
                progress)).mapToObj(names::get).toList());
        Map<String, Boolean> seen = unsure.stream().collect(Collectors.toMap(Function.identity(), n -> true));
        diverse.stream().filter(n -> !seen.containsKey(n)).forEach(unsure::add);
        return new TileFindings(List.copyOf(unsure), diverse, duplicates, values(blur, names), values(unlike, names),
                blur.limit(), unlike.limit(), complete.length, measuring.problems());
    }

    private static TileState state(LabelTable table, String name) {
        return table.tile(name).map(t -> t.state()).orElse(TileState.OPEN);
    }

    private static float[] column(Features rows, String name) {
        float[] values = new float[rows.rows()];
        for (int i = 0; i < values.length; i++)
            values[i] = rows.get(i, rows.column(name));
        return values;
    }

    private static Map<String, Float> values(Outliers found, List<String> names) {
        Map<String, Float> values = new LinkedHashMap<>();
        for (int row : found.rows())
            values.put(names.get(row), found.values()[row]);
        return values;
    }

    /** The chosen tiles, then the other open ones as they come. */
    private static List<String> filled(int[] order, List<String> names, boolean[] done) {
        boolean[] taken = done.clone();
        List<String> all = new ArrayList<>();
        for (int row : order) {
            all.add(names.get(row));
            taken[row] = true;
        }
        for (int i = 0; i < taken.length; i++)
            if (!taken[i])
                all.add(names.get(i));
        return List.copyOf(all);
    }

    /** Places of open tiles with proposals. */
    private static int[] unsure(Map<String, TileImage> tiles, Map<String, Integer> place, LabelTable table,
            boolean[] done, Measuring measuring, Learner learner, Progress progress) {
        List<Label> objects = new ArrayList<>();
        Map<Integer, TileImage> images = new HashMap<>();
        Map<Integer, Integer> rows = new HashMap<>();
        for (var tile : table.tiles())
            if (place.containsKey(tile.image())) {
                images.put(tile.number(), tiles.get(tile.image()));
                rows.put(tile.number(), place.get(tile.image()));
                for (Label label : table.labels(tile.number()))
                    if (label.agreed() && (label.counts() ? label.code() > 0 : !done[place.get(tile.image())]))
                        objects.add(label);
            }
        if (objects.stream().allMatch(Label::counts))
            return new int[0];
        Features features = measuring.labels(objects, number -> Optional.ofNullable(images.get(number)),
                progress.quiet());
        return LabelNext.unsureAndDiverse(features, uncertainty(objects, features, learner, progress),
                objects.stream().mapToInt(l -> rows.get(l.tile())).toArray(), done, BUDGET, progress.quiet());
    }

    /**
     * How unsure the machine is of each proposal: of whether it is a defect, by the score that it was given, and of
     * which class it is, by what the labels tell; whichever is more. Labels that count are certain.
     */
    private static float[] uncertainty(List<Label> objects, Features features, Learner learner, Progress progress) {
        float[] unsure = new float[objects.size()];
        int[] known = IntStream.range(0, unsure.length).filter(i -> objects.get(i).counts()).toArray();
        int[] asked = IntStream.range(0, unsure.length).filter(i -> !objects.get(i).counts()).toArray();
        for (int i : asked)
            unsure[i] = LabelNext.uncertainty(objects.get(i).score());
        int[] codes = Arrays.stream(known).map(i -> objects.get(i).code()).distinct().sorted().toArray();
        if (codes.length < 2)
            return unsure;
        float[] p = learner.probabilities(features.select(known), Arrays.stream(known)
                .map(i -> Arrays.binarySearch(codes, objects.get(i).code())).toArray(), codes.length,
                features.select(asked), progress.quiet());
        float[] byClass = LabelNext.uncertainty(p, codes.length);
        for (int i = 0; i < asked.length; i++)
            unsure[asked[i]] = Math.max(unsure[asked[i]], byClass[i]);
        return unsure;
    }
}
