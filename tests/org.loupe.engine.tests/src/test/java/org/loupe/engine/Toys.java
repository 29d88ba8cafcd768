package org.loupe.engine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.loupe.api.Classifier;
import org.loupe.api.Detections;
import org.loupe.api.Detector;
import org.loupe.api.Device;
import org.loupe.api.FeatureExtractor;
import org.loupe.api.Features;
import org.loupe.api.ImageFormat;
import org.loupe.api.ImageInfo;
import org.loupe.api.ImageSource;
import org.loupe.api.Labels;
import org.loupe.api.Mask;
import org.loupe.api.Operator;
import org.loupe.api.Pair;
import org.loupe.api.PairOperator;
import org.loupe.api.Param;
import org.loupe.api.Patch;
import org.loupe.api.Predictions;
import org.loupe.api.Region;
import org.loupe.api.Run;
import org.loupe.api.Segmenter;
import org.loupe.api.Shape;
import org.loupe.api.Step;
import org.loupe.api.Tile;
import org.loupe.api.Tool;
import org.loupe.api.ToolException;
import org.loupe.api.ToolProvider;

/** Small tools and an image format, enough to try everything that the engine does. */
public final class Toys implements ToolProvider {
    /** Steps that are open now. */
    static final AtomicInteger OPEN = new AtomicInteger();
    /** Files that are open now. */
    static final AtomicInteger FILES = new AtomicInteger();

    /** A registry with these tools. */
    static Registry registry() {
        Registry registry = new Registry();
        registry.add(new Toys(), "org.loupe.toys", "1.0.0");
        if (!registry.skipped().isEmpty())
            throw new AssertionError(registry.skipped());
        return registry;
    }

    @Override
    public List<Tool<?, ?, ?>> tools() {
        return List.of(new Blur(), new Crop(), new Noise(), new Bomb(), new Slow(), new Level(), new Align(),
                new Bright(), new Change(), new Islands(), new Size(), new Limit());
    }

    @Override
    public List<ImageFormat> formats() {
        return List.of(new Raw());
    }

    interface Body<I, O> {
        O apply(I input, Run run) throws ToolException;
    }

    static <I, O> Step<I, O> step(Body<I, O> body) {
        OPEN.incrementAndGet();
        return new Step<>() {
            @Override
            public O apply(I input, Run run) throws ToolException {
                return body.apply(input, run);
            }

            @Override
            public void close() {
                OPEN.decrementAndGet();
            }
        };
    }

    record None() {
    }

    /** Mean of 3 × 3 pixels; at the image's edge of those that are there. */
    static final class Blur implements Operator<None> {
        @Override
        public Info info() {
            return Info.of("toy.blur", "Blur", "Mean of 3 × 3 pixels.");
        }

        @Override
        public None defaults() {
            return new None();
        }

        @Override
        public int halo(None params) {
            return 1;
        }

        @Override
        public Shape output(None params, Shape in) {
            return in;
        }

        @Override
        public void check(None params, Shape in) throws ToolException {
            grey(this, in);
        }

        @Override
        public Step<Tile, Tile> open(None params, Device device) {
            return step((in, run) -> {
                Tile out = run.tile(in.shape());
                for (int y = 0; y < in.height(); y++)
                    for (int x = 0; x < in.width(); x++) {
                        int sum = 0, n = 0;
                        for (int v = Math.max(0, y - 1); v <= Math.min(in.height() - 1, y + 1); v++)
                            for (int u = Math.max(0, x - 1); u <= Math.min(in.width() - 1, x + 1); u++, n++)
                                sum += (int) in.get(u, v, 0);
                        out.set(x, y, 0, sum / n);
                    }
                return out;
            });
        }
    }

    static void grey(Tool<?, ?, ?> tool, Shape in) throws ToolException {
        if (in.channels() != 1 || in.type() != Shape.Type.U8)
            throw new ToolException(tool.info().label() + " needs 8-bit grey, got " + in + ".",
                    "Put \"Convert to grey\" before this step.");
    }

    record CropParams(@Param(label = "Rows at the bottom", unit = "px", min = 0, max = 1000, help = "h") int bottom) {
    }

    /** Cuts rows off at the bottom. */
    static final class Crop implements Operator<CropParams> {
        @Override
        public Info info() {
            return Info.of("toy.crop", "Crop", "Cuts rows off.");
        }

