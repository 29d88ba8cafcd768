package org.loupe.ui.internal.wizard;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;
import org.loupe.model.ImageSet;
import org.loupe.model.Iteration;
import org.loupe.model.ModelEntry;
import org.loupe.model.Named;
import org.loupe.model.Project;
import org.loupe.model.Recipe;
import org.loupe.ui.Words;
import org.loupe.ui.internal.iteration.IterationWork;
import org.loupe.workspace.ProjectFile;
import org.loupe.workspace.labels.Examples;
import org.loupe.workspace.labels.ImagingStandard;
import org.loupe.workspace.labels.Iterations;
import org.loupe.workspace.labels.Readiness;

/** Begins an iteration: from which it goes on, which model training starts from, and what proposes labels. */
public final class NewIterationWizard extends ProjectWizard {
    /** Sentences on single classes that are shown, and sentences behind them that always are. */
    private static final int MOST = 6, LAST = 2;

    private final StartPage page = new StartPage();

    /** Made by the platform. */
    public NewIterationWizard() {
        super("newIteration");
    }

    @Override
    public void addPages() {
        addPage(page);
    }

    @Override
    public boolean performFinish() {
        IterationWork.begin(session(), page.start());
        return true;
    }

    private final class StartPage extends FormPage {
        private final List<Iteration> iterations = new ArrayList<>();
        private final List<ModelEntry> models = new ArrayList<>();
        private final List<String> labelers = new ArrayList<>(List.of(""));
        private final List<String> labelerNames = new ArrayList<>(
                List.of(Words.get("wizard.newIteration.noLabeler")));
        private List<String> warnings = List.of();
        private Combo from, model, labeler;
        private Text score;
        private Label back;

        StartPage() {
            super("newIteration.start");
        }

        @Override
        void fill(Composite parent) {
            Optional<ProjectFile> open = session().project();
            Project project = open.map(ProjectFile::project).orElse(null);
            if (project != null) {
                for (int i = project.getIterations().size() - 1; i >= 0; i--)
                    iterations.add(project.getIterations().get(i));
                models.addAll(project.getModels());
                for (Recipe recipe : project.getRecipes())
                    labeler("recipe:" + recipe.getName(), Words.get("wizard.newIteration.recipe", recipe.getName()));
                for (ModelEntry entry : project.getModels())
                    labeler("model:" + entry.getFile(), Words.get("wizard.newIteration.model", entry.getName()));
                warnings = warnings(open.get());
            }
            Iterations.Start usual = Iterations.Start.after(iterations.stream().findFirst());
            List<String> names = iterations.isEmpty() ? List.of(Words.get("wizard.newIteration.first"))
                    : iterations.stream().map(Named::getName).toList();
            int wanted = chosen() instanceof Iteration one ? Math.max(0, iterations.indexOf(one)) : 0;
            from = choice("wizard.newIteration.from", names, wanted);
            back = hint("");
            List<String> starts = new ArrayList<>(List.of(Words.get("wizard.newIteration.noModel")));
            models.forEach(m -> starts.add(m.getName()));
            model = choice("wizard.newIteration.startModel", starts,
                    usual.startModel().map(m -> models.indexOf(m) + 1).orElse(0));
            if (!labelers.contains(usual.autoLabeler()))
                labeler(usual.autoLabeler(), usual.autoLabeler());
            labeler = choice("wizard.newIteration.labeler", labelerNames, labelers.indexOf(usual.autoLabeler()));
            score = text("wizard.newIteration.score", Words.number(usual.autoLabelScore(), 2));
            hint(Words.get("wizard.newIteration.folder", open.map(this::folder).orElse("")));
            if (!warnings.isEmpty()) {
                Label heading = new Label(parent, SWT.NONE);
                heading.setText(Words.get("wizard.newIteration.warnings"));
                GridDataFactory.fillDefaults().span(3, 1).indent(0, 10).applyTo(heading);
                warnings.forEach(this::hint);
            }
        }

        private void labeler(String value, String name) {
            labelers.add(value);
            labelerNames.add(name);
        }

        private String folder(ProjectFile project) {
            return Iterations.folder(Iterations.open(project.project()).map(i -> i.getNumber() + 1)
                    .orElseGet(() -> Iterations.next(project)));
        }

        /** What a person should know before training goes on from here; it may be done nevertheless. */
        private static List<String> warnings(ProjectFile project) {
            List<String> all = new ArrayList<>();
            int outside = Examples.outside(project.labels().table());
            if (outside > 0)
                all.add(Words.get("wizard.newIteration.outside", outside));
            ImagingStandard.of(project.project()).ifPresent(standard -> {
                for (ImageSet set : project.project().getImageSets())
                    standard.differences(ImagingStandard.of(set)).forEach(difference -> all.add(
                            Words.get("wizard.newIteration.standard", set.getName(), difference.message())));
            });
            if (!project.project().getIterations().isEmpty()) {
                List<String> sentences = Readiness.of(project.labels().table(), project.project()).sentences();
                int classes = Math.max(0, sentences.size() - LAST);
                all.addAll(sentences.subList(0, Math.min(classes, MOST)));
                if (classes > MOST)
                    all.add(Words.get("wizard.newIteration.more", classes - MOST));
                all.addAll(sentences.subList(classes, sentences.size()));
            }
            return all;
        }

        private Optional<Iteration> chosenIteration() {
            return iterations.isEmpty() ? Optional.empty()
                    : Optional.of(iterations.get(Math.max(0, from.getSelectionIndex())));
        }

        private double typedScore() {
            try {
                return Double.parseDouble(score.getText().strip().replace(',', '.'));
            } catch (NumberFormatException e) {
                return Double.NaN;
            }
        }

        Iterations.Start start() {
            int index = model.getSelectionIndex();
            return new Iterations.Start(chosenIteration(), index <= 0 ? Optional.empty()
                    : Optional.of(models.get(index - 1)), labelers.get(Math.max(0, labeler.getSelectionIndex())),
                    typedScore(), warnings);
        }

        @Override
        String problem() {
            if (session().project().isEmpty())
                return Words.get("wizard.noProject");
            if (session().project().get().readOnly())
                return Words.get("wizard.readOnly");
            Iteration last = iterations.isEmpty() ? null : iterations.get(0);
            Iteration one = chosenIteration().orElse(null);
            back.setText(last == null ? Words.get("wizard.newIteration.fromNothing")
                    : one != last ? Words.get("wizard.newIteration.goesBack", one.getNumber())
                            : last.getFrozen() == null ? Words.get("wizard.newIteration.freezes", last.getNumber())
                                    : Words.get("wizard.newIteration.carries"));
            double typed = typedScore();
            return typed >= 0 && typed <= 1 ? "" : Words.get("wizard.newIteration.badScore", score.getText());
        }
    }
}
