package org.loupe.ui.viewer.internal.classes;

import java.util.Optional;
import java.util.function.IntConsumer;

import org.eclipse.jface.dialogs.PopupDialog;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.RGB;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.graphics.TextLayout;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Shell;
import org.loupe.model.DefectClass;
import org.loupe.ui.ClassColours;
import org.loupe.ui.ColourVision;
import org.loupe.ui.Palette;
import org.loupe.ui.Palette.Token;
import org.loupe.ui.Palette.Type;
import org.loupe.ui.Session;
import org.loupe.ui.Words;

/**
 * Colours to choose from for a class: those of the palette first, then hues in three strengths. Reserved ones are
 * crossed out; of the one under the pointer or the keys it says how eyes of four kinds see it, and what it is near to.
 */
final class ColourPopup extends PopupDialog {
    private static final int CELL = 24, COLUMNS = 12, PAD = 8, SEEN = 20, WORDS = 58;
    private static final float[][] STRENGTHS = { { 0.85f, 0.95f }, { 0.55f, 1f }, { 0.8f, 0.6f } };

    private final Session session;
    private final DefectClass of;
    private final Point place;
    private final IntConsumer chosen;
    private final int[] colours;
    private int at;

    /** @param chosen is told the colour as 0xRRGGBB, or -1 for that of the palette */
    ColourPopup(Shell parent, Session session, DefectClass of, Point place, IntConsumer chosen) {
        super(parent, SWT.NO_TRIM | SWT.ON_TOP, true, false, false, false, false, null, null);
        this.session = session;
        this.of = of;
        this.place = place;
        this.chosen = chosen;
        int[] palette = Palette.classFills();
        colours = new int[COLUMNS * (1 + STRENGTHS.length)];
        for (int i = 0; i < COLUMNS; i++) {
            colours[i] = i == 0 ? -1 : i <= palette.length ? palette[i - 1] : rgb(new RGB(0, 0, 0.3f * (i - 8)));
            for (int row = 0; row < STRENGTHS.length; row++)
                colours[COLUMNS * (row + 1) + i] = rgb(new RGB(i * 360f / COLUMNS, STRENGTHS[row][0],
                        STRENGTHS[row][1]));
        }
        int now = session.colours().rgb(of.getCode());
        for (int i = 1; i < colours.length; i++)
            if (colours[i] == now)
                at = i;
    }

    private static int rgb(RGB c) {
        return c.red << 16 | c.green << 8 | c.blue;
    }

    @Override
    protected Control createDialogArea(Composite parent) {
        Canvas canvas = new Canvas(parent, SWT.DOUBLE_BUFFERED) {
            @Override
            public Point computeSize(int wHint, int hHint, boolean changed) {
                return new Point(2 * PAD + COLUMNS * CELL, 2 * PAD + (1 + STRENGTHS.length) * CELL + SEEN + WORDS);
            }
        };
        canvas.addListener(SWT.Paint, e -> paint(e.gc, canvas.getClientArea()));
        canvas.addListener(SWT.MouseMove, e -> {
            int under = under(e);
            if (under >= 0 && under != at) {
                at = under;
                canvas.redraw();
            }
        });
        canvas.addListener(SWT.MouseUp, e -> {
            if (under(e) >= 0)
                choose();
        });
        canvas.addListener(SWT.KeyDown, e -> key(e, canvas));
        canvas.setFocus();
        return canvas;
    }

    private int under(Event e) {
        int column = (e.x - PAD) / CELL, row = (e.y - PAD) / CELL;
        return e.x < PAD || e.y < PAD || column >= COLUMNS || row > STRENGTHS.length ? -1 : row * COLUMNS + column;
    }

    private void key(Event e, Canvas canvas) {
        int by = switch (e.keyCode) {
            case SWT.ARROW_LEFT -> -1;
            case SWT.ARROW_RIGHT -> 1;
            case SWT.ARROW_UP -> -COLUMNS;
            case SWT.ARROW_DOWN -> COLUMNS;
            default -> 0;
        };
        if (e.keyCode == SWT.CR || e.keyCode == SWT.KEYPAD_CR || e.character == ' ')
            choose();
        else if (e.keyCode == SWT.ESC)
            close();
        else if (at + by >= 0 && at + by < colours.length) {
            at += by;
            canvas.redraw();
        }
    }

