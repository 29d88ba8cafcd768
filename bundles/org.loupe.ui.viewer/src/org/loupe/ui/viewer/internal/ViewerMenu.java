package org.loupe.ui.viewer.internal;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

import org.eclipse.swt.widgets.Menu;
import org.eclipse.swt.widgets.MenuItem;
import org.eclipse.ui.IWorkbenchPartSite;
import org.loupe.ui.Session;
import org.loupe.ui.Status.Kind;
import org.loupe.ui.Words;

/** The context menu of an image. What is greyed says why in the status line. UI thread. */
final class ViewerMenu {

    private ViewerMenu() {
    }

    static void fill(Menu menu, IWorkbenchPartSite site, Overlays overlays) {
        OverlayAction.Target target = new OverlayAction.Target(site.getService(Session.class), overlays,
                site.getPage());
        Set<String> why = new LinkedHashSet<>();
        overlays.labels().menu(menu);
        add(menu, site, "copyCrop", "image", OverlayAction.COPY_CROP, target, why);
        add(menu, site, "copyRow", "copy", OverlayAction.COPY_ROW, target, why);
        add(menu, site, "copyReadOut", "", OverlayAction.COPY_READ_OUT, target, why);
        Menus.line(menu);
        add(menu, site, "showInResults", "table", OverlayAction.RESULTS, target, why);
        add(menu, site, "showInGallery", "gallery", OverlayAction.GALLERY, target, why);
        add(menu, site, "showInPlot", "scatter", OverlayAction.PLOT, target, why);
        Menus.command(menu, site, "org.loupe.ui.examples.send", "send");
        Menus.line(menu);
        add(menu, site, "zoomTo", "zoom-in", OverlayAction.ZOOM_TO, target, why);
        Menus.command(menu, site, "org.loupe.ui.viewer.split", "split");
        add(menu, site, "heat", "heat", OverlayAction.HEAT, target, why);
        Menu zones = Menus.sub(menu, Words.get("zone.menu"));
        add(zones, site, "zone.care", "zone", OverlayAction.CARE, target, why);
        add(zones, site, "zone.ignore", "zone-ignore", OverlayAction.IGNORE, target, why);
        Menus.line(zones);
        add(zones, site, "zone.next", "", OverlayAction.NEXT_ZONE, target, why);
        add(zones, site, "zone.delete", "trash", OverlayAction.DELETE_ZONE, target, why);
        Menus.line(menu);
        Menus.command(menu, site, "org.eclipse.ui.file.properties", "info");
        if (!why.isEmpty())
            target.session().status().message(Kind.INFO, String.join(" ", why));
    }

    private static void add(Menu menu, IWorkbenchPartSite site, String id, String icon, OverlayAction action,
            OverlayAction.Target target, Set<String> why) {
        MenuItem item = Menus.command(menu, site, "org.loupe.ui.viewer." + id, icon);
        Optional<String> obstacle = action.obstacle(target);
        obstacle.ifPresent(why::add);
        item.setEnabled(item.isEnabled() && obstacle.isEmpty());
    }
}
