package org.loupe.tools.imageio.internal;

import java.io.IOException;

/** What a decoder found wrong with a file, in words for users; {@link Guard} adds the file's name. */
final class Unreadable extends IOException {
    private static final long serialVersionUID = 1L;

    /** What helps with most damaged files. */
    static final String SAVE_AGAIN = "Copy the file again from where it was made, or leave it out.";

    private final String remedy;

    /** A damaged file. */
    Unreadable(String problem) {
        this(problem, SAVE_AGAIN);
    }

    /** @param problem what is wrong, the value found and what is allowed, as the end of "Cannot read NAME: …" */
    Unreadable(String problem, String remedy) {
        super(problem);
        this.remedy = remedy;
    }

    /** What the user can do. */
    String remedy() {
        return remedy;
    }
}
