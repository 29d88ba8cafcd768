package org.loupe.ui.internal.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.loupe.model.RunEntry;
import org.loupe.ui.Icons;
import org.loupe.ui.Palette;
import org.loupe.ui.Palette.Token;
import org.loupe.ui.ToolRow;
import org.loupe.ui.VirtualTables;
import org.loupe.ui.Words;
import org.loupe.workspace.RunFacts;
import org.loupe.workspace.Verification;

/** Under the list of runs: why the selected one failed, and what its check found. Hidden while there is nothing. */
final class RunDetails {
    private static final int HEIGHT = 66;

    private final Runs runs;
    private final Composite page;
    private final Label text;
    private final Table table;
    private List<Verification.Difference> differences = List.of();

    RunDetails(Composite parent, Runs runs) {
        this.runs = runs;
        page = new Composite(parent, SWT.NONE);
        ToolRow.style(page, "loupe-part");
        page.addListener(SWT.Paint, e -> {
            e.gc.setForeground(Palette.color(Token.LINE));
            e.gc.drawLine(0, 0, page.getSize().x, 0);
        });
        GridLayoutFactory.fillDefaults().extendedMargins(0, 0, 1, 0).spacing(0, 4).applyTo(page);
        GridDataFactory.fillDefaults().grab(true, false).exclude(true).applyTo(page);
        text = new Label(page, SWT.WRAP);
        GridDataFactory.fillDefaults().grab(true, false).indent(10, 6).applyTo(text);
        table = new Table(page, SWT.VIRTUAL | SWT.FULL_SELECTION | SWT.SINGLE);
        GridDataFactory.fillDefaults().grab(true, true).hint(SWT.DEFAULT, HEIGHT).applyTo(table);
        new TableColumn(table, SWT.NONE).setText(Words.get("runs.differenceImage"));
        new TableColumn(table, SWT.NONE).setText(Words.get("runs.difference"));
        VirtualTables.fill(table, (item, index) -> {
            Verification.Difference difference = differences.get(index);
            item.setImage(Icons.get("warning", Token.WARN));
            item.setText(new String[] { difference.image(), difference.what() });
        });
        table.addListener(SWT.Resize, e -> {
            table.getColumn(0).setWidth(180);
            table.getColumn(1).setWidth(Math.max(100, table.getClientArea().width - 180));
        });
        page.setVisible(false);
    }

    /** Tells of a run, or hides. */
    void show(Optional<RunEntry> chosen) {
        List<String> lines = new ArrayList<>();
        differences = List.of();
        if (chosen.isPresent()) {
            runs.book().reason(chosen.get()).ifPresent(lines::add);
            runs.book().facts(chosen.get()).flatMap(RunFacts::check).ifPresent(checked -> {
                Verification.Report report = checked.report();
                lines.add(Words.get("runs.checkedAt", RunColumn.when(checked.when()), report.equal(),
                        report.images(), report.close(), report.different()));
                lines.addAll(report.notes());
                differences = report.differences();
            });
        }
        text.setText(String.join("\n", lines));
        VirtualTables.setItemCount(table, differences.size());
        table.clearAll();
        ((GridData) table.getLayoutData()).exclude = differences.isEmpty();
        table.setVisible(!differences.isEmpty());
        ((GridData) page.getLayoutData()).exclude = lines.isEmpty();
        page.setVisible(!lines.isEmpty());
        page.getParent().layout(true, true);
    }

    /** What it says. */
    String text() {
        return text.getText();
    }
}
