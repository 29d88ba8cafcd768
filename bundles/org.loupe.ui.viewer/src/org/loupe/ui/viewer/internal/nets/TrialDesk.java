package org.loupe.ui.viewer.internal.nets;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Widget;
import org.eclipse.ui.PlatformUI;
import org.loupe.api.Task;
import org.loupe.api.ToolException;
import org.loupe.engine.Item;
import org.loupe.engine.Progress;
import org.loupe.engine.Registry;
import org.loupe.engine.nets.Failure;
import org.loupe.engine.nets.NetTrial;
import org.loupe.model.ModelEntry;
import org.loupe.ui.Failures;
import org.loupe.ui.Judgement;
import org.loupe.ui.Session;
import org.loupe.ui.WorkJob;
import org.loupe.ui.Words;
import org.loupe.ui.viewer.internal.Latest;
import org.loupe.workspace.nets.NetEvaluation;
import org.loupe.workspace.stack.StackSource;

/**
 * How right the trained net that is looked at is on labelled images, at a least score that can be turned, and which of
 * these images are listed. A net is tried in a job; turning and listing is counted off the UI thread. UI thread only.
 */
public final class TrialDesk {
    private static TrialDesk only;

    private final Session session;
    private final NetDesk nets;
    private final List<Runnable> listeners = new ArrayList<>();
    private final Map<ModelEntry, Tried> known = new HashMap<>();
    /** Nets that were tried on labels that have changed since. */
    private final Set<ModelEntry> outdated = new HashSet<>();
    /** Whether labels have changed since the job began. */
    private boolean relabelled;
    private final Latest turning;
    private final Set<Failure> kinds = EnumSet.noneOf(Failure.class);
    private NetEvaluation.Images which = NetEvaluation.Images.HELD_APART;
    private Tried tried;
    private double limit;
    private NetTrial trial;
    private List<Integer> rows = List.of();
    private Cell cell;
    private boolean openFirst, posted;
    private int chosen = -1;
    private WorkJob<Outcome> job;
    private String problem = "";
    private Runnable opener = () -> { };

    /** A cell of the confusion. @param truth class, or "" for none @param found class, or "" for none */
    public record Cell(String truth, String found) {
    }

    /** A net that was tried. @param curves of a detector, by class */
    private record Tried(NetEvaluation evaluation, List<ClassCurve> curves) {
    }

    /** What trying a net came to. @param problem why it could not be tried, "" if it was */
    private record Outcome(Tried tried, String problem) {
    }

    /** A trial and its images that are listed, in their order. */
    private record Listed(NetTrial trial, List<Integer> rows) {
    }

    private TrialDesk(Session session) {
        this.session = session;
        nets = NetDesk.of(session);
        Shell shell = PlatformUI.getWorkbench().getWorkbenchWindows()[0].getShell();
        turning = new Latest(shell, "Loupe evaluation");
        nets.listen(shell, this::follow);
        session.listen(shell, Session.Event.PROJECT, () -> {
            known.clear();
            outdated.clear();
            show(null);
        });
        session.listen(shell, Session.Event.LABELS, () -> {
            outdated.addAll(known.keySet());
            relabelled = true;
            tell();
        });
    }

    /** That of the session. */
    public static TrialDesk of(Session session) {
        if (only == null || only.session != session)
            only = new TrialDesk(session);
        return only;
    }

    /** Calls back when something else is to be shown, until the owner is disposed. */
    void listen(Widget owner, Runnable call) {
        listeners.add(call);
        owner.addDisposeListener(e -> listeners.remove(call));
    }

    private void tell() {
        List.copyOf(listeners).forEach(Runnable::run);
    }

    // ---------------------------------------------------------------- trying

    /** The net that is looked at, if it can be tried. */
    public Optional<ModelEntry> net() {
        return nets.entry().filter(e -> nets.state().filter(s -> s.task() == Task.DETECTION
                || s.task() == Task.SEGMENTATION).isPresent() && session.project().isPresent());
    }

