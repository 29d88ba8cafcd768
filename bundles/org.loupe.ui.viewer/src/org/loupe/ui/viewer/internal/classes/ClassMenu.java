package org.loupe.ui.viewer.internal.classes;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.swt.widgets.MenuItem;
import org.eclipse.ui.services.IServiceLocator;
import org.loupe.model.DefectClass;
import org.loupe.ui.Session;
import org.loupe.ui.Words;
import org.loupe.ui.viewer.internal.Menus;
import org.loupe.workspace.labels.ClassEdits;

/** The context menu of the classes, and menus that offer classes. UI thread. */
final class ClassMenu {
    /** Classes that a menu lists without bins. */
    private static final int MOST = 30;

    private final Session session;
    private final ClassGestures gestures;
    private final ClassesView view;

    ClassMenu(Session session, ClassGestures gestures, ClassesView view) {
        this.session = session;
        this.gestures = gestures;
        this.view = view;
    }

    /** Gives the list its menu. */
    void attach(Control list, IServiceLocator site) {
        Menus.context(list, menu -> fill(menu, site));
    }

    /** Offers under a control what the class in hand can be merged into. */
    void drop(Control under) {
        Menus.drop(under, this::merge);
    }

    private void fill(Menu menu, IServiceLocator site) {
        Menus.command(menu, site, ClassCommands.NEW, "plus");
        Menus.command(menu, site, ClassCommands.RENAME, "rename");
        Menus.command(menu, site, ClassCommands.RECOLOUR, "palette");
        Menus.line(menu);
        boolean one = gestures.current().isPresent() && session.project().filter(p -> !p.readOnly()).isPresent();
        sub(menu, "classes.menu.merge", one && gestures.classes().size() > 1, this::merge);
        Menus.command(menu, site, ClassCommands.SPLIT, "fork");
        sub(menu, "classes.menu.reassign", one, target -> {
            entry(target, Words.get("label.unclassified"), () -> view.reassign(0));
            Menus.line(target);
            classes(target, other -> view.reassign(other.getCode()));
        });
        sub(menu, "classes.menu.bin", one, this::bins);
        Menus.line(menu);
        Menus.command(menu, site, ClassCommands.EXAMPLES, "gallery");
        Menus.command(menu, site, ClassCommands.BOOK, "book");
        Menus.line(menu);
        Menus.command(menu, site, ClassCommands.UP, "up");
        Menus.command(menu, site, ClassCommands.DOWN, "down");
        Menus.line(menu);
        Menus.command(menu, site, ClassCommands.DELETE, "trash");
        sub(menu, "classes.menu.deleteInto", one && gestures.classes().size() > 1, target -> classes(target,
                other -> gestures.current().ifPresent(c -> gestures.delete(c, other.getCode()))));
    }

    private void sub(Menu menu, String key, boolean enabled, Consumer<Menu> fill) {
        Menu sub = Menus.sub(menu, Words.get(key));
        sub.getParentItem().setEnabled(enabled);
        if (enabled)
            fill.accept(sub);
    }

    private void merge(Menu menu) {
        classes(menu, into -> gestures.current().ifPresent(c -> gestures.merge(c, into)));
    }

    private void bins(Menu menu) {
        List<DefectClass> chosen = view.chosen();
        String now = chosen.isEmpty() || chosen.get(0).getBin() == null ? "" : chosen.get(0).getBin();
        Menus.choice(menu, Words.get("classes.noBin"), now.isEmpty(), () -> gestures.bin(chosen, ""));
        session.project().ifPresent(p -> ClassEdits.bins(p.project()).keySet().stream().filter(b -> !b.isEmpty())
                .forEach(bin -> Menus.choice(menu, bin, bin.equals(now), () -> gestures.bin(chosen, bin))));
        Menus.line(menu);
        entry(menu, Words.get("classes.menu.otherBin"), view::bin);
    }

    /** Lists all classes but the one in hand; many of them in menus of their bins, or of their first letters. */
    private void classes(Menu menu, Consumer<DefectClass> chosen) {
        List<DefectClass> others = gestures.classes().stream()
                .filter(c -> c.getCode() != session.desk().code()).toList();
        if (others.size() <= MOST) {
            others.forEach(c -> entry(menu, c.getName(), () -> chosen.accept(c)));
            return;
        }
        Map<String, Menu> parts = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (DefectClass one : others) {
            String bin = one.getBin() == null ? "" : one.getBin();
            String part = bin.isEmpty() ? one.getName().substring(0, 1).toUpperCase() : bin;
            entry(parts.computeIfAbsent(part, name -> Menus.sub(menu, name.replace("&", "&&"))), one.getName(),
                    () -> chosen.accept(one));
        }
    }

    private static void entry(Menu menu, String text, Runnable action) {
        MenuItem item = new MenuItem(menu, SWT.PUSH);
        item.setText(text.replace("&", "&&"));
        item.addListener(SWT.Selection, e -> action.run());
    }
}
