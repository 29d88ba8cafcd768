package org.loupe.ui.viewer.internal.classes;

import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.AccessibleAdapter;
import org.eclipse.swt.accessibility.AccessibleEvent;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.graphics.TextLayout;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.loupe.ui.Icons;
import org.loupe.ui.Palette;
import org.loupe.ui.Palette.Token;
import org.loupe.ui.Palette.Type;
import org.loupe.workspace.labels.Readiness;

/** Says in a box whether there is enough to train on, and what is missing. */
final class ReadinessBox extends Canvas {
    private static final int PAD = 10, MARGIN = 8, ICON = 16, MOST = 2, LEADING = 2;
    private static final double SHADE = 0.13;

    private Readiness readiness;

    ReadinessBox(Composite parent) {
        super(parent, SWT.DOUBLE_BUFFERED);
        addListener(SWT.Paint, e -> paint(e.gc));
        Palette.onChange(this, this::redraw);
        getAccessible().addAccessibleListener(new AccessibleAdapter() {
            @Override
            public void getName(AccessibleEvent e) {
                e.result = readiness == null ? "" : Sentences.title(readiness) + ". " + text();
            }
        });
    }

    /** Tells of the classes as they are now. @return whether its height is another one */
    boolean show(Readiness now) {
        String before = readiness == null ? "" : text();
        readiness = now;
        redraw();
        return !before.equals(text());
    }

    private String text() {
        return Sentences.text(readiness, MOST);
    }

    @Override
    public Point computeSize(int wHint, int hHint, boolean changed) {
        int wide = wHint == SWT.DEFAULT ? 300 : wHint;
        if (readiness == null || readiness.classes().isEmpty())
            return new Point(wide, 0);
        TextLayout layout = layout(wide);
        Rectangle last = layout.getLineBounds(layout.getLineCount() - 1);
        int text = text().isEmpty() ? 0 : last.y + last.height + 2;
        layout.dispose();
        return new Point(wide, 2 * MARGIN + 2 * PAD - 4 + ICON + text);
    }

    private TextLayout layout(int wide) {
        TextLayout layout = new TextLayout(getDisplay());
        layout.setFont(Palette.font(Type.BODY));
        layout.setText(text());
        layout.setSpacing(LEADING);
        layout.setWidth(Math.max(40, wide - 2 * MARGIN - 2 * PAD - ICON - 6));
        return layout;
    }

    private void paint(GC gc) {
        Rectangle area = getClientArea();
        gc.setBackground(Palette.color(Token.PART));
        gc.fillRectangle(area);
        if (readiness == null || readiness.classes().isEmpty())
            return;
        Token state = readiness.ready() ? Token.OK : Token.WARN;
        gc.setAntialias(SWT.ON);
        gc.setBackground(Palette.mix(Palette.color(Token.PART), Palette.color(state), SHADE));
        gc.fillRoundRectangle(MARGIN, MARGIN, area.width - 2 * MARGIN, area.height - 2 * MARGIN, 6, 6);
        int left = MARGIN + PAD, top = MARGIN + PAD - 2;
        gc.drawImage(Icons.get(readiness.ready() ? "ok" : "warning", state), left, top);
        gc.setFont(Palette.font(Type.STRONG));
        gc.setForeground(Palette.color(state));
        gc.drawText(Sentences.title(readiness), left + ICON + 6, top, true);
        gc.setForeground(Palette.color(Token.TEXT));
        TextLayout layout = layout(area.width);
        layout.draw(gc, left + ICON + 6, top + ICON + 3);
        layout.dispose();
    }
}
