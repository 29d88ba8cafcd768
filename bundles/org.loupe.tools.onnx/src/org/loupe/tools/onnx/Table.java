package org.loupe.tools.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.loupe.api.Detections;
import org.loupe.api.Pair;
import org.loupe.api.ToolException;

/**
 * What the outputs of another program's detector mean. Either there is one for the boxes and one or two for scores and
 * labels, or one holds a row for each object.
 *
 * @param classes names
 */
record Table(NetFile file, OnnxDetector.Params params, List<String> classes) {

    /** @throws ToolException if the outputs of a file are of no known form */
    static void check(NetFile file, OnnxDetector.Params params) throws ToolException {
        List<List<Long>> shapes = new ArrayList<>(file.outputs().values());
        if (shapes.stream().anyMatch(s -> s.size() < 1 || s.size() > 3))
            throw new ToolException("The outputs of \"" + file.path() + "\" are " + text(file.outputs())
                    + "; tables of up to 3 axes are read.", "Export the detector with its boxes as outputs, not maps.");
        if (shapes.size() > 1 && file.outputs().entrySet().stream().noneMatch(e -> last(e.getValue()) == 4
                || e.getKey().toLowerCase(Locale.ROOT).contains("box")))
            throw new ToolException("None of the outputs of \"" + file.path() + "\" are boxes of 4 numbers: "
                    + text(file.outputs()) + ".", "Export the detector with an output \"boxes\".");
        if (shapes.size() == 1)
            new Table(file, params, OnnxDetector.classes(file, params.classes())).turned(
                    file.outputs().keySet().iterator().next(),
                    shapes.get(0).stream().mapToLong(length -> length).toArray());
    }

    private static long last(List<Long> shape) {
        return shape.get(shape.size() - 1);
    }

    private static String text(Map<String, List<Long>> outputs) {
        return outputs.toString().replace("-1", "any");
    }

    /** The objects, in px of the image. @throws ToolException if what the net gave does not suit what it shall be */
    Detections decode(List<LoadedNet.Output> outputs, Preparation.Given given, Pair pair)
            throws ToolException {
        Detections.Builder found = new Detections.Builder(classes);
        Objects objects = new Objects(found, given, pair);
        if (outputs.size() == 1)
            rows(outputs.get(0), objects);
        else
            columns(outputs, objects);
        return found.build();
    }

    /** One output: a row for each object, or turned by a quarter. */
    private void rows(LoadedNet.Output output, Objects objects) throws ToolException {
        long[] shape = output.shape();
        boolean turned = turned(output.name(), shape);
        int wanted = wanted(), count = (int) shape[shape.length - (turned ? 1 : 2)];
        int from = params.row() == OnnxDetector.Row.OBJECT_SCORES ? 5 : 4;
        float[] row = new float[wanted];
        for (int i = 0; i < count; i++) {
            for (int k = 0; k < wanted; k++)
                row[k] = output.values()[turned ? k * count + i : i * wanted + k];
            if (params.row() == OnnxDetector.Row.SCORE_LABEL)
                objects.add(row, 0, row[4], label(row[5]));
            else {
                int best = best(row, from, classes.size());
                objects.add(row, 0, row[from + best] * (from == 5 ? row[4] : 1), best);
            }
        }
    }

    /** Numbers of a row. */
    private int wanted() {
        return params.row() == OnnxDetector.Row.SCORE_LABEL ? 6
                : classes.size() + (params.row() == OnnxDetector.Row.SCORES ? 4 : 5);
    }

    /**
     * Whether the rows stand upright.
     *
     * @param shape −1 for axes of any length
     * @throws ToolException if there cannot be rows of such numbers
     */
    private boolean turned(String name, long[] shape) throws ToolException {
        long a = shape.length < 2 ? 0 : shape[shape.length - 2], b = shape[shape.length - 1];
        int wanted = wanted();
        if (a != wanted && a >= 0 && b != wanted && b >= 0)
            throw new ToolException("Output \"" + name + "\" of \"" + file.path() + "\" has the shape "
                    + Arrays.toString(shape).replace("-1", "any") + "; for " + OnnxDetector.count(classes.size())
                    + " and rows of \"" + params.row().name().toLowerCase(Locale.ROOT).replace('_', '-')
                    + "\" one of its last two axes must be " + wanted + ".",
                    "Name as many classes as the net has, or choose other rows.");
        return b != wanted && a == wanted;
    }

