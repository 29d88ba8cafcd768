package org.loupe.ui;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import org.eclipse.core.runtime.jobs.Job;
import org.loupe.api.ToolException;
import org.loupe.engine.Item;
import org.loupe.store.labels.Label;
import org.loupe.store.labels.LabelChange;
import org.loupe.store.labels.LabelChange.Replaced;
import org.loupe.store.labels.LabelState;
import org.loupe.store.labels.LabelTable;
import org.loupe.store.labels.LabelTile;
import org.loupe.store.labels.TileState;
import org.loupe.ui.Session.Event;
import org.loupe.ui.Status.Kind;
import org.loupe.workspace.labels.Labelling;

/**
 * The images of the chosen set as tiles to be labelled: in which order, which of them, and how far one is. UI thread
 * only; jobs count, sort and filter, so that 100,000 tiles cost a gesture nothing.
 *
 * <p>Counts, states and what the filters leave follow each gesture. The order stays as it was made until it is chosen
 * again, a machine has labelled several tiles or {@link #refresh} is called: else a tile would jump away from the hand
 * that labels it.
 *
 * <p>{@link Event#TILES} tells that other tiles are listed, or in another order; {@link Event#LABELS} that their states and
 * counts are others.
 */
public final class TileQueue {
    private static final int FEW = 1000, PACE_OF = 51;
    private static final long LONGEST_PAUSE = TimeUnit.MINUTES.toMillis(10);

    private final Session session;
    private final List<TileOrder> orders = new ArrayList<>(List.of(TileOrders.values()));
    private final List<TileFilter> offered = new ArrayList<>(List.of(TileFilters.values()));
    private TileOrder order = TileOrders.NAME;
    private Set<TileFilter> filters = Set.of();

    private Labelling labelling;
    private List<Item> items = List.of();
    private QueuedTile[] tiles = {};
    private Map<String, Integer> byImage = Map.of();
    private Map<String, Integer> byName = Map.of();
    private int[] sequence = {}, places = {}, listed = {};
    private boolean[] matching = {};
    private int[] states = new int[TileState.values().length];
    private int withProposals;
    private double pace = Double.NaN;

    private int generation;
    private boolean counting;
    private final Set<Integer> touched = new HashSet<>();

    /** What a job found. */
    private record Found(QueuedTile[] tiles, Map<String, Integer> byImage, Map<String, Integer> byName, int[] sequence,
            boolean[] matching, double pace, ToolException problem) {
    }

    TileQueue(Session session) {
        this.session = session;
    }

    // ---- what it is made of

    /** Adds an order to those that may be chosen; one of the same id is replaced. */
    public void offer(TileOrder added) {
        orders.removeIf(o -> o.id().equals(added.id()));
        orders.add(added);
    }

    /** Adds a condition to those that may be chosen; one of the same id is replaced. */
    public void offer(TileFilter added) {
        offered.removeIf(f -> f.id().equals(added.id()));
        offered.add(added);
    }

    /** The orders that may be chosen. */
    public List<TileOrder> orders() {
        return List.copyOf(orders);
    }

    /** The conditions that may be chosen. */
    public List<TileFilter> offeredFilters() {
        return List.copyOf(offered);
    }

    /** The order of the tiles. */
    public TileOrder order() {
        return order;
    }

    /** Puts the tiles into an order, also into the one that they are in, as it would be now. */
    public void order(TileOrder chosen) {
        order = Objects.requireNonNull(chosen);
        refresh();
    }

    /** The conditions that each listed tile meets. */
    public Set<TileFilter> filters() {
        return filters;
    }

    /** Lists the tiles that meet all of some conditions. */
    public void filters(Set<TileFilter> chosen) {
        filters = Set.copyOf(chosen);
        refresh();
    }

    // ---- what follows the session

    /** Another project is open, or none. */
    void clear() {
        generation++;
        labelling = session.project().map(p -> p.labels()).orElse(null);
        show(List.of());
    }

    /** The images of the chosen set. */
    void show(List<Item> listedItems) {
        items = listedItems;
        if (items.isEmpty())
            put(new Found(new QueuedTile[0], Map.of(), Map.of(), new int[0], new boolean[0], Double.NaN, null));
        else
            refresh(); // what was listed stays until then
    }

