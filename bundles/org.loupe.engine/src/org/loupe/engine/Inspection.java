package org.loupe.engine;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.loupe.api.ImageInfo;
import org.loupe.api.Pair;
import org.loupe.api.ToolException;

/**
 * Runs a recipe on images: large ones tile by tile, many at once on several threads, with the same numbers on any
 * number of threads and the results in the order of the images. A broken image is one result with an error; the others
 * go on. Safe for use by any thread.
 */
public final class Inspection {
    /** How long a cancelled run waits for tools that do not ask whether they are cancelled. */
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(5);
    private static final long TICK_MILLIS = 50;

    private final Plan plan;
    private final String planHash;
    private final Registry registry;
    private final Options options;
    private final Placements placements;

    /**
     * What a run did.
     *
     * @param images     finished in this run, failed ones included
     * @param skipped    finished by an earlier run
     * @param errors     images that failed
     * @param detections found in this run
     * @param seconds    wall time
     * @param cancelled  whether it ended before the last image
     */
    public record Summary(int images, int skipped, int errors, long detections, double seconds, boolean cancelled) {
    }

    /** @throws ToolException with every error of the plan, if it has one */
    public Inspection(Recipe recipe, Registry registry, Options options) throws ToolException {
        this(recipe, registry, options, System::nanoTime);
    }

    /**
     * The same with another clock for measuring where steps are computed faster.
     *
     * @param clock nanoseconds; read by any thread
     */
    public Inspection(Recipe recipe, Registry registry, Options options, LongSupplier clock) throws ToolException {
        this(sound(recipe, registry, options), registry, options, new Placements(clock, List.of(), List.of()));
    }

    /**
     * Makes an earlier run again: steps are computed where they were, as far as this machine can and another place
     * would give other bits.
     *
     * @throws ToolException as the constructor
     */
    public static Inspection again(Recipe recipe, Registry registry, Options options, RunProvenance before)
            throws ToolException {
        Plan plan = sound(recipe, registry, options);
        return of(plan, registry, options, Resumption.again(before, plan));
    }

    /**
     * Goes on with an earlier run. Steps that were computed on a device that this machine has not are computed on the
     * processor, if that gives the same bits or the policy is {@code CPU}; the first image's result says so.
     *
     * @param before of the same recipe: its {@linkplain RunProvenance#planHash hash} is the plan's
     * @param done   images that it holds
     * @throws ToolException as the constructor, or if the results would not belong to the old ones
     */
    public static Inspection goOn(Recipe recipe, Registry registry, Options options, RunProvenance before, long done)
            throws ToolException {
        Plan plan = sound(recipe, registry, options);
        if (!plan.hash().equals(before.planHash()))
            throw new ToolException("The tools, or the models that they run, have changed since the run was started, so"
                    + " new results would not belong to the old ones.", "Start a new run.");
        return of(plan, registry, options, Resumption.on(before, plan, registry, options.policy(), done));
    }

    private static Inspection of(Plan plan, Registry registry, Options options, Resumption resumption) {
        return new Inspection(plan, registry, options, new Placements(System::nanoTime, resumption.known(),
                resumption.news()));
    }

    private Inspection(Plan plan, Registry registry, Options options, Placements placements) {
        this.plan = plan;
        this.planHash = plan.hash();
        this.registry = registry;
        this.options = options;
        this.placements = placements;
    }

    private static Plan sound(Recipe recipe, Registry registry, Options options) throws ToolException {
        Plan plan = Plan.of(recipe, registry, options.policy());
        plan.requireSound();
        return plan;
    }

    /** The checked recipe. */
    public Plan plan() {
        return plan;
    }

    /** How it is run. */
    public Options options() {
        return options;
    }

    /**
     * Where steps were computed, as far as that was chosen, the oldest choice first; those of the run that this one
     * goes on with come before. It grows while images are inspected: what was chosen for an image is there before the
     * image is handed on.
     */
    public List<Placement> placements() {
        return placements.all();
    }

