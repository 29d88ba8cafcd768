package org.loupe.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loupe.api.Detections;
import org.loupe.api.Features;
import org.loupe.api.ImageInfo;
import org.loupe.api.ToolException;
import org.loupe.engine.Progress;
import org.loupe.store.ImageRow;
import org.loupe.store.RunReader;
import org.loupe.store.RunWriter;
import org.loupe.workspace.RunComparison.Aspect;
import org.loupe.workspace.RunComparison.Counts;
import org.loupe.workspace.RunComparison.Difference;
import org.loupe.workspace.RunComparison.Kind;
import org.loupe.workspace.RunComparison.Settings;

/** What is new, gone and changed between two runs. */
class RunComparisonTest {
    private static final List<String> CLASSES = List.of("open", "short");
    private static final String PROVENANCE = """
            {"loupe": "provenance", "version": 1, "plan": "x", "options": {"policy": "auto", "threads": 1, "seed": 1,
             "tileSize": 2048, "wholeImagePixels": 1}, "steps": [], "environment": {}}
            """;

    @TempDir
    Path temp;

    /** A run that is being written. */
    private final class Made implements AutoCloseable {
        private final RunWriter writer;
        private final Path folder;
        private int images;

        Made(String name) throws Exception {
            folder = temp.resolve(name);
            writer = RunWriter.create(folder, "{}", PROVENANCE);
        }

        Made image(String name, Detections found) throws Exception {
            return add(name, "/images/" + name + ".png", found, ImageRow.OK);
        }

        Made add(String name, String path, Detections found, String status) throws Exception {
            writer.append(new ImageRow(images, name, path, 0, "", "", "", name, 100, 100, Double.NaN,
                    ImageInfo.Conditions.UNKNOWN, found.size(), 1, status, "", "", List.of()), found,
                    new Features(List.of(), found.size(), new float[0]));
            images++;
            return this;
        }

        @Override
        public void close() throws Exception {
            writer.complete();
            writer.close();
        }
    }

    private static Detections.Builder found() {
        return new Detections.Builder(CLASSES);
    }

    private RunReader open(String name) throws Exception {
        return RunReader.open(temp.resolve(name));
    }

    private static RunComparison compare(RunReader before, RunReader after) throws Exception {
        return RunComparison.of(before, after, Settings.DEFAULT, Optional.empty(), Progress.NONE);
    }

    private void twoRuns() throws Exception {
        try (Made a = new Made("a"); Made b = new Made("b")) {
            a.image("1", found().add(10, 10, 20, 20, 0.9, 0, null).add(60, 60, 10, 10, 0.8, 1, null).build());
            b.image("1", found().add(10.5, 10, 20, 20, 0.91, 0, null).add(30, 80, 10, 10, 0.7, 1, null).build());
            a.image("2", found().add(10, 10, 20, 20, 0.9, 0, null).add(50, 10, 20, 20, 0.9, 0, null)
                    .add(10, 50, 20, 20, 0.9, 0, null).build());
            b.image("2", found().add(10, 10, 20, 20, 0.9, 1, null).add(50, 10, 20, 20, 0.8, 0, null)
                    .add(10, 53, 20, 20, 0.9, 0, null).build());
            a.image("3", Detections.NONE);
            b.image("3", Detections.NONE);
            a.image("4 only before", found().add(1, 1, 5, 5, 1, 0, null).build());
            b.image("5 only after", found().add(1, 1, 5, 5, 1, 0, null).build());
            a.add("6", "/images/6.png", Detections.NONE, ImageRow.ERROR);
            b.image("6", found().add(1, 1, 5, 5, 1, 0, null).build());
        }
    }

