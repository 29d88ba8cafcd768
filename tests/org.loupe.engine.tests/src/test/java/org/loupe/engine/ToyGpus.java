package org.loupe.engine;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.loupe.api.Detections;
import org.loupe.api.Detector;
import org.loupe.api.Device;
import org.loupe.api.DeviceException;
import org.loupe.api.Devices;
import org.loupe.api.FeatureExtractor;
import org.loupe.api.Features;
import org.loupe.api.ImageFormat;
import org.loupe.api.Operator;
import org.loupe.api.Pair;
import org.loupe.api.Param;
import org.loupe.api.Patch;
import org.loupe.api.Run;
import org.loupe.api.Shape;
import org.loupe.api.Step;
import org.loupe.api.Tile;
import org.loupe.api.Tool;
import org.loupe.api.ToolException;
import org.loupe.api.ToolProvider;

/** GPUs that are none, on which, as on the processor beside them, all takes the time that a test says. */
final class ToyGpus {
    /** Nanoseconds. */
    final AtomicLong clock = new AtomicLong();
    /** Milliseconds by "blur a on CPU", "blur a on CUDA", "find on …", "measure on …", "send", "fetch"; 0 if absent. */
    final Map<String, Integer> millis = new ConcurrentHashMap<>();
    /** The same of the first time alone, as when a library is loaded. */
    final Map<String, Integer> firstMillis = new ConcurrentHashMap<>();
    /** How often that was done. */
    final Map<String, Integer> done = new ConcurrentHashMap<>();
    /** The devices that opened steps. */
    final Set<String> used = ConcurrentHashMap.newKeySet();
    /** The devices that cannot be used any more. */
    final Set<Integer> lost = ConcurrentHashMap.newKeySet();
    private final int count;
    private final double tolerance;

    /** @param tolerance of the blur, 0 if it gives the same bits everywhere */
    ToyGpus(int count, double tolerance) {
        this.count = count;
        this.tolerance = tolerance;
    }

    Registry registry() {
        Registry registry = new Registry();
        registry.add(new ToolProvider() {
            @Override
            public List<Tool<?, ?, ?>> tools() {
                return List.of(new Blur(Device.Kind.CPU), new Find(Device.Kind.CPU), new Measure(Device.Kind.CPU),
                        new Toys.Limit());
            }

            @Override
            public List<ImageFormat> formats() {
                return List.of(new Toys.Raw());
            }
        }, "org.loupe.toys", "1.0.0");
        registry.add(new ToolProvider() {
            @Override
            public List<Tool<?, ?, ?>> tools() {
                return List.of(new Blur(Device.Kind.CUDA), new Find(Device.Kind.CUDA), new Measure(Device.Kind.CUDA));
            }

            @Override
            public Devices devices() {
                return new Devices(IntStream.range(0, count).mapToObj(i -> (Device) new Device.Cuda(i, "Toy", 1 << 30))
                        .toList(), count > 0 ? "" : "There is no toy.", "");
            }
        }, "org.loupe.toys.gpu", "1.0.0");
        if (!registry.skipped().isEmpty())
            throw new AssertionError(registry.skipped());
        return registry;
    }

    private void spend(String what) {
        int times = done.merge(what, 1, Integer::sum);
        clock.addAndGet(1_000_000L * (times == 1 ? firstMillis : millis).getOrDefault(what, millis.getOrDefault(what,
                0)));
    }

    private void spend(String what, Device device) throws DeviceException {
        used.add(device.label());
        if (device instanceof Device.Cuda gpu && lost.contains(gpu.ordinal()))
            throw new DeviceException(DeviceException.Cause.LOST, device.label() + " is gone.", "Look for it.");
        spend(what + " on " + device.kind());
    }

    /** A tile as a device sees it, sent there if need be. */
    private Tile seen(Tile tile, Device device) {
        if (device == Device.CPU || tile instanceof There)
            return device == Device.CPU ? tile : ((There) tile).there();
        spend("send");
        return tile;
    }

    /** A tile on a GPU. */
    private final class There extends Tile {
        private final boolean[] here;

        There(Tile pixels, boolean[] here) {
            super(pixels.shape(), pixels.x(), pixels.y(), pixels.data());
            this.here = here;
        }