    /** Takes the colour that is shown, unless it is reserved. */
    private void choose() {
        int colour = colours[at];
        if (colour >= 0 && ClassColours.refused(colour).isPresent())
            return;
        close();
        chosen.accept(colour);
    }

    private void paint(GC gc, Rectangle area) {
        gc.setBackground(Palette.color(Token.PART));
        gc.fillRectangle(area);
        gc.setAntialias(SWT.ON);
        gc.setForeground(Palette.color(Token.FIELD_LINE));
        gc.drawRectangle(0, 0, area.width - 1, area.height - 1);
        gc.setFont(Palette.font(Type.SMALL));
        for (int i = 0; i < colours.length; i++) {
            int x = PAD + i % COLUMNS * CELL, y = PAD + i / COLUMNS * CELL;
            cell(gc, colours[i], x + 2, y + 2);
            if (i == at) {
                gc.setForeground(Palette.color(Token.ACCENT));
                gc.setLineWidth(2);
                gc.drawRectangle(x + 1, y + 1, CELL - 2, CELL - 2);
                gc.setLineWidth(1);
            }
        }
        int top = PAD + (1 + STRENGTHS.length) * CELL + 4;
        int colour = colours[at] < 0 ? ownPlace() : colours[at];
        ColourVision[] eyes = ColourVision.values();
        int wide = (area.width - 2 * PAD) / eyes.length;
        for (int i = 0; i < eyes.length; i++) {
            gc.setBackground(Palette.rgb(eyes[i].seen(colour)));
            gc.fillRectangle(PAD + i * wide, top, wide, SEEN - 6);
        }
        Optional<String> refused = colours[at] < 0 ? Optional.empty() : ClassColours.refused(colour);
        Optional<String> warning = session.colours().warning(of.getCode(), colour);
        String words = refused.or(() -> warning).orElseGet(() -> colours[at] < 0 ? Words.get("classes.colourOfPlace")
                : Words.get("classes.colourFine", ClassColours.text(colour)));
        TextLayout layout = new TextLayout(gc.getDevice());
        layout.setFont(Palette.font(Type.SMALL));
        layout.setText(words);
        layout.setWidth(area.width - 2 * PAD);
        gc.setForeground(Palette.color(refused.isPresent() ? Token.ERROR : warning.isPresent() ? Token.WARN
                : Token.TEXT2));
        layout.draw(gc, PAD, top + SEEN - 2);
        layout.dispose();
    }

    private int ownPlace() {
        int[] fills = Palette.classFills();
        int index = session.project()
                .map(p -> org.loupe.workspace.labels.DefectClasses.index(p.project(), of.getCode())).orElse(0);
        return fills[Math.floorMod(index, fills.length)];
    }

    private void cell(GC gc, int colour, int x, int y) {
        int edge = CELL - 4;
        gc.setBackground(Palette.rgb(colour < 0 ? ownPlace() : colour));
        gc.fillRectangle(x, y, edge, edge);
        gc.setForeground(Palette.BLACK);
        gc.setAlpha(90);
        gc.drawRectangle(x, y, edge - 1, edge - 1);
        gc.setAlpha(255);
        if (colour < 0) {
            gc.setForeground(Palette.BLACK);
            String auto = "A";
            Point size = gc.textExtent(auto);
            gc.drawText(auto, x + (edge - size.x) / 2, y + (edge - size.y) / 2, true);
        } else if (ClassColours.refused(colour).isPresent()) {
            gc.setForeground(Palette.WHITE);
            gc.drawLine(x + 3, y + 3, x + edge - 4, y + edge - 4);
            gc.drawLine(x + 3, y + edge - 4, x + edge - 4, y + 3);
        }
    }

    @Override
    protected Point getInitialLocation(Point size) {
        Rectangle screen = getShell().getDisplay().getClientArea();
        return new Point(Math.max(screen.x, Math.min(place.x, screen.x + screen.width - size.x)),
                Math.max(screen.y, Math.min(place.y, screen.y + screen.height - size.y)));
    }
}
