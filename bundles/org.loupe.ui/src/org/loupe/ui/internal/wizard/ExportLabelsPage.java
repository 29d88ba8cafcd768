package org.loupe.ui.internal.wizard;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.DirectoryDialog;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.FileDialog;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.swt.widgets.Text;
import org.loupe.api.ToolException;
import org.loupe.exchange.CsvLabels;
import org.loupe.exchange.LabelFile;
import org.loupe.exchange.LabelFormat;
import org.loupe.exchange.LabelFormats;
import org.loupe.ui.Failures;
import org.loupe.ui.Session;
import org.loupe.ui.Words;
import org.loupe.workspace.ProjectFile;
import org.loupe.workspace.labels.Iterations;
import org.loupe.workspace.labels.KnownImages;
import org.loupe.workspace.labels.LabelTransfer;
import org.loupe.workspace.labels.LabelTrial;

/**
 * The format, where it is written, the columns of a table, and, found by trying it in a job, what would be written and
 * what the format cannot hold.
 */
final class ExportLabelsPage extends FormPage {
    private static final int WAIT = 200;

    private final ProjectWizard wizard;
    private Combo format;
    private Text file;
    private Label help, columnsTitle, summary, lossTitle;
    private Composite columns;
    private Table lines, losses;
    private String proposed = "", tried = "", problem = "";
    private boolean working;
    private volatile int wanted;

    ExportLabelsPage(ProjectWizard wizard) {
        super("exportLabels.file");
        this.wizard = wizard;
    }

    @Override
    void fill(Composite parent) {
        List<String> ids = LabelFormats.all().stream().map(LabelFormat::id).toList();
        format = choice("wizard.labels.format", LabelFormatWords.labels(),
                Math.max(0, ids.indexOf(wizard.last("format", "loupe"))));
        help = hint("");
        file = text("wizard.file", "", "");
        parent.getChildren()[parent.getChildren().length - 1].dispose();
        Button browse = new Button(parent, SWT.PUSH);
        browse.setText(Words.get("wizard.browse"));
        browse.addListener(SWT.Selection, e -> browse());
        columnsTitle = new Label(parent, SWT.NONE);
        columnsTitle.setText(Words.get("wizard.labels.columns"));
        GridDataFactory.fillDefaults().align(SWT.BEGINNING, SWT.BEGINNING).indent(0, 3).applyTo(columnsTitle);
        columns = new Composite(parent, SWT.NONE);
        GridDataFactory.fillDefaults().span(2, 1).grab(true, false).applyTo(columns);
        GridLayoutFactory.fillDefaults().numColumns(5).equalWidth(true).spacing(4, 2).applyTo(columns);
        List<String> chosen = Arrays.asList(wizard.last("columns", String.join(",", CsvLabels.USUAL)).split(","));
        for (String column : CsvLabels.COLUMNS) {
            Button box = new Button(columns, SWT.CHECK);
            box.setText(column);
            box.setSelection(chosen.contains(column));
            box.addListener(SWT.Selection, e -> check());
        }
        Composite body = new Composite(parent, SWT.NONE);
        GridDataFactory.fillDefaults().grab(true, true).span(3, 1).indent(0, 4).applyTo(body);
        GridLayoutFactory.fillDefaults().spacing(0, 4).applyTo(body);
        summary = new Label(body, SWT.WRAP);
        GridDataFactory.fillDefaults().grab(true, false).hint(200, SWT.DEFAULT).applyTo(summary);
        lines = LabelFormatWords.table(body, 90, List.of("wizard.labels.lines"), new int[] { 100 });
        lossTitle = new Label(body, SWT.WRAP);
        GridDataFactory.fillDefaults().grab(true, false).hint(200, SWT.DEFAULT).indent(0, 4).applyTo(lossTitle);
        losses = LabelFormatWords.losses(body, 110);
    }

    private void browse() {
        String chosen;
        if (format().folder()) {
            DirectoryDialog dialog = new DirectoryDialog(getShell(), SWT.SAVE | SWT.SHEET);
            dialog.setText(Words.get("wizard.labels.folder"));
            dialog.setMessage(Words.get("wizard.labels.folder.text"));
            chosen = dialog.open();
        } else {
            FileDialog dialog = new FileDialog(getShell(), SWT.SAVE | SWT.SHEET);
            dialog.setText(Words.get("wizard.file"));
            dialog.setFileName(file.getText());
            chosen = dialog.open();
        }
        if (chosen != null)
            file.setText(chosen);
    }

    /** The format that is chosen, with the columns that are. */
    LabelFormat format() {
        LabelFormat chosen = LabelFormats.all().get(Math.max(0, format.getSelectionIndex()));
        if (!(chosen instanceof CsvLabels))
            return chosen;
        try {
            return CsvLabels.of(columns());
        } catch (ToolException none) {
            return chosen; // the page says that no column is chosen
        }
    }

