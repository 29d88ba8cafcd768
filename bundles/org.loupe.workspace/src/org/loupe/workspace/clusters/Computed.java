package org.loupe.workspace.clusters;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.loupe.api.Clustering;
import org.loupe.api.Features;
import org.loupe.api.Provenance;
import org.loupe.engine.clustering.Agreement;
import org.loupe.engine.features.Fusion;
import org.loupe.workspace.crops.CropTable;

/**
 * A clustering as a machine made it; what people did to it since is in {@link Clusters}. Immutable by agreement; its
 * folder in the project holds it whole.
 *
 * @param table      the crops and what was measured of them; crops of which nothing could be measured are left out
 * @param plan       how they were clustered
 * @param fusion     the scale that was learned from them
 * @param rows       what distances of crops are told by: the features on that scale, along their principal components
 *                   and of length 1 if the plan says so
 * @param clustering what it made of them
 * @param cut        the number of groups of the dendrogram that these clusters are; 0 if they are no cut of it
 * @param proposed   number of clusters that is proposed; 0 if the method decides by itself
 * @param measures   how good and how stable these clusters are
 * @param agreement  with the classes that crops are known to have; nothing if fewer than two classes are known
 * @param provenance of the clusterer; its parents are the extractors'
 * @param left       number of crops that were left out because nothing could be measured
 * @param millis     that clustering took, measuring the crops not counted
 * @param created    when it was made
 * @param notes      what the user should know: that the hierarchy is of a sample, say
 */
public record Computed(CropTable table, ClusteringPlan plan, Fusion fusion, Features rows, Clustering clustering,
        int cut, int proposed, ClusterMeasures measures, Optional<Agreement> agreement, Provenance provenance, int left,
        double millis, Instant created, List<String> notes) {

    public Computed {
        Objects.requireNonNull(plan);
        Objects.requireNonNull(measures);
        Objects.requireNonNull(agreement);
        Objects.requireNonNull(provenance);
        Objects.requireNonNull(created);
        notes = List.copyOf(notes);
        if (clustering.rows() != table.rows() || rows.rows() != table.rows())
            throw new IllegalArgumentException("A clustering of " + clustering.rows() + " rows is not of "
                    + table.rows() + " crops.");
    }

    /** The same, with one more thing that the user should know. */
    Computed noted(String note) {
        List<String> all = new ArrayList<>(notes);
        all.add(note);
        return new Computed(table, plan, fusion, rows, clustering, cut, proposed, measures, agreement, provenance, left,
                millis, created, all);
    }

    /** The same, with what was found out about its clusters. */
    Computed with(ClusterMeasures known, Optional<Agreement> agrees) {
        return new Computed(table, plan, fusion, rows, clustering, cut, proposed, known, agrees, provenance, left,
                millis, created, notes);
    }
}
