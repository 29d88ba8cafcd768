package org.loupe.ui.viewer.internal;

import java.util.ArrayList;
import java.util.List;
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
import org.loupe.ui.NumberField;
import org.loupe.ui.Parts;
import org.loupe.ui.Session;
import org.loupe.ui.Slider;
import org.loupe.ui.ToolButton;
import org.loupe.ui.ToolRow;
import org.loupe.ui.Words;

/** Which limit is right: overkill, escape and cost move with a slider, and the recipe takes what is chosen. */
public final class ThresholdView extends ViewPart {
    /** Keys of the threshold are live. */
    static final String CONTEXT = "org.loupe.ui.context.threshold";
    private static final int LABEL = 108, FIELD = 76;

    /** A label, a slider and a field for one number. */
    private record Row(Label label, Slider slider, NumberField field) {
    }

    private Session session;
    private Review review;
    private ToolRow tools;
    private Combo step, parameter, scope, counted;
    private ToolButton tries, back;
    private Cards cards;
    private LimitPlot plot;
    private ScoreBars bars;
    private Row limit, escapeCost, overkillCost;
    private NumberField iou, escapeTarget, overkillTarget;
    private ClassTable table;
    private Composite page, body;
    private Label note;
    private Link link;
    private List<Integer> stepIndex = List.of();
    private List<Schema.Field> fields = List.of();
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
        body = new Composite(page, SWT.NONE);
        ToolRow.style(body, "loupe-part");
        GridDataFactory.fillDefaults().grab(true, true).applyTo(body);
        GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(body);
        cards = new Cards(body, review);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(cards);
        plot = new LimitPlot(body, review);
        GridDataFactory.fillDefaults().grab(true, true).hint(300, 170).applyTo(plot);
        bars = new ScoreBars(body, review, plot);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(bars);
        form();
        table = new ClassTable(body, review);
        GridDataFactory.fillDefaults().grab(true, true).hint(300, 130).indent(12, 6).applyTo(table);
        for (Control canvas : List.of(plot, bars))
            Contexts.whileFocused(canvas, getSite(), CONTEXT);
        session.listen(page, Session.Event.PROJECT, this::update);
        review.attach(this, page, this::update);
    }

    private void toolRow() {
        tools = new ToolRow(page, getSite()).fillWidth();
        step = combo(tools, "review.step", 150);
        parameter = combo(tools, "review.parameter", 140);
        step.addListener(SWT.Selection, e -> {
            fillParameters();
            chooseParameter();
        });
        parameter.addListener(SWT.Selection, e -> chooseParameter());
        tries = tools.command("org.loupe.ui.review.try", "play");
        tools.spring();
        back = tools.command("org.loupe.ui.review.back", "undo", Words.get("review.backTo", Words.number(0.5, 2)));
        tools.command("org.loupe.ui.review.apply", "check", Words.get("review.apply"));
    }

    private Combo combo(ToolRow row, String tip, int width) {
        Combo combo = row.add(new Combo(row, SWT.READ_ONLY));
        combo.setToolTipText(Words.get(tip));
        ((GridData) combo.getLayoutData()).widthHint = width;
        return combo;
    }

    private void form() {
        Composite form = new Composite(body, SWT.NONE);
        ToolRow.style(form, "loupe-part");
        GridDataFactory.fillDefaults().grab(true, false).applyTo(form);
        GridLayoutFactory.fillDefaults().numColumns(6).equalWidth(false).margins(12, 6).spacing(8, 4).applyTo(form);
        limit = row(form, "review.limit", 0.01, v -> review.set(v), v -> review.set(v));
        escapeCost = row(form, "review.escapeCost", 1, v -> review.tryCosts(v, Double.NaN), v -> {
            review.tryCosts(Double.NaN, Double.NaN);
            change("review.escapeCost", p -> p.setEscapeCost(v));
        });
        label(form, "review.scope");
        scope = new Combo(form, SWT.READ_ONLY);
        GridDataFactory.fillDefaults().span(2, 1).align(SWT.FILL, SWT.CENTER).hint(60, SWT.DEFAULT).applyTo(scope);
        scope.addListener(SWT.Selection, e -> review.scope(scope.getSelectionIndex() <= 0 ? "" : scope.getText()));
        overkillCost = row(form, "review.overkillCost", 1, v -> review.tryCosts(Double.NaN, v), v -> {
            review.tryCosts(Double.NaN, Double.NaN);
            change("review.overkillCost", p -> p.setOverkillCost(v));
        });
        label(form, "review.count");
        Composite counts = new Composite(form, SWT.NONE);
        ToolRow.style(counts, "loupe-part");
        GridDataFactory.fillDefaults().span(2, 1).align(SWT.FILL, SWT.CENTER).applyTo(counts);
        GridLayoutFactory.fillDefaults().numColumns(3).spacing(8, 0).applyTo(counts);
        counted = new Combo(counts, SWT.READ_ONLY);
        counted.setItems(Words.get("review.count.defects"), Words.get("review.count.images"));
        GridDataFactory.fillDefaults().grab(true, false).align(SWT.FILL, SWT.CENTER).hint(60, SWT.DEFAULT)
                .applyTo(counted);
        counted.addListener(SWT.Selection, e -> review.perImage(counted.getSelectionIndex() == 1));
        Label match = new Label(counts, SWT.NONE);
        ToolRow.style(match, "loupe-part");
        match.setText(Words.get("review.iou"));
        iou = number(counts, 0.01, review::iou);
        label(form, "review.targets");
        Composite targets = new Composite(form, SWT.NONE);
        ToolRow.style(targets, "loupe-part");
        GridDataFactory.fillDefaults().span(2, 1).align(SWT.FILL, SWT.CENTER).applyTo(targets);
        GridLayoutFactory.fillDefaults().numColumns(4).spacing(6, 0).applyTo(targets);
        escapeTarget = target(targets, "review.escape",
                v -> change("review.escapeTarget", p -> p.setEscapeTarget(v / 100)));
        overkillTarget = target(targets, "review.overkill",
                v -> change("review.overkillTarget", p -> p.setOverkillTarget(v / 100)));
    }

    private NumberField target(Composite parent, String words, DoubleConsumer changed) {
        Label label = new Label(parent, SWT.NONE);
        ToolRow.style(label, "loupe-hint");
        label.setText(Words.get("review.targetOf", Words.get(words)));
        return number(parent, 0.5, v -> changed.accept(Math.max(0, Math.min(100, v))));
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
        review.edit(Words.get("command.set", Words.get(what)), edit);
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
                } else if (judged.run().floor() > judged.from()) {
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
        List<RecipeStep> steps = judged.run().recipe().steps();
        List<Integer> index = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++)
            if (steps.get(i).enabled() && !Sweep.numbers(steps.get(i), session).isEmpty()) {
                index.add(i);
                names.add(Target.label(session, steps.get(i).tool()));
            }
        stepIndex = index;
        step.setItems(names.toArray(String[]::new));
        int cut = judged.run().cut().map(c -> c.step()).orElse(-1);
        step.select(Math.max(0, index.indexOf(review.sweep().on() ? review.sweep().step() : cut)));
        fillParameters();
        List<String> scopes = new ArrayList<>(List.of(Words.get("review.allClasses")));
        if (!judged.all().classAgnostic())
            scopes.addAll(judged.all().classes());
        scope.setItems(scopes.toArray(String[]::new));
        scope.select(Math.max(0, scopes.indexOf(review.scope())));
        scope.setEnabled(scopes.size() > 1);
    }

    private void fillParameters() {
        Judged judged = review.judged().orElse(null);
        if (judged == null || step.getSelectionIndex() < 0) {
            parameter.removeAll();
            return;
        }
        int at = stepIndex.get(step.getSelectionIndex());
        fields = Sweep.numbers(judged.run().recipe().steps().get(at), session);
        parameter.setItems(fields.stream().map(Schema.Field::label).toArray(String[]::new));
        String wanted = review.sweep().on() ? review.sweep().parameter()
                : judged.run().cut().filter(c -> c.step() == at).map(c -> c.parameter()).orElse("");
        int select = 0;
        for (int i = 0; i < fields.size(); i++)
            if (fields.get(i).name().equals(wanted))
                select = i;
        parameter.select(select);
    }

    private void chooseParameter() {
        Judged judged = review.judged().orElse(null);
        if (judged == null || parameter.getSelectionIndex() < 0)
            return;
        int at = stepIndex.get(step.getSelectionIndex());
        Schema.Field field = fields.get(parameter.getSelectionIndex());
        boolean cut = judged.run().cut().filter(c -> c.step() == at && c.parameter().equals(field.name())).isPresent();
        review.sweep().choose(cut ? -1 : at, cut ? null : field);
    }

    private void values(Judged judged) {
        Dial dial = review.dial();
        limit.label.setText(review.sweep().on() ? dial.label() : Words.get("review.limit"));
        limit.slider.range(dial.from(), dial.to(), dial.notch(), dial.before());
        limit.slider.value(review.setting());
        limit.field.value(write(review.setting()), false);
        Project project = review.project();
        var goal = review.goal();
        cost(escapeCost, goal.escapeCost(), project.getEscapeCost());
        cost(overkillCost, goal.overkillCost(), project.getOverkillCost());
        escapeTarget.value(write(project.getEscapeTarget() * 100), false);
        overkillTarget.value(write(project.getOverkillTarget() * 100), false);
        iou.value(write(review.iou()), false);
        counted.select(review.perImage() ? 1 : 0);
        String to = Double.isNaN(dial.before()) ? "–" : write(dial.before());
        String words = Words.get("review.backTo", review.sweep().on() ? to : Words.number(dial.before(), 2));
        if (!words.equals(back.text())) {
            back.text(words);
            tools.layout();
        }
        tries.setEnabled(review.sweep().on());
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
