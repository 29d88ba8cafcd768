package org.loupe.ui.internal.recipe;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;

import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.widgets.Control;
import org.loupe.api.Detections;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;
import org.loupe.engine.Item;
import org.loupe.engine.Plan;
import org.loupe.engine.Policy;
import org.loupe.engine.Preview;
import org.loupe.engine.Preview.Result;
import org.loupe.engine.Preview.StageKind;
import org.loupe.engine.Problem;
import org.loupe.engine.Progress;
import org.loupe.engine.Recipe;
import org.loupe.engine.ToolText;
import org.loupe.engine.Zones;
import org.loupe.ui.LivePreview;
import org.loupe.ui.LivePreview.Stage;
import org.loupe.ui.LivePreview.StepCost;
import org.loupe.ui.Preferences;
import org.loupe.ui.Session;
import org.loupe.ui.Viewed;
import org.loupe.ui.Words;
import org.loupe.workspace.ImageSets;

/**
 * Keeps {@link Session#preview()} what the recipe makes of the part of the image that is in sight. It works in a job:
 * the latest wish wins, and the last result stays until the new one is there. UI thread only.
 */
public final class Live {
    private static final int DEBOUNCE = 30;
    /** A preview that takes longer than this gives way to a newer wish, unless nothing was shown for a while. */
    private static final long PATIENCE = 100_000_000, STARVED = 500_000_000;
    /** Size of the pictures of the strip. */
    static final int WIDTH = 96, HEIGHT = 84;

    private final Session session;
    private final Control owner;
    private final Consumer<Shown> shown;
    private final Preview preview;
    private final Job job;
    private final Map<Tile, ImageData> pictures = new IdentityHashMap<>();
    private volatile Wish wish;
    private volatile long published = System.nanoTime();
    private Recipe trial;
    private boolean visible = true;

    /**
     * A result with what the recipe part draws of it.
     *
     * @param preview   as it was posted
     * @param exact     whether a run finds the same
     * @param pictures  one per stage
     * @param histogram of the difference, if there is one
     */
    public record Shown(LivePreview preview, boolean exact, List<ImageData> pictures,
            Optional<Thumbs.Histogram> histogram) {
    }

    private record Wish(Recipe recipe, Policy policy, Viewed viewed, Zones zones) {
    }

    /**
     * @param owner ends it
     * @param shown told of each result after it was posted; with {@code null} when there is none any more
     */
    public Live(Session session, Control owner, Consumer<Shown> shown) {
        this.session = session;
        this.owner = owner;
        this.shown = shown;
        preview = new Preview(session.registry());
        job = new Job(Words.get("job.preview")) {
            @Override
            protected IStatus run(IProgressMonitor monitor) {
                work();
                return Status.OK_STATUS;
            }
        };
        job.setSystem(true);
        for (Session.Event event : List.of(Session.Event.VIEWED, Session.Event.RECIPE, Session.Event.MODEL,
                Session.Event.IMAGE, Session.Event.PROJECT))
            session.listen(owner, event, this::changed);
        Preferences.listen(owner, Preferences.LIVE_PREVIEW, this::changed);
        owner.addDisposeListener(e -> {
            wish = null;
            Job.create(Words.get("job.preview"), monitor -> {
                preview.close();
            }).schedule();
        });
        changed();
    }

    /** Switches the live preview on or off, and keeps that. */
    public static void toggle() {
        Preferences.LIVE_PREVIEW.set(!Preferences.LIVE_PREVIEW.get());
    }

    /** Says whether the recipe is in sight: while it is not, nobody tunes it, and the viewer shows what the run found. */
    public void visible(boolean on) {
        if (visible == on)
            return;
        visible = on;
        changed();
    }

    /** Shows what another recipe would make of it, while the user tries; {@code null}: the project's recipe again. */
    public void attempt(Recipe tried) {
        trial = tried;
        changed();
    }

    /** What was tried is over, as the recipe is changed now. */
    public void forget() {
        trial = null;
    }

    /** What was tried is over; the recipe stays as it is. */
    public void settled() {
        if (trial != null) {
            trial = null;
            changed();
        }
    }

