package org.loupe.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.loupe.api.Detections;
import org.loupe.api.Features;
import org.loupe.api.ImageInfo;
import org.loupe.api.Pair;
import org.loupe.api.Region;
import org.loupe.api.Shape;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;
import org.loupe.engine.Chain.State;
import org.loupe.engine.PlanStep.Kind;
import org.loupe.engine.PreviewInput.Part;

/**
 * What a recipe makes of the part of an image that is looked at, again and again while the recipe is edited. Files stay
 * open, and what each step made stays in memory: after a change of one step only that step and those behind it are run.
 * A recipe that is wrong somewhere is run up to there.
 *
 * <p>Images of up to two million pixels are worked on whole, so that the numbers are those of a run. Of larger ones the
 * region is worked on with the pixels around it that decide what is found there; the numbers are those of a run unless
 * a step looks at the whole image, or the region is so large that it is looked at from further away.
 *
 * <p>Safe for use by any thread, one call at a time; the caller closes it.
 */
public final class Preview implements AutoCloseable {
    private static final long SEED = 1;

    private final PreviewInput input;
    private final List<Slot> slots = new ArrayList<>();
    private final List<TilePool> pools = new ArrayList<>();
    private Chain chain;
    private Pair worked;
    private Region view;
    private Zones zones = Zones.NONE;
    private Stage test, reference;

    /** What a picture on the way from input to result shows. */
    public enum StageKind {
        /** The image. */
        INPUT,
        /** Its reference. */
        REFERENCE,
        /** What a step made of the image, or of the reference if that is what it changes. */
        STEP,
        /**
         * By how much image and reference differ, as the detector is given them, 0 where nothing is compared; of a
         * detector that tells where it reacts, its heat map.
         */
        DIFFERENCE,
        /** The image that the detections belong to. */
        RESULT
    }

    /**
     * A picture on the way from input to result.
     *
     * @param step index of the recipe's step that made it; -1 for input and reference
     * @param tile of the result's region, {@link Result#scale()} times smaller along each edge; the same object as in
     *             the result before if nothing changed; nobody writes it any more
     */
    public record Stage(StageKind kind, int step, Tile tile) {
    }

    /**
     * What a step took and found.
     *
     * @param millis time when it last ran, in ms, its routes included; NaN if it did not run
     * @param count  objects in the region after it; -1 if it makes none
     */
    public record Cost(double millis, int count) {
        private static final Cost NONE = new Cost(Double.NaN, -1);
    }

    /**
     * What came of a region.
     *
     * @param region     in px of the full image
     * @param scale      px of the full image per px that was worked on, along each edge; above 1 it is approximate
     * @param exact      whether a run finds the same there
     * @param stages     in order: input, reference, what steps made where it differs from before, result
     * @param detections whose centre lies in the region, in px of the full image; without masks above scale 1
     * @param features   as many rows
     * @param steps      one for each step of the recipe
     * @param millis     time of the steps that ran now
     * @param warnings   what the steps doubt of the image, and what they had to say
     * @param error      why it ended early
     */
    public record Result(Region region, int scale, boolean exact, List<Stage> stages, Detections detections,
            Features features, List<Cost> steps, double millis, List<Problem> warnings, Optional<Problem> error) {

        public Result {
            stages = List.copyOf(stages);
            steps = List.copyOf(steps);
            warnings = List.copyOf(warnings);
        }
    }

    /** A step that ran, with what it made. */
    private static final class Slot {
        private final PlanStep step;
        private final int margin;
        private final State state;
        private final double millis;
        private final List<Problem> warnings;
        private Optional<Stage> stage;
        /** Where the detector reacts, if it can tell. */
        private Tile heat;

        Slot(PlanStep step, int margin, State state, double millis, List<Problem> warnings) {
            this.step = step;
            this.margin = margin;
            this.state = state;
            this.millis = millis;
            this.warnings = warnings;
        }
    }

