package org.loupe.ui.internal.recipe;

import java.util.ArrayList;
import java.util.List;

import org.eclipse.emf.common.util.EList;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.ACC;
import org.eclipse.swt.custom.ScrolledComposite;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.loupe.model.RecipeStep;
import org.loupe.model.Route;
import org.loupe.ui.Icons;
import org.loupe.ui.Palette;
import org.loupe.ui.Palette.Token;
import org.loupe.ui.Palette.Type;
import org.loupe.ui.Parts;
import org.loupe.ui.Words;
import org.loupe.ui.internal.recipe.StepRows.Kind;
import org.loupe.ui.internal.recipe.StepRows.Row;

/**
 * The steps of a recipe, one row each, with their routes under them. Steps are dragged to another place, also into a
 * route. What a gesture means is for {@link Actions} to say.
 */
public final class StepList extends Canvas {
    /** Height of a step's row, and of a route's. */
    public static final int ROW = 27, ROUTE = 21;
    private static final int GRIP = 6, BOX = 14, BOX_LEFT = 22, TEXT_LEFT = 58, INDENT = 22, TIME = 58, COUNT = 62;
    private static final int DRAG = 4;

    /** What the user does in the list. */
    public interface Actions {
        /** A row was chosen; {@code null} for none. */
        void select(EObject element);

        /** A step's box was clicked. */
        void toggle(RecipeStep step);

        /** A row is to show or hide what lies under it. */
        void open(EObject element, boolean on);

        /** A step was dropped. @param at index in the chain as it is now */
        void move(RecipeStep step, EList<RecipeStep> chain, int at);

        /** A further class is to be routed. */
        void addRoute(RecipeStep step);

        /** A step is to be added whose name begins so. */
        void add(String typed);
    }

    /** Where a dragged step can go: between rows, or into a route. */
    private record Target(EList<RecipeStep> chain, int at, int y, int depth, boolean into) {
    }

    private final Actions actions;
    private List<Row> rows = List.of();
    private EObject selected;
    private int pressedAt = -1, hovered = -1;
    private Row dragged;
    private Target target;

    /** @param actions told of gestures */
    public StepList(Composite parent, Actions actions) {
        super(parent, SWT.DOUBLE_BUFFERED);
        this.actions = actions;
        addListener(SWT.Paint, e -> paint(e.gc));
        addListener(SWT.MouseDown, this::press);
        addListener(SWT.MouseMove, this::move);
        addListener(SWT.MouseUp, this::release);
        addListener(SWT.MouseExit, e -> hover(-1));
        addListener(SWT.MouseDoubleClick, e -> {
            int row = at(e.y);
            if (row >= 0 && e.x > TEXT_LEFT && rows.get(row).opens())
                actions.open(rows.get(row).element(), !rows.get(row).open());
        });
        addListener(SWT.KeyDown, this::key);
        addListener(SWT.FocusIn, e -> redraw());
        addListener(SWT.FocusOut, e -> {
            dragged = null;
            redraw();
        });
        addListener(SWT.Traverse, e -> e.doit = e.detail == SWT.TRAVERSE_TAB_NEXT
                || e.detail == SWT.TRAVERSE_TAB_PREVIOUS);
        Palette.onChange(this, this::redraw);
        Parts.accessible(this, ACC.ROLE_LIST, () -> {
            int at = index(selected);
            return at < 0 ? "" : Words.get("recipe.accessible", rows.get(at).name(), at + 1, rows.size());
        });
    }

    /** Shows rows; the selection stays if its row is still there, else it is told that there is none. */
    public void rows(List<Row> shown) {
        rows = List.copyOf(shown);
        if (dragged != null && rows.stream().noneMatch(r -> r.element() == dragged.element()))
            dragged = null;
        redraw();
    }

    /** What is listed. */
    public List<Row> rows() {
        return rows;
    }

    /** The selected step or route, or {@code null}. */
    public EObject selected() {
        return selected;
    }

    /** Selects a step or a route, shows it and tells it. */
    public void select(EObject element) {
        if (element != selected) {
            selected = element;
            redraw();
            actions.select(element);
        }
        reveal();
    }

    private int index(EObject element) {
        for (int i = 0; i < rows.size(); i++)
            if (rows.get(i).element() == element && rows.get(i).kind() != Kind.ADD_ROUTE)
                return i;
        return -1;
    }

    private static int height(Row row) {
        return row.kind() == Kind.STEP ? ROW : ROUTE;
    }

