package org.loupe.exchange;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds the truth of an image by its name, forgivingly. Names are compared without regard to case, to the way their
 * accents are composed and to the kind of slash; folders may differ. The first of these rules that finds anything
 * decides:
 * <ol>
 * <li>the same file name: {@code board 1.png} for {@code lot/board 1.png};</li>
 * <li>the same without the ending: {@code 13000044.txt} for {@code 13000044.jpg};</li>
 * <li>the same without an ending and without a word for the image's part in a pair ({@code test, temp, template, ref,
 * reference, golden, gt, label, labels, truth}) behind {@code _}, {@code -}, a point or a blank: {@code 13000044} for
 * {@code 13000044_test.jpg}.</li>
 * </ol>
 * If it finds several, the one whose folders agree with the image's on most names, counted from the file, is taken; if
 * several agree equally well, none is. Not safe for use by several threads.
 */
public final class Truths {
    private static final Pattern ENDING = Pattern.compile("\\.[a-z][a-z0-9]{1,4}$");
    private static final Pattern ROLE = Pattern
            .compile("[_. -](test|temp|template|ref|reference|golden|gt|label|labels|truth)$");
    private static final int RULES = 3;

    private final List<Truth> truths;
    private final List<Map<String, List<Truth>>> byRule = new ArrayList<>();
    private final Set<Truth> used = new LinkedHashSet<>();

    public Truths(List<Truth> truths) {
        this.truths = List.copyOf(truths);
        for (int rule = 0; rule < RULES; rule++) {
            Map<String, List<Truth>> map = new HashMap<>();
            for (Truth truth : truths)
                map.computeIfAbsent(key(truth.image(), rule), k -> new ArrayList<>()).add(truth);
            byRule.add(map);
        }
    }

    /**
     * The truth of an image of a run.
     *
     * @param image its name
     * @param path  of its file, or "" if unknown
     */
    public Optional<Truth> find(String image, String path) {
        for (String name : path.isEmpty() ? List.of(image) : List.of(path, image))
            for (int rule = 0; rule < RULES; rule++) {
                List<Truth> candidates = byRule.get(rule).get(key(name, rule));
                if (candidates == null)
                    continue;
                Optional<Truth> best = closest(candidates, name);
                best.ifPresent(used::add);
                return best;
            }
        return Optional.empty();
    }

    /** Truths that no image has asked for so far, in their own order. */
    public List<Truth> unused() {
        return truths.stream().filter(t -> !used.contains(t)).toList();
    }

    private static Optional<Truth> closest(List<Truth> candidates, String name) {
        Truth best = null;
        int most = -1;
        boolean tie = false;
        for (Truth truth : candidates) {
            int same = sameFolders(plain(truth.image()), plain(name));
            tie = same == most || tie && same < most;
            if (same > most) {
                most = same;
                best = truth;
            }
        }
        return tie ? Optional.empty() : Optional.ofNullable(best);
    }

    private static int sameFolders(String a, String b) {
        String[] first = a.split("/"), second = b.split("/");
        int same = 0;
        while (same + 1 < first.length && same + 1 < second.length
                && first[first.length - 2 - same].equals(second[second.length - 2 - same]))
            same++;
        return same;
    }

    private static String plain(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFC).toLowerCase(Locale.ROOT).replace('\\', '/');
    }

    private static String key(String name, int rule) {
        String plain = plain(name);
        String file = plain.substring(plain.lastIndexOf('/') + 1);
        if (rule > 0)
            file = ENDING.matcher(file).replaceFirst("");
        if (rule > 1)
            file = ROLE.matcher(file).replaceFirst("");
        return file;
    }
}
