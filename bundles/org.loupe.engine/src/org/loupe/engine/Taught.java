package org.loupe.engine;

import java.util.Optional;
import org.loupe.engine.nets.NetCard;

/** A tool of the engine's that works by a net that was trained. */
interface Taught<P extends Record> {

    /** What is known of the net that these parameters name; empty if there is none that can be used. */
    Optional<NetCard> card(P params);
}
