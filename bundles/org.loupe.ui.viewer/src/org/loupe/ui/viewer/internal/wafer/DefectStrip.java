package org.loupe.ui.viewer.internal.wafer;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.IntConsumer;

import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.AccessibleAdapter;
import org.eclipse.swt.accessibility.AccessibleEvent;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.loupe.ui.Palette;
import org.loupe.ui.Palette.Token;
import org.loupe.ui.Palette.Type;
import org.loupe.ui.Parts;
import org.loupe.ui.Session;
import org.loupe.ui.Words;
import org.loupe.ui.viewer.internal.Thumbnails;
import org.loupe.workspace.wafer.DefectImages.Found;

/** The images of listed defects side by side, each with its number and the colour of its class. UI thread only. */
final class DefectStrip extends Canvas {
    private static final int EDGE = 64, GAP = 14, PAD = 10, BAR = 3, TEXT = 20, MOST = 500;

    private final Session session;
    private final Thumbnails thumbnails;
    private final IntConsumer chosen;
    private final Runnable opened;
    private final BiFunction<DefectRows, Integer, Color> colour;
    private final List<Picture> pictures = new ArrayList<>();
    private DefectRows rows;
    private BitSet selection = new BitSet();
    private int first;

    private record Picture(int row, Found file) {
    }

    /**
     * @param chosen told the defect that was clicked
     * @param opened its image was double-clicked, or Enter pressed
     * @param colour of the class of a row
     */
    DefectStrip(Composite parent, Session session, IntConsumer chosen, Runnable opened,
            BiFunction<DefectRows, Integer, Color> colour) {
        super(parent, SWT.DOUBLE_BUFFERED | SWT.NO_BACKGROUND);
        this.session = session;
        this.chosen = chosen;
        this.opened = opened;
        this.colour = colour;
        thumbnails = new Thumbnails(this, 2 * EDGE, session::registry);
        addListener(SWT.Paint, e -> paint(e.gc));
        addListener(SWT.Resize, e -> scroll(first));
        addListener(SWT.MouseVerticalWheel, e -> {
            scroll(first - Integer.signum(e.count));
            e.doit = false;
        });
        addListener(SWT.MouseDown, e -> {
            setFocus();
            int at = first + (e.x - PAD) / (EDGE + GAP);
            if (e.button == 1 && e.x >= PAD && at < pictures.size())
                chosen.accept(rows.defects()[pictures.get(at).row]);
        });
        addListener(SWT.MouseDoubleClick, e -> opened.run());
        Parts.focusable(this, this::key);
        getAccessible().addAccessibleListener(new AccessibleAdapter() {
            @Override
            public void getName(AccessibleEvent e) {
                e.result = Words.get("die.strip", pictures.size());
            }
        });
    }

    /** Shows the images of the first of some defects, as far as they have any. @return whether there are any */
    boolean show(DefectRows shown, WaferImages images) {
        rows = shown;
        pictures.clear();
        for (int row = 0; shown != null && row < shown.defects().length && row < 100_000
                && pictures.size() < MOST; row++)
            for (Found file : images.of(shown.defects()[row]))
                pictures.add(new Picture(row, file));
        scroll(0);
        return !pictures.isEmpty();
    }

    /** Shows which defects are selected; the first of them comes into sight. */
    void select(BitSet defects) {
        selection = defects;
        for (int i = 0; i < pictures.size() && defects.cardinality() == 1; i++)
            if (defects.get(rows.defects()[pictures.get(i).row])) {
                if (i < first || i >= first + shown())
                    scroll(i);
                break;
            }
        redraw();
    }

    /** Number of images; for tests. */
    int images() {
        return pictures.size();
    }

    private int shown() {
        return Math.max(1, (getClientArea().width - PAD) / (EDGE + GAP));
    }

    private void scroll(int to) {
        first = Math.max(0, Math.min(to, pictures.size() - shown()));
        redraw();
    }

    private void key(Event e) {
        int by = e.keyCode == SWT.ARROW_LEFT ? -1 : e.keyCode == SWT.ARROW_RIGHT ? 1 : 0;
        if (by != 0 && !pictures.isEmpty()) {
            int at = by > 0 ? -1 : pictures.size();
            for (int i = 0; i < pictures.size(); i++)
                if (selection.get(rows.defects()[pictures.get(i).row]))
                    at = i;
            at = Math.max(0, Math.min(pictures.size() - 1, at + by));
            chosen.accept(rows.defects()[pictures.get(at).row]);
        } else if (e.keyCode == SWT.CR || e.keyCode == SWT.KEYPAD_CR) {
            opened.run();
        }
    }

    @Override
    public Point computeSize(int wHint, int hHint, boolean changed) {
        return new Point(wHint == SWT.DEFAULT ? 300 : wHint, EDGE + TEXT + 14);
    }

    private void paint(GC gc) {
        Rectangle area = getClientArea();
        gc.setBackground(Palette.color(Token.PART));
        gc.fillRectangle(area);
        gc.setFont(Palette.font(Type.SMALL));
        for (int i = first; i < pictures.size() && PAD + (i - first) * (EDGE + GAP) < area.width; i++)
            picture(gc, pictures.get(i), PAD + (i - first) * (EDGE + GAP), 5);
        int hidden = pictures.size() - first - shown();
        if (hidden > 0) {
            String more = Words.get("die.more", hidden);
            Point size = gc.textExtent(more);
            gc.setBackground(Palette.color(Token.PART));
            gc.fillRectangle(area.width - size.x - 12, EDGE + 9, size.x + 12, size.y);
            gc.setForeground(Palette.color(Token.TEXT2));
            gc.drawText(more, area.width - size.x - 8, EDGE + 9, true);
        }
        if (isFocusControl()) {
            gc.setForeground(Palette.color(Token.ACCENT));
            gc.drawRectangle(0, 0, area.width - 1, area.height - 1);
        }
    }

    private void picture(GC gc, Picture picture, int x, int y) {
        int defect = rows.defects()[picture.row];
        gc.setBackground(Palette.color(Token.GROUND));
        gc.fillRectangle(x, y, EDGE, EDGE);
        Optional<Image> image = thumbnails.get(WaferImages.item(session, picture.file))
                .flatMap(Thumbnails.Thumbnail::image);
        image.ifPresent(shown -> {
            Rectangle of = shown.getBounds();
            int edge = Math.min(of.width, of.height);
            gc.setInterpolation(edge < EDGE / 2 ? SWT.NONE : SWT.HIGH);
            gc.drawImage(shown, (of.width - edge) / 2, (of.height - edge) / 2, edge, edge, x, y, EDGE, EDGE);
        });
        gc.setBackground(colour.apply(rows, picture.row));
        gc.fillRectangle(x, y + EDGE - BAR, EDGE, BAR);
        gc.setForeground(Palette.color(Token.TEXT2));
        gc.drawText(Words.get("die.number", rows.text(picture.row, DefectRows.Column.NUMBER)), x, y + EDGE + 4, true);
        if (selection.get(defect)) {
            gc.setForeground(Palette.color(Token.ACCENT));
            gc.setLineWidth(2);
            gc.drawRectangle(x - 2, y - 2, EDGE + 4, EDGE + 4);
            gc.setLineWidth(1);
        }
    }
}
