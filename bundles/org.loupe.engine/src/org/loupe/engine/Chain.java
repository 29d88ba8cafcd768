package org.loupe.engine;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.loupe.api.Detections;
import org.loupe.api.Device;
import org.loupe.api.DeviceException;
import org.loupe.api.Features;
import org.loupe.api.HeatStep;
import org.loupe.api.Labels;
import org.loupe.api.Mask;
import org.loupe.api.Pair;
import org.loupe.api.Patch;
import org.loupe.api.Predictions;
import org.loupe.api.Region;
import org.loupe.api.Shape;
import org.loupe.api.Step;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;
import org.loupe.engine.PlanStep.Branch;
import org.loupe.engine.PlanStep.Kind;

/** A plan's steps, opened: what one worker uses for every image. For one thread. */
final class Chain implements AutoCloseable {
    /** Patches that are in memory at once. */
    private static final int CHUNK = 64;

    private final Plan plan;
    private final Step<?, ?>[] opened;
    private final long[] nanos;
    /** Which of the GPUs this chain's steps use. */
    private final int worker;
    /** The steps whose device failed for good, and what it said until it was told. */
    private final BitSet onProcessor = new BitSet();
    private final Map<Integer, DeviceException> failed = new HashMap<>();
    /** On the processor: where it is faster, and for inputs that are too much for the device. */
    private final Map<Integer, Step<?, ?>> instead = new HashMap<>();
    private final Placements placements;
    private final List<PlanStep> imageSteps;
    /** Whether any step uses a device. */
    private final boolean accelerated;
    /** Of each step that uses one. */
    private final Device[] devices;
    /** Of the tile that is in the chain. */
    private String size = "";
    /** The steps that are not given several images at once since they asked for what is an image's own. */
    private final BitSet alone = new BitSet();
    /** Where steps are computed now, whatever was chosen; {@code null} if that counts. */
    private Boolean tried;

    /** Opens every step. @throws ToolException if one cannot be opened; those that were are closed again */
    Chain(Plan plan) throws ToolException {
        this(plan, null, Placements.byRank());
    }

    /** Opens every step, to be computed where that is chosen. Throws as {@link #Chain(Plan)}. */
    Chain(Plan plan, Placements placements) throws ToolException {
        this(plan, null, placements);
    }

    /**
     * Opens every step, and takes over from a former chain, which is closed, those with the same parameters.
     *
     * @param former may be {@code null}
     * @throws ToolException if one cannot be opened; those that were are closed again
     */
    Chain(Plan plan, Chain former) throws ToolException {
        this(plan, former, Placements.byRank());
    }

    private Chain(Plan plan, Chain former, Placements placements) throws ToolException {
        this.plan = plan;
        this.placements = placements;
        imageSteps = plan.imageSteps();
        accelerated = plan.all().stream().anyMatch(s -> s.instead().isPresent());
        worker = plan.nextWorker();
        opened = new Step<?, ?>[plan.count()];
        devices = new Device[plan.count()];
        nanos = new long[plan.count()];
        if (former != null) {
            for (PlanStep s : plan.all())
                former.giveUp(s, this);
            former.close();
        }
        for (PlanStep s : plan.all())
            try {
                if (opened[s.number()] == null && !untrained(s))
                    open(s);
            } catch (ToolException e) {
                close();
                throw new ToolException(s.where() + ": " + e.getMessage(), e.remedy(), e);
            } catch (RuntimeException | Error e) {
                close();
                throw new ToolException(s.where() + " could not be opened: " + e + ".", "Tell the maker of "
                        + s.entry().bundle() + " " + s.entry().version() + ".", e);
            }
    }

    /** Opens a step where it is to be computed; on the processor if the device fails now. */
    private void open(PlanStep s) throws ToolException {
        for (List<Device> left; !onProcessor.get(s.number()) && !(left = placements.usable(s)).isEmpty();)
            try {
                Device device = devices[s.number()] = left.get(worker % left.size());
                opened[s.number()] = s.tool().open(s.params(), device);
                return;
            } catch (DeviceException e) {
                fail(s, e);
            }
        if (s.instead().isPresent())
            onProcessor.set(s.number());
        PlanStep own = s.instead().orElse(s);
        opened[s.number()] = own.tool().open(own.params(), Device.CPU);
    }

    /** A step's device is of no use any more, to any step of the run if it is lost. */
    private void fail(PlanStep s, DeviceException e) {
        failed.put(s.number(), e);
        if (e.reason() == DeviceException.Cause.LOST)
            placements.lose(devices[s.number()]);
        else
            onProcessor.set(s.number());
    }

