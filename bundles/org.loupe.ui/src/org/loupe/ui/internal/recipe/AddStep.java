package org.loupe.ui.internal.recipe;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

import org.eclipse.emf.common.util.EList;
import org.eclipse.jface.dialogs.PopupDialog;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.ScrolledComposite;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Text;
import org.loupe.engine.ToolText;
import org.loupe.engine.Schema.Field;
import org.loupe.model.Recipe;
import org.loupe.model.RecipeStep;
import org.loupe.ui.Icons;
import org.loupe.ui.Palette;
import org.loupe.ui.Palette.Token;
import org.loupe.ui.Palette.Type;
import org.loupe.ui.Session;
import org.loupe.ui.TextField;
import org.loupe.ui.Words;
import org.loupe.ui.internal.recipe.ToolCatalog.Hit;

/**
 * The tools that can be added to a recipe, found by typing. Each shows what it does in a line and in two pictures; the
 * chosen one with its help and its parameters beside. Those that do not suit the place come last, with the reason.
 */
public final class AddStep extends PopupDialog {
    private static final int ROW = 58, LIST = 440, SIDE = 270, HEIGHT = 470, PAD = 8;

    private final Session session;
    private final List<Hit> all;
    private final String typed;
    private final Point place;
    private final Consumer<String> chosen;
    private final Map<String, Image[]> images = new HashMap<>();
    private List<Hit> hits = List.of();
    private TextField search;
    private ScrolledComposite scroll;
    private Canvas list, side;
    private int selected, hovered = -1;

    /**
     * @param recipe that is added to
     * @param chain  of the recipe, or of one of its routes
     * @param at     where in the chain
     * @param typed  what is searched at first
     * @param place  of the popup's right upper corner on the screen
     * @param chosen told the id of the tool
     */
    public AddStep(Shell parent, Session session, Recipe recipe, EList<RecipeStep> chain, int at, String typed,
            Point place, Consumer<String> chosen) {
        super(parent, SWT.RESIZE | SWT.ON_TOP, true, false, false, false, false, null, null);
        this.session = session;
        this.typed = typed;
        this.place = place;
        this.chosen = chosen;
        all = ToolCatalog.list(session.registry(), session.policy(), recipe, chain, at);
    }

    @Override
    protected Control createDialogArea(Composite parent) {
        Composite area = new Composite(parent, SWT.NONE);
        area.setBackground(Palette.color(Token.PART));
        GridLayoutFactory.fillDefaults().numColumns(2).spacing(0, 0).applyTo(area);
        search = new TextField(area, "search");
        search.setBackground(Palette.color(Token.PART));
        search.text().setBackground(Palette.color(Token.FIELD));
        search.text().getParent().setBackground(Palette.color(Token.FIELD));
        search.text().setForeground(Palette.color(Token.TEXT));
        search.text().setMessage(Words.get("add.search"));
        GridDataFactory.fillDefaults().span(2, 1).indent(PAD, PAD).hint(LIST + SIDE - 2 * PAD, 28).applyTo(search);
        scroll = new ScrolledComposite(area, SWT.V_SCROLL);
        scroll.setBackground(Palette.color(Token.PART));
        scroll.setExpandHorizontal(true);
        scroll.setExpandVertical(true);
        GridDataFactory.fillDefaults().grab(true, true).hint(LIST, HEIGHT).indent(0, 6).applyTo(scroll);
        list = new Canvas(scroll, SWT.DOUBLE_BUFFERED | SWT.NO_FOCUS);
        scroll.setContent(list);
        list.addListener(SWT.Paint, e -> paintList(e.gc));
        list.addListener(SWT.MouseDown, e -> {
            int row = e.y / ROW;
            if (row < hits.size())
                select(row);
        });
        list.addListener(SWT.MouseDoubleClick, e -> insert());
        list.addListener(SWT.MouseMove, e -> hover(e.y / ROW));
        list.addListener(SWT.MouseExit, e -> hover(-1));
        list.addListener(SWT.Dispose, e -> images.values().forEach(pair -> {
            for (Image image : pair)
                image.dispose();
        }));
        side = new Canvas(area, SWT.DOUBLE_BUFFERED | SWT.NO_FOCUS);
        GridDataFactory.fillDefaults().grab(false, true).hint(SIDE, HEIGHT).indent(0, 6).applyTo(side);
        side.addListener(SWT.Paint, e -> paintSide(e.gc));
        Text text = search.text();
        text.addListener(SWT.Modify, e -> filter());
        text.addListener(SWT.DefaultSelection, e -> insert());
        text.addListener(SWT.KeyDown, this::key);
        text.setText(typed);
        text.setSelection(typed.length());
        filter();
        ToolPictures.make(session.registry(), all.stream().map(h -> h.info().id()).toList(), () -> session.ui(() -> {
            if (!list.isDisposed())
                list.redraw();
        }));
        return area;
    }

