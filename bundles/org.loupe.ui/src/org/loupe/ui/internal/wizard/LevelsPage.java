package org.loupe.ui.internal.wizard;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;
import org.loupe.api.ToolException;
import org.loupe.engine.stack.ClassTree;
import org.loupe.model.Recipe;
import org.loupe.ui.Session;
import org.loupe.ui.Words;
import org.loupe.ui.internal.stack.StackTrainer;
import org.loupe.workspace.RecipeModel;
import org.loupe.workspace.stack.StackExamples;
import org.loupe.workspace.stack.Stacks;

/**
 * The levels of a new stack: an outline of the classes that the examples have, in which they are put into groups, and
 * what finds the objects.
 */
final class LevelsPage extends FormPage {
    private final List<Recipe> finders = ProjectWizard.session().project().map(p -> p.project().getRecipes().stream()
            .filter(r -> RecipeModel.freeze(r).steps().stream().anyMatch(s -> Stacks.finds(s,
                    ProjectWizard.session().registry()))).toList()).orElse(List.of());
    private StackTrainer.Source asked;
    private String problem = "", proposed = "";
    private List<String> classes = List.of();
    /** Whether objects are parts of their images, which something must find. */
    private boolean parts;
    private Text outline;
    private Combo finder;
    private Label known;

    LevelsPage() {
        super("newTraining.levels");
    }

    /** Looks which classes the examples of a source have, in the background; {@code null} for no source. */
    void ask(StackTrainer.Source source) {
        if (source == asked)
            return;
        asked = source;
        classes = List.of();
        problem = "";
        if (source == null)
            return;
        Session session = ProjectWizard.session();
        Job.createSystem(Words.get("wizard.newTraining.reading"), monitor -> {
            List<String> found = List.of();
            boolean placed = false;
            String wrong = "";
            try {
                List<StackExamples.Image> images = source.read(session.registry());
                found = StackExamples.classes(images);
                placed = images.stream().anyMatch(StackExamples.Image::hasParts);
            } catch (ToolException e) {
                wrong = e.getMessage() + " " + e.remedy();
            }
            List<String> names = found;
            boolean some = placed;
            String why = wrong;
            session.ui(() -> {
                if (source == asked)
                    answered(names, some, why);
            });
        }).schedule();
    }

    private void answered(List<String> names, boolean some, String why) {
        classes = names;
        parts = some;
        problem = why.isEmpty() && names.size() < 2 ? Words.get("wizard.newTraining.fewClasses", names.size()) : why;
        proposed = String.join("\n", names);
        if (getControl() == null || getControl().isDisposed())
            return;
        outline.setText(proposed);
        finder.select(usual());
        known.setText(Words.get("wizard.newTraining.known", String.join(", ", names)));
        check();
        ((FormPage) getWizard().getStartingPage()).check();
    }

    @Override
    void fill(Composite parent) {
        hint(Words.get("wizard.newTraining.levels.hint"));
        outline = new Text(parent, SWT.BORDER | SWT.MULTI | SWT.V_SCROLL | SWT.H_SCROLL);
        outline.setData("name", Words.get("wizard.newTraining.levels.title"));
        GridDataFactory.fillDefaults().grab(true, true).span(3, 1).hint(400, 160).applyTo(outline);
        outline.setText(proposed);
        outline.addListener(SWT.Modify, e -> check());
        outline.addListener(SWT.Traverse, e -> e.doit |= e.detail == SWT.TRAVERSE_TAB_NEXT
                || e.detail == SWT.TRAVERSE_TAB_PREVIOUS); // Tab moves the focus, always
        known = hint(Words.get("wizard.newTraining.known", String.join(", ", classes)));
        List<String> words = new ArrayList<>(List.of(Words.get("wizard.newTraining.wholeImages")));
        finders.forEach(r -> words.add(Words.get("wizard.newTraining.foundAs", r.getName())));
        finder = choice("wizard.newTraining.found", words, usual());
    }

    /** What finds the objects unless the user says otherwise: the recipe that is worked on, if there is need of one. */
    private int usual() {
        return !parts || finders.isEmpty() ? 0 : 1 + Math.max(0, ProjectWizard.session().recipe().map(finders::indexOf)
                .orElse(0));
    }

    /** The recipe whose steps find the objects; empty if each image shows one. */
    Optional<org.loupe.engine.Recipe> finder() {
        int at = finder == null ? usual() : finder.getSelectionIndex();
        return at <= 0 ? Optional.empty() : Optional.of(RecipeModel.freeze(finders.get(at - 1)));
    }

    /** The classes in their groups. @throws ToolException if they are none yet */
    ClassTree tree() throws ToolException {
        return ClassTree.parse(outline == null ? proposed : outline.getText());
    }

    /** Whether it is not known yet which classes there are. */
    boolean reading() {
        return asked != null && classes.isEmpty() && problem.isEmpty();
    }

    /** What is wrong with the examples, "" if nothing is. */
    String problemOfExamples() {
        return problem;
    }

    @Override
    String problem() {
        if (asked == null || reading() || !problem.isEmpty())
            return "";
        try {
            List<String> lost = new ArrayList<>(classes);
            lost.removeAll(tree().labels());
            return lost.isEmpty() ? "" : Words.get("wizard.newTraining.lost", String.join(", ", lost));
        } catch (ToolException e) {
            return e.getMessage() + " " + e.remedy();
        }
    }
}
