package org.loupe.ui.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.eclipse.emf.common.util.EList;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.emf.ecore.util.EcoreUtil;
import org.eclipse.jface.action.MenuManager;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.ScrolledComposite;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.swt.widgets.MenuItem;
import org.eclipse.ui.IPartListener2;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.IWorkbenchPartReference;
import org.eclipse.ui.part.ViewPart;
import org.loupe.engine.Place;
import org.loupe.engine.Plan;
import org.loupe.engine.Problem;
import org.loupe.engine.Schema.Field;
import org.loupe.model.LoupeFactory;
import org.loupe.model.Recipe;
import org.loupe.model.RecipeStep;
import org.loupe.model.Route;
import org.loupe.ui.Contexts;
import org.loupe.ui.LivePreview;
import org.loupe.ui.Palette.Token;
import org.loupe.ui.Parts;
import org.loupe.ui.Preferences;
import org.loupe.ui.Session;
import org.loupe.ui.TextField;
import org.loupe.ui.ToolRow;
import org.loupe.ui.Words;
import org.loupe.ui.internal.recipe.AddStep;
import org.loupe.ui.internal.recipe.Live;
import org.loupe.ui.internal.recipe.ParameterForm;
import org.loupe.ui.internal.recipe.PreviewStrip;
import org.loupe.ui.internal.recipe.StepEdits;
import org.loupe.ui.internal.recipe.StepForm;
import org.loupe.ui.internal.recipe.StepList;
import org.loupe.ui.internal.recipe.StepRows;
import org.loupe.workspace.Remedy;

/**
 * The recipe: its steps, the parameters of the chosen one, and what they make of the part of the image that is in
 * sight. Each change is one command that can be undone.
 */
public final class RecipeView extends ViewPart {
    /** From so many steps on they can be searched. */
    private static final int MANY = 60;

    private Session session;
    private StepEdits edits;
    private StepRows names;
    private Live live;
    private Composite page;
    private ToolRow tools;
    private TextField search;
    private Label empty;
    private ScrolledComposite stepScroll;
    private StepList steps;
    private StepForm form;
    private PreviewStrip strip;
    private String laidOut = "";
    private List<Problem> problems = List.of();
    private List<LivePreview.StepCost> costs = List.of();

    @Override
    public void createPartControl(Composite parent) {
        session = getSite().getService(Session.class);
        edits = new StepEdits(session);
        names = new StepRows(session);
        Parts.title(this, parent, "recipe", this::setTitleImage);
        page = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(page);
        tools = new ToolRow(page, getSite()).fillWidth();
        tools.command(Ids.STEP_ADD, "plus", Words.get("recipe.add"));
        tools.command(Ids.STEP_DUPLICATE, "duplicate");
        tools.command(Ids.STEP_DELETE, "trash");
        tools.line();
        tools.command(Ids.STACK_TRAIN, "stack-levels");
        tools.command(Ids.PREVIEW, "eye", Words.get("recipe.preview")).toggled(Preferences.LIVE_PREVIEW::get);
        tools.spring();
        tools.command(Ids.RUN, "play", Words.get("recipe.run")).tint(Token.OK).unless(() -> problems.stream()
                .filter(Problem::isError).map(Problem::toString).findFirst().orElse(""));
        search = new TextField(page, "search");
        search.text().setMessage(Words.get("recipe.search"));
        search.text().addListener(SWT.Modify, e -> refresh());
        GridDataFactory.fillDefaults().grab(true, false).indent(8, 4).exclude(true).applyTo(search);
        search.setVisible(false);
        empty = new Label(page, SWT.WRAP);
        ToolRow.style(empty, "loupe-hint");
        GridDataFactory.fillDefaults().grab(true, false).indent(12, 12).hint(200, SWT.DEFAULT).applyTo(empty);
        stepScroll = new ScrolledComposite(page, SWT.V_SCROLL);
        stepScroll.setExpandHorizontal(true);
        stepScroll.setExpandVertical(true);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(stepScroll);
        steps = new StepList(stepScroll, new Gestures());
        stepScroll.setContent(steps);
        keys();
        menu();
        form = new StepForm(page, session, names, new Changes());
        GridDataFactory.fillDefaults().grab(true, true).hint(100, 60).applyTo(form.control()); // not measured
        strip = new PreviewStrip(page, session);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(strip);
        live = new Live(session, page, this::previewed);
        watchVisible();
        session.listen(page, Session.Event.RECIPE, this::showRecipe);
        session.listen(page, Session.Event.PROJECT, this::showRecipe);
        session.listen(page, Session.Event.MODEL, this::refresh);
        session.listen(page, Session.Event.PROGRESS, tools::refresh);
        session.listen(page, Session.Event.IMAGES, tools::refresh);
        Preferences.listen(page, Preferences.LIVE_PREVIEW, () -> {
            tools.refresh();
            layout();
        });
        page.addListener(SWT.Resize, e -> layout());
        showRecipe();
    }

