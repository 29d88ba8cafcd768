package org.loupe.ui.viewer.internal.curation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import org.eclipse.emf.ecore.util.EcoreUtil;
import org.loupe.api.ToolException;
import org.loupe.engine.Item;
import org.loupe.engine.Progress;
import org.loupe.model.ImageSet;
import org.loupe.store.labels.LabelTable;
import org.loupe.store.labels.LabelTile;
import org.loupe.ui.Failures;
import org.loupe.ui.Session;
import org.loupe.ui.Words;
import org.loupe.ui.WorkJob;
import org.loupe.workspace.ImageSets;
import org.loupe.workspace.ProjectFile;
import org.loupe.workspace.curation.Measuring;
import org.loupe.workspace.curation.TileImage;
import org.loupe.workspace.labels.Labelling;

/** Measures and judges labels or tiles in the background: progress, cancel. */
final class CurationJob {

    private CurationJob() {
    }

    /** What is judged, frozen when the job was made. */
    static final class Matter {
        private final ProjectFile project;
        private final Labelling labelling;
        private final Collection<ImageSet> sets;
        private final List<Item> items;
        private final Session session;
        /** The labels. */
        final LabelTable table;
        private Map<String, Item> known;

        private Matter(Session session, ProjectFile project) {
            this.session = session;
            this.project = project;
            labelling = project.labels();
            table = labelling.table().copy();
            items = session.items();
            sets = EcoreUtil.copyAll(project.project().getImageSets());
        }

        /** The images of the shown set as tiles, by how labels name them. */
        Map<String, TileImage> shown() {
            Map<String, TileImage> shown = new LinkedHashMap<>();
            for (Item item : items) {
                String name = labelling.image(item);
                shown.put(name, image(item, table.tile(name).map(LabelTile::sha256).orElse("")));
            }
            return shown;
        }

        /** Where the pixels of a tile are; with its reference, if an image set has it. */
        Optional<TileImage> image(int number) {
            return table.tile(number).map(tile -> Optional.ofNullable(known().get(tile.image()))
                    .map(item -> image(item, tile.sha256()))
                    .orElseGet(() -> new TileImage(labelling.file(tile), labelling.page(tile), Optional.empty(),
                            tile.sha256())));
        }

        private static TileImage image(Item item, String sha256) {
            return new TileImage(item.test(), item.page(), item.reference(), sha256);
        }

        /** All images of the project's sets. */
        Map<String, Item> known() {
            if (known == null) {
                known = new HashMap<>();
                List<Item> all = new ArrayList<>(items);
                for (ImageSet set : sets)
                    try {
                        all.addAll(ImageSets.find(project.folder(), set, session.registry()));
                    } catch (ToolException e) {
                        Failures.log(e); // its folder is gone; labels on other images are judged all the same
                    }
                for (Item item : all)
                    known.putIfAbsent(labelling.image(item), item);
            }
            return known;
        }

        /** Opens the tools. */
        Measuring measuring() throws ToolException {
            return new Measuring(Measuring.FORM, session.registry(), project.folder().resolve(Labelling.FOLDER)
                    .resolve(Measuring.FOLDER));
        }
    }

    /** The work, on the job's thread. */
    @FunctionalInterface
    interface Work<T> {
        /** @throws ToolException if there is too little to judge */
        T on(Matter matter, Measuring measuring, Progress progress) throws ToolException;
    }

    /**
     * Starts one. UI thread.
     *
     * @param name  of the job
     * @param words key of its words about how far it is: of how many, how many
     * @param then  gets what was found, on the UI thread; nothing if it was cancelled or failed, which is said
     */
    static <T> void start(Session session, ProjectFile project, String name, String words, Work<T> work,
            Consumer<Optional<T>> then) {
        Matter matter = new Matter(session, project);
        WorkJob.start(session, name, (done, total) -> Words.get(words, done, total), progress -> {
            try (Measuring measuring = matter.measuring()) {
                return work.on(matter, measuring, progress);
            }
        }, then);
    }
}
