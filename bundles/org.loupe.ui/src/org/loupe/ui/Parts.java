package org.loupe.ui;

import java.util.function.Consumer;
import java.util.function.Supplier;

import org.eclipse.e4.ui.model.application.ui.basic.MPart;
import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.ACC;
import org.eclipse.swt.accessibility.AccessibleAdapter;
import org.eclipse.swt.accessibility.AccessibleControlAdapter;
import org.eclipse.swt.accessibility.AccessibleControlEvent;
import org.eclipse.swt.accessibility.AccessibleEvent;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.layout.GridData;
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

    /**
     * Tells a screen reader what a control that draws itself is, and whether it has the focus.
     *
     * @param role one of {@link ACC}'s
     * @param name what it shows now, asked each time
     */
    public static void accessible(Control control, int role, Supplier<String> name) {
        control.getAccessible().addAccessibleListener(new AccessibleAdapter() {
            @Override
            public void getName(AccessibleEvent e) {
                e.result = name.get();
            }
        });
        control.getAccessible().addAccessibleControlListener(new AccessibleControlAdapter() {
            @Override
            public void getRole(AccessibleControlEvent e) {
                e.detail = role;
            }

            @Override
            public void getState(AccessibleControlEvent e) {
                e.detail = ACC.STATE_FOCUSABLE | (control.isFocusControl() ? ACC.STATE_FOCUSED : 0);
            }
        });
    }

    /** Shows a control of a grid, or gives its room to the others; the grid is laid out by the caller. */
    public static void visible(Control control, boolean on) {
        ((GridData) control.getLayoutData()).exclude = !on;
        control.setVisible(on);
    }
}
