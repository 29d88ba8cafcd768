package org.loupe.ui.viewer.internal.classes;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.ScrolledComposite;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.program.Program;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.FileDialog;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.part.ViewPart;
import org.loupe.api.ToolException;
import org.loupe.model.DefectClass;
import org.loupe.ui.Failures;
import org.loupe.ui.Palette;
import org.loupe.ui.Palette.Token;
import org.loupe.ui.Palette.Type;
import org.loupe.ui.Parts;
import org.loupe.ui.Session;
import org.loupe.ui.Session.Event;
import org.loupe.ui.Status;
import org.loupe.ui.Status.Kind;
import org.loupe.ui.ToolButton;
import org.loupe.ui.ToolButton.Look;
import org.loupe.ui.ToolRow;
import org.loupe.ui.Words;
import org.loupe.workspace.ProjectFile;
import org.loupe.workspace.labels.ClassEdits;
import org.loupe.workspace.labels.LabelBook;
import org.loupe.workspace.labels.LabelBook.Rule;
import org.loupe.workspace.report.ClassBook;

/**
 * The page of the label book for the class in hand: what belongs to it, what belongs to others instead, its process
 * bin and colour, pictures of it and of what looks alike. What is written is kept when the field is left, each as one
 * change.
 */
public final class LabelBookView extends ViewPart {
    private static final int HEAD = 26, LINES = 3;

    private Session session;
    private ClassGestures gestures;
    private BookPictures pictures;
    private ToolRow tools;
    private ScrolledComposite scroll;
    private Composite page;
    private Label empty;
    private Canvas head;
    private Text definition, rules;
    private Combo bin;
    private ToolButton colour;
    private Label not;
    private PictureStrip good, bad;
    private DefectClass shown;
    private boolean filling;

    @Override
    public void createPartControl(Composite parent) {
        session = getSite().getService(Session.class);
        gestures = new ClassGestures(session);
        pictures = new BookPictures(session);
        Parts.title(this, parent, "book", this::setTitleImage);
        Composite whole = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(whole);
        tools = new ToolRow(whole, getSite()).fillWidth();
        tools.command(ClassCommands.ADD_PICTURES, "accept", Words.get("book.addShort"));
        tools.command(ClassCommands.ADD_OTHERS, "close", Words.get("book.addNotShort"));
        tools.spring();
        tools.command(ClassCommands.EXPORT, "export");
        empty = new Label(whole, SWT.WRAP);
        ToolRow.style(empty, "loupe-hint");
        GridDataFactory.fillDefaults().grab(true, false).indent(12, 12).hint(160, SWT.DEFAULT).applyTo(empty);
        scroll = new ScrolledComposite(whole, SWT.V_SCROLL);
        scroll.setExpandHorizontal(true);
        scroll.setExpandVertical(true);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(scroll);
        createPage();
        scroll.addListener(SWT.Resize, e -> fit());
        session.listen(whole, Event.PROJECT, this::refresh);
        session.listen(whole, Event.MODEL, this::refresh);
        session.listen(whole, Event.LABEL, () -> {
            tools.refresh();
            if (shown != gestures.current().orElse(null)) {
                keep();
                refresh();
            }
        });
        Palette.onChange(whole, head::redraw);
        refresh();
    }

    private void createPage() {
        page = new Composite(scroll, SWT.NONE);
        GridLayoutFactory.fillDefaults().numColumns(2).margins(10, 6).spacing(8, 5).applyTo(page);
        scroll.setContent(page);
        head = new Canvas(page, SWT.DOUBLE_BUFFERED);
        head.addListener(SWT.Paint, e -> paintHead(e.gc));
        GridDataFactory.fillDefaults().span(2, 1).grab(true, false).hint(100, HEAD).applyTo(head);
        definition = text("book.definition", "book.definitionTip", this::keepDefinition);
        rules = text("book.rules", "book.rulesTip", this::keepRules);
        label("book.bin");
        bin = new Combo(page, SWT.DROP_DOWN);
        bin.setToolTipText(Words.get("book.binTip"));
        bin.addListener(SWT.Selection, e -> keepBin());
        bin.addListener(SWT.DefaultSelection, e -> keepBin());
        bin.addListener(SWT.FocusOut, e -> keepBin());
        GridDataFactory.fillDefaults().grab(true, false).hint(80, SWT.DEFAULT).applyTo(bin);
        label("book.colour");
        colour = new ToolButton(page, "palette", Words.get("book.changeColour"), Look.BORDERED, this::recolour);
        good = strip("book.pictures", "book.drop", false);
        bad = strip("", "book.dropNot", true);
    }

