package org.loupe.ui.viewer.internal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;

import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.IPartListener2;
import org.eclipse.ui.IWorkbenchPartReference;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.part.ViewPart;
import org.loupe.api.Detections;
import org.loupe.api.ToolException;
import org.loupe.engine.evaluation.Evaluation;
import org.loupe.engine.evaluation.Goal;
import org.loupe.engine.evaluation.OperatingPoint;
import org.loupe.engine.evaluation.ScoreLimits.Box;
import org.loupe.model.ImageSet;
import org.loupe.store.ImageRow;
import org.loupe.ui.DetectionId;
import org.loupe.ui.Failures;
import org.loupe.ui.RunResults;
import org.loupe.ui.Session;
import org.loupe.ui.Status.Kind;
import org.loupe.ui.ToolRow;
import org.loupe.ui.Words;
import org.loupe.workspace.ScoreLimit;

/**
 * What the parts of the perspective Review share: the shown run beside the truth, and the limit that is looked at. It
 * reads and counts in a job, and only while one of the parts is in sight; then turning the limit is a matter of
 * look-ups. One per window. UI thread only.
 */
public final class Review {
    private static final String KEY = "org.loupe.ui.viewer.review";
    /** IoU above which boxes match, if nobody says otherwise. */
    static final double DEFAULT_IOU = Evaluation.Settings.DEFAULT.iou();
    private static final double DEFAULT_LIMIT = 0.5;

    /** How far the judging is. */
    public enum State {
        /** No run is shown. */
        NO_RUN,
        /** It is being read and counted. */
        WORKING,
        /** Nobody said what is true: only the scores are known. */
        NO_TRUTH,
        /** All is known. */
        READY,
        /** It cannot be judged; {@link #problem()} says why. */
        FAILED
    }

    private final IWorkbenchWindow window;
    private final Session session;
    private final List<Runnable> listeners = new ArrayList<>();
    private int inSight;
    private State state = State.NO_RUN;
    private String problem = "";
    private RunResults shown;
    private String truth = "";
    private long known;
    private Judged judged;
    private Job job;
    private Runnable then = () -> { };
    private double limit = DEFAULT_LIMIT, iou = DEFAULT_IOU;
    private boolean perImage;
    private String scope = "";
    private final Map<String, Double> own = new TreeMap<>();
    /** Whether the limits of the run's recipe are not in {@link #own} yet. */
    private boolean unread;
    private final Sweep sweep;
    private final Stakes stakes;
    private int[] cell;
    private Box chosen;

    private Review(IWorkbenchWindow window, Session session) {
        this.window = window;
        this.session = session;
        Shell shell = window.getShell();
        sweep = new Sweep(this, session);
        stakes = new Stakes(session, this::tell);
        session.listen(shell, Session.Event.RUN, this::runChanged);
        session.listen(shell, Session.Event.MODEL, this::modelChanged);
        session.listen(shell, Session.Event.RECIPE, this::tell);
    }

    /** The window's. */
    public static Review of(IWorkbenchWindow window) {
        Shell shell = window.getShell();
        if (shell.getData(KEY) == null)
            shell.setData(KEY, new Review(window, window.getService(Session.class)));
        return (Review) shell.getData(KEY);
    }

    /** The window's, if one of the parts has been open. */
    static Optional<Review> known(IWorkbenchWindow window) {
        return Optional.ofNullable((Review) window.getShell().getData(KEY));
    }

    /**
     * Calls {@code update} after each change as long as the part lives; judges while it is in sight.
     *
     * @param always whether the part wants to know also while it is not in sight, for its title
     */
    void attach(ViewPart part, Control control, boolean always, Runnable update) {
        boolean[] visible = new boolean[1];
        Runnable listener = () -> {
            if (visible[0] || always)
                update.run();
        };
        listeners.add(listener);
        IPartListener2 sight = new IPartListener2() {
            @Override
            public void partVisible(IWorkbenchPartReference ref) {
                show(ref, true);
            }

            @Override
            public void partHidden(IWorkbenchPartReference ref) {
                show(ref, false);
            }

            private void show(IWorkbenchPartReference ref, boolean now) {
                if (ref.getPart(false) == part && visible[0] != now) {
                    visible[0] = now;
                    sight(now ? 1 : -1);
                    listener.run();
                }
            }
        };
        part.getSite().getPage().addPartListener(sight);
        control.addDisposeListener(e -> {
            listeners.remove(listener);
            part.getSite().getPage().removePartListener(sight);
            if (visible[0])
                sight(-1);
        });
        update.run();
    }

    private void sight(int by) {
        inSight += by;
        if (inSight == 1 && by > 0)
            runChanged();
        if (inSight == 0)
            session.judgement(null);
    }

