package org.loupe.ui.internal.recipe;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.dnd.DND;
import org.eclipse.swt.dnd.DropTarget;
import org.eclipse.swt.dnd.DropTargetAdapter;
import org.eclipse.swt.dnd.DropTargetEvent;
import org.eclipse.swt.dnd.FileTransfer;
import org.eclipse.swt.dnd.Transfer;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.FileDialog;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Link;
import org.eclipse.swt.widgets.Text;
import org.loupe.engine.Problem;
import org.loupe.engine.Schema;
import org.loupe.engine.Schema.Field;
import org.loupe.engine.SchemaException;
import org.loupe.ui.Icons;
import org.loupe.ui.NumberField;
import org.loupe.ui.Palette;
import org.loupe.ui.Palette.Token;
import org.loupe.ui.Palette.Type;
import org.loupe.ui.Parts;
import org.loupe.ui.Preferences;
import org.loupe.ui.Slider;
import org.loupe.ui.ToolButton;
import org.loupe.ui.ToolButton.Look;
import org.loupe.ui.ToolRow;
import org.loupe.ui.Words;

/** One field of a form with what belongs to it: label, control, unit, dot, help and what is wrong with the value. */
final class FormRow {
    private static final int FIELD = 78, INDENT = 14, HOVER = 400, PAUSE = 600, FRAMES = 4, FRAME = 20;

    private final ParameterForm form;
    private final Field field;
    private final Label label;
    private final Composite cell;
    private final Label unit;
    private final Canvas dot;
    private final Composite error;
    private final Link errorText;
    private final Composite help;
    private Slider slider;
    private NumberField number;
    private Text text;
    private Button check;
    private Combo combo;
    private Segments segments;
    private boolean shown = true, strong, wrong, focused, hovered, helping;
    private Object remedy;

    FormRow(ParameterForm form, Field field, int labels, int units) {
        this.form = form;
        this.field = field;
        Composite body = form.body();
        label = new Label(body, SWT.WRAP);
        label.setText(field.label());
        GridDataFactory.fillDefaults().align(SWT.FILL, SWT.CENTER)
                .indent(field.when().isEmpty() ? 0 : INDENT, 0).hint(labels, SWT.DEFAULT).applyTo(label);
        cell = new Composite(body, SWT.NONE);
        boolean bare = field.unit().isEmpty();
        GridDataFactory.fillDefaults().align(SWT.FILL, SWT.CENTER).grab(true, false).hint(120, 32)
                .span(bare && !isNumber() ? 2 : 1, 1).applyTo(cell);
        GridLayoutFactory.fillDefaults().numColumns(2).spacing(6, 0).extendedMargins(0, 0, 3, 3).applyTo(cell);
        control();
        unit = new Label(body, SWT.NONE);
        ToolRow.style(unit, "loupe-hint");
        unit.setText(field.unit());
        GridDataFactory.fillDefaults().align(SWT.FILL, SWT.CENTER).hint(units, SWT.DEFAULT).applyTo(unit);
        dot = dot(body);
        help = help(body, labels);
        error = new Composite(body, SWT.NONE);
        GridLayoutFactory.fillDefaults().numColumns(2).extendedMargins(0, 0, 0, 4).spacing(5, 0).applyTo(error);
        Canvas icon = new Canvas(error, SWT.DOUBLE_BUFFERED | SWT.NO_FOCUS);
        icon.addListener(SWT.Paint, e -> {
            e.gc.setBackground(body.getBackground());
            e.gc.fillRectangle(icon.getClientArea());
            e.gc.drawImage(Icons.get("error", Token.ERROR), 0, 0);
        });
        GridDataFactory.swtDefaults().align(SWT.BEGINNING, SWT.BEGINNING).hint(16, 16).applyTo(icon);
        errorText = new Link(error, SWT.WRAP);
        ToolRow.style(errorText, "loupe-error");
        errorText.setFont(Palette.font(Type.SMALL));
        errorText.addListener(SWT.Selection, e -> form.changed(field, remedy));
        GridDataFactory.fillDefaults().grab(true, false).hint(180, SWT.DEFAULT).applyTo(errorText);
        GridDataFactory.fillDefaults().span(4, 1).indent(labels + 6, 0).grab(true, false).applyTo(error);
        hover(label);
        for (Control control : cell.getChildren())
            hover(control);
    }

    /** Gives the label another width, and what stands under the field another indent. */
    void labels(int width) {
        ((GridData) label.getLayoutData()).widthHint = width;
        for (Control control : List.of(help, error))
            ((GridData) control.getLayoutData()).horizontalIndent = width + 6;
    }

