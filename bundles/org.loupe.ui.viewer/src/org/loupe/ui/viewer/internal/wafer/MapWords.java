package org.loupe.ui.viewer.internal.wafer;

import org.loupe.ui.Words;
import org.loupe.wafer.Outline;
import org.loupe.wafer.Wafer;
import org.loupe.wafer.WaferDefects;

/** How places, dies and defects of a wafer are called. UI thread only. */
final class MapWords {
    private static final double MM = 1000;

    private MapWords() {
    }

    /** Such as "die (3, −2)"; a board of a panel is called so. @param die -1 for none */
    static String die(OpenWafer open, int die) {
        if (die < 0)
            return Words.get(open.wafer().outline().round() ? "map.noDie" : "map.noBoard");
        return Words.get(open.wafer().outline().round() ? "map.die" : "map.board",
                Words.number(open.index().column(die), 0), Words.number(open.index().row(die), 0));
    }

    /** Such as "Residue #412". */
    static String defect(OpenWafer open, int defect) {
        WaferDefects of = open.wafer().defects();
        return Words.get("map.defect", open.wafer().className(of.classNumber(defect)),
                Integer.toString(of.id(defect)));
    }

    /** Such as "x 31.462 · y −27.104 mm". @param x in µm @param y in µm */
    static String place(double x, double y) {
        return Words.get("map.place", Words.number(x / MM, 3), Words.number(y / MM, 3));
    }

    /** Such as "r 41.5 mm · 319.3°". @param x in µm @param y in µm */
    static String polar(double x, double y) {
        double degrees = (Math.toDegrees(Math.atan2(y, x)) + 360) % 360;
        return Words.get("map.polar", Words.number(Math.hypot(x, y) / MM, 1), Words.number(degrees, 1));
    }

    /** Such as "200 mm · die 9.2 × 12.9 mm". */
    static String size(Wafer wafer) {
        Outline of = wafer.outline();
        String dieX = length(wafer.grid().pitchXum()), dieY = length(wafer.grid().pitchYum());
        if (of.round())
            return Words.get("map.size", length(of.widthUm()), dieX, dieY);
        return Words.get("map.sizePanel", length(of.widthUm()), length(of.heightUm()), dieX, dieY);
    }

    /** Millimetres, with as many decimals as are not zero, at most 3. */
    private static String length(double um) {
        double mm = um / MM;
        int decimals = 0;
        while (decimals < 3 && Math.abs(mm * Math.pow(10, decimals) - Math.rint(mm * Math.pow(10, decimals))) > 0.005
                * Math.pow(10, decimals))
            decimals++;
        return Words.number(mm, decimals);
    }

    /** Such as "wafer 14 · seen from the top". */
    static String caption(OpenWafer open, MapModes modes) {
        Wafer wafer = open.wafer();
        if (modes.stack() != null)
            return Words.get("map.captionStack", modes.stacked(), wafer.info().lot());
        if (!wafer.outline().round())
            return wafer.info().wafer().isEmpty() ? Words.get("map.captionPanel")
                    : Words.get("map.captionPanelNamed", wafer.info().wafer());
        String name = !wafer.info().wafer().isEmpty() ? wafer.info().wafer()
                : wafer.info().slot() > 0 ? Integer.toString(wafer.info().slot()) : "";
        return name.isEmpty() ? Words.get("map.captionUnnamed") : Words.get("map.caption", name);
    }

    /** A length without needless decimals: "40 µm", "1.8 mm". */
    static String about(double um) {
        return um >= MM ? Words.get("map.mm", Words.number(um / MM, 1)) : Words.get("map.um", Words.number(um, 0));
    }

    /** Where the notch or flat is, such as "notch 270°"; "" if there is none. */
    static String mark(Outline of) {
        return switch (of.mark()) {
            case NOTCH -> Words.get("map.notch", Words.number(of.degrees(), 0));
            case FLAT -> Words.get("map.flat", Words.number(of.degrees(), 0));
            case NONE -> "";
        };
    }
}
