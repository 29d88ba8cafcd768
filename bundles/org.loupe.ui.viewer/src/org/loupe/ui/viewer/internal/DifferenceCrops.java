package org.loupe.ui.viewer.internal;

import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.widgets.Control;
import org.loupe.api.Region;
import org.loupe.engine.Registry;
import org.loupe.store.ImageRow;
import org.loupe.workspace.RunComparison.Difference;
import org.loupe.workspace.RunComparison.Found;
import org.loupe.workspace.RunCrops;

/** Pictures of what differs between two runs, beside the references; read by a thread of their own. UI thread only. */
final class DifferenceCrops {
    private static final int KEPT = 400, LEAST = 48, REDRAW_MS = 60;

    /**
     * A square around a difference.
     *
     * @param region    px of the image that it shows
     * @param test      empty if the file cannot be read
     * @param reference empty if there is none
     */
    record Crop(Region region, Optional<Image> test, Optional<Image> reference) {
        private void dispose() {
            test.ifPresent(Image::dispose);
            reference.ifPresent(Image::dispose);
        }
    }

    private final Control owner;
    private final Runnable arrived;
    private final RunCrops reader;
    private final Map<Difference, Crop> known = new LinkedHashMap<>(64, 0.75f, true);
    private final Set<Difference> reading = new HashSet<>();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
        Thread made = new Thread(work, "Loupe comparison crops");
        made.setDaemon(true);
        made.setPriority(Thread.MIN_PRIORITY);
        return made;
    });
    private volatile Set<Difference> wanted = Set.of();
    private boolean waiting;

    /** @param owner with it the pictures are disposed @param arrived called when some have come */
    DifferenceCrops(Control owner, Registry registry, Runnable arrived) {
        this.owner = owner;
        this.arrived = arrived;
        reader = new RunCrops(registry);
        owner.addDisposeListener(e -> {
            wanted = Set.of();
            known.values().forEach(Crop::dispose);
            thread.execute(reader::close);
            thread.shutdown();
        });
    }

    /** Says what is in sight; pictures of anything else that wait to be read are dropped. */
    void want(Set<Difference> inSight) {
        wanted = inSight;
    }

    /** The picture of a difference; empty while it is read. @param image where it lies */
    Optional<Crop> get(Difference difference, ImageRow image) {
        Crop crop = known.get(difference);
        if (crop == null && reading.add(difference))
            thread.execute(() -> read(difference, image));
        return Optional.ofNullable(crop);
    }

    private void read(Difference difference, ImageRow image) {
        boolean inSight = wanted.contains(difference);
        Region region = around(difference);
        Optional<ImageData> test = inSight ? Crops.read(reader, image, region, false) : Optional.empty();
        Optional<ImageData> reference = inSight ? Crops.read(reader, image, region, true) : Optional.empty();
        if (!owner.isDisposed())
            owner.getDisplay().asyncExec(() -> {
                if (owner.isDisposed())
                    return;
                reading.remove(difference);
                if (inSight)
                    keep(difference, new Crop(region, test.map(d -> new Image(owner.getDisplay(), d)),
                            reference.map(d -> new Image(owner.getDisplay(), d))));
            });
    }

    private void keep(Difference difference, Crop crop) {
        known.put(difference, crop);
        for (Iterator<Crop> i = known.values().iterator(); known.size() > KEPT && i.hasNext();) {
            i.next().dispose();
            i.remove();
        }
        if (waiting)
            return;
        waiting = true;
        owner.getDisplay().timerExec(REDRAW_MS, () -> {
            waiting = false;
            if (!owner.isDisposed())
                arrived.run();
        });
    }

    /** A square around both boxes with some of their surroundings. */
    static Region around(Difference difference) {
        double left = Double.MAX_VALUE, top = Double.MAX_VALUE, right = -Double.MAX_VALUE, bottom = -Double.MAX_VALUE;
        for (Found found : Stream.concat(difference.before().stream(), difference.after().stream()).toList()) {
            left = Math.min(left, found.x());
            top = Math.min(top, found.y());
            right = Math.max(right, found.x() + found.width());
            bottom = Math.max(bottom, found.y() + found.height());
        }
        int edge = (int) Math.max(LEAST, Math.ceil(Math.max(right - left, bottom - top) * 1.6));
        return new Region((int) Math.round((left + right - edge) / 2), (int) Math.round((top + bottom - edge) / 2),
                edge, edge);
    }
}
