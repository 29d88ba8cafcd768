package org.loupe.workspace.nets;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import com.google.gson.ToNumberPolicy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import org.loupe.api.ToolException;
import org.loupe.engine.Policy;
import org.loupe.engine.Progress;
import org.loupe.engine.Recipe;
import org.loupe.engine.Registry;
import org.loupe.engine.nets.NetModel;
import org.loupe.engine.nets.NetSettings;
import org.loupe.engine.nets.NetTraining;
import org.loupe.engine.nets.NetWatcher;
import org.loupe.workspace.internal.SafeFile;
import org.loupe.workspace.stack.StackExamples;

/**
 * What a training of a net was asked for: kept in its folder from the start, so that it can go on after a kill, and
 * beside the model afterwards, so that one can train again or prepare images as it was taught.
 *
 * @param name     of the model, for people
 * @param settings how it is trained and judged
 * @param lighter  whether batch, and then window, may be made smaller to fit into memory
 * @param recipe   whose steps before its detector prepare the images, as JSON; "" for none
 */
public record NetPlan(String name, NetSettings settings, boolean lighter, String recipe) {
    private static final String FILE = "plan.json";
    private static final Gson GSON = new GsonBuilder().setPrettyPrinting().disableHtmlEscaping()
            .setObjectToNumberStrategy(ToNumberPolicy.LONG_OR_DOUBLE).create();
    /** Share of the work that reading the images is. */
    private static final double READ = 0.02;

    /** Who is told what a training is about to learn. */
    @FunctionalInterface
    public interface Beginning {
        /**
         * All examples were read.
         *
         * @param names of the images, by their example
         * @param notes what was left out, or is done otherwise than asked for, in whole sentences
         */
        void of(NetTraining<?> training, IntFunction<String> names, List<String> notes);
    }

    /** Reads the plan of a training. @throws ToolException if it has none, or it is damaged */
    public static NetPlan read(Path folder) throws ToolException {
        try {
            NetPlan plan = GSON.fromJson(Files.readString(folder.resolve(FILE)), NetPlan.class);
            return new NetPlan(plan.name, new NetSettings(plan.settings.trainer(), plan.settings.params(),
                    plan.settings.held(), plan.settings.seed(), plan.settings.mergeIou(), plan.settings.leastScore(),
                    plan.settings.evaluationIou(), plan.settings.start()), plan.lighter, plan.recipe);
        } catch (IOException | JsonParseException | NullPointerException | IllegalArgumentException e) {
            throw new ToolException("The plan of the training in " + folder + " cannot be read: " + e.getMessage()
                    + ".", "Delete that folder, and train anew.", e);
        }
    }

    /** Writes the plan. @param folder of the training, made if need be */
    public void write(Path folder) throws ToolException {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw SafeFile.unwritable(folder, e);
        }
        SafeFile.write(folder.resolve(FILE), GSON.toJson(this).getBytes(StandardCharsets.UTF_8));
    }

    /** Whether a folder has a plan. */
    public static boolean isIn(Path folder) {
        return Files.isRegularFile(folder.resolve(FILE));
    }

    /** The recipe that prepares the images; one without steps if none does. @throws ToolException if it is damaged */
    public Recipe preparing() throws ToolException {
        return recipe.isEmpty() ? new Recipe("", "", List.of()) : Recipe.parse(recipe);
    }

    /**
     * Trains.
     *
     * @param images    labelled, of which the complete ones are learned from
     * @param state     folder for what it takes to go on after a kill
     * @param beginning told of the training when all is read and it is about to begin
     * @throws ToolException if nothing can be learned from, memory is short and may not be saved, or training fails
     * @throws java.util.concurrent.CancellationException once the progress is cancelled; the folder then stays
     */
    public NetModel<?> train(List<StackExamples.Image> images, Registry registry, Policy policy, Path state,
            Beginning beginning, NetWatcher watcher, Progress progress) throws ToolException {
        try (NetExamples examples = new NetExamples(images, preparing(), registry, policy)) {
            NetSettings now = settings;
            List<String> notes = new ArrayList<>();
            NetTraining<?> training = NetTraining.of(now, task -> examples.read(task, progress.part(0, READ)),
                    registry);
            while (!training.fits()) {
                Optional<Map<String, Object>> less = training.lighter();
                if (!lighter || less.isEmpty())
                    throw tooLarge(training, less);
                now = now.with(less.get());
                training = training.with(now, registry);
            }
            if (now != settings)
                notes.add("Memory is short: it learns in smaller batches or windows.");
            examples.problems().forEach(problem -> notes.add(problem.toString()));
            beginning.of(training, examples::name, notes);
            return training.train(Optional.of(state), watcher, progress.part(READ, 1));
        }
    }

    private static ToolException tooLarge(NetTraining<?> training, Optional<Map<String, Object>> less)
            throws ToolException {
        return new ToolException("The training takes about " + (training.memory() >> 20) + " MiB of memory, and "
                + (training.freeMemory() >> 20) + " MiB are free.", less.isEmpty()
                        ? "Raise the reduction, or close other programs."
                        : "Allow smaller batches, raise the reduction, or close other programs.");
    }
}
