package org.loupe.ui.internal.wizard;

import java.nio.file.Files;
import java.nio.file.Path;

import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Text;
import org.loupe.api.ToolException;
import org.loupe.exchange.LabelFile;
import org.loupe.exchange.LabelFiles;
import org.loupe.ui.Failures;
import org.loupe.ui.Session;
import org.loupe.ui.Status.Kind;
import org.loupe.ui.Status.Link;
import org.loupe.ui.Words;
import org.loupe.ui.internal.Launch;
import org.loupe.workspace.ProjectFile;
import org.loupe.workspace.labels.Iterations;
import org.loupe.workspace.labels.LabelTransfer;

/** Writes all labels of the project, with their classes and states, into a file named by the iteration. */
public final class ExportLabelsWizard extends ProjectWizard {
    private final FilePage page = new FilePage();

    /** Made by the platform. */
    public ExportLabelsWizard() {
        super("exportLabels");
    }

    @Override
    public void addPages() {
        addPage(page);
    }

    @Override
    public boolean performFinish() {
        Path file = NewProjectWizard.path(page.file.getText().strip());
        ProjectFile project = session().project().orElseThrow();
        if (Files.exists(file) && !file.startsWith(project.folder()) && !MessageDialog.openQuestion(getShell(),
                Words.get("wizard.exportLabels"), Words.get("wizard.overwrite", file)))
            return false;
        remember("folder", String.valueOf(file.toAbsolutePath().getParent()));
        write(session(), LabelTransfer.export(project), file);
        return true;
    }

    private static void write(Session session, LabelFile labels, Path file) {
        Job.create(Words.get("job.write", file.getFileName()), monitor -> {
            try {
                LabelFiles.write(labels, file);
                session.ui(() -> session.status().message(Kind.INFO, Words.get("wizard.labels.written",
                        labels.labels().size(), labels.tiles().size(), file),
                        new Link(Words.get("wizard.openIt"), () -> Launch.open(session, file))));
            } catch (ToolException e) {
                Failures.log(e);
                session.ui(() -> session.status().message(Kind.ERROR, Failures.text(e)));
            }
        }).schedule();
    }

    private final class FilePage extends FormPage {
        private Text file;

        FilePage() {
            super("exportLabels.file");
        }

        @Override
        void fill(Composite parent) {
            file = file("wizard.file", session().project().map(project -> Path.of(last("folder",
                    project.folder().resolve("exports").toString())).resolve("labels-v"
                            + Iterations.last(project.project()).map(i -> i.getNumber()).orElse(1) + ".json")
                    .toString()).orElse(""), SWT.SAVE);
            hint(session().project().map(project -> Words.get("wizard.labels.holds",
                    project.labels().table().countedLabels(), project.labels().table().autoLabels(),
                    project.labels().table().tileCount())).orElse(""));
        }

        @Override
        String problem() {
            if (session().project().isEmpty())
                return Words.get("wizard.noProject");
            Path path = NewProjectWizard.path(file.getText().strip());
            if (file.getText().isBlank())
                return Words.get("wizard.noFile");
            if (path == null || Files.isDirectory(path))
                return Words.get("wizard.badFile", file.getText().strip());
            return "";
        }
    }
}