    /** Boxes, and scores of one class each or of all, and labels in the first case. */
    private void columns(List<LoadedNet.Output> outputs, Objects objects) throws ToolException {
        LoadedNet.Output boxes = outputs.stream().filter(o -> named(o, "box")).findFirst()
                .or(() -> outputs.stream().filter(o -> o.shape()[o.shape().length - 1] == 4).findFirst()).orElseThrow();
        LoadedNet.Output labels = outputs.stream().filter(o -> o != boxes && (named(o, "label") || named(o, "class")))
                .findFirst().orElse(null);
        LoadedNet.Output scores = outputs.stream().filter(o -> o != boxes && o != labels && named(o, "score")).findFirst()
                .or(() -> outputs.stream().filter(o -> o != boxes && o != labels).findFirst())
                .orElseThrow(() -> new ToolException("\"" + file.path() + "\" gives no scores, but " + file.outputs()
                        + ".", "Export the detector with an output \"scores\"."));
        int count = boxes.values().length / 4;
        int each = count == 0 ? 1 : scores.values().length / count;
        if (count * each != scores.values().length || each > 1 && each != classes.size() + params.firstLabel()
                || labels != null && labels.values().length != count)
            throw new ToolException("\"" + file.path() + "\" gave " + count + " boxes, " + scores.values().length
                    + " scores" + (labels == null ? "" : " and " + labels.values().length + " labels") + "; with "
                    + OnnxDetector.count(classes.size()) + " that does not suit.",
                    "Name as many classes as the net has.");
        for (int i = 0; i < count; i++) {
            int from = i * each + (each > 1 ? params.firstLabel() : 0);
            int best = each > 1 ? best(scores.values(), from, classes.size()) : 0;
            objects.add(boxes.values(), 4 * i, scores.values()[from + best],
                    each == 1 && labels != null ? label(labels.values()[i]) : best);
        }
    }

    private static boolean named(LoadedNet.Output output, String part) {
        return output.name().toLowerCase(Locale.ROOT).contains(part);
    }

    private int label(float number) throws ToolException {
        int label = Math.round(number) - params.firstLabel();
        if (label < 0 || label >= classes.size())
            throw new ToolException("\"" + file.path() + "\" gave the label " + Math.round(number) + "; "
                    + OnnxDetector.count(classes.size()) + " from " + params.firstLabel() + " on "
                    + (classes.size() == 1 ? "is" : "are") + " named.",
                    "Name all classes of the net, and set the number of the first.");
        return label;
    }

    private static int best(float[] values, int from, int count) {
        int best = 0;
        for (int c = 1; c < count; c++)
            if (values[from + c] > values[from + best])
                best = c;
        return best;
    }

    /** Brings boxes to px of the image. */
    private final class Objects {
        private final Detections.Builder found;
        private final double acrossPx, downPx;
        private final Pair pair;

        Objects(Detections.Builder found, Preparation.Given given, Pair pair) {
            this.found = found;
            this.pair = pair;
            acrossPx = given.scaleX() * (params.relative() ? given.width() : 1);
            downPx = given.scaleY() * (params.relative() ? given.height() : 1);
        }

        void add(float[] numbers, int from, float score, int kind) {
            double x = numbers[from] * acrossPx, y = numbers[from + 1] * downPx;
            double u = numbers[from + 2] * acrossPx, v = numbers[from + 3] * downPx;
            boolean centre = params.box() == OnnxDetector.Box.CXCYWH, edges = params.box() == OnnxDetector.Box.XYXY;
            double left = Math.max(0, centre ? x - u / 2 : x), top = Math.max(0, centre ? y - v / 2 : y);
            double right = Math.min(pair.test().width(), edges ? u : centre ? x + u / 2 : x + u);
            double bottom = Math.min(pair.test().height(), edges ? v : centre ? y + v / 2 : y + v);
            if (right - left > 0 && bottom - top > 0 && score >= params.leastScore())
                found.add(left, top, right - left, bottom - top, Math.min(1, score), kind, null);
        }
    }
}
