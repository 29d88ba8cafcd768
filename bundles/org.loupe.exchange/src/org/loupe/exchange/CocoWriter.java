package org.loupe.exchange;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.loupe.api.Detections;
import org.loupe.api.Features;
import org.loupe.api.Mask;
import org.loupe.api.Region;
import org.loupe.api.ToolException;
import org.loupe.exchange.LabelFormat.Size;
import org.loupe.exchange.internal.CocoMask;
import org.loupe.exchange.internal.CocoParts;
import org.loupe.exchange.internal.Json;
import org.loupe.exchange.internal.Output;
import org.loupe.store.ImageRow;
import org.loupe.store.RunReader;

/**
 * Writes COCO JSON. Image ids are the index in the run + 1, category ids count the classes in alphabetical order from
 * 1. Masks are packed run lengths down the columns of the whole image; an object without a mask has an empty polygon
 * list. Features stand in an annotation's {@code attributes}, its score in {@code score}. Images that could not be
 * inspected are left out, since an image without annotations is a good one.
 */
public final class CocoWriter {

    private CocoWriter() {
    }

    /**
     * A run as a dataset: images, annotations, categories.
     *
     * @throws ToolException if the run cannot be read or the file not be written
     */
    public static void write(RunReader run, Path file) throws ToolException {
        write(run, RunPart.ALL, file);
    }

    /**
     * A part of a run as a dataset.
     *
     * @throws ToolException as {@link #write(RunReader, Path)}
     */
    public static void write(RunReader run, RunPart part, Path file) throws ToolException {
        Output.write(file, out -> {
            JsonWriter json = Json.writer(out);
            json.beginObject();
            CocoParts.info(json, run.created());
            categories(json, run.classNames());
            json.name("images").beginArray();
            for (ImageRow image : run.images())
                if (!image.failed() && part.holds(image))
                    CocoParts.image(json, image.index() + 1, image.image(), size(image.width(), image.height()));
            json.endArray();
            json.name("annotations").beginArray();
            long[] id = { 0 };
            part.visit(run, (image, detections, features) -> Json.unchecked(() -> {
                for (int row = 0; row < detections.size(); row++)
                    annotation(json, ++id[0], image.index() + 1, image.width(), image.height(), detections, features,
                            row);
            }));
            json.endArray().endObject();
            out.write('\n');
        });
    }

    /**
     * A run as a list of results, to be loaded beside the dataset that {@link #write(RunReader, Path)} makes.
     *
     * @throws ToolException as {@link #write(RunReader, Path)}
     */
    public static void writeResults(RunReader run, Path file) throws ToolException {
        writeResults(run, RunPart.ALL, file);
    }

    /**
     * A part of a run as a list of results.
     *
     * @throws ToolException as {@link #write(RunReader, Path)}
     */
    public static void writeResults(RunReader run, RunPart part, Path file) throws ToolException {
        Output.write(file, out -> {
            JsonWriter json = Json.writer(out);
            json.beginArray();
            part.visit(run, (image, detections, features) -> Json.unchecked(() -> {
                for (int row = 0; row < detections.size(); row++) {
                    json.beginObject();
                    json.name("image_id").value(image.index() + 1);
                    json.name("category_id").value(detections.classIndex()[row] + 1);
                    box(json, detections, row);
                    if (detections.masks()[row] != null)
                        mask(json, detections, row, image.width(), image.height());
                    json.name("score");
                    Json.value(json, detections.score()[row]);
                    json.endObject();
                }
            }));
            json.endArray();
            out.write('\n');
        });
    }

    /**
     * Truth as a dataset. Masks are written for images of known size.
     *
     * @param truths with classes in any order
     * @throws ToolException if the file cannot be written
     */
    public static void write(List<Truth> truths, Path file) throws ToolException {
        Set<String> names = new LinkedHashSet<>();
        truths.forEach(t -> names.addAll(t.boxes().classes()));
        List<String> classes = List.copyOf(names);
        Output.write(file, out -> {
            JsonWriter json = Json.writer(out);
            json.beginObject();
            CocoParts.info(json, "");
            categories(json, classes);
            json.name("images").beginArray();
            for (int i = 0; i < truths.size(); i++)
                CocoParts.image(json, i + 1, truths.get(i).image(),
                        size(truths.get(i).width(), truths.get(i).height()));
            json.endArray();
            json.name("annotations").beginArray();
            long id = 0;
            for (int i = 0; i < truths.size(); i++) {
                Truth t = truths.get(i);
                int[] number = t.boxes().classes().stream().mapToInt(classes::indexOf).toArray();
                int[] index = new int[t.boxes().size()];
                for (int row = 0; row < index.length; row++)
                    index[row] = number[t.boxes().classIndex()[row]];
                Detections d = t.boxes();
                Detections boxes = new Detections(d.x(), d.y(), d.width(), d.height(), d.score(), classes, index,
                        d.masks());
                for (int row = 0; row < boxes.size(); row++)
                    annotation(json, ++id, i + 1, t.width(), t.height(), boxes, Features.none(boxes.size()), row);
            }
            json.endArray().endObject();
            out.write('\n');
        });
    }

    private static void categories(JsonWriter json, List<String> classes) throws IOException {
        json.name("categories").beginArray();
        for (int i = 0; i < classes.size(); i++)
            CocoParts.category(json, i + 1, classes.get(i));
        json.endArray();
    }

    private static Optional<Size> size(int width, int height) {
        return width > 0 && height > 0 ? Optional.of(new Size(width, height)) : Optional.empty();
    }

    private static void box(JsonWriter json, Detections d, int row) throws IOException {
        CocoParts.box(json, d.x()[row], d.y()[row], d.width()[row], d.height()[row]);
    }

    private static void annotation(JsonWriter json, long id, int image, int width, int height, Detections d, Features f,
            int row) throws IOException {
        json.beginObject();
        json.name("id").value(id);
        json.name("image_id").value(image);
        json.name("category_id").value(d.classIndex()[row] + 1);
        box(json, d, row);
        int[] runs = width > 0 && height > 0 ? d.masks()[row] : null;
        json.name("area");
        if (runs == null) {
            Json.value(json, d.width()[row] * d.height()[row]);
            json.name("segmentation").beginArray().endArray();
        } else {
            json.value(Mask.area(runs));
            mask(json, d, row, width, height);
        }
        json.name("iscrowd").value(0);
        json.name("score");
        Json.value(json, d.score()[row]);
        if (!f.names().isEmpty()) {
            json.name("attributes").beginObject();
            for (int c = 0; c < f.names().size(); c++)
                if (!Float.isNaN(f.get(row, c))) {
                    json.name(f.names().get(c));
                    Json.value(json, f.get(row, c));
                }
            json.endObject();
        }
        json.endObject();
    }

    private static void mask(JsonWriter json, Detections d, int row, int width, int height) throws IOException {
        Region box = d.region(row);
        json.name("segmentation").beginObject();
        json.name("size").beginArray().value(height).value(width).endArray();
        json.name("counts").value(CocoMask.pack(CocoMask.columns(d.masks()[row], box, width, height)));
        json.endObject();
    }
}
