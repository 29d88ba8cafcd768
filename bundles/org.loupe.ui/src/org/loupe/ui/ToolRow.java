package org.loupe.ui;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

import org.eclipse.core.commands.Command;
import org.eclipse.core.commands.common.CommandException;
import org.eclipse.core.commands.ICommandListener;
import org.eclipse.core.commands.common.NotDefinedException;
import org.eclipse.jface.action.LegacyActionTools;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.ui.commands.ICommandService;
import org.eclipse.ui.handlers.IHandlerService;
import org.eclipse.ui.keys.IBindingService;
import org.eclipse.ui.services.IServiceLocator;
import org.eclipse.ui.statushandlers.StatusManager;
import org.loupe.ui.Palette.Token;
import org.loupe.ui.ToolButton.Look;

/**
 * The one row of tools under a part's tab, 30 px high. Its buttons run commands: they are greyed while the command
 * cannot run, and their tool tip shows the name and the key. UI thread only.
 */
public final class ToolRow extends Composite {
    private static final int HEIGHT = 30;

    private final IServiceLocator site;
    private final Map<ToolButton, Command> commands = new LinkedHashMap<>();
    private final List<ToolButton> buttons = new ArrayList<>();
    private boolean refreshing;
    private boolean underlined = true;

    /** @param site of the part, which gives commands their context */
    public ToolRow(Composite parent, IServiceLocator site) {
        super(parent, SWT.NONE);
        this.site = site;
        style(this, "loupe-bar");
        GridLayout layout = new GridLayout(0, false);
        layout.marginHeight = 0;
        layout.marginWidth = 6;
        layout.marginTop = 2;
        layout.marginBottom = 2;
        layout.horizontalSpacing = 2;
        setLayout(layout);
        addListener(SWT.Paint, e -> {
            if (underlined) {
                e.gc.setForeground(Palette.color(Token.LINE));
                e.gc.drawLine(0, getSize().y - 1, getSize().x, getSize().y - 1);
            }
        });
        Palette.onChange(this, this::redraw);
    }

    /** Puts a control under a class of css/loupe.css. */
    public static void style(org.eclipse.swt.widgets.Control control, String cssClass) {
        control.setData("org.eclipse.e4.ui.css.CssClassName", cssClass);
    }

    /** The row without the line under it. */
    public ToolRow plain() {
        underlined = false;
        return this;
    }

    /** The row as the first line of a part with a {@link GridLayout} of one column. */
    public ToolRow fillWidth() {
        GridData data = new GridData(SWT.FILL, SWT.TOP, true, false);
        data.heightHint = HEIGHT;
        setLayoutData(data);
        return this;
    }

    /** A button with an icon. */
    public ToolButton command(String id, String icon) {
        return command(id, icon, "");
    }

    /** A button with an icon and a word. */
    public ToolButton command(String id, String icon, String text) {
        Command command = site.getService(ICommandService.class).getCommand(id);
        ToolButton button = new ToolButton(this, icon, text, Look.FLAT, () -> execute(site, id));
        ICommandListener listener = e -> refreshLater();
        command.addCommandListener(listener);
        button.addDisposeListener(e -> command.removeCommandListener(listener));
        commands.put(button, command);
        button.setToolTipText(toolTip(site, command));
        button.setEnabled(command.isEnabled());
        add(button);
        buttons.add(button);
        return button;
    }

    /** A button that shows a state as switched on. */
    public ToolButton toggle(String id, String icon, BooleanSupplier state) {
        return command(id, icon).toggled(state);
    }

    /** A thin line between groups. */
    public ToolRow line() {
        Canvas line = new Canvas(this, SWT.DOUBLE_BUFFERED);
        line.addListener(SWT.Paint, e -> {
            e.gc.setBackground(getBackground());
            e.gc.fillRectangle(line.getClientArea());
            e.gc.setForeground(Palette.color(Token.LINE));
            e.gc.drawLine(3, 4, 3, line.getSize().y - 5);
        });
        GridData data = new GridData(SWT.CENTER, SWT.CENTER, false, false);
        data.widthHint = 7;
        data.heightHint = 26;
        line.setLayoutData(data);
        columns();
        return this;
    }

    /** Takes the room that is left, so that what follows stands at the right. */
    public ToolRow spring() {
        Label label = new Label(this, SWT.NONE);
        style(label, "loupe-bar");
        label.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, true));
        columns();
        return this;
    }

    /** Takes a control that was created in this row into its layout. */
    public <T extends org.eclipse.swt.widgets.Control> T add(T control) {
        if (control.getLayoutData() == null)
            control.setLayoutData(new GridData(SWT.CENTER, SWT.CENTER, false, true));
        columns();
        return control;
    }

    /** Asks every command again whether it can run, and every toggle for its state. */
    public void refresh() {
        commands.forEach((button, command) -> button.setEnabled(command.isEnabled()));
        buttons.forEach(ToolButton::redraw);
    }

    private void refreshLater() {
        if (refreshing || isDisposed())
            return;
        refreshing = true;
        getDisplay().asyncExec(() -> {
            refreshing = false;
            if (!isDisposed())
                refresh();
        });
    }

    private void columns() {
        ((GridLayout) getLayout()).numColumns = getChildren().length;
    }

    /** Runs a command as its key would; what goes wrong is shown, not thrown. */
    public static void execute(IServiceLocator site, String id) {
        try {
            site.getService(IHandlerService.class).executeCommand(id, null);
        } catch (CommandException e) {
            StatusManager.getManager().handle(Failures.status(e), StatusManager.LOG);
        }
    }

    /** Name and key of a command. */
    static String toolTip(IServiceLocator site, Command command) {
        String key = site.getService(IBindingService.class).getBestActiveBindingFormattedFor(command.getId());
        if (key == null) {
            var triggers = site.getService(IBindingService.class).getActiveBindingsFor(command.getId());
            key = triggers.length > 0 ? triggers[0].format() : null;
        }
        try {
            String name = LegacyActionTools.removeMnemonics(command.getName());
            return key == null ? name : name + " (" + key + ")";
        } catch (NotDefinedException e) {
            return command.getId();
        }
    }
}
