package org.loupe.ui.viewer.internal.wafer;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.loupe.ui.Words;
import org.loupe.ui.viewer.internal.wafer.WaferCanvas.Tool;

/**
 * What the commands on a map do, and what stands in their way. The command is called as the constant in plugin.xml.
 */
enum WaferAction {
    /** Chooses the tool that selects. */
    SELECT,
    /** Chooses the tool that moves the map. */
    PAN,
    /** Chooses the lasso. */
    LASSO,
    /** Shows less. */
    ZOOM_IN,
    /** Shows more. */
    ZOOM_OUT,
    /** Shows the whole wafer. */
    FIT,
    /** Offers what the colour of a die tells. */
    DIES,
    /** Offers what the colour of a defect tells. */
    POINTS,
    /** Shows the zones or not. */
    ZONES,
    /** Shows the dies of the whole lot on top of each other, or not. */
    STACK,
    /** Shows which defects the step before did not have, or not. */
    ADDERS,
    /** Shows the defects that repeat from die to die, or not. */
    REPEATERS,
    /** Lays the file of another tool on this one. */
    ALIGN,
    /** Writes the map as a picture. */
    PICTURE,
    /** Selects the die to the left. */
    LEFT,
    /** Selects the die to the right. */
    RIGHT,
    /** Selects the die above. */
    UP,
    /** Selects the die below. */
    DOWN,
    /** Shows the next wafer of the lot. */
    NEXT,
    /** Shows the wafer before. */
    PREVIOUS,
    /** Shows the first image of what is selected. */
    IMAGES,
    /** Shows all images of the die. */
    ALL_IMAGES,
    /** Selects the row of the selected die. */
    ROW,
    /** Selects all defects. */
    ALL,
    /** Gives up what is drawn, the tool, or what is selected. */
    CANCEL;

    /** The command's id. */
    String id() {
        String[] words = name().toLowerCase(Locale.ROOT).split("_");
        StringBuilder id = new StringBuilder("org.loupe.ui.wafer.").append(words[0]);
        for (int i = 1; i < words.length; i++)
            id.append(Character.toUpperCase(words[i].charAt(0))).append(words[i].substring(1));
        return id.toString();
    }

    /** Why it cannot be done now, in a sentence; empty if it can. */
    Optional<String> obstacle(WaferEditor map) {
        WaferSelection chosen = map.canvas().selection();
        return switch (this) {
            case ROW -> chosen.dies().isEmpty() ? Optional.of(Words.get("map.needsDie")) : Optional.empty();
            case ALIGN -> map.layers().others().isEmpty() ? Optional.of(Words.get("map.align.needs"))
                    : Optional.empty();
            case IMAGES, ALL_IMAGES -> chosen.isEmpty() ? Optional.of(Words.get("map.needsSelection"))
                    : Optional.empty();
            default -> Optional.empty();
        };
    }

    /** Does it. */
    void run(WaferEditor map) {
        WaferCanvas canvas = map.canvas();
        switch (this) {
            case SELECT -> canvas.tool(Tool.SELECT);
            case PAN -> canvas.tool(canvas.tool() == Tool.PAN ? Tool.SELECT : Tool.PAN);
            case LASSO -> canvas.tool(canvas.tool() == Tool.LASSO ? Tool.SELECT : Tool.LASSO);
            case ZOOM_IN -> canvas.zoom(1);
            case ZOOM_OUT -> canvas.zoom(-1);
            case FIT -> canvas.fit();
            case DIES -> MapMenu.dropDies(map);
            case POINTS -> MapMenu.dropPoints(map);
            case ZONES -> map.layers().show(canvas.modes().zones(!canvas.modes().zones()));
            case STACK -> map.layers().stack();
            case ADDERS -> map.layers().findAdders();
            case REPEATERS -> map.layers().findRepeaters();
            case ALIGN -> MapMenu.dropAlign(map);
            case PICTURE -> MapExport.ask(map);
            case LEFT -> go(map, -1, 0);
            case RIGHT -> go(map, 1, 0);
            case UP -> go(map, 0, 1);
            case DOWN -> go(map, 0, -1);
            case NEXT -> map.layers().step(map, 1);
            case PREVIOUS -> map.layers().step(map, -1);
            case IMAGES -> images(map, false);
            case ALL_IMAGES -> images(map, true);
            case ROW -> row(map);
            case ALL -> all(map);
            case CANCEL -> cancel(map);
        }
    }

    /** To the next die in a direction, over gaps; from the middle of the view if none is selected. */
    private static void go(WaferEditor map, int columns, int rows) {
        OpenWafer open = map.open().orElseThrow();
        WaferIndex index = open.index();
        List<Integer> chosen = map.canvas().selection().dies();
        if (chosen.isEmpty()) {
            WaferFrame frame = map.canvas().frame();
            int die = nearest(open, frame.x(), frame.y());
            if (die >= 0)
                map.select(WaferSelection.dies(List.of(die)));
            return;
        }
        int from = chosen.get(chosen.size() - 1), best = -1, nearest = Integer.MAX_VALUE;
        for (int die = 0; die < index.dies(); die++) {
            int right = index.column(die) - index.column(from), up = index.row(die) - index.row(from);
            int along = right * columns + up * rows, beside = Math.abs(right * rows) + Math.abs(up * columns);
            if (along > 0 && beside == 0 && along < nearest) {
                nearest = along;
                best = die;
            }
        }
        if (best >= 0)
            map.select(WaferSelection.dies(List.of(best)));
    }

    private static int nearest(OpenWafer open, double x, double y) {
        WaferIndex index = open.index();
        int best = -1;
        double least = Double.MAX_VALUE;
        for (int die = 0; die < index.dies(); die++) {
            double away = Math.hypot(open.wafer().grid().left(index.column(die)) + open.wafer().grid().pitchXum() / 2
                    - x, open.wafer().grid().bottom(index.row(die)) + open.wafer().grid().pitchYum() / 2 - y);
            if (away < least) {
                least = away;
                best = die;
            }
        }
        return best;
    }

    private static void row(WaferEditor map) {
        WaferIndex index = map.open().orElseThrow().index();
        int row = index.row(map.canvas().selection().dies().get(0));
        List<Integer> dies = new ArrayList<>();
        for (int die = 0; die < index.dies(); die++)
            if (index.row(die) == row)
                dies.add(die);
        map.select(WaferSelection.dies(dies));
    }

    private static void images(WaferEditor map, boolean all) {
        WaferImages.show(map.getSite().getPage(), map.session(), map.open().orElseThrow(), map.canvas().selection(),
                all);
    }

    private static void all(WaferEditor map) {
        BitSet all = new BitSet();
        all.set(0, map.open().orElseThrow().index().size());
        map.select(WaferSelection.defects(all));
    }

    private static void cancel(WaferEditor map) {
        if (map.canvas().gestures().cancel())
            return;
        if (map.canvas().tool() != Tool.SELECT)
            map.canvas().tool(Tool.SELECT);
        else
            map.select(WaferSelection.NONE);
    }
}
