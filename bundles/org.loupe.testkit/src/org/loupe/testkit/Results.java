package org.loupe.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.loupe.api.Classifier;
import org.loupe.api.Clustering;
import org.loupe.api.Dendrogram;
import org.loupe.api.Detections;
import org.loupe.api.Detector;
import org.loupe.api.Examples;
import org.loupe.api.FeatureExtractor;
import org.loupe.api.Filter;
import org.loupe.api.Features;
import org.loupe.api.Labels;
import org.loupe.api.LocalFeatureExtractor;
import org.loupe.api.Mask;
import org.loupe.api.Model;
import org.loupe.api.Operator;
import org.loupe.api.Pair;
import org.loupe.api.Predictions;
import org.loupe.api.Region;
import org.loupe.api.Sample;
import org.loupe.api.Shape;
import org.loupe.api.Tile;
import org.loupe.api.Tool;
import org.loupe.api.Trainer;

/** Says whether a tool's result is well formed, and whether two results are the same. */
final class Results {

    private Results() {
    }

    /** An object that was found. */
    record Found(double x, double y, double width, double height, double score, String kind, int area) {
        double centreX() {
            return x + width / 2;
        }

        double centreY() {
            return y + height / 2;
        }

        Found move(int dx, int dy) {
            return new Found(x + dx, y + dy, width, height, score, kind, area);
        }
    }

    /** Fails unless the result keeps to what the API says of it and to what the tool announced. */
    @SuppressWarnings("unchecked")
    static <P extends Record> void assertWellFormed(Tool<P, Object, Object> typed, P params, Object input,
            Object result) {
        Object tool = typed;
        if (result == null)
            fail("The result is null.");
        if (tool instanceof Operator<?> operator)
            assertImage((Operator<P>) operator, params, (Tile) input, (Tile) result);
        else if (result instanceof Pair pair)
            assertPair((Pair) input, pair);
        else if (tool instanceof Detector<?> detector)
            assertDetections((Detections) result, ((Pair) input).test().shape(),
                    ((Detector<P>) detector).classes(params));
        else if (result instanceof Labels labels)
            assertLabels(labels, ((Tile) input).shape());
        else if (tool instanceof LocalFeatureExtractor<?> extractor)
            assertFeatureMap((LocalFeatureExtractor<P>) extractor, params, (Tile) input, (Tile) result);
        else if (tool instanceof FeatureExtractor<?> extractor) {
            assertEquals(((FeatureExtractor<P>) extractor).names(params), ((Features) result).names(),
                    "names(params) and the result's columns");
            assertEquals(1, ((Features) result).rows(), "one row for a patch");
        } else if (tool instanceof Classifier<?> classifier)
            assertPredictions((Predictions) result, ((Features) input).rows(),
                    ((Classifier<P>) classifier).classes(params));
        else if (tool instanceof Trainer<?, ?, ?> trainer)
            Trainers.assertWellFormed(trainer, (Examples<?, ?>) input, (Model<?, ?>) result);
        else if (result instanceof Clustering clustering)
            assertEquals(((Features) input).rows(), clustering.rows(), "rows");
        else if (tool instanceof Filter<?>)
            assertTrue(((BitSet) result).length() <= ((Detections) input).size(), "rows that the input lacks");
        else if (result instanceof Sample sample)
            assertDetections(sample.truth(), sample.test().shape(), sample.truth().classes());
        else
            fail("The contract knows no tools that give " + result.getClass().getName() + ".");
    }

    private static <P extends Record> void assertImage(Operator<P> operator, P params, Tile in, Tile out) {
        Shape said = operator.output(params, in.shape()), got = out.shape();
        if (operator.global(params))
            assertTrue(got.width() <= said.width() && got.height() <= said.height(),
                    () -> "output() announced at most " + said + ", the result is " + got);
        assertEquals(operator.global(params) ? said.size(got.width(), got.height()) : said, got,
                "output() announced another shape than the result has");
        if (got.width() == in.width() && got.height() == in.height()) {
            assertEquals(in.x(), out.x(), "the result's column in the full image");
            assertEquals(in.y(), out.y(), "the result's row in the full image");
        }
    }

    private static <P extends Record> void assertFeatureMap(LocalFeatureExtractor<P> extractor, P params, Tile in,
            Tile out) {
        int stride = extractor.stride(params);
        assertEquals(Shape.Type.F32, out.shape().type(), "type of a feature map");
        assertEquals(extractor.channels(params), out.shape().channels(), "channels(params) and the map's");
        assertEquals((in.width() + stride - 1) / stride, out.width(), "width of the map at stride " + stride);
        assertEquals((in.height() + stride - 1) / stride, out.height(), "height of the map at stride " + stride);
    }

    private static void assertPair(Pair in, Pair out) {
        assertTrue(in.test() == out.test(), "A pair operator gives the test image back untouched");
        out.reference().ifPresent(reference -> {
            assertEquals(in.test().width(), reference.width(), "width of the new reference");
            assertEquals(in.test().height(), reference.height(), "height of the new reference");
        });
        out.valid().ifPresent(valid -> assertEquals(Shape.Type.U8, valid.shape().type(), "type of the valid mask"));
    }

