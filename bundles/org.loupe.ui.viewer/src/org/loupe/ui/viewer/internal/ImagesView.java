package org.loupe.ui.viewer.internal;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.jface.action.MenuManager;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.swt.widgets.MenuItem;
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
import org.loupe.ui.TextField;
import org.loupe.ui.ToolButton;
import org.loupe.ui.ToolButton.Look;
import org.loupe.ui.ToolRow;
import org.loupe.ui.VirtualTables;
import org.loupe.ui.Words;

/** The images of the chosen set: picture, size, and how much was found. Virtual; pictures are made when seen. */
public final class ImagesView extends ViewPart {
    private static final int ROW = 44, PICTURE = 36, ROWS_AT_ONCE = 200;

    private Session session;
    private Composite page;
    private TextField filter;
    private Label wrong;
    private Table table;
    private Label empty;
    private Thumbnails thumbnails;
    private List<Item> items = List.of();
    private ImageFilter.Order order = ImageFilter.Order.LISTED;
    private final SelectedImage selected = new SelectedImage();
    private int asked;

    @Override
    public void createPartControl(Composite parent) {
        session = getSite().getService(Session.class);
        Parts.title(this, parent, "image-set", this::setTitleImage);
        page = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(page);
        createTools();
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
        VirtualTables.fill(table, (item, index) -> item.setText(items.get(index).name()));
        table.addListener(SWT.Selection, e -> {
            open(false);
            tellSelected();
        });
        getSite().setSelectionProvider(selected);
        MenuManager menu = new MenuManager();
        table.setMenu(menu.createContextMenu(table));
        getSite().registerContextMenu(menu, selected);
        table.addListener(SWT.DefaultSelection, e -> open(true));
        session.listen(page, Session.Event.PROJECT, this::list);
        session.listen(page, Session.Event.IMAGES, this::list);
        session.listen(page, Session.Event.RUN, () -> {
            if (narrowed())
                list();
            else
                table.redraw();
        });
        session.listen(page, Session.Event.IMAGE, this::showImage);
        Palette.onChange(page, table::redraw);
        list();
    }

    private void createTools() {
        ToolRow row = new ToolRow(page, getSite()).fillWidth();
        filter = new TextField(row, "filter");
        filter.text().setMessage(Words.get("images.filter"));
        filter.text().setData("name", "images.filter");
        filter.text().setToolTipText(Words.get("images.filterTip"));
        filter.text().addListener(SWT.Modify, e -> list());
        filter.text().addListener(SWT.KeyDown, e -> {
            if (e.keyCode == SWT.ESC)
                filter.text().setText("");
            else if (e.keyCode == SWT.ARROW_DOWN)
                table.setFocus();
        });
        row.add(filter).setLayoutData(GridDataFactory.fillDefaults().align(SWT.FILL, SWT.CENTER).grab(true, false)
                .hint(60, 24).create());
        ToolButton sort = row.add(new ToolButton(row, "sort", "▾", Look.FLAT, () -> chooseOrder(row)));
        sort.toggled(() -> order != ImageFilter.Order.LISTED);
        sort.setToolTipText(Words.get("images.order"));
        wrong = new Label(page, SWT.WRAP);
        ToolRow.style(wrong, "loupe-error");
        GridDataFactory.fillDefaults().grab(true, false).indent(8, 3).hint(160, SWT.DEFAULT).exclude(true)
                .applyTo(wrong);
        wrong.setVisible(false);
    }

    private void chooseOrder(Composite row) {
        Menu menu = new Menu(row);
        for (ImageFilter.Order each : ImageFilter.Order.values()) {
            MenuItem item = new MenuItem(menu, SWT.RADIO);
            item.setText(Words.get("images.order." + each.name().toLowerCase(Locale.ROOT)));
            item.setSelection(each == order);
            item.addListener(SWT.Selection, e -> {
                if (item.getSelection())
                    order(each);
            });
        }
        menu.setLocation(row.toDisplay(row.getSize().x - 30, row.getSize().y));
        menu.addListener(SWT.Hide, e -> menu.getDisplay().asyncExec(menu::dispose));
        menu.setVisible(true);
    }

    /** Lists the images in another order. */
    void order(ImageFilter.Order chosen) {
        order = chosen;
        list();
    }

