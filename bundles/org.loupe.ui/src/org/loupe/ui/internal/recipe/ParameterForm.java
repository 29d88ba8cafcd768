package org.loupe.ui.internal.recipe;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.DoubleSupplier;

import org.eclipse.core.runtime.preferences.InstanceScope;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.ScrolledComposite;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.loupe.engine.Problem;
import org.loupe.engine.Schema;
import org.loupe.engine.Schema.Field;
import org.loupe.model.RecipeStep;
import org.loupe.ui.NumberField;
import org.loupe.ui.Palette;
import org.loupe.ui.Palette.Token;
import org.loupe.ui.Palette.Type;
import org.loupe.ui.Slider;
import org.loupe.ui.ToolRow;
import org.loupe.ui.Preferences;
import org.loupe.ui.Words;

/**
 * A form drawn from a tool's parameter schema: label, control, unit, and a dot where the value differs from the
 * default. What is wrong stands under the field as it is typed, with the remedy as a link; wrong values are kept, so
 * that nothing typed is lost.
 */
public final class ParameterForm {
    private static final int LABEL = 96, MOST_LABEL = 136, UNIT = 30, MOST_UNIT = 66, INDENT = 14;
    /** Width of all that is neither label nor unit, and the narrowest label, whose words go on a second line. */
    private static final int REST = 170, LEAST_LABEL = 72;
    private static final String OPENED = "org.loupe.ui/advanced";

    private final Composite body;
    private final String tool;
    private final Schema<?> schema;
    private final Listener listener;
    private final DoubleSupplier umPerPx;
    private final List<FormRow> rows = new ArrayList<>();
    private final Label general;
    private final int labels, units;
    private int labelsNow;
    private String generalText = "", laidOut = "";
    private boolean advancedOpen;
    private Canvas advanced;
    private Map<String, Object> given = Map.of(), values = Map.of();

    /** What the user does in a form. */
    public interface Listener {
        /** A field has a new value; {@code null} for the default. */
        void changed(Field field, Object value);

        /** A field would have a value if the user let go now. */
        void trying(Field field, Object value);

        /** What was tried is not to be. */
        void settled();
    }