    /** Whether a step is yet to be trained: only what it is given can be learned of it. */
    private static boolean untrained(PlanStep s) {
        return s.params() instanceof Classify.Params params && !Classify.named(params);
    }

    /** Gives an opened step of the tool with these parameters to another chain, if there is one. */
    private void giveUp(PlanStep wanted, Chain to) {
        for (PlanStep s : plan.all())
            if (opened[s.number()] != null && s.same(wanted)) {
                to.opened[wanted.number()] = opened[s.number()];
                to.devices[wanted.number()] = devices[s.number()];
                to.onProcessor.set(wanted.number(), onProcessor.get(s.number()));
                opened[s.number()] = null;
                return;
            }
    }

    @Override
    public void close() {
        for (int i = 0; i < opened.length; i++)
            close(i);
        instead.values().forEach(Chain::close);
        instead.clear();
    }

    private void close(int number) {
        if (opened[number] != null)
            close(opened[number]);
        opened[number] = null;
    }

    private static void close(Step<?, ?> step) {
        try {
            step.close();
        } catch (Exception | LinkageError | StackOverflowError e) {
            System.getLogger(Chain.class.getName()).log(System.Logger.Level.WARNING, "A step did not close", e);
        }
    }

    /** Time spent in each step so far, by its number, in nanoseconds. */
    long[] nanos() {
        return nanos;
    }

    /** What a pair has become and what was found in it. */
    record Outcome(Pair pair, Found found) {
    }

    /**
     * A pair on its way through the chain.
     *
     * @param step that comes next
     * @param size that it had at first, by which steps are placed; "" before the first step
     */
    record Way(int step, String size, Pair pair) {
    }

    /** The way of a pair before the first step. */
    static Way way(Pair pair) {
        return new Way(0, "", pair);
    }

    /** Takes a pair through what is left of the chain. */
    Outcome run(Way way, Scope scope, WorkRun run) throws ToolException {
        size = way.size;
        if (way.step == 0)
            place(way.pair, scope, run);
        State now = start(way.pair);
        for (int i = way.step; i < plan.steps().size(); i++)
            now = next(i, now, scope.image, scope.core, scope.zones, run);
        return new Outcome(now.pair(), found(now));
    }

    /**
     * What of an image counts.
     *
     * @param image the full image's extent; centres of boxes beyond it count as on its edge
     * @param core  the part whose detections count: those whose box has its centre there
     * @param zones of the image, in px; they drop what does not count
     */
    record Scope(Region image, Region core, Zones zones) {
    }

    /**
     * Takes pairs of about one size through the chain up to the last operator that a device computes: each of these
     * operators is given all of them at once, other steps one after the other. If it throws, each pair can still be
     * taken through the chain by itself.
     *
     * @param scope of the first, on which it is measured where steps are faster
     * @param runs  one for each
     */
    List<Way> together(List<Pair> pairs, Scope scope, List<WorkRun> runs, WorkRun together) throws ToolException {
        place(pairs.get(0), scope, runs.get(0));
        int end = reach();
        List<Pair> now = pairs;
        for (PlanStep s : imageSteps.subList(0, end)) {
            together.checkCancelled();
            List<Pair> made = isTogether(s) ? operate(s, now, runs, together) : List.of();
            if (made.isEmpty()) {
                made = new ArrayList<>();
                for (int i = 0; i < runs.size(); i++)
                    made.add(pass(s, now.get(i), runs.get(i)));
            }
            now = made;
        }
        return now.stream().map(pair -> new Way(end, size, pair)).toList();
    }

    /** How many of the first steps tiles are taken through together, if they are of the size of the last one. */
    int reach() {
        int end = imageSteps.size();
        while (end > 0 && !isTogether(imageSteps.get(end - 1)))
            end--;
        return end;
    }

    private boolean isTogether(PlanStep s) {
        return s.kind() == Kind.OPERATOR && s.instead().isPresent() && !onProcessor.get(s.number())
                && !placements.onProcessor(s, size) && !alone.get(s.number());
    }

    /** Measures where tiles of this size are worked on faster, if it is not known. */
    private void place(Pair pair, Scope scope, WorkRun run) throws ToolException {
        if (!accelerated)
            return;
        size = Placement.size(List.of(pair));
        if (placements.wants(imageSteps, size))
            placements.measure(imageSteps, size, () -> new Trial(this, placements.clock(), run).chain(imageSteps,
                    plan.steps().stream().anyMatch(s -> s.kind() == Kind.FEATURES), size, pair, scope));
    }