    private Canvas dot(Composite body) {
        Canvas made = new Canvas(body, SWT.DOUBLE_BUFFERED | SWT.NO_FOCUS);
        GridDataFactory.swtDefaults().align(SWT.CENTER, SWT.CENTER).hint(12, 22).applyTo(made);
        made.addListener(SWT.Paint, e -> {
            e.gc.setBackground(body.getBackground());
            e.gc.fillRectangle(made.getClientArea());
            if (differs()) {
                e.gc.setAntialias(SWT.ON);
                e.gc.setBackground(Palette.color(Token.ACCENT));
                e.gc.fillOval(3, 8, 6, 6);
            }
        });
        made.addListener(SWT.MouseUp, e -> {
            if (differs())
                form.changed(field, null);
        });
        return made;
    }

    private Composite help(Composite body, int labels) {
        Composite made = new Composite(body, SWT.NONE);
        ToolRow.style(made, "loupe-help");
        GridLayoutFactory.fillDefaults().margins(8, 5).applyTo(made);
        made.addListener(SWT.Paint, e -> {
            e.gc.setBackground(Palette.color(Token.ACCENT));
            e.gc.fillRectangle(0, 0, 2, made.getSize().y);
        });
        Label words = new Label(made, SWT.WRAP);
        ToolRow.style(words, "loupe-help");
        words.setFont(Palette.font(Type.SMALL));
        words.setText(helpText());
        GridDataFactory.fillDefaults().grab(true, false).hint(200, SWT.DEFAULT).applyTo(words);
        GridDataFactory.fillDefaults().span(4, 1).indent(labels + 6, 0).grab(true, false).applyTo(made);
        return made;
    }

    private void control() {
        boolean limited = !Double.isInfinite(field.min()) && !Double.isInfinite(field.max());
        switch (field.kind()) {
            case INTEGER, NUMBER -> {
                double step = step();
                if (limited) {
                    slider = new Slider(cell, field.min(), field.max(), step, asNumber(field.defaultValue()), v -> {
                        number.value(NumberField.write(v), false);
                        form.trying(field, value(v));
                    }, v -> set(value(v)));
                    GridDataFactory.fillDefaults().grab(true, true).align(SWT.FILL, SWT.CENTER).applyTo(slider);
                }
                number = new NumberField(cell, step, this::read, this::typing, this::enter);
                number.text().setData("name", field.label());
                GridDataFactory.fillDefaults().align(SWT.BEGINNING, SWT.CENTER).hint(FIELD, 26)
                        .span(limited ? 1 : 2, 1).applyTo(number);
                watch(number.text());
                if (slider != null)
                    watch(slider);
            }
            case BOOLEAN -> {
                check = new Button(cell, SWT.CHECK);
                check.addListener(SWT.Selection, e -> set(check.getSelection()));
                GridDataFactory.fillDefaults().span(2, 1).grab(true, true).align(SWT.BEGINNING, SWT.CENTER)
                        .applyTo(check);
                watch(check);
            }
            case CHOICE -> {
                List<String> words = field.choices().stream().map(Words::choice).toList();
                if (words.size() <= 3) {
                    segments = new Segments(cell, words, i -> set(field.choices().get(i)));
                    GridDataFactory.fillDefaults().span(2, 1).align(SWT.BEGINNING, SWT.CENTER).applyTo(segments);
                    watch(segments);
                } else {
                    combo = new Combo(cell, SWT.READ_ONLY);
                    combo.setItems(words.toArray(String[]::new));
                    combo.addListener(SWT.Selection, e -> set(field.choices().get(combo.getSelectionIndex())));
                    GridDataFactory.fillDefaults().span(2, 1).grab(true, true).align(SWT.FILL, SWT.CENTER)
                            .applyTo(combo);
                    watch(combo);
                }
            }
            case TEXT, PATH -> {
                text = new Text(cell, SWT.SINGLE | SWT.BORDER);
                Runnable pause = () -> {
                    if (!text.isDisposed())
                        enter(text.getText());
                };
                text.addListener(SWT.Modify, e -> {
                    if (text.isFocusControl())
                        text.getDisplay().timerExec(PAUSE, pause);
                });
                text.addListener(SWT.FocusOut, e -> enter(text.getText()));
                text.addListener(SWT.DefaultSelection, e -> enter(text.getText()));
                text.addListener(SWT.KeyDown, e -> {
                    if (e.keyCode == SWT.ESC)
                        text.setText(String.valueOf(form.value(field)));
                });
                boolean path = field.kind() == Schema.Kind.PATH;
                GridDataFactory.fillDefaults().span(path ? 1 : 2, 1).grab(true, true).align(SWT.FILL, SWT.CENTER)
                        .applyTo(text);
                watch(text);
                if (path)
                    file();
            }
        }
    }

