package org.loupe.engine.nets;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.loupe.api.Detections;
import org.loupe.api.Examples;
import org.loupe.api.Pair;
import org.loupe.api.Predictions;
import org.loupe.api.Task;
import org.loupe.api.Tile;
import org.loupe.engine.evaluation.Evaluation;

/** Adds up how right a net is, image by image. For one thread. @param <O> what the net gives */
interface Judge<O> {

    /** Takes one image. @return what the net found there, as a person is shown it */
    Object add(String name, O truth, O found);

    /** The figures of all images so far. */
    NetFigures figures();

    /** What became of the objects, pixels or images of each class so far. */
    Evaluation.Confusion confusion();

    /** Of a detector, all that is known of the objects so far. */
    default Optional<Evaluation> objects() {
        return Optional.empty();
    }

    /** A judge of a task. */
    static <O> Judge<O> of(Task task, Examples<Pair, O> examples, NetSettings settings) {
        return of(task, examples.classes(), settings);
    }

    /** The same of classes. */
    @SuppressWarnings("unchecked")
    static <O> Judge<O> of(Task task, List<String> classes, NetSettings settings) {
        return (Judge<O>) switch (task) {
            case DETECTION -> new OfObjects(settings);
            case SEGMENTATION -> new OfPixels(classes);
            case IMAGE_CLASSIFICATION -> new OfImages(classes);
            default -> throw new IllegalArgumentException("No net learns " + task + ".");
        };
    }

    private static long[][] copy(long[][] counts) {
        return Arrays.stream(counts).map(long[]::clone).toArray(long[][]::new);
    }

    /** Of boxes with a class. */
    final class OfObjects implements Judge<Detections> {
        private final NetSettings settings;
        private final List<Evaluation.Case> cases = new ArrayList<>();
        private long found, off;

        OfObjects(NetSettings settings) {
            this.settings = settings;
        }

        @Override
        public Object add(String name, Detections truth, Detections given) {
            Detections merged = Suppression.apply(given, 0, settings.mergeIou());
            cases.add(new Evaluation.Case(name, truth, merged));
            Detections shown = Suppression.apply(merged, settings.leastScore(), 1);
            found += merged.size();
            off += Math.abs(shown.size() - truth.size());
            return shown;
        }

        @Override
        public NetFigures figures() {
            Evaluation own = objects().orElseThrow();
            Map<String, Double> overall = new LinkedHashMap<>();
            overall.put("map", own.map());
            overall.put("ap50", evaluation(0.5, 0).map());
            overall.put("map5095", own.map5095());
            overall.put("f", own.overall().f());
            overall.put("precision", own.overall().precision());
            overall.put("recall", own.overall().recall());
            overall.put("countError", (double) off / Math.max(1, cases.size()));
            List<NetFigures.OfClass> classes = own.classes().stream().map(c -> {
                Map<String, Double> values = new LinkedHashMap<>();
                values.put("ap", c.ap());
                values.put("f", c.scores().f());
                values.put("precision", c.scores().precision());
                values.put("recall", c.scores().recall());
                return new NetFigures.OfClass(c.name(), c.scores().truths(), values);
            }).toList();
            return new NetFigures(Double.isNaN(own.map()) ? 0 : own.map(), overall, classes, found == 0);
        }

        @Override
        public Evaluation.Confusion confusion() {
            return objects().orElseThrow().confusion();
        }

        @Override
        public Optional<Evaluation> objects() {
            return Optional.of(evaluation(settings.evaluationIou(), settings.leastScore()));
        }

        private Evaluation evaluation(double iou, double least) {
            return Evaluation.of(cases, new Evaluation.Settings(iou, false, least));
        }
    }

    /** Of pixels with a class, or none. */
    final class OfPixels implements Judge<Tile> {
        private static final float SURE = 0.5f;

        private final List<String> classes;
        private final long[] true1, found1, both;
        private final long[][] counts;
        private long pixels, right;

        OfPixels(List<String> classes) {
            this.classes = classes;
            true1 = new long[classes.size()];
            found1 = new long[classes.size()];
            both = new long[classes.size()];
            counts = new long[classes.size() + 1][classes.size() + 1];
        }

