package org.loupe.engine.learning;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.loupe.api.Device;
import org.loupe.api.Examples;
import org.loupe.api.Features;
import org.loupe.api.Model;
import org.loupe.api.Param;
import org.loupe.api.Predictions;
import org.loupe.api.Run;
import org.loupe.api.Step;
import org.loupe.api.Task;
import org.loupe.api.Tool;
import org.loupe.api.ToolException;
import org.loupe.api.ToolProvider;
import org.loupe.api.Trainer;
import org.loupe.engine.Registry;

/** Learns the mean of each class; the probability falls with the squared distance to it. Sure of itself by choice. */
final class Means implements Trainer<Means.Params, Features, Predictions> {

    record Params(@Param(label = "Sureness", min = 0, max = 1000, help = "Of the squared distance.") double sureness) {
    }

    static Registry registry() {
        Registry registry = new Registry();
        registry.add(new ToolProvider() {
            @Override
            public List<Tool<?, ?, ?>> tools() {
                return List.of(new Means());
            }
        }, "org.loupe.means", "1.2.3");
        if (!registry.skipped().isEmpty())
            throw new AssertionError(registry.skipped());
        return registry;
    }

    @Override
    public Info info() {
        return Info.of("test.means", "Means", "Learns means.");
    }

    @Override
    public Params defaults() {
        return new Params(1);
    }

    @Override
    public Task task() {
        return Task.CLASSIFICATION;
    }

    @Override
    public Step<Examples<Features, Predictions>, Model<Features, Predictions>> open(Params params, Device device) {
        return (examples, run) -> learn(examples, params.sureness());
    }

    private static Learned learn(Examples<Features, Predictions> examples, double sureness) {
        int columns = examples.inputs().get(0).names().size(), classes = examples.classes().size();
        double[][] means = new double[classes][columns];
        int[] counts = new int[classes];
        for (int part = 0; part < examples.size(); part++)
            for (int row = 0; row < examples.inputs().get(part).rows(); row++) {
                int c = examples.truths().get(part).best()[row];
                counts[c]++;
                for (int i = 0; i < columns; i++)
                    means[c][i] += examples.inputs().get(part).get(row, i);
            }
        for (int c = 0; c < classes; c++)
            for (int i = 0; i < columns; i++)
                means[c][i] = counts[c] == 0 ? 1e6 : means[c][i] / counts[c];
        return new Learned(examples.classes(), means, sureness);
    }

    private record Learned(List<String> classes, double[][] means, double sureness)
            implements Model<Features, Predictions> {

        @Override
        public Step<Features, Predictions> open(Device device) {
            return this::predict;
        }

        private Predictions predict(Features rows, Run run) {
            float[] p = new float[rows.rows() * classes.size()];
            int[] best = new int[rows.rows()];
            for (int row = 0; row < rows.rows(); row++) {
                double[] d = new double[classes.size()];
                for (int c = 0; c < d.length; c++)
                    for (int i = 0; i < rows.names().size(); i++)
                        d[c] += (rows.get(row, i) - means[c][i]) * (rows.get(row, i) - means[c][i]);
                for (int c = 1; c < d.length; c++)
                    if (d[c] < d[best[row]])
                        best[row] = c;
                double sum = 0;
                for (double v : d)
                    sum += Math.exp(-sureness * (v - d[best[row]]));
                for (int c = 0; c < d.length; c++)
                    p[row * d.length + c] = (float) (Math.exp(-sureness * (d[c] - d[best[row]])) / sum);
            }
            return new Predictions(classes, best, p);
        }

        @Override
        public void write(Path file) throws ToolException {
            try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(file))) {
                out.writeInt(classes.size());
                out.writeInt(means[0].length);
                out.writeDouble(sureness);
                for (int c = 0; c < means.length; c++) {
                    out.writeUTF(classes.get(c));
                    for (double v : means[c])
                        out.writeDouble(v);
                }
            } catch (IOException e) {
                throw new ToolException("Means cannot be written: " + e, "", e);
            }
        }
    }

    @Override
    public Model<Features, Predictions> read(Path file) throws ToolException {
        try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
            double[][] means = new double[in.readInt()][in.readInt()];
            double sureness = in.readDouble();
            List<String> classes = new ArrayList<>();
            for (double[] mean : means) {
                classes.add(in.readUTF());
                for (int i = 0; i < mean.length; i++)
                    mean[i] = in.readDouble();
            }
            return new Learned(classes, means, sureness);
        } catch (IOException e) {
            throw new ToolException(file + " is no file of means.", "", e);
        }
    }
}
