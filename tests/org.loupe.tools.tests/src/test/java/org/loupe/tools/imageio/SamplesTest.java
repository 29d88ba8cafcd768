package org.loupe.tools.imageio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.loupe.api.Detections;
import org.loupe.api.Device;
import org.loupe.api.Generator;
import org.loupe.api.Mask;
import org.loupe.api.Region;
import org.loupe.api.Sample;
import org.loupe.api.Shape;
import org.loupe.api.Step;
import org.loupe.api.Tile;
import org.loupe.api.Tool;
import org.loupe.api.ToolException;
import org.loupe.api.ToolProvider;
import org.loupe.testkit.TestRun;
import org.loupe.testkit.ToolContract;

/** Synthetic samples: exact truth, the same for the same seed, all classes, fast. */
class SamplesTest {

    /** The same tool with small samples, so that a thousand calls take seconds. */
    private record Small<P extends Record>(Generator<P> tool, P defaults) implements Generator<P> {
        @Override
        public Info info() {
            return tool.info();
        }

        @Override
        public Step<Integer, Sample> open(P params, Device device) throws ToolException {
            return tool.open(params, device);
        }
    }

    @TestFactory
    Stream<DynamicTest> contract() {
        return ToolContract.of(new ToolProvider() {
            @Override
            public List<Tool<?, ?, ?>> tools() {
                return List.of(
                        new Small<>(new BoardSamples(), new BoardSamples.Params(64, 64, 3, 20, 9, 6, 0.4, 0.2, 0.6, 8,
                                12, 0.9, 4, 20.8)),
                        new Small<>(new SemSamples(), new SemSamples.Params(128, 128, SemSamples.Layer.BOTH, 20, 2, 20,
                                5, 0.8, 12, 0.9, 11, true, 0.002)),
                        new Small<>(new WaferSamples(), new WaferSamples.Params(64, 64, WaferSamples.Surface.BOTH, 48,
                                5, 20, 2.5, 25, 0.9, 3, 0.65)),
                        new Small<>(new ReviewSamples(), new ReviewSamples.Params(128, 128, 3, 30, 0.9, 12, 60, 0.02)),
                        new Small<>(new LayerSamples(), new LayerSamples.Params(64, 64, 16, 60, 0.8, 15, 1, 14,
                                0.01)));
            }
        });
    }

    private static <P extends Record> Sample sample(Generator<P> generator, P params, int number, long seed)
            throws Exception {
        try (TestRun run = new TestRun(seed); Step<Integer, Sample> step = generator.open(params, Device.CPU)) {
            Sample sample = step.apply(number, run);
            return new Sample(copy(sample.test()), sample.reference().map(SamplesTest::copy), sample.truth(),
                    sample.conditions());
        }
    }

    private static Tile copy(Tile tile) {
        Tile copy = Tile.allocate(tile.shape());
        copy.data().put(tile.data());
        return copy;
    }

    private static byte[] bytes(Tile tile) {
        byte[] bytes = new byte[tile.data().remaining()];
        tile.data().get(bytes);
        return bytes;
    }

    private static BoardSamples.Params boards(double good, double variation, double noise) {
        BoardSamples.Params d = new BoardSamples().defaults();
        return new BoardSamples.Params(d.width(), d.height(), d.defects(), good, d.traceWidth(),
                variation * d.maxShift(), variation * d.maxRotation(), variation * d.maxScale(), variation * d.etch(),
                variation * d.gain(), variation * d.vignette(), d.blur(), noise, d.umPerPx());
    }

