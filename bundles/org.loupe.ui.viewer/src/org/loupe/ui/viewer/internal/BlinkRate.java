package org.loupe.ui.viewer.internal;

import java.util.function.DoubleConsumer;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.loupe.ui.Slider;
import org.loupe.ui.ToolRow;
import org.loupe.ui.Words;

/** How fast image and reference take turns; seen while they do. UI thread. */
final class BlinkRate extends Composite {
    private static final int SLIDER = 84, TEXT = 46;

    BlinkRate(ToolRow row, Blink blink) {
        super(row, SWT.NONE);
        ToolRow.style(this, "loupe-bar");
        GridLayoutFactory.fillDefaults().numColumns(2).spacing(6, 0).applyTo(this);
        Label text = new Label(this, SWT.NONE);
        ToolRow.style(text, "loupe-bar");
        DoubleConsumer rated = hertz -> {
            blink.hertz(hertz);
            text.setText(Words.get("viewer.hertz", Words.number(hertz, 1)));
        };
        Slider slider = new Slider(this, Blink.SLOWEST, Blink.FASTEST, 0.1, Blink.AT_FIRST, rated, rated);
        slider.setToolTipText(Words.get("viewer.blinkRate"));
        slider.moveAbove(text);
        rated.accept(Blink.AT_FIRST);
        GridDataFactory.fillDefaults().hint(SLIDER, 22).align(SWT.FILL, SWT.CENTER).applyTo(slider);
        GridDataFactory.fillDefaults().hint(TEXT, SWT.DEFAULT).align(SWT.FILL, SWT.CENTER).applyTo(text);
        row.add(this);
        ((GridData) getLayoutData()).exclude = true;
        setVisible(false);
    }

    /** Shows it or not. */
    void show(boolean on) {
        GridData data = (GridData) getLayoutData();
        if (data.exclude == on) {
            data.exclude = !on;
            setVisible(on);
            getParent().layout();
        }
    }
}
