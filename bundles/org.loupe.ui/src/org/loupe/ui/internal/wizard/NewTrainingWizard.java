package org.loupe.ui.internal.wizard;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.wizard.IWizardPage;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Link;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.PlatformUI;
import org.loupe.api.LocalFeatureExtractor;
import org.loupe.api.Task;
import org.loupe.api.ToolException;
import org.loupe.api.Trainer;
import org.loupe.engine.Recipe;
import org.loupe.engine.Schema;
import org.loupe.engine.ToolText;
import org.loupe.engine.anomaly.AnomalySettings;
import org.loupe.engine.learning.Augmentation;
import org.loupe.engine.learning.TrainingSettings;
import org.loupe.engine.nets.NetSettings;
import org.loupe.engine.nets.NetTraining;
import org.loupe.model.ImageSet;
import org.loupe.model.ModelEntry;
import org.loupe.ui.Parts;
import org.loupe.ui.Preferences;
import org.loupe.ui.ToolRow;
import org.loupe.ui.Words;
import org.loupe.ui.internal.Ids;
import org.loupe.ui.internal.clusters.ClusterSource;
import org.loupe.ui.internal.models.TrainingWork;
import org.loupe.ui.internal.nets.Trainings;
import org.loupe.ui.internal.project.ProjectEdits;
import org.loupe.ui.internal.stack.StackTrainer;
import org.loupe.workspace.ProjectFile;
import org.loupe.workspace.RecipeModel;
import org.loupe.workspace.crops.UsualFeatures;
import org.loupe.workspace.learning.ClassifierPlan;
import org.loupe.workspace.stack.Stacks;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import com.google.gson.ToNumberPolicy;
import com.google.gson.reflect.TypeToken;

/**
 * Trains a model: a classifier or a stack of classifiers from examples of known classes, a detector of anomalies from
 * good images alone, or a net that finds or outlines objects from labelled images. All of it is proposed, so that one
 * may finish at once.
 */
public final class NewTrainingWizard extends ProjectWizard {
    private static final Gson GSON = new GsonBuilder().setObjectToNumberStrategy(ToNumberPolicy.LONG_OR_DOUBLE)
            .create();
    private static final TypeToken<Map<String, Object>> PARAMS = new TypeToken<>() { };

    private final WhatPage what = new WhatPage();
    private final LevelsPage levels = new LevelsPage();
    private final ParametersPage parameters = new ParametersPage("newTraining.parameters");
    private final TrialPage trial = new TrialPage();
    private final NetPage net = new NetPage(parameters, false);

    private final Map<String, String> proposed = new HashMap<>();
    private Task proposedNet;

    /** Made by the platform. */
    public NewTrainingWizard() {
        super("newTraining");
    }

    /**
     * A wizard that proposes a net.
     *
     * @param task    what the net does: it finds, or outlines
     * @param trainer that learns it
     * @param params  those of its parameters that are not as usual
     */
    NewTrainingWizard(Task task, String trainer, Map<String, Object> params) {
        this();
        proposedNet = task;
        proposed.put("trainer." + task, trainer);
        proposed.put("params." + trainer, GSON.toJson(params));
    }

    /**
     * A wizard that proposes a net with all that is known of it.
     *
     * @param task     what the net does: it finds, or outlines
     * @param settings how it is trained and judged
     * @param recipe   that prepares the images, as JSON; "" for none. One that the project does not have is left out
     */
    public NewTrainingWizard(String name, Task task, NetSettings settings, String recipe) {
        this(task, settings.trainer(), settings.params());
        proposed.put("name", name);
        proposed.put("net.held", NetPage.plain(settings.held() * 100));
        proposed.put("net.seed", Long.toString(settings.seed()));
        proposed.put("net.merge", NetPage.plain(settings.mergeIou()));
        proposed.put("net.least", NetPage.plain(settings.leastScore()));
        proposed.put("net.evaluation", NetPage.plain(settings.evaluationIou()));
        proposed.put("net.recipe", recipe.isEmpty() ? "" : session().project().stream()
                .flatMap(p -> p.project().getRecipes().stream()).filter(r -> session().freeze(r).toJson()
                        .equals(recipe)).findFirst().map(org.loupe.model.Recipe::getName).orElse(""));
    }

