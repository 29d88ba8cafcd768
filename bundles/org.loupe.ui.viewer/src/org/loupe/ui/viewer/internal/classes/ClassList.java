package org.loupe.ui.viewer.internal.classes;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.ACC;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Text;
import org.loupe.model.DefectClass;
import org.loupe.ui.Palette;
import org.loupe.ui.Palette.Token;
import org.loupe.ui.Parts;
import org.loupe.ui.Session;
import org.loupe.ui.Words;
import org.loupe.ui.viewer.internal.classes.ClassRows.Bin;
import org.loupe.ui.viewer.internal.classes.ClassRows.OfClass;
import org.loupe.ui.viewer.internal.classes.ClassRows.Row;
import org.loupe.workspace.labels.Readiness;

/**
 * The classes as a list, or under their process bins: key, colour, name, how many examples there are, and whether they
 * are enough. The focused one is the class in hand. Names are written in place; rows are dragged to another place, or
 * onto a bin.
 */
final class ClassList extends Canvas {
    static final int ROW = 22, HEAD = 24;
    private static final int DRAG = 4;

    /** What the list asks for. */
    interface Owner {
        /** A name was written. @param one {@code null} for a new class */
        void named(DefectClass one, String name);

        /** A row was dropped before another place. */
        void moved(DefectClass one, int to);

        /** A row was dropped onto a bin. */
        void binned(DefectClass one, String bin);

        /** A letter was typed. */
        void typed(char letter);

        /** A row was clicked twice. */
        void opened(DefectClass one);

        /** Other rows are listed, or as many as before in another height. */
        void changed();
    }

    private final Session session;
    private final Owner owner;
    private final Set<Integer> chosen = new TreeSet<>();
    private final Set<String> closed = new HashSet<>();
    private ClassRows rows = new ClassRows(List.of());
    private Readiness readiness = new Readiness(List.of(), 0, 0);
    private String search = "";
    private boolean byBin;
    private int top, pressed = -1, target = -1;
    private Point from;
    private Text editor;

    ClassList(Composite parent, Session session, Owner owner) {
        super(parent, SWT.DOUBLE_BUFFERED | SWT.V_SCROLL);
        this.session = session;
        this.owner = owner;
        addListener(SWT.Paint, e -> paint(e.gc));
        addListener(SWT.Resize, e -> scroll(top));
        getVerticalBar().addListener(SWT.Selection, e -> scroll(getVerticalBar().getSelection()));
        addListener(SWT.MouseDown, this::down);
        addListener(SWT.MouseMove, this::move);
        addListener(SWT.MouseUp, this::up);
        addListener(SWT.MouseDoubleClick, e -> row(e.y).filter(OfClass.class::isInstance)
                .ifPresent(r -> owner.opened(((OfClass) r).model())));
        Parts.focusable(this, this::key);
        Parts.accessible(this, ACC.ROLE_TABLE, () -> {
            int focus = focus();
            return focus >= 0 && rows.rows().get(focus) instanceof OfClass one
                    ? Words.get("classes.accessibleOne", one.model().getName(), one.examples(), one.images())
                    : Words.get("classes.accessible", rows.rows().size());
        });
    }

    /** Lists the classes as they are now: takes microseconds, since the table keeps count. */
    void refresh() {
        int before = rows.rows().size();
        readiness = session.project().map(p -> Readiness.of(session.desk().table(), p.project()))
                .orElseGet(() -> new Readiness(List.of(), 0, 0));
        rows = session.project()
                .map(p -> ClassRows.of(p.project(), session.desk().table(), readiness, search, byBin, closed))
                .orElseGet(() -> new ClassRows(List.of()));
        chosen.removeIf(code -> session.project().isEmpty() || rows.find(code) < 0);
        if (rows.rows().size() != before) {
            scroll(top);
            owner.changed();
        }
        redraw();
    }

    /** Lists only classes whose name, code or bin hold a text. */
    void search(String text) {
        search = text;
        refresh();
        if (!text.isBlank() && rows.find(session.desk().code()) < 0)
            rows.rows().stream().filter(OfClass.class::isInstance).findFirst()
                    .ifPresent(r -> choose(((OfClass) r).code(), false));
    }

    /** Lists the classes under their bins, or not. */
    void byBin(boolean on) {
        byBin = on;
        refresh();
    }

    /** What there is to train on, as it is listed. */
    Readiness readiness() {
        return readiness;
    }

    /** Whether the classes are listed under their bins. */
    boolean byBin() {
        return byBin;
    }

    /** The classes that are chosen, in the order of the list; the one in hand if there are no more. */
    List<DefectClass> chosen() {
        return rows.rows().stream().filter(OfClass.class::isInstance).map(OfClass.class::cast)
                .filter(r -> chosen.contains(r.code()) || r.code() == session.desk().code()).map(OfClass::model)
                .toList();
    }

