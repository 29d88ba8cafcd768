package org.loupe.ui.viewer.internal.nets;

import java.util.List;
import java.util.Optional;

import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;
import org.loupe.engine.nets.NetFigures;
import org.loupe.ui.Words;

/** The figures of each class of a segmenter. */
final class TrialClasses {
    private static final List<String> FIGURES = List.of("iou", "dice", "recall", "precision");

    private final TrialDesk desk;
    private final Table table;
    private Optional<NetFigures> shown = Optional.empty();

    TrialClasses(Composite parent, TrialDesk desk) {
        this.desk = desk;
        table = new Table(parent, SWT.FULL_SELECTION);
        table.setHeaderVisible(true);
        column(Words.get("net.column.class"), SWT.LEFT, 96);
        column(Words.get("net.column.px"), SWT.RIGHT, 76);
        FIGURES.forEach(name -> column(Words.get("net.figure." + name), SWT.RIGHT, 60));
    }

    private void column(String words, int style, int width) {
        TableColumn column = new TableColumn(table, style);
        column.setText(words);
        column.setWidth(width);
    }

    Control control() {
        return table;
    }

    /** The trial has changed. */
    void refresh() {
        Optional<NetFigures> figures = desk.trial().map(t -> t.figures());
        if (figures.equals(shown))
            return;
        shown = figures;
        table.setRedraw(false);
        table.removeAll();
        figures.ifPresent(f -> f.classes().forEach(one -> {
            TableItem item = new TableItem(table, SWT.NONE);
            item.setText(0, one.name());
            item.setText(1, Words.number(one.truths(), 0));
            for (int i = 0; i < FIGURES.size(); i++)
                item.setText(i + 2, Words.number(one.values().getOrDefault(FIGURES.get(i), Double.NaN), 3));
        }));
        table.setRedraw(true);
    }
}
