package org.loupe.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.loupe.api.Device;
import org.loupe.api.Tool;
import org.loupe.api.ToolProvider;

/**
 * What every tool keeps to, as JUnit tests. In a vendor's build:
 * <pre>{@code
 * @TestFactory
 * Stream<DynamicTest> contract() {
 *     return ToolContract.of(new VendorTools());
 * }
 * }</pre>
 * Each tool is tried on {@link Golden} images of every type that its {@code check} lets pass, with its defaults, with
 * every choice and with every limit of its parameters. A tool that has two implementations is also held to
 * {@link #sameResults}.
 */
public final class ToolContract {

    private ToolContract() {
    }

    /**
     * For each tool of the provider: it describes itself and its parameters in full; works on what its {@code check}
     * lets pass and gives what it announced; refuses all else with a remedy; leaves its input as it was; gives the same
     * for the same seed, whatever it did before, on any thread, in any memory; gives the same in tiles as on the whole
     * image, unless it says that it is global; bears images of one pixel; stops within 200 ms when cancelled; does not
     * grow in 1,000 calls.
     */
    public static Stream<DynamicTest> of(ToolProvider provider) {
        return of(provider, Device.CPU);
    }

    /** The same for tools that are opened on another device than the processor. */
    public static Stream<DynamicTest> of(ToolProvider provider, Device device) {
        List<DynamicTest> tests = new ArrayList<>();
        tests.add(DynamicTest.dynamicTest(provider.getClass().getName() + " gives the same tools at each call", () -> {
            List<Class<?>> first = classes(provider), again = classes(provider);
            if (!first.equals(again))
                throw new AssertionError("First " + first + ", then " + again);
        }));
        for (Tool<?, ?, ?> tool : provider.tools())
            tests.addAll(new Contract<>(tool, device).tests());
        return tests.stream();
    }

    /**
     * For each id that both providers have: parameters are the same in name, type, range, default and help, and results
     * on the golden images differ by no more than the larger tolerance that the two state; where both say that they are
     * bitwise, not at all. There must be one such id.
     *
     * @param reference provider of the reference implementations
     * @param other     provider of other implementations under the same ids
     */
    public static Stream<DynamicTest> sameResults(ToolProvider reference, ToolProvider other) {
        return sameResults(reference, other, Device.CPU);
    }

    /**
     * The same for implementations on another device.
     *
     * @param device that the other's tools are opened on
     */
    public static Stream<DynamicTest> sameResults(ToolProvider reference, ToolProvider other, Device device) {
        Map<String, Tool<?, ?, ?>> others = other.tools().stream()
                .collect(Collectors.toMap(t -> t.info().id(), t -> t));
        List<DynamicTest> tests = new ArrayList<>();
        for (Tool<?, ?, ?> tool : reference.tools())
            if (others.containsKey(tool.info().id()))
                tests.add(DynamicTest.dynamicTest(tool.info().id() + ": " + tool.getClass().getName() + " and "
                        + others.get(tool.info().id()).getClass().getName() + " agree",
                        () -> new Contract<>(tool, Device.CPU)
                                .agreesWith(new Contract<>(others.get(tool.info().id()), device))));
        if (tests.isEmpty())
            throw new AssertionError(reference.getClass().getName() + " and " + other.getClass().getName()
                    + " have no tool id in common.");
        return tests.stream();
    }

    private static List<Class<?>> classes(ToolProvider provider) {
        return provider.tools().stream().<Class<?>>map(Tool::getClass).toList();
    }
}
