package org.loupe.engine.learning;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.loupe.api.Device;
import org.loupe.api.Examples;
import org.loupe.api.Features;
import org.loupe.api.Model;
import org.loupe.api.Predictions;
import org.loupe.api.Provenance;
import org.loupe.api.Run;
import org.loupe.api.Step;
import org.loupe.api.Task;
import org.loupe.api.Tool;
import org.loupe.api.ToolException;
import org.loupe.api.Trainer;
import org.loupe.engine.Policy;
import org.loupe.engine.Progress;
import org.loupe.engine.Registry;
import org.loupe.engine.Schema;
import org.loupe.engine.SimpleRun;
import org.loupe.engine.features.Fusion;

/**
 * A trainer of classifiers with its parameters: learns from rows as measured. Immutable; any thread.
 *
 * @param trainer of {@link Task#CLASSIFICATION}
 * @param entry   where it is from
 * @param params  its parameters
 * @param values  all of them in recipe form
 */
record Learning(Trainer<Record, Features, Predictions> trainer, Registry.Entry entry, Record params,
        Map<String, Object> values) {

    /** What was learned, with the scale of its columns. */
    record Fitted(Fusion fusion, Model<Features, Predictions> model) {
    }

    /** @throws ToolException if there is no such trainer of classifiers, or a parameter does not suit */
    static Learning of(TrainingSettings settings, Registry registry) throws ToolException {
        Registry.Entry entry = find(settings.trainer(), registry);
        Trainer<Record, Features, Predictions> trainer = trainer(entry);
        Schema<Record> schema = Schema.of(trainer);
        Record params = schema.read(settings.params());
        return new Learning(trainer, entry, params, schema.write(params));
    }

    /** @throws ToolException if there is no such trainer of classifiers */
    static Registry.Entry find(String id, Registry registry) throws ToolException {
        return registry.find(id, Policy.AUTO, Learning::learnsClasses, "learn classes");
    }

    static boolean learnsClasses(Tool<?, ?, ?> tool) {
        return tool instanceof Trainer<?, ?, ?> trainer && trainer.task() == Task.CLASSIFICATION;
    }

    /** The trainer of an entry that was found so. */
    @SuppressWarnings("unchecked")
    static Trainer<Record, Features, Predictions> trainer(Registry.Entry entry) {
        return (Trainer<Record, Features, Predictions>) entry.tool();
    }

    Provenance provenance(long seed, String dataSha256) {
        return new Provenance(entry.tool().info().id(), entry.bundle(), entry.version(), values, seed, dataSha256,
                Device.CPU.kind().name(), entry.libraries(), List.of());
    }

    /** Learns from rows and the copies made of them. */
    Fitted fit(LabelledRows rows, Variants variants, Columns columns, long seed, Progress progress)
            throws ToolException {
        Features all = variants.size() == 0 ? rows.features()
                : Features.concat(List.of(rows.features(), variants.features()));
        int[] truth = IntStream.concat(Arrays.stream(rows.truth()),
                Arrays.stream(variants.of()).map(i -> rows.truth()[i])).toArray();
        Fusion fusion = Relevance.weigh(columns.fusion(all), all, truth, rows.classes().size());
        Features fused = fusion.apply(all);
        Map<String, List<Integer>> byGroup = new LinkedHashMap<>();
        for (int i = 0; i < truth.length; i++)
            byGroup.computeIfAbsent(rows.groups().get(i < rows.rows() ? i : variants.of()[i - rows.rows()]),
                    g -> new ArrayList<>()).add(i);
        List<Features> inputs = new ArrayList<>();
        List<Predictions> truths = new ArrayList<>();
        for (List<Integer> group : byGroup.values()) {
            int[] chosen = group.stream().mapToInt(Integer::intValue).toArray();
            inputs.add(fused.select(chosen));
            truths.add(Predictions.truth(rows.classes(), Arrays.stream(chosen).map(i -> truth[i]).toArray()));
        }
        Examples<Features, Predictions> examples = new Examples<>(rows.classes(), inputs, truths,
                List.copyOf(byGroup.keySet()));
        try (SimpleRun run = SimpleRun.telling(progress, seed);
                Step<Examples<Features, Predictions>, Model<Features, Predictions>> step = trainer.open(params,
                        Device.CPU)) {
            return new Fitted(fusion, step.apply(examples, run));
        } catch (ToolException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("What the training had opened cannot be closed.", e);
        }
    }

    /**
     * What a model says of fused rows, with the classes in a given order.
     *
     * @throws ToolException if the model fails, or gives what are no probabilities
     */
    static Predictions ask(Model<Features, Predictions> model, List<String> classes, Features fused, Run run)
            throws ToolException {
        try (Step<Features, Predictions> step = model.open(Device.CPU)) {
            return inOrder(step.apply(fused, run), classes);
        }
    }

    /** The same predictions with the classes in a given order. */
    static Predictions inOrder(Predictions given, List<String> classes) throws ToolException {
        for (float p : given.probabilities())
            if (!Float.isFinite(p))
                throw new ToolException("The trainer's model gives probabilities that are no numbers.",
                        "Lower the trainer's learning rate, or choose another trainer.");
        if (given.classes().equals(classes))
            return given;
        int n = classes.size(), m = given.classes().size();
        int[] to = given.classes().stream().mapToInt(classes::indexOf).toArray();
        float[] moved = new float[given.rows() * n];
        for (int row = 0; row < given.rows(); row++)
            for (int c = 0; c < m; c++)
                moved[row * n + to[c]] = given.probabilities()[row * m + c];
        return new Predictions(classes, Arrays.stream(given.best()).map(b -> to[b]).toArray(), moved,
                given.novelty());
    }
}
