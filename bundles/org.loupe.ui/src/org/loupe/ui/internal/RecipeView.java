package org.loupe.ui.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.eclipse.emf.ecore.util.EcoreUtil;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.ScrolledComposite;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.ui.contexts.IContextActivation;
import org.eclipse.ui.contexts.IContextService;
import org.eclipse.ui.part.ViewPart;
import org.loupe.api.Tool;
import org.loupe.api.ToolException;
import org.loupe.engine.Plan;
import org.loupe.engine.Problem;
import org.loupe.engine.Schema;
import org.loupe.engine.Schema.Field;
import org.loupe.model.Recipe;
import org.loupe.model.RecipeStep;
import org.loupe.model.Route;
import org.loupe.ui.Palette;
import org.loupe.ui.Palette.Token;
import org.loupe.ui.Palette.Type;
import org.loupe.ui.Parts;
import org.loupe.ui.Session;
import org.loupe.ui.ToolButton;
import org.loupe.ui.ToolButton.Look;
import org.loupe.ui.ToolRow;
import org.loupe.ui.Words;
import org.loupe.ui.internal.recipe.ParameterForm;
import org.loupe.ui.internal.recipe.StepList;
import org.loupe.workspace.RecipeModel;

/** The recipe: its steps, and the parameters of the chosen one. Each change is one command that can be undone. */
public final class RecipeView extends ViewPart {
    private Session session;
    private Composite page;
    private StepList steps;
    private Composite head;
    private Label title, about, empty;
    private ToolButton reset;
    private ScrolledComposite scroll;
    private ParameterForm form;
    private RecipeStep shown;
    private ToolRow tools;

    @Override
    public void createPartControl(Composite parent) {
        session = getSite().getService(Session.class);
        Parts.title(this, parent, "recipe", this::setTitleImage);
        page = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(page);
        tools = new ToolRow(page, getSite()).fillWidth();
        tools.command(Ids.STEP_UP, "up");
        tools.command(Ids.STEP_DOWN, "down");
        tools.command(Ids.STEP_DUPLICATE, "duplicate");
        tools.command(Ids.STEP_DELETE, "trash");
        tools.spring();
        tools.command(Ids.RUN, "play", Words.get("recipe.run")).tint(Token.OK);
        empty = new Label(page, SWT.WRAP);
        ToolRow.style(empty, "loupe-hint");
        GridDataFactory.fillDefaults().grab(true, false).indent(12, 12).hint(200, SWT.DEFAULT).applyTo(empty);
        steps = new StepList(page, this::chosen, this::toggle);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(steps);
        keys();
        head();
        scroll = new ScrolledComposite(page, SWT.V_SCROLL);
        scroll.setExpandHorizontal(true);
        scroll.setExpandVertical(true);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(scroll);
        scroll.addListener(SWT.Resize, e -> sizeForm());
        session.listen(page, Session.Event.RECIPE, this::showRecipe);
        session.listen(page, Session.Event.PROJECT, this::showRecipe);
        session.listen(page, Session.Event.MODEL, this::refresh);
        session.listen(page, Session.Event.PROGRESS, tools::refresh);
        session.listen(page, Session.Event.IMAGES, tools::refresh);
        showRecipe();
    }

    private void head() {
        head = new Composite(page, SWT.NONE);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(head);
        GridLayoutFactory.fillDefaults().numColumns(2).extendedMargins(12, 8, 9, 7).spacing(8, 3).applyTo(head);
        head.addListener(SWT.Paint, e -> {
            e.gc.setForeground(Palette.color(Token.LINE));
            e.gc.drawLine(0, 0, head.getSize().x, 0);
            e.gc.setForeground(Palette.color(Token.LINE2));
            e.gc.drawLine(0, head.getSize().y - 1, head.getSize().x, head.getSize().y - 1);
        });
        title = new Label(head, SWT.NONE);
        title.setFont(Palette.font(Type.HEADING));
        GridDataFactory.fillDefaults().grab(true, false).align(SWT.FILL, SWT.CENTER).applyTo(title);
        reset = new ToolButton(head, "reset", Words.get("recipe.reset", 0), Look.FLAT, this::reset);
        GridDataFactory.swtDefaults().applyTo(reset);
        about = new Label(head, SWT.WRAP);
        ToolRow.style(about, "loupe-hint");
        about.setFont(Palette.font(Type.SMALL));
        GridDataFactory.fillDefaults().span(2, 1).grab(true, false).hint(200, SWT.DEFAULT).applyTo(about);
    }

