package org.loupe.ui;

import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Platform;
import org.eclipse.core.runtime.Status;
import org.loupe.api.ToolException;

/** How failures become what the platform logs and shows. */
public final class Failures {
    private static final String PLUGIN = "org.loupe.ui";

    private Failures() {
    }

    /** An error with the message for people: what is wrong and, if known, the remedy. */
    public static IStatus status(Throwable failure) {
        return new Status(IStatus.ERROR, PLUGIN, text(failure), failure);
    }

    /** What is wrong and, if known, the remedy, in one line. */
    public static String text(Throwable failure) {
        if (failure instanceof ToolException e)
            return e.remedy().isEmpty() ? e.getMessage() : e.getMessage() + " " + e.remedy();
        String message = failure.getMessage();
        return message == null || message.isBlank() ? failure.getClass().getSimpleName() : message;
    }

    /** Writes to the Error Log what nobody has to act on. Any thread. */
    public static void log(Throwable failure) {
        Platform.getLog(Failures.class).log(status(failure));
    }
}
