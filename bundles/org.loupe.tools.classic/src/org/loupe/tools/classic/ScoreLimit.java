package org.loupe.tools.classic;

import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.loupe.api.Detections;
import org.loupe.api.Device;
import org.loupe.api.Filter;
import org.loupe.api.Param;
import org.loupe.api.Step;

/**
 * Leaves out defects that score lower than the limit of their class. Names of classes are the same whether they are
 * written in capitals or not, and with spaces, hyphens or underscores. A defect without a score stays.
 */
public final class ScoreLimit implements Filter<ScoreLimit.Params> {

    /**
     * @param leastScore of classes without a limit of their own
     * @param own        limits of single classes, such as {@code short = 0.6; open = 0.45}
     */
    public record Params(
            @Param(label = "Lowest score", min = 0, max = 1, step = 0.01,
                    help = "A defect that scores lower is left out, unless its class has a limit of its own.")
                    double leastScore,
            @Param(label = "Own limits",
                    help = "Limits of single classes, such as: short = 0.6; open = 0.45. The part Threshold writes"
                            + " them.")
                    String own) {

        public Params {
            read(own);
        }
    }

    /**
     * Limits by the name of their class as it was written.
     *
     * @throws IllegalArgumentException if it is not written as it should be
     */
    static Map<String, Double> read(String own) {
        Map<String, Double> limits = new LinkedHashMap<>();
        for (String part : own.split(";")) {
            if (part.isBlank())
                continue;
            int at = part.lastIndexOf('=');
            String name = at < 0 ? "" : part.substring(0, at).strip();
            double limit = number(part.substring(at + 1).strip());
            if (name.isEmpty() || !(limit >= 0 && limit <= 1))
                throw new IllegalArgumentException("Own limits are written \"class = number\", from 0 to 1, with \";\""
                        + " between them, found \"" + part.strip() + "\".");
            limits.put(name, limit);
        }
        return limits;
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    @Override
    public Info info() {
        return Info.of("loupe.score-limit", "Score limit", "Leaves out defects that score lower than a limit, which can"
                + " be another one for each class. It stands behind the step that gives the classes; what that step or"
                + " the detector left out before does not come back.");
    }

    @Override
    public Params defaults() {
        return new Params(0, "");
    }

    @Override
    public List<String> classes(Params params) {
        return List.copyOf(read(params.own()).keySet());
    }

    @Override
    public Step<Detections, BitSet> open(Params params, Device device) {
        Map<String, Double> own = new LinkedHashMap<>();
        read(params.own()).forEach((name, limit) -> own.put(key(name), limit));
        return (found, run) -> {
            run.checkCancelled();
            double[] limits = found.classes().stream()
                    .mapToDouble(name -> own.getOrDefault(key(name), params.leastScore())).toArray();
            BitSet stay = new BitSet(found.size());
            for (int row = 0; row < found.size(); row++)
                stay.set(row, !(found.score()[row] < limits[found.classIndex()[row]]));
            return stay;
        };
    }

    /** What equal names have in common. */
    private static String key(String name) {
        return name.strip().toLowerCase(Locale.ROOT).replaceAll("[\\s_-]+", "-");
    }
}