    /** Takes one step of an image on trial. */
    State tried(int index, State before, boolean onProcessor, Scope scope, WorkRun run) throws ToolException {
        tried = onProcessor;
        try {
            return next(index, before, scope.image, scope.core, scope.zones, run);
        } finally {
            tried = null;
        }
    }

    /** Whether a step can be computed on a device and, perhaps, elsewhere. */
    boolean canChoose(PlanStep s) {
        return s.instead().isPresent() && !onProcessor.get(s.number())
                && (s.interchangeable() || !placements.onProcessor(s, size));
    }

    /** The device that a step uses here, if it uses one. */
    Device device(PlanStep s) {
        return devices[s.number()];
    }

    /**
     * How far a pair has come in the chain.
     *
     * @param pair    as the last image step left it
     * @param objects what was found in it, with what is known of each; {@code null} before the detector
     * @param rest    the objects that the chain goes on with; {@code null} before the detector
     */
    record State(Pair pair, Objects objects, Rest rest) {
    }

    /**
     * The rows that a chain behind the detector goes on with.
     *
     * @param rows  of the objects
     * @param scene what a row's patches are cut from
     */
    record Rest(int[] rows, IntFunction<Pair> scene) {
    }

    /** A pair before the first step. */
    static State start(Pair pair) {
        return new State(pair, null, null);
    }

    /**
     * Takes one step. The state before it is not to be used any more, since its objects go on into the next one; who
     * wants to keep it goes on with a {@linkplain #copy copy}.
     *
     * @param index of the step in the plan's chain
     */
    State next(int index, State before, Region image, Region core, Zones zones, WorkRun run) throws ToolException {
        PlanStep s = plan.steps().get(index);
        run.checkCancelled();
        if (before.objects != null) {
            Rest rest = before.rest.rows.length == 0 ? before.rest
                    : before.objects.describe(s, before.rest, Plan.margin(plan.steps(), index), run);
            return new State(before.pair, before.objects, rest);
        }
        switch (s.kind()) {
            case OPERATOR, PAIR_OPERATOR:
                return start(pass(s, before.pair, run));
            default:
                Pair seen = sameSize(s, before.pair, run);
                Objects objects = new Objects(find(s, seen, run), image, core, zones);
                return new State(seen, objects, new Rest(objects.all(), row -> seen));
        }
    }

    /** Is told what every classifying step is given of labelled objects. */
    interface Teaching {
        /**
         * What a step is given.
         *
         * @param rows   of the objects
         * @param given  what the step sees of each
         * @param decided the class that each gets, or {@code null} if the step is not trained yet
         */
        void step(PlanStep classifier, int[] rows, Features given, int[] decided);
    }

    /**
     * Takes objects at known places down every route, whatever the classifiers say, instead of what the detector would
     * find. Filters let all pass.
     *
     * @param pair  at its place in the full image
     * @param known in px of the full image
     */
    void teach(Pair pair, Detections known, Teaching told, WorkRun run) throws ToolException {
        State now = start(pair);
        Region image = pair.test().region();
        for (int i = 0; i < plan.steps().size(); i++) {
            PlanStep s = plan.steps().get(i);
            if (s.kind() != Kind.DETECTOR && s.kind() != Kind.SEGMENTER) {
                now = next(i, now, image, image, Zones.NONE, run);
                continue;
            }
            Pair seen = sameSize(s, now.pair, run);
            Objects objects = new Objects(known);
            List<PlanStep> rest = plan.steps().subList(i + 1, plan.steps().size());
            int[] all = objects.all();
            for (int from = 0; from < all.length; from += CHUNK) {
                int mark = run.pool().mark();
                objects.teach(rest, new Rest(Arrays.copyOfRange(all, from, Math.min(all.length, from + CHUNK)),
                        row -> seen), told, run);
                run.pool().release(mark);
            }
            return;
        }
    }

    /** A state of this chain, or of a former one with the same steps up to there, as one of this chain. */
    State copy(State state) {
        return state.objects == null ? state : new State(state.pair, new Objects(state.objects), state.rest);
    }

    /** What a state has found. */
    Found found(State state) throws ToolException {
        return state.objects == null ? new Found(none(plan), plan.noFeatures()) : state.objects.found();
    }

