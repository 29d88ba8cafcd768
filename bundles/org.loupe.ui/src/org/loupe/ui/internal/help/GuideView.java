package org.loupe.ui.internal.help;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.core.commands.IExecutionListener;
import org.eclipse.core.commands.NotEnabledException;
import org.eclipse.core.commands.NotHandledException;
import org.eclipse.core.commands.ParameterizedCommand;
import org.eclipse.core.commands.common.CommandException;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.layout.RowLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.ScrolledComposite;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Link;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.commands.ICommandService;
import org.eclipse.ui.handlers.IHandlerService;
import org.eclipse.ui.part.ViewPart;
import org.loupe.ui.Failures;
import org.loupe.ui.Icons;
import org.loupe.ui.Palette;
import org.loupe.ui.Palette.Token;
import org.loupe.ui.Palette.Type;
import org.loupe.ui.Parts;
import org.loupe.ui.Session;
import org.loupe.ui.Status.Kind;
import org.loupe.ui.ToolButton;
import org.loupe.ui.ToolButton.Look;
import org.loupe.ui.ToolRow;
import org.loupe.ui.Words;
import org.loupe.ui.internal.help.Guide.Step;
import org.loupe.workspace.ProjectFile;

/**
 * A cheat sheet: its steps, each with its command, which "Do it for me" runs. A step is done when what it is for is
 * there, by whatever way: the project, the run, the report; or when its command has run. What is done is kept, so one
 * can leave and come back.
 */
public final class GuideView extends ViewPart {
    /** How often and after how many ms a command is tried that waits for the one before it. */
    private static final int TRIES = 100, WAIT = 100;
    /** px that words are wrapped to, and more where there is room. */
    private static final int LEAST = 100;

    private Guide guide = Guide.GOLDEN;
    private final BitSet done = new BitSet();
    private final Set<String> ran = new HashSet<>();
    private ProjectFile seen;
    private Session session;
    private final List<ToolButton> buttons = new ArrayList<>();
    private ScrolledComposite scroll;
    private Composite body;
    private int current, runsBefore = 1; // runs there were when the limit was tuned

