package org.loupe.ui.internal.preferences;

import java.util.ArrayList;
import java.util.List;

import org.eclipse.core.runtime.preferences.InstanceScope;
import org.eclipse.jface.preference.BooleanFieldEditor;
import org.eclipse.jface.preference.ComboFieldEditor;
import org.eclipse.jface.preference.FieldEditorPreferencePage;
import org.eclipse.jface.preference.IntegerFieldEditor;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.ui.IWorkbench;
import org.eclipse.ui.IWorkbenchPreferencePage;
import org.eclipse.ui.preferences.ScopedPreferenceStore;
import org.loupe.ui.Preferences;
import org.loupe.ui.Preferences.Key;
import org.loupe.ui.Words;

/** A page of settings: one field for each key, with its words under {@code preferences.<key>}. */
abstract class SettingsPage extends FieldEditorPreferencePage implements IWorkbenchPreferencePage {
    private static final int WIDE = 380;

    private final List<Label> hints = new ArrayList<>();
    private ScopedPreferenceStore store;

    SettingsPage() {
        super(GRID);
    }

    @Override
    public void init(IWorkbench workbench) {
        store = new ScopedPreferenceStore(InstanceScope.INSTANCE, Preferences.NODE);
        setPreferenceStore(store);
    }

    private static String words(Key<?> key) {
        return Words.get("preferences." + key.name());
    }

    /** A choice; its values' words stand under {@code preferences.<key>.<value>}. */
    void choice(Key<String> key, String... values) {
        store.setDefault(key.name(), key.initial());
        String[][] entries = new String[values.length][];
        for (int i = 0; i < values.length; i++)
            entries[i] = new String[] { Words.get("preferences." + key.name() + "." + values[i]), values[i] };
        addField(new ComboFieldEditor(key.name(), words(key), entries, getFieldEditorParent()));
    }

    /** Yes or no. */
    void flag(Key<Boolean> key) {
        store.setDefault(key.name(), key.initial());
        addField(new BooleanFieldEditor(key.name(), words(key), getFieldEditorParent()));
    }

    /** A whole number; a sentence under {@code preferences.<key>.hint} says what it means. */
    void number(Key<Integer> key, int min, int max) {
        store.setDefault(key.name(), key.initial());
        IntegerFieldEditor field = new IntegerFieldEditor(key.name(), words(key), getFieldEditorParent(), 6);
        field.setValidRange(min, max);
        field.setErrorMessage(Words.get("preferences.range", words(key), min, max));
        field.getTextControl(getFieldEditorParent()).setLayoutData(fixed(90));
        addField(field);
        hint("preferences." + key.name() + ".hint");
    }

    private static GridData fixed(int width) {
        GridData data = new GridData(SWT.LEFT, SWT.CENTER, false, false);
        data.widthHint = width;
        return data;
    }

    /** A sentence under the field before. */
    void hint(String key, Object... values) {
        Composite parent = getFieldEditorParent();
        Label label = new Label(parent, SWT.WRAP);
        label.setText(Words.get(key, values));
        GridData data = new GridData(SWT.FILL, SWT.TOP, true, false);
        data.widthHint = WIDE;
        data.verticalIndent = -2;
        label.setLayoutData(data);
        hints.add(label);
    }

    @Override
    protected void adjustGridLayout() {
        super.adjustGridLayout();
        for (Label hint : hints)
            ((GridData) hint.getLayoutData()).horizontalSpan =
                    ((GridLayout) getFieldEditorParent().getLayout()).numColumns;
    }
}
