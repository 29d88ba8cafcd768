package org.loupe.engine.nets;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.loupe.api.Examples;
import org.loupe.api.Pair;

/**
 * Which examples are learned from, and which judge what was learned: whole groups are held apart, so that no board is on
 * both sides. Of a single group single images are, which is said in the warnings.
 *
 * @param learned  rows
 * @param held     rows; empty if nothing is held apart
 * @param groups   held apart
 * @param warnings in whole sentences
 */
record HeldApart(int[] learned, int[] held, List<String> groups, List<String> warnings) {

    /** @param share of the examples that are held apart, at the least */
    static HeldApart of(Examples<Pair, ?> examples, double share, long seed) {
        List<Integer> learned = new ArrayList<>(), held = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        Set<String> chosen = new LinkedHashSet<>();
        List<String> groups = new ArrayList<>(new LinkedHashSet<>(examples.groups()));
        Collections.sort(groups);
        boolean single = groups.size() < 2;
        int wanted = share == 0 || examples.size() < 2 ? 0 : (int) Math.max(1, Math.round(share * examples.size()));
        Random random = new Random(seed);
        if (single) {
            List<Integer> all = new ArrayList<>();
            for (int i = 0; i < examples.size(); i++)
                all.add(i);
            Collections.shuffle(all, random);
            held.addAll(all.subList(0, wanted));
            learned.addAll(all.subList(wanted, all.size()));
            if (wanted > 0)
                warnings.add("All images are from one board, wafer or lot: on others the model may be worse than these"
                        + " figures say.");
        } else {
            Collections.shuffle(groups, random);
            int counted = 0;
            for (String group : groups) {
                int size = Collections.frequency(examples.groups(), group);
                if (counted >= wanted || chosen.size() == groups.size() - 1)
                    break;
                chosen.add(group);
                counted += size;
            }
            for (int i = 0; i < examples.size(); i++)
                (chosen.contains(examples.groups().get(i)) ? held : learned).add(i);
        }
        if (held.isEmpty())
            warnings.add(share == 0 ? "No images were held apart: nothing is known of how good the model is."
                    : "One image is too few to hold one apart: nothing is known of how good the model is.");
        return new HeldApart(rows(learned), rows(held), chosen.stream().sorted().toList(), warnings);
    }

    private static int[] rows(List<Integer> rows) {
        return rows.stream().mapToInt(i -> i).sorted().toArray();
    }
}
