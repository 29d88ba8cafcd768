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
import org.loupe.api.ImageInfo;
import org.loupe.model.ImageSet;
import org.loupe.model.LoupeFactory;
import org.loupe.ui.Words;
import org.loupe.ui.internal.project.ProjectEdits;
import org.loupe.ui.internal.properties.Pairings;
import org.loupe.workspace.ProjectFile;

/** Adds an image set to the project: a folder, some files, or a scan; left where they are or copied into it. */
public final class ImportImagesWizard extends ProjectWizard {
    private static final List<String> MODES = List.of("", "BF", "DF", "DIC", "SEM");

    private final SourcePage source = new SourcePage();
    private final ConditionsPage conditions = new ConditionsPage();

    /** Made by the platform. */
    public ImportImagesWizard() {
        super("importImages");
    }

    @Override
    public void addPages() {
        addPage(source);
        addPage(conditions);
    }

    @Override
    public boolean performFinish() {
        ImageSet set = source.imageSet();
        conditions.describe(set);
        remember("copy", Boolean.toString(source.copy[0].getSelection()));
        remember("pairing", set.getPairing());
        if (source.copy[0].getSelection())
            CopyImagesJob.start(session(), set, source.preview.found().items());
        else
            ProjectEdits.add(session(), set);
        return true;
    }

    private static ProjectFile project() {
        return session().project().orElse(null);
    }

    private final class SourcePage extends FormPage {
        private Text from, name, pattern;
        private Combo pairing;
        private Button[] copy;
        private ImagesPreview preview;
        private String shown = "", proposed = "";

        SourcePage() {
            super("importImages.source");
        }

        @Override
        void fill(Composite parent) {
            from = text("wizard.from", chosen() instanceof Path path ? path.toString() : "", "");
            parent.getChildren()[parent.getChildren().length - 1].dispose();
            Button browse = new Button(parent, SWT.PUSH);
            browse.setText(Words.get("wizard.browseFolder"));
            GridDataFactory.fillDefaults().applyTo(browse);
            browse.addListener(SWT.Selection, e -> chooseFolder());
            new Label(parent, SWT.NONE);
            Label hint = new Label(parent, SWT.NONE);
            hint.setText(Words.get("wizard.from.text"));
            Button files = new Button(parent, SWT.PUSH);
            files.setText(Words.get("wizard.browseFiles"));
            GridDataFactory.fillDefaults().applyTo(files);
            files.addListener(SWT.Selection, e -> chooseFiles());
            name = text("wizard.name", "");
            boolean copied = Boolean.parseBoolean(last("copy", "false"));
            copy = radio("wizard.copy", copied ? 0 : 1, "wizard.copy.copy", "wizard.copy.leave");
            pattern = text("wizard.pattern", "");
            pattern.setMessage(Words.get("properties.pattern.hint"));
            pairing = editable("wizard.pairing", List.of("auto", "none", "_test=_temp", "_test=_golden"),
                    last("pairing", "auto"));
            preview = new ImagesPreview(parent, session(), found -> {
                found.info().ifPresent(conditions::propose);
                check();
            });
            preview.show(null, null);
            from.setFocus();
        }

        private void chooseFolder() {
            DirectoryDialog dialog = new DirectoryDialog(getShell(), SWT.OPEN | SWT.SHEET);
            dialog.setText(Words.get("wizard.from"));
            dialog.setFilterPath(from.getText());
            String chosen = dialog.open();
            if (chosen != null)
                from.setText(chosen);
        }

        /** One file is a scan or an image; several are those of their folder that are named. */
        private void chooseFiles() {
            FileDialog dialog = new FileDialog(getShell(), SWT.OPEN | SWT.MULTI | SWT.SHEET);
            dialog.setText(Words.get("wizard.from"));
            if (dialog.open() == null)
                return;
            List<String> names = List.of(dialog.getFileNames());
            if (names.size() == 1) {
                from.setText(Path.of(dialog.getFilterPath(), names.get(0)).toString());
                return;
            }
            List<String> literal = new ArrayList<>();
            for (String file : names)
                literal.add(file.replaceAll("([\\\\*?\\[\\]{},])", "\\\\$1"));
            pattern.setText("{" + String.join(",", literal) + "}");
            from.setText(dialog.getFilterPath());
        }

