package org.loupe.engine;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.loupe.api.ImageInfo;
import org.loupe.api.ImageInfo.Conditions;
import org.loupe.api.ImageSource;
import org.loupe.api.Pair;
import org.loupe.api.Region;
import org.loupe.api.Shape;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;

/** Works on images, tile by tile, with its own opened steps, files and memory. For one thread. */
final class Worker implements AutoCloseable {
    /**
     * Tiles that are worked on together, and their pixels, references included: with so many a launch costs nothing
     * beside its work, and they take no more memory than the largest image that is worked on whole.
     */
    private static final int MOST_TOGETHER = 32;
    private static final long MOST_PIXELS_TOGETHER = 16 << 20;

    private final Plan plan;
    private final String planHash;
    private final Options options;
    private final Placements placements;
    private final BooleanSupplier cancelled;
    private final Consumer<String> status;
    private final Hash hash = new Hash();
    private final TilePool pool = new TilePool();
    private final OpenFile testFile;
    private final OpenFile referenceFile;
    private final GoldenImages golden = new GoldenImages();
    private Path hashedReference;
    private String hashOfReference;
    private Chain chain;
    private WorkRun run;

    Worker(Plan plan, String planHash, Registry registry, Options options, Placements placements,
            BooleanSupplier cancelled, Consumer<String> status) {
        this.plan = plan;
        this.planHash = planHash;
        this.testFile = new OpenFile(registry);
        this.referenceFile = new OpenFile(registry);
        this.options = options;
        this.placements = placements;
        this.cancelled = cancelled;
        this.status = status;
    }

    /** A tile of an image that was started. */
    record Part(Job job, int tile) {
    }

    /** A tile that is worked on. */
    private static final class Task {
        final Job job;
        final int tile;
        final WorkRun run;
        /** How far it has come; {@code null} if it could not be read. */
        Chain.Way way;

        Task(Part part, WorkRun run) {
            job = part.job;
            tile = part.tile;
            this.run = run;
        }

        Chain.Scope scope() {
            return new Chain.Scope(job.info.get().shape().region(), job.core(tile), job.zones);
        }
    }

    /** The decoded references of the tiles at hand, of which the first stays while the next tile has the same. */
    private final class GoldenImages {
        private final TilePool memory = new TilePool();
        private final List<GoldenImage> held = new ArrayList<>();
        private int first;
        private boolean used;

        private record GoldenImage(ImageSource source, int page, Tile tile) {
        }

        Tile read(ImageSource from, int page, Region region, WorkRun reading) throws ToolException {
            for (GoldenImage g : held)
                if (g.source == from && g.page == page && g.tile.region().equals(region)) {
                    used = true;
                    return g.tile;
                }
            if (!used)
                forget();
            Tile tile = Worker.this.read(from, page, region, reading);
            held.add(new GoldenImage(from, page, tile));
            if (held.size() == 1)
                first = memory.mark();
            used = true;
            return tile;
        }

        /** The tiles at hand are finished. */
        void finish() {
            used = false;
            if (held.size() > 1) {
                held.subList(1, held.size()).clear();
                memory.release(first);
            }
        }

        /** Nobody asks for them again; tiles at hand that are compared with them keep them. */
        void forget() {
            held.clear();
            if (!used)
                memory.recycle();
        }
    }

    private interface Body {
        void run() throws ToolException;
    }

    /**
     * Describes an image: hashes, key, shape, tiles. Whatever is wrong with it becomes its error; afterwards it is
     * failed, skipped, or has its tiles.
     *
     * @param done whether the image of a key is finished already
     * @throws ToolException         if the plan's steps cannot be opened, so that no image can be worked on
     * @throws CancellationException if the run was cancelled
     */
    void start(Job job, Predicate<String> done) throws ToolException {
        WorkRun own = run(pool, job, 0).keeping();
        try {
            guard(job, own, () -> describe(job, done));
        } finally {
            own.finish();
            pool.recycle();
        }
    }

    /** Whether one more tile like these should be worked on with them, since a device is faster with many. */
    boolean wantsMore(List<Part> parts) {
        long pixels = 0;
        for (Part part : parts) {
            Region read = region(part.job, part.tile);
            pixels += (long) read.width() * read.height() * (hasReference(part.job) ? 2 : 1);
        }
        int count = parts.size();
        return count < MOST_TOGETHER && pixels / count * (count + 1) <= MOST_PIXELS_TOGETHER && chain != null
                && chain.reach() > 0;
    }

