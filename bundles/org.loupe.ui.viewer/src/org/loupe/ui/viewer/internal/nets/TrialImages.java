package org.loupe.ui.viewer.internal.nets;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.loupe.api.Task;
import org.loupe.engine.nets.Failure;
import org.loupe.engine.nets.NetTrial;
import org.loupe.ui.VirtualTables;
import org.loupe.ui.Words;

/** The images of a trial, those with most mistakes first: a click opens one. Filled as far as it is in sight. */
final class TrialImages {
    private final TrialDesk desk;
    private final Consumer<Boolean> open;
    private final Table table;
    private final TableColumn[] columns = new TableColumn[4];
    private NetTrial trial;
    private List<Integer> rows = List.of();

    /** @param open opens the chosen image; told whether it shall have the focus, too */
    TrialImages(Composite parent, TrialDesk desk, Consumer<Boolean> open) {
        this.desk = desk;
        this.open = open;
        table = new Table(parent, SWT.VIRTUAL | SWT.FULL_SELECTION | SWT.SINGLE);
        table.setHeaderVisible(true);
        String[] heads = { "trial.column.image", "trial.column.mistakes", "", "trial.column.found" };
        for (int c = 0; c < heads.length; c++) {
            columns[c] = new TableColumn(table, c < 2 ? SWT.LEFT : SWT.RIGHT);
            if (!heads[c].isEmpty())
                columns[c].setText(Words.get(heads[c]));
        }
        table.addListener(SWT.Resize, e -> {
            int room = Math.max(200, table.getClientArea().width - 2);
            int[] shares = { 30, 36, 12, 22 };
            for (int c = 0; c < columns.length; c++)
                columns[c].setWidth(room * shares[c] / 100);
        });
        VirtualTables.fill(table, (item, row) -> {
            String[] texts = texts(row);
            for (int c = 0; c < texts.length; c++)
                item.setText(c, texts[c]);
        });
        table.addListener(SWT.Selection, e -> choose(table.getSelectionIndex(), false));
        table.addListener(SWT.DefaultSelection, e -> choose(table.getSelectionIndex(), true));
    }

    Control control() {
        return table;
    }

    /** The trial, or what of it is listed, has changed. */
    void refresh() {
        NetTrial now = desk.trial().orElse(null);
        if (now != trial || !rows.equals(desk.rows())) {
            trial = now;
            rows = desk.rows();
            columns[2].setText(now == null ? "" : Words.get(now.task() == Task.SEGMENTATION ? "net.figure.iou"
                    : "net.figure.f"));
            table.setRedraw(false);
            VirtualTables.setItemCount(table, 0);
            VirtualTables.setItemCount(table, rows.size());
            table.setRedraw(true);
        }
        int at = rows.indexOf(desk.chosen());
        if (at >= 0 && table.getSelectionIndex() != at)
            table.setSelection(at);
    }

    private String[] texts(int row) {
        NetTrial.Image image = trial.images().get(rows.get(row));
        return new String[] { image.name(), mistakes(image), Words.number(image.figures().getOrDefault(
                trial.task() == Task.SEGMENTATION ? "iou" : "f", Double.NaN), 2), Words.get("trial.of",
                        image.found(), image.truths()) };
    }

    private static String mistakes(NetTrial.Image image) {
        Map<Failure, Long> often = image.mistakes().stream().collect(Collectors.groupingBy(NetTrial.Mistake::failure,
                TreeMap::new, Collectors.counting()));
        return often.isEmpty() ? Words.get("trial.right") : often.entrySet().stream().map(e -> e.getValue() == 1
                ? TrialMarks.word(e.getKey()) : Words.get("trial.chip", TrialMarks.word(e.getKey()), e.getValue()))
                .collect(Collectors.joining(", "));
    }

    /** Opens an image of the list. */
    void choose(int row) {
        table.setSelection(row);
        choose(row, false);
    }

    private void choose(int row, boolean activate) {
        if (row < 0 || row >= rows.size())
            return;
        desk.choose(rows.get(row));
        open.accept(activate);
    }

    List<String> texts() {
        List<String> texts = new ArrayList<>();
        for (int row = 0; row < rows.size(); row++)
            texts.add(String.join("|", texts(row)));
        return texts;
    }
}
