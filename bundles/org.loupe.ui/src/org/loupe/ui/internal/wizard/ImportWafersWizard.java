package org.loupe.ui.internal.wizard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.DirectoryDialog;
import org.eclipse.swt.widgets.FileDialog;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.IWorkbench;
import org.loupe.ui.Words;
import org.loupe.workspace.wafer.WaferImport;
import org.loupe.workspace.wafer.WaferImport.Images;

/** Brings wafers into the project from the files of tools, as one change; what would come in is shown first. */
public final class ImportWafersWizard extends ProjectWizard {
    private static final int MOST_FILES = 1000;

    private final FilePage page = new FilePage();
    private List<Path> given = List.of();

    /** Made by the platform. */
    public ImportWafersWizard() {
        super("importWafers");
    }

    @Override
    public void init(IWorkbench workbench, IStructuredSelection selection) {
        super.init(workbench, selection);
        if (chosen() instanceof Path)
            given = Stream.of(selection.toArray()).filter(Path.class::isInstance).map(Path.class::cast).toList();
    }

    @Override
    public void addPages() {
        addPage(page);
    }

    @Override
    public boolean performFinish() {
        WaferImport.Plan plan = page.preview.plan();
        if (plan == null || plan.coming() == 0)
            return false;
        remember("from", String.valueOf(plan.files().get(0).toAbsolutePath().getParent()));
        remember("images", plan.options().images().name());
        ImportWafersJob.start(session(), plan);
        return true;
    }

    /**
     * The files that are meant by what was typed: a file, several with ";" between them, or all files of a folder.
     *
     * @return empty if one of them is not there
     */
    static Optional<List<Path>> files(String typed) {
        Path whole = NewProjectWizard.path(typed);
        if (whole != null && Files.isDirectory(whole))
            try (Stream<Path> files = Files.list(whole)) {
                return Optional.of(files.filter(Files::isRegularFile)
                        .filter(f -> !f.getFileName().toString().startsWith(".")).sorted().limit(MOST_FILES).toList());
            } catch (IOException | UncheckedIOException e) {
                return Optional.empty();
            }
        List<Path> files = new ArrayList<>();
        for (String part : whole != null && Files.exists(whole) ? List.of(typed) : List.of(typed.split(";"))) {
            Path file = NewProjectWizard.path(part.strip());
            if (file == null || !Files.isRegularFile(file))
                return Optional.empty();
            files.add(file);
        }
        return Optional.of(files);
    }

    private final class FilePage extends FormPage {
        private Text from, folder;
        private Button[] images;
        private WafersPreview preview;
        private String shown = "";

        FilePage() {
            super("importWafers.file");
        }

        @Override
        void fill(Composite parent) {
            from = text("wizard.wafers.from", String.join("; ", given.stream().map(Path::toString).toList()), "");
            parent.getChildren()[parent.getChildren().length - 1].dispose();
            button(parent, "wizard.browseFile", this::chooseFiles);
            new Label(parent, SWT.NONE);
            Label hint = new Label(parent, SWT.WRAP);
            hint.setText(Words.get("wizard.wafers.from.text"));
            GridDataFactory.fillDefaults().grab(true, false).hint(200, SWT.DEFAULT).align(SWT.FILL, SWT.CENTER)
                    .applyTo(hint);
            button(parent, "wizard.browseFolder", this::chooseFolder);
            images = radio("wizard.wafers.images", Images.valueOf(last("images", "COPY")).ordinal(),
                    "wizard.wafers.reference", "wizard.wafers.copy", "wizard.wafers.none");
            folder = folder("wizard.wafers.folder", "", Words.get("wizard.wafers.folder.title"));
            folder.setMessage(Words.get("wizard.wafers.folder.hint"));
            preview = new WafersPreview(parent, session(), this::check);
            from.setFocus();
            from.selectAll();
        }

        private void chooseFiles() {
            FileDialog dialog = new FileDialog(getShell(), SWT.OPEN | SWT.MULTI | SWT.SHEET);
            dialog.setText(Words.get("wizard.wafers.from"));
            dialog.setFilterPath(last("from", ""));
            dialog.setFilterExtensions(new String[] { "*", "*.001;*.klarf;*.kla;*.000", "*.xml;*.sinf" });
            if (dialog.open() != null)
                from.setText(String.join("; ", Stream.of(dialog.getFileNames())
                        .map(name -> Path.of(dialog.getFilterPath(), name).toString()).toList()));
        }

        private void chooseFolder() {
            DirectoryDialog dialog = new DirectoryDialog(getShell(), SWT.OPEN | SWT.SHEET);
            dialog.setText(Words.get("wizard.wafers.from"));
            dialog.setFilterPath(last("from", ""));
            String chosen = dialog.open();
            if (chosen != null)
                from.setText(chosen);
        }

        private Images choice() {
            return Images.values()[images[1].getSelection() ? 1 : images[2].getSelection() ? 2 : 0];
        }

        @Override
        String problem() {
            if (session().project().isEmpty())
                return Words.get("wizard.noProject");
            if (session().project().get().readOnly())
                return Words.get("wizard.readOnly");
            String typed = from.getText().strip(), where = folder.getText().strip();
            Optional<List<Path>> files = typed.isEmpty() ? Optional.empty() : files(typed);
            Path place = where.isEmpty() ? null : NewProjectWizard.path(where);
            String wrong = typed.isEmpty() ? Words.get("wizard.wafers.noFile")
                    : files.isEmpty() ? Words.get("wizard.folderMissing", typed)
                            : files.get().isEmpty() ? Words.get("wizard.wafers.emptyFolder", typed)
                                    : !where.isEmpty() && (place == null || !Files.isDirectory(place))
                                            ? Words.get("wizard.folderMissing", where) : "";
            String now = String.join("\n", typed, where, wrong, choice().name());
            if (!now.equals(shown)) {
                shown = now;
                Path folderOfAll = NewProjectWizard.path(typed);
                preview.show(wrong.isEmpty() ? files.get() : List.of(),
                        folderOfAll != null && Files.isDirectory(folderOfAll),
                        new WaferImport.Options(choice(), Optional.ofNullable(place)));
            }
            return wrong.isEmpty() ? preview.problem() : wrong;
        }
    }
}
