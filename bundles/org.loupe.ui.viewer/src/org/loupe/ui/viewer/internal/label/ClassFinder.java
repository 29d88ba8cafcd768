package org.loupe.ui.viewer.internal.label;

import java.util.List;
import java.util.Locale;
import java.util.function.IntConsumer;

import org.eclipse.jface.dialogs.PopupDialog;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Shell;
import org.loupe.model.DefectClass;
import org.loupe.ui.Palette;
import org.loupe.ui.Palette.Token;
import org.loupe.ui.Palette.Type;
import org.loupe.ui.Session;
import org.loupe.ui.TextField;
import org.loupe.ui.Words;

/** The classes of the project, found by typing: Enter or a click takes the marked one, Esc none. UI thread. */
final class ClassFinder extends PopupDialog {
    private static final int WIDTH = 280, ROW = 24, MOST = 12, PAD = 8;

    private final Session session;
    private final Point place;
    private final IntConsumer chosen;
    private TextField search;
    private Canvas list;
    private List<DefectClass> hits = List.of();
    private int marked, top;

    /**
     * @param place  of the popup's lower left corner on the screen
     * @param chosen told the code of the class
     */
    ClassFinder(Shell parent, Session session, Point place, IntConsumer chosen) {
        super(parent, SWT.ON_TOP, true, false, false, false, false, null, null);
        this.session = session;
        this.place = place;
        this.chosen = chosen;
    }

    @Override
    protected Control createDialogArea(Composite parent) {
        Composite area = new Composite(parent, SWT.NONE);
        area.setBackground(Palette.color(Token.PART));
        GridLayoutFactory.fillDefaults().spacing(0, 4).applyTo(area);
        search = new TextField(area, "search");
        search.setBackground(Palette.color(Token.PART));
        search.text().setBackground(Palette.color(Token.FIELD));
        search.text().getParent().setBackground(Palette.color(Token.FIELD));
        search.text().setForeground(Palette.color(Token.TEXT));
        search.text().setMessage(Words.get("label.findClass"));
        GridDataFactory.fillDefaults().indent(PAD, PAD).hint(WIDTH - 2 * PAD, 28).applyTo(search);
        search.text().addListener(SWT.Modify, e -> filter());
        search.text().addListener(SWT.KeyDown, this::key);
        search.text().addListener(SWT.DefaultSelection, e -> take());
        list = new Canvas(area, SWT.DOUBLE_BUFFERED | SWT.NO_FOCUS);
        list.setData("name", Words.get("label.classBar"));
        GridDataFactory.fillDefaults().hint(WIDTH, Math.min(MOST, Math.max(1, Classes.of(session).size())) * ROW + PAD)
                .applyTo(list);
        list.addListener(SWT.Paint, e -> paint(e.gc));
        list.addListener(SWT.MouseMove, e -> mark(top + e.y / ROW));
        list.addListener(SWT.MouseUp, e -> take());
        list.addListener(SWT.MouseVerticalWheel, e -> scroll(top - e.count));
        filter();
        return area;
    }

    @Override
    protected Point getInitialLocation(Point size) {
        return new Point(place.x, place.y - size.y);
    }

    @Override
    protected Control getFocusControl() {
        return search.text();
    }

    private void filter() {
        String typed = search.text().getText().strip().toLowerCase(Locale.ROOT);
        List<DefectClass> all = Classes.of(session);
        hits = all.stream().filter(c -> c.getName().toLowerCase(Locale.ROOT).contains(typed)
                || Integer.toString(c.getCode()).equals(typed))
                .sorted((a, b) -> Boolean.compare(!begins(a, typed), !begins(b, typed))).toList();
        marked = 0;
        top = 0;
        list.redraw();
    }

    private static boolean begins(DefectClass of, String typed) {
        return of.getName().toLowerCase(Locale.ROOT).startsWith(typed);
    }

    private void key(Event e) {
        int by = e.keyCode == SWT.ARROW_DOWN ? 1 : e.keyCode == SWT.ARROW_UP ? -1 : 0;
        if (by != 0) {
            mark(marked + by);
            e.doit = false;
        } else if (e.keyCode == SWT.ESC)
            close();
    }

    private void mark(int row) {
        marked = Math.max(0, Math.min(hits.size() - 1, row));
        if (marked < top || marked >= top + MOST)
            scroll(marked < top ? marked : marked - MOST + 1);
        list.redraw();
    }

    private void scroll(int first) {
        top = Math.max(0, Math.min(hits.size() - MOST, first));
        list.redraw();
    }

    private void take() {
        if (marked >= hits.size())
            return;
        int code = hits.get(marked).getCode();
        close();
        chosen.accept(code);
    }

    private void paint(GC gc) {
        Rectangle area = list.getClientArea();
        gc.setBackground(Palette.color(Token.PART));
        gc.fillRectangle(area);
        gc.setFont(Palette.font(Type.BODY));
        if (hits.isEmpty()) {
            gc.setForeground(Palette.color(Token.TEXT2));
            gc.drawText(Words.get("label.noSuchClass"), PAD + 4, 4, true);
        }
        for (int i = 0; i < Math.min(MOST, hits.size() - top); i++) {
            DefectClass of = hits.get(top + i);
            if (top + i == marked) {
                gc.setBackground(Palette.color(Token.SELECTION));
                gc.fillRectangle(0, i * ROW, area.width, ROW);
            }
            gc.setBackground(session.colours().fill(of.getCode()));
            gc.fillRectangle(PAD + 4, i * ROW + 7, 11, 11);
            gc.setForeground(Palette.color(Token.TEXT));
            gc.drawText(of.getName(), PAD + 24, i * ROW + (ROW - gc.textExtent("X").y) / 2, true);
            String code = Integer.toString(of.getCode());
            gc.setForeground(Palette.color(Token.TEXT2));
            gc.drawText(code, area.width - PAD - 4 - gc.textExtent(code).x,
                    i * ROW + (ROW - gc.textExtent("X").y) / 2, true);
        }
    }
}
