package org.loupe.engine;

/** Which of several implementations of one tool id the engine may use. */
public enum Policy {
    /** The best that runs on this machine. */
    AUTO,
    /** The best that runs on the processor. */
    CPU,
    /** Only tools that give the same bits on every machine. */
    EXACT
}
