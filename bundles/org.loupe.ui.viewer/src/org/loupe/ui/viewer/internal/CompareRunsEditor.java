package org.loupe.ui.viewer.internal;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.eclipse.e4.ui.model.application.ui.MElementContainer;
import org.eclipse.e4.ui.model.application.ui.MUIElement;
import org.eclipse.e4.ui.model.application.ui.basic.MPart;
import org.eclipse.e4.ui.model.application.ui.basic.MPartSashContainerElement;
import org.eclipse.e4.ui.model.application.ui.basic.MPartStack;
import org.eclipse.e4.ui.workbench.modeling.EModelService;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.ui.IEditorInput;
import org.eclipse.ui.IEditorSite;
import org.eclipse.ui.PartInitException;
import org.loupe.engine.evaluation.SignTest;
import org.loupe.model.RunEntry;
import org.loupe.ui.Contexts;
import org.loupe.ui.DetectionId;
import org.loupe.ui.Palette;
import org.loupe.ui.Palette.Type;
import org.loupe.ui.Parts;
import org.loupe.ui.RunPair;
import org.loupe.ui.Session;
import org.loupe.ui.ToolButton;
import org.loupe.ui.ToolButton.Look;
import org.loupe.ui.ToolRow;
import org.loupe.ui.UnsavedEditor;
import org.loupe.ui.Words;
import org.loupe.workspace.RecipeChanges;
import org.loupe.workspace.RunComparison;
import org.loupe.workspace.RunComparison.Difference;
import org.loupe.workspace.RunComparison.Found;
import org.loupe.workspace.RunComparison.Kind;

/** What is new, gone and changed between two runs, and why: the recipe's differences; and which is nearer the truth. */
public final class CompareRunsEditor extends UnsavedEditor {
    /** Id of the editor. */
    public static final String ID = "org.loupe.ui.viewer.editor.compare-runs";
    /** Its list has the focus. */
    static final String CONTEXT = "org.loupe.ui.context.compareRuns";
    private static final String COMMAND = "org.loupe.ui.viewer.compareRuns.";
    private static final int MOST_CHANGES = 4, MOST_NAMES = 3;

    private Session session;
    private CompareRuns runs;
    private Composite page;
    private ToolRow tools;
    private final Map<Kind, ToolButton> tabs = new EnumMap<>(Kind.class);
    private ToolButton classes;
    private Label heading, summary, recipe, remark;
    private DifferenceList list;
    private String listed = "";
    private boolean chosen;
    /** What is to be selected as soon as its run is shown. */
    private DetectionId pending;

    @Override
    public void init(IEditorSite site, IEditorInput input) throws PartInitException {
        if (!(input instanceof RunPair))
            throw new PartInitException("Two runs are compared, found " + input + ".");
        setSite(site);
        setInput(input);
        setPartName(input.getName());
        session = site.getService(Session.class);
    }

    private RunPair pair() {
        return (RunPair) getEditorInput();
    }

    @Override
    public void createPartControl(Composite parent) {
        Parts.title(this, parent, "compare", this::setTitleImage);
        page = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(page);
        tools = new ToolRow(page, getSite()).fillWidth();
        for (Kind kind : Kind.values())
            tabs.put(kind, tools.command(COMMAND + kind.name().toLowerCase(java.util.Locale.ROOT), "",
                    DifferenceList.title(kind)).toggled(() -> list != null && list.kind() == kind));
        tools.line();
        classes = tools.add(new ToolButton(tools, "filter", Words.get("compare.allClasses"), Look.FLAT,
                this::chooseClass));
        classes.setToolTipText(Words.get("compare.classesTip"));
        tools.spring();
        tools.command(COMMAND + "swap", "swap");
        tools.command(COMMAND + "show", "eye", Words.get("compare.show"));
        Composite head = new Composite(page, SWT.NONE);
        GridLayoutFactory.swtDefaults().margins(12, 8).spacing(0, 3).applyTo(head);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(head);
        heading = line(head, "");
        heading.setFont(Palette.font(Type.STRONG));
        summary = line(head, "");
        recipe = line(head, "");
        remark = line(head, "loupe-hint");
        runs = new CompareRuns(page, pair(), session.registry(), this::update);
        list = new DifferenceList(page, runs, session.registry(), this::select);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(list);
        Contexts.whileFocused(list, getSite(), CONTEXT);
        Menus.context(list, menu -> {
            Menus.command(menu, getSite(), COMMAND + "show", "eye");
            Menus.line(menu);
            Menus.command(menu, getSite(), COMMAND + "swap", "swap");
        });
        list.addListener(SWT.MouseDoubleClick, e -> ToolRow.execute(getSite(), COMMAND + "show"));
        session.listen(page, Session.Event.PROJECT, this::leaveIfGone);
        session.listen(page, Session.Event.RUN, this::selectPending);
        update();
        page.getDisplay().asyncExec(this::moveBeside);
    }

