package org.loupe.ui.internal.wizard;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;
import org.loupe.api.Task;
import org.loupe.api.ToolException;
import org.loupe.api.Trainer;
import org.loupe.engine.Progress;
import org.loupe.engine.nets.NetSettings;
import org.loupe.engine.nets.NetTraining;
import org.loupe.model.ModelEntry;
import org.loupe.model.Recipe;
import org.loupe.ui.Failures;
import org.loupe.ui.Palette;
import org.loupe.ui.Palette.Token;
import org.loupe.ui.Session;
import org.loupe.ui.Words;
import org.loupe.workspace.ProjectFile;
import org.loupe.workspace.RecipeModel;
import org.loupe.workspace.nets.NetExamples;
import org.loupe.workspace.nets.NetPlan;
import org.loupe.workspace.nets.NetSurvey;
import org.loupe.workspace.stack.StackExamples;
import org.loupe.workspace.stack.StackSource;

/**
 * What a net learns from, how it is judged, and whether there is memory for it. Examples are counted in the background,
 * and memory is estimated from a few of them.
 */
final class NetPage extends FormPage {
    /** What nets learn to do. */
    static final List<Task> TASKS = List.of(Task.DETECTION, Task.SEGMENTATION, Task.IMAGE_CLASSIFICATION);
    /** Examples by which memory is estimated. */
    private static final int SAMPLE = 3;

    /** What an estimate came to. @param lighter what it would take less with, for people; "" for nothing */
    private record Estimate(long bytes, long free, boolean fits, String lighter, String problem) {
    }

    private final ParametersPage parameters;
    private final boolean sweep;
    private final NetSettings usual = NetSettings.of("");
    private final List<Recipe> recipes = new ArrayList<>();
    /** Nets that the chosen trainer can go on from, the newest first. */
    private List<ModelEntry> nets = List.of();
    private ProjectFile asked;
    private Runnable answer = () -> { };
    private List<StackExamples.Image> images = List.of();
    /** By the task; empty while they are not counted. */
    private Map<Task, NetSurvey> surveys = Map.of();
    private String problem = "", trainer = "";
    private int estimates;
    private Combo start, recipe;
    private Text held, seed, least, merge, evaluation;
    private Label memory;
    private Button lighter;

    /**
     * A page.
     *
     * @param parameters of the trainer that is chosen
     * @param sweep      whether several nets are compared: some images must be held apart then, and all nets learn alike
     */
    NetPage(ParametersPage parameters, boolean sweep) {
        super("newTraining.net");
        this.parameters = parameters;
        this.sweep = sweep;
    }

    private ProjectWizard wizard() {
        return (ProjectWizard) getWizard();
    }

    /** Number of images, or of objects if they get a class, that a net can learn from; 0 while they are not counted. */
    int usable(Task task) {
        if (surveys.isEmpty())
            return 0;
        return task == Task.IMAGE_CLASSIFICATION ? surveys.get(task).labels() : surveys.get(task).images();
    }

    // ---- examples

    /** Counts the labelled images of a project in the background, once. @param then called when they are counted */
    void ask(ProjectFile project, Runnable then) {
        answer = then;
        if (project == null || project == asked)
            return;
        asked = project;
        Session session = ProjectWizard.session();
        StackSource source = new StackSource(project);
        Job.createSystem(Words.get("wizard.newTraining.counting"), monitor -> {
            List<StackExamples.Image> found = List.of();
            String wrong = "";
            try {
                found = source.read(session.registry());
            } catch (ToolException e) {
                wrong = Failures.text(e);
            }
            List<StackExamples.Image> all = found;
            Map<Task, NetSurvey> counted = TASKS.stream().collect(Collectors.toMap(task -> task,
                    task -> NetSurvey.of(all, task)));
            String why = wrong;
            session.ui(() -> {
                images = all;
                surveys = counted;
                problem = why;
                answer.run();
            });
        }).schedule();
    }

    /** Whether the examples are not counted yet. */
    boolean reading() {
        return asked != null && surveys.isEmpty();
    }

    /** Whether labels are there, or images, but no image that a net of a task could learn from. */
    boolean lacksImages(Task task) {
        return !surveys.isEmpty() && usable(task) == 0;
    }

    /** What there is to learn from, for people. */
    String surveyed(Task task) {
        if (surveys.isEmpty())
            return Words.get("wizard.newTraining.counting");
        NetSurvey survey = surveys.get(task);
        if (survey.images() == 0)
            return ""; // the title says so
        String words = Words.get(task == Task.IMAGE_CLASSIFICATION ? "wizard.newTraining.surveyLabels"
                : "wizard.newTraining.survey", survey.images(), survey.labels(), survey.classes().size(),
                survey.groups());
        return survey.open() == 0 ? words : Words.get("wizard.newTraining.surveyOpen", words, survey.open());
    }