    @Test
    void masksAreWhereBoardsDiffer() throws Exception {
        for (int number = 0; number < 6; number++) {
            Sample sample = sample(new BoardSamples(), boards(0, 0, 0), number, 7);
            Tile test = sample.test(), reference = sample.reference().orElseThrow();
            Tile marked = Tile.allocate(test.shape());
            Detections truth = sample.truth();
            assertTrue(truth.size() > 0);
            for (int i = 0; i < truth.size(); i++) {
                Region box = truth.region(i);
                Mask.draw(truth.masks()[i], box, marked);
                double most = 0;
                for (int y = box.y(); y < box.bottom(); y++)
                    for (int x = box.x(); x < box.right(); x++)
                        most = Math.max(most, Math.abs(test.get(x, y, 0) - reference.get(x, y, 0)));
                assertTrue(most > 35, truth.className(i) + " of sample " + number + " differs by " + most);
            }
            for (int y = 4; y < test.height() - 4; y++)
                for (int x = 4; x < test.width() - 4; x++)
                    if (Math.abs(test.get(x, y, 0) - reference.get(x, y, 0)) > 60)
                        assertTrue(near(marked, x, y), "sample " + number + " differs at " + x + ", " + y);
        }
    }

    private static boolean near(Tile marked, int x, int y) {
        for (int dy = -3; dy <= 3; dy++)
            for (int dx = -3; dx <= 3; dx++)
                if (marked.get(x + dx, y + dy, 0) > 0)
                    return true;
        return false;
    }

    /** Each class of a stack stands out in its own way: dark pits, bright particles by size, stains without an edge. */
    @Test
    void reviewObjectsLookLikeTheirClass() throws Exception {
        Map<String, List<double[]>> looks = new TreeMap<>();
        for (int number = 0; number < 12; number++) {
            Sample sample = sample(new ReviewSamples(), new ReviewSamples.Params(512, 512, 14, 30, 0.9, 0, 0, 0.02),
                    number, 4);
            Detections truth = sample.truth();
            for (int i = 0; i < truth.size(); i++) {
                Region box = truth.region(i);
                double middle = sample.test().get(box.x() + box.width() / 2, box.y() + box.height() / 2, 0);
                double beside = sample.test().get(box.x() - 8, box.y() - 8, 0);
                looks.computeIfAbsent(truth.className(i), k -> new ArrayList<>())
                        .add(new double[] {middle - beside, Math.max(box.width(), box.height())});
            }
        }
        assertEquals(List.of("large particle", "none", "particle", "pit", "unknown"), List.copyOf(looks.keySet()));
        assertTrue(looks.get("pit").stream().allMatch(l -> l[0] < -15), "pits are dark");
        assertTrue(looks.get("particle").stream().allMatch(l -> l[0] > 15 && l[1] < 17), "particles are bright");
        assertTrue(looks.get("large particle").stream().allMatch(l -> l[0] > 15 && l[1] > 12), "large ones are large");
        assertTrue(looks.get("none").stream().anyMatch(l -> l[0] < 0) && looks.get("none").stream()
                .anyMatch(l -> l[0] > 0), "stains are dark or bright");
    }

    /** Without distractors a grey level tells tracks from the rest; with them none does. */
    @Test
    void brightnessAloneTellsTracksOnlyWithoutDistractors() throws Exception {
        assertTrue(bestThreshold(0) > 0.88, () -> "without distractors");
        assertTrue(bestThreshold(100) < 0.8, () -> "with distractors");
    }

    /** The highest IoU of tracks and what is brighter than some level, over a few images with a level for each. */
    private static double bestThreshold(double distractors) throws Exception {
        long both = 0, either = 0;
        for (int number = 0; number < 6; number++) {
            Sample sample = sample(new LayerSamples(), new LayerSamples.Params(256, 256, 26, distractors, 0.8, 0, 1, 2,
                    0.01), number, 3);
            Tile metal = Tile.allocate(sample.test().shape());
            for (int i = 0; i < sample.truth().size(); i++)
                Mask.draw(sample.truth().masks()[i], sample.truth().region(i), metal);
            byte[] grey = bytes(sample.test()), tracks = bytes(metal);
            long[] best = { 0, 1 };
            for (int level = 40; level < 240; level += 2) {
                long and = 0, or = 0;
                for (int i = 0; i < grey.length; i++) {
                    boolean bright = (grey[i] & 0xff) > level, on = tracks[i] != 0;
                    and += bright && on ? 1 : 0;
                    or += bright || on ? 1 : 0;
                }
                if (and * best[1] > best[0] * or)
                    best = new long[] { and, or };
            }
            both += best[0];
            either += best[1];
        }
        return both / (double) either;
    }

