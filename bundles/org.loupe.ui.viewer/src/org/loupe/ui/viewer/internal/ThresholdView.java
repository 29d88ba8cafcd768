package org.loupe.ui.viewer.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Link;
import org.eclipse.ui.part.ViewPart;
import org.loupe.engine.RecipeStep;
import org.loupe.engine.Schema;
import org.loupe.model.Project;
import org.loupe.ui.Contexts;
import org.loupe.ui.NumberField;
import org.loupe.ui.Palette;
import org.loupe.ui.Palette.Token;
import org.loupe.ui.Parts;
import org.loupe.ui.Session;
import org.loupe.ui.Slider;
import org.loupe.ui.TextField;
import org.loupe.ui.ToolButton;
import org.loupe.ui.ToolRow;
import org.loupe.ui.Words;

/** Which limit is right: overkill, escape and cost move with a slider, and the recipe takes what is chosen. */
public final class ThresholdView extends ViewPart {
    /** Keys of the threshold are live. */
    static final String CONTEXT = "org.loupe.ui.context.threshold";
    private static final int LABEL = 92, FIELD = 72, MOST_ROWS = 6;
    private static final double MOST_IOU = 0.95;

    /** A label, a slider and a field for one number. */
    private record Row(Label label, Slider slider, NumberField field) {
    }

    private Session session;
    private Review review;
    private ToolRow tools;
    private Combo scope, counted;
    private ToolButton step, parameter, back;
    private Cards cards;
    private LimitPlot plot;
    private ScoreBars bars;
    private Row limit, escapeCost, overkillCost, escapeTarget, overkillTarget, iou;
    private ClassTable table;
    private TextField currency;
    private NumberField month;
    private Composite page, body, form;
    private Label note;
    private Link link;
    private Object shown;
    private boolean filling;

    @Override
    public void createPartControl(Composite parent) {
        session = getSite().getService(Session.class);
        review = Review.of(getSite().getWorkbenchWindow());
        Parts.title(this, parent, "target", this::setTitleImage);
        page = new Composite(parent, SWT.NONE);
        ToolRow.style(page, "loupe-part");
        GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(page);
        toolRow();
        Composite says = new Composite(page, SWT.NONE);
        ToolRow.style(says, "loupe-part");
        GridDataFactory.fillDefaults().grab(true, false).applyTo(says);
        GridLayoutFactory.fillDefaults().margins(12, 6).numColumns(2).applyTo(says);
        note = new Label(says, SWT.WRAP);
        ToolRow.style(note, "loupe-hint");
        GridDataFactory.fillDefaults().grab(true, false).align(SWT.FILL, SWT.CENTER).hint(200, SWT.DEFAULT)
                .applyTo(note);
        link = new Link(says, SWT.NONE);
        ToolRow.style(link, "loupe-hint");
        link.addListener(SWT.Selection, e -> ToolRow.execute(getSite(), e.text));
        Runnable tint = () -> link.setLinkForeground(Palette.color(Token.ACCENT));
        tint.run();
        Palette.onChange(link, tint);
        body = new Composite(page, SWT.NONE);
        ToolRow.style(body, "loupe-part");
        GridDataFactory.fillDefaults().grab(true, true).applyTo(body);
        GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(body);
        cards = new Cards(body, review);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(cards);
        plot = new LimitPlot(body, review);
        GridDataFactory.fillDefaults().grab(true, true).hint(300, 130).applyTo(plot);
        bars = new ScoreBars(body, review, plot);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(bars);
        form();
        table = new ClassTable(body, review);
        GridDataFactory.fillDefaults().grab(true, true).hint(300, 130).indent(12, 6).applyTo(table);
        for (Control canvas : List.of(plot, bars))
            Contexts.whileFocused(canvas, getSite(), CONTEXT);
        session.listen(page, Session.Event.PROJECT, this::update);
        review.attach(this, page, false, this::update);
    }

    private void toolRow() {
        tools = new ToolRow(page, getSite()).fillWidth();
        step = tools.add(new ToolButton(tools, "", "", ToolButton.Look.FLAT, this::chooseStep));
        step.setToolTipText(Words.get("review.step"));
        parameter = tools.add(new ToolButton(tools, "", "", ToolButton.Look.FLAT, this::chooseParameter));
        parameter.setToolTipText(Words.get("review.parameter"));
        tools.command("org.loupe.ui.review.try", "play");
        tools.spring();
        back = tools.command("org.loupe.ui.review.back", "undo", Words.get("review.backTo", Words.number(0.5, 2)));
        tools.command("org.loupe.ui.review.apply", "check", Words.get("review.apply"));
    }

