package org.loupe.ui.viewer.internal;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;

import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.swt.widgets.Display;
import org.loupe.api.Region;
import org.loupe.api.Shape;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;
import org.loupe.engine.Policy;
import org.loupe.engine.Problem;
import org.loupe.engine.Recipe;
import org.loupe.ui.Failures;
import org.loupe.ui.Session;
import org.loupe.ui.Status.Kind;
import org.loupe.ui.Words;
import org.loupe.ui.viewer.ImageCanvas;
import org.loupe.ui.viewer.Pixels;
import org.loupe.ui.viewer.TileCache;
import org.loupe.workspace.RecipeModel;

/**
 * The image and its reference: side by side, in turn, with a bar between them, or what differs. The reference lies on
 * the image as the recipe's image steps lay it, which a job works out as soon as anyone looks. UI thread.
 */
final class Compare {
    private static final int SOON_MS = 250;
    /** Pixels that are worked on for an image that is too large to be compared whole. */
    private static final long IN_SIGHT = 4_000_000;

    /** How both are shown beside each other. */
    enum Split {
        /** One image. */
        NONE,
        /** Test, reference. */
        TWO,
        /** Test, reference, difference. */
        THREE,
        /** Both in one place with a bar between them. */
        SWIPE
    }

    private final Session session;
    private final TileCache tiles;
    private final Panes panes;
    private final Runnable changed;
    private final Blink blink;
    private Pixels test, reference;
    private double umPerPx = Double.NaN;
    private Split split = Split.NONE;
    private boolean inPlace, difference, signed, waiting;
    private Comparison comparison;
    private Pixels laid, differs;
    private ToolException refused;
    private Job job;

    /** @param changed called after each change of what is shown */
    Compare(Session session, TileCache tiles, Panes panes, Runnable changed) {
        this.session = session;
        this.tiles = tiles;
        this.panes = panes;
        this.changed = changed;
        blink = new Blink(panes.control(), this::show);
        panes.test().view().listen(this::moved);
    }

    /** Other images are shown. @param golden null if there is none, or none yet */
    void images(Pixels shown, Pixels golden, double scale) {
        if (shown != test || golden != reference)
            forget();
        test = shown;
        reference = golden;
        umPerPx = scale;
        if (reference == null)
            difference = inPlace = false;
        show();
        work();
    }

    /** The recipe has changed, and with it what the reference becomes. */
    void recipeChanged() {
        if (active())
            later(true);
    }

    /** Gives up what was worked out; it is shown until something else is. */
    private void forget() {
        if (job != null)
            job.cancel();
        job = null;
        comparison = null;
        refused = null;
        for (Pixels old : new Pixels[] { laid, differs })
            if (old != null) {
                panes.all().forEach(canvas -> canvas.forget(old));
                tiles.drop(old);
                old.close();
            }
        laid = differs = null;
    }

    private boolean active() {
        return reference != null && (split != Split.NONE || inPlace || difference || blink.on());
    }

    // what the reference becomes

    private void work() {
        if (!active() || job != null || !stale())
            return;
        Shape shape = test.shape();
        boolean whole = shape.pixels() <= Comparison.MOST;
        Region region = whole ? shape.region() : panes.test().visible();
        int level = whole ? 0 : panes.test().level();
        while (!whole && (region.width() >> level) * (long) (region.height() >> level) > IN_SIGHT)
            level++;
        if (region.isEmpty())
            return;
        Optional<Recipe> recipe = frozen();
        Policy policy = session.policy();
        Comparison.Images images = new Comparison.Images(test, reference);
        int at = level;
        Job[] mine = new Job[1];
        mine[0] = Job.create(Words.get("job.compare"), monitor -> {
            try {
                Comparison made = Comparison.of(images, region, at, recipe, session.registry(), policy,
                        monitor::isCanceled);
                session.ui(() -> done(mine[0], made, null));
                return Status.OK_STATUS;
            } catch (ToolException e) {
                session.ui(() -> done(mine[0], null, e));
                return Status.OK_STATUS;
            } catch (CancellationException e) {
                session.ui(() -> done(mine[0], null, null));
                return Status.CANCEL_STATUS;
            }
        });
        job = mine[0];
        job.setPriority(Job.INTERACTIVE);
        job.schedule();
        show();
    }

