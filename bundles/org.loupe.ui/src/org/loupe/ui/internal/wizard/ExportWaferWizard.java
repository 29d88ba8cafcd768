package org.loupe.ui.internal.wizard;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Text;
import org.loupe.model.DefectClass;
import org.loupe.model.RunEntry;
import org.loupe.model.WaferEntry;
import org.loupe.ui.Words;
import org.loupe.workspace.labels.DefectClasses;
import org.loupe.workspace.wafer.WaferExport;
import org.loupe.workspace.wafer.WaferExport.Form;

/** Writes a wafer for other programs and for people; classes of a run or of labels can be written back with it. */
public final class ExportWaferWizard extends ProjectWizard {
    private final FilePage page = new FilePage();

    /** Made by the platform. */
    public ExportWaferWizard() {
        super("exportWafer");
    }

    @Override
    public void addPages() {
        addPage(page);
    }

    @Override
    public boolean performFinish() {
        WaferWriting request = page.preview.writing();
        if (request == null)
            return false;
        Path file = page.path();
        if (Files.exists(file) && !MessageDialog.openQuestion(getShell(), Words.get("wizard.exportWafer"),
                Words.get("wizard.wafer.overwrite", file)))
            return false;
        remember("form", page.form().id());
        remember("folder", String.valueOf(file.toAbsolutePath().getParent()));
        request.write(session(), page.form(), file);
        return true;
    }

    private final class FilePage extends FormPage {
        private final List<Form> forms = new ArrayList<>();
        private List<WaferEntry> wafers = List.of();
        private RunChoice runs;
        private Combo wafer, form, from;
        private Text score, file;
        private Button images;
        private WaferWritingPreview preview;
        private String shown = "", suggested = "";

        FilePage() {
            super("exportWafer.file");
        }

        @Override
        void fill(Composite parent) {
            wafers = session().project().map(p -> List.copyOf(p.project().getWafers())).orElse(List.of());
            runs = RunChoice.of(session(), chosen());
            forms.addAll(WaferExport.forms(true));
            Object first = chosen() instanceof WaferEntry ? chosen() : session().subject().orElse(null);
            wafer = choice("wizard.wafer.wafer", wafers.stream().map(w -> Words.get("wizard.wafer.is",
                    w.getStep().isBlank() || w.getName().endsWith(w.getStep()) ? w.getName()
                            : Words.get("lot.step", w.getName(), w.getStep()), w.getDefects())).toList(),
                    Math.max(0, wafers.indexOf(first)));
            int last = 0;
            for (int i = 0; i < forms.size(); i++)
                if (forms.get(i).id().equals(last("form", WaferExport.KLARF)))
                    last = i;
            form = choice("wizard.wafer.form", forms.stream().map(FilePage::words).toList(), last);
            List<String> sources = new ArrayList<>(List.of(Words.get("wizard.wafer.asIs"),
                    Words.get("wizard.wafer.labels")));
            sources.addAll(runs.words());
            from = choice("wizard.wafer.classes", sources, 0);
            score = text("wizard.wafer.score", "0", "");
            images = flag("wizard.wafer.images", true);
            file = file("wizard.file", "", SWT.SAVE);
            preview = new WaferWritingPreview(parent, session(), this::check);
            GridDataFactory.fillDefaults().grab(true, true).span(3, 1).indent(0, 4).applyTo(preview.control());
            file.setFocus();
        }

        private static String words(Form form) {
            return form.label().isEmpty() ? Words.get("wizard.wafer.form." + form.id()) : Words.has("wizard.wafer.form."
                    + form.id()) ? Words.get("wizard.wafer.form." + form.id()) : form.label();
        }

        Form form() {
            return forms.get(Math.max(0, form.getSelectionIndex()));
        }

        Path path() {
            return NewProjectWizard.path(file.getText().strip());
        }

        /** Names a file by the wafer and the form, unless another name was typed. */
        private void suggest(WaferEntry entry) {
            String stem = entry.getName().replaceAll("[^\\p{L}\\p{M}\\p{N}._ -]+", "-");
            String name = session().project().map(p -> Path.of(last("folder", p.folder().resolve("exports").toString()))
                    .resolve(stem + form().suffix()).toString()).orElse("");
            if (!name.equals(suggested) && file.getText().strip().equals(suggested)) {
                suggested = name;
                file.setText(name);
            }
        }

        private double limit() {
            String typed = score.getText().strip().replace(',', '.');
            try {
                return typed.isEmpty() ? 0 : Double.parseDouble(typed);
            } catch (NumberFormatException e) {
                return Double.NaN;
            }
        }

        @Override
        String problem() {
            if (session().project().isEmpty())
                return Words.get("wizard.noProject");
            if (wafers.isEmpty())
                return Words.get("wizard.wafer.none");
            WaferEntry entry = wafers.get(Math.max(0, wafer.getSelectionIndex()));
            suggest(entry);
            int source = from.getSelectionIndex();
            score.setEnabled(source > 1);
            images.setEnabled(source > 0 && form().id().equals(WaferExport.KLARF));
            double limit = limit();
            if (!(limit >= 0 && limit <= 1))
                return Words.get("wizard.wafer.badScore", score.getText().strip());
            String now = String.format(Locale.ROOT, "%d %d %.4f %b %s", wafer.getSelectionIndex(), source, limit,
                    images.getSelection() && images.isEnabled(), form().id());
            if (!now.equals(shown)) {
                shown = now;
                RunEntry run = source > 1 ? runs.runs().get(source - 2) : null;
                Map<String, String> bins = new HashMap<>();
                for (DefectClass one : DefectClasses.of(session().project().get().project()))
                    bins.put(one.getName(), one.getBin() == null ? "" : one.getBin());
                preview.show(entry, source == 1, run, new org.loupe.workspace.wafer.KlarfWriteBack.Options(limit, bins,
                        images.getSelection() && images.isEnabled()), form());
            }
            if (file.getText().isBlank())
                return Words.get("wizard.noFile");
            Path path = path();
            if (path == null || Files.isDirectory(path))
                return Words.get("wizard.badFile", file.getText().strip());
            if (path.toAbsolutePath().normalize().equals(session().project().get().resolve(entry.getFile())))
                return Words.get("wizard.wafer.ownFile");
            return preview.problem();
        }
    }
}