    @Override
    String last(String key, String otherwise) {
        return proposed.getOrDefault(key, super.last(key, otherwise));
    }

    @Override
    public void addPages() {
        addPage(what);
        addPage(levels);
        addPage(parameters);
        addPage(trial);
        addPage(net);
    }

    @Override
    public IWizardPage getNextPage(IWizardPage page) {
        if (page == parameters && what.net().isPresent())
            return net;
        return page == trial ? null : page == what && !what.newStack() ? parameters : super.getNextPage(page);
    }

    @Override
    public IWizardPage getPreviousPage(IWizardPage page) {
        if (page == net)
            return parameters;
        return page == parameters && !what.newStack() ? what : super.getPreviousPage(page);
    }

    @Override
    public boolean performFinish() {
        remember(what.remembered(), what.trainer());
        if (what.net().isPresent()) {
            remember("params." + what.trainer(), GSON.toJson(parameters.params()));
            net.remember(this);
            Trainings.of(session()).start(net.plan(what.name(), what.trainer()));
            session().ui(() -> ToolRow.execute(PlatformUI.getWorkbench(), Ids.TRAINING_SHOW));
        } else if (what.anomaly()) {
            AnomalySettings usual = AnomalySettings.standard();
            TrainingWork.anomaly(session(), what.name(), what.good(), what.prepare(), new AnomalySettings(what.local(),
                    what.localParams(), what.trainer(), parameters.params(), usual.smoothing(), usual.falseAlarms(),
                    trial.seed()));
        } else if (what.stack())
            return trainStack();
        else
            TrainingWork.classifier(session(), what.name(), what.source(), new ClassifierPlan(what.features.features(),
                    trial.augmentation(), settings()));
        return true;
    }

    private TrainingSettings settings() {
        return new TrainingSettings(what.trainer(), parameters.params(), trial.folds(), trial.repeats(),
                trial.purity(), trial.seed());
    }

    private boolean trainStack() {
        if (what.newStack())
            try {
                ProjectEdits.add(session(), RecipeModel.thaw(Stacks.recipe(what.name(), levels.tree(), levels.finder(),
                        what.features.features(), session().registry())));
            } catch (ToolException e) {
                return false; // the page has said it
            }
        else
            session().recipe(what.chosenStack());
        StackTrainer.start(session(), what.examples(), trial.augmentation(), settings());
        return true;
    }

    private static List<String> trainers(Task task) {
        return session().registry().tools().stream().map(e -> e.tool())
                .filter(t -> t instanceof Trainer<?, ?, ?> trainer && trainer.task() == task)
                .map(t -> t.info().id()).distinct().toList();
    }

    /** What is learned from, by which features and what tool. */
    private final class WhatPage extends FormPage {
        private static final int ANOMALY = 2, DETECTOR = 3, SEGMENTER = 4;

        private final List<ClusterSource> sources = new ArrayList<>();
        private final List<ImageSet> sets = new ArrayList<>();
        private final List<org.loupe.model.Recipe> stacks = new ArrayList<>();
        private final List<String> local = session().registry().tools().stream().map(e -> e.tool())
                .filter(t -> t instanceof LocalFeatureExtractor).map(t -> t.info().id()).distinct().toList();
        private List<String> trainers = List.of();
        private Button[] kind;
        private Text name, folder;
        private Combo stack, from, by, places;
        private StackTrainer.Source examples;
        private String examplesOf = "";
        private FeatureBoxes features;
        private List<Control> ofStacks, ofCrops, ofFeatures, ofPlaces, ofNets;
        private Label about, survey;
        private Link open;

        WhatPage() {
            super("newTraining.what");
        }

        /** What the newest model of a project does; {@code null} if it is no net. */
        private static Task newest(ProjectFile project) {
            List<ModelEntry> models = project == null ? List.of() : project.project().getModels();
            return NetTraining.trainers(session().registry()).stream().filter(t -> !models.isEmpty()
                    && t.info().id().equals(models.get(models.size() - 1).getTrainer())).map(t -> t.task()).findFirst()
                    .orElse(null);
        }

