package org.loupe.ui.viewer.internal.nets;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;
import org.loupe.api.Task;
import org.loupe.engine.evaluation.Evaluation;
import org.loupe.engine.nets.NetTrial;
import org.loupe.ui.Words;

/** The headline figures of a trial, one below the other. Those that depend on the least score follow it at once. */
final class TrialFigures {
    private static final int VALUE = 76;

    private final TrialDesk desk;
    private final Table table;

    TrialFigures(Composite parent, TrialDesk desk) {
        this.desk = desk;
        table = new Table(parent, SWT.FULL_SELECTION);
        TableColumn name = new TableColumn(table, SWT.LEFT), value = new TableColumn(table, SWT.RIGHT);
        table.addListener(SWT.Resize, e -> {
            value.setWidth(VALUE);
            name.setWidth(Math.max(90, table.getClientArea().width - VALUE - 2));
        });
    }

    Control control() {
        return table;
    }

    /** The trial or the least score has changed. */
    void refresh() {
        List<String[]> rows = desk.trial().map(this::rows).orElse(List.of());
        while (table.getItemCount() > rows.size())
            table.remove(table.getItemCount() - 1);
        for (int i = 0; i < rows.size(); i++) {
            TableItem item = i < table.getItemCount() ? table.getItem(i) : new TableItem(table, SWT.NONE);
            for (int c = 0; c < 2; c++)
                if (!rows.get(i)[c].equals(item.getText(c)))
                    item.setText(c, rows.get(i)[c]);
        }
    }

    private List<String[]> rows(NetTrial trial) {
        List<String[]> rows = new ArrayList<>();
        Map<String, Double> overall = trial.figures().overall();
        if (trial.task() == Task.SEGMENTATION) {
            for (String name : List.of("iou", "dice", "recall", "pixelAccuracy"))
                rows.add(row(Words.get(name.equals("recall") ? "trial.foreground" : name.equals("iou")
                        ? "net.score.iou" : "net.figure." + name), overall.get(name)));
        } else {
            rows.add(row(Words.get("net.score.map", Words.number(trial.settings().evaluationIou(), 2)),
                    overall.get("map")));
            if (trial.settings().evaluationIou() != 0.5)
                rows.add(row(Words.get("net.figure.ap50"), overall.get("ap50")));
            rows.add(row(Words.get("net.figure.map5095"), overall.get("map5095")));
            Evaluation.Scores now = desk.evaluation().flatMap(e -> e.limits()).map(l -> l.at(desk.limit()).scores())
                    .orElseThrow();
            String at = Words.number(desk.limit(), 2);
            rows.add(row(Words.get("trial.f", at), now.f()));
            rows.add(row(Words.get("net.figure.precision"), now.precision()));
            rows.add(row(Words.get("net.figure.recall"), now.recall()));
            rows.add(new String[] { Words.get("trial.found"), Words.get("trial.of", now.found(), now.truths()) });
            rows.add(new String[] { Words.get("trial.countError"), Words.number(overall.get("countError"), 2) });
        }
        rows.add(new String[] { Words.get("trial.images"), Words.number(trial.total(), 0) });
        return rows;
    }

    private static String[] row(String name, double value) {
        return new String[] { name, Words.number(value, 3) };
    }

    List<String> texts() {
        List<String> texts = new ArrayList<>();
        for (TableItem item : table.getItems())
            texts.add(item.getText(0) + "|" + item.getText(1));
        return texts;
    }
}
