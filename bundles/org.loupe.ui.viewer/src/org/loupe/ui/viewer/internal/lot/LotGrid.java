package org.loupe.ui.viewer.internal.lot;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.ACC;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.PaletteData;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.RGB;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.loupe.model.WaferEntry;
import org.loupe.ui.Icons;
import org.loupe.ui.Palette;
import org.loupe.ui.Palette.Token;
import org.loupe.ui.Palette.Type;
import org.loupe.ui.Parts;
import org.loupe.ui.Words;

/** The wafers of a lot as small maps with slot and number of defects. Virtual: what is not in sight costs nothing. */
final class LotGrid extends Canvas {
    private static final int SIDE = 8, GAP = 4, CELL = 66, MAP = 56, TEXT_GAP = 3, MARK = 14;

    private final Lots lots;
    private final Consumer<Boolean> open;
    private final Map<WaferFigures, Image> pictures = new HashMap<>();
    private List<WaferEntry> wafers = List.of();
    private WaferEntry selected;
    private WaferEntry tipped;
    private RGB ground;
    private int top, line;

    /** @param open shows the selected wafer; whether its map gets the focus */
    LotGrid(Composite parent, Lots lots, Consumer<Boolean> open) {
        super(parent, SWT.DOUBLE_BUFFERED | SWT.V_SCROLL | SWT.NO_REDRAW_RESIZE);
        this.lots = lots;
        this.open = open;
        addListener(SWT.Paint, e -> paint(e.gc));
        addListener(SWT.Resize, e -> scroll(top));
        getVerticalBar().addListener(SWT.Selection, e -> scroll(getVerticalBar().getSelection()));
        addListener(SWT.MouseDown, this::down);
        addListener(SWT.MouseMove, this::tip);
        addListener(SWT.MouseDoubleClick, e -> {
            if (at(e.x, e.y) >= 0)
                open.accept(true);
        });
        addListener(SWT.Dispose, e -> forget());
        Palette.onChange(this, () -> {
            forget();
            line = 0;
            redraw();
        });
        Parts.focusable(this, this::key);
        Parts.accessible(this, ACC.ROLE_LIST,
                () -> selected == null ? Words.get("lot.accessible", wafers.size()) : words(selected));
    }

    private void forget() {
        pictures.values().forEach(Image::dispose);
        pictures.clear();
    }

    /** Lists wafers, of which one may be on the map. */
    void list(List<WaferEntry> listed, WaferEntry onMap) {
        boolean other = !wafers.equals(listed);
        wafers = listed;
        if (other) {
            forget();
            if (selected != null && !wafers.contains(selected))
                selected = null;
        }
        if (onMap != null && onMap != selected && wafers.contains(onMap)) {
            selected = onMap;
            reveal(wafers.indexOf(onMap));
        }
        scroll(top);
    }

    /** The selected wafer. */
    Optional<WaferEntry> selected() {
        return Optional.ofNullable(selected);
    }

    /** What the cells say, in order: "14 585". */
    List<String> cells() {
        return wafers.stream().map(w -> number(w) + " " + count(w)).toList();
    }

    /** How many of the small maps were drawn, for tests. */
    int drawn() {
        return pictures.size();
    }

    private String words(WaferEntry wafer) {
        String problem = lots.problem(wafer);
        return problem.isEmpty() ? Words.get("lot.accessibleOne", wafer.getName(), count(wafer))
                : wafer.getName() + ": " + problem;
    }

    private static String number(WaferEntry wafer) {
        return wafer.getSlot() > 0 ? (wafer.getSlot() < 10 ? "0" : "") + wafer.getSlot()
                : wafer.getWafer().isBlank() ? wafer.getName() : wafer.getWafer();
    }

    private String count(WaferEntry wafer) {
        return Words.number(lots.figures(wafer).map(WaferFigures::defects).orElse(wafer.getDefects()), 0);
    }

    // ---- places

    private int columns() {
        return Math.max(1, (getClientArea().width - 2 * SIDE + GAP) / (CELL + GAP));
    }

    private int wide() {
        return Math.max(CELL, (getClientArea().width - 2 * SIDE + GAP) / columns() - GAP);
    }

    private int high() {
        if (line == 0) {
            GC gc = new GC(this);
            gc.setFont(Palette.font(Type.SMALL));
            line = gc.textExtent("0").y;
            gc.dispose();
        }
        return 4 + MAP + TEXT_GAP + line + 4;
    }

    /** Where a cell is drawn, whether it is in sight or not. */
    Rectangle place(int index) {
        return new Rectangle(SIDE + index % columns() * (wide() + GAP), SIDE + index / columns() * (high() + GAP) - top,
                wide(), high());
    }

