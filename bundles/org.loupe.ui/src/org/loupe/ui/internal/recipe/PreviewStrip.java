package org.loupe.ui.internal.recipe;

import java.util.ArrayList;
import java.util.List;

import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.ACC;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.loupe.api.Detections;
import org.loupe.ui.Icons;
import org.loupe.ui.LivePreview;
import org.loupe.ui.LivePreview.Stage;
import org.loupe.ui.Palette;
import org.loupe.ui.Palette.Token;
import org.loupe.ui.Palette.Type;
import org.loupe.ui.Parts;
import org.loupe.ui.Preferences;
import org.loupe.ui.Session;
import org.loupe.ui.Words;

/**
 * The way from input to result in small pictures, with the time of the whole chain. The one that the viewer shows is
 * framed; a click shows another, a click on that one the image again.
 */
public final class PreviewStrip extends Canvas {
    private static final int HEAD = 26, GAP = 6, PAD = 12, CAPTION = 18, SMALLEST = 44, MOST_BOXES = 200, LIKELY = 6;

    private final Session session;
    private final List<Image> images = new ArrayList<>();
    private List<ImageData> shownData = List.of();
    private Live.Shown shown;
    private int first;

    /** @param session whose preview is drawn and whose stage is chosen */
    public PreviewStrip(Composite parent, Session session) {
        super(parent, SWT.DOUBLE_BUFFERED);
        this.session = session;
        addListener(SWT.Paint, e -> paint(e.gc));
        addListener(SWT.Dispose, e -> images.forEach(Image::dispose));
        addListener(SWT.MouseDown, e -> {
            setFocus();
            int stage = at(e.x, e.y);
            if (stage >= 0)
                session.stage(stage == session.stage() ? -1 : stage);
        });
        addListener(SWT.MouseMove, e -> {
            int stage = at(e.x, e.y);
            setToolTipText(stage < 0 ? null : Words.get("preview.tip", stages().get(stage).label(), stage + 1));
            setCursor(stage < 0 ? null : getDisplay().getSystemCursor(SWT.CURSOR_HAND));
        });
        addListener(SWT.MouseHorizontalWheel, e -> scroll(-e.count));
        addListener(SWT.MouseVerticalWheel, e -> scroll(-e.count));
        addListener(SWT.KeyDown, e -> {
            if (e.keyCode == SWT.ARROW_LEFT || e.keyCode == SWT.ARROW_RIGHT)
                session.stage(Math.max(-1, Math.min(stages().size() - 1,
                        session.stage() + (e.keyCode == SWT.ARROW_LEFT ? -1 : 1))));
        });
        addListener(SWT.Traverse, e -> e.doit = e.detail != SWT.TRAVERSE_ARROW_NEXT
                && e.detail != SWT.TRAVERSE_ARROW_PREVIOUS);
        addListener(SWT.FocusIn, e -> redraw());
        addListener(SWT.FocusOut, e -> redraw());
        session.listen(this, Session.Event.PREVIEW, this::follow);
        session.listen(this, Session.Event.IMAGE, this::redraw);
        Palette.onChange(this, this::redraw);
        Parts.accessible(this, ACC.ROLE_LIST, () -> head() + (session.stage() >= 0
                && session.stage() < stages().size() ? ", " + stages().get(session.stage()).label() : ""));
    }

    /** Draws a result; {@code null} for none. */
    public void show(Live.Shown result) {
        shown = result;
        List<ImageData> data = result == null ? List.of() : result.pictures();
        List<Image> old = new ArrayList<>(images);
        images.clear();
        for (ImageData one : data) {
            int same = identical(shownData, one);
            images.add(same >= 0 && same < old.size() && old.get(same) != null ? old.set(same, null)
                    : new Image(getDisplay(), one));
        }
        old.forEach(image -> {
            if (image != null)
                image.dispose();
        });
        shownData = data;
        redraw();
    }

    private static int identical(List<ImageData> list, ImageData wanted) {
        for (int i = 0; i < list.size(); i++)
            if (list.get(i) == wanted)
                return i;
        return -1;
    }

    /** The stages that are drawn. */
    public List<Stage> stages() {
        return shown == null ? List.of() : shown.preview().stages();
    }

    private void follow() {
        int stage = session.stage(), fit = fitting();
        if (stage >= 0)
            first = Math.max(Math.min(first, stage), stage - fit + 1);
        redraw();
    }

    private void scroll(int by) {
        first += Integer.signum(by);
        redraw();
    }

    /** How many pictures stand side by side. */
    private int fitting() {
        int room = getClientArea().width - 2 * PAD + GAP, most = Math.max(1, room / (SMALLEST + GAP));
        return Math.max(1, Math.min(most, Math.max(4, stages().isEmpty() ? LIKELY : stages().size())));
    }

    private int width() {
        int fit = fitting();
        return Math.min(Live.WIDTH, (getClientArea().width - 2 * PAD + GAP) / fit - GAP);
    }

    private Rectangle place(int stage) {
        int wide = width();
        return new Rectangle(PAD + (stage - first) * (wide + GAP), HEAD, wide, Math.min(wide, Live.HEIGHT));
    }

