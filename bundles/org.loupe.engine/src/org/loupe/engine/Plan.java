package org.loupe.engine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.loupe.api.Device;
import org.loupe.api.Devices;
import org.loupe.api.Features;
import org.loupe.api.Kernels;
import org.loupe.api.Provenance;
import org.loupe.api.Shape;
import org.loupe.api.Tool;
import org.loupe.api.ToolException;
import org.loupe.engine.PlanStep.Branch;
import org.loupe.engine.PlanStep.Kind;

/**
 * A recipe with its tools and parameters found and checked, before any pixel is read: what it needs, what it will
 * give, and everything that is wrong with it. Immutable.
 */
public final class Plan {
    /** The column that holds how sure the last classifier was. */
    public static final String CONFIDENCE = "confidence";
    /** The column that holds how unlike everything learned from an object is, if the last classifier tells. */
    public static final String NOVELTY = "novelty";
    /** The class of a segmenter's objects. */
    public static final String OBJECT = "object";

    /** Raised whenever this engine gives other numbers for the same tools, so that finished work is not mixed. */
    private static final int NUMBERS = 1;

    private final Recipe recipe;
    private final Registry registry;
    private final Policy policy;
    private final boolean untrained;
    private final List<Problem> problems = new ArrayList<>();
    private final List<PlanStep> steps;
    /** By step number: the features that a classifier sees, each with the step that gives it. */
    private final Map<Integer, Map<String, PlanStep>> seen = new LinkedHashMap<>();
    private final AtomicInteger workers = new AtomicInteger();
    private int count;
    private boolean needsReference;
    private int halo;
    private final List<String> global = new ArrayList<>();
    private List<String> features = List.of();
    private List<String> classes = List.of();

    /**
     * @param part      whether the chain may end before its detector
     * @param untrained whether steps that are to be trained may lack their model
     */
    private Plan(Recipe recipe, Registry registry, Policy policy, boolean part, boolean untrained) {
        this.recipe = recipe;
        this.untrained = untrained;
        this.registry = registry;
        this.policy = policy;
        this.steps = resolve(recipe.steps(), "");
        List<Problem> unresolved = List.copyOf(problems);
        describe(part);
        if (!unresolved.isEmpty())
            problems.retainAll(unresolved); // what follows from a missing step would only confuse
    }

    /** Finds tools and parameters. Never fails: what is wrong is in {@link #problems()}. */
    public static Plan of(Recipe recipe, Registry registry, Policy policy) {
        return new Plan(recipe, registry, policy, false, false);
    }

    /** The plan of a recipe whose classifiers are to be trained: as if none of them had a model. */
    static Plan untrained(Recipe recipe, Registry registry, Policy policy) {
        Recipe bare = new Recipe(recipe.name(), recipe.description(), bare(recipe.steps()));
        return new Plan(bare, registry, policy, false, true);
    }

    private static List<RecipeStep> bare(List<RecipeStep> chain) {
        return chain.stream().map(step -> {
            Map<String, Object> params = new LinkedHashMap<>(step.params());
            if (step.tool().equals(Classify.ID))
                params.remove(Classify.MODEL);
            Map<String, Route> routes = new LinkedHashMap<>();
            step.routes().forEach((name, route) -> routes.put(name, new Route(route.drop(), bare(route.steps()))));
            return new RecipeStep(step.tool(), params, step.enabled(), routes);
        }).toList();
    }

    /** The plan of the recipe's first steps alone, which may end before its detector. */
    Plan first(int count) {
        List<RecipeStep> first = recipe.steps().subList(0, Math.min(count, recipe.steps().size()));
        return new Plan(new Recipe(recipe.name(), recipe.description(), first), registry, policy, true, untrained);
    }

    private List<PlanStep> resolve(List<RecipeStep> chain, String inside) {
        List<PlanStep> resolved = new ArrayList<>();
        for (int i = 0; i < chain.size(); i++) {
            RecipeStep step = chain.get(i);
            String where = inside + "step " + (i + 1);
            if (step.enabled())
                try {
                    Registry.Entry entry = registry.find(step.tool(), policy);
                    resolve(step, i, where + " (" + entry.tool().info().label() + ")", entry).ifPresent(resolved::add);
                } catch (ToolException e) {
                    problems.add(Problem.of(where, e));
                }
        }
        return resolved;
    }

