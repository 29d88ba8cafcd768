package org.loupe.engine.nets;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.loupe.api.Detections;
import org.loupe.api.Examples;
import org.loupe.api.Pair;
import org.loupe.api.Predictions;
import org.loupe.api.Task;
import org.loupe.engine.Plural;

/**
 * Which examples are learned from, and which judge what was learned: whole groups are held apart, so that no board is on
 * both sides. Of a single group single images are, which is said in the warnings. What is known already is held apart
 * last. Of several choices drawn it is the first that has the most classes, and of each the most objects up to enough, on
 * both sides.
 *
 * @param learned  rows
 * @param held     rows; empty if nothing is held apart
 * @param groups   held apart
 * @param warnings in whole sentences
 */
record HeldApart(int[] learned, int[] held, List<String> groups, List<String> warnings) {
    /** Choices that are drawn, and objects of a class beyond which more do not make one better. */
    private static final int DRAWN = 16, ENOUGH = 10;

    /**
     * Divides examples.
     *
     * @param share of the examples that are held apart, at the least
     * @param known examples that what is to learn has learned from before
     */
    static HeldApart of(Task task, Examples<Pair, ?> examples, double share, long seed, BitSet known) {
        List<String> warnings = new ArrayList<>();
        Map<String, List<Integer>> groups = new TreeMap<>();
        for (int i = 0; i < examples.size(); i++)
            groups.computeIfAbsent(examples.groups().get(i), g -> new ArrayList<>()).add(i);
        boolean single = groups.size() < 2;
        int wanted = share == 0 || examples.size() < 2 ? 0 : (int) Math.max(1, Math.round(share * examples.size()));
        List<List<Integer>> parts = single ? IntStream.range(0, examples.size()).mapToObj(List::of).toList()
                : List.copyOf(groups.values());
        BitSet held = best(task, examples, parts, wanted, seed, known);
        if (held.isEmpty())
            warnings.add(share == 0 ? "No images were held apart: nothing is known of how good the model is."
                    : "One image is too few to hold one apart: nothing is known of how good the model is.");
        else if (single)
            warnings.add("All images are from one board, wafer or lot: on others the model may be worse than these"
                    + " figures say.");
        int again = both(held, known);
        if (again > 0)
            warnings.add("The model that it goes on from had learned " + again + " of the "
                    + Plural.of(held.cardinality(), "image") + " held apart: the figures are too good.");
        BitSet learned = new BitSet();
        learned.set(0, examples.size());
        learned.andNot(held);
        List<String> chosen = single ? List.of()
                : groups.keySet().stream().filter(group -> held.get(groups.get(group).get(0))).toList();
        return new HeldApart(learned.stream().toArray(), held.stream().toArray(), chosen, warnings);
    }

    private static BitSet best(Task task, Examples<Pair, ?> examples, List<List<Integer>> parts, int wanted,
            long seed, BitSet known) {
        Random random = new Random(seed);
        List<Map<String, Integer>> objects = IntStream.range(0, examples.size())
                .mapToObj(i -> objects(task, examples, i)).toList();
        List<BitSet> drawn = new ArrayList<>();
        for (int i = 0; i < (wanted == 0 ? 1 : DRAWN); i++) {
            List<List<Integer>> order = new ArrayList<>(parts);
            Collections.shuffle(order, random);
            order.sort(Comparator.comparingLong(part -> part.stream().filter(known::get).count()));
            BitSet held = new BitSet();
            for (List<Integer> part : order.subList(0, order.size() - 1))
                if (held.cardinality() < wanted)
                    part.forEach(held::set);
            drawn.add(held);
        }
        return Collections.max(drawn, Comparator.comparingInt(held -> spread(objects, held)));
    }

    private static int both(BitSet a, BitSet b) {
        BitSet both = (BitSet) a.clone();
        both.and(b);
        return both.cardinality();
    }

    /** How many objects an example has of each class; none of maps, which are as large as images. */
    private static Map<String, Integer> objects(Task task, Examples<Pair, ?> examples, int row) {
        Map<String, Integer> counts = new HashMap<>();
        if (task == Task.SEGMENTATION)
            return counts;
        if (examples.truths().get(row) instanceof Detections truth)
            for (int i = 0; i < truth.size(); i++)
                counts.merge(truth.className(i), 1, Integer::sum);
        else if (examples.truths().get(row) instanceof Predictions truth)
            counts.put(examples.classes().get(truth.best()[0]), 1);
        return counts;
    }

    /** How well the classes are on both sides: how many are, and then for each the lesser number, up to enough. */
    private static int spread(List<Map<String, Integer>> objects, BitSet held) {
        Map<String, int[]> sides = new HashMap<>();
        for (int i = 0; i < objects.size(); i++) {
            int side = held.get(i) ? 1 : 0;
            objects.get(i).forEach((name, count) -> sides.computeIfAbsent(name, n -> new int[2])[side] += count);
        }
        int aClass = ENOUGH * sides.size();
        return sides.values().stream().mapToInt(s -> Math.min(ENOUGH, Math.min(s[0], s[1])))
                .map(lesser -> lesser == 0 ? 0 : aClass + lesser).sum();
    }
}
