package org.loupe.ui;

/** Long work that the status line shows: the run under way, or a project that is made or opened. */
public interface Task {

    /** How far it is, for people, in one line. Any thread. */
    String words();

    /** Share that is done, 0..1. Any thread. */
    double fraction();

    /** Asks it to end soon. */
    boolean cancel();
}
