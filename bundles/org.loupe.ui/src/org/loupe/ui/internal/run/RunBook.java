package org.loupe.ui.internal.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;

import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.swt.widgets.Widget;
import org.loupe.api.ToolException;
import org.loupe.model.RunEntry;
import org.loupe.model.RunState;
import org.loupe.ui.Session;
import org.loupe.ui.Words;
import org.loupe.workspace.ProjectFile;
import org.loupe.workspace.RunFacts;
import org.loupe.workspace.RunNotes;

/**
 * What is known of a project's runs besides the model: what their folders tell, read by a job, and why they failed. It
 * also notes what runs hold whose program was killed. UI thread only.
 */
final class RunBook {

    private record Listener(Widget owner, Runnable call) {
    }

    /** What was found in a run's folder; counts only of runs that did not end. */
    private record Found(RunEntry entry, Optional<RunFacts> facts, Optional<RunNotes.Counts> counts, String wrong) {
    }

    /** What is to be looked into, taken from the model on the UI thread. */
    private record Asked(RunEntry entry, Path folder, boolean count) {
    }

    private final Session session;
    private final Map<RunEntry, Optional<RunFacts>> facts = new WeakHashMap<>();
    private final Map<RunEntry, String> reasons = new WeakHashMap<>();
    private final List<Listener> listeners = new ArrayList<>();

    RunBook(Session session) {
        this.session = session;
    }

    /** Calls {@code call} when more is known, until {@code owner} is disposed. */
    void listen(Widget owner, Runnable call) {
        Listener listener = new Listener(owner, call);
        listeners.add(listener);
        owner.addDisposeListener(e -> listeners.remove(listener));
    }

    /** What the folder of a run tells; empty until it is read, or if it cannot be. */
    Optional<RunFacts> facts(RunEntry entry) {
        return facts.getOrDefault(entry, Optional.empty());
    }

    /** Why a run failed or its folder cannot be read, as far as it happened since the program started. */
    Optional<String> reason(RunEntry entry) {
        return Optional.ofNullable(reasons.get(entry));
    }

    /** Keeps why a run failed. */
    void failed(RunEntry entry, String why) {
        reasons.put(entry, why);
    }

    /** Looks into the folder of a run again. */
    void renew(RunEntry entry) {
        facts.remove(entry);
        reasons.remove(entry);
        read();
    }

    /** Looks into the folders of runs that are not known yet. */
    void read() {
        ProjectFile project = session.project().orElse(null);
        if (project == null)
            return;
        boolean busy = session.task().isPresent();
        List<Asked> asked = new ArrayList<>();
        for (RunEntry entry : project.project().getRuns()) {
            boolean open = entry.getState() == RunState.RUNNING;
            if (facts.containsKey(entry) || open && busy) // a run under way is looked into when it has ended
                continue;
            facts.put(entry, Optional.empty());
            asked.add(new Asked(entry, project.resolve(entry.getFolder()), open && !project.readOnly()));
        }
        if (asked.isEmpty())
            return;
        Job job = Job.create(Words.get("job.runFacts"), monitor -> {
            List<Found> found = asked.stream().map(RunBook::look).toList();
            session.ui(() -> take(project, found));
        });
        job.setSystem(true);
        job.schedule();
    }

    private static Found look(Asked asked) {
        try {
            return new Found(asked.entry, Optional.of(RunFacts.read(asked.folder)),
                    asked.count ? Optional.of(RunNotes.Counts.of(asked.folder)) : Optional.empty(), "");
        } catch (ToolException e) {
            return new Found(asked.entry, Optional.empty(), Optional.empty(), e.getMessage());
        }
    }

    private void take(ProjectFile project, List<Found> found) {
        if (session.project().orElse(null) != project)
            return;
        for (Found f : found) {
            facts.put(f.entry, f.facts);
            if (!f.wrong.isEmpty())
                reasons.putIfAbsent(f.entry, f.wrong);
            if (f.counts.isPresent() && f.entry.getState() == RunState.RUNNING && session.task().isEmpty())
                RunNotes.found(project, f.entry, f.counts.get());
        }
        tell();
    }

    /** Tells all who listen. */
    void tell() {
        for (Listener listener : List.copyOf(listeners))
            if (!listener.owner.isDisposed())
                listener.call.run();
    }

    /** Forgets all; another project is open. */
    void clear() {
        facts.clear();
        reasons.clear();
    }
}
