package org.loupe.ui.viewer.internal;

import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;

import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.swt.widgets.Widget;
import org.loupe.api.Detections;
import org.loupe.api.Region;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;
import org.loupe.engine.Item;
import org.loupe.engine.Policy;
import org.loupe.engine.Progress;
import org.loupe.engine.Recipe;
import org.loupe.ui.Failures;
import org.loupe.ui.LivePreview;
import org.loupe.ui.LivePreview.Stage;
import org.loupe.ui.Session;
import org.loupe.ui.Status.Kind;
import org.loupe.ui.Words;
import org.loupe.ui.viewer.HeatMap;
import org.loupe.ui.viewer.ImageCanvas;
import org.loupe.ui.viewer.Pixels;
import org.loupe.ui.viewer.internal.Findings.ByNet;
import org.loupe.workspace.RecipeModel;
import org.loupe.workspace.nets.NetHeat;

/**
 * Decides what the heat map of an editor shows: what speaks for the selected objects if a trained net found them, else
 * the difference of the live preview if there is one, else what speaks for all that a trained net found, else the
 * difference of the image and its reference after registration. All is computed off the UI thread. UI thread.
 */
final class Heat {
    private static final int CALM_MS = 200;
    private static final long LARGE = 1 << 21;

    private final Session session;
    private final Widget owner;
    private final HeatMap map = new HeatMap();
    private final Runnable redraw;
    private final Findings findings;
    private Item item;
    private ImageCanvas canvas;
    private Optional<Pixels> reference = Optional.empty();
    private boolean on;
    private volatile int generation;

    /** @param findings of the image @param redraw all canvases that show the map */
    Heat(Session session, Widget owner, Findings findings, Runnable redraw) {
        this.session = session;
        this.findings = findings;
        findings.onChange(() -> {
            if (on)
                update();
        });
        this.owner = owner;
        this.redraw = redraw;
        session.listen(owner, Session.Event.PREVIEW, this::update);
        session.listen(owner, Session.Event.RECIPE, this::update);
        owner.addDisposeListener(e -> {
            generation++;
            map.dispose();
        });
    }

    HeatMap map() {
        return map;
    }

    boolean on() {
        return on;
    }

    /** Shows the map or not. */
    void toggle() {
        on = !on;
        if (on && preview().isEmpty() && reference.isEmpty() && findings.byNet().isEmpty()) {
            on = false;
            session.status().message(Kind.INFO, Words.get("heat.none"));
        }
        update();
    }

    /** Another image is shown, in a canvas, or its reference is known now. */
    void image(Item shown, ImageCanvas in, Optional<Pixels> golden) {
        boolean same = shown == item && golden.equals(reference);
        if (canvas == null)
            in.view().listen(this::moved);
        item = shown;
        canvas = in;
        reference = golden;
        if (!same)
            update();
    }

    private Optional<LivePreview> preview() {
        return session.preview().filter(p -> p.image().equals(item)
                && p.stages().stream().anyMatch(s -> s.kind() == Stage.Kind.HEAT));
    }

    /** Whether so many px are in the image that only a part is worked on. */
    private boolean large() {
        return canvas.pixels().filter(p -> p.shape().pixels() > LARGE).isPresent();
    }

    /** Objects that a trained net found: those that are selected, else all, of a large image those in sight. */
    private Optional<ByNet> net() {
        ByNet net = findings.byNet().orElse(null);
        if (net == null || net.chosen() || !large())
            return Optional.ofNullable(net);
        Region sight = canvas.visible();
        Detections all = net.objects();
        int[] seen = IntStream.range(0, all.size()).filter(i -> sight.contains(all.x()[i] + all.width()[i] / 2,
                all.y()[i] + all.height()[i] / 2)).toArray();
        return seen.length == 0 || (long) sight.width() * sight.height() > LARGE ? Optional.empty()
                : Optional.of(new ByNet(net.by(), all.select(seen), false));
    }

    /** A map of a part follows the view, as soon as it rests. */
    private void moved() {
        if (!on || owner.isDisposed() || preview().isPresent() || net().filter(n -> n.chosen() || !large()).isPresent())
            return;
        Region part = map.region().orElse(null);
        if (part != null && part.intersect(canvas.visible()).equals(canvas.visible()))
            return;
        int mine = ++generation;
        canvas.getDisplay().timerExec(CALM_MS, () -> {
            if (mine == generation && !owner.isDisposed())
                update();
        });
    }

    private void update() {
        int mine = ++generation;
        if (!on || canvas == null || canvas.isDisposed()) {
            map.show(null);
            redraw.run();
            return;
        }
        LivePreview live = preview().orElse(null);
        ByNet net = net().orElse(null);
        if (net != null && (net.chosen() || live == null)) {
            Item of = item;
            compute(mine, () -> {
                Tile heat = NetHeat.of(net.by(), of, net.objects(), session.registry(), new Progress() {
                    @Override
                    public boolean cancelled() {
                        return mine != generation;
                    }
                });
                return HeatMap.share(heat);
            });
            return;
        }
        if (live != null) {
            Stage stage = live.stages().stream().filter(s -> s.kind() == Stage.Kind.HEAT)
                    .reduce((a, b) -> b).orElseThrow();
            compute(mine, () -> HeatMap.picture(live.region(), stage.tile()));
            return;
        }
        Pixels test = canvas.pixels().orElse(null), golden = reference.orElse(null);
        if (test == null || golden == null) {
            map.show(null);
            redraw.run();
            return;
        }
        boolean whole = test.shape().pixels() <= Comparison.MOST;
        Region region = whole ? test.shape().region() : canvas.visible();
        int level = whole ? 0 : canvas.level();
        Optional<Recipe> recipe = session.recipe().map(RecipeModel::freeze);
        Policy policy = session.policy();
        if (!region.isEmpty())
            compute(mine, () -> HeatMap.picture(region, Comparison.of(new Comparison.Images(test, golden), region,
                    level, recipe, session.registry(), policy, () -> mine != generation).difference()));
    }

    /** What makes a picture, off the UI thread. */
    private interface Making {
        HeatMap.Picture make() throws ToolException;
    }

    private void compute(int mine, Making making) {
        Job job = Job.create(Words.get("job.heat"), monitor -> {
            try {
                HeatMap.Picture made = making.make();
                session.ui(() -> show(mine, made));
            } catch (CancellationException e) {
                // another one is made
            } catch (ToolException e) {
                session.ui(() -> {
                    if (mine == generation)
                        session.status().message(Kind.WARNING, Failures.text(e));
                    show(mine, null);
                });
            }
        });
        job.setSystem(true);
        job.setPriority(Job.SHORT);
        job.schedule();
    }

    private void show(int mine, HeatMap.Picture made) {
        if (mine != generation || owner.isDisposed())
            return;
        map.show(made);
        redraw.run();
    }
}
