package org.loupe.ui.viewer.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.eclipse.core.runtime.jobs.Job;
import org.loupe.api.ToolException;
import org.loupe.engine.Item;
import org.loupe.ui.Session;
import org.loupe.ui.Words;
import org.loupe.ui.viewer.ImageCanvas;
import org.loupe.ui.viewer.Pixels;
import org.loupe.ui.viewer.TileCache;
import org.loupe.ui.viewer.TileCache.Key;

/**
 * Opens the images before and after the one that is shown and the next tile to label, and reads the tiles that one would see of them, so that they
 * are there before they are asked for. Its tiles come after those of all canvases and take a share of the cache at
 * most; images so large that they would crowd it are left alone. UI thread.
 */
final class ReadAhead {
    /** One in so many bytes of the cache may be read ahead, and none from an image that is larger than that. */
    private static final int SHARE = 8;

    private final Session session;
    private final ImageCanvas canvas;
    private final TileCache tiles;
    private final Toning toning;
    private final Map<Item, Pixels> open = new HashMap<>();
    private List<Item> wanted = List.of();
    private List<Key> asked = List.of();
    private int generation;

    /** @param canvas that will show them */
    ReadAhead(Session session, ImageCanvas canvas, TileCache tiles, Toning toning) {
        this.session = session;
        this.canvas = canvas;
        this.tiles = tiles;
        this.toning = toning;
    }

    /**
     * Another image is shown, or others lie beside it.
     *
     * @param atHand an image that is open already, or {@code null}
     */
    void around(Item shown, Item atHand) {
        List<Item> items = session.items();
        int at = items.indexOf(shown);
        List<Item> beside = new ArrayList<>();
        session.queue().nextOpen(shown, 1).filter(next -> !next.equals(atHand)).ifPresent(beside::add);
        for (int next : new int[] { at + 1, at - 1 })
            if (at >= 0 && next >= 0 && next < items.size() && !items.get(next).equals(atHand)
                    && !beside.contains(items.get(next)))
                beside.add(items.get(next));
        wanted = beside;
        int mine = ++generation;
        for (Item item : List.copyOf(open.keySet()))
            if (!wanted.contains(item))
                close(open.remove(item));
        List<Item> missing = wanted.stream().filter(item -> !open.containsKey(item)).toList();
        if (!missing.isEmpty())
            open(missing, mine);
        refresh();
    }

    private void open(List<Item> missing, int mine) {
        Job job = Job.create(Words.get("job.openImage", missing.get(0).name()), monitor -> {
            for (Item item : missing)
                try {
                    Pixels pixels = Pixels.open(session.registry(), item.test(), item.page());
                    session.ui(() -> {
                        if (mine != generation || canvas.isDisposed()) {
                            pixels.close();
                            return;
                        }
                        open.put(item, pixels);
                        toning.ahead(pixels);
                        refresh();
                    });
                } catch (ToolException e) {
                    return; // who opens the image is told why it cannot be read
                }
        });
        job.setSystem(true);
        job.setPriority(Job.DECORATE);
        job.schedule();
    }

    /** The view has moved: other tiles would be in sight. */
    void refresh() {
        List<Key> keys = new ArrayList<>();
        long room = tiles.budget() / SHARE;
        for (Item item : wanted) {
            Pixels pixels = open.get(item);
            if (pixels == null || pixels.shape().bytes() > tiles.budget() / SHARE)
                continue;
            for (Key key : canvas.tilesOf(pixels)) {
                room -= TileCache.bytes(key);
                if (room >= 0)
                    keys.add(key);
            }
        }
        if (!keys.equals(asked)) {
            asked = keys;
            tiles.ahead(keys);
        }
    }

    /** Hands an image over that was opened ahead; the caller closes it. */
    Optional<Pixels> take(Item item) {
        return Optional.ofNullable(open.remove(item));
    }

    /** Whether something of an image can be drawn at once, and as finely as it would be looked at. */
    boolean ready(Item item) {
        Pixels pixels = open.get(item);
        return pixels != null && canvas.tilesOf(pixels).stream().allMatch(tiles::has);
    }

    private void close(Pixels pixels) {
        pixels.close();
        tiles.drop(pixels);
    }

    /** Closes all that was opened ahead. */
    void close() {
        generation++;
        open.values().forEach(this::close);
        open.clear();
        wanted = List.of();
    }
}
