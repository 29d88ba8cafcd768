package org.loupe.api;

import java.util.Arrays;
import java.util.List;

/**
 * The object that each pixel belongs to.
 *
 * @param tile  one channel of {@link Shape.Type#S32}: 0 for background, 1..count for objects
 * @param count number of objects; every number from 1 on may occur
 */
public record Labels(Tile tile, int count) {

    public Labels {
        if (tile.shape().type() != Shape.Type.S32 || tile.shape().channels() != 1)
            throw new IllegalArgumentException("Labels are one channel of 32-bit integers, found " + tile.shape() + ".");
        if (count < 0)
            throw new IllegalArgumentException("The number of objects is 0 or more, found " + count + ".");
    }

    /**
     * The objects as detections of one class with boxes, masks and score 1, in the order of their numbers; a number
     * that no pixel has is left out.
     */
    public Detections detections(String className) {
        int[] left = new int[count + 1], top = new int[count + 1], right = new int[count + 1], bottom = new int[count + 1];
        Arrays.fill(left, Integer.MAX_VALUE);
        boolean[] seen = new boolean[count + 1];
        eachRun((label, row, from, to) -> {
            if (!seen[label]) {
                seen[label] = true;
                top[label] = row;
            }
            left[label] = Math.min(left[label], from);
            right[label] = Math.max(right[label], to);
            bottom[label] = row + 1;
        });
        int[][] masks = new int[count + 1][];
        int[] used = new int[count + 1], end = new int[count + 1];
        eachRun((label, row, from, to) -> {
            int width = right[label] - left[label];
            int start = (row - top[label]) * width + from - left[label];
            if (masks[label] == null)
                masks[label] = new int[8];
            else if (used[label] + 3 > masks[label].length)
                masks[label] = Arrays.copyOf(masks[label], used[label] * 2);
            if (used[label] > 0 && start == end[label])
                masks[label][used[label] - 1] += to - from;
            else {
                masks[label][used[label]++] = start - end[label];
                masks[label][used[label]++] = to - from;
            }
            end[label] = start + to - from;
        });
        Detections.Builder found = new Detections.Builder(List.of(className));
        for (int label = 1; label <= count; label++)
            if (seen[label]) {
                int width = right[label] - left[label], height = bottom[label] - top[label];
                int rest = width * height - end[label];
                if (rest > 0)
                    masks[label][used[label]++] = rest;
                found.add(left[label], top[label], width, height, 1, 0, Arrays.copyOf(masks[label], used[label]));
            }
        return found.build();
    }

    private interface RunOfPixels {
        void accept(int label, int row, int from, int to);
    }

    /** All longest rows of neighbouring pixels with one number, from the top left on. */
    private void eachRun(RunOfPixels each) {
        int[] line = new int[tile.width()];
        var data = tile.data().asIntBuffer();
        for (int row = 0; row < tile.height(); row++) {
            data.get(line);
            for (int column = 0; column < line.length;) {
                int label = line[column], from = column;
                while (++column < line.length && line[column] == label) {
                    // runs on
                }
                if (label != 0)
                    each.accept(label, row, from, column);
            }
        }
    }
}
