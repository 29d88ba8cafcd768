package org.loupe.ui.internal;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.swt.widgets.MenuItem;
import org.eclipse.ui.IPerspectiveDescriptor;
import org.eclipse.ui.IWorkbenchCommandConstants;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PerspectiveAdapter;
import org.eclipse.ui.commands.ICommandService;
import org.loupe.engine.Policy;
import org.loupe.ui.Icons;
import org.loupe.ui.Palette;
import org.loupe.ui.Palette.Token;
import org.loupe.ui.Palette.Type;
import org.loupe.ui.Preferences;
import org.loupe.ui.Session;
import org.loupe.ui.ToolButton;
import org.loupe.ui.ToolButton.Look;
import org.loupe.ui.ToolRow;
import org.loupe.ui.Words;

import jakarta.annotation.PostConstruct;

/** The main tool bar: what is used from every part. */
public final class MainBar {
    private static final int SEARCH_WIDTH = 250, HEIGHT = 38;

    private IWorkbenchWindow window;
    private Session session;
    private ToolButton device;

    /** Creates the controls. */
    @PostConstruct
    void create(Composite parent, IWorkbenchWindow owner) {
        window = owner;
        session = owner.getService(Session.class);
        Composite frame = new Composite(parent, SWT.NONE) {
            @Override
            public Point computeSize(int wHint, int hHint, boolean changed) {
                return new Point(super.computeSize(wHint, hHint, changed).x, HEIGHT);
            }
        };
        ToolRow.style(frame, "loupe-bar");
        GridLayout layout = new GridLayout();
        layout.marginWidth = 0;
        layout.marginHeight = 2;
        frame.setLayout(layout);
        ToolRow row = new ToolRow(frame, owner).plain();
        GridData data = new GridData(SWT.FILL, SWT.CENTER, true, true);
        data.heightHint = 30;
        row.setLayoutData(data);
        row.command(Ids.START, "home");
        row.add(new ToolButton(row, "new", "▾", Look.FLAT, () -> offer(row))).setToolTipText(Words.get("bar.new"));
        row.command(Ids.OPEN_PROJECT, "open");
        row.command(Ids.SAVE, "save");
        row.line();
        row.command(IWorkbenchCommandConstants.EDIT_UNDO, "undo");
        row.command(IWorkbenchCommandConstants.EDIT_REDO, "redo");
        row.line();
        row.command(Ids.RUN, "play").tint(Token.OK);
        row.command(Ids.RUN_ONE, "play-one");
        row.command(Ids.STOP, "stop").tint(Token.ERROR);
        row.line();
        row.command(Ids.IMPORT, "import");
        row.command(Ids.EXPORT, "export");
        row.command(Ids.REPORT, "report");
        row.line();
        device = row.add(new ToolButton(row, "chip", Devices.button(session), Look.FLAT, this::choosePolicy));
        showDevice();
        session.listen(device, Session.Event.DEVICES, this::showDevice);
        Preferences.listen(device, Preferences.POLICY, this::showDevice);
        Preferences.listen(device, Preferences.THREADS, this::showDevice);
        row.spring();
        row.add(search(row));
        row.line();
        perspective(row, Ids.INSPECT, "inspect", "bar.inspect", InspectPerspective.ID);
        perspective(row, Ids.REVIEW, "review", "bar.review", ReviewPerspective.ID);
        perspective(row, Ids.LABEL, "label", "bar.label", LabelPerspective.ID);
        perspective(row, Ids.TRAIN, "train", "bar.train", TrainPerspective.ID);
        perspective(row, Ids.CLUSTER, "dendrogram", "bar.cluster", ClusterPerspective.ID);
        perspective(row, Ids.WAFER, "wafer", "bar.wafer", WaferPerspective.ID);
        PerspectiveAdapter changed = new PerspectiveAdapter() {
            @Override
            public void perspectiveActivated(IWorkbenchPage page, IPerspectiveDescriptor perspective) {
                row.refresh();
            }
        };
        owner.addPerspectiveListener(changed);
        row.addDisposeListener(e -> owner.removePerspectiveListener(changed));
        session.listen(row, Session.Event.MODEL, row::refresh);
        session.listen(row, Session.Event.MODEL, this::nameUndo);
        session.listen(row, Session.Event.PROJECT, this::nameUndo);
        session.listen(row, Session.Event.PROJECT, row::refresh);
        session.listen(row, Session.Event.PROGRESS, row::refresh);
    }

    private void perspective(ToolRow row, String command, String icon, String words, String id) {
        row.command(command, icon, Words.get(words)).toggled(() -> {
            IWorkbenchPage page = window.getActivePage();
            return page != null && page.getPerspective() != null && page.getPerspective().getId().equals(id);
        });
    }