    /**
     * Works on tiles of images that were started: those of one size go together through the steps that a device is
     * given many tiles of, and then, as any others, one by one. Throws as {@link #start} does.
     *
     * @param done told the image of each tile that is finished, well or not
     */
    void work(List<Part> parts, Consumer<Job> done) throws ToolException {
        List<Task> tasks = new ArrayList<>();
        List<WorkRun> together = new ArrayList<>();
        try {
            Map<String, List<Task>> bySize = new LinkedHashMap<>();
            for (Part part : parts) {
                Task task = new Task(part, run(pool, part.job, part.tile).keeping());
                tasks.add(task);
                if (!task.job.failed())
                    guard(task.job, task.run, () -> task.way = Chain.way(read(task)));
                if (task.way != null)
                    bySize.computeIfAbsent(Placement.size(List.of(task.way.pair())), s -> new ArrayList<>()).add(task);
            }
            for (List<Task> same : bySize.values())
                if (same.size() > 1 && chain != null)
                    together.add(together(same));
            for (Task task : tasks) {
                int mark = pool.mark();
                if (tasks.size() > 1)
                    tell(task);
                if (task.way != null && !task.job.failed())
                    guard(task.job, task.run, () -> inspect(task));
                task.run.finish();
                pool.release(mark);
                done.accept(task.job);
            }
        } finally {
            tasks.forEach(task -> task.run.finish());
            together.forEach(WorkRun::finish);
            pool.recycle();
            golden.finish();
        }
    }

    /** Takes tiles as far as they go together; none of them anywhere if that fails. @return what holds their pixels */
    private WorkRun together(List<Task> tasks) {
        List<WorkRun> runs = tasks.stream().map(task -> task.run).toList();
        WorkRun together = WorkRun.together(runs);
        int mark = pool.mark();
        long begin = System.nanoTime();
        try {
            List<Chain.Way> ways = chain.together(tasks.stream().map(task -> task.way.pair()).toList(),
                    tasks.get(0).scope(), runs, together);
            for (int i = 0; i < ways.size(); i++)
                tasks.get(i).way = ways.get(i);
        } catch (Throwable e) { // each by itself will tell which image it is, and what is wrong with it
            if (e instanceof CancellationException c && cancelled.getAsBoolean())
                throw c;
            together.finish();
            runs.forEach(WorkRun::finish);
            pool.release(mark);
            if (!(e instanceof ToolException))
                close();
        } finally {
            long each = (System.nanoTime() - begin) / tasks.size();
            tasks.forEach(task -> task.job.spent(each));
        }
        return together;
    }

    /** Runs a piece of work; what it throws becomes the image's error, and steps that broke down are opened afresh. */
    private void guard(Job job, WorkRun own, Body body) throws ToolException {
        if (chain == null)
            chain = new Chain(plan, placements);
        long begin = System.nanoTime();
        run = own;
        try {
            run.checkCancelled();
            body.run();
        } catch (ToolException e) {
            job.fail(Problem.of(where(), e));
        } catch (CancellationException e) {
            if (cancelled.getAsBoolean())
                throw e;
            breakdown(job, e);
        } catch (Throwable e) { // a vendor's tool may throw anything; the other images go on
            breakdown(job, e);
        } finally {
            job.spent(System.nanoTime() - begin);
        }
    }

    private String where() {
        return run.step() == null ? "" : run.step().where();
    }

    private void breakdown(Job job, Throwable e) {
        boolean memory = e instanceof OutOfMemoryError;
        PlanStep step = run.step();
        String who = step == null ? "Reading" : step.label();
        String maker = step == null ? "the image format" : step.entry().bundle() + " " + step.entry().version();
        job.fail(Problem.error(where(), memory ? "There was not enough memory for " + job.item.name() + ": "
                + e.getMessage() + "." : who + " broke down on " + job.item.name() + ": " + e + ".", memory
                        ? "Use fewer threads or smaller tiles, or give Java more memory (-Xmx,"
                                + " -XX:MaxDirectMemorySize)."
                        : "Tell the maker of " + maker + "."));
        try {
            close();
        } finally {
            if (memory) {
                pool.clear();
                golden.memory.clear();
            }
        }
    }

