package org.loupe.ui;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.ScrolledComposite;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.DirectoryDialog;
import org.eclipse.swt.widgets.FileDialog;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Link;
import org.eclipse.swt.widgets.Text;
import org.loupe.ui.Palette.Type;

/**
 * Rows of names and values: facts to read and copy, and fields to edit. A field says under itself, while it is typed
 * in, what is wrong with its text; a right text is taken when the field is left or Enter is pressed, and Esc brings the
 * old one back. Every row asks for its value again at {@link #refresh}. UI thread only.
 */
public final class PropertyForm {
    private static final int LABEL = 112, ROW = 26;

    /**
     * A field to edit.
     *
     * @param label what it is
     * @param unit  behind the field, or ""
     * @param hint  greyed text of an empty field, or ""
     * @param get   the value as text
     * @param check what is wrong with a text, as a sentence with the remedy; "" if it is right
     * @param set   takes a text that is right and differs
     */
    public record Field(String label, String unit, String hint, Supplier<String> get, Function<String, String> check,
            Consumer<String> set) {
    }

    private final Composite body;
    private final boolean editable;
    private final List<Runnable> rows = new ArrayList<>();
    private boolean telling;

    /**
     * @param body     is laid out by the form
     * @param editable whether fields can be edited
     */
    public PropertyForm(Composite body, boolean editable) {
        this.body = body;
        this.editable = editable;
        GridLayoutFactory.fillDefaults().numColumns(3).margins(12, 8).spacing(6, 2).applyTo(body);
    }

    /** Where rows of other kinds are put; a grid of three columns. */
    public Composite body() {
        return body;
    }

    /** Whether fields can be edited. */
    public boolean editable() {
        return editable;
    }

    /** Has every row ask for its value. */
    public void refresh() {
        rows.forEach(Runnable::run);
        relayout();
    }

    /** Calls {@code update} at each refresh; for rows of other kinds. */
    public void onRefresh(Runnable update) {
        rows.add(update);
        update.run();
    }

    /** A heading over the rows that follow. */
    public void section(String title) {
        Label heading = new Label(body, SWT.NONE);
        heading.setText(title);
        heading.setFont(Palette.font(Type.HEADING));
        GridDataFactory.fillDefaults().span(3, 1).indent(0, 10).applyTo(heading);
    }

    /** A sentence over the whole width, in the colour of hints; hidden while it is "". */
    public void note(Supplier<String> sentence) {
        wide("loupe-hint", sentence);
    }

    /** What is wrong, over the whole width; hidden while it is "". */
    public void error(Supplier<String> sentence) {
        wide("loupe-error", sentence);
    }

    private void wide(String style, Supplier<String> sentence) {
        Label label = new Label(body, SWT.WRAP);
        ToolRow.style(label, style);
        GridDataFactory.fillDefaults().span(3, 1).grab(true, false).hint(200, SWT.DEFAULT).applyTo(label);
        onRefresh(() -> {
            label.setText(sentence.get());
            Parts.visible(label, !sentence.get().isEmpty());
        });
    }

    /** A value to read and to copy. */
    public void fact(String label, Supplier<String> value) {
        Text text = fact(label, SWT.WRAP);
        onRefresh(() -> put(text, value.get()));
    }

    /** A value that is found out later. @return takes it, on the UI thread, also after the form is gone */
    public Consumer<String> later(String label) {
        return later(label, SWT.WRAP);
    }

    /** As {@link #later}, for a long word such as a hash: one line, of which all can be copied. */
    public Consumer<String> laterHash(String label) {
        return later(label, SWT.SINGLE);
    }

    private Consumer<String> later(String label, int style) {
        Text text = fact(label, style);
        text.setText("…");
        return value -> {
            if (!text.isDisposed()) {
                put(text, value);
                relayout();
            }
        };
    }

    private Text fact(String label, int style) {
        label(label);
        Text text = new Text(body, SWT.READ_ONLY | style);
        ToolRow.style(text, "loupe-fact");
        GridDataFactory.fillDefaults().align(SWT.FILL, SWT.CENTER).grab(true, false).span(2, 1).hint(80, SWT.DEFAULT)
                .applyTo(text);
        return text;
    }

    private static void put(Text text, String value) {
        String shown = value.isEmpty() ? "–" : value;
        if (!text.getText().equals(shown))
            text.setText(shown);
        text.setToolTipText(shown.length() > 30 ? shown : null);
    }

    /** A field of text or of a number. @return the field, for tests and for drops */
    public Text field(Field field) {
        label(field.label);
        TextField frame = new TextField(body, "");
        edit(frame, field);
        GridDataFactory.fillDefaults().align(SWT.FILL, SWT.CENTER).grab(true, false)
                .span(field.unit.isEmpty() ? 2 : 1, 1).hint(60, 24).applyTo(frame);
        if (!field.unit.isEmpty())
            unit(field.unit);
        wrong(frame, field);
        return frame.text();
    }

    /** A field of a file's or folder's path, with a button to choose it. @param start where choosing starts */
    public Text path(Field field, boolean folder, Supplier<Path> start) {
        label(field.label);
        TextField frame = new TextField(body, "");
        edit(frame, field);
        GridDataFactory.fillDefaults().align(SWT.FILL, SWT.CENTER).grab(true, false).hint(60, 24).applyTo(frame);
        ToolButton browse = new ToolButton(body, "folder", "", ToolButton.Look.FLAT, () -> {
            String chosen = choose(folder, field.label, start.get());
            if (chosen != null) {
                frame.text().setText(chosen);
                take(frame, field);
            }
        });
        browse.setToolTipText(Words.get("properties.browse"));
        browse.setEnabled(editable);
        wrong(frame, field);
        return frame.text();
    }