    /** Files are chosen, or dropped on the field. */
    private void file() {
        ToolButton browse = new ToolButton(cell, "folder", "", Look.FLAT, () -> {
            FileDialog dialog = new FileDialog(cell.getShell(), SWT.OPEN | SWT.SHEET);
            dialog.setText(field.label());
            String chosen = dialog.open();
            if (chosen != null)
                set(chosen.replace('\\', '/'));
        });
        browse.setToolTipText(Words.get("form.browse"));
        GridDataFactory.swtDefaults().align(SWT.END, SWT.CENTER).applyTo(browse);
        DropTarget target = new DropTarget(text, DND.DROP_COPY | DND.DROP_DEFAULT | DND.DROP_LINK);
        target.setTransfer(new Transfer[] { FileTransfer.getInstance() });
        target.addDropListener(new DropTargetAdapter() {
            @Override
            public void dragEnter(DropTargetEvent e) {
                e.detail = DND.DROP_COPY;
            }

            @Override
            public void drop(DropTargetEvent e) {
                if (e.data instanceof String[] files && files.length > 0)
                    set(files[0].replace('\\', '/'));
            }
        });
    }

    private void watch(Control control) {
        control.addListener(SWT.FocusIn, e -> {
            focused = true;
            helping();
        });
        control.addListener(SWT.FocusOut, e -> {
            focused = false;
            helping();
        });
    }

    /** The help line shows after a while of hovering too. */
    private void hover(Control control) {
        Runnable show = () -> {
            if (!control.isDisposed()) {
                hovered = true;
                helping();
            }
        };
        control.addListener(SWT.MouseEnter, e -> control.getDisplay().timerExec(HOVER, show));
        control.addListener(SWT.MouseExit, e -> {
            control.getDisplay().timerExec(-1, show);
            if (hovered) {
                hovered = false;
                helping();
            }
        });
    }

    /** Opens or closes the help line; it pushes the rows below. */
    private void helping() {
        if (help.isDisposed() || helping == (focused || hovered))
            return;
        helping = focused || hovered;
        place();
        GridData data = (GridData) help.getLayoutData();
        data.heightHint = SWT.DEFAULT;
        if (!helping || !help.getVisible() || !Preferences.ANIMATION.get()) {
            form.relayout(help);
            return;
        }
        int width = form.body().getClientArea().width - data.horizontalIndent - 24;
        grow(help.computeSize(Math.max(120, width), SWT.DEFAULT).y, 1);
    }

    private void grow(int full, int frame) {
        if (help.isDisposed() || !helping)
            return;
        ((GridData) help.getLayoutData()).heightHint = frame < FRAMES ? full * frame / FRAMES : SWT.DEFAULT;
        form.relayout(help);
        if (frame < FRAMES)
            help.getDisplay().timerExec(FRAME, () -> grow(full, frame + 1));
    }

    private boolean isNumber() {
        return field.kind() == Schema.Kind.INTEGER || field.kind() == Schema.Kind.NUMBER;
    }

    private double step() {
        if (field.step() > 0)
            return field.step();
        if (field.kind() == Schema.Kind.INTEGER)
            return 1;
        double range = field.max() - field.min();
        return Double.isInfinite(range) ? 1 : Math.pow(10, Math.floor(Math.log10(range)) - 2);
    }

    private String helpText() {
        boolean low = !Double.isInfinite(field.min()), high = !Double.isInfinite(field.max());
        String unit = StepRows.unit(field), normal = ParameterForm.written(field.defaultValue());
        return isNumber() && low && high ? Words.get("form.helpRange", field.help(), NumberField.write(field.min()),
                NumberField.write(field.max()) + unit, normal)
                : Words.get("form.helpDefault", field.help(), normal + unit);
    }

    /** A slider's value as recipes hold it. */
    private Object value(double number) {
        return field.kind() == Schema.Kind.INTEGER ? (Object) Math.round(number) : (Object) number;
    }

    private OptionalDouble read(String typed) {
        OptionalDouble read = Quantity.read(typed, field.unit(), asNumber(form.value(field)), form.umPerPx());
        boolean asTyped = typed.matches("[+-]?\\d+(\\.\\d+)?");
        return field.kind() == Schema.Kind.INTEGER && read.isPresent() && !asTyped
                ? OptionalDouble.of(Math.rint(read.getAsDouble())) : read;
    }

    /** What is typed, as recipes hold it; as it is if it is no value, so that it can be seen and mended. */
    private Object parse(String typed) {
        if (isNumber()) {
            OptionalDouble read = read(typed);
            if (read.isEmpty())
                return typed;
            double number = read.getAsDouble();
            return field.kind() == Schema.Kind.INTEGER && number == Math.rint(number) && Math.abs(number) < 1e15
                    ? (Object) (long) number : (Object) number;
        }
        try {
            return form.schema().parse(field.name(), typed);
        } catch (SchemaException e) {
            return typed;
        }
    }

