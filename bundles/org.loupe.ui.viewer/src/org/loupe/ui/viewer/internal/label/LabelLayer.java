package org.loupe.ui.viewer.internal.label;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.LineAttributes;
import org.eclipse.swt.graphics.Path;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.loupe.store.labels.Contours;
import org.loupe.store.labels.Label;
import org.loupe.store.labels.LabelShape;
import org.loupe.store.labels.LabelShape.Box;
import org.loupe.store.labels.LabelShape.Mask;
import org.loupe.store.labels.LabelState;
import org.loupe.ui.ClassColours;
import org.loupe.ui.LabelDesk;
import org.loupe.ui.Palette;
import org.loupe.ui.Palette.Type;
import org.loupe.ui.Words;
import org.loupe.ui.viewer.BoxIndex;
import org.loupe.ui.viewer.BoxPainter;
import org.loupe.ui.viewer.ImageCanvas;
import org.loupe.ui.viewer.Layer;
import org.loupe.ui.viewer.TagPlaces;

/**
 * The labels over an image. A class has its colour; what no person has accepted is purple, dashed and has a question mark.
 * The more is in sight, the less is drawn of each. UI thread.
 */
final class LabelLayer implements Layer {
    private static final int SMALLEST = 6, HANDLES_FROM = 24, MOST_TAGS = 60, MOST_CHOSEN_TAGS = 8, BIN = 16,
            HANDLE = 7, FRAME = 6, HOVER_FILL = 26, MASK_FILL = 64, CASING = 153, CONTOURS = 2000, ARM = 22,
            CROSS = 6, MARGIN = 12;
    private static final float LINE = 1.5f, STRONG = 2.5f, AUTO = 2.25f;
    private static final float[] DASH = { 7, 3 };

    private final LabelScene scene;
    private final Map<LabelShape, List<int[]>> contours = new IdentityHashMap<>();
    private boolean shown;
    private boolean handles;

    LabelLayer(LabelScene scene) {
        this.scene = scene;
    }

    /** Draws labels or not. @param editable whether with handles */
    void show(boolean on, boolean editable) {
        shown = on;
        handles = editable;
    }

    /** Whether labels are drawn. */
    boolean shown() {
        return shown;
    }

    /** px between the upper side of a rotated box and the handle that turns it. */
    static double arm(ImageCanvas canvas) {
        return ARM / canvas.view().scale();
    }

    @Override
    public void paint(GC gc, ImageCanvas canvas) {
        if (!shown)
            return;
        BoxPainter painter = new BoxPainter(gc);
        List<Label> labels = scene.inSight(canvas);
        if (labels == null)
            density(gc, canvas);
        else
            labels(gc, painter, labels, canvas);
        whole(gc, canvas);
        gc.setAlpha(255);
        gc.setLineAttributes(new LineAttributes(1));
    }

    private boolean strong(Label label) {
        return scene.desk().selection().contains(label.id())
                || scene.hovered().filter(h -> h.id() == label.id()).isPresent();
    }

    private static boolean auto(Label label) {
        return label.state() == LabelState.AUTO;
    }

    private void labels(GC gc, BoxPainter painter, List<Label> labels, ImageCanvas canvas) {
        ClassColours colours = scene.session().colours();
        Map<Integer, List<Rectangle>> outlined = new TreeMap<>(), dotted = new TreeMap<>();
        List<Rectangle> all = new ArrayList<>(), proposed = new ArrayList<>(), specks = new ArrayList<>();
        List<Label> others = new ArrayList<>();
        for (Label label : labels) {
            LabelShape shape = scene.shape(label);
            Rectangle box = screen(shape.bounds(), canvas);
            boolean small = Math.max(box.width, box.height) < SMALLEST && !(shape instanceof LabelShape.Point);
            if (strong(label) || !small && !(shape instanceof Box))
                others.add(label);
            else if (auto(label))
                (small ? specks : proposed).add(box);
            else {
                (small ? dotted : outlined).computeIfAbsent(label.code(), c -> new ArrayList<>()).add(box);
                if (!small)
                    all.add(box);
            }
        }
        painter.casing(all, LINE, 255);
        outlined.forEach((code, boxes) -> {
            if (colours.hatched(code))
                painter.hatch(boxes, colours.fill(code), 128);
            painter.outlines(boxes, colours.fill(code), LINE, 255);
        });
        dotted.forEach((code, boxes) -> painter.dots(boxes, colours.fill(code), 255));
        painter.casing(proposed, AUTO, 255);
        painter.dashed(proposed, Palette.AUTO, AUTO, 255, DASH);
        painter.dots(specks, Palette.AUTO, 255);
        others.sort((a, b) -> Boolean.compare(strong(a), strong(b)));
        for (Label label : others)
            single(gc, painter, label, canvas);
        frame(painter, canvas);
        tags(painter, labels, canvas);
    }

    private Color colour(Label label) {
        return auto(label) ? Palette.AUTO : scene.session().colours().fill(label.code());
    }

