package org.loupe.ui.viewer.internal.clusters;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

import org.loupe.workspace.clusters.Hierarchy;

/**
 * Which branches of a dendrogram are drawn, and where they lie from top to bottom: the crop at place i takes the
 * stretch from i to i + 1. A tree of many crops is drawn with its lowest branches closed, so that what is drawn stays
 * within a number whatever the size of the tree. Any thread; takes time for what is drawn, not for the tree's size.
 */
public final class TreeLayout {

    /**
     * A branch as it is drawn.
     *
     * @param node   of the dendrogram: a row, or number of rows + merge
     * @param first  place of its first leaf
     * @param size   number of its leaves
     * @param y      where its line runs, in places
     * @param height at which it was joined; 0 for a leaf
     * @param upper  the branch that is drawn above, {@code null} if it is closed or a leaf
     * @param lower  the branch below, likewise
     */
    public record Branch(int node, int first, int size, double y, double height, Branch upper, Branch lower) {

        /** Whether its own branches are not drawn. */
        public boolean closed() {
            return upper == null;
        }

        /** The first place behind it. */
        public int end() {
            return first + size;
        }
    }

    /** Branches that are opened at most for each end in sight: those that leave the sight on one side have no end. */
    private static final int BEYOND = 8;

    private TreeLayout() {
    }

    private static boolean touches(Hierarchy tree, int node, double from, double to) {
        return tree.start(node) < to && tree.end(node) > from;
    }

    /**
     * The branches to draw for a stretch of places, highest merges opened first, children before parents; the last one
     * is the lowest that has all that is in sight.
     *
     * @param from first place in sight
     * @param to   end of the places in sight
     * @param most ends that are drawn in sight at most: leaves and closed branches
     */
    public static List<Branch> branches(Hierarchy tree, double from, double to, int most) {
        int top = tree.nodes() - 1;
        while (tree.size(top) > 1 && touches(tree, tree.left(top), from, to) != touches(tree, tree.right(top), from,
                to))
            top = touches(tree, tree.left(top), from, to) ? tree.left(top) : tree.right(top);
        PriorityQueue<Integer> open = new PriorityQueue<>(Comparator.reverseOrder());
        List<Integer> merges = new ArrayList<>();
        open.add(top);
        int ends = 1;
        while (!open.isEmpty() && tree.size(open.peek()) > 1 && merges.size() < BEYOND * most) {
            int node = open.peek();
            boolean left = touches(tree, tree.left(node), from, to), right = touches(tree, tree.right(node), from, to);
            if (ends + (left && right ? 1 : 0) > most)
                break;
            open.poll();
            ends += left && right ? 1 : 0;
            merges.add(node);
            if (left)
                open.add(tree.left(node));
            if (right)
                open.add(tree.right(node));
        }
        Map<Integer, Branch> made = new HashMap<>();
        List<Branch> all = new ArrayList<>();
        for (int i = merges.size() - 1; i >= 0; i--) { // they were opened from the top on
            int node = merges.get(i);
            Branch upper = child(tree, tree.left(node), made, all), lower = child(tree, tree.right(node), made, all);
            Branch branch = new Branch(node, tree.start(node), tree.size(node), (upper.y + lower.y) / 2,
                    tree.height(node), upper, lower);
            made.put(node, branch);
            all.add(branch);
        }
        if (merges.isEmpty())
            child(tree, top, made, all);
        return all;
    }

    private static Branch child(Hierarchy tree, int node, Map<Integer, Branch> made, List<Branch> all) {
        Branch known = made.get(node);
        if (known != null)
            return known;
        Branch closed = new Branch(node, tree.start(node), tree.size(node), tree.start(node) + tree.size(node) / 2.0,
                tree.height(node), null, null);
        all.add(closed);
        return closed;
    }
}