    /** The list's own keys are live while it has the focus. */
    private void keys() {
        IContextService contexts = getSite().getService(IContextService.class);
        IContextActivation[] active = new IContextActivation[1];
        steps.addListener(SWT.FocusIn,
                e -> active[0] = contexts.activateContext(Ids.STEPS_CONTEXT));
        steps.addListener(SWT.FocusOut, e -> {
            if (active[0] != null)
                contexts.deactivateContext(active[0]);
        });
    }

    /** The recipe that is edited. */
    private Recipe recipe() {
        return session.recipe().orElse(null);
    }

    /** Index of the chosen step, or -1. */
    public int selected() {
        return steps.selected();
    }

    /** The chosen step. */
    public RecipeStep step() {
        Recipe recipe = recipe();
        int index = selected();
        return recipe == null || index < 0 || index >= recipe.getSteps().size() ? null : recipe.getSteps().get(index);
    }

    /** The form of the chosen step. */
    public ParameterForm form() {
        return form;
    }

    /** Chooses a step. */
    public void select(int index) {
        steps.select(index);
    }

    private void showRecipe() {
        setPartName(recipe() == null ? Words.get("recipe.tab") : recipe().getName());
        steps.select(-1);
        showStep(null);
        refresh();
        if (recipe() != null && !recipe().getSteps().isEmpty())
            steps.select(interesting());
    }

    /** The first step that finds something, since that is what is tuned. */
    private int interesting() {
        for (int i = 0; i < recipe().getSteps().size(); i++)
            if (tool(recipe().getSteps().get(i)) instanceof org.loupe.api.Detector<?>)
                return i;
        return 0;
    }

    private Tool<?, ?, ?> tool(RecipeStep step) {
        try {
            return session.registry().find(step.getTool(), session.policy()).tool();
        } catch (ToolException e) {
            return null; // the plan names it as a problem of its step
        }
    }

    private void refresh() {
        if (page.isDisposed())
            return;
        Recipe recipe = recipe();
        List<StepList.Row> lines = new ArrayList<>();
        if (recipe != null) {
            setPartName(recipe.getName());
            List<Problem> problems = problems(recipe);
            for (int i = 0; i < recipe.getSteps().size(); i++)
                lines.add(line(recipe.getSteps().get(i), i, problems));
        }
        steps.rows(lines);
        empty.setText(recipe == null ? Words.get("recipe.none") : Words.get("recipe.noSteps"));
        visible(empty, lines.isEmpty());
        visible(steps, !lines.isEmpty());
        RecipeStep step = step();
        if (step != shown)
            showStep(step);
        else if (step != null)
            showValues();
        page.layout(true, true);
        tools.refresh();
    }

    private List<Problem> problems(Recipe recipe) {
        try {
            return Plan.of(RecipeModel.freeze(recipe), session.registry(), session.policy()).problems();
        } catch (IllegalArgumentException e) {
            return List.of(Problem.error("", e.getMessage(), ""));
        }
    }

    private StepList.Row line(RecipeStep step, int index, List<Problem> problems) {
        Tool<?, ?, ?> tool = tool(step);
        String wrong = problems.stream().filter(p -> p.isError() && p.where().matches("step " + (index + 1) + "\\b.*"))
                .map(Problem::toString).findFirst().orElse("");
        String hint = "";
        List<String> routes = new ArrayList<>();
        if (tool != null)
            for (Field field : Schema.of(tool).fields())
                if (hint.isEmpty() && step.getParams().containsKey(field.name())
                        && !ParameterForm.same(step.getParams().get(field.name()), field.defaultValue()))
                    hint = field.label() + " " + ParameterForm.written(step.getParams().get(field.name()))
                            + (field.unit().isEmpty() ? "" : " " + field.unit());
        for (Route route : step.getRoutes())
            routes.add(Words.get(route.isDrop() ? "recipe.drop" : route.getSteps().isEmpty() ? "recipe.keep"
                    : "recipe.route", route.getClassName(), route.getSteps().size()));
        return new StepList.Row(tool == null ? step.getTool() : tool.info().label(), hint, step.isEnabled(), wrong,
                routes);
    }

