package org.loupe.ui.viewer.internal.iterations;

import java.util.List;
import java.util.Optional;

import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StackLayout;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.swt.widgets.MenuItem;
import org.eclipse.swt.widgets.Table;
import org.eclipse.ui.IWorkbenchCommandConstants;
import org.eclipse.ui.part.ViewPart;
import org.loupe.api.ToolException;
import org.loupe.model.Iteration;
import org.loupe.store.labels.LabelTable;
import org.loupe.ui.Contexts;
import org.loupe.ui.Failures;
import org.loupe.ui.Parts;
import org.loupe.ui.Session;
import org.loupe.ui.Status.Kind;
import org.loupe.ui.ToolRow;
import org.loupe.ui.Words;
import org.loupe.ui.viewer.internal.Menus;
import org.loupe.ui.viewer.internal.SelectedImage;
import org.loupe.workspace.ProjectFile;
import org.loupe.workspace.labels.ClassEntry;
import org.loupe.workspace.labels.FrozenIteration;
import org.loupe.workspace.labels.Iterations;
import org.loupe.workspace.labels.LabelComparison;

/** The iterations of the project as a timeline, and what differs between two of them. */
public final class IterationsView extends ViewPart {
    static final String NEW = "org.loupe.ui.iterations.new", FREEZE = "org.loupe.ui.iterations.freeze",
            COMPARE = "org.loupe.ui.iterations.compare", TIMELINE = "org.loupe.ui.iterations.timeline",
            GO_BACK = "org.loupe.ui.iterations.goBack", VERIFY = "org.loupe.ui.iterations.verify",
            CONTEXT = "org.loupe.ui.context.iterations";

    private final SelectedImage selected = new SelectedImage();
    private Session session;
    private ToolRow tools;
    private Composite stack, lines;
    private StackLayout front;
    private Label empty;
    private Timeline timeline;
    private ComparisonPane comparison;
    private boolean waiting;

    /** An iteration as it is compared: labels of the journal if it is frozen, those that are there if it is open. */
    private record Side(int number, Optional<FrozenIteration> frozen, LabelTable live, List<ClassEntry> classes) {
        static Side of(ProjectFile project, Iteration one) {
            boolean open = one.getFrozen() == null;
            return new Side(one.getNumber(), open ? Optional.empty() : Optional.of(FrozenIteration.of(project, one)),
                    open ? project.labels().table().copy() : null, open ? ClassEntry.of(project.project()) : List.of());
        }

        LabelTable table() throws ToolException {
            return live != null ? live : frozen.get().labelling().at(frozen.get().entry());
        }

        List<ClassEntry> classesThen() throws ToolException {
            return live != null ? classes : frozen.get().classes();
        }
    }

    @Override
    public void createPartControl(Composite parent) {
        session = getSite().getService(Session.class);
        Parts.title(this, parent, "iteration", this::setTitleImage);
        Composite page = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(page);
        tools = new ToolRow(page, getSite()).fillWidth();
        tools.command(NEW, "plus", Words.get("iterations.new"));
        tools.command(FREEZE, "freeze", Words.get("iterations.freeze"));
        tools.command(COMPARE, "compare", Words.get("iterations.compare"));
        tools.command(GO_BACK, "go-back", Words.get("iterations.goBack"));
        tools.spring();
        Label gauge = tools.add(new Label(tools, SWT.NONE));
        ToolRow.style(gauge, "loupe-hint");
        gauge.setText(Words.get("iterations.gauge"));
        stack = new Composite(page, SWT.NONE);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(stack);
        front = new StackLayout();
        stack.setLayout(front);
        lines = new Composite(stack, SWT.NONE);
        GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(lines);
        empty = new Label(lines, SWT.WRAP);
        ToolRow.style(empty, "loupe-hint");
        GridDataFactory.fillDefaults().grab(true, false).indent(12, 12).applyTo(empty);
        timeline = new Timeline(lines, this::chosen, this::compare);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(timeline);
        comparison = new ComparisonPane(stack, getSite());
        front.topControl = lines;
        Contexts.whileFocused(timeline, getSite(), CONTEXT);
        Contexts.whileFocused(comparison.table(), getSite(), CONTEXT);
        Menus.context(timeline, this::fillMenu);
        getSite().setSelectionProvider(selected);
        for (Session.Event event : List.of(Session.Event.PROJECT, Session.Event.MODEL))
            session.listen(page, event, this::update);
        session.listen(page, Session.Event.LABELS, this::updateSoon);
        update();
    }

    private void updateSoon() {
        if (waiting)
            return;
        waiting = true;
        getSite().getShell().getDisplay().timerExec(200, () -> {
            waiting = false;
            if (!timeline.isDisposed())
                update();
        });
    }

