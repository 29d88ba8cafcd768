package org.loupe.ui.viewer;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;

import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.widgets.Display;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;
import org.loupe.ui.Failures;
import org.loupe.ui.Reading;

/**
 * Tiles of pyramids, read by two threads of its own and kept for the screen, least recently seen first out. What is no
 * longer wanted when its turn comes is not read. {@link #get}, {@link #want} and {@link #dispose} on the UI thread.
 */
public final class TileCache {
    private static final int THREADS = 2;
    private static final int IMAGES_PER_PAINT = 6;

    /**
     * Names a tile.
     *
     * @param pixels of the image
     * @param level  0 is full resolution
     */
    public record Key(Pixels pixels, int level, int column, int row) {
    }

    private static final class Entry {
        private final Tile tile;
        private ImageData data;
        private Image image;

        private Entry(Tile tile, ImageData data) {
            this.tile = tile;
            this.data = data;
        }

        private long bytes() {
            return tile.shape().bytes() + 4L * tile.width() * tile.height();
        }

        private void dispose() {
            if (image != null)
                image.dispose();
        }
    }

    private final Display display;
    private final long budget;
    private final LinkedHashMap<Key, Entry> ready = new LinkedHashMap<>(64, 0.75f, true);
    private final Map<Pixels, ToolException> failed = new HashMap<>();
    private long bytes;
    private int madeInPaint;

    private final Object lock = new Object();
    private final Deque<Key> wanted = new ArrayDeque<>();
    private final Set<Key> reading = new HashSet<>();
    private final List<Thread> threads = new ArrayList<>();
    private final Map<Object, List<Key>> wishes = new HashMap<>();
    private final List<Runnable> arrivals = new ArrayList<>();
    private volatile boolean disposed;

    /** @param budget bytes of tiles that are kept */
    public TileCache(Display display, long budget) {
        this.display = display;
        this.budget = budget;
        for (int i = 0; i < THREADS; i++) {
            Thread thread = new Thread(this::work, "Loupe image tiles " + (i + 1));
            thread.setDaemon(true);
            thread.setPriority(Thread.NORM_PRIORITY - 1);
            threads.add(thread);
            thread.start();
        }
    }

    /** Calls {@code arrived} on the UI thread whenever tiles have come. */
    public void listen(Runnable arrived) {
        arrivals.add(arrived);
    }

    /** No longer calls {@code arrived}. */
    public void forget(Runnable arrived) {
        arrivals.remove(arrived);
    }

    /** A paint begins: so many pictures may be made for it. */
    public void startPaint() {
        madeInPaint = 0;
    }

    /** Whether a tile has come but its picture waits for the next paint. */
    public boolean behind() {
        return madeInPaint >= IMAGES_PER_PAINT;
    }

    /** A tile's picture, if it is there. */
    public Optional<Image> get(Key key) {
        Entry entry = ready.get(key);
        if (entry == null)
            return Optional.empty();
        if (entry.image == null) {
            if (madeInPaint >= IMAGES_PER_PAINT)
                return Optional.empty();
            madeInPaint++;
            entry.image = new Image(display, entry.data);
            entry.data = null;
        }
        return Optional.of(entry.image);
    }

    /** A tile's samples, if they are there. */
    public Optional<Tile> samples(Key key) {
        return Optional.ofNullable(ready.get(key)).map(e -> e.tile);
    }

    /** Whether a tile is there. */
    public boolean has(Key key) {
        return ready.containsKey(key);
    }

    /** Why an image cannot be read. */
    public Optional<ToolException> failure(Pixels pixels) {
        return Optional.ofNullable(failed.get(pixels));
    }

    /** The tiles that someone wants now, the most urgent first; replaces what he wanted before. */
    public void want(Object who, List<Key> keys) {
        synchronized (lock) {
            wishes.put(who, keys);
            wanted.clear();
            for (List<Key> list : wishes.values())
                for (Key key : list)
                    if (!reading.contains(key) && !ready.containsKey(key) && !failed.containsKey(key.pixels))
                        wanted.add(key);
            lock.notifyAll();
        }
    }

    /** Forgets an image. */
    public void drop(Pixels pixels) {
        for (Iterator<Map.Entry<Key, Entry>> i = ready.entrySet().iterator(); i.hasNext();) {
            Map.Entry<Key, Entry> entry = i.next();
            if (entry.getKey().pixels == pixels) {
                bytes -= entry.getValue().bytes();
                entry.getValue().dispose();
                i.remove();
            }
        }
        failed.remove(pixels);
        synchronized (lock) {
            wishes.values().removeIf(list -> list.stream().anyMatch(k -> k.pixels == pixels));
            wanted.removeIf(k -> k.pixels == pixels);
        }
    }

    private void work() {
        while (!disposed) {
            Key key;
            synchronized (lock) {
                while (wanted.isEmpty() && !disposed)
                    try {
                        lock.wait();
                    } catch (InterruptedException e) {
                        return;
                    }
                if (disposed)
                    return;
                key = wanted.poll();
                reading.add(key);
            }
            Entry entry = null;
            ToolException failure = null;
            try (Reading run = new Reading(() -> disposed)) {
                Tile tile = key.pixels.read(key.level, key.column, key.row, run);
                entry = new Entry(tile, Screens.toScreen(tile, key.pixels.range(tile)));
            } catch (ToolException e) {
                failure = e;
            } catch (CancellationException e) {
                return;
            } catch (RuntimeException | OutOfMemoryError e) {
                Failures.log(e);
                failure = new ToolException("The image cannot be shown: " + e + ".", "");
            }
            Entry found = entry;
            ToolException why = failure;
            if (!disposed && !display.isDisposed())
                display.asyncExec(() -> arrived(key, found, why));
        }
    }

    private void arrived(Key key, Entry entry, ToolException failure) {
        synchronized (lock) {
            reading.remove(key);
        }
        if (disposed)
            return;
        if (failure != null)
            failed.put(key.pixels, failure);
        else {
            Entry before = ready.put(key, entry);
            bytes += entry.bytes();
            if (before != null) {
                bytes -= before.bytes();
                before.dispose();
            }
            trim();
        }
        List.copyOf(arrivals).forEach(Runnable::run);
    }

    private void trim() {
        for (Iterator<Map.Entry<Key, Entry>> i = ready.entrySet().iterator(); bytes > budget && i.hasNext();) {
            Map.Entry<Key, Entry> oldest = i.next();
            Pixels pixels = oldest.getKey().pixels;
            if (oldest.getKey().level == pixels.levels() - 1)
                continue; // the overview stays, so that there is never a blank
            bytes -= oldest.getValue().bytes();
            oldest.getValue().dispose();
            i.remove();
        }
    }

    /** Ends the threads and frees the pictures. */
    public void dispose() {
        disposed = true;
        synchronized (lock) {
            lock.notifyAll();
        }
        ready.values().forEach(Entry::dispose);
        ready.clear();
    }
}