    private void chooseStep() {
        Judged judged = review.judged().orElse(null);
        if (judged == null)
            return;
        List<RecipeStep> steps = judged.run().recipe().steps();
        Menus.drop(step, menu -> {
            for (int i = 0; i < steps.size(); i++) {
                int at = i;
                List<Schema.Field> numbers = Sweep.numbers(steps.get(i), session);
                if (steps.get(i).enabled() && !numbers.isEmpty())
                    Menus.choice(menu, Target.label(session, steps.get(i).tool()), at == stepIndex(judged),
                            () -> look(judged, at, numbers.get(0)));
            }
        });
    }

    private void chooseParameter() {
        Judged judged = review.judged().orElse(null);
        int at = judged == null ? -1 : stepIndex(judged);
        if (at < 0)
            return;
        String now = review.sweep().on() ? review.sweep().parameter() : judged.run().cut().orElseThrow().parameter();
        Menus.drop(parameter, menu -> {
            for (Schema.Field field : Sweep.numbers(judged.run().recipe().steps().get(at), session))
                Menus.choice(menu, field.label(), field.name().equals(now), () -> look(judged, at, field));
        });
    }

    /** Index of the step whose parameter is turned, -1 if the recipe has no limit of the score. */
    private int stepIndex(Judged judged) {
        return review.sweep().on() ? review.sweep().step() : judged.run().cut().map(c -> c.step()).orElse(-1);
    }

    /** Turns a parameter; that which limits the score needs no trying, so a step that has it begins with it. */
    private void look(Judged judged, int at, Schema.Field field) {
        boolean other = at != stepIndex(judged);
        boolean cut = judged.run().cut().filter(c -> c.step() == at && (other || c.parameter().equals(field.name())))
                .isPresent();
        review.sweep().choose(cut ? -1 : at, cut ? null : field);
    }

    private void form() {
        form = new Composite(body, SWT.NONE);
        ToolRow.style(form, "loupe-part");
        GridDataFactory.fillDefaults().grab(true, false).applyTo(form);
        GridLayoutFactory.fillDefaults().numColumns(6).margins(12, 4).spacing(8, 4).applyTo(form);
        limit = row(form, "review.limit", 0.01, v -> review.set(v), v -> review.set(v));
        escapeCost = row(form, "review.escapeCost", 1, v -> review.stakes().tryCosts(v, Double.NaN), v -> {
            review.stakes().tryCosts(Double.NaN, Double.NaN);
            change("review.escapeCost", p -> p.setEscapeCost(v));
        });
        label(form, "review.scope");
        scope = combo(form);
        scope.addListener(SWT.Selection, e -> review.scope(scope.getSelectionIndex() <= 0 ? "" : scope.getText()));
        overkillCost = row(form, "review.overkillCost", 1, v -> review.stakes().tryCosts(Double.NaN, v), v -> {
            review.stakes().tryCosts(Double.NaN, Double.NaN);
            change("review.overkillCost", p -> p.setOverkillCost(v));
        });
        label(form, "review.count");
        counted = combo(form);
        counted.setItems(Words.get("review.count.defects"), Words.get("review.count.images"));
        counted.addListener(SWT.Selection, e -> review.perImage(counted.getSelectionIndex() == 1));
        Stakes stakes = review.stakes();
        escapeTarget = row(form, "review.escapeTarget", 0.5, v -> stakes.tryTargets(v / 100, Double.NaN), v -> {
            stakes.tryTargets(Double.NaN, Double.NaN);
            change("review.escapeTarget", p -> p.setEscapeTarget(Math.min(1, v / 100)));
        });
        iou = row(form, "review.iou", 0.01, v -> { }, v -> review.iou(Math.min(MOST_IOU, v)));
        overkillTarget = row(form, "review.overkillTarget", 0.5, v -> stakes.tryTargets(Double.NaN, v / 100), v -> {
            stakes.tryTargets(Double.NaN, Double.NaN);
            change("review.overkillTarget", p -> p.setOverkillTarget(Math.min(1, v / 100)));
        });
        label(form, "review.currency");
        currency = new TextField(form, "");
        GridDataFactory.fillDefaults().span(2, 1).align(SWT.FILL, SWT.CENTER).hint(60, SWT.DEFAULT).applyTo(currency);
        currency.setToolTipText(Words.get("review.currencyTip"));
        for (int event : new int[] { SWT.DefaultSelection, SWT.FocusOut })
            currency.text().addListener(event, e -> {
                String text = currency.text().getText().strip();
                if (session.project().isPresent() && !text.equals(review.stakes().project().getCurrency()))
                    change("review.currency", p -> p.setCurrency(text));
            });
        label(form, "review.month").setToolTipText(Words.get("review.monthTip"));
        month = number(form, 1000, v -> change("review.month",
                p -> p.setImagesPerMonth((int) Math.max(0, Math.min(Integer.MAX_VALUE, v)))));
        GridDataFactory.fillDefaults().span(2, 1).align(SWT.FILL, SWT.CENTER).hint(60, SWT.DEFAULT).applyTo(month);
    }