    @Override
    protected Control getFocusControl() {
        return search.text();
    }

    @Override
    protected Color getBackground() {
        return Palette.color(Token.PART);
    }

    @Override
    protected Color getForeground() {
        return Palette.color(Token.TEXT);
    }

    @Override
    protected Point getInitialLocation(Point size) {
        Rectangle screen = getParentShell().getMonitor().getClientArea();
        return new Point(Math.max(screen.x, place.x - size.x),
                Math.max(screen.y, Math.min(place.y, screen.y + screen.height - size.y)));
    }

    /** The field that is typed into. */
    public Text searchField() {
        return search.text();
    }

    /** What is listed. */
    public List<Hit> hits() {
        return hits;
    }

    private void key(Event e) {
        int page = Math.max(1, scroll.getClientArea().height / ROW);
        int by = switch (e.keyCode) {
            case SWT.ARROW_DOWN -> 1;
            case SWT.ARROW_UP -> -1;
            case SWT.PAGE_DOWN -> page;
            case SWT.PAGE_UP -> -page;
            default -> 0;
        };
        if (by != 0 && !hits.isEmpty()) {
            select(Math.max(0, Math.min(hits.size() - 1, selected + by)));
            e.doit = false;
        }
    }

    private void filter() {
        String wanted = search.text().getText();
        hits = all.stream().filter(h -> h.matches(wanted)).toList();
        scroll.setMinHeight(Math.max(ROW, hits.size() * ROW));
        select(0);
    }

    private void select(int row) {
        selected = row;
        int top = row * ROW, y = scroll.getOrigin().y, seen = scroll.getClientArea().height;
        if (top < y)
            scroll.setOrigin(0, top);
        else if (seen > 0 && top + ROW > y + seen)
            scroll.setOrigin(0, top + ROW - seen);
        list.redraw();
        side.redraw();
    }

    private void hover(int row) {
        if (row != hovered) {
            hovered = row;
            list.redraw();
        }
    }

    /** Adds the chosen tool and closes. */
    public void insert() {
        if (selected >= hits.size())
            return;
        String id = hits.get(selected).info().id();
        close();
        chosen.accept(id);
    }

    private void paintList(GC gc) {
        Rectangle area = list.getClientArea(), clip = gc.getClipping();
        gc.setBackground(Palette.color(Token.PART));
        gc.fillRectangle(area);
        gc.setAntialias(SWT.ON);
        if (hits.isEmpty()) {
            gc.setForeground(Palette.color(Token.TEXT2));
            gc.drawText(Words.get("add.none"), PAD + 4, PAD, true);
        }
        for (int i = 0; i < hits.size(); i++)
            if ((i + 1) * ROW > clip.y && i * ROW < clip.y + clip.height)
                hit(gc, hits.get(i), i, area.width);
    }

