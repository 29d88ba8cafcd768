package org.loupe.ui.internal.wizard;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.ScrolledComposite;
import org.eclipse.swt.widgets.Composite;
import org.loupe.api.Tool;
import org.loupe.api.ToolException;
import org.loupe.engine.Policy;
import org.loupe.engine.Problem;
import org.loupe.engine.Schema;
import org.loupe.engine.Schema.Field;
import org.loupe.engine.ToolText;
import org.loupe.ui.ToolRow;
import org.loupe.ui.internal.recipe.ParameterForm;

/** The parameters of the tool that was chosen on another page; what was given for a tool is kept while others are shown. */
final class ParametersPage extends FormPage implements ParameterForm.Listener {
    private final Map<String, Map<String, Object>> values = new LinkedHashMap<>();
    private String shown = "";
    private ScrolledComposite scroll;
    private ParameterForm form;

    /** @param name of the page, whose words stand under it */
    ParametersPage(String name) {
        super(name);
    }

    /** A tool that was listed a moment ago. */
    static Tool<?, ?, ?> tool(String id) {
        try {
            return ProjectWizard.session().registry().find(id, Policy.AUTO).tool();
        } catch (ToolException e) {
            throw new IllegalStateException(e);
        }
    }

    /** How people call a tool. */
    static String label(String id) {
        return ToolText.info(tool(id), Locale.getDefault()).label();
    }

    @Override
    void fill(Composite parent) {
        scroll = new ScrolledComposite(parent, SWT.V_SCROLL);
        GridDataFactory.fillDefaults().grab(true, true).span(3, 1).hint(400, 280).applyTo(scroll);
        scroll.setExpandHorizontal(true);
        scroll.setExpandVertical(true);
        form();
    }

    /** Takes values of a tool that were given earlier, as far as they still suit. */
    void preset(String id, Map<String, Object> given) {
        if (!values.containsKey(id) && Schema.of(tool(id)).check(given).isEmpty())
            values.put(id, new LinkedHashMap<>(given));
    }

    /** Shows the parameters of a tool, "" for none. */
    void show(String id) {
        if (id.equals(shown))
            return;
        shown = id;
        form();
    }

    private void form() {
        if (scroll == null || shown.isEmpty())
            return;
        if (scroll.getContent() != null)
            scroll.getContent().dispose();
        Composite body = new Composite(scroll, SWT.NONE);
        ToolRow.style(body, "loupe-part");
        scroll.setContent(body);
        form = new ParameterForm(body, shown, ToolText.schema(tool(shown), Locale.getDefault()), () -> Double.NaN,
                this);
        form.values(params());
    }

    /** What differs from the tool's defaults. */
    Map<String, Object> params() {
        return values.computeIfAbsent(shown, id -> new LinkedHashMap<>());
    }

    @Override
    public void changed(Field field, Object value) {
        if (value == null)
            params().remove(field.name());
        else
            params().put(field.name(), value);
        form.values(params());
        check();
    }

    @Override
    public void trying(Field field, Object value) {
        // nothing is computed before Finish
    }

    @Override
    public void settled() {
        // likewise
    }

    @Override
    String problem() {
        return shown.isEmpty() ? "" : Schema.of(tool(shown)).check(params()).stream().findFirst()
                .map(Problem::toString).orElse("");
    }
}
