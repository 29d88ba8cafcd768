package org.loupe.ui.internal.wizard;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import org.eclipse.emf.ecore.util.EcoreUtil;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.swt.widgets.Text;
import org.loupe.api.ToolException;
import org.loupe.model.LoupeFactory;
import org.loupe.model.Recipe;
import org.loupe.ui.Failures;
import org.loupe.ui.Icons;
import org.loupe.ui.Palette.Token;
import org.loupe.ui.Words;
import org.loupe.ui.internal.project.ProjectEdits;
import org.loupe.workspace.RecipeModel;
import org.loupe.workspace.Recipes;

/** Adds a recipe to the project: a shipped one, an empty one, or a copy of one. */
public final class NewRecipeWizard extends ProjectWizard {
    private final TemplatePage page = new TemplatePage();

    /** What a new recipe begins with. */
    private record Template(String icon, String label, String about, String name, Supplier<Recipe> make) {
    }

    /** Made by the platform. */
    public NewRecipeWizard() {
        super("newRecipe");
    }

    @Override
    public void addPages() {
        addPage(page);
    }

    @Override
    public boolean performFinish() {
        Template template = page.template();
        Recipe recipe = template.make.get();
        recipe.setName(page.name.getText().strip());
        remember("template", template.label);
        ProjectEdits.add(session(), recipe);
        return true;
    }

    private static List<Template> templates() {
        List<Template> templates = new ArrayList<>();
        for (String name : Recipes.shipped())
            try {
                org.loupe.engine.Recipe shipped = Recipes.load(name);
                templates.add(new Template("recipe", name, shipped.description(), name,
                        () -> RecipeModel.thaw(shipped)));
            } catch (ToolException e) {
                Failures.log(e);
            }
        templates.add(new Template("plus", Words.get("wizard.recipe.empty"), Words.get("wizard.recipe.emptyText"),
                Words.get("wizard.recipe.emptyName"), LoupeFactory.eINSTANCE::createRecipe));
        session().project().ifPresent(p -> p.project().getRecipes().forEach(recipe -> templates.add(new Template(
                "duplicate", Words.get("wizard.recipe.copy", recipe.getName()), Words.get("wizard.recipe.copyText",
                        recipe.getName(), recipe.getSteps().size()), recipe.getName(), () -> EcoreUtil.copy(recipe)))));
        return templates;
    }

    private final class TemplatePage extends FormPage {
        private final List<Template> templates = templates();
        private Table table;
        private Label about;
        private Text name;
        private String proposed = "";

        TemplatePage() {
            super("newRecipe.template");
        }

        @Override
        void fill(Composite parent) {
            table = new Table(parent, SWT.BORDER | SWT.SINGLE | SWT.FULL_SELECTION);
            GridDataFactory.fillDefaults().grab(true, true).span(3, 1).hint(200, 140).applyTo(table);
            int first = 0;
            for (Template template : templates) {
                TableItem item = new TableItem(table, SWT.NONE);
                item.setText(template.label);
                item.setImage(Icons.get(template.icon, Token.TEXT2));
                boolean wanted = chosen() instanceof Recipe recipe
                        ? template.label.equals(Words.get("wizard.recipe.copy", recipe.getName()))
                        : template.label.equals(last("template", ""));
                if (wanted)
                    first = table.getItemCount() - 1;
            }
            about = new Label(parent, SWT.WRAP);
            GridDataFactory.fillDefaults().grab(true, false).span(3, 1).hint(200, 56).applyTo(about);
            name = text("wizard.name", "");
            table.addListener(SWT.Selection, e -> check());
            table.addListener(SWT.DefaultSelection, e -> {
                if (isPageComplete() && performFinish())
                    getShell().close();
            });
            table.select(first);
            table.showSelection();
        }

        private Template template() {
            return templates.get(Math.max(0, table.getSelectionIndex()));
        }

        @Override
        String problem() {
            if (session().project().isEmpty())
                return Words.get("wizard.noProject");
            if (session().project().get().readOnly())
                return Words.get("wizard.readOnly");
            about.setText(template().about);
            String free = ProjectEdits.free(session().project().get().project().getRecipes(), template().name);
            if (name.getText().equals(proposed) && !free.equals(proposed)) {
                proposed = free;
                name.setText(free);
            }
            String typed = name.getText().strip();
            if (typed.isEmpty())
                return Words.get("properties.noName");
            return session().project().get().project().getRecipes().stream().anyMatch(r -> r.getName().equals(typed))
                    ? Words.get("properties.nameTaken", typed) : "";
        }
    }
}
