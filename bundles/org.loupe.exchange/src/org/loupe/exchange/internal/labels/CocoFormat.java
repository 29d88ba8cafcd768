package org.loupe.exchange.internal.labels;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.loupe.api.ToolException;
import org.loupe.exchange.LabelFile;
import org.loupe.exchange.LabelFile.LabelClass;
import org.loupe.exchange.LabelFormat;
import org.loupe.exchange.Loss;
import org.loupe.exchange.internal.CocoParts;
import org.loupe.exchange.internal.Json;
import org.loupe.exchange.internal.Output;
import org.loupe.store.labels.Label;
import org.loupe.store.labels.LabelShape;
import org.loupe.store.labels.LabelShape.Box;
import org.loupe.store.labels.LabelTile;
import org.loupe.store.labels.TileState;

/**
 * COCO: one JSON file. Categories have the codes of classes as their ids. A box is a {@code bbox}, an outline also a
 * polygon; a mask, and an outline with holes, which COCO's polygons cannot have, are packed run lengths down the
 * columns of the image. Alternatively masks without holes are written as polygons along the borders of their pixels,
 * which filled again are the same pixels. {@code iscrowd} is always 0: a label is one object.
 */
public final class CocoFormat implements LabelFormat {
    private final boolean contours;

    /** @param contours whether masks without holes are written as polygons */
    public CocoFormat(boolean contours) {
        this.contours = contours;
    }

    @Override
    public String id() {
        return contours ? "coco-polygons" : "coco";
    }

    @Override
    public String label() {
        return contours ? "COCO with outlines of masks" : "COCO";
    }

    @Override
    public String help() {
        return contours ? "one JSON file: boxes and polygons; masks become polygons unless they have holes"
                : "one JSON file: boxes, polygons and masks";
    }

    @Override
    public String fileName() {
        return "annotations.json";
    }

    @Override
    public boolean folder() {
        return false;
    }

    @Override
    public boolean reads(Path source) throws IOException {
        if (contours) // both read the same, and plain COCO does it
            return false;
        Path file = Heads.only(source, "json");
        if (!file.equals(source) && file.getFileName().toString().equals(MaskList.FILE)) // it lists masks
            return false;
        String head = Heads.text(file);
        boolean results = head.startsWith("[") && head.contains("\"image_id\""); // the reader tells what they lack
        return results || Heads.members(file).stream().anyMatch(CocoReader.PARTS::contains);
    }

    @Override
    public Read read(Path source, Images images) throws ToolException {
        Loss.Count losses = new Loss.Count();
        CocoReader coco = reader(source, losses);
        Collected labels = new Collected(source.getFileName().toString());
        Map<String, Integer> codes = codes(coco, labels, losses);
        Map<CocoReader.Image, Integer> tiles = new HashMap<>();
        for (CocoReader.Image image : coco.images()) {
            if (tiles.containsKey(image))
                losses.add("images that are there twice", image.name());
            tiles.computeIfAbsent(image, i -> labels.tile(i.name().replace('\\', '/'), "", i.width(), i.height(),
                    TileState.COMPLETE, ""));
        }
        for (CocoReader.Annotation one : coco.annotations())
            labels.label(tiles.get(one.image()), one.shape(), codes.get(one.category()), one.score(), "");
        return new Read(labels.file(losses), losses.losses());
    }

    /** What a dataset, or a folder with a single one, says. @throws ToolException as {@link #read} */
    public CocoReader reader(Path source) throws ToolException {
        return reader(source, new Loss.Count());
    }

    private static CocoReader reader(Path source, Loss.Count losses) throws ToolException {
        try {
            CocoReader coco = new CocoReader(Heads.only(source, "json"), losses);
            coco.read();
            return coco;
        } catch (IOException e) {
            throw FolderFiles.unreadable(source, e);
        }
    }

    /** Categories keep their ids as codes if these can be codes. */
    private static Map<String, Integer> codes(CocoReader coco, Collected labels, Loss.Count losses) {
        Map<String, Integer> codes = new HashMap<>();
        int most = 0;
        for (String id : coco.categories().keySet())
            if (id.matches("[1-9]\\d{0,8}")) {
                codes.put(id, Integer.parseInt(id));
                most = Math.max(most, codes.get(id));
            }
        for (Map.Entry<String, String> category : coco.categories().entrySet()) {
            if (!codes.containsKey(category.getKey())) {
                codes.put(category.getKey(), ++most);
                losses.add("ids of categories that cannot be codes of classes; these have other codes",
                        category.getValue() + ", " + category.getKey() + " is now " + most);
            }
            labels.add(new LabelClass(codes.get(category.getKey()), category.getValue(), "", "", ""));
        }
        return codes;
    }