        @Override
        public CropParams defaults() {
            return new CropParams(2);
        }

        @Override
        public int halo(CropParams params) {
            return 0;
        }

        @Override
        public Shape output(CropParams params, Shape in) {
            return in.size(in.width(), in.height() - params.bottom);
        }

        @Override
        public Step<Tile, Tile> open(CropParams params, Device device) {
            return step((in, run) -> Pixels.cut(in, new Region(in.x(), in.y(), in.width(), in.height() - params.bottom),
                    run.tile(output(params, in.shape()))));
        }
    }

    /** Sets one pixel in each 100 to 255, at random. */
    static final class Noise implements Operator<None> {
        @Override
        public Info info() {
            return Info.of("toy.noise", "Noise", "Bright pixels at random.");
        }

        @Override
        public None defaults() {
            return new None();
        }

        @Override
        public int halo(None params) {
            return 0;
        }

        @Override
        public Shape output(None params, Shape in) {
            return in;
        }

        @Override
        public Step<Tile, Tile> open(None params, Device device) {
            return step((in, run) -> {
                Tile out = Pixels.cut(in, in.region(), run.tile(in.shape()));
                for (int i = 0; i < in.shape().pixels() / 100; i++)
                    out.set(run.random().nextInt(in.width()), run.random().nextInt(in.height()), 0, 255);
                return out;
            });
        }
    }

    enum Fault {
        RUNTIME, STACK, MEMORY, LINK, TOOL, CANCEL, NOTHING
    }

    record BombParams(@Param(label = "Fault", help = "h") Fault fault,
            @Param(label = "Pixel", min = 0, max = 255, help = "h") int pixel) {
    }

    /** Breaks down on images whose first pixel has a given value. */
    static final class Bomb implements Operator<BombParams> {
        @Override
        public Info info() {
            return Info.of("toy.bomb", "Bomb", "Breaks down.");
        }

        @Override
        public BombParams defaults() {
            return new BombParams(Fault.RUNTIME, 13);
        }

        @Override
        public int halo(BombParams params) {
            return 0;
        }

        @Override
        public Shape output(BombParams params, Shape in) {
            return in;
        }

        @Override
        public Step<Tile, Tile> open(BombParams params, Device device) {
            return step((in, run) -> {
                if (in.get(0, 0, 0) != params.pixel)
                    return in;
                switch (params.fault) {
                    case RUNTIME -> throw new IllegalStateException("boom");
                    case STACK -> deeper(0);
                    case MEMORY -> throw new OutOfMemoryError("Java heap space");
                    case LINK -> throw new NoClassDefFoundError("org/absent/Native");
                    case TOOL -> throw new ToolException("The image is odd.", "Take another one.");
                    case CANCEL -> throw new java.util.concurrent.CancellationException();
                    case NOTHING -> {
                    }
                }
                return null;
            });
        }

        private static int deeper(int n) {
            return deeper(n + 1) + 1;
        }
    }

    record SlowParams(@Param(label = "Time", unit = "ms", min = 0, max = 100000, help = "h") int millis) {
    }

    /** Takes its time and asks for cancellation. */
    static final class Slow implements Operator<SlowParams> {
        @Override
        public Info info() {
            return Info.of("toy.slow", "Slow", "Takes its time.");
        }

        @Override
        public SlowParams defaults() {
            return new SlowParams(10);
        }

        @Override
        public int halo(SlowParams params) {
            return 0;
        }

        @Override
        public Shape output(SlowParams params, Shape in) {
            return in;
        }

        @Override
        public Step<Tile, Tile> open(SlowParams params, Device device) {
            return step((in, run) -> {
                long end = System.nanoTime() + params.millis * 1_000_000L;
                while (System.nanoTime() < end) {
                    run.checkCancelled();
                    try {
                        Thread.sleep(1);
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                }
                return in;
            });
        }
    }

    /** Subtracts the darkest pixel: looks at the image as a whole. */
    static final class Level implements Operator<None> {
        @Override
        public Info info() {
            return Info.of("toy.level", "Level", "Subtracts the darkest pixel.").within(1);
        }

        @Override
        public None defaults() {
            return new None();
        }

        @Override
        public int halo(None params) {
            return 0;
        }

        @Override
        public boolean global(None params) {
            return true;
        }

