package org.loupe.tests.ui;

import static org.loupe.tests.ui.RunningWorkbench.display;
import static org.loupe.tests.ui.RunningWorkbench.ui;
import static org.loupe.tests.ui.RunningWorkbench.waitUntil;
import static org.loupe.tests.ui.RunningWorkbench.window;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Predicate;

import org.eclipse.jface.bindings.keys.KeyStroke;
import org.eclipse.jface.bindings.keys.SWTKeySupport;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.CTabFolder;
import org.eclipse.swt.custom.CTabItem;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Item;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Link;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.swt.widgets.MenuItem;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.Text;
import org.eclipse.swt.widgets.ToolBar;
import org.eclipse.swt.widgets.Tree;
import org.eclipse.swt.widgets.TreeItem;
import org.eclipse.swt.widgets.Widget;
import org.eclipse.ui.handlers.IHandlerService;
import org.loupe.ui.ToolButton;

/**
 * What a user does, for tests in the {@link RunningWorkbench}: find something by what is written on it, click, drag,
 * type, press a key, choose from a menu. Gestures are sent as SWT events through the display's filters, so keys take the same
 * way through contexts and bindings as pressed ones do; neither a window manager nor the real pointer is needed.
 *
 * <p>Any thread but the UI thread. What cannot be found or used fails the test and says what there was instead.
 */
public final class User {

    private static final int GESTURE_MS = 60_000;
    /** Time of the last key: of two Del or Esc of one time, the platform passes over the second. */
    private static final AtomicInteger STROKES = new AtomicInteger();
    private static final int MODAL = SWT.APPLICATION_MODAL | SWT.PRIMARY_MODAL | SWT.SYSTEM_MODAL;

    private User() {
    }

    // ---- finding -------------------------------------------------------------------------------------------------

    /**
     * The one visible control of a type with these words in a shell: its text, tool tip, accessible-looking data
     * {@code "name"}, or the label before it. "" finds any.
     */
    public static <T extends Widget> T find(Class<T> type, String words) {
        return ui(() -> only(all(type, w -> words.isEmpty() || words(w).contains(words)), type, words));
    }

    /** As {@link #find(Class, String)}, inside one control, shown or not. */
    public static <T extends Widget> T find(Widget inside, Class<T> type, String words) {
        return ui(() -> {
            List<T> found = new ArrayList<>();
            walk(inside, type, w -> words.isEmpty() || words(w).contains(words), found);
            return only(found, type, words);
        });
    }

    /** All visible controls and items of a type in all shells that hold the predicate. */
    public static <T extends Widget> List<T> all(Class<T> type, Predicate<T> wanted) {
        return ui(() -> {
            List<T> found = new ArrayList<>();
            for (Shell shell : display().getShells())
                if (shell.isVisible())
                    walk(shell, type, w -> !(w instanceof Control c && !c.isVisible()) && wanted.test(w), found);
            return found;
        });
    }

    private static <T extends Widget> T only(List<T> found, Class<T> type, String words) {
        if (found.isEmpty())
            throw new AssertionError("There is no " + type.getSimpleName() + " \"" + words + "\"; there are "
                    + all(type, w -> true).stream().map(User::words).distinct().limit(60).toList());
        return found.get(0);
    }

    private static <T extends Widget> void walk(Widget at, Class<T> type, Predicate<T> wanted, List<T> found) {
        if (type.isInstance(at) && wanted.test(type.cast(at)))
            found.add(type.cast(at));
        for (Widget child : children(at))
            walk(child, type, wanted, found);
    }

    private static List<Widget> children(Widget parent) {
        List<Widget> children = new ArrayList<>();
        if (parent instanceof Composite c)
            children.addAll(List.of(c.getChildren()));
        if (parent instanceof Shell s)
            children.addAll(List.of(s.getShells()));
        if (parent instanceof CTabFolder f)
            children.addAll(List.of(f.getItems()));
        if (parent instanceof ToolBar b)
            children.addAll(List.of(b.getItems()));
        if (parent instanceof Table t && (t.getStyle() & SWT.VIRTUAL) == 0)
            children.addAll(List.of(t.getItems()));
        if (parent instanceof Tree t)
            children.addAll(List.of(t.getItems()));
        if (parent instanceof TreeItem t)
            children.addAll(List.of(t.getItems()));
        return children;
    }

