package org.loupe.ui.internal.wizard;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Text;
import org.loupe.engine.Registry;
import org.loupe.engine.nets.NetModel;
import org.loupe.engine.nets.OnnxExport;
import org.loupe.model.ModelEntry;
import org.loupe.ui.Status.Kind;
import org.loupe.ui.WorkJob;
import org.loupe.ui.Words;
import org.loupe.ui.internal.models.Models;

/** Writes a trained net as ONNX, for programs of others; what the file computes is compared with the net first. */
public final class ExportNetWizard extends ProjectWizard {
    private final FilePage page = new FilePage();

    /** Made by the platform. */
    public ExportNetWizard() {
        super("exportNet");
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
                Words.get("wizard.exportNet"), Words.get("wizard.overwrite", file)))
            return false;
        remember("folder", String.valueOf(file.toAbsolutePath().getParent()));
        ModelEntry net = page.net();
        Path model = session().project().orElseThrow().resolve(net.getFile());
        String name = net.getName();
        Registry registry = session().registry();
        WorkJob.start(session(), Words.get("job.exportNet", name), (done, of) -> Words.get("job.exportNet", name),
                progress -> OnnxExport.write(NetModel.read(model, registry), file, registry),
                written -> written.ifPresent(difference -> session().status().message(Kind.INFO,
                        Words.get("wizard.exportNet.done", name, file, String.format("%.1e", difference)))));
        return true;
    }

    private final class FilePage extends FormPage {
        private List<ModelEntry> nets = List.of();
        private Combo which;
        private Text file;
        private String proposed = "";

        FilePage() {
            super("exportNet.file");
        }

        @Override
        void fill(Composite parent) {
            nets = new ArrayList<>(session().project().map(p -> p.project().getModels().stream()
                    .filter(m -> Models.isNet(session().registry(), m)).toList()).orElse(List.of()));
            Collections.reverse(nets);
            int subject = session().subject().map(nets::indexOf).orElse(-1);
            which = choice("wizard.exportNet.which", nets.stream().map(ModelEntry::getName).toList(),
                    Math.max(0, subject));
            file = file("wizard.file", "", SWT.SAVE);
            hint(Words.get("wizard.exportNet.hint"));
        }

        private ModelEntry net() {
            return nets.get(which.getSelectionIndex());
        }

        @Override
        String problem() {
            if (session().project().isEmpty())
                return Words.get("wizard.noProject");
            if (nets.isEmpty())
                return Words.get("wizard.exportNet.none");
            if (session().task().isPresent())
                return Words.get("cluster.busy");
            Path folder = NewProjectWizard.path(last("folder", session().project().get().folder().resolve("exports")
                    .toString()));
            String name = folder == null ? "" : folder.resolve(net().getName().replaceAll("[^\\p{L}\\p{N}._-]+", "-")
                    + ".onnx").toString();
            if (file.getText().equals(proposed) && !name.equals(proposed)) {
                proposed = name;
                file.setText(name);
            }
            Path path = NewProjectWizard.path(file.getText());
            if (file.getText().isBlank())
                return Words.get("wizard.noFile");
            return path == null || Files.isDirectory(path) ? Words.get("wizard.badFile", file.getText().strip()) : "";
        }
    }
}