    /** The rows of detections whose box has its centre in a region; centres beyond the image count as on its edge. */
    static int[] rows(Detections found, Region image, Region region) {
        return IntStream.range(0, found.size()).filter(i -> region.contains(
                middle(found.x()[i], found.width()[i], image.x(), image.right()),
                middle(found.y()[i], found.height()[i], image.y(), image.bottom()))).toArray();
    }

    private static double middle(double start, double length, int first, int end) {
        return Math.max(first, Math.min(Math.nextDown((double) end), start + length / 2));
    }

    static Detections none(Plan plan) {
        return new Detections.Builder(plan.classes()).build();
    }

    /** One call of a step, timed, named in the run, its own resources released. */
    @SuppressWarnings("unchecked")
    private <I, O> List<O> call(PlanStep s, List<I> inputs, WorkRun run) throws ToolException {
        run.begin(s);
        run.lend(() -> plan.kernels(worker));
        if (!run.isTogether())
            tellFailed(s, run);
        long start = System.nanoTime();
        try {
            List<O> results = apply(s, this.<I, O>chosen(s, inputs, run), inputs, run);
            if (results == null || results.size() != inputs.size() || results.stream().anyMatch(r -> r == null))
                throw wrong(s, "gave no result");
            return results;
        } finally {
            run.end();
            nanos[s.number()] += System.nanoTime() - start;
        }
    }

    /** The opened step that computes inputs where that is chosen. */
    @SuppressWarnings("unchecked")
    private <I, O> Step<I, O> chosen(PlanStep s, List<I> inputs, WorkRun run) throws ToolException {
        Step<I, O> there = (Step<I, O>) opened[s.number()];
        if (s.instead().isEmpty() || onProcessor.get(s.number()))
            return there;
        if (tried != null)
            return tried ? onProcessor(s) : there;
        boolean ofImage = imageSteps.stream().anyMatch(i -> i.number() == s.number());
        String its = ofImage ? size : Placement.size(inputs);
        if (!ofImage && placements.wants(List.of(s), its)) {
            placements.measure(List.of(s), its, () -> new Trial(this, placements.clock(), run).step(s, its,
                    (onProcessor, own) -> {
                        own.begin(s);
                        try {
                            return apply(s, onProcessor ? this.<I, O>onProcessor(s)
                                    : (Step<I, O>) opened[s.number()], inputs, own);
                        } finally {
                            own.end();
                        }
                    }));
            run.begin(s);
            there = (Step<I, O>) opened[s.number()]; // another if the device was lost meanwhile
        }
        return !onProcessor.get(s.number()) && placements.onProcessor(s, its) ? onProcessor(s) : there;
    }

    /** A step of a device on the processor; opened when it is first needed. */
    @SuppressWarnings("unchecked")
    private <I, O> Step<I, O> onProcessor(PlanStep s) throws ToolException {
        if (!instead.containsKey(s.number())) {
            PlanStep own = s.instead().get();
            instead.put(s.number(), own.tool().open(own.params(), Device.CPU));
        }
        return (Step<I, O>) instead.get(s.number());
    }

    /** Applies a step; what is too much for its device in smaller parts, in the end on the processor. */
    @SuppressWarnings("unchecked")
    private <I, O> List<O> apply(PlanStep s, Step<I, O> step, List<I> inputs, WorkRun run) throws ToolException {
        try {
            return inputs.size() == 1 ? Arrays.asList(step.apply(inputs.get(0), run)) : step.applyAll(inputs, run);
        } catch (DeviceException e) {
            if (s.instead().isEmpty() || step != opened[s.number()] || e.reason() == DeviceException.Cause.FAULT)
                throw e;
            if (e.reason() == DeviceException.Cause.MEMORY && inputs.size() > 1) {
                int half = inputs.size() / 2;
                List<O> results = new ArrayList<>(apply(s, step, inputs.subList(0, half), run));
                results.addAll(apply(s, step, inputs.subList(half, inputs.size()), run));
                return results;
            }
            if (run.isTogether())
                throw e;
            if (e.reason() == DeviceException.Cause.LOST) {
                fail(s, e);
                close(s.number());
                open(s);
                tellFailed(s, run);
                return apply(s, (Step<I, O>) opened[s.number()], inputs, run);
            }
            if (placements.first(s.where()))
                run.warn(e.getMessage() + " What is too much for it is computed on the processor.", e.remedy());
            return apply(s, this.<I, O>onProcessor(s), inputs, run);
        }
    }