        @Override
        void fill(Composite parent) {
            ProjectFile project = session().project().orElse(null);
            Task usual = proposedNet != null ? proposedNet : newest(project);
            kind = radio("wizard.newTraining.kind", usual == Task.DETECTION ? DETECTOR : usual == Task.SEGMENTATION
                    ? SEGMENTER : 0, "wizard.newTraining.classes", "wizard.newTraining.stack",
                    "wizard.newTraining.good", "wizard.newTraining.detector", "wizard.newTraining.segmenter");
            for (Button each : kind)
                each.addListener(SWT.Selection, e -> listed());
            if (project != null)
                project.project().getRecipes().stream().filter(StackTrainer::isStack).forEach(stacks::add);
            List<String> levelled = new ArrayList<>(List.of(Words.get("wizard.newTraining.stack.new")));
            stacks.forEach(s -> levelled.add(s.getName()));
            ofStacks = rows(() -> stack = choice("wizard.newTraining.stack.which", levelled, 0));
            name = text("wizard.newTraining.name", proposed.getOrDefault("name", Words.get(
                    "wizard.newTraining.name.usual", project == null ? 1 : project.project().getModels().size() + 1)));
            if (project != null) {
                if (!project.labels().table().labels().isEmpty())
                    sources.add(ClusterSource.labels(session(), project));
                for (ImageSet set : project.project().getImageSets()) {
                    sources.add(ClusterSource.images(session(), project, set));
                    sets.add(set);
                }
            }
            ofCrops = rows(() -> {
                from = choice("wizard.newTraining.from", words(), 0);
                folder = folder("wizard.newTraining.folder", last("folder", ""),
                        Words.get("wizard.newTraining.folder.title"));
                hint(Words.get("wizard.newTraining.folder.hint"));
            });
            ofFeatures = rows(() -> features = new FeatureBoxes(parent, this::check));
            ofPlaces = rows(() -> places = choice("wizard.newTraining.places", local.stream()
                    .map(ParametersPage::label).toList(), Math.max(0, local.indexOf(AnomalySettings.standard()
                            .features()))));
            by = choice("wizard.newTraining.trainer", List.of(), 0);
            ofNets = rows(() -> {
                about = hint("");
                ((GridData) about.getLayoutData()).heightHint = 52;
                survey = hint("");
                ((GridData) survey.getLayoutData()).heightHint = 36;
                new Label(parent, SWT.NONE);
                open = new Link(parent, SWT.NONE);
                open.setText("<a>" + Words.get("wizard.newTraining.openLabel") + "</a>");
                GridDataFactory.fillDefaults().span(2, 1).applyTo(open);
                open.addListener(SWT.Selection, e -> {
                    getContainer().getShell().close();
                    ToolRow.execute(PlatformUI.getWorkbench(), Ids.LABEL);
                });
            });
            listed();
        }

        private List<String> words() {
            List<String> words = new ArrayList<>(anomaly() ? sets.stream().map(ImageSet::getName).toList()
                    : offered().stream().map(ClusterSource::words).toList());
            if (stack())
                words.add(0, Words.get("wizard.newTraining.project"));
            if (!anomaly())
                words.add(Words.get("wizard.newTraining.folderOf"));
            return words;
        }

        /** Where crops are taken from; a stack learns from labels as a part of the project, with its truth. */
        private List<ClusterSource> offered() {
            return stack() && sources.size() > sets.size() ? sources.subList(1, sources.size()) : sources;
        }

        /** Offers what suits the kind of model. */
        private void listed() {
            if (by == null)
                return;
            from.setItems(words().toArray(String[]::new));
            from.select(0);
            trainers = trainers(net().orElse(anomaly() ? Task.ANOMALY : Task.CLASSIFICATION));
            by.setItems(trainers.stream().map(ParametersPage::label).toArray(String[]::new));
            by.select(Math.max(0, trainers.indexOf(last(remembered(), net().isPresent() ? "loupe.center-net"
                    : anomaly() ? AnomalySettings.standard().trainer() : TrainingSettings.DEFAULT.trainer()))));
            if (net().isPresent()) {
                trainers.forEach(id -> parameters.preset(id, params(id)));
                net.ask(session().project().orElse(null), this::check);
            }
            show(ofStacks, stack());
            show(ofCrops, net().isEmpty());
            show(ofFeatures, net().isEmpty() && !anomaly());
            show(ofPlaces, anomaly());
            show(ofNets, net().isPresent());
            check();
        }

