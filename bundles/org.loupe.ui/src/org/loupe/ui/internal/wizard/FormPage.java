package org.loupe.ui.internal.wizard;

import java.util.List;

import org.eclipse.jface.dialogs.TrayDialog;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.wizard.WizardPage;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.DirectoryDialog;
import org.eclipse.swt.widgets.FileDialog;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;
import org.loupe.ui.Parts;
import org.loupe.ui.Words;

/**
 * A page of a wizard: rows of a label, a control and what stands behind it. Each change of a control has the page
 * checked; what is wrong is said in the title area, with the remedy.
 */
abstract class FormPage extends WizardPage {
    private Composite body;
    private boolean ready;

    /** @param name of its words: title and description */
    FormPage(String name) {
        super(name, Words.get("wizard." + name + ".title"), null);
        setDescription(Words.get("wizard." + name + ".text"));
    }

    @Override
    public final void createControl(Composite parent) {
        body = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().numColumns(3).margins(12, 10).spacing(8, 7).applyTo(body);
        setControl(body);
        body.addHelpListener(e -> performHelp());
        fill(body);
        ready = true;
        check();
        setErrorMessage(null); // nothing has been done wrong yet
    }

    /** Shows what the page is for beside it, or no longer. */
    @Override
    public void performHelp() {
        if (!(getContainer() instanceof TrayDialog dialog))
            return;
        if (dialog.getTray() != null)
            dialog.closeTray();
        else
            dialog.openTray(new HelpTray(getTitle(), Words.get("help.page." + getName())));
    }

    /** Adds the rows. */
    abstract void fill(Composite parent);

    /** A button with a word that does something, in a row that is being filled. */
    static void button(Composite parent, String key, Runnable choose) {
        Button button = new Button(parent, SWT.PUSH);
        button.setText(Words.get(key));
        GridDataFactory.fillDefaults().applyTo(button);
        button.addListener(SWT.Selection, e -> choose.run());
    }

    /** What is wrong, as a sentence with the remedy; "" if the page is right. */
    abstract String problem();

    /** Whether nothing is wrong as far as is known, but a job still finds that out. */
    boolean waiting() {
        return false;
    }

    /** Checks the page, and says what is wrong. */
    final void check() {
        if (!ready)
            return;
        String problem = problem();
        setErrorMessage(problem.isEmpty() || waiting() ? null : problem);
        setPageComplete(problem.isEmpty());
    }

    /** A text in a row of its own. */
    Text text(String key, String value) {
        label(key);
        Text text = new Text(body, SWT.BORDER);
        text.setText(value);
        text.setData("name", Words.get(key));
        GridDataFactory.fillDefaults().grab(true, false).align(SWT.FILL, SWT.CENTER).span(2, 1).applyTo(text);
        text.addListener(SWT.Modify, e -> check());
        return text;
    }

    /** A text with a unit behind it. */
    Text text(String key, String value, String unit) {
        Text text = text(key, value);
        GridDataFactory.fillDefaults().grab(true, false).align(SWT.FILL, SWT.CENTER).applyTo(text);
        Label label = new Label(body, SWT.NONE);
        label.setText(unit);
        return text;
    }

    /** A folder with a button to choose it. */
    Text folder(String key, String value, String title) {
        Text text = text(key, value, "");
        browse(() -> {
            DirectoryDialog dialog = new DirectoryDialog(getShell(), SWT.OPEN | SWT.SHEET);
            dialog.setText(Words.get(key));
            dialog.setMessage(title);
            dialog.setFilterPath(text.getText());
            return dialog.open();
        }, text);
        return text;
    }

    /** A file with a button to choose it. @param style SWT.OPEN or SWT.SAVE */
    Text file(String key, String value, int style) {
        Text text = text(key, value, "");
        browse(() -> {
            FileDialog dialog = new FileDialog(getShell(), style | SWT.SHEET);
            dialog.setText(Words.get(key));
            dialog.setFileName(text.getText());
            return dialog.open();
        }, text);
        return text;
    }