    /** One that is selected, under the pointer or no upright box. */
    private void single(GC gc, BoxPainter painter, Label label, ImageCanvas canvas) {
        LabelShape shape = scene.shape(label);
        boolean chosen = scene.desk().selection().contains(label.id());
        float width = strong(label) ? STRONG : auto(label) ? AUTO : LINE;
        Color colour = colour(label);
        int fill = shape instanceof Mask ? MASK_FILL : strong(label) && !chosen ? HOVER_FILL : 0;
        if (shape instanceof LabelShape.Point p)
            point(gc, p, colour, width, auto(label), canvas);
        else
            path(gc, shape, canvas, path -> {
                if (fill > 0) {
                    gc.setFillRule(SWT.FILL_EVEN_ODD);
                    gc.setAlpha(fill);
                    gc.setBackground(colour);
                    gc.fillPath(path);
                }
                pen(gc, Palette.BLACK, width + 2, CASING, null);
                gc.drawPath(path);
                pen(gc, colour, width, 255, auto(label) ? DASH : null);
                gc.drawPath(path);
            });
        Rectangle box = screen(shape.bounds(), canvas);
        if (handles && chosen && scene.desk().selection().size() == 1 && !(shape instanceof LabelShape.Point)
                && Math.max(box.width, box.height) >= HANDLES_FROM)
            handles(gc, shape, canvas);
    }

    static void pen(GC gc, Color colour, float width, int alpha, float[] dash) {
        gc.setAlpha(alpha);
        gc.setForeground(colour);
        gc.setLineAttributes(dash == null ? new LineAttributes(width, SWT.CAP_FLAT, SWT.JOIN_MITER)
                : new LineAttributes(width, SWT.CAP_FLAT, SWT.JOIN_MITER, SWT.LINE_CUSTOM, dash, 0, 10));
    }

    private static void point(GC gc, LabelShape.Point p, Color colour, float width, boolean dashed,
            ImageCanvas canvas) {
        int x = (int) Math.round(canvas.toScreenX(p.x())), y = (int) Math.round(canvas.toScreenY(p.y()));
        for (int pass = 0; pass < 2; pass++) {
            pen(gc, pass == 0 ? Palette.BLACK : colour, pass == 0 ? width + 2 : width, pass == 0 ? CASING : 255,
                    pass == 1 && dashed ? new float[] { 3, 2 } : null);
            gc.drawOval(x - CROSS, y - CROSS, 2 * CROSS, 2 * CROSS);
            gc.drawLine(x - CROSS - 4, y, x - 2, y);
            gc.drawLine(x + 2, y, x + CROSS + 4, y);
            gc.drawLine(x, y - CROSS - 4, x, y - 2);
            gc.drawLine(x, y + 2, x, y + CROSS + 4);
        }
    }

    private void path(GC gc, LabelShape shape, ImageCanvas canvas, java.util.function.Consumer<Path> draw) {
        Path path = new Path(gc.getDevice());
        try {
            if (shape instanceof Mask m) {
                for (int[] corners : contour(m))
                    for (int i = 0; i < corners.length; i += 2)
                        step(path, i, m.x() + corners[i], m.y() + corners[i + 1], i + 2 == corners.length, canvas);
            } else
                for (float[] line : Outline.lines(shape))
                    for (int i = 0; i < line.length; i += 2)
                        step(path, i, line[i], line[i + 1], i + 2 == line.length, canvas);
            draw.accept(path);
        } finally {
            path.dispose();
        }
    }

    private static void step(Path path, int at, double x, double y, boolean last, ImageCanvas canvas) {
        float sx = Math.round(canvas.toScreenX(x)), sy = Math.round(canvas.toScreenY(y));
        if (at == 0)
            path.moveTo(sx, sy);
        else
            path.lineTo(sx, sy);
        if (last)
            path.close();
    }

    private List<int[]> contour(Mask mask) {
        if (contours.size() > CONTOURS)
            contours.clear();
        return contours.computeIfAbsent(mask, m -> Contours.trace(mask.runs(), mask.width(), mask.height()));
    }

    private static void handles(GC gc, LabelShape shape, ImageCanvas canvas) {
        gc.setAlpha(255);
        List<double[]> all = Outline.handles(shape, arm(canvas));
        if (shape instanceof LabelShape.RotatedBox) {
            pen(gc, Palette.WHITE, 1, 255, null);
            gc.drawLine(x(all.get(1), canvas), y(all.get(1), canvas), x(all.get(8), canvas), y(all.get(8), canvas));
        }
        gc.setAntialias(SWT.OFF);
        gc.setLineAttributes(new LineAttributes(1));
        for (double[] at : all) {
            int x = x(at, canvas) - HANDLE / 2, y = y(at, canvas) - HANDLE / 2;
            gc.setBackground(Palette.WHITE);
            gc.fillRectangle(x, y, HANDLE, HANDLE);
            gc.setForeground(Palette.BLACK);
            gc.drawRectangle(x, y, HANDLE - 1, HANDLE - 1);
        }
        gc.setAntialias(SWT.ON);
    }