    /** The list's own keys are live while it has the focus. */
    private void keys() {
        Contexts.whileFocused(steps, getSite(), Ids.STEPS_CONTEXT);
    }

    private void menu() {
        MenuManager menu = new MenuManager();
        steps.setMenu(menu.createContextMenu(steps));
        getSite().registerContextMenu(Ids.STEPS_MENU, menu, getSite().getSelectionProvider());
    }

    /** What gestures in the list mean. */
    private final class Gestures implements StepList.Actions {
        @Override
        public void select(EObject element) {
            showElement();
            tools.refresh();
        }

        @Override
        public void toggle(RecipeStep step) {
            RecipeView.this.toggle(step);
        }

        @Override
        public void open(EObject element, boolean on) {
            names.open(element, on);
            refresh();
        }

        @Override
        public void move(RecipeStep step, EList<RecipeStep> chain, int at) {
            edits.move(step, chain, at);
            steps.select(step);
        }

        @Override
        public void addRoute(RecipeStep step) {
            chooseRoute(step);
        }

        @Override
        public void add(String typed) {
            addStep(typed);
        }
    }

    /** What gestures in the form mean. */
    private final class Changes implements StepForm.Listener {
        @Override
        public void changed(RecipeStep step, Field field, Object value) {
            live.forget();
            edits.change(Words.get("command.set", field.label()), () -> put(step, field, value));
        }

        @Override
        public void trying(RecipeStep step, Field field, Object value) {
            EcoreUtil.Copier copier = new EcoreUtil.Copier();
            Recipe copy = (Recipe) copier.copy(recipe());
            put((RecipeStep) copier.get(step), field, value);
            try {
                live.attempt(session.freeze(copy));
            } catch (IllegalArgumentException e) {
                live.settled(); // the plan's problem says why
            }
        }

        private static void put(RecipeStep step, Field field, Object value) {
            if (value == null)
                step.getParams().removeKey(field.name());
            else
                step.getParams().put(field.name(), value);
        }

        @Override
        public void settled() {
            live.settled();
        }

        @Override
        public void reset(RecipeStep step) {
            RecipeView.this.reset(step);
        }

        @Override
        public void route(String label, Runnable edit) {
            edits.change(label, edit);
        }

        @Override
        public void add(Route route) {
            addStep("");
        }
    }

    /** The recipe that is edited. */
    private Recipe recipe() {
        return session.recipe().orElse(null);
    }

    /** The chosen step; that of the chosen route is not. */
    public RecipeStep step() {
        return element() instanceof RecipeStep step ? step : null;
    }

    /** The chosen step or route, or {@code null}. */
    public EObject element() {
        EObject chosen = steps.selected();
        return chosen != null && recipe() != null && EcoreUtil.isAncestor(recipe(), chosen) ? chosen : null;
    }

    /** The steps as they are listed. */
    public StepList list() {
        return steps;
    }

    /** The form of the chosen step, or {@code null}. */
    public ParameterForm form() {
        return form.parameters();
    }

    /** The way from input to result in small pictures. */
    public PreviewStrip strip() {
        return strip;
    }

    /** Edits of the recipe. */
    public StepEdits edits() {
        return edits;
    }

    /** What steps are called, and which classes they give. */
    public StepRows names() {
        return names;
    }

    /** Chooses a step of the recipe's own chain. */
    public void select(int index) {
        select(recipe().getSteps().get(index));
    }

    /** Chooses a step or a route. */
    public void select(EObject element) {
        for (EObject up = element.eContainer(); up != null; up = up.eContainer())
            names.open(up, true);
        refresh();
        steps.select(element);
    }

    /** Goes to the step that a problem is about, and to its parameter. @return whether it names one */
    public boolean show(Problem problem) {
        Optional<RecipeStep> step = recipe() == null ? Optional.empty() : Remedy.step(recipe(), problem);
        step.ifPresent(s -> {
            select(s);
            String parameter = Place.of(problem).parameter();
            if (parameter.isEmpty() || form() == null)
                steps.setFocus();
            else
                form().focus(parameter);
        });
        return step.isPresent();
    }

    private void showRecipe() {
        setPartName(recipe() == null ? Words.get("recipe.tab") : recipe().getName());
        costs = List.of();
        steps.select(null);
        refresh();
        if (recipe() != null && !recipe().getSteps().isEmpty())
            steps.select(interesting());
    }

