package org.loupe.ui.internal.project;

import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.emf.ecore.util.EcoreUtil;
import org.loupe.api.ToolException;
import org.loupe.model.ImageSet;
import org.loupe.ui.Failures;
import org.loupe.ui.Session;
import org.loupe.ui.Words;
import org.loupe.workspace.ImageSets;
import org.loupe.workspace.ProjectFile;

/** How many images each set holds, counted by a job. UI thread only. */
final class ImageCounts {

    /**
     * What a set holds.
     *
     * @param images  number of images
     * @param missing whether its folder is not there
     * @param problem why they could not be counted, with the remedy; "" if they could
     */
    record Count(int images, boolean missing, String problem) {
    }

    private final Session session;
    private final Runnable changed;
    private final Map<ImageSet, Count> counts = new HashMap<>();
    private final Map<ImageSet, String> asked = new HashMap<>();
    private Job job;

    /** @param changed is told when counts have come */
    ImageCounts(Session session, Runnable changed) {
        this.session = session;
        this.changed = changed;
    }

    /** What a set holds, as far as it is known. */
    Optional<Count> of(ImageSet set) {
        return Optional.ofNullable(counts.get(set));
    }

    /** Takes what the session has listed of the chosen set. */
    void listed() {
        session.imageSet().ifPresent(set -> {
            if (session.items().isEmpty() && session.itemsProblem().isEmpty())
                return; // they are being listed
            asked.put(set, what(set));
            boolean missing = session.itemsProblem().isPresent() && session.project()
                    .filter(p -> counts.containsKey(set) && counts.get(set).missing).isPresent();
            counts.put(set, new Count(session.items().size(), missing,
                    session.itemsProblem().map(p -> p.message() + " " + p.remedy()).orElse("")));
            if (session.itemsProblem().isPresent())
                asked.remove(set); // whether the folder is missing is for the job to see
        });
    }

    /** Counts the images of the sets that are new or were changed. */
    void update() {
        ProjectFile project = session.project().orElse(null);
        if (project == null || job != null)
            return;
        Map<ImageSet, ImageSet> wanted = new HashMap<>();
        for (ImageSet set : project.project().getImageSets())
            if (!what(set).equals(asked.get(set))) {
                asked.put(set, what(set));
                wanted.put(set, EcoreUtil.copy(set));
            }
        counts.keySet().retainAll(project.project().getImageSets());
        asked.keySet().retainAll(project.project().getImageSets());
        if (wanted.isEmpty())
            return;
        job = Job.create(Words.get("job.countImages"), monitor -> {
            Map<ImageSet, Count> found = new HashMap<>();
            wanted.forEach((set, frozen) -> found.put(set, count(project, frozen)));
            session.ui(() -> {
                job = null;
                counts.putAll(found);
                changed.run();
                update(); // for what was changed meanwhile
            });
        });
        job.setSystem(true);
        job.setPriority(Job.DECORATE);
        job.schedule(200);
    }

    private Count count(ProjectFile project, ImageSet set) {
        try {
            return new Count(ImageSets.find(project, set, session.registry()).size(), false, "");
        } catch (ToolException e) {
            return new Count(0, !Files.exists(project.resolve(set.getRoot())), Failures.text(e));
        }
    }

    private static String what(ImageSet set) {
        return String.join("\n", List.of(set.getRoot(), set.getPattern(), set.getPairing(), set.getReference()));
    }
}
