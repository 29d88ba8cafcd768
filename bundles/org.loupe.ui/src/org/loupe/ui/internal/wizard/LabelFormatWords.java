package org.loupe.ui.internal.wizard;

import java.util.List;
import java.util.Set;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;
import org.loupe.exchange.LabelFormat;
import org.loupe.exchange.LabelFormats;
import org.loupe.exchange.Loss;
import org.loupe.ui.LossWords;
import org.loupe.ui.Words;

/** How formats, what comes in by them and what they lose are shown. UI thread. */
final class LabelFormatWords {
    private static final int[] SHARES = { 52, 12, 36 };
    private static final Set<String> NUMBERS = Set.of("wizard.labels.count", "wizard.wafers.slot",
            "wizard.wafers.defects", "wizard.wafers.dies", "wizard.wafers.classes", "wizard.wafers.found");

    private LabelFormatWords() {
    }

    /** What people call a format. */
    static String label(LabelFormat format) {
        return word("labels.format." + format.id(), format.label());
    }

    /** What a format holds, in one line. */
    static String help(LabelFormat format) {
        return word("labels.format." + format.id() + ".text", format.help());
    }

    private static String word(String key, String otherwise) {
        return Words.has(key) ? Words.get(key) : otherwise;
    }

    /** What people call all formats, in their order. */
    static List<String> labels() {
        return LabelFormats.all().stream().map(LabelFormatWords::label).toList();
    }

    /** A table with headings, by their keys, that share its width. @param shares in percent, one for each heading */
    static Table table(Composite body, int height, List<String> headings, int[] shares) {
        Table table = new Table(body, SWT.BORDER | SWT.FULL_SELECTION);
        table.setHeaderVisible(true);
        GridDataFactory.fillDefaults().grab(true, true).hint(200, height).applyTo(table);
        for (String key : headings)
            new TableColumn(table, NUMBERS.contains(key) ? SWT.RIGHT : SWT.NONE).setText(Words.get(key));
        table.addListener(SWT.Resize, e -> {
            int width = table.getClientArea().width;
            for (int i = 0; i < shares.length; i++)
                table.getColumn(i).setWidth(width * shares[i] / 100);
        });
        return table;
    }

    /** A table for losses. */
    static Table losses(Composite body, int height) {
        return table(body, height, List.of("wizard.labels.loss", "wizard.labels.count", "wizard.labels.example"),
                SHARES);
    }

    /** Shows losses in their table. */
    static void fill(Table table, List<Loss> losses) {
        table.removeAll();
        for (Loss loss : losses) {
            String what = LossWords.of(loss);
            new TableItem(table, SWT.NONE).setText(new String[] {
                Character.toUpperCase(what.charAt(0)) + what.substring(1), Words.number(loss.count(), 0),
                loss.example() });
        }
        table.notifyListeners(SWT.Resize, new Event());
    }
}
