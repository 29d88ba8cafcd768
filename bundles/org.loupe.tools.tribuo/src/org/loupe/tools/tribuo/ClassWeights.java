package org.loupe.tools.tribuo;

/** How much the examples of each class count. */
public enum ClassWeights {
    /** All classes count alike in sum: an example counts the more, the fewer of its class there are. */
    BALANCED,
    /** All examples count alike. */
    NONE
}
