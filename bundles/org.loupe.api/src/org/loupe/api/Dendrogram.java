package org.loupe.api;

import java.util.Arrays;

/**
 * A binary tree of merges: leaves are the rows 0 … n−1, merge {@code i} joins two nodes into node n + i. Merges are in
 * order of height, which never falls; the last one is the root. The columns are those of the linkage matrix of SciPy and
 * MATLAB. Immutable by agreement.
 *
 * @param left   node joined by each merge, the smaller number of the two
 * @param right  the other one
 * @param height distance at which they were joined
 */
public record Dendrogram(int[] left, int[] right, double[] height) {

    public Dendrogram {
        if (right.length != left.length || height.length != left.length)
            throw new IllegalArgumentException("All columns of a dendrogram have one length.");
        boolean[] joined = new boolean[2 * left.length + 1];
        for (int i = 0; i < left.length; i++) {
            int node = left.length + 1 + i;
            if (left[i] < 0 || left[i] >= right[i] || right[i] >= node || joined[left[i]] || joined[right[i]])
                throw new IllegalArgumentException("Merge " + i + " joins " + left[i] + " and " + right[i]
                        + "; allowed are two different nodes below " + node + " that no merge has joined yet.");
            if (i > 0 && !(height[i] >= height[i - 1]))
                throw new IllegalArgumentException("Merge " + i + " at height " + height[i] + " comes after one at "
                        + height[i - 1] + "; heights never fall.");
            joined[left[i]] = joined[right[i]] = true;
        }
    }

    /** Number of rows; the tree of one row has no merges. */
    public int leaves() {
        return left.length + 1;
    }

    /** Number of clusters that are left when only merges at or below a height are made. */
    public int clustersAt(double cut) {
        int at = Arrays.binarySearch(height, Math.nextUp(cut));
        if (at >= 0)
            while (at > 0 && height[at - 1] == height[at])
                at--;
        return leaves() - (at >= 0 ? at : -at - 1);
    }

    /** A height that leaves so many clusters: the middle between two merges; 0 or the root's height at the ends. */
    public double heightFor(int clusters) {
        require(clusters);
        int made = leaves() - clusters;
        if (made == 0)
            return 0;
        return made == height.length ? height[made - 1] : (height[made - 1] + height[made]) / 2;
    }

    /**
     * The cluster of each row after the first {@code leaves() - clusters} merges. Clusters are numbered by their first
     * row, so equal trees give equal numbers.
     */
    public int[] cut(int clusters) {
        require(clusters);
        int n = leaves(), made = n - clusters;
        int[] top = new int[n + made];
        for (int node = top.length - 1; node >= 0; node--)
            top[node] = -1;
        for (int i = made - 1; i >= 0; i--) {
            int root = top[n + i] < 0 ? n + i : top[n + i];
            top[left[i]] = root;
            top[right[i]] = root;
        }
        int[] number = new int[n + made], cluster = new int[n];
        Arrays.fill(number, -1);
        int next = 0;
        for (int row = 0; row < n; row++) {
            int root = top[row] < 0 ? row : top[row];
            if (number[root] < 0)
                number[root] = next++;
            cluster[row] = number[root];
        }
        return cluster;
    }

    private void require(int clusters) {
        if (clusters < 1 || clusters > leaves())
            throw new IllegalArgumentException("A tree of " + leaves() + " leaves is cut into 1 … " + leaves()
                    + " clusters, found " + clusters + ".");
    }

    /** Number of rows below each merge. */
    public int[] sizes() {
        int n = leaves();
        int[] sizes = new int[left.length];
        for (int i = 0; i < left.length; i++)
            sizes[i] = (left[i] < n ? 1 : sizes[left[i] - n]) + (right[i] < n ? 1 : sizes[right[i] - n]);
        return sizes;
    }

    /** The rows in the order in which a drawing without crossing lines puts them, the left branch of a merge first. */
    public int[] order() {
        int n = leaves(), at = 0, used = 0;
        int[] order = new int[n], waiting = new int[n + 1];
        waiting[used++] = 2 * n - 2;
        while (used > 0) {
            int node = waiting[--used];
            if (node < n)
                order[at++] = node;
            else {
                waiting[used++] = right[node - n];
                waiting[used++] = left[node - n];
            }
        }
        return order;
    }
}
