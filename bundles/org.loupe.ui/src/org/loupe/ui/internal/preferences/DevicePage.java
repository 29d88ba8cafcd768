package org.loupe.ui.internal.preferences;

import org.loupe.ui.Preferences;

/** Preferences › Loupe › Device: what runs may use of this computer. */
public final class DevicePage extends SettingsPage {
    private static final int MOST_THREADS = 512, MOST_MPX = 1024;

    @Override
    protected void createFieldEditors() {
        choice(Preferences.POLICY, "auto", "cpu", "exact");
        hint("preferences.device.policy.hint", Runtime.getRuntime().availableProcessors());
        number(Preferences.THREADS, 0, MOST_THREADS);
        number(Preferences.WHOLE_MPX, 1, MOST_MPX);
        flag(Preferences.BEEP);
    }
}
