package org.loupe.ui.viewer.internal.clusters;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.ACC;
import org.eclipse.swt.accessibility.AccessibleAdapter;
import org.eclipse.swt.accessibility.AccessibleControlAdapter;
import org.eclipse.swt.accessibility.AccessibleControlEvent;
import org.eclipse.swt.accessibility.AccessibleEvent;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.loupe.ui.Palette;
import org.loupe.ui.Palette.Token;
import org.loupe.ui.Palette.Type;
import org.loupe.ui.Parts;
import org.loupe.ui.Session;
import org.loupe.ui.internal.recipe.Drawing;
import org.loupe.ui.viewer.CropPictures;
import org.loupe.ui.viewer.CropPlace;

/**
 * Crops in lines, each with a few words below it. Virtual: what is not in sight costs nothing. What a click means is
 * the matter of the list. UI thread.
 */
public final class CropGrid extends Canvas {
    private static final int GAP = 10, SIDE = 10, EDGE = 64, TEXT_GAP = 4;

    /** What is shown, and what gestures do. */
    public interface Crops {
        /** Number of crops. */
        int size();

        /** Where the picture of one is cut out. */
        CropPlace place(int index);

        /** The words below it. */
        String words(int index);

        /** Whether it is selected. */
        boolean selected(int index);

        /** Whether the pointer is over it, in whichever part. */
        boolean hovered(int index);

        /** It is clicked on, or the keyboard has gone to it. */
        void choose(int index, boolean toggle, boolean extend);

        /** Nothing is clicked on. */
        void clear();

        /** The pointer is over it, -1 for none. */
        void hover(int index);

        /** It is clicked on twice. */
        void open(int index);

        /** Where the keyboard is, -1 for nowhere. */
        int focus();

        /** All of it in a sentence, for those who cannot see it. */
        String accessible();
    }

    private final Crops crops;
    private final CropPictures pictures;
    private int top, line;
    private Event pressed;

    /** @param crops what is shown */
    public CropGrid(Composite parent, Session session, Crops crops) {
        super(parent, SWT.DOUBLE_BUFFERED | SWT.V_SCROLL | SWT.NO_REDRAW_RESIZE);
        this.crops = crops;
        pictures = new CropPictures(this, session, this::redraw);
        addListener(SWT.Paint, e -> paint(e.gc));
        addListener(SWT.Resize, e -> scroll(top));
        getVerticalBar().addListener(SWT.Selection, e -> scroll(getVerticalBar().getSelection()));
        addListener(SWT.MouseDown, this::down);
        addListener(SWT.MouseUp, e -> {
            int at = at(e.x, e.y);
            if (pressed != null && at >= 0 && at == at(pressed.x, pressed.y))
                crops.choose(at, false, false);
            pressed = null;
        });
        addListener(SWT.MouseMove, e -> hover(at(e.x, e.y)));
        addListener(SWT.MouseExit, e -> crops.hover(-1));
        addListener(SWT.MouseDoubleClick, e -> {
            if (at(e.x, e.y) >= 0)
                crops.open(at(e.x, e.y));
        });
        Parts.focusable(this, this::key);
        getAccessible().addAccessibleListener(new AccessibleAdapter() {
            @Override
            public void getName(AccessibleEvent e) {
                e.result = crops.accessible();
            }
        });
        getAccessible().addAccessibleControlListener(new AccessibleControlAdapter() {
            @Override
            public void getRole(AccessibleControlEvent e) {
                e.detail = ACC.ROLE_LIST;
            }
        });
    }

    /** Looks at the list anew. */
    public void refresh() {
        scroll(top);
    }

    private int cell() {
        if (line == 0) {
            GC gc = new GC(this);
            gc.setFont(Palette.font(Type.SMALL));
            line = gc.textExtent("0").y;
            gc.dispose();
        }
        return EDGE + TEXT_GAP + line + GAP;
    }

    private int columns() {
        return Math.max(1, (getClientArea().width - 2 * SIDE + GAP) / (EDGE + GAP));
    }