    private int top(int index) {
        int top = 0;
        for (int i = 0; i < index; i++)
            top += height(rows.get(i));
        return top;
    }

    private int at(int y) {
        int top = 0;
        for (int i = 0; i < rows.size(); i++) {
            top += height(rows.get(i));
            if (y < top)
                return i;
        }
        return -1;
    }

    private void reveal() {
        int at = index(selected);
        if (at < 0 || !(getParent() instanceof ScrolledComposite scroll))
            return;
        int top = top(at), bottom = top + height(rows.get(at)), y = scroll.getOrigin().y;
        int seen = scroll.getClientArea().height;
        if (top < y)
            scroll.setOrigin(0, top);
        else if (bottom > y + seen)
            scroll.setOrigin(0, bottom - seen);
    }

    private void press(Event e) {
        setFocus();
        int at = at(e.y);
        if (at < 0)
            return;
        Row row = rows.get(at);
        int shift = row.depth() * INDENT;
        if (row.kind() == Kind.ADD_ROUTE) {
            if (e.button == 1)
                actions.addRoute((RecipeStep) row.element());
            return;
        }
        select(row.element());
        if (e.button != 1)
            return;
        boolean arrow = row.opens() && (row.kind() == Kind.ROUTE ? e.x < shift + BOX_LEFT + BOX
                : e.x >= shift + BOX_LEFT + BOX + 4 && e.x < shift + TEXT_LEFT - 14);
        if (row.kind() == Kind.STEP && e.x >= shift + BOX_LEFT - 4 && e.x < shift + BOX_LEFT + BOX + 4)
            actions.toggle((RecipeStep) row.element());
        else if (arrow)
            actions.open(row.element(), !row.open());
        else if (row.kind() == Kind.STEP)
            pressedAt = e.y;
    }

    private void move(Event e) {
        if (pressedAt >= 0 && dragged == null && Math.abs(e.y - pressedAt) > DRAG) {
            int at = index(selected);
            dragged = at < 0 ? null : rows.get(at);
        }
        if (dragged != null) {
            target = nearest(e.x, e.y);
            setCursor(getDisplay().getSystemCursor(target == null ? SWT.CURSOR_NO : SWT.CURSOR_HAND));
            redraw();
            return;
        }
        hover(at(e.y));
    }

    private void hover(int row) {
        if (row == hovered)
            return;
        hovered = row;
        setToolTipText(row < 0 ? null : toolTip(rows.get(row)));
        setCursor(row >= 0 && rows.get(row).kind() == Kind.ADD_ROUTE
                ? getDisplay().getSystemCursor(SWT.CURSOR_HAND) : null);
        redraw();
    }

    private static String toolTip(Row row) {
        return !row.wrong().isEmpty() ? row.wrong()
                : row.more() > 0 ? Words.get("recipe.more", row.hint(), row.more()) : null;
    }

    private void release(Event e) {
        Row moved = dragged;
        Target to = target;
        pressedAt = -1;
        dragged = null;
        target = null;
        if (moved != null) {
            setCursor(null);
            redraw();
            if (to != null)
                actions.move((RecipeStep) moved.element(), to.chain, to.at);
        }
    }

    private Target nearest(int x, int y) {
        Target best = null;
        double least = Double.POSITIVE_INFINITY;
        for (Target t : targets()) {
            double away = t.into ? y >= t.y && y < t.y + ROUTE ? 3 : Double.POSITIVE_INFINITY
                    : Math.abs(y - t.y) + Math.abs(x - TEXT_LEFT - t.depth * INDENT) / 100.0;
            if (away < least) {
                least = away;
                best = t;
            }
        }
        return best;
    }