    /**
     * Inspects images and hands the results on in their order, from the calling thread. Memory stays bounded for any
     * number of images and any size of image: a slow {@code results} slows the workers down.
     *
     * @param items    images; names are unique
     * @param results  takes what was found; it also says what an earlier run finished, which is skipped
     * @param progress watches and cancels; after cancellation the call returns within about 200 ms if the tools ask for
     *                 cancellation as they should, else in 5 s
     * @throws ToolException if a tool cannot be opened or {@code results} takes no more; what it took before stays
     */
    public Summary run(List<Item> items, Results results, Progress progress) throws ToolException {
        return new Execution(List.copyOf(items), results, progress).run();
    }

    /**
     * Inspects one image in memory on the calling thread.
     *
     * @param name     what the result calls it
     * @param pair     its valid mask is not used; detections are in px of its test image
     * @throws ToolException         if a tool cannot be opened; what goes wrong with the image is in the result
     * @throws CancellationException if {@code progress} says so
     */
    public ImageResult inspect(String name, Pair pair, Progress progress) throws ToolException {
        Job job = new Job(0, new Item(name, Path.of(""), 0, Optional.empty(), Double.NaN,
                ImageInfo.Conditions.UNKNOWN));
        job.test = new MemorySource(pair.test());
        job.reference = pair.reference().map(MemorySource::new).orElse(null);
        try (Worker worker = new Worker(plan, planHash, registry, options, placements, progress::cancelled,
                text -> { })) {
            worker.start(job, key -> false);
            List<Worker.Part> parts = new ArrayList<>();
            for (int tile; (tile = job.take()) >= 0;) {
                parts.add(new Worker.Part(job, tile));
                if (job.left() == 0 || !worker.wantsMore(parts)) {
                    worker.work(parts, finished -> { });
                    parts.clear();
                }
            }
        }
        job.complete(plan);
        return job.result();
    }

    /** One run: the workers fetch work from it, and the calling thread takes the results out in order. */
    private final class Execution {
        private final List<Item> items;
        private final Results results;
        private final Progress progress;
        /** Images that are started or wait for their turn to be delivered; place = index modulo length. */
        private final Job[] window = new Job[8 * options.threads() + 32];
        private final Deque<Job> open = new ArrayDeque<>();
        private final List<Thread> workers = new ArrayList<>();
        private int started;
        private int finished;
        private int delivered;
        private Throwable failure;
        private volatile boolean stop;
        private volatile String current = "";
        private int images;
        private int skipped;
        private int errors;
        private long detections;

        Execution(List<Item> items, Results results, Progress progress) {
            this.items = items;
            this.results = results;
            this.progress = progress;
        }

        Summary run() throws ToolException {
            long begin = System.nanoTime();
            placements.expect(items.size());
            for (int i = 1; i <= options.threads(); i++) {
                Thread worker = new Thread(this::work, "loupe-worker-" + i);
                worker.setDaemon(true);
                workers.add(worker);
                worker.start();
            }
            boolean interrupted = false;
            try {
                deliver();
            } catch (InterruptedException e) {
                interrupted = true;
            } finally {
                stop = true;
                interrupted |= join();
                if (interrupted)
                    Thread.currentThread().interrupt();
            }
            rethrow();
            return new Summary(images, skipped, errors, detections, (System.nanoTime() - begin) / 1e9,
                    delivered < items.size());
        }

        private boolean cancelled() {
            return stop || progress.cancelled();
        }

        /** Hands results on in order, until the last or until there is no next one. */
        private void deliver() throws ToolException, InterruptedException {
            for (Job job; delivered < items.size() && (job = await()) != null;) {
                if (job.skipped)
                    skipped++;
                else {
                    ImageResult result = job.result();
                    results.add(result);
                    images++;
                    detections += result.detections().size();
                    errors += result.error().isPresent() ? 1 : 0;
                }
                synchronized (this) {
                    window[delivered++ % window.length] = null;
                    notifyAll();
                }
                report();
            }
        }