    @Test
    void newGoneAndChangedAreCounted() throws Exception {
        twoRuns();
        try (RunReader before = open("a"); RunReader after = open("b")) {
            RunComparison c = compare(before, after);
            assertEquals(new Counts(5, 5, 1, 1, 3), c.counts());
            assertEquals(1, c.counts().same());
            assertFalse(c.counts().equal());
            assertEquals(new Counts(4, 3, 0, 0, 2), c.classes().get("open"));
            assertEquals(new Counts(1, 2, 1, 1, 1), c.classes().get("short"));
            assertEquals(List.of("1", "2", "3"), c.images().stream().map(i -> i.image()).toList());
            assertEquals(new Counts(2, 2, 1, 1, 0), c.images().get(0).counts());
            assertTrue(c.images().get(2).counts().equal());
            assertEquals(List.of("4 only before"), c.onlyBefore());
            assertEquals(List.of("5 only after"), c.onlyAfter());
            assertEquals(List.of("6"), c.failed(), "what failed once is not compared");
            assertTrue(c.verdict().isEmpty());
        }
    }

    @Test
    void whatDiffersIsTold() throws Exception {
        twoRuns();
        try (RunReader before = open("a"); RunReader after = open("b")) {
            RunComparison c = compare(before, after);
            Difference added = c.page(Kind.NEW, "", 0, 10, before, after).get(0);
            assertEquals("1", added.image());
            assertTrue(added.before().isEmpty());
            assertEquals(80, added.after().get().y());
            assertEquals(1, added.after().get().row());
            Difference gone = c.page(Kind.GONE, "", 0, 10, before, after).get(0);
            assertEquals("short", gone.before().get().className());
            List<Difference> changed = c.page(Kind.CHANGED, "", 0, 10, before, after);
            assertEquals(List.of(EnumSet.of(Aspect.CLASS), EnumSet.of(Aspect.SCORE), EnumSet.of(Aspect.BOX)),
                    changed.stream().map(Difference::aspects).toList());
            assertEquals("open", changed.get(0).before().get().className());
            assertEquals("short", changed.get(0).after().get().className());
            assertEquals(3, c.size(Kind.CHANGED, "open"), "either run's class counts");
            assertEquals(1, c.size(Kind.CHANGED, "short"));
            assertEquals(0, c.size(Kind.CHANGED, "no such class"));
            assertEquals(List.of(changed.get(1)), c.page(Kind.CHANGED, "open", 1, 1, before, after));
            assertEquals(List.of(changed.get(2)), c.page(Kind.CHANGED, "", 2, 9, before, after));
            assertEquals(List.of(), c.page(Kind.CHANGED, "", 3, 9, before, after));
        }
    }

