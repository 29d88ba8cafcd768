package org.loupe.ui.internal;

import org.eclipse.core.runtime.preferences.IEclipsePreferences;
import org.eclipse.core.runtime.preferences.InstanceScope;
import org.eclipse.e4.ui.css.swt.theme.ITheme;
import org.eclipse.e4.ui.css.swt.theme.IThemeEngine;
import org.eclipse.swt.widgets.Display;
import org.eclipse.ui.IWorkbenchWindow;
import org.loupe.ui.Preferences;

/** Light, dark, or what the desktop shows. UI thread. */
final class Themes {
    private static final String DARK = "org.eclipse.e4.ui.css.theme.e4_dark";
    private static final String LIGHT = "org.eclipse.e4.ui.css.theme.e4_default";
    private static boolean darkDesktop;

    private Themes() {
    }

    /** Tells the platform which theme to start with, so that the window comes up in its colours. */
    static void beforeStart() {
        darkDesktop = Display.isSystemDarkTheme(); // later it tells of our own window
        IEclipsePreferences platform = InstanceScope.INSTANCE.getNode("org.eclipse.e4.ui.css.swt.theme");
        platform.put("themeid", wanted());
    }

    /** Follows the preference from now on. */
    static void follow(IWorkbenchWindow window) {
        Preferences.listen(window.getShell(), Preferences.THEME, () -> {
            IThemeEngine engine = window.getService(IThemeEngine.class);
            ITheme now = engine.getActiveTheme();
            if (now == null || !now.getId().equals(wanted()))
                engine.setTheme(wanted(), true);
        });
    }

    /** From light to dark or back. */
    static void toggle() {
        Preferences.THEME.set(wanted().equals(DARK) ? "light" : "dark");
    }

    private static String wanted() {
        return switch (Preferences.THEME.get()) {
            case "light" -> LIGHT;
            case "dark" -> DARK;
            default -> darkDesktop ? DARK : LIGHT;
        };
    }
}
