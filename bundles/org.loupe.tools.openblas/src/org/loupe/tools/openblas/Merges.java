package org.loupe.tools.openblas;

import java.util.Arrays;
import java.util.Comparator;
import java.util.function.IntUnaryOperator;
import org.loupe.api.Dendrogram;

/** Merges of rows in any order, each named by one row of either side; in the order of their heights they are a tree. */
final class Merges {
    private final int[] a;
    private final int[] b;
    private final double[] height;
    private int count;

    /** Room for the merges of so many rows. */
    Merges(int rows) {
        a = new int[Math.max(0, rows - 1)];
        b = new int[a.length];
        height = new double[a.length];
    }

    void add(int rowA, int rowB, double at) {
        a[count] = rowA;
        b[count] = rowB;
        height[count++] = at;
    }

    int rowA(int merge) {
        return a[merge];
    }

    int rowB(int merge) {
        return b[merge];
    }

    double height(int merge) {
        return height[merge];
    }

    /**
     * The tree. Merges of one height are in the order in which they were added.
     *
     * @param leaf number of a row in the tree
     */
    Dendrogram tree(IntUnaryOperator leaf) {
        int n = a.length + 1;
        int[] order = order(), parent = new int[n], node = new int[n], left = new int[a.length];
        int[] right = new int[a.length];
        Arrays.setAll(parent, i -> i);
        Arrays.setAll(node, leaf::applyAsInt);
        double[] heights = new double[a.length];
        for (int i = 0; i < order.length; i++) {
            int x = root(parent, a[order[i]]), y = root(parent, b[order[i]]);
            left[i] = Math.min(node[x], node[y]);
            right[i] = Math.max(node[x], node[y]);
            heights[i] = height[order[i]];
            parent[y] = x;
            node[x] = n + i;
        }
        return new Dendrogram(left, right, heights);
    }

    /** The merges in the order of their heights, those of one height in the order in which they were added. */
    int[] order() {
        Integer[] order = new Integer[a.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.comparingDouble(i -> height[i]));
        return Arrays.stream(order).mapToInt(i -> i).toArray();
    }

    static int root(int[] parent, int row) {
        while (parent[row] != row)
            row = parent[row] = parent[parent[row]];
        return row;
    }
}
