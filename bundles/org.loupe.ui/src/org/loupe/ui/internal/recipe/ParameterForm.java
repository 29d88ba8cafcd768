package org.loupe.ui.internal.recipe;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;
import org.loupe.engine.Problem;
import org.loupe.engine.Schema;
import org.loupe.engine.Schema.Field;
import org.loupe.engine.SchemaException;
import org.loupe.ui.NumberField;
import org.loupe.ui.Palette;
import org.loupe.ui.Palette.Token;
import org.loupe.ui.Palette.Type;
import org.loupe.ui.Slider;
import org.loupe.ui.ToolRow;
import org.loupe.ui.Words;

/**
 * A form drawn from a tool's parameter schema: label, control, unit, and a dot where the value differs from the
 * default. What is wrong stands under the field as soon as it is entered; wrong values are kept, so that nothing typed
 * is lost.
 */
public final class ParameterForm {
    private static final int LABEL = 96, MOST_LABEL = 136, UNIT = 30, MOST_UNIT = 66, FIELD = 60, INDENT = 14;

    private final Composite body;
    private final Schema<?> schema;
    private final BiConsumer<Field, Object> changed;
    private final List<Row> rows = new ArrayList<>();
    private final Label general;
    private final int labels, units;
    private boolean advancedOpen;
    private Heading advanced;
    private Map<String, Object> values = Map.of();

    /**
     * @param parent  becomes the form
     * @param changed told with a field and its new value; {@code null} for the default
     */
    public ParameterForm(Composite parent, Schema<?> schema, BiConsumer<Field, Object> changed) {
        body = parent;
        this.schema = schema;
        this.changed = changed;
        GridLayoutFactory.fillDefaults().numColumns(4).margins(12, 8).spacing(6, 0).applyTo(body);
        List<Field> fields = schema.fields();
        GC gc = new GC(body);
        gc.setFont(Palette.font(Type.BODY));
        units = Math.max(UNIT, Math.min(MOST_UNIT, fields.stream().mapToInt(f -> gc.textExtent(f.unit()).x).max()
                .orElse(0)));
        labels = Math.max(LABEL, Math.min(MOST_LABEL, 2 + fields.stream().mapToInt(f -> gc.textExtent(f.label()).x
                + (f.when().isEmpty() ? 0 : INDENT)).max().orElse(0)));
        gc.dispose();
        fields.stream().filter(f -> !f.advanced()).forEach(f -> rows.add(new Row(f)));
        long hidden = fields.stream().filter(Field::advanced).count();
        if (hidden > 0) {
            advanced = new Heading(hidden);
            fields.stream().filter(Field::advanced).forEach(f -> rows.add(new Row(f)));
        }
        general = new Label(body, SWT.WRAP);
        ToolRow.style(general, "loupe-error");
        GridDataFactory.fillDefaults().span(4, 1).hint(200, SWT.DEFAULT).grab(true, false).applyTo(general);
        if (fields.isEmpty()) {
            Label none = new Label(body, SWT.WRAP);
            ToolRow.style(none, "loupe-hint");
            none.setText(Words.get("form.none"));
            GridDataFactory.fillDefaults().span(4, 1).applyTo(none);
        }
    }

    /** Shows values; those that are missing are at their defaults. */
    public void values(Map<String, Object> shown) {
        Map<String, Object> all = new LinkedHashMap<>();
        for (Field field : schema.fields())
            all.put(field.name(), shown.getOrDefault(field.name(), field.defaultValue()));
        values = all;
        List<Problem> problems = schema.check(shown);
        for (Row row : rows)
            row.show(shown, problems);
        if (advanced != null)
            advanced.show();
        String rest = problems.stream().filter(p -> rows.stream().noneMatch(r -> r.field.name().equals(p.where())))
                .map(p -> p.message() + (p.remedy().isEmpty() ? "" : " " + p.remedy()))
                .reduce((a, b) -> a + "\n" + b).orElse("");
        general.setText(rest);
        ((GridData) general.getLayoutData()).exclude = rest.isEmpty();
        general.setVisible(!rest.isEmpty());
        relayout();
    }

    /** Number of parameters that differ from their defaults. */
    public int changed() {
        return (int) rows.stream().filter(Row::differs).count();
    }

    /** The number field of a parameter, for tests. */
    public NumberField number(String name) {
        return rows.stream().filter(r -> r.field.name().equals(name)).map(r -> r.number).findFirst().orElseThrow();
    }

    private void relayout() {
        body.layout(true, true);
        for (Composite up = body.getParent(); up != null; up = up.getParent())
            if (up instanceof org.eclipse.swt.custom.ScrolledComposite scroll) {
                scroll.setMinSize(body.computeSize(scroll.getClientArea().width, SWT.DEFAULT));
                break;
            }
    }

