package org.loupe.engine.nets;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.loupe.api.Detections;
import org.loupe.api.Predictions;
import org.loupe.api.Provenance;
import org.loupe.api.Shape;
import org.loupe.api.Task;
import org.loupe.api.Tile;

/** Each kind of failure is told where it is, and nowhere else; figures and confusion count what is there. */
class NetTrialTest {
    private static final List<String> CLASSES = List.of("pit", "line");
    private static final Shape SIZE = Shape.grey(40, 30);

    /** Objects, each "class x y width height" and, for a frame, how wide its border is. */
    private static Detections objects(boolean masks, String... texts) {
        Detections.Builder objects = new Detections.Builder(CLASSES);
        for (String text : texts) {
            String[] t = text.split(" ");
            int w = Integer.parseInt(t[3]), h = Integer.parseInt(t[4]);
            int border = t.length > 5 ? Integer.parseInt(t[5]) : Math.max(w, h);
            objects.add(Integer.parseInt(t[1]), Integer.parseInt(t[2]), w, h, 0.9, CLASSES.indexOf(t[0]),
                    masks ? frame(w, h, border) : null);
        }
        return objects.build();
    }

    private static int[] frame(int w, int h, int border) {
        int[] runs = new int[w * h + 1]; // a run for each pixel, of length 0 where nothing changes
        int n = 0, length = 0;
        boolean on = false;
        for (int i = 0; i < w * h; i++) {
            boolean is = i % w < border || i % w >= w - border || i / w < border || i / w >= h - border;
            if (is != on) {
                runs[n++] = length;
                length = 0;
                on = is;
            }
            length++;
        }
        runs[n++] = length;
        return Arrays.copyOf(runs, n);
    }

    private static NetCard card(Task task) {
        return new NetCard(task, new Provenance("toy.net", "toy", "1", Map.of(), 1, "", "CPU", Map.of(), List.of()),
                CLASSES, false, Double.NaN, 10, 0.5, 0.5, new NetReport(List.of(), 1, Optional.empty(), 1, 0, List.of(),
                        List.of()));
    }

    private static NetTrial trial(Task task, Detections truth, Detections found) {
        NetTrial.Builder builder = new NetTrial.Builder("toy.model", card(task), NetSettings.of("toy.net"));
        builder.add("a", "g", false, SIZE, truth, found);
        return builder.build(List.of());
    }

    private static String boxes(String[] truth, String... found) {
        return trial(Task.DETECTION, objects(false, truth), objects(false, found)).images().get(0).words();
    }

    private static String pixels(String[] truth, String... found) {
        return trial(Task.SEGMENTATION, objects(true, truth), objects(true, found)).images().get(0).words();
    }

    private static String[] of(String... texts) {
        return texts;
    }

    @Test
    void aDetectorsMistakesHaveOneKindEach() {
        assertEquals("", boxes(of("pit 5 5 8 8"), "pit 5 5 8 8"));
        assertEquals("blank, missed 2", boxes(of("pit 5 5 8 8", "line 20 20 5 5")));
        assertEquals("false-object", boxes(of(), "pit 5 5 8 8"));
        assertEquals("wrong-class", boxes(of("pit 5 5 8 8"), "line 5 5 8 8"));
        assertEquals("misplaced", boxes(of("pit 5 5 8 8"), "pit 9 5 8 8"));
        assertEquals("doubled", boxes(of("pit 5 5 8 8"), "pit 5 5 8 8", "pit 9 5 8 8"));
        assertEquals("false-object, missed", boxes(of("pit 5 5 8 8"), "pit 25 5 8 8"));
    }

    @Test
    void aSegmentersMistakesAreThoseThatPapersName() {
        assertEquals("", pixels(of("pit 5 5 8 8"), "pit 5 5 8 8"));
        assertEquals("blank, missed", pixels(of("pit 5 5 8 8")));
        assertEquals("false-object", pixels(of("pit 5 5 8 8"), "pit 5 5 8 8", "pit 30 20 5 5"));
        assertEquals("wrong-class", pixels(of("pit 5 5 8 8"), "line 5 5 8 8"));
        assertEquals("missed", pixels(of("pit 5 5 8 8", "line 20 5 8 8"), "line 20 5 8 8"));
        // a hollow box whose inside is taken for object, too
        assertEquals("filled", pixels(of("line 4 4 16 16 2"), "line 4 4 16 16"));
        assertEquals("", pixels(of("line 4 4 16 16 2"), "line 4 4 16 16 2"));
        assertEquals("", pixels(of("line 4 4 16 16"), "line 4 4 16 16"), "without holes none is filled");
        // of 20 px across an edge of 2 px is missing all around
        assertEquals("lost-edges", pixels(of("pit 4 4 20 20"), "pit 6 6 16 16"));
        assertEquals("", pixels(of("pit 4 4 20 20"), "pit 4 4 20 18"), "one edge of four");
    }

    @Test
    void backgroundForObjectsIsToldOnceForTheImage() {
        Detections truth = objects(true, "pit 0 0 10 30"), turned = objects(true, "pit 10 0 30 30");
        NetTrial trial = trial(Task.SEGMENTATION, truth, turned);
        assertEquals("inverted", trial.images().get(0).words());
        assertEquals(0, trial.figures().overall().get("pixelAccuracy"));
        assertEquals(SIZE.region(), trial.images().get(0).mistakes().get(0).place());
        assertEquals("", pixels(of("pit 0 0 30 30"), "pit 0 0 30 30"), "much object is no inversion");
    }

