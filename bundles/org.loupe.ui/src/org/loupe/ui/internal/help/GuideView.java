package org.loupe.ui.internal.help;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.core.commands.IExecutionListener;
import org.eclipse.core.commands.NotEnabledException;
import org.eclipse.core.commands.NotHandledException;
import org.eclipse.core.commands.common.CommandException;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.ScrolledComposite;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Link;
import org.eclipse.ui.commands.ICommandService;
import org.eclipse.ui.handlers.IHandlerService;
import org.eclipse.ui.part.ViewPart;
import org.loupe.model.Project;
import org.loupe.ui.Failures;
import org.loupe.ui.Icons;
import org.loupe.ui.Palette;
import org.loupe.ui.Palette.Token;
import org.loupe.ui.Palette.Type;
import org.loupe.ui.Parts;
import org.loupe.ui.Preferences;
import org.loupe.ui.Session;
import org.loupe.ui.Status.Kind;
import org.loupe.ui.ToolButton;
import org.loupe.ui.ToolButton.Look;
import org.loupe.ui.ToolRow;
import org.loupe.ui.Words;
import org.loupe.ui.internal.Ids;
import org.loupe.workspace.ProjectFile;

/**
 * The cheat sheet "Inspect against a golden reference": its steps, each with its command, which "Do it for me" runs. A
 * step is done when what it is for is there, by whatever way: the project, the run, the report; or when its command has
 * run. What is done is kept, so one can leave and come back.
 */
public final class GuideView extends ViewPart {
    private static final Preferences.Key<String> DONE = new Preferences.Key<>("guide.golden", "");

    /**
     * One step.
     *
     * @param key     of its words
     * @param command that does it
     * @param last    the command whose success ends it; "" if the session shows that it is done
     */
    private record Step(String key, String command, String last) {
        Step(String key, String command) {
            this(key, command, command);
        }
    }

    private static final List<Step> STEPS = List.of(new Step("open", Ids.OPEN_SAMPLE, ""),
            new Step("look", "org.loupe.ui.viewer.split"), new Step("recipe", "org.loupe.ui.window.recipe"),
            new Step("run", Ids.RUN, ""), new Step("mistakes", Ids.REVIEW),
            new Step("tune", "org.loupe.ui.review.tune", "org.loupe.ui.review.apply"),
            new Step("again", Ids.RUN, ""), new Step("report", "org.loupe.ui.file.report", ""));

    private final BitSet done = new BitSet();
    private Session session;
    private final List<ToolButton> buttons = new ArrayList<>();
    private ScrolledComposite scroll;
    private Composite body;
    private int current, runsBefore = 1; // runs there were when the limit was tuned

    @Override
    public void createPartControl(Composite parent) {
        for (String step : DONE.get().split(","))
            for (int i = 0; i < STEPS.size(); i++)
                if (STEPS.get(i).key.equals(step))
                    done.set(i);
        current = next(0);
        scroll = new ScrolledComposite(parent, SWT.V_SCROLL);
        scroll.setExpandHorizontal(true);
        scroll.setExpandVertical(true);
        Parts.title(this, scroll, "book", this::setTitleImage);
        body = new Composite(scroll, SWT.NONE);
        GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(body);
        scroll.setContent(body);
        scroll.addListener(SWT.Resize, e -> fit());
        ICommandService commands = getSite().getService(ICommandService.class);
        IExecutionListener listener = new Watcher();
        commands.addExecutionListener(listener);
        body.addDisposeListener(e -> commands.removeExecutionListener(listener));
        fill();
        Palette.onChange(body, this::fill);
        session = getSite().getService(Session.class);
        for (Session.Event event : List.of(Session.Event.PROJECT, Session.Event.MODEL, Session.Event.RUNS,
                Session.Event.RUN, Session.Event.PROGRESS))
            session.listen(body, event, this::look);
        look();
    }

    /** Ticks what is there by now. */
    private void look() {
        Project project = session.project().map(ProjectFile::project).orElse(null);
        if (project == null)
            return;
        tick("open");
        int runs = project.getRuns().size();
        if (session.task().isEmpty() && session.results().isPresent()) {
            tick("run");
            if (done.get(at("tune")) && runs > runsBefore)
                tick("again");
        }
        if (!project.getReports().isEmpty())
            tick("report");
    }

    private void tick(String key) {
        if (!done.get(at(key)))
            done(at(key));
    }

    private static int at(String key) {
        return STEPS.indexOf(STEPS.stream().filter(s -> s.key.equals(key)).findFirst().orElseThrow());
    }

    /** Does a step's command; one that cannot run yet says so. */
    public void doIt(int step) {
        try {
            getSite().getService(IHandlerService.class).executeCommand(STEPS.get(step).command, null);
        } catch (NotEnabledException e) {
            session.status().message(Kind.INFO, Words.get("guide.notYet", Words.get("guide." + STEPS.get(step).key)));
        } catch (CommandException e) {
            Failures.log(e);
        }
    }

    private int next(int from) {
        int step = done.nextClearBit(from);
        return step < STEPS.size() ? step : Math.min(done.nextClearBit(0), STEPS.size());
    }

    private void fill() {
        for (Control child : body.getChildren())
            child.dispose();
        buttons.clear();
        head();
        for (int i = 0; i < STEPS.size(); i++)
            row(i);
        fit();
        body.layout(true, true);
    }

    private void fit() {
        scroll.setMinSize(body.computeSize(scroll.getClientArea().width, SWT.DEFAULT));
    }