    private void tell() {
        for (Runnable listener : List.copyOf(listeners))
            listener.run();
    }

    /** Something that the parts show has changed, such as a value that was tried. */
    void changed() {
        tell();
        post();
    }

    // ---- reading and counting

    private static String truthOf(RunResults results) {
        ImageSet set = results.entry().getImageSet();
        return set == null ? "" : set.getTruth();
    }

    private void runChanged() {
        RunResults results = session.results().orElse(null);
        if (results == null || inSight == 0 && results != shown) {
            stop();
            shown = null;
            judged = null;
            sweep.reset();
            set(State.NO_RUN, "");
            return;
        }
        if (inSight == 0)
            return;
        String nowTrue = truthOf(results);
        boolean same = results == shown && nowTrue.equals(truth);
        if (same && known == results.images().size() + results.detections()) {
            post();
            return;
        }
        if (results != shown) {
            cell = null;
            chosen = null;
            own.clear();
            unread = true;
            scope = "";
            sweep.reset();
        }
        boolean turned = same && judged != null && limit != before();
        shown = results;
        truth = nowTrue;
        known = results.images().size() + results.detections();
        Path folder = session.project().orElseThrow().resolve(results.entry().getFolder());
        Optional<Path> file = truthFile();
        work(Words.get("review.job", results.entry().getName()), monitor -> Judged.read(folder, file,
                session.registry()), !turned);
    }

    private Optional<Path> truthFile() {
        return truth.isBlank() ? Optional.empty() : session.project().map(p -> p.resolve(truth));
    }

    /** Reads a run on the job's thread. */
    private interface Reading {
        Judged.Run read(IProgressMonitor monitor) throws ToolException;
    }

    private void stop() {
        then = () -> { };
        if (job != null)
            job.cancel();
        job = null;
    }

    /** Reads, then counts; what was under way before is dropped. @param fresh whether the limit goes back */
    private void work(String title, Reading reading, boolean fresh) {
        stop();
        Judged.Lens lens = new Judged.Lens(iou, scope, Map.copyOf(own));
        boolean first = unread;
        Job[] mine = new Job[1];
        mine[0] = job = Job.create(title, monitor -> {
            try {
                Judged.Run run = reading.read(monitor);
                Judged made = Judged.of(run, first ? new Judged.Lens(lens.iou(), lens.scope(), run.own()) : lens);
                session.ui(() -> arrived(mine[0], made, fresh, ""));
            } catch (ToolException e) {
                session.ui(() -> arrived(mine[0], null, fresh, Failures.text(e)));
            } catch (CancellationException e) {
                session.ui(() -> arrived(mine[0], null, fresh, ""));
            }
            return Status.OK_STATUS;
        });
        job.setPriority(Job.SHORT);
        job.schedule();
        set(State.WORKING, "");
    }

    private void arrived(Job from, Judged made, boolean fresh, String why) {
        if (job != from || window.getShell() == null || window.getShell().isDisposed())
            return;
        job = null;
        if (made == null && why.isEmpty() && judged != null) {
            then = () -> { };
            set(judged.run().truthKnown() ? State.READY : State.NO_TRUTH, ""); // cancelled: what was known stays
            return;
        }
        judged = made;
        if (made != null && unread) {
            own.putAll(made.run().own());
            unread = false;
        }
        if (made != null && fresh)
            limit = before();
        set(made == null ? State.FAILED : made.run().truthKnown() ? State.READY : State.NO_TRUTH, why);
        post();
        Runnable next = then;
        then = () -> { };
        if (state == State.READY)
            next.run();
    }

    /** Counts anew what is already read. */
    private void recount() {
        if (judged == null)
            return;
        Judged.Run run = judged.run();
        work(Words.get("review.job", shown.entry().getName()), monitor -> run, false);
    }

    private void set(State now, String why) {
        state = now;
        problem = why;
        tell();
    }

    /** Whether the run left something out that is not known yet. */
    boolean canLookBelow() {
        return judged != null && truthFile().isPresent()
                && (judged.run().floor() > judged.from() || judged.run().hides(own, limit()));
    }

    /** Runs the recipe in memory with its lowest limit, so that what it left out is known too. */
    public void lookBelow() {
        if (!canLookBelow())
            return;
        Judged.Run run = judged.run();
        Path file = truthFile().get();
        work(Words.get("review.below.job", shown.entry().getName()), monitor -> Judged.deeper(run, file,
                session.registry(), new Sweep.Watching(monitor, run.items().size(), 1)), false);
    }

    private void modelChanged() {
        if (inSight == 0)
            return;
        if (shown != null && !truthOf(shown).equals(truth))
            runChanged();
        tell();
    }

    // ---- what is known

    /** How far the judging is. */
    public State state() {
        return state;
    }

