package org.loupe.ui.viewer;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Control;
import org.loupe.api.Region;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;
import org.loupe.engine.Registry;
import org.loupe.store.labels.Label;
import org.loupe.store.labels.LabelShape;
import org.loupe.store.labels.LabelTable;
import org.loupe.store.labels.LabelTile;
import org.loupe.ui.Palette;
import org.loupe.ui.Palette.Token;
import org.loupe.ui.Reading;
import org.loupe.ui.Session;
import org.loupe.workspace.labels.Labelling;

/**
 * Pictures of labels with some of their surroundings, read from the images' files by a thread of its own: those in
 * sight first, no longer those that have left it. The last ones are kept. UI thread only, where not said otherwise.
 */
public final class LabelCrops {
    private static final int KEPT = 800, LEAST = 32, LARGEST = 256, MOST_OPEN = 4;
    private static final double SURROUNDINGS = 1.5;
    private static final Region ALL = new Region(0, 0, 0, 0);

    private record File(Path file, int page) {
    }

    /** A picture; empty if the file cannot be read. @param region that it shows, in px of the image */
    public record Crop(Optional<Image> image, Region region) {
    }

    private record Wanted(Label label, CropPlace place) {
    }

    private final Control owner;
    private final Session session;
    private final Runnable arrived;
    private final Map<CropPlace, Crop> known = new LinkedHashMap<>(64, 0.75f, true);
    private final Set<CropPlace> reading = new HashSet<>();
    private final Map<File, Pixels> open = new LinkedHashMap<>(8, 0.75f, true);
    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
        Thread made = new Thread(work, "Loupe label crops");
        made.setDaemon(true);
        made.setPriority(Thread.MIN_PRIORITY);
        return made;
    });
    private List<Wanted> wanted = List.of();
    private volatile boolean over;
    private boolean waiting;

    /** @param owner with it the pictures are disposed @param arrived called when some have come, a few times a second */
    public LabelCrops(Control owner, Session session, Runnable arrived) {
        this.owner = owner;
        this.session = session;
        this.arrived = arrived;
        session.listen(owner, Session.Event.PROJECT, this::forget);
        owner.addDisposeListener(e -> {
            over = true;
            forget();
            thread.execute(this::closeFiles);
            thread.shutdown();
        });
    }

    private void forget() {
        known.values().forEach(c -> c.image.ifPresent(Image::dispose));
        known.clear();
        reading.clear();
        wanted = List.of();
    }

    /** A square around a label with some of its surroundings; of no size for the class of a whole image. */
    public static Region around(LabelShape shape) {
        if (shape instanceof LabelShape.Whole)
            return ALL;
        LabelShape.Box box = shape.bounds();
        int edge = (int) Math.max(LEAST, Math.ceil(Math.max(box.width(), box.height()) * SURROUNDINGS));
        return new Region((int) Math.round(box.x() + box.width() / 2.0 - edge / 2.0),
                (int) Math.round(box.y() + box.height() / 2.0 - edge / 2.0), edge, edge);
    }

    /** Where the picture of a label is cut out; nothing once its tile is gone. */
    public static Optional<CropPlace> place(Session session, Label label) {
        Labelling labelling = session.desk().labelling().orElse(null);
        LabelTable table = session.desk().table();
        Optional<LabelTile> tile = table.tile(label.tile());
        return labelling == null ? Optional.empty()
                : tile.map(t -> new CropPlace(labelling.file(t), labelling.page(t), around(label.shape())));
    }

    /** The picture of a label; empty while it is read. */
    public Optional<Crop> get(Label label) {
        return place(session, label).map(known::get);
    }

    /** Says which labels are in sight, the most wanted first; others are not read any more. */
    public void want(List<Label> labels) {
        List<Wanted> missing = new ArrayList<>();
        for (Label label : labels)
            place(session, label).filter(p -> !known.containsKey(p) && !reading.contains(p))
                    .ifPresent(p -> missing.add(new Wanted(label, p)));
        wanted = missing;
        next();
    }

    /** Reads one, then the next; the list may be another one by then. */
    private void next() {
        if (wanted.isEmpty() || !reading.isEmpty() || over)
            return;
        CropPlace place = wanted.get(0).place();
        wanted = wanted.subList(1, wanted.size());
        reading.add(place);
        Registry registry = session.registry();
        thread.execute(() -> {
            Optional<ImageData> data = Optional.empty();
            try {
                data = Optional.of(read(file(registry, place), place.region(), LARGEST));
            } catch (ToolException | RuntimeException e) {
                // the cell says that it cannot be read; why is said where the image is opened
            }
            Optional<ImageData> read = data;
            if (!over)
                owner.getDisplay().asyncExec(() -> {
                    if (!owner.isDisposed())
                        take(place, read);
                });
        });
    }

    private void take(CropPlace place, Optional<ImageData> data) {
        if (!reading.remove(place)) {
            next(); // another project was opened since
            return;
        }
        known.put(place, new Crop(data.map(d -> new Image(owner.getDisplay(), d)), place.region()));
        for (Iterator<Crop> i = known.values().iterator(); known.size() > KEPT && i.hasNext();) {
            i.next().image.ifPresent(Image::dispose);
            i.remove();
        }
        next();
        if (waiting)
            return;
        waiting = true;
        owner.getDisplay().timerExec(60, () -> {
            waiting = false;
            if (!owner.isDisposed())
                arrived.run();
        });
    }

    /** A file that stays open for the next crop of its image. On the thread of the crops. */
    private Pixels file(Registry registry, CropPlace place) throws ToolException {
        File key = new File(place.file(), place.page());
        Pixels pixels = open.get(key);
        if (pixels == null) {
            pixels = Pixels.open(registry, place.file(), place.page());
            open.put(key, pixels);
            if (open.size() > MOST_OPEN)
                open.remove(open.keySet().iterator().next()).close();
        }
        return pixels;
    }

    private void closeFiles() {
        open.values().forEach(Pixels::close);
        open.clear();
    }

    /**
     * A part of an image for the screen; what lies outside the image stays black. Any thread.
     *
     * @param region in px of the image; one of no size stands for the whole image
     * @param most   px that the picture is wide or high at most
     * @throws ToolException            if the file cannot be read
     * @throws IllegalArgumentException if the region lies outside the image
     */
    public static ImageData read(Pixels pixels, Region region, int most) throws ToolException {
        Region wanted = region.isEmpty() ? pixels.shape().region() : region;
        Region inside = wanted.intersect(pixels.shape().region());
        if (inside.isEmpty())
            throw new IllegalArgumentException("Nothing of the image lies in " + wanted + ".");
        int level = 0;
        while (Math.max(wanted.width(), wanted.height()) >> level > most)
            level++;
        ImageData part;
        try (Reading run = new Reading(() -> false)) {
            Tile tile = pixels.read(inside, level, run);
            part = Screens.toScreen(tile, pixels.range(tile));
        }
        if (inside.equals(wanted))
            return part;
        ImageData whole = new ImageData(Math.max(1, wanted.width() >> level), Math.max(1, wanted.height() >> level),
                24, part.palette);
        int dx = inside.x() - wanted.x() >> level, dy = inside.y() - wanted.y() >> level;
        for (int y = 0; y < Math.min(part.height, whole.height - dy); y++)
            for (int x = 0; x < Math.min(part.width, whole.width - dx); x++)
                whole.setPixel(x + dx, y + dy, part.getPixel(x, y));
        return whole;
    }

    /**
     * Draws the picture of a label: a dark ground while it is read, a grey one if it cannot be read.
     *
     * @param outline colour of a frame around what is labelled, or {@code null} for none
     */
    public void paint(GC gc, Label label, Rectangle place, Color outline) {
        Optional<Crop> crop = get(label);
        boolean missing = crop.isPresent() && crop.get().image.isEmpty();
        gc.setBackground(Palette.color(missing ? Token.SELECTION_OFF : Token.GROUND));
        gc.fillRectangle(place);
        Image image = crop.flatMap(Crop::image).orElse(null);
        if (image == null)
            return;
        Rectangle size = image.getBounds();
        double scale = Math.min((double) place.width / size.width, (double) place.height / size.height);
        int wide = (int) Math.round(size.width * scale), high = (int) Math.round(size.height * scale);
        int left = place.x + (place.width - wide) / 2, top = place.y + (place.height - high) / 2;
        gc.setInterpolation(scale > 2 ? SWT.NONE : SWT.HIGH);
        gc.drawImage(image, 0, 0, size.width, size.height, left, top, wide, high);
        Region region = crop.get().region;
        if (outline == null || region.isEmpty())
            return;
        LabelShape.Box box = label.shape().bounds();
        double k = (double) wide / region.width();
        int x0 = left + (int) Math.round((box.x() - region.x()) * k);
        int y0 = top + (int) Math.round((box.y() - region.y()) * k);
        int x1 = left + (int) Math.round((box.x() + box.width() - region.x()) * k);
        int y1 = top + (int) Math.round((box.y() + box.height() - region.y()) * k);
        gc.setForeground(outline);
        gc.setLineWidth(1);
        gc.drawRectangle(x0, y0, Math.max(1, x1 - x0), Math.max(1, y1 - y0));
    }
}
