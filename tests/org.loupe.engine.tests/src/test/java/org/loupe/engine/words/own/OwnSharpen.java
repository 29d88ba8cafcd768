package org.loupe.engine.words.own;

import org.loupe.api.Device;
import org.loupe.api.Step;
import org.loupe.api.Tile;
import org.loupe.engine.words.common.Sharpen;

/** A tool that has one word of its own and the others from the class that it extends. */
public final class OwnSharpen extends Sharpen {

    @Override
    public Step<Tile, Tile> open(Params params, Device device) {
        return (in, run) -> in;
    }
}
