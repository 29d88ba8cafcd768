package org.loupe.ui.viewer.internal.sweeps;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.ACC;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.PaletteData;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.loupe.engine.Item;
import org.loupe.engine.nets.NetSweepTable;
import org.loupe.ui.Palette;
import org.loupe.ui.Palette.Token;
import org.loupe.ui.Palette.Type;
import org.loupe.ui.Parts;
import org.loupe.ui.Words;
import org.loupe.ui.internal.nets.SweepState;
import org.loupe.ui.internal.recipe.Drawing;
import org.loupe.ui.viewer.internal.Latest;
import org.loupe.ui.viewer.internal.nets.MaskOutlines;
import org.loupe.workspace.nets.KeptSweep;

/**
 * What the settings of a sweep find on a few images held apart: a line for each setting of the table, below one with
 * what is true. Only what is in sight is read, off the UI thread. A double click shows the image. UI thread only.
 */
final class SweepPictures extends Canvas {
    private static final int NAME = 190, PAD = 12, GAP = 8, LEAST = 96, MOST = 220, CAPTION = 20,
            WORDS = 18;
    /** Lines that are in sight at the least, that of the truth among them, if there is room. */
    private static final double LINES = 2.6;
    private static final PaletteData RGB = new PaletteData(0xFF0000, 0xFF00, 0xFF);

    /** A picture in a line. @param setting -1 for what is true */
    private record Key(int setting, int image) {
    }

    /** What was read: images of which nothing was known, and what was found. */
    private record Read(Map<Integer, SweepPicture.Base> bases, Map<Key, byte[]> found) {
    }

    /** Shows an image. */
    @FunctionalInterface
    interface Show {
        void image(Item item);
    }

    private final SweepDesk desk;
    private final Show show;
    private final Latest reading;
    private final Map<Integer, SweepPicture.Base> bases = new HashMap<>();
    private final Map<Integer, Image> images = new HashMap<>();
    private final Map<Key, Image> drawn = new LinkedHashMap<>();
    private final Set<Key> missing = new LinkedHashSet<>();
    private SweepState state;
    private List<Integer> settings = List.of(), pictured = List.of();
    private int top, shown = -1;

    SweepPictures(Composite parent, SweepDesk desk, Show show) {
        super(parent, SWT.DOUBLE_BUFFERED);
        this.desk = desk;
        this.show = show;
        reading = new Latest(this, "Loupe pictures of sweeps");
        addListener(SWT.Paint, e -> paint(e.gc));
        addListener(SWT.Dispose, e -> forget());
        addListener(SWT.MouseDown, e -> {
            setFocus();
            int line = line(e.y);
            if (line >= 0)
                desk.setting(settings.get(line));
        });
        addListener(SWT.MouseDoubleClick, this::open);
        addListener(SWT.MouseVerticalWheel, e -> scroll(top - e.count * 20));
        addListener(SWT.Resize, e -> reveal());
        Parts.focusable(this, this::key);
        Parts.accessible(this, ACC.ROLE_LIST, () -> String.join(". ", texts()));
        refresh();
    }

    /** Something has changed. */
    void refresh() {
        SweepState now = desk.state().orElse(null);
        if (state == null || now == null || !now.folder().equals(state.folder())
                || !now.kept().pictured().equals(state.kept().pictured())) {
            forget();
            top = 0;
        } else if (now.kept().cells().size() != state.kept().cells().size())
            missing.clear(); // there may be more by now
        state = now;
        pictured = now == null ? List.of() : now.kept().pictured().keySet().stream().sorted().toList();
        Set<Integer> all = new LinkedHashSet<>();
        desk.grid().ifPresent(grid -> {
            for (int[] row : grid.settings())
                for (int setting : row)
                    all.add(setting);
        });
        settings = List.copyOf(all);
        int chosen = desk.setting().orElse(-1);
        if (chosen != shown)
            reveal();
        else
            scroll(top);
        shown = chosen;
        read();
    }

    /** Has the chosen line be in sight. */
    private void reveal() {
        int line = settings.indexOf(desk.setting().orElse(-1)), from = line * high(),
                room = getClientArea().height - first();
        if (line < 0 || room <= 0 || from >= top && from + high() <= top + room)
            scroll(top);
        else
            scroll(from < top || high() > room ? from : from + high() - room);
    }

    private void forget() {
        reading.forget(); // what is read now is of another sweep
        images.values().forEach(Image::dispose);
        drawn.values().forEach(Image::dispose);
        images.clear();
        drawn.clear();
        bases.clear();
        missing.clear();
    }

    /** What the lines tell: the setting and its figure. */
    List<String> texts() {
        List<String> lines = new ArrayList<>();
        for (int setting : settings)
            lines.add(String.join(", ", SweepWords.setting(desk.registry(), state, setting)) + ": "
                    + figure(setting));
        return lines;
    }

