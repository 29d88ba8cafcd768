package org.loupe.ui.viewer.internal;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.widgets.Control;
import org.loupe.api.Shape;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;
import org.loupe.engine.Item;
import org.loupe.engine.Registry;
import org.loupe.ui.Reading;
import org.loupe.ui.Words;
import org.loupe.ui.viewer.Pixels;
import org.loupe.ui.viewer.Screens;

/**
 * Small pictures of images, made by a thread of their own when they are first asked for, those asked for last first;
 * what was scrolled past long ago is not made. UI thread.
 */
public final class Thumbnails {
    private static final int MOST = 2000, MOST_WAITING = 200;

    /**
     * A picture and what is known of its image.
     *
     * @param image the picture; empty if the file cannot be read
     * @param shape of the image; empty if the file cannot be read
     */
    public record Thumbnail(Optional<Image> image, Optional<Shape> shape) {

        /** Such as "640 × 640 · 20.8 µm/px". */
        public String about(Item item) {
            if (shape.isEmpty())
                return Words.get("images.unreadable");
            Shape s = shape.get();
            double um = Double.isNaN(item.umPerPx()) ? s.umPerPx() : item.umPerPx();
            String width = Words.number(s.width(), 0), height = Words.number(s.height(), 0);
            return Double.isNaN(um) ? Words.get("viewer.size", width, height)
                    : Words.get("images.about", width, height, Words.scale(um));
        }
    }

    private record Key(Path file, int page) {
    }

    private final Control owner;
    private final int edge;
    private final Supplier<Registry> registry;
    private final Map<Key, Optional<Thumbnail>> known = new LinkedHashMap<>(64, 0.75f, true);
    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
        Thread made = new Thread(work, "Loupe thumbnails");
        made.setDaemon(true);
        made.setPriority(Thread.MIN_PRIORITY);
        return made;
    });
    private final Deque<Key> wanted = new ArrayDeque<>();
    private boolean waiting;

    /** @param owner is redrawn when pictures have come; with it they are disposed */
    public Thumbnails(Control owner, int edge, Supplier<Registry> registry) {
        this.owner = owner;
        this.edge = edge;
        this.registry = registry;
        owner.addDisposeListener(e -> {
            thread.shutdownNow();
            known.values().forEach(t -> t.flatMap(Thumbnail::image).ifPresent(Image::dispose));
        });
    }

    /** The picture of an image; empty while it is made. */
    public Optional<Thumbnail> get(Item item) {
        Key key = new Key(item.test(), item.page());
        Optional<Thumbnail> found = known.get(key);
        if (found != null)
            return found;
        known.put(key, Optional.empty());
        for (Iterator<Optional<Thumbnail>> i = known.values().iterator(); known.size() > MOST && i.hasNext();) {
            i.next().flatMap(Thumbnail::image).ifPresent(Image::dispose);
            i.remove();
        }
        synchronized (wanted) {
            wanted.push(key);
            if (wanted.size() > MOST_WAITING)
                known.remove(wanted.removeLast());
        }
        thread.execute(this::makeLatest);
        return Optional.empty();
    }

    private void makeLatest() {
        Key key;
        synchronized (wanted) {
            key = wanted.poll();
        }
        if (key != null)
            make(key);
    }

    private void make(Key key) {
        ImageData data = null;
        Shape shape = null;
        try (Pixels pixels = Pixels.open(registry.get(), key.file, key.page);
                Reading run = new Reading(thread::isShutdown)) {
            shape = pixels.shape();
            int level = 0;
            while (Math.max(shape.width(), shape.height()) >> level > edge * 3 / 2)
                level++;
            Tile tile = pixels.read(shape.region(), level, run);
            data = Screens.toScreen(tile, pixels.range(tile));
        } catch (ToolException | RuntimeException e) {
            // the row says that it cannot be read; why is said where the image is opened
        }
        ImageData picture = data;
        Optional<Shape> about = Optional.ofNullable(shape);
        if (!owner.isDisposed() && !thread.isShutdown())
            owner.getDisplay().asyncExec(() -> {
                if (owner.isDisposed())
                    return;
                known.put(key, Optional.of(new Thumbnail(
                        Optional.ofNullable(picture).map(p -> new Image(owner.getDisplay(), p)), about)));
                redraw();
            });
    }

    private void redraw() {
        if (waiting)
            return;
        waiting = true;
        owner.getDisplay().timerExec(60, () -> {
            waiting = false;
            if (!owner.isDisposed())
                owner.redraw();
        });
    }
}