    private Optional<PlanStep> resolve(RecipeStep step, int position, String where, Registry.Entry entry) {
        @SuppressWarnings("unchecked")
        Schema<Record> schema = Schema.of((Tool<Record, ?, ?>) entry.tool());
        int number = count++;
        Map<String, Branch> routes = new TreeMap<>();
        step.routes().forEach((name, route) -> routes.put(name,
                new Branch(route.drop(), resolve(route.steps(), where + " › " + name + " › "))));
        try {
            Record params = PlanStep.decided(entry, schema.read(step.params()));
            PlanStep own = new PlanStep(number, position, where, entry, params, schema.write(params), routes, List.of(),
                    Optional.empty());
            Optional<Registry.Entry> faster = registry.findAccelerated(step.tool(), policy);
            return Optional.of(faster.isEmpty() ? own : accelerated(own, faster.get(), step));
        } catch (SchemaException e) {
            for (Problem p : e.problems())
                problems.add(p.at(p.where().isEmpty() ? where : where + " › " + p.where()));
            return Optional.empty();
        }
    }

    /** The same step on those devices that a tool can use. */
    private PlanStep accelerated(PlanStep own, Registry.Entry entry, RecipeStep step) throws SchemaException {
        @SuppressWarnings("unchecked")
        Schema<Record> schema = Schema.of((Tool<Record, ?, ?>) entry.tool());
        Record params = schema.read(step.params());
        return new PlanStep(own.number(), own.position(), own.where(), entry, params, schema.write(params),
                own.routes(), registry.devices(entry), Optional.of(own));
    }

    /** What is lent to the steps of a worker by its number: of one device or another, if there is any. */
    Optional<Kernels> kernels(int worker) {
        List<Kernels> lent = registry.kernels(policy);
        return lent.isEmpty() ? Optional.empty() : Optional.of(lent.get(worker % lent.size()));
    }

    /** The devices that are used beside the processor, or why there is none; for provenance. */
    String devices() {
        List<String> used = all().stream().filter(s -> !s.devices().isEmpty()).map(PlanStep::device).distinct()
                .toList();
        if (!used.isEmpty())
            return String.join(", ", used);
        Devices devices = registry.devices();
        return policy == Policy.CPU ? "CPU, as chosen" : "CPU. " + (devices.problem().isEmpty()
                ? "No tool of the recipe has another device." : devices.problem());
    }

    /** Walks the chain once: order, halo, reference, columns and classes. */
    private void describe(boolean part) {
        Map<String, PlanStep> columns = new LinkedHashMap<>();
        Set<String> given = new LinkedHashSet<>();
        PlanStep finder = null;
        for (PlanStep s : steps)
            try {
                switch (s.kind()) {
                    case OPERATOR, PAIR_OPERATOR -> {
                        if (finder != null)
                            problems.add(misplaced(s, "works on the image, so it stands before " + finder.where()));
                        needsReference |= s.kind() == Kind.PAIR_OPERATOR;
                        image(s);
                    }
                    case DETECTOR, SEGMENTER -> {
                        if (finder != null)
                            problems.add(Problem.error(s.where(), "A recipe has one detector or segmenter, found a"
                                    + " second beside " + finder.where() + ".", "Remove or disable one of them."));
                        finder = s;
                        boolean detector = s.kind() == Kind.DETECTOR;
                        needsReference |= detector && s.detector().needsReference();
                        given.addAll(detector ? s.detector().classes(s.params()) : List.of(OBJECT));
                        image(s);
                    }
                    case FEATURES, CLASSIFIER, FILTER -> {
                        if (finder == null)
                            problems.add(misplaced(s, "works on detections, so it stands behind the detector"));
                        given = objects(s, columns, given);
                    }
                    case OTHER -> problems.add(misplaced(s, "cannot be part of a recipe"));
                }
            } catch (RuntimeException | LinkageError e) {
                problems.add(broken(s, e));
            }
        if (finder == null && !part && problems.isEmpty())
            problems.add(Problem.error("", "The recipe finds nothing: it has no enabled detector or segmenter.",
                    "Add one, such as \"loupe.golden-difference\" or \"loupe.spots\"."));
        try {
            if (finder != null)
                halo += margin(steps, steps.indexOf(finder) + 1);
        } catch (RuntimeException | LinkageError e) {
            problems.add(Problem.error("", "A tool does not say how far it looks: " + e + ".", ""));
        }
        features = List.copyOf(columns.keySet());
        classes = List.copyOf(given);
    }

    private void image(PlanStep s) {
        halo += Math.max(0, s.imageTool().halo(s.params()));
        if (s.imageTool().global(s.params()))
            global.add(s.label());
    }