    @Override
    public List<Loss> write(LabelFile labels, Path target, Images images) throws ToolException {
        Loss.Count losses = new Loss.Count();
        Counted counted = new Counted(labels, losses);
        Output.write(target, out -> {
            JsonWriter json = Json.writer(out);
            json.beginObject();
            CocoParts.info(json, "");
            json.name("categories").beginArray();
            for (LabelClass one : labels.classes())
                CocoParts.category(json, one.code(), one.name());
            json.endArray().name("images").beginArray();
            List<LabelTile> tiles = counted.tiles();
            for (LabelTile tile : tiles) {
                Optional<Size> size = BoxedLabels.size(tile, images);
                if (size.isEmpty())
                    losses.add("sizes of images, which are not known", tile.image());
                CocoParts.image(json, tile.number(), tile.image(), size);
            }
            json.endArray().name("annotations").beginArray();
            int id = 0;
            for (LabelTile tile : tiles)
                for (Label label : counted.labels(tile)) {
                    String example = counted.example(tile, label);
                    if (!BoxedLabels.holds(counted, tile, label, losses))
                        continue;
                    Optional<Size> size = BoxedLabels.size(tile, images);
                    LabelShape shape = shape(label.shape(), size, losses, example);
                    if (!(shape instanceof LabelShape.Mask) || shape.area() > 0)
                        annotation(json, ++id, tile, label, shape, size, losses, example);
                }
            json.endArray().endObject();
            json.flush();
            out.write('\n');
        });
        Details.lost(labels, counted, losses, Set.of(Details.SCORE));
        return losses.losses();
    }

    private void annotation(JsonWriter json, int id, LabelTile tile, Label label, LabelShape shape, Optional<Size> size,
            Loss.Count losses, String example) throws IOException, ToolException {
        json.beginObject().name("id").value(id).name("image_id").value(tile.number());
        json.name("category_id").value(label.code());
        List<LabelShape.Ring> rings = shape instanceof LabelShape.Polygon polygon ? polygon.rings() : List.of();
        if (contours && shape instanceof LabelShape.Mask mask) {
            rings = CocoShapes.outlines(mask);
            if (rings.size() == 1)
                losses.add("masks that became outlines", example);
        }
        if (shape instanceof LabelShape.Mask mask && rings.isEmpty())
            CocoShapes.write(json, mask, size.orElseThrow(() -> new ToolException("The size of " + tile.image()
                    + " is not known, and masks need it.", "Put the image where Loupe finds it.")));
        else
            CocoShapes.write(json, rings);
        Box box = shape.bounds();
        CocoParts.box(json, box.x(), box.y(), box.width(), box.height());
        json.name("area");
        Json.value(json, shape.area());
        json.name("iscrowd").value(0);
        if (label.score() != 1) {
            json.name("score");
            Json.value(json, label.score());
        }
        json.endObject();
    }

    /** A box, an outline without holes, or a mask within its image; that it is no longer what it was is told. */
    private static LabelShape shape(LabelShape shape, Optional<Size> size, Loss.Count losses, String example)
            throws ToolException {
        LabelShape plain = BoxedLabels.plain(shape, losses, example);
        return plain instanceof LabelShape.Mask mask && size.isPresent() ? cut(mask, size.get(), losses, example)
                : plain;
    }

    private static LabelShape.Mask cut(LabelShape.Mask mask, Size image, Loss.Count losses, String example) {
        if (mask.x() >= 0 && mask.y() >= 0 && mask.x() + mask.width() <= image.width()
                && mask.y() + mask.height() <= image.height())
            return mask;
        losses.add("masks that reach beyond their image, of which the rest is left out", example);
        boolean[] pixels = mask.pixels();
        for (int i = 0; i < pixels.length; i++) {
            int x = mask.x() + i % mask.width(), y = mask.y() + i / mask.width();
            pixels[i] &= x >= 0 && y >= 0 && x < image.width() && y < image.height();
        }
        return LabelShape.Mask.of(mask.x(), mask.y(), mask.width(), mask.height(), pixels);
    }
}