    /** The steps that can be run, what they doubt of the image, and what is wrong with the next one. */
    private record Sound(Plan plan, List<Problem> warnings, Optional<Problem> error) {
    }

    /** @param registry that opens image files */
    public Preview(Registry registry) {
        this(registry, PreviewInput.WHOLE);
    }

    /** @param mostWhole pixels of the largest image that is worked on whole */
    Preview(Registry registry, long mostWhole) {
        input = new PreviewInput(registry, mostWhole);
    }

    /**
     * Runs what has to be run again for this part of this image.
     *
     * @param plan     of the whole recipe; it need not be sound
     * @param region   that is looked at, in px of the full image
     * @param zoom     points of the screen per px of the image
     * @param counting where detections count
     * @param progress watches for cancellation
     * @throws ToolException         if the image cannot be read; what goes wrong in a step is in the result
     * @throws CancellationException if {@code progress} says so; what was finished is kept
     */
    public synchronized Result run(Plan plan, Item item, Region region, double zoom, Zones counting, Progress progress)
            throws ToolException {
        WorkRun reading = new WorkRun(new TilePool(), progress::cancelled, w -> { }, text -> { }, SEED);
        reading.checkCancelled();
        Part part = input.read(item, region, zoom, plan.halo(), reading);
        Zones px = counting.toPixels(part.pair().test().shape().umPerPx() / part.scale());
        return run(plan, part, px, input.conditions().mode(), progress);
    }

    /**
     * Runs what has to be run again for an image in memory, which is worked on whole.
     *
     * @param pair  at its place in the full image, if it is a part of one; the same object if it is the same image
     * @throws CancellationException if {@code progress} says so; what was finished is kept
     */
    public synchronized Result run(Plan plan, Pair pair, Progress progress) {
        Region all = pair.test().region();
        return run(plan, new Part(all, 1, pair, all), Zones.NONE, "", progress);
    }

    /** How the image that was read last was taken: what the item says, else its file. */
    synchronized ImageInfo.Conditions conditions() {
        return input.conditions();
    }

    private Result run(Plan plan, Part part, Zones counting, String mode, Progress progress) {
        remember(part, counting);
        Sound sound = sound(plan, part, mode);
        Optional<Problem> error = sound.error;
        double millis = 0;
        try {
            chain = new Chain(sound.plan, chain);
        } catch (ToolException e) {
            forget();
            error = Optional.of(Problem.of("", e));
        }
        if (chain != null)
            keepWhatIsTheSame(sound.plan);
        WorkRun run = null;
        try {
            for (int i = slots.size(); chain != null && i < sound.plan.steps().size(); i++) {
                List<Problem> warnings = new ArrayList<>();
                run = new WorkRun(pool(i), progress::cancelled, warnings::add,
                        text -> progress.update(0, 1, 0, 0, text), SEED);
                long begin = System.nanoTime();
                State before = chain.copy(i == 0 ? Chain.start(part.pair()) : slots.get(i - 1).state);
                State after = chain.next(i, before, part.image(), part.pair().test().region(),
                        reduce(zones, part.scale()), run);
                Slot slot = new Slot(sound.plan.steps().get(i), Plan.margin(sound.plan.steps(), i), after,
                        (System.nanoTime() - begin) / 1e6, warnings);
                if (slot.step.kind() == Kind.DETECTOR)
                    slot.heat = chain.heat(slot.step, after.pair(), run).orElse(null);
                millis += slot.millis;
                slots.add(slot);
            }
        } catch (ToolException e) {
            error = Optional.of(Problem.of(where(run), e));
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError | LinkageError e) {
            if (e instanceof CancellationException c && progress.cancelled())
                throw c;
            error = Optional.of(Problem.error(where(run), "It broke down: " + e + ".", ""));
            chain.close(); // the steps may be in any state
            chain = null;
        }
        return result(plan, part, millis, sound.warnings, error);
    }