        /** The parameters that were given last. */
        private Map<String, Object> params(String id) {
            try {
                Map<String, Object> given = GSON.fromJson(last("params." + id, "{}"), PARAMS);
                return given == null ? Map.of() : given;
            } catch (JsonParseException e) {
                return Map.of();
            }
        }

        /** What a net does; empty if none is learned. */
        Optional<Task> net() {
            return kind == null ? Optional.empty() : kind[DETECTOR].getSelection() ? Optional.of(Task.DETECTION)
                    : kind[SEGMENTER].getSelection() ? Optional.of(Task.SEGMENTATION) : Optional.empty();
        }

        /** What the method is remembered by. */
        String remembered() {
            return net().map(task -> "trainer." + task).orElse("trainer");
        }

        boolean anomaly() {
            return kind != null && kind[ANOMALY].getSelection();
        }

        boolean stack() {
            return kind != null && kind[1].getSelection();
        }

        /** Whether the stack is yet to be made of the classes of the examples. */
        boolean newStack() {
            return stack() && stack.getSelectionIndex() == 0;
        }

        org.loupe.model.Recipe chosenStack() {
            return stacks.get(stack.getSelectionIndex() - 1);
        }

        /** What a stack learns from; the same as long as nothing else is chosen. {@code null} if there is none. */
        StackTrainer.Source examples() {
            int at = from.getSelectionIndex() - 1; // the project itself comes first
            String wanted = at + (at == offered().size() ? folder.getText() : "");
            if (session().project().isEmpty() || at == offered().size() && !NewProjectWizard.isFolder(folder.getText()))
                return null;
            if (!wanted.equals(examplesOf) || examples == null) {
                examplesOf = wanted;
                examples = at < 0 ? StackTrainer.Source.project(session().project().get())
                        : StackTrainer.Source.crops(at < offered().size() ? offered().get(at) : ClusterSource.folder(
                                NewProjectWizard.path(folder.getText()), session().registry()));
            }
            return examples;
        }

        String name() {
            return name.getText().strip();
        }

        String trainer() {
            return trainers.get(Math.max(0, by.getSelectionIndex()));
        }

        String local() {
            return local.get(Math.max(0, places.getSelectionIndex()));
        }

        /** The file of weights that the user has chosen, for places that are described by a net. */
        Map<String, Object> localParams() {
            boolean net = Schema.of(ParametersPage.tool(local())).field(UsualFeatures.WEIGHTS).isPresent();
            return net ? Map.of(UsualFeatures.WEIGHTS, Preferences.FEATURE_WEIGHTS.get()) : Map.of();
        }

        private boolean lacksWeights() {
            return localParams().containsValue("");
        }

        private boolean ofFolder() {
            return !anomaly() && from.getSelectionIndex() == offered().size() + (stack() ? 1 : 0);
        }

        ClusterSource source() {
            if (!ofFolder())
                return sources.get(from.getSelectionIndex());
            remember("folder", folder.getText());
            return ClusterSource.folder(NewProjectWizard.path(folder.getText()), session().registry());
        }

        /** The images of the chosen set. */
        ClusterSource good() {
            ProjectFile project = session().project().orElseThrow();
            return ClusterSource.images(session(), project, sets.get(from.getSelectionIndex()));
        }

        /** The recipe whose steps before the detector prepare the images: the one in hand, else none. */
        Recipe prepare() {
            return session().recipe().map(RecipeModel::freeze).orElse(new Recipe("", "", List.of()));
        }

