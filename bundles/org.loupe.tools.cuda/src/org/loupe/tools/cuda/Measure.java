package org.loupe.tools.cuda;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.loupe.api.Device;
import org.loupe.api.Features;
import org.loupe.api.Patch;
import org.loupe.api.Run;
import org.loupe.api.Step;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;
import org.loupe.tools.base.Outline;

/**
 * Size, form and grey level of defects, bit for bit as the reference implementation measures them: the pixels of all
 * defects that are given are counted in one launch; what follows from the counts is computed here, as are the hulls.
 */
public final class Measure extends org.loupe.tools.base.Measure {
    /** Numbers that the kernel is told of each patch, and that it tells. */
    private static final int PLACE = 11, TOTALS = 10;

    @Override
    public Info info() {
        return super.info().rank(100).devices(Device.Kind.CUDA);
    }

    @Override
    public Step<Patch, Features> open(Params params, Device device) throws ToolException {
        return GroupStep.on(device, (patches, run) -> {
            for (Patch patch : patches)
                check(patch);
            return patches.isEmpty() ? List.of() : measure(patches, params, device, run);
        });
    }

    private List<Features> measure(List<Patch> patches, Params params, Device device, Run run) throws ToolException {
        int n = patches.size(), rows = 0, columns = 0;
        long[] place = new long[PLACE * n];
        long pixels = 0;
        int[] edges;
        double[] each;
        long[] counts;
        try (Work work = new Work(device, run, "Patches")) {
            long[] images = work.in(patches.stream().map(Patch::image).toList());
            long[] masks = work.in(patches.stream().map(Patch::mask).toList());
            long[] references = work.in(patches.stream().map(Patch::reference).flatMap(Optional::stream).toList());
            for (int i = 0, next = 0; i < n; i++) {
                Tile image = patches.get(i).image();
                Optional<Tile> reference = patches.get(i).reference();
                long[] its = { images[i], type(image), reference.isPresent() ? references[next++] : 0,
                    reference.map(Measure::type).orElse(-1), masks[i], type(patches.get(i).mask()), image.width(),
                    image.height(), pixels, rows, columns };
                System.arraycopy(its, 0, place, PLACE * i, PLACE);
                pixels += image.shape().pixels();
                rows += image.height();
                columns += image.width();
            }
            long extents = work.take(8L * rows), sums = work.take(24L * columns), totals = work.take(8L * TOTALS * n);
            work.launch("measure", Grid.ofBlocks(n), work.put(place), GAP, params.ring(), work.take(pixels), extents,
                    sums, totals);
            counts = work.longs(totals, TOTALS * n);
            edges = work.ints(extents, 2 * rows);
            each = work.doubles(sums, 3 * columns);
        }
        List<Features> all = new ArrayList<>();
        for (int i = 0; i < n; i++)
            all.add(features(patches.get(i), Arrays.copyOfRange(counts, TOTALS * i, TOTALS * (i + 1)), edges,
                    (int) place[PLACE * i + 9], each, 3 * (int) place[PLACE * i + 10], run));
        return all;
    }

    private static int type(Tile tile) {
        return tile.shape().type().ordinal();
    }

    /** @param row of the patch's first in the edges @param column of its first in the sums */
    private Features features(Patch patch, long[] counts, int[] edges, int row, double[] sums, int column, Run run)
            throws ToolException {
        int width = patch.image().width(), height = patch.image().height();
        int[] left = new int[height], right = new int[height];
        for (int y = 0; y < height; y++) {
            left[y] = edges[2 * (row + y)];
            right[y] = edges[2 * (row + y) + 1];
        }
        Outline outline = new Outline(left, right, new Outline.Sums(counts[0], counts[1], counts[2], counts[3],
                counts[4], counts[5]), new Outline.Border(counts[6], counts[7], counts[8]));
        double[][] means = new double[3][];
        for (int k = 0; k < means.length; k++)
            means[k] = Arrays.copyOfRange(sums, column + k * width, column + (k + 1) * width);
        return features(patch, outline, mean(means[0], counts[0]), mean(means[1], counts[9]),
                patch.reference().isPresent() ? mean(means[2], counts[0]) : Double.NaN, run);
    }
}