    /** A tile of a job is fixed by its place alone, so that random numbers do not depend on who works on it when. */
    private WorkRun run(TilePool memory, Job job, int tile) {
        long seed = WorkRun.mix(options.seed(), job.item.page());
        if (!job.sha256.isEmpty())
            seed = WorkRun.mix(seed, Long.parseUnsignedLong(job.sha256, 0, 16, 16));
        if (job.tiles() > 0)
            seed = WorkRun.mix(seed, ((long) job.core(tile).y() << 32) + job.core(tile).x());
        return new WorkRun(memory, cancelled, job::warn, text -> status.accept(job.item.name() + ": " + text), seed);
    }

    private void describe(Job job, Predicate<String> done) throws ToolException {
        Item item = job.item;
        status.accept(item.name());
        if (job.test == null) {
            job.sha256 = hash.of(item.test(), run::checkCancelled);
            if (item.reference().isPresent())
                job.referenceSha256 = hashReference(item.reference().get());
            job.key = Hash.of(String.join("\n", planHash, job.sha256, job.referenceSha256, item.name(),
                    Integer.toString(item.page()), Double.toString(item.umPerPx()), Long.toString(options.seed()),
                    Integer.toString(options.tileSize()), Long.toString(options.wholeImagePixels()))
                    + (options.zones().isEmpty() ? "" : "\n" + options.zones()));
            job.skipped = done.test(job.key);
            if (job.skipped)
                return;
        }
        ImageSource source = test(job);
        if (item.page() >= source.pages())
            throw new ToolException(item.test() + " has " + source.pages() + " pages, so there is no page "
                    + (item.page() + 1) + ".", "Make the list of images afresh.");
        ImageInfo info = source.info(item.page());
        Shape shape = scaled(info.shape(), item);
        job.info = Optional.of(new ImageInfo(shape, info.storage(), merge(item.conditions(), info.conditions()),
                info.metadata()));
        job.zones = options.zones().toPixels(shape.umPerPx());
        Optional<ImageInfo> golden = Optional.empty();
        if (hasReference(job))
            golden = Optional.of(reference(job).info(referencePage(job)));
        for (Problem p : plan.check(shape, golden.map(g -> scaled(g.shape(), item)),
                job.info.get().conditions().mode()))
            if (p.isError()) {
                job.fail(p);
                return;
            } else
                job.warn(p);
        placements.news().forEach(job::warn);
        split(job, info, golden);
        placements.expect(job.tiles());
    }

    private String hashReference(Path file) throws ToolException {
        if (!file.equals(hashedReference)) {
            hashOfReference = hash.of(file, run::checkCancelled);
            hashedReference = file;
        }
        return hashOfReference;
    }

    private static Shape scaled(Shape shape, Item item) {
        return Double.isNaN(item.umPerPx()) ? shape : shape.scale(item.umPerPx());
    }

    static Conditions merge(Conditions item, Conditions file) {
        return new Conditions(item.layer().isEmpty() ? file.layer() : item.layer(),
                item.mode().isEmpty() ? file.mode() : item.mode(),
                Double.isNaN(item.magnification()) ? file.magnification() : item.magnification(),
                Double.isNaN(item.exposureMs()) ? file.exposureMs() : item.exposureMs());
    }

    /** Decides which parts of the image are worked on one by one. */
    private void split(Job job, ImageInfo info, Optional<ImageInfo> golden) throws ToolException {
        Region image = info.shape().region();
        if (info.shape().pixels() <= options.wholeImagePixels() && info.shape().bytes() <= Integer.MAX_VALUE) {
            job.cores(List.of(image));
            return;
        }
        if (plan.resizes(info.shape()))
            throw new ToolException("The image of " + info.shape() + " is too large to be worked on whole, and the"
                    + " recipe changes its size, which cannot be done tile by tile.",
                    "Allow larger images (" + options.wholeImagePixels() + " pixels are allowed), or disable the step"
                            + " that crops.");
        if (job.test == null && onePiece(info))
            job.test = load(testFile.open(job.item.test()), job.item.page(), info);
        if (job.reference == null && golden.isPresent() && onePiece(golden.get()))
            job.reference = load(reference(job), referencePage(job), golden.get());
        List<Region> cores = tiles(image, info.storage(), options.tileSize());
        if (plan.global())
            job.warn(Problem.warning("", "The image of " + info.shape() + " was worked on in " + cores.size()
                    + " tiles; " + String.join(", ", plan.globalSteps()) + " saw each tile by itself, not the whole.",
                    "If memory allows, raise the limit of " + options.wholeImagePixels()
                            + " pixels for images that are worked on whole."));
        job.cores(cores);
    }

