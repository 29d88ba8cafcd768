package org.loupe.exchange;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Something that is lost or bent on the way into or out of a format, or that is only noted there.
 *
 * @param what    is lost, as a phrase: "outlines became boxes"
 * @param count   how often
 * @param example one of those, as a person would find it: the image, then what lies on it
 * @param noted   whether nothing is lost by it: the labels come through whole, and it is only good to know
 */
public record Loss(String what, int count, String example, boolean noted) {

    /** Something that is lost. */
    public Loss(String what, int count, String example) {
        this(what, count, example, false);
    }

    /** Whether any of them is more than a note. */
    public static boolean any(List<Loss> losses) {
        return losses.stream().anyMatch(loss -> !loss.noted);
    }

    /** Counts losses by what they are; the first of each is its example. Not safe for use by several threads. */
    public static final class Count {
        private final Map<String, Loss> losses = new LinkedHashMap<>();

        /** One more. */
        public void add(String what, String example) {
            add(what, example, false);
        }

        /** One more that is only noted. */
        public void note(String what, String example) {
            add(what, example, true);
        }

        private void add(String what, String example, boolean noted) {
            losses.merge(what, new Loss(what, 1, example, noted),
                    (known, one) -> new Loss(what, known.count + 1, known.example, noted));
        }

        /** What was counted, in the order in which it came up first. */
        public List<Loss> losses() {
            return new ArrayList<>(losses.values());
        }
    }
}