        @Override
        public Shape output(None params, Shape in) {
            return in;
        }

        @Override
        public Step<Tile, Tile> open(None params, Device device) {
            return step((in, run) -> in);
        }
    }

    /** Cuts or repeats the reference to the test image's size; pixels beyond it are not valid. */
    static final class Align implements PairOperator<None> {
        @Override
        public Info info() {
            return Info.of("toy.align", "Align", "Fits the reference's size.");
        }

        @Override
        public None defaults() {
            return new None();
        }

        @Override
        public int halo(None params) {
            return 0;
        }

        @Override
        public Step<Pair, Pair> open(None params, Device device) {
            return step((in, run) -> {
                Tile reference = in.reference().get();
                Tile fitted = run.tile(in.test().shape()), valid = run.tile(Shape.grey(in.test().width(),
                        in.test().height()));
                for (int y = 0; y < fitted.height(); y++)
                    for (int x = 0; x < fitted.width(); x++) {
                        boolean there = x < reference.width() && y < reference.height();
                        fitted.set(x, y, 0, there ? reference.get(x, y, 0) : 0);
                        valid.set(x, y, 0, there ? 255 : 0);
                    }
                return new Pair(in.test(), java.util.Optional.of(fitted), java.util.Optional.of(valid));
            });
        }
    }

    record BrightParams(
            @Param(label = "Threshold", min = 0, max = 255, help = "h", formerly = "limit") int threshold,
            @Param(label = "Largest object", unit = "px", min = 1, max = 1000, help = "h") int largest) {
    }

    /** Bright objects (neighbours on four sides), with masks; the class says whether they have one pixel or more. */
    static final class Bright implements Detector<BrightParams> {
        @Override
        public Info info() {
            return Info.of("toy.bright", "Bright objects", "Finds bright objects.");
        }

        @Override
        public BrightParams defaults() {
            return new BrightParams(200, 20);
        }

        @Override
        public int halo(BrightParams params) {
            return params.largest;
        }

        @Override
        public List<String> classes(BrightParams params) {
            return List.of("dot", "blob");
        }

        @Override
        public void check(BrightParams params, Shape in) throws ToolException {
            grey(this, in);
        }

        @Override
        public Step<Pair, Detections> open(BrightParams params, Device device) {
            return step((in, run) -> {
                Tile on = run.tile(Shape.grey(in.test().width(), in.test().height()));
                for (int y = 0; y < on.height(); y++)
                    for (int x = 0; x < on.width(); x++)
                        on.set(x, y, 0, in.test().get(x, y, 0) > params.threshold ? 255 : 0);
                Detections objects = label(on, run).detections("x");
                Detections.Builder out = new Detections.Builder(List.of("dot", "blob"));
                for (int i = objects.size() - 1; i >= 0; i--)
                    out.add(objects.x()[i], objects.y()[i], objects.width()[i], objects.height()[i], 0.5,
                            Mask.area(objects.masks()[i]) > 1 ? 1 : 0, objects.masks()[i]);
                return out.build();
            });
        }
    }

    /** Pixels of one object, neighbours on four sides, get one number. */
    static Labels label(Tile on, Run run) {
        int w = on.width(), h = on.height(), count = 0;
        Tile labels = run.tile(new Shape(w, h, 1, Shape.Type.S32, Double.NaN));
        ByteBuffer data = labels.data(), pixels = on.data();
        for (int i = 0; i < w * h; i++)
            data.putInt(i * 4, 0);
        Deque<Integer> todo = new ArrayDeque<>();
        for (int i = 0; i < w * h; i++) {
            if (pixels.get(i) == 0 || data.getInt(i * 4) != 0)
                continue;
            data.putInt(i * 4, ++count);
            todo.push(i);
            while (!todo.isEmpty()) {
                int p = todo.pop(), x = p % w, y = p / w;
                for (int q : new int[] { x > 0 ? p - 1 : p, x < w - 1 ? p + 1 : p, y > 0 ? p - w : p,
                        y < h - 1 ? p + w : p })
                    if (pixels.get(q) != 0 && data.getInt(q * 4) == 0) {
                        data.putInt(q * 4, count);
                        todo.push(q);
                    }
            }
        }
        return new Labels(labels, count);
    }