    /** Whether a file cannot be read by region without decoding all of it. */
    private static boolean onePiece(ImageInfo info) {
        return info.storage().width() >= info.shape().width() && info.storage().height() >= info.shape().height();
    }

    private ImageSource load(ImageSource source, int page, ImageInfo info) throws ToolException {
        if (info.shape().bytes() > Integer.MAX_VALUE)
            throw new ToolException("The image of " + info.shape() + " is stored in one piece of "
                    + (info.shape().bytes() >> 20) + " MiB; up to 2047 MiB can be read.", "Save it as a tiled TIFF.");
        WorkRun reading = new WorkRun(new TilePool(), cancelled, w -> { }, status, 0);
        return new MemorySource(source.read(page, info.shape().region(), 1, reading));
    }

    /** Cores of about {@code size × size} px; wide and low where the file is stored in strips. */
    static List<Region> tiles(Region image, Region storage, int size) {
        boolean strips = storage.width() >= image.width() && storage.height() < image.height();
        int width = strips ? size * 4 : size, height = strips ? Math.max(1, size / 4) : size;
        List<Region> cores = new ArrayList<>();
        for (int y = 0; y < image.height(); y += height)
            for (int x = 0; x < image.width(); x += width)
                cores.add(new Region(x, y, width, height).intersect(image));
        return cores;
    }

    private ImageSource test(Job job) throws ToolException {
        return job.test != null ? job.test : testFile.open(job.item.test());
    }

    private static boolean hasReference(Job job) {
        return job.reference != null || job.item.reference().isPresent();
    }

    private ImageSource reference(Job job) throws ToolException {
        return job.reference != null ? job.reference : referenceFile.open(job.item.reference().get());
    }

    /** The test image's page; a reference of one page serves all. */
    private int referencePage(Job job) throws ToolException {
        return Math.min(job.item.page(), reference(job).pages() - 1);
    }

    /** What is read for a tile. */
    private Region region(Job job, int tile) {
        return job.core(tile).grow(plan.halo()).intersect(job.info.get().shape().region());
    }

    private void tell(Task task) {
        Job job = task.job;
        status.accept(job.item.name() + (job.tiles() > 1 ? " (tile " + (task.tile + 1) + " of " + job.tiles() + ")"
                : ""));
    }

    private Pair read(Task task) throws ToolException {
        Job job = task.job;
        if (job.tiles() > 1)
            tell(task);
        Region image = job.info.get().shape().region(), region = region(job, task.tile);
        Tile tile = scale(read(test(job), job.item.page(), region, run), job.item);
        Optional<Tile> with = Optional.empty();
        if (hasReference(job)) {
            ImageSource from = reference(job);
            int page = referencePage(job);
            Region whole = from.info(page).shape().region();
            Region part = job.tiles() == 1 ? whole : region.intersect(whole);
            if (part.isEmpty())
                throw new ToolException("The reference of " + whole.width() + " × " + whole.height()
                        + " px does not cover the image of " + image.width() + " × " + image.height() + " px.",
                        "Take a reference of the image's size.");
            Tile reference = scale(golden.read(from, page, part, run(golden.memory, job, task.tile)), job.item);
            if (!job.referenceSha256.isEmpty())
                run.lasting(reference, job.referenceSha256 + " " + page + " " + part);
            with = Optional.of(reference);
        }
        return new Pair(tile, with, Optional.empty());
    }

    private void inspect(Task task) throws ToolException {
        task.job.found(task.tile, chain.run(task.way, task.scope(), run).found());
    }

    private static Tile scale(Tile tile, Item item) {
        return Double.isNaN(item.umPerPx()) ? tile : tile.scale(item.umPerPx());
    }

    private Tile read(ImageSource source, int page, Region region, WorkRun reading) throws ToolException {
        try {
            Tile tile = source.read(page, region, 1, reading);
            if (tile.width() != region.width() || tile.height() != region.height())
                throw new ToolException("The image format gave " + tile.shape() + " instead of " + region.width()
                        + " × " + region.height() + " px.", "Tell the maker of the image format.");
            return tile.x() == region.x() && tile.y() == region.y() ? tile : tile.at(region.x(), region.y());
        } finally {
            reading.end();
        }
    }

    /** How often memory for pixels was needed anew. */
    long allocations() {
        return pool.allocations() + golden.memory.allocations();
    }

    /** Closes steps and files; they are opened again when the next image is started. */
    @Override
    public void close() {
        golden.forget();
        testFile.close();
        referenceFile.close();
        if (chain != null)
            chain.close();
        chain = null;
    }
}
