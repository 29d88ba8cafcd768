package org.loupe.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.loupe.api.Device;
import org.loupe.api.Pair;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;
import org.loupe.engine.Chain.State;
import org.loupe.engine.PlanStep.Kind;

/**
 * Measures where the steps of a chain are computed faster. Every step is called a few times on both sides, with its
 * input in the processor's memory and, behind a step of a device, on that device; so it is known what each step costs
 * and what each copy. Of all ways through the chain the cheapest is taken: the shortest path through a graph with two
 * nodes for each step. For one thread.
 */
final class Trial {
    private static final int CALLS = 4;
    /** Since the first call may load a library or compile a kernel. */
    private static final int LEAST_CALLS = 2;
    /** Nanoseconds after which a step that was called twice is not called once more. */
    private static final long ENOUGH = 250_000_000;
    private static final int HERE = 0;
    private static final int THERE = 1;

    private final Chain chain;
    private final LongSupplier clock;
    private final WorkRun run;
    private final Deque<WorkRun> open = new ArrayDeque<>();

    /** @param run whose calls' results are of no use afterwards */
    Trial(Chain chain, LongSupplier clock, WorkRun run) {
        this.chain = chain;
        this.clock = clock;
        this.run = run;
    }

    /**
     * What a step costs in nanoseconds.
     *
     * @param processor on the processor; infinite where it may not be computed there
     * @param sent      on the device, with the copy of its input to there; infinite where it cannot be computed there
     * @param there     on the device, with its input there already
     * @param fetched   the copy of its result back
     */
    record Cost(double processor, double sent, double there, double fetched) {
    }

    /** A call of a step. */
    interface Call<T> {
        T by(boolean onProcessor, WorkRun own) throws ToolException;
    }

    private record Timed<T>(T result, double nanos, double fetched) {
    }

    /** Where a chain's steps up to its detector are computed, for tiles of that size. */
    List<Placement> chain(List<PlanStep> steps, boolean looksBack, String size, Pair pair, Chain.Scope scope)
            throws ToolException {
        int mark = run.pool().mark();
        List<Cost> costs = new ArrayList<>();
        try {
            State now = Chain.start(pair);
            boolean there = false;
            for (int i = 0; i < steps.size(); i++) {
                int index = i;
                PlanStep s = steps.get(i);
                State from = now, here = Chain.start(here(now.pair()));
                Call<State> call = (onProcessor, own) -> chain.tried(index, here, onProcessor, scope, own);
                run.begin(s);
                if (!chain.canChoose(s)) {
                    now = time(s, true, call, 1).result;
                    there = false;
                    costs.add(new Cost(0, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, 0));
                    continue;
                }
                double processor = s.interchangeable() ? time(s, true, call, CALLS).nanos : Double.POSITIVE_INFINITY;
                Timed<State> sent = time(s, false, call, CALLS);
                double stays = !there ? sent.nanos : time(s, false, (onProcessor, own) ->
                        chain.tried(index, from, onProcessor, scope, own), CALLS).nanos;
                costs.add(new Cost(processor, sent.nanos, stays, sent.fetched));
                now = sent.result;
                there = true;
            }
        } finally {
            while (!open.isEmpty())
                open.pop().finish();
            run.pool().release(mark);
        }
        return placements(steps, costs, looksBack, size);
    }

    /** Where a single step is computed whose inputs and results are in the processor's memory. */
    List<Placement> step(PlanStep s, String size, Call<?> call) throws ToolException {
        int mark = run.pool().mark();
        try {
            Timed<?> on = time(s, false, call, CALLS);
            double processor = time(s, true, call, CALLS).nanos, device = on.nanos + on.fetched;
            return chain.canChoose(s) ? List.of(placement(s, size, device <= processor, device, processor)) : List.of();
        } finally {
            while (!open.isEmpty())
                open.pop().finish();
            run.pool().release(mark);
        }
    }