    /** Says once that a step is computed elsewhere since its device failed. */
    private void tellFailed(PlanStep s, WorkRun run) {
        DeviceException e = failed.remove(s.number());
        if (e != null && placements.first(s.where() + e.getMessage()))
            run.warn(e.getMessage() + " From here on this step is computed on " + (onProcessor.get(s.number())
                    ? "the processor." : device(s).label() + "."), e.remedy());
    }

    private <I, O> O call(PlanStep s, I input, WorkRun run) throws ToolException {
        return this.<I, O>call(s, List.of(input), run).get(0);
    }

    private static ToolException wrong(PlanStep s, String what) {
        return new ToolException(s.label() + " " + what + ".", "Tell the maker of " + s.entry().bundle() + " "
                + s.entry().version() + ".");
    }

    /** Takes a pair through a step that changes it. */
    private Pair pass(PlanStep s, Pair pair, WorkRun run) throws ToolException {
        return s.kind() == Kind.OPERATOR ? operate(s, pair, run) : operatePair(s, pair, run);
    }

    private Pair operate(PlanStep s, Pair pair, WorkRun run) throws ToolException {
        Tile test = operate(s, pair.test(), run);
        Optional<Tile> reference = Optional.empty();
        if (pair.reference().isPresent())
            reference = Optional.of(operate(s, pair.reference().get(), run));
        return operated(s, pair, test, reference, run);
    }

    /** The same for several pairs at once; empty if the step wants each one's own run. */
    private List<Pair> operate(PlanStep s, List<Pair> pairs, List<WorkRun> runs, WorkRun together)
            throws ToolException {
        List<Tile> images = new ArrayList<>();
        for (Pair pair : pairs) {
            images.add(pair.test());
            pair.reference().ifPresent(images::add);
        }
        Iterator<Tile> results = this.<Tile, Tile>call(s, images, together).iterator();
        if (together.asked()) {
            alone.set(s.number());
            return List.of();
        }
        List<Pair> made = new ArrayList<>();
        for (int i = 0; i < runs.size(); i++) {
            Pair pair = pairs.get(i);
            Tile test = Pixels.place(results.next(), pair.test());
            made.add(operated(s, pair, test, pair.reference().map(r -> Pixels.place(results.next(), r)), runs.get(i)));
        }
        return made;
    }

    /** A pair whose images were operated on. */
    private static Pair operated(PlanStep s, Pair pair, Tile test, Optional<Tile> reference, WorkRun run)
            throws ToolException {
        Optional<Tile> valid = pair.valid();
        if (valid.isPresent() && (test.width() != valid.get().width() || test.height() != valid.get().height())) {
            Region kept = test.region().intersect(valid.get().region());
            if (!kept.equals(test.region()))
                throw wrong(s, "gave an image that does not lie in the one it was given");
            valid = Optional.of(cut(valid.get(), kept, run));
        }
        return new Pair(test, reference, valid);
    }

    private Tile operate(PlanStep s, Tile image, WorkRun run) throws ToolException {
        return Pixels.place(this.<Tile, Tile>call(s, image, run), image);
    }

    private Pair operatePair(PlanStep s, Pair pair, WorkRun run) throws ToolException {
        if (pair.reference().isEmpty())
            throw new ToolException(s.label() + " needs a reference, and this image has none.",
                    "Name a golden image for it.");
        Pair made = call(s, pair, run);
        Tile test = pair.test();
        if (made.reference().isEmpty() || made.test().width() != test.width()
                || made.test().height() != test.height())
            throw wrong(s, "did not give the test image and its reference back");
        Tile reference = made.reference().get();
        Optional<Problem> size = Plan.sameSize(s, test.shape(), reference.shape());
        if (size.isPresent())
            throw new ToolException(size.get().message(), size.get().remedy());
        return new Pair(Pixels.place(made.test(), test), Optional.of(Pixels.place(reference, test)),
                made.valid().map(v -> Pixels.place(v, test)));
    }

    /** The pair that a detector may see: a reference of another size is an error if it is needed, else left out. */
    private static Pair sameSize(PlanStep s, Pair pair, WorkRun run) throws ToolException {
        boolean needed = s.kind() == Kind.DETECTOR && s.detector().needsReference();
        if (needed && pair.reference().isEmpty())
            throw new ToolException(s.label() + " needs a reference, and this image has none.",
                    "Name a golden image for it.");
        Optional<Problem> size = Plan.sameSize(s, pair.test().shape(), pair.reference().map(Tile::shape).orElse(null));
        if (size.isEmpty())
            return new Pair(pair.test(), pair.reference().map(r -> Pixels.place(r, pair.test())), pair.valid());
        if (needed)
            throw new ToolException(size.get().message(), size.get().remedy());
        run.warn(size.get().message() + " The reference is left out.", size.get().remedy());
        return new Pair(pair.test(), Optional.empty(), pair.valid());
    }