    private void scroll(int to) {
        int lines = (crops.size() + columns() - 1) / columns(), high = Math.max(1, getClientArea().height);
        int most = Math.max(0, lines * cell() + SIDE - high);
        top = Math.max(0, Math.min(most, to));
        var bar = getVerticalBar();
        bar.setVisible(most > 0);
        if (most > 0)
            bar.setValues(top, 0, most + high, high, cell(), high);
        redraw();
    }

    private void hover(int at) {
        crops.hover(at);
        String words = at < 0 ? null : crops.words(at);
        if (!Objects.equals(words, getToolTipText()))
            setToolTipText(words);
    }

    /** The crop at a point; -1 for none. */
    int at(int x, int y) {
        int column = Math.floorDiv(x - SIDE, EDGE + GAP), row = Math.floorDiv(y + top - SIDE, cell());
        int index = row * columns() + column;
        return column < 0 || column >= columns() || row < 0 || index >= crops.size() ? -1 : index;
    }

    /** Where a crop is drawn. */
    Rectangle place(int index) {
        return new Rectangle(SIDE + index % columns() * (EDGE + GAP), SIDE + index / columns() * cell() - top, EDGE,
                EDGE);
    }

    private void down(Event e) {
        setFocus();
        int at = at(e.x, e.y);
        boolean plain = (e.stateMask & SWT.MODIFIER_MASK) == 0;
        if (at < 0) {
            if (e.button == 1 && plain)
                crops.clear();
        } else if (crops.selected(at) && plain) {
            pressed = e.button == 1 ? e : null; // several may be dragged from here; a mere click chooses the one
        } else if (e.button == 1 || !crops.selected(at)) {
            crops.choose(at, (e.stateMask & SWT.MOD1) != 0, (e.stateMask & SWT.SHIFT) != 0);
        }
    }

    private void key(Event e) {
        if (crops.size() == 0 || (e.stateMask & (SWT.CTRL | SWT.ALT)) != 0)
            return;
        int by = switch (e.keyCode) {
            case SWT.ARROW_LEFT -> -1;
            case SWT.ARROW_RIGHT -> 1;
            case SWT.ARROW_UP -> -columns();
            case SWT.ARROW_DOWN -> columns();
            case SWT.HOME -> -crops.size();
            case SWT.END -> crops.size();
            default -> 0;
        };
        if (by == 0)
            return;
        int to = crops.focus() < 0 ? 0 : Math.max(0, Math.min(crops.size() - 1, crops.focus() + by));
        crops.choose(to, false, (e.stateMask & SWT.SHIFT) != 0);
        Rectangle place = place(to);
        if (place.y < 0)
            scroll(top + place.y - SIDE);
        else if (place.y + cell() > getClientArea().height)
            scroll(top + place.y + cell() - getClientArea().height);
    }

    private void paint(GC gc) {
        Rectangle area = getClientArea();
        gc.setBackground(Palette.color(Token.PART));
        gc.fillRectangle(area);
        gc.setTextAntialias(SWT.ON);
        gc.setAntialias(SWT.ON);
        gc.setFont(Palette.font(Type.SMALL));
        int first = Math.max(0, (top - SIDE) / cell()) * columns();
        int last = Math.min(crops.size(), ((top + area.height) / cell() + 1) * columns());
        List<CropPlace> seen = new ArrayList<>();
        for (int i = first; i < last; i++)
            seen.add(crops.place(i));
        pictures.want(seen);
        for (int i = first; i < last; i++) {
            Rectangle place = place(i);
            pictures.paint(gc, crops.place(i), place);
            ClusterPainter.frame(gc, place, crops.selected(i), crops.hovered(i));
            gc.setForeground(Palette.color(Token.TEXT2));
            gc.drawText(Drawing.shorten(gc, crops.words(i), EDGE), place.x, place.y + EDGE + TEXT_GAP, true);
        }
        if (isFocusControl()) {
            gc.setForeground(Palette.color(Token.ACCENT));
            gc.drawRectangle(0, 0, area.width - 1, area.height - 1);
        }
    }
}
