package org.loupe.ui.internal.recipe;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.AccessibleAdapter;
import org.eclipse.swt.accessibility.AccessibleEvent;
import org.eclipse.swt.custom.ScrolledComposite;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Event;
import org.loupe.api.Tool;
import org.loupe.api.ToolException;
import org.loupe.engine.RecipeStep;
import org.loupe.engine.Route;
import org.loupe.engine.ToolText;
import org.loupe.engine.Schema.Field;
import org.loupe.ui.Icons;
import org.loupe.ui.Palette;
import org.loupe.ui.Palette.Token;
import org.loupe.ui.Palette.Type;
import org.loupe.ui.Parts;
import org.loupe.ui.Session;
import org.loupe.ui.Words;
import org.loupe.workspace.RecipeComparison;
import org.loupe.workspace.RecipeComparison.Row;

/**
 * Two recipes side by side: aligned steps with the parameters that were set, changed ones in the accent colour, missing
 * steps hatched. A changed line has an arrow that copies it from left to right.
 */
final class CompareCanvas extends Canvas {
    private static final int STEP = 27, LINE = 21, PAD = 12, INDENT = 16, GUTTER = 34;

    /**
     * A line that is drawn.
     *
     * @param row       step or route that it belongs to
     * @param parameter name of the parameter; "" for the step or route itself
     */
    record Line(Row row, String parameter) {
    }

    private final Session session;
    private final Consumer<Line> copy;
    private final Runnable chosen;
    private List<Line> lines = List.of();
    private int selected = -1, hovered = -1;
    private boolean editable;

    /**
     * @param copy   told of a line that is to be as on the left
     * @param chosen told after another line was selected
     */
    CompareCanvas(ScrolledComposite parent, Session session, Consumer<Line> copy, Runnable chosen) {
        super(parent, SWT.DOUBLE_BUFFERED);
        this.chosen = chosen;
        this.session = session;
        this.copy = copy;
        addListener(SWT.Paint, e -> paint(e.gc));
        addListener(SWT.MouseDown, e -> {
            setFocus();
            select(at(e.y));
            if (e.button == 1 && onArrow(e))
                copySelected();
        });
        addListener(SWT.MouseMove, e -> {
            int line = at(e.y);
            setCursor(onArrow(e) ? getDisplay().getSystemCursor(SWT.CURSOR_HAND) : null);
            if (line != hovered) {
                hovered = line;
                setToolTipText(line >= 0 && copies(lines.get(line)) ? Words.get("compare.copyTip") : null);
                redraw();
            }
        });
        Parts.focusable(this, this::key);
        getAccessible().addAccessibleListener(new AccessibleAdapter() {
            @Override
            public void getName(AccessibleEvent e) {
                e.result = selected < 0 ? "" : name(lines.get(selected).row) + " "
                        + text(lines.get(selected), true) + " | " + text(lines.get(selected), false);
            }
        });
    }

    /** Shows a comparison. @param canCopy whether the right side can be changed */
    void show(RecipeComparison comparison, boolean canCopy) {
        List<Line> shown = new ArrayList<>();
        for (Row row : comparison.rows()) {
            shown.add(new Line(row, ""));
            row.differing().keySet().forEach(name -> shown.add(new Line(row, name)));
        }
        lines = shown;
        editable = canCopy;
        selected = Math.min(selected, lines.size() - 1);
        if (getParent() instanceof ScrolledComposite scroll)
            scroll.setMinHeight(top(lines.size()) + PAD);
        redraw();
    }

    /** What is drawn. */
    List<Line> lines() {
        return lines;
    }

    /** Selects a line. */
    void select(int line) {
        selected = line;
        redraw();
        chosen.run();
        if (line >= 0 && getParent() instanceof ScrolledComposite scroll) {
            int top = top(line), seen = scroll.getClientArea().height, y = scroll.getOrigin().y;
            if (top < y)
                scroll.setOrigin(0, top);
            else if (top + LINE > y + seen)
                scroll.setOrigin(0, top + STEP - seen);
        }
    }

    /** Makes the selected line on the right as it is on the left, if it can be. */
    void copySelected() {
        if (selected >= 0 && copies(lines.get(selected)))
            copy.accept(lines.get(selected));
    }

    /** Whether the selected line can be copied to the right. */
    boolean canCopy() {
        return selected >= 0 && selected < lines.size() && copies(lines.get(selected));
    }

    private boolean copies(Line line) {
        return editable && (line.parameter.isEmpty() ? line.row.differs()
                : line.row.differing().get(line.parameter) && !line.row.lonely());
    }

    private void key(Event e) {
        int by = e.keyCode == SWT.ARROW_DOWN ? 1 : e.keyCode == SWT.ARROW_UP ? -1 : 0;
        if (by != 0 && !lines.isEmpty())
            select(Math.max(0, Math.min(lines.size() - 1, selected + by)));
    }

    private int height(Line line) {
        return line.parameter.isEmpty() && line.row.className().isEmpty() ? STEP : LINE;
    }

    private int top(int line) {
        int top = 0;
        for (int i = 0; i < line; i++)
            top += height(lines.get(i));
        return top;
    }

    private int at(int y) {
        int top = 0;
        for (int i = 0; i < lines.size(); i++) {
            top += height(lines.get(i));
            if (y < top)
                return i;
        }
        return -1;
    }

    private boolean onArrow(Event e) {
        int line = at(e.y), middle = getClientArea().width / 2;
        return line >= 0 && copies(lines.get(line)) && Math.abs(e.x - middle) <= GUTTER / 2;
    }

    @Override
    public Point computeSize(int wHint, int hHint, boolean changed) {
        return new Point(wHint == SWT.DEFAULT ? 600 : wHint, Math.max(40, top(lines.size()) + PAD));
    }

