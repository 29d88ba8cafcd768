package org.loupe.engine;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.loupe.api.Region;
import org.loupe.api.Shape;
import org.loupe.api.Tile;

/** Copies parts of tiles. */
final class Pixels {

    private Pixels() {
    }

    /**
     * Copies a region to a tile of its size.
     *
     * @param region in pixels of the full image, inside the source
     * @return {@code into} at the region's position
     */
    static Tile cut(Tile from, Region region, Tile into) {
        int pixel = from.shape().channels() * from.shape().type().bytes();
        int length = region.width() * pixel;
        ByteBuffer source = from.data(), target = into.data();
        for (int row = 0; row < region.height(); row++)
            target.put(row * length, source,
                    ((region.y() - from.y() + row) * from.width() + region.x() - from.x()) * pixel, length);
        return into.at(region.x(), region.y());
    }

    /** The shape of a part. */
    static Shape part(Shape whole, Region region) {
        return whole.size(region.width(), region.height());
    }

    /** Fills a region, in the tile's own pixels, of an 8-bit grey tile. */
    static void fill(Tile tile, Region region, int value) {
        ByteBuffer data = tile.data();
        byte[] row = new byte[region.width()];
        Arrays.fill(row, (byte) value);
        for (int y = region.y(); y < region.bottom(); y++)
            data.put(y * tile.width() + region.x(), row);
    }

    /**
     * The result of an operator where it belongs: of the input's size it shows the input's place and scale; of another
     * size the operator says so itself.
     */
    static Tile place(Tile result, Tile input) {
        if (result.width() != input.width() || result.height() != input.height())
            return result;
        Tile placed = result.x() == input.x() && result.y() == input.y() ? result : result.at(input.x(), input.y());
        return Double.isNaN(placed.shape().umPerPx()) && !Double.isNaN(input.shape().umPerPx())
                ? placed.scale(input.shape().umPerPx()) : placed;
    }
}
