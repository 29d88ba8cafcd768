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
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;

import org.eclipse.swt.SWTException;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.widgets.Display;
import org.loupe.api.Kernels;
import org.loupe.api.Region;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;
import org.loupe.ui.Failures;
import org.loupe.ui.Reading;

/**
 * Tiles of pyramids, read and coloured by two threads of its own and kept for the screen, least recently seen first
 * out. What is no longer wanted when its turn comes is not read; what is read ahead comes last. A tile whose tone has changed is shown as it was until
 * its new picture is there. {@link #get}, {@link #want} and {@link #dispose} on the UI thread.
 */
public final class TileCache {
    private static final int THREADS = 2;

    /**
     * Names a tile.
     *
     * @param pixels of the image
     * @param level  0 is full resolution
     */
    public record Key(Pixels pixels, int level, int column, int row) {
    }

    /**
     * A tile on its way.
     *
     * @param samples if they are there and only the tone has changed, else null
     * @param tone    to colour it by; null to choose one by the image's values
     */
    private record Wish(Key key, Tile samples, Tone tone) {
    }

    /**
     * A tile that is there.
     *
     * @param asked the tone that was wished for, or null
     * @param tone  the tone that it has
     */
    private record Entry(Tile tile, Image image, Tone asked, Tone tone) {
        long bytes() {
            return tile.shape().bytes() + 4L * tile.width() * tile.height();
        }
    }

    private final Display display;
    private final long budget;
    private final Supplier<Optional<Kernels>> lent;
    private final LinkedHashMap<Key, Entry> ready = new LinkedHashMap<>(64, 0.75f, true);
    private final Map<Pixels, Tone> tones = new HashMap<>();
    private final Map<Pixels, ToolException> failed = new HashMap<>();
    private long bytes;

    private final Object lock = new Object();
    private final Deque<Wish> wanted = new ArrayDeque<>();
    private final List<Key> later = new ArrayList<>();
    private final Set<Key> working = new HashSet<>();
    private final Map<Object, List<Key>> wishes = new HashMap<>();
    private final List<Runnable> arrivals = new ArrayList<>();
    private volatile boolean disposed;

