package org.loupe.workspace.crops;

import java.util.Objects;
import org.loupe.api.Region;
import org.loupe.api.Shape;
import org.loupe.engine.Item;
import org.loupe.store.labels.LabelShape;

/**
 * A defect with the place where its pixels are. Immutable; crops of one image share its {@link Item}.
 *
 * @param image  file, page, reference and scale of the image that it lies on
 * @param sha256 hash of the image's file, "" if not known
 * @param shape  its outline in px of the image; {@link LabelShape.Whole} if the image shows this defect alone
 * @param name   for people and tables, unique in a list
 * @param group  what it must not be torn from when examples are divided: wafer, board or folder; "" if unknown
 * @param known  name of the class that it is known to have, "" if unknown
 * @param origin what it was found by
 */
public record Crop(Item image, String sha256, LabelShape shape, String name, String group, String known,
        Origin origin) {
    /** Edge of what is shown and measured around a point, in px. */
    private static final int POINT = 33;

    /** What a crop stands for. */
    public enum Kind {
        /** A whole image, or an outline that nothing stands behind. */
        IMAGE,
        /** A label of the project. */
        LABEL,
        /** A detection of a run. */
        DETECTION
    }

    /**
     * What a crop was found by.
     *
     * @param kind   what it stands for
     * @param run    folder of the run; "" but for a detection
     * @param image  index of the image in the run; 0 but for a detection
     * @param number id of the label, or row of the detection within its image; 0 for a whole image
     */
    public record Origin(Kind kind, String run, int image, int number) {
        /** A whole image. */
        public static final Origin IMAGE = new Origin(Kind.IMAGE, "", 0, 0);

        public Origin {
            Objects.requireNonNull(kind);
            Objects.requireNonNull(run);
        }

        /** A label. @param id of it */
        public static Origin label(int id) {
            return new Origin(Kind.LABEL, "", 0, id);
        }

        /** A detection. */
        public static Origin detection(String run, int image, int row) {
            return new Origin(Kind.DETECTION, run, image, row);
        }
    }

    public Crop {
        Objects.requireNonNull(image);
        Objects.requireNonNull(sha256);
        Objects.requireNonNull(shape);
        Objects.requireNonNull(name);
        Objects.requireNonNull(group);
        Objects.requireNonNull(known);
        Objects.requireNonNull(origin);
    }

    /** The same of another class. */
    public Crop known(String className) {
        return new Crop(image, sha256, shape, name, group, className, origin);
    }

    /** The same under another name. */
    public Crop named(String other) {
        return new Crop(image, sha256, shape, other, group, known, origin);
    }

    /** Whether the image shows this defect alone. */
    public boolean whole() {
        return shape instanceof LabelShape.Whole;
    }

    /**
     * The pixels that it is measured on: those that its box touches, 33 × 33 around a point, the whole image if that is
     * what it is. Not clipped to the image.
     *
     * @param all of the image
     */
    public Region region(Shape all) {
        if (whole())
            return all.region();
        LabelShape.Box box = shape.bounds();
        int left = (int) Math.floor(box.x()), top = (int) Math.floor(box.y());
        Region touched = new Region(left, top, Math.max(1, (int) Math.ceil(box.x() + box.width()) - left),
                Math.max(1, (int) Math.ceil(box.y() + box.height()) - top));
        return shape instanceof LabelShape.Point || touched.intersect(all.region()).isEmpty()
                ? new Region(left - POINT / 2, top - POINT / 2, POINT, POINT) : touched;
    }
}
