package org.loupe.ui.viewer.internal.clusters;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.layout.RowLayout;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.loupe.engine.features.FeatureSet;
import org.loupe.engine.features.FeatureSet.Block;
import org.loupe.ui.Session;
import org.loupe.ui.Slider;
import org.loupe.ui.ToolRow;
import org.loupe.ui.Words;
import org.loupe.ui.internal.clusters.FeatureChoice;

/** The extractors that describe crops, each with whether it is used and how much it counts. UI thread. */
final class FeatureBar extends Composite {
    private static final int SLIDER = 60;
    private static final double LEAST = 0.1, MOST = 3;

    /** @param on whether it is used */
    private record Choice(Block block, boolean on) {
    }

    private final Session session;
    private final Runnable changed;
    private final Map<String, Choice> choices = new LinkedHashMap<>();

    /** @param changed told of each change */
    FeatureBar(Composite parent, Session session, Runnable changed) {
        super(parent, SWT.NONE);
        this.session = session;
        this.changed = changed;
        ToolRow.style(this, "loupe-part");
        RowLayout layout = new RowLayout(SWT.HORIZONTAL);
        layout.spacing = 14;
        layout.marginLeft = layout.marginRight = 8;
        layout.marginTop = layout.marginBottom = 4;
        layout.center = true;
        setLayout(layout);
    }

    /** Shows which extractors a clustering uses; those that it does not use can be taken. */
    void show(FeatureSet used) {
        choices.clear();
        used.blocks().forEach(block -> choices.put(block.tool(), new Choice(block, true)));
        FeatureChoice.usual(session.registry()).blocks()
                .forEach(block -> choices.putIfAbsent(block.tool(), new Choice(block, false)));
        fill();
    }

    /** Extractors that are not shown. */
    List<String> others() {
        List<String> all = new ArrayList<>(FeatureChoice.all(session.registry()));
        all.removeAll(choices.keySet());
        return all;
    }

    /** Shows one more extractor, as used. */
    void add(Block block) {
        choices.put(block.tool(), new Choice(block, true));
        fill();
        changed.run();
    }

    /** What is used, with its weights. */
    FeatureSet chosen() {
        return new FeatureSet(choices.values().stream().filter(Choice::on).map(Choice::block).toList());
    }

    private void fill() {
        for (Control child : getChildren())
            child.dispose();
        choices.forEach(this::block);
        requestLayout();
    }

    private void block(String id, Choice choice) {
        Composite box = new Composite(this, SWT.NONE);
        ToolRow.style(box, "loupe-part");
        GridLayout layout = new GridLayout(3, false);
        layout.marginHeight = layout.marginWidth = 0;
        layout.horizontalSpacing = 6;
        box.setLayout(layout);
        Button check = new Button(box, SWT.CHECK);
        ToolRow.style(check, "loupe-part");
        check.setText(ClusterWords.tool(session, id) + " ");
        check.setSelection(choice.on);
        Label value = new Label(box, SWT.RIGHT);
        Slider slider = new Slider(box, LEAST, MOST, 0.1, 1, v -> value.setText(Words.number(v, 1)), v -> {
            value.setText(Words.number(v, 1));
            Choice now = choices.get(id);
            choices.put(id, new Choice(now.block.weight(v), now.on));
            changed.run();
        });
        slider.value(choice.block.weight());
        slider.setEnabled(choice.on);
        slider.setToolTipText(Words.get("clusterings.weight", ClusterWords.tool(session, id)));
        slider.setLayoutData(width(SLIDER));
        value.moveBelow(slider);
        ToolRow.style(value, "loupe-hint");
        value.setText(Words.number(choice.block.weight(), 1));
        value.setLayoutData(width(24));
        check.addListener(SWT.Selection, e -> {
            choices.put(id, new Choice(choices.get(id).block, check.getSelection()));
            slider.setEnabled(check.getSelection());
            changed.run();
        });
    }

    private static GridData width(int width) {
        GridData data = new GridData(SWT.FILL, SWT.CENTER, false, false);
        data.widthHint = width;
        return data;
    }
}