    private void head() {
        Composite head = new Composite(body, SWT.NONE);
        GridLayoutFactory.fillDefaults().margins(12, 10).spacing(0, 4).applyTo(head);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(head);
        label(head, Words.get("guide.title"), Type.HEADING, "");
        boolean all = done.cardinality() == STEPS.size();
        label(head, all ? Words.get("guide.all") : Words.get("guide.about", STEPS.size()), Type.SMALL, "loupe-hint");
        Canvas bar = new Canvas(head, SWT.DOUBLE_BUFFERED);
        GridDataFactory.fillDefaults().grab(true, false).hint(100, 6).indent(0, 4).applyTo(bar);
        bar.addListener(SWT.Paint, e -> {
            int width = bar.getClientArea().width;
            pill(e.gc, width, Token.LINE2);
            pill(e.gc, width * done.cardinality() / STEPS.size(), Token.ACCENT);
        });
        if (all) {
            Link again = new Link(head, SWT.NONE);
            again.setText("<a>" + Words.get("guide.restart") + "</a>");
            again.addListener(SWT.Selection, e -> restart());
        }
    }

    private static void pill(GC gc, int width, Token colour) {
        if (width == 0)
            return; // a pill without length would be a dot
        gc.setAntialias(SWT.ON);
        gc.setBackground(Palette.color(colour));
        gc.fillRoundRectangle(0, 0, width, 6, 6, 6);
    }

    private static Label label(Composite parent, String text, Type type, String style) {
        Label label = new Label(parent, SWT.WRAP);
        ToolRow.style(label, style);
        label.setText(text);
        label.setFont(Palette.font(type));
        GridDataFactory.fillDefaults().grab(true, false).hint(180, SWT.DEFAULT).applyTo(label);
        return label;
    }

    private void row(int i) {
        Step step = STEPS.get(i);
        boolean now = i == current;
        String style = now ? "loupe-help" : "";
        Composite row = new Composite(body, SWT.NONE);
        ToolRow.style(row, style);
        GridLayoutFactory.fillDefaults().numColumns(2).margins(12, 8).spacing(10, 2).applyTo(row);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(row);
        row.addListener(SWT.Paint, e -> {
            e.gc.setForeground(Palette.color(Token.LINE2));
            e.gc.drawLine(0, 0, row.getSize().x, 0);
            if (now) {
                e.gc.setBackground(Palette.color(Token.ACCENT));
                e.gc.fillRectangle(0, 0, 3, row.getSize().y);
            }
        });
        Label mark = new Label(row, SWT.NONE);
        ToolRow.style(mark, style);
        if (done.get(i))
            mark.setImage(Icons.get("ok", Token.OK));
        else
            mark.setText(Words.number(i + 1, 0));
        GridDataFactory.fillDefaults().hint(18, SWT.DEFAULT).applyTo(mark);
        Label title = label(row, Words.get("guide." + step.key), now ? Type.STRONG : Type.BODY, style);
        for (Control part : List.of(row, mark, title))
            part.addListener(SWT.MouseUp, e -> choose(i));
        if (!now)
            return;
        new Label(row, SWT.NONE).setVisible(false);
        label(row, Words.get("guide." + step.key + ".text"), Type.SMALL, style);
        new Label(row, SWT.NONE).setVisible(false);
        Composite actions = new Composite(row, SWT.NONE);
        ToolRow.style(actions, style);
        GridLayoutFactory.fillDefaults().numColumns(3).spacing(8, 0).applyTo(actions);
        GridDataFactory.fillDefaults().indent(0, 6).applyTo(actions);
        buttons.add(new ToolButton(actions, "", Words.get("guide.do"), Look.PRIMARY,
                () -> doIt(i)));
        buttons.add(new ToolButton(actions, "", Words.get("guide.done"), Look.BORDERED, () -> done(i)));
        Link skip = new Link(actions, SWT.NONE);
        ToolRow.style(skip, style);
        skip.setText("<a>" + Words.get("guide.skip") + "</a>");
        skip.addListener(SWT.Selection, e -> choose(Math.min(i + 1, STEPS.size() - 1)));
    }

    /** Makes a step the current one. @param step from 0 */
    public void choose(int step) {
        current = step;
        later();
    }

    /** The step that is the current one, from 0; the number of steps when all are done. */
    public int current() {
        return current;
    }

    /** Number of steps that are done. */
    public int doneSteps() {
        return done.cardinality();
    }

    /** Forgets what was done. */
    public void restart() {
        done.clear();
        runsBefore = session.project().map(p -> p.project().getRuns().size()).orElse(1);
        keep();
        choose(0);
        look(); // what is there needs not be done again
    }

    private void done(int step) {
        done.set(step);
        if (step == at("tune"))
            runsBefore = session.project().map(p -> p.project().getRuns().size()).orElse(1);
        keep();
        choose(next(step));
    }

    private void keep() {
        DONE.set(String.join(",", done.stream().mapToObj(i -> STEPS.get(i).key).toList()));
    }

    /** Not at once: the click that asks for it comes from a control that goes. */
    private void later() {
        body.getDisplay().asyncExec(() -> {
            if (!body.isDisposed())
                fill();
        });
    }

    @Override
    public void setFocus() {
        if (buttons.isEmpty() || !buttons.get(0).setFocus())
            body.setFocus();
    }

    /** Sees that the command of a step has run. */
    private final class Watcher implements IExecutionListener {
        @Override
        public void postExecuteSuccess(String id, Object result) {
            for (int i = 0; i < STEPS.size(); i++)
                if (STEPS.get(i).last.equals(id) && !done.get(i))
                    done(i);
        }

        @Override
        public void notHandled(String id, NotHandledException e) {
            // not a step
        }

        @Override
        public void postExecuteFailure(String id, ExecutionException e) {
            // the step is still to do
        }

        @Override
        public void preExecute(String id, ExecutionEvent event) {
            // it counts when it has succeeded
        }
    }
}