        @Override
        public Object add(String name, Tile truth, Tile found) {
            FloatBuffer t = truth.data().asFloatBuffer(), f = found.data().asFloatBuffer();
            int n = classes.size();
            for (long i = 0; i < truth.shape().pixels(); i++) {
                boolean same = true;
                int row = n, column = n; // the first class of several
                for (int c = 0; c < n; c++) {
                    boolean is = t.get((int) (i * n + c)) > SURE, told = f.get((int) (i * n + c)) > SURE;
                    row = is && row == n ? c : row;
                    column = told && column == n ? c : column;
                    true1[c] += is ? 1 : 0;
                    found1[c] += told ? 1 : 0;
                    both[c] += is && told ? 1 : 0;
                    same &= is == told;
                }
                right += same ? 1 : 0;
                counts[row][column]++;
            }
            pixels += truth.shape().pixels();
            return found;
        }

        @Override
        public Evaluation.Confusion confusion() {
            return new Evaluation.Confusion(classes, classes, copy(counts));
        }

        @Override
        public NetFigures figures() {
            double iou = 0, dice = 0, recall = 0;
            int counted = 0;
            long told = 0;
            List<NetFigures.OfClass> all = new ArrayList<>();
            for (int c = 0; c < classes.size(); c++) {
                long union = true1[c] + found1[c] - both[c];
                Map<String, Double> values = new LinkedHashMap<>();
                values.put("iou", (double) both[c] / union);
                values.put("dice", 2.0 * both[c] / (true1[c] + found1[c]));
                values.put("recall", (double) both[c] / true1[c]);
                values.put("precision", (double) both[c] / found1[c]);
                all.add(new NetFigures.OfClass(classes.get(c), true1[c], values));
                told += found1[c];
                if (true1[c] == 0)
                    continue;
                counted++;
                iou += values.get("iou");
                dice += values.get("dice");
                recall += values.get("recall");
            }
            Map<String, Double> overall = new LinkedHashMap<>();
            overall.put("iou", iou / counted);
            overall.put("dice", dice / counted);
            overall.put("recall", recall / counted);
            overall.put("pixelAccuracy", (double) right / pixels);
            return new NetFigures(counted == 0 ? 0 : iou / counted, overall, all,
                    told == 0 || told == pixels * classes.size());
        }
    }

    /** Of images with a class each. */
    final class OfImages implements Judge<Predictions> {
        private final List<String> classes;
        private final long[] truths, hits, found;
        private final long[][] counts;

        OfImages(List<String> classes) {
            this.classes = classes;
            truths = new long[classes.size()];
            hits = new long[classes.size()];
            found = new long[classes.size()];
            counts = new long[classes.size() + 1][classes.size() + 1];
        }

        @Override
        public Object add(String name, Predictions truth, Predictions given) {
            truths[truth.best()[0]]++;
            counts[truth.best()[0]][given.best()[0]]++;
            found[given.best()[0]]++;
            hits[truth.best()[0]] += truth.best()[0] == given.best()[0] ? 1 : 0;
            return given;
        }

        @Override
        public Evaluation.Confusion confusion() {
            return new Evaluation.Confusion(classes, classes, copy(counts));
        }

        @Override
        public NetFigures figures() {
            double recalls = 0, f1 = 0;
            int counted = 0, told = 0;
            long all = 0, right = 0;
            List<NetFigures.OfClass> each = new ArrayList<>();
            for (int c = 0; c < classes.size(); c++) {
                double recall = (double) hits[c] / truths[c];
                Map<String, Double> values = new LinkedHashMap<>();
                values.put("recall", recall);
                values.put("precision", (double) hits[c] / found[c]);
                values.put("f", 2.0 * hits[c] / (truths[c] + found[c]));
                each.add(new NetFigures.OfClass(classes.get(c), truths[c], values));
                all += truths[c];
                right += hits[c];
                told += found[c] > 0 ? 1 : 0;
                if (truths[c] == 0)
                    continue;
                counted++;
                recalls += recall;
                f1 += values.get("f");
            }
            Map<String, Double> overall = new LinkedHashMap<>();
            overall.put("balancedAccuracy", recalls / counted);
            overall.put("accuracy", (double) right / all);
            overall.put("macroF1", f1 / counted);
            return new NetFigures(counted == 0 ? 0 : recalls / counted, overall, each, counted > 1 && told == 1);
        }
    }
}
