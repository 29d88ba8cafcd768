package org.loupe.ui.internal.iteration;

import java.util.List;
import java.util.Optional;

import org.eclipse.core.runtime.jobs.Job;
import org.loupe.engine.Problem;
import org.loupe.engine.Progress;
import org.loupe.model.Iteration;
import org.loupe.ui.Session;
import org.loupe.ui.Status;
import org.loupe.ui.Status.Kind;
import org.loupe.ui.Words;
import org.loupe.workspace.ProjectFile;
import org.loupe.workspace.labels.Freezing;
import org.loupe.workspace.labels.Frozen;
import org.loupe.workspace.labels.FrozenIteration;
import org.loupe.workspace.labels.Iterations;

/** What can be done with iterations; files are read and written by jobs. UI thread only. */
public final class IterationWork {

    private IterationWork() {
    }

    /** Begins an iteration from another; the open one is frozen first. */
    public static void begin(Session session, Iterations.Start start) {
        session.edit(project -> {
            int next = Iterations.open(project.project()).map(i -> i.getNumber() + 1)
                    .orElseGet(() -> Iterations.next(project));
            Iteration from = start.from().orElse(null);
            boolean old = from != null && from != Iterations.last(project.project()).orElse(null);
            String what = old ? Words.get("iterations.undo.goBack", from.getNumber())
                    : Words.get("iterations.undo.begin", next);
            Optional<Iteration> open = Iterations.open(project.project());
            IterationJob.start(session, project, what, open.isPresent() ? Freezing.of(project) : null,
                    old ? FrozenIteration.of(project, from) : null, (p, outcome) -> {
                        Iteration begun = Iterations.begin(p, what, start, outcome.frozen(), outcome.labels(),
                                outcome.classes());
                        session.subject(begun);
                        tell(session, p, old
                                ? Words.get("iterations.wentBack", begun.getNumber(), from.getNumber())
                                : Words.get("iterations.begun", begun.getNumber(),
                                        p.labels().table().countedLabels()), outcome.frozen());
                    });
        });
    }

    /** Freezes the open iteration. */
    static void freeze(Session session) {
        session.edit(project -> {
            int number = Iterations.number(project);
            String what = Words.get("iterations.undo.freeze", number);
            IterationJob.start(session, project, what, Freezing.of(project), null, (p, outcome) -> {
                Frozen frozen = outcome.frozen().orElseThrow();
                Iterations.freeze(p, what, frozen);
                tell(session, p, Words.get("iterations.frozen", number, frozen.tiles(), frozen.labels(),
                        frozen.sha256().substring(0, 8), Iterations.next(p)), outcome.frozen());
            });
        });
    }

    /** Begins an iteration with the labels of an older one. */
    static void goBack(Session session, Iteration to) {
        begin(session, Iterations.Start.after(Optional.of(to)));
    }

    /** Looks whether a frozen iteration is as it was. */
    static void verify(Session session, Iteration iteration) {
        ProjectFile project = session.project().orElse(null);
        if (project == null || iteration.getFrozen() == null)
            return;
        FrozenIteration frozen = FrozenIteration.of(project, iteration);
        int number = iteration.getNumber(), tiles = iteration.getTiles();
        Job.create(Words.get("iterations.job.verify", number), monitor -> {
            List<Problem> found = frozen.verify(new Progress() {
                @Override
                public boolean cancelled() {
                    return monitor.isCanceled();
                }
            });
            session.ui(() -> session.status().message(found.isEmpty() ? Kind.INFO : Kind.ERROR, found.isEmpty()
                    ? Words.get("iterations.verified", number, tiles)
                    : Words.get("iterations.tampered", number, found.size(), found.get(0).message())));
        }).schedule();
    }

    private static void tell(Session session, ProjectFile project, String words, Optional<Frozen> frozen) {
        List<String> notes = frozen.map(Frozen::notes).orElse(List.of());
        session.status().message(notes.isEmpty() ? Kind.INFO : Kind.WARNING,
                notes.isEmpty() ? words : words + " " + String.join(" ", notes),
                new Status.Link(Words.get("edit.undoLink"), project.domain().getCommandStack()::undo));
    }
}
