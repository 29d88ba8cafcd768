package org.loupe.ui.viewer.internal;

import org.loupe.api.Detections;
import org.loupe.ui.LivePreview;
import org.loupe.ui.Properties;
import org.loupe.ui.PropertyForm;
import org.loupe.ui.Words;

/**
 * What the edited recipe found at a place, while no run has.
 *
 * @param x           of its middle, in px
 * @param y           of its middle, in px
 * @param umPerPx     NaN if unknown
 * @param approximate whether it was found in the image as seen from further away
 */
record PreviewedDetection(String image, String className, double score, double x, double y, double width,
        double height, double umPerPx, boolean approximate) implements Properties {

    /** @param row of what was found */
    static PreviewedDetection of(LivePreview preview, Detections found, int row, double umPerPx) {
        return new PreviewedDetection(preview.image().name(), found.className(row), found.score()[row],
                found.x()[row] + found.width()[row] / 2, found.y()[row] + found.height()[row] / 2,
                found.width()[row], found.height()[row], umPerPx, preview.scale() > 1);
    }

    /** What it is, for the status line. */
    String sentence() {
        return Words.get(approximate ? "viewer.previewedApproximate" : "viewer.previewed", className,
                Words.number(score, 2), DetectionProperties.size(width, height, Double.NaN),
                DetectionProperties.place(x, y, Double.NaN));
    }

    @Override
    public String icon() {
        return "select";
    }

    @Override
    public String title() {
        return Words.get("detection.previewTitle", image);
    }

    @Override
    public void fill(PropertyForm form) {
        form.note(() -> Words.get(approximate ? "detection.previewApproximate" : "detection.previewNote"));
        form.fact(Words.get("detection.class"), () -> className);
        form.fact(Words.get("detection.score"), () -> Words.number(score, 2));
        form.fact(Words.get("detection.image"), () -> image);
        form.fact(Words.get("detection.place"), () -> DetectionProperties.place(x, y, umPerPx));
        form.fact(Words.get("detection.size"), () -> DetectionProperties.size(width, height, umPerPx));
    }
}