    private void paint(GC gc) {
        Rectangle area = getClientArea();
        gc.setBackground(Palette.color(Token.PART));
        gc.fillRectangle(area);
        gc.setAntialias(SWT.ON);
        int top = 0, middle = area.width / 2;
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            int high = height(line);
            if (i == selected || i == hovered) {
                gc.setBackground(Palette.color(i == selected ? isFocusControl() ? Token.SELECTION
                        : Token.SELECTION_OFF : Token.BAR));
                gc.fillRectangle(0, top, area.width, high);
            }
            boolean missingLeft = line.row.left().isEmpty() && line.row.leftFate().isEmpty();
            boolean missingRight = line.row.right().isEmpty() && line.row.rightFate().isEmpty();
            side(gc, line, true, missingLeft, new Rectangle(0, top, middle - GUTTER / 2, high));
            side(gc, line, false, missingRight, new Rectangle(middle + GUTTER / 2, top,
                    area.width - middle - GUTTER / 2, high));
            if (copies(line))
                gc.drawImage(Icons.get("copy-right", i == hovered || i == selected ? Token.ACCENT : Token.TEXT2),
                        middle - 8, top + (high - 16) / 2);
            top += high;
        }
        gc.setForeground(Palette.color(Token.LINE2));
        gc.drawLine(middle - GUTTER / 2, 0, middle - GUTTER / 2, area.height);
        gc.drawLine(middle + GUTTER / 2, 0, middle + GUTTER / 2, area.height);
    }

    private void side(GC gc, Line line, boolean left, boolean missing, Rectangle place) {
        if (missing) {
            hatch(gc, place);
            return;
        }
        int x = place.x + PAD + line.row.depth() * INDENT;
        boolean changed = line.parameter.isEmpty() ? line.row.differs() && !line.row.lonely()
                && line.row.differing().values().stream().noneMatch(d -> d) : line.row.differing()
                        .get(line.parameter);
        Row row = line.row;
        gc.setFont(Palette.font(line.parameter.isEmpty() && row.className().isEmpty() ? Type.STRONG : Type.BODY));
        int y = place.y + (place.height - gc.textExtent("X").y) / 2, right = place.x + place.width - PAD;
        if (line.parameter.isEmpty()) {
            Optional<RecipeStep> step = left ? row.left() : row.right();
            boolean off = step.isPresent() && !step.get().enabled();
            gc.setForeground(Palette.color(changed ? Token.ACCENT : off ? Token.DISABLED : Token.TEXT));
            if (!row.className().isEmpty()) {
                gc.drawImage(Icons.get("branch", changed ? Token.ACCENT : Token.TEXT2), x, place.y + 2);
                x += 22;
            }
            String name = name(row) + (off ? " " + Words.get("compare.off") : "");
            gc.drawText(Drawing.shorten(gc, name, right - x), x, y, true);
            if (!row.className().isEmpty()) {
                String fate = text(line, left);
                gc.drawText(fate, right - gc.textExtent(fate).x, y, true);
            }
            return;
        }
        gc.setForeground(Palette.color(changed ? Token.ACCENT : Token.TEXT2));
        x += INDENT;
        String value = text(line, left);
        gc.setFont(Palette.font(changed ? Type.STRONG : Type.BODY));
        int wide = gc.textExtent(value).x;
        gc.drawText(value, right - wide, y, true);
        gc.setFont(Palette.font(Type.BODY));
        gc.drawText(Drawing.shorten(gc, field(row, line.parameter).map(Field::label).orElse(line.parameter),
                right - wide - x - 8), x, y, true);
    }

    private static void hatch(GC gc, Rectangle place) {
        gc.setClipping(place);
        gc.setForeground(Palette.color(Token.LINE));
        for (int x = place.x - place.height; x < place.x + place.width; x += 7) {
            int from = x - Math.floorMod(x + place.y + place.height, 7); // hatches of neighbours meet
            gc.drawLine(from, place.y + place.height, from + place.height, place.y);
        }
        gc.setClipping((Rectangle) null);
    }

    private Optional<Tool<?, ?, ?>> tool(Row row) {
        RecipeStep step = row.left().or(row::right).orElse(null);
        try {
            return step == null ? Optional.empty()
                    : Optional.of(session.registry().find(step.tool(), session.policy()).tool());
        } catch (ToolException e) {
            return Optional.empty();
        }
    }

    private String name(Row row) {
        return !row.className().isEmpty() ? row.className() : tool(row)
                .map(t -> ToolText.info(t, Locale.getDefault()).label())
                .orElseGet(() -> row.left().or(row::right).map(RecipeStep::tool).orElse(""));
    }

    private Optional<Field> field(Row row, String name) {
        return tool(row).flatMap(t -> ToolText.schema(t, Locale.getDefault()).field(name));
    }

    /** What stands on one side of a line: the value with its unit, or what becomes of the class. */
    String text(Line line, boolean left) {
        Optional<Route> fate = left ? line.row.leftFate() : line.row.rightFate();
        if (line.parameter.isEmpty())
            return fate.map(r -> r.drop() ? Words.get("recipe.drop") : r.steps().isEmpty() ? Words.get("recipe.keep")
                    : Words.get("recipe.route", r.steps().size())).orElse("");
        Map<String, Object> values = (left ? line.row.left() : line.row.right()).map(RecipeStep::params)
                .orElse(Map.of());
        Optional<Field> field = field(line.row, line.parameter);
        Object value = values.containsKey(line.parameter) ? values.get(line.parameter)
                : field.map(Field::defaultValue).orElse("");
        return ParameterForm.written(value) + field.map(StepRows::unit).orElse("");
    }
}
