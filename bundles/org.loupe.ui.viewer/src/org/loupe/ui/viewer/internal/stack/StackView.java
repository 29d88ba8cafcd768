package org.loupe.ui.viewer.internal.stack;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.SashForm;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.ui.part.ViewPart;
import org.loupe.api.ImageInfo;
import org.loupe.api.ToolException;
import org.loupe.engine.Item;
import org.loupe.engine.Policy;
import org.loupe.engine.ToolText;
import org.loupe.engine.learning.Training;
import org.loupe.engine.stack.StackSummary;
import org.loupe.ui.Palette;
import org.loupe.ui.Palette.Token;
import org.loupe.ui.Parts;
import org.loupe.ui.Preferences;
import org.loupe.ui.Session;
import org.loupe.ui.Status.Kind;
import org.loupe.ui.ToolRow;
import org.loupe.ui.VirtualTables;
import org.loupe.ui.Words;
import org.loupe.ui.internal.Ids;
import org.loupe.ui.internal.stack.StackTrainer;
import org.loupe.ui.viewer.internal.ImageEditor;
import org.loupe.ui.viewer.internal.MatrixCanvas;
import org.loupe.workspace.stack.Stacks;

/**
 * How good the stack of classifiers of the chosen recipe is on objects that it has not learned from: a row for each
 * level and one for the whole, of the chosen row which classes are taken for which, and the objects of the chosen cell,
 * or all that get a class that is not their own.
 */
public final class StackView extends ViewPart {
    /** The lists lie beside each other in a part that is so many times as wide as high. */
    private static final int FLAT = 3;
    private static final List<String> LEVEL = List.of("level", "examples", "accuracy", "balanced", "f1", "mixed",
            "strays"), OBJECT = List.of("classes", "confidence", "where");

    private Session session;
    private Composite page;
    private Combo trainers;
    private List<String> ids = List.of();
    private Label about, notes;
    private SashForm tables;
    private Table levels, objects;
    private MatrixCanvas matrix;
    private int[] cell;
    private StackSummary summary;
    private List<StackSummary.Row> rows = List.of();
    private List<StackSummary.Judged> listed = List.of();
    private org.loupe.engine.Recipe asked;

    @Override
    public void createPartControl(Composite parent) {
        session = getSite().getService(Session.class);
        Parts.title(this, parent, "stack-levels", this::setTitleImage);
        page = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(page);
        ToolRow tools = new ToolRow(page, getSite()).fillWidth();
        tools.command(Ids.STACK_TRAIN, "play", Words.get("stack.train")).tint(Token.OK)
                .unless(() -> StackTrainer.obstacle(session).orElse(""));
        Label by = tools.spring().add(new Label(tools, SWT.NONE));
        by.setText(Words.get("stack.trainer"));
        ToolRow.style(by, "loupe-bar loupe-hint");
        trainers = tools.add(new Combo(tools, SWT.READ_ONLY));
        about = label("loupe-title");
        tables = new SashForm(page, SWT.HORIZONTAL);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(tables);
        SashForm lists = new SashForm(tables, SWT.VERTICAL);
        levels = table(lists, SWT.NONE, LEVEL, "stack.column.", 128, 58, 70, 70, 72, 150, 56);
        objects = table(lists, SWT.VIRTUAL, OBJECT, "stack.object.", 170, 78, 220);
        VirtualTables.fill(objects, (item, row) -> item.setText(words(listed.get(row))));
        lists.setWeights(55, 45);
        matrix = new MatrixCanvas(tables, this::fill, () -> about.getText(), this::choose);
        tables.setWeights(60, 40);
        page.addListener(SWT.Resize, e -> {
            Point size = page.getSize();
            tables.setOrientation(size.x > size.y ? SWT.HORIZONTAL : SWT.VERTICAL);
            lists.setOrientation(size.x > FLAT * size.y ? SWT.HORIZONTAL : SWT.VERTICAL);
        });
        notes = label("loupe-hint");
        levels.addListener(SWT.Selection, e -> choose(null));
        matrix.addListener(SWT.MouseDoubleClick, e -> open(listed.stream().findFirst(), true));
        objects.addListener(SWT.Selection, e -> open(object(), false));
        objects.addListener(SWT.DefaultSelection, e -> open(object(), true));
        fillTrainers();
        session.listen(page, Session.Event.RECIPE, this::ask);
        session.listen(page, Session.Event.PROJECT, this::ask);
        session.listen(page, Session.Event.MODEL, this::ask);
        session.listen(page, Session.Event.PROGRESS, tools::refresh);
        session.listen(page, Session.Event.COLOURS, matrix::redraw);
        ask();
    }