    /**
     * Adds what a step behind the detector gives to the columns.
     *
     * @param columns that the step's objects have, with the step that measured each last
     * @return the classes that are then possible
     */
    private Set<String> objects(PlanStep s, Map<String, PlanStep> columns, Set<String> given) {
        if (s.kind() != Kind.CLASSIFIER && !s.routes().isEmpty())
            problems.add(Problem.error(s.where(), "Only a classifier's classes can be routed.", "Remove the routes."));
        if (s.kind() == Kind.FEATURES)
            try {
                s.extractor().check(s.params());
                s.extractor().names(s.params()).forEach(name -> columns.put(name, s));
            } catch (ToolException e) {
                problems.add(Problem.of(s.where(), e));
            }
        if (s.kind() == Kind.FILTER)
            unknownClasses(s, given);
        if (s.kind() != Kind.CLASSIFIER)
            return given;
        try {
            if (!untrained || !(s.params() instanceof Classify.Params))
                s.classifier().check(s.params());
            problems.addAll(Needed.problems(s, columns, registry, policy));
        } catch (ToolException e) {
            problems.add(Problem.of(s.where(), e));
        }
        seen.put(s.number(), new LinkedHashMap<>(columns));
        columns.put(CONFIDENCE, s);
        if (s.classifier().tellsNovelty(s.params()))
            columns.put(NOVELTY, s);
        List<String> own = s.classifier().classes(s.params());
        for (String routed : s.routes().keySet())
            if (!own.contains(routed))
                problems.add(Problem.error(s.where(), "There is no class \"" + routed + "\" to route.",
                        Names.remedy(routed, own)));
        Set<String> result = new LinkedHashSet<>();
        Map<String, PlanStep> all = new LinkedHashMap<>(columns);
        for (String name : own) {
            Branch branch = s.routes().get(name);
            if (branch == null)
                result.add(name);
            else if (!branch.drop()) {
                Map<String, PlanStep> inside = new LinkedHashMap<>(columns); // one route does not see another's
                result.addAll(route(branch.steps(), inside, new LinkedHashSet<>(Set.of(name))));
                inside.forEach(all::putIfAbsent);
            }
        }
        all.forEach(columns::putIfAbsent);
        return result;
    }

    private void unknownClasses(PlanStep s, Set<String> given) {
        for (String name : s.filter().classes(s.params()))
            if (given.stream().noneMatch(g -> ClassKey.of(g).equals(ClassKey.of(name))))
                problems.add(Problem.warning(s.where(), "No step before it gives the class \"" + name + "\".",
                        Names.remedy(name, given)));
    }

    private Set<String> route(List<PlanStep> chain, Map<String, PlanStep> columns, Set<String> given) {
        for (PlanStep s : chain)
            switch (s.kind()) {
                case OPERATOR -> {
                }
                case FEATURES, CLASSIFIER, FILTER -> given = objects(s, columns, given);
                default -> problems.add(misplaced(s, "cannot be part of a route"));
            }
        return given;
    }

    private static Problem misplaced(PlanStep s, String why) {
        return Problem.error(s.where(), s.label() + " " + why + ".", "Recipes are: operators, one detector or"
                + " segmenter, then features, filters and classifiers with their routes. Move or remove this step.");
    }

    private static Problem broken(PlanStep s, Throwable e) {
        return Problem.error(s.where(), s.label() + " is broken: " + e + ".", "Tell the maker of " + s.entry().bundle()
                + " " + s.entry().version() + ".");
    }

    /** How far around a box the steps of a chain look, from one of them on. */
    static int margin(List<PlanStep> chain, int from) {
        int most = 0, operators = 0;
        for (PlanStep s : chain.subList(from, chain.size()))
            switch (s.kind()) {
                case OPERATOR -> operators += Math.max(0, s.operator().halo(s.params()));
                case FEATURES -> most = Math.max(most, operators + s.extractor().context(s.params()));
                case CLASSIFIER -> {
                    for (Branch b : s.routes().values())
                        most = Math.max(most, operators + margin(b.steps(), 0));
                }
                default -> {
                }
            }
        return most;
    }

    /** The recipe as it was given. */
    public Recipe recipe() {
        return recipe;
    }

    /** What is wrong with the recipe itself; {@link Problem#where()} is "step 3 (Golden difference) › maxShift". */
    public List<Problem> problems() {
        return List.copyOf(problems);
    }

