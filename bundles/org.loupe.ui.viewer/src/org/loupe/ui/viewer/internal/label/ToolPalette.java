package org.loupe.ui.viewer.internal.label;

import java.util.function.Supplier;

import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.AccessibleAdapter;
import org.eclipse.swt.accessibility.AccessibleEvent;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.eclipse.ui.services.IServiceLocator;
import org.loupe.ui.Icons;
import org.loupe.ui.Keys;
import org.loupe.ui.Palette;
import org.loupe.ui.Palette.Token;
import org.loupe.ui.Palette.Type;
import org.loupe.ui.ToolRow;
import org.loupe.ui.Words;

/** The tools over the left edge of the image, each with its key. It never takes the focus from the image. UI thread. */
final class ToolPalette extends Canvas {
    /** Width in points. */
    static final int WIDTH = 46;
    private static final int ROW = 27, PAD = 5, ICON = 16;

    private final IServiceLocator site;
    private final Supplier<ToolKind> chosen;
    private int hover = -1;

    /** @param chosen gives the tool of the moment, {@code null} for one that is not offered */
    ToolPalette(Composite parent, IServiceLocator site, Supplier<ToolKind> chosen) {
        super(parent, SWT.DOUBLE_BUFFERED | SWT.NO_FOCUS | SWT.NO_BACKGROUND);
        this.site = site;
        this.chosen = chosen;
        setData("name", Words.get("label.palette"));
        addListener(SWT.Paint, e -> paint(e.gc));
        addListener(SWT.MouseMove, this::move);
        addListener(SWT.MouseExit, e -> point(-1));
        addListener(SWT.MouseUp, e -> {
            int at = e.button == 1 ? at(e.y) : -1;
            if (at >= 0)
                ToolRow.execute(site, ToolKind.values()[at].command());
        });
        getAccessible().addAccessibleListener(new AccessibleAdapter() {
            @Override
            public void getName(AccessibleEvent e) {
                e.result = Words.get("label.palette");
            }
        });
        Palette.onChange(this, this::redraw);
    }

    /** Where a tool's button is, in points of the palette. */
    Rectangle place(ToolKind kind) {
        return new Rectangle(0, PAD + kind.ordinal() * ROW, WIDTH, ROW);
    }

    private static int at(int y) {
        int at = (y - PAD) / ROW;
        return y < PAD || at >= ToolKind.values().length ? -1 : at;
    }

    private void move(Event e) {
        point(at(e.y));
    }

    private void point(int at) {
        if (hover == at)
            return;
        hover = at;
        setToolTipText(at < 0 ? null : Keys.tip(site, ToolKind.values()[at].command()));
        redraw();
    }

    @Override
    public Point computeSize(int wHint, int hHint, boolean changed) {
        return new Point(WIDTH, ToolKind.values().length * ROW + 2 * PAD);
    }

    private void paint(GC gc) {
        Rectangle area = getClientArea();
        gc.setBackground(Palette.mix(Palette.color(Token.GROUND), Palette.BLACK, 0.55));
        gc.fillRectangle(area);
        gc.setAntialias(SWT.ON);
        gc.setFont(Palette.font(Type.SMALL));
        for (ToolKind kind : ToolKind.values()) {
            Rectangle row = place(kind);
            boolean on = kind == chosen.get();
            if (on || kind.ordinal() == hover) {
                gc.setAlpha(on ? 255 : 40);
                gc.setBackground(on ? Palette.mix(Palette.classFill(1), Palette.BLACK, 0.45) : Palette.ON_IMAGE);
                gc.fillRoundRectangle(row.x + 3, row.y + 1, row.width - 6, row.height - 2, 5, 5);
                gc.setAlpha(255);
            }
            gc.drawImage(Icons.get(kind.icon(), Palette.ON_IMAGE), row.x + 9, row.y + (ROW - ICON) / 2);
            String key = Keys.of(site, kind.command());
            if (key.length() > 1)
                continue; // there is no room; the tip tells it
            gc.setAlpha(on ? 255 : 160);
            gc.setForeground(Palette.ON_IMAGE);
            Point size = gc.textExtent(key);
            gc.drawText(key, row.x + 35 - size.x / 2, row.y + (ROW - size.y) / 2, true);
            gc.setAlpha(255);
        }
    }
}