    private Label label(String style) {
        Label label = new Label(page, SWT.WRAP);
        ToolRow.style(label, style);
        GridDataFactory.fillDefaults().grab(true, false).indent(10, 4).hint(200, SWT.DEFAULT).applyTo(label);
        return label;
    }

    private Table table(Composite parent, int style, List<String> columns, String words, int... widths) {
        Table table = new Table(parent, SWT.FULL_SELECTION | SWT.SINGLE | style);
        table.setHeaderVisible(true);
        table.addListener(SWT.EraseItem, e -> {
            if ((e.detail & SWT.SELECTED) == 0)
                return;
            e.gc.setBackground(Palette.color(table.isFocusControl() ? Token.SELECTION : Token.SELECTION_OFF));
            e.gc.fillRectangle(0, e.y, Parts.ROW_WIDTH, e.height);
            e.gc.setForeground(Palette.color(Token.TEXT));
            e.detail &= ~(SWT.SELECTED | SWT.HOT);
        });
        for (int i = 0; i < columns.size(); i++) {
            boolean number = List.of("examples", "accuracy", "balanced", "f1", "strays", "confidence")
                    .contains(columns.get(i));
            TableColumn column = new TableColumn(table, number ? SWT.RIGHT : SWT.LEFT);
            column.setText(Words.get(words + columns.get(i)));
            column.setToolTipText(Words.get(words + columns.get(i) + ".about"));
            column.setWidth(widths[i]);
        }
        return table;
    }

    private void fillTrainers() {
        ids = Training.trainers(session.registry());
        for (String id : ids)
            try {
                trainers.add(ToolText.info(session.registry().find(id, Policy.AUTO).tool(), Locale.getDefault())
                        .label());
            } catch (ToolException e) {
                trainers.add(id);
            }
        trainers.select(Math.max(0, ids.indexOf(Preferences.STACK_TRAINER.get())));
        trainers.addListener(SWT.Selection, e -> Preferences.STACK_TRAINER.set(ids.get(trainers.getSelectionIndex())));
    }

    /** Reads the report of the recipe's models, in the background. */
    private void ask() {
        org.loupe.engine.Recipe recipe = null;
        try {
            if (session.recipe().isPresent() && StackTrainer.isStack(session.recipe().get()))
                recipe = session.freeze(session.recipe().get());
        } catch (IllegalArgumentException e) {
            // the recipe's problem says what is wrong
        }
        if (recipe != null && recipe.equals(asked))
            return;
        asked = recipe;
        if (recipe == null) {
            show(null);
            return;
        }
        org.loupe.engine.Recipe wanted = recipe;
        Job.createSystem(Words.get("stack.tab"), monitor -> {
            Optional<StackSummary> read = Stacks.summary(wanted);
            session.ui(() -> {
                if (!page.isDisposed() && wanted.equals(asked))
                    show(read.orElse(null));
            });
        }).schedule();
    }

    private void show(StackSummary read) {
        summary = read;
        rows = new ArrayList<>();
        if (read != null) {
            rows.addAll(read.levels());
            rows.add(read.overall());
        }
        levels.removeAll();
        for (StackSummary.Row row : rows)
            new TableItem(levels, SWT.NONE).setText(new String[] {name(row), Words.get("stack.count", row.examples()),
                share(row.accuracy()), share(row.balancedAccuracy()), share(row.macroF1()),
                row.mixed() == 0 ? "–" : Words.get("stack.mixed", row.first(), row.second(), row.mixed()),
                row == read.overall() ? "" : Words.get("stack.count", row.strays())});
        notes.setText(read == null ? "" : String.join(" ", read.notes()));
        visible(tables, read != null);
        visible(notes, read != null && !read.notes().isEmpty());
        if (read != null)
            levels.select(rows.size() - 1);
        choose(null);
        page.layout(true, true);
    }

    private String name(StackSummary.Row row) {
        return row == summary.overall() ? Words.get("stack.whole")
                : Words.get(row.learned() ? "stack.level" : "stack.gate", row.name());
    }

