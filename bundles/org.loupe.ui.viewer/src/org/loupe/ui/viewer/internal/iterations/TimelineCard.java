package org.loupe.ui.viewer.internal.iterations;

import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.loupe.model.Iteration;
import org.loupe.store.labels.LabelTable;
import org.loupe.store.labels.LabelTally;
import org.loupe.ui.Words;

/**
 * A card of the timeline: an iteration, or the older ones of a month stacked.
 *
 * @param month      of a stack; {@code null} for one iteration
 * @param iterations one, or those of the stack
 * @param heading    "v3", or the month
 * @param time       when it was begun: "16 Nov 11:05"
 * @param state      "frozen c2d8…", or "open"
 * @param counts     tiles and labels
 * @param share      of the judged proposals that was accepted unchanged, 0 to 1; NaN if none was judged
 * @param last       its model, or what proposes labels
 */
record TimelineCard(YearMonth month, List<Iteration> iterations, String heading, String time, String state,
        String counts, double share, String last) {
    /** Iterations that are not stacked. */
    static final int SINGLE = 12;
    private static final int HASH = 4;

    /** The cards of iterations, oldest first. @param unfolded months that are not stacked */
    static List<TimelineCard> of(List<Iteration> all, LabelTable table, Set<YearMonth> unfolded) {
        Map<YearMonth, List<Iteration>> stacks = new LinkedHashMap<>();
        List<TimelineCard> cards = new ArrayList<>();
        int older = Math.max(0, all.size() - SINGLE);
        for (Iteration one : all.subList(0, older))
            stacks.computeIfAbsent(month(one), m -> new ArrayList<>()).add(one);
        stacks.forEach((month, ones) -> {
            if (unfolded.contains(month) || ones.size() == 1)
                ones.forEach(one -> cards.add(of(one, table)));
            else
                cards.add(stack(month, ones));
        });
        all.subList(older, all.size()).forEach(one -> cards.add(of(one, table)));
        return cards;
    }

    private static YearMonth month(Iteration one) {
        return one.getCreated() == null ? YearMonth.of(1970, 1)
                : YearMonth.from(one.getCreated().atZone(ZoneId.systemDefault()));
    }

    private static TimelineCard stack(YearMonth month, List<Iteration> ones) {
        Iteration last = ones.get(ones.size() - 1);
        String heading = month.format(DateTimeFormatter.ofPattern("MMM yyyy", Locale.getDefault()));
        return new TimelineCard(month, ones, heading, "", Words.get("iterations.stack.count", ones.size()),
                Words.get("iterations.card.frozen", last.getTiles(), last.getLabelCount()), tally(last, null)
                        .acceptedShare(), ones.stream().map(i -> Words.get("iterations.card.version", i.getNumber()))
                                .reduce((a, b) -> a + " " + b).orElse(""));
    }

    private static TimelineCard of(Iteration one, LabelTable table) {
        boolean open = one.getFrozen() == null;
        LabelTally tally = tally(one, table);
        String counts = open
                ? Words.get("iterations.card.open", table.tileCount(), tally.accepted() + tally.edited() + tally.added())
                : Words.get("iterations.card.frozen", one.getTiles(), one.getLabelCount());
        String time = one.getCreated() == null ? "" : one.getCreated().atZone(ZoneId.systemDefault())
                .format(DateTimeFormatter.ofPattern("d MMM HH:mm", Locale.getDefault()));
        return new TimelineCard(null, List.of(one), Words.get("iterations.card.version", one.getNumber()), time,
                open ? Words.get("iterations.open") : Words.get("iterations.frozenState",
                        one.getSha256().substring(0, Math.min(HASH, one.getSha256().length()))),
                counts, tally.acceptedShare(), last(one));
    }

    private static LabelTally tally(Iteration one, LabelTable table) {
        return one.getFrozen() == null && table != null ? table.tally(one.getNumber())
                : new LabelTally(one.getProposed(), one.getAccepted(), one.getEdited(), one.getDeleted(),
                        one.getAdded());
    }

    private static String last(Iteration one) {
        if (one.getModel() != null)
            return Words.get("iterations.card.model", one.getModel().getName());
        Iteration parent = one.getParent();
        if (parent != null && parent.getNumber() < one.getNumber() - 1)
            return Words.get("iterations.card.back", parent.getNumber());
        if (one.getStartModel() != null)
            return Words.get("iterations.card.from", one.getStartModel().getName());
        String labeler = one.getAutoLabeler();
        return labeler.isEmpty() ? Words.get("iterations.card.noLabeler")
                : Words.get("iterations.card.first", labeler.substring(labeler.indexOf(':') + 1));
    }

    /** Whether it is a stack. */
    boolean stacked() {
        return month != null;
    }

    /** The iteration, of a stack the last one. */
    Iteration iteration() {
        return iterations.get(iterations.size() - 1);
    }

    /** "61 %", or "–" if nothing was judged. */
    String percent() {
        return Double.isNaN(share) ? "–" : Words.get("iterations.card.percent", Words.number(share * 100, 0));
    }

    /** Whether it is the open iteration. */
    boolean open() {
        return !stacked() && iteration().getFrozen() == null;
    }

    /** In words, for those who do not see it. */
    String words() {
        return stacked() ? Words.get("iterations.accessibleStack", heading, iterations.size())
                : String.join(", ", heading, time, state, counts,
                        Words.get("iterations.card.accepted") + " " + percent(), last);
    }
}