    /** @throws ToolException with every error of {@link #problems()}, if there is one */
    public void requireSound() throws ToolException {
        List<Problem> errors = problems.stream().filter(Problem::isError).toList();
        if (!errors.isEmpty())
            throw new ToolException("The recipe \"" + recipe.name() + "\" cannot be run: "
                    + join(errors.stream().map(p -> p.where().isEmpty() ? p.message() : p.where() + ": " + p.message())
                            .toList()),
                    join(errors.stream().map(Problem::remedy).filter(r -> !r.isEmpty()).distinct().toList()));
    }

    private static String join(Collection<String> texts) {
        return String.join(" ", texts);
    }

    /** What is wrong with images of these shapes, taken in an unknown mode. */
    public List<Problem> check(Shape test, Optional<Shape> reference) {
        return check(test, reference, "");
    }

    /**
     * What is wrong with images of these shapes, found before their pixels are read.
     *
     * @param test      shape of the image under inspection
     * @param reference shape of its golden image, if there is one
     * @param mode      in which it was taken, such as "BF"; "" if unknown
     */
    public List<Problem> check(Shape test, Optional<Shape> reference, String mode) {
        List<Problem> found = new ArrayList<>();
        if (needsReference && reference.isEmpty())
            found.add(Problem.error("", "The recipe compares with a reference, and this image has none.",
                    "Name a golden image for it, or a folder of them."));
        Shape t = test, r = reference.orElse(null);
        for (PlanStep s : steps)
            try {
                switch (s.kind()) {
                    case OPERATOR -> {
                        t = output(s, t);
                        r = r == null ? null : output(s, r);
                    }
                    case PAIR_OPERATOR -> {
                        comparable(s, t, r);
                        s.imageTool().check(s.params(), t);
                        if (r != null)
                            s.imageTool().check(s.params(), r);
                        r = r == null ? null : t;
                    }
                    case DETECTOR -> {
                        boolean needed = s.detector().needsReference();
                        if (needed)
                            comparable(s, t, r);
                        sameSize(s, t, r).ifPresent(p -> found.add(needed ? p : Problem.warning(p.where(),
                                p.message() + " The reference is left out.", p.remedy())));
                        s.imageTool().check(s.params(), t);
                        found.addAll(s.differences(t, mode));
                    }
                    case SEGMENTER -> s.imageTool().check(s.params(), t);
                    default -> found.addAll(objects(s, t, mode));
                }
            } catch (ToolException e) {
                found.add(Problem.of(s.where(), e));
                break;
            } catch (RuntimeException | LinkageError e) {
                found.add(broken(s, e));
                break;
            }
        return found;
    }

    private static Shape output(PlanStep s, Shape in) throws ToolException {
        s.operator().check(s.params(), in);
        return s.operator().output(s.params(), in);
    }

    /** Of a step that works on objects, and of its routes. */
    private static List<Problem> objects(PlanStep s, Shape t, String mode) throws ToolException {
        List<Problem> found = new ArrayList<>(s.differences(t, mode));
        for (Branch b : s.routes().values()) {
            Shape patch = t;
            for (PlanStep inner : b.steps())
                if (inner.kind() == Kind.OPERATOR)
                    patch = output(inner, patch);
                else
                    found.addAll(objects(inner, patch, mode));
        }
        return found;
    }

    private static void comparable(PlanStep s, Shape t, Shape r) throws ToolException {
        if (r != null && (t.type() != r.type() || t.channels() != r.channels()))
            throw new ToolException(s.label() + " compares images of one kind; the test image is " + t
                    + ", the reference " + r + ".",
                    "Put \"loupe.grey\" before this step, or convert one of the files.");
    }

    /** What a detector is told when its reference has another size than the test image. */
    static Optional<Problem> sameSize(PlanStep s, Shape t, Shape r) {
        return r == null || t.width() == r.width() && t.height() == r.height() ? Optional.empty()
                : Optional.of(Problem.error(s.where(), s.label() + " compares images of one size; the test image is "
                        + t.width() + " × " + t.height() + " px, the reference " + r.width() + " × " + r.height()
                        + " px.", "Put a registration such as \"loupe.register\" before this step, or name the"
                        + " reference that belongs to the image."));
    }

    /** Whether any step changes the size of such an image, so that it cannot be worked on tile by tile. */
    boolean resizes(Shape test) throws ToolException {
        Shape t = test;
        for (PlanStep s : steps)
            if (s.kind() == Kind.OPERATOR)
                t = output(s, t);
        return t.width() != test.width() || t.height() != test.height();
    }