    private String choose(boolean folder, String title, Path start) {
        if (folder) {
            DirectoryDialog dialog = new DirectoryDialog(body.getShell(), SWT.OPEN | SWT.SHEET);
            dialog.setText(title);
            dialog.setFilterPath(start.toString());
            return dialog.open();
        }
        FileDialog dialog = new FileDialog(body.getShell(), SWT.OPEN | SWT.SHEET);
        dialog.setText(title);
        dialog.setFilterPath(start.toString());
        return dialog.open();
    }

    private void edit(TextField frame, Field field) {
        Text text = frame.text();
        text.setEditable(editable);
        text.setMessage(field.hint);
        text.setData("name", field.label);
        text.addListener(SWT.FocusOut, e -> take(frame, field));
        text.addListener(SWT.DefaultSelection, e -> take(frame, field));
        text.addListener(SWT.KeyDown, e -> {
            if (e.keyCode == SWT.ESC) {
                text.setText(field.get.get());
                text.selectAll();
                e.doit = false;
            }
        });
        onRefresh(() -> {
            if (!text.isFocusControl() || !telling && field.check.apply(text.getText().strip()).isEmpty())
                if (!text.getText().equals(field.get.get()))
                    text.setText(field.get.get());
        });
    }

    /** The line under a field that says what is wrong with it. */
    private void wrong(TextField frame, Field field) {
        new Label(body, SWT.NONE).setLayoutData(GridDataFactory.fillDefaults().exclude(true).create());
        Control gap = body.getChildren()[body.getChildren().length - 1];
        Label wrong = new Label(body, SWT.WRAP);
        ToolRow.style(wrong, "loupe-error");
        GridDataFactory.fillDefaults().span(2, 1).grab(true, false).hint(80, SWT.DEFAULT).applyTo(wrong);
        Runnable check = () -> {
            String problem = editable ? field.check.apply(frame.text().getText().strip()) : "";
            if (problem.equals(wrong.getText()))
                return;
            wrong.setText(problem);
            frame.wrong(!problem.isEmpty());
            Parts.visible(gap, !problem.isEmpty());
            Parts.visible(wrong, !problem.isEmpty());
            relayout();
        };
        Parts.visible(wrong, false);
        frame.text().addListener(SWT.Modify, e -> check.run());
        check.run();
    }

    private void take(TextField frame, Field field) {
        String now = frame.text().getText().strip();
        if (!editable || now.equals(field.get.get()) || !field.check.apply(now).isEmpty())
            return;
        telling = true;
        try {
            field.set.accept(now);
        } finally {
            telling = false;
        }
    }

    /**
     * A choice of words.
     *
     * @param get index of the word, or -1
     * @param set told with another index
     */
    public Combo choice(String label, List<String> words, Supplier<Integer> get, Consumer<Integer> set) {
        label(label);
        Combo combo = new Combo(body, SWT.READ_ONLY | SWT.DROP_DOWN);
        combo.setItems(words.toArray(String[]::new));
        combo.setEnabled(editable);
        combo.setData("name", label);
        GridDataFactory.fillDefaults().align(SWT.FILL, SWT.CENTER).grab(true, false).span(2, 1).hint(80, SWT.DEFAULT)
                .applyTo(combo);
        combo.addListener(SWT.Selection, e -> {
            if (combo.getSelectionIndex() != get.get())
                set.accept(combo.getSelectionIndex());
        });
        onRefresh(() -> {
            int index = get.get();
            if (index < 0)
                combo.deselectAll();
            else if (combo.getSelectionIndex() != index)
                combo.select(index);
        });
        return combo;
    }

    /** Something to do, beside the fields. */
    public Link link(String text, Runnable action) {
        new Label(body, SWT.NONE);
        Link link = new Link(body, SWT.NONE);
        link.setText("<a>" + text.replace("&", "&&") + "</a>");
        link.setEnabled(editable);
        GridDataFactory.fillDefaults().span(2, 1).applyTo(link);
        link.addListener(SWT.Selection, e -> action.run());
        return link;
    }

    private void label(String words) {
        Label label = new Label(body, SWT.NONE);
        label.setText(words);
        ToolRow.style(label, "loupe-hint");
        label.setToolTipText(words);
        GridDataFactory.fillDefaults().align(SWT.FILL, SWT.CENTER).hint(LABEL, SWT.DEFAULT).minSize(LABEL, ROW)
                .applyTo(label);
    }

    private void unit(String words) {
        Label unit = new Label(body, SWT.NONE);
        unit.setText(words);
        ToolRow.style(unit, "loupe-hint");
        GridDataFactory.fillDefaults().align(SWT.BEGINNING, SWT.CENTER).applyTo(unit);
    }

    private void relayout() {
        if (body.isDisposed())
            return;
        body.layout(true, true);
        for (Composite up = body.getParent(); up != null; up = up.getParent())
            if (up instanceof ScrolledComposite scroll) {
                scroll.setMinSize(body.computeSize(scroll.getClientArea().width, SWT.DEFAULT));
                return;
            }
    }
}
