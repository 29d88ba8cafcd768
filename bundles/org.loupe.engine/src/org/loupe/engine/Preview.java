package org.loupe.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.loupe.api.Detections;
import org.loupe.api.Features;
import org.loupe.api.Pair;
import org.loupe.api.Region;
import org.loupe.api.ToolException;

/**
 * What the first steps of a recipe make of one image, for looking at while a recipe is built. The image is worked on as
 * a whole, on the calling thread.
 *
 * @param pair       test image and reference as the last image step left them, at their place in the full image; as
 *                   given if there was an error
 * @param detections what was found so far, in px of the full image
 * @param features   as many rows
 * @param millis     time of each of the recipe's first steps, that of its routes included; 0 if it was not run
 * @param warnings   what the steps had to say
 * @param error      why it ended early
 */
public record Preview(Pair pair, Detections detections, Features features, List<Double> millis,
        List<Problem> warnings, Optional<Problem> error) {

    public Preview {
        millis = List.copyOf(millis);
        warnings = List.copyOf(warnings);
    }

    /**
     * Runs a recipe's first steps. The rest of the recipe need not be sound.
     *
     * @param plan     of the whole recipe
     * @param pair     in memory; may be a part of an image, at its place in it
     * @param steps    how many of the recipe's steps to run; those that are disabled count, but are not run
     * @param seed     of random numbers
     * @param progress watches for cancellation
     * @throws CancellationException if {@code progress} says so
     */
    public static Preview run(Plan plan, Pair pair, int steps, long seed, Progress progress) {
        Plan first = plan.first(steps);
        List<Problem> warnings = new ArrayList<>();
        long[] nanos = new long[first.count()];
        Chain.Outcome outcome = new Chain.Outcome(pair, new Found(Chain.none(first), first.noFeatures()));
        Optional<Problem> error = first.problems().stream().filter(Problem::isError).findFirst();
        if (error.isEmpty()) {
            WorkRun run = new WorkRun(new TilePool(), progress::cancelled, warnings::add,
                    text -> progress.update(0, 1, 0, 0, text), seed);
            try (Chain chain = new Chain(first)) {
                Region all = pair.test().region();
                nanos = chain.nanos();
                outcome = chain.run(pair, all, all, run);
            } catch (ToolException e) {
                error = Optional.of(Problem.of(where(run), e));
            } catch (RuntimeException | StackOverflowError | OutOfMemoryError | LinkageError e) {
                if (e instanceof CancellationException c && progress.cancelled())
                    throw c;
                error = Optional.of(Problem.error(where(run), "It broke down: " + e + ".", ""));
            }
        }
        Found found = Found.join(List.of(outcome.found()));
        return new Preview(outcome.pair(), found.detections(), found.features(), millis(first, nanos), warnings, error);
    }

    private static String where(WorkRun run) {
        return run.step() == null ? "" : run.step().where();
    }

    private static List<Double> millis(Plan plan, long[] nanos) {
        Double[] millis = new Double[plan.recipe().steps().size()];
        Arrays.fill(millis, 0.0);
        for (PlanStep s : plan.steps())
            for (PlanStep part : PlanStep.all(List.of(s)))
                millis[s.position()] += nanos[part.number()] / 1e6;
        return List.of(millis);
    }
}