    private void chosen(int index) {
        showStep(step());
        tools.refresh();
    }

    private void showStep(RecipeStep step) {
        shown = step;
        Tool<?, ?, ?> tool = step == null ? null : tool(step);
        visible(head, step != null);
        Control before = scroll.getContent();
        scroll.setContent(null); // the page is laid out while it has none
        if (before != null)
            before.dispose();
        form = null;
        if (step != null) {
            title.setText(tool == null ? step.getTool() : tool.info().label());
            about.setText(tool == null ? Words.get("recipe.unknownTool", step.getTool())
                    : firstSentences(tool.info().help()));
            about.setToolTipText(tool == null ? null : tool.info().help());
        }
        if (tool != null) {
            Composite body = new Composite(scroll, SWT.NONE);
            form = new ParameterForm(body, Schema.of(tool), this::change);
            scroll.setContent(body);
            showValues();
        }
        page.layout(true, true);
        sizeForm();
    }

    /** As much of a help text as a head has room for. */
    private static String firstSentences(String help) {
        int end = help.indexOf(". ");
        return end < 0 || help.length() < 160 ? help : help.substring(0, end + 1);
    }

    private void showValues() {
        if (form == null)
            return;
        form.values(values(shown));
        int changed = form.changed();
        reset.text(Words.get("recipe.reset", changed));
        visible(reset, changed > 0);
        head.layout(true, true);
    }

    private static Map<String, Object> values(RecipeStep step) {
        Map<String, Object> values = new LinkedHashMap<>();
        step.getParams().forEach(e -> values.put(e.getKey(), e.getValue()));
        return values;
    }

    private void sizeForm() {
        if (scroll.getContent() != null)
            scroll.setMinSize(scroll.getContent().computeSize(scroll.getClientArea().width, SWT.DEFAULT));
    }

    private void change(Field field, Object value) {
        RecipeStep step = shown;
        session.edit(project -> project.change(Words.get("command.set", field.label()), () -> {
            if (value == null)
                step.getParams().removeKey(field.name());
            else
                step.getParams().put(field.name(), value);
        }));
    }

    private void reset() {
        RecipeStep step = shown;
        session.edit(project -> project.change(Words.get("command.reset", title.getText()),
                () -> step.getParams().clear()));
    }

    private void toggle(int index) {
        RecipeStep step = recipe().getSteps().get(index);
        String name = tool(step) == null ? step.getTool() : tool(step).info().label();
        session.edit(project -> project.change(
                Words.get(step.isEnabled() ? "command.disable" : "command.enable", name),
                () -> step.setEnabled(!step.isEnabled())));
    }

    /** Moves the chosen step up (-1) or down (1). */
    public void move(int by) {
        int from = selected();
        session.edit(project -> project.change(Words.get("command.move"),
                () -> recipe().getSteps().move(from + by, from)));
        steps.select(from + by);
        showStep(step());
    }

    /** Puts a copy of the chosen step behind it. */
    public void duplicate() {
        int at = selected();
        session.edit(project -> project.change(Words.get("command.duplicate"),
                () -> recipe().getSteps().add(at + 1, EcoreUtil.copy(step()))));
        steps.select(at + 1);
    }

    /** Takes the chosen step out. */
    public void delete() {
        int at = selected();
        session.edit(project -> project.change(Words.get("command.delete"), () -> recipe().getSteps().remove(at)));
    }

    private static void visible(Control control, boolean on) {
        ((GridData) control.getLayoutData()).exclude = !on;
        control.setVisible(on);
    }

    @Override
    public void setFocus() {
        for (Control at = page.getDisplay().getFocusControl(); at != null; at = at.getParent())
            if (at == page)
                return; // the user clicked a field
        steps.setFocus();
    }
}
