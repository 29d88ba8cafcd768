package org.loupe.ui.viewer.internal.tiles;

import java.util.Optional;
import java.util.function.Consumer;

import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.ACC;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.loupe.engine.Item;
import org.loupe.store.labels.TileState;
import org.loupe.ui.Icons;
import org.loupe.ui.Palette;
import org.loupe.ui.Palette.Token;
import org.loupe.ui.Palette.Type;
import org.loupe.ui.Parts;
import org.loupe.ui.QueuedTile;
import org.loupe.ui.Session;
import org.loupe.ui.TileQueue;
import org.loupe.ui.Words;
import org.loupe.ui.viewer.internal.Thumbnails;

/**
 * The listed tiles as pictures with their state, number of labels and, in purple, of labels that no person has looked
 * at. Virtual: 100,000 cost what fits the screen.
 */
final class TileGrid extends Canvas {
    private static final int GAP = 10, TOP = 8, USUAL = 96, LINE_GAP = 4, MARK = 16, FADED = 150;
    private static final double HIGH = 0.86;

    private final TileQueue queue;
    private final TileSelection selection;
    private final Thumbnails thumbnails;
    private final Consumer<Boolean> open;
    private int top, line;
    private String ending = "";

    /** @param open shows the tile that keys start from; whether the viewer gets the focus */
    TileGrid(Composite parent, Session session, Consumer<Boolean> open) {
        super(parent, SWT.DOUBLE_BUFFERED | SWT.V_SCROLL | SWT.NO_REDRAW_RESIZE);
        queue = session.queue();
        this.open = open;
        selection = new TileSelection(queue, this::redraw);
        thumbnails = new Thumbnails(this, USUAL, session::registry);
        addListener(SWT.Paint, e -> paint(e.gc));
        addListener(SWT.Resize, e -> scroll(top));
        getVerticalBar().addListener(SWT.Selection, e -> scroll(getVerticalBar().getSelection()));
        addListener(SWT.MouseDown, this::down);
        addListener(SWT.MouseDoubleClick, e -> {
            if (at(e.x, e.y) >= 0)
                open.accept(true);
        });
        Parts.focusable(this, this::key);
        Parts.accessible(this, ACC.ROLE_LIST, () -> {
            int place = selection.place();
            return place < 0 ? Words.get("tiles.accessible", queue.size()) : words(queue.get(place));
        });
    }

    TileSelection selection() {
        return selection;
    }

    /** In words: "board-0003, complete, 7 labels, 2 proposals". */
    private static String words(QueuedTile tile) {
        return Words.get("tiles.accessibleOne", tile.item().name(), TilesView.stateWord(tile.state()), tile.labels(),
                tile.proposals());
    }

    // ---- places

    private int columns() {
        return Math.max(1, (getClientArea().width - GAP) / (USUAL + GAP));
    }

    private int edge() {
        return Math.max(32, (getClientArea().width - GAP) / columns() - GAP);
    }

    private int high() {
        return (int) Math.round(edge() * HIGH);
    }

    private int cell() {
        if (line == 0) {
            GC gc = new GC(this);
            gc.setFont(Palette.font(Type.SMALL));
            line = gc.textExtent("0").y;
            gc.dispose();
        }
        return high() + LINE_GAP + line + GAP;
    }

    /** Lists the tiles anew; what is in sight stays there as far as it can. */
    void list() {
        ending = queue.size() < 2 ? ""
                : ending(bare(queue.get(0).item()), bare(queue.get(queue.size() - 1).item()));
        scroll(top);
    }

    private void scroll(int to) {
        int lines = (queue.size() + columns() - 1) / columns(), high = getClientArea().height;
        int most = Math.max(0, lines * cell() + TOP - high);
        top = Math.max(0, Math.min(most, to));
        var bar = getVerticalBar();
        bar.setVisible(most > 0);
        if (most > 0)
            bar.setValues(top, 0, most + high, Math.max(1, high), cell(), Math.max(1, high));
        redraw();
    }