    private void follow() {
        Tried now = nets.entry().map(known::get).orElse(null);
        if (now != tried)
            show(now);
        else
            tell();
    }

    /** Tries the net that is looked at, in the background. */
    public void evaluate() {
        evaluate(Double.NaN);
    }

    private void evaluate(double leastScore) {
        ModelEntry net = net().orElse(null);
        if (net == null || job != null)
            return;
        Path file = session.project().orElseThrow().resolve(net.getFile());
        StackSource labelled = new StackSource(session.project().orElseThrow());
        NetEvaluation.Images of = which;
        Registry registry = session.registry();
        String name = net.getName();
        problem = "";
        relabelled = false;
        job = WorkJob.start(session, Words.get("trial.job", name), (done, all) -> Words.get("trial.progress", name,
                done, all), progress -> outcome(file, of, leastScore, labelled, registry, progress),
                made -> arrived(net, made));
        tell();
    }

    private static Outcome outcome(Path file, NetEvaluation.Images of, double leastScore, StackSource labelled,
            Registry registry, Progress progress) {
        try {
            NetEvaluation made = NetEvaluation.of(file, of, leastScore, labelled, registry, progress);
            return new Outcome(new Tried(made, made.limits().map(ClassCurve::of).orElse(List.of())), "");
        } catch (ToolException e) {
            return new Outcome(null, Failures.text(e));
        }
    }

    private void arrived(ModelEntry net, Optional<Outcome> made) {
        job = null;
        if (made.isPresent() && made.get().tried != null && net.eContainer() != null) {
            known.put(net, made.get().tried);
            if (relabelled)
                outdated.add(net);
            else
                outdated.remove(net);
            if (nets.entry().filter(net::equals).isPresent())
                show(made.get().tried);
        } else {
            problem = made.map(Outcome::problem).orElse("");
            if (tried != null)
                which = tried.evaluation().of(); // what was known stays
            tell();
        }
    }

    private void show(Tried now) {
        turning.forget();
        tried = now;
        trial = now == null ? null : now.evaluation().trial();
        limit = trial == null ? 0 : trial.settings().leastScore();
        problem = "";
        if (now != null)
            which = now.evaluation().of();
        kinds.clear();
        cell = null;
        chosen = -1;
        rows = List.of();
        tell();
        list();
    }

    /** On which images it is tried. */
    NetEvaluation.Images which() {
        return which;
    }

    /** Tries it on other images. */
    public void which(NetEvaluation.Images of) {
        which = of;
        evaluate();
        tell();
    }

    /** Whether a net is tried now. */
    public boolean working() {
        return job != null;
    }

    // ---------------------------------------------------------------- what is shown

    /** What is known of the net; empty until it was tried. */
    public Optional<NetEvaluation> evaluation() {
        return Optional.ofNullable(tried).map(Tried::evaluation);
    }

    /** Whether labels have changed since the net was tried. */
    boolean outdated() {
        return tried != null && nets.entry().filter(outdated::contains).isPresent();
    }

    /** Precision over recall of each class of a detector. */
    List<ClassCurve> curves() {
        return tried == null ? List.of() : tried.curves();
    }

    /** The trial at the limit, or, while that is counted, at the one before. */
    public Optional<NetTrial> trial() {
        return Optional.ofNullable(trial);
    }

    /** The least score of what counts as reported. */
    public double limit() {
        return limit;
    }

    /** Turns the least score. @param settled whether it stays there: what takes long is done then only */
    public void limit(double value, boolean settled) {
        if (tried == null)
            return;
        limit = Math.round(value * 1000) / 1000.0;
        if (tried.evaluation().limits().isPresent()) {
            tell();
            list();
        } else if (settled && limit != trial.settings().leastScore())
            evaluate(limit);
    }

    /** The images that are listed, those with most mistakes first: indices of the trial's. */
    public List<Integer> rows() {
        return rows;
    }

    /** Kinds of failures to which the list is limited; empty for all images. */
    public Set<Failure> kinds() {
        return Set.copyOf(kinds);
    }

