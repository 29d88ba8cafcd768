package org.loupe.tools.base;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.loupe.api.Run;
import org.loupe.tools.base.Comparison.Piece;

/** Joins pieces of one polarity that lie near each other, also through a third. */
final class Joining {
    private final Comparison images;
    private final double distance;
    private final int cell;
    private final int columns;
    /** The last outline pixel put into each cell of a grid, and for each such pixel the one before it; -1: none. */
    private final int[] last;
    private int[] before = new int[256];
    private int[] places = new int[256];
    private int[] pieces = new int[256];
    private int count;

    private Joining(Comparison images, double distance) {
        this.images = images;
        this.distance = distance;
        cell = (int) Math.ceil(distance);
        columns = images.width / cell + 1;
        last = new int[columns * (images.height / cell + 1)];
        Arrays.fill(last, -1);
    }

    /**
     * The pieces, each with those that lie near it, in the order of the first of each.
     *
     * @param distance px between pixels' centres
     */
    static List<Piece> join(List<Piece> all, Comparison images, double distance, Run run) {
        if (distance < 1 || all.size() < 2)
            return all;
        Joining joining = new Joining(images, distance);
        int[] group = new int[all.size()];
        for (int i = 0; i < group.length; i++) {
            run.checkCancelled();
            group[i] = i;
            joining.add(all.get(i), i, all, group);
        }
        List<Piece> joined = new ArrayList<>();
        for (int i = 0; i < group.length; i++) {
            int root = root(group, i);
            if (root == i)
                joined.add(all.get(i));
            else
                all.get(root).join(all.get(i));
        }
        return joined;
    }

    /** Finds the earlier pieces that a piece comes near, then adds its outline. */
    private void add(Piece piece, int number, List<Piece> all, int[] group) {
        int first = count;
        for (int place : piece.places)
            if (images.isOutline(place)) {
                lookAround(place, piece.polarity, number, all, group);
                put(place, number);
            }
        for (int i = first; i < count; i++) {
            int at = places[i] / images.width / cell * columns + places[i] % images.width / cell;
            before[i] = last[at];
            last[at] = i;
        }
    }

    private void put(int place, int number) {
        if (count == places.length) {
            places = Arrays.copyOf(places, 2 * count);
            pieces = Arrays.copyOf(pieces, 2 * count);
            before = Arrays.copyOf(before, 2 * count);
        }
        places[count] = place;
        pieces[count++] = number;
    }

    private void lookAround(int place, int polarity, int number, List<Piece> all, int[] group) {
        int x = place % images.width, y = place / images.width, rows = last.length / columns;
        for (int row = Math.max(0, y / cell - 1); row <= Math.min(rows - 1, y / cell + 1); row++)
            for (int column = Math.max(0, x / cell - 1); column <= Math.min(columns - 1, x / cell + 1); column++)
                for (int i = last[row * columns + column]; i >= 0; i = before[i]) {
                    int dx = x - places[i] % images.width, dy = y - places[i] / images.width;
                    if (dx * dx + dy * dy > distance * distance || all.get(pieces[i]).polarity != polarity)
                        continue;
                    int a = root(group, number), b = root(group, pieces[i]);
                    group[Math.max(a, b)] = Math.min(a, b);
                }
    }

    private static int root(int[] group, int member) {
        int root = member;
        while (group[root] != root)
            root = group[root];
        return root;
    }
}
