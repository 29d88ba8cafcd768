package org.loupe.ui.viewer.internal.wafer;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.ui.IWorkbenchCommandConstants;
import org.eclipse.ui.handlers.IHandlerService;
import org.eclipse.ui.part.ViewPart;
import org.loupe.ui.Palette;
import org.loupe.ui.Palette.Token;
import org.loupe.ui.Palette.Type;
import org.loupe.ui.Parts;
import org.loupe.ui.RunResults;
import org.loupe.ui.Session;
import org.loupe.ui.Words;
import org.loupe.ui.viewer.internal.Latest;
import org.loupe.wafer.DieGrid;
import org.loupe.workspace.wafer.DefectFindings;

/** The defects of the selected dies, as pictures and as a table: what is selected here is selected on the map. */
public final class DieView extends ViewPart {
    private static final int HEAD = 34;

    private Session session;
    private WaferDesk desk;
    private Latest sorter;
    private Composite page;
    private Canvas head;
    private DefectStrip strip;
    private DefectTable table;
    private OpenWafer open;
    private Map<Integer, String> found = Map.of();
    private WaferSelection listed, own;
    private boolean choosing;

    @Override
    public void createPartControl(Composite parent) {
        session = getSite().getService(Session.class);
        desk = WaferDesk.of(session);
        Parts.title(this, parent, "die", this::setTitleImage);
        page = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(page);
        head = new Canvas(page, SWT.DOUBLE_BUFFERED | SWT.NO_BACKGROUND | SWT.NO_FOCUS);
        GridDataFactory.fillDefaults().grab(true, false).hint(SWT.DEFAULT, HEAD).applyTo(head);
        head.addListener(SWT.Paint, e -> paint(e.gc));
        Palette.onChange(head, head::redraw);
        strip = new DefectStrip(page, session, this::choose, this::images, this::colour);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(strip);
        table = new DefectTable(page, this::choose, desk::hover, this::images, (by, down) -> list(true), this::colour);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(table);
        sorter = new Latest(table, "Loupe defects");
        IHandlerService handlers = getSite().getService(IHandlerService.class);
        handlers.activateHandler(IWorkbenchCommandConstants.EDIT_SELECT_ALL, Handlers.of(table::all));
        desk.listen(page, WaferDesk.Event.WAFER, this::wafer);
        desk.listen(page, WaferDesk.Event.SELECTION, () -> list(false));
        desk.listen(page, WaferDesk.Event.LAYERS, () -> list(true));
        session.listen(page, Session.Event.RUN, this::wafer);
        wafer();
    }

    /** Another wafer is shown, or another run's classes. */
    private void wafer() {
        open = desk.shown().orElse(null);
        found = Map.of();
        Parts.visible(strip, false);
        Parts.visible(table, open != null && open.index().size() > 0);
        page.layout(true);
        list(true);
        RunResults run = session.results().orElse(null);
        OpenWafer of = open;
        if (of == null)
            return;
        WaferImages images = WaferImages.of(session, of);
        images.whenListed(() -> {
            if (page.isDisposed() || of != open)
                return;
            list(true);
            if (run != null && images.any())
                findings(of, run, images);
        });
    }

    /** Asks the run that is shown what it says of the defects. */
    private void findings(OpenWafer of, RunResults run, WaferImages images) {
        run.ask(RunResults.Urgency.LATER, () -> of == open, reader -> {
            Map<Integer, String> classes = new HashMap<>();
            DefectFindings.ofRun(reader, of.wafer(), images.all()).byDefect()
                    .forEach((defect, finding) -> classes.put(defect, finding.className()));
            return classes;
        }, classes -> {
            if (of == open && !page.isDisposed() && !classes.isEmpty()) {
                found = classes;
                list(true);
            }
        }, why -> {
            // the part that shows the run says what is wrong with it
        });
    }

    /** Lists what the selection is about. @param anew also if the same is listed already */
    private void list(boolean anew) {
        head.redraw();
        if (open == null) {
            table.show(null);
            strip.show(null, null);
            page.layout(true);
            return;
        }
        WaferSelection now = desk.selection(), about = now.equals(own) && listed != null ? listed : now;
        // where the selected ones are listed, all of them would be marked
        BitSet marked = about == now && now.dies().isEmpty() ? new BitSet() : now.defects();
        table.select(marked);
        strip.select(marked);
        // what is selected within the list does not change the list
        if (!anew && (choosing || listed != null && !now.dies().isEmpty() && now.dies().equals(listed.dies())))
            return;
        listed = about;
        OpenWafer of = open;
        Map<Integer, String> classes = found;
        BitSet adders = desk.adders().orElse(null);
        DefectRows.Column by = table.by();
        boolean down = table.down();
        sorter.ask(unwanted -> DefectRows.of(of, about, classes, adders, by, down), rows -> {
            if (of != open)
                return;
            table.show(rows);
            table.select(marked);
            showStrip(marked);
            head.redraw();
        });
    }

