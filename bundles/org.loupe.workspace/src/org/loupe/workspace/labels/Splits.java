package org.loupe.workspace.labels;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.loupe.model.Iteration;
import org.loupe.model.Project;
import org.loupe.store.labels.Label;
import org.loupe.store.labels.LabelChange;
import org.loupe.store.labels.LabelEdit;
import org.loupe.store.labels.LabelTable;
import org.loupe.store.labels.LabelTile;
import org.loupe.store.labels.TileState;
import org.loupe.workspace.ProjectFile;

/**
 * Splits tiles into parts for training, validation and test, and finds what leaks from one into another. Groups are
 * assigned one after the other, the largest first, each to the part that then comes nearest to its share of tiles and
 * of every class (iterative stratification; Sechidis, Tsoumakas and Vlahavas 2011, with groups for single examples).
 */
public final class Splits {
    /** Names of the parts, as tiles have them. */
    public static final List<String> PARTS = List.of("train", "validation", "test");

    private Splits() {
    }

    /** Why two tiles must not be in different parts. */
    public enum Why {
        /** They are of one group. */
        GROUP,
        /** Their files are equal. */
        CONTENT,
        /** They look alike. */
        LOOK
    }

    /**
     * Tiles that belong together and are in different parts.
     *
     * @param why   they belong together
     * @param what  the group, or the hash of the content, or the first image
     * @param tiles numbers of the tiles
     * @param parts that they are in
     */
    public record Leak(Why why, String what, List<Integer> tiles, Set<String> parts) { }

    /**
     * What a part holds.
     *
     * @param tiles   number of tiles
     * @param groups  number of groups
     * @param classes labels that count, by code of their class
     */
    public record Part(int tiles, int groups, Map<Integer, Integer> classes) { }

    /**
     * Where a group is.
     *
     * @param name  of the group
     * @param tiles their numbers
     * @param parts number of its tiles in each part that it is in, by the part's name; "" for those that are not split
     */
    public record Place(String name, List<Integer> tiles, Map<String, Integer> parts) { }

    /** Tiles that are split: all but those that are excluded. */
    private static List<LabelTile> tiles(LabelTable table) {
        return table.tiles().stream().filter(t -> t.state() != TileState.EXCLUDED).toList();
    }

    private static Map<String, List<LabelTile>> groups(Collection<LabelTile> tiles, SplitRule rule) {
        return tiles.stream().collect(Collectors.groupingBy(rule::groupOf, TreeMap::new, Collectors.toList()));
    }

    /**
     * The part of each tile, by its number. Equal tiles, rule and seed give an equal split.
     *
     * @param alike tiles that look alike and are kept together, by groups of their numbers
     */
    public static Map<Integer, String> assign(LabelTable table, SplitRule rule, List<List<Integer>> alike) {
        List<Group> groups = joined(groups(tiles(table), rule), alike, table);
        Collections.shuffle(groups, new Random(rule.seed()));
        groups.sort(Comparator.comparingInt((Group g) -> -g.tiles.size()));
        double[] shares = {rule.train() / 100.0, rule.validation() / 100.0, rule.test() / 100.0};
        Map<Integer, Integer> all = new HashMap<>();
        groups.forEach(g -> g.counts.forEach((code, n) -> all.merge(code, n, Integer::sum)));
        List<Map<Integer, Integer>> have = List.of(new HashMap<>(), new HashMap<>(), new HashMap<>());
        Map<Integer, String> parts = new LinkedHashMap<>();
        for (Group group : groups) {
            int best = -1;
            double least = 0;
            for (int part = 0; part < shares.length; part++)
                if (shares[part] > 0) {
                    double cost = cost(group, have.get(part), all, shares[part]);
                    if (best < 0 || cost < least) {
                        best = part;
                        least = cost;
                    }
                }
            Map<Integer, Integer> chosen = have.get(best);
            group.counts.forEach((code, n) -> chosen.merge(code, n, Integer::sum));
            for (LabelTile tile : group.tiles)
                parts.put(tile.number(), PARTS.get(best));
        }
        return parts;
    }

