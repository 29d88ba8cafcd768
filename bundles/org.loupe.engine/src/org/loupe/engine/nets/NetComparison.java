package org.loupe.engine.nets;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.loupe.api.Task;
import org.loupe.engine.evaluation.SignTest;

/**
 * Two nets on the same images. Immutable.
 *
 * @param first  trial of the one
 * @param second trial of the other, of the same images in the same order
 */
public record NetComparison(NetTrial first, NetTrial second) {

    /** @throws IllegalArgumentException if the images differ */
    public NetComparison {
        if (!names(first).equals(names(second)))
            throw new IllegalArgumentException("Two nets are compared on the same images in the same order.");
    }

    private static List<String> names(NetTrial trial) {
        return trial.images().stream().map(NetTrial.Image::name).toList();
    }

    /**
     * Whether the second is better, image by image: a detector or classifier by fewer mistakes, a segmenter by a larger
     * intersection over union.
     */
    public SignTest test() {
        int better = (int) IntStream.range(0, first.images().size()).filter(i -> difference(i) > 0).count();
        int worse = (int) IntStream.range(0, first.images().size()).filter(i -> difference(i) < 0).count();
        return new SignTest(better, worse, first.images().size() - better - worse);
    }

    /** How much better the second is on an image; above 0 for better. */
    public double difference(int image) {
        NetTrial.Image one = first.images().get(image), other = second.images().get(image);
        return first.task() == Task.SEGMENTATION ? overlap(other) - overlap(one)
                : one.mistakes().size() - other.mistakes().size();
    }

    private static double overlap(NetTrial.Image image) {
        double iou = image.figures().get("iou");
        return Double.isNaN(iou) ? image.mistakes().isEmpty() ? 1 : 0 : iou; // without an object, nothing is right
    }

    /** Figures of both by their names, in order. */
    public Map<String, double[]> figures() {
        Map<String, double[]> figures = new LinkedHashMap<>();
        first.figures().overall().forEach((name, value) -> figures.put(name, new double[] { value,
                second.figures().overall().getOrDefault(name, Double.NaN) }));
        return figures;
    }

    /** For machines. */
    public String toJson() {
        return NetTrialFormat.json(this);
    }

    /** For people at a console. */
    public String toText() {
        return NetTrialFormat.text(this);
    }
}