    /** "Advanced (4)", which opens and closes the fields below. */
    private final class Heading {
        private final long count;
        private final Canvas canvas;

        Heading(long count) {
            this.count = count;
            canvas = new Canvas(body, SWT.DOUBLE_BUFFERED);
            GridDataFactory.fillDefaults().span(4, 1).hint(200, 28).grab(true, false).applyTo(canvas);
            canvas.setCursor(canvas.getDisplay().getSystemCursor(SWT.CURSOR_HAND));
            canvas.addListener(SWT.Paint, e -> {
                e.gc.setBackground(Palette.color(Token.PART));
                e.gc.fillRectangle(canvas.getClientArea());
                e.gc.setAntialias(SWT.ON);
                e.gc.setForeground(Palette.color(Token.ACCENT));
                e.gc.setFont(Palette.font(Type.BODY));
                int y = 14;
                e.gc.drawPolyline(advancedOpen ? new int[] { 1, y - 2, 5, y + 2, 9, y - 2 }
                        : new int[] { 3, y - 4, 7, y, 3, y + 4 });
                e.gc.drawText(words(), 18, (28 - e.gc.textExtent("A").y) / 2, true);
            });
            canvas.addListener(SWT.MouseUp, e -> toggle());
            canvas.addListener(SWT.KeyDown, e -> {
                if (e.character == ' ' || e.keyCode == SWT.CR)
                    toggle();
            });
        }

        private String words() {
            long different = rows.stream().filter(r -> r.field.advanced() && r.differs()).count();
            return different == 0 ? Words.get("form.advanced", count)
                    : Words.get("form.advancedChanged", count, different);
        }

        private void toggle() {
            advancedOpen = !advancedOpen;
            rows.forEach(Row::place);
            relayout();
            canvas.redraw();
        }

        void show() {
            canvas.redraw();
        }
    }

    /** One field with what belongs to it. */
    private final class Row {
        private final Field field;
        private final Label label;
        private final Composite cell;
        private final Label unit;
        private final Canvas dot;
        private final Label error;
        private final Composite help;
        private Slider slider;
        private NumberField number;
        private Text text;
        private Button check;
        private Combo combo;
        private Segments segments;
        private boolean shown = true, wrong, helping;

        Row(Field field) {
            this.field = field;
            label = new Label(body, SWT.NONE);
            label.setText(field.label());
            label.setToolTipText(field.help());
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
            dot = new Canvas(body, SWT.DOUBLE_BUFFERED | SWT.NO_FOCUS);
            GridDataFactory.swtDefaults().align(SWT.CENTER, SWT.CENTER).hint(12, 22).applyTo(dot);
            dot.addListener(SWT.Paint, e -> {
                e.gc.setBackground(Palette.color(Token.PART));
                e.gc.fillRectangle(dot.getClientArea());
                if (differs()) {
                    e.gc.setAntialias(SWT.ON);
                    e.gc.setBackground(Palette.color(Token.ACCENT));
                    e.gc.fillOval(3, 8, 6, 6);
                }
            });
            dot.addListener(SWT.MouseUp, e -> {
                if (differs())
                    changed.accept(field, null);
            });
            help = new Composite(body, SWT.NONE);
            ToolRow.style(help, "loupe-help");
            GridLayoutFactory.fillDefaults().margins(8, 5).applyTo(help);
            Label words = new Label(help, SWT.WRAP);
            ToolRow.style(words, "loupe-help");
            words.setFont(Palette.font(Type.SMALL));
            words.setText(helpText());
            GridDataFactory.fillDefaults().grab(true, false).hint(220, SWT.DEFAULT).applyTo(words);
            GridDataFactory.fillDefaults().span(4, 1).indent(labels + 6, 0).grab(true, false).applyTo(help);
            error = new Label(body, SWT.WRAP);
            ToolRow.style(error, "loupe-error");
            error.setFont(Palette.font(Type.SMALL));
            GridDataFactory.fillDefaults().span(4, 1).indent(labels + 6, 0).hint(220, SWT.DEFAULT).grab(true, false)
                    .applyTo(error);
        }