    /** Whether it cannot run without a reference. */
    public boolean needsReference() {
        return needsReference;
    }

    /** How many px around a place decide what is found and measured there. */
    public int halo() {
        return halo;
    }

    /** Whether a step looks at the image as a whole. */
    public boolean global() {
        return !global.isEmpty();
    }

    /** Labels of the steps that look at the image as a whole. */
    List<String> globalSteps() {
        return global;
    }

    /** The columns of the results' features, routes included. */
    public List<String> features() {
        return features;
    }

    /** The classes that results can have. */
    public List<String> classes() {
        return classes;
    }

    /**
     * How closely another machine will repeat the result: 0 bit for bit, else the largest tolerance that a tool states,
     * in units of that tool's output; infinite if a tool promises nothing.
     */
    public double tolerance() {
        return all().stream().map(s -> s.entry().tool().info()).mapToDouble(i -> switch (i.determinism()) {
            case BITWISE -> 0;
            case TOLERANCE -> i.tolerance();
            case NONE -> Double.POSITIVE_INFINITY;
        }).max().orElse(0);
    }

    /** A number for each worker that runs this plan, by which the devices are shared out. */
    int nextWorker() {
        return workers.getAndIncrement() & Integer.MAX_VALUE;
    }

    /** The steps of the main chain that are run. */
    List<PlanStep> steps() {
        return steps;
    }

    /** The steps up to the detector, which is the last of them. */
    List<PlanStep> imageSteps() {
        int count = 0;
        while (count < steps.size() && steps.get(count).kind() != Kind.DETECTOR
                && steps.get(count).kind() != Kind.SEGMENTER)
            count++;
        return steps.subList(0, Math.min(steps.size(), count + 1));
    }

    /** All steps by number, those of routes included. */
    List<PlanStep> all() {
        return PlanStep.all(steps);
    }

    /** Number of steps that {@link PlanStep#number()} stays below. */
    int count() {
        return count;
    }

    /** The columns that a classifier is given. */
    List<String> seenBy(PlanStep classifier) {
        return List.copyOf(seen.get(classifier.number()).keySet());
    }

    /** The columns that a classifier is given and the steps that measure them; what other classifiers give is none. */
    Map<String, PlanStep> measuredFor(PlanStep classifier) {
        Map<String, PlanStep> measured = new LinkedHashMap<>(seen.get(classifier.number()));
        measured.values().removeIf(s -> s.kind() != Kind.FEATURES);
        return measured;
    }

    /**
     * How a result of this plan comes to be: one entry per step in the order of the chain, each working on what the one
     * before it made; the steps of a route follow their classifier.
     *
     * @param inputSha256 hash of the image file, or ""
     */
    public List<Provenance> provenance(long seed, String inputSha256) {
        return all().stream().map(s -> new Provenance(s.entry().tool().info().id(), s.entry().bundle(),
                s.entry().version(), s.content(), seed, inputSha256, s.device(),
                s.libraries(), List.of()))
                .toList();
    }

    /**
     * SHA-256 over everything in the plan that decides a result: tools, their bundles' versions, all parameters, and
     * the content of the files that parameters name. Where a step is computed does not count: it is the same on a
     * machine with a GPU and on one without.
     */
    public String hash() {
        return Hash.of(NUMBERS + Json.COMPACT.toJson(canonical(steps)));
    }

    private static List<Object> canonical(List<PlanStep> chain) {
        List<Object> list = new ArrayList<>();
        for (PlanStep placed : chain) {
            PlanStep s = placed.instead().orElse(placed);
            Map<String, Object> step = new LinkedHashMap<>();
            step.put("tool", s.entry().tool().info().id());
            step.put("bundle", s.entry().bundle());
            step.put("version", s.entry().version());
            if (s.instead().filter(own -> own.entry() == s.entry()).isPresent())
                step.put("device", s.devices().get(0).kind().name()); // its numbers differ in the last bits
            Map<String, Object> params = s.content();
            params.replaceAll((name, value) -> value instanceof String text && text.startsWith(PlanStep.FILE)
                    ? text.substring(0, PlanStep.FILE.length() + 64) : value);
            step.put("params", params);
            Map<String, Object> routes = new TreeMap<>();
            s.routes().forEach((name, b) -> routes.put(name, b.drop() ? "drop" : canonical(b.steps())));
            step.put("routes", routes);
            list.add(step);
        }
        return list;
    }

    /** Features without a row, of this plan's columns. */
    Features noFeatures() {
        return new Features(features, 0, new float[0]);
    }
}