    /** How much fuller than wanted a part would become, over tiles and classes; below 0 while it has room. */
    private static double cost(Group group, Map<Integer, Integer> have, Map<Integer, Integer> all, double share) {
        double cost = 0;
        for (Map.Entry<Integer, Integer> count : group.counts.entrySet()) {
            double total = all.get(count.getKey()), wanted = share * total;
            double room = (wanted - have.getOrDefault(count.getKey(), 0)) / wanted;
            cost -= room * count.getValue() / total;
        }
        return cost;
    }

    /** Tiles that stay together. */
    private static final class Group {
        private final List<LabelTile> tiles = new ArrayList<>();
        /** Labels by class; under -1 the tiles themselves. */
        private final Map<Integer, Integer> counts = new TreeMap<>();

        void add(LabelTile tile, LabelTable table) {
            tiles.add(tile);
            counts.merge(-1, 1, Integer::sum);
            for (Label label : table.labels(tile.number()))
                if (label.counts())
                    counts.merge(label.code(), 1, Integer::sum);
        }
    }

    /** Groups, joined where they share equal content or tiles that look alike. */
    private static List<Group> joined(Map<String, List<LabelTile>> groups, List<List<Integer>> alike,
            LabelTable table) {
        Map<Integer, Integer> parent = new HashMap<>();
        groups.values().forEach(tiles -> tiles.forEach(t -> parent.put(t.number(), tiles.get(0).number())));
        Map<String, Integer> byContent = new HashMap<>();
        for (List<LabelTile> tiles : groups.values())
            for (LabelTile tile : tiles)
                if (!tile.sha256().isEmpty()) {
                    Integer same = byContent.putIfAbsent(tile.sha256(), tile.number());
                    if (same != null)
                        join(parent, same, tile.number());
                }
        for (List<Integer> together : alike)
            for (int i = 1; i < together.size(); i++)
                if (parent.containsKey(together.get(0)) && parent.containsKey(together.get(i)))
                    join(parent, together.get(0), together.get(i));
        Map<Integer, Group> joined = new LinkedHashMap<>();
        for (List<LabelTile> tiles : groups.values())
            for (LabelTile tile : tiles)
                joined.computeIfAbsent(root(parent, tile.number()), r -> new Group()).add(tile, table);
        return new ArrayList<>(joined.values());
    }

    private static int root(Map<Integer, Integer> parent, int tile) {
        int at = tile;
        while (parent.get(at) != at)
            at = parent.get(at);
        return at;
    }

    private static void join(Map<Integer, Integer> parent, int one, int other) {
        int a = root(parent, one), b = root(parent, other);
        parent.put(Math.max(a, b), Math.min(a, b));
    }

    /** The change that puts tiles into parts. @param edit has nothing else in it */
    public static LabelChange change(LabelEdit edit, LabelTable table, Map<Integer, String> parts, String what) {
        for (LabelTile tile : table.tiles()) {
            String part = parts.getOrDefault(tile.number(), "");
            if (!tile.split().equals(part))
                edit.tile(tile.split(part));
        }
        return edit.change(what);
    }

    /**
     * Puts tiles into parts as one change, which the open iteration remembers the rule of; while none is open it begins
     * the next.
     *
     * @return what was changed of the tiles; empty if only the rule was
     */
    public static LabelChange make(ProjectFile project, Map<Integer, String> parts, SplitRule rule, String what) {
        LabelChange change = change(project.labels().edit(), project.labels().table(), parts, what);
        int number = Iterations.number(project);
        project.change(change, () -> {
            Iterations.ensureOpen(project, number);
            Iterations.open(project.project()).orElseThrow().setSplitRule(rule.toString());
        });
        return change;
    }

    /** The rule that tiles were split by last, as its text; "" if they were not. */
    public static String rule(Project project) {
        List<Iteration> all = project.getIterations();
        for (int i = all.size() - 1; i >= 0; i--)
            if (all.get(i).getSplitRule() != null && !all.get(i).getSplitRule().isEmpty())
                return all.get(i).getSplitRule();
        return "";
    }

