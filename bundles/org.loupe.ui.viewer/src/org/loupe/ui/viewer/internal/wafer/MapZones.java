package org.loupe.ui.viewer.internal.wafer;

import java.util.List;

import org.loupe.ui.Words;
import org.loupe.wafer.Wafer;

/** The rings into which a wafer is parted, as lines on its map. UI thread only. */
final class MapZones {

    /**
     * A circle around the centre.
     *
     * @param radiusUm in µm
     * @param name     written beside it, or ""
     * @param edge     whether dies beyond it are not inspected
     */
    record Line(double radiusUm, String name, boolean edge) {
    }

    private MapZones() {
    }

    /** The circles of a wafer; none on a panel. */
    static List<Line> of(Wafer wafer) {
        if (!wafer.outline().round())
            return List.of();
        double radius = wafer.outline().widthUm() / 2;
        return List.of(new Line(radius * 0.45, Words.get("map.centre"), false), new Line(radius * 0.82, "", false));
    }
}
