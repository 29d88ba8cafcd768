package org.loupe.ui.viewer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.LineAttributes;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Event;
import org.loupe.api.Region;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;
import org.loupe.ui.Failures;
import org.loupe.ui.Palette;
import org.loupe.ui.Palette.Type;
import org.loupe.ui.Reading;
import org.loupe.ui.Words;

/**
 * The rulers on the images of an editor, and the tool that lays them: drag from one place to another, with Shift in
 * steps of 45°. The grey values along the last one are drawn as a curve; they are read off the UI thread. Rulers stay
 * until Esc. Add it as a layer to each canvas, so that they are seen with every tool. UI thread.
 */
public final class Rulers implements PointerTool {
    private static final int END = 5, STRIP = 92, MARGIN = 12, ABOVE = 44, SAMPLES = 2000, SHORTEST = 2;
    /** Largest part of an image that is read for a profile; a longer ruler reads a coarser level. */
    private static final long MOST_PIXELS = 4L << 20;

    private final Display display;
    private final Runnable changed;
    private final List<Ruler> rulers = new ArrayList<>();
    private Ruler drawing;
    private Profile profile;
    private Ruler wanted;
    private boolean reading;

    /** Grey values at equal steps along a ruler. */
    private record Profile(Ruler ruler, double[] values, double least, double most) {
    }

    /** @param changed redraws all canvases that show the rulers */
    public Rulers(Display display, Runnable changed) {
        this.display = display;
        this.changed = changed;
    }

    /** The rulers that were laid. */
    public List<Ruler> all() {
        return List.copyOf(rulers);
    }

    /** Takes all rulers away. @return whether there were any */
    public boolean clear() {
        boolean any = drawing != null || !rulers.isEmpty();
        rulers.clear();
        drawing = wanted = null;
        profile = null;
        if (any)
            changed.run();
        return any;
    }

    /** The rulers as a table with tabulators; numbers with a point. @param umPerPx or NaN if unknown */
    public String table(double umPerPx) {
        StringBuilder text = new StringBuilder("x0_px\ty0_px\tx1_px\ty1_px\tlength_px\tlength_um\tangle_deg\n");
        for (Ruler r : rulers)
            text.append(String.format(Locale.ROOT, "%.1f\t%.1f\t%.1f\t%.1f\t%.2f\t%s\t%.2f%n", r.x0(), r.y0(), r.x1(),
                    r.y1(), r.length(), Double.isNaN(umPerPx) ? "" : String.format(Locale.ROOT, "%.3f",
                            r.length() * umPerPx), r.degrees()));
        return text.toString();
    }

    @Override
    public boolean press(Event e, ImageCanvas canvas) {
        if (e.button != 1 || canvas.pixels().isEmpty())
            return false;
        double x = canvas.toImageX(e.x), y = canvas.toImageY(e.y);
        drawing = new Ruler(x, y, x, y);
        return true;
    }

    @Override
    public void drag(Event e, ImageCanvas canvas) {
        if (drawing == null)
            return;
        Ruler to = new Ruler(drawing.x0(), drawing.y0(), canvas.toImageX(e.x), canvas.toImageY(e.y));
        drawing = (e.stateMask & SWT.SHIFT) != 0 ? to.straight() : to;
        read(drawing, canvas);
        changed.run();
    }

    @Override
    public void release(Event e, ImageCanvas canvas) {
        if (drawing == null)
            return;
        if (drawing.length() * canvas.view().scale() >= SHORTEST)
            rulers.add(drawing);
        drawing = null;
        changed.run();
    }

    @Override
    public boolean hover(Event e, ImageCanvas canvas) {
        return true;
    }

    @Override
    public boolean key(Event e, ImageCanvas canvas) {
        return e.keyCode == SWT.ESC && clear();
    }

    @Override
    public void leave(ImageCanvas canvas) {
        drawing = null;
    }

    @Override
    public int cursor() {
        return SWT.CURSOR_CROSS;
    }

    /** Reads the last ruler asked for; those asked for meanwhile are left out. */
    private void read(Ruler ruler, ImageCanvas canvas) {
        wanted = ruler;
        Optional<Pixels> pixels = canvas.pixels();
        if (reading || pixels.isEmpty())
            return;
        reading = true;
        CompletableFuture.supplyAsync(() -> sample(ruler, pixels.get())).thenAccept(found -> {
            if (!display.isDisposed())
                display.asyncExec(() -> {
                    reading = false;
                    if (wanted == null || canvas.isDisposed())
                        return;
                    profile = found.orElse(null);
                    changed.run();
                    if (!wanted.equals(ruler))
                        read(wanted, canvas);
                });
        });
    }