    private void hit(GC gc, Hit hit, int index, int width) {
        int top = index * ROW;
        if (index == selected || index == hovered) {
            gc.setBackground(Palette.color(index == selected ? Token.SELECTION : Token.BAR));
            gc.fillRectangle(0, top, width, ROW);
        }
        boolean fits = hit.unfit().isEmpty();
        pictures(gc, hit, PAD, top + (ROW - ToolPictures.EDGE) / 2);
        int left = PAD + 2 * ToolPictures.EDGE + 14, right = width - PAD;
        gc.setFont(Palette.font(Type.STRONG));
        int high = gc.textExtent("X").y, y = top + (ROW - 2 * high - 8) / 2 - 4;
        gc.setForeground(Palette.color(fits ? Token.TEXT : Token.TEXT2));
        gc.drawText(Drawing.shorten(gc, hit.info().label(), right - left), left, y, true);
        int after = left + gc.textExtent(hit.info().label()).x + 8;
        gc.setFont(Palette.font(Type.SMALL));
        gc.setForeground(Palette.color(Token.TEXT2));
        String vendor = Words.get("add.vendor", hit.entry().bundle(), hit.devices());
        String shown = Drawing.shorten(gc, vendor, right - after);
        gc.drawText(shown, right - gc.textExtent(shown).x, y + 1, true);
        if (fits)
            Drawing.wrapped(gc, firstSentence(hit.info().help()), left, y + high + 3, right - left, 2);
        else {
            gc.drawImage(Icons.get("warning", Token.WARN), left, y + high + 3);
            Drawing.wrapped(gc, hit.unfit(), left + 22, y + high + 3, right - left - 22, 2);
        }
    }

    private static String firstSentence(String help) {
        int end = help.indexOf(". ");
        return end < 0 ? help : help.substring(0, end + 1);
    }

    private void pictures(GC gc, Hit hit, int x, int y) {
        int edge = ToolPictures.EDGE;
        gc.setBackground(Palette.color(Token.GROUND));
        gc.fillRectangle(x, y, edge, edge);
        gc.fillRectangle(x + edge + 4, y, edge, edge);
        ToolPictures.of(hit.info().id()).ifPresent(made -> {
            Image[] pair = images.computeIfAbsent(hit.info().id(), id -> new Image[] {
                new Image(list.getDisplay(), made.before()), new Image(list.getDisplay(), made.after()) });
            gc.drawImage(pair[0], x, y);
            gc.drawImage(pair[1], x + edge + 4, y);
            if (!made.note().isEmpty()) {
                gc.setFont(Palette.font(Type.SMALL));
                Point size = gc.textExtent(made.note());
                gc.setAlpha(200);
                gc.setBackground(Palette.BLACK);
                gc.fillRectangle(x + edge + 4, y + edge - size.y, edge, size.y);
                gc.setAlpha(255);
                gc.setForeground(Palette.ON_IMAGE);
                gc.drawText(Drawing.shorten(gc, made.note(), edge), x + edge + 6, y + edge - size.y, true);
            }
        });
    }

    private void paintSide(GC gc) {
        Rectangle area = side.getClientArea();
        gc.setBackground(Palette.color(Token.BAR));
        gc.fillRectangle(area);
        gc.setForeground(Palette.color(Token.LINE));
        gc.drawLine(0, 0, 0, area.height);
        if (selected >= hits.size())
            return;
        Hit hit = hits.get(selected);
        int x = 12, width = area.width - 24, y = 10;
        gc.setFont(Palette.font(Type.HEADING));
        gc.setForeground(Palette.color(Token.TEXT));
        y += Drawing.wrapped(gc, hit.info().label(), x, y, width, 2) + 6;
        gc.setFont(Palette.font(Type.BODY));
        y += Drawing.wrapped(gc, hit.info().help(), x, y, width, 10) + 8;
        gc.setFont(Palette.font(Type.SMALL));
        gc.setForeground(Palette.color(Token.TEXT2));
        if (!hit.info().reference().isEmpty())
            y += Drawing.wrapped(gc, hit.info().reference(), x, y, width, 5) + 8;
        for (Field field : ToolText.schema(hit.entry().tool(), Locale.getDefault()).fields()) {
            if (y > area.height - 40)
                break;
            gc.setForeground(Palette.color(Token.TEXT));
            String value = ParameterForm.written(field.defaultValue()) + StepRows.unit(field);
            int wide = gc.textExtent(value).x;
            gc.drawText(Drawing.shorten(gc, field.label(), width - wide - 10), x, y, true);
            gc.setForeground(Palette.color(Token.TEXT2));
            gc.drawText(value, x + width - wide, y, true);
            y += gc.textExtent("X").y + 3;
        }
        gc.drawText(hit.info().id(), x, area.height - gc.textExtent("X").y - 8, true);
    }
}
