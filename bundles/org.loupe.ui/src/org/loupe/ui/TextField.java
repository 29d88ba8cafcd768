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
    private static final int HEIGHT = 24, ICON = 16, PAD = 5, NATIVE = 3;

    /** Cuts the frame off that the platform draws around a text with the focus. */
    private final Composite clip;
    private final Text text;
    private final String icon;
    private boolean wrong;

    /** @param icon name of the icon, or "" for none */
    public TextField(Composite parent, String icon) {
        super(parent, SWT.DOUBLE_BUFFERED);
        this.icon = icon;
        clip = new Composite(this, SWT.NONE);
        ToolRow.style(clip, "loupe-field");
        text = new Text(clip, SWT.SINGLE);
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
        int high = text.computeSize(SWT.DEFAULT, SWT.DEFAULT).y, wide = Math.max(0, size.x - left - PAD);
        int seen = Math.min(size.y - 4, high - 2 * NATIVE);
        clip.setBounds(left, (size.y - seen) / 2, wide, seen);
        text.setBounds(-NATIVE, (seen - high) / 2, wide + 2 * NATIVE, high);
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
