package org.loupe.engine;

import java.util.Map;
import org.loupe.api.ImageInfo;
import org.loupe.api.ImageSource;
import org.loupe.api.Region;
import org.loupe.api.Run;
import org.loupe.api.Tile;

/** An image that is in memory already. Safe for use by any thread. */
record MemorySource(Tile tile) implements ImageSource {

    @Override
    public int pages() {
        return 1;
    }

    @Override
    public ImageInfo info(int page) {
        return new ImageInfo(tile.shape(), tile.shape().region(), ImageInfo.Conditions.UNKNOWN, Map.of());
    }

    @Override
    public Tile read(int page, Region region, int reduction, Run run) {
        Tile whole = tile.at(0, 0);
        return region.equals(whole.region()) ? whole
                : Pixels.cut(whole, region, run.tile(Pixels.part(tile.shape(), region)));
    }

    @Override
    public void close() {
    }
}
