package org.loupe.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.loupe.api.Device;
import org.loupe.api.Examples;
import org.loupe.api.Features;
import org.loupe.api.Model;
import org.loupe.api.Predictions;
import org.loupe.api.Step;
import org.loupe.api.Task;
import org.loupe.api.Tool;
import org.loupe.api.ToolException;
import org.loupe.api.ToolProvider;
import org.loupe.api.Trainer;

/** Learns the mean of each class; the nearest one is given. */
public final class ToyTrainer implements Trainer<Toys.None, Features, Predictions>, ToolProvider {

    /** A registry with the toys, this trainer and the engine's own tools. */
    static Registry registry() {
        Registry registry = Toys.registry();
        registry.addOwn();
        registry.add(new ToyTrainer(), "org.loupe.toys", "1.0.0");
        return registry;
    }

    @Override
    public List<Tool<?, ?, ?>> tools() {
        return List.of(this);
    }

    @Override
    public Info info() {
        return Info.of("toy.means", "Nearest mean", "Learns means.");
    }

    @Override
    public Toys.None defaults() {
        return new Toys.None();
    }

    @Override
    public Task task() {
        return Task.CLASSIFICATION;
    }

    @Override
    public Step<Examples<Features, Predictions>, Model<Features, Predictions>> open(Toys.None params, Device device) {
        return (examples, run) -> {
            int classes = examples.classes().size(), columns = examples.inputs().get(0).names().size();
            double[][] means = new double[classes][columns];
            int[] counts = new int[classes];
            for (int g = 0; g < examples.size(); g++) {
                Features rows = examples.inputs().get(g);
                for (int row = 0; row < rows.rows(); row++) {
                    int c = examples.truths().get(g).best()[row];
                    counts[c]++;
                    for (int i = 0; i < columns; i++)
                        means[c][i] += rows.get(row, i);
                }
            }
            for (int c = 0; c < classes; c++)
                for (int i = 0; i < columns; i++)
                    means[c][i] /= Math.max(1, counts[c]);
            return new Means(examples.classes(), means);
        };
    }

    @Override
    public Model<Features, Predictions> read(Path file) throws ToolException {
        try {
            List<String> lines = Files.readAllLines(file);
            List<String> classes = new ArrayList<>();
            double[][] means = new double[lines.size()][];
            for (int c = 0; c < means.length; c++) {
                String[] parts = lines.get(c).split("\t");
                classes.add(parts[0]);
                means[c] = Arrays.stream(parts).skip(1).mapToDouble(Double::parseDouble).toArray();
            }
            return new Means(classes, means);
        } catch (IOException e) {
            throw new ToolException("No means: " + e, "", e);
        }
    }

    record Means(List<String> classes, double[][] means) implements Model<Features, Predictions> {

        @Override
        public Step<Features, Predictions> open(Device device) {
            return (rows, run) -> {
                int n = classes.size();
                int[] best = new int[rows.rows()];
                float[] probabilities = new float[rows.rows() * n];
                for (int row = 0; row < best.length; row++) {
                    double[] weight = new double[n];
                    double sum = 0;
                    for (int c = 0; c < n; c++) {
                        double square = 0;
                        for (int i = 0; i < means[c].length; i++)
                            square += Math.pow(rows.get(row, i) - means[c][i], 2);
                        weight[c] = 1 / (1e-6 + square);
                        sum += weight[c];
                    }
                    for (int c = 0; c < n; c++) {
                        probabilities[row * n + c] = (float) (weight[c] / sum);
                        if (weight[c] > weight[best[row]])
                            best[row] = c;
                    }
                }
                return new Predictions(classes, best, probabilities);
            };
        }

        @Override
        public void write(Path file) throws ToolException {
            List<String> lines = new ArrayList<>();
            for (int c = 0; c < means.length; c++) {
                StringBuilder line = new StringBuilder(classes.get(c));
                for (double m : means[c])
                    line.append('\t').append(m);
                lines.add(line.toString());
            }
            try {
                Files.write(file, lines);
            } catch (IOException e) {
                throw new ToolException("Cannot write: " + e, "", e);
            }
        }
    }
}