    /** One detection around everything that differs from the reference. */
    static final class Change implements Detector<None> {
        @Override
        public Info info() {
            return Info.of("toy.change", "Change", "Compares with a reference.");
        }

        @Override
        public None defaults() {
            return new None();
        }

        @Override
        public int halo(None params) {
            return 0;
        }

        @Override
        public boolean needsReference() {
            return true;
        }

        @Override
        public Step<Pair, Detections> open(None params, Device device) {
            return step((in, run) -> {
                Region box = new Region(0, 0, 0, 0);
                for (int y = 0; y < in.test().height(); y++)
                    for (int x = 0; x < in.test().width(); x++)
                        if (in.test().get(x, y, 0) != in.reference().get().get(x, y, 0)
                                && (in.valid().isEmpty() || in.valid().get().get(x, y, 0) > 0))
                            box = box.union(new Region(x, y, 1, 1));
                if (box.isEmpty())
                    return Detections.NONE;
                return new Detections.Builder(List.of("defect")).add(box.x(), box.y(), box.width(), box.height(), 1, 0,
                        null).build();
            });
        }
    }

    /** Bright objects as labels. */
    static final class Islands implements Segmenter<None> {
        @Override
        public Info info() {
            return Info.of("toy.islands", "Islands", "Labels bright objects.");
        }

        @Override
        public None defaults() {
            return new None();
        }

        @Override
        public int halo(None params) {
            return 20;
        }

        @Override
        public Step<Tile, Labels> open(None params, Device device) {
            return step((in, run) -> {
                Tile on = run.tile(Shape.grey(in.width(), in.height()));
                for (int y = 0; y < on.height(); y++)
                    for (int x = 0; x < on.width(); x++)
                        on.set(x, y, 0, in.get(x, y, 0) > 200 ? 255 : 0);
                return label(on, run);
            });
        }
    }

    record SizeParams(@Param(label = "Margin", unit = "px", min = 0, max = 100, help = "h") int margin,
            @Param(label = "Prefix", help = "h") String prefix) {
    }

    /** Area, mean of the surroundings, and the scale. */
    static final class Size implements FeatureExtractor<SizeParams> {
        @Override
        public Info info() {
            return Info.of("toy.size", "Size", "Measures.");
        }

        @Override
        public SizeParams defaults() {
            return new SizeParams(3, "");
        }

        @Override
        public List<String> names(SizeParams params) {
            return List.of(params.prefix + "area_px", params.prefix + "mean", params.prefix + "scale_um");
        }

        @Override
        public int context(SizeParams params) {
            return params.margin;
        }

        @Override
        public Step<Patch, Features> open(SizeParams params, Device device) {
            return step((in, run) -> {
                int area = 0;
                double sum = 0;
                for (int y = 0; y < in.image().height(); y++)
                    for (int x = 0; x < in.image().width(); x++) {
                        area += in.mask().get(x, y, 0) > 0 ? 1 : 0;
                        sum += in.image().get(x, y, 0);
                    }
                return new Features(names(params), 1, new float[] { area, (float) (sum / in.image().shape().pixels()),
                        (float) in.image().shape().umPerPx() });
            });
        }
    }

    record LimitParams(@Param(label = "Feature", help = "h") String feature,
            @Param(label = "Limit", min = 0, help = "h") double limit) {
    }

    /** "small" below a limit, else "large". */
    static final class Limit implements Classifier<LimitParams> {
        @Override
        public Info info() {
            return Info.of("toy.limit", "Limit", "Classes by a limit.");
        }

        @Override
        public LimitParams defaults() {
            return new LimitParams("area_px", 2);
        }

        @Override
        public List<String> classes(LimitParams params) {
            return List.of("small", "large");
        }

        @Override
        public List<String> needs(LimitParams params) {
            return List.of(params.feature);
        }

        @Override
        public Step<Features, Predictions> open(LimitParams params, Device device) {
            return step((in, run) -> {
                int[] best = new int[in.rows()];
                float[] probabilities = new float[in.rows() * 2];
                for (int i = 0; i < best.length; i++) {
                    best[i] = in.get(i, in.column(params.feature)) < params.limit ? 0 : 1;
                    probabilities[2 * i + best[i]] = 1;
                }
                return new Predictions(List.of("small", "large"), best, probabilities);
            });
        }
    }

