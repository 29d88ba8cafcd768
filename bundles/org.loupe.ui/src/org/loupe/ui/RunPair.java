package org.loupe.ui;

import java.nio.file.Path;
import java.util.Optional;

import org.loupe.model.RunEntry;
import org.loupe.workspace.ProjectFile;

/**
 * Two runs to be compared, as an editor's input.
 *
 * @param project that they belong to
 * @param before  the run that things are new against
 * @param after   the run whose differences are told
 */
public record RunPair(ProjectFile project, RunEntry before, RunEntry after) implements PassingInput {

    /** Folder of the first run's results. */
    public Path beforeFolder() {
        return project.resolve(before.getFolder());
    }

    /** Folder of the second run's results. */
    public Path afterFolder() {
        return project.resolve(after.getFolder());
    }

    /** File or folder of the true defects, if the image set of the second run names one. */
    public Optional<Path> truth() {
        return after.getImageSet() == null || after.getImageSet().getTruth().isEmpty() ? Optional.empty()
                : Optional.of(project.resolve(after.getImageSet().getTruth()));
    }

    @Override
    public boolean exists() {
        return before.eContainer() == project.project() && after.eContainer() == project.project();
    }

    @Override
    public String getName() {
        return Words.get("compare.tab", before.getNumber(), after.getNumber());
    }

    @Override
    public String getToolTipText() {
        return Words.get("compare.tabTip", before.getName(), after.getName());
    }
}