    private int at(int x, int y) {
        for (int i = first; i < stages().size(); i++)
            if (place(i).contains(x, y))
                return i;
        return -1;
    }

    @Override
    public Point computeSize(int wHint, int hHint, boolean changed) {
        return new Point(wHint == SWT.DEFAULT ? 300 : wHint, HEAD + Math.min(width(), Live.HEIGHT) + CAPTION + 8);
    }

    private String head() {
        if (shown == null)
            return Words.get(!Preferences.LIVE_PREVIEW.get() ? "preview.off"
                    : session.image().isEmpty() || session.recipe().isEmpty() ? "preview.waiting" : "preview.computing");
        LivePreview p = shown.preview();
        return Words.get(p.scale() > 1 ? "preview.coarse" : shown.exact() ? "preview.region" : "preview.approximate",
                p.region().width(), p.region().height(), (int) Math.round(p.scale()));
    }

    private void paint(GC gc) {
        Rectangle area = getClientArea();
        gc.setBackground(Palette.color(Token.PART));
        gc.fillRectangle(area);
        gc.setForeground(Palette.color(Token.LINE));
        gc.drawLine(0, 0, area.width, 0);
        gc.setAntialias(SWT.ON);
        gc.setFont(Palette.font(Type.STRONG));
        gc.setForeground(Palette.color(Token.TEXT));
        String title = Words.get("preview.title");
        int y = (HEAD - gc.textExtent(title).y) / 2 + 1;
        gc.drawText(title, PAD, y, true);
        int left = PAD + gc.textExtent(title).x + 8;
        gc.setFont(Palette.font(Type.SMALL));
        gc.setForeground(Palette.color(Token.TEXT2));
        int right = area.width - PAD;
        if (shown != null && shown.preview().error().isEmpty()) {
            String time = Words.get("preview.millis", shown.preview().steps().stream()
                    .mapToDouble(LivePreview.StepCost::millis).filter(m -> !Double.isNaN(m)).sum());
            right -= gc.textExtent(time).x;
            gc.drawText(time, right, y + 1, true);
        }
        gc.drawText(Drawing.shorten(gc, head(), right - left - 8), left, y + 1, true);
        if (shown == null)
            return;
        if (images.isEmpty() && shown.preview().error().isPresent()) {
            gc.drawImage(Icons.get("error", Token.ERROR), PAD, HEAD);
            gc.setForeground(Palette.color(Token.ERROR));
            Drawing.wrapped(gc, shown.preview().error().get().toString(), PAD + 22, HEAD, area.width - 2 * PAD - 22,
                    5);
        }
        first = Math.max(0, Math.min(first, stages().size() - fitting()));
        for (int i = first; i < Math.min(images.size(), first + fitting()); i++)
            stage(gc, i);
        if (isFocusControl()) {
            gc.setForeground(Palette.color(Token.ACCENT));
            gc.drawRectangle(0, 0, area.width - 1, area.height - 1);
        }
    }

    private void stage(GC gc, int index) {
        Stage stage = stages().get(index);
        Rectangle place = place(index);
        Thumbs.Fit fit = Thumbs.Fit.of(stage.tile(), place.width, place.height);
        Image image = images.get(index);
        Rectangle size = image.getBounds();
        gc.setBackground(Palette.color(Token.GROUND));
        gc.fillRectangle(place);
        gc.setClipping(place);
        gc.drawImage(image, 0, 0, size.width, size.height, place.x + fit.left(), place.y + fit.top(), fit.width(),
                fit.height());
        if (index == stages().size() - 1)
            boxes(gc, place, fit);
        gc.setClipping((Rectangle) null);
        boolean chosen = index == session.stage();
        if (chosen) {
            gc.setForeground(Palette.color(Token.ACCENT));
            gc.setLineWidth(2);
            gc.drawRectangle(place.x - 1, place.y - 1, place.width + 2, place.height + 2);
            gc.setLineWidth(1);
        }
        gc.setForeground(Palette.color(chosen ? Token.TEXT : Token.TEXT2));
        String label = Drawing.shorten(gc, stage.label(), place.width + GAP - 2);
        gc.drawText(label, place.x + (place.width - gc.textExtent(label).x) / 2, place.y + place.height + 3, true);
    }

    private void boxes(GC gc, Rectangle place, Thumbs.Fit fit) {
        Detections found = shown.preview().detections();
        double scale = fit.scale() / shown.preview().scale();
        for (int i = 0; i < Math.min(MOST_BOXES, found.size()); i++) {
            gc.setForeground(Palette.classFill(found.classIndex()[i]));
            int wide = Math.max(3, (int) Math.round(found.width()[i] * scale));
            int high = Math.max(3, (int) Math.round(found.height()[i] * scale));
            double x = found.x()[i] + found.width()[i] / 2 - shown.preview().region().x();
            double y = found.y()[i] + found.height()[i] / 2 - shown.preview().region().y();
            gc.drawRectangle(place.x + fit.left() + (int) Math.round(x * scale - wide / 2.0),
                    place.y + fit.top() + (int) Math.round(y * scale - high / 2.0), wide, high);
        }
    }
}
