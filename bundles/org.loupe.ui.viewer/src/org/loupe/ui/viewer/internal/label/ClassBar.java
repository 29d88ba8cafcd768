package org.loupe.ui.viewer.internal.label;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.AccessibleAdapter;
import org.eclipse.swt.accessibility.AccessibleEvent;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.eclipse.ui.services.IServiceLocator;
import org.loupe.model.DefectClass;
import org.loupe.ui.Icons;
import org.loupe.ui.Keys;
import org.loupe.ui.Palette;
import org.loupe.ui.Palette.Token;
import org.loupe.ui.Palette.Type;
import org.loupe.ui.Session;
import org.loupe.ui.ToolRow;
import org.loupe.ui.Words;
import org.loupe.ui.viewer.BoxPainter;

/**
 * The classes under the image with their digits, and what ends the work on a tile. A click does what the key does; the
 * focus stays with the image. UI thread.
 */
final class ClassBar extends Canvas {
    /** Height in points. */
    static final int HEIGHT = 40;
    private static final int PAD = 8, CHIP = 28, GAP = 6, SQUARE = 11, BADGE = 17;

    private final Session session;
    private final LabelScene scene;
    private final IServiceLocator site;
    private final List<Button> buttons = new ArrayList<>();
    private Button hover, pressed;

    /**
     * Something to click on.
     *
     * @param place   in points
     * @param code    of a class; -1 for another button
     * @param command that another button runs
     */
    private record Button(Rectangle place, int code, String command, String tip) {
    }

    ClassBar(Composite parent, LabelScene scene, IServiceLocator site) {
        super(parent, SWT.DOUBLE_BUFFERED | SWT.NO_FOCUS | SWT.NO_BACKGROUND);
        this.scene = scene;
        this.site = site;
        session = scene.session();
        setData("name", Words.get("label.classBar"));
        addListener(SWT.Paint, e -> paint(e.gc));
        addListener(SWT.MouseMove, e -> point(at(e)));
        addListener(SWT.MouseExit, e -> point(null));
        addListener(SWT.MouseDown, e -> {
            pressed = e.button == 1 ? at(e) : null;
            redraw();
        });
        addListener(SWT.MouseUp, this::release);
        getAccessible().addAccessibleListener(new AccessibleAdapter() {
            @Override
            public void getName(AccessibleEvent e) {
                e.result = Words.get("label.classBar.accessible", session.desk().className(session.desk().code()));
            }
        });
        for (Session.Event event : new Session.Event[] { Session.Event.LABELS, Session.Event.LABEL,
                Session.Event.MODEL, Session.Event.PROJECT, Session.Event.IMAGE })
            session.listen(this, event, this::redraw);
        Palette.onChange(this, this::redraw);
    }

    /** Where the chip of a class is, in points of the bar; empty if it does not fit. */
    Rectangle place(int code) {
        return buttons.stream().filter(b -> b.code == code).map(Button::place).findFirst()
                .orElse(new Rectangle(0, 0, 0, 0));
    }

    private Button at(Event e) {
        return buttons.stream().filter(b -> b.place.contains(e.x, e.y)).findFirst().orElse(null);
    }

    private void point(Button at) {
        if (at == hover || at != null && at.equals(hover))
            return;
        hover = at;
        setToolTipText(at == null ? null : at.tip);
        redraw();
    }

    private void release(Event e) {
        Button at = at(e);
        boolean fire = at != null && at.equals(pressed);
        pressed = null;
        redraw();
        if (!fire)
            return;
        if (at.code >= 0)
            LabelAction.classify(scene, at.code);
        else
            ToolRow.execute(site, at.command);
    }

    @Override
    public Point computeSize(int wHint, int hHint, boolean changed) {
        return new Point(wHint == SWT.DEFAULT ? 200 : wHint, HEIGHT);
    }

    private void paint(GC gc) {
        Rectangle area = getClientArea();
        gc.setBackground(Palette.color(Token.BAR));
        gc.fillRectangle(area);
        gc.setForeground(Palette.color(Token.LINE));
        gc.drawLine(0, 0, area.width, 0);
        gc.setAntialias(SWT.ON);
        buttons.clear();
        int right = area.width - PAD;
        right = button(gc, right, "accept-all", Words.get("label.complete"), "org.loupe.ui.label.complete", true) - GAP;
        int auto = scene.counts().auto();
        if (auto > 0)
            right = button(gc, right, "accept", Words.get("label.acceptAll", auto), "org.loupe.ui.label.acceptAll",
                    false) - GAP;
        List<DefectClass> classes = Classes.of(session);
        if (classes.isEmpty()) {
            gc.setFont(Palette.font(Type.BODY));
            gc.setForeground(Palette.color(Token.TEXT2));
            gc.drawText(Words.get("label.noClasses"), PAD + 4, (area.height - gc.textExtent("X").y) / 2, true);
            return;
        }
        int x = PAD;
        for (int i = 0; i < classes.size(); i++) {
            int left = classes.size() - i;
            String more = Words.get("label.moreClasses", left);
            gc.setFont(Palette.font(Type.BODY));
            int wide = width(gc, classes.get(i).getName()), room = gc.textExtent(more).x + 24;
            if (x + wide > right - (left > 1 ? room + GAP : 0)) {
                Rectangle place = new Rectangle(x, (area.height - CHIP) / 2, room, CHIP);
                plate(gc, place, false, null);
                gc.setForeground(Palette.color(Token.TEXT));
                gc.drawText(more, place.x + 12, place.y + (CHIP - gc.textExtent(more).y) / 2, true);
                buttons.add(new Button(place, -1, "org.loupe.ui.label.findClass",
                        Keys.tip(site, "org.loupe.ui.label.findClass")));
                return;
            }
            chip(gc, new Rectangle(x, (area.height - CHIP) / 2, wide, CHIP), classes.get(i), i);
            x += wide + GAP;
        }
    }

