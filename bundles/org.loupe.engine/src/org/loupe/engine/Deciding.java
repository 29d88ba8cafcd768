package org.loupe.engine;

import java.util.Map;

/**
 * A tool of the engine's with a parameter that leaves a choice to the engine. A plan makes the choice once, and holds it
 * as if it had been given.
 */
interface Deciding<P extends Record> {

    /** The parameters with every choice made that is left open. */
    P decided(P params);

    /** Versions of the libraries that these parameters choose, by name. */
    Map<String, String> libraries(P params);
}