    private void typing(String typed) {
        Object value = parse(typed);
        List<Problem> problems = form.problemsWith(field, value);
        boolean wasWrong = wrong;
        String before = errorText.getText();
        error(value, problems);
        number.wrong(wrong);
        if (!wrong && slider != null && value instanceof Number n)
            slider.value(n.doubleValue());
        if (wrong != wasWrong || wrong && !errorText.getText().equals(before))
            form.relayout(error);
        if (!wrong)
            form.trying(field, value);
    }

    private void enter(String typed) {
        if (!ParameterForm.written(form.value(field)).equals(typed))
            set(parse(typed));
    }

    private void set(Object value) {
        if (ParameterForm.same(value, form.value(field)))
            form.settle(field);
        else
            form.changed(field, ParameterForm.same(value, field.defaultValue()) ? null : value);
    }

    Field field() {
        return field;
    }

    NumberField number() {
        return number;
    }

    /** The slider, if the field has two bounds. */
    Slider slider() {
        return slider;
    }

    /** What stands under the field, or "". */
    String errorText() {
        return wrong ? errorText.getText() : "";
    }

    /** Does what a click on the remedy does. */
    void applyRemedy() {
        form.changed(field, remedy);
    }

    /** What of the row takes room, to see whether the form has to be laid out anew. */
    String extent() {
        boolean visible = label.getVisible();
        return !visible ? "-" : wrong ? errorText.getText() : helping ? "?" : "+";
    }

    boolean differs() {
        return !ParameterForm.same(form.value(field), field.defaultValue());
    }

    boolean wrong() {
        return wrong;
    }

    void focus() {
        Control target = number != null ? number.text() : text != null ? text : check != null ? check
                : combo != null ? combo : segments;
        target.setFocus();
        if (number != null)
            number.text().selectAll();
    }

    void show(Map<String, Object> given, List<Problem> problems) {
        Object value = form.value(field);
        shown = form.schema().shown(field, given);
        error(value, problems);
        if (slider != null && value instanceof Number n)
            slider.value(n.doubleValue());
        if (number != null)
            number.value(ParameterForm.written(value), wrong);
        if (check != null)
            check.setSelection(Boolean.TRUE.equals(value));
        if (segments != null)
            segments.select(field.choices().indexOf(String.valueOf(value)));
        if (combo != null)
            combo.select(field.choices().indexOf(String.valueOf(value)));
        if (text != null && !text.isFocusControl())
            text.setText(String.valueOf(value));
        dot.redraw();
        dot.setToolTipText(differs() ? Words.get("form.reset", ParameterForm.written(field.defaultValue())) : null);
        if (differs() != strong) {
            strong = differs();
            label.setFont(Palette.font(strong ? Type.STRONG : Type.BODY));
        }
        place();
    }

    /** Says what is wrong with a value, with what would mend it as a link. */
    private void error(Object value, List<Problem> problems) {
        Problem problem = problems.stream().filter(p -> p.where().equals(field.name())).findFirst().orElse(null);
        wrong = problem != null;
        if (!wrong) {
            place();
            return;
        }
        String unit = StepRows.unit(field), found = ParameterForm.written(value);
        String lowest = NumberField.write(field.min()), highest = NumberField.write(field.max());
        if (isNumber() && value instanceof Number n && n.doubleValue() > field.max()) {
            remedy = value(field.max());
            errorText.setText(Words.get("form.above", found + unit, highest));
        } else if (isNumber() && value instanceof Number n && n.doubleValue() < field.min()) {
            remedy = value(field.min());
            errorText.setText(Words.get("form.below", found + unit, lowest));
        } else if (isNumber() && value instanceof Number n) {
            remedy = Math.round(Math.max(field.min(), Math.min(field.max(), n.doubleValue())));
            errorText.setText(Words.get("form.whole", found, remedy));
        } else {
            remedy = field.defaultValue();
            String normal = ParameterForm.written(remedy);
            errorText.setText(isNumber() ? Words.get("form.noNumber", found, normal)
                    : Words.get("form.wrong", problem.message().replace("&", "&&"), normal));
        }
        place();
    }

    /** Shows what is to be seen of this row. */
    void place() {
        boolean visible = shown && (!field.advanced() || form.advancedOpen() || wrong);
        for (Control control : List.of(label, cell, dot))
            Parts.visible(control, visible);
        Parts.visible(unit, visible && (!field.unit().isEmpty() || isNumber()));
        Parts.visible(help, visible && helping && !wrong);
        Parts.visible(error, visible && wrong);
    }

    private static double asNumber(Object value) {
        return value instanceof Number n ? n.doubleValue() : 0;
    }
}