    private void browse(java.util.function.Supplier<String> choose, Text text) {
        body.getChildren()[body.getChildren().length - 1].dispose(); // the place of the unit
        Button button = new Button(body, SWT.PUSH);
        button.setText(Words.get("wizard.browse"));
        button.addListener(SWT.Selection, e -> {
            String chosen = choose.get();
            if (chosen != null)
                text.setText(chosen);
        });
    }

    /** A choice of words. */
    Combo choice(String key, List<String> words, int index) {
        label(key);
        Combo combo = new Combo(body, SWT.READ_ONLY | SWT.DROP_DOWN);
        combo.setItems(words.toArray(String[]::new));
        combo.select(index);
        combo.setData("name", Words.get(key));
        GridDataFactory.fillDefaults().grab(true, false).align(SWT.FILL, SWT.CENTER).span(2, 1).hint(100, SWT.DEFAULT)
                .applyTo(combo);
        combo.addListener(SWT.Selection, e -> check());
        return combo;
    }

    /** A choice of words, or another text that is typed. */
    Combo editable(String key, List<String> words, String value) {
        Combo combo = new Combo(body, SWT.DROP_DOWN);
        Label label = label(key);
        label.moveAbove(combo);
        combo.setItems(words.toArray(String[]::new));
        combo.setText(value);
        combo.setData("name", Words.get(key));
        GridDataFactory.fillDefaults().grab(true, false).align(SWT.FILL, SWT.CENTER).span(2, 1).hint(100, SWT.DEFAULT)
                .applyTo(combo);
        combo.addListener(SWT.Modify, e -> check());
        return combo;
    }

    /** Something to switch on. */
    Button flag(String key, boolean on) {
        new Label(body, SWT.NONE);
        Button button = new Button(body, SWT.CHECK);
        button.setText(Words.get(key) + " ");
        button.setSelection(on);
        GridDataFactory.fillDefaults().span(2, 1).applyTo(button);
        button.addListener(SWT.Selection, e -> check());
        return button;
    }

    /** Adds rows, which {@link #show} shows or hides together. */
    final List<Control> rows(Runnable fill) {
        int before = body.getChildren().length;
        fill.run();
        Control[] all = body.getChildren();
        return List.of(all).subList(before, all.length);
    }

    /** Shows or hides rows. */
    final void show(List<Control> rows, boolean on) {
        for (Control each : rows) {
            if (each.getLayoutData() == null)
                each.setLayoutData(new GridData());
            Parts.visible(each, on);
        }
        body.layout();
    }

    /** A choice of a few, one of which holds. */
    Button[] radio(String key, int index, String... keys) {
        label(key);
        Composite row = new Composite(body, SWT.NONE);
        GridDataFactory.fillDefaults().span(2, 1).align(SWT.FILL, SWT.CENTER).applyTo(row);
        GridLayoutFactory.fillDefaults().numColumns(Math.min(3, keys.length)).spacing(14, 2).applyTo(row);
        Button[] buttons = new Button[keys.length];
        for (int i = 0; i < keys.length; i++) {
            buttons[i] = new Button(row, SWT.RADIO);
            buttons[i].setText(Words.get(keys[i]) + " ");
            buttons[i].setSelection(i == index);
            buttons[i].addListener(SWT.Selection, e -> check());
        }
        return buttons;
    }

    /** A sentence under the controls of the row above. */
    Label hint(String words) {
        new Label(body, SWT.NONE);
        Label label = new Label(body, SWT.WRAP);
        label.setText(words);
        GridDataFactory.fillDefaults().grab(true, false).hint(200, SWT.DEFAULT).span(2, 1).applyTo(label);
        return label;
    }

    private Label label(String key) {
        Label label = new Label(body, SWT.NONE);
        label.setText(Words.get(key));
        GridDataFactory.fillDefaults().align(SWT.BEGINNING, SWT.CENTER).applyTo(label);
        return label;
    }
}