    /**
     * What leaks from one part into another.
     *
     * @param alike tiles that look alike, by groups of their numbers
     */
    public static List<Leak> leaks(LabelTable table, SplitRule rule, List<List<Integer>> alike) {
        List<Leak> leaks = new ArrayList<>();
        List<LabelTile> split = tiles(table).stream().filter(t -> !t.split().isEmpty()).toList();
        groups(split, rule).forEach((group, tiles) -> leak(Why.GROUP, group, tiles, leaks));
        split.stream().filter(t -> !t.sha256().isEmpty())
                .collect(Collectors.groupingBy(LabelTile::sha256, TreeMap::new, Collectors.toList()))
                .forEach((hash, tiles) -> leak(Why.CONTENT, hash, tiles, leaks));
        Map<Integer, LabelTile> byNumber = new HashMap<>();
        split.forEach(t -> byNumber.put(t.number(), t));
        for (List<Integer> together : alike) {
            List<LabelTile> tiles = together.stream().filter(byNumber::containsKey).map(byNumber::get).toList();
            if (!tiles.isEmpty())
                leak(Why.LOOK, tiles.get(0).image(), tiles, leaks);
        }
        return leaks;
    }

    private static void leak(Why why, String what, List<LabelTile> tiles, List<Leak> leaks) {
        Set<String> parts = tiles.stream().map(LabelTile::split).collect(Collectors.toCollection(TreeSet::new));
        if (parts.size() > 1)
            leaks.add(new Leak(why, what, tiles.stream().map(LabelTile::number).toList(), parts));
    }

    /** The parts with each leak closed: its tiles go where most of them are, first the larger leaks. */
    public static Map<Integer, String> closed(LabelTable table, SplitRule rule, List<List<Integer>> alike) {
        Map<Integer, String> parts = new LinkedHashMap<>();
        tiles(table).stream().filter(t -> !t.split().isEmpty()).forEach(t -> parts.put(t.number(), t.split()));
        for (Group group : joined(groups(tiles(table), rule), alike, table)) {
            Map<String, Long> counts = group.tiles.stream().filter(t -> !t.split().isEmpty())
                    .collect(Collectors.groupingBy(LabelTile::split, TreeMap::new, Collectors.counting()));
            counts.entrySet().stream().max(Map.Entry.comparingByValue()).ifPresent(most -> group.tiles.stream()
                    .filter(t -> parts.containsKey(t.number())).forEach(t -> parts.put(t.number(), most.getKey())));
        }
        return parts;
    }

    /** What each part holds, by its name; tiles that are not split are under "". */
    public static Map<String, Part> parts(LabelTable table, SplitRule rule) {
        Map<String, Part> parts = new LinkedHashMap<>();
        Map<String, List<LabelTile>> byPart = tiles(table).stream()
                .collect(Collectors.groupingBy(LabelTile::split, TreeMap::new, Collectors.toList()));
        List<String> names = new ArrayList<>(PARTS);
        names.add("");
        for (String name : names) {
            List<LabelTile> tiles = byPart.getOrDefault(name, List.of());
            Map<Integer, Integer> classes = new TreeMap<>();
            for (LabelTile tile : tiles)
                for (Label label : table.labels(tile.number()))
                    if (label.counts())
                        classes.merge(label.code(), 1, Integer::sum);
            parts.put(name, new Part(tiles.size(), groups(tiles, rule).size(), classes));
        }
        return parts;
    }

    /** Where each group is: first those that are in several parts, then the larger ones. */
    public static List<Place> places(LabelTable table, SplitRule rule) {
        List<Place> places = new ArrayList<>();
        groups(tiles(table), rule).forEach((name, tiles) -> {
            Map<String, Integer> parts = new TreeMap<>();
            tiles.forEach(tile -> parts.merge(tile.split(), 1, Integer::sum));
            places.add(new Place(name, tiles.stream().map(LabelTile::number).toList(), parts));
        });
        places.sort(Comparator.comparingLong((Place p) -> p.parts.keySet().stream().filter(part -> !part.isEmpty())
                .count() > 1 ? 0 : 1).thenComparingInt(p -> -p.tiles.size()).thenComparing(Place::name));
        return places;
    }

    /** Groups of tiles that look alike. @param first for each image that shows what another does, that one */
    public static List<List<Integer>> alike(LabelTable table, Map<String, String> first) {
        Map<String, List<Integer>> groups = new TreeMap<>();
        first.forEach((image, original) -> table.tile(image).ifPresent(tile -> groups
                .computeIfAbsent(original, o -> new ArrayList<>()).add(tile.number())));
        groups.forEach((original, tiles) -> table.tile(original).ifPresent(tile -> tiles.add(0, tile.number())));
        return groups.values().stream().filter(tiles -> tiles.size() > 1).toList();
    }
}
