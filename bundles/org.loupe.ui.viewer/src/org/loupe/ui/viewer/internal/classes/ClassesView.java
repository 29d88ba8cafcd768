package org.loupe.ui.viewer.internal.classes;

import java.util.List;
import java.util.Optional;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StackLayout;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.part.ViewPart;
import org.loupe.engine.Item;
import org.loupe.model.DefectClass;
import org.loupe.store.labels.LabelTile;
import org.loupe.ui.Contexts;
import org.loupe.ui.Failures;
import org.loupe.ui.Palette;
import org.loupe.ui.Parts;
import org.loupe.ui.Session;
import org.loupe.ui.Session.Event;
import org.loupe.ui.TextField;
import org.loupe.ui.ToolButton;
import org.loupe.ui.ToolRow;
import org.loupe.ui.Words;
import org.loupe.ui.internal.Ids;
import org.loupe.ui.viewer.internal.ImageEditor;
import org.loupe.workspace.labels.Labelling;

/**
 * The classes: how often each was given, whether that is enough to train on, and what the label book says of the one in
 * hand. Splitting and reassigning show what a filter matches before anything is changed.
 */
public final class ClassesView extends ViewPart {
    /** A list that is longer is searched, and shown by bins. */
    static final int MANY = 18;
    private static final double MOST_OF_HEIGHT = 0.45;

    private Session session;
    private ClassGestures gestures;
    private Composite page;
    private ToolRow tools;
    private ToolButton mergeButton;
    private TextField search;
    private Label empty;
    private ClassList list;
    private ReadinessBox box;
    private Composite below;
    private StackLayout stack;
    private BookPage book;
    private FilterBar bar;
    private Composite examples;
    private Label examplesTitle;
    private LabelGrid grid;
    private boolean searching, grouped, groupChosen;

    @Override
    public void createPartControl(Composite parent) {
        session = getSite().getService(Session.class);
        gestures = new ClassGestures(session);
        Parts.title(this, parent, "class", this::setTitleImage);
        page = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(page);
        createTools();
        search = new TextField(page, "search");
        search.text().setMessage(Words.get("classes.search"));
        search.text().setData("name", "classes.search");
        search.text().addListener(SWT.Modify, e -> list.search(search.text().getText()));
        search.text().addListener(SWT.KeyDown, e -> {
            if (e.keyCode == SWT.ARROW_DOWN || e.keyCode == SWT.CR) {
                list.setFocus();
            } else if (e.keyCode == SWT.ESC) {
                search.text().setText("");
                list.setFocus();
            }
        });
        GridDataFactory.fillDefaults().grab(true, false).indent(8, 3).hint(80, 24).exclude(true).applyTo(search);
        search.setVisible(false);
        empty = new Label(page, SWT.WRAP);
        ToolRow.style(empty, "loupe-hint");
        GridDataFactory.fillDefaults().grab(true, false).indent(12, 12).hint(160, SWT.DEFAULT).applyTo(empty);
        list = new ClassList(page, session, new Asked());
        GridDataFactory.fillDefaults().grab(true, false).hint(200, 100).applyTo(list);
        Contexts.whileFocused(list, getSite(), ClassCommands.CONTEXT);
        new ClassMenu(session, gestures, this).attach(list, getSite());
        box = new ReadinessBox(page);
        GridDataFactory.fillDefaults().grab(true, false).hint(200, SWT.DEFAULT).applyTo(box);
        createBelow();
        page.addListener(SWT.Resize, e -> fit());
        session.listen(page, Event.PROJECT, this::refresh);
        session.listen(page, Event.MODEL, this::refresh);
        session.listen(page, Event.LABELS, this::count);
        session.listen(page, Event.LABEL, () -> {
            list.follow();
            book.refresh();
            tools.refresh();
        });
        Palette.onChange(page, list::redraw);
        refresh();
    }

    private void createTools() {
        tools = new ToolRow(page, getSite()).fillWidth();
        tools.command(ClassCommands.NEW, "plus");
        mergeButton = tools.command(ClassCommands.MERGE, "merge");
        tools.command(ClassCommands.SPLIT, "fork");
        tools.command(ClassCommands.DELETE, "trash");
        tools.line();
        tools.command(ClassCommands.BOOK, "book", Words.get("classes.book"));
        tools.spring();
        tools.toggle(ClassCommands.GROUP, "group", () -> list != null && list.byBin());
        tools.toggle(ClassCommands.FILTER, "filter", () -> searching);
    }