        @Override
        String problem() {
            if (project() == null)
                return Words.get("wizard.noProject");
            if (project().readOnly())
                return Words.get("wizard.readOnly");
            String typed = from.getText().strip();
            Path path = NewProjectWizard.path(typed);
            if (path != null && path.getFileName() != null) {
                String free = ProjectEdits.free(project().project().getImageSets(),
                        path.getFileName().toString().replaceFirst("\\.[^.]*$", ""));
                if (name.getText().equals(proposed) && !free.equals(proposed)) {
                    proposed = free;
                    name.setText(free);
                }
            }
            String wrong = typed.isEmpty() ? Words.get("wizard.noFolder")
                    : path == null ? Words.get("properties.badPath", typed)
                            : !Files.exists(path) ? Words.get("wizard.folderMissing", typed) : "";
            if (wrong.isEmpty())
                wrong = Pairings.problemOfPattern(pattern.getText().strip());
            if (wrong.isEmpty())
                wrong = Pairings.problem(pairing.getText().strip());
            String now = wrong.isEmpty() ? String.join("\n", typed, pattern.getText(), pairing.getText()) : "";
            if (!now.equals(shown)) {
                shown = now;
                preview.show(project().folder(), wrong.isEmpty() ? imageSet() : null);
            }
            if (!wrong.isEmpty())
                return wrong;
            String set = name.getText().strip();
            if (set.isEmpty())
                return Words.get("properties.noName");
            if (project().project().getImageSets().stream().anyMatch(s -> s.getName().equals(set)))
                return Words.get("properties.nameTaken", set);
            if (copy[0].getSelection() && preview.searching())
                return Words.get("wizard.preview.searching");
            return preview.found().problem();
        }

        private ImageSet imageSet() {
            ImageSet set = LoupeFactory.eINSTANCE.createImageSet();
            set.setName(name.getText().strip());
            set.setRoot(project().relative(NewProjectWizard.path(from.getText().strip())));
            set.setPattern(pattern.getText().strip());
            set.setPairing(pairing.getText().strip());
            return set;
        }
    }

    private final class ConditionsPage extends FormPage {
        private Text scale, layer, magnification, exposure, reference, truth;
        private Combo mode;
        private Label says;

        ConditionsPage() {
            super("importImages.conditions");
        }

        @Override
        void fill(Composite parent) {
            scale = text("wizard.scale", "", "µm/px");
            says = hint(" ");
            layer = text("wizard.layer", "");
            mode = choice("wizard.mode", MODES.stream().map(m -> m.isEmpty() ? Words.get("properties.fromFile") : m)
                    .toList(), 0);
            magnification = text("wizard.magnification", "", "×");
            exposure = text("wizard.exposure", "", "ms");
            for (Text unknown : List.of(scale, layer, magnification, exposure))
                unknown.setMessage(Words.get("properties.fromFile"));
            reference = file("wizard.reference", "", SWT.OPEN);
            reference.setMessage(Words.get("properties.reference.hint"));
            truth = file("wizard.truth", "", SWT.OPEN);
            truth.setMessage(Words.get("properties.truth.hint"));
            if (source.preview != null)
                source.preview.found().info().ifPresent(this::propose);
        }

        /** Says what the first image's file says; empty fields mean that. */
        private void propose(ImageInfo info) {
            if (says == null || says.isDisposed())
                return;
            String first = source.preview.found().items().get(0).name();
            says.setText(Double.isNaN(info.shape().umPerPx()) ? Words.get("wizard.scale.unknown", first)
                    : Words.get("wizard.scale.known", first, Words.scale(info.shape().umPerPx())));
            if (!info.conditions().layer().isEmpty())
                layer.setMessage(info.conditions().layer());
            if (info.conditions().magnification() > 0)
                magnification.setMessage(Double.toString(info.conditions().magnification()));
            if (info.conditions().exposureMs() > 0)
                exposure.setMessage(Double.toString(info.conditions().exposureMs()));
        }

        @Override
        String problem() {
            for (Text number : List.of(scale, magnification, exposure))
                if (!number.getText().isBlank() && !(NewProjectWizard.number(number.getText()) > 0))
                    return Words.get("properties.above0", number.getText().strip());
            for (Text path : List.of(reference, truth))
                if (!path.getText().isBlank() && (NewProjectWizard.path(path.getText()) == null
                        || !Files.exists(NewProjectWizard.path(path.getText()))))
                    return Words.get("wizard.folderMissing", path.getText().strip());
            return "";
        }

        private void describe(ImageSet set) {
            if (scale == null)
                return; // finished on the first page
            set.setUmPerPx(value(scale));
            set.setLayer(layer.getText().strip());
            set.setMode(MODES.get(Math.max(0, mode.getSelectionIndex())));
            set.setMagnification(value(magnification));
            set.setExposureMs(value(exposure));
            if (!reference.getText().isBlank())
                set.setReference(project().relative(Path.of(reference.getText().strip())));
            if (!truth.getText().isBlank())
                set.setTruth(project().relative(Path.of(truth.getText().strip())));
        }

        private static double value(Text text) {
            return text.getText().isBlank() ? 0 : NewProjectWizard.number(text.getText());
        }
    }
}
