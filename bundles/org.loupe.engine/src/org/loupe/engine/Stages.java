package org.loupe.engine;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.loupe.api.Pair;
import org.loupe.api.Region;
import org.loupe.api.Shape;
import org.loupe.api.Tile;

/** Makes the pictures of a preview: copies that nobody writes any more. */
final class Stages {

    private Stages() {
    }

    /** A region of a tile as a tile of its own; black where the tile does not reach. */
    static Tile window(Tile from, Region region) {
        Tile made = Tile.allocate(from.shape().size(region.width(), region.height())).at(region.x(), region.y());
        Region common = region.intersect(from.region());
        int pixel = from.shape().channels() * from.shape().type().bytes(), length = common.width() * pixel;
        ByteBuffer source = from.data(), target = made.data();
        for (int y = common.y(); y < common.bottom(); y++)
            target.put(((y - made.y()) * made.width() + common.x() - made.x()) * pixel, source,
                    ((y - from.y()) * from.width() + common.x() - from.x()) * pixel, length);
        return made;
    }

    /** Whether two pictures show the same. */
    static boolean same(Tile a, Tile b) {
        return a.shape().equals(b.shape()) && a.data().mismatch(b.data()) < 0;
    }

    /** By how much test image and reference differ, 0 where nothing is compared; empty if they are not alike. */
    static Optional<Tile> difference(Pair pair, Region region) {
        Optional<Tile> reference = pair.reference();
        Shape shape = pair.test().shape();
        boolean wide = shape.type() == Shape.Type.U16;
        if (reference.isEmpty() || shape.channels() != 1 || !wide && shape.type() != Shape.Type.U8
                || reference.get().shape().type() != shape.type() || reference.get().shape().channels() != 1
                || reference.get().width() != shape.width() || reference.get().height() != shape.height())
            return Optional.empty();
        Tile made = Tile.allocate(shape.size(region.width(), region.height())).at(region.x(), region.y());
        Region common = region.intersect(pair.test().region());
        ByteBuffer a = pair.test().data(), b = reference.get().data(), to = made.data();
        ByteBuffer valid = pair.valid().map(Tile::data).orElse(null);
        for (int y = common.y(); y < common.bottom(); y++) {
            int from = (y - pair.test().y()) * shape.width() + common.x() - pair.test().x();
            int into = (y - made.y()) * made.width() + common.x() - made.x();
            for (int i = 0; i < common.width(); i++, from++, into++)
                if (valid == null || valid.get(from) != 0)
                    if (wide)
                        to.putShort(into * 2, (short) Math.abs((a.getShort(from * 2) & 0xffff)
                                - (b.getShort(from * 2) & 0xffff)));
                    else
                        to.put(into, (byte) Math.abs((a.get(from) & 0xff) - (b.get(from) & 0xff)));
        }
        return Optional.of(made);
    }
}
