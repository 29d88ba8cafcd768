package org.loupe.ui.viewer.internal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;

import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.ui.progress.IProgressConstants;
import org.loupe.api.ToolException;
import org.loupe.engine.Options;
import org.loupe.engine.Progress;
import org.loupe.engine.RecipeStep;
import org.loupe.engine.Schema;
import org.loupe.engine.evaluation.OperatingCurve;
import org.loupe.engine.evaluation.OperatingPoint;
import org.loupe.ui.Failures;
import org.loupe.ui.Session;
import org.loupe.ui.Status.Kind;
import org.loupe.ui.Words;
import org.loupe.workspace.ParameterSweep;
import org.loupe.workspace.ScoreLimit;

/** The figures over another parameter than the limit of the score: its values are tried by a job. UI thread only. */
public final class Sweep {
    private static final int VALUES = 9, IMAGES = 60;

    private final Review review;
    private final Session session;
    private int step = -1;
    private Schema.Field field;
    private List<Double> values = List.of();
    private List<OperatingPoint> points = List.of();
    private double value, before;
    private Job job;

    Sweep(Review review, Session session) {
        this.review = review;
        this.session = session;
    }

    /** Tells a job's monitor how far an inspection is, and the inspection that the job was cancelled. */
    static final class Watching implements Progress {
        private final IProgressMonitor monitor;
        private int told;

        Watching(IProgressMonitor monitor, int images, int times) {
            this.monitor = monitor;
            monitor.beginTask("", images * times);
        }

        @Override
        public boolean cancelled() {
            return monitor.isCanceled();
        }

        @Override
        public void update(int done, int total, int detections, int errors, String current) {
            monitor.worked(done - told);
            told = done;
            monitor.subTask(Words.get("review.sweep.progress", done, total));
        }
    }

    /** Goes back to the limit of the score; a job under way ends. */
    void reset() {
        if (job != null)
            job.cancel();
        job = null;
        step = -1;
        field = null;
        points = List.of();
    }

    /** Whether another parameter than the limit of the score is looked at. */
    public boolean on() {
        return field != null;
    }

    /** Index of its step, -1 if there is none. */
    int step() {
        return step;
    }

    /** Name of the parameter, "" if there is none. */
    String parameter() {
        return field == null ? "" : field.name();
    }

    /** Looks at a parameter of a step of the run's recipe, or with {@code null} at the limit of the score again. */
    public void choose(int index, Schema.Field parameter) {
        reset();
        if (parameter != null) {
            RecipeStep of = review.judged().orElseThrow().run().recipe().steps().get(index);
            step = index;
            field = parameter;
            before = ScoreLimit.value(of, parameter);
            value = before;
            values = ParameterSweep.values(parameter, before, VALUES);
        }
        review.changed();
    }

    /** The numbers among the parameters of a step. */
    static List<Schema.Field> numbers(RecipeStep of, Session session) {
        return ScoreLimit.fields(of, session.registry()).stream().filter(f -> f.kind() == Schema.Kind.INTEGER
                || f.kind() == Schema.Kind.NUMBER).toList();
    }

    /** Values that will be or have been tried. */
    List<Double> values() {
        return values;
    }

    /** How many images they are tried on. */
    int images() {
        return Math.min(IMAGES, review.judged().map(j -> j.run().items().size()).orElse(0));
    }

    /** Whether values are being tried. */
    public boolean running() {
        return job != null;
    }

    /** The figures of the values that have been tried, by rising value. */
    public List<OperatingPoint> points() {
        return points;
    }

    double value() {
        return value;
    }

    void value(double chosen) {
        value = dial().fit(chosen);
    }

    Dial dial() {
        double from = values.get(0), to = values.get(values.size() - 1);
        return new Dial(field.label(), field.unit(), from, to > from ? to : from + 1,
                Math.max((to - from) / 100, 1e-9), before,
                new OperatingCurve(points), false);
    }

    Optional<Target> target() {
        return Target.of(session, review.results().orElseThrow().entry(), review.judged().orElseThrow().run(), step,
                field);
    }

    /** Tries the values, or stops trying. */
    public void run() {
        if (job != null) {
            job.cancel();
            return;
        }
        Judged judged = review.judged().orElse(null);
        if (field == null || judged == null || !judged.run().truthKnown())
            return;
        Path truth = session.project().orElseThrow().resolve(
                review.results().orElseThrow().entry().getImageSet().getTruth());
        ParameterSweep.Request request = new ParameterSweep.Request(judged.run().recipe(), step, field, values,
                ParameterSweep.sample(judged.run().items(), IMAGES), truth,
                judged.run().options().threads(Options.defaults().threads()), review.iou(),
                judged.all().classAgnostic());
        points = List.of();
        Job[] mine = new Job[1];
        mine[0] = job = Job.create(Words.get("review.sweep.job", field.label()), monitor -> {
            try {
                ParameterSweep.run(request, session.registry(),
                        new Watching(monitor, request.items().size(), request.values().size()),
                        point -> session.ui(() -> tried(mine[0], point)));
            } catch (ToolException e) {
                session.ui(() -> session.status().message(Kind.ERROR, Failures.text(e)));
            } catch (CancellationException e) {
                // what was tried until now stays
            }
            session.ui(() -> ended(mine[0]));
            return Status.OK_STATUS;
        });
        job.setProperty(IProgressConstants.KEEPONE_PROPERTY, Boolean.TRUE);
        job.schedule();
        review.changed();
    }

    private void tried(Job from, OperatingPoint point) {
        if (job != from)
            return;
        List<OperatingPoint> more = new ArrayList<>(points);
        more.add(point);
        points = List.copyOf(more);
        review.changed();
    }

    private void ended(Job from) {
        if (job != from)
            return;
        job = null;
        review.changed();
    }
}
