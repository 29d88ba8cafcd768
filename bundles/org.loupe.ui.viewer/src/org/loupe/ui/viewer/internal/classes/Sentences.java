package org.loupe.ui.viewer.internal.classes;

import java.util.ArrayList;
import java.util.List;

import org.loupe.ui.Words;
import org.loupe.workspace.labels.Readiness;

/** What is missing before training pays, in the words of the workbench. */
final class Sentences {

    private Sentences() {
    }

    /** What a class lacks; "" if it is ready. */
    static String missing(Readiness.OfClass one) {
        boolean examples = one.examples() < Readiness.EXAMPLES_PER_CLASS;
        boolean images = one.images() < Readiness.IMAGES_PER_CLASS;
        if (!examples && !images)
            return "";
        String key = examples && images ? "classes.needs.both"
                : examples ? "classes.needs.examples" : "classes.needs.images";
        return Words.get(one.waiting() == 0 ? key : key + "Waiting", one.name(), one.examples(),
                Readiness.EXAMPLES_PER_CLASS, one.images(), Readiness.IMAGES_PER_CLASS, one.waiting());
    }

    /** In front of what is missing: "Ready for 4 of 6 classes". */
    static String title(Readiness readiness) {
        int all = readiness.classes().size();
        return readiness.ready() ? Words.get("classes.ready.all", all)
                : Words.get("classes.ready.some", readiness.readyClasses(), all);
    }

    /** All that is missing and what follows from it, in sentences; of many classes the first ones. */
    static String text(Readiness readiness, int most) {
        List<String> all = new ArrayList<>();
        int left = 0;
        for (Readiness.OfClass one : readiness.classes())
            if (!one.ready()) {
                if (all.size() < most)
                    all.add(missing(one));
                else
                    left++;
            }
        if (left > 0)
            all.add(Words.get("classes.needs.others", left));
        if (readiness.images() < Readiness.IMAGES)
            all.add(Words.get("classes.needs.tiles", readiness.images(), Readiness.IMAGES));
        if (readiness.unclassified() > 0)
            all.add(Words.get("classes.needs.unclassified", readiness.unclassified()));
        if (!readiness.ready())
            all.add(Words.get("classes.trainNow"));
        return String.join(" ", all);
    }
}