    private static void assertDetections(Detections found, Shape image, List<String> classes) {
        if (found.size() > 0)
            assertEquals(classes, found.classes(), "classes");
        for (int i = 0; i < found.size(); i++) {
            String row = "Detection " + i + ": ";
            int left = (int) found.x()[i], top = (int) found.y()[i];
            assertTrue(found.x()[i] >= 0 && found.y()[i] >= 0 && found.width()[i] > 0 && found.height()[i] > 0
                    && found.x()[i] + found.width()[i] <= image.width()
                    && found.y()[i] + found.height()[i] <= image.height(),
                    () -> row + "its box lies outside of the image or is empty: " + left + ", " + top);
            assertTrue(found.score()[i] >= 0 && found.score()[i] <= 1, () -> row + "its score is not 0..1");
            assertTrue(found.classIndex()[i] >= 0 && found.classIndex()[i] < classes.size(),
                    () -> row + "unknown class");
            int[] mask = found.masks()[i];
            if (mask == null)
                continue;
            assertTrue(found.x()[i] == left && found.y()[i] == top && found.width()[i] == Math.rint(found.width()[i])
                    && found.height()[i] == Math.rint(found.height()[i]),
                    () -> row + "a box with a mask has whole numbers as edges");
            assertEquals((int) (found.width()[i] * found.height()[i]), Arrays.stream(mask).sum(),
                    () -> row + "its mask's run lengths together are the box's area");
            assertTrue(Mask.area(mask) > 0, () -> row + "its mask is empty");
        }
    }

    private static void assertLabels(Labels labels, Shape image) {
        assertEquals(image.width(), labels.tile().width(), "width of the labels");
        assertEquals(image.height(), labels.tile().height(), "height of the labels");
        var data = labels.tile().data().asIntBuffer();
        while (data.hasRemaining()) {
            int label = data.get();
            if (label < 0 || label > labels.count())
                fail("Labels are 0.." + labels.count() + ", found " + label + ".");
        }
    }

    static void assertPredictions(Predictions predictions, int rows, List<String> classes) {
        assertEquals(classes, predictions.classes(), "classes");
        assertEquals(rows, predictions.rows(), "rows");
        for (int row = 0; row < rows; row++) {
            double sum = 0, largest = 0;
            for (int c = 0; c < classes.size(); c++) {
                float p = predictions.probabilities()[row * classes.size() + c];
                assertTrue(p >= 0 && p <= 1, "A probability is 0..1, found " + p);
                sum += p;
                largest = Math.max(largest, p);
            }
            assertEquals(1, sum, 1e-4, "sum of a row's probabilities");
            assertEquals(largest, predictions.confidence(row), 1e-6, "the best class has the largest probability");
        }
    }

    /** Fails unless both results are equal; with a tolerance, numbers may differ by it and objects by as many px. */
    static void assertSame(Object a, Object b, double tolerance, String when) {
        assertEquals(a.getClass().isAssignableFrom(b.getClass()) || b.getClass().isAssignableFrom(a.getClass()), true,
                when);
        if (a instanceof Tile tile)
            assertTiles(tile, (Tile) b, tile.region(), tolerance, when);
        else if (a instanceof Pair pair) {
            assertOptional(pair.reference(), ((Pair) b).reference(), tolerance, when + ": reference");
            assertOptional(pair.valid(), ((Pair) b).valid(), tolerance == 0 ? 0 : 255, when + ": valid mask");
        } else if (a instanceof Detections found)
            assertFound(found(found), found((Detections) b), tolerance, when);
        else if (a instanceof Labels labels) {
            if (tolerance == 0)
                assertTiles(labels.tile(), ((Labels) b).tile(), labels.tile().region(), 0, when);
            else
                assertFound(found(labels), found((Labels) b), tolerance, when);
        } else if (a instanceof Features features) {
            assertEquals(features.names(), ((Features) b).names(), when);
            assertNumbers(features.values(), ((Features) b).values(), tolerance, when);
        } else if (a instanceof Predictions predictions) {
            if (tolerance == 0)
                assertEquals(Arrays.toString(predictions.best()), Arrays.toString(((Predictions) b).best()), when);
            assertNumbers(predictions.probabilities(), ((Predictions) b).probabilities(), tolerance, when);
        } else if (a instanceof Clustering clustering) {
            Clustering other = (Clustering) b;
            assertEquals(Arrays.toString(clustering.cluster()), Arrays.toString(other.cluster()), when + ": clusters");
            assertEquals(Arrays.toString(clustering.exemplars()), Arrays.toString(other.exemplars()), when);
            assertEquals(clustering.hierarchy().map(Results::text), other.hierarchy().map(Results::text), when);
        } else if (a instanceof Model<?, ?> model) {
            assertEquals(model.classes(), ((Model<?, ?>) b).classes(), when);
            assertTrue(Arrays.equals(Trainers.file(model), Trainers.file((Model<?, ?>) b)),
                    when + ": the files of both models differ");
        } else if (a instanceof BitSet)
            assertEquals(a, b, when);
        else if (a instanceof Sample sample) {
            assertSame(sample.test(), ((Sample) b).test(), tolerance, when);
            assertOptional(sample.reference(), ((Sample) b).reference(), tolerance, when + ": reference");
            assertFound(found(sample.truth()), found(((Sample) b).truth()), tolerance, when + ": truth");
        } else
            fail("The contract cannot compare " + a.getClass().getName() + ".");
    }

