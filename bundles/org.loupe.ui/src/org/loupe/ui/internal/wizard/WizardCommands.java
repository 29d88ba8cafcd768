package org.loupe.ui.internal.wizard;

import java.util.Map;
import java.util.function.Supplier;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.handlers.HandlerUtil;
import org.loupe.engine.nets.NetTraining;
import org.loupe.ui.Session;
import org.loupe.ui.internal.Ids;

/** The commands that open the wizards. */
public final class WizardCommands {

    private WizardCommands() {
    }

    /** Opens a wizard on what is selected. */
    abstract static class Opens extends AbstractHandler {
        private final Supplier<ProjectWizard> wizard;

        Opens(Supplier<ProjectWizard> wizard) {
            this.wizard = wizard;
        }

        @Override
        public Object execute(ExecutionEvent event) throws ExecutionException {
            IWorkbenchWindow window = HandlerUtil.getActiveWorkbenchWindowChecked(event);
            ProjectWizard made = made(event);
            made.init(window.getWorkbench(), window.getSelectionService()
                    .getSelection() instanceof IStructuredSelection s ? s : StructuredSelection.EMPTY);
            made.open(window.getShell());
            return null;
        }

        /** The wizard that an event asks for. */
        ProjectWizard made(ExecutionEvent event) {
            return wizard.get();
        }

        static Session session() {
            return ProjectWizard.session();
        }
    }

    /** Makes a project of a folder of images. */
    public static final class NewProject extends Opens {
        /** Made by the platform. */
        public NewProject() {
            super(NewProjectWizard::new);
        }
    }

    /** Opens a wizard on the open project, which it changes. */
    abstract static class Changes extends Opens {
        Changes(Supplier<ProjectWizard> wizard) {
            super(wizard);
        }

        @Override
        public boolean isEnabled() {
            return session().project().filter(p -> !p.readOnly()).isPresent();
        }
    }

    /** Trains a model; its parameters, which may be missing, propose a net and for how many epochs it learns. */
    public static final class NewTraining extends Changes {
        /** Made by the platform. */
        public NewTraining() {
            super(NewTrainingWizard::new);
        }

        @Override
        ProjectWizard made(ExecutionEvent event) {
            String net = event.getParameter(Ids.MODEL_NEW_NET), epochs = event.getParameter(Ids.MODEL_NEW_EPOCHS);
            return net == null || epochs == null ? super.made(event) : NetTraining.trainers(session().registry())
                    .stream().filter(t -> t.info().id().equals(net)).findFirst().<ProjectWizard>map(t ->
                            new NewTrainingWizard(t.task(), net, Map.of("epochs", Long.valueOf(epochs))))
                    .orElseGet(() -> super.made(event));
        }
    }

    /** Tries which settings make nets better. */
    public static final class NewSweep extends Changes {
        /** Made by the platform. */
        public NewSweep() {
            super(NewSweepWizard::new);
        }
    }

    /** Adds a recipe. */
    public static final class NewRecipe extends Changes {
        /** Made by the platform. */
        public NewRecipe() {
            super(NewRecipeWizard::new);
        }
    }

    /** Adds an image set. */
    public static final class ImportImages extends Changes {
        /** Made by the platform. */
        public ImportImages() {
            super(ImportImagesWizard::new);
        }
    }

    /** Clusters crops. */
    public static final class NewClustering extends Changes {
        /** Made by the platform. */
        public NewClustering() {
            super(NewClusteringWizard::new);
        }
    }

    /** Begins an iteration. */
    public static final class NewIteration extends Changes {
        /** Made by the platform. */
        public NewIteration() {
            super(NewIterationWizard::new);
        }
    }

    /** Brings labels in. */
    public static final class ImportLabels extends Changes {
        /** Made by the platform. */
        public ImportLabels() {
            super(ImportLabelsWizard::new);
        }
    }

    /** Brings wafers in. */
    public static final class ImportWafers extends Changes {
        /** Made by the platform. */
        public ImportWafers() {
            super(ImportWafersWizard::new);
        }
    }

    /** Writes a wafer for other programs and for people. */
    public static final class ExportWafer extends Opens {
        /** Made by the platform. */
        public ExportWafer() {
            super(ExportWaferWizard::new);
        }

        @Override
        public boolean isEnabled() {
            return session().project().filter(p -> !p.project().getWafers().isEmpty()).isPresent();
        }
    }

    /** Writes the labels for another project. */
    public static final class ExportLabels extends Opens {
        /** Made by the platform. */
        public ExportLabels() {
            super(ExportLabelsWizard::new);
        }

        @Override
        public boolean isEnabled() {
            return session().project().filter(p -> p.labels().table().tileCount() > 0).isPresent();
        }
    }

    /** Opens a wizard on a run of the open project. */
    abstract static class OnRun extends Opens {
        OnRun(Supplier<ProjectWizard> wizard) {
            super(wizard);
        }

        @Override
        public boolean isEnabled() {
            return session().project().filter(p -> !p.project().getRuns().isEmpty()).isPresent();
        }
    }

    /** Writes a run for another program. */
    public static final class Export extends OnRun {
        /** Made by the platform. */
        public Export() {
            super(ExportWizard::new);
        }
    }

    /** Writes a run for people. */
    public static final class WriteReport extends OnRun {
        /** Made by the platform. */
        public WriteReport() {
            super(ReportWizard::new);
        }
    }
}