    private Optional<Recipe> frozen() {
        try {
            return session.recipe().map(RecipeModel::freeze);
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // the recipe's own editor says what is wrong with it
        }
    }

    /** Whether what is in sight has not been compared, or more coarsely than it is shown. */
    private boolean stale() {
        if (refused != null)
            return false;
        if (comparison == null)
            return true;
        Region seen = panes.test().visible();
        return test.shape().pixels() > Comparison.MOST && (!comparison.region().intersect(seen).equals(seen)
                || comparison.level() > panes.test().level()
                        && (long) seen.width() * seen.height() >> 2 * (comparison.level() - 1) <= IN_SIGHT);
    }

    private void done(Job by, Comparison made, ToolException why) {
        if (by != job || panes.control().isDisposed())
            return;
        job = null;
        if (made == null && why == null) {
            changed.run(); // cancelled by the user: the reference stays as it is
            return;
        }
        Pixels oldLaid = laid, oldDiffers = differs;
        comparison = made;
        refused = why;
        laid = made == null ? null : part(made, made.reference());
        differs = made == null ? null : part(made, made.difference());
        colour();
        show();
        for (Pixels old : new Pixels[] { oldLaid, oldDiffers })
            if (old != null)
                later(old);
        if (made != null)
            tell(made);
    }

    /** What was shown until now stays until what replaces it has been drawn. */
    private void later(Pixels old) {
        display().timerExec(2 * SOON_MS, () -> {
            if (panes.control().isDisposed())
                return;
            panes.all().forEach(canvas -> canvas.forget(old));
            tiles.drop(old);
            old.close();
        });
    }

    private Pixels part(Comparison made, Tile tile) {
        return Pixels.of(tile, test.shape(), made.region(), made.level());
    }

    private void tell(Comparison made) {
        Optional<Problem> problem = made.problems().stream().findFirst();
        if (problem.isPresent())
            session.status().message(Kind.WARNING,
                    Failures.text(new ToolException(problem.get().message(), problem.get().remedy())));
        else if (made.registered().isEmpty()) // else the status line's read-out has it, and what it said last stays
            session.status().message(Kind.INFO, Words.get("viewer.asItIs"));
    }

    private void moved() {
        if (active() && test.shape().pixels() > Comparison.MOST)
            later(false);
    }

    private void later(boolean afresh) {
        if (waiting)
            return;
        waiting = true;
        display().timerExec(SOON_MS, () -> {
            waiting = false;
            if (panes.control().isDisposed() || !active())
                return;
            if (afresh) {
                if (job != null)
                    job.cancel();
                job = null;
                comparison = null;
                refused = null;
            }
            work();
        });
    }

    private Display display() {
        return panes.control().getDisplay();
    }

    private void colour() {
        if (differs != null)
            tiles.tone(differs, comparison.tone(signed));
    }

    // what is shown

    /** What is shown in the tone of the image. */
    List<Pixels> alike() {
        return laid != null ? List.of(laid) : reference != null ? List.of(reference) : List.of();
    }

    private void show() {
        ImageCanvas canvas = panes.test();
        panes.show(split == Split.TWO ? 2 : split == Split.THREE ? 3 : 1);
        if (test != null && canvas.pixels().isPresent()) {
            Pixels golden = laid != null ? laid : reference;
            boolean golded = golden != null && (inPlace || blink.second());
            boolean differing = difference && split != Split.THREE && differs != null;
            boolean beside = split == Split.TWO || split == Split.THREE;
            canvas.swap(differing ? differs : golded ? golden : test,
                    differing ? Words.get("viewer.differenceAfter") : golded ? referenceName()
                            : split != Split.NONE || blink.on() ? Words.get("viewer.test") : "");
            bar(canvas, differing);
            canvas.swipe(split == Split.SWIPE ? golden : null, referenceName());
            beside(panes.reference(), beside ? golden : null, referenceName());
            beside(panes.difference(), split == Split.THREE ? differs : null, Words.get("viewer.differenceAfter"));
            bar(panes.difference(), split == Split.THREE && differs != null);
        }
        changed.run();
    }

