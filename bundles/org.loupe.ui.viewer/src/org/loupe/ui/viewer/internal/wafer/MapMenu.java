package org.loupe.ui.viewer.internal.wafer;

import java.util.Locale;

import org.eclipse.swt.widgets.Menu;
import org.eclipse.ui.IWorkbenchCommandConstants;
import org.eclipse.ui.services.IServiceLocator;
import org.loupe.model.WaferEntry;
import org.loupe.ui.Words;
import org.loupe.ui.viewer.internal.Menus;

/** The menus of a map. UI thread only. */
final class MapMenu {

    private MapMenu() {
    }

    /** What the colour of a die tells. */
    static String name(MapModes modes) {
        return modes.stack() != null ? Words.get("map.dies.stack") : name(modes.dies());
    }

    private static String name(MapModes.Die mode) {
        return Words.get("map.dies." + mode.name().toLowerCase(Locale.ROOT));
    }

    /** What the colour of a defect tells. */
    static String name(MapModes.Point mode) {
        return Words.get("map.points." + mode.name().toLowerCase(Locale.ROOT));
    }

    /** Offers what the colour of a die may tell. */
    static void dropDies(WaferEditor map) {
        Menus.drop(map.button(true), menu -> dies(menu, map));
    }

    private static void dies(Menu menu, WaferEditor map) {
        MapModes now = map.canvas().modes();
        for (MapModes.Die mode : MapModes.Die.values())
            Menus.choice(menu, name(mode), now.stack() == null && now.dies() == mode,
                    () -> map.layers().show(now.alone().dies(mode)))
                    .setEnabled(mode != MapModes.Die.BINS || !map.open().orElseThrow().wafer().bins().isEmpty());
    }

    /** Offers what the colour of a defect may tell. */
    static void dropPoints(WaferEditor map) {
        Menus.drop(map.button(false), menu -> points(menu, map));
    }

    private static void points(Menu menu, WaferEditor map) {
        MapModes now = map.canvas().modes();
        for (MapModes.Point mode : MapModes.Point.values())
            Menus.choice(menu, name(mode), now.points() == mode,
                    () -> map.layers().show(now.points(mode).repeaters(null)))
                    .setEnabled(mode != MapModes.Point.ADDER || now.adders() != null);
    }

    /** Offers files of the same wafer by other tools. */
    static void dropAlign(WaferEditor map) {
        Menus.drop(map.addersButton(), menu -> align(menu, map));
    }

    private static void align(Menu menu, WaferEditor map) {
        for (WaferEntry other : map.layers().others())
            Menus.choice(menu, name(other), map.layers().aligned().orElse(null) == other,
                    () -> map.layers().align(other));
    }

    private static void adders(Menu menu, WaferEditor map) {
        for (WaferEntry other : map.layers().others())
            Menus.choice(menu, name(other), false, () -> map.layers().findAdders(other));
    }

    private static String name(WaferEntry other) {
        return other.getStep().isBlank() ? other.getName()
                : Words.get("map.menu.other", other.getStep(), other.getName());
    }

    /** The context menu. */
    static void fill(Menu menu, IServiceLocator site, WaferEditor map) {
        if (map.open().isEmpty())
            return;
        Menus.command(menu, site, WaferAction.IMAGES.id(), "image");
        Menus.command(menu, site, WaferAction.ALL_IMAGES.id(), "gallery");
        Menus.line(menu);
        Menus.command(menu, site, WaferAction.ROW.id(), "");
        Menus.command(menu, site, IWorkbenchCommandConstants.EDIT_SELECT_ALL, "");
        Menus.line(menu);
        dies(Menus.sub(menu, Words.get("map.menu.dies")), map);
        points(Menus.sub(menu, Words.get("map.menu.points")), map);
        Menus.command(menu, site, WaferAction.ZONES.id(), "zones");
        Menus.command(menu, site, WaferAction.STACK.id(), "stack");
        Menus.command(menu, site, WaferAction.REPEATERS.id(), "repeaters");
        if (map.layers().others().isEmpty()) {
            Menus.command(menu, site, WaferAction.ADDERS.id(), "adders");
            Menus.command(menu, site, WaferAction.ALIGN.id(), "align");
        } else {
            adders(Menus.sub(menu, Words.get("map.menu.adders")), map);
            align(Menus.sub(menu, Words.get("map.menu.align")), map);
        }
        Menus.line(menu);
        Menus.command(menu, site, WaferAction.PICTURE.id(), "export");
        Menus.command(menu, site, WaferAction.FIT.id(), "fit");
        Menus.command(menu, site, IWorkbenchCommandConstants.FILE_PROPERTIES, "");
    }
}
