package org.loupe.ui.internal.help;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.core.commands.IExecutionListener;
import org.eclipse.core.commands.NotHandledException;
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
import org.eclipse.ui.part.ViewPart;
import org.loupe.ui.Icons;
import org.loupe.ui.Palette;
import org.loupe.ui.Palette.Token;
import org.loupe.ui.Palette.Type;
import org.loupe.ui.Parts;
import org.loupe.ui.Preferences;
import org.loupe.ui.Session;
import org.loupe.ui.ToolButton;
import org.loupe.ui.ToolButton.Look;
import org.loupe.ui.ToolRow;
import org.loupe.ui.Words;
import org.loupe.ui.internal.Ids;

/**
 * The cheat sheet "Inspect against a golden reference": seven steps, each with its command, which "Do it for me" runs.
 * A step is done when its command has run, by whatever way; what is done is kept, so one can leave and come back.
 */
public final class GuideView extends ViewPart {
    private static final Preferences.Key<String> DONE = new Preferences.Key<>("guide.golden", "");

    /**
     * One step.
     *
     * @param key     of its words
     * @param command that does it
     */
    private record Step(String key, String command) {
    }

    private static final List<Step> STEPS = List.of(new Step("open", Ids.OPEN_SAMPLE),
            new Step("look", "org.loupe.ui.viewer.split"), new Step("recipe", "org.loupe.ui.window.recipe"),
            new Step("run", Ids.RUN), new Step("mistakes", Ids.REVIEW),
            new Step("tune", "org.loupe.ui.review.cheapest"), new Step("report", "org.loupe.ui.file.report"));

    private final BitSet done = new BitSet();
    private final List<ToolButton> buttons = new ArrayList<>();
    private ScrolledComposite scroll;
    private Composite body;
    private int current;

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
        Session session = getSite().getService(Session.class);
        Runnable opened = () -> {
            if (session.project().isPresent() && !done.get(0))
                done(0); // by whatever way, such as the start page
        };
        session.listen(body, Session.Event.PROJECT, opened);
        opened.run();
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
        label(head, Words.get("guide.about", STEPS.size()), Type.SMALL, "loupe-hint");
        Canvas bar = new Canvas(head, SWT.DOUBLE_BUFFERED);
        GridDataFactory.fillDefaults().grab(true, false).hint(100, 6).indent(0, 4).applyTo(bar);
        bar.addListener(SWT.Paint, e -> {
            int width = bar.getClientArea().width;
            pill(e.gc, width, Token.LINE2);
            pill(e.gc, width * done.cardinality() / STEPS.size(), Token.ACCENT);
        });
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
                () -> ToolRow.execute(getSite(), step.command)));
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
        keep();
        choose(0);
    }

    private void done(int step) {
        done.set(step);
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
                if (STEPS.get(i).command.equals(id) && !done.get(i))
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