    private void showStrip(BitSet marked) {
        if (open == null || table.rows() == null || table.rows().open() != open)
            return;
        boolean any = strip.show(table.rows(), WaferImages.of(session, open));
        strip.select(marked);
        if (((GridData) strip.getLayoutData()).exclude == any) {
            Parts.visible(strip, any);
            page.layout(true);
        }
    }

    private void choose(int defect) {
        BitSet one = new BitSet();
        one.set(defect);
        choose(one);
    }

    private void choose(BitSet defects) {
        choosing = true;
        own = new WaferSelection(listed == null ? List.of() : listed.dies(), defects);
        desk.select(own);
        choosing = false;
    }

    private void images() {
        if (open != null)
            WaferImages.show(getSite().getPage(), session, open, desk.selection(), false);
    }

    private Color colour(DefectRows rows, int row) {
        return session.colours().fill(rows.className(row), rows.open().index().rank(rows.defects()[row]));
    }

    private void paint(GC gc) {
        Rectangle area = head.getClientArea();
        gc.setBackground(Palette.color(Token.PART));
        gc.fillRectangle(area);
        gc.setAntialias(SWT.ON);
        gc.setTextAntialias(SWT.ON);
        if (open == null || open.index().size() == 0) {
            gc.setFont(Palette.font(Type.BODY));
            gc.setForeground(Palette.color(Token.TEXT2));
            gc.drawText(Words.get(open == null ? "die.none" : "die.clean"), 12, 10, true);
            return;
        }
        WaferSelection now = listed == null ? desk.selection() : listed;
        String title = now.dies().size() == 1 ? capital(MapWords.die(open, now.dies().get(0)))
                : now.dies().size() > 1 ? Words.get("die.dies", now.dies().size())
                : Words.get(!now.defects().isEmpty() ? "die.selected"
                        : open.wafer().outline().round() ? "die.all" : "die.allBoards");
        gc.setFont(Palette.font(Type.HEADING));
        gc.setForeground(Palette.color(Token.TEXT));
        Point size = gc.textExtent(title);
        gc.drawText(title, 12, (HEAD - size.y) / 2, true);
        int x = 12 + size.x + 10;
        gc.setFont(Palette.font(Type.SMALL));
        String count = Words.get("die.count", now.count(open.index()));
        Point wide = gc.textExtent(count);
        gc.setBackground(Palette.color(Token.TAB));
        gc.fillRoundRectangle(x, (HEAD - wide.y) / 2 - 2, wide.x + 14, wide.y + 4, wide.y + 4, wide.y + 4);
        gc.drawText(count, x + 7, (HEAD - wide.y) / 2, true);
        if (now.dies().size() == 1) {
            DieGrid grid = open.wafer().grid();
            int die = now.dies().get(0);
            String place = MapWords.place(grid.left(open.index().column(die)) + grid.pitchXum() / 2,
                    grid.bottom(open.index().row(die)) + grid.pitchYum() / 2);
            Point at = gc.textExtent(place);
            gc.setForeground(Palette.color(Token.TEXT2));
            if (area.width - at.x - 12 > x + wide.x + 24)
                gc.drawText(place, area.width - at.x - 12, (HEAD - at.y) / 2, true);
        }
    }

    private static String capital(String text) {
        return text.substring(0, 1).toUpperCase(java.util.Locale.getDefault()) + text.substring(1);
    }

    /** Numbers of the listed defects in their order; for tests. */
    public int[] listed() {
        return table.rows() == null ? new int[0] : table.rows().defects();
    }

    /** What a row says, in the order of the columns; for tests. */
    public List<String> texts(int row) {
        return List.of(DefectRows.Column.values()).stream().map(c -> table.rows().text(row, c)).toList();
    }

    /** Number of images in the strip; for tests. */
    public int pictures() {
        return strip.images();
    }

    /** The table; for tests. */
    public Canvas table() {
        return table;
    }

    @Override
    public void setFocus() {
        if (table.isVisible())
            table.setFocus();
        else
            page.setFocus();
    }
}
