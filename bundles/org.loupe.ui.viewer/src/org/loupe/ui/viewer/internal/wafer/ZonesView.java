package org.loupe.ui.viewer.internal.wafer;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.ui.part.ViewPart;
import org.loupe.ui.Parts;
import org.loupe.ui.Session;
import org.loupe.ui.Words;
import org.loupe.ui.viewer.internal.Latest;
import org.loupe.wafer.Outline;
import org.loupe.wafer.WaferDefects;
import org.loupe.wafer.statistics.SpatialSignature;
import org.loupe.wafer.statistics.SpatialSignature.Part;
import org.loupe.wafer.statistics.SpatialSignature.Zones;

/** How the defects spread over zones, rings and sectors of the wafer; a click selects those of one. */
public final class ZonesView extends ViewPart {
    private WaferDesk desk;
    private Latest counter;
    private ZoneList list;
    private OpenWafer open;

    @Override
    public void createPartControl(Composite parent) {
        desk = WaferDesk.of(getSite().getService(Session.class));
        Parts.title(this, parent, "zones", this::setTitleImage);
        Composite page = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(page);
        list = new ZoneList(page, this::select);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(list);
        counter = new Latest(list, "Loupe zones");
        desk.listen(page, WaferDesk.Event.WAFER, this::count);
        count();
    }

    private void count() {
        open = desk.shown().orElse(null);
        OpenWafer of = open;
        if (of == null || of.index().size() == 0) {
            counter.forget();
            list.show(List.of(), Words.get(of == null ? "zones.none" : "zones.clean"));
            return;
        }
        list.show(List.of(), "");
        counter.ask(unwanted -> lines(of, SpatialSignature.of(of.wafer())), lines -> list.show(lines, ""));
    }

    private static List<ZoneList.Line> lines(OpenWafer open, SpatialSignature of) {
        List<ZoneList.Line> lines = new ArrayList<>();
        Outline outline = open.wafer().outline();
        Zones zones = of.zones();
        head(lines, "zones.zones", of.zonesP());
        lines.add(zone(outline, "zones.centre", of.centre(), 0, zones.centre()));
        lines.add(zone(outline, "zones.middle", of.middle(), zones.centre(), zones.edge()));
        lines.add(zone(outline, "zones.edge", of.edge(), zones.edge(), Double.POSITIVE_INFINITY));
        head(lines, "zones.rings", of.ringsP());
        int rings = of.rings().size();
        for (int i = 0; i < rings; i++)
            lines.add(ring(outline, of.rings().get(i), Math.sqrt((double) i / rings),
                    i == rings - 1 ? Double.POSITIVE_INFINITY : Math.sqrt((i + 1.0) / rings)));
        head(lines, "zones.sectors", of.sectorsP());
        int sectors = of.sectors().size();
        for (int i = 0; i < sectors; i++) {
            double from = 360.0 * i / sectors, to = 360.0 * (i + 1) / sectors;
            lines.add(new ZoneList.Line(Words.get("zones.sector", Words.number(from, 0), Words.number(to, 0)),
                    of.sectors().get(i), Double.NaN, (x, y) -> {
                        double degrees = (Math.toDegrees(Math.atan2(y / outline.heightUm(), x / outline.widthUm()))
                                + 360) % 360;
                        return degrees >= from && degrees < to;
                    }));
        }
        return lines;
    }

    private static void head(List<ZoneList.Line> lines, String key, double p) {
        lines.add(new ZoneList.Line(Words.get(key), null, p, (x, y) -> false));
    }

    private static ZoneList.Line zone(Outline outline, String key, Part part, double from, double to) {
        return new ZoneList.Line(Words.get(key), part, Double.NaN, between(outline, from, to));
    }

    private static ZoneList.Line ring(Outline outline, Part part, double from, double to) {
        double radius = outline.widthUm() / 2000;
        return new ZoneList.Line(Words.get("zones.ring", Words.number(from * radius, 0),
                Words.number(Math.min(1, to) * radius, 0)), part, Double.NaN, between(outline, from, to));
    }

    private static ZoneList.Place between(Outline outline, double from, double to) {
        return (x, y) -> {
            double u = 2 * x / outline.widthUm(), v = 2 * y / outline.heightUm();
            double r = outline.round() ? Math.hypot(u, v) : Math.max(Math.abs(u), Math.abs(v));
            return r >= from && r < to;
        };
    }

    private void select(ZoneList.Line line) {
        OpenWafer of = open;
        counter.ask(unwanted -> {
            BitSet inside = new BitSet();
            WaferDefects defects = of.wafer().defects();
            boolean whole = of.wafer().dies().size() == 0;
            for (int i = 0; i < defects.size(); i++) // those that were counted, so on the inspected area
                if (line.place().holds(defects.x(i), defects.y(i)) && (whole
                        ? of.wafer().outline().contains(defects.x(i), defects.y(i))
                        : of.wafer().dies().find(defects.column(i), defects.row(i)) >= 0))
                    inside.set(i);
            return inside;
        }, inside -> {
            if (of == open)
                desk.select(WaferSelection.defects(inside));
        });
    }

    /** The list; for tests. */
    public Canvas list() {
        return list;
    }

    /** What the lines say; for tests. */
    public List<String> texts() {
        return list.texts();
    }

    @Override
    public void setFocus() {
        list.setFocus();
    }
}
