package org.loupe.ui.viewer.internal;

import java.util.List;
import java.util.Optional;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.ui.part.ViewPart;
import org.loupe.engine.Item;
import org.loupe.engine.Problem;
import org.loupe.store.ImageRow;
import org.loupe.ui.Icons;
import org.loupe.ui.Palette;
import org.loupe.ui.Palette.Token;
import org.loupe.ui.Palette.Type;
import org.loupe.ui.Parts;
import org.loupe.ui.RunResults;
import org.loupe.ui.Session;
import org.loupe.ui.ToolRow;
import org.loupe.ui.Words;

/** The images of the chosen set: picture, size, and how much was found. Virtual; pictures are made when seen. */
public final class ImagesView extends ViewPart {
    private static final int ROW = 44, PICTURE = 36;

    private Session session;
    private Composite page;
    private Table table;
    private Label empty;
    private Thumbnails thumbnails;
    private List<Item> items = List.of();

    @Override
    public void createPartControl(Composite parent) {
        session = getSite().getService(Session.class);
        Parts.title(this, parent, "image-set", this::setTitleImage);
        page = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(page);
        empty = new Label(page, SWT.WRAP);
        ToolRow.style(empty, "loupe-hint");
        GridDataFactory.fillDefaults().grab(true, false).indent(12, 12).hint(160, SWT.DEFAULT).applyTo(empty);
        table = new Table(page, SWT.VIRTUAL | SWT.FULL_SELECTION | SWT.SINGLE | SWT.V_SCROLL);
        GridDataFactory.fillDefaults().grab(true, true).indent(0, 3).applyTo(table);
        thumbnails = new Thumbnails(table, PICTURE * 2, session::registry);
        table.addListener(SWT.MeasureItem, e -> {
            e.height = ROW;
            e.width = Math.max(1, table.getClientArea().width - 1);
        });
        table.addListener(SWT.EraseItem, this::erase);
        table.addListener(SWT.PaintItem, this::paint);
        table.addListener(SWT.SetData, e -> ((TableItem) e.item)
                .setText(items.get(e.index).name()));
        table.addListener(SWT.Selection, e -> open(false));
        table.addListener(SWT.DefaultSelection, e -> open(true));
        session.listen(page, Session.Event.IMAGES, this::showItems);
        session.listen(page, Session.Event.RUN, table::redraw);
        session.listen(page, Session.Event.IMAGE, this::showImage);
        Palette.onChange(page, table::redraw);
        showItems();
    }

    private void open(boolean activate) {
        int index = table.getSelectionIndex();
        if (index >= 0 && index < items.size())
            ImageEditor.show(getSite().getPage(), items.get(index), activate);
    }

    private void showItems() {
        items = session.items();
        Optional<Problem> problem = session.itemsProblem();
        empty.setText(session.project().isEmpty() ? Words.get("images.noProject")
                : problem.map(Problem::toString).orElse(
                        Words.get(session.imageSet().isEmpty() ? "images.noSet" : "images.none")));
        visible(empty, items.isEmpty());
        visible(table, !items.isEmpty());
        table.setItemCount(items.size());
        table.clearAll();
        setPartName(items.isEmpty() ? Words.get("images.tab") : Words.get("images.tabCount", items.size()));
        page.layout(true, true);
        if (!items.isEmpty() && session.image().filter(items::contains).isEmpty()) {
            table.select(0);
            open(false);
            session.ui(() -> {
                if (!table.isDisposed())
                    table.setTopIndex(0); // GTK scrolls to a selection made before the first layout
            });
        }
    }

    private void showImage() {
        int index = session.image().map(items::indexOf).orElse(-1);
        if (index >= 0 && index != table.getSelectionIndex()) {
            table.setSelection(index);
            table.showSelection();
        }
    }

    private void erase(Event e) {
        e.detail &= ~(SWT.SELECTED | SWT.HOT | SWT.FOCUSED | SWT.FOREGROUND);
        boolean selected = table.isSelected(table.indexOf((TableItem) e.item));
        e.gc.setBackground(Palette.color(!selected ? Token.PART
                : table.isFocusControl() ? Token.SELECTION : Token.SELECTION_OFF));
        e.gc.fillRectangle(0, e.y, table.getClientArea().width, e.height);
        e.gc.setForeground(Palette.color(Token.LINE2));
        e.gc.drawLine(0, e.y + e.height - 1, table.getClientArea().width, e.y + e.height - 1);
    }

    private void paint(Event e) {
        int index = table.indexOf((TableItem) e.item);
        if (index < 0 || index >= items.size())
            return;
        Item item = items.get(index);
        GC gc = e.gc;
        gc.setAntialias(SWT.ON);
        int top = e.y + (ROW - PICTURE) / 2, right = table.getClientArea().width - 10;
        Optional<Thumbnails.Thumbnail> picture = thumbnails.get(item);
        gc.setBackground(Palette.color(Token.GROUND));
        gc.fillRectangle(8, top, PICTURE, PICTURE);
        picture.flatMap(Thumbnails.Thumbnail::image).ifPresent(image -> fill(gc, image, top));
        RunResults results = session.results().orElse(null);
        ImageRow row = results == null ? null : results.image(item.name()).orElse(null);
        if (row != null && row.failed()) {
            gc.drawImage(Icons.get("error", Token.ERROR), right - 16, e.y + (ROW - 16) / 2);
            right -= 24;
        } else if (row != null) {
            right -= badge(gc, String.valueOf(row.detections()), right, e.y);
        }
        gc.setClipping(0, e.y, right, ROW);
        gc.setFont(Palette.font(Type.STRONG));
        gc.setForeground(Palette.color(Token.TEXT));
        int high = gc.textExtent("X").y;
        gc.drawText(item.name(), 8 + PICTURE + 8, e.y + 4, true);
        gc.setFont(Palette.font(Type.SMALL));
        gc.setForeground(Palette.color(Token.TEXT2));
        String about = picture.map(p -> p.about(item)).orElse("");
        int room = right - (8 + PICTURE + 8);
        if (gc.textExtent(about).x > room && about.contains(" · "))
            about = about.substring(0, about.lastIndexOf(" · ")); // the size alone, rather than half a scale
        gc.drawText(about, 8 + PICTURE + 8, e.y + 5 + high, true);
        gc.setClipping((Rectangle) null);
    }

    private static void fill(GC gc, Image image, int top) {
        Rectangle size = image.getBounds();
        int edge = Math.min(size.width, size.height);
        gc.setInterpolation(SWT.HIGH);
        gc.drawImage(image, (size.width - edge) / 2, (size.height - edge) / 2, edge, edge, 8, top, PICTURE, PICTURE);
    }

    /** A count on a rounded ground; gives its width. */
    private static int badge(GC gc, String text, int right, int y) {
        gc.setFont(Palette.font(Type.SMALL));
        Point size = gc.textExtent(text);
        int w = Math.max(24, size.x + 14), h = 18, top = y + (ROW - h) / 2;
        gc.setBackground(Palette.mix(Palette.color(Token.TAB), Palette.color(Token.LINE), 0.4));
        gc.fillRoundRectangle(right - w, top, w, h, h, h);
        gc.setForeground(Palette.color(Token.TEXT));
        gc.drawText(text, right - w + (w - size.x) / 2, top + (h - size.y) / 2, true);
        return w + 8;
    }

    private static void visible(Control control, boolean on) {
        ((GridData) control.getLayoutData()).exclude = !on;
        control.setVisible(on);
    }

    @Override
    public void setFocus() {
        table.setFocus();
    }
}