    private static Label line(Composite parent, String style) {
        Label label = new Label(parent, SWT.WRAP);
        if (!style.isEmpty())
            ToolRow.style(label, style);
        GridDataFactory.fillDefaults().grab(true, false).hint(120, SWT.DEFAULT).applyTo(label);
        return label;
    }

    /** Puts the comparison beside the viewer, so that a defect that is chosen here is seen there. */
    private void moveBeside() {
        MPart part = getSite().getService(MPart.class);
        if (page.isDisposed() || part == null || part.getParent() == null)
            return;
        EModelService models = part.getContext().get(EModelService.class);
        MElementContainer<MUIElement> stack = part.getParent();
        if (stack.getChildren().stream().filter(MUIElement::isToBeRendered).count() < 2
                || !(stack instanceof MPartSashContainerElement place))
            return;
        MPartStack beside = models.createModelElement(MPartStack.class);
        beside.getTags().addAll(((MUIElement) stack).getTags());
        beside.getChildren().add(part);
        beside.setSelectedElement(part);
        models.insert(beside, place, EModelService.RIGHT_OF, 0.5f);
        getSite().getPage().activate(this);
    }

    private void leaveIfGone() {
        if (session.project().orElse(null) != pair().project())
            getSite().getPage().closeEditor(this, false);
    }

    private void update() {
        if (page.isDisposed())
            return;
        RunComparison comparison = runs.comparison().orElse(null);
        RunEntry before = pair().before(), after = pair().after();
        heading.setText(Words.get("compare.heading", before.getName(), before.getRecipe(), after.getName(),
                after.getRecipe()));
        boolean failed = !runs.failure().isEmpty();
        ToolRow.style(summary, failed ? "loupe-error" : "");
        summary.setText(failed ? runs.failure() : comparison == null ? "" : counts(comparison));
        recipe.setText(comparison == null ? "" : recipeText());
        remark.setText(comparison == null ? "" : remarks(comparison));
        for (Label each : List.of(summary, recipe, remark)) {
            ((GridData) each.getLayoutData()).exclude = each.getText().isEmpty();
            each.setVisible(!each.getText().isEmpty());
        }
        for (Kind kind : Kind.values())
            tabs.get(kind).text(runs.size(kind) < 0 ? DifferenceList.title(kind)
                    : Words.get("compare.tabCount", DifferenceList.title(kind), runs.size(kind)));
        classes.text(runs.className().isEmpty() ? Words.get("compare.allClasses") : runs.className());
        if (comparison != null && !chosen && runs.size(Kind.NEW) >= 0) {
            chosen = true; // opens where there is something to see
            for (Kind kind : Kind.values())
                if (runs.size(kind) > 0) {
                    list.show(kind);
                    break;
                }
        }
        list.update(!listed.equals(runs.className()));
        listed = runs.className();
        tools.refresh();
        page.layout(true, true);
    }

    private static String counts(RunComparison comparison) {
        RunComparison.Counts c = comparison.counts();
        String text = c.equal() ? Words.get("compare.same")
                : Words.get("compare.counts", c.before(), c.after(), c.added(), c.gone(), c.changed(), c.same());
        return comparison.verdict().isEmpty() ? text : text + "\n" + verdict(comparison.verdict().get());
    }

    private static String verdict(RunComparison.Verdict verdict) {
        SignTest test = verdict.test();
        String p = test.p() < 0.001 ? Words.get("compare.tiny") : Words.get("compare.p", Words.number(test.p(), 3));
        return Words.get(verdict.classesCount() ? "compare.verdict" : "compare.verdictBoxes", test.better(),
                test.pairs(), test.worse(), p);
    }

