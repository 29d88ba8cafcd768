package org.loupe.exchange.internal.labels;

import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.loupe.api.ToolException;
import org.loupe.exchange.Loss;
import org.loupe.store.labels.LabelShape;
import org.loupe.store.labels.LabelShape.Box;

/**
 * Reads a COCO dataset, entry by entry, whatever the order of its members. After {@link #read} its images, categories
 * and annotations are there. One thread.
 */
public final class CocoReader {
    /** Members that make a dataset. */
    static final Set<String> PARTS = Set.of("images", "annotations", "categories");
    private static final Set<String> IMAGE = Set.of("id", "file_name", "width", "height", "license", "coco_url",
            "flickr_url", "date_captured");
    private static final Set<String> CATEGORY = Set.of("id", "name", "supercategory");
    private static final Set<String> ANNOTATION = Set.of("id", "image_id", "category_id", "bbox", "area",
            "segmentation", "iscrowd", "score", "ignore");
    private static final double SAME = 2;

    /** An image. @param width px, 0 if unknown @param height px, 0 if unknown */
    public record Image(String name, int width, int height) {
    }

    /**
     * An object on an image.
     *
     * @param image    it lies on
     * @param category id of its category
     * @param box      as it is given, else around its outline or mask
     * @param shape    the most exact that is given: mask, outline or box
     * @param score    1 if none is given
     */
    public record Annotation(Image image, String category, Box box, LabelShape shape, float score) {
    }

    /** What an annotation says before all images are known. */
    private record Raw(int n, String image, String category, double[] box, CocoShapes.Read shape, float score) {
    }

    private final Path file;
    private final Loss.Count losses;
    private final Map<String, Image> images = new LinkedHashMap<>();
    private final Map<String, String> categories = new LinkedHashMap<>();
    private final List<Raw> raw = new ArrayList<>();
    private final List<Annotation> annotations = new ArrayList<>();
    private long runs;

    /** @param file a JSON file @param losses told what is not understood */
    public CocoReader(Path file, Loss.Count losses) {
        this.file = file;
        this.losses = losses;
    }

    /** Images in their own order. */
    public List<Image> images() {
        return List.copyOf(images.values());
    }

    /** Names of categories by their ids, in their own order. */
    public Map<String, String> categories() {
        return categories;
    }

    /** All but those of crowds, in their own order. */
    public List<Annotation> annotations() {
        return annotations;
    }

    /** Reads the file. @throws ToolException if it is no COCO dataset; it tells the entry and what was expected */
    public void read() throws ToolException {
        Set<String> found = new LinkedHashSet<>();
        try (JsonReader json = Members.open(file)) {
            if (json.peek() == JsonToken.BEGIN_ARRAY)
                throw new ToolException(file + " is a list of COCO results, which names no image files.",
                        "Give the dataset: a JSON object with images, annotations and categories.");
            json.beginObject();
            while (json.hasNext()) {
                String name = json.nextName();
                if (!PARTS.contains(name)) {
                    if (!Set.of("info", "licenses", "type").contains(name))
                        losses.add("members \"" + name + "\" of the file, which are not read", file.getFileName() + "");
                    json.skipValue();
                } else if (!found.add(name)) {
                    throw new ToolException(file + " has '" + name + "' twice.", "Join them in one list.");
                } else {
                    part(name, json);
                }
            }
            json.endObject();
        } catch (IOException | JsonParseException | IllegalStateException | NumberFormatException e) {
            throw Members.damaged(file, e);
        }
        for (String part : List.of("images", "annotations", "categories"))
            if (!found.contains(part))
                throw new ToolException(file + " is JSON, but no COCO dataset: it lacks '" + part + "'.",
                        "A COCO dataset has the lists images, annotations and categories.");
        for (Raw one : raw)
            annotations.add(resolve(one));
    }

    private void part(String name, JsonReader json) throws IOException, ToolException {
        if (json.peek() != JsonToken.BEGIN_ARRAY)
            throw Members.wrong(file + ", member \"" + name + "\"", "a list", JsonParser.parseReader(json));
        json.beginArray();
        for (int n = 1; json.hasNext(); n++) {
            JsonElement entry = JsonParser.parseReader(json);
            switch (name) {
                case "images" -> image(new Members(entry, file + ", image " + n));
                case "categories" -> category(new Members(entry, file + ", category " + n));
                default -> annotation(n, new Members(entry, at(n)));
            }
        }
        json.endArray();
    }

    private String at(int n) {
        return file + ", annotation " + n;
    }