    private int at(int x, int y) {
        int column = Math.floorDiv(x - SIDE, wide() + GAP), row = Math.floorDiv(y + top - SIDE, high() + GAP);
        int index = row * columns() + column;
        return column < 0 || column >= columns() || index < 0 || index >= wafers.size() ? -1 : index;
    }

    private void scroll(int to) {
        int rows = (wafers.size() + columns() - 1) / columns(), high = getClientArea().height;
        int most = Math.max(0, rows * (high() + GAP) + 2 * SIDE - high);
        top = Math.max(0, Math.min(most, to));
        var bar = getVerticalBar();
        bar.setVisible(most > 0);
        if (most > 0)
            bar.setValues(top, 0, most + high, Math.max(1, high), high() + GAP, Math.max(1, high));
        redraw();
    }

    private void reveal(int index) {
        Rectangle place = place(index);
        if (place.y < 0)
            scroll(top + place.y - SIDE);
        else if (place.y + place.height > getClientArea().height)
            scroll(top + place.y + place.height + SIDE - getClientArea().height);
    }

    // ---- gestures

    private void down(Event e) {
        setFocus();
        int index = at(e.x, e.y);
        if (index >= 0 && (e.button == 1 || e.button == 3))
            select(index);
    }

    private void select(int index) {
        if (wafers.isEmpty())
            return;
        selected = wafers.get(Math.max(0, Math.min(wafers.size() - 1, index)));
        reveal(wafers.indexOf(selected));
        redraw();
        open.accept(false);
    }

    private void key(Event e) {
        if (wafers.isEmpty() || (e.stateMask & SWT.MODIFIER_MASK) != 0)
            return;
        int from = selected == null ? -1 : wafers.indexOf(selected);
        switch (e.keyCode) {
            case SWT.ARROW_LEFT, SWT.PAGE_UP -> select(from - 1);
            case SWT.ARROW_RIGHT, SWT.PAGE_DOWN -> select(from + 1);
            case SWT.ARROW_UP -> select(from - columns() < 0 ? Math.max(0, from) : from - columns());
            case SWT.ARROW_DOWN -> select(from < 0 ? 0 : from + columns() < wafers.size() ? from + columns() : from);
            case SWT.HOME -> select(0);
            case SWT.END -> select(wafers.size() - 1);
            default -> { }
        }
    }

    private void tip(Event e) {
        int index = at(e.x, e.y);
        WaferEntry under = index < 0 ? null : wafers.get(index);
        if (under == tipped)
            return;
        tipped = under;
        setToolTipText(under == null ? null : words(under).replace("&", "&&"));
    }

    // ---- painting

    private void paint(GC gc) {
        Rectangle area = getClientArea();
        gc.setBackground(Palette.color(Token.PART));
        gc.fillRectangle(area);
        gc.setAntialias(SWT.ON);
        gc.setFont(Palette.font(Type.SMALL));
        if (!gc.getBackground().getRGB().equals(ground)) {
            ground = gc.getBackground().getRGB();
            forget(); // drawn for the other theme: its colours come one by one
        }
        int first = Math.max(0, (top - SIDE) / (high() + GAP) * columns());
        int last = Math.min(wafers.size(), ((top + area.height) / (high() + GAP) + 1) * columns());
        for (int i = last - 1; i >= first; i--)
            if (lots.figures(wafers.get(i)).isEmpty() && lots.problem(wafers.get(i)).isEmpty())
                lots.first(wafers.get(i));
        for (int i = first; i < last; i++)
            cell(gc, wafers.get(i), place(i));
        if (isFocusControl()) {
            gc.setForeground(Palette.color(Token.ACCENT));
            gc.drawRectangle(0, 0, area.width - 1, area.height - 1);
        }
    }

    private void cell(GC gc, WaferEntry wafer, Rectangle place) {
        if (wafer == selected) {
            gc.setBackground(Palette.color(isFocusControl() ? Token.SELECTION : Token.SELECTION_OFF));
            gc.fillRoundRectangle(place.x, place.y, place.width, place.height, 4, 4);
            gc.setForeground(Palette.color(Token.ACCENT));
            gc.setLineWidth(2);
            gc.drawRoundRectangle(place.x + 1, place.y + 1, place.width - 2, place.height - 2, 4, 4);
            gc.setLineWidth(1);
        }
        Rectangle map = new Rectangle(place.x + (place.width - MAP) / 2, place.y + 4, MAP, MAP);
        lots.figures(wafer).ifPresentOrElse(figures -> map(gc, figures, map), () -> {
            gc.setForeground(Palette.color(Token.LINE));
            gc.drawOval(map.x, map.y, MAP - 1, MAP - 1);
        });
        boolean wrong = !lots.problem(wafer).isEmpty();
        if (wrong || lots.figures(wafer).filter(f -> f.changed().isPresent()).isPresent())
            gc.drawImage(Icons.get(wrong ? "error" : "warning", wrong ? Token.ERROR : Token.WARN, MARK),
                    map.x + MAP - MARK, map.y);
        text(gc, wafer, place, map.y + MAP + TEXT_GAP);
    }

