package org.loupe.engine.learning;

import java.util.List;
import org.loupe.api.Features;
import org.loupe.api.Provenance;
import org.loupe.engine.features.Extraction;
import org.loupe.engine.features.FeatureSet;
import org.loupe.engine.features.Fusion;

/**
 * How the columns of rows come to be. Immutable.
 *
 * @param set        what they were measured with; without blocks if that is unknown, such as of a table from elsewhere
 * @param names      of the columns
 * @param block      the block of the set that each column is of; all 0 if the set is unknown
 * @param provenance an entry for each block of the set
 */
public record Columns(FeatureSet set, List<String> names, int[] block, List<Provenance> provenance) {

    public Columns {
        names = List.copyOf(names);
        provenance = List.copyOf(provenance);
        if (block.length != names.size())
            throw new IllegalArgumentException(names.size() + " columns need as many blocks, found " + block.length
                    + ".");
    }

    /** Those that an extraction gives. */
    public static Columns of(Extraction extraction) {
        return new Columns(extraction.set(), extraction.names(), extraction.blocks(), extraction.provenance());
    }

    /** Those of a table that does not tell how it was measured: all in one block. */
    public static Columns of(List<String> names) {
        return new Columns(new FeatureSet(List.of()), names, new int[names.size()], List.of());
    }

    /** How much each block counts. */
    public double[] weights() {
        return set.blocks().isEmpty() ? new double[] {1}
                : set.blocks().stream().mapToDouble(FeatureSet.Block::weight).toArray();
    }

    /** The scale that makes one vector of these rows. */
    public Fusion fusion(Features rows) {
        return Fusion.of(rows, block, weights());
    }
}
