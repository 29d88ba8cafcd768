package org.loupe.ui;

import java.util.function.Consumer;

import org.eclipse.e4.ui.model.application.ui.basic.MPart;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Listener;
import org.eclipse.ui.IWorkbenchPart;
import org.loupe.ui.Palette.Token;

/** What all parts do alike. */
public final class Parts {
    /** Px to which a row's ground is filled: beyond any list. Its true width is asked of the screen, which takes time. */
    public static final int ROW_WIDTH = 1 << 14;

    private Parts() {
    }

    /**
     * Keeps a part's icon in the theme's colour, and its tab row free: its tools are in a {@link ToolRow}.
     *
     * @param set the part's {@code setTitleImage}
     */
    public static void title(IWorkbenchPart part, Control control, String icon, Consumer<Image> set) {
        MPart model = part.getSite().getService(MPart.class);
        if (model != null && model.getToolbar() != null)
            model.getToolbar().setToBeRendered(false);
        Runnable show = () -> set.accept(Icons.get(icon, Token.TEXT2));
        show.run();
        Palette.onChange(control, show);
    }

    /**
     * Has a canvas take part in the order of Tab, show where the focus is, and follow the theme.
     *
     * @param key is told the keys that no command takes
     */
    public static void focusable(Canvas canvas, Listener key) {
        canvas.addListener(SWT.KeyDown, key);
        canvas.addListener(SWT.FocusIn, e -> canvas.redraw());
        canvas.addListener(SWT.FocusOut, e -> canvas.redraw());
        canvas.addListener(SWT.Traverse, e -> e.doit = e.detail == SWT.TRAVERSE_TAB_NEXT
                || e.detail == SWT.TRAVERSE_TAB_PREVIOUS);
        Palette.onChange(canvas, canvas::redraw);
    }
}
