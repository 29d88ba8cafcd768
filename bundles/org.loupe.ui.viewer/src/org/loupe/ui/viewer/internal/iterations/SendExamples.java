package org.loupe.ui.viewer.internal.iterations;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;

import org.eclipse.core.runtime.ICoreRunnable;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.jobs.ISchedulingRule;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.ui.IWorkbenchPage;
import org.loupe.api.Detections;
import org.loupe.api.Region;
import org.loupe.api.ToolException;
import org.loupe.engine.Item;
import org.loupe.engine.Problem;
import org.loupe.engine.Progress;
import org.loupe.model.ImageSet;
import org.loupe.store.Listing;
import org.loupe.store.labels.Label;
import org.loupe.store.labels.LabelChange;
import org.loupe.store.labels.LabelShape;
import org.loupe.store.labels.LabelTile;
import org.loupe.ui.DetectionIds;
import org.loupe.ui.Failures;
import org.loupe.ui.Preferences;
import org.loupe.ui.RunResults;
import org.loupe.ui.Session;
import org.loupe.ui.Status;
import org.loupe.ui.Status.Kind;
import org.loupe.ui.Words;
import org.loupe.ui.viewer.internal.ImageEditor;
import org.loupe.workspace.ProjectFile;
import org.loupe.workspace.labels.AutoLabelers;
import org.loupe.workspace.labels.ExampleImport;
import org.loupe.workspace.labels.ExampleImport.Added;
import org.loupe.workspace.labels.ExampleImport.Mark;
import org.loupe.workspace.labels.ExampleImport.Request;
import org.loupe.workspace.labels.Examples;
import org.loupe.workspace.labels.Iterations;
import org.loupe.workspace.labels.Labelling;

/**
 * Sends images, labels or detections to the example set: copied by a job, added as one change that can be undone, told
 * in the status line with what differs from the standard of the set. UI thread only.
 */
public final class SendExamples {
    private static final int MARGIN = 32;
    /** One at a time, so that what is there already is known. */
    private static final ISchedulingRule ONE = new ISchedulingRule() {
        @Override
        public boolean contains(ISchedulingRule rule) {
            return rule == this;
        }

        @Override
        public boolean isConflicting(ISchedulingRule rule) {
            return rule == this;
        }
    };
    private static ProjectFile watched;

    private final Session session;
    private final ProjectFile project;
    private final IWorkbenchPage page;
    private final Optional<ImageSet> set;
    private final List<String> noted;

    private SendExamples(Session session, ProjectFile project, IWorkbenchPage page) {
        this(session, project, page, List.of());
    }

    private SendExamples(Session session, ProjectFile project, IWorkbenchPage page, List<String> noted) {
        this.session = session;
        this.project = project;
        this.page = page;
        this.noted = noted;
        set = session.imageSet().filter(s -> !s.isExamples());
        watch();
    }

    /** Has the list of examples follow what is sent and undone. */
    private void watch() {
        if (watched == project)
            return;
        watched = project;
        project.labels().listen(change -> {
            if (session.imageSet().filter(ImageSet::isExamples).isPresent() && change.tiles().stream()
                    .anyMatch(SendExamples::comesOrGoes))
                session.ui(() -> {
                    if (session.imageSet().filter(ImageSet::isExamples).isPresent())
                        session.listImages();
                });
        });
    }

    private static boolean comesOrGoes(LabelChange.Replaced<LabelTile> tile) {
        LabelTile one = tile.after() == null ? tile.before() : tile.after();
        return (tile.before() == null || tile.after() == null) && Examples.isExample(one.image());
    }

    /** Sends the selected defects; what a machine found is proposed as labels. */
    static void defects(Session session, IWorkbenchPage page) {
        session.edit(project -> {
            RunResults results = session.results().orElse(null);
            if (results == null)
                return;
            SendExamples sending = new SendExamples(session, project, page);
            DetectionIds ids = session.selection();
            String source = AutoLabelers.name(results.entry().getRecipe());
            results.ask(reader -> {
                List<Found> found = new ArrayList<>();
                int image = -1;
                for (long key : ids.keys()) {
                    if (Listing.image(key) != image) {
                        image = Listing.image(key);
                        found.add(new Found(image, reader.detections(image), new ArrayList<>()));
                    }
                    found.get(found.size() - 1).rows.add(Listing.row(key));
                }
                return found;
            }, found -> {
                List<Request> requests = new ArrayList<>();
                for (Found one : found)
                    results.images().stream().filter(row -> row.index() == one.image).findFirst()
                            .ifPresent(row -> requests.add(sending.request(ImageEditor.item(session, row),
                                    Optional.empty(), one.marks(source))));
                sending.start(requests);
            }, why -> session.status().message(Kind.ERROR, Failures.text(why)));
        });
    }

    /** Detections of one image that are sent. */
    private record Found(int image, Detections all, List<Integer> rows) {
        List<Mark> marks(String source) {
            return rows.stream().map(row -> {
                LabelShape shape = new LabelShape.Box(all.x()[row], all.y()[row], all.width()[row],
                        all.height()[row]);
                float score = Float.isNaN(all.score()[row]) ? 1 : Math.max(0, Math.min(1, all.score()[row]));
                return new Mark(shape, 0, all.className(row), true, score, source);
            }).toList();
        }
    }