    /** Number of pictures that were read of what the settings find. */
    int pictures() {
        return drawn.size();
    }

    private String figure(int setting) {
        return SweepWords.cell(state.kept().table(), setting, desk.layout().figure());
    }

    // ---------------------------------------------------------------- reading

    private void read() {
        if (state == null || pictured.isEmpty() || getClientArea().height == 0)
            return;
        KeptSweep kept = state.kept();
        Map<Integer, SweepPicture.Base> known = Map.copyOf(bases);
        List<Key> wanted = new ArrayList<>();
        for (int line = 0; line < settings.size(); line++) {
            int setting = settings.get(line);
            if (!visible(line) || kept.table().of(setting).isEmpty())
                continue;
            for (int image : pictured)
                if (!drawn.containsKey(new Key(setting, image)) && !missing.contains(new Key(setting, image)))
                    wanted.add(new Key(setting, image));
        }
        if (wanted.isEmpty() && known.keySet().containsAll(pictured))
            return;
        List<Integer> all = pictured;
        reading.ask(unwanted -> {
            Map<Integer, SweepPicture.Base> read = new HashMap<>(known);
            for (int image : all)
                if (!read.containsKey(image))
                    SweepPicture.base(KeptSweep.picture(kept.folder(), false, image), KeptSweep.picture(kept.folder(),
                            true, image), kept.classes().size()).ifPresent(base -> read.put(image, base));
            Map<Key, byte[]> found = new HashMap<>();
            for (Key key : wanted)
                if (read.containsKey(key.image))
                    SweepPicture.found(KeptSweep.picture(kept.folder(), key.setting, key.image), read.get(key.image),
                            kept.classes().size()).ifPresent(map -> found.put(key, map));
            return new Read(read, found);
        }, read -> {
            bases.putAll(read.bases);
            for (Key key : wanted)
                if (read.found.containsKey(key))
                    drawn.put(key, overlay(bases.get(key.image), read.found.get(key),
                            bases.get(key.image).truth()));
                else
                    missing.add(key);
            redraw();
        });
    }

    /** @param truth that is dotted */
    private Image overlay(SweepPicture.Base base, byte[] found, byte[] truth) {
        List<String> classes = state.kept().classes();
        return new Image(getDisplay(), MaskOutlines.of(found, truth, base.width(), base.height(),
                kind -> desk.session().colours().fill(kind < classes.size() ? classes.get(kind) : "", kind)));
    }

    // ---------------------------------------------------------------- places

    private int side() {
        Rectangle area = getClientArea();
        int across = (area.width - NAME - PAD) / Math.max(1, pictured.size()) - GAP;
        int down = (int) ((area.height - CAPTION) / LINES) - GAP;
        return Math.max(LEAST, Math.min(MOST, Math.min(across, down)));
    }

    private int high() {
        int words = WORDS * (1 + (state == null ? 1 : Math.max(1, state.sweep().axes().size())));
        return Math.max(pictured.isEmpty() ? 0 : side(), words + GAP) + GAP;
    }

    /** Where the lines of settings begin: what is true stands above them. */
    private int first() {
        return pictured.isEmpty() ? GAP : high() + CAPTION + GAP;
    }

    private boolean visible(int line) {
        int y = first() + line * high() - top;
        return y + high() > first() && y < getClientArea().height;
    }

    private int line(int y) {
        int line = Math.floorDiv(y - first() + top, high());
        return y < first() || line < 0 || line >= settings.size() ? -1 : line;
    }

    private void scroll(int to) {
        int before = top;
        top = Math.max(0, Math.min(to, first() + settings.size() * high() - getClientArea().height));
        redraw();
        if (top != before || drawn.isEmpty())
            read();
    }

    // ---------------------------------------------------------------- gestures

    private void key(Event e) {
        int by = e.keyCode == SWT.ARROW_DOWN ? 1 : e.keyCode == SWT.ARROW_UP ? -1 : 0;
        if (by != 0 && !settings.isEmpty())
            desk.setting(settings.get(Math.max(0, Math.min(settings.size() - 1,
                    settings.indexOf(desk.setting().orElse(-1)) + by))));
    }

    private void open(Event e) {
        int column = Math.floorDiv(e.x - NAME, side() + GAP);
        if (e.x < NAME || column >= pictured.size())
            return;
        String name = state.kept().pictured().get(pictured.get(column)).replaceFirst(", \\d+$", "");
        desk.session().items().stream().filter(i -> i.name().equals(name)).findFirst().ifPresent(show::image);
    }

    // ---------------------------------------------------------------- painting

