package org.loupe.testkit;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.loupe.api.Device;
import org.loupe.api.Examples;
import org.loupe.api.Features;
import org.loupe.api.Model;
import org.loupe.api.Predictions;
import org.loupe.api.Run;
import org.loupe.api.Step;
import org.loupe.api.Task;
import org.loupe.api.Tool;
import org.loupe.api.ToolException;
import org.loupe.api.ToolProvider;
import org.loupe.api.Trainer;

/** The contract of trainers passes one that keeps to it and finds each way in which one may not. */
class TrainerContractTest {

    /** Gives each row its class' share of the examples; each fault is one of the ways in which trainers go wrong. */
    private static class Shares implements Trainer<Shares.Params, Features, Predictions> {

        record Params() {
        }

        @Override
        public Info info() {
            return Info.of("test.shares", "Shares", "Tells how often each class is, whatever the features say.");
        }

        @Override
        public Params defaults() {
            return new Params();
        }

        @Override
        public Task task() {
            return Task.CLASSIFICATION;
        }

        @Override
        public Step<Examples<Features, Predictions>, Model<Features, Predictions>> open(Params params, Device device) {
            return (examples, run) -> {
                double[] counts = new double[examples.classes().size()];
                double rows = 0;
                for (Predictions truth : examples.truths())
                    for (int c : truth.best()) {
                        counts[c]++;
                        rows++;
                    }
                check(rows, examples);
                for (int c = 0; c < counts.length; c++)
                    counts[c] = share(counts[c], rows, run);
                return new Learned(this, examples.classes(), examples.inputs().get(0).names(), counts);
            };
        }

        void check(double rows, Examples<Features, Predictions> examples) throws ToolException {
            if (rows == 0 || examples.inputs().get(0).names().isEmpty())
                throw new ToolException("There are no examples.", "Label some objects first.");
        }

        double share(double count, double rows, Run run) {
            return count / rows;
        }

        void checkNames(List<String> names, Features rows) throws ToolException {
            if (!rows.names().equals(names))
                throw new ToolException("The model needs " + names + ".", "Measure the same features.");
        }

        @Override
        public Model<Features, Predictions> read(Path file) throws ToolException {
            try {
                String[] parts = Files.readString(file).split("\n", -1);
                if (!parts[parts.length - 1].equals("end"))
                    throw new IOException("it is not whole");
                double[] shares = Stream.of(parts[2].split(" ")).mapToDouble(Double::parseDouble).toArray();
                return new Learned(this, List.of(parts[0].split(" ")), List.of(parts[1].split(" ")), shares);
            } catch (IOException e) {
                throw new ToolException(file + " is no model: " + e.getMessage(), "Choose another file.", e);
            }
        }
    }

    private record Learned(Shares trainer, List<String> classes, List<String> names, double[] shares)
            implements Model<Features, Predictions> {

        @Override
        public Step<Features, Predictions> open(Device device) {
            return (rows, run) -> {
                trainer.checkNames(names, rows);
                float[] told = new float[rows.rows() * shares.length];
                int[] best = new int[rows.rows()];
                for (int row = 0; row < rows.rows(); row++)
                    for (int c = 0; c < shares.length; c++) {
                        told[row * shares.length + c] = (float) shares[c];
                        best[row] = shares[c] > shares[best[row]] ? c : best[row];
                    }
                return new Predictions(classes, best, told);
            };
        }

        @Override
        public void write(Path file) throws ToolException {
            StringBuilder text = new StringBuilder(String.join(" ", classes) + "\n" + String.join(" ", names) + "\n");
            for (double share : shares)
                text.append(share).append(' ');
            try {
                Files.write(file, text.append("\nend").toString().getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new ToolException(file + " cannot be written.", "Choose another folder.", e);
            }
        }
    }

    private static ToolProvider of(Tool<?, ?, ?> tool) {
        return new ToolProvider() {
            @Override
            public List<Tool<?, ?, ?>> tools() {
                return List.of(tool);
            }
        };
    }

    private static DynamicTest finds(String fault, Shares trainer, String what) {
        return DynamicTest.dynamicTest(fault, () -> {
            DynamicTest guard = ToolContract.of(of(trainer)).filter(t -> t.getDisplayName().contains(what)).findFirst()
                    .orElseThrow();
            Throwable failure = assertThrows(Throwable.class, guard.getExecutable());
            assertTrue(failure.getMessage() != null && !failure.getMessage().isBlank(), "it says what is wrong");
        });
    }

    @TestFactory
    Stream<DynamicTest> aGoodTrainerPasses() {
        return ToolContract.of(of(new Shares()));
    }

    @TestFactory
    Stream<DynamicTest> faultsAreFound() {
        SplittableRandom own = new SplittableRandom(1);
        return Stream.of(
                finds("classes without examples are possible", new Shares() {
                    @Override
                    double share(double count, double rows, Run run) {
                        return (count + 1) / (rows + 3);
                    }
                }, "bears the smallest input"),
                finds("probabilities do not sum to 1", new Shares() {
                    @Override
                    double share(double count, double rows, Run run) {
                        return count / rows / 2;
                    }
                }, "gives what it announced"),
                finds("its random numbers are its own", new Shares() {
                    @Override
                    double share(double count, double rows, Run run) {
                        return count / rows + own.nextDouble() * 1e-6;
                    }
                }, "gives the same again"),
                finds("it learns from nothing", new Shares() {
                    @Override
                    void check(double rows, Examples<Features, Predictions> examples) {
                        // no rows are as good as any
                    }
                }, "refuses what does not suit"),
                finds("its models take any features", new Shares() {
                    @Override
                    void checkNames(List<String> names, Features rows) {
                        // all are equal to it
                    }
                }, "gives models"),
                finds("it reads half a file", new Shares() {
                    @Override
                    public Model<Features, Predictions> read(Path file) throws ToolException {
                        try {
                            return super.read(file);
                        } catch (ToolException e) {
                            return new Learned(this, Trainers.examples(this, 3).classes(), List.of(), new double[3]);
                        }
                    }
                }, "gives models"));
    }
}
