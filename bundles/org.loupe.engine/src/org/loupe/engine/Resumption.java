package org.loupe.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.loupe.api.Device;
import org.loupe.api.Provenance;
import org.loupe.api.Tool;
import org.loupe.api.ToolException;

/**
 * Where the steps of an earlier run are computed when it goes on or is made again, perhaps on a machine with other
 * devices.
 *
 * @param known where they were, and where that changes; the oldest first
 * @param news  what the user is told
 */
record Resumption(List<Placement> known, List<Problem> news) {

    /**
     * For a run that is made again to be compared: steps that no device repeats bit for bit stay where they were, if
     * that is possible.
     */
    static Resumption again(RunProvenance before, Plan plan) {
        List<Placement> known = new ArrayList<>(before.placements());
        for (PlanStep s : plan.all())
            stay(before, s).ifPresent(known::add);
        return new Resumption(known, List.of());
    }

    /**
     * For a run that goes on.
     *
     * @param done images that it holds
     * @throws ToolException if its new results would not belong to the old ones, with the remedy
     */
    static Resumption on(RunProvenance before, Plan plan, Registry registry, Policy policy, long done)
            throws ToolException {
        List<Placement> known = new ArrayList<>(again(before, plan).known);
        Optional<String> problem = policy == Policy.CPU ? Optional.empty()
                : Optional.of(registry.devices().problem()).filter(p -> !p.isEmpty());
        String why = policy == Policy.CPU ? "The policy \"cpu\" was chosen."
                : problem.orElse("This machine has no such device.");
        List<PlanStep> moved = new ArrayList<>();
        boolean same = true;
        for (PlanStep s : plan.all()) {
            Provenance then = then(before, s);
            if (onProcessor(then))
                continue;
            if (s.instead().isPresent())
                unchanged(then, s);
            else if (!pinned(before, s)) {
                boolean bitwise = bitwise(then, registry) && bitwise(s.entry().tool());
                if (!bitwise && policy != Policy.CPU)
                    throw new ToolException(s.where() + " of this run was computed on " + then.device() + ". " + why
                            + " The processor's results are not the same bit for bit.",
                            "Go on with it on a machine with such a device, start a new run, or choose the policy"
                                    + " \"cpu\" to go on with the processor's results.");
                same &= bitwise;
                moved.add(s);
                known.add(new Placement(s.number(), s.where(), "", Device.CPU.label(), "from image " + (done + 1)
                        + " on, instead of " + then.device()));
            }
        }
        return new Resumption(known, moved.isEmpty() ? List.of() : List.of(Problem.warning("", "The run was begun on "
                + moved.stream().map(s -> then(before, s).device()).distinct().collect(Collectors.joining(", ")) + ". "
                + why + " From here on " + moved.stream().map(PlanStep::where).collect(Collectors.joining(", "))
                + (moved.size() == 1 ? " is" : " are") + " computed on the processor, " + (same
                        ? "with the same results bit for bit." : "whose results may differ in their last digits."),
                "")));
    }

    private static Provenance then(RunProvenance before, PlanStep s) {
        return before.steps().get(s.number());
    }

    /** A step that was on the processor and whose device would give other bits. */
    private static Optional<Placement> stay(RunProvenance before, PlanStep s) {
        return s.instead().isEmpty() || s.interchangeable() || s.number() >= before.steps().size()
                || !onProcessor(then(before, s)) || pinned(before, s) ? Optional.empty()
                        : Optional.of(new Placement(s.number(), s.where(), "", Device.CPU.label(),
                                "as the run was begun"));
    }

    private static boolean onProcessor(Provenance step) {
        return step.device().equals(Device.CPU.label());
    }

    private static boolean pinned(RunProvenance before, PlanStep s) {
        return before.placements().stream().anyMatch(p -> p.step() == s.number() && p.size().isEmpty()
                && p.onProcessor());
    }

    private static void unchanged(Provenance then, PlanStep s) throws ToolException {
        boolean bundle = then.bundle().equals(s.entry().bundle());
        if (bundle ? !then.version().equals(s.entry().version()) : !s.interchangeable())
            throw new ToolException(s.where() + " of this run was computed by " + then.bundle() + " " + then.version()
                    + ", and now would be by " + s.entry().bundle() + " " + s.entry().version()
                    + ", so new results would not belong to the old ones.", "Start a new run.");
    }

    private static boolean bitwise(Provenance then, Registry registry) {
        return registry.tools().stream().anyMatch(e -> e.bundle().equals(then.bundle())
                && e.tool().info().id().equals(then.toolId()) && bitwise(e.tool()));
    }

    private static boolean bitwise(Tool<?, ?, ?> tool) {
        return tool.info().determinism() == Tool.Determinism.BITWISE;
    }
}
