package org.loupe.ui.viewer.internal;

import java.util.function.Consumer;

import org.eclipse.core.commands.Command;
import org.eclipse.core.commands.common.NotDefinedException;
import org.eclipse.jface.action.LegacyActionTools;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.swt.widgets.MenuItem;
import org.eclipse.ui.commands.ICommandService;
import org.eclipse.ui.keys.IBindingService;
import org.eclipse.ui.services.IServiceLocator;
import org.loupe.ui.Icons;
import org.loupe.ui.Palette.Token;
import org.loupe.ui.ToolRow;

/** Context menus and drop-down menus whose entries are commands, with their names and keys. UI thread only. */
public final class Menus {

    private Menus() {
    }

    /** A context menu of a control, made anew each time it is opened. */
    public static void context(Control control, Consumer<Menu> fill) {
        Menu menu = new Menu(control);
        menu.addListener(SWT.Show, e -> {
            for (MenuItem item : menu.getItems())
                item.dispose();
            fill.accept(menu);
        });
        control.setMenu(menu);
    }

    /** Opens a menu under a control. */
    public static void drop(Control under, Consumer<Menu> fill) {
        Menu menu = new Menu(under);
        fill.accept(menu);
        menu.addListener(SWT.Hide, e -> menu.getDisplay().asyncExec(menu::dispose));
        menu.setLocation(under.toDisplay(0, under.getSize().y));
        menu.setVisible(true);
    }

    /** An entry that runs a command, greyed while it cannot run. @param icon name, or "" */
    public static MenuItem command(Menu menu, IServiceLocator site, String id, String icon) {
        Command command = site.getService(ICommandService.class).getCommand(id);
        String key = site.getService(IBindingService.class).getBestActiveBindingFormattedFor(id);
        if (key == null) {
            var triggers = site.getService(IBindingService.class).getActiveBindingsFor(id);
            key = triggers.length > 0 ? triggers[0].format() : "";
        }
        String name;
        try {
            name = LegacyActionTools.removeMnemonics(command.getName());
        } catch (NotDefinedException e) {
            name = id;
        }
        MenuItem item = new MenuItem(menu, SWT.PUSH);
        item.setText(key.isEmpty() ? name : name + "\t" + key);
        if (!icon.isEmpty())
            item.setImage(Icons.get(icon, Token.TEXT2));
        item.setEnabled(command.isEnabled());
        item.addListener(SWT.Selection, e -> ToolRow.execute(site, id));
        return item;
    }

    /** Whether there is a command of an id. */
    public static boolean defined(IServiceLocator site, String id) {
        return site.getService(ICommandService.class).getCommand(id).isDefined();
    }

    /** An entry of a choice of one. */
    public static MenuItem choice(Menu menu, String text, boolean chosen, Runnable action) {
        return entry(menu, SWT.RADIO, text, chosen, action);
    }

    /** An entry that is on or off. */
    public static MenuItem check(Menu menu, String text, boolean on, Runnable action) {
        return entry(menu, SWT.CHECK, text, on, action);
    }

    /** An entry that does something. */
    public static MenuItem action(Menu menu, String text, Runnable action) {
        return entry(menu, SWT.PUSH, text, false, action);
    }

    private static MenuItem entry(Menu menu, int style, String text, boolean on, Runnable action) {
        MenuItem item = new MenuItem(menu, style);
        item.setText(text.replace("&", "&&"));
        item.setSelection(on);
        item.addListener(SWT.Selection, e -> {
            if (style != SWT.RADIO || item.getSelection())
                action.run();
        });
        return item;
    }

    /** A menu in a menu. */
    public static Menu sub(Menu menu, String text) {
        MenuItem item = new MenuItem(menu, SWT.CASCADE);
        item.setText(text);
        Menu sub = new Menu(menu);
        item.setMenu(sub);
        return sub;
    }

    /** A line between groups of entries. */
    public static void line(Menu menu) {
        new MenuItem(menu, SWT.SEPARATOR);
    }
}