    /** Why it cannot be judged, with the remedy. */
    String problem() {
        return problem;
    }

    /** The figures; empty until they are known. While they are counted anew, the old ones. */
    public Optional<Judged> judged() {
        return Optional.ofNullable(judged);
    }

    /** The run that is judged. */
    Optional<RunResults> results() {
        return Optional.ofNullable(shown);
    }

    /** What is turned now. */
    Dial dial() {
        return sweep.on() ? sweep.dial() : new Dial(Words.get("review.limit"), "", judged.from(), judged.to(), 0.01,
                before(), judged.curve(), true);
    }

    /** Values of another parameter. */
    public Sweep sweep() {
        return sweep;
    }

    /** The limit of the score. */
    public double limit() {
        return limit;
    }

    /** Value of what is turned. */
    double setting() {
        return sweep.on() ? sweep.value() : limit;
    }

    /** Turns the limit, or the other parameter. */
    public void set(double value) {
        if (judged == null)
            return;
        if (sweep.on())
            sweep.value(value);
        else
            limit = Math.max(judged.from(), Math.min(judged.to(), Math.round(value * 1e6) / 1e6));
        changed();
    }

    /** The figures at the setting; empty if the parameter's value was not tried. */
    Optional<OperatingPoint> point() {
        if (judged == null)
            return Optional.empty();
        return sweep.on() ? tried(sweep.value()) : Optional.of(judged.scoped().at(limit));
    }

    /** The figures with what the recipe says now. */
    Optional<OperatingPoint> pointBefore() {
        Dial dial = dial();
        return Double.isNaN(dial.before()) ? Optional.empty()
                : dial.dense() ? Optional.of(judged.scoped().at(dial.before())) : tried(dial.before());
    }

    private Optional<OperatingPoint> tried(double value) {
        return sweep.points().stream().filter(p -> p.setting() == value).findFirst();
    }

    /** The limit that the recipe has now, or the usual one if it has none. */
    public double before() {
        return target().flatMap(t -> t.limit()).orElseGet(() -> judged == null ? DEFAULT_LIMIT
                : judged.run().cut().map(c -> c.value()).orElse(DEFAULT_LIMIT));
    }

    /** Costs and targets of the project. */
    Stakes stakes() {
        return stakes;
    }

    /** Costs and targets, and what is counted. */
    public Goal goal() {
        return stakes.goal(perImage);
    }

    /** A cost with its currency: "0", "84 €", "2.5 k€". */
    String money(double cost) {
        return stakes.money(cost);
    }

    /** What a cost of the run's images is to be multiplied by: 1, or to make it that of a month. */
    double volume() {
        return stakes.volume(judged == null ? 0 : judged.run().cases().size());
    }

    /** The colour of a class, also of one that was never found. */
    Color fill(String className) {
        return session.colours().fill(className, colour(className));
    }

    /** Number of a class's colour: that of its detections, and for others those that follow. */
    private int colour(String className) {
        List<String> found = shown == null ? List.of() : shown.classes();
        for (int i = 0; i < found.size(); i++)
            if (found.get(i).equalsIgnoreCase(className))
                return i;
        int next = found.size();
        for (String name : judged == null ? List.<String>of() : judged.all().classes())
            if (name.equals(className))
                return next;
            else if (found.stream().noneMatch(name::equalsIgnoreCase))
                next++;
        return next;
    }

    /** Whether images are counted, else defects. */
    boolean perImage() {
        return perImage;
    }

    /** Counts images or defects. */
    public void perImage(boolean images) {
        perImage = images;
        tell();
    }

    /** Overlap from which boxes match. */
    double iou() {
        return iou;
    }

    /** Matches boxes that overlap by more than this share, 0 to below 1. */
    public void iou(double value) {
        if (value >= 0 && value < 1 && value != iou) {
            iou = value;
            recount();
        }
    }

    /** The class that is looked at, or "" for all. */
    String scope() {
        return scope;
    }

    /** Looks at one class, or with "" at all. */
    public void scope(String className) {
        if (!scope.equals(className)) {
            scope = className;
            recount();
        }
    }

    /** Limits of single classes. */
    Map<String, Double> own() {
        return own;
    }

    /** Gives a class a limit of its own, or with NaN none. */
    public void own(String className, double value) {
        if (Double.isNaN(value))
            own.remove(className);
        else
            own.put(className, value);
        recount();
    }

    // ---- gestures

    /** Turns to the cheapest value. */
    public void cheapest() {
        if (judged != null && state == State.READY)
            dial().cheapest(goal()).ifPresent(p -> set(p.setting()));
    }