    /** What a widget says: its words and its tool tip, each between bars, without mnemonics. */
    static String words(Widget widget) {
        String text = widget instanceof ToolButton b ? b.text() : widget instanceof Button b ? b.getText()
                : widget instanceof Label l ? l.getText() : widget instanceof Link l ? l.getText()
                : widget instanceof Text t ? t.getMessage() + "|" + t.getText() : widget instanceof Item i ? i.getText()
                : widget instanceof Shell s ? s.getText() : "";
        String tip = widget instanceof Control c && c.getToolTipText() != null ? c.getToolTipText() : "";
        Object name = widget.getData("name");
        return ("|" + text + "|" + tip + "|" + (name == null ? "" : name) + "|").replace("&", "");
    }

    /**
     * Lets the UI thread do something that may open a dialog: returns when it is done, or when a dialog waits for the
     * next gesture.
     */
    private static void act(Callable<?> gesture) {
        AtomicReference<Throwable> failure = new AtomicReference<>();
        AtomicBoolean done = new AtomicBoolean();
        Set<Shell> before = ui(() -> Set.of(display().getShells()));
        display().asyncExec(() -> {
            try {
                gesture.call();
            } catch (Throwable t) {
                failure.set(t);
            } finally {
                done.set(true);
            }
        });
        waitUntil("the gesture is done", GESTURE_MS, () -> done.get() || ui(() -> Arrays.stream(display().getShells())
                .anyMatch(s -> !before.contains(s) && s.isVisible() && (s.getStyle() & MODAL) != 0)));
        if (failure.get() instanceof RuntimeException e) throw e;
        if (failure.get() instanceof Error e) throw e;
        if (failure.get() != null) throw new IllegalStateException(failure.get());
    }

    // ---- pointer -------------------------------------------------------------------------------------------------

    /** Clicks on what is written: the button, link, tab, item of a tree or control that says so. */
    public static void click(Class<? extends Widget> type, String words) {
        click(find(type, words));
    }

    /** Clicks on a control in its middle, or chooses an item. */
    public static void click(Widget widget) {
        act(() -> {
            if (widget instanceof Control c && !c.isEnabled())
                throw new AssertionError(words(c) + " cannot be used now");
            if (widget instanceof Button b) {
                if ((b.getStyle() & SWT.RADIO) != 0)
                    for (Control other : b.getParent().getChildren())
                        if (other instanceof Button radio && (radio.getStyle() & SWT.RADIO) != 0)
                            radio.setSelection(radio == b);
                if ((b.getStyle() & (SWT.CHECK | SWT.TOGGLE)) != 0)
                    b.setSelection(!b.getSelection());
                b.notifyListeners(SWT.Selection, new Event());
            } else if (widget instanceof Control c) {
                press(c, c.getSize().x / 2, c.getSize().y / 2, 0);
            } else if (widget instanceof CTabItem tab) {
                tab.getParent().setSelection(tab);
                tab.getParent().notifyListeners(SWT.Selection, on(tab));
            } else if (widget instanceof TreeItem item) {
                item.getParent().setSelection(item);
                item.getParent().notifyListeners(SWT.Selection, on(item));
            } else if (widget instanceof org.eclipse.swt.widgets.TableItem item) {
                item.getParent().setSelection(item);
                item.getParent().notifyListeners(SWT.Selection, on(item));
            } else {
                widget.notifyListeners(SWT.Selection, on(widget));
            }
            return null;
        });
    }

    /** Clicks at a place of a control. @param modifiers such as SWT.MOD1 | SWT.MOD2, or 0 */
    public static void click(Control control, int x, int y, int modifiers) {
        act(() -> press(control, x, y, modifiers));
    }

    private static Void press(Control control, int x, int y, int modifiers) {
        mouse(control, SWT.MouseMove, 0, x, y, modifiers, 0);
        if ((control.getStyle() & SWT.NO_FOCUS) == 0)
            control.setFocus();
        mouse(control, SWT.MouseDown, 1, x, y, modifiers, 1);
        if (!control.isDisposed())
            mouse(control, SWT.MouseUp, 1, x, y, modifiers | SWT.BUTTON1, 1);
        return null;
    }

    /** Clicks twice at a place of a control. */
    public static void doubleClick(Control control, int x, int y) {
        click(control, x, y, 0);
        act(() -> {
            mouse(control, SWT.MouseDown, 1, x, y, 0, 2);
            mouse(control, SWT.MouseDoubleClick, 1, x, y, 0, 2);
            if (!control.isDisposed())
                mouse(control, SWT.MouseUp, 1, x, y, SWT.BUTTON1, 2);
            return null;
        });
    }

