package org.loupe.tests.ui;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.loupe.api.Dendrogram;
import org.loupe.ui.viewer.internal.clusters.CropSelection;
import org.loupe.ui.viewer.internal.clusters.RowPlaces;
import org.loupe.ui.viewer.internal.clusters.Stretches;
import org.loupe.ui.viewer.internal.clusters.TreeLayout;
import org.loupe.ui.viewer.internal.clusters.TreeLayout.Branch;
import org.loupe.workspace.clusters.Hierarchy;

/** Where branches, crops and what is selected lie, without a screen. */
class TreeLayoutTest {

    /** Joins two of what is there by lot, again and again. @param chain whether always the last one with one more */
    private static Hierarchy tree(int leaves, boolean chain) {
        Random random = new Random(leaves);
        List<Integer> open = new ArrayList<>();
        for (int i = 0; i < leaves; i++)
            open.add(i);
        int[] left = new int[leaves - 1], right = new int[leaves - 1];
        double[] height = new double[leaves - 1];
        for (int i = 0; i < leaves - 1; i++) {
            int a = open.remove(chain ? open.size() - 1 : random.nextInt(open.size()));
            int b = open.remove(chain ? 0 : random.nextInt(open.size()));
            left[i] = Math.min(a, b);
            right[i] = Math.max(a, b);
            height[i] = i + 1;
            open.add(leaves + i);
        }
        return new Hierarchy(new Dendrogram(left, right, height));
    }

    private static List<Branch> ends(List<Branch> branches, double from, double to) {
        return branches.stream().filter(Branch::closed).filter(b -> b.first() < to && b.end() > from)
                .sorted((a, b) -> a.first() - b.first()).toList();
    }

    @Test
    void aSmallTreeIsDrawnWhole() {
        Hierarchy tree = tree(20, false);
        List<Branch> branches = TreeLayout.branches(tree, 0, 20, 400);
        assertEquals(39, branches.size());
        Branch root = branches.get(branches.size() - 1);
        assertEquals(0, root.first());
        assertEquals(20, root.size());
        assertEquals(19, root.height());
        for (Branch branch : branches) {
            assertTrue(branch.y() > branch.first() && branch.y() < branch.end(), branch::toString);
            if (!branch.closed()) {
                assertEquals((branch.upper().y() + branch.lower().y()) / 2, branch.y(), 1e-9);
                assertTrue(branch.upper().height() <= branch.height() && branch.lower().height() <= branch.height());
                assertTrue(branch.upper().first() < branch.lower().first(), "the upper one is above");
            }
        }
    }

    @Test
    void aLargeTreeIsClosedBelowItsHighestMerges() {
        for (boolean chain : new boolean[] { false, true }) {
            int leaves = 50_000;
            Hierarchy tree = tree(leaves, chain);
            List<Branch> branches = TreeLayout.branches(tree, 0, leaves, 400);
            List<Branch> ends = ends(branches, 0, leaves);
            assertEquals(400, ends.size());
            int at = 0;
            for (Branch end : ends) { // they tile the whole
                assertEquals(at, end.first());
                at = end.end();
            }
            assertEquals(leaves, at);
            double highestClosed = ends.stream().mapToDouble(Branch::height).max().orElse(0);
            double lowestOpen = branches.stream().filter(b -> !b.closed()).mapToDouble(Branch::height).min().orElse(0);
            assertTrue(highestClosed < lowestOpen, highestClosed + " is below " + lowestOpen);
        }
    }

    @Test
    void zoomedInSingleLeavesAreSeen() {
        for (boolean chain : new boolean[] { false, true }) {
            Hierarchy tree = tree(50_000, chain);
            List<Branch> ends = ends(TreeLayout.branches(tree, 30_000, 30_050, 400), 30_000, 30_050);
            long single = ends.stream().filter(b -> b.size() == 1).count();
            assertTrue(single >= 40, single + " of " + ends.size());
        }
    }

    @Test
    void oneCropIsATreeToo() {
        Hierarchy one = new Hierarchy(new Dendrogram(new int[0], new int[0], new double[0]));
        List<Branch> branches = TreeLayout.branches(one, 0, 1, 400);
        assertEquals(1, branches.size());
        assertTrue(branches.get(0).closed());
    }

    @Test
    void aStretchIsOfOneClusterOrMixed() {
        Stretches stretches = new Stretches(new int[] { 2, 0, 1, 3 }, new int[] { 5, 5, 5, -1 });
        assertEquals(5, stretches.of(0, 3));
        assertEquals(Stretches.MIXED, stretches.of(2, 2));
        assertEquals(-1, stretches.of(3, 1));
    }

    @Test
    void cropsHaveTheirPlacesAndAreFoundThere() {
        RowPlaces places = new RowPlaces(new int[] { 40, 3, 100 }, new boolean[] { false, false, true }, 52, 700);
        int columns = places.columns();
        assertTrue(columns > 5 && columns < 14, columns + " columns");
        assertEquals(columns, places.shown(0));
        assertEquals(3, places.shown(1));
        assertEquals(100, places.shown(2));
        assertEquals(0, places.more(1).width, "all three have room");
        assertTrue(places.more(0).width > 0);
        for (int cluster = 0; cluster < 3; cluster++)
            for (int member = 0; member < places.shown(cluster); member++) {
                var place = places.place(cluster, member);
                assertTrue(place.x + place.width <= 700, "within the list");
                RowPlaces.Hit hit = places.at(place.x + 1, place.y + place.height - 1);
                assertEquals(cluster, hit.cluster());
                assertEquals(member, hit.member());
            }
        assertEquals(-1, places.at(20, places.top(1) + 4).member(), "on the heading there is no crop");
        assertEquals(1, places.at(20, places.top(1) + 4).cluster());
        assertTrue(places.at(places.more(0).x + 3, places.more(0).y + 3).more());
        assertEquals(-1, places.cluster(places.height()));
        int[] seen = places.members(2, places.top(2) + 200, places.top(2) + 260);
        assertTrue(seen[0] > 0 && seen[1] < 99, "only lines in sight");
        assertEquals(0, new RowPlaces(new int[0], new boolean[0], 52, 700).height());
    }

    @Test
    void clicksSelectAsInAnyList() {
        CropSelection selection = new CropSelection();
        int[] order = { 7, 3, 9, 1, 5 };
        selection.choose(order, 1, false, false);
        selection.choose(order, 3, false, true);
        assertArrayEquals(new int[] { 1, 3, 9 }, selection.rows().stream().toArray());
        selection.choose(order, 0, true, false);
        assertEquals(4, selection.size());
        selection.choose(order, 0, true, false);
        assertEquals(3, selection.size());
        selection.choose(order, 4, false, false);
        assertArrayEquals(new int[] { 5 }, selection.rows().stream().toArray());
        selection.choose(new int[] { 20, 21, 22 }, 1, false, true);
        assertArrayEquals(new int[] { 21 }, selection.rows().stream().toArray(), "no stretch over two lists");
        selection.clear();
        assertEquals(-1, selection.focus());
    }
}