    /** Whether the list depends on what the run found. */
    private boolean narrowed() {
        return order != ImageFilter.Order.LISTED || !filter.text().getText().isBlank();
    }

    /** Lists the images of the set that match the filter; a job does it, since there may be 100,000. */
    private void list() {
        ImageFilter wanted = ImageFilter.of(filter.text().getText());
        filter.wrong(!wanted.problem().isEmpty());
        wrong.setText(wanted.problem());
        Parts.visible(wrong, !wanted.problem().isEmpty());
        int number = ++asked;
        List<Item> all = session.items();
        if (!narrowed()) {
            showItems(all);
            return;
        }
        ImageFilter.Order by = order;
        List<ImageRow> rows = session.results().map(RunResults::images).orElse(List.of());
        Job job = Job.create(Words.get("job.filterImages"), monitor -> {
            Map<String, ImageRow> byName = new HashMap<>();
            rows.forEach(row -> byName.put(row.image(), row));
            List<Item> found = wanted.apply(all, byName, by);
            session.ui(() -> {
                if (number == asked && !table.isDisposed())
                    showItems(found);
            });
        });
        job.setSystem(true);
        job.setPriority(Job.INTERACTIVE);
        job.schedule();
    }

    /** What the Properties view tells of. */
    private void tellSelected() {
        int index = table.getSelectionIndex();
        selected.set(index < 0 || index >= items.size() ? null : items.get(index));
    }

    /** Puts the cursor into the filter. */
    void editFilter() {
        filter.text().setFocus();
        filter.text().selectAll();
    }

    /** The images that are listed, in their order. */
    List<Item> items() {
        return items;
    }

    private void open(boolean activate) {
        int index = table.getSelectionIndex();
        if (index >= 0 && index < items.size())
            ImageEditor.show(getSite().getPage(), items.get(index), activate);
    }

    private void showItems(List<Item> listed) {
        items = listed;
        Optional<Problem> problem = session.itemsProblem();
        empty.setText(session.project().isEmpty() ? Words.get("images.noProject")
                : problem.map(Problem::toString).orElse(Words.get(session.imageSet().isEmpty() ? "images.noSet"
                        : session.items().isEmpty() ? "images.none" : "images.noMatch")));
        Parts.visible(empty, items.isEmpty());
        Parts.visible(table, !items.isEmpty());
        VirtualTables.setItemCount(table, Math.min(items.size(), ROWS_AT_ONCE));
        table.clearAll();
        grow(items);
        int all = session.items().size();
        setPartName(all == 0 ? Words.get("images.tab") : items.size() == all ? Words.get("images.tabCount", all)
                : Words.get("images.tabCountOf", items.size(), all));
        page.layout(true, true);
        if (narrowed()) {
            showImage(); // the viewer keeps its image, whether it is listed or not
            return;
        }
        if (!items.isEmpty() && session.image().filter(items::contains).isEmpty()) {
            table.select(0);
            open(false);
            session.ui(() -> {
                if (!table.isDisposed())
                    table.setTopIndex(0); // GTK scrolls to a selection made before the first layout
            });
        }
    }

    /** Adds the rows that are still missing, some at a time: GTK takes 10 µs for each, and there may be 100,000. */
    private void grow(List<Item> wanted) {
        int count = table.getItemCount();
        if (count >= wanted.size())
            return;
        table.getDisplay().timerExec(1, () -> {
            if (table.isDisposed() || items != wanted)
                return;
            VirtualTables.setItemCount(table, Math.min(wanted.size(), table.getItemCount() + ROWS_AT_ONCE));
            grow(wanted);
        });
    }

    private void showImage() {
        int index = session.image().map(items::indexOf).orElse(-1);
        if (index >= table.getItemCount())
            VirtualTables.setItemCount(table, index + 1); // its row has not come yet
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
        e.gc.fillRectangle(0, e.y, Parts.ROW_WIDTH, e.height);
        e.gc.setForeground(Palette.color(Token.LINE2));
        e.gc.drawLine(0, e.y + e.height - 1, Parts.ROW_WIDTH, e.y + e.height - 1);
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

    @Override
    public void setFocus() {
        if (table.isVisible())
            table.setFocus();
        else
            filter.text().setFocus();
    }
}
