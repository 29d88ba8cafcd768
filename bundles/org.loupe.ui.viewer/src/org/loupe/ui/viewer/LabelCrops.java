package org.loupe.ui.viewer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Control;
import org.loupe.api.Region;
import org.loupe.store.labels.Label;
import org.loupe.store.labels.LabelShape;
import org.loupe.store.labels.LabelTable;
import org.loupe.store.labels.LabelTile;
import org.loupe.ui.Palette;
import org.loupe.ui.Palette.Token;
import org.loupe.ui.Session;
import org.loupe.workspace.labels.Labelling;

/** Pictures of labels with some of their surroundings. UI thread only, where not said otherwise. */
public final class LabelCrops {
    private static final int LEAST = 32;
    private static final double SURROUNDINGS = 1.5;
    private static final Region ALL = new Region(0, 0, 0, 0);

    private final Session session;
    private final CropPictures pictures;

    /**
     * @param owner   with it the pictures are disposed
     * @param arrived called when some have come, a few times a second
     */
    public LabelCrops(Control owner, Session session, Runnable arrived) {
        this.session = session;
        pictures = new CropPictures(owner, session, arrived);
    }

    /** A square around a label with some of its surroundings; of no size for the class of a whole image. Any thread. */
    public static Region around(LabelShape shape) {
        if (shape instanceof LabelShape.Whole)
            return ALL;
        LabelShape.Box box = shape.bounds();
        int edge = (int) Math.max(LEAST, Math.ceil(Math.max(box.width(), box.height()) * SURROUNDINGS));
        return new Region((int) Math.round(box.x() + box.width() / 2.0 - edge / 2.0),
                (int) Math.round(box.y() + box.height() / 2.0 - edge / 2.0), edge, edge);
    }

    /** Where the picture of a label is cut out; nothing once its tile is gone. */
    public static Optional<CropPlace> place(Session session, Label label) {
        Labelling labelling = session.desk().labelling().orElse(null);
        LabelTable table = session.desk().table();
        Optional<LabelTile> tile = table.tile(label.tile());
        return labelling == null ? Optional.empty()
                : tile.map(t -> new CropPlace(labelling.file(t), labelling.page(t), around(label.shape())));
    }

    /** Says which labels are in sight, the most wanted first; others are not read any more. */
    public void want(List<Label> labels) {
        List<CropPlace> places = new ArrayList<>();
        for (Label label : labels)
            place(session, label).ifPresent(places::add);
        pictures.want(places);
    }

    /**
     * Draws the picture of a label: a dark ground while it is read, a grey one if it cannot be read.
     *
     * @param outline colour of a frame around what is labelled, or {@code null} for none
     */
    public void paint(GC gc, Label label, Rectangle place, Color outline) {
        CropPlace of = place(session, label).orElse(null);
        if (of == null) {
            gc.setBackground(Palette.color(Token.GROUND));
            gc.fillRectangle(place);
            return;
        }
        Rectangle drawn = pictures.paint(gc, of, place);
        Region region = of.region();
        if (outline == null || region.isEmpty() || drawn.width == 0)
            return;
        LabelShape.Box box = label.shape().bounds();
        double k = (double) drawn.width / region.width();
        int x0 = drawn.x + (int) Math.round((box.x() - region.x()) * k);
        int y0 = drawn.y + (int) Math.round((box.y() - region.y()) * k);
        int x1 = drawn.x + (int) Math.round((box.x() + box.width() - region.x()) * k);
        int y1 = drawn.y + (int) Math.round((box.y() + box.height() - region.y()) * k);
        gc.setForeground(outline);
        gc.setLineWidth(1);
        gc.drawRectangle(x0, y0, Math.max(1, x1 - x0), Math.max(1, y1 - y0));
    }
}