    /**
     * @param budget bytes of tiles that are kept
     * @param lent   what devices lend to make the levels of a pyramid with; asked by any thread, at once
     */
    public TileCache(Display display, long budget, Supplier<Optional<Kernels>> lent) {
        this.display = display;
        this.budget = budget;
        this.lent = lent;
        for (int i = 0; i < THREADS; i++) {
            Thread thread = new Thread(this::work, "Loupe image tiles " + (i + 1));
            thread.setDaemon(true);
            thread.setPriority(Thread.NORM_PRIORITY - 1);
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

    /** Colours an image's tiles by a tone from now on. @param tone null to choose one by the image's values */
    public void tone(Pixels pixels, Tone tone) {
        if (Objects.equals(tone, tone == null ? tones.remove(pixels) : tones.put(pixels, tone)))
            return;
        List.copyOf(arrivals).forEach(Runnable::run);
    }

    /** The tone of an image: the one that was given, else the one that was chosen; empty until a tile has come. */
    public Optional<Tone> tone(Pixels pixels) {
        Tone given = tones.get(pixels);
        return given != null ? Optional.of(given)
                : Optional.ofNullable(ready.get(new Key(pixels, pixels.levels() - 1, 0, 0))).map(Entry::tone);
    }

    /** A tile's picture, if it is there; it may have the tone before. */
    public Optional<Image> get(Key key) {
        return Optional.ofNullable(ready.get(key)).map(Entry::image);
    }

    /** A tile's samples, if they are there. */
    public Optional<Tile> samples(Key key) {
        return Optional.ofNullable(ready.get(key)).map(Entry::tile);
    }

    /** Whether a tile is there in the image's present tone. */
    public boolean has(Key key) {
        Entry entry = ready.get(key);
        return entry != null && Objects.equals(entry.asked, tones.get(key.pixels));
    }

    /** Why an image cannot be read. */
    public Optional<ToolException> failure(Pixels pixels) {
        return Optional.ofNullable(failed.get(pixels));
    }

    /** The tiles that someone wants now, the most urgent first; replaces what he wanted before. */
    public void want(Object who, List<Key> keys) {
        synchronized (lock) {
            if (keys.isEmpty() && !wishes.containsKey(who))
                return;
            wishes.put(who, keys);
            queue();
        }
    }

    /**
     * The tiles that will soon be wanted; replaces those before. Each is read at most once, when nobody wants another
     * tile now.
     */
    public void ahead(List<Key> keys) {
        synchronized (lock) {
            later.clear();
            later.addAll(keys);
            queue();
        }
    }

    /** The most bytes of tiles that are kept. */
    public long budget() {
        return budget;
    }

    /** What a tile takes in the cache, in bytes. */
    public static long bytes(Key key) {
        Region region = key.pixels.region(key.level, key.column, key.row);
        long n = 1L << key.level, width = (region.width() + n - 1) / n, height = (region.height() + n - 1) / n;
        return key.pixels.shape().size((int) width, (int) height).bytes() + 4 * width * height;
    }

    private void queue() {
        wanted.clear();
        for (List<Key> list : wishes.values())
            list.forEach(this::queue);
        later.forEach(this::queue);
        lock.notifyAll();
    }

    private void queue(Key key) {
        if (!working.contains(key) && !has(key) && !failed.containsKey(key.pixels))
            wanted.add(new Wish(key, samples(key).orElse(null), tones.get(key.pixels)));
    }

    /** No longer wants anything for someone who is gone. */
    public void leave(Object who) {
        want(who, List.of());
        synchronized (lock) {
            wishes.remove(who);
        }
    }

    /** Forgets an image. */
    public void drop(Pixels pixels) {
        for (Iterator<Map.Entry<Key, Entry>> i = ready.entrySet().iterator(); i.hasNext();) {
            Map.Entry<Key, Entry> entry = i.next();
            if (entry.getKey().pixels == pixels) {
                bytes -= entry.getValue().bytes();
                entry.getValue().image.dispose();
                i.remove();
            }
        }
        failed.remove(pixels);
        tones.remove(pixels);
        synchronized (lock) {
            wishes.values().removeIf(list -> list.stream().anyMatch(k -> k.pixels == pixels));
            wanted.removeIf(w -> w.key.pixels == pixels);
            later.removeIf(k -> k.pixels == pixels);
        }
    }

    private void work() {
        while (!disposed) {
            Wish wish;
            synchronized (lock) {
                while (wanted.isEmpty() && !disposed)
                    try {
                        lock.wait();
                    } catch (InterruptedException e) {
                        return;
                    }
                if (disposed)
                    return;
                wish = wanted.poll();
                working.add(wish.key);
                later.remove(wish.key);
            }
            Entry entry = null;
            ToolException failure = null;
            Key key = wish.key;
            try (Reading run = new Reading(() -> disposed || key.pixels.isClosed(), lent)) {
                Tile tile = wish.samples != null ? wish.samples
                        : key.pixels.read(key.level, key.column, key.row, run);
                Tone tone = wish.tone != null ? wish.tone : Tone.of(key.pixels.range(tile));
                entry = new Entry(tile, new Image(display, Screens.toScreen(tile, tone)), wish.tone, tone);
            } catch (ToolException e) {
                failure = e;
            } catch (CancellationException e) {
                if (disposed)
                    return; // else the image was closed, and nobody waits for it
            } catch (SWTException e) {
                if (disposed)
                    return;
                failure = broken(e);
            } catch (RuntimeException | OutOfMemoryError e) {
                failure = broken(e);
            }
            Entry found = entry;
            ToolException why = failure;
            try {
                display.asyncExec(() -> arrived(wish.key, found, why));
            } catch (SWTException e) {
                return; // the display is gone, and all pictures with it
            }
        }
    }

    private static ToolException broken(Throwable e) {
        Failures.log(e);
        return new ToolException("The image cannot be shown: " + e + ".", "");
    }

    private void arrived(Key key, Entry entry, ToolException failure) {
        synchronized (lock) {
            working.remove(key);
        }
        if (disposed || key.pixels.isClosed()) {
            if (entry != null)
                entry.image.dispose();
            return;
        }
        if (failure != null)
            failed.put(key.pixels, failure);
        else {
            Entry before = ready.put(key, entry);
            bytes += entry.bytes();
            if (before != null) {
                bytes -= before.bytes();
                before.image.dispose();
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
            oldest.getValue().image.dispose();
            i.remove();
        }
    }

    /** Ends the threads and frees the pictures. */
    public void dispose() {
        disposed = true;
        synchronized (lock) {
            lock.notifyAll();
        }
        ready.values().forEach(entry -> entry.image.dispose());
        ready.clear();
    }
}
