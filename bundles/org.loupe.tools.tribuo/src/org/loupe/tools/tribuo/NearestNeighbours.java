package org.loupe.tools.tribuo;

import org.loupe.api.Param;
import org.loupe.api.Run;

/** Keeps the examples and lets those nearest to a row vote for its class. */
public final class NearestNeighbours extends FeatureTrainer<NearestNeighbours.Params> {

    /** How far rows are from each other. */
    public enum Distance {
        /** The straight line between them. */
        EUCLIDEAN,
        /** The angle between them, whatever their lengths. */
        COSINE
    }

    /** How much each neighbour's vote counts. */
    public enum Votes {
        /** The more, the nearer it is. */
        BY_DISTANCE,
        /** All alike. */
        EQUAL
    }

    /**
     * @param neighbours   that vote
     * @param votes        how much each vote counts
     * @param distance     how far rows are from each other
     * @param classWeights how much votes for each class count
     */
    public record Params(
            @Param(label = "Neighbours", min = 1, max = 200, step = 1,
                    help = "How many of the nearest examples vote. More smooths over single wrong labels, but a class"
                            + " needs more examples than half of them.") int neighbours,
            @Param(label = "Votes", help = "Whether nearer examples count more.") Votes votes,
            @Param(label = "Distance", help = "Cosine looks at the mix of features alone, not at how strong they are;"
                    + " it often suits deep features.") Distance distance,
            @Param(label = "Class weights", advanced = true,
                    help = "Balanced lets votes for rare classes count more.") ClassWeights classWeights) {
    }

    @Override
    public Info info() {
        return Info.of("loupe.nearest-neighbours", "Nearest neighbours", "Lets the examples nearest to an object vote"
                + " for its class. Learns at once and follows any form of classes; needs features that matter, and"
                + " time and memory that grow with the examples.")
                .reference("Cover, Hart: Nearest Neighbor Pattern Classification, IEEE Trans. Inform. Theory 1967");
    }

    @Override
    public Params defaults() {
        return new Params(5, Votes.BY_DISTANCE, Distance.EUCLIDEAN, ClassWeights.NONE);
    }

    @Override
    Scorer learn(Params params, Rows rows, Run run) {
        boolean cosine = params.distance() == Distance.COSINE;
        float[] means = new float[rows.columns];
        if (!cosine) {
            double[] of = rows.means();
            for (int j = 0; j < means.length; j++)
                means[j] = (float) of[j];
        }
        double[] weight = rows.weights(params.classWeights());
        float[] weights = new float[weight.length];
        for (int c = 0; c < weights.length; c++)
            weights[c] = (float) weight[c];
        return new Neighbours(params.neighbours(), params.votes() == Votes.BY_DISTANCE, cosine, means,
                Neighbours.prepare(rows.values, 0, rows.count, cosine, means), rows.truth, weights);
    }
}
