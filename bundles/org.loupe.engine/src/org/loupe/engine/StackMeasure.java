package org.loupe.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.loupe.api.Detections;
import org.loupe.api.Device;
import org.loupe.api.Features;
import org.loupe.api.Provenance;
import org.loupe.api.Region;
import org.loupe.api.ToolException;
import org.loupe.engine.features.FeatureSet;
import org.loupe.engine.learning.Columns;

/**
 * Measures labelled objects as the levels of a stack see them: after the operators of the recipe and of the routes on
 * the way, in place of what the detector would find. Every object is measured for every level, so that it is known too
 * what becomes of one that an earlier level sends a wrong way. For one thread; the caller closes it.
 */
public final class StackMeasure implements AutoCloseable {
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
        List<float[]> values = new ArrayList<>();
        List<int[]> decided = new ArrayList<>();
        for (int level = 0; level < levels; level++) {
            values.add(new float[known.size() * columns.get(level).names().size()]);
            Arrays.fill(values.get(level), Float.NaN);
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
        List<Features> features = new ArrayList<>();
        for (int level = 0; level < levels; level++)
            features.add(new Features(columns.get(level).names(), known.size(), values.get(level)));
        return new Seen(features, decided);
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