    /** Limits the list to images with a kind of failure, or no longer. */
    public void toggle(Failure kind) {
        if (!kinds.remove(kind))
            kinds.add(kind);
        list();
    }

    /** The cell of the confusion to which the list is limited. */
    public Optional<Cell> cell() {
        return Optional.ofNullable(cell);
    }

    /** Lists the images behind a cell of the confusion, and opens the first; with {@code null} all images. */
    public void cell(Cell now) {
        cell = now;
        openFirst = now != null;
        tell();
        list();
    }

    private void list() {
        if (tried == null) {
            post();
            return;
        }
        NetTrial all = tried.evaluation().trial(), last = trial;
        double at = limit;
        Set<Failure> only = kinds();
        Cell wanted = cell;
        boolean boxes = tried.evaluation().limits().isPresent();
        turning.ask(unwanted -> {
            NetTrial now = !boxes || all.settings().leastScore() == at ? all
                    : last.settings().leastScore() == at ? last : all.at(at);
            return new Listed(now, rows(now, only, wanted));
        }, made -> {
            trial = made.trial;
            rows = made.rows;
            boolean open = openFirst && !rows.isEmpty();
            openFirst = false;
            if (open)
                chosen = rows.get(0);
            post();
            tell();
            if (open)
                opener.run();
        });
    }

    /** Who opens the chosen image when a cell was chosen. */
    void onOpen(Runnable call) {
        opener = call;
    }

    private static List<Integer> rows(NetTrial trial, Set<Failure> kinds, Cell cell) {
        List<NetTrial.Image> images = trial.images();
        long[] counts = cell == null ? null : trial.cell(cell.truth(), cell.found());
        Comparator<Integer> worst = trial.task() == Task.SEGMENTATION
                ? Comparator.comparingDouble(i -> overlap(images.get(i)))
                : Comparator.<Integer>comparingInt(i -> -images.get(i).mistakes().size());
        Comparator<Integer> order = counts == null ? worst
                : Comparator.<Integer>comparingLong(i -> -counts[i]).thenComparing(worst);
        return IntStream.range(0, images.size()).boxed().filter(i -> counts == null || counts[i] > 0)
                .filter(i -> kinds.isEmpty() || images.get(i).has(kinds)).sorted(order).toList();
    }

    /** Of an image without an object, nothing found is right. */
    private static double overlap(NetTrial.Image image) {
        double iou = image.figures().get("iou");
        return Double.isNaN(iou) ? image.mistakes().isEmpty() ? 1 : 0 : iou;
    }

    // ---------------------------------------------------------------- the image

    /** The image that is chosen: index of the trial's; -1 for none. */
    int chosen() {
        return chosen;
    }

    /** Chooses an image; what is true and what was found is drawn over it from then on. */
    void choose(int image) {
        chosen = image;
        post();
        tell();
    }

    /** The file of an image. */
    Item item(int image) {
        return tried.evaluation().items().get(trial.images().get(image).name());
    }

    /** Draws nothing over images any more. */
    void leave() {
        if (posted)
            session.judgement(null);
        posted = false;
    }

    /** Draws over the images of the trial as soon as one was chosen. */
    void post() {
        if (trial == null || chosen < 0) {
            leave();
            return;
        }
        NetTrial now = trial;
        NetEvaluation of = tried.evaluation();
        Map<String, Judgement.Found> made = new HashMap<>();
        Map<String, Integer> index = new HashMap<>();
        for (int i = 0; i < now.images().size(); i++)
            index.put(now.images().get(i).name(), i);
        posted = true;
        session.judgement(new Judgement() {
            @Override
            public List<Mark> marks(int image) {
                return List.of();
            }

            @Override
            public Optional<Found> of(String image) {
                Integer i = index.get(image);
                return i == null ? Optional.empty() : Optional.of(made.computeIfAbsent(image,
                        name -> TrialMarks.of(now, i, of.by())));
            }
        });
    }

    /** Why nothing is known, "" if something is or may be asked. */
    String problem() {
        return problem;
    }
}
