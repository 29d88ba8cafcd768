package org.loupe.workspace.nets;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.loupe.api.Detections;
import org.loupe.api.Pair;
import org.loupe.api.Region;
import org.loupe.api.Tile;

/** What a net that gives objects a class is shown of an image. */
final class ObjectView {
    /** How much larger than the object the square around it is. */
    private static final double AROUND = 1.5;
    /** px of the smallest square, and of that around a point. */
    private static final int LEAST = 16, POINT = 33;

    private ObjectView() {
    }

    /** The square around an object, as far as it lies in the image; all of the image if the object is that. */
    static Pair of(Pair image, Detections objects, int row) {
        float x = objects.x()[row], y = objects.y()[row], w = objects.width()[row], h = objects.height()[row];
        if (x == 0 && y == 0 && w == 0 && h == 0)
            return image;
        int side = w == 0 && h == 0 ? POINT : Math.max(LEAST, (int) Math.ceil(AROUND * Math.max(w, h)));
        Region all = image.test().shape().region();
        Region seen = new Region(Math.round(x + w / 2 - side / 2f), Math.round(y + h / 2 - side / 2f), side, side)
                .intersect(all);
        if (seen.isEmpty() || seen.equals(all))
            return image;
        return new Pair(cut(image.test(), seen), image.reference().map(r -> cut(r, seen)), Optional.empty());
    }

    private static Tile cut(Tile from, Region seen) {
        Tile part = Tile.allocate(from.shape().size(seen.width(), seen.height()));
        int pixel = from.shape().channels() * from.shape().type().bytes(), length = seen.width() * pixel;
        ByteBuffer source = from.data(), target = part.data();
        for (int row = 0; row < seen.height(); row++)
            target.put(row * length, source, ((seen.y() + row) * from.width() + seen.x()) * pixel, length);
        return part;
    }
}