    private static String share(double value) {
        return Double.isNaN(value) ? "–" : Words.get("stack.share", 100 * value);
    }

    // ---- the classes and objects of a row

    private Optional<StackSummary.Row> row() {
        return levels.getSelectionIndex() < 0 ? Optional.empty() : Optional.of(rows.get(levels.getSelectionIndex()));
    }

    private Color fill(String name) {
        return session.colours().fill(name, row().map(r -> r.classes().indexOf(name)).orElse(0));
    }

    private static MatrixCanvas.Matrix matrix(StackSummary.Row row) {
        int n = row.classes().size();
        long[][] counts = new long[n][];
        boolean[][] right = new boolean[n][n];
        for (int i = 0; i < n; i++) {
            counts[i] = Arrays.stream(row.confusion()[i]).asLongStream().toArray();
            right[i][i] = true;
        }
        return new MatrixCanvas.Matrix(row.classes(), row.classes(), new int[] {n, n}, counts, right);
    }

    /** Lists the objects of a cell of the matrix, as a click does; with {@code null} all that get a wrong class. */
    public void choose(int[] chosen) {
        cell = chosen;
        StackSummary.Row row = row().orElse(null);
        matrix.show(row == null ? null : matrix(row), cell);
        listed = row == null ? List.of() : cell == null ? row.wrong() : row.objects().stream()
                .filter(o -> o.truth().equals(row.classes().get(cell[0]))
                        && o.given().equals(row.classes().get(cell[1]))).toList();
        objects.deselectAll();
        VirtualTables.setItemCount(objects, listed.size());
        objects.clearAll();
        about.setText(words(row));
    }

    private String words(StackSummary.Row row) {
        if (row == null)
            return Words.get(asked == null ? "stack.none" : "stack.untrained");
        String name = row == summary.overall() ? asked.name() : name(row);
        if (cell == null)
            return Words.get("stack.about", name, row.examples(), row.accuracy(), row.wrong().size());
        String truth = row.classes().get(cell[0]), given = row.classes().get(cell[1]);
        return cell[0] == cell[1] ? Words.get("stack.cell.right", name, truth, listed.size())
                : Words.get("stack.cell", name, truth, given, listed.size());
    }

    private static String[] words(StackSummary.Judged one) {
        return new String[] {one.right() ? one.truth() : Words.get("stack.object.pair", one.truth(), one.given()),
            Words.get("stack.confidence", one.confidence()), one.id()};
    }

    private Optional<StackSummary.Judged> object() {
        return objects.getSelectionIndex() < 0 ? Optional.empty()
                : Optional.of(listed.get(objects.getSelectionIndex()));
    }

    /** Shows the image of an object. @param activate whether to work there now */
    private void open(Optional<StackSummary.Judged> object, boolean activate) {
        object.map(StackSummary.Judged::image).ifPresent(name -> item(name).ifPresentOrElse(
                item -> ImageEditor.show(getSite().getPage(), item, activate),
                () -> session.status().message(Kind.WARNING, Words.get("stack.noImage", name))));
    }

    /** An image by what objects call it: the one of the chosen set, as it has a reference and scale, or the file. */
    private Optional<Item> item(String name) {
        StackSummary.Picture picture = summary.images().get(name);
        return session.items().stream().filter(item -> picture == null ? item.name().equals(name)
                : item.page() == picture.page() && item.test().toString().equals(picture.file())).findFirst()
                .or(() -> Optional.ofNullable(picture).map(p -> new Item(name, Path.of(p.file()), p.page(),
                        Optional.empty(), Double.NaN, ImageInfo.Conditions.UNKNOWN)));
    }

    /** The figures that are shown; empty before a training. */
    public Optional<StackSummary> summary() {
        return Optional.ofNullable(summary);
    }

    /** The list of the levels and the whole. */
    public Table levels() {
        return levels;
    }

    /** The list of the objects of the chosen cell, or of those that get a wrong class. */
    public Table objects() {
        return objects;
    }

    /** Which classes of the chosen row are taken for which. */
    public MatrixCanvas matrix() {
        return matrix;
    }

    /** What is said of the chosen row or cell. */
    public String about() {
        return about.getText();
    }

    private static void visible(Control control, boolean on) {
        ((GridData) control.getLayoutData()).exclude = !on;
        control.setVisible(on);
    }

    @Override
    public void setFocus() {
        levels.setFocus();
    }
}