    /**
     * @param parent  becomes the form
     * @param tool    id of the tool; whether its advanced fields are open is kept under it
     * @param umPerPx to turn µm into px; NaN if unknown
     */
    public ParameterForm(Composite parent, String tool, Schema<?> schema, DoubleSupplier umPerPx, Listener listener) {
        body = parent;
        this.tool = tool;
        this.schema = schema;
        this.umPerPx = umPerPx;
        this.listener = listener;
        advancedOpen = InstanceScope.INSTANCE.getNode(OPENED).getBoolean(tool, false);
        GridLayoutFactory.fillDefaults().numColumns(4).margins(12, 8).spacing(6, 0).applyTo(body);
        List<Field> fields = schema.fields();
        GC gc = new GC(body);
        gc.setFont(Palette.font(Type.STRONG));
        units = Math.max(UNIT, Math.min(MOST_UNIT, fields.stream().mapToInt(f -> gc.textExtent(f.unit()).x).max()
                .orElse(0)));
        labels = Math.max(LABEL, Math.min(MOST_LABEL, 2 + fields.stream().mapToInt(f -> gc.textExtent(f.label()).x
                + (f.when().isEmpty() ? 0 : INDENT)).max().orElse(0)));
        gc.dispose();
        labelsNow = labels;
        fields.stream().filter(f -> !f.advanced()).forEach(f -> rows.add(new FormRow(this, f, labels, units)));
        if (fields.stream().anyMatch(Field::advanced)) {
            advanced = heading();
            fields.stream().filter(Field::advanced).forEach(f -> rows.add(new FormRow(this, f, labels, units)));
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
        body.addListener(SWT.Resize, e -> narrow());
        narrow();
    }

    /** In a narrow column words give way to sliders. */
    private void narrow() {
        int wanted = Math.max(LEAST_LABEL, Math.min(labels, body.getClientArea().width - units - REST));
        if (wanted == labelsNow || body.getClientArea().width == 0)
            return;
        labelsNow = wanted;
        rows.forEach(row -> row.labels(wanted));
        body.getDisplay().asyncExec(() -> {
            if (!body.isDisposed())
                relayout();
        });
    }

    /** "Advanced (4)", which opens and closes the fields below. */
    private Canvas heading() {
        Canvas canvas = new Canvas(body, SWT.DOUBLE_BUFFERED);
        GridDataFactory.fillDefaults().span(4, 1).hint(200, 28).grab(true, false).applyTo(canvas);
        canvas.setCursor(canvas.getDisplay().getSystemCursor(SWT.CURSOR_HAND));
        canvas.addListener(SWT.Paint, e -> {
            e.gc.setBackground(body.getBackground());
            e.gc.fillRectangle(canvas.getClientArea());
            e.gc.setAntialias(SWT.ON);
            e.gc.setForeground(Palette.color(Token.ACCENT));
            e.gc.setFont(Palette.font(Type.BODY));
            int y = 14;
            e.gc.drawPolyline(advancedOpen ? new int[] { 1, y - 2, 5, y + 2, 9, y - 2 }
                    : new int[] { 3, y - 4, 7, y, 3, y + 4 });
            e.gc.drawText(advancedWords(), 18, (28 - e.gc.textExtent("A").y) / 2, true);
            if (canvas.isFocusControl())
                e.gc.drawRectangle(0, 2, canvas.getSize().x - 1, 23);
        });
        canvas.addListener(SWT.MouseUp, e -> toggleAdvanced());
        canvas.addListener(SWT.KeyDown, e -> {
            if (e.character == ' ' || e.keyCode == SWT.CR)
                toggleAdvanced();
        });
        canvas.addListener(SWT.FocusIn, e -> canvas.redraw());
        canvas.addListener(SWT.FocusOut, e -> canvas.redraw());
        Palette.onChange(canvas, canvas::redraw);
        return canvas;
    }

    private String advancedWords() {
        long all = rows.stream().filter(r -> r.field().advanced()).count();
        long different = rows.stream().filter(r -> r.field().advanced() && r.differs()).count();
        return different == 0 ? Words.get("form.advanced", all) : Words.get("form.advancedChanged", all, different);
    }

    private void toggleAdvanced() {
        advancedOpen = !advancedOpen;
        InstanceScope.INSTANCE.getNode(OPENED).putBoolean(tool, advancedOpen);
        Preferences.saveSoon();
        rows.forEach(FormRow::place);
        relayout();
        advanced.redraw();
    }

    /** Shows values; those that are missing are at their defaults. */
    public void values(Map<String, Object> shown) {
        Map<String, Object> all = new LinkedHashMap<>();
        for (Field field : schema.fields())
            all.put(field.name(), shown.getOrDefault(field.name(), field.defaultValue()));
        given = Map.copyOf(shown);
        values = all;
        List<Problem> problems = schema.check(shown);
        for (FormRow row : rows)
            row.show(shown, problems);
        if (advanced != null)
            advanced.redraw();
        String rest = problems.stream().filter(p -> rows.stream().noneMatch(r -> r.field().name().equals(p.where())))
                .map(p -> p.message() + (p.remedy().isEmpty() ? "" : " " + p.remedy()))
                .reduce((a, b) -> a + "\n" + b).orElse("");
        if (!rest.equals(generalText)) {
            generalText = rest;
            general.setText(rest.replace("&", "&&"));
            ((GridData) general.getLayoutData()).exclude = rest.isEmpty();
            general.setVisible(!rest.isEmpty());
        }
        relayoutIfNeeded();
    }

    /** The values that a step was given. */
    public static Map<String, Object> values(RecipeStep step) {
        Map<String, Object> values = new LinkedHashMap<>();
        step.getParams().forEach(e -> values.put(e.getKey(), e.getValue()));
        return values;
    }

    /** What would be wrong if a field had a value. */
    List<Problem> problemsWith(Field field, Object value) {
        Map<String, Object> tried = new LinkedHashMap<>(given);
        tried.put(field.name(), value);
        return schema.check(tried);
    }

    /** Number of parameters that differ from their defaults. */
    public int changed() {
        return (int) rows.stream().filter(FormRow::differs).count();
    }

    /** The number field of a parameter. */
    public NumberField number(String name) {
        return row(name).number();
    }

    /** The slider of a parameter, or {@code null} if it has not two bounds. */
    public Slider slider(String name) {
        return row(name).slider();
    }

    /** What stands under a parameter's field as wrong, or "". */
    public String error(String name) {
        return row(name).errorText();
    }

    /** Does what a click on the remedy under a field does. */
    public void applyRemedy(String name) {
        row(name).applyRemedy();
    }

    /** Puts the focus into the field of a parameter. */
    public void focus(String name) {
        rows.stream().filter(r -> r.field().name().equals(name)).findFirst().ifPresent(row -> {
            if (row.field().advanced() && !advancedOpen)
                toggleAdvanced();
            row.focus();
        });
    }

    private FormRow row(String name) {
        return rows.stream().filter(r -> r.field().name().equals(name)).findFirst().orElseThrow();
    }

    Composite body() {
        return body;
    }

    Schema<?> schema() {
        return schema;
    }

    double umPerPx() {
        return umPerPx.getAsDouble();
    }

    boolean advancedOpen() {
        return advancedOpen;
    }

    Object value(Field field) {
        return values.get(field.name());
    }

    void changed(Field field, Object value) {
        listener.changed(field, same(value, field.defaultValue()) ? null : value);
    }

    void trying(Field field, Object value) {
        if (!same(value, value(field)))
            listener.trying(field, value);
        else
            listener.settled();
    }

    /** A field was left with the value that it had. */
    void settle(Field field) {
        row(field.name()).show(given, schema.check(given));
        listener.settled();
    }

    /** Lays the form out unless all that takes room is as it was: measuring so many controls takes its time. */
    private void relayoutIfNeeded() {
        if (!extent().equals(laidOut))
            relayout();
    }

    private String extent() {
        StringBuilder now = new StringBuilder(generalText);
        rows.forEach(row -> now.append(row.extent()));
        return now.toString();
    }

    void relayout() {
        laidOut = extent();
        resize(true);
        body.layout(false);
    }

    /** Lays the form out after one control alone has another size. */
    void relayout(Control changed) {
        laidOut = extent();
        body.layout(new Control[] { changed });
        resize(false);
    }

    private void resize(boolean measured) {
        if (body.getParent() instanceof ScrolledComposite scroll)
            scroll.setMinSize(body.computeSize(scroll.getClientArea().width, SWT.DEFAULT, measured));
    }

    /** A value as the form writes it. */
    public static String written(Object value) {
        return value instanceof Number n ? NumberField.write(n.doubleValue()) : String.valueOf(value);
    }

    /** Whether two values of a recipe mean the same. */
    public static boolean same(Object a, Object b) {
        return a instanceof Number x && b instanceof Number y ? x.doubleValue() == y.doubleValue()
                : Objects.equals(String.valueOf(a), String.valueOf(b));
    }
}