    private static Combo combo(Composite parent) {
        Combo combo = new Combo(parent, SWT.READ_ONLY);
        GridDataFactory.fillDefaults().span(2, 1).align(SWT.FILL, SWT.CENTER).hint(60, SWT.DEFAULT).applyTo(combo);
        return combo;
    }

    private static Label label(Composite parent, String words) {
        Label label = new Label(parent, SWT.NONE);
        ToolRow.style(label, "loupe-part");
        label.setText(Words.get(words));
        GridDataFactory.swtDefaults().align(SWT.LEFT, SWT.CENTER).hint(LABEL, SWT.DEFAULT).applyTo(label);
        return label;
    }

    private NumberField number(Composite parent, double notch, DoubleConsumer changed) {
        NumberField field = new NumberField(parent, notch, text -> {
            try {
                if (!filling)
                    changed.accept(Double.parseDouble(text.replace(',', '.')));
            } catch (NumberFormatException e) {
                parent.getDisplay().beep();
                update(); // the old value comes back
            }
        });
        GridDataFactory.swtDefaults().align(SWT.FILL, SWT.CENTER).hint(FIELD, SWT.DEFAULT).applyTo(field);
        return field;
    }

    private Row row(Composite parent, String words, double notch, DoubleConsumer moving, DoubleConsumer moved) {
        Label label = label(parent, words);
        Slider slider = new Slider(parent, 0, 1, notch, 0, moving, moved);
        GridDataFactory.fillDefaults().grab(true, false).align(SWT.FILL, SWT.CENTER).hint(80, SWT.DEFAULT)
                .applyTo(slider);
        return new Row(label, slider, number(parent, notch, v -> moved.accept(Math.max(0, v))));
    }

    private void change(String what, Consumer<Project> edit) {
        review.stakes().edit(Words.get("command.set", Words.get(what)), edit);
    }

    // ---- what is shown

    private void update() {
        if (page.isDisposed())
            return;
        filling = true;
        Judged judged = review.judged().orElse(null);
        boolean open = session.project().isPresent() && judged != null;
        boolean changed = body.getVisible() != open;
        body.setVisible(open);
        changed |= say();
        if (open) {
            boolean truth = review.state() != Review.State.NO_TRUTH;
            for (Control c : List.of(cards, bars, table))
                changed |= show(c, truth && (c == cards || !review.sweep().on()));
            changed |= fit();
            if (shown != judged)
                fillChoices(judged);
            boolean same = plotted != null && plotted.equals(basis(judged));
            if (!same) {
                plotted = basis(judged);
                plot.fill();
            }
            values(judged);
            for (Control c : List.of(cards, plot, bars, table))
                c.redraw();
        }
        shown = judged;
        filling = false;
        if (changed)
            page.layout(true, true);
        tools.refresh();
    }

    /** Gives the table the room of its rows, and what is left only if there are many. */
    private boolean fit() {
        GridData data = (GridData) table.getLayoutData();
        int rows = table.count(), high = table.height(Math.min(rows, MOST_ROWS));
        if (data.heightHint == high && data.grabExcessVerticalSpace == rows > MOST_ROWS)
            return false;
        data.heightHint = high;
        data.grabExcessVerticalSpace = rows > MOST_ROWS;
        return true;
    }

    /** @return whether that changes the layout */
    private static boolean show(Control control, boolean visible) {
        GridData data = (GridData) control.getLayoutData();
        if (data.exclude != visible)
            return false;
        data.exclude = !visible;
        control.setVisible(visible);
        return true;
    }

    /** What the curves depend on besides the setting. */
    private record Basis(Judged judged, Object goal, Object points, double before, Review.State state) {
    }

    private Basis plotted;

    private Basis basis(Judged judged) {
        return new Basis(judged, review.goal(), review.sweep().on() ? List.of(review.sweep().step(),
                review.sweep().parameter(), review.sweep().points()) : List.of(), review.before(), review.state());
    }

