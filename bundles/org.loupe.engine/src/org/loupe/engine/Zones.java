package org.loupe.engine;

import java.util.List;
import java.util.stream.IntStream;
import org.loupe.api.Detections;
import org.loupe.api.ToolException;

/**
 * Where defects count, on all images of a run: rectangles of one unit (a die, a board), repeated as the units are. The
 * last zone that holds a place decides; a place that no zone holds counts unless there is a care zone. What is found
 * belongs to the place of its box's centre, so zones change nothing of what is found elsewhere.
 *
 * @param inPixels whether lengths are px; else µm
 * @param originX  left edge of the first unit
 * @param originY  top edge of the first unit
 * @param pitchX   distance between units side by side; 0 if there is one
 * @param pitchY   distance between units one above the other; 0 if there is one
 * @param columns  units side by side, at least 1
 * @param rows     units one above the other, at least 1
 * @param zones    of one unit
 */
public record Zones(boolean inPixels, double originX, double originY, double pitchX, double pitchY, int columns,
        int rows, List<Zone> zones) {

    /** Everything counts. */
    public static final Zones NONE = new Zones(true, 0, 0, 0, 0, 1, 1, List.of());

    /**
     * A rectangle of a unit.
     *
     * @param care   whether defects count there
     * @param x      left edge, from the unit's
     * @param y      top edge, from the unit's
     * @param width  0 or more
     * @param height 0 or more
     */
    public record Zone(boolean care, double x, double y, double width, double height) {
        public Zone {
            if (!Double.isFinite(x) || !Double.isFinite(y) || !(width >= 0 && height >= 0)
                    || Double.isInfinite(width + height))
                throw new IllegalArgumentException("A zone has a place, and a size of 0 or more, found " + x + ", " + y
                        + ", " + width + " × " + height + ".");
        }
    }

    public Zones {
        zones = List.copyOf(zones);
        if (columns < 1 || rows < 1)
            throw new IllegalArgumentException("There is at least 1 unit, found " + columns + " × " + rows + ".");
        if (columns > 1 && !(pitchX > 0) || rows > 1 && !(pitchY > 0))
            throw new IllegalArgumentException("Units that repeat have a pitch above 0, found " + pitchX + ", " + pitchY
                    + ".");
        if (!Double.isFinite(originX + originY + pitchX + pitchY))
            throw new IllegalArgumentException("Origin and pitch are numbers, found " + originX + ", " + originY + ", "
                    + pitchX + ", " + pitchY + ".");
    }

    /** Zones of a single unit at the image's corner. */
    public static Zones of(boolean inPixels, List<Zone> zones) {
        return new Zones(inPixels, 0, 0, 0, 0, 1, 1, zones);
    }

    /** Whether there are none, so that everything counts. */
    public boolean isEmpty() {
        return zones.isEmpty();
    }

    /**
     * The same in px.
     *
     * @param umPerPx of the image, or NaN if unknown
     * @throws ToolException if lengths are µm and the scale is unknown
     */
    public Zones toPixels(double umPerPx) throws ToolException {
        if (inPixels || isEmpty())
            return this;
        if (!(umPerPx > 0))
            throw new ToolException("The zones are in µm, and the image does not say how many µm a pixel covers.",
                    "Give its image set the µm/px, or draw the zones anew.");
        double f = 1 / umPerPx;
        return new Zones(true, originX * f, originY * f, pitchX * f, pitchY * f, columns, rows, zones.stream()
                .map(z -> new Zone(z.care, z.x * f, z.y * f, z.width * f, z.height * f)).toList());
    }

    /** Whether what is found at a place of the image counts. Coordinates are in the unit of these zones. */
    public boolean counts(double x, double y) {
        boolean care = false;
        for (int i = zones.size() - 1; i >= 0; i--) {
            Zone zone = zones.get(i);
            care |= zone.care;
            if (inside(x - originX - zone.x, zone.width, pitchX, columns)
                    && inside(y - originY - zone.y, zone.height, pitchY, rows))
                return zone.care;
        }
        return !care;
    }

    /** Whether a distance from the first repeat's edge lies in that repeat or in one of the next. */
    private static boolean inside(double from, double length, double pitch, int repeats) {
        double last = repeats == 1 ? 0 : Math.max(0, Math.min(repeats - 1, Math.floor(from / pitch)));
        double here = from - last * pitch;
        return here >= 0 && here < length;
    }

    /** Rows whose box has its centre where it counts. Boxes are in the unit of these zones. */
    public int[] rows(Detections found) {
        return IntStream.range(0, found.size()).filter(i -> isEmpty() || counts(
                found.x()[i] + found.width()[i] / 2.0, found.y()[i] + found.height()[i] / 2.0)).toArray();
    }
}