    /** What is wrong with the examples for a task, with the remedy; "" if nothing is. */
    String problemOfExamples(Task task) {
        if (surveys.isEmpty())
            return Words.get("wizard.newTraining.counting");
        NetSurvey survey = surveys.get(task);
        if (survey.images() == 0)
            return !problem.isEmpty() ? problem : task == Task.IMAGE_CLASSIFICATION
                    ? Words.get("wizard.newTraining.noLabels")
                    : Words.get("wizard.newTraining.noComplete", survey.open());
        if (survey.labels() == 0)
            return Words.get("wizard.newTraining.noObjects", survey.images());
        return task == Task.SEGMENTATION && survey.outlines() < survey.labels()
                ? Words.get("wizard.newTraining.noOutlines", survey.labels() - survey.outlines(), survey.labels()) : "";
    }

    /** Says which trainer is chosen; "" if no net is to be trained. */
    void trainer(String id) {
        if (id.equals(trainer))
            return;
        trainer = id;
        nets = ProjectWizard.session().project().map(p -> p.project().getModels().stream()
                .filter(m -> m.getTrainer().equals(id)).collect(Collectors.toCollection(ArrayList::new)))
                .orElseGet(ArrayList::new);
        Collections.reverse(nets);
        if (start != null)
            fillStart();
    }

    private void fillStart() {
        List<String> words = new ArrayList<>(List.of(Words.get("wizard.newTraining.anew")));
        nets.forEach(net -> words.add(net.getName()));
        start.setItems(words.toArray(String[]::new));
        start.select(nets.isEmpty() ? 0 : 1);
        start.setEnabled(!nets.isEmpty());
    }

    /** File of the model that it goes on from: the newest, unless another is chosen; "" for none. */
    private String start() {
        int at = sweep ? -1 : start == null ? 0 : start.getSelectionIndex() - 1;
        return at < 0 || at >= nets.size() ? "" : ProjectWizard.session().project().orElseThrow()
                .resolve(nets.get(at).getFile()).toString();
    }

    // ---- the form

    @Override
    void fill(Composite parent) {
        if (!sweep) {
            start = choice("wizard.newTraining.start", List.of(), -1);
            hint(Words.get("wizard.newTraining.start.hint"));
            fillStart();
        }
        List<String> words = new ArrayList<>(List.of(Words.get("wizard.newTraining.asTheyAre")));
        ProjectWizard.session().project().ifPresent(p -> recipes.addAll(p.project().getRecipes()));
        recipes.forEach(r -> words.add(Words.get("wizard.newTraining.stepsOf", r.getName())));
        recipe = choice("wizard.newTraining.prepare", words, 1 + recipes.stream().map(Recipe::getName).toList()
                .indexOf(wizard().last("net.recipe", "")));
        hint(Words.get("wizard.newTraining.prepare.hint"));
        held = text("wizard.newTraining.held", wizard().last("net.held", plain(usual.held() * 100)), "%");
        hint(Words.get("wizard.newTraining.held.hint"));
        evaluation = text("wizard.newTraining.evaluation", wizard().last("net.evaluation",
                plain(usual.evaluationIou())), "");
        hint(Words.get("wizard.newTraining.evaluation.hint"));
        merge = text("wizard.newTraining.merge", wizard().last("net.merge", plain(usual.mergeIou())), "");
        hint(Words.get("wizard.newTraining.merge.hint"));
        least = text("wizard.newTraining.least", wizard().last("net.least", plain(usual.leastScore())), "");
        hint(Words.get("wizard.newTraining.least.hint"));
        seed = text("wizard.newTraining.seed", wizard().last("net.seed", "1"));
        memory = hint("");
        ((GridData) memory.getLayoutData()).heightHint = 36;
        lighter = flag("wizard.newTraining.lighter", false);
        lighter.setVisible(!sweep);
        recipe.addListener(SWT.Selection, e -> estimate());
    }

    @Override
    public void setVisible(boolean visible) {
        super.setVisible(visible);
        if (visible)
            estimate();
    }

    /** A number for a field: "20", "0.33". */
    static String plain(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : BigDecimal.valueOf(Math.round(value * 1e6), 6)
                .stripTrailingZeros().toPlainString();
    }

    private static double number(Text text) {
        String typed = text.getText().strip().replace(',', '.');
        return typed.matches("\\d{1,9}(\\.\\d{1,9})?") ? Double.parseDouble(typed) : Double.NaN;
    }

    private static boolean within(Text text, double least, double most) {
        double value = number(text);
        return value >= least && value <= most;
    }

