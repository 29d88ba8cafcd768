package org.loupe.wafer.statistics;

/**
 * Puts places of one tool where another tool sees them: x' = xx·x + xy·y + dx, y' = yx·x + yy·y + dy, in µm from the
 * wafer's centre.
 */
public record Placement(double xx, double xy, double dx, double yx, double yy, double dy) {
    /** Leaves places where they are. */
    public static final Placement SAME = new Placement(1, 0, 0, 0, 1, 0);

    public double x(double x, double y) {
        return xx * x + xy * y + dx;
    }

    public double y(double x, double y) {
        return yx * x + yy * y + dy;
    }

    /** Rotation, counter-clockwise. */
    public double degrees() {
        return Math.toDegrees(Math.atan2(yx - xy, xx + yy));
    }

    /** Growth of lengths along x, 1 for none. */
    public double scaleX() {
        return Math.hypot(xx, yx);
    }

    /** Growth of lengths along y, 1 for none. */
    public double scaleY() {
        return Math.hypot(xy, yy);
    }

    /** How far the angle between x and y opens, in degrees; 0 for a similarity. */
    public double shearDegrees() {
        return Math.toDegrees(Math.atan2(yy, xy) - Math.atan2(yx, xx)) - 90;
    }
}
