package org.loupe.wafer.drawing;

import org.loupe.wafer.Outline;

/**
 * Where a wafer lies on a surface.
 *
 * @param centreX px of the wafer's centre
 * @param centreY px of the wafer's centre
 * @param scale   px per µm, above 0
 */
public record View(double centreX, double centreY, double scale) {

    /** The whole wafer in the middle of a rectangle. */
    public static View fit(Outline outline, double x, double y, double width, double height) {
        return new View(x + width / 2, y + height / 2,
                Math.min(width / outline.widthUm(), height / outline.heightUm()));
    }

    /** Place of an x from the wafer's centre. */
    public double x(double xUm) {
        return centreX + xUm * scale;
    }

    /** Place of a y from the wafer's centre. */
    public double y(double yUm) {
        return centreY - yUm * scale;
    }
}