    @Override
    public void createPartControl(Composite parent) {
        read(Guide.last());
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
                Session.Event.RUN, Session.Event.PROGRESS, Session.Event.LABELS, Session.Event.IMAGES))
            session.listen(body, event, this::look);
        look();
    }

    /** Shows another sheet. */
    void show(Guide other) {
        if (guide == other)
            return;
        other.shown();
        read(other);
        later();
        look();
    }

    private void read(Guide other) {
        guide = other;
        done.clear();
        List<String> kept = guide.kept();
        for (int i = 0; i < guide.steps.size(); i++)
            if (kept.contains(guide.steps.get(i).key()))
                done.set(i);
        current = next(0);
    }

    /** Ticks what is there by now. */
    private void look() {
        ProjectFile open = session.project().orElse(null);
        if (open != seen) {
            seen = open;
            ran.clear();
        }
        if (open == null)
            return;
        Guide.Facts facts = new Guide.Facts(session, open.project(), Set.copyOf(doneKeys()), ran,
                open.project().getRuns().size() - runsBefore);
        for (int i = 0; i < guide.steps.size(); i++)
            if (!done.get(i) && guide.steps.get(i).there().test(facts))
                done(i);
    }

    private List<String> doneKeys() {
        return done.stream().mapToObj(i -> guide.steps.get(i).key()).toList();
    }

    /** Does the commands of a step; one that cannot run yet says so. @param step from 0 */
    public void doIt(int step) {
        run(guide.steps.get(step), 0, TRIES);
    }

    /** Runs a command of a step and those after it, which may have to wait until it has had its effect. */
    private void run(Step step, int index, int tries) {
        if (index > 0 && (session.task().isPresent() || session.opening().isPresent())) {
            body.getDisplay().timerExec(WAIT, () -> {
                if (!body.isDisposed())
                    run(step, index, tries);
            });
            return;
        }
        try {
            ParameterizedCommand command = getSite().getService(ICommandService.class)
                    .deserialize(step.commands().get(index));
            PlatformUI.getWorkbench().getService(IHandlerService.class).executeCommand(command, null);
            if (index + 1 == step.commands().size()) {
                ran.add(step.key());
                look();
            } else {
                body.getDisplay().timerExec(WAIT, () -> {
                    if (!body.isDisposed())
                        run(step, index + 1, TRIES);
                });
            }
        } catch (NotEnabledException | NotHandledException e) {
            if (index > 0 && tries > 0)
                body.getDisplay().timerExec(WAIT, () -> {
                    if (!body.isDisposed())
                        run(step, index, tries - 1);
                });
            else
                session.status().message(Kind.INFO, Words.get("guide.notYet", Words.get(guide.words + step.key())));
        } catch (CommandException e) {
            Failures.log(e);
        }
    }

    private int next(int from) {
        int step = done.nextClearBit(from);
        return step < guide.steps.size() ? step : Math.min(done.nextClearBit(0), guide.steps.size());
    }

    private void fill() {
        for (Control child : body.getChildren())
            child.dispose();
        buttons.clear();
        head();
        for (int i = 0; i < guide.steps.size(); i++)
            row(i);
        foot();
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
        label(head, Words.get(guide.words + "title"), Type.HEADING, "");
        boolean all = done.cardinality() == guide.steps.size();
        label(head, all ? Words.get(guide.words + "all") : Words.get(guide.words + "about", guide.steps.size()),
                Type.SMALL, "loupe-hint");
        Canvas bar = new Canvas(head, SWT.DOUBLE_BUFFERED);
        GridDataFactory.fillDefaults().grab(true, false).hint(100, 6).indent(0, 4).applyTo(bar);
        bar.addListener(SWT.Paint, e -> {
            int width = bar.getClientArea().width;
            pill(e.gc, width, Token.LINE2);
            pill(e.gc, width * done.cardinality() / guide.steps.size(), Token.ACCENT);
        });
        if (all) {
            Link again = new Link(head, SWT.NONE);
            again.setText("<a>" + Words.get("guide.restart") + "</a>");
            again.addListener(SWT.Selection, e -> restart());
        }
    }

    private void foot() {
        Composite foot = new Composite(body, SWT.NONE);
        GridLayoutFactory.fillDefaults().margins(12, 12).spacing(0, 6).applyTo(foot);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(foot);
        label(foot, Words.get("guide.others"), Type.SMALL, "loupe-hint");
        for (Guide other : Guide.values()) {
            if (other == guide)
                continue;
            Link link = new Link(foot, SWT.WRAP);
            link.setText("<a>" + Words.get(other.words + "title") + "</a>");
            link.setFont(Palette.font(Type.SMALL));
            GridDataFactory.fillDefaults().grab(true, false).hint(LEAST, SWT.DEFAULT).applyTo(link);
            link.addListener(SWT.Selection, e -> show(other));
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
        GridDataFactory.fillDefaults().grab(true, false).hint(LEAST, SWT.DEFAULT).applyTo(label);
        return label;
    }

    private void row(int i) {
        Step step = guide.steps.get(i);
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
        Label title = label(row, Words.get(guide.words + step.key()), now ? Type.STRONG : Type.BODY, style);
        for (Control part : List.of(row, mark, title))
            part.addListener(SWT.MouseUp, e -> choose(i));
        if (!now)
            return;
        new Label(row, SWT.NONE).setVisible(false);
        label(row, Words.get(guide.words + step.key() + ".text"), Type.SMALL, style);
        new Label(row, SWT.NONE).setVisible(false);
        Composite actions = new Composite(row, SWT.NONE);
        ToolRow.style(actions, style);
        RowLayoutFactory.fillDefaults().wrap(true).center(true).spacing(8).margins(0, 0).applyTo(actions);
        GridDataFactory.fillDefaults().grab(true, false).hint(LEAST, SWT.DEFAULT).indent(0, 6).applyTo(actions);
        buttons.add(new ToolButton(actions, "", Words.get("guide.do"), Look.PRIMARY,
                () -> doIt(i)));
        buttons.add(new ToolButton(actions, "", Words.get("guide.done"), Look.BORDERED, () -> done(i)));
        Link skip = new Link(actions, SWT.NONE);
        ToolRow.style(skip, style);
        skip.setText("<a>" + Words.get("guide.skip") + "</a>");
        skip.addListener(SWT.Selection, e -> choose(Math.min(i + 1, guide.steps.size() - 1)));
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
        if (guide.steps.get(step).key().equals(guide.from))
            runsBefore = session.project().map(p -> p.project().getRuns().size()).orElse(1);
        keep();
        choose(next(step));
    }

    private void keep() {
        guide.keep(doneKeys());
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
            ran.add(id);
            for (int i = 0; i < guide.steps.size(); i++)
                if (guide.steps.get(i).last().equals(id) && !done.get(i))
                    done(i);
            look();
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