    @Test
    void figuresAndConfusionCountPixelsWithThoseOfNoClass() {
        NetTrial trial = trial(Task.SEGMENTATION, objects(true, "pit 0 0 10 10", "line 20 0 10 10"),
                objects(true, "pit 0 0 10 5", "pit 20 0 10 5"));
        assertArrayEquals(new long[][] { {50, 0, 50}, {50, 0, 50}, {0, 0, 1000} }, trial.confusion().counts());
        assertEquals(50.0 / 150, trial.figures().classes().get(0).values().get("iou"), 1e-12);
        assertEquals(0, trial.figures().classes().get(1).values().get("iou"));
        assertEquals(1050.0 / 1200, trial.figures().overall().get("pixelAccuracy"), 1e-12);
        assertTrue(trial.toText().contains("(none)"), trial.toText());
    }

    @Test
    void onlyTheImagesWithAKindAreToldAndTheFiguresStay() {
        NetTrial.Builder builder = new NetTrial.Builder("toy.model", card(Task.DETECTION), NetSettings.of("toy.net"));
        builder.add("good", "g", true, SIZE, objects(false, "pit 5 5 8 8"), objects(false, "pit 5 5 8 8"));
        builder.add("bad", "g", false, SIZE, objects(false, "pit 5 5 8 8"), objects(false));
        NetTrial all = builder.build(List.of("A note.")), missed = all.only(Set.of(Failure.MISSED));
        assertEquals(List.of("bad"), missed.images().stream().map(NetTrial.Image::name).toList());
        assertEquals(all.figures(), missed.figures());
        assertEquals(2, JsonParser.parseString(missed.toJson()).getAsJsonObject().get("judged").getAsInt());
        assertTrue(all.toText().endsWith("A note.\n") && all.toText().contains("toy.model on 2 images"), all.toText());
        assertEquals(0, all.only(Set.of(Failure.FILLED)).images().size());
    }

    @Test
    void theBetterNetIsToldImageByImage() {
        NetTrial.Builder one = new NetTrial.Builder("one.model", card(Task.IMAGE_CLASSIFICATION),
                NetSettings.of("toy.net")), other = new NetTrial.Builder("other.model",
                        card(Task.IMAGE_CLASSIFICATION), NetSettings.of("toy.net"));
        int[] truths = {0, 1, 1}, first = {0, 0, 0}, second = {1, 1, 1};
        for (int i = 0; i < 3; i++) {
            Predictions truth = Predictions.truth(CLASSES, new int[] {truths[i]});
            one.add("i" + i, "g", false, SIZE, truth, Predictions.truth(CLASSES, new int[] {first[i]}));
            other.add("i" + i, "g", false, SIZE, truth, Predictions.truth(CLASSES, new int[] {second[i]}));
        }
        NetComparison compared = new NetComparison(one.build(List.of()), other.build(List.of()));
        assertEquals(2, compared.test().better());
        assertEquals(1, compared.test().worse());
        assertTrue(compared.toText().contains("other.model is better on 2 of 3 images and worse on 1"),
                compared.toText());
        assertArrayEquals(new double[] {0.5, 0.5}, compared.figures().get("balancedAccuracy"));
    }

    @Test
    void imagesAreKnownByTheirPixels() {
        byte[] samples = new byte[1200];
        String print = Fingerprint.of(Tile.of(SIZE, samples));
        assertEquals(print, Fingerprint.of(Tile.of(SIZE.scale(0.5), samples.clone())), "the scale is not in the pixels");
        samples[7] = 1;
        assertNotEquals(print, Fingerprint.of(Tile.of(SIZE, samples)));
        assertNotEquals(print, Fingerprint.of(Tile.of(Shape.grey(30, 40), new byte[1200])));
        assertFalse(print.isEmpty());
    }

    @Test
    void aDetectorsTrialAtAnotherScoreIsWhatItWouldHaveBeenWithIt() {
        Detections.Builder found = new Detections.Builder(CLASSES);
        found.add(2, 2, 8, 8, 0.9, 0, null); // a pit where one is
        found.add(20, 2, 8, 8, 0.4, 1, null); // a line where one is, less sure
        found.add(2, 20, 8, 8, 0.6, 0, null); // nothing is here
        NetTrial half = trial(Task.DETECTION, objects(false, "pit 2 2 8 8", "line 20 2 8 8"), found.build());
        assertEquals("false-object, missed", words(half));
        assertEquals(3, half.cases().get(0).found().size(), "what is less sure is known, too");
        NetTrial low = half.at(0.3), high = half.at(0.7);
        assertEquals("false-object", words(low));
        assertEquals("missed", words(high));
        assertEquals(0.8, low.figures().overall().get("f"), 1e-9, "2 of 2 and 2 of 3");
        assertEquals(1, low.figures().overall().get("countError"), 1e-9);
        assertEquals(half.figures().overall().get("map"), low.figures().overall().get("map"));
        assertEquals(half.images(), low.at(0.5).images());
        assertEquals(1, low.only(Set.of(Failure.FALSE_OBJECT)).cases().size());
        assertEquals(0, low.only(Set.of(Failure.MISSED)).cases().size(), "cases go with their images");
        assertArrayEquals(new long[] { 1 }, half.cell("pit", "pit"));
        assertArrayEquals(new long[] { 1 }, half.cell("line", ""), "missed");
        assertArrayEquals(new long[] { 0 }, low.cell("line", ""));
        assertArrayEquals(new long[] { 1 }, half.cell("", "pit"), "not true");
        NetTrial pixels = trial(Task.SEGMENTATION, objects(true, "pit 2 2 8 8"), objects(true, "pit 2 2 8 4"));
        assertArrayEquals(new long[] { 32 }, pixels.cell("pit", "pit"));
        assertArrayEquals(new long[] { 32 }, pixels.cell("pit", ""));
        assertArrayEquals(new long[] { 40 * 30 - 64 }, pixels.cell("", ""));
    }

    private static String words(NetTrial trial) {
        return trial.images().get(0).words();
    }
}
