package org.loupe.workspace.labels;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.loupe.api.ToolException;
import org.loupe.engine.Problem;
import org.loupe.engine.Progress;
import org.loupe.model.Iteration;
import org.loupe.store.labels.LabelJournal;
import org.loupe.workspace.ProjectFile;

/**
 * Looks whether what the project keeps of its labels is what was once written: each line of the journal follows the one
 * before it, none is missing at the end, and every frozen iteration ends with the line, the labels, the images and the
 * files that it was frozen with. Made on the model's thread; {@link #run} is for any thread.
 *
 * @param labelling of the project
 * @param lines     of the journal that the project has read and written
 * @param frozen    its frozen iterations
 */
public record JournalCheck(Labelling labelling, int lines, List<FrozenIteration> frozen) {

    /** Of a project as it is now. */
    public static JournalCheck of(ProjectFile project) {
        List<FrozenIteration> frozen = new ArrayList<>();
        for (Iteration iteration : project.project().getIterations())
            if (iteration.getFrozen() != null)
                frozen.add(FrozenIteration.of(project, iteration));
        return new JournalCheck(project.labels(), project.labels().entries().size(), frozen);
    }

    /**
     * What was changed since it was written, or cannot be read; empty if all is as it was. What several iterations
     * tell of one line is told once.
     *
     * @param progress is told the number of iterations that are done
     * @throws CancellationException if it was cancelled
     */
    public List<Problem> run(Progress progress) {
        Map<String, Problem> found = new LinkedHashMap<>();
        try {
            labelling.flush();
            LabelJournal.Past past = labelling.past(Long.MAX_VALUE);
            for (String damage : past.damages())
                add(found, Problem.error(LabelJournal.NAME, damage, "Put a backup in its place, or go on knowing that "
                        + "this line does not tell what was done."));
            if (past.entries() < lines)
                add(found, Problem.error(LabelJournal.NAME, "The journal of labels has " + past.entries()
                        + " lines on the disk; " + lines + " were written: its end was cut off.",
                        "Put a backup in its place."));
        } catch (ToolException e) {
            add(found, Problem.of(LabelJournal.NAME, e));
        }
        int done = 0;
        for (FrozenIteration iteration : frozen) {
            progress.check();
            progress.update(done++, frozen.size(), 0, found.size(), iteration.where());
            for (Problem problem : iteration.verify(progress.quiet()))
                add(found, problem);
        }
        progress.update(done, frozen.size(), 0, found.size(), "");
        return List.copyOf(found.values());
    }

    private static void add(Map<String, Problem> found, Problem problem) {
        found.putIfAbsent(problem.message(), problem);
    }
}
