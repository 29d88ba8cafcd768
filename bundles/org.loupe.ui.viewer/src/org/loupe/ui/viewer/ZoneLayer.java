package org.loupe.ui.viewer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.LineAttributes;
import org.eclipse.swt.graphics.Rectangle;
import org.loupe.model.ImageSet;
import org.loupe.model.Layout;
import org.loupe.model.LoupeFactory;
import org.loupe.model.Project;
import org.loupe.model.Zone;
import org.loupe.model.ZoneKind;
import org.loupe.ui.Palette;
import org.loupe.ui.Palette.Token;
import org.loupe.ui.Session;
import org.loupe.ui.Status.Kind;
import org.loupe.ui.Words;
import org.loupe.ui.viewer.ZonePlaces.Place;
import org.loupe.ui.viewer.ZonePlaces.Unit;

/**
 * The care and ignore zones of the image set, drawn in each unit of its layout, and the one of them that is chosen.
 * Every change is one command that can be undone. UI thread.
 */
public final class ZoneLayer implements Layer {
    /** Boxes that are drawn; of more, nothing is told apart any more. */
    private static final int MOST = 4000, MOST_TAGS = 24;
    private static final int GRIP = 4, HATCH_ALPHA = 70;

    private final Session session;
    private final Consumer<Optional<Zone>> chosenChanged;
    private Zone chosen;
    private Unit unit = Unit.FIRST;
    private Place dragged;

    /**
     * A zone under the pointer.
     *
     * @param handle index of the handle, row by row from the upper left without the middle; -1 for its border or inside
     */
    record Hit(Zone zone, Unit unit, int handle) {
    }

    /** @param chosenChanged is told the zone that is chosen now */
    public ZoneLayer(Session session, Consumer<Optional<Zone>> chosenChanged) {
        this.session = session;
        this.chosenChanged = chosenChanged;
    }

    /** The zones of the image set in their order. */
    public List<Zone> zones() {
        return layout().map(l -> List.copyOf(l.getZones())).orElse(List.of());
    }

    private Optional<Layout> layout() {
        return session.imageSet().map(ImageSet::getLayout);
    }

    /** The zone that is chosen. */
    public Optional<Zone> chosen() {
        if (chosen != null && (chosen.eContainer() == null || !zones().contains(chosen)))
            choose(null, Unit.FIRST); // it was deleted, or another set is shown
        return Optional.ofNullable(chosen);
    }

    /** Chooses a zone, or with {@code null} none. @param of the unit that its handles are drawn in */
    public void choose(Zone zone, Unit of) {
        boolean same = chosen == zone;
        chosen = zone;
        unit = of;
        dragged = null;
        if (!same)
            chosenChanged.accept(Optional.ofNullable(zone));
    }

    /** Chooses the next zone in the list, after the last none. */
    public void next() {
        List<Zone> zones = zones();
        int at = chosen().map(zones::indexOf).orElse(-1) + 1;
        choose(at < zones.size() ? zones.get(at) : null, Unit.FIRST);
    }

    Optional<ZonePlaces> places(ImageCanvas canvas) {
        return layout().flatMap(l -> ZonePlaces.of(l, canvas.umPerPx()));
    }

    /** Where the chosen zone lies, as it is dragged now. */
    Optional<Place> place(ImageCanvas canvas) {
        return chosen().isEmpty() ? Optional.empty()
                : dragged != null ? Optional.of(dragged) : places(canvas).map(p -> p.place(chosen, unit));
    }

    /** Shows the chosen zone somewhere else until {@link #drop}. */
    void drag(Place to) {
        dragged = to;
    }

    /** Leaves the chosen zone where it was dragged to. */
    void drop(ImageCanvas canvas) {
        Place to = dragged;
        dragged = null;
        if (to != null && !to.equals(place(canvas).orElse(null)))
            move(to, canvas);
    }

    /** Puts the chosen zone somewhere else, as one command. */
    void move(Place to, ImageCanvas canvas) {
        Optional<ZonePlaces> places = places(canvas);
        if (places.isEmpty() || chosen().isEmpty())
            return;
        Zone zone = chosen;
        Unit of = unit;
        session.edit(p -> p.change(Words.get("command.zone.move", zone.getName()),
                () -> places.get().set(zone, of, to)));
    }

    /** Deletes the chosen zone. */
    public void delete() {
        if (chosen().isEmpty()) {
            session.status().message(Kind.INFO, Words.get("zone.noneChosen"));
            return;
        }
        Zone zone = chosen;
        session.edit(p -> p.change(Words.get("command.zone.delete", zone.getName()),
                () -> ((Layout) zone.eContainer()).getZones().remove(zone)));
        chosen();
    }

    /** Adds a zone and chooses it; says why not if lengths are unknown. */
    public void add(ZoneKind kind, Place place, ImageCanvas canvas) {
        ImageSet set = session.imageSet().orElse(null);
        if (set == null || place.width() < 1 || place.height() < 1)
            return;
        double scale = canvas.umPerPx();
        boolean blank = set.getLayout() == null || isBlank(set.getLayout());
        if (!blank && ZonePlaces.of(set.getLayout(), scale).isEmpty()) {
            session.status().message(Kind.WARNING, Words.get("zone.noScale"));
            return;
        }
        session.edit(project -> {
            Zone zone = LoupeFactory.eINSTANCE.createZone();
            zone.setKind(kind);
            zone.setName(name(kind));
            project.change(Words.get("command.zone.add", zone.getName()), () -> {
                Layout layout = set.getLayout();
                if (layout == null) {
                    layout = LoupeFactory.eINSTANCE.createLayout();
                    layout.setName(set.getName());
                    ((Project) set.eContainer()).getLayouts().add(layout);
                    set.setLayout(layout);
                }
                if (blank)
                    layout.setInPixels(!(scale > 0));
                ZonePlaces places = ZonePlaces.of(layout, scale).orElseThrow();
                places.set(zone, places.unitAt(place.x(), place.y()), place);
                layout.getZones().add(zone);
            });
            places(canvas).ifPresent(p -> choose(zone, p.unitAt(place.x(), place.y())));
        });
    }

