package org.loupe.ui.internal.wizard;

import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Text;
import org.loupe.model.LoupeFactory;
import org.loupe.model.Report;
import org.loupe.model.RunEntry;
import org.loupe.ui.Status.Kind;
import org.loupe.ui.Status.Link;
import org.loupe.ui.Words;
import org.loupe.ui.internal.Launch;
import org.loupe.ui.internal.project.ProjectEdits;
import org.loupe.workspace.Exports;
import org.loupe.workspace.ProjectFile;

/** Writes a run as a report for people: one file that prints, noted in the project. */
public final class ReportWizard extends ProjectWizard {
    private final ReportPage page = new ReportPage();

    /** Made by the platform. */
    public ReportWizard() {
        super("report");
    }

    @Override
    public void addPages() {
        addPage(page);
    }

    @Override
    public boolean performFinish() {
        ProjectFile project = session().project().orElseThrow();
        RunEntry run = page.run();
        Path file = NewProjectWizard.path(page.file.getText()).toAbsolutePath().normalize();
        boolean open = page.open.getSelection();
        String name = page.name.getText().strip();
        remember("open", Boolean.toString(open));
        Optional<Path> truth = page.truth.getEnabled() && page.truth.getSelection()
                ? Optional.of(project.resolve(run.getImageSet().getTruth())) : Optional.empty();
        RunWriteJob.start(session(), new Exports.Request(project.resolve(run.getFolder()), Exports.Format.HTML, "", "",
                truth, file), () -> written(project, run, name, file, open));
        return true;
    }

    private static void written(ProjectFile project, RunEntry run, String name, Path file, boolean show) {
        boolean open = session().project().orElse(null) == project;
        if (open && !project.readOnly() && run.eContainer() == project.project()) {
            Report report = LoupeFactory.eINSTANCE.createReport();
            report.setFile(project.relative(file));
            report.setCreated(Instant.now().truncatedTo(ChronoUnit.SECONDS));
            report.getRuns().add(run);
            project.change(Words.get("edit.report", name), () -> {
                project.project().getReports().removeIf(old -> old.getFile().equals(report.getFile()));
                report.setName(ProjectEdits.free(project.project().getReports(), name));
                project.project().getReports().add(report);
            });
        }
        session().status().message(Kind.INFO, Words.get("wizard.written", run.getName(), file),
                new Link(Words.get("wizard.openIt"), () -> Launch.open(session(), file)));
        if (show)
            Launch.open(session(), file);
    }

    private final class ReportPage extends FormPage {
        private Combo run;
        private Text name, file;
        private Button truth, open;
        private RunChoice runs;
        private String proposed = "", proposedFile = "";

        ReportPage() {
            super("report.run");
        }

        @Override
        void fill(Composite parent) {
            runs = RunChoice.of(session(), chosen());
            run = choice("wizard.run", runs.words(), runs.first());
            name = text("wizard.name", "");
            file = file("wizard.file", "", SWT.SAVE);
            truth = flag("wizard.truthFigures", true);
            open = flag("wizard.open", Boolean.parseBoolean(last("open", "true")));
        }

        private RunEntry run() {
            return runs.runs().get(run.getSelectionIndex());
        }

        @Override
        String problem() {
            if (session().project().isEmpty())
                return Words.get("wizard.noProject");
            if (runs.runs().isEmpty())
                return Words.get("wizard.noRun");
            ProjectFile project = session().project().get();
            boolean known = run().getImageSet() != null && !run().getImageSet().getTruth().isBlank();
            if (truth.getEnabled() != known)
                truth.setSelection(known);
            truth.setEnabled(known);
            truth.setText(Words.get(known ? "wizard.truthFigures" : "wizard.noTruth") + " ");
            String title = Words.get("wizard.reportName", run().getName());
            if (name.getText().equals(proposed) && !title.equals(proposed)) {
                proposed = title;
                name.setText(title);
            }
            Path place = project.folder().resolve("reports").resolve(String.format("run-%04d.html",
                    run().getNumber()));
            if (file.getText().equals(proposedFile) && !place.toString().equals(proposedFile)) {
                proposedFile = place.toString();
                file.setText(proposedFile);
            }
            if (name.getText().isBlank())
                return Words.get("properties.noName");
            if (file.getText().isBlank())
                return Words.get("wizard.noFile");
            return NewProjectWizard.path(file.getText()) == null
                    ? Words.get("wizard.badFile", file.getText().strip()) : "";
        }
    }
}
