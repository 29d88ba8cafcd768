package org.loupe.ui.viewer.internal.nets;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.ACC;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.PaletteData;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.loupe.engine.Item;
import org.loupe.ui.Palette;
import org.loupe.ui.Palette.Token;
import org.loupe.ui.Palette.Type;
import org.loupe.ui.Parts;
import org.loupe.ui.Words;
import org.loupe.ui.internal.nets.TrainingState;
import org.loupe.ui.internal.recipe.Drawing;
import org.loupe.workspace.nets.NetTile;

/**
 * The fixed tiles of a training side by side: what is true there, dotted in white, and what the net found after an
 * epoch, with the verdict below. Their pictures come with the training, scaled; the arrows choose one, a double click or
 * a blank shows its image.
 */
final class TileStrip extends Canvas {
    private static final int PAD = 12, GAP = 10, CHIP = 22, LEAST = 110;
    private static final PaletteData RGB = new PaletteData(0xFF0000, 0xFF00, 0xFF);

    /** Shows the image of a tile. */
    @FunctionalInterface
    interface Show {
        void image(Item item);
    }

    private final NetDesk desk;
    private final Show show;
    private final Map<byte[], Image> pictures = new IdentityHashMap<>(), maps = new IdentityHashMap<>();
    private int epoch = Integer.MAX_VALUE, chosen;
    private boolean wrongFirst = true;

    TileStrip(Composite parent, NetDesk desk, Show show) {
        super(parent, SWT.DOUBLE_BUFFERED);
        this.desk = desk;
        this.show = show;
        addListener(SWT.Paint, e -> paint(e.gc));
        addListener(SWT.Dispose, e -> forget());
        addListener(SWT.MouseDown, e -> choose(at(e.x, e.y)));
        addListener(SWT.MouseDoubleClick, e -> open(at(e.x, e.y)));
        addListener(SWT.MouseMove, e -> tell(at(e.x, e.y)));
        Palette.onChange(this, this::redraw);
        Parts.focusable(this, this::key);
        Parts.accessible(this, ACC.ROLE_LIST, () -> String.join(". ", texts()));
    }

    /** Shows what was found after an epoch, or as early as is known. */
    void epoch(int number) {
        epoch = number;
        redraw();
    }

    /** Whether the most wrong tile comes first, else they keep their order. */
    boolean wrongFirst() {
        return wrongFirst;
    }

    /** Chooses the order. */
    void wrongFirst(boolean on) {
        wrongFirst = on;
        redraw();
    }

    /** Something has changed. */
    void refresh() {
        if (desk.state().isEmpty())
            forget();
        redraw();
    }

    private void forget() {
        pictures.values().forEach(Image::dispose);
        pictures.clear();
        maps.values().forEach(Image::dispose);
        maps.clear();
    }

    private List<NetTile> tiles() {
        List<NetTile> tiles = new ArrayList<>(desk.state().map(TrainingState::tiles).orElse(List.of()));
        if (wrongFirst)
            tiles.sort(Comparator.comparingDouble(t -> t.at(epoch) == null ? 0 : -t.at(epoch).wrong()));
        return tiles;
    }

    /** The verdict on each tile, in the order shown. */
    List<String> texts() {
        return tiles().stream().map(t -> t.name() + ": " + verdict(t.at(epoch))).toList();
    }

    private static String verdict(NetTile.Seen seen) {
        if (seen == null)
            return "–";
        if (seen.map().length > 0)
            return Words.get("net.tile.overlap", Words.number(seen.overlap(), 2));
        if (seen.missed() > 0 && seen.extra() > 0)
            return Words.get("net.tile.both", seen.missed(), seen.extra());
        return seen.missed() > 0 ? Words.get("net.tile.missed", seen.missed())
                : seen.extra() > 0 ? Words.get("net.tile.extra", seen.extra()) : Words.get("net.tile.found");
    }

    private static Token colour(NetTile.Seen seen) {
        if (seen == null)
            return Token.TEXT2;
        if (seen.map().length > 0)
            return seen.overlap() >= 0.75 ? Token.OK : seen.overlap() >= 0.4 ? Token.WARN : Token.ERROR;
        return seen.missed() > 0 ? Token.ERROR : seen.extra() > 0 ? Token.WARN : Token.OK;
    }