    private void image(Members image) throws ToolException {
        Image one = new Image(image.text("file_name"), image.whole("width", 0, 0, Shapes.FARTHEST),
                image.whole("height", 0, 0, Shapes.FARTHEST));
        image.unknown(IMAGE, "images", losses, one.name());
        if (images.put(image.text("id"), one) != null)
            throw new ToolException(image.where() + " has the id " + image.text("id") + ", as another has.",
                    "Give each image an id of its own.");
    }

    private void category(Members category) throws ToolException {
        String name = category.text("name");
        category.unknown(CATEGORY, "categories", losses, name);
        if (!List.of("", "none", name).contains(category.text("supercategory", "")))
            losses.add("groups of classes (supercategory)", name + ", " + category.text("supercategory"));
        if (categories.put(category.text("id"), name) != null)
            throw new ToolException(category.where() + " has the id " + category.text("id") + ", as another has.",
                    "Give each category an id of its own.");
    }

    private void annotation(int n, Members entry) throws ToolException {
        String example = "annotation " + (entry.has("id") ? entry.text("id") : n);
        if (entry.yes("iscrowd")) {
            losses.add("crowd regions, which are left out", example);
            return;
        }
        entry.unknown(ANNOTATION, "annotations", losses, example);
        if (entry.yes("ignore"))
            losses.add("marks that annotations are to be ignored", example);
        String image = entry.text("image_id");
        Image known = images.get(image);
        CocoShapes.Read shape = CocoShapes.read(entry.get("segmentation"), known == null ? 0 : known.width(),
                known == null ? 0 : known.height(), entry.where() + ", member \"segmentation\"");
        if (shape.thin() > 0)
            losses.add("outlines of fewer than three points, which are left out", example);
        if (shape.shape() instanceof LabelShape.Mask mask) {
            if (shape.size() == null)
                losses.add("labels of several outlines, which became masks", example);
            runs += mask.runs().length;
            if (runs > 4L * Shapes.MOST_RUNS)
                throw new ToolException(entry.where() + ": the masks up to here have " + runs + " runs of pixels.",
                        "Split the file: up to " + 4L * Shapes.MOST_RUNS + " are read at once.");
        }
        boolean given = entry.has("bbox") && !(shape.bounds() != null && entry.list("bbox").isEmpty());
        double[] box = given ? entry.numbers("bbox", 4) : null;
        if (box == null && shape.bounds() == null || box != null && !(box[2] >= 0 && box[3] >= 0))
            throw new ToolException(entry.where() + " has no box of x, y, width, height"
                    + (box == null ? ", and no polygon or mask." : ": its width is " + box[2] + ", its height " + box[3]
                            + "."),
                    "Give its bbox: four numbers, width and height 0 or more.");
        float score = (float) entry.number("score", 1);
        if (!(score >= 0 && score <= 1))
            losses.add("scores outside 0 to 1, which were cut", example + ", " + score);
        raw.add(new Raw(n, image, entry.text("category_id"), box, shape, Math.max(0, Math.min(1, score))));
    }

    private Annotation resolve(Raw one) throws ToolException {
        Image image = images.get(one.image());
        if (image == null)
            throw new ToolException(at(one.n()) + " belongs to image " + one.image() + ", which is not in the file.",
                    "Add the image, or delete the annotation.");
        if (!categories.containsKey(one.category()))
            throw new ToolException(at(one.n()) + " has category " + one.category() + ", which is not in the file.",
                    "Add the category, or delete the annotation.");
        CocoShapes.Read read = one.shape();
        if (read.size() != null && image.width() > 0 && image.height() > 0
                && (read.size().width() != image.width() || read.size().height() != image.height()))
            throw new ToolException(at(one.n()) + " is a mask of an image of " + read.size().width() + " × "
                    + read.size().height() + " px, and " + image.name() + " has " + image.width() + " × "
                    + image.height() + " px.", "Mend the size of the image or of the mask: it is height, then width.");
        Box box = read.bounds();
        if (one.box() != null) {
            double[] b = one.box();
            if (box != null && !(Math.abs(b[0] - box.x()) < SAME && Math.abs(b[1] - box.y()) < SAME
                    && Math.abs(b[2] - box.width()) < 2 * SAME && Math.abs(b[3] - box.height()) < 2 * SAME))
                losses.note("boxes that differ from the outlines or masks, which were taken", image.name()
                        + ", annotation " + one.n());
            box = Shapes.box(b[0], b[1], b[2], b[3], at(one.n()));
        }
        LabelShape shape = read.shape() == null ? box : read.shape();
        Shapes.check(shape, at(one.n()));
        return new Annotation(image, one.category(), box, shape, one.score());
    }
}
