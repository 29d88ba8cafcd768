package org.loupe.ui.internal.preferences;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

import org.eclipse.jface.preference.ColorSelector;
import org.eclipse.jface.preference.PreferencePage;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.RGB;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.ui.IWorkbench;
import org.eclipse.ui.IWorkbenchPreferencePage;
import org.loupe.ui.ColourVision;
import org.loupe.ui.Palette;
import org.loupe.ui.Palette.Token;
import org.loupe.ui.Preferences;
import org.loupe.ui.Words;

/**
 * Preferences › Loupe › Colours: those of the classes, how eyes of four kinds see them, and which two are hard to tell
 * apart.
 */
public final class ColoursPage extends PreferencePage implements IWorkbenchPreferencePage {
    private static final int ROW = 30, LEFT = 112, CELL = 36;

    private static final int COLUMNS = 2 * 3, WIDE = 380;

    private int[] fills;
    private ColorSelector[] selectors;
    private Canvas preview;

    @Override
    public void init(IWorkbench workbench) {
        fills = Palette.classFills().clone();
    }

    @Override
    protected Control createContents(Composite parent) {
        Composite page = new Composite(parent, SWT.NONE);
        GridLayout layout = new GridLayout(COLUMNS, false);
        layout.marginWidth = 0;
        layout.horizontalSpacing = 8;
        page.setLayout(layout);
        Label about = new Label(page, SWT.WRAP);
        about.setText(Words.get("preferences.colours.about"));
        GridData wide = new GridData(SWT.FILL, SWT.TOP, true, false, COLUMNS, 1);
        wide.widthHint = WIDE;
        about.setLayoutData(wide);
        selectors = new ColorSelector[fills.length];
        for (int i = 0; i < fills.length; i++) {
            new Label(page, SWT.NONE).setText(Words.get("preferences.colours.class", i + 1));
            ColorSelector selector = new ColorSelector(page);
            selector.setColorValue(rgb(fills[i]));
            int at = i;
            selector.addListener(e -> changed(at, selector.getColorValue()));
            selectors[i] = selector;
        }
        Label seen = new Label(page, SWT.NONE);
        seen.setText(Words.get("preferences.colours.seen"));
        seen.setLayoutData(new GridData(SWT.FILL, SWT.TOP, true, false, COLUMNS, 1));
        preview = new Canvas(page, SWT.DOUBLE_BUFFERED);
        GridData size = new GridData(SWT.LEFT, SWT.TOP, false, false, COLUMNS, 1);
        size.widthHint = LEFT + fills.length * CELL + 8;
        size.heightHint = ColourVision.values().length * ROW + 8;
        preview.setLayoutData(size);
        preview.addListener(SWT.Paint, e -> paint(e.gc));
        check();
        return page;
    }

    private void changed(int at, RGB wanted) {
        int colour = wanted.red << 16 | wanted.green << 8 | wanted.blue;
        if (ColourVision.reserved(colour)) {
            selectors[at].setColorValue(rgb(fills[at]));
            setMessage(null);
            setErrorMessage(Words.get("preferences.colours.reserved", hex(colour)));
            return;
        }
        fills[at] = colour;
        setErrorMessage(null);
        preview.redraw();
        check();
    }

    /** Sets a colour as its button does. @param at class, from 0 */
    public void choose(int at, RGB wanted) {
        changed(at, wanted);
        selectors[at].setColorValue(rgb(fills[at]));
    }

    /** Names the two that are nearest to each other, if they are too near for some eyes. */
    private void check() {
        double nearest = ColourVision.NEAR;
        String message = null;
        for (ColourVision eyes : ColourVision.values())
            for (int i = 0; i < fills.length; i++)
                for (int j = i + 1; j < fills.length; j++) {
                    double distance = eyes.distance(fills[i], fills[j]);
                    if (distance < nearest) {
                        nearest = distance;
                        message = Words.get("preferences.colours.near", i + 1, j + 1, eyes(eyes),
                                Words.number(distance, 0), Words.number(ColourVision.NEAR, 0));
                    }
                }
        setMessage(message, message == null ? NONE : WARNING);
    }

    private static String eyes(ColourVision eyes) {
        return Words.get("preferences.colours." + eyes.name().toLowerCase(Locale.ROOT));
    }

    private void paint(GC gc) {
        gc.setAntialias(SWT.ON);
        ColourVision[] kinds = ColourVision.values();
        for (int row = 0; row < kinds.length; row++) {
            gc.setForeground(preview.getForeground());
            gc.drawText(eyes(kinds[row]), 0, row * ROW + 8, true);
            for (int i = 0; i < fills.length; i++) {
                gc.setBackground(Palette.color(Token.GROUND));
                gc.fillRectangle(LEFT + i * CELL, row * ROW, CELL, ROW);
                gc.setBackground(new Color(rgb(kinds[row].seen(fills[i]))));
                gc.fillRectangle(LEFT + i * CELL + 4, row * ROW + 8, 12, 12);
                gc.setForeground(gc.getBackground());
                gc.setLineWidth(2);
                gc.drawRectangle(LEFT + i * CELL + 21, row * ROW + 9, 11, 11);
                gc.setLineWidth(1);
            }
        }
    }

    @Override
    protected void performDefaults() {
        fills = Palette.initialClassFills();
        for (int i = 0; i < fills.length; i++)
            selectors[i].setColorValue(rgb(fills[i]));
        setErrorMessage(null);
        preview.redraw();
        check();
        super.performDefaults();
    }

    @Override
    public boolean performOk() {
        Preferences.CLASS_COLOURS.set(Arrays.equals(fills, Palette.initialClassFills()) ? ""
                : Arrays.stream(fills).mapToObj(ColoursPage::hex).collect(Collectors.joining(",")));
        return true;
    }

    private static String hex(int colour) {
        return String.format(Locale.ROOT, "#%06X", colour);
    }

    private static RGB rgb(int colour) {
        return new RGB(colour >> 16 & 0xff, colour >> 8 & 0xff, colour & 0xff);
    }
}
