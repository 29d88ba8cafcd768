package org.loupe.engine.nets;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.loupe.api.Detections;
import org.loupe.api.Pair;
import org.loupe.api.Patch;
import org.loupe.api.Region;
import org.loupe.api.Tile;

/** What a net that gives objects a class is shown of an image: the square around the object, and some px besides. */
public final class ObjectView {
    /** Px besides the longer side of the object's box, on each side. */
    public static final int CONTEXT = 16;

    private ObjectView() {
    }

    /** The square around an object, as far as it lies in the image; all of the image if the object is that. */
    public static Pair of(Pair image, Detections objects, int row) {
        boolean whole = objects.x()[row] == 0 && objects.y()[row] == 0 && objects.width()[row] == 0
                && objects.height()[row] == 0;
        return whole ? image : of(image, objects.region(row));
    }

    /** The same of a defect that a recipe has found. */
    public static Pair of(Patch patch) {
        return of(new Pair(patch.image(), patch.reference(), Optional.empty()), patch.box());
    }

    private static Pair of(Pair image, Region box) {
        int side = Math.max(1, Math.max(box.width(), box.height())) + 2 * CONTEXT;
        Region all = image.test().shape().region();
        Region seen = new Region(box.x() + Math.floorDiv(box.width() - side, 2),
                box.y() + Math.floorDiv(box.height() - side, 2), side, side).intersect(all);
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
