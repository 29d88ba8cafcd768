package org.loupe.ui.viewer.internal.sweeps;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import org.eclipse.swt.SWTException;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.RGB;

/** Pictures that a sweep keeps, made small. Any thread. */
final class SweepPicture {
    /** Longest side in px. */
    private static final int SIDE = 220;

    /**
     * An image.
     *
     * @param rgb   3 bytes for each px
     * @param truth class of each px from 1, 0 for none; the frames of boxes
     */
    record Base(int width, int height, byte[] rgb, byte[] truth) {
    }

    private SweepPicture() {
    }

    /** An image with what is true there. @param classes that nets tell apart @return empty if neither can be read */
    static Optional<Base> base(Path image, Path truth, int classes) {
        Optional<ImageData> grey = load(image), map = load(truth);
        ImageData size = grey.or(() -> map).orElse(null);
        if (size == null)
            return Optional.empty();
        double scale = Math.min(1, (double) SIDE / Math.max(size.width, size.height));
        int wide = Math.max(1, (int) (size.width * scale)), high = Math.max(1, (int) (size.height * scale));
        byte[] rgb = new byte[wide * high * 3];
        grey.ifPresent(data -> shrink(data, wide, high, rgb));
        return Optional.of(new Base(wide, high, rgb, map.map(data -> map(data, wide, high, classes))
                .orElseGet(() -> new byte[wide * high])));
    }

    /** What a setting finds on an image. @return classes of its px as of the truth; empty if there is no picture */
    static Optional<byte[]> found(Path file, Base base, int classes) {
        return load(file).map(data -> map(data, base.width, base.height, classes));
    }

    private static Optional<ImageData> load(Path file) {
        if (!Files.exists(file))
            return Optional.empty();
        try {
            return Optional.of(new ImageData(file.toString()));
        } catch (SWTException e) {
            return Optional.empty(); // it is being written
        }
    }

    /** Means over the px that become one. */
    private static void shrink(ImageData data, int wide, int high, byte[] rgb) {
        int[] line = new int[data.width];
        long[] sums = new long[wide * high * 3];
        int[] counts = new int[wide * high];
        for (int y = 0; y < data.height; y++) {
            data.getPixels(0, y, data.width, line, 0);
            for (int x = 0; x < data.width; x++) {
                RGB colour = data.palette.isDirect ? data.palette.getRGB(line[x]) : data.palette.colors[line[x]];
                int at = (int) ((long) y * high / data.height) * wide + (int) ((long) x * wide / data.width);
                sums[at * 3] += colour.red;
                sums[at * 3 + 1] += colour.green;
                sums[at * 3 + 2] += colour.blue;
                counts[at]++;
            }
        }
        for (int i = 0; i < sums.length; i++)
            rgb[i] = (byte) (sums[i] / Math.max(1, counts[i / 3]));
    }

    /** The largest class of the px that become one, so that thin lines stay. */
    private static byte[] map(ImageData data, int wide, int high, int classes) {
        byte[] map = new byte[wide * high];
        int[] line = new int[data.width];
        for (int y = 0; y < data.height; y++) {
            data.getPixels(0, y, data.width, line, 0);
            for (int x = 0; x < data.width; x++) {
                int grey = data.palette.isDirect ? line[x] & 0xFF : data.palette.colors[line[x]].red;
                int at = (int) ((long) y * high / data.height) * wide + (int) ((long) x * wide / data.width);
                map[at] = (byte) Math.max(map[at], Math.round(grey * Math.max(1, classes) / 255f));
            }
        }
        return map;
    }
}
