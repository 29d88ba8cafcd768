package org.loupe.ui.viewer;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntFunction;

import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.LineAttributes;
import org.eclipse.swt.graphics.Rectangle;
import org.loupe.api.Detections;
import org.loupe.api.Region;
import org.loupe.ui.Judgement.Mark;
import org.loupe.ui.Palette;
import org.loupe.ui.Words;
import org.loupe.ui.viewer.ImageCanvas.Place;

/**
 * What was found, drawn over an image in points of the screen, so that lines keep their width at any zoom. The more
 * there is in sight, the less is drawn of each. Immutable; painted on the UI thread.
 *
 * @param boxes     what a run found in the image
 * @param colours   of the classes, by their index
 * @param selected  rows that are selected
 * @param hover     row under the pointer, or -1
 * @param allTags   whether every box has its tag, if there are few
 * @param preview   what the edited recipe finds, in place of what the run found in the same part
 * @param previewed that part in px; empty if there is no preview
 * @param chosen    row of the preview that is told of, or -1
 * @param marks     what is true, missed or falsely found
 * @param pointer   where the pointer is in the image, or {@code null}; asked only where single boxes are not drawn
 */
public record Overlay(BoxIndex boxes, IntFunction<Color> colours, RowSet selected, int hover, boolean allTags,
        BoxIndex preview, Region previewed, int chosen, List<Mark> marks, Place pointer) {
    private static final int SMALLEST = 6, HANDLES_FROM = 24, MOST = 4000, MOST_TAGS = 60, MOST_SELECTED_TAGS = 8,
            MOST_MASKS = 200, MASK_FROM = 8, BIN = 16, BEYOND = 8, FADED = 153, HOVER_FILL = 20, MASK_FILL = 64,
            FRAME = 6, REACH = 3, BUDGET = 400_000;
    private static final float LINE = 1.5f, STRONG = 2.5f;

    static final Overlay NONE = new Overlay(BoxIndex.NONE, i -> Palette.WHITE, RowSet.NONE, -1, false, BoxIndex.NONE,
            new Region(0, 0, 0, 0), -1, List.of(), null);

    public Overlay {
        Objects.requireNonNull(boxes);
        Objects.requireNonNull(selected);
        Objects.requireNonNull(preview);
        marks = List.copyOf(marks);
    }

    /** The same state of tags over other boxes, of which none is selected. */
    public Overlay boxes(BoxIndex found, IntFunction<Color> ofClasses) {
        return new Overlay(found, ofClasses, RowSet.NONE, -1, allTags, preview, previewed, chosen, marks, null);
    }

    /** With other rows selected. */
    public Overlay selected(Set<Integer> rows) {
        return new Overlay(boxes, colours, RowSet.of(rows), hover, allTags, preview, previewed, chosen, marks, pointer);
    }

    /** With another row under the pointer. */
    public Overlay hover(int row) {
        return new Overlay(boxes, colours, selected, row, allTags, preview, previewed, chosen, marks, pointer);
    }

    /** With tags at all boxes or not. */
    public Overlay tags(boolean all) {
        return new Overlay(boxes, colours, selected, hover, all, preview, previewed, chosen, marks, pointer);
    }

    /** With what the edited recipe finds in a part of the image, in px; with an empty part without it. */
    public Overlay preview(BoxIndex found, Region part) {
        return new Overlay(boxes, colours, selected, hover, allTags, found, part, -1, marks, pointer);
    }

    /** With another row of the preview that is told of; -1 for none. */
    public Overlay chosen(int row) {
        return new Overlay(boxes, colours, selected, hover, allTags, preview, previewed, row, marks, pointer);
    }

    /** With other marks. */
    public Overlay marks(List<Mark> judged) {
        return new Overlay(boxes, colours, selected, hover, allTags, preview, previewed, chosen, judged, pointer);
    }

    /** With the pointer elsewhere. @param at {@code null} for nowhere */
    public Overlay pointer(Place at) {
        return new Overlay(boxes, colours, selected, hover, allTags, preview, previewed, chosen, marks, at);
    }

    /** The boxes as columns. */
    public Detections detections() {
        return boxes.detections();
    }

    /** The box of a row on the screen. */
    Rectangle box(int row, ImageCanvas canvas) {
        return box(detections(), row, canvas);
    }

    private static Rectangle box(Detections d, int row, ImageCanvas canvas) {
        return box(d.x()[row], d.y()[row], d.width()[row], d.height()[row], canvas);
    }

    private static Rectangle box(double x, double y, double width, double height, ImageCanvas canvas) {
        int left = (int) Math.round(canvas.toScreenX(x)), top = (int) Math.round(canvas.toScreenY(y));
        return new Rectangle(left, top, (int) Math.round(canvas.toScreenX(x + width)) - left,
                (int) Math.round(canvas.toScreenY(y + height)) - top);
    }

    /** The row whose box is at a place of the screen, the smallest if there are several; -1 if none. */
    int at(int x, int y, ImageCanvas canvas) {
        if (inSight(canvas) == null)
            return -1;
        int row = boxes.at(canvas.toImageX(x), canvas.toImageY(y), reach(canvas));
        return row >= 0 && hidden(row) && !selected.has(row) ? -1 : row;
    }

    /** The row of the preview whose box is at a place of the screen; -1 if none. */
    int previewedAt(int x, int y, ImageCanvas canvas) {
        return previewed.isEmpty() || previewInSight(canvas) == null ? -1
                : preview.at(canvas.toImageX(x), canvas.toImageY(y), reach(canvas));
    }

    private static double reach(ImageCanvas canvas) {
        return (REACH + BoxPainter.DOT / 2) / canvas.view().scale();
    }

    /** Whether the preview stands in a row's place. */
    private boolean hidden(int row) {
        Detections d = detections();
        return !previewed.isEmpty()
                && previewed.contains(d.x()[row] + d.width()[row] / 2, d.y()[row] + d.height()[row] / 2);
    }

    /** The rows that a click on a place of the screen is about: one, or where single ones are not drawn, a square. */
    RowSet rowsAt(int x, int y, ImageCanvas canvas) {
        BitSet rows = new BitSet();
        int row = at(x, y, canvas);
        if (row >= 0)
            rows.set(row);
        else if (inSight(canvas) == null) {
            BoxIndex.Density density = density(boxes, canvas);
            Place at = new Place(canvas.toImageX(x), canvas.toImageY(y));
            int square = density.place(at.column(), at.row());
            double reach = density.edge();
            Detections d = detections();
            boxes.visit(at.column() - reach, at.row() - reach, at.column() + reach, at.row() + reach, i -> {
                if (density.place(d.x()[i] + d.width()[i] / 2.0, d.y()[i] + d.height()[i] / 2.0) == square)
                    rows.set(i);
                return true;
            });
        }
        return new RowSet(rows);
    }

    /** The square of the density map under a place of the screen; -1 if single boxes are drawn there. */
    int squareAt(int x, int y, ImageCanvas canvas) {
        return inSight(canvas) == null ? density(boxes, canvas).place(canvas.toImageX(x), canvas.toImageY(y)) : -1;
    }

    /** Rows in sight; {@code null} if there are so many that only their density is drawn. */
    private int[] inSight(ImageCanvas canvas) {
        Rectangle area = canvas.getClientArea();
        return boxes.within(canvas.toImageX(-BEYOND), canvas.toImageY(-BEYOND), canvas.toImageX(area.width + BEYOND),
                canvas.toImageY(area.height + BEYOND), MOST);
    }

    private static BoxIndex.Density density(BoxIndex of, ImageCanvas canvas) {
        Rectangle area = canvas.getClientArea();
        return of.density(canvas.toImageX(0), canvas.toImageY(0), canvas.toImageX(area.width),
                canvas.toImageY(area.height), BIN / canvas.view().scale());
    }

    void paint(GC gc, ImageCanvas canvas) {
        BoxPainter painter = new BoxPainter(gc);
        TagPlaces places = canvas.tagPlaces();
        int[] rows = inSight(canvas);
        if (rows == null)
            paintDensity(gc, painter, canvas, density(boxes, canvas), places);
        else
            paintBoxes(painter, rows, canvas, places);
        paintPreview(gc, painter, canvas, places);
        paintMarks(painter, canvas, places);
        gc.setAlpha(255);
        gc.setLineAttributes(new LineAttributes(1));
    }

    private void paintBoxes(BoxPainter painter, int[] inSight, ImageCanvas canvas, TagPlaces places) {
        Detections d = detections();
        Rectangle[] boxesOf = new Rectangle[inSight.length];
        int[] rows = new int[inSight.length];
        int n = 0;
        for (int row : inSight)
            if (selected.has(row) || row == hover || !hidden(row)) {
                rows[n] = row;
                boxesOf[n++] = box(row, canvas);
            }
        int alpha = hover >= 0 ? FADED : 255;
        if (n <= MOST_MASKS)
            masks(painter, rows, boxesOf, n, canvas, alpha);
        Map<Integer, List<Rectangle>> outlined = new TreeMap<>(), dotted = new TreeMap<>();
        List<Rectangle> all = new ArrayList<>();
        for (int i = 0; i < n; i++)
            if (!selected.has(rows[i]) && rows[i] != hover) {
                boolean small = Math.max(boxesOf[i].width, boxesOf[i].height) < SMALLEST;
                (small ? dotted : outlined).computeIfAbsent(d.classIndex()[rows[i]], c -> new ArrayList<>())
                        .add(boxesOf[i]);
                if (!small)
                    all.add(boxesOf[i]);
            }
        painter.casing(all, LINE, alpha);
        outlined.forEach((c, list) -> {
            if (Palette.hatched(c))
                painter.hatch(list, colours.apply(c), alpha / 2);
            painter.outlines(list, colours.apply(c), LINE, alpha);
        });
        dotted.forEach((c, list) -> painter.dots(list, colours.apply(c), alpha));
        for (int i = 0; i < n; i++)
            if (selected.has(rows[i]) || rows[i] == hover)
                strong(painter, rows[i], boxesOf[i]);
        frame(painter, canvas);
        for (int pass = 0; pass < 2; pass++)
            for (int i = 0; i < n; i++) {
                boolean first = rows[i] == hover
                        || selected.has(rows[i]) && selected.size() <= MOST_SELECTED_TAGS;
                if (pass == 0 ? first : allTags && n <= MOST_TAGS && !first)
                    painter.tag(tag(d, rows[i]), boxesOf[i], colour(rows[i]),
                            Palette.hatched(d.classIndex()[rows[i]]), places);
            }
    }

    private static String tag(Detections d, int row) {
        return Words.get("viewer.tag", d.className(row), Words.number(d.score()[row], 2));
    }

    private Color colour(int row) {
        return colours.apply(detections().classIndex()[row]);
    }

    /** A box that is selected or under the pointer. */
    private void strong(BoxPainter painter, int row, Rectangle box) {
        boolean chosen = selected.has(row);
        if (Math.max(box.width, box.height) < SMALLEST) {
            painter.dots(List.of(box), chosen ? Palette.WHITE : colour(row), 255);
            return;
        }
        if (row == hover && !chosen)
            painter.fill(box, colour(row), HOVER_FILL);
        painter.casing(List.of(box), STRONG, 255);
        painter.outlines(List.of(box), colour(row), STRONG, 255);
        if (chosen && selected.size() == 1 && Math.min(box.width, box.height) >= HANDLES_FROM)
            painter.handles(box);
    }

    /** One frame around all that is selected, in sight or not. */
    private void frame(BoxPainter painter, ImageCanvas canvas) {
        if (selected.size() < 2)
            return;
        double[] edges = boxes.bounds(selected);
        Rectangle all = box(edges[0], edges[1], edges[2] - edges[0], edges[3] - edges[1], canvas);
        List<Rectangle> frame = List.of(new Rectangle(all.x - FRAME, all.y - FRAME, all.width + 2 * FRAME,
                all.height + 2 * FRAME));
        painter.casing(frame, 1, 255);
        painter.dashed(frame, Palette.WHITE, 1, 255, 4, 3);
    }

    /** Masks whose outline is not known yet are traced within a budget; the rest follows with the next paint. */
    private void masks(BoxPainter painter, int[] rows, Rectangle[] boxesOf, int n, ImageCanvas canvas, int alpha) {
        Detections d = detections();
        int budget = BUDGET;
        for (int i = 0; i < n; i++) {
            int row = rows[i];
            if (d.masks()[row] == null || Math.max(boxesOf[i].width, boxesOf[i].height) < MASK_FROM)
                continue;
            if (!boxes.hasContour(row)) {
                if (budget <= 0) {
                    canvas.getDisplay().asyncExec(() -> {
                        if (!canvas.isDisposed())
                            canvas.redraw();
                    });
                    return;
                }
                budget -= (int) (d.width()[row] * d.height()[row]);
            }
            int strength = row == hover ? 255 : alpha;
            painter.mask(boxes.contour(row), Math.round(d.x()[row]), Math.round(d.y()[row]), canvas, colour(row),
                    selected.has(row) ? 0 : MASK_FILL * strength / 255, strength);
        }
    }

    /** Number of detections per square, as strength of colour. */
    private void paintDensity(GC gc, BoxPainter painter, ImageCanvas canvas, BoxIndex.Density density,
            TagPlaces places) {
        int most = 1;
        for (int count : density.counts())
            most = Math.max(most, count);
        gc.setBackground(Palette.classFill(0));
        for (int i = 0; i < density.counts().length; i++)
            if (density.counts()[i] > 0) {
                Rectangle square = square(density, i, canvas);
                gc.setAlpha((int) (40 + 160 * Math.log1p(density.counts()[i]) / Math.log1p(most)));
                gc.fillRectangle(square.x, square.y, Math.max(1, square.width - 1), Math.max(1, square.height - 1));
            }
        gc.setAlpha(255);
        if (selected.size() <= MOST)
            for (int row : selected)
                strong(painter, row, box(row, canvas));
        frame(painter, canvas);
        int under = pointer == null ? -1 : density.place(pointer.column(), pointer.row());
        if (under >= 0 && density.counts()[under] > 0) {
            Rectangle square = square(density, under, canvas);
            painter.outlines(List.of(square), Palette.WHITE, LINE, 255);
            painter.tag(Words.get("viewer.inSquare", density.counts()[under]), square, Palette.classFill(0), false,
                    places);
        }
    }

    private static Rectangle square(BoxIndex.Density density, int index, ImageCanvas canvas) {
        return box(density.x() + index % density.columns() * density.edge(),
                density.y() + index / density.columns() * density.edge(), density.edge(), density.edge(), canvas);
    }

    /** Rows of the preview in sight; {@code null} if there are too many to draw each. */
    private int[] previewInSight(ImageCanvas canvas) {
        Rectangle area = canvas.getClientArea();
        return preview.within(canvas.toImageX(0), canvas.toImageY(0), canvas.toImageX(area.width),
                canvas.toImageY(area.height), MOST);
    }

    private void paintPreview(GC gc, BoxPainter painter, ImageCanvas canvas, TagPlaces places) {
        if (previewed.isEmpty())
            return;
        int[] rows = previewInSight(canvas);
        if (rows == null) {
            paintDensity(gc, painter, canvas, density(preview, canvas), places);
            return;
        }
        Detections d = preview.detections();
        Map<Integer, List<Rectangle>> byClass = new TreeMap<>();
        List<Rectangle> all = new ArrayList<>();
        for (int row : rows) {
            Rectangle box = box(d, row, canvas);
            if (Math.max(box.width, box.height) < SMALLEST)
                box = new Rectangle(box.x + box.width / 2 - SMALLEST / 2, box.y + box.height / 2 - SMALLEST / 2,
                        SMALLEST, SMALLEST);
            all.add(box);
            byClass.computeIfAbsent(d.classIndex()[row], c -> new ArrayList<>()).add(box);
        }
        painter.casing(all, LINE + 2, 255);
        painter.dashed(all, Palette.WHITE, LINE + 2, 255, 6, 4);
        byClass.forEach((c, list) -> painter.outlines(list, colours.apply(c), LINE, 255));
        if (chosen >= 0 && chosen < d.size()) {
            Rectangle box = box(d, chosen, canvas);
            Color colour = colours.apply(d.classIndex()[chosen]);
            painter.casing(List.of(box), STRONG, 255);
            painter.outlines(List.of(box), colour, STRONG, 255);
            painter.tag(tag(d, chosen), box, colour, Palette.hatched(d.classIndex()[chosen]), places);
        }
    }

    private void paintMarks(BoxPainter painter, ImageCanvas canvas, TagPlaces places) {
        Rectangle area = canvas.getClientArea();
        area.add(new Rectangle(-BEYOND, -BEYOND, area.width + 2 * BEYOND, area.height + 2 * BEYOND));
        List<Rectangle> truths = new ArrayList<>(), escapes = new ArrayList<>(), overkill = new ArrayList<>();
        List<Mark> tagged = new ArrayList<>();
        for (Mark mark : marks) {
            Rectangle box = box(mark.x(), mark.y(), mark.width(), mark.height(), canvas);
            if (!box.intersects(area))
                continue;
            if (mark.kind() == Mark.Kind.TRUTH && Math.min(box.width, box.height) > 8)
                box = new Rectangle(box.x + 2, box.y + 2, box.width - 4, box.height - 4);
            switch (mark.kind()) {
                case TRUTH -> truths.add(box);
                case ESCAPE -> escapes.add(box);
                case OVERKILL -> overkill.add(box);
            }
            if (!mark.text().isEmpty())
                tagged.add(mark);
            if (truths.size() + escapes.size() + overkill.size() > MOST)
                break;
        }
        painter.dashed(truths, Palette.WHITE, 1, 255, 2, 2);
        painter.casing(escapes, 2, 255);
        painter.dashed(escapes, Palette.WHITE, 2, 255, 2, 3);
        painter.casing(overkill, LINE, 255);
        painter.outlines(overkill, Palette.WHITE, LINE, 255);
        overkill.forEach(box -> painter.cross(box, Palette.WHITE, 1));
        if (tagged.size() <= MOST_TAGS)
            for (Mark mark : tagged)
                painter.tag(mark.text(), box(mark.x(), mark.y(), mark.width(), mark.height(), canvas), Palette.WHITE,
                        false, places);
    }
}
