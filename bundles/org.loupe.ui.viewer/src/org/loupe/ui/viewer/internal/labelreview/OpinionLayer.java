package org.loupe.ui.viewer.internal.labelreview;

import java.util.List;

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
import org.loupe.store.labels.LabelTile;
import org.loupe.ui.LabelDesk;
import org.loupe.ui.Palette;
import org.loupe.ui.Palette.Token;
import org.loupe.ui.Palette.Type;
import org.loupe.ui.Session;
import org.loupe.ui.Words;
import org.loupe.ui.viewer.BoxPainter;
import org.loupe.ui.viewer.ImageCanvas;
import org.loupe.ui.viewer.Layer;
import org.loupe.ui.viewer.internal.label.Outline;
import org.loupe.workspace.labels.Agreement.Dispute;

/**
 * What a viewer shows of second opinions: that one is being given, so that nobody mistakes it for the agreed labels;
 * and, while a difference is looked at, the labels of both sides, those of the right one dotted. UI thread.
 */
public final class OpinionLayer implements Layer {
    private static final float[] DOTS = { 2, 3 };
    private static final float LINE = 1.5f, STRONG = 2.5f;
    private static final int CASING = 153, FRAME = 2, BOTTOM = 14, CROSS = 6, WHOLE = 4;

    private final Session session;
    private final LabelReview review;
    private final boolean marked;

    /** @param canvas that it is drawn over @param marked whether the canvas tells whose opinion is given */
    public OpinionLayer(Session session, ImageCanvas canvas, boolean marked) {
        this.session = session;
        this.marked = marked;
        review = LabelReview.of(session);
        review.listen(canvas, canvas::redraw);
        session.listen(canvas, Session.Event.LABEL, canvas::redraw);
    }

    @Override
    public void paint(GC gc, ImageCanvas canvas) {
        LabelDesk desk = session.desk();
        LabelTile tile = desk.tile().orElse(null);
        Dispute dispute = review.looking() ? review.chosen().orElse(null) : null;
        if (dispute != null && tile != null && dispute.tile() == tile.number())
            sides(gc, canvas, dispute, desk.table().labels(tile.number()));
        if (marked && !desk.layer().isEmpty())
            mark(gc, canvas.getClientArea(), desk.layer());
        gc.setAlpha(255);
        gc.setLineAttributes(new LineAttributes(1));
    }

    /** The labels of both sides, as far as they are not seen already. */
    private void sides(GC gc, ImageCanvas canvas, Dispute dispute, List<Label> labels) {
        for (Label label : labels) {
            boolean right = label.layer().equals(review.second());
            if (!right && !label.layer().equals(review.first()) || !label.state().counts()
                    || session.desk().seen(label) && !right)
                continue;
            boolean strong = same(label, dispute.first()) || same(label, dispute.second());
            Color colour = session.colours().fill(label.code());
            outline(gc, label.shape(), canvas, colour, strong ? STRONG : LINE, right);
            if (strong)
                new BoxPainter(gc).tag(Words.get("labelReview.tag", LabelReview.name(label.layer()),
                        session.desk().className(label.code())), screen(label.shape(), canvas), colour,
                        session.colours().hatched(label.code()), canvas.tagPlaces());
        }
    }

    private static boolean same(Label one, Label other) {
        return other != null && one.id() == other.id();
    }

    private static Rectangle screen(LabelShape shape, ImageCanvas canvas) {
        if (shape instanceof LabelShape.Whole) {
            Rectangle area = canvas.getClientArea();
            return new Rectangle(WHOLE, WHOLE, area.width - 2 * WHOLE, area.height - 2 * WHOLE);
        }
        LabelShape.Box box = shape.bounds();
        int left = (int) Math.round(canvas.toScreenX(box.x())), top = (int) Math.round(canvas.toScreenY(box.y()));
        return new Rectangle(left, top, (int) Math.round(canvas.toScreenX(box.x() + box.width())) - left,
                (int) Math.round(canvas.toScreenY(box.y() + box.height())) - top);
    }

    private static void outline(GC gc, LabelShape shape, ImageCanvas canvas, Color colour, float width,
            boolean dotted) {
        Path path = path(gc, shape, canvas);
        try {
            for (int pass = 0; pass < 2; pass++) {
                gc.setAlpha(pass == 0 ? CASING : 255);
                gc.setForeground(pass == 0 ? Palette.BLACK : colour);
                float wide = pass == 0 ? width + 2 : width;
                gc.setLineAttributes(pass == 0 || !dotted ? new LineAttributes(wide, SWT.CAP_FLAT, SWT.JOIN_MITER)
                        : new LineAttributes(wide, SWT.CAP_FLAT, SWT.JOIN_MITER, SWT.LINE_CUSTOM, DOTS, 0, 10));
                gc.drawPath(path);
            }
        } finally {
            path.dispose();
        }
    }

    private static Path path(GC gc, LabelShape shape, ImageCanvas canvas) {
        Path path = new Path(gc.getDevice());
        if (shape instanceof LabelShape.Mask m) {
            for (int[] corners : Contours.trace(m.runs(), m.width(), m.height())) {
                float[] line = new float[corners.length];
                for (int i = 0; i < line.length; i++)
                    line[i] = corners[i] + (i % 2 == 0 ? m.x() : m.y());
                line(path, line, canvas);
            }
        } else if (shape instanceof LabelShape.Point p) {
            float x = (float) canvas.toScreenX(p.x()), y = (float) canvas.toScreenY(p.y());
            path.addArc(x - CROSS, y - CROSS, 2 * CROSS, 2 * CROSS, 0, 360);
        } else if (shape instanceof LabelShape.Whole) {
            Rectangle all = screen(shape, canvas);
            path.addRectangle(all.x, all.y, all.width, all.height);
        } else {
            for (float[] line : Outline.lines(shape))
                line(path, line, canvas);
        }
        return path;
    }

    private static void line(Path path, float[] xy, ImageCanvas canvas) {
        for (int i = 0; i < xy.length; i += 2) {
            float x = Math.round(canvas.toScreenX(xy[i])), y = Math.round(canvas.toScreenY(xy[i + 1]));
            if (i == 0)
                path.moveTo(x, y);
            else
                path.lineTo(x, y);
        }
        path.close();
    }

    /** A frame and a sentence that nobody overlooks. */
    private static void mark(GC gc, Rectangle area, String who) {
        gc.setAlpha(255);
        gc.setForeground(Palette.color(Token.WARN));
        gc.setLineAttributes(new LineAttributes(FRAME));
        gc.drawRectangle(FRAME / 2, FRAME / 2, area.width - FRAME, area.height - FRAME);
        gc.setFont(Palette.font(Type.STRONG));
        String text = Words.get("opinion.mark", who);
        Point size = gc.textExtent(text);
        int x = (area.width - size.x) / 2, y = area.height - BOTTOM - size.y - 4;
        gc.setAlpha(215);
        gc.setBackground(Palette.BLACK);
        gc.fillRoundRectangle(x - 12, y - 4, size.x + 24, size.y + 8, 6, 6);
        gc.setAlpha(255);
        gc.setLineAttributes(new LineAttributes(1));
        gc.drawRoundRectangle(x - 12, y - 4, size.x + 24, size.y + 8, 6, 6);
        gc.setForeground(Palette.ON_IMAGE);
        gc.drawText(text, x, y, true);
    }
}
