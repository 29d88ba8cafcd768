package org.loupe.wafer;

import java.util.Objects;

/**
 * The edge of a wafer or panel, around the origin.
 *
 * @param round    whether it is a circle, else a rectangle
 * @param widthUm  diameter of a wafer, width of a panel, in µm; above 0
 * @param heightUm height in µm; of a wafer its diameter
 * @param mark     what tells its orientation
 * @param degrees  where the mark is, counter-clockwise from the direction of x: 270 is at the bottom
 */
public record Outline(boolean round, double widthUm, double heightUm, Mark mark, double degrees) {

    /** What tells the orientation. */
    public enum Mark {
        /** A notch in the edge. */
        NOTCH,
        /** A flat part of the edge. */
        FLAT,
        /** Nothing, or it is not known. */
        NONE
    }

    public Outline {
        Objects.requireNonNull(mark);
        if (!(widthUm > 0 && heightUm > 0 && widthUm < 1e9 && heightUm < 1e9))
            throw new IllegalArgumentException("A wafer is above 0 and below 1,000 m wide, found " + widthUm + " × "
                    + heightUm + " µm.");
    }

    /** A wafer. */
    public static Outline wafer(double diameterUm, Mark mark, double degrees) {
        return new Outline(true, diameterUm, diameterUm, mark, degrees);
    }

    /** A panel of boards. */
    public static Outline panel(double widthUm, double heightUm) {
        return new Outline(false, widthUm, heightUm, Mark.NONE, 0);
    }

    /** Whether a place lies on it. */
    public boolean contains(double xUm, double yUm) {
        return round ? Math.hypot(xUm, yUm) <= widthUm / 2
                : Math.abs(xUm) <= widthUm / 2 && Math.abs(yUm) <= heightUm / 2;
    }

    /** Its area in µm²; what a notch or flat takes is not taken off. */
    public double area() {
        return round ? Math.PI * widthUm * widthUm / 4 : widthUm * heightUm;
    }
}