    /** The columns that are chosen for a table. */
    List<String> columns() {
        return Arrays.stream(columns.getChildren()).map(Button.class::cast).filter(Button::getSelection)
                .map(Button::getText).toList();
    }

    /** Where labels are written, or {@code null}. */
    Path target() {
        return NewProjectWizard.path(file.getText().strip());
    }

    @Override
    boolean waiting() {
        return working && place(format()).isEmpty();
    }

    @Override
    String problem() {
        Session session = ProjectWizard.session();
        ProjectFile project = session.project().orElse(null);
        if (project == null)
            return Words.get("wizard.noProject");
        LabelFormat chosen = format();
        boolean table = chosen instanceof CsvLabels;
        if (((GridData) columns.getLayoutData()).exclude == table || help.getText().isEmpty()) {
            show(columnsTitle, table);
            show(columns, table);
        }
        help.setText(LabelFormatWords.help(chosen));
        propose(project, chosen);
        if (table && columns().isEmpty())
            return Words.get("wizard.labels.noColumn");
        String now = chosen.id() + columns();
        if (!now.equals(tried)) {
            tried = now;
            attempt(session, project, chosen);
        }
        String wrong = place(chosen);
        return !wrong.isEmpty() ? wrong : working ? Words.get("wizard.labels.counting") : problem;
    }

    private static void show(org.eclipse.swt.widgets.Control control, boolean visible) {
        ((GridData) control.getLayoutData()).exclude = !visible;
        control.setVisible(visible);
        control.getParent().layout(true, true);
    }

    /** A file or folder named by the iteration, as long as nobody typed another. */
    private void propose(ProjectFile project, LabelFormat chosen) {
        if (!file.getText().equals(proposed))
            return;
        int number = Iterations.last(project.project()).map(i -> i.getNumber()).orElse(1);
        String name = chosen.fileName();
        int dot = chosen.folder() ? -1 : name.lastIndexOf('.');
        String versioned = dot < 0 ? name + "-v" + number : name.substring(0, dot) + "-v" + number
                + name.substring(dot);
        String next = Path.of(wizard.last("folder", project.folder().resolve("exports").toString()))
                .resolve(versioned).toString();
        if (!next.equals(proposed)) {
            proposed = next;
            file.setText(next);
        }
    }

    /** What is wrong with the place. */
    private String place(LabelFormat chosen) {
        Path path = target();
        if (file.getText().isBlank())
            return Words.get("wizard.noFile");
        if (path == null || !chosen.folder() && Files.isDirectory(path))
            return Words.get("wizard.badFile", file.getText().strip());
        if (!chosen.folder() || !Files.exists(path))
            return "";
        try (DirectoryStream<Path> there = Files.newDirectoryStream(path)) {
            return there.iterator().hasNext() ? Words.get("wizard.labels.notEmpty", path) : "";
        } catch (IOException e) {
            return Words.get("wizard.labels.notEmpty", path);
        }
    }

    /** Has a job find out what the format would make of the labels. */
    private void attempt(Session session, ProjectFile project, LabelFormat chosen) {
        int number = ++wanted;
        working = true;
        fill(new LabelTrial(List.of(), List.of()), Words.get("wizard.labels.counting"), "");
        LabelFile labels = LabelTransfer.export(project);
        KnownImages images = KnownImages.of(project.labels(), project.labels().table().copy(), session.registry());
        String holds = Words.get("wizard.labels.holds", project.labels().table().countedLabels(),
                project.labels().table().autoLabels(), project.labels().table().tileCount());
        Job job = Job.create(Words.get("wizard.labels.counting"), monitor -> {
            if (number != wanted)
                return;
            try {
                LabelTrial trial = LabelTrial.of(chosen, labels, images);
                session.ui(() -> take(number, trial, holds, ""));
            } catch (ToolException e) {
                session.ui(() -> take(number, new LabelTrial(List.of(), List.of()), holds, Failures.text(e)));
            }
        });
        job.setSystem(true);
        job.schedule(WAIT);
    }

    private void take(int number, LabelTrial trial, String holds, String wrong) {
        if (number != wanted || losses.isDisposed())
            return;
        working = false;
        problem = wrong;
        fill(trial, holds, wrong.isEmpty() ? Words.get("wizard.labels.losses", trial.losses().size()) : "");
        check();
    }

    private void fill(LabelTrial trial, String words, String title) {
        summary.setText(words);
        lossTitle.setText(title);
        lines.removeAll();
        for (String line : trial.lines())
            new TableItem(lines, SWT.NONE).setText(line);
        lines.notifyListeners(SWT.Resize, new Event());
        LabelFormatWords.fill(losses, trial.losses());
        summary.getParent().layout(true, true);
    }
}
