package org.loupe.ui;

import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.ACC;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.loupe.ui.Palette.Token;
import org.loupe.ui.Palette.Type;

/**
 * A button: an icon, a word or both. A flat one, as in tool rows, does not take the focus, since everything it does has
 * a key; the others do.
 */
public final class ToolButton extends Canvas {
    private static final int SIZE = 26;
    private static final int ICON = 16;

    /** How a button looks. */
    public enum Look {
        /** Bare until the pointer is over it. */
        FLAT,
        /** With a border, for what stands alone on a page. */
        BORDERED,
        /** In the accent colour: what to do next. */
        PRIMARY
    }

    private final String icon;
    private String text;
    private final Look look;
    private final Runnable action;
    private Token tint = Token.TEXT;
    private BooleanSupplier toggled = () -> false;
    private Supplier<String> obstacle = () -> "";
    private String tip;
    private boolean hover, pressed;

    /**
     * @param icon   name of the icon, or "" for none
     * @param text   shown beside it, or ""
     * @param action what a click does, on the UI thread
     */
    public ToolButton(Composite parent, String icon, String text, Look look, Runnable action) {
        super(parent, SWT.DOUBLE_BUFFERED | (look == Look.FLAT ? SWT.NO_FOCUS : SWT.NONE));
        this.icon = icon;
        this.text = text;
        this.look = look;
        this.action = action;
        addListener(SWT.Paint, e -> paint(e.gc));
        addListener(SWT.MouseEnter, e -> hover(true));
        addListener(SWT.MouseExit, e -> hover(false));
        addListener(SWT.MouseDown, e -> press(e, true));
        addListener(SWT.MouseUp, this::release);
        if (look != Look.FLAT) {
            addListener(SWT.KeyDown, e -> {
                if (e.character == ' ' || e.keyCode == SWT.CR || e.keyCode == SWT.KEYPAD_CR)
                    click();
            });
            addListener(SWT.FocusIn, e -> redraw());
            addListener(SWT.FocusOut, e -> redraw());
            addListener(SWT.Traverse, e -> e.doit = e.detail != SWT.TRAVERSE_RETURN);
        }
        Palette.onChange(this, this::redraw);
        Parts.accessible(this, ACC.ROLE_PUSHBUTTON,
                () -> this.text.isEmpty() ? getToolTipText() : this.text);
    }

    /** The colour of the icon while the button can be used. */
    public ToolButton tint(Token token) {
        tint = token;
        return this;
    }

    /** Whether it shows as switched on; asked at each paint. */
    public ToolButton toggled(BooleanSupplier state) {
        toggled = state;
        return this;
    }

    /** Greys it while there is a reason against its use, which is then its tool tip; "" for none. */
    public ToolButton unless(Supplier<String> reason) {
        obstacle = reason;
        return this;
    }

    /** What is written on it. */
    public String text() {
        return text;
    }

    /** Writes another text on it; its row is laid out anew by the caller. */
    public void text(String value) {
        text = value;
        redraw();
    }

    /** Does what a click does, if it can be used. */
    public void click() {
        if (isEnabled() && obstacle.get().isEmpty())
            action.run();
    }

    private void hover(boolean on) {
        String reason = obstacle.get();
        if (on && tip == null && !reason.isEmpty()) {
            tip = getToolTipText();
            setToolTipText(reason);
        } else if (!on && tip != null) {
            setToolTipText(tip);
            tip = null;
        }
        hover = on;
        pressed &= on;
        redraw();
    }

    private void press(Event e, boolean down) {
        if (e.button == 1) {
            pressed = down;
            redraw();
        }
    }

    private void release(Event e) {
        boolean fire = pressed && e.button == 1;
        press(e, false);
        if (fire)
            click();
    }

    @Override
    public void setEnabled(boolean enabled) {
        if (enabled != getEnabled()) {
            super.setEnabled(enabled);
            redraw();
        }
    }

    @Override
    public Point computeSize(int wHint, int hHint, boolean changed) {
        int pad = look == Look.FLAT ? 5 : 12;
        int width = 2 * pad + (icon.isEmpty() ? 0 : ICON);
        if (!text.isEmpty()) {
            GC gc = new GC(this);
            gc.setFont(Palette.font(look == Look.PRIMARY ? Type.STRONG : Type.BODY));
            width += gc.textExtent(text).x + (icon.isEmpty() ? 0 : 6) + (look == Look.FLAT ? 2 : 0);
            gc.dispose();
        }
        int height = look == Look.FLAT ? SIZE : SIZE + 2;
        return new Point(wHint == SWT.DEFAULT ? Math.max(width, SIZE) : wHint, hHint == SWT.DEFAULT ? height : hHint);
    }

    private void paint(GC gc) {
        var area = getClientArea();
        boolean on = toggled.getAsBoolean(), enabled = isEnabled() && obstacle.get().isEmpty();
        gc.setBackground(getParent().getBackground());
        gc.fillRectangle(area);
        gc.setAntialias(SWT.ON);
        gc.setFont(Palette.font(look == Look.PRIMARY ? Type.STRONG : Type.BODY));
        Color fill = null, line = null;
        Color text2 = Palette.color(Token.TEXT2), accent = Palette.color(Token.ACCENT);
        if (look == Look.PRIMARY) {
            fill = enabled ? pressed || hover ? Palette.mix(accent, Palette.BLACK, 0.15) : accent : text2;
        } else if (on) {
            fill = Palette.color(Token.ACCENT_BG);
            line = accent;
        } else if (hover && enabled) {
            fill = Palette.mix(getParent().getBackground(), text2, pressed ? 0.28 : 0.15);
        } else if (look == Look.BORDERED) {
            fill = Palette.color(Token.FIELD);
        }
        if (look == Look.BORDERED && line == null)
            line = Palette.color(Token.FIELD_LINE);
        if (fill != null) {
            gc.setBackground(fill);
            gc.fillRoundRectangle(0, 0, area.width, area.height, 6, 6);
        }
        if (line != null) {
            gc.setForeground(line);
            gc.drawRoundRectangle(0, 0, area.width - 1, area.height - 1, 6, 6);
        }
        if (isFocusControl()) {
            gc.setForeground(Palette.color(look == Look.PRIMARY ? Token.PART : Token.ACCENT));
            gc.drawRoundRectangle(2, 2, area.width - 5, area.height - 5, 4, 4);
        }
        Token colour = !enabled ? Token.DISABLED : look == Look.PRIMARY ? Token.PART : on ? Token.ACCENT : tint;
        Token words = !enabled ? Token.DISABLED : look == Look.PRIMARY ? Token.PART : on ? Token.ACCENT : Token.TEXT;
        Point size = text.isEmpty() ? new Point(0, 0) : gc.textExtent(text);
        int used = size.x + (icon.isEmpty() ? 0 : ICON) + (icon.isEmpty() || text.isEmpty() ? 0 : 6);
        int x = (area.width - used) / 2;
        if (!icon.isEmpty()) {
            Image image = Icons.get(icon, colour);
            gc.drawImage(image, x, (area.height - ICON) / 2);
            x += ICON + 6;
        }
        if (!text.isEmpty()) {
            gc.setForeground(Palette.color(words));
            gc.drawText(text, x, (area.height - size.y) / 2, true);
        }
    }
}