    /** Whether no length of the layout is known yet, so that its unit may still be chosen. */
    private static boolean isBlank(Layout layout) {
        return layout.getZones().isEmpty() && layout.getPitchXum() == 0 && layout.getPitchYum() == 0
                && layout.getOriginXum() == 0 && layout.getOriginYum() == 0;
    }

    private String name(ZoneKind kind) {
        List<String> taken = zones().stream().map(Zone::getName).toList();
        for (int n = 1;; n++) {
            String name = Words.get(kind == ZoneKind.CARE ? "zone.care" : "zone.ignore", n);
            if (!taken.contains(name))
                return name;
        }
    }

    /** The zone whose border, handle or, if it is chosen, inside is at a place of the screen. */
    Optional<Hit> at(int x, int y, ImageCanvas canvas) {
        ZonePlaces places = places(canvas).orElse(null);
        if (places == null)
            return Optional.empty();
        Optional<Place> now = place(canvas);
        if (now.isPresent()) {
            Rectangle box = screen(now.get(), canvas);
            List<Rectangle> handles = BoxPainter.handlesOf(box);
            for (int i = 0; i < handles.size(); i++) {
                Rectangle h = handles.get(i);
                if (new Rectangle(h.x - 3, h.y - 3, h.width + 6, h.height + 6).contains(x, y))
                    return Optional.of(new Hit(chosen, unit, i));
            }
            if (box.contains(x, y))
                return Optional.of(new Hit(chosen, unit, -1));
        }
        List<Zone> zones = zones();
        Unit under = places.unitAt(canvas.toImageX(x), canvas.toImageY(y));
        for (int i = zones.size() - 1; i >= 0; i--) {
            Rectangle box = screen(places.place(zones.get(i), under), canvas);
            Rectangle outer = new Rectangle(box.x - GRIP, box.y - GRIP, box.width + 2 * GRIP, box.height + 2 * GRIP);
            Rectangle inner = new Rectangle(box.x + GRIP, box.y + GRIP, Math.max(0, box.width - 2 * GRIP),
                    Math.max(0, box.height - 2 * GRIP));
            if (outer.contains(x, y) && !inner.contains(x, y))
                return Optional.of(new Hit(zones.get(i), under, -1));
        }
        return Optional.empty();
    }

    private static Rectangle screen(Place place, ImageCanvas canvas) {
        int left = (int) Math.round(canvas.toScreenX(place.x())), top = (int) Math.round(canvas.toScreenY(place.y()));
        return new Rectangle(left, top, (int) Math.round(canvas.toScreenX(place.right())) - left,
                (int) Math.round(canvas.toScreenY(place.bottom())) - top);
    }

    static Color colour(ZoneKind kind) {
        return Palette.color(kind == ZoneKind.CARE ? Token.ACCENT : Token.ERROR);
    }

    @Override
    public void paint(GC gc, ImageCanvas canvas) {
        ZonePlaces places = places(canvas).orElse(null);
        List<Zone> zones = zones();
        if (places == null || zones.isEmpty())
            return;
        Rectangle area = canvas.getClientArea();
        BoxPainter painter = new BoxPainter(gc);
        TagPlaces tags = canvas.tagPlaces();
        Unit from = places.unitAt(canvas.toImageX(0), canvas.toImageY(0));
        Unit to = places.unitAt(canvas.toImageX(area.width), canvas.toImageY(area.height));
        long units = (long) (to.column() - from.column() + 2) * (to.row() - from.row() + 2);
        boolean few = units * zones.size() <= MOST_TAGS;
        Zone now = chosen().orElse(null);
        for (Zone zone : zones) {
            List<Rectangle> boxes = new ArrayList<>();
            if (units * zones.size() <= MOST) // a zone may reach into the next unit
                for (int row = Math.max(0, from.row() - 1); row <= to.row(); row++)
                    for (int column = Math.max(0, from.column() - 1); column <= to.column(); column++)
                        if (zone != now || dragged == null || !unit.equals(new Unit(column, row)))
                            boxes.add(screen(places.place(zone, new Unit(column, row)), canvas));
            if (zone == now && dragged != null)
                boxes.add(screen(dragged, canvas));
            paint(painter, zone, boxes, area);
            if (few || zone == now)
                for (Rectangle box : few ? boxes : List.of(screen(place(canvas).orElseThrow(), canvas)))
                    painter.tag(zone.getName(), box, colour(zone.getKind()), false, tags);
        }
        place(canvas).ifPresent(place -> {
            Rectangle box = screen(place, canvas);
            painter.outlines(List.of(box), colour(now.getKind()), 2, 255);
            painter.handles(box);
        });
        gc.setAlpha(255);
        gc.setLineAttributes(new LineAttributes(1));
    }

    private static void paint(BoxPainter painter, Zone zone, List<Rectangle> boxes, Rectangle area) {
        Color colour = colour(zone.getKind());
        if (zone.getKind() == ZoneKind.IGNORE)
            painter.hatch(boxes, colour, HATCH_ALPHA, area);
        painter.casing(boxes, 1, 255);
        painter.dashed(boxes, colour, 1.5f, 255, 6, 4);
    }
}
