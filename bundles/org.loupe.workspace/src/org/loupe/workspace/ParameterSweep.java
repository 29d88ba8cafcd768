package org.loupe.workspace;

import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.loupe.api.ToolException;
import org.loupe.engine.ImageResult;
import org.loupe.engine.Inspection;
import org.loupe.engine.Item;
import org.loupe.engine.Options;
import org.loupe.engine.Progress;
import org.loupe.engine.Recipe;
import org.loupe.engine.Registry;
import org.loupe.engine.Schema;
import org.loupe.engine.evaluation.OperatingCurve;
import org.loupe.engine.evaluation.OperatingPoint;
import org.loupe.engine.evaluation.ScoreLimits;

/**
 * Runs a recipe for its figures alone, once or with several values of a parameter: nothing is written, and the project
 * gets no run. Of each value only the counts are kept.
 */
public final class ParameterSweep {
    private static final double WIDE = 100, AROUND = 4;

    private ParameterSweep() {
    }

    /**
     * What is tried.
     *
     * @param recipe        its step's parameter is replaced by each value
     * @param step          index of the step
     * @param field         the parameter, a number
     * @param values        rising
     * @param items         the images
     * @param truth         file or folder of true boxes, as {@link Evaluations#cases} reads it
     * @param options       how the recipe is run
     * @param iou           as in {@link org.loupe.engine.evaluation.Evaluation.Settings}
     * @param classAgnostic as there
     */
    public record Request(Recipe recipe, int step, Schema.Field field, List<Double> values, List<Item> items,
            Path truth, Options options, double iou, boolean classAgnostic) {
        public Request {
            values = List.copyOf(values);
            items = List.copyOf(items);
        }
    }

    /**
     * Tries the values one after the other.
     *
     * @param found    told each point as soon as it is known, by the calling thread
     * @param progress counts images of all values together
     * @throws ToolException         if the recipe is wrong with one of the values, or the truth cannot be read
     * @throws CancellationException if {@code progress} was cancelled
     */
    public static OperatingCurve run(Request request, Registry registry, Progress progress,
            Consumer<OperatingPoint> found) throws ToolException {
        List<OperatingPoint> points = new ArrayList<>();
        for (int i = 0; i < request.values.size(); i++) {
            double value = request.values.get(i);
            Recipe recipe = ScoreLimit.with(request.recipe, request.step, request.field, value);
            Evaluations.Cases cases = cases(recipe, request.items, request.truth, request.options, registry,
                    part(progress, i, request.values.size()));
            OperatingPoint at = ScoreLimits.of(cases.cases(), request.iou, request.classAgnostic)
                    .at(Double.NEGATIVE_INFINITY);
            OperatingPoint point = new OperatingPoint(value, at.scores(), at.images(), at.perImage(), at.perDefect());
            points.add(point);
            found.accept(point);
        }
        return new OperatingCurve(points);
    }

    /**
     * Runs a recipe and brings what it finds together with what is true.
     *
     * @throws ToolException         if the recipe is wrong, or the truth cannot be read or fits no image
     * @throws CancellationException if {@code progress} was cancelled
     */
    public static Evaluations.Cases cases(Recipe recipe, List<Item> items, Path truth, Options options,
            Registry registry, Progress progress) throws ToolException {
        Evaluations.Collector collector = new Evaluations.Collector(truth, options.zones());
        Inspection inspection = new Inspection(recipe, registry, options);
        Inspection.Summary summary = inspection.run(items, result -> add(result, collector), progress);
        if (summary.cancelled())
            throw new CancellationException();
        return collector.cases();
    }

    private static void add(ImageResult result, Evaluations.Collector collector) throws ToolException {
        double scale = result.item().umPerPx();
        if (Double.isNaN(scale) && result.info().isPresent())
            scale = result.info().get().shape().umPerPx();
        collector.add(result.item().name(), result.item().test().toString(), scale,
                result.error().isPresent(), result.detections());
    }

    private static Progress part(Progress whole, int index, int parts) {
        return new Progress() {
            @Override
            public boolean cancelled() {
                return whole.cancelled();
            }

            @Override
            public void update(int done, int total, int detections, int errors, String current) {
                whole.update(index * total + done, parts * total, detections, errors, current);
            }
        };
    }

    /**
     * Values that are worth trying: over the whole range if it is narrow, else from a quarter of the present value to
     * four times it; the present value is among them.
     *
     * @param now  present value
     * @param most how many at most, at least 3; fewer if the parameter is a whole number of a small range
     * @return rising
     */
    public static List<Double> values(Schema.Field field, double now, int most) {
        double min = field.min(), max = field.max();
        boolean wide = !Double.isFinite(max - min) || min > 0 && max / min > WIDE || max - min > WIDE * Math.abs(now);
        boolean factors = wide && now > 0;
        if (wide) {
            double reach = now == 0 ? 1 : Math.abs(now) * AROUND;
            min = Math.max(min, factors ? now / AROUND : now - reach);
            max = Math.min(max, now > 0 ? now * AROUND : now + reach);
        }
        TreeSet<Double> values = new TreeSet<>();
        for (int i = 0; i < most - 1; i++) {
            double share = i / (double) (most - 2);
            values.add(round(field, factors ? min * Math.pow(max / min, share) : min + share * (max - min)));
        }
        values.add(now);
        return List.copyOf(values);
    }

    /** To whole numbers, or to three digits. */
    private static double round(Schema.Field field, double value) {
        if (field.kind() == Schema.Kind.INTEGER)
            return Math.max(Math.ceil(field.min()), Math.min(Math.floor(field.max()), Math.rint(value)));
        if (value == 0)
            return 0;
        double rounded = new BigDecimal(value).round(new MathContext(3)).doubleValue();
        return Math.max(field.min(), Math.min(field.max(), rounded));
    }

    /** Every n-th image, so that at most so many are left and they are spread over the set. */
    public static List<Item> sample(List<Item> items, int most) {
        if (items.size() <= most)
            return List.copyOf(items);
        List<Item> some = new ArrayList<>();
        for (int i = 0; i < most; i++)
            some.add(items.get((int) ((long) i * items.size() / most)));
        return List.copyOf(some);
    }
}