    private List<Target> targets() {
        List<Target> targets = new ArrayList<>();
        int top = 0;
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            if (inside(row.element())) {
                top += height(row);
                continue;
            }
            if (row.kind() == Kind.STEP) {
                EList<RecipeStep> chain = StepEdits.chain((RecipeStep) row.element());
                int at = chain.indexOf(row.element());
                targets.add(new Target(chain, at, top, row.depth(), false));
                if (at == chain.size() - 1) {
                    int end = top + height(row);
                    for (int k = i + 1; k < rows.size() && rows.get(k).depth() > row.depth(); k++)
                        end += height(rows.get(k));
                    targets.add(new Target(chain, chain.size(), end, row.depth(), false));
                }
            } else if (row.kind() == Kind.ROUTE) {
                EList<RecipeStep> chain = ((Route) row.element()).getSteps();
                targets.add(new Target(chain, chain.size(), top, row.depth(), true));
            }
            top += height(row);
        }
        return targets;
    }

    /** Whether an element lies in the dragged step, which cannot go into itself. */
    private boolean inside(EObject element) {
        return dragged != null && element != dragged.element()
                && org.eclipse.emf.ecore.util.EcoreUtil.isAncestor(dragged.element(), element);
    }

    private void key(Event e) {
        if (e.keyCode == SWT.ESC && dragged != null) {
            dragged = null;
            pressedAt = -1;
            redraw();
            return;
        }
        switch (e.keyCode) {
            case SWT.ARROW_UP -> walk(index(selected) - 1, -1);
            case SWT.ARROW_DOWN -> walk(index(selected) + 1, 1);
            case SWT.HOME -> walk(0, 1);
            case SWT.END -> walk(rows.size() - 1, -1);
            default -> {
                if ((e.stateMask & (SWT.CTRL | SWT.ALT | SWT.COMMAND)) == 0 && Character.isLetter(e.character))
                    actions.add(String.valueOf(e.character));
            }
        }
    }

    private void walk(int from, int by) {
        for (int i = Math.max(0, from); i >= 0 && i < rows.size(); i += by)
            if (rows.get(i).kind() != Kind.ADD_ROUTE) {
                select(rows.get(i).element());
                return;
            }
    }

    @Override
    public Point computeSize(int wHint, int hHint, boolean changed) {
        return new Point(wHint == SWT.DEFAULT ? 300 : wHint, Math.max(ROW, top(rows.size())) + 3);
    }

    private void paint(GC gc) {
        Rectangle area = getClientArea();
        gc.setBackground(Palette.color(Token.PART));
        gc.fillRectangle(area);
        gc.setAntialias(SWT.ON);
        int top = 0;
        Rectangle clip = gc.getClipping();
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            if (top + height(row) >= clip.y && top < clip.y + clip.height)
                if (row.kind() == Kind.STEP)
                    step(gc, row, i, top, area.width);
                else
                    route(gc, row, i, top, area.width);
            top += height(row);
        }
        if (dragged != null && target != null) {
            gc.setForeground(Palette.color(Token.ACCENT));
            gc.setBackground(Palette.color(Token.ACCENT));
            int left = target.depth * INDENT + 4;
            gc.setLineWidth(2);
            if (target.into)
                gc.drawRoundRectangle(left, target.y, area.width - left - 4, ROUTE - 1, 6, 6);
            else {
                int y = Math.max(1, target.y);
                gc.drawLine(left + 6, y, area.width - 6, y);
                gc.drawOval(left, y - 3, 6, 6);
            }
            gc.setLineWidth(1);
        }
    }

    private void ground(GC gc, Row row, int index, int top, int width) {
        boolean current = row.element() == selected && row.kind() != Kind.ADD_ROUTE;
        if (current || index == hovered) {
            gc.setBackground(Palette.color(current ? isFocusControl() ? Token.SELECTION : Token.SELECTION_OFF
                    : Token.BAR));
            gc.fillRectangle(0, top, width, height(row));
        }
        if (current) {
            gc.setBackground(Palette.color(Token.ACCENT));
            gc.fillRectangle(0, top, 2, height(row));
        }
    }

    private void step(GC gc, Row row, int index, int top, int width) {
        ground(gc, row, index, top, width);
        boolean current = row.element() == selected;
        int left = row.depth() * INDENT;
        grip(gc, left + GRIP, top + ROW / 2, index == hovered);
        box(gc, left + BOX_LEFT, top + (ROW - BOX) / 2, ((RecipeStep) row.element()).isEnabled(), row.enabled());
        gc.setFont(Palette.font(Type.BODY));
        int high = gc.textExtent("X").y, y = top + (ROW - high) / 2;
        gc.setForeground(Palette.color(Token.TEXT2));
        int numberWide = gc.textExtent(row.number()).x;
        int text = left + Math.max(TEXT_LEFT, BOX_LEFT + BOX + 6 + numberWide + 8);
        gc.drawText(row.number(), text - 8 - numberWide, y, true);
        int right = width - 10;
        gc.setFont(Palette.font(Type.SMALL));
        if (!row.wrong().isEmpty()) {
            right -= 16;
            gc.drawImage(Icons.get("error", Token.ERROR), right, top + (ROW - 16) / 2);
            right -= 8;
        } else if (row.cost() != null) {
            gc.setForeground(Palette.color(Token.TEXT));
            if (row.cost().count() >= 0) {
                String count = Words.get("recipe.found", row.cost().count());
                gc.drawText(count, right - gc.textExtent(count).x, y + 1, true);
            }
            right -= COUNT;
            if (!Double.isNaN(row.cost().millis())) {
                String time = Words.get("preview.millis", row.cost().millis());
                gc.setForeground(Palette.color(Token.TEXT2));
                gc.drawText(time, right - gc.textExtent(time).x, y + 1, true);
            }
            right -= TIME;
        }
        gc.setFont(Palette.font(current ? Type.STRONG : Type.BODY));
        gc.setForeground(Palette.color(row.enabled() ? Token.TEXT : Token.DISABLED));
        String name = Drawing.shorten(gc, row.name(), right - text);
        gc.drawText(name, text, y, true);
        int after = text + gc.textExtent(name).x + 8;
        gc.setFont(Palette.font(Type.SMALL));
        gc.setForeground(Palette.color(Token.TEXT2));
        String hint = right - after < 24 ? "" : Drawing.shorten(gc, row.hint(), right - after);
        gc.drawText(hint, after, y + 1, true);
        if (row.opens() && !row.open())
            chevron(gc, after + gc.textExtent(hint).x + 10, top + ROW / 2, false);
    }

    private void route(GC gc, Row row, int index, int top, int width) {
        ground(gc, row, index, top, width);
        int left = row.depth() * INDENT + 8;
        gc.setFont(Palette.font(Type.SMALL));
        int y = top + (ROUTE - gc.textExtent("X").y) / 2;
        if (row.kind() == Kind.ADD_ROUTE) {
            gc.drawImage(Icons.get("plus", Token.ACCENT), left + 12, top + 2);
            gc.setForeground(Palette.color(Token.ACCENT));
            gc.drawText(row.name(), left + 32, y, true);
            return;
        }
        if (row.opens())
            chevron(gc, left + 4, top + ROUTE / 2, row.open());
        gc.drawImage(Icons.get("branch", row.wrong().isEmpty() ? Token.TEXT2 : Token.ERROR), left + 12, top + 2);
        gc.setForeground(Palette.color(row.enabled() ? Token.TEXT : Token.DISABLED));
        int text = left + 32;
        String name = Drawing.shorten(gc, row.name(), width / 2 - text);
        gc.drawText(name, text, y, true);
        gc.setForeground(Palette.color(Token.TEXT2));
        int arrow = text + gc.textExtent(name).x + 8, middle = top + ROUTE / 2;
        gc.drawLine(arrow, middle, arrow + 10, middle);
        gc.drawLine(arrow + 7, middle - 3, arrow + 10, middle);
        gc.drawLine(arrow + 7, middle + 3, arrow + 10, middle);
        gc.drawText(Drawing.shorten(gc, row.hint(), width - arrow - 28), arrow + 18, y, true);
        if (!row.wrong().isEmpty())
            gc.drawImage(Icons.get("error", Token.ERROR), width - 26, top + 2);
    }

    private static void grip(GC gc, int x, int middle, boolean strong) {
        gc.setBackground(Palette.color(strong ? Token.TEXT2 : Token.FIELD_LINE));
        for (int row = -1; row <= 1; row++)
            for (int column = 0; column < 2; column++)
                gc.fillOval(x + column * 5, middle + row * 5 - 1, 2, 2);
    }

    private static void box(GC gc, int x, int y, boolean on, boolean works) {
        if (on) {
            gc.setBackground(Palette.color(works ? Token.ACCENT : Token.DISABLED));
            gc.fillRoundRectangle(x, y, BOX, BOX, 4, 4);
            gc.setForeground(Palette.color(Token.PART));
            gc.setLineWidth(2);
            gc.drawPolyline(new int[] { x + 3, y + 7, x + 6, y + 10, x + 11, y + 4 });
            gc.setLineWidth(1);
        } else {
            gc.setBackground(Palette.color(Token.FIELD));
            gc.fillRoundRectangle(x, y, BOX, BOX, 4, 4);
            gc.setForeground(Palette.color(Token.FIELD_LINE));
            gc.drawRoundRectangle(x, y, BOX - 1, BOX - 1, 4, 4);
        }
    }

    private static void chevron(GC gc, int x, int y, boolean open) {
        gc.setForeground(Palette.color(Token.TEXT2));
        gc.drawPolyline(open ? new int[] { x - 4, y - 2, x, y + 2, x + 4, y - 2 }
                : new int[] { x - 2, y - 4, x + 2, y, x - 2, y + 4 });
    }
}