    /** Labels or tiles were changed. */
    void changed(LabelChange change) {
        Set<Integer> numbers = new HashSet<>();
        for (Replaced<LabelTile> tile : change.tiles())
            numbers.add((tile.before() == null ? tile.after() : tile.before()).number());
        for (Replaced<Label> label : change.labels())
            numbers.add((label.before() == null ? label.after() : label.before()).tile());
        if (counting)
            touched.addAll(numbers);
        if (numbers.size() > FEW || change.machine() && numbers.size() > 1) {
            refresh();
            return;
        }
        boolean other = false;
        LabelTable table = labelling.table();
        for (Replaced<LabelTile> tile : change.tiles()) // one that is gone is open and bare again
            if (tile.after() == null)
                other |= put(byImage.get(tile.before().image()), null, table);
        for (int number : numbers)
            other |= put(number, table);
        if (other)
            list();
    }

    /** Counts, sorts and filters anew, in a job. */
    public void refresh() {
        if (labelling == null || items.isEmpty()) {
            session.fire(Event.TILES);
            return;
        }
        int mine = ++generation;
        counting = true;
        touched.clear();
        LabelTable table = labelling.table().copy();
        Labelling names = labelling;
        List<Item> all = items;
        QueuedTile[] before = tiles;
        TileOrder by = order;
        Set<TileFilter> wanted = filters;
        Job job = Job.create(Words.get("job.orderTiles"), monitor -> {
            Found found = find(all, before, names, table, by, wanted);
            session.ui(() -> {
                if (mine != generation)
                    return;
                counting = false;
                put(found);
                if (found.problem() != null)
                    session.status().message(Kind.ERROR, Failures.text(found.problem()));
            });
        });
        job.setSystem(true);
        job.setPriority(Job.INTERACTIVE);
        job.schedule();
    }

    private static Found find(List<Item> all, QueuedTile[] before, Labelling names, LabelTable table, TileOrder by,
            Set<TileFilter> wanted) {
        QueuedTile[] tiles = new QueuedTile[all.size()];
        Map<String, Integer> byImage = new HashMap<>(2 * tiles.length), byName = new HashMap<>(2 * tiles.length);
        boolean[] matching = new boolean[tiles.length];
        for (int i = 0; i < tiles.length; i++) {
            Item item = all.get(i);
            boolean known = i < before.length && before[i].item() == item;
            tiles[i] = tile(i, item, known ? before[i].image() : names.image(item), table);
            byImage.put(tiles[i].image(), i);
            byName.put(item.name(), i);
            matching[i] = matches(tiles[i], wanted);
        }
        List<QueuedTile> sorted = List.of(tiles);
        ToolException problem = null;
        try {
            sorted = by.sort(sorted);
        } catch (ToolException e) {
            problem = e;
        }
        int[] sequence = sorted.stream().mapToInt(QueuedTile::index).toArray();
        return new Found(tiles, byImage, byName, sequence, matching, pace(tiles), problem);
    }

    private static boolean matches(QueuedTile tile, Set<TileFilter> wanted) {
        for (TileFilter filter : wanted)
            if (!filter.test(tile))
                return false;
        return true;
    }

    private static QueuedTile tile(int index, Item item, String image, LabelTable table) {
        LabelTile tile = table.tile(image).orElse(null);
        int labels = 0, proposals = 0;
        long changed = 0;
        if (tile != null)
            for (Label label : table.labels(tile.number()))
                if (label.counts()) {
                    labels++;
                    changed = Math.max(changed, label.millis());
                } else if (label.agreed() && label.state() == LabelState.AUTO) {
                    proposals++;
                }
        return new QueuedTile(index, item, image, tile == null ? TileState.OPEN : tile.state(), labels, proposals,
                changed);
    }

    /** Half of the tiles that were completed last took longer, in s; pauses do not count. NaN if nothing is known. */
    private static double pace(QueuedTile[] tiles) {
        long[] times = Arrays.stream(tiles).filter(t -> t.state() == TileState.COMPLETE)
                .mapToLong(QueuedTile::changed).filter(t -> t > 0).sorted().toArray();
        long[] gaps = new long[times.length];
        int n = 0;
        for (int i = times.length - 1; i > 0 && n < PACE_OF; i--) {
            long gap = times[i] - times[i - 1];
            if (gap > 0 && gap < LONGEST_PAUSE) // those of one gesture were not labelled one by one
                gaps[n++] = gap;
        }
        if (n == 0)
            return Double.NaN;
        Arrays.sort(gaps, 0, n);
        return gaps[n / 2] / 1000.0;
    }

