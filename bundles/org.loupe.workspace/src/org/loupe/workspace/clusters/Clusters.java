package org.loupe.workspace.clusters;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.loupe.api.Clustering;
import org.loupe.api.Dendrogram;
import org.loupe.engine.Problem;

/**
 * Clusters as they are now: those that were computed, with what people did to them since. Immutable; for any thread.
 *
 * <p>Crops follow the tree: where the cut line goes, or a cluster is split, the crops of a node are in the node or in
 * those below it. A crop that was moved to a cluster goes with that cluster's middle from then on. What a person put
 * together by hand, a merge or a new cluster, and what a person made an outlier stays so wherever the cut line goes.
 *
 * <p>An {@link Edit} takes some ms for 100,000 crops: fast enough to follow the cut line while it is dragged. It is
 * kept in the project by {@link Clusterings#edit}; until then {@link #with} shows what would come of it.
 */
public final class Clusters {
    private final Common common;
    private final State state;
    private final List<String> edits;
    private final List<Problem> problems;

    private Clusters(Common common, State state, List<String> edits, List<Problem> problems) {
        this.common = common;
        this.state = state;
        this.edits = List.copyOf(edits);
        this.problems = List.copyOf(problems);
    }

    /** Clusters as they were computed. */
    public static Clusters of(Computed computed) {
        Common common = new Common(computed);
        return new Clusters(common, new State(common), List.of(), List.of());
    }

    /**
     * The clusters of the same clustering after other edits: those of the project when something was done, undone or
     * redone. A line that cannot be read or names what is not there is left out, and told in {@link #problems()}.
     *
     * @param lines of the entry, oldest first
     */
    public Clusters replay(List<String> lines) {
        if (lines.equals(edits))
            return this;
        int known = edits.size();
        boolean goesOn = problems.isEmpty() && lines.size() > known && lines.subList(0, known).equals(edits);
        State now = goesOn ? state : new State(common);
        List<Problem> wrong = new ArrayList<>();
        for (String line : goesOn ? lines.subList(known, lines.size()) : lines)
            try {
                now = new State(now, Edit.parse(line));
            } catch (IllegalArgumentException e) {
                wrong.add(Problem.warning("", "A change of the clusters is left out: " + e.getMessage(),
                        "Look at the clusters again; what else was done to them is there."));
            }
        return new Clusters(common, now, lines, wrong);
    }

    /**
     * What would come of an edit.
     *
     * @throws IllegalArgumentException if it names what is not there, in a sentence for people
     */
    public Clusters with(Edit edit) {
        List<String> more = new ArrayList<>(edits);
        more.add(edit.text());
        return new Clusters(common, new State(state, edit), more, problems);
    }

    Common common() {
        return common;
    }

    /** What was computed. */
    public Computed computed() {
        return common.computed;
    }

    /** The dendrogram, if the method makes one. */
    public Optional<Hierarchy> hierarchy() {
        return Optional.ofNullable(common.tree);
    }

    /** What people did, oldest first. */
    public List<String> edits() {
        return edits;
    }

    /** Edits that could not be done again. */
    public List<Problem> problems() {
        return problems;
    }

    /** Number of crops. */
    public int rows() {
        return common.rows;
    }

    /** The clusters in the order in which they are shown: as in the dendrogram from the top. */
    public List<Cluster> clusters() {
        return state.clusters;
    }

    /** Place in {@link #clusters()} of each row's cluster, {@link Clustering#OUTLIER} for none. Not to be written. */
    public int[] cluster() {
        return state.cluster;
    }

    /** Place of the cluster of an id; -1 if there is none now. */
    public int index(String id) {
        for (int i = 0; i < state.clusters.size(); i++)
            if (state.clusters.get(i).id().equals(id))
                return i;
        return -1;
    }

    /** The crops of a cluster, by their rows; {@link ClusterDetails} has them by their closeness. */
    public int[] members(int cluster) {
        return state.rows(cluster);
    }

    /** The crops that belong to no cluster. */
    public int[] outliers() {
        return state.rows(Clustering.OUTLIER);
    }

    /** Number of groups that the cut line leaves, small ones included; 0 if the clusters are no cut of a tree. */
    public int cut() {
        return state.cut();
    }

    /** Height of the cut line; NaN if there is none. */
    public double cutHeight() {
        return state.cut() == 0 ? Double.NaN : common.tree.tree().heightFor(state.cut());
    }

    /** Crops that make a cluster; fewer are outliers unless a person named or made it. */
    public int smallest() {
        return state.smallest();
    }

    // ---- edits of this state

    /** Puts the cut line at a height. @throws IllegalStateException without a dendrogram */
    public Edit cutAt(double height) {
        return new Edit.Cut(tree().clustersAt(height));
    }

    /** Puts the cut line where it leaves so many clusters, small groups not counted, as nearly as can be. */
    public Edit cutInto(int clusters) {
        tree();
        return new Edit.Cut(common.tree.groupsFor(clusters, smallest()));
    }

    private Dendrogram tree() {
        if (common.tree == null)
            throw new IllegalStateException("This clustering has no dendrogram.");
        return common.tree.tree();
    }

    /** Makes one cluster of several. */
    public Edit merge(Collection<String> ids) {
        return new Edit.Merge("p" + state.nextOwn(), List.copyOf(ids));
    }

    /** Makes a cluster of crops. */
    public Edit gather(int... rows) {
        return new Edit.Gather("p" + state.nextOwn(), rows);
    }

    /**
     * Splits a cluster in two: a node of the dendrogram into its branches, another one by 2-means about the two crops
     * that are farthest from each other. May take a second for 100,000 crops.
     *
     * @throws IllegalArgumentException if it is one crop, or its crops do not differ
     */
    public Edit split(String id) {
        int at = state.index(id);
        Cluster cluster = state.clusters.get(at);
        if (cluster.node() >= 0 && cluster.node() >= common.tree.leaves())
            return new Edit.Split(id);
        return gather(Halves.smaller(common, state.rows(at)));
    }
}