        private void control() {
            boolean limited = !Double.isInfinite(field.min()) && !Double.isInfinite(field.max());
            switch (field.kind()) {
                case INTEGER, NUMBER -> {
                    double step = step();
                    if (limited) {
                        slider = new Slider(cell, field.min(), field.max(), step, asNumber(field.defaultValue()),
                                v -> number.value(NumberField.write(v), false),
                                v -> enter(NumberField.write(v)));
                        GridDataFactory.fillDefaults().grab(true, true).align(SWT.FILL, SWT.CENTER).applyTo(slider);
                    }
                    number = new NumberField(cell, step, this::enter);
                    GridDataFactory.fillDefaults().align(SWT.BEGINNING, SWT.CENTER).hint(FIELD, 26)
                            .span(limited ? 1 : 2, 1).applyTo(number);
                    watch(number.text());
                }
                case BOOLEAN -> {
                    check = new Button(cell, SWT.CHECK);
                    check.addListener(SWT.Selection, e -> set(check.getSelection()));
                    GridDataFactory.fillDefaults().span(2, 1).grab(true, true).align(SWT.BEGINNING, SWT.CENTER)
                            .applyTo(check);
                    watch(check);
                }
                case CHOICE -> {
                    List<String> words = field.choices().stream().map(ParameterForm::word).toList();
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
                    text.addListener(SWT.FocusOut, e -> enter(text.getText()));
                    text.addListener(SWT.DefaultSelection, e -> enter(text.getText()));
                    GridDataFactory.fillDefaults().span(2, 1).grab(true, true).align(SWT.FILL, SWT.CENTER)
                            .applyTo(text);
                    watch(text);
                }
            }
        }

        private void watch(Control control) {
            control.addListener(SWT.FocusIn, e -> helping(true));
            control.addListener(SWT.FocusOut, e -> helping(false));
        }

        private void helping(boolean on) {
            helping = on;
            place();
            relayout();
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
            StringBuilder all = new StringBuilder(field.help());
            boolean low = !Double.isInfinite(field.min()), high = !Double.isInfinite(field.max());
            String unit = field.unit().isEmpty() ? "" : " " + field.unit();
            if (low && high)
                all.append(' ').append(Words.get("form.range", NumberField.write(field.min()),
                        NumberField.write(field.max()) + unit, written(field.defaultValue())));
            else
                all.append(' ').append(Words.get("form.default", written(field.defaultValue())));
            return all.toString();
        }

        /** What the user typed: kept as it is if it is wrong, so that it can be seen and mended. */
        private void enter(String typed) {
            try {
                set(schema.parse(field.name(), typed));
            } catch (SchemaException wrongValue) {
                Object kept = typed;
                if (number != null)
                    try {
                        kept = field.kind() == Schema.Kind.INTEGER ? (Object) Long.valueOf(typed)
                                : Double.valueOf(typed);
                    } catch (NumberFormatException noNumber) {
                        kept = typed;
                    }
                set(kept);
            }
        }

        private void set(Object value) {
            if (!same(value, values.get(field.name())))
                changed.accept(field, same(value, field.defaultValue()) ? null : value);
        }

        boolean differs() {
            return !same(values.get(field.name()), field.defaultValue());
        }

        void show(Map<String, Object> given, List<Problem> problems) {
            Object value = values.get(field.name());
            shown = schema.shown(field, given);
            String message = problems.stream().filter(p -> p.where().equals(field.name()))
                    .map(p -> p.message() + (p.remedy().isEmpty() ? "" : " " + p.remedy()))
                    .findFirst().orElse("");
            wrong = !message.isEmpty();
            error.setText(message);
            if (slider != null && value instanceof Number n)
                slider.value(n.doubleValue());
            if (number != null)
                number.value(written(value), wrong);
            if (check != null)
                check.setSelection(Boolean.TRUE.equals(value));
            if (segments != null)
                segments.select(field.choices().indexOf(String.valueOf(value)));
            if (combo != null)
                combo.select(field.choices().indexOf(String.valueOf(value)));
            if (text != null && !text.isFocusControl())
                text.setText(String.valueOf(value));
            dot.redraw();
            dot.setToolTipText(differs() ? Words.get("form.reset", written(field.defaultValue())) : null);
            place();
        }

        /** Shows what is to be seen of this row. */
        void place() {
            boolean visible = shown && (!field.advanced() || advancedOpen || wrong);
            for (Control control : List.of(label, cell, dot))
                show(control, visible);
            show(unit, visible && (!field.unit().isEmpty() || isNumber()));
            show(help, visible && helping && !wrong);
            show(error, visible && wrong);
        }

        private static void show(Control control, boolean visible) {
            ((GridData) control.getLayoutData()).exclude = !visible;
            control.setVisible(visible);
        }
    }

    /** A value as the form writes it. */
    public static String written(Object value) {
        return value instanceof Number n ? NumberField.write(n.doubleValue()) : String.valueOf(value);
    }

    private static double asNumber(Object value) {
        return value instanceof Number n ? n.doubleValue() : 0;
    }

    /** Whether two values of a recipe mean the same. */
    public static boolean same(Object a, Object b) {
        return a instanceof Number x && b instanceof Number y ? x.doubleValue() == y.doubleValue()
                : Objects.equals(String.valueOf(a), String.valueOf(b));
    }

    /** A choice's key as people read it: "dark-and-bright" becomes "Dark and bright". */
    private static String word(String choice) {
        String spaced = choice.replace('-', ' ');
        return spaced.isEmpty() ? spaced : Character.toUpperCase(spaced.charAt(0)) + spaced.substring(1);
    }
}
