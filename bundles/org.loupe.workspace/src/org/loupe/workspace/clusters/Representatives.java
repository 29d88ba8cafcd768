package org.loupe.workspace.clusters;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.loupe.api.Region;
import org.loupe.api.Shape;
import org.loupe.engine.Plural;
import org.loupe.workspace.crops.Crop;
import org.loupe.workspace.labels.ExampleImport;

/**
 * A few crops that stand for all, so that a training set has every kind: of each cluster its exemplar, then others
 * {@link By} a rule. Immutable by agreement.
 *
 * @param rows   of the crops, cluster by cluster, the exemplar of each first
 * @param record how they were chosen, in a sentence that is kept with them
 */
public record Representatives(int[] rows, String record) {

    /** Which crops of a cluster come behind its exemplar. */
    public enum By {
        /** Those closest to it: what is of this kind most certainly. */
        CLOSEST("the closest to its exemplar"),
        /**
         * Again and again the one farthest from those already taken: the breadth of the kind (Gonzalez, Theoretical
         * Computer Science 38, 1985).
         */
        FARTHEST("its exemplar and the farthest from what was taken before");

        private final String words;

        By(String words) {
            this.words = words;
        }
    }

    /** Chooses crops {@link By#FARTHEST}. Any thread. */
    public static Representatives of(Clusters now, ClusterDetails details, String name, int perCluster) {
        return of(now, details, name, perCluster, By.FARTHEST);
    }

    /**
     * Chooses crops. Any thread.
     *
     * @param name       of the clustering
     * @param perCluster crops of each cluster at most
     */
    public static Representatives of(Clusters now, ClusterDetails details, String name, int perCluster, By by) {
        List<Integer> chosen = new ArrayList<>();
        for (int[] members : details.members())
            if (by == By.CLOSEST)
                Arrays.stream(members).limit(perCluster).forEach(chosen::add);
            else
                spread(now.common(), members, perCluster, chosen);
        Computed computed = now.computed();
        return new Representatives(chosen.stream().mapToInt(r -> r).toArray(), chosen.size() + " of "
                + Plural.of(now.rows(), "crop") + " chosen by clustering " + name + ": up to " + perCluster
                + " of each of " + Plural.of(now.clusters().size(), "cluster") + ", " + by.words + " ("
                + computed.plan().method()
                + ", seed " + computed.plan().seed() + ").");
    }

    /** @param members the exemplar first */
    private static void spread(Common common, int[] members, int wanted, List<Integer> chosen) {
        double[] distance = new double[members.length];
        Arrays.fill(distance, Double.POSITIVE_INFINITY);
        int next = 0;
        for (int n = 0; n < Math.min(wanted, members.length); n++) {
            chosen.add(members[next]);
            double[] taken = common.row(members[next]);
            distance[next] = -1;
            int farthest = -1;
            for (int i = 0; i < members.length; i++) {
                if (distance[i] < 0)
                    continue;
                distance[i] = Math.min(distance[i], common.square(members[i], taken));
                if (farthest < 0 || distance[i] > distance[farthest])
                    farthest = i;
            }
            next = farthest;
        }
    }

    /**
     * The crops as what {@link ExampleImport} sends to the example set; those of named clusters with their class as a
     * proposal. Its {@code allowed} sentences should hold {@link #record}.
     *
     * @param source of the proposals: name of the clustering
     */
    public List<ExampleImport.Request> requests(Clusters now, String source) {
        List<ExampleImport.Request> all = new ArrayList<>();
        for (int row : rows) {
            Crop crop = now.computed().table().crops().get(row);
            String name = now.cluster()[row] < 0 ? "" : now.clusters().get(now.cluster()[row]).name();
            List<ExampleImport.Mark> marks = name.isEmpty() ? List.of()
                    : List.of(new ExampleImport.Mark(crop.shape(), 0, name, true, 0.5f, source));
            Optional<Region> place = crop.whole() ? Optional.empty()
                    : Optional.of(crop.region(Shape.grey(Integer.MAX_VALUE, Integer.MAX_VALUE)));
            all.add(new ExampleImport.Request(crop.image(), place, marks, "", crop.whole() ? crop.group() : ""));
        }
        return all;
    }
}
