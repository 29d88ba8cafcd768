package org.loupe.engine;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.loupe.api.Classifier;
import org.loupe.api.Detector;
import org.loupe.api.Device;
import org.loupe.api.FeatureExtractor;
import org.loupe.api.Filter;
import org.loupe.api.ImageTool;
import org.loupe.api.Operator;
import org.loupe.api.PairOperator;
import org.loupe.api.Segmenter;
import org.loupe.api.Shape;
import org.loupe.api.Tool;
import org.loupe.api.ToolException;

/**
 * A step of a recipe with its tool and parameters.
 *
 * @param number   of the step in the plan, routes included, from 0
 * @param position in its chain as the recipe counts, from 0
 * @param where    "step 3 (Golden difference)"
 * @param entry    the tool
 * @param params   its parameters
 * @param values   all of them in recipe form
 * @param routes   sub-chains by class
 * @param devices  those that it may be opened on, one for each worker; empty for the processor
 * @param instead  the same on the processor, for when a device fails; empty if this is for the processor
 */
record PlanStep(int number, int position, String where, Registry.Entry entry, Record params,
        Map<String, Object> values, Map<String, Branch> routes, List<Device> devices, Optional<PlanStep> instead) {
    /** What a parameter that names a file begins with where its content is meant. */
    static final String FILE = "sha256:";

    /** What becomes of one class. */
    record Branch(boolean drop, List<PlanStep> steps) {
    }

    /** The place of a step in a chain. */
    enum Kind {
        OPERATOR, PAIR_OPERATOR, DETECTOR, SEGMENTER, FEATURES, CLASSIFIER, FILTER, OTHER
    }

    Kind kind() {
        Tool<?, ?, ?> tool = entry.tool();
        return tool instanceof Operator ? Kind.OPERATOR : tool instanceof PairOperator ? Kind.PAIR_OPERATOR
                : tool instanceof Detector ? Kind.DETECTOR : tool instanceof Segmenter ? Kind.SEGMENTER
                : tool instanceof FeatureExtractor ? Kind.FEATURES : tool instanceof Classifier ? Kind.CLASSIFIER
                : tool instanceof Filter ? Kind.FILTER : Kind.OTHER;
    }

    /** Where it is computed, for people and provenance. */
    String device() {
        return devices.isEmpty() ? Device.CPU.label()
                : devices.stream().map(Device::label).collect(Collectors.joining(", "));
    }

    /** Whether a device and the processor give the same bits, so that either may compute it. */
    boolean interchangeable() {
        return instead.isPresent() && bitwise(this) && bitwise(instead.get());
    }

    private static boolean bitwise(PlanStep s) {
        return s.entry.tool().info().determinism() == Tool.Determinism.BITWISE;
    }

    /** Whether another step is of the same tool with the same parameters, whatever its routes and place. */
    boolean same(PlanStep o) {
        return entry.tool() == o.entry.tool() && params.equals(o.params);
    }

    /** Whether another step does the same, its routes included. */
    boolean sameWithRoutes(PlanStep o) {
        return same(o) && routes.keySet().equals(o.routes.keySet()) && routes.entrySet().stream().allMatch(e -> {
            Branch mine = e.getValue(), other = o.routes.get(e.getKey());
            return mine.drop == other.drop && mine.steps.size() == other.steps.size() && IntStream
                    .range(0, mine.steps.size()).allMatch(i -> mine.steps.get(i).sameWithRoutes(other.steps.get(i)));
        });
    }

    /**
     * The parameters as they decide the result: a file counts by what is in it, not by where it lies.
     *
     * @return values in recipe form, those that name a file as {@code sha256:… name}
     */
    Map<String, Object> content() {
        Map<String, Object> content = new LinkedHashMap<>(values);
        for (Schema.Field field : Schema.of(tool()).fields())
            if (field.kind() == Schema.Kind.PATH)
                content.computeIfPresent(field.name(), (name, value) -> content((String) value));
        return content;
    }

    /** The parameters with every choice made that they leave to the engine. */
    static Record decided(Registry.Entry entry, Record params) {
        return entry.tool() instanceof Deciding<?> ? deciding(entry).decided(params) : params;
    }

    @SuppressWarnings("unchecked")
    private static Deciding<Record> deciding(Registry.Entry entry) {
        return (Deciding<Record>) entry.tool();
    }

    /** Versions of the libraries that compute the step, by name. */
    Map<String, String> libraries() {
        Map<String, String> libraries = new LinkedHashMap<>(entry.libraries());
        if (entry.tool() instanceof Deciding<?>)
            libraries.putAll(deciding(entry).libraries(params));
        return libraries;
    }

    private static String content(String path) {
        if (path.isBlank() || !Files.isRegularFile(Path.of(path)))
            return path;
        try {
            return FILE + Hash.ofFile(Path.of(path)) + " " + Path.of(path).getFileName();
        } catch (ToolException e) {
            return path; // who opens the step says why it cannot be read
        }
    }

    /** How images differ from those that the step's net, if it has one, learned from. */
    @SuppressWarnings("unchecked")
    List<Problem> differences(Shape in, String mode) {
        return !(entry.tool() instanceof Taught<?> tool) ? List.of() : ((Taught<Record>) tool).card(params).stream()
                .flatMap(card -> card.differences(in.umPerPx(), mode).stream()).map(p -> p.at(where)).toList();
    }

    String label() {
        return entry.tool().info().label();
    }

    /** The steps of a chain and of its routes, in order of their numbers. */
    static List<PlanStep> all(List<PlanStep> chain) {
        List<PlanStep> all = new ArrayList<>();
        for (PlanStep s : chain) {
            all.add(s);
            s.routes.values().forEach(b -> all.addAll(all(b.steps)));
        }
        return all;
    }

    /** The tool as one of its shapes; its parameters are of the tool's own type, since its schema made them. */
    @SuppressWarnings("unchecked")
    private <T> T as() {
        return (T) entry.tool();
    }

    Tool<Record, ?, ?> tool() {
        return as();
    }

    ImageTool<Record, ?, ?> imageTool() {
        return as();
    }

    Operator<Record> operator() {
        return as();
    }

    Detector<Record> detector() {
        return as();
    }

    FeatureExtractor<Record> extractor() {
        return as();
    }

    Filter<Record> filter() {
        return as();
    }

    Classifier<Record> classifier() {
        return as();
    }
}
