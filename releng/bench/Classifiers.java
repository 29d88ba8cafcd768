import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.loupe.api.Device;
import org.loupe.api.Examples;
import org.loupe.api.Features;
import org.loupe.api.Model;
import org.loupe.api.Predictions;
import org.loupe.api.Run;
import org.loupe.api.Shape;
import org.loupe.api.Step;
import org.loupe.api.Task;
import org.loupe.api.Tile;
import org.loupe.api.Tool;
import org.loupe.api.Trainer;
import org.loupe.tools.tribuo.TribuoTools;

/**
 * Trains one trainer with its defaults for classifiers.py: DATA LEARN TEST COLUMNS CLASSES TRAINER RESULT ROUNDS
 * SECONDS; prints the least processor seconds of training and of predicting, writes the probabilities, or the novelty,
 * of the test rows.
 */
public final class Classifiers {
    private Classifiers() {
    }

    @SuppressWarnings("unchecked")
    public static void main(String[] args) throws Exception {
        int learn = Integer.parseInt(args[1]), test = Integer.parseInt(args[2]), columns = Integer.parseInt(args[3]);
        int classes = Integer.parseInt(args[4]), rounds = Integer.parseInt(args[7]);
        List<String> names = IntStream.range(0, columns).mapToObj(j -> "f" + j).toList();
        List<String> classNames = IntStream.range(0, classes).mapToObj(c -> "c" + c).toList();
        Features examples, others;
        int[] truth = new int[learn];
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(new FileInputStream(args[0]), 1 << 20))) {
            examples = new Features(names, learn, read(in, learn * columns));
            others = new Features(names, test, read(in, test * columns));
            for (int i = 0; i < learn; i++)
                truth[i] = in.readInt();
        }
        Trainer<?, Features, Predictions> found = null;
        for (Tool<?, ?, ?> tool : new TribuoTools().tools())
            if (tool.info().id().equals(args[5]))
                found = (Trainer<?, Features, Predictions>) tool;
        Examples<Features, Predictions> set = new Examples<>(classNames, List.of(examples),
                List.of(Predictions.truth(classNames, truth)), List.of("all"));
        double training = Double.POSITIVE_INFINITY, predicting = training;
        Predictions told = null;
        long end = System.nanoTime() + (long) (Double.parseDouble(args[8]) * 1e9);
        for (int round = 0; round < rounds && (round == 0 || System.nanoTime() < end); round++) {
            long start = processor();
            Model<Features, Predictions> model = train(found, set);
            training = Math.min(training, (processor() - start) / 1e9);
            try (Step<Features, Predictions> step = model.open(Device.CPU)) {
                start = processor();
                told = step.apply(others, new Quiet());
                predicting = Math.min(predicting, (processor() - start) / 1e9);
            }
        }
        try (DataOutputStream out = new DataOutputStream(
                new BufferedOutputStream(new FileOutputStream(args[6]), 1 << 20))) {
            for (float value : found.task() == Task.NOVELTY ? told.novelty() : told.probabilities())
                out.writeFloat(value);
        }
        System.out.println(training + " " + predicting);
    }

    /** Nanoseconds that the whole process has computed, its compiler and collector too. */
    private static long processor() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    private static float[] read(DataInputStream in, int count) throws java.io.IOException {
        float[] values = new float[count];
        for (int i = 0; i < count; i++)
            values[i] = in.readFloat();
        return values;
    }

    private static <P extends Record> Model<Features, Predictions> train(Trainer<P, Features, Predictions> trainer,
            Examples<Features, Predictions> set) throws Exception {
        try (Step<Examples<Features, Predictions>, Model<Features, Predictions>> step = trainer
                .open(trainer.defaults(), Device.CPU)) {
            return step.apply(set, new Quiet());
        }
    }

    /** A run that nobody watches. */
    private static final class Quiet implements Run {
        private final RandomGenerator random = new SplittableRandom(1);

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
            return random;
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
            System.err.println(problem + " " + remedy);
        }
    }
}
