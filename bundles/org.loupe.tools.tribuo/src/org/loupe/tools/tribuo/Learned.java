package org.loupe.tools.tribuo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.loupe.api.Device;
import org.loupe.api.Features;
import org.loupe.api.Model;
import org.loupe.api.Predictions;
import org.loupe.api.Run;
import org.loupe.api.Step;
import org.loupe.api.ToolException;

/**
 * A trained model of features. It takes columns by their names, in any order and among others.
 *
 * @param trainer id of the trainer that learned it
 * @param names   of the columns that it was learned on
 * @param classes all that it can give
 * @param present indices of those that it has seen, ascending; the others have probability 0
 * @param scorer  the numbers; null where only one class was seen, which then is certain
 */
record Learned(String trainer, List<String> names, List<String> classes, int[] present, Scorer scorer)
        implements Model<Features, Predictions> {
    private static final int CHUNK = 1024;
    private static final String CERTAIN = "certain";

    @Override
    public Step<Features, Predictions> open(Device device) {
        return this::predict;
    }

    private Predictions predict(Features features, Run run) throws ToolException {
        float[] values = columns(features);
        int rows = features.rows(), all = classes.size();
        float[] probabilities = new float[rows * all], novelty = new float[rows];
        Arrays.fill(novelty, Float.NaN);
        int[] best = new int[rows];
        float[] some = new float[CHUNK * present.length];
        Arrays.fill(some, 1);
        for (int from = 0; from < rows; from += CHUNK) {
            run.checkCancelled();
            int there = Math.min(CHUNK, rows - from);
            if (scorer != null) {
                float[] told = scorer.score(values, from, there, some, run);
                if (told != null)
                    System.arraycopy(told, 0, novelty, from, there);
            }
            for (int row = 0; row < there; row++) {
                int winner = 0;
                for (int c = 0; c < present.length; c++) {
                    float p = some[row * present.length + c];
                    probabilities[(from + row) * all + present[c]] = p;
                    if (p > some[row * present.length + winner])
                        winner = c;
                }
                best[from + row] = present[winner];
            }
        }
        return new Predictions(classes, best, probabilities, novelty);
    }

    private float[] columns(Features features) throws ToolException {
        float[] values = features.names().equals(names) ? features.values() : chosen(features);
        for (int i = 0; i < values.length; i++)
            if (!Float.isFinite(values[i]))
                throw new ToolException("Feature " + names.get(i % names.size()) + " of object "
                        + (i / names.size() + 1) + " is " + values[i] + ".",
                        "Bring the features on the scale that the model was trained on, which also fills in unknown"
                                + " values.");
        return values;
    }

    private float[] chosen(Features features) throws ToolException {
        int[] column = names.stream().mapToInt(features::column).toArray();
        List<String> missing = new ArrayList<>();
        for (int i = 0; i < column.length; i++)
            if (column[i] < 0)
                missing.add(names.get(i));
        if (!missing.isEmpty())
            throw new ToolException("The model needs " + missing.size() + " features that are not there: "
                    + String.join(", ", missing.subList(0, Math.min(5, missing.size())))
                    + (missing.size() > 5 ? " …" : "") + ".", "Measure the same features as for training.");
        float[] values = new float[features.rows() * column.length];
        for (int row = 0, at = 0; row < features.rows(); row++)
            for (int c : column)
                values[at++] = features.get(row, c);
        return values;
    }

    @Override
    public void write(Path file) throws ToolException {
        try (ModelFile.Writer out = new ModelFile.Writer(file)) {
            out.put(trainer);
            out.put(names);
            out.put(classes);
            out.put(present);
            if (scorer == null)
                out.put(CERTAIN);
            else
                scorer.write(out);
        } catch (IOException e) {
            throw new ToolException("The model cannot be written to " + file + ": " + e.getMessage(),
                    "Choose a folder that can be written to and has room.", e);
        }
    }

    /** Reads what {@link #write} of a model of this trainer has written. */
    static Learned read(String trainer, Path file) throws ToolException {
        try (ModelFile.Reader in = new ModelFile.Reader(file)) {
            String by = in.text();
            if (!by.equals(trainer))
                throw new ToolException(file + " holds a model of " + by + ", not of " + trainer + ".",
                        "Read it with the trainer that it is of.");
            List<String> names = in.texts(), classes = in.texts();
            int[] present = in.integers();
            ModelFile.Reader.require(present.length > 0 && present[0] >= 0
                    && present[present.length - 1] < classes.size());
            for (int i = 1; i < present.length; i++)
                ModelFile.Reader.require(present[i] > present[i - 1]);
            return new Learned(trainer, names, classes, present, scorer(in, names.size(), present.length));
        } catch (IOException e) {
            throw new ToolException(file + " cannot be read: " + e.getMessage() + ".",
                    "Choose a file that this version of Loupe has written, or train the model again.", e);
        }
    }

    private static Scorer scorer(ModelFile.Reader in, int columns, int classes) throws IOException {
        String kind = in.text();
        switch (kind) {
        case CERTAIN:
            ModelFile.Reader.require(classes == 1);
            return null;
        case Network.KIND:
            Network network = Network.read(in);
            ModelFile.Reader.require(network.inputs() == columns && network.outputs() == classes);
            return network;
        case Neighbours.KIND:
            return Neighbours.read(in, columns, classes);
        case Trees.KIND:
            return Trees.read(in, columns, classes);
        case Border.KIND:
            return Border.read(in, columns, classes);
        default:
            throw new IOException("it holds a kind of model that this version does not know: " + kind);
        }
    }
}
