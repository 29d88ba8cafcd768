package org.loupe.ui.viewer.internal.labelreview;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.swt.dnd.Clipboard;
import org.eclipse.swt.dnd.TextTransfer;
import org.eclipse.swt.dnd.Transfer;
import org.eclipse.swt.widgets.Display;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.part.ViewPart;
import org.loupe.engine.Problem;
import org.loupe.engine.Progress;
import org.loupe.ui.LabelDesk;
import org.loupe.ui.Session;
import org.loupe.ui.Status.Kind;
import org.loupe.ui.Status.Link;
import org.loupe.ui.Words;
import org.loupe.ui.internal.Ids;
import org.loupe.workspace.labels.JournalCheck;

/** What the commands on second opinions and on the journal of labels do. */
public final class LabelReviewCommands {
    static final String LEFT = "org.loupe.ui.label.takeLeft", RIGHT = "org.loupe.ui.label.takeRight",
            OPINION = "org.loupe.ui.label.secondOpinion", CHECK = "org.loupe.ui.label.checkJournal";

    private LabelReviewCommands() {
    }

    /** A command that needs a project. */
    abstract static class OnProject extends AbstractHandler {
        @Override
        public boolean isEnabled() {
            return PlatformUI.isWorkbenchRunning() && LabelReview.session().project().isPresent();
        }

        @Override
        public Object execute(ExecutionEvent event) {
            if (isEnabled())
                run(LabelReview.session());
            return null;
        }

        abstract void run(Session session);
    }

    /** Agrees with the left. */
    public static final class Left extends OnProject {
        @Override
        void run(Session session) {
            LabelReview.view(Ids.LABEL_REVIEW_VIEW, LabelReviewView.class).ifPresent(v -> v.settle(true));
        }
    }

    /** Agrees with the right. */
    public static final class Right extends OnProject {
        @Override
        void run(Session session) {
            LabelReview.view(Ids.LABEL_REVIEW_VIEW, LabelReviewView.class).ifPresent(v -> v.settle(false));
        }
    }

    /** Begins to give a second opinion, without seeing the agreed labels, or goes back to those. */
    public static final class Opinion extends OnProject {
        @Override
        void run(Session session) {
            LabelDesk desk = session.desk();
            if (desk.layer().isEmpty()) {
                String who = desk.labelling().orElseThrow().who();
                desk.layer(who);
                session.status().message(Kind.WARNING, Words.get("opinion.begun", who),
                        new Link(Words.get("opinion.back"), () -> run(session)));
            } else {
                desk.layer("");
                session.status().message(Kind.INFO, Words.get("opinion.over"), new Link(Words.get("opinion.compare"),
                        () -> LabelReview.view(Ids.LABEL_REVIEW_VIEW, LabelReviewView.class)));
            }
        }
    }

    /** Looks whether the journal and the frozen iterations are as they were written. */
    public static final class Check extends OnProject {
        @Override
        void run(Session session) {
            JournalCheck check = JournalCheck.of(session.project().orElseThrow());
            Job job = Job.create(Words.get("journal.job"), monitor -> {
                try {
                    List<Problem> found = check.run(progress(monitor, check.frozen().size()));
                    session.ui(() -> tell(session, check, found));
                } catch (CancellationException e) {
                    session.ui(() -> session.status().message(Kind.INFO, Words.get("journal.cancelled")));
                }
            });
            job.setUser(false);
            job.schedule();
        }

        private static Progress progress(IProgressMonitor monitor, int all) {
            monitor.beginTask(Words.get("journal.job"), Math.max(1, all));
            return new Progress() {
                @Override
                public boolean cancelled() {
                    return monitor.isCanceled();
                }

                @Override
                public void update(int done, int total, int detections, int errors, String current) {
                    monitor.subTask(current);
                    if (done > 0)
                        monitor.worked(1);
                }
            };
        }

        private static void tell(Session session, JournalCheck check, List<Problem> found) {
            if (found.isEmpty())
                session.status().message(Kind.INFO, Words.get("journal.whole", check.lines(), check.frozen().size()));
            else
                session.status().message(Kind.ERROR, found.size() == 1 ? found.get(0).message()
                        : Words.get("journal.changed", found.get(0).message(), found.size() - 1),
                        new Link(Words.get("journal.copy"), () -> copy(found)),
                        new Link(Words.get("journal.history"),
                                () -> LabelReview.view(Ids.LABEL_HISTORY_VIEW, ViewPart.class)));
        }

        private static void copy(List<Problem> found) {
            Clipboard clipboard = new Clipboard(Display.getCurrent());
            clipboard.setContents(new Object[] { found.stream().map(Problem::toString)
                    .collect(Collectors.joining(System.lineSeparator())) },
                    new Transfer[] { TextTransfer.getInstance() });
            clipboard.dispose();
        }
    }
}
