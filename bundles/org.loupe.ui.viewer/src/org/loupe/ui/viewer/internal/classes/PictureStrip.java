package org.loupe.ui.viewer.internal.classes;

import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.jface.util.LocalSelectionTransfer;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.swt.SWT;
import org.eclipse.swt.SWTException;
import org.eclipse.swt.accessibility.AccessibleAdapter;
import org.eclipse.swt.accessibility.AccessibleEvent;
import org.eclipse.swt.dnd.DND;
import org.eclipse.swt.dnd.DropTarget;
import org.eclipse.swt.dnd.DropTargetAdapter;
import org.eclipse.swt.dnd.DropTargetEvent;
import org.eclipse.swt.dnd.Transfer;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.graphics.TextLayout;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.loupe.ui.Palette;
import org.loupe.ui.Palette.Token;
import org.loupe.ui.Palette.Type;
import org.loupe.ui.Parts;
import org.loupe.ui.Words;

/** Pictures of the label book in lines, read off the UI thread. Where that is allowed others are dropped on it. */
final class PictureStrip extends Canvas {
    private static final int CELL = 56, GAP = 4, LARGEST = 256;

    private final Map<Path, Optional<Image>> images = new LinkedHashMap<>();
    private final String hint;
    private List<Path> files = List.of();
    private Consumer<Path> removed = file -> { };
    private int chosen = -1;
    private boolean over;

    /** @param hint said while there are no pictures, or "" */
    PictureStrip(Composite parent, String hint) {
        super(parent, SWT.DOUBLE_BUFFERED);
        this.hint = hint;
        addListener(SWT.Paint, e -> paint(e.gc));
        addListener(SWT.Dispose, e -> forget());
        addListener(SWT.MouseDown, e -> {
            setFocus();
            chosen = at(e.x, e.y);
            redraw();
        });
        Parts.focusable(this, this::key);
        getAccessible().addAccessibleListener(new AccessibleAdapter() {
            @Override
            public void getName(AccessibleEvent e) {
                e.result = files.isEmpty() ? hint : Words.get("book.accessible", files.size());
            }
        });
    }

    /** Takes pictures that are dropped on it, labels or detections, and lets single ones be taken away. */
    void editable(Consumer<Collection<?>> dropped, Consumer<Path> taken) {
        removed = taken;
        DropTarget target = new DropTarget(this, DND.DROP_COPY | DND.DROP_MOVE | DND.DROP_DEFAULT);
        target.setTransfer(new Transfer[] { LocalSelectionTransfer.getTransfer() });
        target.addDropListener(new DropTargetAdapter() {
            @Override
            public void dragEnter(DropTargetEvent e) {
                e.detail = DND.DROP_COPY;
                over(true);
            }

            @Override
            public void dragLeave(DropTargetEvent e) {
                over(false);
            }

            @Override
            public void drop(DropTargetEvent e) {
                if (LocalSelectionTransfer.getTransfer().getSelection() instanceof IStructuredSelection selection)
                    dropped.accept(selection.toList());
            }
        });
    }

    private void over(boolean on) {
        over = on;
        redraw();
    }

    /** Shows pictures; those that it had before are not read again. */
    void show(List<Path> shown) {
        if (files.equals(shown))
            return;
        files = List.copyOf(shown);
        chosen = -1;
        for (Path file : files)
            if (images.putIfAbsent(file, Optional.empty()) == null)
                read(file);
        redraw();
    }

    /** Pictures that are shown. */
    List<Path> files() {
        return files;
    }

    private void read(Path file) {
        Job job = Job.create(Words.get("job.pictures"), monitor -> {
            ImageData data;
            try {
                data = new ImageData(file.toString());
            } catch (SWTException e) {
                return; // the cell stays grey
            }
            double scale = (double) LARGEST / Math.max(data.width, data.height);
            ImageData small = scale >= 1 ? data : data.scaledTo(Math.max(1, (int) (data.width * scale)),
                    Math.max(1, (int) (data.height * scale)));
            if (!isDisposed())
                getDisplay().asyncExec(() -> {
                    if (!isDisposed()) {
                        images.put(file, Optional.of(new Image(getDisplay(), small)));
                        redraw();
                    }
                });
        });
        job.setSystem(true);
        job.schedule();
    }

    private void forget() {
        images.values().forEach(image -> image.ifPresent(Image::dispose));
        images.clear();
    }

    private int columns(int wide) {
        return Math.max(1, (wide + GAP) / (CELL + GAP));
    }

    private int at(int x, int y) {
        int column = x / (CELL + GAP), index = y / (CELL + GAP) * columns(getClientArea().width) + column;
        return column >= columns(getClientArea().width) || index >= files.size() ? -1 : index;
    }

    private void key(Event e) {
        if (e.keyCode == SWT.ARROW_RIGHT)
            chosen = Math.min(files.size() - 1, chosen + 1);
        else if (e.keyCode == SWT.ARROW_LEFT)
            chosen = Math.max(0, chosen - 1);
        else if ((e.keyCode == SWT.DEL || e.keyCode == SWT.BS) && chosen >= 0 && chosen < files.size())
            removed.accept(files.get(chosen));
        redraw();
    }

    @Override
    public Point computeSize(int wHint, int hHint, boolean changed) {
        int wide = wHint == SWT.DEFAULT ? 5 * (CELL + GAP) : wHint;
        int lines = Math.max(hint.isEmpty() ? 0 : 1, (files.size() + columns(wide) - 1) / columns(wide));
        return new Point(wide, lines * (CELL + GAP));
    }

    private void paint(GC gc) {
        Rectangle area = getClientArea();
        gc.setBackground(Palette.color(over ? Token.ACCENT_BG : Token.PART));
        gc.fillRectangle(area);
        gc.setAntialias(SWT.ON);
        if (files.isEmpty() && !hint.isEmpty()) {
            gc.setForeground(Palette.color(over ? Token.ACCENT : Token.FIELD_LINE));
            gc.setLineStyle(SWT.LINE_DASH);
            gc.drawRoundRectangle(0, 0, area.width - 1, CELL - 1, 6, 6);
            gc.setLineStyle(SWT.LINE_SOLID);
            gc.setForeground(Palette.color(Token.TEXT2));
            TextLayout words = new TextLayout(getDisplay());
            words.setFont(Palette.font(Type.SMALL));
            words.setText(hint);
            words.setAlignment(SWT.CENTER);
            words.setWidth(Math.max(1, area.width - 12));
            words.draw(gc, 6, Math.max(0, (CELL - words.getBounds().height) / 2));
            words.dispose();
        }
        int columns = columns(area.width);
        for (int i = 0; i < files.size(); i++) {
            int x = i % columns * (CELL + GAP), y = i / columns * (CELL + GAP);
            gc.setBackground(Palette.color(Token.SELECTION_OFF));
            gc.fillRectangle(x, y, CELL, CELL);
            images.getOrDefault(files.get(i), Optional.empty()).ifPresent(image -> {
                Rectangle from = image.getBounds();
                gc.setInterpolation(from.width < CELL / 2 ? SWT.NONE : SWT.HIGH);
                gc.drawImage(image, 0, 0, from.width, from.height, x, y, CELL, CELL);
            });
            if (i == chosen && isFocusControl()) {
                gc.setForeground(Palette.color(Token.ACCENT));
                gc.setLineWidth(2);
                gc.drawRectangle(x + 1, y + 1, CELL - 2, CELL - 2);
                gc.setLineWidth(1);
            }
        }
    }
}
