package org.loupe.ui.viewer.internal;

import java.util.List;

import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.ACC;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Text;
import org.loupe.engine.evaluation.ScoreLimits.ClassFigures;
import org.loupe.ui.Palette;
import org.loupe.ui.Palette.Token;
import org.loupe.ui.Palette.Type;
import org.loupe.ui.Parts;
import org.loupe.ui.Words;

/**
 * What each class does at the limit, and its own limit if it has one: click its cell or press F2 to write one, Delete
 * takes it away.
 */
final class ClassTable extends Canvas {
    private static final int ROW = 22, HEAD = 24, PAD = 8, CHIP = 10;
    private static final int COLUMNS = 7, OWN = 6;
    private static final double[] SHARES = { 0.26, 0.11, 0.11, 0.12, 0.11, 0.15, 0.14 };

    private final Review review;
    private int selected = -1, top;
    private Text editor;

    ClassTable(Composite parent, Review review) {
        super(parent, SWT.DOUBLE_BUFFERED);
        this.review = review;
        addListener(SWT.Paint, e -> paint(e.gc));
        addListener(SWT.MouseDown, this::down);
        addListener(SWT.MouseVerticalWheel, e -> scroll(top - e.count * 8));
        addListener(SWT.Resize, e -> scroll(top));
        addListener(SWT.KeyDown, this::key);
        addListener(SWT.FocusIn, e -> redraw());
        addListener(SWT.FocusOut, e -> redraw());
        addListener(SWT.Traverse, e -> e.doit = e.detail == SWT.TRAVERSE_TAB_NEXT
                || e.detail == SWT.TRAVERSE_TAB_PREVIOUS);
        addListener(SWT.MouseMove, e -> setToolTipText(e.y > HEAD && column(e.x) == OWN && !ownAllowed()
                ? Words.get("review.ownNeedsClasses") : null));
        Palette.onChange(this, this::redraw);
        Parts.accessible(this, ACC.ROLE_TABLE, () -> {
            List<ClassFigures> rows = rows();
            return selected < 0 || selected >= rows.size() ? Words.get("review.classes")
                    : String.join(" ", List.of(cells(rows.get(selected), null)));
        });
    }

    @Override
    public Point computeSize(int wHint, int hHint, boolean changed) {
        return new Point(wHint == SWT.DEFAULT ? 300 : wHint, hHint == SWT.DEFAULT ? HEAD + 4 * ROW : hHint);
    }

    private List<ClassFigures> rows() {
        return review.judged().isEmpty() || review.state() == Review.State.NO_TRUTH || review.sweep().on() ? List.of()
                : review.judged().get().scoped().classesAt(review.limit());
    }

    /** Number of classes. */
    int count() {
        return rows().size();
    }

    /** Height of so many rows under their heading. */
    int height(int rows) {
        return HEAD + rows * ROW + 2;
    }

    private boolean ownAllowed() {
        return review.judged().filter(j -> !j.all().classAgnostic()).isPresent();
    }

    private void scroll(int to) {
        top = Math.max(0, Math.min(to, HEAD + rows().size() * ROW - getClientArea().height));
        redraw();
    }

    private int left(int column) {
        double share = 0;
        for (int c = 0; c < column; c++)
            share += SHARES[c];
        return (int) Math.round(share * getClientArea().width);
    }

    private int column(int x) {
        int column = COLUMNS - 1;
        while (column > 0 && x < left(column))
            column--;
        return column;
    }

    private void down(Event e) {
        setFocus();
        int row = (e.y + top - HEAD) / ROW;
        if (e.y <= HEAD || row >= rows().size())
            return;
        selected = row;
        if (column(e.x) == OWN)
            edit();
        redraw();
    }

    private void key(Event e) {
        int size = rows().size();
        switch (e.keyCode) {
            case SWT.ARROW_DOWN -> selected = Math.min(size - 1, selected + 1);
            case SWT.ARROW_UP -> selected = Math.max(0, selected - 1);
            case SWT.F2 -> edit();
            case SWT.DEL -> {
                if (selected >= 0 && selected < size)
                    review.own(rows().get(selected).name(), Double.NaN);
            }
            default -> {
                return;
            }
        }
        redraw();
    }