    private static Optional<Profile> sample(Ruler r, Pixels pixels) {
        Region image = pixels.shape().region();
        int left = (int) Math.floor(Math.min(r.x0(), r.x1())), top = (int) Math.floor(Math.min(r.y0(), r.y1()));
        Region region = new Region(left, top, (int) Math.floor(Math.max(r.x0(), r.x1())) + 1 - left,
                (int) Math.floor(Math.max(r.y0(), r.y1())) + 1 - top).intersect(image);
        if (region.isEmpty())
            return Optional.empty();
        int level = 0;
        while (((long) region.width() * region.height() >> 2 * level) > MOST_PIXELS && level < pixels.levels() - 1)
            level++;
        try (Reading run = new Reading(pixels::isClosed)) {
            Tile tile = pixels.read(region, level, run);
            int n = (int) Math.max(2, Math.min(SAMPLES, Math.ceil(r.length())));
            double[] values = new double[n];
            double least = Double.MAX_VALUE, most = -Double.MAX_VALUE;
            for (int i = 0; i < n; i++) {
                double share = (double) i / (n - 1);
                double x = r.x0() + (r.x1() - r.x0()) * share, y = r.y0() + (r.y1() - r.y0()) * share;
                values[i] = region.contains(x, y) ? grey(tile, (int) (x - region.x()) >> level,
                        (int) (y - region.y()) >> level) : Double.NaN;
                if (!Double.isNaN(values[i])) {
                    least = Math.min(least, values[i]);
                    most = Math.max(most, values[i]);
                }
            }
            return least > most ? Optional.empty() : Optional.of(new Profile(r, values, least, most));
        } catch (ToolException | RuntimeException e) {
            if (!(e instanceof CancellationException))
                Failures.log(e);
            return Optional.empty();
        }
    }

    private static double grey(Tile tile, int x, int y) {
        int u = Math.min(tile.width() - 1, x), v = Math.min(tile.height() - 1, y), n = tile.shape().channels();
        double sum = 0;
        for (int c = 0; c < n; c++)
            sum += tile.get(u, v, c);
        return sum / n;
    }

    @Override
    public void paint(GC gc, ImageCanvas canvas) {
        if (rulers.isEmpty() && drawing == null)
            return;
        gc.setAntialias(SWT.ON);
        gc.setFont(Palette.font(Type.SMALL));
        TagPlaces places = canvas.tagPlaces();
        rulers.forEach(ruler -> paint(gc, ruler, canvas, places));
        if (drawing != null)
            paint(gc, drawing, canvas, places);
        if (profile != null)
            strip(gc, canvas);
        gc.setLineAttributes(new LineAttributes(1));
    }

    private static void paint(GC gc, Ruler ruler, ImageCanvas canvas, TagPlaces places) {
        int x0 = (int) Math.round(canvas.toScreenX(ruler.x0())), y0 = (int) Math.round(canvas.toScreenY(ruler.y0()));
        int x1 = (int) Math.round(canvas.toScreenX(ruler.x1())), y1 = (int) Math.round(canvas.toScreenY(ruler.y1()));
        double length = Math.max(1, Math.hypot(x1 - x0, y1 - y0));
        int dx = (int) Math.round((y0 - y1) / length * END), dy = (int) Math.round((x1 - x0) / length * END);
        for (int pass = 0; pass < 2; pass++) {
            gc.setForeground(pass == 0 ? Palette.BLACK : Palette.WHITE);
            gc.setAlpha(pass == 0 ? 153 : 255);
            gc.setLineAttributes(new LineAttributes(pass == 0 ? 3.5f : 1.5f));
            gc.drawLine(x0, y0, x1, y1);
            gc.drawLine(x0 - dx, y0 - dy, x0 + dx, y0 + dy);
            gc.drawLine(x1 - dx, y1 - dy, x1 + dx, y1 + dy);
        }
        Rectangle end = new Rectangle(x1 - END, y1 - END, 2 * END, 2 * END);
        new BoxPainter(gc).tag(ruler.words(canvas.umPerPx()), end, Palette.WHITE, false, places);
    }

    /** Grey values along the last ruler, above the scale bar. */
    private void strip(GC gc, ImageCanvas canvas) {
        Rectangle area = canvas.getClientArea();
        int wide = Math.min(480, area.width - 2 * MARGIN);
        if (wide < 160 || area.height < 3 * STRIP)
            return;
        Rectangle plate = new Rectangle(MARGIN, area.height - ABOVE - STRIP, wide, STRIP);
        Hud.plate(gc, plate);
        String most = Words.number(profile.most, 0), least = Words.number(profile.least, 0);
        Point text = gc.textExtent(most);
        int left = plate.x + 12 + Math.max(text.x, gc.textExtent(least).x), right = plate.x + wide - 10;
        int top = plate.y + text.y + 10, bottom = plate.y + STRIP - 10;
        gc.drawText(Words.get("viewer.profile"), plate.x + 8, plate.y + 4, true);
        String length = profile.ruler.words(canvas.umPerPx());
        gc.drawText(length, right - gc.textExtent(length).x, plate.y + 4, true);
        gc.drawText(most, left - 4 - text.x, top - text.y / 2, true);
        gc.drawText(least, left - 4 - gc.textExtent(least).x, bottom - text.y / 2 - 2, true);
        gc.setAlpha(90);
        gc.setLineAttributes(new LineAttributes(1));
        gc.drawLine(left, top, right, top);
        gc.drawLine(left, bottom, right, bottom);
        gc.setAlpha(255);
        double range = Math.max(1e-9, profile.most - profile.least);
        int n = profile.values.length;
        int[] points = new int[2 * n];
        int filled = 0;
        for (int i = 0; i <= n; i++)
            if (i < n && !Double.isNaN(profile.values[i])) {
                points[filled++] = left + (int) Math.round((double) i / (n - 1) * (right - left));
                points[filled++] = bottom - (int) Math.round((profile.values[i] - profile.least) / range
                        * (bottom - top));
            } else {
                if (filled > 2)
                    gc.drawPolyline(Arrays.copyOf(points, filled));
                filled = 0;
            }
    }
}
