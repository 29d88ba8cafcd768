package org.loupe.ui.viewer;

import java.util.Optional;

import org.loupe.model.Layout;
import org.loupe.model.Zone;

/**
 * Where a layout's zones lie on an image: each in every unit. UI thread, since it reads the model.
 *
 * @param layout    of the image set
 * @param pxPerUnit px per length of the layout, above 0
 */
public record ZonePlaces(Layout layout, double pxPerUnit) {

    /**
     * A rectangle of the image, in px.
     *
     * @param x      left edge
     * @param y      top edge
     * @param width  0 or more
     * @param height 0 or more
     */
    public record Place(double x, double y, double width, double height) {

        /** The rectangle between two corners, on whole pixels. */
        public static Place between(double x0, double y0, double x1, double y1) {
            double left = Math.round(Math.min(x0, x1)), top = Math.round(Math.min(y0, y1));
            return new Place(left, top, Math.round(Math.max(x0, x1)) - left, Math.round(Math.max(y0, y1)) - top);
        }

        /** Moved. */
        public Place move(double dx, double dy) {
            return new Place(x + dx, y + dy, width, height);
        }

        double right() {
            return x + width;
        }

        double bottom() {
            return y + height;
        }
    }

    /**
     * A unit of the layout.
     *
     * @param column from 0
     * @param row    from 0
     */
    public record Unit(int column, int row) {
        /** The one at the upper left. */
        public static final Unit FIRST = new Unit(0, 0);
    }

    /** Of an image; empty if its zones are in µm and its scale is unknown. @param umPerPx or NaN if unknown */
    public static Optional<ZonePlaces> of(Layout layout, double umPerPx) {
        if (layout.isInPixels())
            return Optional.of(new ZonePlaces(layout, 1));
        return umPerPx > 0 ? Optional.of(new ZonePlaces(layout, 1 / umPerPx)) : Optional.empty();
    }

    /** Units side by side that zones repeat in. */
    public int columns() {
        return layout.getPitchXum() > 0 ? Math.max(1, layout.getColumns()) : 1;
    }

    /** Units one above the other. */
    public int rows() {
        return layout.getPitchYum() > 0 ? Math.max(1, layout.getRows()) : 1;
    }

    /** Left edge of a column of units, in px. */
    public double left(int column) {
        return (layout.getOriginXum() + column * layout.getPitchXum()) * pxPerUnit;
    }

    /** Top edge of a row of units, in px. */
    public double top(int row) {
        return (layout.getOriginYum() + row * layout.getPitchYum()) * pxPerUnit;
    }

    /** Where a zone of a unit lies. */
    public Place place(Zone zone, Unit unit) {
        return new Place(left(unit.column) + zone.getXUm() * pxPerUnit, top(unit.row) + zone.getYUm() * pxPerUnit,
                zone.getWidthUm() * pxPerUnit, zone.getHeightUm() * pxPerUnit);
    }

    /** The unit that a place of the image belongs to: the one whose corner is nearest above and left of it. */
    public Unit unitAt(double x, double y) {
        return new Unit(index(x - left(0), layout.getPitchXum() * pxPerUnit, columns()),
                index(y - top(0), layout.getPitchYum() * pxPerUnit, rows()));
    }

    private static int index(double distance, double pitch, int n) {
        return n == 1 ? 0 : (int) Math.max(0, Math.min(n - 1, Math.floor(distance / pitch)));
    }

    /** Puts a zone of a unit to a place; changes the model, so call it inside a command. */
    public void set(Zone zone, Unit unit, Place place) {
        zone.setXUm((place.x - left(unit.column)) / pxPerUnit);
        zone.setYUm((place.y - top(unit.row)) / pxPerUnit);
        zone.setWidthUm(place.width / pxPerUnit);
        zone.setHeightUm(place.height / pxPerUnit);
    }
}
