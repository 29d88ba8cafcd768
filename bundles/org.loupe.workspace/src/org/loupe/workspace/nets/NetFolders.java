package org.loupe.workspace.nets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.loupe.workspace.learning.Classifiers;

/**
 * Where the trainings of a project lie: a folder {@code NAME.training} beside the place of its model. It holds the plan
 * and the tiles that were shown; while the training is under way, or was killed, also what it takes to go on.
 */
public final class NetFolders {
    private static final String MODEL = ".model", TRAINING = ".training", STATE = "state", TILES = "tiles.gz";

    private NetFolders() {
    }

    /**
     * A place for a new model of a project that neither a file nor a training has yet.
     *
     * @param name  for people
     * @param taken folders of trainings that have not begun
     */
    public static Path newModel(Path project, String name, Collection<Path> taken) {
        Path first = Classifiers.newFile(project, name), file = first;
        for (int n = 2; Files.exists(file) || Files.exists(of(file)) || taken.contains(of(file)); n++)
            file = first.resolveSibling(first.getFileName().toString().replaceFirst("\\.model$", "") + "-" + n + MODEL);
        return file;
    }

    /** The folder of the training of a model. */
    public static Path of(Path model) {
        return model.resolveSibling(model.getFileName().toString().replaceFirst("\\.model$", "") + TRAINING);
    }

    /** The model that a training's folder belongs to. */
    public static Path model(Path folder) {
        return folder.resolveSibling(folder.getFileName().toString().replaceFirst("\\.training$", "") + MODEL);
    }

    /** What it takes to go on; there is none after a training that ended well. */
    public static Path state(Path folder) {
        return folder.resolve(STATE);
    }

    /** The tiles that were shown. */
    public static Path tiles(Path folder) {
        return folder.resolve(TILES);
    }

    /** The trainings of a project that began and did not end, by name. Reads folders. */
    public static List<Path> interrupted(Path project) {
        Path models = project.resolve(Classifiers.FOLDER);
        if (!Files.isDirectory(models))
            return List.of();
        try (Stream<Path> all = Files.list(models)) {
            return all.filter(f -> f.getFileName().toString().endsWith(TRAINING) && NetPlan.isIn(f)
                    && Files.isDirectory(state(f))).sorted().toList();
        } catch (IOException e) {
            return List.of(); // none can be gone on with then
        }
    }

    /** Deletes a folder with all that is in it, as far as that is possible. */
    public static void delete(Path folder) {
        if (!Files.exists(folder))
            return;
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList())
                Files.delete(path);
        } catch (IOException e) {
            System.getLogger(NetFolders.class.getName()).log(System.Logger.Level.WARNING, folder + " stays", e);
        }
    }
}
