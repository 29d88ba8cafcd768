package org.loupe.engine.nets;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What is tried to see what makes nets better: every combination of trainers, values of parameters, numbers of images to
 * learn from and numbers of images whose labels a first net makes up, each several times with other seeds. Immutable.
 *
 * @param nets    ids of the trainers, all of one task
 * @param params  of all of them; what is not named has its default
 * @param vary    values of parameters, by their names
 * @param images  numbers of images that are learned from; 0 for all that are not held apart
 * @param pseudo  numbers of further images that are learned from with what a net that has learned the others finds there
 *                (pseudo-labels; D.-H. Lee, ICML 2013 workshop on challenges in representation learning)
 * @param repeats of each combination, with seeds one after the other
 * @param judged  how nets are judged: the share held apart, on which all of them are, the first seed and the limits; its
 *                trainer and parameters do not count
 */
public record NetSweep(List<String> nets, Map<String, Object> params, Map<String, List<Object>> vary,
        List<Integer> images, List<Integer> pseudo, int repeats, NetSettings judged) {
    private static final int MOST = 10_000;

    /**
     * A combination.
     *
     * @param net    id of the trainer
     * @param varied values of the parameters that vary
     * @param images 0 for all
     * @param pseudo images with made-up labels
     */
    public record Setting(String net, Map<String, Object> varied, int images, int pseudo) {
    }

    /**
     * What came of a combination once.
     *
     * @param setting index of the combination
     * @param repeat  from 0
     * @param score   the figure that counts; NaN if it failed
     * @param figures by their names, as {@link NetFigures}; empty if it failed
     * @param failure why it failed, "" if it did not
     * @param note    what makes the figures doubtful, or ""
     * @param seconds that it took
     */
    public record Cell(int setting, int repeat, double score, Map<String, Double> figures, String failure,
            String note, double seconds) {

        /** Whether there are figures. */
        public boolean succeeded() {
            return failure.isEmpty();
        }
    }

    public NetSweep {
        nets = List.copyOf(nets);
        params = Collections.unmodifiableMap(new TreeMap<>(params)); // in one order, so that two plans can be compared
        Map<String, List<Object>> values = new LinkedHashMap<>();
        vary.forEach((name, list) -> values.put(name, List.copyOf(list)));
        vary = Collections.unmodifiableMap(values);
        images = images.isEmpty() ? List.of(0) : List.copyOf(images);
        pseudo = pseudo.isEmpty() ? List.of(0) : List.copyOf(pseudo);
        if (nets.isEmpty())
            throw new IllegalArgumentException("No trainer is named: write such as unet, or several.");
        if (repeats < 1 || repeats > 1000)
            throw new IllegalArgumentException("Repeats are 1 to 1000, found " + repeats + ".");
        if (judged.held() == 0)
            throw new IllegalArgumentException("The share held apart is above 0, as nets are compared on it.");
        for (int n : images)
            if (n < 0)
                throw new IllegalArgumentException("Numbers of images are 0 (all) or more, found " + n + ".");
        for (int n : pseudo)
            if (n < 0)
                throw new IllegalArgumentException("Numbers of images with pseudo-labels are 0 or more, found " + n
                        + ".");
        vary.forEach((name, list) -> {
            if (list.isEmpty())
                throw new IllegalArgumentException("No value is given for " + name + ".");
        });
        long combinations = (long) nets.size() * images.size() * pseudo.size() * repeats;
        for (List<Object> list : vary.values())
            combinations *= list.size();
        if (combinations > MOST)
            throw new IllegalArgumentException("A sweep has up to " + MOST + " trainings, found " + combinations + ".");
    }

    /** All combinations, those of the first net first. */
    public List<Setting> settings() {
        List<Map<String, Object>> values = new ArrayList<>(List.of(Map.of()));
        for (Map.Entry<String, List<Object>> one : vary.entrySet()) {
            List<Map<String, Object>> more = new ArrayList<>();
            for (Map<String, Object> before : values)
                for (Object value : one.getValue()) {
                    Map<String, Object> with = new LinkedHashMap<>(before);
                    with.put(one.getKey(), value);
                    more.add(with);
                }
            values = more;
        }
        List<Setting> all = new ArrayList<>();
        for (String net : nets)
            for (Map<String, Object> varied : values)
                for (int n : images)
                    for (int p : pseudo)
                        all.add(new Setting(net, varied, n, p));
        return all;
    }

    /** What is varied, by the names of columns: all values of each, as texts; without what has one value only. */
    public Map<String, List<String>> axes() {
        Map<String, List<String>> axes = new LinkedHashMap<>();
        vary.forEach((name, list) -> axes.put(name, list.stream().map(NetSweep::text).toList()));
        axes.put("images", images.stream().map(n -> n == 0 ? "all" : n.toString()).toList());
        axes.put("pseudo", pseudo.stream().map(String::valueOf).toList());
        axes.put("net", nets);
        axes.values().removeIf(list -> list.size() < 2);
        return axes;
    }

    /** The value of a setting on an axis, as {@link #axes} has it. */
    public static String value(Setting setting, String axis) {
        return switch (axis) {
            case "images" -> setting.images == 0 ? "all" : Integer.toString(setting.images);
            case "pseudo" -> Integer.toString(setting.pseudo);
            case "net" -> setting.net;
            default -> text(setting.varied.get(axis));
        };
    }

    /** A value as people write it, all of its digits: "0.01", but "2.5e-4". */
    public static String text(Object value) {
        if (!(value instanceof Double number) || number == 0 || !Double.isFinite(number))
            return String.valueOf(value);
        BigDecimal digits = BigDecimal.valueOf(number).stripTrailingZeros();
        int power = digits.precision() - digits.scale() - 1;
        return power >= -2 && power < 6 ? digits.toPlainString() : digits.scaleByPowerOfTen(-power).toPlainString()
                + "e" + power;
    }

    /** A setting in words: what is varied, with its value. */
    public String words(Setting setting) {
        return axes().isEmpty() ? setting.net : axes().keySet().stream().map(axis -> axis + " " + value(setting, axis))
                .collect(Collectors.joining(", "));
    }

    /** How a net of a setting is trained and judged. @param repeat from 0 */
    public NetSettings of(Setting setting, int repeat) {
        Map<String, Object> all = new LinkedHashMap<>(params);
        all.putAll(setting.varied);
        return new NetSettings(setting.net, all, judged.held(), judged.seed() + repeat, judged.mergeIou(),
                judged.leastScore(), judged.evaluationIou());
    }

    /** The images that are not held apart, by which pseudo-labels and subsets are numbered. */
    static int[] without(int[] all, int[] some) {
        int[] sorted = some.clone();
        Arrays.sort(sorted);
        return Arrays.stream(all).filter(row -> Arrays.binarySearch(sorted, row) < 0).toArray();
    }
}
