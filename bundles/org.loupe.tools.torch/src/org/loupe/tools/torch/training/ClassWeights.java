package org.loupe.tools.torch.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.loupe.api.ToolException;

/** How much the mistakes of each class count while a net learns. */
public final class ClassWeights {
    /** Word for weights that make up for how often classes occur. */
    public static final String BALANCED = "balanced";
    private static final double MOST = 1000;

    private ClassWeights() {
    }

    /**
     * The weights that a person has written down.
     *
     * @param text    {@link #BALANCED}, or classes with their weights such as "pit 2, open 0.5"; those that are not
     *                named have 1
     * @param classes names
     * @param counts  how often each occurs among the examples
     * @return for each class; of balanced ones the mean over all examples is 1
     * @throws ToolException if a class is not known, or a weight is none
     */
    public static float[] of(String text, List<String> classes, long[] counts) throws ToolException {
        float[] weights = new float[classes.size()];
        Arrays.fill(weights, 1);
        if (text.strip().equalsIgnoreCase(BALANCED)) {
            long all = Arrays.stream(counts).sum(), there = Arrays.stream(counts).filter(n -> n > 0).count();
            for (int c = 0; c < weights.length; c++)
                weights[c] = counts[c] == 0 ? 1 : (float) ((double) all / (there * counts[c]));
            return weights;
        }
        for (String part : parts(text)) {
            int at = part.lastIndexOf(' ');
            int c = at < 0 ? -1 : classes.indexOf(part.substring(0, at).strip());
            if (c < 0)
                throw new ToolException("\"" + part + "\" is no class with its weight.", "Write \"" + BALANCED
                        + "\", or such as \"" + classes.get(0) + " 2\"; the classes are " + String.join(", ", classes)
                        + ".");
            weights[c] = (float) weight(part.substring(at + 1), part);
        }
        return weights;
    }

    private static List<String> parts(String text) {
        List<String> parts = new ArrayList<>();
        for (String part : text.split(","))
            if (!part.isBlank())
                parts.add(part.strip());
        return parts;
    }

    private static double weight(String number, String part) throws ToolException {
        try {
            double weight = Double.parseDouble(number);
            if (weight > 0 && weight <= MOST)
                return weight;
        } catch (NumberFormatException e) {
            // said below
        }
        throw new ToolException("A weight is above 0 and up to 1000, found \"" + part + "\".",
                "Write such as \"pit 2\".");
    }
}