    /** The heat map of a detector that can show one, of the pair that it was given. */
    @SuppressWarnings("unchecked")
    Optional<Tile> heat(PlanStep s, Pair pair, WorkRun run) throws ToolException {
        if (!(opened[s.number()] instanceof HeatStep<?> step))
            return Optional.empty();
        run.begin(s);
        run.lend(() -> plan.kernels(worker));
        try {
            return Optional.of(((HeatStep<Pair>) step).heat(pair, run).at(pair.test().x(), pair.test().y()));
        } finally {
            run.end();
        }
    }

    /** Detections in px of the full image. */
    private Detections find(PlanStep s, Pair pair, WorkRun run) throws ToolException {
        Detections found;
        if (s.kind() == Kind.DETECTOR)
            found = call(s, pair, run);
        else {
            Labels labels = call(s, pair.test(), run);
            if (labels.tile().width() != pair.test().width() || labels.tile().height() != pair.test().height())
                throw wrong(s, "gave labels of another size than the image");
            found = (pair.valid().isEmpty() ? labels : valid(labels, pair.valid().get(), run)).detections(Plan.OBJECT);
        }
        for (int i = 0; i < found.size(); i++) {
            if (!(found.width()[i] >= 0 && found.height()[i] >= 0) || !Float.isFinite(found.x()[i] + found.width()[i])
                    || !Float.isFinite(found.y()[i] + found.height()[i]))
                throw wrong(s, "gave a box that is none: " + found.x()[i] + ", " + found.y()[i] + ", "
                        + found.width()[i] + " × " + found.height()[i]);
            if (found.classIndex()[i] < 0 || found.classIndex()[i] >= found.classes().size())
                throw wrong(s, "gave a class that is none: " + found.classIndex()[i]);
        }
        return found.move(pair.test().x(), pair.test().y());
    }

    /** The labels without those pixels where nothing may be reported. */
    private static Labels valid(Labels labels, Tile valid, WorkRun run) {
        Tile kept = run.tile(labels.tile().shape());
        ByteBuffer from = labels.tile().data(), to = kept.data(), mask = valid.data();
        for (int i = 0, n = kept.width() * kept.height(); i < n; i++)
            to.putInt(i * 4, mask.get(i) == 0 ? 0 : from.getInt(i * 4));
        return new Labels(kept, labels.count());
    }

    private static Tile cut(Tile from, Region region, WorkRun run) {
        return region.equals(from.region()) ? from
                : Pixels.cut(from, region, run.tile(Pixels.part(from.shape(), region)));
    }

    /** The detections of one tile while they are described, classified and routed; rows are theirs. */
    final class Objects {
        private final Detections detections;
        private final String[] classes;
        private final boolean[] dropped;
        private final float[] table;

        /** Those whose centre lies in the core and where it counts. */
        Objects(Detections found, Region image, Region core, Zones zones) {
            this(within(found, image, core, zones));
        }

        private static Detections within(Detections found, Region image, Region core, Zones zones) {
            int[] inside = Arrays.stream(zones.rows(found)).filter(i -> core.contains(
                    middle(found.x()[i], found.width()[i], image.x(), image.right()),
                    middle(found.y()[i], found.height()[i], image.y(), image.bottom()))).toArray();
            return inside.length == found.size() ? found : found.select(inside);
        }

        /** All of them. */
        Objects(Detections all) {
            detections = all;
            classes = IntStream.range(0, all.size()).mapToObj(all::className).toArray(String[]::new);
            dropped = new boolean[all.size()];
            table = new float[all.size() * plan.features().size()];
            Arrays.fill(table, Float.NaN);
        }

        /** A copy of this chain's, or of another's with this chain's columns. */
        Objects(Objects other) {
            detections = other.detections;
            classes = other.classes.clone();
            dropped = other.dropped.clone();
            table = new float[detections.size() * plan.features().size()];
            List<String> columns = other.columns();
            int width = plan.features().size();
            for (int c = 0; c < width; c++) {
                int from = columns.indexOf(plan.features().get(c));
                for (int row = 0; row < detections.size(); row++)
                    table[row * width + c] = from < 0 ? Float.NaN : other.table[row * columns.size() + from];
            }
        }

        private List<String> columns() {
            return plan.features();
        }

