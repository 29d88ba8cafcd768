package org.loupe.ui.internal.wizard;

import org.eclipse.jface.dialogs.DialogTray;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.loupe.ui.Palette;
import org.loupe.ui.Palette.Type;

/** Help on a page of a wizard, beside it, since the help view lies behind the wizard's window. */
final class HelpTray extends DialogTray {
    private static final int WIDTH = 260;

    private final String title, text;

    /** @param text paragraphs, with a new line between them */
    HelpTray(String title, String text) {
        this.title = title;
        this.text = text;
    }

    @Override
    protected Control createContents(Composite parent) {
        Composite body = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().margins(12, 12).spacing(0, 8).applyTo(body);
        Label heading = new Label(body, SWT.WRAP);
        heading.setFont(Palette.font(Type.STRONG));
        heading.setText(title);
        GridDataFactory.fillDefaults().hint(WIDTH, SWT.DEFAULT).applyTo(heading);
        for (String paragraph : text.split("\n")) {
            Label label = new Label(body, SWT.WRAP);
            label.setText(paragraph);
            GridDataFactory.fillDefaults().hint(WIDTH, SWT.DEFAULT).applyTo(label);
        }
        return body;
    }
}
