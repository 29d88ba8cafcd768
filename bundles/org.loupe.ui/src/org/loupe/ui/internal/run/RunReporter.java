package org.loupe.ui.internal.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.loupe.model.RunEntry;
import org.loupe.ui.Failures;
import org.loupe.ui.Session;
import org.loupe.ui.Status;
import org.loupe.ui.Status.Kind;
import org.loupe.ui.Words;
import org.loupe.workspace.Inspections;
import org.loupe.workspace.RunNotes;

/** Says in the status line how a run ended, and what can be done with it. UI thread only. */
final class RunReporter {
    private final Session session;
    private final Runs runs;
    private final RunEntry shownAtStart;

    /** @param shownAtStart the run that was shown when this one started, or {@code null} */
    RunReporter(Session session, Runs runs, RunEntry shownAtStart) {
        this.session = session;
        this.runs = runs;
        this.shownAtStart = shownAtStart;
    }

    /** A run has ended or was stopped. @param total images that it should have */
    void finished(RunEntry entry, Inspections.Outcome outcome, int total) {
        runs.book().renew(entry);
        List<Status.Link> links = new ArrayList<>();
        // the new results are shown, unless the person turned to another run meanwhile
        if (session.chosenRun().orElse(null) == shownAtStart || shownAtStart == entry)
            session.show(entry);
        else
            links.add(new Status.Link(Words.get("run.show"), () -> runs.show(entry)));
        if (outcome.summary().cancelled()) {
            links.add(new Status.Link(Words.get("run.resume"), () -> runs.resume(entry)));
            say(Kind.INFO, Words.get("run.cancelled", entry.getName(), outcome.images(), total), links);
            return;
        }
        runs.previous(entry).ifPresent(other -> links.add(new Status.Link(
                Words.get("run.compareWith", other.getNumber()), () -> runs.compare(other, entry))));
        say(outcome.errors() > 0 ? Kind.WARNING : Kind.INFO, Words.get("run.finished", entry.getName(),
                outcome.images(), outcome.detections(), outcome.errors(),
                Words.duration(outcome.summary().seconds())), links);
    }

    /**
     * A run could not go on.
     *
     * @param entry of the run, or {@code null} if it did not get as far as a folder
     * @param name  of the run
     * @param kept  what its folder holds; empty if there is none or it cannot be read
     */
    void failed(RunEntry entry, String name, Exception why, Optional<RunNotes.Counts> kept) {
        if (entry != null) {
            runs.book().renew(entry);
            runs.book().failed(entry, Failures.text(why));
        }
        long images = kept.map(RunNotes.Counts::images).orElse(0L);
        if (entry != null && images > 0) {
            if (session.chosenRun().orElse(null) == shownAtStart)
                session.show(entry);
            say(Kind.ERROR, Words.get("run.failedKept", name, Failures.text(why), images),
                    List.of(new Status.Link(Words.get("run.resume"), () -> runs.resume(entry))));
        } else
            say(Kind.ERROR, Words.get("run.failed", name, Failures.text(why)), List.of());
    }

    private void say(Kind kind, String text, List<Status.Link> links) {
        session.status().message(kind, text, links.toArray(Status.Link[]::new));
    }
}
