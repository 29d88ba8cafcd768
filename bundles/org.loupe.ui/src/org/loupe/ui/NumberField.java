package org.loupe.ui;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.function.Function;

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
 * value back that was there when the field was entered. What is typed is told at once, and again as entered when the
 * field is left, Enter is pressed or nothing more is typed for a while; also if it is no number: what is wrong with it
 * is for the form to say.
 */
public final class NumberField extends Composite {
    /** Below it, six decimals would lose digits that matter, of a learning rate say. */
    private static final double SMALL = 1e-3;

    private static final int ARROWS = 15, HEIGHT = 26, PAUSE = 600, NATIVE = 3;

    /** Cuts the frame off that the platform draws around a text with the focus. */
    private final Composite clip;
    private final Text text;
    private final double step;
    private final Function<String, OptionalDouble> reader;
    private final Consumer<String> typing, entered;
    private final Runnable pause = this::tell;
    private String shown = "", before = "";
    private boolean wrong, writing;

    /**
     * A field that reads plain numbers.
     *
     * @param step    what one notch changes
     * @param entered told with the text
     */
    public NumberField(Composite parent, double step, Consumer<String> entered) {
        this(parent, step, NumberField::plain, typed -> { }, entered);
    }

    /**
     * @param step    what one notch changes
     * @param reader  turns what is typed into a number, if it is one
     * @param typing  told with the text while it is typed
     * @param entered told with the text
     */
    public NumberField(Composite parent, double step, Function<String, OptionalDouble> reader,
            Consumer<String> typing, Consumer<String> entered) {
        super(parent, SWT.DOUBLE_BUFFERED);
        this.step = step;
        this.reader = reader;
        this.typing = typing;
        this.entered = entered;
        clip = new Composite(this, SWT.NONE);
        ToolRow.style(clip, "loupe-field");
        text = new Text(clip, SWT.SINGLE | SWT.RIGHT);
        ToolRow.style(text, "loupe-field");
        addListener(SWT.Paint, e -> paint(e.gc));
        addListener(SWT.Resize, e -> place());
        addListener(SWT.MouseDown, e -> {
            text.setFocus();
            if (e.x >= getSize().x - ARROWS)
                step(e.y < getSize().y / 2 ? 1 : -1, e);
        });
        text.addListener(SWT.FocusIn, e -> {
            before = shown;
            redraw();
        });
        text.addListener(SWT.FocusOut, e -> {
            tell();
            redraw();
        });
        text.addListener(SWT.DefaultSelection, e -> tell());
        text.addListener(SWT.Modify, e -> {
            if (!writing) {
                typing.accept(text.getText().strip());
                getDisplay().timerExec(PAUSE, pause);
            }
        });
        text.addListener(SWT.KeyDown, this::key);
        text.addListener(SWT.MouseVerticalWheel, e -> {
            if (text.isFocusControl()) {
                step(e.count > 0 ? 1 : -1, e);
                e.doit = false;
            }
        });
        addListener(SWT.Dispose, e -> getDisplay().timerExec(-1, pause));
        Palette.onChange(this, this::redraw);
    }

    /** The text field, which has the focus. */
    public Text text() {
        return text;
    }

    /** Shows a value unless the user is typing another. */
    public void value(String value, boolean isWrong) {
        wrong(isWrong);
        if (!value.equals(shown) || !text.isFocusControl()) {
            shown = value;
            write(value);
        }
    }

    /** Frames the field as wrong or not. */
    public void wrong(boolean is) {
        wrong = is;
        redraw();
    }

    private void write(String value) {
        if (text.getText().equals(value))
            return;
        writing = true;
        text.setText(value);
        writing = false;
    }

    /** A number as the field writes it: no more decimals than needed, at most 6; a small one by its first 6 digits. */
    public static String write(double value) {
        if (!Double.isFinite(value))
            return String.valueOf(value);
        BigDecimal exact = new BigDecimal(value);
        return Math.abs(value) >= SMALL || value == 0
                ? exact.setScale(6, RoundingMode.HALF_UP).stripTrailingZeros().toPlainString()
                : exact.round(new MathContext(6)).stripTrailingZeros().toString().replace('E', 'e');
    }

    private static OptionalDouble plain(String typed) {
        try {
            return OptionalDouble.of(Double.parseDouble(typed));
        } catch (NumberFormatException e) {
            return OptionalDouble.empty();
        }
    }

    private void key(Event e) {
        if (e.keyCode == SWT.ARROW_UP || e.keyCode == SWT.ARROW_DOWN) {
            step(e.keyCode == SWT.ARROW_UP ? 1 : -1, e);
            e.doit = false;
        } else if (e.keyCode == SWT.ESC) {
            write(before);
            tell();
            text.selectAll();
            e.doit = false;
        }
    }

    private void step(int notches, Event e) {
        double by = (e.stateMask & SWT.SHIFT) != 0 ? step * 10 : (e.stateMask & SWT.MOD1) != 0 ? step / 10 : step;
        OptionalDouble now = reader.apply(text.getText().strip());
        if (now.isEmpty()) {
            getDisplay().beep();
            return;
        }
        write(write(now.getAsDouble() + notches * by));
        tell();
    }

    private void tell() {
        if (isDisposed())
            return;
        getDisplay().timerExec(-1, pause);
        String now = text.getText().strip();
        if (!now.equals(shown)) {
            shown = now;
            entered.accept(now);
        } else {
            typing.accept(now);
        }
    }

    private void place() {
        Point size = getSize();
        int high = text.computeSize(SWT.DEFAULT, SWT.DEFAULT).y, wide = Math.max(0, size.x - ARROWS - 6);
        int seen = Math.min(size.y - 4, high - 2 * NATIVE);
        clip.setBounds(4, (size.y - seen) / 2, wide, seen);
        text.setBounds(-NATIVE, (seen - high) / 2, wide + 2 * NATIVE, high);
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
