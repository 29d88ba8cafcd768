package org.loupe.engine;

/** How a run tells how far it is, and learns that nobody wants its result any more. */
public interface Progress {

    /** Nobody watches and nobody cancels. */
    Progress NONE = new Progress() {
    };

    /** Whether the run shall end soon. Called often and by any thread: cheap and without side effects. */
    default boolean cancelled() {
        return false;
    }

    /**
     * Tells how far the run is; called by the thread that runs the inspection, after each image and some ten times a
     * second.
     *
     * @param done       images finished or skipped
     * @param total      images of the run
     * @param detections found so far
     * @param errors     images that failed so far
     * @param current    what is being worked on, for people
     */
    default void update(int done, int total, int detections, int errors, String current) {
    }
}
