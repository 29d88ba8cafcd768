package org.loupe.ui.internal.preferences;

import java.util.LinkedHashMap;
import java.util.Map;

import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.preference.PreferencePage;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.FileDialog;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.IWorkbench;
import org.eclipse.ui.IWorkbenchPreferencePage;
import org.loupe.api.FeatureExtractor;
import org.loupe.api.ToolException;
import org.loupe.engine.Policy;
import org.loupe.engine.Registry;
import org.loupe.engine.Schema;
import org.loupe.engine.SchemaException;
import org.loupe.ui.Preferences;
import org.loupe.ui.Session;
import org.loupe.ui.Words;
import org.loupe.workspace.crops.UsualFeatures;

/**
 * Preferences › Loupe › Pretrained net: the file of weights and the layer by which defects are described where they are
 * clustered or learned from. What the file is recognised as is told at once.
 */
public final class NetPage extends PreferencePage implements IWorkbenchPreferencePage {
    private static final int WIDE = 380;

    private Registry registry;
    private Text weights, layer;
    private Label found;
    /** Which question the next answer must be of. */
    private int asked;

    /** What a file is recognised as, or what is wrong with it. */
    private record Answer(String found, String problem) {
    }

    @Override
    public void init(IWorkbench workbench) {
        registry = workbench.getService(Session.class).registry();
    }

    @Override
    protected Control createContents(Composite parent) {
        Composite page = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().numColumns(3).applyTo(page);
        sentence(page, "preferences.net.about");
        weights = field(page, "preferences.net.weights", Preferences.FEATURE_WEIGHTS.get(), 1);
        Button browse = new Button(page, SWT.PUSH);
        browse.setText(Words.get("preferences.net.browse"));
        browse.addListener(SWT.Selection, e -> browse());
        layer = field(page, "preferences.net.layer", Preferences.FEATURE_LAYER.get(), 2);
        layer.setMessage(Words.get("preferences.net.layer.last"));
        found = sentence(page, "preferences.net.none");
        look();
        return page;
    }

    private static Label sentence(Composite page, String key) {
        Label label = new Label(page, SWT.WRAP);
        label.setText(Words.get(key));
        GridDataFactory.fillDefaults().grab(true, false).span(3, 1).hint(WIDE, SWT.DEFAULT).applyTo(label);
        return label;
    }

    private Text field(Composite page, String key, String value, int span) {
        new Label(page, SWT.NONE).setText(Words.get(key));
        Text text = new Text(page, SWT.BORDER);
        text.setText(value);
        GridDataFactory.fillDefaults().grab(true, false).align(SWT.FILL, SWT.CENTER).span(span, 1).applyTo(text);
        text.addListener(SWT.Modify, e -> look());
        return text;
    }

    private void browse() {
        FileDialog dialog = new FileDialog(getShell(), SWT.OPEN | SWT.SHEET);
        dialog.setText(Words.get("preferences.net.weights"));
        dialog.setFilterExtensions(new String[] { "*.safetensors;*.pth;*.pt", "*.*" });
        dialog.setFileName(weights.getText());
        String chosen = dialog.open();
        if (chosen != null)
            weights.setText(chosen);
    }

    /** Asks what the file is, off the UI thread; of several questions only the last is answered. */
    private void look() {
        if (found == null)
            return;
        int mine = ++asked;
        String file = weights.getText().strip(), at = layer.getText().strip();
        if (file.isEmpty()) {
            show(new Answer(Words.get("preferences.net.none"), null));
            return;
        }
        found.setText(Words.get("preferences.net.reading"));
        Display display = found.getDisplay();
        Job.createSystem("Loupe weights", monitor -> {
            Answer answer = answer(registry, file, at);
            if (!display.isDisposed())
                display.asyncExec(() -> {
                    if (mine == asked && !found.isDisposed())
                        show(answer);
                });
        }).schedule();
    }

    private static Answer answer(Registry registry, String file, String layer) {
        try {
            if (!(registry.find(UsualFeatures.NET, Policy.AUTO).tool() instanceof FeatureExtractor<?> net))
                throw new ToolException(Words.get("preferences.net.noTool"), "");
            Map<String, Object> params = new LinkedHashMap<>(Map.of(UsualFeatures.WEIGHTS, file));
            if (!layer.isEmpty())
                params.put(UsualFeatures.LAYER, layer);
            return new Answer(summary(net, params), null);
        } catch (ToolException e) {
            return new Answer("", (e.getMessage() + " " + e.remedy()).strip());
        } catch (IllegalArgumentException e) {
            return new Answer("", e.getMessage());
        }
    }

    private static <P extends Record> String summary(FeatureExtractor<P> net, Map<String, Object> params)
            throws ToolException, SchemaException {
        return net.summary(Schema.of(net).read(params));
    }

    private void show(Answer answer) {
        found.setText(answer.problem == null ? answer.found : answer.problem);
        boolean wrong = answer.problem != null, kept = stored();
        setErrorMessage(wrong && !kept ? Words.get("preferences.net.wrong") : null);
        setMessage(wrong && kept ? Words.get("preferences.net.wrong") : null, WARNING);
        setValid(!wrong || kept);
        found.getParent().layout();
    }

    /** Whether what the page says is what is kept: a file that has gone since keeps nobody from leaving the page. */
    private boolean stored() {
        return weights.getText().strip().equals(Preferences.FEATURE_WEIGHTS.get())
                && layer.getText().strip().equals(Preferences.FEATURE_LAYER.get());
    }

    /** What was recognised, or what is wrong. */
    public String found() {
        return found.getText();
    }

    /** Types a file and a layer, as a person does. */
    public void type(String file, String ofLayer) {
        weights.setText(file);
        layer.setText(ofLayer);
    }

    @Override
    protected void performDefaults() {
        type(Preferences.FEATURE_WEIGHTS.initial(), Preferences.FEATURE_LAYER.initial());
        super.performDefaults();
    }

    @Override
    public boolean performOk() {
        if (weights != null) {
            Preferences.FEATURE_WEIGHTS.set(weights.getText().strip());
            Preferences.FEATURE_LAYER.set(layer.getText().strip());
        }
        return super.performOk();
    }
}
