package org.loupe.ui.internal.wizard;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;
import org.loupe.engine.Item;
import org.loupe.model.RunEntry;
import org.loupe.ui.Status.Kind;
import org.loupe.ui.Status.Link;
import org.loupe.ui.Words;
import org.loupe.ui.internal.Launch;
import org.loupe.workspace.Exports;
import org.loupe.workspace.Exports.Format;

/** Writes a run, or what of it matches a filter, in the format of another program. */
public final class ExportWizard extends ProjectWizard {
    private final FilePage page = new FilePage();

    /** Made by the platform. */
    public ExportWizard() {
        super("export");
    }

    @Override
    public void addPages() {
        addPage(page);
    }

    @Override
    public boolean performFinish() {
        Path file = NewProjectWizard.path(page.file.getText());
        Path project = session().project().orElseThrow().folder();
        if (Files.exists(file) && !file.startsWith(project) && !MessageDialog.openQuestion(getShell(),
                Words.get("wizard.export"), Words.get("wizard.overwrite", file)))
            return false;
        remember("format", page.format().toString());
        remember("folder", String.valueOf(file.toAbsolutePath().getParent()));
        RunEntry run = page.run();
        boolean report = page.format() == Format.HTML;
        Optional<Path> truth = Optional.ofNullable(run.getImageSet()).map(s -> s.getTruth()).filter(t -> !t.isBlank())
                .map(t -> session().project().orElseThrow().resolve(t));
        RunWriteJob.start(session(), new Exports.Request(session().project().orElseThrow().resolve(run.getFolder()),
                page.format(), report ? "" : page.filter.getText().strip(), report ? "" : page.image(), truth, file),
                () -> session().status().message(Kind.INFO, Words.get("wizard.written", run.getName(), file),
                        new Link(Words.get("wizard.openIt"), () -> Launch.open(session(), file))));
        return true;
    }

    private final class FilePage extends FormPage {
        private Combo run, format, images;
        private Text filter, file;
        private Label about;
        private RunChoice runs;
        private String proposed = "";

        FilePage() {
            super("export.file");
        }

        @Override
        void fill(Composite parent) {
            runs = RunChoice.of(session(), chosen());
            run = choice("wizard.run", runs.words(), runs.first());
            List<String> formats = Arrays.stream(Format.values()).map(f -> Words.get("wizard.format." + f)).toList();
            int last = Arrays.stream(Format.values()).map(Format::toString).toList().indexOf(last("format", "csv"));
            format = choice("wizard.format", formats, Math.max(0, last));
            about = hint(" ");
            boolean shown = !runs.runs().isEmpty() && session().results()
                    .filter(r -> r.entry() == runs.runs().get(runs.first())).isPresent();
            filter = text("wizard.filter", shown ? session().filter() : "");
            filter.setMessage(Words.get("wizard.filter.hint"));
            images = choice("wizard.which", session().image().map(Item::name)
                    .map(name -> List.of(Words.get("wizard.which.all"), Words.get("wizard.which.one", name)))
                    .orElse(List.of(Words.get("wizard.which.all"))), 0);
            file = file("wizard.file", "", SWT.SAVE);
        }

        private RunEntry run() {
            return runs.runs().get(run.getSelectionIndex());
        }

        private Format format() {
            return Format.values()[Math.max(0, format.getSelectionIndex())];
        }

        private String image() {
            return images.getSelectionIndex() == 1 ? session().image().map(Item::name).orElse("") : "";
        }

        @Override
        String problem() {
            if (session().project().isEmpty())
                return Words.get("wizard.noProject");
            if (runs.runs().isEmpty())
                return Words.get("wizard.noRun");
            about.setText(Words.get("wizard.format." + format() + ".text"));
            filter.setEnabled(format() != Format.HTML);
            images.setEnabled(format() != Format.HTML);
            Path folder = NewProjectWizard.path(last("folder", session().project().get().folder().resolve("exports")
                    .toString()));
            String number = String.format("%04d", run().getNumber());
            String name = folder == null ? "" : folder.resolve("run-" + number + "-" + format().fileName()).toString();
            if (file.getText().equals(proposed) && !name.equals(proposed)) {
                proposed = name;
                file.setText(name);
            }
            Path path = NewProjectWizard.path(file.getText());
            if (file.getText().isBlank())
                return Words.get("wizard.noFile");
            if (path == null || Files.isDirectory(path))
                return Words.get("wizard.badFile", file.getText().strip());
            return "";
        }
    }
}
