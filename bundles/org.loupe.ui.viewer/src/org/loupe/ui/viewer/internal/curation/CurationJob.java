package org.loupe.ui.viewer.internal.curation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;

import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.emf.ecore.util.EcoreUtil;
import org.eclipse.ui.progress.IProgressConstants;
import org.loupe.api.ToolException;
import org.loupe.engine.Item;
import org.loupe.engine.Progress;
import org.loupe.model.ImageSet;
import org.loupe.store.labels.LabelTable;
import org.loupe.store.labels.LabelTile;
import org.loupe.ui.Failures;
import org.loupe.ui.Session;
import org.loupe.ui.Status.Kind;
import org.loupe.ui.Task;
import org.loupe.ui.Words;
import org.loupe.workspace.ImageSets;
import org.loupe.workspace.ProjectFile;
import org.loupe.workspace.labels.Labelling;
import org.loupe.workspace.labels.curation.Measuring;
import org.loupe.workspace.labels.curation.TileImage;

/** Measures and judges labels or tiles in the background: progress, cancel. */
final class CurationJob<T> extends Job implements Progress, Task {
    private static final long TELL_NS = 100_000_000;

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

    private final Session session;
    private final Matter matter;
    private final String words;
    private final Work<T> work;
    private final Consumer<Optional<T>> then;
    private volatile IProgressMonitor monitor;
    private volatile boolean stopped;
    private volatile int done, total = 1;
    private long told;

    private CurationJob(Session session, Matter matter, String name, String words, Work<T> work,
            Consumer<Optional<T>> then) {
        super(name);
        this.session = session;
        this.matter = matter;
        this.words = words;
        this.work = work;
        this.then = then;
        setProperty(IProgressConstants.KEEPONE_PROPERTY, Boolean.TRUE);
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
        CurationJob<T> job = new CurationJob<>(session, new Matter(session, project), name, words, work, then);
        session.task(job);
        job.schedule();
    }

    @Override
    protected IStatus run(IProgressMonitor given) {
        monitor = given;
        given.beginTask(getName(), IProgressMonitor.UNKNOWN);
        Optional<T> found = Optional.empty();
        String problem = null;
        try (Measuring measuring = matter.measuring()) {
            found = Optional.of(work.on(matter, measuring, this));
        } catch (CancellationException e) {
            return Status.CANCEL_STATUS;
        } catch (ToolException e) {
            problem = Failures.text(e);
        } catch (RuntimeException e) {
            problem = Failures.text(e);
            Failures.log(e);
        } finally {
            given.done();
            Optional<T> result = found;
            String why = problem;
            session.ui(() -> {
                if (session.task().orElse(null) == this)
                    session.task(null);
                if (why != null)
                    session.status().message(Kind.ERROR, why);
                then.accept(result);
            });
        }
        return Status.OK_STATUS; // what failed was said in the status line
    }

    @Override
    public boolean cancelled() {
        return stopped || monitor.isCanceled();
    }

    @Override
    protected void canceling() {
        stopped = true;
    }

    @Override
    public void update(int now, int of, int detections, int errors, String current) {
        done = now;
        total = Math.max(1, of);
        long time = System.nanoTime();
        if (time - told < TELL_NS)
            return;
        told = time;
        monitor.subTask(words());
        session.ui(() -> {
            if (session.task().orElse(null) == this)
                session.fire(Session.Event.PROGRESS);
        });
    }

    @Override
    public double fraction() {
        return (double) done / total;
    }

    @Override
    public String words() {
        return Words.get(words, done, total);
    }
}
