package org.loupe.ui.viewer.internal.classes;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Link;
import org.loupe.model.DefectClass;
import org.loupe.ui.Palette;
import org.loupe.ui.Palette.Token;
import org.loupe.ui.Palette.Type;
import org.loupe.ui.Parts;
import org.loupe.ui.Session;
import org.loupe.ui.ToolRow;
import org.loupe.ui.Words;
import org.loupe.workspace.ProjectFile;
import org.loupe.workspace.labels.LabelBook.Rule;

/** What the label book says of the class in hand, to be read at a glance; pictures can be dropped here too. */
final class BookPage extends Composite {
    private static final int HEAD = 24;

    private final Session session;
    private final ClassGestures gestures;
    private final Canvas head;
    private final Label text, not;
    private final PictureStrip good, bad;
    private String shown = "";

    /** @param edit is called to edit the page */
    BookPage(Composite parent, Session session, ClassGestures gestures, Runnable edit) {
        super(parent, SWT.NONE);
        this.session = session;
        this.gestures = gestures;
        GridLayoutFactory.fillDefaults().numColumns(2).margins(10, 4).spacing(6, 3).applyTo(this);
        head = new Canvas(this, SWT.DOUBLE_BUFFERED);
        head.addListener(SWT.Paint, e -> paintHead(e.gc));
        GridDataFactory.fillDefaults().grab(true, false).hint(100, HEAD).applyTo(head);
        Link link = new Link(this, SWT.NONE);
        link.setText("<a>" + Words.get("book.edit") + "</a>");
        link.addListener(SWT.Selection, e -> edit.run());
        GridDataFactory.swtDefaults().align(SWT.END, SWT.CENTER).applyTo(link);
        text = new Label(this, SWT.WRAP);
        GridDataFactory.fillDefaults().span(2, 1).grab(true, false).hint(160, SWT.DEFAULT).applyTo(text);
        good = strip(Words.get("book.drop"), false);
        not = new Label(this, SWT.NONE);
        ToolRow.style(not, "loupe-error");
        GridDataFactory.fillDefaults().span(2, 1).grab(true, false).applyTo(not);
        bad = strip("", true);
        Palette.onChange(this, head::redraw);
    }

    private PictureStrip strip(String hint, boolean counter) {
        PictureStrip strip = new PictureStrip(this, hint);
        BookPictures pictures = new BookPictures(session);
        Consumer<Path> remove = file -> gestures.current().ifPresent(c -> pictures.remove(c, file, counter));
        strip.editable(of -> gestures.current().ifPresent(c -> pictures.add(c, of, counter)), remove);
        GridDataFactory.fillDefaults().span(2, 1).grab(true, false).indent(0, 3).hint(160, SWT.DEFAULT)
                .applyTo(strip);
        return strip;
    }

    /** Tells of the class in hand as it is now. */
    void refresh() {
        DefectClass one = gestures.current().orElse(null);
        ProjectFile project = session.project().orElse(null);
        List<Path> pictures = one == null ? List.of() : one.getPictures().stream().map(project::resolve).toList();
        List<Path> others = one == null ? List.of()
                : one.getCounterexamples().stream().map(project::resolve).toList();
        String words = one == null ? "" : words(one);
        String now = words + pictures + others + (one == null ? "" : one.getName());
        head.redraw();
        if (now.equals(shown))
            return;
        shown = now;
        text.setText(words.replace("&", "&&"));
        good.show(pictures);
        bad.show(others);
        not.setText(one == null ? "" : Words.get("book.not", one.getName()).replace("&", "&&"));
        Parts.visible(good, one != null);
        Parts.visible(not, !others.isEmpty());
        Parts.visible(bad, !others.isEmpty());
        for (Control child : getChildren())
            if (child instanceof Link)
                child.setVisible(one != null);
        layout(true, true);
    }

    private static String words(DefectClass one) {
        List<String> parts = new ArrayList<>();
        if (one.getDescription() != null && !one.getDescription().isBlank())
            parts.add(one.getDescription().strip());
        for (String rule : one.getRules()) {
            Rule read = Rule.of(rule);
            String when = read.when().isEmpty() ? "" : Character.toUpperCase(read.when().charAt(0))
                    + read.when().substring(1);
            parts.add(read.other().isEmpty() ? when : Words.get("book.rule", when, read.other()));
        }
        return parts.isEmpty() ? Words.get("book.empty") : String.join(" ", parts);
    }

    private void paintHead(GC gc) {
        gc.setBackground(Palette.color(Token.PART));
        gc.fillRectangle(head.getClientArea());
        DefectClass one = gestures.current().orElse(null);
        gc.setAntialias(SWT.ON);
        if (one == null) {
            gc.setForeground(Palette.color(Token.TEXT2));
            gc.drawText(Words.get("book.none"), 0, 4, true);
            return;
        }
        ClassPainter.chip(gc, session, one.getCode(), 0, (HEAD - 12) / 2);
        gc.setFont(Palette.font(Type.STRONG));
        gc.setForeground(Palette.color(Token.TEXT));
        int y = (HEAD - gc.textExtent("X").y) / 2, x = 18 + gc.textExtent(one.getName()).x + 10;
        gc.drawText(one.getName(), 18, y, true);
        gc.setFont(Palette.font(Type.BODY));
        gc.setForeground(Palette.color(Token.TEXT2));
        String bin = one.getBin() == null ? "" : one.getBin();
        gc.drawText(bin.isEmpty() ? Words.get("book.code", one.getCode())
                : Words.get("book.codeBin", one.getCode(), bin), x, y, true);
    }
}