    private void label(String key) {
        Label label = new Label(page, SWT.NONE);
        label.setText(Words.get(key));
        ToolRow.style(label, "loupe-hint");
        GridDataFactory.swtDefaults().align(SWT.END, SWT.CENTER).applyTo(label);
    }

    private Text text(String key, String tip, Runnable keep) {
        Label label = new Label(page, SWT.NONE);
        label.setText(Words.get(key));
        ToolRow.style(label, "loupe-hint");
        GridDataFactory.swtDefaults().span(2, 1).applyTo(label);
        Text text = new Text(page, SWT.MULTI | SWT.WRAP | SWT.BORDER | SWT.V_SCROLL);
        text.setToolTipText(Words.get(tip));
        text.setMessage(Words.get(tip));
        text.setData("name", key);
        text.addListener(SWT.FocusOut, e -> keep.run());
        text.addListener(SWT.Traverse, e -> {
            if (e.detail == SWT.TRAVERSE_TAB_NEXT || e.detail == SWT.TRAVERSE_TAB_PREVIOUS)
                e.doit = true;
        });
        GridDataFactory.fillDefaults().span(2, 1).grab(true, false).hint(120, LINES * text.getLineHeight())
                .applyTo(text);
        return text;
    }

    private PictureStrip strip(String title, String hint, boolean counter) {
        Label label = new Label(page, SWT.NONE);
        ToolRow.style(label, counter ? "loupe-error" : "loupe-hint");
        GridDataFactory.fillDefaults().span(2, 1).grab(true, false).applyTo(label);
        if (counter)
            not = label;
        else
            label.setText(Words.get(title));
        PictureStrip strip = new PictureStrip(page, Words.get(hint));
        Consumer<Path> remove = file -> gestures.current().ifPresent(c -> pictures.remove(c, file, counter));
        strip.editable(of -> gestures.current().ifPresent(c -> pictures.add(c, of, counter)), remove);
        GridDataFactory.fillDefaults().span(2, 1).grab(true, false).hint(160, SWT.DEFAULT).applyTo(strip);
        return strip;
    }

    /** Shows the class in hand as it is; a field that is being written in stays as it is. */
    private void refresh() {
        DefectClass one = gestures.current().orElse(null);
        boolean other = one != shown;
        shown = one;
        empty.setText(Words.get(session.project().isEmpty() ? "classes.noProject"
                : gestures.classes().isEmpty() ? "classes.none" : "book.none"));
        Parts.visible(empty, one == null);
        Parts.visible(scroll, one != null);
        tools.refresh();
        if (one != null) {
            filling = true;
            fill(definition, text(one.getDescription()), other);
            fill(rules, String.join("\n", one.getRules().stream().map(r -> Rule.of(r))
                    .map(r -> r.other().isEmpty() ? r.when() : r.when() + " → " + r.other()).toList()), other);
            if (other || !bin.isFocusControl()) {
                bin.setItems(session.project().map(p -> ClassEdits.bins(p.project()).keySet().stream()
                        .filter(b -> !b.isEmpty()).toArray(String[]::new)).orElse(new String[0]));
                bin.setText(text(one.getBin()));
            }
            filling = false;
            ProjectFile project = session.project().orElseThrow();
            good.show(one.getPictures().stream().map(project::resolve).toList());
            bad.show(one.getCounterexamples().stream().map(project::resolve).toList());
            not.setText(Words.get("book.not", one.getName()).replace("&", "&&"));
        }
        head.redraw();
        fit();
    }

    private static void fill(Text field, String text, boolean other) {
        if ((other || !field.isFocusControl()) && !field.getText().equals(text))
            field.setText(text);
    }

    private static String text(String value) {
        return value == null ? "" : value;
    }

