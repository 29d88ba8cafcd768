package org.loupe.ui.viewer.internal;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import org.eclipse.swt.widgets.Control;
import org.loupe.api.ToolException;
import org.loupe.engine.Progress;
import org.loupe.engine.Recipe;
import org.loupe.engine.Registry;
import org.loupe.store.ImageRow;
import org.loupe.store.RunReader;
import org.loupe.ui.Failures;
import org.loupe.ui.RunPair;
import org.loupe.workspace.RecipeChanges;
import org.loupe.workspace.RunComparison;
import org.loupe.workspace.RunComparison.Difference;
import org.loupe.workspace.RunComparison.Kind;

/**
 * The comparison of two runs behind its editor: made, counted and paged on a thread of its own, told on the UI thread,
 * on which all its methods are called. Ends with its owner.
 */
final class CompareRuns implements Progress {
    /** Rows of a page. */
    static final int PAGE = 128;
    private static final int KEPT = 32;
    private static final long TELL_NS = 100_000_000;

    private record Place(Kind kind, String className, int page) {
    }

    private final Control owner;
    private final RunPair runs;
    private final Runnable changed;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
        Thread made = new Thread(work, "Loupe run comparison");
        made.setDaemon(true);
        made.setPriority(Thread.NORM_PRIORITY - 1);
        return made;
    });
    private final Map<Place, List<Difference>> pages = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Place, List<Difference>> eldest) {
            return size() > KEPT;
        }
    };
    private final Set<Place> asked = new HashSet<>();
    private final Map<Kind, Integer> sizes = new EnumMap<>(Kind.class);
    private RunReader before, after; // of the thread
    private Map<Integer, ImageRow> beforeImages = Map.of(), afterImages = Map.of();
    private List<String> classes = List.of();
    private RunComparison comparison;
    private List<RecipeChanges.Change> recipe = List.of();
    private String className = "";
    private String failure = "";
    private volatile int done, total;
    private volatile boolean closed;
    private long told;

    /** @param changed called when there is more to show */
    CompareRuns(Control owner, RunPair runs, Registry registry, Runnable changed) {
        this.owner = owner;
        this.runs = runs;
        this.changed = changed;
        owner.addDisposeListener(e -> {
            closed = true;
            thread.execute(this::close);
            thread.shutdown();
        });
        var beforeFolder = runs.beforeFolder();
        var afterFolder = runs.afterFolder();
        var truth = runs.truth();
        thread.execute(() -> {
            try {
                before = RunReader.open(beforeFolder);
                after = RunReader.open(afterFolder);
                RunComparison made = RunComparison.of(before, after, RunComparison.Settings.DEFAULT, truth, this);
                List<RecipeChanges.Change> changes = RecipeChanges.of(Recipe.parse(before.recipeJson()),
                        Recipe.parse(after.recipeJson()), registry);
                Map<Integer, ImageRow> old = byIndex(before), now = byIndex(after);
                List<String> all = new ArrayList<>(after.classNames()); // their places decide the colours everywhere
                before.classNames().stream().filter(c -> !all.contains(c)).forEach(all::add);
                tell(() -> {
                    comparison = made;
                    recipe = changes;
                    beforeImages = old;
                    afterImages = now;
                    classes = List.copyOf(all);
                    filter("");
                });
            } catch (CancellationException e) {
                // nobody waits for it any more
            } catch (ToolException | RuntimeException e) {
                Failures.log(e);
                tell(() -> failure = Failures.text(e));
            }
        });
    }

    private static Map<Integer, ImageRow> byIndex(RunReader run) {
        Map<Integer, ImageRow> rows = new HashMap<>();
        run.images().forEach(row -> rows.put(row.index(), row));
        return rows;
    }

    private void close() {
        for (RunReader run : new RunReader[] { before, after })
            if (run != null)
                run.close();
    }

    private void tell(Runnable change) {
        if (!closed && !owner.isDisposed())
            owner.getDisplay().asyncExec(() -> {
                if (owner.isDisposed())
                    return;
                change.run();
                changed.run();
            });
    }

    @Override
    public boolean cancelled() {
        return closed;
    }

    @Override
    public void update(int finished, int of, int detections, int errors, String current) {
        done = finished;
        total = of;
        if (System.nanoTime() - told < TELL_NS)
            return;
        told = System.nanoTime();
        tell(() -> { });
    }

    /** Images compared so far. */
    int done() {
        return done;
    }

    /** Images to compare; 0 until it is known. */
    int total() {
        return total;
    }

    /** What was found out; empty while it is made or if it cannot be. */
    Optional<RunComparison> comparison() {
        return Optional.ofNullable(comparison);
    }

    /** Why it cannot be made, or "". */
    String failure() {
        return failure;
    }

    /** In what the recipes differ. */
    List<RecipeChanges.Change> recipe() {
        return recipe;
    }

    /** All classes; a class's place decides its colour. */
    List<String> classes() {
        return classes;
    }

    /** The class that is listed, or "" for all. */
    String className() {
        return className;
    }

    /** Lists a class only, or with "" all. */
    void filter(String wanted) {
        className = wanted;
        RunComparison of = comparison;
        if (of == null)
            return;
        thread.execute(() -> {
            Map<Kind, Integer> counted = new EnumMap<>(Kind.class);
            for (Kind kind : Kind.values())
                counted.put(kind, of.size(kind, wanted));
            tell(() -> {
                if (className.equals(wanted))
                    sizes.putAll(counted);
            });
        });
    }

    /** Number of differences of a kind and the chosen class; -1 until they are counted. */
    int size(Kind kind) {
        return sizes.getOrDefault(kind, -1);
    }

    /** A difference, or {@code null} while it is read. */
    Difference get(Kind kind, int index) {
        Place place = new Place(kind, className, index / PAGE);
        List<Difference> page = pages.get(place);
        if (page != null)
            return index % PAGE < page.size() ? page.get(index % PAGE) : null;
        RunComparison of = comparison;
        if (of != null && asked.add(place))
            thread.execute(() -> read(of, place));
        return null;
    }

    private void read(RunComparison of, Place place) {
        try {
            List<Difference> found = of.page(place.kind, place.className, place.page * PAGE, PAGE, before, after);
            tell(() -> {
                asked.remove(place);
                pages.put(place, found);
            });
        } catch (ToolException e) {
            Failures.log(e);
            tell(() -> failure = Failures.text(e));
        }
    }

    /** The image of a difference with its files: that of the second run if it is in it. */
    Optional<ImageRow> image(Difference difference) {
        return Optional.ofNullable(difference.after().isPresent() ? afterImages.get(difference.after().get().image())
                : beforeImages.get(difference.before().orElseThrow().image()));
    }

    /** Which runs are compared. */
    RunPair runs() {
        return runs;
    }
}