    /** The first step that finds something, since that is what is tuned. */
    private RecipeStep interesting() {
        return recipe().getSteps().stream()
                .filter(s -> names.tool(s).filter(t -> t instanceof org.loupe.api.Detector<?>).isPresent()).findFirst()
                .orElse(recipe().getSteps().get(0));
    }

    private void refresh() {
        if (page.isDisposed())
            return;
        Recipe recipe = recipe();
        problems = recipe == null ? List.of() : problems(recipe);
        boolean many = recipe != null && recipe.getSteps().size() > MANY;
        showRows();
        if (recipe != null)
            setPartName(recipe.getName());
        boolean none = recipe == null || recipe.getSteps().isEmpty();
        String words = Words.get(recipe != null ? "recipe.noSteps" : session.project().isEmpty() ? "recipe.none"
                : "recipe.noRecipe");
        if (!words.equals(empty.getText()))
            empty.setText(words);
        Parts.visible(empty, none);
        Parts.visible(stepScroll, !none);
        Parts.visible(search, many);
        Parts.visible(strip, !none);
        if (steps.selected() != null && element() == null)
            steps.select(none ? null : recipe.getSteps().get(0));
        else
            showElement();
        layout();
        tools.refresh();
    }

    private void showRows() {
        List<Problem> all = new ArrayList<>(problems);
        session.preview().flatMap(LivePreview::error).ifPresent(all::add);
        steps.rows(recipe() == null ? List.of() : names.rows(recipe(), all, costs,
                search.getVisible() ? search.text().getText() : ""));
    }

    private void showElement() {
        form.show(element(), problems);
    }

    private List<Problem> problems(Recipe recipe) {
        try {
            return Plan.of(session.freeze(recipe), session.registry(), session.policy()).problems();
        } catch (IllegalArgumentException e) {
            return List.of(Problem.error("", e.getMessage(), ""));
        }
    }

    private void watchVisible() {
        IPartListener2 watch = new IPartListener2() {
            @Override
            public void partVisible(IWorkbenchPartReference part) {
                tell(part, true);
            }

            @Override
            public void partHidden(IWorkbenchPartReference part) {
                tell(part, false);
            }

            private void tell(IWorkbenchPartReference part, boolean visible) {
                if (part.getPart(false) == RecipeView.this)
                    live.visible(visible);
            }
        };
        IWorkbenchPage window = getSite().getPage();
        window.addPartListener(watch);
        page.addDisposeListener(e -> window.removePartListener(watch));
    }

    private void previewed(Live.Shown shown) {
        if (page.isDisposed() || strip == null)
            return;
        costs = shown == null ? List.of() : shown.preview().steps();
        int stages = strip.stages().size();
        strip.show(shown);
        if (strip.stages().size() != stages)
            layout();
        form.previewed(shown);
        showRows();
    }

    /** Gives the list at most two fifths of the height; the form has the rest. */
    private void layout() {
        int wanted = steps.computeSize(SWT.DEFAULT, SWT.DEFAULT).y;
        int most = Math.max(3 * StepList.ROW, page.getClientArea().height * 2 / 5);
        ((GridData) stepScroll.getLayoutData()).heightHint = Math.min(wanted, most);
        stepScroll.setMinHeight(wanted);
        Rectangle area = page.getClientArea();
        String now = area.width + " " + area.height + " " + Math.min(wanted, most) + search.getVisible()
                + stepScroll.getVisible() + strip.computeSize(SWT.DEFAULT, SWT.DEFAULT);
        if (!now.equals(laidOut)) {
            laidOut = now;
            page.layout(true);
            form.layout();
        }
    }

    private void toggle(RecipeStep step) {
        edits.change(Words.get(step.isEnabled() ? "command.disable" : "command.enable", names.name(step)),
                () -> step.setEnabled(!step.isEnabled()));
    }

    /** Switches the chosen step on or off. */
    public void toggle() {
        toggle(step());
    }

    /** Whether the chosen step can move up (-1) or down (1). */
    public boolean canMove(int by) {
        if (step() == null)
            return false;
        EList<RecipeStep> chain = StepEdits.chain(step());
        int to = chain.indexOf(step()) + by;
        return to >= 0 && to < chain.size();
    }

    /** Moves the chosen step up (-1) or down (1) in its chain. */
    public void move(int by) {
        RecipeStep step = step();
        EList<RecipeStep> chain = StepEdits.chain(step);
        int from = chain.indexOf(step);
        edits.move(step, chain, by < 0 ? from + by : from + by + 1);
        steps.select(step);
    }

