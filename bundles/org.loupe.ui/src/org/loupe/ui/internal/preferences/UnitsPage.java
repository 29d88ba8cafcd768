package org.loupe.ui.internal.preferences;

import org.loupe.ui.Preferences;

/** Preferences › Loupe › Units: how lengths are written. */
public final class UnitsPage extends SettingsPage {
    private static final int MOST_DECIMALS = 6;

    @Override
    protected void createFieldEditors() {
        choice(Preferences.LENGTH_UNIT, "um", "mil");
        number(Preferences.DECIMALS, -1, MOST_DECIMALS);
    }
}
