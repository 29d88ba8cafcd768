package org.loupe.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.loupe.api.Device;
import org.loupe.api.ToolException;

/**
 * Where the steps of a run are computed: by their rank until it is measured which device is faster. Shared by the
 * run's workers.
 */
final class Placements {
    /** Images of a run, or tiles of an image, from which on measuring pays. */
    static final int MANY = 8;

    private final LongSupplier clock;
    private final Map<Key, Placement> bySize = new ConcurrentHashMap<>();
    /** Steps that stay on the processor, whatever the size. */
    private final Set<Integer> pinned = ConcurrentHashMap.newKeySet();
    private final List<Placement> all = new CopyOnWriteArrayList<>();
    private final Set<Device> lost = ConcurrentHashMap.newKeySet();
    private final Set<String> told = ConcurrentHashMap.newKeySet();
    private final List<Problem> news;
    /** Held while something is measured, so that nothing else runs then that waits for its outcome. */
    private final ReentrantLock measuring = new ReentrantLock();
    private volatile boolean pays;

    private record Key(int step, String size) {
    }

    /** Measures something. */
    interface Measurement {
        List<Placement> made() throws ToolException;
    }

    /**
     * @param clock tells nanoseconds
     * @param known what was chosen before, the oldest first
     * @param news  what the user is told with the first image
     */
    Placements(LongSupplier clock, List<Placement> known, List<Problem> news) {
        this.clock = clock;
        this.news = new ArrayList<>(news);
        known.forEach(this::add);
    }

    /** Ranks alone decide. */
    static Placements byRank() {
        return new Placements(System::nanoTime, List.of(), List.of());
    }

    private void add(Placement placement) {
        all.add(placement);
        if (!placement.size().isEmpty())
            bySize.put(new Key(placement.step(), placement.size()), placement);
        else if (placement.onProcessor())
            pinned.add(placement.step());
    }

    /** All that was chosen, the oldest first. */
    List<Placement> all() {
        return List.copyOf(all);
    }

    LongSupplier clock() {
        return clock;
    }

    /** So much is to be done that measuring pays, if it is {@link #MANY} or more. */
    void expect(int work) {
        pays |= work >= MANY;
    }

    /** Whether a step that has a device is computed on the processor for all that. */
    boolean onProcessor(PlanStep s, String size) {
        return s.interchangeable() ? Optional.ofNullable(bySize.get(new Key(s.number(), size)))
                .map(Placement::onProcessor).orElse(false) : pinned.contains(s.number());
    }

    /** Whether it is yet to be measured where one of these steps is faster. */
    boolean wants(List<PlanStep> steps, String size) {
        return pays && steps.stream().anyMatch(s -> wants(s, size));
    }

    private boolean wants(PlanStep s, String size) {
        return s.interchangeable() && !bySize.containsKey(new Key(s.number(), size));
    }

    /** Measures unless another worker has meanwhile. What is known stays. */
    void measure(List<PlanStep> steps, String size, Measurement measurement) throws ToolException {
        measuring.lock();
        try {
            if (wants(steps, size))
                for (Placement placement : measurement.made())
                    if (!bySize.containsKey(new Key(placement.step(), placement.size())))
                        add(placement);
        } finally {
            measuring.unlock();
        }
    }

    /** The devices that a step can use, without those that were lost. */
    List<Device> usable(PlanStep s) {
        return s.devices().stream().filter(d -> !lost.contains(d)).toList();
    }

    /** A device cannot be used any more in this run. */
    void lose(Device device) {
        lost.add(device);
    }

    /** Whether nobody has said this yet in the run. */
    boolean first(String text) {
        return told.add(text);
    }

    /** What is to be told with the next image; once. */
    List<Problem> news() {
        synchronized (news) {
            List<Problem> now = List.copyOf(news);
            news.clear();
            return now;
        }
    }
}