    /** One sentence about what is missing, and what helps. @return whether its height may have changed */
    private boolean say() {
        String words = "", help = "";
        Judged judged = review.judged().orElse(null);
        switch (review.state()) {
            case NO_RUN -> words = Words.get("review.noRun");
            case FAILED -> {
                words = review.problem();
                help = Words.get("review.link.truth");
            }
            case NO_TRUTH -> {
                words = Words.get("review.noTruth");
                help = Words.get("review.link.truth");
            }
            case WORKING -> words = judged == null ? Words.get("review.working") : "";
            case READY -> {
                if (review.sweep().on()) {
                    words = review.sweep().running() ? Words.get("review.sweep.running",
                            review.sweep().points().size(), review.sweep().values().size()) : "";
                    help = review.sweep().running() ? Words.get("review.link.stop") : Words.get("review.link.try",
                            review.sweep().values().size(), review.sweep().images());
                } else if (review.canLookBelow()) {
                    words = Words.get("review.floor", Words.number(judged.run().floor(), 2));
                    help = Words.get("review.link.below");
                }
            }
        }
        if (words.equals(note.getText()) && help.equals(link.getText()))
            return false;
        note.setText(words);
        link.setText(help);
        GridData row = (GridData) note.getParent().getLayoutData();
        row.exclude = words.isEmpty() && help.isEmpty();
        note.getParent().setVisible(!row.exclude);
        return true;
    }

    private void fillChoices(Judged judged) {
        List<String> scopes = new ArrayList<>(List.of(Words.get("review.allClasses")));
        if (!judged.all().classAgnostic())
            scopes.addAll(judged.all().classes());
        scope.setItems(scopes.toArray(String[]::new));
        scope.select(Math.max(0, scopes.indexOf(review.scope())));
        scope.setEnabled(scopes.size() > 1);
    }

    private void values(Judged judged) {
        Dial dial = review.dial();
        limit.label.setText(dial.label());
        limit.label.setToolTipText(dial.unit().isEmpty() ? dial.label()
                : Words.get("review.axis", dial.label(), dial.unit()));
        limit.slider.range(dial.from(), dial.to(), dial.notch(), dial.before());
        limit.slider.value(review.setting());
        limit.field.value(review.sweep().on() ? write(review.setting())
                : String.format(Locale.ROOT, "%.2f", review.setting()), false);
        Project project = review.stakes().project();
        var goal = review.goal();
        cost(escapeCost, goal.escapeCost(), project.getEscapeCost());
        cost(overkillCost, goal.overkillCost(), project.getOverkillCost());
        target(escapeTarget, goal.escapeTarget(), project.getEscapeTarget());
        target(overkillTarget, goal.overkillTarget(), project.getOverkillTarget());
        if (!currency.text().isFocusControl() && !currency.text().getText().equals(project.getCurrency()))
            currency.text().setText(project.getCurrency());
        month.value(write(project.getImagesPerMonth()), false);
        iou.slider.range(0, MOST_IOU, 0.01, Review.DEFAULT_IOU);
        iou.slider.value(review.iou());
        iou.field.value(write(review.iou()), false);
        counted.select(review.perImage() ? 1 : 0);
        String to = Double.isNaN(dial.before()) ? "–" : write(dial.before());
        String words = Words.get("review.backTo", review.sweep().on() ? to : Words.number(dial.before(), 2));
        int at = stepIndex(judged);
        String tool = at < 0 ? Words.get("review.step")
                : Target.label(session, judged.run().recipe().steps().get(at).tool());
        String turned = review.sweep().on() ? dial.label()
                : judged.run().cut().map(c -> c.field().label()).orElse(Words.get("review.parameter"));
        boolean wider = write(back, words) | write(step, Words.get("review.drop", tool))
                | write(parameter, Words.get("review.drop", turned));
        if (wider)
            tools.layout();
    }

    private static boolean write(ToolButton button, String words) {
        if (words.equals(button.text()))
            return false;
        button.text(words);
        return true;
    }

    private static void target(Row row, double now, double saved) {
        row.slider.range(0, Math.max(20, Math.ceil(saved * 100)), 0.5, saved * 100);
        row.slider.value(now * 100);
        row.field.value(write(now * 100), false);
    }

    private static void cost(Row row, double now, double saved) {
        double most = 100;
        while (most < Math.max(now, saved))
            most *= 10;
        row.slider.range(0, most, most / 100, saved);
        row.slider.value(now);
        row.field.value(write(now), false);
    }

    private static String write(double value) {
        return NumberField.write(Math.round(value * 1e4) / 1e4);
    }

    // ---- for tests

    /** What the cards say. */
    public List<String> cards() {
        return cards.texts();
    }

    /** The sentence above the cards and its link. */
    public String note() {
        return note.getText() + link.getText();
    }

    /** The curves. */
    public Control plot() {
        return plot;
    }

    @Override
    public void setFocus() {
        plot.setFocus();
    }
}