    private void showDevice() {
        device.text(Devices.button(session));
        device.setToolTipText(Words.get("device.tip", Devices.line(session)));
        device.getParent().layout();
    }

    /** Has the Edit menu say what would be undone and redone. */
    private void nameUndo() {
        ICommandService commands = window.getService(ICommandService.class);
        commands.refreshElements(IWorkbenchCommandConstants.EDIT_UNDO, null);
        commands.refreshElements(IWorkbenchCommandConstants.EDIT_REDO, null);
    }

    /** What can be made anew, under the button. */
    private void offer(ToolRow row) {
        Menu menu = new Menu(row);
        offer(menu, "wizard.newProject", "project", Ids.INSPECT_FOLDER);
        offer(menu, "wizard.newRecipe", "recipe", Ids.NEW_RECIPE);
        offer(menu, "wizard.importImages", "image-set", Ids.IMPORT);
        Point below = row.toDisplay(row.getChildren()[1].getLocation().x, row.getSize().y);
        menu.setLocation(below);
        menu.addListener(SWT.Hide, e -> menu.getDisplay().asyncExec(menu::dispose));
        menu.setVisible(true);
    }

    private void offer(Menu menu, String key, String icon, String command) {
        MenuItem item = new MenuItem(menu, SWT.PUSH);
        item.setText(Words.get(key));
        item.setImage(Icons.get(icon, Token.TEXT2));
        item.setEnabled(window.getService(ICommandService.class).getCommand(command).isEnabled());
        item.addListener(SWT.Selection, e -> ToolRow.execute(window, command));
    }

    private void choosePolicy() {
        Menu menu = new Menu(device);
        for (Policy policy : Policy.values()) {
            MenuItem item = new MenuItem(menu, SWT.RADIO);
            item.setText(Words.get("policy." + policy.name().toLowerCase(java.util.Locale.ROOT)));
            item.setSelection(policy == session.policy());
            item.addListener(SWT.Selection, e -> {
                if (item.getSelection())
                    session.policy(policy);
            });
        }
        new MenuItem(menu, SWT.SEPARATOR);
        MenuItem why = new MenuItem(menu, SWT.PUSH);
        why.setText(Words.get("device.why", Devices.line(session)));
        why.addListener(SWT.Selection, e -> ToolRow.execute(window, Ids.INSTALLED_TOOLS));
        Point below = device.toDisplay(0, device.getSize().y);
        menu.setLocation(below);
        menu.addListener(SWT.Hide, e -> menu.getDisplay().asyncExec(menu::dispose));
        menu.setVisible(true);
    }

    /** Looks like a field and opens the platform's list of commands, views and more. */
    private Canvas search(Composite parent) {
        Canvas field = new Canvas(parent, SWT.DOUBLE_BUFFERED | SWT.NO_FOCUS);
        GridData data = new GridData(SWT.RIGHT, SWT.CENTER, false, false);
        data.widthHint = SEARCH_WIDTH;
        data.heightHint = 26;
        field.setLayoutData(data);
        field.setToolTipText(Words.get("search.tip"));
        field.setCursor(field.getDisplay().getSystemCursor(SWT.CURSOR_IBEAM));
        field.addListener(SWT.Paint, e -> paintSearch(e.gc, field.getClientArea(), parent));
        field.addListener(SWT.MouseDown,
                e -> ToolRow.execute(window, "org.eclipse.ui.window.quickAccess"));
        Palette.onChange(field, field::redraw);
        return field;
    }

    private static void paintSearch(GC gc, Rectangle area, Composite parent) {
        gc.setBackground(parent.getBackground());
        gc.fillRectangle(area);
        gc.setAntialias(SWT.ON);
        gc.setBackground(Palette.color(Token.FIELD));
        gc.fillRoundRectangle(0, 0, area.width, area.height, 6, 6);
        gc.setForeground(Palette.color(Token.FIELD_LINE));
        gc.drawRoundRectangle(0, 0, area.width - 1, area.height - 1, 6, 6);
        gc.drawImage(Icons.get("search", Token.TEXT2), 7, (area.height - 16) / 2);
        gc.setFont(Palette.font(Type.BODY));
        gc.setForeground(Palette.color(Token.TEXT2));
        String words = Words.get("search.hint");
        gc.drawText(words, 30, (area.height - gc.textExtent(words).y) / 2, true);
        gc.setFont(Palette.font(Type.SMALL));
        String key = "Ctrl+3";
        Point size = gc.textExtent(key);
        int left = area.width - size.x - 16, top = (area.height - size.y - 2) / 2;
        gc.drawText(key, left + 5, top + 1, true);
        gc.setForeground(Palette.color(Token.LINE));
        gc.drawRoundRectangle(left, top, size.x + 9, size.y + 2, 4, 4);
    }
}
