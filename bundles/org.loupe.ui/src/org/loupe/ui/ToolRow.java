package org.loupe.ui;

import java.util.ArrayList;
import java.util.Comparator;
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
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.swt.widgets.MenuItem;
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
    /** Buttons for which there is no room, in the order of the row; the chevron at its end offers them. */
    private final List<ToolButton> over = new ArrayList<>();
    private ToolButton chevron;

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
        addListener(SWT.Resize, e -> overflow());
        Palette.onChange(this, this::redraw);
    }

    @Override
    public void layout(boolean changed, boolean all) {
        overflow();
        super.layout(changed, all);
    }

    /**
     * Puts away the buttons for which there is no room: those without a word first, from the right, as a word stands on
     * what is used most. What others have hidden stays hidden.
     */
    private void overflow() {
        int room = getClientArea().width;
        if (room == 0 || buttons.isEmpty())
            return;
        List<ToolButton> before = List.copyOf(over);
        over.forEach(button -> Parts.visible(button, true));
        over.clear();
        if (chevron != null)
            Parts.visible(chevron, false);
        int wide = width();
        if (wide > room) {
            if (chevron == null) {
                chevron = add(new ToolButton(this, "chevron", "", Look.FLAT, this::offer));
                chevron.setToolTipText(Words.get("tools.more"));
            }
            Parts.visible(chevron, true);
            wide = width();
            for (boolean words : new boolean[] { false, true })
                for (int i = buttons.size() - 1; i >= 0 && wide > room; i--) {
                    ToolButton button = buttons.get(i);
                    if (!words == button.text().isEmpty() && !((GridData) button.getLayoutData()).exclude) {
                        Parts.visible(button, false);
                        over.add(button);
                        wide = width();
                    }
                }
            over.sort(Comparator.comparing(buttons::indexOf));
        }
        if (!over.equals(before))
            getDisplay().asyncExec(() -> {
                if (!isDisposed())
                    super.layout(true, false);
            });
    }

    /** Width that the row needs at least, in points. */
    private int width() {
        GridLayout layout = (GridLayout) getLayout();
        int sum = 2 * layout.marginWidth - layout.horizontalSpacing;
        for (Control child : getChildren()) {
            GridData data = (GridData) child.getLayoutData();
            if (data == null || data.exclude)
                continue;
            sum += layout.horizontalSpacing + data.horizontalIndent + (data.grabExcessHorizontalSpace
                    ? Math.max(0, data.minimumWidth) : data.widthHint != SWT.DEFAULT ? data.widthHint
                            : child.computeSize(SWT.DEFAULT, SWT.DEFAULT).x);
        }
        return sum;
    }

    /** Shows a tool or takes it away for good: room does not bring it back. {@link #layout()} must follow. */
    public void show(Control tool, boolean on) {
        over.remove(tool);
        Parts.visible(tool, on);
    }

    /** Shows the buttons that were put away as a menu. */
    private void offer() {
        Menu menu = new Menu(this);
        for (ToolButton button : over) {
            MenuItem item = new MenuItem(menu, SWT.PUSH);
            item.setText(button.text().isEmpty() ? button.getToolTipText() : button.text());
            item.setEnabled(button.isEnabled());
            item.addListener(SWT.Selection, e -> button.click());
        }
        menu.addListener(SWT.Hide, e -> getDisplay().asyncExec(menu::dispose));
        menu.setLocation(chevron.toDisplay(0, chevron.getSize().y));
        menu.setVisible(true);
    }

    /** Puts a control under a class of css/loupe.css. */
    public static void style(Control control, String cssClass) {
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

    /** Takes a button of no command, which the chevron offers where there is no room. */
    public ToolButton button(ToolButton button) {
        buttons.add(add(button));
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
    public <T extends Control> T add(T control) {
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
