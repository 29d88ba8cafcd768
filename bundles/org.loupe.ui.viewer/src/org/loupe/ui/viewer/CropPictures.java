package org.loupe.ui.viewer;

import java.nio.file.Path;
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
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Control;
import org.loupe.api.Region;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;
import org.loupe.engine.Registry;
import org.loupe.ui.Palette;
import org.loupe.ui.Palette.Token;
import org.loupe.ui.Reading;
import org.loupe.ui.Session;

/**
 * Pictures cut out of images' files by a thread of its own: those in sight first, no longer those that have left it.
 * The last ones are kept. UI thread only, where not said otherwise.
 */
public final class CropPictures {
    private static final int KEPT = 800, LARGEST = 256, MOST_OPEN = 4;

    private record File(Path file, int page) {
    }

    /** A picture; empty if the file cannot be read. @param region that it shows, in px of the image */
    public record Picture(Optional<Image> image, Region region) {
    }

    private final Control owner;
    private final Session session;
    private final Runnable arrived;
    private final Map<CropPlace, Picture> known = new LinkedHashMap<>(64, 0.75f, true);
    private final Set<CropPlace> reading = new HashSet<>();
    private final Map<File, Pixels> open = new LinkedHashMap<>(8, 0.75f, true);
    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
        Thread made = new Thread(work, "Loupe crops");
        made.setDaemon(true);
        made.setPriority(Thread.MIN_PRIORITY);
        return made;
    });
    private List<CropPlace> wanted = List.of();
    private volatile boolean over;
    private boolean waiting;

    /**
     * @param owner   with it the pictures are disposed
     * @param arrived called when some have come, a few times a second
     */
    public CropPictures(Control owner, Session session, Runnable arrived) {
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

    /** The picture of a place; empty while it is read. */
    public Optional<Picture> get(CropPlace place) {
        return Optional.ofNullable(known.get(place));
    }

    /** Says which places are in sight, the most wanted first; others are not read any more. */
    public void want(List<CropPlace> places) {
        wanted = places.stream().filter(p -> !known.containsKey(p) && !reading.contains(p)).toList();
        next();
    }

    /** Reads one, then the next; the list may be another one by then. */
    private void next() {
        if (wanted.isEmpty() || !reading.isEmpty() || over)
            return;
        CropPlace place = wanted.get(0);
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
        known.put(place, new Picture(data.map(d -> new Image(owner.getDisplay(), d)), place.region()));
        for (Iterator<Picture> i = known.values().iterator(); known.size() > KEPT && i.hasNext();) {
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
     * Draws the picture of a place as large as it fits: a dark ground while it is read, a grey one if it cannot be.
     *
     * @return where the picture was drawn; of no size while there is none
     */
    public Rectangle paint(GC gc, CropPlace of, Rectangle place) {
        Optional<Picture> picture = get(of);
        boolean missing = picture.isPresent() && picture.get().image.isEmpty();
        gc.setBackground(Palette.color(missing ? Token.SELECTION_OFF : Token.GROUND));
        gc.fillRectangle(place);
        Image image = picture.flatMap(Picture::image).orElse(null);
        if (image == null)
            return new Rectangle(place.x, place.y, 0, 0);
        Rectangle size = image.getBounds();
        double scale = Math.min((double) place.width / size.width, (double) place.height / size.height);
        int wide = (int) Math.round(size.width * scale), high = (int) Math.round(size.height * scale);
        int left = place.x + (place.width - wide) / 2, top = place.y + (place.height - high) / 2;
        gc.setInterpolation(scale > 2 ? SWT.NONE : SWT.HIGH);
        gc.drawImage(image, 0, 0, size.width, size.height, left, top, wide, high);
        return new Rectangle(left, top, wide, high);
    }
}
