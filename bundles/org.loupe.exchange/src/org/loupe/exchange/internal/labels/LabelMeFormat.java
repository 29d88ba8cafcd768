package org.loupe.exchange.internal.labels;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.loupe.api.ToolException;
import org.loupe.exchange.LabelFile;
import org.loupe.exchange.LabelFile.LabelClass;
import org.loupe.exchange.LabelFormat;
import org.loupe.exchange.Loss;
import org.loupe.exchange.internal.Json;
import org.loupe.store.labels.Label;
import org.loupe.store.labels.LabelShape;
import org.loupe.store.labels.LabelShape.Box;
import org.loupe.store.labels.LabelTile;
import org.loupe.store.labels.TileState;

/**
 * LabelMe: a JSON file per image that lies beside it and is called like it. Rectangles, polygons, points and masks are
 * labels; circles become polygons; the flags of an image that are set are classes of the whole image. Coordinates are
 * those of LabelMe's canvas: px from the top left corner of the image, as Loupe's are. The image itself, which such a
 * file may hold, is passed over without being held in memory.
 */
public final class LabelMeFormat implements LabelFormat {
    private static final Set<String> MEMBERS = Set.of("version", "flags", "shapes", "imagePath", "imageData",
            "imageHeight", "imageWidth", "lineColor", "fillColor");
    private static final Set<String> SHAPE = Set.of("label", "points", "shape_type", "mask", "description", "score",
            "group_id", "flags", "line_color", "fill_color", "difficult", "attributes", "kie_linking", "direction");
    private static final String VERSION = "5.1.1";

    @Override
    public String id() {
        return "labelme";
    }

    @Override
    public String label() {
        return "LabelMe";
    }

    @Override
    public String help() {
        return "a folder of JSON files, one for each image: boxes, polygons, masks, points and classes of images";
    }

    @Override
    public String fileName() {
        return "labelme";
    }

    @Override
    public boolean folder() {
        return true;
    }

    @Override
    public boolean reads(Path source) throws IOException {
        for (Path file : Heads.some(source, "json"))
            if (isLabelMe(file))
                return true;
        return false;
    }

    private static boolean isLabelMe(Path file) throws IOException {
        return Heads.members(file).stream().anyMatch(Set.of("shapes", "imagePath", "imageData")::contains);
    }

    @Override
    public Read read(Path source, Images images) throws ToolException {
        Loss.Count losses = new Loss.Count();
        Collected labels = new Collected(source.getFileName().toString());
        if (Files.isDirectory(source))
            try {
                for (Path file : FolderFiles.find(source, Set.of("json"), losses))
                    if (isLabelMe(file))
                        read(file, FolderFiles.name(source.relativize(file)), labels, losses);
                    else
                        losses.add("JSON files of other programs, which are passed over", file.toString());
            } catch (IOException e) {
                throw FolderFiles.unreadable(source, e);
            }
        else
            read(source, source.getFileName().toString(), labels, losses);
        return new Read(labels.file(this, source, losses), losses.losses());
    }

    /** @param inside path of the file in the folder that is read, with "/" */
    private static void read(Path file, String inside, Collected labels, Loss.Count losses) throws ToolException {
        JsonObject object = new JsonObject();
        try (JsonReader json = Members.open(file)) {
            json.beginObject();
            while (json.hasNext()) {
                String name = json.nextName();
                if (name.equals("imageData")) {
                    if (json.peek() == JsonToken.STRING)
                        losses.add("images inside the files, which are not read", inside);
                    json.skipValue();
                } else {
                    object.add(name, JsonParser.parseReader(json));
                }
            }
            json.endObject();
        } catch (IOException | JsonParseException | IllegalStateException | NumberFormatException e) {
            throw Members.damaged(file, e);
        }
        Members members = new Members(object, file.toString());
        if (!members.has("shapes"))
            throw new ToolException(file + " is JSON, but not of LabelMe: it lacks \"shapes\".",
                    "Take out files of other programs.");
        members.unknown(MEMBERS, "the file", losses, inside);
        String image = image(inside, members.text("imagePath", ""));
        int width = members.whole("imageWidth", 0, 0, Shapes.FARTHEST);
        int height = members.whole("imageHeight", 0, 0, Shapes.FARTHEST);
        int tile = labels.tile(image, "", width, height, TileState.COMPLETE, "");
        if (members.has("flags") && members.get("flags").isJsonObject()) {
            Members flags = new Members(members.get("flags"), file + ", member \"flags\"");
            for (String flag : flags.names())
                if (flags.yes(flag))
                    labels.label(tile, new LabelShape.Whole(), labels.code(flag));
        }
        JsonArray shapes = members.list("shapes");
        for (int i = 0; i < shapes.size(); i++)
            shape(new Members(shapes.get(i), file + ", shape " + (i + 1)), tile, labels, losses, image);
    }

