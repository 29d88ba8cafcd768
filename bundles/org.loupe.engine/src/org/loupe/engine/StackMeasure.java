package org.loupe.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.loupe.api.Detections;
import org.loupe.api.Device;
import org.loupe.api.Features;
import org.loupe.api.Mask;
import org.loupe.api.Pair;
import org.loupe.api.Patch;
import org.loupe.api.Provenance;
import org.loupe.api.Region;
import org.loupe.api.Shape;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;
import org.loupe.engine.features.FeatureSet;
import org.loupe.engine.learning.Augmentation;
import org.loupe.engine.learning.Columns;

/**
 * Measures labelled objects as the levels of a stack see them: after the operators of the recipe and of the routes on
 * the way, in place of what the detector would find. Every object is measured for every level, so that it is known too
 * what becomes of one that an earlier level sends a wrong way. For one thread; the caller closes it.
 */
public final class StackMeasure implements AutoCloseable {
    /** Px around an object from which the corners come into view that a slight turn shows. */
    private static final int TURNED = 16;

    private final Stack stack;
    private final Chain chain;
    private final PreviewInput input;
    private final TilePool pool = new TilePool();
    private final List<Columns> columns = new ArrayList<>();

    /**
     * What the levels see of objects.
     *
     * @param given   by level: a row for each object, of the level's {@link #columns}
     * @param decided by level: the class of each object as an index into the level's classes; {@code null} for a level
     *                that is trained
     */
    public record Seen(List<Features> given, List<int[]> decided) {
    }

    private StackMeasure(Stack stack, Registry registry) throws ToolException {
        this.stack = stack;
        input = new PreviewInput(registry, PreviewInput.WHOLE);
        for (int level = 0; level < stack.levels().size(); level++)
            columns.add(columns(stack.plan(), stack.step(level)));
        chain = new Chain(stack.plan());
    }

    /** Opens all steps of a stack. @throws ToolException if one of them cannot be opened */
    public static StackMeasure open(Stack stack, Registry registry) throws ToolException {
        return new StackMeasure(stack, registry);
    }

    private static Columns columns(Plan plan, PlanStep classifier) {
        Map<String, PlanStep> measured = plan.measuredFor(classifier);
        List<PlanStep> steps = measured.values().stream().distinct().toList();
        return new Columns(new FeatureSet(steps.stream().map(StackMeasure::block).toList()),
                List.copyOf(measured.keySet()), measured.values().stream().mapToInt(steps::indexOf).toArray(),
                steps.stream().map(s -> new Provenance(s.entry().tool().info().id(), s.entry().bundle(),
                        s.entry().version(), s.content(), 0, "", Device.CPU.kind().name(), s.entry().libraries(),
                        List.of())).toList());
    }

    private static FeatureSet.Block block(PlanStep s) {
        Map<String, Object> changed = new LinkedHashMap<>(s.values());
        for (Schema.Field field : Schema.of(s.tool()).fields())
            if (field.defaultValue().equals(changed.get(field.name())))
                changed.remove(field.name());
        return new FeatureSet.Block(s.entry().tool().info().id(), changed, 1);
    }

    /** What a level learns from: the columns of the feature steps before it. */
    public Columns columns(int level) {
        return columns.get(level);
    }

    /**
     * Measures objects of one image. Images of up to two million pixels are worked on whole, as in a run; of larger
     * ones the surroundings of the objects are.
     *
     * @param known in px of the image
     * @throws ToolException         if the image cannot be read, or a step cannot work on it
     * @throws CancellationException once the progress is cancelled
     */
    public Seen measure(Item item, Detections known, Progress progress) throws ToolException {
        int levels = stack.levels().size();
        List<float[]> values = empty(known.size());
        List<int[]> decided = new ArrayList<>();
        for (int level = 0; level < levels; level++) {
            int[] none = new int[known.size()];
            Arrays.fill(none, -1);
            decided.add(stack.levels().get(level).learned() ? null : none);
        }
        WorkRun run = new WorkRun(pool, progress::cancelled, w -> { }, text -> { }, 1);
        List<Integer> open = new ArrayList<>(IntStream.range(0, known.size()).boxed().toList());
        int halo = stack.plan().halo();
        while (!open.isEmpty()) {
            run.checkCancelled();
            PreviewInput.Part part = input.read(item, known.region(open.get(0)), 1, halo, run);
            Region there = part.pair().test().region();
            List<Integer> now = open.stream().filter(row -> {
                Region wanted = known.region(row).grow(halo).intersect(part.image());
                return wanted.intersect(there).equals(wanted);
            }).toList();
            List<Integer> done = now.isEmpty() ? List.of(open.get(0)) : now;
            int[] rows = done.stream().mapToInt(Integer::intValue).toArray();
            chain.teach(part.pair(), known.select(rows), (step, of, given, choice) -> {
                int level = stack.level(step);
                take(level, rows, of, given, values.get(level));
                for (int i = 0; choice != null && i < of.length; i++)
                    decided.get(level)[rows[of[i]]] = choice[i];
            }, run);
            pool.recycle();
            open.removeAll(done);
        }
        return new Seen(features(known.size(), values), decided);
    }

