package org.loupe.exchange;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.loupe.api.Detections;
import org.loupe.api.ToolException;
import org.loupe.exchange.LabelFile.LabelClass;
import org.loupe.exchange.LabelFormat.Images;
import org.loupe.exchange.internal.labels.CocoFormat;
import org.loupe.exchange.internal.labels.CocoReader;
import org.loupe.store.labels.Label;
import org.loupe.store.labels.LabelShape;
import org.loupe.store.labels.LabelShape.Box;
import org.loupe.store.labels.LabelTile;
import org.loupe.store.labels.TileState;

/**
 * Reads true boxes from labels in any of the {@link LabelFormats}, told by the content. Of outlines and masks the box
 * around them is read, of COCO the box that is given. An image without labels is good. Proposals that nobody accepted,
 * second opinions and images that are not labelled completely are no truth; points and classes of whole images have no
 * box.
 */
public final class TruthReader {

    private TruthReader() {
    }

    /**
     * Reads the truth of all images that a file or folder tells of, all with the same list of classes.
     *
     * @throws ToolException if it does not exist, is of no known format or is damaged, with the line or entry
     */
    public static List<Truth> read(Path fileOrFolder) throws ToolException {
        return read(fileOrFolder, false);
    }

    /**
     * The same with the pixels of outlines and masks, in boxes whose edges are whole numbers then.
     *
     * @throws ToolException as {@link #read}
     */
    public static List<Truth> outlines(Path fileOrFolder) throws ToolException {
        return read(fileOrFolder, true);
    }

    private static List<Truth> read(Path fileOrFolder, boolean outlines) throws ToolException {
        LabelFormat format = LabelFormats.of(fileOrFolder);
        return format instanceof CocoFormat coco ? of(coco.reader(fileOrFolder), outlines)
                : of(format.read(fileOrFolder, Images.NONE).labels(), fileOrFolder, outlines);
    }

    /**
     * Adds an object: its pixels if its shape is an outline or a mask, else the box around it.
     *
     * @param classIndex of its class in the list of the objects
     */
    public static void add(Detections.Builder objects, LabelShape shape, double score, int classIndex) {
        Box box = shape.bounds();
        boolean outlined = shape instanceof LabelShape.Polygon || shape instanceof LabelShape.Mask;
        LabelShape.Mask mask = outlined ? shape.mask() : null;
        if (mask != null && mask.area() > 0)
            objects.add(mask.x(), mask.y(), mask.width(), mask.height(), score, classIndex, mask.runs());
        else
            objects.add(box.x(), box.y(), box.width(), box.height(), score, classIndex, outlined ? new int[0] : null);
    }

    private static List<Truth> of(CocoReader coco, boolean outlines) {
        List<String> names = coco.categories().values().stream().distinct().toList();
        Map<CocoReader.Image, Detections.Builder> images = new LinkedHashMap<>();
        for (CocoReader.Image image : coco.images())
            images.put(image, new Detections.Builder(names));
        for (CocoReader.Annotation one : coco.annotations()) {
            add(images.get(one.image()), outlines ? one.shape() : one.box(), one.score(),
                    names.indexOf(coco.categories().get(one.category())));
        }
        List<Truth> truths = new ArrayList<>();
        images.forEach((image, boxes) -> truths.add(new Truth(image.name(), image.width(), image.height(),
                boxes.build())));
        return truths;
    }

    private static List<Truth> of(LabelFile file, Path source, boolean outlines) throws ToolException {
        List<String> names = file.classes().stream().map(LabelClass::name).distinct().toList();
        Map<Integer, Integer> places = new HashMap<>();
        file.classes().forEach(c -> places.put(c.code(), names.indexOf(c.name())));
        Map<Integer, LabelTile> tiles = new LinkedHashMap<>();
        Map<Integer, Detections.Builder> images = new HashMap<>();
        for (LabelTile tile : file.tiles())
            if (tile.state() == TileState.COMPLETE) {
                tiles.put(tile.number(), tile);
                images.put(tile.number(), new Detections.Builder(names));
            }
        if (images.isEmpty() && !file.tiles().isEmpty())
            throw new ToolException("No image of " + source + " is labelled completely.",
                    "Mark images as complete when all that is on them is labelled.");
        for (Label label : file.labels()) {
            if (!label.counts() || !images.containsKey(label.tile()) || label.shape() instanceof LabelShape.Point
                    || label.shape() instanceof LabelShape.Whole)
                continue;
            Box box = label.shape().bounds();
            if (label.code() == 0)
                throw new ToolException(source + ": a label of " + tiles.get(label.tile()).image() + " at " + box.x()
                        + ", " + box.y() + " names no class.", "Name the class of each label.");
            add(images.get(label.tile()), outlines ? label.shape() : box, label.score(), places.get(label.code()));
        }
        List<Truth> truths = new ArrayList<>();
        tiles.forEach((number, tile) -> truths.add(new Truth(tile.image(), tile.width(), tile.height(),
                images.get(number).build())));
        return truths;
    }
}