    /** Lines that are listed. */
    ClassRows rows() {
        return rows;
    }

    /** Height of all lines, or of at least three. */
    int wantedHeight() {
        return HEAD + Math.max(3, rows.rows().size()) * ROW + 2;
    }

    /** Shows the class in hand. */
    void follow() {
        chosen.removeIf(code -> chosen.size() == 1 || rows.find(code) < 0);
        reveal(focus());
        redraw();
    }

    private int focus() {
        return rows.find(session.desk().code());
    }

    private void scroll(int to) {
        int high = getClientArea().height - HEAD, all = rows.rows().size() * ROW;
        top = Math.max(0, Math.min(to, all - high));
        getVerticalBar().setVisible(all > high);
        getVerticalBar().setValues(top, 0, Math.max(1, all), Math.max(1, high), ROW, Math.max(ROW, high - ROW));
        redraw();
    }

    private void reveal(int row) {
        if (row < 0)
            return;
        int high = getClientArea().height - HEAD;
        if (row * ROW < top)
            scroll(row * ROW);
        else if ((row + 1) * ROW > top + high)
            scroll((row + 1) * ROW - high);
    }

    private int index(int y) {
        int row = Math.floorDiv(y - HEAD + top, ROW);
        return y < HEAD || row >= rows.rows().size() ? -1 : row;
    }

    private Optional<Row> row(int y) {
        int index = index(y);
        return index < 0 ? Optional.empty() : Optional.of(rows.rows().get(index));
    }

    // ---- gestures

    private void down(Event e) {
        setFocus();
        int index = index(e.y);
        if (index < 0)
            return;
        if (rows.rows().get(index) instanceof OfClass one) {
            if (e.button == 1 || !chosen.contains(one.code()))
                choose(one.code(), (e.stateMask & SWT.MOD1) != 0);
            if (e.button == 1) {
                pressed = index;
                from = new Point(e.x, e.y);
            }
        } else if (e.button == 1) {
            toggle((Bin) rows.rows().get(index));
        }
    }

    private void choose(int code, boolean more) {
        if (!more)
            chosen.clear();
        else
            chosen.add(session.desk().code());
        chosen.add(code);
        session.desk().code(code);
        redraw();
    }

    private void toggle(Bin bin) {
        if (!closed.remove(bin.bin()))
            closed.add(bin.bin());
        refresh();
    }

    private void move(Event e) {
        if (pressed < 0) {
            String tip = row(e.y).filter(OfClass.class::isInstance).map(r -> Sentences.missing(((OfClass) r).ready()))
                    .filter(s -> !s.isEmpty()).orElse(null);
            if (!Objects.equals(tip, getToolTipText()))
                setToolTipText(tip);
            return;
        }
        if (target < 0 && Math.abs(e.y - from.y) < DRAG)
            return;
        target = byBin ? index(e.y) : Math.max(0, Math.min(rows.rows().size(),
                Math.floorDiv(e.y - HEAD + top + ROW / 2, ROW)));
        redraw();
    }

    private void up(Event e) {
        if (pressed >= 0 && target >= 0 && pressed < rows.rows().size()
                && rows.rows().get(pressed) instanceof OfClass one) {
            if (byBin) {
                for (int i = Math.min(target, rows.rows().size() - 1); i >= 0; i--)
                    if (rows.rows().get(i) instanceof Bin bin) {
                        owner.binned(one.model(), bin.bin());
                        break;
                    }
            } else if (search.isBlank()) {
                owner.moved(one.model(), target > one.place() ? target - 1 : target);
            }
        }
        pressed = -1;
        target = -1;
        redraw();
    }

    private void key(Event e) {
        if ((e.stateMask & (SWT.MOD1 | SWT.ALT)) != 0)
            return;
        int focus = focus();
        switch (e.keyCode) {
            case SWT.ARROW_DOWN -> step(focus, 1);
            case SWT.ARROW_UP -> step(focus, -1);
            case SWT.HOME -> step(-1, 1);
            case SWT.END -> step(rows.rows().size(), -1);
            default -> {
                if (Character.isLetter(e.character))
                    owner.typed(e.character);
            }
        }
    }

    private void step(int focus, int by) {
        for (int i = focus + by; i >= 0 && i < rows.rows().size(); i += by)
            if (rows.rows().get(i) instanceof OfClass one) {
                choose(one.code(), false);
                reveal(i);
                return;
            }
    }

    // ---- names in place

    /** Lets a person write the name of the class in hand. */
    void rename() {
        int focus = focus();
        if (focus >= 0 && rows.rows().get(focus) instanceof OfClass one)
            ask(one.model().getName(), "", name -> owner.named(one.model(), name));
    }

