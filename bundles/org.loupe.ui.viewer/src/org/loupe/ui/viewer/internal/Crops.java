package org.loupe.ui.viewer.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.widgets.Control;
import org.loupe.api.Region;
import org.loupe.api.Shape;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;
import org.loupe.engine.Registry;
import org.loupe.store.ImageRow;
import org.loupe.ui.DetectionId;
import org.loupe.ui.RunResults;
import org.loupe.ui.viewer.Screens;
import org.loupe.workspace.RunCrops;

/**
 * Pictures of defects beside their references, read from the images' files by a thread of its own: those in sight
 * first, no longer those that have left it. UI thread only.
 */
final class Crops {
    private static final int KEPT = 1500, LEAST = 32, LARGEST = 256;

    /** A defect's picture and that of its reference; the test's is empty if its file cannot be read. */
    record Crop(Optional<Image> test, Optional<Image> reference) {
        private void dispose() {
            test.ifPresent(Image::dispose);
            reference.ifPresent(Image::dispose);
        }
    }

    private final Control owner;
    private final RunCrops reader;
    private final Map<DetectionId, Crop> known = new LinkedHashMap<>(64, 0.75f, true);
    private final Set<DetectionId> reading = new HashSet<>();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
        Thread made = new Thread(work, "Loupe crops");
        made.setDaemon(true);
        made.setPriority(Thread.MIN_PRIORITY);
        return made;
    });
    private final Runnable arrived;
    private RunResults run;
    private Map<Integer, ImageRow> images = Map.of();
    private volatile List<ResultRows.Row> wanted = List.of();
    private boolean waiting;

    /** @param owner with it the pictures are disposed @param arrived called when some have come */
    Crops(Control owner, Registry registry, Runnable arrived) {
        this.owner = owner;
        this.arrived = arrived;
        reader = new RunCrops(registry);
        owner.addDisposeListener(e -> {
            forget();
            thread.execute(reader::close);
            thread.shutdown();
        });
    }

    /** Shows pictures of another run from now on. */
    void run(RunResults shown) {
        if (run == shown)
            return;
        forget();
        run = shown;
    }

    private void forget() {
        known.values().forEach(Crop::dispose);
        known.clear();
        reading.clear();
        wanted = List.of();
        images = Map.of();
    }

    /** The pictures of a defect; empty while they are read. */
    Optional<Crop> get(DetectionId id) {
        return Optional.ofNullable(known.get(id));
    }

    /** Says which defects are in sight, the most wanted first. */
    void want(List<ResultRows.Row> rows) {
        List<ResultRows.Row> missing = new ArrayList<>();
        for (ResultRows.Row row : rows)
            if (!known.containsKey(row.id()) && !reading.contains(row.id()))
                missing.add(row);
        wanted = missing;
        if (!missing.isEmpty())
            next();
    }

    /** Reads one, then the next; the list may be another one by then. */
    private void next() {
        List<ResultRows.Row> list = wanted;
        if (list.isEmpty() || !reading.isEmpty() || run == null)
            return;
        if (images.isEmpty()) {
            Map<Integer, ImageRow> found = new HashMap<>();
            run.images().forEach(image -> found.put(image.index(), image));
            images = found;
        }
        ResultRows.Row row = list.get(0);
        wanted = list.subList(1, list.size());
        ImageRow image = images.get(row.id().image());
        if (image == null) {
            next();
            return;
        }
        reading.add(row.id());
        RunResults of = run;
        thread.execute(() -> {
            Region region = around(row);
            Optional<ImageData> test = read(reader, image, region, false),
                    reference = read(reader, image, region, true);
            if (!owner.isDisposed())
                owner.getDisplay().asyncExec(() -> {
                    if (!owner.isDisposed() && run == of)
                        take(row.id(), test, reference);
                });
        });
    }

    private void take(DetectionId id, Optional<ImageData> test, Optional<ImageData> reference) {
        reading.remove(id);
        known.put(id, new Crop(test.map(d -> new Image(owner.getDisplay(), d)),
                reference.map(d -> new Image(owner.getDisplay(), d))));
        for (Iterator<Crop> i = known.values().iterator(); known.size() > KEPT && i.hasNext();) {
            i.next().dispose();
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

    /** A square around a defect with some of its surroundings. */
    static Region around(ResultRows.Row row) {
        double width = row.values()[3], height = row.values()[4];
        int edge = (int) Math.max(LEAST, Math.ceil(Math.max(width, height) * 1.5));
        return new Region((int) Math.round(row.values()[1] + width / 2 - edge / 2.0),
                (int) Math.round(row.values()[2] + height / 2 - edge / 2.0), edge, edge);
    }

    /** A square of an image or its reference, for the screen; what lies outside the image stays dark. Any thread. */
    static Optional<ImageData> read(RunCrops reader, ImageRow image, Region region, boolean reference) {
        try {
            Optional<Tile> found = reader.crop(image, region, reference);
            if (found.isEmpty())
                return Optional.empty();
            Tile tile = found.get();
            double white = tile.shape().type() == Shape.Type.U8 ? 255 : 65535;
            ImageData part = Screens.toScreen(tile, new double[] { 0, white }), square = part;
            if (part.width != region.width() || part.height != region.height()) {
                square = new ImageData(region.width(), region.height(), 24, part.palette);
                int dx = tile.x() - region.x(), dy = tile.y() - region.y();
                for (int y = Math.max(0, -dy); y < Math.min(part.height, square.height - dy); y++)
                    for (int x = Math.max(0, -dx); x < Math.min(part.width, square.width - dx); x++)
                        square.setPixel(x + dx, y + dy, part.getPixel(x, y));
            }
            return Optional.of(square.width > LARGEST ? square.scaledTo(LARGEST, LARGEST) : square);
        } catch (ToolException e) {
            return Optional.empty(); // the cell says so; the viewer says why when the image is opened
        }
    }
}
