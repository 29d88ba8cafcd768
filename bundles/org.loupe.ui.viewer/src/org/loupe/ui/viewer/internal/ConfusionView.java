package org.loupe.ui.viewer.internal;

import java.util.Arrays;
import java.util.List;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.AccessibleAdapter;
import org.eclipse.swt.accessibility.AccessibleEvent;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Label;
import org.eclipse.ui.part.ViewPart;
import org.loupe.engine.evaluation.Evaluation.Confusion;
import org.loupe.ui.Palette;
import org.loupe.ui.Palette.Token;
import org.loupe.ui.Palette.Type;
import org.loupe.ui.Parts;
import org.loupe.ui.ToolRow;
import org.loupe.ui.Words;

/**
 * What became of each class at the limit: rows are true, columns are found, the last of each is what has no partner. A
 * click lists a cell's boxes in Mistakes; arrows walk, Esc lists all mistakes again.
 */
public final class ConfusionView extends ViewPart {
    private static final int PAD = 12, LEAST = 46, LARGEST = 96, HIGH = 46, CHIP = 10, LEFT = 132, TOP = 48;

    private Review review;
    private Canvas canvas;
    private Label note;

    @Override
    public void createPartControl(Composite parent) {
        review = Review.of(getSite().getWorkbenchWindow());
        Parts.title(this, parent, "confusion", this::setTitleImage);
        Composite page = new Composite(parent, SWT.NONE);
        ToolRow.style(page, "loupe-part");
        GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(page);
        ToolRow tools = new ToolRow(page, getSite()).fillWidth();
        note = tools.add(new Label(tools, SWT.NONE));
        ToolRow.style(note, "loupe-bar loupe-hint");
        GridDataFactory.swtDefaults().align(SWT.FILL, SWT.CENTER).grab(true, false).hint(60, SWT.DEFAULT)
                .indent(6, 0).applyTo(note);
        tools.command("org.loupe.ui.review.all", "reset", Words.get("review.all"));
        canvas = new Canvas(page, SWT.DOUBLE_BUFFERED);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(canvas);
        canvas.addListener(SWT.Paint, e -> paint(e.gc));
        canvas.addListener(SWT.MouseDown, e -> {
            canvas.setFocus();
            at(e.x, e.y);
        });
        canvas.addListener(SWT.KeyDown, this::key);
        canvas.addListener(SWT.FocusIn, e -> canvas.redraw());
        canvas.addListener(SWT.FocusOut, e -> canvas.redraw());
        canvas.addListener(SWT.Traverse, e -> e.doit = e.detail == SWT.TRAVERSE_TAB_NEXT
                || e.detail == SWT.TRAVERSE_TAB_PREVIOUS);
        canvas.getAccessible().addAccessibleListener(new AccessibleAdapter() {
            @Override
            public void getName(AccessibleEvent e) {
                e.result = note.getText();
            }
        });
        Palette.onChange(canvas, canvas::redraw);
        review.attach(this, page, false, this::update);
    }

    private boolean ready() {
        return review.judged().isPresent() && review.state() != Review.State.NO_TRUTH;
    }

    /** The matrix at the limit. */
    public Confusion confusion() {
        return review.judged().orElseThrow().all().confusion(review.limit());
    }

    private void update() {
        String words = switch (review.state()) {
            case NO_RUN -> Words.get("review.noRun");
            case NO_TRUTH -> Words.get("review.noTruth");
            case FAILED -> review.problem();
            default -> ready() ? Words.get("review.confusion.hint", Words.number(review.limit(), 2)) : "";
        };
        int[] cell = review.cell().orElse(null);
        if (ready() && cell != null) {
            Confusion c = confusion();
            if (cell[0] < c.counts().length && cell[1] < c.counts()[0].length)
                words = Words.get("review.confusion.cell", name(c.truthClasses(), cell[0]),
                        name(c.foundClasses(), cell[1]), c.counts()[cell[0]][cell[1]]);
        }
        note.setText(words);
        canvas.redraw();
    }

    private static String name(List<String> classes, int index) {
        return index < classes.size() ? classes.get(index) : Words.get("review.unmatched");
    }

    /** Width of a cell, so that all columns are in sight if there are not too many. */
    private int wide(Confusion c) {
        int room = canvas.getClientArea().width - LEFT - 2 * PAD;
        return Math.max(LEAST, Math.min(LARGEST, room / (c.foundClasses().size() + 1)));
    }

    private void at(int x, int y) {
        if (!ready())
            return;
        Confusion c = confusion();
        int column = Math.floorDiv(x - LEFT, wide(c)), row = Math.floorDiv(y - TOP, HIGH);
        if (row >= 0 && column >= 0)
            choose(row, column);
    }

    /** Lists the boxes of a cell, as a click does; the corner without a partner on either side has none. */
    public void choose(int row, int column) {
        Confusion c = confusion();
        int rows = c.counts().length, columns = c.counts()[0].length;
        if (row < rows && column < columns && !(row == rows - 1 && column == columns - 1))
            review.cell(new int[] { row, column });
    }