    private void beside(ImageCanvas canvas, Pixels shown, String name) {
        if (shown == null) {
            canvas.pixels(null, umPerPx);
            if (refused != null)
                canvas.failed(refused);
            else
                canvas.note(Words.get(reference == null ? "viewer.noReference" : "viewer.comparing"));
        } else {
            if (canvas.pixels().isEmpty())
                canvas.pixels(shown, umPerPx);
            canvas.swap(shown, name);
        }
    }

    private void bar(ImageCanvas canvas, boolean on) {
        canvas.bar(on ? comparison.bar(signed) : null, on ? comparison.ticks(signed) : new double[0]);
    }

    private String referenceName() {
        return Words.get(laid == null ? job != null ? "viewer.registering" : "viewer.reference"
                : comparison != null && comparison.registered().isEmpty() ? "viewer.referenceAsItIs"
                        : "viewer.reference");
    }

    /** What the pointer's place holds in image, reference and difference; empty if nothing is compared there. */
    Optional<double[]> at(double column, double row) {
        return active() && comparison != null ? comparison.at(column, row) : Optional.empty();
    }

    /** Where the image was found on its reference; "" if nothing looked for it or nothing is compared. */
    String registered() {
        return active() && comparison != null ? comparison.registered() : "";
    }

    /** Whether the reference has been laid on the image. */
    boolean done() {
        return job == null && comparison != null;
    }

    /** Level of the pyramid that was compared; above 0 it is approximate. */
    int level() {
        return comparison == null ? 0 : comparison.level();
    }

    /** Why image and reference cannot be compared; "" if they can. */
    String refusal() {
        return refused == null ? "" : Failures.text(refused);
    }

    /** How both are shown. */
    Split split() {
        return split;
    }

    /** Shows both in another way, or one alone; refused in the status line if there is no reference. */
    void split(Split wanted) {
        if (wanted != Split.NONE && lacksReference())
            return;
        split = wanted;
        inPlace = false;
        blink.stop();
        if (split == Split.THREE)
            difference = false;
        show();
        panes.test().fit();
        work();
    }

    /** Whether the reference stands in the image's place. */
    boolean inPlace() {
        return inPlace;
    }

    /** Puts the reference in the image's place, or the image back. */
    void inPlace(boolean on) {
        if (on && lacksReference())
            return;
        inPlace = on;
        difference &= !on;
        show();
        work();
    }

    /** Image and reference in turn. */
    Blink blink() {
        return blink;
    }

    /** Shows image and reference in turn, or no longer. */
    void toggleBlink() {
        if (blink.on())
            blink.stop();
        else if (!lacksReference()) {
            inPlace = difference = false;
            blink.start();
            work();
        }
        show();
    }

    /** Whether what differs is shown. */
    boolean difference() {
        return split == Split.THREE || difference;
    }

    /** Shows what differs: beside both if they stand side by side, else in the image's place; or no longer. */
    void toggleDifference() {
        if (split == Split.TWO || split == Split.THREE) {
            split(split == Split.TWO ? Split.THREE : Split.TWO);
            return;
        }
        if (!difference && lacksReference())
            return;
        difference = !difference;
        inPlace = false;
        blink.stop();
        show();
        work();
        if (difference && refused != null)
            session.status().message(Kind.ERROR, Failures.text(refused));
    }

    /** Whether differences keep their sign. */
    boolean signed() {
        return signed;
    }

    /** Lets differences keep their sign, or not. */
    void signed(boolean on) {
        signed = on;
        colour();
        show();
    }

    private boolean lacksReference() {
        if (reference == null)
            session.status().message(Kind.INFO, Words.get("viewer.noReference"));
        return reference == null;
    }

    /** Ends the work and gives memory back. */
    void dispose() {
        blink.stop();
        if (job != null)
            job.cancel();
        job = null;
        for (Pixels old : new Pixels[] { laid, differs })
            if (old != null)
                old.close();
    }
}
