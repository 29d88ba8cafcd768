package org.loupe.ui.viewer.internal.wafer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

import org.loupe.ui.Palette;
import org.loupe.ui.Palette.Token;
import org.loupe.ui.Session;
import org.loupe.ui.Words;
import org.loupe.wafer.Dies;
import org.loupe.wafer.Wafer;
import org.loupe.wafer.drawing.WaferPainter;

/**
 * The colours of a map and what they stand for.
 *
 * @param look   of dies and defects
 * @param dies   what the colours of dies stand for
 * @param points what the colours of defects stand for
 * @param most   defects of the die that has the last colour of a heat map; 0 if there is no heat map
 */
record MapColours(MapLook look, List<Key> dies, List<Key> points, int most) {
    private static final int CLUSTERS = 8;

    /**
     * A colour and what it stands for.
     *
     * @param rgb   0xRRGGBB
     * @param text  what it stands for
     * @param count how many have it; -1 for none told
     * @param of    whether a die, or a defect, has it
     */
    record Key(int rgb, String text, int count, IntPredicate of) {
    }

    /**
     * Colours of the theme and of the classes, as they are now.
     *
     * @param counts  of dies: none, few, some, many defects
     * @param classes by the ranks of the index
     * @param pass    of dies whose bin is good
     * @param fail    of the other bins, by their order, and of clusters
     * @param dim     of defects that are not asked for
     * @param limit   of the line that dies should not pass
     */
    record Theme(int ground, int wafer, int edge, int[] counts, int[] classes, int accent, int pass,
            int[] fail, int adder, int dim, int limit) {

        /** On the UI thread. */
        static Theme of(OpenWafer open, Session session) {
            WaferIndex index = open.index();
            int[] classes = new int[index.classes()];
            for (int rank = 0; rank < classes.length; rank++)
                classes[rank] = rgb(session.colours().fill(open.wafer().className(index.classNumber(rank)), rank));
            var part = Palette.color(Token.PART);
            int none = rgb(Palette.mix(part, Palette.color(Token.LINE), 0.65));
            int[] some = Palette.dieCounts();
            return new Theme(rgb(part), rgb(Palette.mix(part, Palette.color(Token.BAR), 0.6)),
                    rgb(Palette.color(Token.TEXT2)),
                    new int[] { none, some[0], some[1], some[2] }, classes, rgb(Palette.color(Token.ACCENT)),
                    rgb(Palette.mix(part, Palette.color(Token.OK), 0.35)), Palette.classFills(),
                    rgb(Palette.classFill(0)), rgb(Palette.color(Token.DISABLED)), rgb(Palette.color(Token.ERROR)));
        }

        private static int rgb(org.eclipse.swt.graphics.Color c) {
            return c.getRed() << 16 | c.getGreen() << 8 | c.getBlue();
        }
    }

    /** Any thread; takes time if there are many defects. @param chosen defects drawn as selected */
    static MapColours of(OpenWafer open, MapModes modes, Theme theme, BitSet chosen) {
        WaferIndex index = open.index();
        int[] dies = new int[index.dies()];
        List<Key> dieKeys = new ArrayList<>(), pointKeys = new ArrayList<>();
        int most = 0;
        if (modes.stack() != null)
            most = heat(modes.stack(), dies, theme);
        else if (modes.dies() == MapModes.Die.BINS)
            bins(open, dies, dieKeys, theme);
        else if (modes.dies() == MapModes.Die.DEFECTS)
            counts(index, dies, dieKeys, theme);
        else
            Arrays.fill(dies, theme.counts[0]);
        short[] keys = new short[index.size()];
        int[] points = points(open, modes, theme, keys, pointKeys);
        return new MapColours(new MapLook(theme.ground, theme.wafer, theme.edge, dies,
                modes.stack() == null && modes.dies() == MapModes.Die.DEFECTS ? theme.counts[0] : -1,
                theme.counts[3], keys, points, theme.accent, chosen, rings(open, modes, theme)),
                dieKeys, pointKeys, most);
    }

    private static List<MapLook.Ring> rings(OpenWafer open, MapModes modes, Theme theme) {
        return !modes.zones() ? List.of() : MapZones.of(open.wafer()).stream()
                .map(line -> new MapLook.Ring(line.radiusUm(), line.edge() ? theme.limit : theme.accent)).toList();
    }

    private static int heat(int[] sums, int[] dies, Theme theme) {
        int most = Math.max(1, Arrays.stream(sums).max().orElse(0));
        for (int i = 0; i < dies.length; i++)
            dies[i] = sums[i] == 0 ? theme.counts[0] : Palette.inferno(0.12 + 0.88 * sums[i] / most);
        return most;
    }

    private static void counts(WaferIndex index, int[] dies, List<Key> keys, Theme theme) {
        int[] from = WaferPainter.steps(dies.length == 0 ? 0 : (double) index.size() / dies.length);
        int[] n = new int[from.length];
        for (int i = 0; i < dies.length; i++) {
            int step = step(from, index.count(i));
            n[step]++;
            dies[i] = theme.counts[step];
        }
        for (int i = 0; i < from.length; i++) {
            int mine = i;
            String text = i == from.length - 1 ? Words.get("map.andMore", from[i])
                    : from[i + 1] - from[i] == 1 ? Words.get("map.exactly", from[i])
                    : Words.get("map.range", from[i], from[i + 1] - 1);
            keys.add(new Key(theme.counts[i], text, -1, die -> step(from, index.count(die)) == mine));
        }
    }