    /** Opens an item of a tree or table, as a double click does. */
    public static void open(Item item) {
        click(item);
        act(() -> {
            Control parent = item instanceof TreeItem t ? t.getParent()
                    : ((org.eclipse.swt.widgets.TableItem) item).getParent();
            parent.notifyListeners(SWT.DefaultSelection, on(item));
            return null;
        });
    }

    /** Drags with button 1 from one place of a control to another, in steps of at most 16 points. */
    public static void drag(Control control, Point from, Point to, int modifiers) {
        drag(control, 1, from, to, modifiers);
    }

    /** Drags with a button; every step is an event of its own, between which the workbench may paint. */
    public static void drag(Control control, int button, Point from, Point to, int modifiers) {
        drag(control, button, from, to, modifiers, () -> { });
    }

    /** Drags with a button, and does something before it is released. */
    public static void drag(Control control, int button, Point from, Point to, int modifiers, Runnable whileHeld) {
        int held = button == 1 ? SWT.BUTTON1 : button == 2 ? SWT.BUTTON2 : SWT.BUTTON3;
        ui(() -> {
            mouse(control, SWT.MouseMove, 0, from.x, from.y, modifiers, 0);
            if ((control.getStyle() & SWT.NO_FOCUS) == 0)
                control.setFocus();
            mouse(control, SWT.MouseDown, button, from.x, from.y, modifiers, 1);
            return null;
        });
        int steps = Math.max(1, Math.max(Math.abs(to.x - from.x), Math.abs(to.y - from.y)) / 16);
        for (int i = 1; i <= steps; i++) {
            int x = from.x + (to.x - from.x) * i / steps, y = from.y + (to.y - from.y) * i / steps;
            ui(() -> mouse(control, SWT.MouseMove, 0, x, y, modifiers | held, 0));
        }
        whileHeld.run();
        ui(() -> mouse(control, SWT.MouseUp, button, to.x, to.y, modifiers | held, 1));
    }

    /** Drags with button 1 along a way, as one draws a lasso. */
    public static void drag(Control control, List<Point> way) {
        drag(control, 1, way.get(0), way.get(0), 0, () -> way.forEach(at -> ui(() -> mouse(control, SWT.MouseMove, 0,
                at.x, at.y, SWT.BUTTON1, 0))));
    }

    /** Turns the wheel over a place of a control. @param notches positive away from the user */
    public static void wheel(Control control, int x, int y, int notches, int modifiers) {
        ui(() -> {
            Event event = event(x, y, modifiers);
            event.count = notches;
            event.detail = SWT.SCROLL_LINE;
            control.notifyListeners(SWT.MouseVerticalWheel, event);
            return null;
        });
    }

    /** Moves the pointer over a place of a control and lets it rest there. */
    public static void hover(Control control, int x, int y) {
        ui(() -> {
            mouse(control, SWT.MouseEnter, 0, x, y, 0, 0);
            mouse(control, SWT.MouseMove, 0, x, y, 0, 0);
            return mouse(control, SWT.MouseHover, 0, x, y, 0, 0);
        });
    }

    private static Void mouse(Control control, int type, int button, int x, int y, int modifiers, int count) {
        Event event = event(x, y, modifiers);
        event.button = button;
        event.count = count;
        control.notifyListeners(type, event);
        return null;
    }

    private static Event event(int x, int y, int modifiers) {
        Event event = new Event();
        event.x = x;
        event.y = y;
        event.stateMask = modifiers;
        return event;
    }

    private static Event on(Widget item) {
        Event event = new Event();
        event.item = item;
        return event;
    }

    // ---- keyboard ------------------------------------------------------------------------------------------------

    /** Gives a control the focus, so that its contexts are active. */
    public static <T extends Control> T focus(T control) {
        ui(() -> {
            control.getShell().forceActive();
            if (!control.forceFocus() && !control.isFocusControl())
                throw new AssertionError(words(control) + " does not take the focus");
            return null;
        });
        return control;
    }

    /** Replaces the text of a field and ends with Return. */
    public static void type(Text field, String text) {
        ui(() -> {
            field.setFocus();
            field.setText(text);
            field.notifyListeners(SWT.DefaultSelection, new Event());
            return null;
        });
    }

    /** Presses and releases a key on the control with the focus: "M1+M2+F9", "F", "ESC", as in plugin.xml. */
    public static void key(String key) {
        Control focus = ui(() -> display().getFocusControl());
        key(focus == null ? ui(() -> window().getShell()) : focus, key);
    }

    /** Presses and releases a key on a control. */
    public static void key(Control control, String key) {
        keyDown(control, key);
        ui(() -> {
            if (!control.isDisposed())
                control.notifyListeners(SWT.KeyUp, stroke(key));
            return null;
        });
    }

