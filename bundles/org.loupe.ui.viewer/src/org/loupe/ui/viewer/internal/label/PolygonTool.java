package org.loupe.ui.viewer.internal.label;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.widgets.Event;
import org.loupe.store.labels.Label;
import org.loupe.store.labels.LabelShape.Polygon;
import org.loupe.store.labels.LabelShape.Ring;
import org.loupe.ui.Status.Kind;
import org.loupe.ui.Words;
import org.loupe.ui.viewer.ImageCanvas;

/**
 * Draws polygons corner by corner or by hand while the button is held; with Alt at its first corner a hole in the selected
 * polygon or the one under the pointer. Enter, a double click or a click on the first corner closes it. UI thread.
 */
final class PolygonTool extends LabelTool {
    private static final int STEP = 3, NEAR = 7;

    private final List<double[]> points = new ArrayList<>();
    private final List<Integer> begins = new ArrayList<>(); // numbers of points before each click or stroke
    private Event last;
    private Label around;
    private int strokeFrom = -1;

    PolygonTool(LabelScene scene, Edges edges) {
        super(scene, edges);
    }

    @Override
    String hint(ImageCanvas canvas) {
        if (points.isEmpty())
            return Words.get("label.hint.polygon");
        return Words.get(points.size() < 3 ? "label.hint.polygon.more"
                : around != null ? "label.hint.polygon.closeHole" : "label.hint.polygon.close");
    }

    @Override
    boolean underWay() {
        return !points.isEmpty();
    }

    @Override
    void cancel() {
        points.clear();
        begins.clear();
        around = null;
        strokeFrom = -1;
    }

    @Override
    boolean back() {
        if (begins.isEmpty())
            return false;
        int left = begins.remove(begins.size() - 1);
        while (points.size() > left)
            points.remove(points.size() - 1);
        if (points.isEmpty())
            cancel();
        return true;
    }

    @Override
    void down(Event e, ImageCanvas canvas) {
        if (points.isEmpty() && (e.stateMask & SWT.ALT) != 0) {
            around = holed(e, canvas).orElse(null);
            if (around == null) {
                scene().session().status().message(Kind.INFO, Words.get("label.noPolygonHere"));
                return;
            }
        }
        if (points.size() >= 3 && nearFirst(e, canvas)) {
            enter(canvas);
            return;
        }
        begins.add(points.size());
        strokeFrom = points.size();
        points.add(new double[] { column(e, canvas), row(e, canvas) });
        last = e;
    }

    /** The polygon that a hole would be cut into. */
    private Optional<Label> holed(Event e, ImageCanvas canvas) {
        double x = column(e, canvas), y = row(e, canvas);
        return scene().single().or(() -> scene().at(e.x, e.y, canvas))
                .filter(l -> l.shape() instanceof Polygon && l.shape().contains(x, y));
    }

    private boolean nearFirst(Event e, ImageCanvas canvas) {
        return Math.hypot(canvas.toScreenX(points.get(0)[0]) - e.x, canvas.toScreenY(points.get(0)[1]) - e.y) <= NEAR;
    }

    @Override
    void moved(Event e, ImageCanvas canvas, boolean held) {
        if (!held || strokeFrom < 0 || Math.hypot(e.x - last.x, e.y - last.y) < STEP)
            return;
        points.add(new double[] { column(e, canvas), row(e, canvas) });
        last = e;
    }

    @Override
    void up(Event e, ImageCanvas canvas) {
        if (strokeFrom < 0)
            return;
        List<double[]> stroke = points.subList(strokeFrom, points.size());
        boolean byHand = stroke.size() > 2;
        List<double[]> kept = List.copyOf(Outline.simplified(List.copyOf(stroke), 1 / canvas.view().scale()));
        stroke.clear();
        points.addAll(kept);
        strokeFrom = -1;
        if (byHand && points.size() >= 3 && nearFirst(e, canvas)) {
            points.remove(points.size() - 1);
            enter(canvas);
        }
    }

    @Override
    public boolean doubleClick(Event e, ImageCanvas canvas) {
        if (points.size() >= 3)
            enter(canvas);
        return true;
    }

    @Override
    boolean enter(ImageCanvas canvas) {
        if (points.isEmpty())
            return false;
        List<double[]> corners = new ArrayList<>();
        for (double[] p : points)
            if (corners.isEmpty() || Math.hypot(p[0] - corners.get(corners.size() - 1)[0],
                    p[1] - corners.get(corners.size() - 1)[1]) > 1e-3)
                corners.add(p);
        if (corners.size() < 3) {
            scene().session().status().message(Kind.INFO, Words.get("label.threeCorners", corners.size()));
            return true;
        }
        float[] xy = new float[2 * corners.size()];
        for (int i = 0; i < corners.size(); i++) {
            xy[2 * i] = (float) corners.get(i)[0];
            xy[2 * i + 1] = (float) corners.get(i)[1];
        }
        Label hole = around;
        cancel();
        if (hole == null)
            add(new Polygon(List.of(new Ring(xy))));
        else
            scene().label(hole.id()).ifPresent(label -> cut(label, new Ring(xy)));
        return true;
    }

    private void cut(Label label, Ring ring) {
        if (!(label.shape() instanceof Polygon polygon))
            return;
        List<Ring> rings = new ArrayList<>(polygon.rings());
        rings.add(ring);
        scene().desk().reshape(label, new Polygon(rings));
        scene().desk().select(List.of(label.id()));
    }

    @Override
    void draw(GC gc, ImageCanvas canvas) {
        if (points.isEmpty())
            return;
        List<double[]> all = new ArrayList<>(points);
        if (pointer() != null)
            all.add(new double[] { column(pointer(), canvas), row(pointer(), canvas) });
        double[] xy = new double[2 * all.size()];
        for (int i = 0; i < all.size(); i++) {
            xy[2 * i] = all.get(i)[0];
            xy[2 * i + 1] = all.get(i)[1];
        }
        line(gc, canvas, xy);
        for (int begin : begins)
            if (begin < points.size())
                point(gc, canvas, points.get(begin)[0], points.get(begin)[1], "");
    }
}
