package org.loupe.workspace.nets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.loupe.api.Detections;
import org.loupe.api.Predictions;
import org.loupe.api.Region;
import org.loupe.api.Shape;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;
import org.loupe.workspace.internal.Png;
import org.loupe.workspace.internal.SafeFile;

/** What nets give, as pictures: grey on black, another grey for each class. */
final class Drawn {
    private static final float SURE = 0.5f;

    private Drawn() {
    }

    /** An image as it is; one that no picture can hold is left out. */
    static void image(Tile image, Path file) throws ToolException {
        Shape shape = image.shape();
        if (shape.type() == Shape.Type.U8 && (shape.channels() == 1 || shape.channels() == 3)
                || shape.type() == Shape.Type.U16 && shape.channels() == 1)
            write(image, file);
    }

    /** A map of classes as areas, boxes as frames; a class of the whole image is left out. */
    static void answer(Shape image, Object answer, Path file) throws ToolException {
        if (answer instanceof Predictions)
            return;
        Tile drawn = Tile.allocate(image.samples(1, Shape.Type.U8));
        if (answer instanceof Detections boxes)
            for (int i = 0; i < boxes.size(); i++)
                frame(boxes.region(i), grey(boxes.classIndex()[i], boxes.classes().size()), drawn);
        else
            areas((Tile) answer, drawn);
        write(drawn, file);
    }

    /** A heat map: black for 0 and less, white for 1 and more. */
    static void heat(Tile heat, Path file) throws ToolException {
        Tile drawn = Tile.allocate(heat.shape().samples(1, Shape.Type.U8));
        for (int i = 0; i < drawn.shape().pixels(); i++)
            drawn.data().put(i, (byte) Math.round(255 * Math.max(0, Math.min(1, heat.data().getFloat(i
                    * Float.BYTES)))));
        write(drawn, file);
    }

    private static byte grey(int kind, int classes) {
        return (byte) Math.round(255.0 * (kind + 1) / classes);
    }

    private static void frame(Region box, byte grey, Tile into) {
        for (int x = box.x(); x < box.right(); x++) {
            put(x, box.y(), grey, into);
            put(x, box.bottom() - 1, grey, into);
        }
        for (int y = box.y(); y < box.bottom(); y++) {
            put(box.x(), y, grey, into);
            put(box.right() - 1, y, grey, into);
        }
    }

    private static void put(int x, int y, byte grey, Tile into) {
        if (x >= 0 && y >= 0 && x < into.width() && y < into.height())
            into.data().put(y * into.width() + x, grey);
    }

    private static void areas(Tile map, Tile into) {
        int classes = map.shape().channels();
        for (int i = 0; i < into.shape().pixels(); i++)
            for (int c = 0; c < classes; c++)
                if (map.data().getFloat((i * classes + c) * Float.BYTES) > SURE)
                    into.data().put(i, grey(c, classes));
    }

    private static void write(Tile tile, Path file) throws ToolException {
        try {
            Files.createDirectories(file.getParent());
        } catch (IOException e) {
            throw SafeFile.unwritable(file, e);
        }
        Png.write(tile, file);
    }
}
