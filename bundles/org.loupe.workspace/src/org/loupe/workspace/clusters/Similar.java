package org.loupe.workspace.clusters;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.loupe.api.ToolException;
import org.loupe.engine.Progress;
import org.loupe.engine.clustering.NeighbourIndex;
import org.loupe.workspace.crops.Crop;
import org.loupe.workspace.crops.CropTable;

/**
 * Finds crops that look like given ones, of all that were measured: those of every run of the project, say. They are
 * compared as a clustering compares its crops. Immutable; any thread.
 */
public final class Similar {
    private final Computed by;
    private final CropTable pool;
    private final NeighbourIndex index;

    /**
     * A crop that was found.
     *
     * @param row      in the pool
     * @param crop     itself
     * @param distance to the nearest of those asked for, on the scale of the clustering's features
     */
    public record Hit(int row, Crop crop, float distance) {
    }

    private Similar(Computed by, CropTable pool, NeighbourIndex index) {
        this.by = by;
        this.pool = pool;
        this.index = index;
    }

    /**
     * Prepares to look in a pool.
     *
     * @param by   whose features and scale count
     * @param pool measured by at least its features
     * @throws ToolException         if the pool was measured otherwise
     * @throws CancellationException once the progress is cancelled
     */
    public static Similar in(Computed by, CropTable pool, Progress progress) throws ToolException {
        CropTable chosen = pool.by(by.plan().features());
        CropTable table = chosen.select(chosen.measured());
        return new Similar(by, table, NeighbourIndex.of(Clusterings.scaled(by, table.features()), progress));
    }

    /** The crops that are looked in, those of which nothing could be measured left out. */
    public CropTable pool() {
        return pool;
    }

    /** Whether all of the pool is compared, not only what is likely near. */
    public boolean exact() {
        return index.exact();
    }

    /**
     * Finds what is most like some crops of the clustering, nearest first; these themselves are left out.
     *
     * @param rows of the clustering
     * @param most hits
     * @throws CancellationException once the progress is cancelled
     */
    public List<Hit> find(int[] rows, int most, Progress progress) {
        Set<String> asked = new HashSet<>();
        for (int row : rows)
            asked.add(place(by.table().crops().get(row)));
        int k = Math.min(index.size(), most + rows.length);
        NeighbourIndex.Nearest nearest = index.find(by.rows().select(rows), k, progress);
        Map<Integer, Float> best = new HashMap<>();
        for (int i = 0; i < nearest.rows().length; i++)
            if (nearest.rows()[i] >= 0)
                best.merge(nearest.rows()[i], nearest.distances()[i], Math::min);
        List<Hit> hits = new ArrayList<>();
        best.forEach((row, distance) -> {
            Crop crop = pool.crops().get(row);
            if (!asked.contains(place(crop)))
                hits.add(new Hit(row, crop, distance));
        });
        hits.sort(Comparator.comparingDouble(Hit::distance).thenComparing(Hit::row));
        return List.copyOf(hits.subList(0, Math.min(most, hits.size())));
    }

    private static String place(Crop crop) {
        return crop.image().test() + "#" + crop.image().page() + "|" + (crop.whole() ? "" : crop.shape().bounds());
    }
}
