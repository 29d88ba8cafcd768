package org.loupe.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The place of a recipe that a {@link Problem} names, taken apart: "step 3 (Limit) › small › step 1 (Measure) › x".
 *
 * @param turns     the way to the step: one turn per chain, the main chain first; empty if no step is named
 * @param parameter name of the step's parameter, or ""
 */
public record Place(List<Turn> turns, String parameter) {
    private static final Pattern STEP = Pattern.compile("step (\\d{1,6})( \\(.*\\))?");

    /**
     * A step of a chain.
     *
     * @param step  its index in the chain, from 0
     * @param route class of the step before whose route this chain is; "" for the main chain
     */
    public record Turn(int step, String route) {
    }

    public Place {
        turns = List.copyOf(turns);
    }

    /** The place that a problem of a plan names; no turns if it names none. */
    public static Place of(Problem problem) {
        String[] parts = problem.where().split(" › ");
        List<Turn> turns = new ArrayList<>();
        int next = 0;
        String route = "";
        while (next < parts.length) {
            Matcher step = STEP.matcher(parts[next]);
            if (!step.matches())
                break;
            turns.add(new Turn(Integer.parseInt(step.group(1)) - 1, route));
            next++;
            if (next + 1 >= parts.length || !STEP.matcher(parts[next + 1]).matches())
                break;
            route = parts[next++];
        }
        return new Place(turns, !turns.isEmpty() && next < parts.length ? parts[next] : "");
    }

    /** Index of the step of the main chain in or under which the place is; empty if no step is named. */
    public Optional<Integer> position() {
        return turns.isEmpty() ? Optional.empty() : Optional.of(turns.get(0).step);
    }
}