    /** Files of one page after another: "RAW", pages, channels, storage edge, width, height, then 8-bit samples. */
    static final class Raw implements ImageFormat {
        private static final int HEAD = 3 + 5 * 4;

        @Override
        public String id() {
            return "toy.raw";
        }

        @Override
        public String label() {
            return "Raw";
        }

        @Override
        public Set<String> extensions() {
            return Set.of("raw", "tif");
        }

        @Override
        public int support(Path file, byte[] head) {
            return head.length >= HEAD && head[0] == 'R' && head[1] == 'A' && head[2] == 'W' ? 90 : 0;
        }

        @Override
        public ImageSource open(Path file) throws ToolException {
            byte[] bytes;
            try {
                bytes = Files.readAllBytes(file);
            } catch (IOException e) {
                throw new ToolException("Cannot read " + file, "", e);
            }
            ByteBuffer head = ByteBuffer.wrap(bytes, 3, 20);
            int pages = head.getInt(), channels = head.getInt(), edge = head.getInt();
            Shape shape = new Shape(head.getInt(), head.getInt(), channels, Shape.Type.U8, 0.5);
            if (bytes.length < HEAD + pages * shape.bytes())
                throw new ToolException(file + " is cut short.", "Copy it again.");
            FILES.incrementAndGet();
            return new ImageSource() {
                @Override
                public int pages() {
                    return pages;
                }

                @Override
                public ImageInfo info(int page) {
                    return new ImageInfo(shape, edge == 0 ? shape.region() : new Region(0, 0, edge, edge),
                            new ImageInfo.Conditions("", "SEM", Double.NaN, Double.NaN), Map.of("maker", "toy"));
                }

                @Override
                public Tile read(int page, Region region, int reduction, Run run) {
                    Tile tile = run.tile(Pixels.part(shape, region));
                    ByteBuffer data = tile.data();
                    int row = region.width() * channels;
                    for (int y = 0; y < region.height(); y++)
                        data.put(y * row, bytes, HEAD + page * (int) shape.bytes()
                                + ((region.y() + y) * shape.width() + region.x()) * channels, row);
                    return tile;
                }

                @Override
                public void close() {
                    FILES.decrementAndGet();
                }
            };
        }

        static Path write(Path file, int pages, int channels, int edge, int width, int height, byte[] samples) {
            ByteBuffer bytes = ByteBuffer.allocate(HEAD + samples.length);
            bytes.put((byte) 'R').put((byte) 'A').put((byte) 'W').putInt(pages).putInt(channels).putInt(edge)
                    .putInt(width).putInt(height).put(samples);
            try {
                Files.createDirectories(file.getParent());
                return Files.write(file, bytes.array());
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }

    /** Dark pixels with bright squares of 1 to 5 px; the first pixel has value {@code first}. */
    static byte[] field(int width, int height, long seed, int first) {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] samples = new byte[width * height];
        for (int i = 0; i < samples.length; i++)
            samples[i] = (byte) random.nextInt(40);
        for (int n = 0; n < width * height / 400; n++) {
            int edge = 1 + random.nextInt(5), x0 = random.nextInt(width), y0 = random.nextInt(height);
            for (int y = y0; y < Math.min(height, y0 + edge); y++)
                for (int x = x0; x < Math.min(width, x0 + edge); x++)
                    samples[y * width + x] = (byte) (230 + random.nextInt(20));
        }
        samples[0] = (byte) first;
        return samples;
    }

    /** One page, read by region. */
    static Path image(Path file, int width, int height, long seed, int first) {
        return Raw.write(file, 1, 1, 64, width, height, field(width, height, seed, first));
    }

    /** Many images with different content in a folder. */
    static List<Item> images(Path folder, int count, int width, int height) {
        List<Item> items = new ArrayList<>();
        for (int i = 0; i < count; i++)
            items.add(Item.of(image(folder.resolve("image" + i + ".raw"), width, height, i, 7)));
        return items;
    }

    /** The results of a run in the order they came. */
    static List<ImageResult> run(Recipe recipe, Options options, List<Item> items) throws ToolException {
        List<ImageResult> results = new ArrayList<>();
        new Inspection(recipe, registry(), options).run(items, results::add, Progress.NONE);
        return results;
    }

    static Recipe recipe(RecipeStep... steps) {
        return new Recipe("toy", "", List.of(steps));
    }
}