    private String recipeText() {
        List<RecipeChanges.Change> changes = runs.recipe();
        if (changes.isEmpty())
            return Words.get("compare.recipeSame");
        List<String> lines = new ArrayList<>();
        for (RecipeChanges.Change c : changes.subList(0, Math.min(MOST_CHANGES, changes.size())))
            lines.add(switch (c.what()) {
                case ADDED -> Words.get("compare.stepAdded", c.step());
                case REMOVED -> Words.get("compare.stepRemoved", c.step());
                case ENABLED -> Words.get("compare.stepOn", c.step());
                case DISABLED -> Words.get("compare.stepOff", c.step());
                case PARAMETER, ROUTE -> Words.get("compare.parameter", c.step(), c.parameter(), c.before(),
                        c.after());
            });
        if (changes.size() > MOST_CHANGES)
            lines.add(Words.get("compare.moreChanges", changes.size() - MOST_CHANGES));
        return String.join("\n", lines);
    }

    private static String remarks(RunComparison comparison) {
        List<String> lines = new ArrayList<>();
        if (!comparison.counts().equal())
            lines.add(Words.get("compare.tolerance", Words.number(comparison.settings().score(), 2),
                    Words.number(comparison.settings().box(), 0)));
        names(lines, "compare.onlyBefore", comparison.onlyBefore());
        names(lines, "compare.onlyAfter", comparison.onlyAfter());
        names(lines, "compare.failed", comparison.failed());
        return String.join("\n", lines);
    }

    private static void names(List<String> lines, String key, List<String> names) {
        if (!names.isEmpty())
            lines.add(Words.get(key, names.size(), names.stream().limit(MOST_NAMES).collect(Collectors.joining(", "))
                    + (names.size() > MOST_NAMES ? ", …" : "")));
    }

    private void chooseClass() {
        Menus.drop(classes, menu -> {
            Menus.choice(menu, Words.get("compare.allClasses"), runs.className().isEmpty(), () -> runs.filter(""));
            for (String name : runs.classes())
                Menus.choice(menu, name, runs.className().equals(name), () -> runs.filter(name));
        });
    }

    /** Shows the run that holds the defect, and selects it there. */
    private void select(Difference difference) {
        boolean gone = difference.after().isEmpty();
        Found found = difference.after().or(difference::before).orElseThrow();
        RunEntry holder = gone ? pair().before() : pair().after();
        pending = new DetectionId(found.image(), found.row());
        if (session.results().filter(r -> r.entry() == holder).isPresent())
            selectPending();
        else if (holder.eContainer() == pair().project().project())
            session.show(holder);
        tools.refresh();
    }

    private void selectPending() {
        Difference difference = list.selected().orElse(null);
        if (pending == null || difference == null || session.results().isEmpty())
            return;
        RunEntry holder = difference.after().isEmpty() ? pair().before() : pair().after();
        if (session.results().get().entry() != holder)
            return;
        DetectionId id = pending;
        pending = null;
        session.select(Set.of(id));
    }

    /** The list. */
    DifferenceList list() {
        return list;
    }

    /** The comparison behind it. */
    CompareRuns runs() {
        return runs;
    }

    /** What it says above the list. */
    public String text() {
        return List.of(heading, summary, recipe, remark).stream().map(Label::getText)
                .collect(Collectors.joining("\n"));
    }

    /** Lists a kind of differences. */
    public void show(Kind kind) {
        list.show(kind);
        list.setFocus();
        tools.refresh();
    }

    /** Number of differences of a kind, -1 until they are counted. */
    public int size(Kind kind) {
        return runs.size(kind);
    }

    /** Selects a row of the list, as a click does. */
    public void selectRow(int row) {
        list.select(row);
    }

    /** Whether a row of the list is read. */
    public boolean ready(int row) {
        return runs.get(list.kind(), row) != null;
    }

    /** Opens the viewer at the selected defect. */
    public void showInViewer() {
        list.selected().flatMap(runs::image).ifPresent(image -> ImageEditor
                .show(getSite().getPage(), ImageEditor.item(session, image), true));
    }

    @Override
    public void setFocus() {
        list.setFocus();
    }
}
