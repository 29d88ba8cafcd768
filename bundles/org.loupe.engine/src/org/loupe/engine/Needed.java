package org.loupe.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.loupe.api.FeatureExtractor;
import org.loupe.api.Tool;
import org.loupe.api.ToolException;
import org.loupe.engine.features.FeatureSet;
import org.loupe.engine.learning.ModelCard;

/** Which features a classifier lacks, and how to come by them. */
final class Needed {

    private Needed() {
    }

    /**
     * What is wrong with the features that a classifier is given.
     *
     * @param columns that its objects have, with the step that measured each
     */
    static List<Problem> problems(PlanStep s, Map<String, PlanStep> columns, Registry registry, Policy policy) {
        List<String> missing = s.classifier().needs(s.params()).stream().filter(n -> !columns.containsKey(n)).toList();
        List<Problem> problems = new ArrayList<>();
        List<String> told = new ArrayList<>();
        for (FeatureSet.Block block : blocks(s))
            describe(block, registry, policy).ifPresent(learned -> {
                List<String> lacking = learned.names.stream().filter(missing::contains).toList();
                if (!lacking.isEmpty())
                    problems.add(missing(s, learned, columns));
                else
                    other(s, learned, columns).ifPresent(problems::add);
                told.addAll(lacking);
            });
        for (String need : missing)
            if (!told.contains(need))
                problems.add(Problem.error(s.where(), "It needs the feature \"" + need
                        + "\", which no step before it gives.", columns.isEmpty()
                                ? "Put a step that measures it before this one, such as \"loupe.measure\"."
                                : Names.remedy(need, columns.keySet())));
        return problems;
    }

    /** What the model of a trained classifier was measured with. */
    private static List<FeatureSet.Block> blocks(PlanStep s) {
        return s.params() instanceof Classify.Params params
                ? Classify.card(params).map(ModelCard::features).map(FeatureSet::blocks).orElse(List.of()) : List.of();
    }

    /** An extractor as a model knows it. @param values all parameters in recipe form */
    private record Learned(FeatureSet.Block block, String label, Map<String, Object> values, List<String> names) {
    }

    private static Optional<Learned> describe(FeatureSet.Block block, Registry registry, Policy policy) {
        try {
            return registry.find(block.tool(), policy).tool() instanceof FeatureExtractor<?> extractor
                    ? Optional.of(describe(block, extractor)) : Optional.empty();
        } catch (ToolException e) {
            return Optional.empty(); // then its columns are named one by one
        }
    }

    private static <P extends Record> Learned describe(FeatureSet.Block block, FeatureExtractor<P> extractor)
            throws SchemaException {
        Schema<P> schema = Schema.of((Tool<P, ?, ?>) extractor);
        P params = schema.read(block.params());
        return new Learned(block, extractor.info().label(), schema.write(params), extractor.names(params));
    }

    private static Problem missing(PlanStep s, Learned learned, Map<String, PlanStep> columns) {
        boolean otherwise = columns.values().stream()
                .anyMatch(c -> c.entry().tool().info().id().equals(learned.block.tool()));
        String settings = learned.block.params().isEmpty() ? "" : " with " + learned.block.params().entrySet().stream()
                .map(p -> p.getKey() + " = " + p.getValue()).collect(Collectors.joining(", "));
        return Problem.error(s.where(), "Its model learned from the features of " + learned.label + settings
                + (otherwise ? ", which are measured otherwise before it." : ", which no step before it measures."),
                "Put \"" + learned.block.tool() + "\"" + settings + " before this step, or train it again.");
    }

    /** Columns of the right names, measured with other parameters. */
    private static Optional<Problem> other(PlanStep s, Learned learned, Map<String, PlanStep> columns) {
        for (String name : learned.names) {
            PlanStep step = columns.get(name);
            if (step == null)
                continue;
            Map<String, Object> differing = new LinkedHashMap<>(learned.values);
            differing.entrySet().removeIf(p -> p.getValue().equals(step.values().get(p.getKey())));
            if (step.entry().tool().info().id().equals(learned.block.tool()) && !differing.isEmpty())
                return Optional.of(Problem.warning(s.where(), "Its model learned from " + learned.label + " with "
                        + differing.entrySet().stream().map(p -> p.getKey() + " = " + p.getValue()
                                + " (now " + step.values().get(p.getKey()) + ")").collect(Collectors.joining(", "))
                        + ".", "Set " + step.where() + " to these values, or train the stack again."));
        }
        return Optional.empty();
    }
}