    private void paint(GC gc) {
        Rectangle area = getClientArea();
        gc.setBackground(Palette.color(Token.PART));
        gc.fillRectangle(area);
        gc.setTextAntialias(SWT.ON);
        gc.setInterpolation(SWT.HIGH);
        if (state == null)
            return;
        gc.setClipping(0, first(), area.width, area.height - first());
        int chosen = desk.setting().orElse(-1);
        for (int line = 0; line < settings.size(); line++)
            if (visible(line))
                line(gc, area, first() + line * high() - top, settings.get(line), settings.get(line) == chosen);
        gc.setClipping((Rectangle) null);
        if (!pictured.isEmpty())
            truth(gc, area);
        if (isFocusControl()) {
            gc.setForeground(Palette.color(Token.ACCENT));
            gc.drawRectangle(0, 0, area.width - 1, area.height - 1);
        }
    }

    private void truth(GC gc, Rectangle area) {
        gc.setForeground(Palette.color(Token.TEXT));
        gc.setFont(Palette.font(Type.STRONG));
        gc.drawText(Words.get("sweeps.truth"), PAD, GAP + 4, true);
        gc.setFont(Palette.font(Type.SMALL));
        gc.setForeground(Palette.color(Token.TEXT2));
        int line = gc.textExtent("0").y;
        Drawing.wrapped(gc, Words.get("sweeps.truthHint"), PAD, GAP + 8 + line, NAME - PAD - GAP, 4);
        for (int i = 0; i < pictured.size(); i++) {
            Rectangle place = new Rectangle(NAME + i * (side() + GAP), GAP, side(), side());
            picture(gc, place, pictured.get(i), null);
            gc.setFont(Palette.font(Type.SMALL));
            gc.setForeground(Palette.color(Token.TEXT2));
            gc.drawText(Drawing.shorten(gc, state.kept().pictured().get(pictured.get(i)), side()), place.x,
                    GAP + side() + 2, true);
        }
        gc.setForeground(Palette.color(Token.LINE));
        gc.drawLine(0, first() - 1, area.width, first() - 1);
    }

    private void line(GC gc, Rectangle area, int y, int setting, boolean chosen) {
        if (chosen) {
            gc.setBackground(Palette.color(isFocusControl() ? Token.SELECTION : Token.SELECTION_OFF));
            gc.fillRectangle(0, y, area.width, high());
        }
        List<String> words = SweepWords.setting(desk.registry(), state, setting);
        String figure = figure(setting);
        boolean failed = figure.equals(NetSweepTable.NONE);
        gc.setFont(Palette.font(Type.STRONG));
        gc.setForeground(Palette.color(failed ? Token.ERROR : Token.TEXT));
        int step = gc.textExtent("0").y + 2, at = y + GAP;
        gc.drawText(figure, PAD, at, true);
        gc.setFont(Palette.font(Type.SMALL));
        gc.setForeground(Palette.color(Token.TEXT2));
        for (String each : words) {
            at += step;
            gc.drawText(Drawing.shorten(gc, each, NAME - PAD - GAP), PAD, at, true);
        }
        if (failed && !pictured.isEmpty())
            Drawing.wrapped(gc, state.kept().table().of(setting).get(0).failure(), NAME, y + GAP,
                    area.width - NAME - PAD, 4);
        else if (!figure.equals(NetSweepTable.TO_COME))
            for (int i = 0; i < pictured.size(); i++)
                picture(gc, new Rectangle(NAME + i * (side() + GAP), y + GAP / 2, side(), side()), pictured.get(i),
                        new Key(setting, pictured.get(i)));
        gc.setForeground(Palette.color(Token.LINE2));
        gc.drawLine(0, y + high() - 1, area.width, y + high() - 1);
    }

    /** @param found what a setting finds there; null for what is true */
    private void picture(GC gc, Rectangle place, int image, Key found) {
        SweepPicture.Base base = bases.get(image);
        Image over = found == null ? base == null ? null : drawn.computeIfAbsent(new Key(-1, image),
                k -> overlay(base, base.truth(), new byte[base.truth().length])) : drawn.get(found);
        if (base == null || over == null && !missing.contains(found)) {
            gc.setBackground(Palette.color(Token.LINE2));
            gc.fillRectangle(place);
            return;
        }
        double scale = Math.min((double) place.width / base.width(), (double) place.height / base.height());
        int wide = (int) (base.width() * scale), high = (int) (base.height() * scale);
        int x = place.x + (place.width - wide) / 2, y = place.y + (place.height - high) / 2;
        gc.drawImage(images.computeIfAbsent(image, k -> new Image(getDisplay(), new ImageData(base.width(),
                base.height(), 24, RGB, 1, base.rgb()))), 0, 0, base.width(), base.height(), x, y, wide, high);
        Optional.ofNullable(over).ifPresent(o -> gc.drawImage(o, 0, 0, base.width(), base.height(), x, y, wide,
                high));
    }
}