        /** The next image in order, finished; null if it will not be finished. */
        private Job await() throws InterruptedException {
            for (;;) {
                synchronized (this) {
                    int place = delivered % window.length;
                    if (window[place] == null && failure == null && !cancelled())
                        wait(TICK_MILLIS);
                    if (window[place] != null || failure != null || cancelled())
                        return window[place];
                }
                report();
            }
        }

        private void report() {
            progress.update(delivered, items.size(), (int) Math.min(Integer.MAX_VALUE, detections), errors, current);
        }

        /** Waits until the workers have ended. @return whether this thread was interrupted meanwhile */
        private boolean join() {
            long end = System.nanoTime() + PATIENCE;
            for (Thread worker : workers)
                try {
                    synchronized (this) {
                        notifyAll();
                    }
                    worker.join(Math.max(1, (end - System.nanoTime()) / 1_000_000));
                } catch (InterruptedException e) {
                    return true;
                }
            return false;
        }

        private synchronized void rethrow() throws ToolException {
            if (failure instanceof ToolException e)
                throw e;
            if (failure instanceof Error e)
                throw e;
            if (failure instanceof RuntimeException e)
                throw e;
        }

        /** What every worker does until nothing is left. */
        private void work() {
            try (Worker worker = new Worker(plan, planHash, registry, options, placements, this::cancelled,
                    t -> current = t)) {
                for (List<Worker.Part> parts; !(parts = take(worker)).isEmpty();)
                    worker.work(parts, job -> {
                        if (job.tileFinished())
                            finish(job);
                    });
            } catch (CancellationException | InterruptedException e) {
                stop = true;
            } catch (Throwable e) {
                fail(e);
            }
        }

        /**
         * What a worker does next: one tile, or several that it works on together, but no more than its share of what
         * there is to do; empty at the end.
         */
        private List<Worker.Part> take(Worker worker) throws ToolException, InterruptedException {
            List<Worker.Part> parts = new ArrayList<>();
            int share = 1;
            for (Worker.Part next; (next = next(parts.isEmpty())) != null;) {
                Job job = next.job();
                int tile = next.tile();
                if (tile < 0) {
                    worker.start(job, results::has);
                    tile = job.take();
                    if (job.tiles() > 1)
                        share(job);
                }
                if (tile < 0) {
                    finish(job);
                    continue;
                }
                parts.add(new Worker.Part(job, tile));
                if (parts.size() == 1)
                    share = (1 + ready()) / options.threads();
                if (parts.size() >= share || !worker.wantsMore(parts))
                    break;
            }
            return parts;
        }

        /**
         * A tile of an image that is open, before a new image, whose tile is -1; null at the end.
         *
         * @param waits while results are not taken; else null then
         */
        private synchronized Worker.Part next(boolean waits) throws InterruptedException {
            while (!cancelled() && finished < items.size()) {
                while (!open.isEmpty()) {
                    int tile = open.peek().take();
                    if (tile >= 0)
                        return new Worker.Part(open.peek(), tile);
                    open.remove();
                }
                if (startable() > 0)
                    return new Worker.Part(new Job(started, items.get(started++)), -1);
                if (!waits)
                    return null;
                wait(TICK_MILLIS);
            }
            return null;
        }

        private int startable() {
            return Math.min(items.size(), delivered + window.length) - started;
        }

        /** How many tiles nobody works on yet; of an image that nobody has looked at, one. */
        private synchronized int ready() {
            return startable() + open.stream().mapToInt(Job::left).sum();
        }

        private synchronized void share(Job job) {
            open.add(job);
            notifyAll();
        }

        private void finish(Job job) {
            job.complete(plan);
            synchronized (this) {
                window[job.index % window.length] = job;
                finished++;
                notifyAll();
            }
        }

        private synchronized void fail(Throwable e) {
            if (failure == null)
                failure = e;
            stop = true;
            notifyAll();
        }
    }
}