    private static String text(Dendrogram tree) {
        return Arrays.toString(tree.left()) + Arrays.toString(tree.right()) + Arrays.toString(tree.height());
    }

    private static void assertOptional(Optional<Tile> a, Optional<Tile> b, double tolerance, String when) {
        assertEquals(a.isPresent(), b.isPresent(), when);
        if (a.isPresent())
            assertTiles(a.get(), b.get(), a.get().region(), tolerance, when);
    }

    /** Fails unless both tiles hold the same in {@code region}, which is in pixels of the full image. */
    static void assertTiles(Tile a, Tile b, Region region, double tolerance, String when) {
        assertEquals(a.shape().channels() + " " + a.shape().type(), b.shape().channels() + " " + b.shape().type(),
                when);
        assertEquals(a.region().intersect(region), b.region().intersect(region), when + ": pixels that there are");
        Region common = a.region().intersect(region);
        for (int y = common.y(); y < common.bottom(); y++)
            for (int x = common.x(); x < common.right(); x++)
                for (int c = 0; c < a.shape().channels(); c++) {
                    double here = a.get(x - a.x(), y - a.y(), c), there = b.get(x - b.x(), y - b.y(), c);
                    if (!close(here, there, tolerance))
                        fail(when + ": at column " + x + ", row " + y + ", channel " + c + " " + here + " and " + there
                                + " differ by more than " + tolerance);
                }
    }

    private static boolean close(double a, double b, double tolerance) {
        return Double.compare(a, b) == 0 || Math.abs(a - b) <= tolerance;
    }

    private static void assertNumbers(float[] a, float[] b, double tolerance, String when) {
        assertEquals(a.length, b.length, when);
        for (int i = 0; i < a.length; i++)
            if (!close(a[i], b[i], tolerance))
                fail(when + ": value " + i + " is " + a[i] + " and " + b[i]);
    }

    /** Fails unless both hold the same objects, in any order. */
    static void assertFound(List<Found> a, List<Found> b, double tolerance, String when) {
        List<Found> rest = new ArrayList<>(b), missing = new ArrayList<>();
        for (Found found : a) {
            Optional<Found> same = rest.stream().filter(other -> same(found, other, tolerance))
                    .min(Comparator.comparingDouble(o -> Math.abs(o.x() - found.x()) + Math.abs(o.y() - found.y())));
            if (same.isEmpty())
                missing.add(found);
            else
                rest.remove(same.get());
        }
        if (!missing.isEmpty() || !rest.isEmpty())
            fail(when + ": of " + a.size() + " and " + b.size() + " objects, only here are " + missing + ", only there "
                    + rest);
    }

    private static boolean same(Found a, Found b, double tolerance) {
        if (tolerance == 0)
            return a.equals(b);
        return a.kind().equals(b.kind()) && close(a.x(), b.x(), tolerance) && close(a.y(), b.y(), tolerance)
                && close(a.width(), b.width(), 2 * tolerance) && close(a.height(), b.height(), 2 * tolerance);
    }

    static List<Found> found(Detections d) {
        List<Found> all = new ArrayList<>();
        for (int i = 0; i < d.size(); i++)
            all.add(new Found(d.x()[i], d.y()[i], d.width()[i], d.height()[i], d.score()[i], d.className(i),
                    d.masks()[i] == null ? 0 : Mask.area(d.masks()[i])));
        return all;
    }

    static List<Found> found(Labels labels) {
        int n = labels.count();
        int[] left = new int[n + 1], top = new int[n + 1], right = new int[n + 1], bottom = new int[n + 1];
        int[] area = new int[n + 1];
        Arrays.fill(left, Integer.MAX_VALUE);
        Arrays.fill(top, Integer.MAX_VALUE);
        var data = labels.tile().data().asIntBuffer();
        for (int row = 0, at = 0; row < labels.tile().height(); row++)
            for (int column = 0; column < labels.tile().width(); column++, at++) {
                int label = data.get(at);
                left[label] = Math.min(left[label], column);
                top[label] = Math.min(top[label], row);
                right[label] = Math.max(right[label], column + 1);
                bottom[label] = Math.max(bottom[label], row + 1);
                area[label]++;
            }
        List<Found> all = new ArrayList<>();
        for (int i = 1; i <= n; i++)
            if (area[i] > 0)
                all.add(new Found(left[i], top[i], right[i] - left[i], bottom[i] - top[i], 1, "object", area[i]));
        return all;
    }
}
