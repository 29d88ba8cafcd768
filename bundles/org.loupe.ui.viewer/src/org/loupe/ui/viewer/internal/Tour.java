package org.loupe.ui.viewer.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

import org.loupe.api.Detections;
import org.loupe.api.ToolException;
import org.loupe.engine.Item;
import org.loupe.store.ImageRow;
import org.loupe.store.Listing;
import org.loupe.store.RunReader;
import org.loupe.ui.DetectionId;
import org.loupe.ui.DetectionIds;
import org.loupe.ui.Failures;
import org.loupe.ui.RunResults;
import org.loupe.ui.RunResults.Urgency;
import org.loupe.ui.Session;
import org.loupe.ui.Status.Kind;
import org.loupe.ui.Words;

/**
 * Goes from defect to defect as one reads: line by line within the image, then on in the next image of the list that
 * has any. What the filter leaves out is passed over. The store is asked off the UI thread; steps that are made
 * meanwhile follow. UI thread.
 */
final class Tour {
    /** A line is at least this share of the image high. */
    private static final double LINE = 0.02;

    private final Session session;
    private RunResults asked;
    private int waiting;
    private volatile Way way;

    /** The images that have listed detections, in their order, and how the latest of them is read. */
    private static final class Way {
        private final RunResults of;
        private final String filter;
        private final List<Item> items;
        private final Listing listing;
        private final Map<String, Integer> places = new HashMap<>();
        private final List<ImageRow> images = new ArrayList<>();
        private int latest = -1;
        private int[] rows = {};

        Way(RunResults of, String filter, List<Item> items, RunReader reader) throws ToolException {
            this.of = of;
            this.filter = filter;
            this.items = items;
            listing = reader.table().listing(filter, "");
            for (Item item : items)
                places.putIfAbsent(item.name(), places.size());
            BitSet some = new BitSet();
            for (int i = 0; i < listing.size(); i++)
                some.set(Listing.image(listing.key(i)));
            of.images().stream().filter(image -> some.get(image.index())).forEach(images::add);
            images.sort(Comparator.comparingLong(this::place));
        }

        /** Where an image stands among all; those that the list lacks come last. */
        private long place(ImageRow image) {
            Integer place = places.get(image.image());
            return place != null ? place : (1L << 32) + image.index();
        }

        private int[] rows(ImageRow image, RunReader reader) throws ToolException {
            if (latest != image.index()) {
                rows = order(reader.detections(image.index()), image.height());
                latest = image.index();
            }
            return rows;
        }

        /** The key of the first listed row from a place on. */
        private OptionalLong listed(ImageRow image, int[] order, int from, int by) {
            for (int i = from; i >= 0 && i < order.length; i += by)
                if (listing.place(Listing.key(image.index(), order[i])) >= 0)
                    return OptionalLong.of(Listing.key(image.index(), order[i]));
            return OptionalLong.empty();
        }

        OptionalLong next(Item shown, int row, int by, RunReader reader) throws ToolException {
            ImageRow here = of.image(shown.name()).orElse(null);
            if (here != null && images.contains(here)) {
                int[] order = rows(here, reader);
                int at = by > 0 ? -1 : order.length;
                for (int i = 0; i < order.length && row >= 0; i++)
                    if (order[i] == row)
                        at = i;
                OptionalLong found = listed(here, order, at + by, by);
                if (found.isPresent())
                    return found;
            }
            long place = here != null ? place(here) : places.getOrDefault(shown.name(), -1);
            for (int i = by > 0 ? 0 : images.size() - 1; i >= 0 && i < images.size(); i += by) {
                ImageRow image = images.get(i);
                if (Long.compare(place(image), place) != by)
                    continue;
                int[] order = rows(image, reader);
                return listed(image, order, by > 0 ? 0 : order.length - 1, by);
            }
            return OptionalLong.empty();
        }
    }

    Tour(Session session) {
        this.session = session;
    }

    /** Selects the next (1) or previous (-1) defect. */
    void step(int by) {
        RunResults results = session.results().orElse(null);
        Item shown = session.image().orElse(null);
        if (results == null || shown == null)
            return;
        if (asked == results) {
            waiting += by;
            return;
        }
        asked = results;
        waiting = 0;
        String filter = session.filter();
        List<Item> items = session.items();
        int row = results.image(shown.name()).map(image -> session.selection().ofImage(image.index()))
                .filter(ids -> !ids.isEmpty()).map(ids -> ids.get(0)).map(DetectionId::row).orElse(-1);
        results.ask(Urgency.SIGHT, () -> true, reader -> {
            Way now = way;
            if (now == null || now.of != results || now.items != items || !now.filter.equals(filter)
                    || now.listing.all() != reader.detectionCount())
                way = now = new Way(results, filter, items, reader);
            return now.next(shown, row, by, reader);
        }, found -> arrived(found, by), why -> {
            asked = null;
            session.status().message(Kind.ERROR, Failures.text(why));
        });
    }

    private void arrived(OptionalLong found, int by) {
        asked = null;
        if (found.isEmpty()) {
            session.status().message(Kind.INFO, Words.get(by > 0
                    ? session.filter().isEmpty() ? "viewer.lastDefect" : "viewer.lastListed"
                    : session.filter().isEmpty() ? "viewer.firstDefect" : "viewer.firstListed"));
            return;
        }
        session.select(DetectionIds.of(DetectionIds.id(found.getAsLong())));
        if (waiting != 0)
            step(Integer.signum(waiting), waiting - Integer.signum(waiting));
    }

    private void step(int by, int after) {
        step(by);
        if (asked != null)
            waiting = after;
    }

    /**
     * The rows of an image as one reads: from the left to the right, line by line. A line begins with the uppermost box
     * that is left and takes those whose middle lies within half its height, or 2 % of the image's, below its middle.
     *
     * @param height of the image, in px
     */
    static int[] order(Detections d, int height) {
        Integer[] rows = new Integer[d.size()];
        Arrays.setAll(rows, i -> i);
        Arrays.sort(rows, Comparator.comparingDouble((Integer i) -> d.y()[i] + d.height()[i] / 2.0));
        for (int from = 0, to; from < rows.length; from = to) {
            int first = rows[from];
            double end = d.y()[first] + d.height()[first] / 2.0 + Math.max(d.height()[first] / 2.0, LINE * height);
            for (to = from; to < rows.length && d.y()[rows[to]] + d.height()[rows[to]] / 2.0 <= end;)
                to++;
            Arrays.sort(rows, from, to, Comparator.comparingDouble((Integer i) -> d.x()[i] + d.width()[i] / 2.0));
        }
        return Arrays.stream(rows).mapToInt(Integer::intValue).toArray();
    }
}
