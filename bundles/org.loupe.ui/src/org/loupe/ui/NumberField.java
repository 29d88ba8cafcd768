package org.loupe.ui;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.function.Consumer;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Text;
import org.loupe.ui.Palette.Token;

/**
 * A field for one number: arrows step it (Shift × 10, Ctrl ÷ 10), the wheel too while it has the focus; Esc brings the
 * old value back. What is typed is told when the field is left or Enter is pressed, also if it is no number: what is
 * wrong with it is for the form to say.
 */
public final class NumberField extends Composite {
    private static final int ARROWS = 15, HEIGHT = 26;

    private final Text text;
    private final double step;
    private final Consumer<String> changed;
    private String shown = "";
    private boolean wrong;

    /**
     * @param step    what one notch changes
     * @param changed told with the text
     */
    public NumberField(Composite parent, double step, Consumer<String> changed) {
        super(parent, SWT.DOUBLE_BUFFERED);
        this.step = step;
        this.changed = changed;
        text = new Text(this, SWT.SINGLE | SWT.RIGHT);
        ToolRow.style(text, "loupe-field");
        addListener(SWT.Paint, e -> paint(e.gc));
        addListener(SWT.Resize, e -> place());
        addListener(SWT.MouseDown, e -> {
            text.setFocus();
            if (e.x >= getSize().x - ARROWS)
                step(e.y < getSize().y / 2 ? 1 : -1, e);
        });
        text.addListener(SWT.FocusIn, e -> redraw());
        text.addListener(SWT.FocusOut, e -> {
            tell();
            redraw();
        });
        text.addListener(SWT.DefaultSelection, e -> tell());
        text.addListener(SWT.KeyDown, this::key);
        text.addListener(SWT.MouseVerticalWheel, e -> {
            if (text.isFocusControl()) {
                step(e.count > 0 ? 1 : -1, e);
                e.doit = false;
            }
        });
        Palette.onChange(this, this::redraw);
    }

    /** The text field, which has the focus. */
    public Text text() {
        return text;
    }

    /** Shows a value unless the user is typing another. */
    public void value(String value, boolean isWrong) {
        wrong = isWrong;
        if (!value.equals(shown) || !text.isFocusControl()) {
            shown = value;
            if (!text.getText().equals(value))
                text.setText(value);
        }
        redraw();
    }

    /** A number as the field writes it: no more decimals than needed, at most 6. */
    public static String write(double value) {
        return new BigDecimal(value).setScale(6, RoundingMode.HALF_UP).stripTrailingZeros().toPlainString();
    }

    private void key(Event e) {
        if (e.keyCode == SWT.ARROW_UP || e.keyCode == SWT.ARROW_DOWN) {
            step(e.keyCode == SWT.ARROW_UP ? 1 : -1, e);
            e.doit = false;
        } else if (e.keyCode == SWT.ESC) {
            text.setText(shown);
            text.selectAll();
            e.doit = false;
        }
    }

    private void step(int notches, Event e) {
        try {
            double by = (e.stateMask & SWT.SHIFT) != 0 ? step * 10 : (e.stateMask & SWT.MOD1) != 0 ? step / 10 : step;
            text.setText(write(Double.parseDouble(text.getText().strip()) + notches * by));
            tell();
        } catch (NumberFormatException none) {
            getDisplay().beep();
        }
    }

    private void tell() {
        String now = text.getText().strip();
        if (!now.equals(shown)) {
            shown = now;
            changed.accept(now);
        }
    }

    private void place() {
        Point size = getSize();
        int high = Math.min(size.y - 4, text.computeSize(SWT.DEFAULT, SWT.DEFAULT).y);
        text.setBounds(4, (size.y - high) / 2, Math.max(0, size.x - ARROWS - 6), high);
    }

    @Override
    public Point computeSize(int wHint, int hHint, boolean all) {
        return new Point(wHint == SWT.DEFAULT ? 72 : wHint, hHint == SWT.DEFAULT ? HEIGHT : hHint);
    }

    private void paint(GC gc) {
        Rectangle area = getClientArea();
        boolean focus = text.isFocusControl();
        gc.setBackground(getParent().getBackground());
        gc.fillRectangle(area);
        gc.setAntialias(SWT.ON);
        gc.setBackground(Palette.color(Token.FIELD));
        gc.fillRoundRectangle(0, 0, area.width, area.height, 6, 6);
        gc.setForeground(Palette.color(wrong ? Token.ERROR : focus ? Token.ACCENT : Token.FIELD_LINE));
        gc.setLineWidth(focus || wrong ? 2 : 1);
        int inset = focus || wrong ? 1 : 0;
        gc.drawRoundRectangle(inset, inset, area.width - 1 - 2 * inset, area.height - 1 - 2 * inset, 6, 6);
        gc.setLineWidth(1);
        gc.setBackground(Palette.color(Token.TEXT2));
        int x = area.width - 10, y = area.height / 2;
        gc.fillPolygon(new int[] { x - 3, y - 3, x + 3, y - 3, x, y - 7 });
        gc.fillPolygon(new int[] { x - 3, y + 3, x + 3, y + 3, x, y + 7 });
    }
}
