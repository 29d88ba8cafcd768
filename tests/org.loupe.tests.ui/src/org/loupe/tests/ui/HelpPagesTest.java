package org.loupe.tests.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.loupe.tests.ui.RunningWorkbench.ui;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.eclipse.jface.wizard.IWizardPage;
import org.eclipse.jface.wizard.Wizard;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.keys.IBindingService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.loupe.ui.Words;
import org.loupe.ui.internal.help.HelpPages;
import org.loupe.ui.internal.wizard.ExportLabelsWizard;
import org.loupe.ui.internal.wizard.ExportWizard;
import org.loupe.ui.internal.wizard.ImportImagesWizard;
import org.loupe.ui.internal.wizard.ImportLabelsWizard;
import org.loupe.ui.internal.wizard.NewClusteringWizard;
import org.loupe.ui.internal.wizard.NewIterationWizard;
import org.loupe.ui.internal.wizard.NewProjectWizard;
import org.loupe.ui.internal.wizard.NewRecipeWizard;
import org.loupe.ui.internal.wizard.NewTrainingWizard;
import org.loupe.ui.internal.wizard.ReportWizard;

/** There is help on whatever has the focus. */
@ExtendWith(RunningWorkbench.class)
class HelpPagesTest {

    @Test
    void keysOfEveryContextAreOnAPage() {
        Set<String> bound = ui(() -> Arrays.stream(PlatformUI.getWorkbench().getService(IBindingService.class)
                .getBindings()).map(b -> b.getContextId()).filter(id -> id.startsWith("org.loupe.ui.context."))
                .collect(Collectors.toCollection(TreeSet::new)));
        assertTrue(bound.size() > 8, bound.toString());
        bound.removeIf(id -> HelpPages.contexts().contains(id));
        assertEquals(Set.of(), bound, "contexts whose keys no page lists");
    }

    @Test
    void everyPageOfAWizardHasHelp() {
        List<String> names = ui(() -> {
            List<String> all = new java.util.ArrayList<>();
            for (Wizard wizard : List.of(new NewProjectWizard(), new NewRecipeWizard(), new ImportImagesWizard(),
                    new ExportWizard(), new ReportWizard(), new ImportLabelsWizard(),
                    new ExportLabelsWizard(), new NewIterationWizard(), new NewClusteringWizard(),
                    new NewTrainingWizard())) {
                assertTrue(wizard.isHelpAvailable());
                wizard.addPages();
                for (IWizardPage page : wizard.getPages())
                    all.add(page.getName());
                wizard.dispose();
            }
            return all;
        });
        assertTrue(names.size() >= 6, names.toString());
        for (String name : names)
            assertTrue(Words.has("help.page." + name), "help.page." + name);
    }
}
