package org.loupe.tools.torch.training;

import java.util.List;
import java.util.function.Supplier;
import org.loupe.api.Param;
import org.loupe.api.ToolException;

/**
 * How much mistakes count while a net learns to find things; the parameters that trainers of detectors and segmenters
 * share.
 *
 * @param falseNegatives how much more what is missed counts than what is found falsely
 * @param classWeights   as of {@link ClassWeights}; empty for all the same
 */
public record Mistakes(
        @Param(label = "Weight of misses", min = 0.01, max = 100, step = 0.5, help = "How much more what is missed counts"
                + " than what is found falsely. Raise it if defects escape or come out too small, lower it if too much is"
                + " reported.") double falseNegatives,
        @Param(label = "Class weights", advanced = true, help = "How much mistakes of each class count: empty for all the"
                + " same, \"balanced\" where some classes are rare, or classes with their weights such as \"pit 2, open"
                + " 0.5\".") String classWeights) {
    /** All count the same. */
    public static final Mistakes DEFAULT = new Mistakes(1, "");

    /** The same where classes count alike that are balanced by how often they occur among what is learned. */
    public Mistakes unbalanced() {
        return isBalanced() ? new Mistakes(falseNegatives, "") : this;
    }

    private boolean isBalanced() {
        return classWeights.strip().equalsIgnoreCase(ClassWeights.BALANCED);
    }

    /**
     * The weight of each class.
     *
     * @param counts how often each occurs among the examples; asked only where it matters
     * @throws ToolException if a class is not known, or a weight is none
     */
    public float[] weights(List<String> classes, Supplier<long[]> counts) throws ToolException {
        return ClassWeights.of(classWeights, classes, isBalanced() ? counts.get() : new long[classes.size()]);
    }
}