    @Test
    void tolerancesAreObeyed() throws Exception {
        twoRuns();
        try (RunReader before = open("a"); RunReader after = open("b")) {
            RunComparison wide = RunComparison.of(before, after, new Settings(0.33, 0.2, 5), Optional.empty(),
                    Progress.NONE);
            assertEquals(1, wide.counts().changed(), "only the class");
            RunComparison none = RunComparison.of(before, after, new Settings(0.33, 0, 0), Optional.empty(),
                    Progress.NONE);
            assertEquals(4, none.counts().changed(), "half a pixel counts, too");
            RunComparison strict = RunComparison.of(before, after, new Settings(0.9, 0.05, 1), Optional.empty(),
                    Progress.NONE);
            assertEquals(2, strict.counts().added(), "a box that moved by 3 px is another one");
        }
        assertThrows(IllegalArgumentException.class, () -> new Settings(1, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> new Settings(0.5, -1, 0));
    }

    @Test
    void aRunIsEqualToItself() throws Exception {
        twoRuns();
        try (RunReader before = open("a"); RunReader after = open("a")) {
            RunComparison c = compare(before, after);
            assertTrue(c.counts().equal());
            assertEquals(5 + 1, c.counts().same());
            assertEquals(0, c.size(Kind.NEW, "") + c.size(Kind.GONE, "") + c.size(Kind.CHANGED, ""));
        }
    }

    @Test
    void imagesAreKnownByFileElseByName() throws Exception {
        try (Made a = new Made("a"); Made b = new Made("b"); Made other = new Made("c")) {
            Detections one = found().add(1, 1, 5, 5, 1, 0, null).build();
            a.add("lot/1.png", "/data/lot/1.png", one, ImageRow.OK).add("2.png", "/data/2.png", one, ImageRow.OK);
            b.add("1.png", "/data/lot/1.png", one, ImageRow.OK).add("2.png", "/moved/2.png", one, ImageRow.OK);
            other.add("9.png", "/data/9.png", one, ImageRow.OK);
        }
        try (RunReader before = open("a"); RunReader after = open("b"); RunReader other = open("c")) {
            assertEquals(2, compare(before, after).images().size());
            assertThrows(ToolException.class, () -> compare(before, other));
        }
    }

    @Test
    void theTruthSaysWhichIsBetter() throws Exception {
        StringBuilder csv = new StringBuilder("image,x,y,width,height,class\n");
        try (Made a = new Made("a"); Made b = new Made("b")) {
            for (int i = 0; i < 30; i++) {
                csv.append(i).append(".png,10,10,20,20,Open\n");
                boolean better = i < 18, worse = i >= 18 && i < 23;
                Detections right = found().add(10, 10, 20, 20, 0.9, 0, null).build();
                Detections wrong = found().add(10, 10, 20, 20, 0.9, 0, null).add(60, 60, 9, 9, 0.9, 0, null).build();
                a.image(String.valueOf(i), better ? wrong : right);
                b.image(String.valueOf(i), worse ? Detections.NONE : right);
            }
            a.image("unknown", Detections.NONE);
            b.image("unknown", Detections.NONE);
        }
        Path truth = Files.writeString(temp.resolve("truth.csv"), csv);
        try (RunReader before = open("a"); RunReader after = open("b")) {
            RunComparison.Verdict verdict = RunComparison.of(before, after, Settings.DEFAULT, Optional.of(truth),
                    Progress.NONE).verdict().orElseThrow();
            assertEquals(18, verdict.test().better());
            assertEquals(5, verdict.test().worse());
            assertEquals(7, verdict.test().same());
            assertEquals(0.0106, verdict.test().p(), 1e-4);
            assertTrue(verdict.classesCount());
            assertEquals(1, verdict.withoutTruth());
        }
    }

    @Test
    void itCanBeCancelled() throws Exception {
        twoRuns();
        try (RunReader before = open("a"); RunReader after = open("b")) {
            assertThrows(CancellationException.class, () -> RunComparison.of(before, after, Settings.DEFAULT,
                    Optional.empty(), new Progress() {
                        @Override
                        public boolean cancelled() {
                            return true;
                        }
                    }));
        }
    }

    /** Both runs by a slow and plain count of their own. */
    @Test
    void manyDetectionsAreCountedAndPaged() throws Exception {
        Random random = new Random(7);
        long added = 0, gone = 0;
        try (Made a = new Made("a"); Made b = new Made("b")) {
            for (int image = 0; image < 40; image++) {
                Detections.Builder old = found(), now = found();
                for (int i = 0; i < 500; i++) {
                    double x = i % 25 * 30, y = i / 25 * 30;
                    boolean inOld = random.nextInt(10) > 0, inNew = random.nextInt(10) > 0;
                    if (inOld)
                        old.add(x, y, 12, 12, 0.5, i % 2, null);
                    if (inNew)
                        now.add(x, y, 12, 12, 0.5, i % 2, null);
                    added += inNew && !inOld ? 1 : 0;
                    gone += inOld && !inNew ? 1 : 0;
                }
                a.image("i" + image, old.build());
                b.image("i" + image, now.build());
            }
        }
        try (RunReader before = open("a"); RunReader after = open("b")) {
            RunComparison c = compare(before, after);
            assertEquals(added, c.counts().added());
            assertEquals(gone, c.counts().gone());
            assertEquals(0, c.counts().changed());
            Set<String> seen = new HashSet<>();
            List<Difference> all = new ArrayList<>();
            for (int from = 0; from < c.size(Kind.NEW, ""); from += 64)
                all.addAll(c.page(Kind.NEW, "", from, 64, before, after));
            all.forEach(d -> assertTrue(seen.add(d.image() + " " + d.after().get().row())));
            assertEquals(added, seen.size());
            assertEquals(added, c.size(Kind.NEW, "open") + c.size(Kind.NEW, "short"));
        }
    }
}