        /** Number of those that are not dropped and whose centre lies in a region. */
        int count(Region image, Region region) {
            return (int) Arrays.stream(Chain.rows(detections, image, region)).filter(row -> !dropped[row]).count();
        }

        int[] all() {
            return IntStream.range(0, detections.size()).toArray();
        }

        /** Takes rows one step further behind the detector. @param margin how far from here on the chain looks */
        private Rest describe(PlanStep s, Rest now, int margin, WorkRun run) throws ToolException {
            switch (s.kind()) {
                case OPERATOR:
                    return new Rest(now.rows, operate(s, now.rows, now.scene, margin, run));
                case FEATURES:
                    measure(s, now.rows, now.scene, run);
                    return now;
                case CLASSIFIER:
                    classify(s, now.rows, run);
                    String[] given = classes.clone();
                    for (Map.Entry<String, Branch> route : s.routes().entrySet())
                        route(route.getValue(), Arrays.stream(now.rows).filter(r -> given[r].equals(route.getKey()))
                                .toArray(), now.scene, run);
                    return new Rest(Arrays.stream(now.rows).filter(r -> !dropped[r]).toArray(), now.scene);
                case FILTER:
                    return filter(s, now, run);
                default:
                    throw wrong(s, "cannot stand behind a detector");
            }
        }

        private void describe(List<PlanStep> chain, Rest from, WorkRun run) throws ToolException {
            Rest now = from;
            for (int i = 0; i < chain.size() && now.rows.length > 0; i++)
                now = describe(chain.get(i), now, Plan.margin(chain, i), run);
        }

        /** Takes rows down every route. */
        private void teach(List<PlanStep> chain, Rest from, Teaching told, WorkRun run) throws ToolException {
            Rest now = from;
            for (int i = 0; i < chain.size(); i++) {
                PlanStep s = chain.get(i);
                if (s.kind() == Kind.OPERATOR || s.kind() == Kind.FEATURES)
                    now = describe(s, now, Plan.margin(chain, i), run);
                else if (s.kind() == Kind.CLASSIFIER) {
                    Features given = given(s, now.rows);
                    int[] decided = null;
                    if (opened[s.number()] != null) {
                        classify(s, now.rows, run);
                        List<String> names = s.classifier().classes(s.params());
                        decided = Arrays.stream(now.rows).map(row -> names.indexOf(classes[row])).toArray();
                    }
                    told.step(s, now.rows, given, decided);
                    for (Branch branch : s.routes().values())
                        if (!branch.drop())
                            new Objects(this).teach(branch.steps(), now, told, run);
                }
            }
        }

        /** Each row's own surroundings, as far as the rest of the chain looks, with the operator applied. */
        private IntFunction<Pair> operate(PlanStep s, int[] rows, IntFunction<Pair> scene, int margin, WorkRun run)
                throws ToolException {
            Pair[] own = new Pair[detections.size()];
            for (int row : rows) {
                Pair pair = scene.apply(row);
                Region region = detections.region(row).grow(margin).intersect(pair.test().region());
                own[row] = region.isEmpty() ? pair : Chain.this.operate(s, part(pair, region, run), run);
            }
            return row -> own[row];
        }

        private Pair part(Pair pair, Region region, WorkRun run) {
            return new Pair(cut(pair.test(), region, run), pair.reference().map(r -> cut(r, region, run)),
                    pair.valid().map(v -> cut(v, region, run)));
        }

        private void measure(PlanStep s, int[] rows, IntFunction<Pair> scene, WorkRun run) throws ToolException {
            List<String> names = s.extractor().names(s.params());
            int[] columns = names.stream().mapToInt(plan.features()::indexOf).toArray();
            int context = s.extractor().context(s.params());
            for (int from = 0; from < rows.length; from += CHUNK) {
                run.checkCancelled();
                int mark = run.pool().mark();
                List<Patch> patches = new ArrayList<>();
                List<Integer> owners = new ArrayList<>();
                for (int i = from; i < Math.min(rows.length, from + CHUNK); i++) {
                    Pair pair = scene.apply(rows[i]);
                    Region region = detections.region(rows[i]).grow(context).intersect(pair.test().region());
                    if (!region.isEmpty()) {
                        patches.add(patch(rows[i], part(pair, region, run), run));
                        owners.add(rows[i]);
                    }
                }
                List<Features> described = patches.isEmpty() ? List.of() : call(s, patches, run);
                for (int i = 0; i < described.size(); i++) {
                    Features f = described.get(i);
                    if (f.rows() != 1 || !f.names().equals(names))
                        throw wrong(s, "gave " + f.rows() + " rows of " + f.names() + " for one defect, not one of "
                                + names);
                    for (int c = 0; c < columns.length; c++)
                        table[owners.get(i) * plan.features().size() + columns[c]] = f.get(0, c);
                }
                run.pool().release(mark);
            }
        }