    private void changed() {
        if (owner.isDisposed())
            return;
        Wish next = visible && Preferences.LIVE_PREVIEW.get() ? wanted() : null;
        if (next == null) {
            wish = null;
            job.schedule(); // gives the memory up
            if (session.preview().isPresent()) {
                session.stage(-1);
                session.preview(null);
            }
            shown.accept(null);
        } else if (!next.equals(wish)) {
            wish = next;
            job.schedule(DEBOUNCE);
        }
    }

    private Wish wanted() {
        Viewed viewed = session.viewed().orElse(null);
        if (viewed == null || session.recipe().isEmpty() || session.project().isEmpty()
                || session.image().filter(viewed.image()::equals).isEmpty())
            return null;
        try {
            return new Wish(trial != null ? trial : session.freeze(session.recipe().get()), session.policy(),
                    viewed, session.imageSet().map(ImageSets::zones).orElse(Zones.NONE));
        } catch (IllegalArgumentException e) {
            return null; // the recipe cannot be frozen; the plan's problem says so
        }
    }

    /** In the job. */
    private void work() {
        Wish now = wish;
        if (now == null) {
            preview.close();
            pictures.clear();
            return;
        }
        long begin = System.nanoTime();
        Progress progress = new Progress() {
            @Override
            public boolean cancelled() {
                long time = System.nanoTime();
                return wish == null || !now.equals(wish) && time - begin > PATIENCE
                        && (!wish.viewed.image().equals(now.viewed.image()) || time - published < STARVED);
            }
        };
        Shown result;
        try {
            Plan plan = Plan.of(now.recipe, session.registry(), now.policy);
            result = show(now, preview.run(plan, now.viewed.image(), now.viewed.region(), now.viewed.scale(),
                    now.zones, progress));
        } catch (CancellationException e) {
            return; // the newer wish has its turn
        } catch (ToolException e) {
            result = failed(now, Problem.of("", e));
        }
        published = System.nanoTime();
        Shown made = result;
        session.ui(() -> {
            if (owner.isDisposed() || wish == null || !wish.viewed.image().equals(now.viewed.image()))
                return;
            session.preview(made.preview);
            shown.accept(made);
        });
    }

    private Shown show(Wish now, Result result) {
        List<Stage> stages = new ArrayList<>();
        List<ImageData> images = new ArrayList<>();
        Map<Tile, ImageData> kept = new IdentityHashMap<>();
        Optional<Thumbs.Histogram> histogram = Optional.empty();
        for (Preview.Stage stage : result.stages()) {
            boolean heat = stage.kind() == StageKind.DIFFERENCE;
            stages.add(new Stage(label(stage, now), stage.step(), heat ? Stage.Kind.HEAT : Stage.Kind.IMAGE,
                    stage.tile()));
            ImageData picture = pictures.get(stage.tile());
            if (picture == null)
                picture = Thumbs.picture(stage.tile(), WIDTH, HEIGHT, heat);
            kept.put(stage.tile(), picture);
            images.add(picture);
            if (heat)
                histogram = Optional.of(Thumbs.histogram(stage.tile()));
        }
        pictures.clear();
        pictures.putAll(kept);
        List<StepCost> costs = result.steps().stream().map(c -> new StepCost(c.millis(), c.count())).toList();
        return new Shown(new LivePreview(now.viewed.image(), result.region(), result.scale(), stages,
                result.detections(), costs, result.millis(), result.warnings(), result.error()), result.exact(), images,
                histogram);
    }

    private String label(Preview.Stage stage, Wish now) {
        return switch (stage.kind()) {
            case INPUT -> Words.get("preview.input");
            case REFERENCE -> Words.get("preview.reference");
            case DIFFERENCE -> Words.get("preview.difference");
            case RESULT -> Words.get("preview.result");
            case STEP -> {
                try {
                    yield ToolText.info(session.registry().find(now.recipe.steps().get(stage.step()).tool(),
                            now.policy).tool(), Locale.getDefault()).label();
                } catch (ToolException e) {
                    yield now.recipe.steps().get(stage.step()).tool();
                }
            }
        };
    }

    private static Shown failed(Wish now, Problem problem) {
        Item image = now.viewed.image();
        return new Shown(new LivePreview(image, now.viewed.region(), 1, List.of(), Detections.NONE, List.of(), 0,
                List.of(), Optional.of(problem)), false, List.of(), Optional.empty());
    }
}