    /** Sends images as they are with their labels; of one larger than a tile the part that is in sight. */
    static void tiles(Session session, IWorkbenchPage page, List<Item> images) {
        session.edit(project -> {
            SendExamples sending = new SendExamples(session, project, page);
            Labelling labelling = project.labels();
            List<Request> requests = new ArrayList<>();
            for (Item image : images) {
                List<Label> labels = labelling.tile(image).map(t -> labelling.table().labels(t.number()))
                        .orElse(List.of());
                Optional<Region> sight = session.viewed().filter(v -> v.image().equals(image) && labels.isEmpty())
                        .map(v -> v.region());
                requests.add(sending.request(image, sight, sending.marks(labels)));
            }
            sending.start(requests);
        });
    }

    /** Sends labels with what is around them. */
    static void labels(Session session, IWorkbenchPage page, List<Label> labels) {
        session.edit(project -> {
            SendExamples sending = new SendExamples(session, project, page);
            List<Request> requests = new ArrayList<>();
            labels.stream().map(Label::tile).distinct().forEach(number -> project.labels().table().tile(number)
                    .ifPresent(tile -> requests.add(sending.request(ComparisonPane.item(session, tile),
                            Optional.empty(), sending.marks(labels.stream().filter(l -> l.tile() == number)
                                    .toList())))));
            sending.start(requests);
        });
    }

    /** Sends what was chosen elsewhere. @param noted how it was chosen, in sentences that are kept with the examples */
    public static void requests(Session session, IWorkbenchPage page, List<Request> requests, List<String> noted) {
        session.edit(project -> new SendExamples(session, project, page, noted).start(requests));
    }

    private List<Mark> marks(List<Label> labels) {
        return labels.stream().filter(Label::agreed).map(l -> Mark.of(l, session.desk().className(l.code()))).toList();
    }

    private Request request(Item image, Optional<Region> place, List<Mark> marks) {
        return new Request(image, place, marks, set.map(ImageSet::getLot).orElse(""),
                set.map(ImageSet::getWafer).orElse(""));
    }

    private void start(List<Request> all) {
        List<Request> requests = all.stream()
                .filter(r -> !Examples.isExample(project.labels().image(r.image()))).toList();
        if (requests.isEmpty()) {
            session.status().message(Kind.INFO, all.isEmpty() ? Words.get("examples.nothing")
                    : Words.get("examples.isExample", all.get(0).image().name()));
            return;
        }
        if (session.project().orElse(null) != project)
            return;
        int number = Iterations.number(project);
        ExampleImport sending = new ExampleImport(project, requests, Preferences.EXAMPLE_SIZE.get(), MARGIN);
        Job job = Job.create(Words.get("examples.job", number), (ICoreRunnable) monitor -> {
            try {
                monitor.beginTask("", requests.size());
                sending.copy(session.registry(), new Told(monitor));
                session.ui(() -> add(sending, number));
            } catch (CancellationException e) {
                return;
            } catch (ToolException e) {
                Failures.log(e);
                session.ui(() -> session.status().message(Kind.ERROR, Failures.text(e)));
            }
        });
        job.setRule(ONE);
        job.schedule();
    }

    private record Told(IProgressMonitor monitor) implements Progress {
        @Override
        public boolean cancelled() {
            return monitor.isCanceled();
        }

        @Override
        public void update(int done, int total, int detections, int errors, String current) {
            monitor.worked(1);
            monitor.subTask(current);
        }
    }

    private void add(ExampleImport sending, int number) {
        if (session.project().orElse(null) != project) {
            sending.discard(); // closed meanwhile
            return;
        }
        try {
            List<String> warnings = sending.warnings().stream().map(Problem::message).toList();
            List<String> kept = new ArrayList<>(warnings);
            kept.addAll(noted);
            Added added = sending.add(project, Words.get("examples.undo", sending.size()), set, kept);
            boolean nothing = added.tiles().isEmpty() && added.labels() == 0;
            String words = nothing ? Words.get("examples.known", added.duplicates().size())
                    : added.duplicates().isEmpty()
                            ? Words.get("examples.sent", added.tiles().size(), number, added.labels())
                            : Words.get("examples.sentAndKnown", added.tiles().size(), number,
                                    added.duplicates().size(), added.labels());
            Status.Link show = new Status.Link(Words.get("examples.show"), () -> show(added));
            Status.Link undo = new Status.Link(Words.get("edit.undoLink"),
                    project.domain().getCommandStack()::undo);
            session.status().message(warnings.isEmpty() ? Kind.INFO : Kind.WARNING, warnings.isEmpty() ? words
                    : Words.get("examples.warned", words, String.join(" ", warnings)),
                    nothing ? new Status.Link[] { show } : new Status.Link[] { undo, show });
        } catch (ToolException e) {
            sending.discard();
            Failures.log(e);
            session.status().message(Kind.ERROR, Failures.text(e));
        }
    }

    /** Shows the example set and the first of the tiles. */
    private void show(Added added) {
        if (session.project().orElse(null) != project)
            return;
        Examples.set(project.project()).ifPresent(session::imageSet);
        List<String> all = added.tiles().isEmpty() ? added.duplicates() : added.tiles();
        all.stream().findFirst().flatMap(project.labels().table()::tile)
                .ifPresent(tile -> ImageEditor.show(page, ComparisonPane.item(session, tile), true));
    }
}
