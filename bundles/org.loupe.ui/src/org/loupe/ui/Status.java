package org.loupe.ui;

/** The line at the foot of the window. UI thread only. */
public interface Status {

    /** How much a message matters. */
    enum Kind {
        /** Good to know. */
        INFO,
        /** Doubtful. */
        WARNING,
        /** It was not done. */
        ERROR
    }

    /** Nobody shows anything. */
    Status NONE = new Status() {
        @Override
        public void message(Kind kind, String text, Link... links) {
        }

        @Override
        public void readOut(ReadOut values) {
        }
    };

    /**
     * What is under the pointer.
     *
     * @param pixel position in px, or ""
     * @param place position in µm or mm, or "" where the scale is unknown
     * @param value grey or colour value, or ""
     * @param zoom  of the viewer
     * @param scale µm/px, or ""
     */
    record ReadOut(String pixel, String place, String value, String zoom, String scale) {
        /** No viewer. */
        public static final ReadOut NONE = new ReadOut("", "", "", "", "");
    }

    /**
     * What can be done about a message by a click on words behind it, such as "Undo". Whatever it does has a command
     * with a key too.
     *
     * @param text   the words
     * @param action on the UI thread
     */
    record Link(String text, Runnable action) {
    }

    /**
     * Says in one sentence what was done or why not; gone after some seconds unless it is an error.
     *
     * @param links what can be done about it
     */
    void message(Kind kind, String text, Link... links);

    /** Shows what is under the pointer in the viewer. */
    void readOut(ReadOut values);
}