    /** Scrolls so that a place is in sight; where there is not room for all of it, its top. */
    void reveal(int place) {
        if (place < 0)
            return;
        int y = place / columns() * cell();
        if (y < top)
            scroll(y);
        else if (y + cell() + TOP > top + getClientArea().height)
            scroll(Math.min(y, y + cell() + TOP - getClientArea().height));
    }

    private int at(int x, int y) {
        int column = (x - GAP) / (edge() + GAP), place = Math.floorDiv(y + top - TOP, cell()) * columns() + column;
        return x < GAP || y + top < TOP || column >= columns() || place >= queue.size() ? -1 : place;
    }

    /** Where a place is drawn, whether it is in sight or not. */
    Point place(int place) {
        return new Point(GAP + place % columns() * (edge() + GAP), TOP + place / columns() * cell() - top);
    }

    // ---- gestures

    private void down(Event e) {
        setFocus();
        int place = at(e.x, e.y);
        if (place < 0)
            return;
        boolean toggle = (e.stateMask & SWT.MOD1) != 0, extend = (e.stateMask & SWT.SHIFT) != 0;
        if (e.button == 1 || e.button == 3 && !selection.contains(queue.get(place).item()))
            choose(place, toggle, extend);
    }

    private void choose(int place, boolean toggle, boolean extend) {
        selection.choose(place, toggle, extend);
        reveal(selection.place());
        open.accept(false);
    }

    private void key(Event e) {
        if (queue.size() == 0 || (e.stateMask & (SWT.CTRL | SWT.ALT)) != 0)
            return;
        int from = selection.place(), last = queue.size() - 1;
        int screen = Math.max(1, getClientArea().height / cell()) * columns();
        int to = switch (e.keyCode) {
            case SWT.ARROW_LEFT -> from - 1;
            case SWT.ARROW_RIGHT -> from + 1;
            case SWT.ARROW_UP -> from - columns();
            case SWT.ARROW_DOWN -> from < 0 ? 0 : from + columns();
            case SWT.PAGE_UP -> from - screen;
            case SWT.PAGE_DOWN -> from + screen;
            case SWT.HOME -> 0;
            case SWT.END -> last;
            default -> Integer.MIN_VALUE;
        };
        if (to != Integer.MIN_VALUE)
            choose(Math.max(0, Math.min(last, to)), false, (e.stateMask & SWT.SHIFT) != 0);
    }

    // ---- painting

    private void paint(GC gc) {
        Rectangle area = getClientArea();
        gc.setBackground(Palette.color(Token.PART));
        gc.fillRectangle(area);
        gc.setAntialias(SWT.ON);
        int first = top / cell() * columns();
        int last = Math.min(queue.size(), ((top + area.height) / cell() + 1) * columns());
        for (int place = first; place < last; place++)
            tile(gc, queue.get(place), place(place));
        if (isFocusControl()) {
            gc.setForeground(Palette.color(Token.ACCENT));
            gc.drawRectangle(0, 0, area.width - 1, area.height - 1);
        }
    }

    private void tile(GC gc, QueuedTile tile, Point at) {
        int edge = edge(), high = high();
        Optional<Thumbnails.Thumbnail> picture = thumbnails.get(tile.item());
        gc.setBackground(Palette.color(Token.GROUND));
        gc.fillRoundRectangle(at.x, at.y, edge, high, 4, 4);
        picture.flatMap(Thumbnails.Thumbnail::image).ifPresent(image -> draw(gc, image, at, edge, high));
        if (picture.isPresent() && picture.get().image().isEmpty())
            gc.drawImage(Icons.get("error", Token.ERROR), at.x + (edge - MARK) / 2, at.y + (high - MARK) / 2);
        if (tile.state() == TileState.EXCLUDED) {
            gc.setAlpha(FADED);
            gc.setBackground(Palette.color(Token.PART));
            gc.fillRectangle(at.x, at.y, edge, high);
            gc.setAlpha(255);
        }
        mark(gc, tile, at.x + edge, at.y);
        if (selection.contains(tile.item())) {
            gc.setForeground(Palette.color(isFocusControl() || tile.item().equals(selection.focus())
                    ? Token.ACCENT : Token.TEXT2));
            gc.setLineWidth(2);
            gc.drawRoundRectangle(at.x - 3, at.y - 3, edge + 6, high + 6, 6, 6);
            gc.setLineWidth(1);
        }
        text(gc, tile, at.x, at.y + high + LINE_GAP, edge);
    }

