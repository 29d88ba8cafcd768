package org.loupe.engine.curation;

import java.util.Arrays;
import org.loupe.api.Features;
import org.loupe.engine.Progress;
import org.loupe.engine.clustering.NeighbourIndex;

/**
 * Probabilities by the classes of the nearest known rows, nearer ones counting more (Dudani, The Distance-Weighted
 * k-Nearest-Neighbor Rule, IEEE SMC 1976, with weights 1 / (1 + distance)). A share of one neighbour goes to all classes as they are
 * frequent, so that no probability is 0. Little disturbed by single wrong classes.
 *
 * @param k number of neighbours, at least 1
 */
public record NearestClasses(int k) implements Learner {

    public NearestClasses {
        if (k < 1)
            throw new IllegalArgumentException("At least 1 neighbour is asked, found " + k + ".");
    }

    @Override
    public float[] probabilities(Features known, int[] given, int classes, Features asked, Progress progress) {
        NeighbourIndex.Nearest nearest = new Neighbours(known, progress).find(asked, k, progress);
        double[] frequent = new double[classes];
        for (int c : given)
            frequent[c] += 1.0 / given.length;
        float[] all = new float[asked.rows() * classes];
        double[] votes = new double[classes];
        for (int row = 0; row < asked.rows(); row++) {
            Arrays.fill(votes, 0);
            double sum = 0, most = 0;
            for (int j = 0; j < k; j++) {
                int neighbour = nearest.rows()[row * k + j];
                if (neighbour < 0)
                    break;
                double weight = 1 / (1 + nearest.distances()[row * k + j]);
                votes[given[neighbour]] += weight;
                sum += weight;
                most = Math.max(most, weight);
            }
            for (int c = 0; c < classes; c++)
                all[row * classes + c] = (float) ((votes[c] + most * frequent[c]) / (sum + most));
        }
        return all;
    }
}
