package org.loupe.ui;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Text;
import org.loupe.ui.Palette.Token;

/** A line of text in our frame, low enough for a tool row, with an icon at its left. */
public final class TextField extends Composite {
    private static final int HEIGHT = 24, ICON = 16, PAD = 5;

    private final Text text;
    private final String icon;
    private boolean wrong;

    /** @param icon name of the icon, or "" for none */
    public TextField(Composite parent, String icon) {
        super(parent, SWT.DOUBLE_BUFFERED);
        this.icon = icon;
        text = new Text(this, SWT.SINGLE);
        ToolRow.style(text, "loupe-field");
        addListener(SWT.Paint, e -> paint(e.gc));
        addListener(SWT.Resize, e -> place());
        addListener(SWT.MouseDown, e -> text.setFocus());
        text.addListener(SWT.FocusIn, e -> redraw());
        text.addListener(SWT.FocusOut, e -> redraw());
        Palette.onChange(this, this::redraw);
    }

    /** What is typed. */
    public Text text() {
        return text;
    }

    /** Frames the field as wrong or not. */
    public void wrong(boolean is) {
        wrong = is;
        redraw();
    }

    private void place() {
        Point size = getSize();
        int left = icon.isEmpty() ? PAD : PAD + ICON + 3;
        int high = Math.min(size.y - 4, text.computeSize(SWT.DEFAULT, SWT.DEFAULT).y);
        text.setBounds(left, (size.y - high) / 2, Math.max(0, size.x - left - PAD), high);
    }

    @Override
    public Point computeSize(int wHint, int hHint, boolean changed) {
        return new Point(wHint == SWT.DEFAULT ? 200 : wHint, hHint == SWT.DEFAULT ? HEIGHT : hHint);
    }

    private void paint(GC gc) {
        Rectangle area = getClientArea();
        gc.setBackground(getParent().getBackground());
        gc.fillRectangle(area);
        gc.setAntialias(SWT.ON);
        gc.setBackground(Palette.color(Token.FIELD));
        gc.fillRoundRectangle(0, 0, area.width, area.height, 6, 6);
        gc.setForeground(Palette.color(wrong ? Token.ERROR : text.isFocusControl() ? Token.ACCENT : Token.FIELD_LINE));
        gc.drawRoundRectangle(0, 0, area.width - 1, area.height - 1, 6, 6);
        if (!icon.isEmpty())
            gc.drawImage(Icons.get(icon, Token.TEXT2), PAD, (area.height - ICON) / 2);
    }
}