    /** Forgets what belongs to other pixels, zones, or another part of the image. */
    private void remember(Part part, Zones counting) {
        if (part.pair() != worked) {
            forget();
            worked = part.pair();
        }
        if (!part.visible().equals(view) || test == null) {
            view = part.visible();
            test = new Stage(StageKind.INPUT, -1, Stages.window(worked.test(), view));
            reference = worked.reference().map(r -> new Stage(StageKind.REFERENCE, -1, Stages.window(r, view)))
                    .orElse(null);
            slots.forEach(s -> s.stage = null);
        }
        if (!counting.equals(zones)) {
            zones = counting;
            int finder = 0;
            while (finder < slots.size() && slots.get(finder).state.objects() == null)
                finder++;
            slots.subList(finder, slots.size()).clear();
        }
    }

    private void forget() {
        slots.clear();
        test = null;
        reference = null;
    }

    private void keepWhatIsTheSame(Plan plan) {
        int same = 0;
        while (same < slots.size() && same < plan.steps().size()
                && slots.get(same).step.sameWithRoutes(plan.steps().get(same))
                && slots.get(same).margin == Plan.margin(plan.steps(), same))
            same++;
        slots.subList(same, slots.size()).clear();
    }

    /** The memory of a step's results, free to be written anew. */
    private TilePool pool(int index) {
        while (pools.size() <= index)
            pools.add(new TilePool());
        pools.get(index).recycle();
        return pools.get(index);
    }

    /** The steps before the first one that is wrong or does not suit the image. */
    private static Sound sound(Plan plan, Part part, String mode) {
        Shape shape = part.pair().test().shape(), full = shape.scale(shape.umPerPx() / part.scale());
        Plan first = plan.first(plan.recipe().steps().size());
        List<Problem> problems = first.problems();
        Optional<Problem> error = Optional.empty();
        for (int round = 0; round < 2; round++) {
            Optional<Problem> wrong = problems.stream().filter(Problem::isError)
                    .reduce((a, b) -> position(b, plan) < position(a, plan) ? b : a);
            if (wrong.isPresent()) {
                error = wrong;
                first = plan.first(position(wrong.get(), first));
            }
            problems = first.check(full, part.pair().reference().map(Tile::shape), mode);
        }
        return new Sound(first, problems.stream().filter(p -> !p.isError()).toList(), error);
    }

    /** Index of the step that a problem is about; of one that names none, that of the first to need a reference. */
    private static int position(Problem problem, Plan plan) {
        return Place.of(problem).position().orElseGet(() -> plan.steps().stream()
                .filter(s -> s.kind() == Kind.PAIR_OPERATOR || s.kind() == Kind.DETECTOR
                        && s.detector().needsReference()).mapToInt(PlanStep::position).findFirst().orElse(0));
    }

    private static String where(WorkRun run) {
        return run == null || run.step() == null ? "" : run.step().where();
    }

    private Result result(Plan plan, Part part, double millis, List<Problem> doubts, Optional<Problem> failed) {
        Optional<Problem> error = failed;
        Found found = null;
        if (chain != null && !slots.isEmpty())
            try {
                found = Found.join(List.of(chain.found(chain.copy(slots.get(slots.size() - 1).state))));
                int[] inside = Chain.rows(found.detections(), part.image(), part.visible());
                found = new Found(found.detections().select(inside), found.features().select(inside));
            } catch (ToolException e) {
                error = Optional.of(Problem.of(slots.get(slots.size() - 1).step.where(), e));
                found = null;
            }
        Cost[] costs = new Cost[plan.recipe().steps().size()];
        Arrays.fill(costs, Cost.NONE);
        List<Problem> warnings = new ArrayList<>(doubts);
        for (Slot slot : slots) {
            costs[slot.step.position()] = new Cost(slot.millis, slot.state.objects() == null ? -1
                    : slot.state.objects().count(part.image(), part.visible()));
            warnings.addAll(slot.warnings);
        }
        int n = part.scale();
        Region region = new Region(view.x() * n, view.y() * n, view.width() * n, view.height() * n);
        boolean whole = part.pair().test().region().equals(part.image());
        return new Result(region, n, n == 1 && (whole || !plan.global()), stages(),
                found == null ? Detections.NONE : enlarge(found.detections(), n),
                found == null ? new Features(List.of(), 0, new float[0]) : found.features(), List.of(costs), millis,
                warnings, error);
    }

