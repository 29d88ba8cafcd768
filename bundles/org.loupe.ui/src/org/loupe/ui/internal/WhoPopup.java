package org.loupe.ui.internal;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.handlers.HandlerUtil;
import org.loupe.ui.Preferences;
import org.loupe.ui.Session;
import org.loupe.ui.Status.Kind;
import org.loupe.ui.TextField;
import org.loupe.ui.ToolRow;
import org.loupe.ui.Words;

/** Asks at the foot of the window who labels; Enter takes the name, Esc or a click elsewhere leaves it as it was. */
public final class WhoPopup {
    private static final int WIDTH = 260, MARGIN = 12;

    private WhoPopup() {
    }

    /** Says who labels. */
    public static final class Ask extends AbstractHandler {
        @Override
        public boolean isEnabled() {
            return PlatformUI.isWorkbenchRunning()
                    && PlatformUI.getWorkbench().getService(Session.class).project().isPresent();
        }

        @Override
        public Object execute(ExecutionEvent event) {
            open(HandlerUtil.getActiveShell(event), PlatformUI.getWorkbench().getService(Session.class));
            return null;
        }
    }

    private static void open(Shell owner, Session session) {
        Shell popup = new Shell(owner, SWT.TOOL | SWT.ON_TOP);
        ToolRow.style(popup, "loupe-part");
        GridLayoutFactory.swtDefaults().margins(10, 8).spacing(0, 4).applyTo(popup);
        Label says = new Label(popup, SWT.NONE);
        ToolRow.style(says, "loupe-hint");
        says.setText(Words.get("label.whoAsk"));
        TextField field = new TextField(popup, "person");
        GridDataFactory.fillDefaults().grab(true, false).hint(WIDTH, SWT.DEFAULT).applyTo(field);
        session.project().ifPresent(project -> field.text().setText(project.labels().who()));
        field.text().addListener(SWT.DefaultSelection, e -> {
            String name = field.text().getText().strip();
            if (name.isEmpty())
                return;
            popup.dispose();
            Preferences.LABELS_BY.set(name);
            session.project().ifPresent(project -> project.labels().who(name));
            session.fire(Session.Event.LABEL);
            session.status().message(Kind.INFO, Words.get("label.whoSaid", name));
        });
        popup.addListener(SWT.Traverse, e -> {
            if (e.detail == SWT.TRAVERSE_ESCAPE)
                popup.dispose();
        });
        popup.addListener(SWT.Deactivate, e -> popup.dispose());
        popup.pack();
        Rectangle window = owner.getBounds();
        Point size = popup.getSize();
        popup.setLocation(window.x + window.width - size.x - MARGIN, window.y + window.height - size.y - 3 * MARGIN);
        popup.open();
        field.text().setFocus();
        field.text().selectAll();
    }
}
