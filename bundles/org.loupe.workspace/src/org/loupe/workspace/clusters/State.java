package org.loupe.workspace.clusters;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.loupe.api.Clustering;

/**
 * What edits have said about clusters so far, and how the crops fall into clusters by that. Each state is made from the
 * one before and not written afterwards.
 */
final class State {
    /** In place of the number of a person's own cluster: a person made the crop an outlier. */
    private static final int OUT = -1;

    private final Common common;
    private int cut, smallest, nextOwn = 1;
    private Set<Integer> split = new HashSet<>();
    private Map<String, String> names = new HashMap<>();
    /** The row whose place in the tree, or computed cluster, each row shares; {@code null} while all have their own. */
    private int[] anchor;
    /** Number of the cluster of a person's own that each row is in, 0 for none; {@code null} while none is. */
    private int[] own;

    /** The clusters of this state, in the order in which they are shown. */
    final List<Cluster> clusters;
    /** Place of each row's cluster in that list, {@link Clustering#OUTLIER} for none. */
    final int[] cluster;

    /** A cluster before it is known how many crops it has. @param place in the order of showing */
    private record Group(String id, int place, boolean opened) {
    }

    /** As computed. */
    State(Common common) {
        this.common = common;
        cut = common.computed.cut();
        smallest = common.computed.plan().smallest();
        List<Cluster> list = new ArrayList<>();
        cluster = sort(list);
        clusters = List.copyOf(list);
    }

    /**
     * After an edit.
     *
     * @throws IllegalArgumentException if it names what is not there
     */
    State(State before, Edit edit) {
        common = before.common;
        cut = before.cut;
        smallest = before.smallest;
        nextOwn = before.nextOwn;
        split = before.split;
        names = before.names;
        anchor = before.anchor;
        own = before.own;
        apply(edit, before);
        List<Cluster> list = new ArrayList<>();
        cluster = sort(list);
        clusters = List.copyOf(list);
    }

    int cut() {
        return cut;
    }

    int smallest() {
        return smallest;
    }

    int nextOwn() {
        return nextOwn;
    }

    private void apply(Edit edit, State before) {
        if (edit instanceof Edit.Cut c) {
            int most = common.tree == null ? 0 : common.tree.leaves();
            if (c.groups() < 0 || c.groups() > most)
                throw new IllegalArgumentException("The dendrogram is cut into 1 … " + most + " groups, found "
                        + c.groups() + ".");
            cut = c.groups();
        } else if (edit instanceof Edit.Smallest s) {
            if (s.crops() < 1)
                throw new IllegalArgumentException("A cluster has at least 1 crop, found " + s.crops() + ".");
            smallest = s.crops();
        } else if (edit instanceof Edit.Split s) {
            int node = before.clusters.get(before.index(s.id())).node();
            if (node < 0 || common.tree == null || node < common.tree.leaves())
                throw new IllegalArgumentException(s.id() + " has no branches in the dendrogram.");
            split = new HashSet<>(split);
            split.add(node);
        } else if (edit instanceof Edit.Merge m) {
            merge(m, before);
        } else if (edit instanceof Edit.Gather g) {
            put(check(g.rows()), made(g.made()));
        } else if (edit instanceof Edit.Move m) {
            move(m, before);
        } else if (edit instanceof Edit.Outliers o) {
            put(check(o.rows()), OUT);
        } else if (edit instanceof Edit.Dissolve d) {
            put(before.rows(before.index(d.id())), OUT);
        } else if (edit instanceof Edit.Name n) {
            before.index(n.id());
            name(n.id(), n.name());
        }
    }

    private void name(String id, String name) {
        names = new HashMap<>(names);
        if (name.isEmpty())
            names.remove(id);
        else
            names.put(id, name);
    }

    /** The new cluster has the name of the largest one that has a name. */
    private void merge(Edit.Merge merge, State before) {
        List<Integer> all = merge.ids().stream().map(before::index).distinct().toList();
        if (all.size() < 2)
            throw new IllegalArgumentException("Two clusters or more are merged, found " + merge.ids() + ".");
        int number = made(merge.made());
        for (int one : all)
            put(before.rows(one), number);
        all.stream().map(before.clusters::get).filter(Cluster::named).max(Comparator.comparingInt(Cluster::size))
                .ifPresent(c -> name(merge.made(), c.name()));
    }

    private void move(Edit.Move move, State before) {
        int[] rows = check(move.rows());
        int target = before.index(move.to());
        if (before.clusters.get(target).made()) {
            put(rows, Integer.parseInt(move.to().substring(1)));
            return;
        }
        int to = common.middle(before.base(target));
        put(rows, 0);
        anchor = anchor == null ? IntStream.range(0, common.rows).toArray() : anchor.clone();
        for (int row : rows)
            anchor[row] = to;
    }

    /** Number of a cluster that a person makes now. */
    private int made(String id) {
        int number = Integer.parseInt(id.substring(1));
        if (number < nextOwn)
            throw new IllegalArgumentException("There is or was a cluster " + id + " already.");
        nextOwn = number + 1;
        return number;
    }

    private void put(int[] rows, int number) {
        own = own == null ? new int[common.rows] : own.clone();
        for (int row : rows)
            own[row] = number;
    }

