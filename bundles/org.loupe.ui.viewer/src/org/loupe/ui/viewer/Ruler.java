package org.loupe.ui.viewer;

import org.loupe.ui.Words;

/**
 * A distance measured on an image, from one place to another. Immutable.
 *
 * @param x0 start, in px of the image
 * @param y0 start
 * @param x1 end
 * @param y1 end
 */
public record Ruler(double x0, double y0, double x1, double y1) {

    /** The same with its end at the nearest of the eight directions in steps of 45°. */
    public Ruler straight() {
        double turn = Math.PI / 4, angle = Math.round(Math.atan2(y1 - y0, x1 - x0) / turn) * turn;
        double along = (x1 - x0) * Math.cos(angle) + (y1 - y0) * Math.sin(angle);
        return new Ruler(x0, y0, x0 + along * Math.cos(angle), y0 + along * Math.sin(angle));
    }

    /** Length in px. */
    public double length() {
        return Math.hypot(x1 - x0, y1 - y0);
    }

    /** Direction from start to end in degrees: 0 to the right, 90 upwards, above -180 up to 180. */
    public double degrees() {
        double degrees = Math.toDegrees(Math.atan2(y0 - y1, x1 - x0));
        return degrees <= -180 ? 180 : degrees == 0 ? 0 : degrees;
    }

    /** Length and direction for people. @param umPerPx or NaN if unknown */
    public String words(double umPerPx) {
        String px = Words.number(length(), 1), angle = Words.number(degrees(), 1);
        return Double.isNaN(umPerPx) ? Words.get("viewer.ruler", px, angle)
                : Words.get("viewer.rulerUm", px, Words.length(length() * umPerPx), angle);
    }
}
