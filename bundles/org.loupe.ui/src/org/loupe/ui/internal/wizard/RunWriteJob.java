package org.loupe.ui.internal.wizard;

import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.ui.progress.IProgressConstants;
import org.loupe.api.ToolException;
import org.loupe.ui.Failures;
import org.loupe.ui.Session;
import org.loupe.ui.Status.Kind;
import org.loupe.ui.Words;
import org.loupe.workspace.Exports;

/** Writes a run into a file in the background. */
final class RunWriteJob extends Job {
    private final Session session;
    private final Exports.Request request;
    private final Runnable written;

    private RunWriteJob(Session session, Exports.Request request, Runnable written) {
        super(Words.get("job.write", request.file().getFileName()));
        this.session = session;
        this.request = request;
        this.written = written;
        setProperty(IProgressConstants.KEEPONE_PROPERTY, Boolean.TRUE);
    }

    /** Starts it. @param written on the UI thread, when the file is there */
    static void start(Session session, Exports.Request request, Runnable written) {
        new RunWriteJob(session, request, written).schedule();
    }

    @Override
    protected IStatus run(IProgressMonitor monitor) {
        monitor.beginTask(getName(), IProgressMonitor.UNKNOWN);
        try {
            Exports.write(request, session.registry());
            session.ui(written);
            return Status.OK_STATUS;
        } catch (ToolException e) {
            Failures.log(e);
            session.ui(() -> session.status().message(Kind.ERROR, Failures.text(e)));
            return Status.CANCEL_STATUS; // said in the status line
        } finally {
            monitor.done();
        }
    }
}