    /** Lets a person write something in the place of the name of the class in hand. @param hint said while it is empty */
    void ask(String text, String hint, Consumer<String> answer) {
        int focus = focus();
        if (focus < 0)
            return;
        reveal(focus);
        edit(HEAD + focus * ROW - top, text, hint, answer);
    }

    /** Lets a person write the name of a new class, below the others. */
    void add(String proposed) {
        scroll(Integer.MAX_VALUE / 2);
        int high = getClientArea().height;
        edit(Math.max(HEAD, Math.min(HEAD + rows.rows().size() * ROW - top, high - ROW)), proposed, "",
                name -> owner.named(null, name));
    }

    private void edit(int y, String text, String hint, Consumer<String> answer) {
        if (editor != null)
            return;
        int left = nameLeft();
        editor = new Text(this, SWT.SINGLE | SWT.BORDER);
        editor.setText(text);
        editor.setMessage(hint);
        editor.selectAll();
        int high = Math.max(ROW + 2, editor.computeSize(SWT.DEFAULT, SWT.DEFAULT).y);
        editor.setBounds(left - 4, y - (high - ROW) / 2, Math.max(90, right(2) - left), high);
        editor.addListener(SWT.DefaultSelection, e -> close(answer));
        editor.addListener(SWT.FocusOut, e -> close(answer));
        editor.addListener(SWT.Traverse, e -> {
            if (e.detail == SWT.TRAVERSE_ESCAPE) {
                e.doit = false;
                close(null);
            }
        });
        editor.setFocus();
    }

    /** @param answer {@code null} if it was given up */
    private void close(Consumer<String> answer) {
        if (editor == null)
            return;
        Text closing = editor;
        editor = null;
        String text = closing.getText();
        closing.dispose();
        setFocus();
        if (answer != null && !text.isBlank())
            answer.accept(text);
        redraw();
    }

    /** The field that is written in, {@code null} if none is; for tests. */
    Text editor() {
        return editor;
    }

    // ---- painting

    private int nameLeft() {
        return 8 + 22 + 18;
    }

    /** Right edge of a column of numbers: 0 ready, 1 images, 2 examples. */
    private int right(int column) {
        int wide = getClientArea().width;
        return wide - 10 - column * (wide > 300 ? 62 : 52) + (column == 0 ? 0 : 4);
    }

    private void paint(GC gc) {
        Rectangle area = getClientArea();
        gc.setBackground(Palette.color(Token.PART));
        gc.fillRectangle(area);
        gc.setAntialias(SWT.ON);
        int high = gc.textExtent("X").y;
        int first = top / ROW, last = Math.min(rows.rows().size(), (top + area.height - HEAD) / ROW + 1);
        ClassPainter painter = new ClassPainter(gc, session, isFocusControl());
        for (int i = first; i < last; i++) {
            Row row = rows.rows().get(i);
            int y = HEAD + i * ROW - top;
            boolean under = byBin && target >= 0 && i == target;
            if (row instanceof Bin bin) {
                painter.bin(bin, y, area.width, right(2), under);
            } else if (row instanceof OfClass one) {
                painter.row(one, y, area.width, chosen.contains(one.code()) || one.code() == session.desk().code(),
                        byBin ? 12 : 0, new int[] { nameLeft() + (byBin ? 12 : 0), right(2), right(1), right(0) });
            }
        }
        gc.setBackground(Palette.color(Token.PART));
        gc.fillRectangle(0, 0, area.width, HEAD);
        gc.setForeground(Palette.color(Token.TEXT2));
        int y = (HEAD - high) / 2;
        gc.drawText(Words.get("classes.column.class"), nameLeft(), y, true);
        right(gc, Words.get("classes.column.examples"), right(2), y);
        right(gc, Words.get("classes.column.images"), right(1), y);
        right(gc, Words.get("classes.column.ready"), right(0), y);
        gc.setForeground(Palette.color(Token.LINE));
        gc.drawLine(0, HEAD - 1, area.width, HEAD - 1);
        if (target >= 0 && !byBin) {
            gc.setForeground(Palette.color(Token.ACCENT));
            gc.setLineWidth(2);
            gc.drawLine(4, HEAD + target * ROW - top, area.width - 4, HEAD + target * ROW - top);
            gc.setLineWidth(1);
        }
        if (isFocusControl()) {
            gc.setForeground(Palette.color(Token.ACCENT));
            gc.drawRectangle(0, 0, area.width - 1, area.height - 1);
        }
    }

    private static void right(GC gc, String text, int right, int y) {
        gc.drawText(text, right - gc.textExtent(text).x, y, true);
    }
}