    // ---------------------------------------------------------------- gestures

    private void key(Event e) {
        int by = e.keyCode == SWT.ARROW_LEFT ? -1 : e.keyCode == SWT.ARROW_RIGHT ? 1 : 0;
        if (by != 0)
            choose(Math.max(0, Math.min(tiles().size() - 1, chosen + by)));
        else if (e.character == ' ')
            open(chosen);
    }

    private void choose(int index) {
        if (index >= 0)
            chosen = index;
        setFocus();
        redraw();
    }

    private void open(int index) {
        List<NetTile> tiles = tiles();
        if (index < 0 || index >= tiles.size())
            return;
        String name = tiles.get(index).name();
        desk.session().items().stream().filter(i -> i.name().equals(name)).findFirst().ifPresent(show::image);
    }

    private void tell(int index) {
        List<NetTile> tiles = tiles();
        String words = index < 0 || index >= tiles.size() ? null
                : tiles.get(index).name() + "\n" + verdict(tiles.get(index).at(epoch));
        if (!Objects.equals(words, getToolTipText()))
            setToolTipText(words);
    }

    private int at(int x, int y) {
        int count = tiles().size();
        for (int i = 0; i < count; i++)
            if (place(i, count).contains(x, y))
                return i;
        return -1;
    }

    // ---------------------------------------------------------------- painting

    /** Where a tile lies: in one row if they are large enough so, else in two. */
    private Rectangle place(int index, int count) {
        Rectangle area = getClientArea();
        int columns = Math.max(1, count), rows = 1;
        int side = side(area, columns, rows);
        int two = side(area, (count + 1) / 2, 2);
        if (two > side) {
            columns = (count + 1) / 2;
            side = two;
        }
        side = Math.max(LEAST / 2, side);
        return new Rectangle(PAD + index % columns * (side + GAP), 2 + index / columns * (side + CHIP + 6), side, side);
    }

    private static int side(Rectangle area, int columns, int rows) {
        return Math.min((area.width - 2 * PAD - (columns - 1) * GAP) / Math.max(1, columns),
                (area.height - 4) / rows - CHIP - 6);
    }

    private void paint(GC gc) {
        Rectangle area = getClientArea();
        gc.setBackground(Palette.color(Token.PART));
        gc.fillRectangle(area);
        gc.setAntialias(SWT.ON);
        gc.setTextAntialias(SWT.ON);
        List<NetTile> tiles = tiles();
        if (tiles.isEmpty()) {
            gc.setForeground(Palette.color(Token.TEXT2));
            gc.drawText(desk.state().map(s -> Words.get(s.alive() ? "net.tiles.soon" : "net.tiles.none")).orElse(""),
                    PAD, 6, true);
        }
        for (int i = 0; i < tiles.size(); i++)
            paint(gc, tiles.get(i), place(i, tiles.size()), i == chosen && isFocusControl());
        drop(tiles);
    }

    private void paint(GC gc, NetTile tile, Rectangle place, boolean focused) {
        Image image = pictures.computeIfAbsent(tile.rgb(), rgb -> new Image(getDisplay(),
                new ImageData(tile.width(), tile.height(), 24, RGB, 1, rgb.clone())));
        gc.setInterpolation(SWT.HIGH);
        gc.drawImage(image, 0, 0, tile.width(), tile.height(), place.x, place.y, place.width, place.height);
        NetTile.Seen seen = tile.at(epoch);
        gc.setClipping(place);
        double scale = (double) place.width / tile.width();
        if (seen != null && seen.map().length > 0)
            outlines(gc, tile, seen, place);
        else if (seen != null)
            boxes(gc, seen, place, scale);
        gc.setClipping((Rectangle) null);
        if (focused) {
            gc.setForeground(Palette.color(Token.ACCENT));
            gc.drawRectangle(place.x - 2, place.y - 2, place.width + 3, place.height + 3);
        }
        chip(gc, seen, place);
    }