    private static void draw(GC gc, Image image, Point at, int edge, int high) {
        Rectangle size = image.getBounds();
        int width = Math.min(size.width, (int) Math.round(size.height * (double) edge / high));
        int height = Math.min(size.height, (int) Math.round(size.width * (double) high / edge));
        gc.setInterpolation(SWT.HIGH);
        gc.drawImage(image, (size.width - width) / 2, (size.height - height) / 2, width, height, at.x, at.y, edge,
                high);
    }

    /** How far it is labelled, in its upper right corner; nothing while it is open. */
    private static void mark(GC gc, QueuedTile tile, int right, int y) {
        String icon = switch (tile.state()) {
            case OPEN -> "";
            case COMPLETE -> "check";
            case FLAGGED -> "flag";
            case EXCLUDED -> "close";
        };
        if (icon.isEmpty())
            return;
        Token ground = switch (tile.state()) {
            case COMPLETE -> Token.OK;
            case FLAGGED -> Token.WARN;
            default -> Token.TEXT2;
        };
        gc.setBackground(Palette.color(ground));
        gc.fillOval(right - MARK - 4, y + 3, MARK + 2, MARK + 2);
        gc.drawImage(Icons.get(icon, Token.PART, 12), right - MARK - 1, y + 6);
    }

    /** Name, and behind it the number of labels and of proposals: "12 +4". */
    private void text(GC gc, QueuedTile tile, int x, int y, int wide) {
        gc.setFont(Palette.font(Type.SMALL));
        String labels = tile.labels() > 0 ? Words.get("tiles.labels", tile.labels()) : "";
        String proposals = tile.proposals() > 0 ? Words.get("tiles.proposals", tile.proposals()) : "";
        int right = x + wide;
        if (!proposals.isEmpty()) {
            gc.setFont(Palette.font(Type.STRONG));
            right -= gc.textExtent(proposals).x;
            gc.setForeground(Palette.autoStroke());
            gc.drawText(proposals, right, y, true);
            gc.setFont(Palette.font(Type.SMALL));
        }
        if (!labels.isEmpty()) {
            right -= gc.textExtent(labels).x + (proposals.isEmpty() ? 0 : 5);
            gc.setForeground(Palette.color(Token.TEXT2));
            gc.drawText(labels, right, y, true);
        }
        gc.setForeground(Palette.color(Token.TEXT));
        gc.drawText(shortened(gc, name(tile.item()), right - 6 - x), x, y, true);
    }

    /** Without the ending that all of a set have, such as "_test.png". */
    private String name(Item item) {
        String name = bare(item);
        return name.endsWith(ending) && name.length() > ending.length()
                ? name.substring(0, name.length() - ending.length()) : name;
    }

    private static String bare(Item item) {
        String name = item.name();
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    /** What two names end with from a sign on that is neither letter nor digit. */
    private static String ending(String one, String other) {
        int same = 0;
        while (same < Math.min(one.length(), other.length())
                && one.charAt(one.length() - 1 - same) == other.charAt(other.length() - 1 - same))
            same++;
        for (int from = one.length() - same; from < one.length(); from++)
            if (!Character.isLetterOrDigit(one.charAt(from)))
                return one.substring(from);
        return "";
    }

    /** As much of the end of a text as there is room for: names differ at their ends. */
    private static String shortened(GC gc, String text, int room) {
        if (gc.textExtent(text).x <= room)
            return text;
        for (int from = 1; from < text.length(); from++)
            if (gc.textExtent("…" + text.substring(from)).x <= room)
                return "…" + text.substring(from);
        return "";
    }
}
