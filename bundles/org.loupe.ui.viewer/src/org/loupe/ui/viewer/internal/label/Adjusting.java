package org.loupe.ui.viewer.internal.label;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Event;
import org.loupe.store.labels.Label;
import org.loupe.store.labels.LabelShape;
import org.loupe.store.labels.LabelShape.Box;
import org.loupe.store.labels.LabelShape.Polygon;
import org.loupe.ui.viewer.ImageCanvas;

/**
 * A gesture that draws a handle of the selected label, or moves the selected ones: seen at once, made when the pointer goes
 * up, and then one change. UI thread.
 */
final class Adjusting {
    private static final int GRIP = 6, BIG = 24;
    private static final int[] CURSORS = { SWT.CURSOR_SIZENW, SWT.CURSOR_SIZEN, SWT.CURSOR_SIZENE, SWT.CURSOR_SIZEW,
            SWT.CURSOR_SIZEE, SWT.CURSOR_SIZESW, SWT.CURSOR_SIZES, SWT.CURSOR_SIZESE };

    private final LabelScene scene;
    private final Edges edges;
    private final Map<Label, LabelShape> now = new HashMap<>();
    private List<Label> labels = List.of();
    private int handle = -1;
    private double fromX, fromY;

    Adjusting(LabelScene scene, Edges edges) {
        this.scene = scene;
        this.edges = edges;
    }

    /** Whether a gesture is under way. */
    boolean active() {
        return !labels.isEmpty();
    }

    /** The handle at a place of the screen; -1 if there is none. */
    int handleAt(Event e, ImageCanvas canvas) {
        Label label = scene.single().filter(scene.desk()::seen).orElse(null);
        if (label == null)
            return -1;
        var box = LabelLayer.screen(label.shape().bounds(), canvas);
        if (Math.max(box.width, box.height) < BIG && !(label.shape() instanceof LabelShape.Point))
            return -1;
        List<double[]> all = Outline.handles(label.shape(), LabelLayer.arm(canvas));
        int best = -1;
        double least = GRIP;
        for (int i = 0; i < all.size(); i++) {
            double far = Math.max(Math.abs(canvas.toScreenX(all.get(i)[0]) - e.x),
                    Math.abs(canvas.toScreenY(all.get(i)[1]) - e.y));
            if (far <= least) {
                least = far;
                best = i;
            }
        }
        return best;
    }

    /** The cursor over a handle; -1 beside them. */
    int cursor(Event e, ImageCanvas canvas) {
        int at = handleAt(e, canvas);
        boolean box = at >= 0 && scene.single().filter(l -> l.shape() instanceof Box).isPresent();
        return at < 0 ? -1 : box ? CURSORS[at] : SWT.CURSOR_SIZEALL;
    }

    /** Takes the handle under the pointer, if there is one. */
    boolean grip(Event e, ImageCanvas canvas) {
        handle = handleAt(e, canvas);
        if (handle < 0)
            return false;
        begin(List.of(scene.single().orElseThrow()), e, canvas);
        return true;
    }

    /** Begins to move labels. */
    void move(List<Label> moving, Event e, ImageCanvas canvas) {
        handle = -1;
        begin(moving, e, canvas);
    }

    private void begin(List<Label> changing, Event e, ImageCanvas canvas) {
        labels = changing;
        now.clear();
        fromX = canvas.toImageX(e.x);
        fromY = canvas.toImageY(e.y);
    }

    void drag(Event e, ImageCanvas canvas) {
        double x = LabelTool.column(e, canvas), y = LabelTool.row(e, canvas);
        double width = canvas.pixels().map(p -> p.shape().width()).orElse(0);
        double height = canvas.pixels().map(p -> p.shape().height()).orElse(0);
        now.clear();
        for (Label label : labels) {
            LabelShape old = label.shape();
            if (handle < 0)
                now.put(label, Outline.moved(old, Math.round(canvas.toImageX(e.x) - fromX),
                        Math.round(canvas.toImageY(e.y) - fromY), width, height));
            else if (old instanceof Box box)
                now.put(label, sized(box, Math.round(x), Math.round(y), canvas));
            else
                now.put(label, Outline.drawn(old, handle, x, y));
        }
        scene.draft(now);
    }

    private LabelShape sized(Box box, double x, double y, ImageCanvas canvas) {
        int at = handle < 4 ? handle : handle + 1;
        double sx = at % 3 == 1 ? x : edges.column(x, box.y(), box.y() + box.height(), canvas);
        double sy = at / 3 == 1 ? y : edges.row(y, box.x(), box.x() + box.width(), canvas);
        return Outline.drawn(box, handle, sx, sy);
    }

    /** Makes the change. */
    void drop() {
        Map<Label, LabelShape> made = new HashMap<>(now);
        labels = List.of();
        now.clear();
        scene.settle();
        if (!made.isEmpty())
            scene.desk().reshape("", made);
    }

    /** Forgets the gesture. */
    void cancel() {
        if (active()) {
            labels = List.of();
            now.clear();
            scene.settle();
        }
    }

    /** Takes a corner of the selected polygon away or adds one on its line. @return whether one was hit */
    boolean corner(Event e, ImageCanvas canvas) {
        Label label = scene.single().orElse(null);
        if (label == null || !(label.shape() instanceof Polygon polygon))
            return false;
        double x = LabelTool.column(e, canvas), y = LabelTool.row(e, canvas);
        int at = handleAt(e, canvas);
        if (at >= 0)
            scene.desk().reshape(label, Outline.withoutCorner(polygon, at));
        else if (Outline.distance(polygon, x, y) * canvas.view().scale() <= GRIP)
            scene.desk().reshape(label, Outline.withCorner(polygon, x, y));
        else
            return false;
        return true;
    }
}