        @Override
        public Tile at(int newX, int newY) {
            return new There(super.at(newX, newY), here);
        }

        @Override
        public ByteBuffer data() {
            if (!here[0])
                spend("fetch");
            here[0] = true;
            return super.data();
        }

        /** What the GPU sees of it. */
        Tile there() {
            return new Tile(shape(), x(), y(), super.data());
        }
    }

    private Tool.Info info(String id, Device.Kind kind) {
        Tool.Info info = Tool.Info.of(id, "Toy", "A toy.").devices(kind).rank(kind == Device.Kind.CPU ? 0 : 100);
        return id.equals("toy.blur") && tolerance > 0 ? info.within(tolerance) : info;
    }

    record Named(@Param(label = "Name", help = "h") String name) {
    }

    private final class Blur implements Operator<Named> {
        private final Device.Kind kind;

        Blur(Device.Kind kind) {
            this.kind = kind;
        }

        @Override
        public Info info() {
            return ToyGpus.this.info("toy.blur", kind);
        }

        @Override
        public Named defaults() {
            return new Named("a");
        }

        @Override
        public int halo(Named params) {
            return 1;
        }

        @Override
        public Shape output(Named params, Shape in) {
            return in;
        }

        @Override
        public void check(Named params, Shape in) {
        }

        @Override
        public Step<Tile, Tile> open(Named params, Device device) throws ToolException {
            return Toys.step((in, run) -> {
                spend("blur " + params.name, device);
                try (Step<Tile, Tile> blur = new Toys.Blur().open(new Toys.None(), Device.CPU)) {
                    Tile out = blur.apply(seen(in, device), run);
                    return device == Device.CPU ? out : new There(out, new boolean[1]);
                }
            });
        }
    }

    private final class Find implements Detector<Toys.BrightParams> {
        private final Device.Kind kind;

        Find(Device.Kind kind) {
            this.kind = kind;
        }

        @Override
        public Info info() {
            return ToyGpus.this.info("toy.find", kind);
        }

        @Override
        public Toys.BrightParams defaults() {
            return new Toys.BrightParams(120, 20);
        }

        @Override
        public int halo(Toys.BrightParams params) {
            return new Toys.Bright().halo(params);
        }

        @Override
        public List<String> classes(Toys.BrightParams params) {
            return new Toys.Bright().classes(params);
        }

        @Override
        public void check(Toys.BrightParams params, Shape in) {
        }

        @Override
        public Step<Pair, Detections> open(Toys.BrightParams params, Device device) throws ToolException {
            return Toys.step((in, run) -> {
                spend("find", device);
                Pair seen = new Pair(seen(in.test(), device), in.reference(), in.valid());
                try (Step<Pair, Detections> find = new Toys.Bright().open(params, Device.CPU)) {
                    return find.apply(seen, run);
                }
            });
        }
    }

    private final class Measure implements FeatureExtractor<Toys.SizeParams> {
        private final Device.Kind kind;

        Measure(Device.Kind kind) {
            this.kind = kind;
        }

        @Override
        public Info info() {
            return ToyGpus.this.info("toy.measure", kind);
        }

        @Override
        public Toys.SizeParams defaults() {
            return new Toys.Size().defaults();
        }

        @Override
        public List<String> names(Toys.SizeParams params) {
            return new Toys.Size().names(params);
        }

        @Override
        public int context(Toys.SizeParams params) {
            return new Toys.Size().context(params);
        }

        @Override
        public Step<Patch, Features> open(Toys.SizeParams params, Device device) throws ToolException {
            return new Step<>() {
                @Override
                public Features apply(Patch in, Run run) throws ToolException {
                    return applyAll(List.of(in), run).get(0);
                }

                @Override
                public List<Features> applyAll(List<Patch> in, Run run) throws ToolException {
                    spend("measure", device);
                    List<Features> all = new ArrayList<>();
                    try (Step<Patch, Features> size = new Toys.Size().open(params, Device.CPU)) {
                        for (Patch patch : in)
                            all.add(size.apply(patch, run));
                    }
                    return all;
                }
            };
        }
    }
}
