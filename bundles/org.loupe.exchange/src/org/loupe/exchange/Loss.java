package org.loupe.exchange;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Something that is lost or bent on the way into or out of a format.
 *
 * @param what    is lost, as a phrase: "outlines became boxes"
 * @param count   how often
 * @param example one of those, as a person would find it: the image, then what lies on it
 */
public record Loss(String what, int count, String example) {

    /** Counts losses by what they are; the first of each is its example. Not safe for use by several threads. */
    public static final class Count {
        private final Map<String, Loss> losses = new LinkedHashMap<>();

        /** One more. */
        public void add(String what, String example) {
            losses.merge(what, new Loss(what, 1, example),
                    (known, one) -> new Loss(what, known.count + 1, known.example));
        }

        /** What was counted, in the order in which it came up first. */
        public List<Loss> losses() {
            return new ArrayList<>(losses.values());
        }
    }
}
