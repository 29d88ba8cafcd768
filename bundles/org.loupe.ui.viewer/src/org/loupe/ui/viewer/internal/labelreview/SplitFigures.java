package org.loupe.ui.viewer.internal.labelreview;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.loupe.store.labels.LabelTable;
import org.loupe.store.labels.TileState;
import org.loupe.workspace.labels.SplitRule;
import org.loupe.workspace.labels.Splits;

/**
 * What a split is like: counted off the UI thread, shown by the parts of the view.
 *
 * @param rule   by which groups are told
 * @param tiles  number of tiles that can be split
 * @param parts  what each part holds, by its name; "" for what is not split
 * @param leaks  what leaks from one part into another
 * @param places where each group is
 */
record SplitFigures(SplitRule rule, int tiles, Map<String, Splits.Part> parts, List<Splits.Leak> leaks,
        List<Splits.Place> places) {

    static final SplitFigures NONE = new SplitFigures(SplitRule.USUAL, 0, Map.of(), List.of(), List.of());

    /** Counts. Any thread. @param table of this thread's own */
    static SplitFigures of(LabelTable table, SplitRule rule, List<List<Integer>> alike) {
        return new SplitFigures(rule, table.tileCount() - table.tiles(TileState.EXCLUDED), Splits.parts(table, rule),
                Splits.leaks(table, rule, alike), Splits.places(table, rule));
    }

    /** What a part holds. */
    Optional<Splits.Part> part(String name) {
        return Optional.ofNullable(parts.get(name));
    }

    /** Percent of the tiles that are wanted in a part, by the rule. */
    static int wanted(SplitRule rule, String part) {
        return switch (Splits.PARTS.indexOf(part)) {
            case 0 -> rule.train();
            case 1 -> rule.validation();
            case 2 -> rule.test();
            default -> 0;
        };
    }

    /** Whether any tile is in a part. */
    boolean split() {
        return Splits.PARTS.stream().anyMatch(p -> part(p).filter(part -> part.tiles() > 0).isPresent());
    }
}
