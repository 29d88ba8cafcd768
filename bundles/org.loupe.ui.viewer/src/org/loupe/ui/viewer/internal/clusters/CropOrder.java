package org.loupe.ui.viewer.internal.clusters;

import java.text.Collator;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

import org.loupe.ui.Words;
import org.loupe.workspace.crops.Crop;

/** What comes first among the crops of a cluster, behind its exemplar. */
enum CropOrder {
    /** What is most like the exemplar. */
    CLOSEST,
    /** What is least like it: what may not belong there. */
    FARTHEST,
    /** By the name of the crop. */
    NAME,
    /** By the class that the crop is known to have, those without one last. */
    KNOWN;

    /** Its words. */
    String words() {
        return Words.get("clusters.order." + name().toLowerCase(Locale.ROOT));
    }

    /** Brings a cluster's crops into this order; the first one stays. @param closest in the order of closeness */
    int[] of(int[] closest, List<Crop> crops) {
        if (this == CLOSEST || closest.length < 3)
            return closest;
        int[] ordered = closest.clone();
        if (this == FARTHEST) {
            for (int i = 1; i < closest.length; i++)
                ordered[i] = closest[closest.length - i];
            return ordered;
        }
        Collator collator = Collator.getInstance();
        Comparator<Integer> by = this == NAME
                ? Comparator.comparing(row -> collator.getCollationKey(crops.get(row).name()))
                : Comparator.comparing((Integer row) -> crops.get(row).known().isEmpty())
                        .thenComparing(row -> collator.getCollationKey(crops.get(row).known()));
        Integer[] rest = new Integer[closest.length - 1];
        for (int i = 0; i < rest.length; i++)
            rest[i] = closest[i + 1];
        Arrays.sort(rest, by); // what is equal stays in the order of closeness
        for (int i = 0; i < rest.length; i++)
            ordered[i + 1] = rest[i];
        return ordered;
    }
}