    /** Name of an image: from the folder that is read, by its path from the file that labels it. */
    private static String image(String inside, String path) {
        String plain = path.replace('\\', '/');
        if (plain.isEmpty())
            return inside.replaceFirst("\\.[^./]*$", "");
        if (plain.startsWith("/") || plain.matches("^[A-Za-z]:.*"))
            return plain;
        String folder = inside.contains("/") ? inside.substring(0, inside.lastIndexOf('/')) : "";
        while (plain.startsWith("../") || plain.startsWith("./")) {
            if (plain.startsWith("../"))
                folder = folder.contains("/") ? folder.substring(0, folder.lastIndexOf('/')) : "";
            plain = plain.substring(plain.indexOf('/') + 1);
        }
        return folder.isEmpty() ? plain : folder + "/" + plain;
    }

    private static void shape(Members shape, int tile, Collected labels, Loss.Count losses, String image)
            throws ToolException {
        String name = shape.text("label"), example = image + ", " + name;
        if (shape.has("group_id"))
            losses.add("groups of shapes (group_id)", example);
        if (shape.says("flags"))
            losses.add("flags of shapes", example);
        if (shape.yes("difficult"))
            losses.add("marks that labels are difficult", example);
        if (shape.says("attributes"))
            losses.add("attributes of shapes", example);
        shape.unknown(SHAPE, "shapes", losses, example);
        String type = shape.text("shape_type", "polygon");
        LabelShape read = switch (type) {
            case "rectangle" -> rectangle(points(shape, 2, 4), shape.where());
            case "polygon" -> {
                double[] points = points(shape, 1, Integer.MAX_VALUE);
                if (points.length < 6)
                    losses.add("outlines of fewer than three points, which are left out", example);
                yield points.length < 6 ? null : new LabelShape.Polygon(List.of(Shapes.ring(points, shape.where())));
            }
            case "rotation" -> new LabelShape.Polygon(List.of(Shapes.ring(points(shape, 4, 4), shape.where())));
            case "circle" -> {
                losses.add("circles that became outlines", example);
                yield circle(points(shape, 2, 2), shape.where());
            }
            case "point" -> {
                double[] point = points(shape, 1, 1);
                Box at = Shapes.box(point[0], point[1], 0, 0, shape.where());
                yield new LabelShape.Point(at.x(), at.y());
            }
            case "mask" -> LabelMeMask.read(shape.text("mask"), points(shape, 2, 2), shape.where());
            default -> {
                losses.add("shapes of the type \"" + type + "\", which are left out", example);
                yield null;
            }
        };
        if (read == null)
            return;
        Shapes.check(read, shape.where());
        double score = shape.number("score", 1);
        labels.label(tile, read, labels.code(name), (float) Math.max(0, Math.min(1, score)),
                shape.text("description", ""));
    }

    /** Points of a shape as x and y by turns. */
    private static double[] points(Members shape, int least, int most) throws ToolException {
        JsonArray list = shape.list("points");
        String where = shape.where() + ", member \"points\"";
        if (list.size() < least || list.size() > most)
            throw Members.wrong(where, least == most ? "a list of " + least + " points"
                    : "a list of " + least + (most == Integer.MAX_VALUE ? " points or more"
                            : " to " + most + " points"), list);
        double[] xy = new double[2 * list.size()];
        for (int i = 0; i < list.size(); i++) {
            double[] point = Members.numbers(list.get(i), 2, where + ", point " + (i + 1));
            xy[2 * i] = point[0];
            xy[2 * i + 1] = point[1];
        }
        return xy;
    }

    private static Box rectangle(double[] xy, String where) throws ToolException {
        double left = xy[0], right = xy[0], top = xy[1], bottom = xy[1];
        for (int i = 2; i < xy.length; i += 2) {
            left = Math.min(left, xy[i]);
            right = Math.max(right, xy[i]);
            top = Math.min(top, xy[i + 1]);
            bottom = Math.max(bottom, xy[i + 1]);
        }
        return Shapes.box(left, top, right - left, bottom - top, where);
    }

