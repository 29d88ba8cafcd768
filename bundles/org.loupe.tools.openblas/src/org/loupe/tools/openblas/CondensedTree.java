package org.loupe.tools.openblas;

import java.util.Arrays;
import org.loupe.api.Dendrogram;

/**
 * The clusters of HDBSCAN*: going down a tree, a branch with fewer than so many rows is what a cluster loses, and a
 * cluster ends where it parts into two that are large enough. Of nested clusters that is kept which lasts longer, by
 * the sum over its rows of 1 / distance while they are in it (excess of mass; Campello, Moulavi, Zimek and Sander, ACM
 * Transactions on Knowledge Discovery from Data 10, 2015).
 */
final class CondensedTree {
    private static final int NONE = -1;

    private final Dendrogram tree;
    private final int smallest;
    private final int leaves;
    private final int[] sizes;
    private final double most;
    /** Of each cluster: the one that it came out of, when, and what it lasted. Parents come before children. */
    private final int[] parent;
    private final double[] born;
    private final double[] mass;
    private final int[] of;
    private int count;

    private CondensedTree(Dendrogram tree, int smallest) {
        this.tree = tree;
        this.smallest = smallest;
        leaves = tree.leaves();
        sizes = tree.sizes();
        double[] height = tree.height();
        double top = height.length == 0 ? 1 : height[height.length - 1];
        most = top > 0 ? 1e9 / top : 1; // rows at distance 0: very dense, not infinitely
        int room = 2 * leaves;
        parent = new int[room];
        born = new double[room];
        mass = new double[room];
        of = new int[leaves];
    }

    /**
     * The cluster of each leaf, in no particular numbering; −1 for noise.
     *
     * @param smallest rows of a cluster, 2 or more
     * @param one      whether all rows may be one cluster
     */
    static int[] clusters(Dendrogram tree, int smallest, boolean one) {
        CondensedTree condensed = new CondensedTree(tree, smallest);
        condensed.condense();
        return condensed.choose(one);
    }

    private int size(int node) {
        return node < leaves ? 1 : sizes[node - leaves];
    }

    private void condense() {
        int root = 2 * leaves - 2;
        parent[0] = NONE;
        count = 1;
        int[] waiting = new int[leaves + 1], inside = new int[leaves + 1];
        int used = 0;
        waiting[used] = root;
        inside[used++] = 0;
        while (used > 0) {
            int node = waiting[--used], cluster = inside[used];
            if (node < leaves) { // only a tree of one row: larger ones lose their rows at a merge
                of[node] = cluster;
                continue;
            }
            double height = tree.height()[node - leaves], lambda = height * most > 1 ? 1 / height : most;
            int left = tree.left()[node - leaves], right = tree.right()[node - leaves];
            boolean both = size(left) >= smallest && size(right) >= smallest;
            if (both)
                mass[cluster] += size(node) * (lambda - born[cluster]);
            for (int child : new int[] { right, left })
                if (size(child) < smallest) {
                    mass[cluster] += size(child) * (lambda - born[cluster]);
                    fall(child, cluster);
                } else {
                    waiting[used] = child;
                    inside[used] = cluster;
                    if (both) {
                        parent[count] = cluster;
                        born[count] = lambda;
                        inside[used] = count++;
                    }
                    used++;
                }
        }
    }

    private void fall(int node, int cluster) {
        int[] waiting = new int[size(node) + 1];
        int used = 0;
        waiting[used++] = node;
        while (used > 0) {
            int next = waiting[--used];
            if (next < leaves)
                of[next] = cluster;
            else {
                waiting[used++] = tree.left()[next - leaves];
                waiting[used++] = tree.right()[next - leaves];
            }
        }
    }

    private int[] choose(boolean one) {
        double[] below = new double[count];
        boolean[] chosen = new boolean[count];
        for (int c = count - 1; c >= 0; c--) {
            chosen[c] = (c > 0 || one) && mass[c] >= below[c];
            if (c > 0)
                below[parent[c]] += chosen[c] ? mass[c] : below[c];
        }
        int[] cluster = new int[count], found = new int[leaves];
        for (int c = 0; c < count; c++) {
            int above = c == 0 ? NONE : cluster[parent[c]];
            cluster[c] = above != NONE ? above : chosen[c] ? c : NONE;
        }
        Arrays.setAll(found, leaf -> cluster[of[leaf]]);
        return found;
    }
}
