package org.loupe.ui.viewer.internal;

import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.core.runtime.preferences.InstanceScope;
import org.loupe.ui.Failures;
import org.osgi.service.prefs.BackingStoreException;

/** Writes what parts keep in the preferences, soon and not on the UI thread. */
final class Saved {
    private static final int DELAY_MS = 800;
    private static final Job JOB = Job.createSystem("Loupe preferences", monitor -> {
        try {
            InstanceScope.INSTANCE.getNode("org.loupe.ui.viewer").flush();
        } catch (BackingStoreException e) {
            Failures.log(e);
        }
        return Status.OK_STATUS;
    });

    private Saved() {
    }

    /** Writes them within a second. */
    static void soon() {
        JOB.schedule(DELAY_MS);
    }
}
