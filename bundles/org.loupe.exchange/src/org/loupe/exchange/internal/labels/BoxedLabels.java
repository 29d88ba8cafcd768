package org.loupe.exchange.internal.labels;

import java.util.List;
import java.util.Optional;
import org.loupe.api.ToolException;
import org.loupe.exchange.LabelFormat.Images;
import org.loupe.exchange.LabelFormat.Size;
import org.loupe.exchange.Loss;
import org.loupe.store.labels.Label;
import org.loupe.store.labels.LabelShape;
import org.loupe.store.labels.LabelShape.Box;
import org.loupe.store.labels.LabelTile;

/** Labels on their way into formats that hold boxes, or outlines, of classes and nothing else. */
final class BoxedLabels {

    private BoxedLabels() {
    }

    /** The size of an image in px, as far as it is known. */
    static Optional<Size> size(LabelTile tile, Images images) {
        return tile.width() > 0 && tile.height() > 0 ? Optional.of(new Size(tile.width(), tile.height()))
                : images.size(tile.image());
    }

    /** Whether a label has a class and a place of some extent; if not, that is told. */
    static boolean holds(Counted labels, LabelTile tile, Label label, Loss.Count losses) {
        String example = labels.example(tile, label);
        if (label.shape() instanceof LabelShape.Whole)
            losses.add("classes of whole images, which are left out", example);
        else if (label.shape() instanceof LabelShape.Point)
            losses.add("points, which are left out", example);
        else if (labels.className(label).isEmpty())
            losses.add("labels without a class, which are left out", example);
        else if (label.shape() instanceof LabelShape.Mask mask && mask.area() == 0)
            losses.add("masks without pixels, which are left out", example);
        else
            return true;
        return false;
    }

    /** A rotated box as an outline, an outline with holes as a mask, others as they are; a change is told. */
    static LabelShape plain(LabelShape shape, Loss.Count losses, String example) throws ToolException {
        if (shape instanceof LabelShape.RotatedBox rotated) {
            losses.add("rotated boxes that became outlines", example);
            return new LabelShape.Polygon(List.of(new LabelShape.Ring(rotated.corners())));
        }
        if (!(shape instanceof LabelShape.Polygon polygon) || polygon.rings().size() == 1)
            return shape;
        losses.add("outlines with holes that became masks", example);
        try {
            return Fill.evenOdd(polygon.rings());
        } catch (IllegalArgumentException e) {
            throw new ToolException(example + ": an outline with holes cannot become a mask: " + e.getMessage() + ".",
                    "Divide the outline, or take out its holes.", e);
        }
    }

    /** The box around a label; that it is no longer what it was is told. */
    static Box box(LabelShape shape, Loss.Count losses, String example) {
        if (!(shape instanceof Box))
            losses.add("outlines that became boxes", example);
        return shape.bounds();
    }
}