    /** Lets the user write the selected class's own limit. */
    private void edit() {
        if (selected < 0 || selected >= rows().size() || !ownAllowed() || editor != null)
            return;
        String name = rows().get(selected).name();
        editor = new Text(this, SWT.RIGHT | SWT.SINGLE);
        Double own = review.own().get(name);
        editor.setText(own == null ? Words.number(review.limit(), 2) : Words.number(own, 2));
        editor.selectAll();
        editor.setBounds(left(OWN) + 2, HEAD + selected * ROW - top, getClientArea().width - left(OWN) - 4, ROW);
        editor.addListener(SWT.DefaultSelection, e -> close(name, true));
        editor.addListener(SWT.FocusOut, e -> close(name, true));
        editor.addListener(SWT.Traverse, e -> {
            if (e.detail == SWT.TRAVERSE_ESCAPE) {
                e.doit = false;
                close(name, false);
            }
        });
        editor.setFocus();
    }

    private void close(String name, boolean take) {
        if (editor == null)
            return;
        Text closed = editor;
        editor = null;
        String text = closed.getText().strip().replace(',', '.');
        closed.dispose();
        if (!take)
            return;
        try {
            review.own(name, text.isEmpty() || text.equals("–") ? Double.NaN : Double.parseDouble(text));
        } catch (NumberFormatException e) {
            getDisplay().beep(); // the old value stays
        }
    }

    private String[] cells(ClassFigures c, ClassFigures was) {
        Double own = review.own().get(c.name());
        return new String[] { c.name(), count(c.scores().truths()), count(c.scores().found()),
            c.overkill() < 0 ? "–" : count(c.overkill()), count(c.escapes()),
            was == null ? "–" : count(was.escapes()),
            own == null ? "–" : Words.number(own, 2) };
    }

    private static String count(long n) {
        return Words.number(n, 0);
    }

    private void paint(GC gc) {
        Rectangle area = getClientArea();
        gc.setBackground(Palette.color(Token.PART));
        gc.fillRectangle(area);
        gc.setTextAntialias(SWT.ON);
        List<ClassFigures> rows = rows();
        if (rows.isEmpty())
            return;
        double before = review.before();
        List<ClassFigures> was = review.judged().orElseThrow().scoped().classesAt(before);
        for (int i = 0; i < rows.size(); i++) {
            int y = HEAD + i * ROW - top;
            if (i == selected) {
                gc.setBackground(Palette.color(isFocusControl() ? Token.SELECTION : Token.SELECTION_OFF));
                gc.fillRectangle(0, y, area.width, ROW);
            }
            gc.setForeground(Palette.color(Token.LINE2));
            gc.drawLine(0, y + ROW - 1, area.width, y + ROW - 1);
            gc.setFont(Palette.font(Type.BODY));
            String[] cells = cells(rows.get(i), i < was.size() ? was.get(i) : null);
            int text = (ROW - gc.textExtent("0").y) / 2;
            gc.setBackground(review.fill(rows.get(i).name()));
            gc.fillRectangle(PAD, y + (ROW - CHIP) / 2, CHIP, CHIP);
            for (int c = 0; c < COLUMNS; c++) {
                gc.setForeground(Palette.color(c == OWN && !cells[c].equals("–") ? Token.ACCENT : Token.TEXT));
                write(gc, cells[c], c, y + text);
            }
        }
        gc.setBackground(Palette.color(Token.BAR));
        gc.fillRectangle(0, 0, area.width, HEAD);
        gc.setForeground(Palette.color(Token.LINE2));
        gc.drawLine(0, HEAD - 1, area.width, HEAD - 1);
        gc.setFont(Palette.font(Type.SMALL));
        gc.setForeground(Palette.color(Token.TEXT2));
        String[] heads = { "review.class", "review.truth", "review.found", "review.overkill", "review.escape",
            "review.escapeAt", "review.own" };
        for (int c = 0; c < COLUMNS; c++)
            write(gc, Words.get(heads[c], Words.number(before, 2)), c, (HEAD - gc.textExtent("0").y) / 2);
        if (isFocusControl()) {
            gc.setForeground(Palette.color(Token.ACCENT));
            gc.drawRectangle(0, 0, area.width - 1, area.height - 1);
        }
    }

    private void write(GC gc, String text, int column, int y) {
        int left = left(column), right = column + 1 < COLUMNS ? left(column + 1) : getClientArea().width;
        if (column == 0)
            gc.drawText(text, PAD + CHIP + 6, y, true);
        else
            gc.drawText(text, right - PAD - gc.textExtent(text).x, y, true);
    }
}