    /** @param xy centre and a point on the circle */
    private static LabelShape circle(double[] xy, String where) throws ToolException {
        int corners = 64;
        double radius = Math.hypot(xy[2] - xy[0], xy[3] - xy[1]);
        double[] ring = new double[2 * corners];
        for (int i = 0; i < corners; i++) {
            double angle = 2 * Math.PI * i / corners;
            ring[2 * i] = xy[0] + radius * Math.cos(angle);
            ring[2 * i + 1] = xy[1] + radius * Math.sin(angle);
        }
        return new LabelShape.Polygon(List.of(Shapes.ring(ring, where)));
    }

    @Override
    public List<Loss> write(LabelFile labels, Path target, Images images) throws ToolException {
        Loss.Count losses = new Loss.Count();
        Counted counted = new Counted(labels, losses);
        FolderOutput.write(target, out -> {
            for (LabelTile tile : counted.tiles())
                try (Writer file = Files.newBufferedWriter(out.file(out.name("", tile.image(), ".json")),
                        StandardCharsets.UTF_8)) {
                    write(Json.writer(file), tile, counted, BoxedLabels.size(tile, images), losses);
                    file.write('\n');
                }
        });
        for (LabelClass one : labels.classes())
            if (labels.labels().stream().noneMatch(l -> l.code() == one.code()))
                losses.add("classes without labels", one.name());
        Details.lost(labels, counted, losses, Set.of(Details.SCORE, Details.COMMENT));
        return losses.losses();
    }

    private static void write(JsonWriter json, LabelTile tile, Counted labels, Optional<Size> size,
            Loss.Count losses) throws IOException, ToolException {
        json.beginObject().name("version").value(VERSION).name("flags").beginObject();
        Set<String> flags = new LinkedHashSet<>();
        for (Label label : labels.labels(tile))
            if (label.shape() instanceof LabelShape.Whole && !labels.className(label).isEmpty())
                flags.add(labels.className(label));
        for (String flag : flags)
            json.name(flag).value(true);
        json.endObject().name("shapes").beginArray();
        for (Label label : labels.labels(tile)) {
            String example = labels.example(tile, label);
            boolean held = label.shape() instanceof LabelShape.Point || label.shape() instanceof LabelShape.Whole;
            if (held && labels.className(label).isEmpty())
                losses.add("labels without a class, which are left out", example);
            else if (held ? label.shape() instanceof LabelShape.Point
                    : BoxedLabels.holds(labels, tile, label, losses))
                shape(json, label, labels.className(label), losses, example);
        }
        json.endArray().name("imagePath").value(tile.name()).name("imageData").nullValue();
        if (size.isEmpty())
            losses.add("sizes of images, which are not known", tile.image());
        json.name("imageHeight");
        number(json, size.map(Size::height));
        json.name("imageWidth");
        number(json, size.map(Size::width));
        json.endObject().flush();
    }

    private static void number(JsonWriter json, Optional<Integer> value) throws IOException {
        if (value.isPresent())
            json.value(value.get());
        else
            json.nullValue();
    }

    private static void shape(JsonWriter json, Label label, String name, Loss.Count losses, String example)
            throws IOException, ToolException {
        json.beginObject().name("label").value(name);
        LabelShape shape = BoxedLabels.plain(label.shape(), losses, example);
        if (shape instanceof Box box) {
            points(json, box.x(), box.y(), (double) box.x() + box.width(), (double) box.y() + box.height());
            json.name("shape_type").value("rectangle");
        } else if (shape instanceof LabelShape.Point point) {
            points(json, point.x(), point.y());
            json.name("shape_type").value("point");
        } else if (shape instanceof LabelShape.Mask mask) {
            points(json, mask.x(), mask.y(), mask.x() + mask.width() - 1, mask.y() + mask.height() - 1);
            json.name("shape_type").value("mask").name("mask").value(LabelMeMask.text(mask));
        } else if (shape instanceof LabelShape.Polygon polygon) {
            float[] xy = polygon.rings().get(0).xy();
            double[] points = new double[xy.length];
            for (int i = 0; i < xy.length; i++)
                points[i] = xy[i];
            points(json, points);
            json.name("shape_type").value("polygon");
        }
        json.name("group_id").nullValue().name("description").value(label.comment()).name("flags").beginObject()
                .endObject();
        if (label.score() != 1) {
            json.name("score");
            Json.value(json, label.score());
        }
        json.endObject();
    }

    private static void points(JsonWriter json, double... xy) throws IOException {
        json.name("points").beginArray();
        for (int i = 0; i < xy.length; i += 2) {
            json.beginArray();
            Json.value(json, xy[i]);
            Json.value(json, xy[i + 1]);
            json.endArray();
        }
        json.endArray();
    }
}
