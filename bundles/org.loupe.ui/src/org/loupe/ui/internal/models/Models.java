package org.loupe.ui.internal.models;

import java.nio.file.Path;

import org.loupe.engine.Registry;
import org.loupe.engine.nets.NetTraining;
import org.loupe.model.ModelEntry;
import org.loupe.ui.internal.project.ProjectEdits;
import org.loupe.workspace.ProjectFile;
import org.loupe.workspace.learning.Classifiers;

/** The models of a project. UI thread. */
public final class Models {

    private Models() {
    }

    /** Whether a model is a net, as far as the tool that learned it tells. */
    public static boolean isNet(Registry registry, ModelEntry entry) {
        return NetTraining.trainers(registry).stream().anyMatch(t -> t.info().id().equals(entry.getTrainer()));
    }

    /** Lists a model file in a project, by one change that can be undone; the file stays then. */
    public static ModelEntry register(ProjectFile project, String what, String name, Path file, String trainer,
            String sha256) {
        ModelEntry[] made = new ModelEntry[1];
        String free = ProjectEdits.free(project.project().getModels(), name);
        project.change(what, () -> made[0] = Classifiers.register(project.project(), project.folder(), free, file,
                sha256, trainer));
        return made[0];
    }
}
