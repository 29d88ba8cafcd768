package org.loupe.ui.viewer.internal.wafer;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.Consumer;

import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.ui.IWorkbenchPage;
import org.loupe.api.ImageInfo;
import org.loupe.engine.Item;
import org.loupe.model.ImageSet;
import org.loupe.ui.Session;
import org.loupe.ui.Status.Kind;
import org.loupe.ui.Words;
import org.loupe.ui.viewer.internal.ImageEditor;
import org.loupe.wafer.WaferDefects;
import org.loupe.workspace.wafer.DefectImages;
import org.loupe.workspace.wafer.DefectImages.Found;

/**
 * The images of a wafer's defects: looked for in the folder of its image set, else in that of its file, once for each
 * wafer and off the UI thread. UI thread only.
 */
final class WaferImages {
    private static final Map<OpenWafer, WaferImages> ALL = new WeakHashMap<>();

    private final List<Runnable> waiting = new ArrayList<>();
    private Map<Integer, List<Found>> found;

    private WaferImages(Session session, OpenWafer open) {
        Path root = root(session, open);
        boolean imported = open.entry().isPresent();
        Job job = Job.create(Words.get("job.defectImages"), monitor -> {
            Map<Integer, List<Found>> all = imported ? new DefectImages(root).of(open.wafer())
                    : named(new DefectImages(root), open.wafer().defects());
            session.ui(() -> {
                found = all;
                waiting.forEach(Runnable::run);
                waiting.clear();
            });
        });
        job.setSystem(true);
        job.schedule();
    }

    /** Those that the file names: what else lies beside a file somewhere has nothing to do with it. */
    private static Map<Integer, List<Found>> named(DefectImages folder, WaferDefects defects) {
        Map<Integer, List<Found>> all = new HashMap<>();
        for (int i = 0; i < defects.size(); i++)
            if (!defects.images(i).isEmpty()) {
                List<Found> there = folder.of(defects, i);
                if (!there.isEmpty())
                    all.put(i, there);
            }
        return all;
    }

    private static Path root(Session session, OpenWafer open) {
        ImageSet set = open.entry().map(e -> e.getImageSet()).orElse(null);
        if (set != null && session.project().isPresent())
            return session.project().get().resolve(set.getRoot());
        Path folder = open.file().toAbsolutePath().getParent();
        return folder == null ? Path.of("").toAbsolutePath() : folder;
    }

    /** Those of a wafer; its files are listed when they are first asked for. */
    static WaferImages of(Session session, OpenWafer open) {
        return ALL.computeIfAbsent(open, o -> new WaferImages(session, o));
    }

    /** Calls back once the files are listed; at once if they are. */
    void whenListed(Runnable then) {
        if (found == null)
            waiting.add(then);
        else
            then.run();
    }

    /** The images of a defect; empty until the files are listed. */
    List<Found> of(int defect) {
        return found == null ? List.of() : found.getOrDefault(defect, List.of());
    }

    /** Whether there are images of any defect. */
    boolean any() {
        return found != null && !found.isEmpty();
    }

    /** The images of all defects that have some. */
    Map<Integer, List<Found>> all() {
        return found == null ? Map.of() : found;
    }

    /**
     * Shows an image of what is selected in the viewer.
     *
     * @param all of the whole die, else of the selected defects before others
     */
    static void show(IWorkbenchPage page, Session session, OpenWafer open, WaferSelection chosen, boolean all) {
        WaferImages images = of(session, open);
        images.whenListed(() -> {
            Set<Found> files = new LinkedHashSet<>();
            Consumer<Integer> take = defect -> files.addAll(images.of(defect));
            if (!all && !chosen.defects().isEmpty())
                chosen.defects().stream().limit(1000).boxed().forEach(take);
            else
                chosen.each(open.index(), take::accept);
            if (files.isEmpty()) {
                session.status().message(Kind.INFO, Words.get("map.noImages"));
                return;
            }
            Found first = files.iterator().next();
            ImageEditor.show(page, item(session, first), true);
            if (files.size() > 1)
                session.status().message(Kind.INFO, Words.get("map.imagesOf", files.size()));
        });
    }

    /** An image as the set that is looked at knows it, with its reference and scale; else by itself. */
    static Item item(Session session, Found image) {
        return session.items().stream().filter(i -> i.test().equals(image.file()) && i.page() == image.page())
                .findFirst().orElseGet(() -> new Item(image.file().getFileName().toString(), image.file(),
                        image.page(), Optional.empty(), Double.NaN, ImageInfo.Conditions.UNKNOWN));
    }
}
