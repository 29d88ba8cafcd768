package org.loupe.ui.internal.wizard;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.DirectoryDialog;
import org.eclipse.swt.widgets.FileDialog;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.PlatformUI;
import org.loupe.exchange.LabelFormat;
import org.loupe.exchange.LabelFormats;
import org.loupe.store.labels.LabelChange;
import org.loupe.ui.Status;
import org.loupe.ui.Status.Kind;
import org.loupe.ui.ToolRow;
import org.loupe.ui.Words;
import org.loupe.workspace.labels.LabelTransfer;
import org.loupe.workspace.labels.LabelTransfer.Existing;

/** Brings labels into the project from a file, as one change; what would be lost is shown first. */
public final class ImportLabelsWizard extends ProjectWizard {
    private final FilePage page = new FilePage();

    /** Made by the platform. */
    public ImportLabelsWizard() {
        super("importLabels");
    }

    @Override
    public void addPages() {
        addPage(page);
    }

    @Override
    public boolean performFinish() {
        LabelTransfer.Plan plan = page.preview.plan();
        if (plan == null)
            return false;
        Path file = NewProjectWizard.path(page.from.getText().strip());
        remember("existing", plan.options().existing().name());
        remember("from", file.toString());
        remember("format", page.wanted() == null ? "" : page.wanted().id());
        String source = file.getFileName().toString();
        session().edit(project -> {
            LabelChange made = LabelTransfer.make(plan, project, source, Words.get("wizard.labels.undo", source));
            int added = (int) made.labels().stream().filter(l -> l.before() == null).count();
            session().status().message(Kind.INFO, Words.get("wizard.labels.imported", added, made.tiles().size(),
                    source), new Status.Link(Words.get("label.undo"),
                            () -> ToolRow.execute(PlatformUI.getWorkbench(),
                                    "org.eclipse.ui.edit.undo")));
        });
        return true;
    }

    private final class FilePage extends FormPage {
        private Text from, as;
        private Combo format;
        private Button[] existing;
        private LabelsPreview preview;
        private String shown = "";

        FilePage() {
            super("importLabels.file");
        }

        @Override
        void fill(Composite parent) {
            from = text("wizard.labels.from", chosen() instanceof Path path ? path.toString() : last("from", ""), "");
            parent.getChildren()[parent.getChildren().length - 1].dispose();
            button(parent, "wizard.browseFile", this::chooseFile);
            new Label(parent, SWT.NONE);
            Label hint = new Label(parent, SWT.WRAP);
            hint.setText(Words.get("wizard.labels.from.text"));
            GridDataFactory.fillDefaults().grab(true, false).hint(200, SWT.DEFAULT).align(SWT.FILL, SWT.CENTER)
                    .applyTo(hint);
            button(parent, "wizard.browseFolder", this::chooseFolder);
            List<String> words = new ArrayList<>(List.of(Words.get("wizard.labels.byContent")));
            words.addAll(LabelFormatWords.labels());
            List<String> ids = LabelFormats.all().stream().map(LabelFormat::id).toList();
            format = choice("wizard.labels.format", words, ids.indexOf(last("format", "")) + 1);
            existing = radio("wizard.labels.existing", Existing.valueOf(last("existing", "KEEP")).ordinal(),
                    "wizard.labels.keep", "wizard.labels.replace", "wizard.labels.skip");
            as = text("wizard.labels.as", "");
            as.setMessage(Words.get("wizard.labels.as.hint"));
            preview = new LabelsPreview(parent, session(), this::check);
            from.setFocus();
            from.selectAll();
        }

        private void chooseFile() {
            FileDialog dialog = new FileDialog(getShell(), SWT.OPEN | SWT.SHEET);
            dialog.setText(Words.get("wizard.labels.from"));
            dialog.setFilterExtensions(new String[] { "*.json;*.csv;*.txt;*.xml;*.png", "*" });
            String chosen = dialog.open();
            if (chosen != null)
                from.setText(chosen);
        }

        private void chooseFolder() {
            DirectoryDialog dialog = new DirectoryDialog(getShell(), SWT.OPEN | SWT.SHEET);
            dialog.setText(Words.get("wizard.labels.from"));
            dialog.setFilterPath(from.getText());
            String chosen = dialog.open();
            if (chosen != null)
                from.setText(chosen);
        }

        /** The format that is chosen, {@code null} if the content tells it. */
        LabelFormat wanted() {
            int chosen = format.getSelectionIndex();
            return chosen <= 0 ? null : LabelFormats.all().get(chosen - 1);
        }

        private Existing choice() {
            return existing[1].getSelection() ? Existing.REPLACE : existing[2].getSelection() ? Existing.SKIP
                    : Existing.KEEP;
        }

        @Override
        boolean waiting() {
            return preview.working();
        }

        @Override
        String problem() {
            if (session().project().isEmpty())
                return Words.get("wizard.noProject");
            if (session().project().get().readOnly())
                return Words.get("wizard.readOnly");
            String typed = from.getText().strip();
            Path path = NewProjectWizard.path(typed);
            String wrong = typed.isEmpty() ? Words.get("wizard.labels.noFile")
                    : path == null ? Words.get("properties.badPath", typed)
                            : !Files.exists(path) ? Words.get("wizard.folderMissing", typed) : "";
            String now = String.join("\n", typed, wrong, choice().name(), as.getText().strip(),
                    format.getText());
            if (!now.equals(shown)) {
                shown = now;
                preview.show(wrong.isEmpty() ? path : null, wanted(), new LabelTransfer.Options(choice(),
                        as.getText().strip()));
            }
            return wrong.isEmpty() ? preview.problem() : wrong;
        }
    }
}