    /**
     * Altered copies of objects, as the levels see them.
     *
     * @param given by level: a row for each copy, of the level's {@link #columns}
     * @param of    the object that each is a copy of
     */
    public record Copies(List<Features> given, int[] of) {
    }

    /**
     * Alters the image around objects, and measures what the levels then see of them. The copies follow from the seed
     * and the objects' names.
     *
     * @param known in px of the image
     * @param names of the objects
     * @throws ToolException         if the image cannot be read, or a step cannot work on it
     * @throws CancellationException once the progress is cancelled
     */
    public Copies copies(Item item, Detections known, List<String> names, Augmentation augmentation, long seed,
            Progress progress) throws ToolException {
        WorkRun run = new WorkRun(pool, progress::cancelled, w -> { }, text -> { }, 1);
        int margin = stack.plan().halo() + (int) Math.ceil(augmentation.shift()) + (augmentation.rotate() > 0 ? TURNED : 0);
        List<List<Features>> all = new ArrayList<>();
        stack.levels().forEach(level -> all.add(new ArrayList<>()));
        List<Integer> of = new ArrayList<>();
        for (int row = 0; row < known.size(); row++) {
            run.checkCancelled();
            PreviewInput.Part part = input.read(item, known.region(row), 1, margin, run);
            Patch patch = patch(known, row, part.pair(), margin);
            RandomGenerator random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + names.get(row).hashCode());
            for (Patch altered : augmentation.apply(patch, random)) {
                List<Features> seen = seen(altered, known, run);
                for (int level = 0; level < seen.size(); level++)
                    all.get(level).add(seen.get(level));
                of.add(row);
                pool.recycle();
            }
        }
        List<Features> given = new ArrayList<>();
        for (int level = 0; level < all.size(); level++)
            given.add(all.get(level).isEmpty() ? new Features(columns.get(level).names(), 0, new float[0])
                    : Features.concat(all.get(level)));
        return new Copies(given, of.stream().mapToInt(Integer::intValue).toArray());
    }

    /** An object with its surroundings, before the first step. */
    private static Patch patch(Detections known, int row, Pair pair, int margin) {
        Tile test = pair.test();
        Region around = known.region(row).grow(margin).intersect(test.region());
        Tile image = cut(test, around), mask = Tile.allocate(Shape.grey(around.width(), around.height()));
        Region box = known.region(row).move(-around.x(), -around.y());
        if (known.masks()[row] == null)
            Pixels.fill(mask, box.intersect(mask.shape().region()), 255);
        else
            Mask.draw(known.masks()[row], box, mask);
        Optional<Tile> reference = pair.reference().filter(r -> r.region().intersect(around).equals(around))
                .map(r -> cut(r, around));
        return new Patch(image, reference, box.intersect(image.shape().region()), mask);
    }

    private static Tile cut(Tile from, Region region) {
        return Pixels.cut(from, region, Tile.allocate(Pixels.part(from.shape(), region)));
    }

    private List<Features> seen(Patch altered, Detections known, WorkRun run) throws ToolException {
        Tile image = altered.image();
        Region box = altered.box();
        Detections one = new Detections.Builder(known.classes()).add(image.x() + box.x(), image.y() + box.y(),
                box.width(), box.height(), 1, 0, Mask.encode(altered.mask(), box)).build();
        List<float[]> values = empty(1);
        chain.teach(new Pair(image, altered.reference(), Optional.empty()), one, (step, of, given, choice) ->
                take(stack.level(step), new int[] {0}, of, given, values.get(stack.level(step))), run);
        return features(1, values);
    }

    /** By level a table of so many rows, of which nothing is known yet. */
    private List<float[]> empty(int rows) {
        List<float[]> values = new ArrayList<>();
        for (Columns level : columns) {
            values.add(new float[rows * level.names().size()]);
            Arrays.fill(values.get(values.size() - 1), Float.NaN);
        }
        return values;
    }

    private List<Features> features(int rows, List<float[]> values) {
        return IntStream.range(0, values.size()).mapToObj(level -> new Features(columns.get(level).names(), rows,
                values.get(level))).toList();
    }

    private void take(int level, int[] rows, int[] of, Features given, float[] to) {
        List<String> names = columns.get(level).names();
        for (int c = 0; c < names.size(); c++) {
            int from = given.column(names.get(c));
            for (int i = 0; i < of.length; i++)
                to[rows[of[i]] * names.size() + c] = given.get(i, from);
        }
    }

    @Override
    public void close() {
        chain.close();
        input.close();
        pool.clear();
    }
}