        @Override
        String problem() {
            folder.setEnabled(ofFolder());
            stack.setEnabled(stack());
            name.setEnabled(!stack() || newStack());
            features.enabled(!anomaly() && (!stack() || newStack()));
            levels.ask(newStack() ? examples() : null);
            parameters.show(trainers.isEmpty() ? "" : trainer());
            if (session().project().isEmpty())
                return Words.get("wizard.noProject");
            if (session().project().get().readOnly())
                return Words.get("wizard.readOnly");
            if (trainers.isEmpty())
                return Words.get("wizard.newTraining.noTrainer");
            if (name().isEmpty())
                return Words.get("wizard.newTraining.noName");
            net.trainer(net().isPresent() ? trainer() : "");
            if (net().isPresent()) {
                about.setText(ToolText.info(ParametersPage.tool(trainer()), Locale.getDefault()).help());
                survey.setText(net.surveyed(net().get()));
                Parts.visible(open, net.lacksImages(net().get()));
                open.getParent().layout();
                return net.problemOfExamples(net().get());
            }
            if (anomaly())
                return sets.isEmpty() ? Words.get("wizard.newTraining.noImages") : local.isEmpty()
                        ? Words.get("wizard.newTraining.noPlaces") : lacksWeights() ? Words.get("clusterings.noWeights")
                                : "";
            if (ofFolder() && !NewProjectWizard.isFolder(folder.getText()))
                return Words.get("wizard.newTraining.noFolder", folder.getText());
            if (stack() && !newStack())
                return "";
            if (features.features().blocks().isEmpty())
                return Words.get("wizard.newClustering.noFeatures");
            return !newStack() ? "" : levels.reading() ? Words.get("wizard.newTraining.reading")
                    : levels.problemOfExamples();
        }

        @Override
        boolean waiting() {
            return newStack() && levels.reading() || net().isPresent() && net.reading();
        }
    }

    /** How the model is tried, and how few examples are made more. */
    private final class TrialPage extends FormPage {
        private Text folds, repeats, purity, seed;
        private Button altered;

        TrialPage() {
            super("newTraining.trial");
        }

        @Override
        void fill(Composite parent) {
            folds = text("wizard.newTraining.folds", Integer.toString(TrainingSettings.DEFAULT.folds()));
            repeats = text("wizard.newTraining.repeats", Integer.toString(TrainingSettings.DEFAULT.repeats()));
            hint(Words.get("wizard.newTraining.repeats.hint"));
            purity = text("wizard.newTraining.purity", "", "%");
            hint(Words.get("wizard.newTraining.purity.hint"));
            altered = flag("wizard.newTraining.altered", false);
            hint(Words.get("wizard.newTraining.altered.hint", Augmentation.USUAL.copies()));
            seed = text("wizard.newTraining.seed", "1");
        }

        private static boolean whole(Text text, int least, int most) {
            String typed = text.getText().strip();
            return typed.matches("\\d{1,9}") && Integer.parseInt(typed) >= least && Integer.parseInt(typed) <= most;
        }

        int folds() {
            return folds == null ? TrainingSettings.DEFAULT.folds() : Integer.parseInt(folds.getText().strip());
        }

        int repeats() {
            return repeats == null ? TrainingSettings.DEFAULT.repeats() : Integer.parseInt(repeats.getText().strip());
        }

        double purity() {
            return purity == null || purity.getText().isBlank() ? 0
                    : Double.parseDouble(purity.getText().strip().replace(',', '.')) / 100;
        }

        long seed() {
            return seed == null ? TrainingSettings.DEFAULT.seed() : Long.parseLong(seed.getText().strip());
        }

        Augmentation augmentation() {
            return altered != null && altered.getSelection() ? Augmentation.USUAL : Augmentation.NONE;
        }

        @Override
        String problem() {
            if (!whole(folds, 2, 100))
                return Words.get("wizard.newTraining.badFolds", folds.getText());
            if (!whole(repeats, 1, 100))
                return Words.get("wizard.newTraining.badRepeats", repeats.getText());
            String typed = purity.getText().strip().replace(',', '.');
            if (!typed.isEmpty() && !(typed.matches("\\d{1,3}(\\.\\d+)?") && Double.parseDouble(typed) <= 100))
                return Words.get("wizard.newTraining.badPurity", purity.getText());
            return whole(seed, 0, Integer.MAX_VALUE) ? "" : Words.get("wizard.newClustering.badSeed", seed.getText());
        }
    }
}
