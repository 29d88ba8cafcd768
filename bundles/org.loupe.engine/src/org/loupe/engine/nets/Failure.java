package org.loupe.engine.nets;

import java.util.Locale;

/** How a net is wrong on an image or an object. */
public enum Failure {
    /** Nothing was found on an image that shows objects. */
    BLANK,
    /** The background was outlined, and the objects were left out. */
    INVERTED,
    /** What was found looks like an object and is none. */
    FALSE_OBJECT,
    /** An object was not found, or less than half of it. */
    MISSED,
    /** An object was found as one of another class. */
    WRONG_CLASS,
    /** An object was found, but its box overlaps the true one by too little. */
    MISPLACED,
    /** An object was found more than once. */
    DOUBLED,
    /** More than half of an object's holes were taken for object. */
    FILLED,
    /** Most of an object's inside was found, and less than half of its edge. */
    LOST_EDGES;

    /** Its word in tables and options, such as "lost-edges". */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
