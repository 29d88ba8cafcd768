package org.loupe.tools.imageio.internal;

/**
 * How a camera sees a flat sample: turned and scaled about the image's centre, then shifted.
 *
 * @param cos     of the angle, times the scale
 * @param sin     of the angle, times the scale; positive turns clockwise on the screen
 * @param centreX of the image, in px
 * @param centreY of the image
 * @param shiftX  px to the right
 * @param shiftY  px down
 */
public record View(double cos, double sin, double centreX, double centreY, double shiftX, double shiftY) {

    /** Straight on. */
    public static final View STRAIGHT = new View(1, 0, 0, 0, 0, 0);

    /** A view by its angle in degrees and scale. */
    public static View of(double degrees, double scale, double centreX, double centreY, double shiftX, double shiftY) {
        double radians = degrees * 3.141592653589793 / 180;
        return new View(StrictMath.cos(radians) * scale, StrictMath.sin(radians) * scale, centreX, centreY, shiftX,
                shiftY);
    }

    /** Pixels per unit of the sample. */
    public double scale() {
        return Math.sqrt(cos * cos + sin * sin);
    }

    /** Column at which a place of the sample is seen. */
    public double toX(double x, double y) {
        return cos * (x - centreX) - sin * (y - centreY) + centreX + shiftX;
    }

    /** Row at which a place of the sample is seen. */
    public double toY(double x, double y) {
        return sin * (x - centreX) + cos * (y - centreY) + centreY + shiftY;
    }
}