    private int[] check(int[] rows) {
        for (int row : rows)
            if (row >= common.rows)
                throw new IllegalArgumentException("There is no row " + row + "; the last is " + (common.rows - 1)
                        + ".");
        return rows;
    }

    /** Place of a cluster. @throws IllegalArgumentException if there is none of that id */
    int index(String id) {
        for (int i = 0; i < clusters.size(); i++)
            if (clusters.get(i).id().equals(id))
                return i;
        throw new IllegalArgumentException("There is no cluster " + id + " now.");
    }

    /** The crops of a cluster; of {@link Clustering#OUTLIER} the outliers. */
    int[] rows(int which) {
        int[] rows = new int[which < 0 ? 16 : clusters.get(which).size()];
        int n = 0;
        for (int row = 0; row < cluster.length; row++)
            if (cluster[row] == which) {
                if (n == rows.length)
                    rows = Arrays.copyOf(rows, 2 * n);
                rows[n++] = row;
            }
        return Arrays.copyOf(rows, n);
    }

    /** The crops that are in a cluster by themselves, not because they were moved there; all if there are none. */
    private int[] base(int which) {
        int[] rows = rows(which), itself = Arrays.stream(rows).filter(row -> anchor == null || anchor[row] == row)
                .toArray();
        return itself.length == 0 ? rows : itself;
    }

    // ---- what comes of it

    /** Fills a list of clusters. @return the place in it of each row's cluster */
    private int[] sort(List<Cluster> list) {
        List<Group> groups = new ArrayList<>();
        int[] base = base(groups), group = new int[common.rows];
        Map<Integer, Integer> made = new LinkedHashMap<>();
        for (int row = 0; row < group.length; row++) {
            int number = own == null ? 0 : own[row];
            if (number == OUT)
                group[row] = Clustering.OUTLIER;
            else if (number == 0)
                group[row] = base[anchor == null ? row : anchor[row]];
            else {
                Integer at = made.get(number);
                if (at == null) {
                    made.put(number, at = groups.size());
                    groups.add(null);
                }
                group[row] = at;
            }
        }
        int[] size = new int[groups.size()], first = new int[groups.size()];
        Arrays.fill(first, Integer.MAX_VALUE);
        for (int row = 0; row < group.length; row++)
            if (group[row] >= 0) {
                size[group[row]]++;
                first[group[row]] = Math.min(first[group[row]], common.tree == null ? row + common.computed.clustering()
                        .clusters() : common.tree.place()[row]);
            }
        made.forEach((number, at) -> groups.set(at, new Group("p" + number, first[at], true)));
        int[] shown = IntStream.range(0, groups.size()).filter(g -> counts(groups.get(g), size[g])).boxed()
                .sorted(Comparator.comparingInt(g -> groups.get(g).place())).mapToInt(g -> g).toArray();
        int[] index = new int[groups.size()];
        Arrays.fill(index, Clustering.OUTLIER);
        for (int g : shown) {
            index[g] = list.size();
            list.add(new Cluster(groups.get(g).id(), names.getOrDefault(groups.get(g).id(), ""), size[g]));
        }
        for (int row = 0; row < group.length; row++)
            group[row] = group[row] < 0 ? Clustering.OUTLIER : index[group[row]];
        return group;
    }

    private boolean counts(Group group, int size) {
        return size >= smallest || size > 0 && (group.opened() || names.containsKey(group.id()));
    }

    /** The group of each row by the cut line and what was split. @param groups is filled with them */
    private int[] base(List<Group> groups) {
        int[] base = new int[common.rows];
        if (cut > 0) {
            open(common.tree.nodes() - 1, false, groups, base);
            return base;
        }
        int clusters = common.computed.clustering().clusters();
        for (int c = 0; c < clusters; c++)
            groups.add(new Group(common.id(c), common.node(c) >= 0 ? common.tree.start(common.node(c)) : c, false));
        System.arraycopy(common.computed.clustering().cluster(), 0, base, 0, base.length);
        for (int c = 0; c < clusters; c++)
            if (common.node(c) >= 0 && split.contains(common.node(c)))
                open(common.node(c), false, groups, base);
        return base;
    }

    /** Adds the groups at and below a node. */
    private void open(int root, boolean byHand, List<Group> groups, int[] base) {
        Hierarchy tree = common.tree;
        int[] waiting = new int[64];
        boolean[] opened = new boolean[64];
        int used = 1;
        waiting[0] = root;
        opened[0] = byHand;
        while (used > 0) {
            int node = waiting[--used];
            boolean hand = opened[used], apart = split.contains(node);
            if (node >= tree.leaves() && (apart || cut > 0 && tree.opened(node, cut))) {
                if (used + 2 > waiting.length) {
                    waiting = Arrays.copyOf(waiting, 2 * waiting.length);
                    opened = Arrays.copyOf(opened, waiting.length);
                }
                boolean lineAbove = cut == 0 || !tree.opened(node, cut);
                opened[used] = apart && lineAbove;
                waiting[used++] = tree.right(node);
                opened[used] = apart && lineAbove;
                waiting[used++] = tree.left(node);
                continue;
            }
            for (int place = tree.start(node); place < tree.end(node); place++)
                base[tree.order()[place]] = groups.size();
            groups.add(new Group("n" + node, tree.start(node), hand));
        }
    }
}