    private static int step(int[] from, int count) {
        int step = from.length - 1;
        while (count < from[step])
            step--;
        return step;
    }

    private static void bins(OpenWafer open, int[] dies, List<Key> keys, Theme theme) {
        WaferIndex index = open.index();
        Map<Integer, Integer> n = new HashMap<>();
        for (int i = 0; i < dies.length; i++)
            n.merge(index.bin(i), 1, Integer::sum);
        List<Integer> byCount = new ArrayList<>(n.keySet());
        byCount.sort((a, b) -> n.get(b).equals(n.get(a)) ? Integer.compare(a, b) : n.get(b) - n.get(a));
        Map<Integer, Integer> colours = new HashMap<>();
        int failed = 0;
        for (int bin : byCount) {
            int rgb = bin == Dies.NO_BIN ? theme.counts[0]
                    : open.wafer().bin(bin).map(Wafer.Bin::pass).orElse(false) ? theme.pass
                    : theme.fail[failed++ % theme.fail.length];
            colours.put(bin, rgb);
            String name = open.wafer().bin(bin).map(Wafer.Bin::name).orElse("");
            keys.add(new Key(rgb, bin == Dies.NO_BIN ? Words.get("map.noBin") : name.isEmpty()
                    ? Words.get("map.bin", Integer.toString(bin))
                    : Words.get("map.binNamed", Integer.toString(bin), name), n.get(bin),
                    die -> index.bin(die) == bin));
        }
        for (int i = 0; i < dies.length; i++)
            dies[i] = colours.get(index.bin(i));
    }

    private static int[] points(OpenWafer open, MapModes modes, Theme theme, short[] keys, List<Key> legend) {
        WaferIndex index = open.index();
        if (modes.points() == MapModes.Point.NONE)
            return new int[0];
        if (modes.repeaters() != null) {
            BitSet repeaters = modes.repeaters();
            for (int i = repeaters.nextSetBit(0); i >= 0; i = repeaters.nextSetBit(i + 1))
                keys[i] = 1;
            legend.add(new Key(theme.adder, Words.get("map.repeaters"), repeaters.cardinality(), repeaters::get));
            return new int[] { -1, theme.adder };
        }
        if (modes.points() == MapModes.Point.ADDER && modes.adders() != null) {
            BitSet adders = modes.adders();
            for (int i = adders.nextSetBit(0); i >= 0; i = adders.nextSetBit(i + 1))
                keys[i] = 1;
            int n = adders.cardinality();
            legend.add(new Key(theme.adder, Words.get("map.adders"), n, adders::get));
            legend.add(new Key(theme.dim, Words.get("map.noAdders"), index.size() - n, d -> !adders.get(d)));
            return new int[] { theme.dim, theme.adder };
        }
        if (modes.points() == MapModes.Point.CLUSTER) {
            clusters(open, theme, keys, legend);
            int[] colours = Arrays.copyOf(new int[] { theme.dim }, CLUSTERS + 1);
            for (int i = 0; i < CLUSTERS; i++)
                colours[i + 1] = theme.fail[i % theme.fail.length];
            return colours;
        }
        for (int i = 0; i < keys.length; i++)
            keys[i] = (short) index.rank(i);
        for (int rank = 0; rank < index.classes(); rank++) {
            int mine = rank;
            legend.add(new Key(theme.classes[rank], open.wafer().className(index.classNumber(rank)),
                    index.classCount(rank), d -> index.rank(d) == mine));
        }
        return theme.classes;
    }

    /** The largest clusters have colours of their own, as far as there are colours; they repeat for the others. */
    private static void clusters(OpenWafer open, Theme theme, short[] keys, List<Key> legend) {
        Map<Integer, int[]> n = new HashMap<>();
        for (int i = 0; i < keys.length; i++)
            n.computeIfAbsent(open.wafer().defects().cluster(i), c -> new int[1])[0]++;
        List<Integer> byCount = new ArrayList<>(n.keySet());
        byCount.sort((a, b) -> n.get(b)[0] != n.get(a)[0] ? n.get(b)[0] - n.get(a)[0] : Integer.compare(a, b));
        Map<Integer, Short> colour = new HashMap<>();
        for (int cluster : byCount)
            if (cluster != 0) {
                short key = (short) (1 + colour.size() % CLUSTERS);
                colour.put(cluster, key);
                legend.add(new Key(theme.fail[(key - 1) % theme.fail.length],
                        Words.get("map.cluster", Integer.toString(cluster)), n.get(cluster)[0],
                        d -> open.wafer().defects().cluster(d) == cluster));
            }
        if (n.containsKey(0))
            legend.add(new Key(theme.dim, Words.get("map.noCluster"), n.get(0)[0],
                    d -> open.wafer().defects().cluster(d) == 0));
        for (int i = 0; i < keys.length; i++)
            keys[i] = colour.getOrDefault(open.wafer().defects().cluster(i), (short) 0);
    }
}
