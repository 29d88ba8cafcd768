package org.loupe.ui.viewer.internal.wafer;

import java.util.List;

import org.loupe.ui.Words;
import org.loupe.wafer.Wafer;
import org.loupe.wafer.statistics.SpatialSignature.Zones;

/** The rings into which a wafer is parted, as lines on its map. UI thread only. */
final class MapZones {

    /**
     * A circle around the centre.
     *
     * @param radiusUm in µm
     * @param name     written beside it, or ""
     * @param edge     whether it is the line that dies should not pass
     */
    record Line(double radiusUm, String name, boolean edge) {
    }

    /** Distance of the line that dies should not pass from the edge of the wafer. */
    private static final double LIMIT_UM = 2000;

    private MapZones() {
    }

    /** The circles of a wafer; none on a panel. */
    static List<Line> of(Wafer wafer) {
        if (!wafer.outline().round())
            return List.of();
        double radius = wafer.outline().widthUm() / 2;
        Zones zones = Zones.DEFAULT;
        return List.of(new Line(radius * zones.centre(), Words.get("map.centre"), false),
                new Line(radius * zones.edge(), Words.get("map.edge"), false),
                new Line(radius - LIMIT_UM, "", true));
    }
}
