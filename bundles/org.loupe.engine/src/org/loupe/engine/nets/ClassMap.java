package org.loupe.engine.nets;

import java.util.List;
import org.loupe.api.Detections;
import org.loupe.api.Mask;
import org.loupe.api.Region;
import org.loupe.api.Shape;
import org.loupe.api.Tile;

/** Objects as maps of classes: what a segmenter learns, and what its answer is compared with. */
public final class ClassMap {

    private ClassMap() {
    }

    /**
     * A map with a channel of {@link Shape.Type#F32} for each class: 1 where an object of it is, else 0.
     *
     * @param objects with their masks; those of other classes are left out
     */
    public static Tile of(Detections objects, List<String> classes, Shape image) {
        Tile map = Tile.allocate(image.samples(classes.size(), Shape.Type.F32));
        for (int c = 0; c < classes.size(); c++) {
            Tile drawn = pixels(objects, classes.get(c), image);
            for (int i = 0; i < image.pixels(); i++)
                if (drawn.data().get(i) != 0)
                    map.data().putFloat((i * classes.size() + c) * Float.BYTES, 1);
        }
        return map;
    }

    /** The pixels of the objects of a class, as {@link Shape.Type#U8}; "" for any. One without a mask is its box. */
    static Tile pixels(Detections objects, String name, Shape image) {
        Tile drawn = Tile.allocate(image.samples(1, Shape.Type.U8));
        for (int i = 0; i < objects.size(); i++)
            if (name.isEmpty() || objects.className(i).equals(name))
                Mask.draw(runs(objects, i), objects.region(i), drawn);
        return drawn;
    }

    /** The mask of an object; its whole box if it has none. */
    static int[] runs(Detections objects, int row) {
        Region box = objects.region(row);
        return objects.masks()[row] != null ? objects.masks()[row] : new int[] { 0, box.width() * box.height() };
    }
}
