package org.loupe.wafer;

/**
 * Where the dies of a wafer lie: columns count to the right, rows up, both also below 0.
 *
 * @param pitchXum  distance of neighbours in x, µm, above 0
 * @param pitchYum  distance of neighbours in y, µm, above 0
 * @param originXum x of the left edge of die (0, 0) from the centre of the wafer, µm
 * @param originYum y of the lower edge of die (0, 0) from the centre of the wafer, µm
 */
public record DieGrid(double pitchXum, double pitchYum, double originXum, double originYum) {

    public DieGrid {
        if (!(pitchXum > 0 && pitchYum > 0) || !Double.isFinite(pitchXum + pitchYum + originXum + originYum))
            throw new IllegalArgumentException("Dies need a pitch above 0 and a place, found " + pitchXum + " × "
                    + pitchYum + " µm at " + originXum + ", " + originYum + ".");
    }

    /** Left edge of the dies of a column. */
    public double left(int column) {
        return originXum + column * pitchXum;
    }

    /** Lower edge of the dies of a row. */
    public double bottom(int row) {
        return originYum + row * pitchYum;
    }

    /** Column of the die at a place. */
    public int column(double xUm) {
        return (int) Math.floor((xUm - originXum) / pitchXum);
    }

    /** Row of the die at a place. */
    public int row(double yUm) {
        return (int) Math.floor((yUm - originYum) / pitchYum);
    }
}
