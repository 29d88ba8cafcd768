package org.loupe.workspace.clusters;

import java.util.Arrays;
import org.loupe.api.Dendrogram;

/**
 * A dendrogram prepared for drawing and cutting: the leaves below any node lie side by side in the order of drawing.
 * Immutable by agreement.
 */
public final class Hierarchy {
    private final Dendrogram tree;
    private final int leaves;
    private final int[] order, place, start, end, parent;

    /** Prepares a tree; some ms for 100,000 leaves. */
    public Hierarchy(Dendrogram tree) {
        this.tree = tree;
        leaves = tree.leaves();
        order = tree.order();
        place = new int[leaves];
        start = new int[2 * leaves - 1];
        end = new int[start.length];
        parent = new int[start.length];
        Arrays.fill(parent, -1);
        for (int i = 0; i < leaves; i++) {
            place[order[i]] = i;
            start[order[i]] = i;
            end[order[i]] = i + 1;
        }
        for (int i = 0; i < leaves - 1; i++) {
            int node = leaves + i, left = tree.left()[i], right = tree.right()[i];
            start[node] = Math.min(start[left], start[right]);
            end[node] = Math.max(end[left], end[right]);
            parent[left] = parent[right] = node;
        }
    }

    /** The tree. */
    public Dendrogram tree() {
        return tree;
    }

    /** Number of leaves: crops. */
    public int leaves() {
        return leaves;
    }

    /** Number of nodes, leaves first; the last one is the root. */
    public int nodes() {
        return start.length;
    }

    /** The row at each place of the drawing, from the top. Not to be written. */
    public int[] order() {
        return order;
    }

    /** The place of each row in the drawing. Not to be written. */
    public int[] place() {
        return place;
    }

    /** Place of a node's first leaf. */
    public int start(int node) {
        return start[node];
    }

    /** Place behind a node's last leaf. */
    public int end(int node) {
        return end[node];
    }

    /** Number of leaves below a node; 1 for a leaf. */
    public int size(int node) {
        return end[node] - start[node];
    }

    /** The node that a node was joined into; -1 for the root. */
    public int parent(int node) {
        return parent[node];
    }

    /** The branch of a node that is drawn first; -1 for a leaf. */
    public int left(int node) {
        return node < leaves ? -1 : tree.left()[node - leaves];
    }

    /** The other branch of a node; -1 for a leaf. */
    public int right(int node) {
        return node < leaves ? -1 : tree.right()[node - leaves];
    }

    /** Height of a node; 0 for a leaf. */
    public double height(int node) {
        return node < leaves ? 0 : tree.height()[node - leaves];
    }

    /** The rows below a node, in the order of drawing. */
    public int[] rows(int node) {
        return Arrays.copyOfRange(order, start[node], end[node]);
    }

    /** Whether a cut that leaves so many groups goes below a node, so that its branches are apart. */
    public boolean opened(int node, int groups) {
        return node >= 2 * leaves - groups;
    }

    /** The node whose leaves are exactly these rows; -1 if there is none. */
    public int node(int[] rows) {
        if (rows.length == 0)
            return -1;
        int first = leaves, last = -1;
        for (int row : rows) {
            first = Math.min(first, place[row]);
            last = Math.max(last, place[row]);
        }
        if (last - first + 1 != rows.length)
            return -1;
        int node = order[first];
        while (parent[node] >= 0 && size(node) < rows.length)
            node = parent[node];
        return start[node] == first && end[node] == last + 1 ? node : -1;
    }

    /**
     * The least number of groups that leaves so many of at least a size; the number nearest to what is asked if none
     * does.
     */
    public int groupsFor(int clusters, int smallest) {
        int large = leaves >= smallest ? 1 : 0, best = 1, distance = Math.abs(large - clusters);
        for (int groups = 2; groups <= leaves && distance > 0; groups++) {
            int node = 2 * leaves - groups; // what this cut opens
            large += (size(left(node)) >= smallest ? 1 : 0) + (size(right(node)) >= smallest ? 1 : 0)
                    - (size(node) >= smallest ? 1 : 0);
            if (Math.abs(large - clusters) < distance) {
                distance = Math.abs(large - clusters);
                best = groups;
            }
        }
        return best;
    }
}
