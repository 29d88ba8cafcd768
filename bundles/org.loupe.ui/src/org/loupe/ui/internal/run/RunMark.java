package org.loupe.ui.internal.run;

import org.loupe.model.RunEntry;
import org.loupe.ui.Palette.Token;
import org.loupe.ui.Words;

/** How far a run has come, as an icon in a colour and a word: never the colour alone. */
public enum RunMark {
    /** Under way in this workbench, or in the program that holds the project. */
    RUNNING("clock", Token.ACCENT),
    /** All images were inspected. */
    FINISHED("ok", Token.OK),
    /** All images were tried, some could not be inspected. */
    WITH_ERRORS("warning", Token.WARN),
    /** Stopped by a person; it can be resumed. */
    STOPPED("stop", Token.TEXT2),
    /** Its program ended while it ran; it can be resumed. */
    INTERRUPTED("warning", Token.WARN),
    /** It could not go on; it can be resumed once the cause is gone. */
    FAILED("error", Token.ERROR);

    private final String icon;
    private final Token tint;

    RunMark(String icon, Token tint) {
        this.icon = icon;
        this.tint = tint;
    }

    /** @param live whether a program is writing it now */
    static RunMark of(RunEntry entry, boolean live) {
        if (live)
            return RUNNING;
        return switch (entry.getState()) {
            case FINISHED -> entry.getErrors() > 0 ? WITH_ERRORS : FINISHED;
            case RUNNING -> INTERRUPTED;
            case CANCELLED -> STOPPED;
            case FAILED -> FAILED;
        };
    }

    /** Name of its icon. */
    public String icon() {
        return icon;
    }

    /** Colour of its icon. */
    public Token tint() {
        return tint;
    }

    /** Its word. */
    public String word() {
        return switch (this) {
            case RUNNING -> Words.get("runs.running");
            case FINISHED -> Words.get("runs.finished");
            case WITH_ERRORS -> Words.get("runs.withErrors");
            case STOPPED -> Words.get("runs.stopped");
            case INTERRUPTED -> Words.get("runs.interrupted");
            case FAILED -> Words.get("runs.failed");
        };
    }

    /** Whether the rest of its images can be done. */
    boolean resumable() {
        return this == STOPPED || this == INTERRUPTED || this == FAILED;
    }
}
