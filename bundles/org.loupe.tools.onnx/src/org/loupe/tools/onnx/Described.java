package org.loupe.tools.onnx;

import java.util.List;
import java.util.Locale;
import org.loupe.api.Features;
import org.loupe.api.Pair;
import org.loupe.api.Patch;
import org.loupe.api.Region;
import org.loupe.api.Run;
import org.loupe.api.Step;
import org.loupe.api.ToolException;

/**
 * A net that is given the square around a defect and describes it by numbers: its first output.
 *
 * @param columns how many numbers
 * @param context px around the box
 */
record Described(NetFile file, Preparation preparation, Input input, int columns, int context) {
    /** The trainer whose nets give an image a class. */
    static final String RESNET = "loupe.resnet";
    /** Boxes whose sides differ by up to twice this many px have a square that lies within what is asked for. */
    static final int REACH = 32;
    /** What most nets of ImageNet want. */
    static final Input INPUT = new Input(Input.Colours.RGB, Input.Range.UNIT, "0.485, 0.456, 0.406",
            "0.229, 0.224, 0.225", 224, 32);

    /** @throws ToolException if the net cannot be given squares, or the number of its values is not fixed */
    static Described of(NetFile file, Input input, int context) throws ToolException {
        if (!file.kind().isEmpty() && !file.kind().equals(RESNET))
            throw new ToolException("\"" + file.path() + "\" holds a net of " + file.kind() + ", " + RESNET
                    + " is needed.", "Choose the tool for it, such as the detector or the segmenter from ONNX.");
        Preparation preparation = Preparation.of(file, input);
        if (preparation.height() == 0 || preparation.width() == 0)
            throw new ToolException("\"" + file.path() + "\" leaves open how large its images are, and no size is set.",
                    "Set the size that the net was trained with, such as 224.");
        List<Long> shape = file.outputs().values().iterator().next();
        long columns = shape.size() < 2 ? -1 : shape.get(1);
        if (shape.size() == 3 || shape.size() > 4 || columns <= 0)
            throw new ToolException("The first output of \"" + file.path() + "\" has the shape " + shape
                    + "; 2 axes are needed, images and values, or 4, images, channels, height, width, with a fixed"
                    + " number of"
                    + " values or channels.", "Export the net with such an output first.");
        return new Described(file, preparation, input, Math.toIntExact(columns), context);
    }

    /** What tells these numbers from others. @param usual context that is not named */
    String name(int usual) {
        StringBuilder name = new StringBuilder(file.fingerprint());
        if (context != usual)
            name.append(".context").append(context);
        if (!input.equals(INPUT) && file.kind().isEmpty())
            name.append('.').append(String.format(Locale.ROOT, "%08x", input.toString().hashCode()));
        return name.toString();
    }

    /** Opens it for one thread. @param softmax whether the values are made into probabilities */
    Step<Patch, Features> open(List<String> names, boolean softmax) throws ToolException {
        LoadedNet net = LoadedNet.open(file);
        return new Step<>() {
            @Override
            public Features apply(Patch patch, Run run) throws ToolException {
                Region box = patch.box();
                int side = Math.max(1, Math.max(box.width(), box.height())) + 2 * context;
                Region square = new Region(box.x() + Math.floorDiv(box.width() - side, 2),
                        box.y() + Math.floorDiv(box.height() - side, 2), side, side);
                Pair pair = patch.reference().map(r -> Pair.of(patch.image(), r)).orElse(Pair.of(patch.image()));
                Preparation.Given given = file.kind().isEmpty() ? preparation.prepare(pair, square, run)
                        : asLearned(pair, square, run);
                LoadedNet.Output output = net.compute(given.values(), given.shape(), run::checkCancelled).get(0);
                if (output.values().length % columns != 0 || output.values().length == 0)
                    throw new ToolException("\"" + file.path() + "\" gave " + output.values().length + " values; "
                            + columns + " columns were announced.", "Export the net with a fixed number of values.");
                float[] row = means(output.values());
                if (softmax)
                    softmax(row);
                return new Features(names, 1, row);
            }

            @Override
            public void close() {
                net.close();
            }
        };
    }

    /** As Loupe's own nets learn: the square as far as it lies in the image, mirrored until it is a square again. */
    private Preparation.Given asLearned(Pair pair, Region square, Run run) throws ToolException {
        Region all = pair.test().shape().region(), cut = square.intersect(all), seen = cut.isEmpty() ? all : cut;
        int side = Math.max(seen.width(), seen.height());
        return preparation.prepare(pair, new Region(seen.x() + Math.floorDiv(seen.width() - side, 2),
                seen.y() + Math.floorDiv(seen.height() - side, 2), side, side), seen, true, run);
    }

    private float[] means(float[] values) {
        int each = values.length / columns;
        float[] row = new float[columns];
        for (int c = 0; c < columns; c++) {
            double sum = 0;
            for (int i = c * each; i < (c + 1) * each; i++)
                sum += values[i];
            row[c] = (float) (sum / each);
        }
        return row;
    }

    private static void softmax(float[] row) {
        float most = Float.NEGATIVE_INFINITY;
        for (float value : row)
            most = Math.max(most, value);
        double sum = 0;
        for (float value : row)
            sum += Math.exp(value - most);
        for (int i = 0; i < row.length; i++)
            row[i] = (float) (Math.exp(row[i] - most) / sum);
    }
}