    /** Calls a step several times at most; the fastest call counts. The last result remains until the end. */
    private <T> Timed<T> time(PlanStep s, boolean onProcessor, Call<T> call, int most) throws ToolException {
        double best = Double.POSITIVE_INFINITY, fetched = Double.POSITIVE_INFINITY;
        T result = null;
        int mark = run.pool().mark();
        long begin = clock.getAsLong();
        for (int i = 0; i < most && (i < LEAST_CALLS || clock.getAsLong() - begin < ENOUGH); i++) {
            if (i > 0) {
                open.pop().finish();
                run.pool().release(mark);
            }
            open.push(run.apart());
            long start = clock.getAsLong();
            result = call.by(onProcessor, open.peek());
            List<Tile> made = tiles(s, result);
            made.forEach(Tile::await);
            long done = clock.getAsLong();
            made.forEach(Tile::data);
            best = Math.min(best, done - start);
            fetched = Math.min(fetched, made.isEmpty() ? 0 : clock.getAsLong() - done);
        }
        return new Timed<>(result, best, fetched);
    }

    /** The tiles that a call has made. */
    private static List<Tile> tiles(PlanStep s, Object result) {
        if (result instanceof List<?> list)
            return list.stream().filter(Tile.class::isInstance).map(Tile.class::cast).toList();
        if (s.kind() != Kind.OPERATOR && s.kind() != Kind.PAIR_OPERATOR)
            return List.of();
        Pair pair = ((State) result).pair();
        return Stream.of(Optional.of(pair.test()), pair.reference(), pair.valid()).flatMap(Optional::stream).toList();
    }

    /** The same pixels, of which no device has a copy that is given back with the image. */
    private static Pair here(Pair pair) {
        return new Pair(here(pair.test()), pair.reference().map(Trial::here), pair.valid().map(Trial::here));
    }

    private static Tile here(Tile tile) {
        return tile.getClass() == Tile.class ? tile : new Tile(tile.shape(), tile.x(), tile.y(), tile.data());
    }

    private List<Placement> placements(List<PlanStep> steps, List<Cost> costs, boolean looksBack, String size) {
        boolean[] there = cheapest(costs, looksBack);
        List<Placement> made = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++)
            if (steps.get(i).interchangeable() && chain.canChoose(steps.get(i))) {
                Cost c = costs.get(i), next = i + 1 < steps.size() ? costs.get(i + 1) : null;
                boolean from = i > 0 && there[i - 1], on = next != null && there[i + 1];
                double back = from ? costs.get(i - 1).fetched : 0;
                double device = (from ? c.there + (next == null && looksBack ? back : 0) : c.sent)
                        + (on || next == null ? 0 : c.fetched);
                double processor = c.processor + back + (on ? next.sent - next.there : 0);
                made.add(placement(steps.get(i), size, there[i], device, processor));
            }
        return made;
    }

    private Placement placement(PlanStep s, String size, boolean there, double device, double processor) {
        return there ? new Placement(s.number(), s.where(), size, s.device(), Placement.millis(device) + " instead of "
                + Placement.millis(processor) + " on the processor")
                : new Placement(s.number(), s.where(), size, Device.CPU.label(), Placement.millis(processor)
                        + " instead of " + Placement.millis(device) + " on " + chain.device(s).label());
    }

    /**
     * The cheapest way through a chain whose input is in the processor's memory, as its result is to be.
     *
     * @param looksBack whether what the last step was given is needed in the processor's memory too
     * @return for each step whether it is computed on the device; of equal ways the one with more of them
     */
    static boolean[] cheapest(List<Cost> costs, boolean looksBack) {
        int n = costs.size();
        double[] total = { 0, Double.POSITIVE_INFINITY };
        int[][] before = new int[n][2];
        for (int i = 0; i < n; i++) {
            Cost c = costs.get(i);
            double fetch = i == 0 ? 0 : costs.get(i - 1).fetched;
            double last = i == n - 1 && looksBack ? fetch : 0;
            double[][] by = { { total[HERE] + c.processor, total[THERE] + fetch + c.processor },
                { total[HERE] + c.sent, total[THERE] + last + c.there } };
            for (int side : new int[] { HERE, THERE }) {
                before[i][side] = by[side][THERE] <= by[side][HERE] ? THERE : HERE;
                if (i == 0)
                    before[i][side] = HERE;
                total[side] = by[side][before[i][side]];
            }
        }
        boolean[] there = new boolean[n];
        int side = total[THERE] <= total[HERE] ? THERE : HERE;
        for (int i = n - 1; i >= 0; i--) {
            there[i] = side == THERE;
            side = before[i][side];
        }
        return there;
    }
}
