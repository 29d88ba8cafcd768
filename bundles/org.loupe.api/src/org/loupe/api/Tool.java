package org.loupe.api;

import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One algorithm. Immutable, stateless and light: constructing a tool touches no native code, file or device; the work
 * is done by the {@link Step}s that it opens. Safe for use by any thread.
 *
 * @param <P> parameters: a record whose components carry {@link Param}; the record is the schema and
 *            {@link #defaults()} its values, so every default is stated once
 * @param <I> what a step takes
 * @param <O> what a step gives
 */
public interface Tool<P extends Record, I, O> {

    /** How repeatable a tool's result is for the same input, parameters and seed. */
    enum Determinism {
        /** The same bits on every machine, with any number of threads. */
        BITWISE,
        /** The same bits on one machine, and within {@link Info#tolerance()} of the reference result elsewhere. */
        TOLERANCE,
        /** No promise. Such a tool is never used under the policy {@code exact}. */
        NONE
    }

    /**
     * What a tool says of itself.
     *
     * @param id          stable for ever and never reused, lower case, dotted by vendor: {@code loupe.median}. Tools
     *                    of one vendor that share an id are implementations of the same algorithm
     * @param label       name for people, sentence case: {@code Median filter}
     * @param help        what it does, for whom and its limits, in a few sentences
     * @param reference   paper or norm that the algorithm comes from, or ""
     * @param determinism how repeatable the result is
     * @param tolerance   largest absolute difference from the reference implementation's result, in units of the
     *                    output (grey levels, px); 0 for {@link Determinism#BITWISE}
     * @param rank        among implementations of one id that the device and policy allow, the highest rank is used
     * @param devices     where it can run
     */
    record Info(String id, String label, String help, String reference, Determinism determinism, double tolerance,
            int rank, Set<Device.Kind> devices) {

        private static final Pattern ID = Pattern.compile("[a-z][a-z0-9]*(\\.[a-z0-9]+(-[a-z0-9]+)*)+");

        public Info {
            if (!ID.matcher(id).matches())
                throw new IllegalArgumentException("Tool id \"" + id
                        + "\" is not allowed. Use lower case, dotted by vendor, such as \"vendor.spot-finder\".");
            Objects.requireNonNull(label);
            Objects.requireNonNull(help);
            Objects.requireNonNull(reference);
            Objects.requireNonNull(determinism);
            devices = Set.copyOf(devices);
            if (determinism == Determinism.BITWISE && tolerance != 0)
                throw new IllegalArgumentException(id + ": a bitwise tool has tolerance 0, found " + tolerance + ".");
        }

        /** A bitwise repeatable tool for the CPU, rank 0. */
        public static Info of(String id, String label, String help) {
            return new Info(id, label, help, "", Determinism.BITWISE, 0, 0, Set.of(Device.Kind.CPU));
        }

        /** The same with the paper or norm that the algorithm comes from. */
        public Info reference(String source) {
            return new Info(id, label, help, source, determinism, tolerance, rank, devices);
        }

        /** The same with {@link Determinism#TOLERANCE} and the given largest difference in output units. */
        public Info within(double difference) {
            return new Info(id, label, help, reference, Determinism.TOLERANCE, difference, rank, devices);
        }

        /** The same with another rank among implementations of this id. */
        public Info rank(int value) {
            return new Info(id, label, help, reference, determinism, tolerance, value, devices);
        }

        /** The same for other devices. */
        public Info devices(Device.Kind... kinds) {
            return new Info(id, label, help, reference, determinism, tolerance, rank, Set.of(kinds));
        }
    }

    /** What this tool says of itself; always the same. */
    Info info();

    /** The parameters that suit most users. */
    P defaults();

    /**
     * Opens the tool for use by one thread. Expensive preparation (native memory, kernels, look-up tables) belongs
     * here. The caller closes the step.
     *
     * @throws ToolException if the tool cannot run with these parameters or on this device
     */
    Step<I, O> open(P params, Device device) throws ToolException;
}
