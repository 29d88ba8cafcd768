package org.loupe.ui.internal.start;

import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.ACC;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.loupe.ui.Icons;
import org.loupe.ui.Palette;
import org.loupe.ui.Palette.Token;
import org.loupe.ui.Palette.Type;
import org.loupe.ui.Parts;
import org.loupe.ui.ToolRow;

/** A line of the start page that does something: icon, words, a second line, a note or a key at the right. */
public final class LinkRow extends Canvas {

    /**
     * What a row shows.
     *
     * @param icon   name of the icon
     * @param words  first line
     * @param second second line, or ""
     * @param note   at the right, or ""
     * @param key    at the right in a frame, or ""
     * @param dead   whether it cannot be used: greyed
     */
    public record Content(String icon, String words, String second, String note, String key, boolean dead) {
    }

    private final Content content;
    private final Runnable action;
    private boolean hover;

    public LinkRow(Composite parent, Content content, Runnable action) {
        super(parent, SWT.DOUBLE_BUFFERED);
        this.content = content;
        this.action = action;
        ToolRow.style(this, "loupe-bar");
        setEnabled(!content.dead);
        if (!content.dead)
            setCursor(getDisplay().getSystemCursor(SWT.CURSOR_HAND));
        addListener(SWT.Paint, e -> paint(e.gc));
        addListener(SWT.MouseEnter, e -> hover(true));
        addListener(SWT.MouseExit, e -> hover(false));
        addListener(SWT.MouseUp, e -> action.run());
        addListener(SWT.FocusIn, e -> redraw());
        addListener(SWT.FocusOut, e -> redraw());
        addListener(SWT.Traverse, e -> e.doit = e.detail != SWT.TRAVERSE_RETURN);
        addListener(SWT.KeyDown, e -> {
            if (e.keyCode == SWT.CR || e.keyCode == SWT.KEYPAD_CR || e.character == ' ')
                this.action.run();
        });
        Palette.onChange(this, this::redraw);
        Parts.accessible(this, ACC.ROLE_LINK, () -> content.words);
    }

    /** Does what a click does. */
    public void follow() {
        action.run();
    }

    private void hover(boolean on) {
        hover = on;
        redraw();
    }

    @Override
    public Point computeSize(int wHint, int hHint, boolean changed) {
        return new Point(wHint == SWT.DEFAULT ? 280 : wHint, content.second.isEmpty() ? 32 : 46);
    }

    private void paint(GC gc) {
        Rectangle area = getClientArea();
        gc.setBackground(Palette.color(Token.BAR));
        gc.fillRectangle(area);
        gc.setAntialias(SWT.ON);
        if (hover && !content.dead) {
            gc.setBackground(Palette.mix(Palette.color(Token.BAR), Palette.color(Token.ACCENT), 0.08));
            gc.fillRoundRectangle(0, 0, area.width, area.height, 6, 6);
        }
        if (isFocusControl()) {
            gc.setForeground(Palette.color(Token.ACCENT));
            gc.drawRoundRectangle(0, 0, area.width - 1, area.height - 1, 6, 6);
        }
        boolean two = !content.second.isEmpty();
        gc.drawImage(Icons.get(content.icon, content.dead ? Token.DISABLED : two ? Token.TEXT2 : Token.ACCENT), 8,
                (area.height - 16) / 2);
        gc.setFont(Palette.font(Type.SMALL));
        int right = area.width - 8;
        if (!content.key.isEmpty()) {
            Point size = gc.textExtent(content.key);
            int left = right - size.x - 10, top = (area.height - size.y - 2) / 2;
            gc.setForeground(Palette.color(Token.TEXT2));
            gc.drawText(content.key, left + 5, top + 1, true);
            gc.setForeground(Palette.color(Token.LINE));
            gc.drawRoundRectangle(left, top, size.x + 9, size.y + 2, 4, 4);
            right = left - 8;
        }
        if (!content.note.isEmpty()) {
            Point size = gc.textExtent(content.note);
            gc.setForeground(Palette.color(Token.TEXT2));
            gc.drawText(content.note, right - size.x, (area.height - size.y) / 2, true);
            right -= size.x + 8;
        }
        gc.setClipping(0, 0, right, area.height);
        gc.setFont(Palette.font(two ? Type.STRONG : Type.BODY));
        gc.setForeground(Palette.color(content.dead ? Token.DISABLED : two ? Token.TEXT : Token.ACCENT));
        int high = gc.textExtent(content.words).y;
        gc.drawText(content.words, 33, two ? 5 : (area.height - high) / 2, true);
        if (two) {
            gc.setFont(Palette.font(Type.SMALL));
            gc.setForeground(Palette.color(content.dead ? Token.DISABLED : Token.TEXT2));
            gc.drawText(content.second, 33, 6 + high, true);
        }
        gc.setClipping((Rectangle) null);
    }
}