    private static int width(GC gc, String name) {
        return gc.textExtent(name).x + BADGE + SQUARE + 36;
    }

    private void chip(GC gc, Rectangle place, DefectClass of, int index) {
        int code = of.getCode();
        String key = index < 2 * Classes.DIGITS ? Keys.of(site, LabelHandler.CLASSIFY,
                Map.of(LabelHandler.PLACE, Integer.toString(index + 1))) : "";
        plate(gc, place, session.desk().code() == code, null);
        gc.setFont(Palette.font(Type.SMALL));
        if (key.length() == 1)
            badge(gc, key, place.x + 7, place, Palette.color(Token.TEXT2), Palette.color(Token.FIELD_LINE));
        int x = place.x + BADGE + 14;
        Rectangle square = new Rectangle(x, place.y + (CHIP - SQUARE) / 2, SQUARE, SQUARE);
        gc.setBackground(session.colours().fill(code));
        gc.fillRectangle(square);
        if (session.colours().hatched(code))
            new BoxPainter(gc).hatch(List.of(square), Palette.BLACK, 255);
        gc.setAlpha(90);
        gc.setForeground(Palette.BLACK);
        gc.setLineWidth(1);
        gc.drawRectangle(square.x, square.y, SQUARE - 1, SQUARE - 1);
        gc.setAlpha(255);
        gc.setFont(Palette.font(Type.BODY));
        gc.setForeground(Palette.color(Token.TEXT));
        gc.drawText(of.getName(), x + SQUARE + 7, place.y + (CHIP - gc.textExtent("X").y) / 2, true);
        buttons.add(new Button(place, code, "", Words.get(key.isEmpty() ? "label.chipTip" : "label.chipTipKey",
                of.getName(), session.desk().limit(), key)));
    }

    /** A button at the right. @return its left edge */
    private int button(GC gc, int right, String icon, String text, String command, boolean primary) {
        String key = Keys.of(site, command);
        gc.setFont(Palette.font(Type.STRONG));
        int words = gc.textExtent(text).x;
        gc.setFont(Palette.font(Type.SMALL));
        int wide = words + 16 + 30 + (key.isEmpty() ? 0 : gc.textExtent(key).x + 20);
        Rectangle place = new Rectangle(right - wide, (getClientArea().height - CHIP) / 2, wide, CHIP);
        Color accent = primary ? Palette.color(Token.ACCENT) : Palette.autoStroke();
        Color ink = primary ? Palette.color(Token.PART) : accent;
        buttons.add(new Button(place, -1, command, Keys.tip(site, command)));
        if (primary) {
            gc.setBackground(hover(place) ? Palette.mix(accent, Palette.BLACK, 0.15) : accent);
            gc.fillRoundRectangle(place.x, place.y, place.width, place.height, 6, 6);
        } else
            plate(gc, place, false, accent);
        gc.drawImage(Icons.get(icon, ink), place.x + 10, place.y + (CHIP - 16) / 2);
        gc.setFont(Palette.font(Type.STRONG));
        gc.setForeground(ink);
        gc.drawText(text, place.x + 34, place.y + (CHIP - gc.textExtent(text).y) / 2, true);
        if (!key.isEmpty()) {
            gc.setFont(Palette.font(Type.SMALL));
            badge(gc, key, place.x + 34 + words + 8, place, ink, ink);
        }
        return place.x;
    }

    private boolean hover(Rectangle place) {
        return hover != null && hover.place.equals(place);
    }

    private void plate(GC gc, Rectangle place, boolean current, Color line) {
        boolean down = pressed != null && pressed.place.equals(place);
        gc.setBackground(current ? Palette.color(Token.ACCENT_BG) : hover(place)
                ? Palette.mix(Palette.color(Token.FIELD), Palette.color(Token.TEXT2), down ? 0.28 : 0.12)
                : Palette.color(Token.FIELD));
        gc.fillRoundRectangle(place.x, place.y, place.width, place.height, 6, 6);
        gc.setForeground(current ? Palette.color(Token.ACCENT) : line != null ? line
                : Palette.color(Token.FIELD_LINE));
        gc.setLineWidth(current ? 2 : 1);
        int inset = current ? 1 : 0;
        gc.drawRoundRectangle(place.x + inset, place.y + inset, place.width - 1 - inset, place.height - 1 - inset, 6, 6);
        gc.setLineWidth(1);
    }

    private static void badge(GC gc, String key, int x, Rectangle in, Color ink, Color line) {
        Point size = gc.textExtent(key);
        int wide = Math.max(BADGE, size.x + 8), y = in.y + (in.height - BADGE) / 2;
        gc.setForeground(line);
        gc.drawRoundRectangle(x, y, wide, BADGE - 1, 4, 4);
        gc.setForeground(ink);
        gc.drawText(key, x + (wide - size.x) / 2 + 1, y + (BADGE - size.y) / 2, true);
    }
}
