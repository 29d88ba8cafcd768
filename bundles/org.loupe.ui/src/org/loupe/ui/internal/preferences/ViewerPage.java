package org.loupe.ui.internal.preferences;

import org.loupe.ui.Preferences;

/** Preferences › Loupe › Viewer: how images are shown. */
public final class ViewerPage extends SettingsPage {
    private static final int LEAST_MB = 64, MOST_MB = 65_536;

    @Override
    protected void createFieldEditors() {
        number(Preferences.CACHE_MB, LEAST_MB, MOST_MB);
        flag(Preferences.ZOOM_REVERSED);
        flag(Preferences.ANIMATION);
        flag(Preferences.MAP);
        flag(Preferences.TAGS);
    }
}
