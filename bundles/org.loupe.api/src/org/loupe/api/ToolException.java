package org.loupe.api;

import java.util.Objects;

/**
 * Something that a user can mend. The message says what is wrong, the value found and what is allowed; the remedy says
 * what to do: "Golden difference needs 8-bit grey, got 16-bit." / "Put 'Convert to grey' before this step."
 */
public class ToolException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String remedy;

    public ToolException(String message, String remedy) {
        this(message, remedy, null);
    }

    public ToolException(String message, String remedy, Throwable cause) {
        super(Objects.requireNonNull(message), cause);
        this.remedy = Objects.requireNonNull(remedy);
    }

    /** What the user can do about it; a full sentence, or "" where nothing is known. */
    public String remedy() {
        return remedy;
    }
}