    private List<Stage> stages() {
        List<Stage> stages = new ArrayList<>();
        stages.add(test);
        if (reference != null)
            stages.add(reference);
        Tile image = test.tile(), golden = reference == null ? null : reference.tile();
        for (Slot slot : slots) {
            if (slot.stage == null)
                slot.stage = stage(slot, image, golden);
            if (slot.stage.isEmpty())
                continue;
            stages.add(slot.stage.get());
            if (slot.step.kind() == Kind.OPERATOR)
                image = slot.stage.get().tile();
            else if (slot.step.kind() == Kind.PAIR_OPERATOR)
                golden = slot.stage.get().tile();
        }
        stages.add(new Stage(StageKind.RESULT, slots.isEmpty() ? -1 : slots.get(slots.size() - 1).step.position(),
                test.tile()));
        return stages;
    }

    /** What a step made, unless that looks like what was there before. */
    private Optional<Stage> stage(Slot slot, Tile image, Tile golden) {
        Pair made = slot.state.pair();
        int position = slot.step.position();
        switch (slot.step.kind()) {
            case OPERATOR:
                if (slot.state.objects() != null)
                    return Optional.empty();
                Tile shown = Stages.window(made.test(), view);
                return Stages.same(shown, image) ? Optional.empty()
                        : Optional.of(new Stage(StageKind.STEP, position, shown));
            case PAIR_OPERATOR:
                Tile moved = Stages.window(made.reference().orElseThrow(), view);
                return golden != null && Stages.same(moved, golden) ? Optional.empty()
                        : Optional.of(new Stage(StageKind.STEP, position, moved));
            case DETECTOR:
                if (slot.heat != null)
                    return Optional.of(new Stage(StageKind.DIFFERENCE, position, Stages.window(slot.heat, view)));
                return slot.step.detector().needsReference()
                        ? Stages.difference(made, view).map(d -> new Stage(StageKind.DIFFERENCE, position, d))
                        : Optional.empty();
            default:
                return Optional.empty();
        }
    }

    private static Detections enlarge(Detections d, int scale) {
        if (scale == 1)
            return d;
        return new Detections(times(d.x(), scale), times(d.y(), scale), times(d.width(), scale),
                times(d.height(), scale), d.score(), d.classes(), d.classIndex(), new int[d.size()][]);
    }

    private static float[] times(float[] values, int scale) {
        float[] made = values.clone();
        for (int i = 0; i < made.length; i++)
            made[i] *= scale;
        return made;
    }

    private static Zones reduce(Zones zones, int scale) {
        if (scale == 1 || zones.isEmpty())
            return zones;
        double f = 1.0 / scale;
        return new Zones(true, zones.originX() * f, zones.originY() * f, zones.pitchX() * f, zones.pitchY() * f,
                zones.columns(), zones.rows(), zones.zones().stream().map(z -> new Zones.Zone(z.care(), z.x() * f,
                        z.y() * f, z.width() * f, z.height() * f)).toList());
    }

    /**
     * Test image and reference as the last image step that ran left them, or as they were given if none did; empty
     * before the first run. Valid until the next run; after {@link #close} for as long as the caller likes.
     */
    public synchronized Optional<Pair> pair() {
        Pair now = worked;
        for (Slot slot : slots)
            if (slot.state.objects() == null)
                now = slot.state.pair();
        return Optional.ofNullable(now);
    }

    /** Closes files and steps and gives memory up; the next run opens them again. */
    @Override
    public synchronized void close() {
        forget();
        worked = null;
        pools.clear();
        input.close();
        if (chain != null)
            chain.close();
        chain = null;
    }
}