    private void boxes(GC gc, NetTile.Seen seen, Rectangle place, double scale) {
        for (NetTile.Box box : seen.boxes()) {
            Rectangle r = at(box, place, scale);
            gc.setForeground(Palette.BLACK);
            gc.setAlpha(150);
            gc.setLineWidth(4);
            gc.drawRectangle(r);
            gc.setAlpha(255);
            gc.setForeground(fill(box.name(), box.kind()));
            gc.setLineWidth(2);
            gc.drawRectangle(r);
            if (!box.matched())
                tag(gc, Words.number(box.score(), 2), r, place);
        }
        gc.setLineWidth(1);
        gc.setLineStyle(SWT.LINE_DASH);
        for (NetTile.Box box : seen.truths()) {
            Rectangle r = at(box, place, scale);
            gc.setForeground(Palette.WHITE);
            gc.drawRectangle(r);
            if (!box.matched())
                tag(gc, Words.get("net.tile.tagMissed"), r, place);
        }
        gc.setLineStyle(SWT.LINE_SOLID);
    }

    private static Rectangle at(NetTile.Box box, Rectangle place, double scale) {
        return new Rectangle(place.x + (int) Math.round(box.x() * scale), place.y + (int) Math.round(box.y() * scale),
                (int) Math.round(box.width() * scale), (int) Math.round(box.height() * scale));
    }

    private Color fill(String name, int kind) {
        return desk.session().colours().fill(name, Math.max(0, kind));
    }

    private static void tag(GC gc, String words, Rectangle of, Rectangle place) {
        gc.setFont(Palette.font(Type.SMALL));
        int wide = gc.textExtent(words).x + 6, high = gc.textExtent(words).y;
        int x = Math.max(place.x, Math.min(place.x + place.width - wide, of.x));
        int y = of.y - high - 2 < place.y ? of.y + of.height + 2 : of.y - high - 2;
        gc.setBackground(Palette.BLACK);
        gc.setAlpha(200);
        gc.fillRectangle(x, y, wide, high);
        gc.setAlpha(255);
        gc.setForeground(Palette.ON_IMAGE);
        gc.drawText(words, x + 3, y, true);
    }

    /** The outline of what was found in the colours of the classes, that of the truth in white. */
    private void outlines(GC gc, NetTile tile, NetTile.Seen seen, Rectangle place) {
        Image drawn = maps.computeIfAbsent(seen.map(), map -> outline(tile, map));
        gc.drawImage(drawn, 0, 0, tile.width(), tile.height(), place.x, place.y, place.width, place.height);
    }

    private Image outline(NetTile tile, byte[] map) {
        return new Image(getDisplay(), MaskOutlines.of(map, tile.truth(), tile.width(), tile.height(),
                kind -> fill(kind < tile.classes().size() ? tile.classes().get(kind) : "", kind)));
    }

    private void chip(GC gc, NetTile.Seen seen, Rectangle place) {
        gc.setFont(Palette.font(Type.SMALL));
        String words = Drawing.shorten(gc, verdict(seen), place.width - 12);
        int y = place.y + place.height + 4, wide = gc.textExtent(words).x + 14, high = gc.textExtent(words).y + 2;
        Color colour = Palette.color(colour(seen));
        gc.setBackground(colour);
        gc.setAlpha(40);
        gc.fillRoundRectangle(place.x, y, wide, high, high, high);
        gc.setAlpha(255);
        gc.setForeground(colour);
        gc.drawText(words, place.x + 7, y + 1, true);
        if (seen == null || !Double.isFinite(seen.loss()))
            return;
        String loss = Words.get("net.tile.loss", Words.number(seen.loss(), 2));
        int room = place.width - wide - 8, needed = gc.textExtent(loss).x;
        gc.setForeground(Palette.color(Token.TEXT2));
        if (needed <= room)
            gc.drawText(loss, place.x + place.width - needed, y + 1, true);
    }

    /** Pictures of tiles, and outlines of epochs, that are not shown any more. */
    private void drop(List<NetTile> tiles) {
        pictures.entrySet().removeIf(e -> {
            boolean gone = tiles.stream().noneMatch(t -> t.rgb() == e.getKey());
            if (gone)
                e.getValue().dispose();
            return gone;
        });
        maps.entrySet().removeIf(e -> {
            boolean gone = tiles.stream().noneMatch(t -> t.at(epoch) != null && t.at(epoch).map() == e.getKey());
            if (gone)
                e.getValue().dispose();
            return gone;
        });
    }
}