    /**
     * Looks at what the run left out too, takes the cheapest value and applies it to the recipe; applying is the
     * command that a user would choose, so who watches commands sees it.
     */
    public void tune() {
        if (canLookBelow()) {
            lookBelow();
            then = this::tune;
        } else if (judged != null && state == State.READY) {
            cheapest();
            ToolRow.execute(window, "org.loupe.ui.review.apply");
        }
    }

    /** Turns back to the recipe's value. */
    public void back() {
        if (judged != null && !Double.isNaN(dial().before()))
            set(dial().before());
    }

    /** Where a value would be applied; empty if no project's recipe has that parameter. */
    Optional<Target> target() {
        if (session.project().isEmpty() || shown == null || judged == null)
            return Optional.empty();
        return sweep.on() ? sweep.target() : Target.of(session, shown.entry(), judged.run());
    }

    /** Why the setting cannot be applied now; empty if it can. */
    public Optional<String> obstacle() {
        if (state != State.READY && state != State.NO_TRUTH || judged == null)
            return Optional.of(Words.get("review.notYet"));
        if (target().isEmpty())
            return Optional.of(Words.get("review.noTarget", shown.entry().getRecipe()));
        return Optional.empty();
    }

    /** Writes the setting into the recipe: one undoable step. */
    public void apply() {
        Optional<String> obstacle = obstacle();
        if (obstacle.isPresent()) {
            session.status().message(Kind.WARNING, obstacle.get());
            return;
        }
        Target to = target().orElseThrow();
        Map<String, Double> counted = judged.all().classAgnostic() ? Map.of() : own;
        if (!sweep.on() && (!counted.isEmpty() || to.step().getTool().equals(ScoreLimit.BY_CLASS)))
            to.apply(session, Math.max(0, Math.min(1, limit())), counted);
        else
            to.apply(session, setting());
    }

    // ---- boxes

    /** The cell of the confusion matrix whose boxes are listed: row and column; empty for all mistakes. */
    Optional<int[]> cell() {
        return Optional.ofNullable(cell);
    }

    /** Lists the boxes of a cell, or with {@code null} all mistakes. */
    public void cell(int[] chosenCell) {
        cell = chosenCell;
        tell();
    }

    /** The box that was chosen last. */
    Optional<Box> chosen() {
        return Optional.ofNullable(chosen);
    }

    /** Shows a box in the viewer, selected if it is one of the run's detections, and says what a limit would change. */
    public void choose(Box box) {
        chosen = box;
        ImageRow row = judged.image(box);
        boolean passes = judged.scoped().passes(box, limit);
        if (passes)
            select(row, box);
        else {
            session.select(Set.of());
            ImageEditor.show(window.getActivePage(), ImageEditor.item(session, row), false)
                    .ifPresent(editor -> {
                        double[] place = judged.place(box);
                        editor.reveal(place[0], place[1], place[2], place[3]);
                    });
        }
        session.status().message(Kind.INFO, says(box, passes));
        tell();
    }

    /** Selects the run's detection of a box; in a part of the classes, or made anew, it has another row there. */
    private void select(ImageRow row, Box box) {
        if (!judged.run().deep() && judged.scoped() == judged.all()) {
            session.select(Set.of(new DetectionId(row.index(), box.found())));
            return;
        }
        Detections in = judged.scoped().cases().get(box.image()).found();
        float x = in.x()[box.found()], y = in.y()[box.found()], width = in.width()[box.found()];
        shown.ask(reader -> reader.detections(row.index()), all -> {
            for (int i = 0; i < all.size(); i++)
                if (all.x()[i] == x && all.y()[i] == y && all.width()[i] == width)
                    session.select(Set.of(new DetectionId(row.index(), i)));
        });
    }

    /** What would find or drop a box. */
    private String says(Box box, boolean passes) {
        String name = judged.className(box), score = Words.number(box.score(), 2);
        if (box.truth() < 0)
            return Words.get(passes ? "review.says.overkill" : "review.says.dropped", name, score);
        if (box.found() < 0)
            return Words.get(judged.run().floor() > 0 ? "review.says.never" : "review.says.notFound", name,
                    Words.number(judged.run().floor(), 2));
        return Words.get(passes ? "review.says.found" : "review.says.escape", name, score);
    }

    /** Turns the limit just past the chosen box: an escape is found then, an overkill dropped. */
    public void past() {
        if (chosen == null || Double.isNaN(chosen.score()) || judged == null)
            return;
        double below = Math.floor(chosen.score() * 100 + 1e-6) / 100;
        if (sweep.on())
            sweep.choose(-1, null);
        set(chosen.truth() >= 0 ? below : below + 0.01);
    }

    // ---- marks over the image

    private void post() {
        if (inSight == 0)
            return;
        if (state != State.READY || judged == null) {
            session.judgement(null);
            return;
        }
        Judged now = judged;
        double at = limit;
        session.judgement(image -> now.marks(at, image));
    }
}