    private void update() {
        Optional<ProjectFile> project = session.project();
        List<Iteration> all = project.map(p -> List.copyOf(p.project().getIterations())).orElse(List.of());
        empty.setText(project.isEmpty() ? Words.get("iterations.noProject")
                : all.isEmpty() ? Words.get("iterations.none") : "");
        ((GridData) empty.getLayoutData()).exclude = !all.isEmpty();
        empty.setVisible(all.isEmpty());
        String next = project.filter(p -> !all.isEmpty() && Iterations.open(p.project()).isEmpty())
                .map(p -> Words.get("iterations.card.next", Iterations.next(p))).orElse("");
        timeline.show(all, session.desk().table(), next);
        timeline.selected().ifPresentOrElse(i -> selected.setSelection(new StructuredSelection(i)),
                () -> selected.setSelection(StructuredSelection.EMPTY));
        if (comparison.compared().isPresent() && all.size() < 2)
            showTimeline();
        lines.layout(true, true);
        tools.refresh();
    }

    private void chosen(Iteration one) {
        session.subject(one);
        selected.setSelection(new StructuredSelection(one));
        tools.refresh();
    }

    @Override
    public void setFocus() {
        if (front.topControl == lines)
            timeline.setFocus();
        else
            comparison.table().setFocus();
    }

    /** The selected iteration. */
    public Optional<Iteration> selected() {
        return timeline.selected();
    }

    /** What the cards say, in the order in which they stand. */
    public List<String> cards() {
        return timeline.cards().stream().map(TimelineCard::words).toList();
    }

    /** The timeline. */
    public Canvas timeline() {
        return timeline;
    }

    /** Where the card at a place is drawn on the timeline. */
    public Rectangle card(int index) {
        return timeline.place(index);
    }

    /** What differs between the two iterations that are compared; nothing while the timeline is shown. */
    public Optional<LabelComparison> comparison() {
        return front.topControl == comparison ? comparison.compared().map(ComparisonPane.Compared::differences)
                : Optional.empty();
    }

    /** The list behind the count of differences that is chosen. */
    public Table differences() {
        return comparison.table();
    }

    /** Whether the selected iteration can be compared with the one that it was begun from, or any other. */
    boolean canCompare() {
        return other().isPresent();
    }

    /** What the selected iteration is compared with when nothing else is said. */
    private Optional<Iteration> other() {
        Iteration one = selected().orElse(null);
        if (one == null)
            return Optional.empty();
        if (one.getParent() != null)
            return Optional.of(one.getParent());
        return session.project().flatMap(p -> p.project().getIterations().stream().filter(i -> i != one).findFirst());
    }

    /** Compares the selected iteration with the one that it was begun from. */
    void compare() {
        other().ifPresent(other -> compare(other, selected().orElseThrow()));
    }

    /** Compares two iterations, the earlier first, and shows what differs. */
    void compare(Iteration one, Iteration other) {
        ProjectFile project = session.project().orElse(null);
        if (project == null)
            return;
        boolean inOrder = one.getNumber() <= other.getNumber();
        Side before = Side.of(project, inOrder ? one : other), after = Side.of(project, inOrder ? other : one);
        Job job = Job.create(Words.get("iterations.job.compare", before.number, after.number), monitor -> {
            try {
                LabelTable older = before.table(), newer = after.table();
                LabelComparison found = LabelComparison.of(older, before.classesThen(), newer, after.classesThen());
                session.ui(() -> show(project, new ComparisonPane.Compared(before.number, after.number, older, newer,
                        found)));
            } catch (ToolException e) {
                Failures.log(e);
                session.ui(() -> session.status().message(Kind.ERROR, Failures.text(e)));
            }
        });
        job.schedule();
    }

    private void show(ProjectFile project, ComparisonPane.Compared found) {
        if (stack.isDisposed() || session.project().orElse(null) != project)
            return;
        boolean focused = timeline.isFocusControl();
        comparison.show(found);
        front.topControl = comparison;
        stack.layout();
        if (focused)
            comparison.table().setFocus();
    }

    /** Shows the timeline again. */
    void showTimeline() {
        boolean focused = comparison.table().isFocusControl();
        front.topControl = lines;
        stack.layout();
        if (focused)
            timeline.setFocus();
    }

    private void fillMenu(Menu menu) {
        Menus.command(menu, getSite(), NEW, "plus");
        Menus.command(menu, getSite(), FREEZE, "freeze");
        Menu with = Menus.sub(menu, Words.get("iterations.compareWith"));
        selected().ifPresent(one -> session.project().ifPresent(p -> p.project().getIterations().stream()
                .filter(i -> i != one).forEach(i -> {
                    MenuItem item = new MenuItem(with, SWT.PUSH);
                    item.setText(i.getName().replace("&", "&&"));
                    item.addListener(SWT.Selection, e -> compare(one, i));
                })));
        Menus.command(menu, getSite(), GO_BACK, "go-back");
        Menus.command(menu, getSite(), VERIFY, "check-all");
        Menus.line(menu);
        Menus.command(menu, getSite(), IWorkbenchCommandConstants.FILE_PROPERTIES, "info");
    }
}