    private void put(Found found) {
        boolean sorted = found.problem() == null || sequence.length != found.tiles().length;
        tiles = found.tiles();
        byImage = found.byImage();
        byName = found.byName();
        matching = found.matching();
        pace = found.pace();
        if (sorted) {
            sequence = found.sequence();
            places = new int[sequence.length];
            for (int i = 0; i < sequence.length; i++)
                places[sequence[i]] = i;
        }
        states = new int[TileState.values().length];
        withProposals = 0;
        for (QueuedTile tile : tiles)
            count(tile, 1);
        if (!touched.isEmpty()) { // by gestures while it was counted
            LabelTable table = labelling.table();
            for (int number : touched)
                put(number, table);
            touched.clear();
        }
        list();
    }

    private boolean put(int number, LabelTable table) {
        return table.tile(number).map(t -> put(byImage.get(t.image()), t, table)).orElse(false);
    }

    /** Takes over how a tile is now. @return whether it is listed now and was not, or the other way round */
    private boolean put(Integer index, LabelTile tile, LabelTable table) {
        if (index == null)
            return false; // not of the set
        QueuedTile before = tiles[index], now = tile(index, before.item(), before.image(), table);
        count(before, -1);
        count(now, 1);
        tiles[index] = now;
        boolean match = matches(now, filters), other = match != matching[index];
        matching[index] = match;
        return other;
    }

    private void count(QueuedTile tile, int times) {
        states[tile.state().ordinal()] += times;
        if (tile.proposals() > 0)
            withProposals += times;
    }

    private void list() {
        int n = 0;
        int[] found = new int[sequence.length];
        for (int index : sequence)
            if (matching[index])
                found[n++] = index;
        listed = Arrays.copyOf(found, n);
        session.fire(Event.TILES);
    }

    // ---- what is asked

    /** Number of tiles that are listed. */
    public int size() {
        return listed.length;
    }

    /** A listed tile. @param place from 0 */
    public QueuedTile get(int place) {
        return tiles[listed[place]];
    }

    /** Number of tiles of the set. */
    public int count() {
        return tiles.length;
    }

    /** Number of tiles of the set in a state. */
    public int count(TileState state) {
        return states[state.ordinal()];
    }

    /** Number of tiles of the set with labels that no person has looked at. */
    public int countWithProposals() {
        return withProposals;
    }

    /** How many seconds a tile took of late, pauses left out; NaN if nothing is known. */
    public double pace() {
        return pace;
    }

    /** An image of the set as it is now; nothing if it is not of the set, or the set is not counted yet. */
    public Optional<QueuedTile> tile(Item item) {
        Integer index = byName.get(item.name());
        return index == null || !tiles[index].item().equals(item) ? Optional.empty() : Optional.of(tiles[index]);
    }

    /** The place of an image among those listed, from 0; -1 if it is not listed. */
    public int place(Item item) {
        QueuedTile tile = tile(item).orElse(null);
        if (tile == null || !matching[tile.index()])
            return -1;
        int low = 0, high = listed.length - 1, wanted = places[tile.index()];
        while (low <= high) {
            int middle = (low + high) >>> 1, place = places[listed[middle]];
            if (place == wanted)
                return middle;
            if (place < wanted)
                low = middle + 1;
            else
                high = middle - 1;
        }
        return -1;
    }

    /**
     * The next open tile of the queue.
     *
     * @param from where one is; a tile that the filters no longer list keeps its place
     * @param by   1, or -1 for the previous one
     * @return nothing if no other listed tile is open; behind the last one the first follows
     */
    public Optional<Item> nextOpen(Item from, int by) {
        int start = tile(from).map(t -> places[t.index()]).orElse(by > 0 ? -1 : sequence.length);
        for (int i = 1; i <= sequence.length; i++) {
            int index = sequence[Math.floorMod(start + i * by, sequence.length)];
            if (matching[index] && tiles[index].open() && !tiles[index].item().equals(from))
                return Optional.of(tiles[index].item());
        }
        return Optional.empty();
    }

    /** The next listed tile of any state; nothing behind the last. @param by 1, or -1 for the previous one */
    public Optional<Item> next(Item from, int by) {
        int start = tile(from).map(t -> places[t.index()]).orElse(by > 0 ? -1 : sequence.length);
        for (int i = start + by; i >= 0 && i < sequence.length; i += by)
            if (matching[sequence[i]])
                return Optional.of(tiles[sequence[i]].item());
        return Optional.empty();
    }
}
