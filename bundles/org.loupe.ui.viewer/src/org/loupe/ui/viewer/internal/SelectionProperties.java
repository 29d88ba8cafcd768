package org.loupe.ui.viewer.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import org.eclipse.core.runtime.IAdapterFactory;
import org.loupe.api.ToolException;
import org.loupe.store.Listing;
import org.loupe.store.RunReader;
import org.loupe.ui.DetectionIds;
import org.loupe.ui.Failures;
import org.loupe.ui.Properties;
import org.loupe.ui.PropertyForm;
import org.loupe.ui.RunResults;
import org.loupe.ui.RunResults.Urgency;
import org.loupe.ui.Session;
import org.loupe.ui.Words;

/** Several selected defects: how many of each class, in how many images, and their mean score. */
final class SelectionProperties implements Properties {
    private final DetectionIds ids;
    private final Session session = ResultCommands.session();

    SelectionProperties(DetectionIds ids) {
        this.ids = ids;
    }

    /** Adapts sets of detections. */
    public static final class Factory implements IAdapterFactory {
        @Override
        public <T> T getAdapter(Object object, Class<T> type) {
            return type == Properties.class && object instanceof DetectionIds ids
                    ? type.cast(new SelectionProperties(ids)) : null;
        }

        @Override
        public Class<?>[] getAdapterList() {
            return new Class<?>[] { Properties.class };
        }
    }

    private record Facts(int[] byClass, int images, double score) {
    }

    @Override
    public String icon() {
        return "select";
    }

    @Override
    public String title() {
        return Words.get("detection.selectedTitle", ids.size());
    }

    @Override
    public void fill(PropertyForm form) {
        RunResults results = session.results().orElse(null);
        if (results == null)
            return;
        form.fact(Words.get("detection.selected"), () -> Words.number(ids.size(), 0));
        form.fact(Words.get("detection.run"), () -> results.entry().getName());
        Consumer<String> images = form.later(Words.get("detection.images"));
        Consumer<String> score = form.later(Words.get("detection.meanScore"));
        form.section(Words.get("detection.classes"));
        List<Consumer<String>> classes = new ArrayList<>();
        for (String name : results.classes())
            classes.add(form.later(name));
        results.ask(Urgency.USUAL, () -> session.selection() == ids, reader -> read(reader, classes.size()), facts -> {
            images.accept(Words.number(facts.images, 0));
            score.accept(Words.number(facts.score, 2));
            for (int i = 0; i < classes.size(); i++)
                classes.get(i).accept(Words.get("detection.shareValue", Words.number(facts.byClass[i], 0),
                        Words.number(100.0 * facts.byClass[i] / ids.size(), 1)));
        }, Failures::log);
    }

    /** Asks the store; not on the UI thread. */
    private Facts read(RunReader reader, int classes) throws ToolException {
        Listing all = reader.table().listing("", "");
        byte[] kinds = reader.table().classes();
        float[] scores = reader.table().values("score");
        int[] byClass = new int[classes];
        double sum = 0;
        int images = 0, last = -1;
        for (long key : ids.keys()) {
            int rank = all.rankOf(key);
            if (rank < 0)
                continue;
            byClass[Math.min(classes - 1, kinds[rank])]++;
            sum += scores[rank];
            if (Listing.image(key) != last)
                images++;
            last = Listing.image(key);
        }
        return new Facts(byClass, images, ids.isEmpty() ? Double.NaN : sum / ids.size());
    }
}
