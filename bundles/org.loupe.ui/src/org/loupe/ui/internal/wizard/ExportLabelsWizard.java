package org.loupe.ui.internal.wizard;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.jface.dialogs.MessageDialog;
import org.loupe.api.ToolException;
import org.loupe.exchange.LabelFile;
import org.loupe.exchange.LabelFormat;
import org.loupe.exchange.Loss;
import org.loupe.ui.Failures;
import org.loupe.ui.Session;
import org.loupe.ui.Status.Kind;
import org.loupe.ui.Status.Link;
import org.loupe.ui.Words;
import org.loupe.ui.internal.Launch;
import org.loupe.workspace.ProjectFile;
import org.loupe.workspace.labels.KnownImages;
import org.loupe.workspace.labels.LabelTransfer;

/** Writes all labels of the project in a format; what it cannot hold is shown first. */
public final class ExportLabelsWizard extends ProjectWizard {
    private final ExportLabelsPage page = new ExportLabelsPage(this);

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
        Path file = page.target();
        LabelFormat format = page.format();
        ProjectFile project = session().project().orElseThrow();
        if (!format.folder() && Files.exists(file) && !file.startsWith(project.folder())
                && !MessageDialog.openQuestion(getShell(), Words.get("wizard.exportLabels"),
                        Words.get("wizard.overwrite", file)))
            return false;
        remember("folder", String.valueOf(file.toAbsolutePath().getParent()));
        remember("format", format.id());
        remember("columns", String.join(",", page.columns()));
        write(session(), format, LabelTransfer.export(project), KnownImages.of(project.labels(),
                project.labels().table().copy(), session().registry()), file);
        return true;
    }

    private static void write(Session session, LabelFormat format, LabelFile labels, KnownImages images, Path file) {
        Job.create(Words.get("job.write", file.getFileName()), monitor -> {
            try {
                List<Loss> losses = format.write(labels, file, images);
                session.ui(() -> session.status().message(Kind.INFO, Words.get(losses.isEmpty()
                        ? "wizard.labels.written" : "wizard.labels.writtenLess", labels.labels().size(),
                        labels.tiles().size(), file, losses.size()),
                        new Link(Words.get("wizard.openIt"), () -> Launch.open(session, file))));
            } catch (ToolException e) {
                Failures.log(e);
                session.ui(() -> session.status().message(Kind.ERROR, Failures.text(e)));
            }
        }).schedule();
    }
}
