package org.loupe.workspace.labels;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.loupe.store.labels.Label;
import org.loupe.store.labels.LabelEdit;
import org.loupe.store.labels.LabelShape;
import org.loupe.store.labels.LabelTable;
import org.loupe.store.labels.LabelTile;
import org.loupe.store.labels.TileState;

/**
 * How well two people agree on the tiles that both have labelled: what they both marked, as what, and how alike their
 * outlines are. Labels of a tile are paired by their overlap, the greatest first.
 *
 * @param first    whose labels are the one side; "" for those that the project agrees on
 * @param second   whose labels are the other side
 * @param tiles    number of tiles that both have labelled
 * @param pairs    number of labels that both have
 * @param meanIou  mean overlap of the pairs, 0 to 1: area of both by area of either; NaN without pairs
 * @param kappa    Cohen's kappa over the classes of all that either marked, with "not marked" as a class of its own
 *                 (Cohen 1960): 1 if they always agree, 0 if as often as by chance; NaN if there is nothing to compare
 * @param counts   how often the first gave one class where the second gave another, by codes; {@link #NOT_MARKED} where
 *                 one of them marked nothing
 * @param disputes what they do not agree on, the plainest first
 */
public record Agreement(String first, String second, int tiles, int pairs, double meanIou, double kappa,
        Map<Integer, Map<Integer, Integer>> counts, List<Dispute> disputes) {

    /** Stands for a class where nothing was marked. */
    public static final int NOT_MARKED = -1;
    /** Least overlap of two outlines that mean the same thing. */
    public static final double PAIRED = 0.5;
    /** Least overlap of two outlines that are not disputed. */
    public static final double ALIKE = 0.75;
    /** Px between two points that mean the same thing. */
    private static final double NEAR = 10;

    /** What two people do not agree on. */
    public enum Kind {
        /** Only one of them marked it. */
        MARKED_BY_ONE,
        /** They gave it different classes. */
        CLASS,
        /** Their outlines differ. */
        OUTLINE
    }

    /**
     * A place where two people do not agree.
     *
     * @param kind   in what
     * @param tile   number of the tile
     * @param first  the first's label, {@code null} if there is none
     * @param second the second's label, {@code null} if there is none
     * @param iou    overlap of the two, 0 if one is missing
     */
    public record Dispute(Kind kind, int tile, Label first, Label second, double iou) { }

    /** All whose second opinions a table has. */
    public static Set<String> layers(LabelTable table) {
        Set<String> layers = new TreeSet<>();
        for (Label label : table.labels())
            if (!label.agreed())
                layers.add(label.layer());
        return layers;
    }

    /**
     * Compares two layers of labels. Compared are tiles on which each has a label or, for the agreed labels, which are
     * complete; a label of a whole tile without a class says that a person found nothing there.
     */
    public static Agreement of(LabelTable table, String first, String second) {
        int tiles = 0, pairs = 0;
        double iou = 0;
        Map<Integer, Map<Integer, Integer>> counts = new TreeMap<>();
        List<Dispute> disputes = new ArrayList<>();
        for (LabelTile tile : table.tiles()) {
            if (!labelled(table, tile, first) || !labelled(table, tile, second))
                continue;
            tiles++;
            List<Label> left = on(table, tile, first), right = on(table, tile, second);
            for (Paired pair : paired(left, right)) {
                left.remove(pair.first);
                right.remove(pair.second);
                pairs++;
                iou += pair.iou;
                count(counts, pair.first.code(), pair.second.code());
                if (pair.first.code() != pair.second.code())
                    disputes.add(new Dispute(Kind.CLASS, tile.number(), pair.first, pair.second, pair.iou));
                else if (pair.iou < ALIKE)
                    disputes.add(new Dispute(Kind.OUTLINE, tile.number(), pair.first, pair.second, pair.iou));
            }
            for (Label alone : left) {
                count(counts, alone.code(), NOT_MARKED);
                disputes.add(new Dispute(Kind.MARKED_BY_ONE, tile.number(), alone, null, 0));
            }
            for (Label alone : right) {
                count(counts, NOT_MARKED, alone.code());
                disputes.add(new Dispute(Kind.MARKED_BY_ONE, tile.number(), null, alone, 0));
            }
        }
        disputes.sort(Comparator.comparing(Dispute::kind).thenComparingDouble(Dispute::iou)
                .thenComparingInt(Dispute::tile));
        return new Agreement(first, second, tiles, pairs, pairs == 0 ? Double.NaN : iou / pairs, kappa(counts), counts,
                disputes);
    }

    private static boolean labelled(LabelTable table, LabelTile tile, String layer) {
        return layer.isEmpty() && tile.state() == TileState.COMPLETE
                || table.labels(tile.number()).stream().anyMatch(l -> l.layer().equals(layer) && l.state().counts());
    }

    private static List<Label> on(LabelTable table, LabelTile tile, String layer) {
        List<Label> found = new ArrayList<>();
        for (Label label : table.labels(tile.number()))
            if (label.layer().equals(layer) && label.state().counts() && !nothing(label))
                found.add(label);
        return found;
    }

    /** Whether a label says that a person looked at the tile and found nothing. */
    public static boolean nothing(Label label) {
        return label.shape() instanceof LabelShape.Whole && label.code() == 0;
    }

    private record Paired(Label first, Label second, double iou) { }

    private static List<Paired> paired(List<Label> left, List<Label> right) {
        List<Paired> near = new ArrayList<>();
        for (Label one : left)
            for (Label other : right) {
                double iou = iou(one.shape(), other.shape());
                if (iou >= PAIRED)
                    near.add(new Paired(one, other, iou));
            }
        near.sort(Comparator.comparingDouble((Paired p) -> -p.iou)
                .thenComparing(p -> p.first.code() == p.second.code() ? 0 : 1)
                .thenComparingInt(p -> p.first.id()).thenComparingInt(p -> p.second.id()));
        Set<Integer> taken = new TreeSet<>();
        List<Paired> chosen = new ArrayList<>();
        for (Paired pair : near)
            if (!taken.contains(pair.first.id()) && !taken.contains(pair.second.id())) {
                taken.add(pair.first.id());
                taken.add(pair.second.id());
                chosen.add(pair);
            }
        return chosen;
    }

    /**
     * How alike two outlines are, 0 to 1: area of both by area of either, by pixels unless both are boxes. Two points
     * are alike within {@value #NEAR} px, the classes of a whole tile always.
     */
    public static double iou(LabelShape one, LabelShape other) {
        if (one instanceof LabelShape.Whole || other instanceof LabelShape.Whole)
            return one.getClass() == other.getClass() ? 1 : 0;
        if (one instanceof LabelShape.Point a && other instanceof LabelShape.Point b)
            return Math.hypot(a.x() - b.x(), a.y() - b.y()) <= NEAR ? 1 : 0;
        double boxes = one.bounds().iou(other.bounds());
        if (one instanceof LabelShape.Box && other instanceof LabelShape.Box || boxes == 0)
            return boxes;
        LabelShape.Mask a = one.mask(), b = other.mask();
        boolean[] pixels = a.pixels();
        long both = 0;
        for (int row = 0, i = 0; row < a.height(); row++)
            for (int column = 0; column < a.width(); column++, i++)
                if (pixels[i] && b.contains(a.x() + column, a.y() + row))
                    both++;
        double either = a.area() + b.area() - both;
        return either > 0 ? both / either : 0;
    }

    private static void count(Map<Integer, Map<Integer, Integer>> counts, int first, int second) {
        counts.computeIfAbsent(first, c -> new TreeMap<>()).merge(second, 1, Integer::sum);
    }

    private static double kappa(Map<Integer, Map<Integer, Integer>> counts) {
        Map<Integer, Integer> rows = new TreeMap<>(), columns = new TreeMap<>();
        double all = 0, equal = 0, chance = 0;
        for (Map.Entry<Integer, Map<Integer, Integer>> row : counts.entrySet())
            for (Map.Entry<Integer, Integer> cell : row.getValue().entrySet()) {
                all += cell.getValue();
                if (row.getKey().equals(cell.getKey()))
                    equal += cell.getValue();
                rows.merge(row.getKey(), cell.getValue(), Integer::sum);
                columns.merge(cell.getKey(), cell.getValue(), Integer::sum);
            }
        if (all == 0)
            return Double.NaN;
        for (Map.Entry<Integer, Integer> row : rows.entrySet())
            chance += row.getValue() / all * columns.getOrDefault(row.getKey(), 0) / all;
        return chance == 1 ? 1 : (equal / all - chance) / (1 - chance);
    }

    /**
     * Settles a dispute: the project agrees with one side. The agreed labels become what that side says, a label that
     * is there already being corrected. Where one side is the agreed labels themselves, the other's opinion is made
     * the same, so that the two are at one; of two opinions both are taken out, as they have become the agreed label.
     * A side that marked nothing is agreed with by taking the labels out. What each had said before stays in the
     * journal.
     *
     * @param table     that the edit is made for
     * @param withFirst whose side is taken
     * @param comment   the reviewer's words, kept with the label; "" for none
     */
    public void settle(LabelEdit edit, LabelTable table, Dispute dispute, boolean withFirst, String comment) {
        Label right = withFirst ? dispute.first() : dispute.second();
        if (first.isEmpty() || second.isEmpty()) {
            Label agreed = first.isEmpty() ? dispute.first() : dispute.second();
            Label opinion = first.isEmpty() ? dispute.second() : dispute.first();
            become(edit, table, dispute.tile(), agreed, right, "", comment);
            become(edit, table, dispute.tile(), opinion, right, first + second, "");
            return;
        }
        Label agreed = alike(table, dispute);
        for (Label side : new Label[] {dispute.first(), dispute.second()})
            if (side != null)
                edit.drop(side);
        become(edit, table, dispute.tile(), agreed, right, "", comment);
    }

    /** The agreed label of the place of a dispute between two opinions, or {@code null}. */
    private static Label alike(LabelTable table, Dispute dispute) {
        for (Label label : table.labels(dispute.tile()))
            if (label.counts() && (dispute.first() != null && iou(label.shape(), dispute.first().shape()) >= PAIRED
                    || dispute.second() != null && iou(label.shape(), dispute.second().shape()) >= PAIRED))
                return label;
        return null;
    }

    /** Makes one side's label say what is right. @param now the label, or {@code null} @param layer of that side */
    private static void become(LabelEdit edit, LabelTable table, int tile, Label now, Label right, String layer,
            String comment) {
        if (right == null) {
            if (now != null)
                edit.drop(now);
        } else if (now == null) {
            Label copy = right.layer(layer);
            edit.add(table.tile(tile).orElseThrow(), comment.isEmpty() ? copy : copy.comment(comment));
        } else {
            if (!comment.isEmpty())
                edit.put(now.comment(comment));
            edit.classify(now, right.code()).reshape(now, right.shape());
        }
    }
}