    private void createBelow() {
        below = new Composite(page, SWT.NONE);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(below);
        stack = new StackLayout();
        below.setLayout(stack);
        book = new BookPage(below, session, gestures, () -> ToolRow.execute(getSite(), ClassCommands.BOOK));
        bar = new FilterBar(below, session, gestures, this::closeBelow);
        examples = new Composite(below, SWT.NONE);
        GridLayoutFactory.fillDefaults().numColumns(2).spacing(6, 0).applyTo(examples);
        examplesTitle = new Label(examples, SWT.NONE);
        ToolRow.style(examplesTitle, "loupe-hint");
        GridDataFactory.fillDefaults().grab(true, false).indent(10, 4).applyTo(examplesTitle);
        ToolButton close = new ToolButton(examples, "close", "", ToolButton.Look.FLAT, this::closeBelow);
        close.setToolTipText(Words.get("classes.closeExamples"));
        grid = new LabelGrid(examples, session);
        grid.onOpen(this::open);
        GridDataFactory.fillDefaults().span(2, 1).grab(true, true).applyTo(grid);
        stack.topControl = book;
    }

    private void show(Control control) {
        stack.topControl = control;
        below.layout();
    }

    private void closeBelow() {
        bar.clear();
        show(book);
        list.setFocus();
    }

    /** What the list asks for. */
    private final class Asked implements ClassList.Owner {
        @Override
        public void named(DefectClass one, String name) {
            if (one == null)
                gestures.add(name);
            else
                gestures.rename(one, name);
        }

        @Override
        public void moved(DefectClass one, int to) {
            gestures.move(one, to);
        }

        @Override
        public void binned(DefectClass one, String bin) {
            gestures.bin(list.chosen().contains(one) ? list.chosen() : List.of(one), bin);
        }

        @Override
        public void typed(char letter) {
            if (gestures.classes().size() > MANY) {
                search(true);
                search.text().setText(search.text().getText() + letter);
                search.text().setSelection(search.text().getText().length());
            }
        }

        @Override
        public void opened(DefectClass one) {
            showExamples();
        }

        @Override
        public void changed() {
            fit();
        }
    }

    /** Another project, or other classes. */
    private void refresh() {
        List<DefectClass> classes = gestures.classes();
        boolean many = classes.size() > MANY;
        if (!groupChosen)
            grouped = many && classes.stream().anyMatch(c -> c.getBin() != null && !c.getBin().isEmpty());
        if (list.byBin() != grouped)
            list.byBin(grouped);
        Parts.visible(search, many || searching);
        empty.setText(Words.get(session.project().isEmpty() ? "classes.noProject" : "classes.none"));
        Parts.visible(empty, classes.isEmpty());
        setPartName(classes.isEmpty() ? Words.get("classes.tab") : Words.get("classes.tabCount", classes.size()));
        if (classes.isEmpty() && stack.topControl != book)
            show(book);
        count();
        fit();
        tools.refresh();
    }

    /** Counts again. */
    private void count() {
        list.refresh();
        if (box.show(list.readiness()))
            fit();
        book.refresh();
        if (stack.topControl == examples)
            fillExamples();
    }

    /** Gives the list the height of its lines, as long as others have room. */
    private void fit() {
        Point size = page.getSize();
        int most = Math.max(ClassList.HEAD + 4 * ClassList.ROW, (int) (size.y * MOST_OF_HEIGHT));
        ((GridData) list.getLayoutData()).heightHint = Math.min(list.wantedHeight(), most);
        page.layout(true, true);
    }

    // ---- what the commands do

    /** The list, for commands and tests. */
    ClassList list() {
        return list;
    }

    /** The classes that are chosen. */
    List<DefectClass> chosen() {
        return list.chosen();
    }

    /** Starts to write the name of a new class. */
    void add() {
        Parts.visible(empty, false);
        page.layout();
        list.add(Words.get("classes.newName", gestures.classes().size() + 1));
    }

    /** Offers the classes that the one in hand can become a part of. */
    void merge() {
        new ClassMenu(session, gestures, this).drop(mergeButton);
    }

    /** Starts to split the class in hand. */
    void split() {
        gestures.current().ifPresent(one -> {
            show(bar);
            bar.split(one);
        });
    }