    @Override
    String problem() {
        if (trainer.isEmpty())
            return "";
        if (!within(held, sweep ? 1 : 0, 90))
            return Words.get(sweep ? "wizard.newSweep.badHeld" : "wizard.newTraining.badHeld", held.getText());
        for (Text share : List.of(evaluation, least))
            if (!within(share, 0, 0.99))
                return Words.get("wizard.newTraining.badShare", share.getData("name"), share.getText());
        if (!within(merge, 0.05, 1))
            return Words.get("wizard.newTraining.badMerge", merge.getText());
        return seed.getText().strip().matches("\\d{1,9}") ? ""
                : Words.get("wizard.newClustering.badSeed", seed.getText());
    }

    /** What is to be done, as far as this page and the parameters say. */
    NetPlan plan(String name, String id) {
        NetSettings settings = getControl() == null ? NetSettings.of(id).with(parameters.params())
                : new NetSettings(id, parameters.params(), number(held) / 100, (long) number(seed), number(merge),
                        number(least), number(evaluation)).from(start());
        boolean allowed = lighter != null && lighter.isEnabled() && lighter.getSelection();
        return new NetPlan(name, settings, allowed, preparing().map(org.loupe.engine.Recipe::toJson).orElse(""));
    }

    private Optional<org.loupe.engine.Recipe> preparing() {
        int at = recipe == null ? 0 : recipe.getSelectionIndex();
        return at <= 0 ? Optional.empty() : Optional.of(ProjectWizard.session().freeze(recipes.get(at - 1)));
    }

    /** Keeps what was chosen for the next time. */
    void remember(ProjectWizard wizard) {
        if (getControl() == null)
            return;
        int at = recipe.getSelectionIndex();
        wizard.remember("net.recipe", at <= 0 ? "" : recipes.get(at - 1).getName());
        wizard.remember("net.held", held.getText().strip());
        wizard.remember("net.evaluation", evaluation.getText().strip());
        wizard.remember("net.merge", merge.getText().strip());
        wizard.remember("net.least", least.getText().strip());
        wizard.remember("net.seed", seed.getText().strip());
    }

    // ---- memory

    private void estimate() {
        boolean objects = !trainer.isEmpty() && ParametersPage.tool(trainer) instanceof Trainer<?, ?, ?> t
                && t.task() == Task.IMAGE_CLASSIFICATION;
        List<StackExamples.Image> some = images.stream().filter(i -> (objects || i.complete())
                && i.objects().size() > 0).limit(SAMPLE).toList();
        lighter.setEnabled(false);
        if (some.isEmpty() || trainer.isEmpty())
            return;
        memory.setText(Words.get("wizard.newTraining.estimating"));
        memory.setForeground(Palette.color(Token.TEXT2));
        NetSettings settings = NetSettings.of(trainer).with(parameters.params());
        Session session = ProjectWizard.session();
        var policy = session.policy();
        var prepared = preparing().orElse(new org.loupe.engine.Recipe("", "", List.of()));
        int mine = ++estimates;
        Job.createSystem(Words.get("wizard.newTraining.estimating"), monitor -> {
            Estimate made;
            try (NetExamples examples = new NetExamples(some, prepared, session.registry(), policy)) {
                NetTraining<?> training = NetTraining.of(settings, task -> examples.read(task, Progress.NONE),
                        session.registry());
                made = new Estimate(training.memory(), training.freeMemory(), training.fits(),
                        words(training.params(), training.lighter()), "");
            } catch (ToolException e) {
                made = new Estimate(0, 0, true, "", Failures.text(e));
            }
            Estimate outcome = made;
            session.ui(() -> {
                if (mine == estimates && !memory.isDisposed())
                    told(outcome);
            });
        }).schedule();
    }

    /** What would be other with less memory, such as "batchSize 4". */
    private static String words(Map<String, Object> now, Optional<Map<String, Object>> less) {
        return less.stream().flatMap(map -> map.entrySet().stream()).filter(e -> !e.getValue().equals(now
                .get(e.getKey()))).map(e -> e.getKey() + " " + e.getValue()).findFirst().orElse("");
    }

    private void told(Estimate estimate) {
        if (!estimate.problem.isEmpty())
            memory.setText(estimate.problem);
        else if (estimate.bytes == 0)
            memory.setText(Words.get("wizard.newTraining.memoryUnknown"));
        else
            memory.setText(Words.get(estimate.fits ? "wizard.newTraining.memory" : "wizard.newTraining.memoryShort",
                    Words.number(Math.max(0.1, estimate.bytes / 1e9), 1), Words.number(estimate.free / 1e9, 1),
                    estimate.lighter));
        memory.setForeground(Palette.color(estimate.fits && estimate.problem.isEmpty() ? Token.TEXT2 : Token.ERROR));
        lighter.setEnabled(!estimate.fits && !estimate.lighter.isEmpty());
    }
}
