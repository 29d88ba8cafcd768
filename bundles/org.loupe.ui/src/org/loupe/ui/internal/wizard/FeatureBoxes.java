package org.loupe.ui.internal.wizard;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.loupe.engine.ToolText;
import org.loupe.engine.features.FeatureSet;
import org.loupe.engine.features.FeatureSet.Block;
import org.loupe.ui.Words;
import org.loupe.ui.internal.clusters.FeatureChoice;

/** Check boxes for what crops are described by; a net without a file of weights is greyed, with the reason. UI thread. */
final class FeatureBoxes {
    private final Map<String, Button> blocks = new LinkedHashMap<>();

    /** A row of a {@link FormPage}'s grid. @param changed called after each click */
    FeatureBoxes(Composite parent, Runnable changed) {
        Label word = new Label(parent, SWT.NONE);
        word.setText(Words.get("wizard.newClustering.features"));
        GridDataFactory.fillDefaults().align(SWT.BEGINNING, SWT.BEGINNING).indent(0, 4).applyTo(word);
        Composite box = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().numColumns(3).spacing(14, 2).applyTo(box);
        GridDataFactory.fillDefaults().span(2, 1).grab(true, false).applyTo(box);
        var registry = ProjectWizard.session().registry();
        List<String> usual = FeatureChoice.usual(registry).blocks().stream().map(Block::tool).toList();
        for (String id : FeatureChoice.all(registry)) {
            Button check = new Button(box, SWT.CHECK);
            check.setText(ParametersPage.label(id) + " ");
            check.setSelection(usual.contains(id));
            check.setToolTipText(FeatureChoice.lacksWeights(id) ? Words.get("clusterings.noWeights")
                    : ToolText.info(ParametersPage.tool(id), Locale.getDefault()).help());
            check.setEnabled(!FeatureChoice.lacksWeights(id));
            check.addListener(SWT.Selection, e -> changed.run());
            blocks.put(id, check);
        }
    }

    /** What is checked. */
    FeatureSet features() {
        return new FeatureSet(blocks.entrySet().stream().filter(e -> e.getValue().getSelection())
                .map(e -> FeatureChoice.block(e.getKey())).toList());
    }

    /** Whether they can be clicked on. */
    void enabled(boolean on) {
        blocks.forEach((id, check) -> check.setEnabled(on && !FeatureChoice.lacksWeights(id)));
    }
}