    private void text(GC gc, WaferEntry wafer, Rectangle place, int y) {
        String number = number(wafer), count = count(wafer);
        gc.setFont(Palette.font(wafer == selected ? Type.STRONG : Type.SMALL));
        Point size = gc.textExtent(number);
        int gap = gc.textExtent(" ").x;
        gc.setFont(Palette.font(Type.SMALL));
        Point behind = gc.textExtent(count);
        int x = place.x + Math.max(0, (place.width - size.x - gap - behind.x) / 2);
        gc.setClipping(place);
        gc.setForeground(Palette.color(Token.TEXT2));
        gc.drawText(count, x + size.x + gap, y, true);
        gc.setFont(Palette.font(wafer == selected ? Type.STRONG : Type.SMALL));
        gc.setForeground(Palette.color(Token.TEXT));
        gc.drawText(number, x, y - (size.y - behind.y) / 2, true);
        gc.setFont(Palette.font(Type.SMALL));
        gc.setClipping((Rectangle) null);
    }

    private void map(GC gc, WaferFigures figures, Rectangle place) {
        gc.setBackground(Palette.color(Token.PART));
        if (figures.round())
            gc.fillOval(place.x, place.y, MAP, MAP);
        Image picture = pictures.computeIfAbsent(figures, f -> picture(f.picture()));
        gc.setInterpolation(SWT.HIGH);
        gc.drawImage(picture, 0, 0, WaferFigures.EDGE, WaferFigures.EDGE, place.x, place.y, MAP, MAP);
        gc.setForeground(Palette.color(Token.TEXT2));
        if (!figures.round()) {
            gc.drawRectangle(place.x, place.y, MAP - 1, MAP - 1);
            return;
        }
        gc.drawOval(place.x, place.y, MAP - 1, MAP - 1);
        if (!Double.isNaN(figures.notch()))
            notch(gc, place, figures.notch());
    }

    /** A notch in the edge, where the file says. */
    private static void notch(GC gc, Rectangle place, double degrees) {
        double cx = place.x + (MAP - 1) / 2.0, cy = place.y + (MAP - 1) / 2.0, radius = (MAP - 1) / 2.0;
        double angle = Math.toRadians(degrees), half = 0.1;
        int[] corners = {
            x(cx, radius + 1, angle - half), y(cy, radius + 1, angle - half), x(cx, radius - 4, angle),
            y(cy, radius - 4, angle), x(cx, radius + 1, angle + half), y(cy, radius + 1, angle + half)
        };
        gc.fillPolygon(corners);
        gc.drawPolyline(corners);
    }

    private static int x(double cx, double radius, double angle) {
        return (int) Math.round(cx + radius * Math.cos(angle));
    }

    private static int y(double cy, double radius, double angle) {
        return (int) Math.round(cy - radius * Math.sin(angle));
    }

    private Image picture(byte[] steps) {
        int[] some = Palette.dieCounts();
        RGB[] colours = { rgb(Palette.color(Token.PART)),
            rgb(Palette.mix(Palette.color(Token.PART), Palette.color(Token.LINE), 0.65)), rgb(some[0]), rgb(some[1]),
            rgb(some[2]) };
        ImageData data = new ImageData(WaferFigures.EDGE, WaferFigures.EDGE, 32,
                new PaletteData(0xff0000, 0xff00, 0xff));
        data.alphaData = new byte[steps.length];
        for (int i = 0; i < steps.length; i++) {
            data.setPixel(i % WaferFigures.EDGE, i / WaferFigures.EDGE, data.palette.getPixel(colours[steps[i]]));
            data.alphaData[i] = (byte) (steps[i] == 0 ? 0 : 255);
        }
        return new Image(getDisplay(), data);
    }

    private static RGB rgb(Color colour) {
        return colour.getRGB();
    }

    private static RGB rgb(int colour) {
        return new RGB(colour >> 16 & 255, colour >> 8 & 255, colour & 255);
    }
}
