import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.loupe.api.Device;
import org.loupe.api.FeatureExtractor;
import org.loupe.api.Patch;
import org.loupe.api.Run;
import org.loupe.api.Shape;
import org.loupe.api.Step;
import org.loupe.api.Tile;
import org.loupe.engine.Schema;
import org.loupe.tools.classic.ClassicTools;

/**
 * Describes images of a file by a feature extractor for features.py: FILE SIDE SECONDS TOOL NAME=VALUE…; prints images
 * per second, the best of several rounds, and then the features of the first image.
 */
public final class Features {
    private static final int ROUNDS = 5;

    private Features() {
    }

    public static void main(String[] args) throws Exception {
        int side = Integer.parseInt(args[1]);
        double seconds = Double.parseDouble(args[2]);
        Map<String, String> params = new TreeMap<>();
        for (String param : Arrays.asList(args).subList(4, args.length))
            params.put(param.substring(0, param.indexOf('=')), param.substring(param.indexOf('=') + 1));
        FeatureExtractor<?> tool = new ClassicTools().tools().stream().filter(t -> t.info().id().equals(args[3]))
                .map(t -> (FeatureExtractor<?>) t).findFirst().orElseThrow();
        measure(tool, params, patches(Files.readAllBytes(Path.of(args[0])), side), seconds);
    }

    private static Patch[] patches(byte[] all, int side) {
        Patch[] patches = new Patch[all.length / side / side];
        byte[] whole = new byte[side * side];
        Arrays.fill(whole, (byte) 255);
        Shape shape = Shape.grey(side, side);
        for (int i = 0; i < patches.length; i++)
            patches[i] = new Patch(Tile.of(shape, Arrays.copyOfRange(all, i * side * side, (i + 1) * side * side)),
                    Optional.empty(), shape.region(), Tile.of(shape, whole));
        return patches;
    }

    private static <P extends Record> void measure(FeatureExtractor<P> tool, Map<String, String> given,
            Patch[] patches, double seconds) throws Exception {
        Schema<P> schema = Schema.of(tool);
        Map<String, Object> values = new TreeMap<>();
        for (Map.Entry<String, String> param : given.entrySet())
            values.put(param.getKey(), schema.parse(param.getKey(), param.getValue()));
        try (Step<Patch, org.loupe.api.Features> step = tool.open(schema.read(values), Device.CPU)) {
            Quiet run = new Quiet();
            rate(step, patches, run, 2 * seconds);
            double best = 0;
            for (int round = 0; round < ROUNDS; round++)
                best = Math.max(best, rate(step, patches, run, seconds / ROUNDS));
            System.out.println(best);
            StringBuilder row = new StringBuilder();
            for (float value : step.apply(patches[0], run).values())
                row.append(value).append(' ');
            System.out.println(row);
        }
    }

    private static double rate(Step<Patch, org.loupe.api.Features> step, Patch[] patches, Run run, double seconds)
            throws Exception {
        long start = processor(), end = start + (long) (seconds * 1e9), done = 0;
        for (; processor() < end; done += 4)
            for (int i = 0; i < 4; i++)
                step.apply(patches[(int) ((done + i) % patches.length)], run);
        return done * 1e9 / (processor() - start);
    }

    /** Nanoseconds that this process has been on a processor, with all that compiles and collects garbage. */
    private static long processor() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    /** A run that is never cancelled and lends nothing. */
    private static final class Quiet implements Run {
        @Override
        public void checkCancelled() {
            // nobody cancels
        }

        @Override
        public void progress(double fraction, String message) {
            // nobody looks
        }

        @Override
        public RandomGenerator random() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Tile tile(Shape shape) {
            return Tile.allocate(shape);
        }

        @Override
        public <T extends AutoCloseable> T own(T resource) {
            return resource;
        }

        @Override
        public void warn(String problem, String remedy) {
            throw new IllegalStateException(problem);
        }
    }
}