    /** Puts a copy of the chosen step behind it. */
    public void duplicate() {
        insert(Words.get("command.duplicate"), List.of(EcoreUtil.copy(step())));
    }

    /** Takes the chosen step or route out; the next one is chosen. */
    public void delete() {
        EObject element = element();
        List<StepRows.Row> rows = steps.rows();
        EObject next = null;
        boolean passed = false;
        for (StepRows.Row row : rows) {
            if (row.element() == element)
                passed = true;
            else if (row.kind() != StepRows.Kind.ADD_ROUTE && !EcoreUtil.isAncestor(element, row.element())) {
                next = row.element();
                if (passed)
                    break;
            }
        }
        edits.delete(element);
        steps.select(next);
    }

    /** The chain and the place in it where a step is added now: behind the chosen step, or at the end of a route. */
    public record Spot(EList<RecipeStep> chain, int at) {
    }

    /** Where a step is added now. */
    public Spot spot() {
        if (element() instanceof Route route)
            return new Spot(route.getSteps(), route.getSteps().size());
        if (step() == null)
            return new Spot(recipe().getSteps(), recipe().getSteps().size());
        EList<RecipeStep> chain = StepEdits.chain(step());
        return new Spot(chain, chain.indexOf(step()) + 1);
    }

    private void insert(String label, List<RecipeStep> added) {
        Spot spot = spot();
        edits.add(label, spot.chain, spot.at, added);
        if (!added.isEmpty() && added.get(0).eContainer() != null)
            select(added.get(0));
    }

    /** Adds a step behind the chosen one. */
    public void insert(String toolId) {
        RecipeStep step = LoupeFactory.eINSTANCE.createRecipeStep();
        step.setTool(toolId);
        insert(Words.get("command.add", names.name(step)), List.of(step));
    }

    /** Adds steps of a recipe file's text behind the chosen one. */
    public void insertAll(List<RecipeStep> pasted) {
        insert(Words.get("command.paste"), pasted);
    }

    /** Lists the tools that can be added. @param typed what their names begin with */
    public void addStep(String typed) {
        if (recipe() != null)
            new AddStep(getSite().getShell(), session, recipe(), spot().chain(), spot().at(), typed,
                    stepScroll.getParent().toDisplay(stepScroll.getLocation()), this::insert).open();
    }

    /** Sets all parameters of a step back to the tool's defaults. */
    public void reset(RecipeStep step) {
        edits.change(Words.get("command.reset", names.name(step)), () -> step.getParams().clear());
    }

    /** Offers the classes of a step that are not routed yet. */
    public void chooseRoute(RecipeStep step) {
        List<String> free = freeClasses(step);
        Menu menu = new Menu(steps);
        for (String name : free) {
            MenuItem item = new MenuItem(menu, SWT.PUSH);
            item.setText(name);
            item.addListener(SWT.Selection, e -> addRoute(step, name));
        }
        menu.addListener(SWT.Hide, e -> menu.getDisplay().asyncExec(menu::dispose));
        menu.setVisible(true);
    }

    /** The classes of a step that have no route. */
    public List<String> freeClasses(RecipeStep step) {
        List<String> free = new ArrayList<>(names.classes(step));
        step.getRoutes().forEach(r -> free.remove(r.getClassName()));
        return free;
    }

    /** Routes a class of a step. */
    public void addRoute(RecipeStep step, String className) {
        Route route = edits.addRoute(step, className);
        if (route.eContainer() != null)
            select(route);
    }

    /** Opens what lies under the chosen row, or goes into it if it is open. */
    public void openRoute() {
        EObject element = element();
        if (!names.isOpen(element)) {
            names.open(element, true);
            refresh();
            return;
        }
        List<? extends EObject> inside = element instanceof RecipeStep s ? s.getRoutes() : ((Route) element).getSteps();
        if (!inside.isEmpty())
            steps.select(inside.get(0));
    }

    /** Closes what lies under the chosen row, or goes to the row above it in the tree. */
    public void closeRoute() {
        EObject element = element();
        boolean filled = element instanceof RecipeStep s ? !s.getRoutes().isEmpty() : !((Route) element).getSteps()
                .isEmpty();
        if (filled && names.isOpen(element)) {
            names.open(element, false);
            refresh();
        } else
            goUp();
    }

    /** Chooses the route or step that the chosen one lies in. */
    public void goUp() {
        if (element() != null && !(element().eContainer() instanceof Recipe))
            steps.select(element().eContainer());
    }

    @Override
    public void setFocus() {
        for (Control at = page.getDisplay().getFocusControl(); at != null; at = at.getParent())
            if (at == page)
                return; // the user clicked a field
        steps.setFocus();
    }
}
