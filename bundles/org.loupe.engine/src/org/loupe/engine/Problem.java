package org.loupe.engine;

import java.util.Objects;
import org.loupe.api.ToolException;

/**
 * Something that a user should know, found in parameters, a recipe or while an image was worked on.
 *
 * @param severity whether the work can go on
 * @param where    the place that people know: "step 3 (Golden difference) › maxShift", a component's name, or ""
 * @param message  what is wrong, the value found and what is allowed
 * @param remedy   what the user can do about it, or ""
 */
public record Problem(Severity severity, String where, String message, String remedy) {

    /** How bad a problem is. */
    public enum Severity {
        /** The work cannot be done so. */
        ERROR,
        /** The work goes on; its result needs a look. */
        WARNING,
        /** Good to know. */
        INFO
    }

    public Problem {
        Objects.requireNonNull(severity);
        Objects.requireNonNull(where);
        Objects.requireNonNull(message);
        Objects.requireNonNull(remedy);
    }

    /** A problem that stops the work. */
    public static Problem error(String where, String message, String remedy) {
        return new Problem(Severity.ERROR, where, message, remedy);
    }

    /** A problem with which the work goes on. */
    public static Problem warning(String where, String message, String remedy) {
        return new Problem(Severity.WARNING, where, message, remedy);
    }

    /** An exception's message and remedy as a problem that stops the work. */
    public static Problem of(String where, ToolException e) {
        return error(where, e.getMessage(), e.remedy());
    }

    /** Whether the work cannot be done so. */
    public boolean isError() {
        return severity == Severity.ERROR;
    }

    /** The same at another place. */
    public Problem at(String place) {
        return new Problem(severity, place, message, remedy);
    }

    /** One line for a console: place, message and remedy. */
    @Override
    public String toString() {
        return (where.isEmpty() ? "" : where + ": ") + message + (remedy.isEmpty() ? "" : " " + remedy);
    }
}
