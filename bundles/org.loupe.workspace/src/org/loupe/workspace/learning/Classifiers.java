package org.loupe.workspace.learning;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.loupe.api.Features;
import org.loupe.api.Predictions;
import org.loupe.api.ToolException;
import org.loupe.engine.Progress;
import org.loupe.engine.Registry;
import org.loupe.engine.SimpleRun;
import org.loupe.engine.features.FeatureSet;
import org.loupe.engine.learning.LabelledRows;
import org.loupe.engine.learning.ModelCard;
import org.loupe.engine.learning.Scored;
import org.loupe.engine.learning.TrainedClassifier;
import org.loupe.model.LoupeFactory;
import org.loupe.model.ModelEntry;
import org.loupe.model.Project;
import org.loupe.workspace.crops.Crop;
import org.loupe.workspace.crops.CropList;
import org.loupe.workspace.crops.CropMeasuring;
import org.loupe.workspace.crops.CropTable;
import org.loupe.workspace.internal.Sha256;

/** Applies trained classifiers to crops, and keeps them with a project. Any thread, but for what says otherwise. */
public final class Classifiers {
    /** Folder of a project's models. */
    public static final String FOLDER = "models";

    private Classifiers() {
    }

    /**
     * The crops of a known class as rows to learn from or to try a classifier on. A crop of an unknown group is a group
     * of its own.
     *
     * @throws ToolException if no class is known of any
     */
    public static LabelledRows labelled(CropTable table) throws ToolException {
        int[] known = IntStream.range(0, table.rows()).filter(row -> !table.crops().get(row).known().isEmpty())
                .toArray();
        if (known.length == 0)
            throw new ToolException("No class is known of any of " + table.source() + ".",
                    "Put the images of each class into a folder of its name, or label them.");
        List<Crop> crops = IntStream.of(known).mapToObj(table.crops()::get).toList();
        List<String> classes = List.copyOf(new TreeSet<>(crops.stream().map(Crop::known).toList()));
        return new LabelledRows(classes, table.features().select(known),
                crops.stream().mapToInt(c -> classes.indexOf(c.known())).toArray(),
                crops.stream().map(c -> c.group().isEmpty() ? c.name() : c.group()).toList(),
                crops.stream().map(Crop::name).toList());
    }

    /**
     * Measures crops with the features that a classifier needs.
     *
     * @param cache where numbers are kept; nothing to keep none
     * @throws ToolException if it was learned from a table that does not tell how it was measured, or its features
     *                       cannot be measured here
     */
    public static CropTable measure(CropList crops, ModelCard card, Registry registry, Optional<Path> cache,
            Progress progress) throws ToolException {
        FeatureSet set = card.features();
        if (set.blocks().isEmpty())
            throw new ToolException("The model was learned from a table that does not tell how it was measured.",
                    "Give a table with the columns " + shown(card.needs()) + ".");
        try (CropMeasuring measuring = new CropMeasuring(set, registry, cache)) {
            if (!measuring.names().containsAll(card.needs()))
                throw new ToolException("The tools that are installed measure other columns than those that the model "
                        + "was learned from: " + missing(card.needs(), measuring.names()) + " is missing.",
                        "Train the model again, or install the versions that it names.");
            return measuring.measure(crops, progress);
        }
    }

    private static String missing(List<String> needs, List<String> names) {
        return needs.stream().filter(n -> !names.contains(n)).findFirst().orElse("");
    }

    private static String shown(List<String> names) {
        return names.size() <= 5 ? String.join(", ", names) : String.join(", ", names.subList(0, 5)) + " and "
                + (names.size() - 5) + " more";
    }

    /** What a classifier says of crops, before anything is rejected. */
    public static Predictions predict(TrainedClassifier model, Features rows, Progress progress) throws ToolException {
        try (SimpleRun run = new SimpleRun(progress, model.card().seed(), 0)) {
            return model.predict(rows, run);
        } catch (ToolException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("What the model had opened cannot be closed.", e);
        }
    }

    /** What a classifier says of the crops of a known class. */
    public static Scored score(TrainedClassifier model, CropTable table, Progress progress) throws ToolException {
        LabelledRows rows = labelled(table);
        return Scored.of(rows, predict(model, rows.features(), progress));
    }

    /**
     * Lists a model file among those of a project. For the thread that edits the model, within one change.
     *
     * @param name    for people
     * @param file    within the project's folder or elsewhere
     * @param sha256  of the file, as {@link #sha256} gives it
     * @param trainer id of the tool that learned
     */
    public static ModelEntry register(Project project, Path folder, String name, Path file, String sha256,
            String trainer) {
        ModelEntry entry = LoupeFactory.eINSTANCE.createModelEntry();
        entry.setName(name);
        Path absolute = file.toAbsolutePath().normalize(), root = folder.toAbsolutePath().normalize();
        entry.setFile((absolute.startsWith(root) ? root.relativize(absolute) : absolute).toString().replace('\\', '/'));
        entry.setTrainer(trainer);
        entry.setSha256(sha256);
        entry.setCreated(Instant.now().truncatedTo(ChronoUnit.SECONDS));
        project.getModels().add(entry);
        return entry;
    }

    /** Hash of a model file. */
    public static String sha256(Path file, Progress progress) throws ToolException {
        return Sha256.of(file, progress::cancelled);
    }

    /** A place for a new model in a project that no file has yet. @param name for people */
    public static Path newFile(Path project, String name) {
        String plain = name.strip().replaceAll("[^\\p{L}\\p{N}._-]+", "-");
        Path folder = project.resolve(FOLDER);
        Path file = folder.resolve(plain + ".model");
        for (int n = 2; Files.exists(file); n++)
            file = folder.resolve(plain + "-" + n + ".model");
        return file;
    }
}
