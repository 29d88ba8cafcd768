package org.loupe.exchange.internal.labels;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.loupe.api.Region;
import org.loupe.api.ToolException;
import org.loupe.exchange.LabelFormat.Size;
import org.loupe.exchange.internal.CocoMask;
import org.loupe.exchange.internal.Json;
import org.loupe.store.labels.Contours;
import org.loupe.store.labels.LabelShape;
import org.loupe.store.labels.LabelShape.Box;
import org.loupe.store.labels.LabelShape.Mask;
import org.loupe.store.labels.LabelShape.Polygon;
import org.loupe.store.labels.LabelShape.Ring;

/** The member {@code segmentation} of COCO's annotations. */
final class CocoShapes {

    private CocoShapes() {
    }

    /**
     * What a segmentation is.
     *
     * @param shape  a polygon, a mask, or {@code null} if it is empty
     * @param bounds box around all that was given, {@code null} if it is empty
     * @param size   of the image that a mask was made for, {@code null} for outlines
     * @param thin   number of outlines that were left out because they have fewer than three points
     */
    record Read(LabelShape shape, Box bounds, Size size, int thin) {
        static final Read EMPTY = new Read(null, null, null, 0);
    }

    /**
     * Reads one. Several outlines are one label: the pixels whose centres lie in any of them.
     *
     * @param height px of the image if it is known, else 0, for masks that do not tell it
     */
    static Read read(JsonElement segmentation, int width, int height, String where) throws ToolException {
        if (segmentation == null)
            return Read.EMPTY;
        try {
            return segmentation.isJsonArray() ? outlines(segmentation.getAsJsonArray(), where)
                    : mask(new Members(segmentation, where), width, height);
        } catch (IllegalArgumentException e) {
            throw new ToolException(where + " is damaged: " + e.getMessage() + ".",
                    "Check it with the program that wrote it.", e);
        }
    }

    private static Read outlines(JsonArray list, String where) throws ToolException {
        if (list.isEmpty())
            return Read.EMPTY;
        List<Ring> rings = new ArrayList<>();
        int thin = 0;
        boolean flat = list.get(0).isJsonPrimitive(); // one outline without the list around it
        for (int i = 0; i < (flat ? 1 : list.size()); i++) {
            double[] values = Members.numbers(flat ? list : list.get(i), -1, where);
            if (values.length % 2 != 0 || flat && values.length < 6)
                throw new ToolException(where + ": outline " + (i + 1) + " has " + values.length + " numbers.",
                        "An outline is a list of x and y by turns, of three points or more.");
            if (values.length < 6)
                thin++;
            else
                rings.add(Shapes.ring(values, where));
        }
        if (rings.isEmpty())
            return new Read(null, null, null, thin);
        LabelShape shape = rings.size() == 1 ? new Polygon(rings) : Fill.union(rings);
        Box bounds = rings.get(0).bounds();
        for (Ring ring : rings.subList(1, rings.size())) {
            Box box = ring.bounds();
            bounds = Box.between(Math.min(bounds.x(), box.x()), Math.min(bounds.y(), box.y()),
                    Math.max(bounds.x() + bounds.width(), box.x() + box.width()),
                    Math.max(bounds.y() + bounds.height(), box.y() + box.height()));
        }
        return new Read(shape, bounds, null, thin);
    }

    private static Read mask(Members mask, int width, int height) throws ToolException {
        long[] runs;
        JsonElement counts = mask.get("counts");
        if (counts != null && counts.isJsonArray()) {
            double[] values = Members.numbers(counts, -1, mask.where());
            runs = new long[values.length];
            for (int i = 0; i < runs.length; i++)
                runs[i] = values[i] == Math.rint(values[i]) ? (long) values[i] : -1;
        } else {
            runs = CocoMask.unpack(mask.text("counts"));
        }
        double[] size = mask.has("size") ? mask.numbers("size", 2) : new double[] {height, width};
        for (double value : size)
            if (value != Math.rint(value) || value < 1 || value > Shapes.FARTHEST)
                throw new IllegalArgumentException("its size is " + size[0] + " rows and " + size[1] + " columns");
        Mask shape = mask(runs, (int) size[1], (int) size[0]);
        return new Read(shape, shape.bounds(), new Size((int) size[1], (int) size[0]), 0);
    }

    /**
     * The mask of run lengths down the columns of an image.
     *
     * @throws IllegalArgumentException if they are not those of such an image, or the mask is too large
     */
    static Mask mask(long[] runs, int width, int height) {
        long sum = 0, all = (long) width * height;
        for (long run : runs) {
            if (run < 0 || run > all)
                throw new IllegalArgumentException("a run of pixels is " + run + " long");
            sum += run;
        }
        if (sum != all)
            throw new IllegalArgumentException("its runs make " + sum + " px, and its size of " + height + " × " + width
                    + " makes " + all);
        Region box = CocoMask.bounds(runs, height);
        if ((long) box.width() * box.height() > Shapes.LARGEST)
            throw new IllegalArgumentException("the mask spans " + box.width() + " × " + box.height()
                    + " px, allowed are " + Shapes.LARGEST + " px");
        BitSet on = new BitSet(box.width() * box.height());
        long at = 0;
        for (int i = 0; i < runs.length; at += runs[i++])
            if (i % 2 == 1)
                for (long place = at; place < at + runs[i]; place++)
                    on.set((int) (place % height - box.y()) * box.width() + (int) (place / height - box.x()));
        return Fill.mask(on, box.x(), box.y(), box.width(), box.height());
    }

    /** Writes a polygon without holes. */
    static void write(JsonWriter json, List<Ring> rings) throws IOException {
        json.name("segmentation").beginArray();
        for (Ring ring : rings) {
            json.beginArray();
            for (float value : ring.xy())
                Json.value(json, value);
            json.endArray();
        }
        json.endArray();
    }

    /** Writes a mask as packed run lengths. */
    static void write(JsonWriter json, Mask mask, Size image) throws IOException {
        json.name("segmentation").beginObject();
        json.name("size").beginArray().value(image.height()).value(image.width()).endArray();
        Region box = new Region(mask.x(), mask.y(), mask.width(), mask.height());
        json.name("counts").value(CocoMask.pack(CocoMask.columns(mask.runs(), box, image.width(), image.height())));
        json.endObject();
    }

    /** Outlines of a mask if it has no holes, else an empty list. Filled again they are the same pixels. */
    static List<Ring> outlines(Mask mask) {
        List<Ring> rings = contours(mask);
        return rings.stream().allMatch(CocoShapes::outer) ? rings : List.of();
    }

    /** The borders of a mask's pixels: of its parts, and of their holes, which run the other way round. */
    static List<Ring> contours(Mask mask) {
        List<Ring> rings = new ArrayList<>();
        for (int[] corners : Contours.trace(mask.runs(), mask.width(), mask.height())) {
            float[] xy = new float[corners.length];
            for (int i = 0; i < xy.length; i++)
                xy[i] = corners[i] + (i % 2 == 0 ? mask.x() : mask.y());
            rings.add(new Ring(xy));
        }
        return rings;
    }

    /** Whether a border is that of a part, not of a hole. */
    static boolean outer(Ring ring) {
        double twice = 0;
        float[] xy = ring.xy();
        for (int i = 0, j = xy.length - 2; i < xy.length; j = i, i += 2)
            twice += (double) xy[j] * xy[i + 1] - (double) xy[i] * xy[j + 1];
        return twice > 0;
    }
}