    /** Starts to give labels of the class in hand another one. */
    void reassign(int to) {
        gestures.current().ifPresent(one -> {
            show(bar);
            bar.reassign(one, to);
        });
    }

    /** Shows the colours that the class in hand can have. */
    void recolour() {
        gestures.current().ifPresent(one -> {
            int line = Math.max(0, list.rows().find(one.getCode()));
            Point at = list.toDisplay(30, ClassList.HEAD + (line + 1) * ClassList.ROW);
            Point most = list.toDisplay(30, list.getSize().y);
            new ColourPopup(getSite().getShell(), session, one, new Point(at.x, Math.min(at.y, most.y)),
                    rgb -> gestures.recolour(one, rgb)).open();
        });
    }

    /** Lets a person write the process bin of the chosen classes. */
    void bin() {
        List<DefectClass> classes = list.chosen();
        list.ask("", Words.get("classes.binName"), bin -> gestures.bin(classes, bin));
    }

    /** Lists the classes by their bins, or not. */
    void group() {
        groupChosen = true;
        grouped = !list.byBin();
        list.byBin(grouped);
        tools.refresh();
        fit();
    }

    /** Puts the cursor into the search, or ends that. */
    void search(boolean on) {
        searching = on;
        Parts.visible(search, on || gestures.classes().size() > MANY);
        if (on)
            search.text().setFocus();
        else
            search.text().setText("");
        fit();
        tools.refresh();
    }

    /** Whether the classes are searched. */
    boolean searching() {
        return searching;
    }

    /** Shows the labels of the class in hand and selects them. */
    void showExamples() {
        show(examples);
        fillExamples();
    }

    private void fillExamples() {
        DefectClass one = gestures.current().orElse(null);
        if (one == null) {
            closeBelow();
            return;
        }
        String condition = "code = " + one.getCode();
        gestures.find(condition, found -> {
            if (page.isDisposed())
                return;
            examplesTitle.setText(Words.get("classes.examplesOf", one.getName(), found.size()).replace("&", "&&"));
            grid.show(found, Words.get("classes.noExamples"));
            examples.layout();
        }, wrong -> { });
    }

    /** Shows a label in the viewer, on its tile. */
    private void open(org.loupe.store.labels.Label label) {
        Labelling labelling = session.desk().labelling().orElse(null);
        Optional<LabelTile> tile = session.desk().table().tile(label.tile());
        if (labelling == null || tile.isEmpty())
            return;
        var file = labelling.file(tile.get());
        int number = labelling.page(tile.get());
        Item item = session.items().stream().filter(i -> i.page() == number && i.test().equals(file)).findFirst()
                .orElseGet(() -> Item.of(file));
        ImageEditor.show(getSite().getPage(), item, false);
        session.desk().select(List.of(label.id()));
    }

    /** Opens the label book. */
    void openBook() {
        try {
            getSite().getPage().showView(Ids.LABEL_BOOK_VIEW);
        } catch (PartInitException e) {
            Failures.log(e);
        }
    }

    // ---- for tests

    /** The control that lists the classes. */
    public Canvas canvas() {
        return list;
    }

    /** What is listed: names of classes, and of bins in brackets. */
    public List<String> lines() {
        return list.rows().rows().stream().map(row -> row instanceof ClassRows.OfClass one ? one.model().getName()
                : "[" + ((ClassRows.Bin) row).bin() + "]").toList();
    }

    /** Where the line of a class is drawn. */
    public Point place(String name) {
        return new Point(70, ClassList.HEAD + lines().indexOf(name) * ClassList.ROW + ClassList.ROW / 2);
    }

    /** Where a name is written in the list, {@code null} if none is. */
    public Text editor() {
        return list.editor();
    }

    /** Where the filter is typed by which a class is split. */
    public Text filter() {
        return bar.filterText();
    }

    /** Where the name of the class is typed that is split off. */
    public Text name() {
        return bar.nameText();
    }

    /** What is said of the filter. */
    public String said() {
        return bar.said();
    }

    /** The field in which classes are searched. */
    public Text searchField() {
        return search.text();
    }

    /** The labels whose pictures are shown, if some are. */
    public List<org.loupe.store.labels.Label> pictures() {
        return stack.topControl == examples ? grid.labels() : List.of();
    }

    /** Whether splitting or reassigning is under way. */
    public boolean asking() {
        return stack.topControl == bar;
    }

    @Override
    public void setFocus() {
        list.setFocus();
    }
}