    private void fit() {
        scroll.getParent().layout(true, true);
        int wide = Math.max(120, scroll.getClientArea().width);
        page.layout(true, true);
        scroll.setMinSize(SWT.DEFAULT, page.computeSize(wide, SWT.DEFAULT).y);
    }

    // ---- what is written

    private void keep() {
        keepDefinition();
        keepRules();
        keepBin();
    }

    private boolean there() {
        return !filling && shown != null && shown.eContainer() != null && session.project().isPresent();
    }

    private void keepDefinition() {
        DefectClass one = shown;
        String now = definition.getText().strip();
        if (there() && !now.equals(text(one.getDescription())))
            session.edit(p -> p.change(Words.get("book.undo.definition", one.getName()),
                    () -> one.setDescription(now)));
    }

    private void keepRules() {
        DefectClass one = shown;
        List<String> now = Arrays.stream(rules.getText().split("\\R")).filter(line -> !line.isBlank())
                .map(line -> Rule.of(line).text()).toList();
        if (there() && !now.equals(one.getRules()))
            session.edit(p -> p.change(Words.get("book.undo.rules", one.getName()), () -> {
                one.getRules().clear();
                one.getRules().addAll(now);
            }));
    }

    private void keepBin() {
        String now = bin.getText().strip();
        if (there() && !now.equals(text(shown.getBin())))
            gestures.bin(List.of(shown), now);
    }

    private void recolour() {
        Point at = colour.toDisplay(0, colour.getSize().y + 2);
        gestures.current().ifPresent(one -> new ColourPopup(getSite().getShell(), session, one, at,
                rgb -> gestures.recolour(one, rgb)).open());
    }

    /** Asks for a file and writes the book into it. */
    void export() {
        ProjectFile project = session.project().orElse(null);
        if (project == null)
            return;
        keep();
        FileDialog dialog = new FileDialog(getSite().getShell(), SWT.SAVE | SWT.SHEET);
        dialog.setFilterExtensions(new String[] { "*.html" });
        dialog.setFilterPath(project.folder().toString());
        dialog.setFileName("label-book.html");
        dialog.setOverwrite(true);
        String file = dialog.open();
        if (file != null)
            export(Path.of(file));
    }

    /** Writes the book as a page to print. */
    public void export(Path file) {
        LabelBook book = LabelBook.of(session.project().orElseThrow());
        Job.create(Words.get("job.exportBook"), monitor -> {
            try {
                ClassBook.write(book, file);
                session.ui(() -> session.status().message(Kind.INFO, Words.get("book.exported", file.getFileName()),
                        new Status.Link(Words.get("book.show"), () -> Program.launch(file.toString()))));
            } catch (ToolException e) {
                session.ui(() -> session.status().message(Kind.ERROR, Failures.text(e)));
            }
        }).schedule();
    }

    private void paintHead(GC gc) {
        gc.setBackground(Palette.color(Token.PART));
        gc.fillRectangle(head.getClientArea());
        if (shown == null)
            return;
        gc.setAntialias(SWT.ON);
        ClassPainter.chip(gc, session, shown.getCode(), 0, (HEAD - 12) / 2);
        gc.setFont(Palette.font(Type.HEADING));
        gc.setForeground(Palette.color(Token.TEXT));
        gc.drawText(shown.getName(), 18, (HEAD - gc.textExtent("X").y) / 2, true);
        int x = 18 + gc.textExtent(shown.getName()).x + 10;
        gc.setFont(Palette.font(Type.BODY));
        gc.setForeground(Palette.color(Token.TEXT2));
        int place = gestures.classes().indexOf(shown);
        gc.drawText(place >= 0 && place < 9 ? Words.get("book.codeKey", shown.getCode(), place + 1)
                : Words.get("book.code", shown.getCode()), x, (HEAD - gc.textExtent("X").y) / 2, true);
    }

    /** Where the definition is written, for tests. */
    public Text definition() {
        return definition;
    }

    /** Where the rules are written, for tests. */
    public Text rules() {
        return rules;
    }

    /** The pictures of the class, or of what looks alike, for tests. */
    public List<Path> pictures(boolean counter) {
        return (counter ? bad : good).files();
    }

    @Override
    public void setFocus() {
        if (scroll.isVisible())
            definition.setFocus();
        else
            tools.setFocus();
    }
}
