package org.loupe.exchange;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.loupe.api.ToolException;
import org.loupe.store.ImageRow;
import org.loupe.store.Listing;
import org.loupe.store.RunReader;

/** Which detections of a run are written. Immutable after it was made; for the run that it was made of. */
public final class RunPart {
    /** All of them. */
    public static final RunPart ALL = new RunPart(null, null);

    private final Map<Integer, BitSet> rows;
    private final Integer only;

    private RunPart(Map<Integer, BitSet> rows, Integer only) {
        this.rows = rows;
        this.only = only;
    }

    /**
     * Those that meet a condition.
     *
     * @param where as of {@link RunReader#page}; "" for all
     * @param image name of the only image that is written; "" for all images
     * @throws ToolException if the condition is not such, or the run has no such image
     */
    public static RunPart of(RunReader run, String where, String image) throws ToolException {
        Integer only = null;
        if (!image.isEmpty())
            only = run.image(image).map(ImageRow::index).orElseThrow(() -> new ToolException(
                    "The run holds no image \"" + image + "\".", "Write all images, or run the recipe on this one."));
        if (where.isBlank())
            return only == null ? ALL : new RunPart(null, only);
        Listing listing = run.table().listing(where, "");
        Map<Integer, BitSet> rows = new HashMap<>();
        for (int place = 0; place < listing.size(); place++) {
            long key = listing.key(place);
            rows.computeIfAbsent(Listing.image(key), i -> new BitSet()).set(Listing.row(key));
        }
        return new RunPart(rows, only);
    }

    /** Whether an image is written at all; its detections may all be left out. */
    boolean holds(ImageRow image) {
        return only == null || only == image.index();
    }

    /** Visits the images that are written, with those of their detections that are. */
    void visit(RunReader run, RunReader.Visitor visitor) throws ToolException {
        run.visit((image, detections, features) -> {
            if (!holds(image))
                return;
            BitSet chosen = rows == null ? null : rows.getOrDefault(image.index(), new BitSet());
            if (chosen == null || chosen.cardinality() == detections.size()) {
                visitor.visit(image, detections, features);
            } else {
                int[] few = chosen.stream().toArray();
                visitor.visit(image, detections.select(few), features.select(few));
            }
        });
    }
}