        private Patch patch(int row, Pair part, WorkRun run) {
            Region whole = part.test().shape().region();
            Region box = detections.region(row).move(-part.test().x(), -part.test().y());
            Tile mask = run.tile(Shape.grey(whole.width(), whole.height()));
            Pixels.fill(mask, whole, 0);
            if (detections.masks()[row] == null)
                Pixels.fill(mask, box.intersect(whole), 255);
            else if (!box.isEmpty())
                Mask.draw(detections.masks()[row], box, mask);
            return new Patch(part.test(), part.reference(), box.intersect(whole),
                    mask.at(part.test().x(), part.test().y()));
        }

        private void classify(PlanStep s, int[] rows, WorkRun run) throws ToolException {
            Predictions given = call(s, given(s, rows), run);
            if (given.rows() != rows.length)
                throw wrong(s, "gave " + given.rows() + " classes for " + rows.length + " defects");
            int width = plan.features().size(), confidence = plan.features().indexOf(Plan.CONFIDENCE);
            int novelty = plan.features().indexOf(Plan.NOVELTY);
            for (int i = 0; i < rows.length; i++) {
                if (given.best()[i] < 0 || given.best()[i] >= given.classes().size())
                    throw wrong(s, "gave a class that is none: " + given.best()[i]);
                classes[rows[i]] = given.className(i);
                table[rows[i] * width + confidence] = given.confidence(i);
                if (novelty >= 0)
                    table[rows[i] * width + novelty] = given.novelty()[i];
            }
        }

        /** What a classifier sees of rows. */
        private Features given(PlanStep s, int[] rows) {
            List<String> names = plan.seenBy(s);
            int[] columns = names.stream().mapToInt(plan.features()::indexOf).toArray();
            int width = plan.features().size();
            float[] values = new float[rows.length * columns.length];
            for (int i = 0; i < rows.length; i++)
                for (int c = 0; c < columns.length; c++)
                    values[i * columns.length + c] = table[rows[i] * width + columns[c]];
            return new Features(names, rows.length, values);
        }

        /** Drops the rows that a filter does not let pass; it sees the classes that were given last. */
        private Rest filter(PlanStep s, Rest now, WorkRun run) throws ToolException {
            List<String> names = Arrays.stream(now.rows).mapToObj(row -> classes[row]).distinct().toList();
            int[] index = Arrays.stream(now.rows).map(row -> names.indexOf(classes[row])).toArray();
            Detections d = detections.select(now.rows);
            BitSet stay = call(s, new Detections(d.x(), d.y(), d.width(), d.height(), d.score(), names, index,
                    d.masks()), run);
            for (int i = 0; i < now.rows.length; i++)
                dropped[now.rows[i]] |= !stay.get(i);
            return new Rest(Arrays.stream(now.rows).filter(row -> !dropped[row]).toArray(), now.scene);
        }

        private void route(Branch branch, int[] rows, IntFunction<Pair> scene, WorkRun run) throws ToolException {
            if (branch.drop())
                for (int row : rows)
                    dropped[row] = true;
            else
                for (int from = 0; from < rows.length; from += CHUNK) {
                    int mark = run.pool().mark();
                    describe(branch.steps(), new Rest(Arrays.copyOfRange(rows, from,
                            Math.min(rows.length, from + CHUNK)), scene), run);
                    run.pool().release(mark);
                }
        }

        /** Those that were not dropped. */
        Found found() throws ToolException {
            int[] kept = IntStream.range(0, dropped.length).filter(r -> !dropped[r]).toArray();
            int[] index = new int[classes.length];
            for (int row : kept) {
                index[row] = plan.classes().indexOf(classes[row]);
                if (index[row] < 0)
                    throw new ToolException("A tool gave the class \"" + classes[row] + "\", which is none of "
                            + Names.quoted(plan.classes()) + " that it stated.", "Tell the maker of the tool.");
            }
            Detections d = detections;
            return new Found(new Detections(d.x(), d.y(), d.width(), d.height(), d.score(), plan.classes(), index,
                    d.masks()).select(kept), new Features(plan.features(), d.size(), table).select(kept));
        }
    }
}