    @Test
    void everyClassAppearsAndBoxesFitTheirMasks() throws Exception {
        for (Generator<?> generator : new Generator<?>[] { new BoardSamples(), new SemSamples(),
                new WaferSamples(), new LayerSamples() }) {
            Map<String, Integer> counts = new TreeMap<>();
            Set<String> names = new TreeSet<>();
            for (int number = 0; number < 16; number++)
                count(sample(generator, number), counts, names);
            assertEquals(names, counts.keySet(), generator.info().id());
        }
    }

    private static <P extends Record> Sample sample(Generator<P> generator, int number) throws Exception {
        return sample(generator, generator.defaults(), number, 11);
    }

    private static void count(Sample sample, Map<String, Integer> counts, Set<String> names) {
        Detections truth = sample.truth();
        names.addAll(truth.classes());
        for (int i = 0; i < truth.size(); i++) {
            counts.merge(truth.className(i), 1, Integer::sum);
            Region box = truth.region(i);
            assertEquals(box, box.intersect(sample.test().region()));
            Tile mask = Tile.allocate(Shape.grey(box.width(), box.height()));
            Mask.draw(truth.masks()[i], new Region(0, 0, box.width(), box.height()), mask);
            assertArrayEquals(truth.masks()[i], Mask.encode(mask, mask.region()));
            boolean left = false, right = false, top = false, bottom = false;
            for (int y = 0; y < box.height(); y++) {
                left |= mask.get(0, y, 0) > 0;
                right |= mask.get(box.width() - 1, y, 0) > 0;
            }
            for (int x = 0; x < box.width(); x++) {
                top |= mask.get(x, 0, 0) > 0;
                bottom |= mask.get(x, box.height() - 1, 0) > 0;
            }
            assertTrue(left && right && top && bottom, "the box of " + truth.className(i) + " is too large");
        }
    }

    @Test
    void theShareOfGoodSamplesIsExact() throws Exception {
        int good = 0;
        for (int number = 0; number < 20; number++)
            good += sample(new BoardSamples(), boards(25, 1, 4), number, 3).truth().size() == 0 ? 1 : 0;
        assertEquals(5, good);
    }

    @Test
    void noiseChangesNoDefect() throws Exception {
        Sample quiet = sample(new BoardSamples(), boards(0, 1, 0), 4, 5);
        Sample loud = sample(new BoardSamples(), boards(0, 1, 20), 4, 5);
        assertArrayEquals(quiet.truth().x(), loud.truth().x());
        assertArrayEquals(quiet.truth().classIndex(), loud.truth().classIndex());
    }

    /** Equal on every machine: if this changes, samples of earlier releases can no longer be made again. */
    @Test
    void samplesAreTheSameForEver() throws Exception {
        assertEquals("caf6e0fd1492563a", hash(sample(new BoardSamples(), 1)));
        assertEquals("9590e5782538c362", hash(sample(new SemSamples(), 1)));
        assertEquals("e7fbf8b170e1c5e2", hash(sample(new WaferSamples(), 1)));
        assertEquals("27de35cddfd8982f", hash(sample(new LayerSamples(), 1)));
    }

    private static String hash(Sample sample) throws Exception {
        MessageDigest sha = MessageDigest.getInstance("SHA-256");
        sha.update(bytes(sample.test()));
        if (sample.reference().isPresent())
            sha.update(bytes(sample.reference().get()));
        for (int[] mask : sample.truth().masks())
            for (int run : mask)
                sha.update(ByteBuffer.allocate(4).putInt(run).array());
        return HexFormat.of().formatHex(sha.digest(), 0, 8);
    }

    @Test
    void stopsWhenCancelled() {
        try (TestRun run = new TestRun(); Step<Integer, Sample> step = new BoardSamples()
                .open(new BoardSamples().defaults(), Device.CPU)) {
            run.cancel();
            assertThrows(CancellationException.class, () -> step.apply(0, run));
        }
    }
}