    private void key(Event e) {
        if (!ready())
            return;
        if (e.keyCode == SWT.ESC) {
            review.cell(null);
            return;
        }
        Confusion c = confusion();
        int[] now = review.cell().orElse(new int[] { 0, -1 });
        int row = now[0] + (e.keyCode == SWT.ARROW_DOWN ? 1 : e.keyCode == SWT.ARROW_UP ? -1 : 0);
        int column = now[1] + (e.keyCode == SWT.ARROW_RIGHT ? 1 : e.keyCode == SWT.ARROW_LEFT ? -1 : 0);
        if (row != now[0] || column != now[1])
            choose(Math.max(0, Math.min(c.counts().length - 1, row)),
                    Math.max(0, Math.min(c.counts()[0].length - 1, column)));
    }

    private void paint(GC gc) {
        Rectangle area = canvas.getClientArea();
        gc.setBackground(Palette.color(Token.PART));
        gc.fillRectangle(area);
        gc.setTextAntialias(SWT.ON);
        if (!ready())
            return;
        Confusion c = confusion();
        int wide = wide(c), rows = c.counts().length, columns = c.counts()[0].length;
        gc.setFont(Palette.font(Type.SMALL));
        gc.setForeground(Palette.color(Token.TEXT2));
        int line = gc.textExtent("0").y;
        gc.drawText(Words.get("review.confusion.found"), LEFT, 6, true);
        gc.drawText(Words.get("review.confusion.true"), PAD, TOP - line - 6, true);
        for (int col = 0; col < columns; col++)
            head(gc, name(c.foundClasses(), col), col < columns - 1, LEFT + col * wide, TOP - line - 6, wide - 4);
        for (int row = 0; row < rows; row++)
            head(gc, name(c.truthClasses(), row), row < rows - 1, PAD, TOP + row * HIGH + (HIGH - line) / 2,
                    LEFT - PAD - 8);
        Color part = Palette.color(Token.PART), right = Palette.color(Token.ACCENT), wrong = Palette.classStroke(0);
        for (int row = 0; row < rows; row++) {
            long sum = Arrays.stream(c.counts()[row]).sum();
            for (int col = 0; col < columns; col++) {
                if (row == rows - 1 && col == columns - 1)
                    continue;
                long n = c.counts()[row][col];
                double share = sum == 0 ? 0 : (double) n / sum;
                boolean same = row < rows - 1 && col < columns - 1
                        && (review.judged().orElseThrow().all().classAgnostic()
                                || c.truthClasses().get(row).equals(c.foundClasses().get(col)));
                cell(gc, n, share, n == 0 ? part : Palette.mix(part, same ? right : wrong, 0.08 + 0.5 * share),
                        new Rectangle(LEFT + col * wide, TOP + row * HIGH, wide - 2, HIGH - 2));
            }
        }
        int[] at = review.cell().orElse(null);
        if (at != null && at[0] < rows && at[1] < columns) {
            gc.setForeground(Palette.color(Token.ACCENT));
            gc.setLineWidth(2);
            gc.drawRectangle(LEFT + at[1] * wide, TOP + at[0] * HIGH, wide - 2, HIGH - 2);
            gc.setLineWidth(1);
        }
        if (canvas.isFocusControl()) {
            gc.setForeground(Palette.color(Token.ACCENT));
            gc.drawRectangle(0, 0, area.width - 1, area.height - 1);
        }
    }

    private void head(GC gc, String name, boolean aClass, int x, int y, int wide) {
        int left = x;
        gc.setClipping(x, y, wide, 40);
        if (aClass) {
            gc.setBackground(review.fill(name));
            gc.fillRectangle(x, y + 3, CHIP, CHIP);
            left += CHIP + 5;
        }
        gc.setFont(Palette.font(Type.SMALL));
        gc.setForeground(Palette.color(aClass ? Token.TEXT : Token.TEXT2));
        gc.drawText(name, left, y, true);
        gc.setClipping((Rectangle) null);
    }

    private static void cell(GC gc, long n, double share, Color fill, Rectangle at) {
        gc.setBackground(fill);
        gc.fillRectangle(at);
        gc.setForeground(Palette.color(Token.LINE2));
        gc.drawRectangle(at.x, at.y, at.width - 1, at.height - 1);
        gc.setForeground(Palette.color(n == 0 ? Token.TEXT2 : Token.TEXT));
        gc.setFont(Palette.font(n == 0 ? Type.BODY : Type.STRONG));
        String count = Words.number(n, 0);
        Point size = gc.textExtent(count);
        int top = at.y + (at.height - size.y - (n == 0 ? 0 : size.y - 2)) / 2;
        gc.drawText(count, at.x + (at.width - size.x) / 2, top, true);
        if (n == 0)
            return;
        gc.setFont(Palette.font(Type.SMALL));
        String percent = Words.get("review.percent", Words.number(share * 100, share >= 0.9995 ? 0 : 1));
        gc.drawText(percent, at.x + (at.width - gc.textExtent(percent).x) / 2, top + size.y - 2, true);
    }

    @Override
    public void setFocus() {
        canvas.setFocus();
    }
}