    /** Presses a key on a control and holds it; bindings see it first, then the control. */
    public static void keyDown(Control control, String key) {
        act(() -> {
            control.notifyListeners(SWT.KeyDown, stroke(key));
            return null;
        });
    }

    /** Releases a key that is held. */
    public static void keyUp(Control control, String key) {
        ui(() -> {
            control.notifyListeners(SWT.KeyUp, stroke(key));
            return null;
        });
    }

    private static Event stroke(String key) throws Exception {
        KeyStroke stroke = KeyStroke.getInstance(key);
        int code = SWTKeySupport.convertKeyStrokeToAccelerator(stroke);
        Event event = new Event();
        event.time = STROKES.incrementAndGet();
        event.stateMask = code & SWT.MODIFIER_MASK;
        event.keyCode = code & SWT.KEY_MASK;
        if ((event.keyCode & SWT.KEYCODE_BIT) == 0) {
            char character = (char) event.keyCode;
            event.keyCode = Character.toLowerCase(character);
            boolean shift = (event.stateMask & SWT.SHIFT) != 0, letter = Character.isLetter(character);
            event.character = letter && (event.stateMask & SWT.CTRL) != 0
                    ? (char) (Character.toUpperCase(character) - '@')
                    : letter && !shift ? Character.toLowerCase(character) : character;
        }
        return event;
    }

    // ---- commands and menus --------------------------------------------------------------------------------------

    /** Runs a command by its id; one that cannot run now fails the test. */
    public static void command(String id) {
        IHandlerService handlers = ui(() -> window().getService(IHandlerService.class));
        act(() -> handlers.executeCommand(id, null));
    }

    /** Chooses an entry of the window's menu, such as {@code menu("Run", "Stop run")}, by how its words begin. */
    public static void menu(String... path) {
        choose(ui(() -> window().getShell().getMenuBar()), path);
    }

    /** Chooses an entry of a control's context menu, opened at a place of it. */
    public static void contextMenu(Control control, int x, int y, String... path) {
        Menu menu = ui(() -> {
            Point place = control.toDisplay(x, y);
            mouse(control, SWT.MouseDown, 3, x, y, 0, 1);
            control.notifyListeners(SWT.MenuDetect, event(place.x, place.y, 0));
            if (control.getMenu() == null)
                throw new AssertionError("There is no context menu on " + words(control));
            return control.getMenu();
        });
        choose(menu, path);
    }

    /** What a menu offers on its first level, without mnemonics and keys; greyed entries in brackets. */
    public static List<String> entries(Menu menu) {
        return ui(() -> {
            List<String> entries = new ArrayList<>();
            shown(menu, m -> {
                for (MenuItem item : m.getItems())
                    if ((item.getStyle() & SWT.SEPARATOR) == 0)
                        entries.add(item.isEnabled() ? label(item) : "(" + label(item) + ")");
            });
            return entries;
        });
    }

    private static void choose(Menu menu, String... path) {
        act(() -> {
            choose(menu, path, 0);
            return null;
        });
    }

    private static void choose(Menu menu, String[] path, int level) {
        shown(menu, m -> {
            MenuItem item = List.of(m.getItems()).stream().filter(i -> label(i).startsWith(path[level])).findFirst()
                    .orElseThrow(() -> new AssertionError("There is no entry \"" + path[level] + "\"; there are "
                            + List.of(m.getItems()).stream().map(User::label).toList()));
            if (!item.isEnabled())
                throw new AssertionError("The entry \"" + label(item) + "\" is greyed");
            if (level + 1 < path.length)
                choose(item.getMenu(), path, level + 1);
            else {
                if ((item.getStyle() & (SWT.CHECK | SWT.RADIO)) != 0)
                    item.setSelection((item.getStyle() & SWT.RADIO) != 0 || !item.getSelection());
                item.notifyListeners(SWT.Selection, new Event());
            }
        });
    }

    /** Lets a menu fill itself, uses it and lets it go. */
    private static void shown(Menu menu, Consumer<Menu> use) {
        menu.notifyListeners(SWT.Show, new Event());
        try {
            use.accept(menu);
        } finally {
            if (!menu.isDisposed())
                menu.notifyListeners(SWT.Hide, new Event());
        }
    }

    private static String label(MenuItem item) {
        String text = item.getText().replace("&", "");
        int tab = text.indexOf('\t');
        return tab < 0 ? text : text.substring(0, tab);
    }
}