    private static int x(double[] at, ImageCanvas canvas) {
        return (int) Math.round(canvas.toScreenX(at[0]));
    }

    private static int y(double[] at, ImageCanvas canvas) {
        return (int) Math.round(canvas.toScreenY(at[1]));
    }

    /** One frame around several that are selected. */
    private void frame(BoxPainter painter, ImageCanvas canvas) {
        if (scene.desk().selection().size() < 2 || scene.desk().selection().size() > LabelScene.MOST)
            return;
        Rectangle all = null;
        for (Label label : scene.selected()) {
            Rectangle box = screen(scene.shape(label).bounds(), canvas);
            all = all == null ? box : all.union(box);
        }
        if (all == null)
            return;
        List<Rectangle> frame = List.of(new Rectangle(all.x - FRAME, all.y - FRAME, all.width + 2 * FRAME,
                all.height + 2 * FRAME));
        painter.casing(frame, 1, 255);
        painter.dashed(frame, Palette.WHITE, 1, 255, 4, 3);
    }

    /** Selected ones first, then what no person has seen, then all if they are wished. */
    private void tags(BoxPainter painter, List<Label> labels, ImageCanvas canvas) {
        TagPlaces places = canvas.tagPlaces();
        boolean few = labels.size() <= MOST_TAGS;
        boolean fewChosen = scene.desk().selection().size() <= MOST_CHOSEN_TAGS;
        for (int pass = 0; pass < 3; pass++)
            for (Label label : labels) {
                boolean chosen = scene.desk().selection().contains(label.id());
                int when = chosen && fewChosen || strong(label) && !chosen ? 0 : auto(label) ? 1 : 2;
                if (when == pass && (pass == 0 || few && (pass == 1 || canvas.tags())))
                    painter.tag(tag(label), screen(scene.shape(label).bounds(), canvas), colour(label),
                            !auto(label) && scene.session().colours().hatched(label.code()), places);
            }
    }

    /** What stands at a label: "Short? 0.97", or "3 Mousebite" with the key of its class. */
    private String tag(Label label) {
        LabelDesk desk = scene.desk();
        String name = desk.className(label.code());
        if (auto(label))
            return Words.get("label.tag.auto", name, Words.number(label.score(), 2));
        int digit = Classes.digit(scene.session(), label.code());
        return digit < 0 ? name : Words.get("label.tag", digit, name);
    }

    /** What the whole image is called, under the hint. */
    private void whole(GC gc, ImageCanvas canvas) {
        int y = canvas.getClientArea().height - 92;
        for (Label label : scene.whole()) {
            gc.setFont(Palette.font(strong(label) ? Type.STRONG : Type.SMALL));
            String text = Words.get("label.tag.whole", tag(label));
            Point size = gc.textExtent(text);
            gc.setAlpha(200);
            gc.setBackground(Palette.BLACK);
            gc.fillRoundRectangle(MARGIN, y, size.x + 32, size.y + 8, 4, 4);
            gc.setAlpha(255);
            gc.setBackground(colour(label));
            gc.fillRectangle(MARGIN + 8, y + size.y / 2 - 1, 10, 10);
            gc.setForeground(Palette.ON_IMAGE);
            gc.drawText(text, MARGIN + 24, y + 4, true);
            if (strong(label)) {
                pen(gc, colour(label), LINE, 255, auto(label) ? DASH : null);
                gc.drawRoundRectangle(MARGIN, y, size.x + 32, size.y + 8, 4, 4);
            }
            y -= size.y + 12;
        }
    }

    private void density(GC gc, ImageCanvas canvas) {
        Rectangle area = canvas.getClientArea();
        BoxIndex.Density density = scene.index().density(canvas.toImageX(0), canvas.toImageY(0),
                canvas.toImageX(area.width), canvas.toImageY(area.height), BIN / canvas.view().scale());
        int most = 1;
        for (int count : density.counts())
            most = Math.max(most, count);
        gc.setBackground(Palette.classFill(0));
        for (int i = 0; i < density.counts().length; i++)
            if (density.counts()[i] > 0) {
                double left = density.x() + i % density.columns() * density.edge();
                double top = density.y() + i / density.columns() * density.edge();
                int x = (int) Math.round(canvas.toScreenX(left)), y = (int) Math.round(canvas.toScreenY(top));
                int side = (int) Math.max(1, Math.round(density.edge() * canvas.view().scale()) - 1);
                gc.setAlpha((int) (40 + 160 * Math.log1p(density.counts()[i]) / Math.log1p(most)));
                gc.fillRectangle(x, y, side, side);
            }
        gc.setAlpha(255);
    }

    /** A box on the screen. */
    static Rectangle screen(Box box, ImageCanvas canvas) {
        int left = (int) Math.round(canvas.toScreenX(box.x())), top = (int) Math.round(canvas.toScreenY(box.y()));
        return new Rectangle(left, top, (int) Math.round(canvas.toScreenX(box.x() + box.width())) - left,
                (int) Math.round(canvas.toScreenY(box.y() + box.height())) - top);
    }
}
