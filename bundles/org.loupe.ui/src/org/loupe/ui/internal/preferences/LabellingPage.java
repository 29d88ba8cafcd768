package org.loupe.ui.internal.preferences;

import org.loupe.ui.Preferences;

/** Preferences › Loupe › Labelling: what the tools and keys do by themselves. Saving at once is no choice. */
public final class LabellingPage extends SettingsPage {

    @Override
    protected void createFieldEditors() {
        flag(Preferences.AUTO_NEXT);
        flag(Preferences.SNAP);
        flag(Preferences.LABEL_PALETTE);
        flag(Preferences.LABELS_SHOWN);
        number(Preferences.EXAMPLE_SIZE, 64, 8192);
        hint("preferences.labelling.saved");
    }
}
