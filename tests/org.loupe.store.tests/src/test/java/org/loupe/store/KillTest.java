package org.loupe.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.duckdb.DuckDBDriver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loupe.api.Detections;
import org.loupe.api.ToolException;

/** A writer that is killed at any moment loses nothing of its finished parts, and the run goes on. */
class KillTest {
    /** More with {@code -Dloupe.kills=50}. */
    private static final int KILLS = Integer.getInteger("loupe.kills", 20);
    private static final int IMAGES_PER_PART = 20;

    @TempDir
    Path temp;

    /** Goes on with a run, or begins it, and writes small parts until it is killed; says when a part is done. */
    public static final class Child {
        public static void main(String[] args) throws ToolException {
            Path folder = Path.of(args[0]);
            try (RunWriter writer = RunReader.isRun(folder) ? RunWriter.resume(folder)
                    : RunWriter.create(folder, "{}", "{}")) {
                for (int i = 0;; i++) {
                    if (writer.has("key" + i))
                        continue;
                    writer.append(Sample.image(i), Sample.detections(i, i % 5), Sample.features(i, i % 5));
                    if (i % IMAGES_PER_PART == IMAGES_PER_PART - 1) {
                        writer.flush();
                        System.out.println(i + 1);
                    }
                }
            }
        }
    }

    @Test
    void nothingFinishedIsLost() throws Exception {
        Path folder = temp.resolve("run"), scratch = Files.createDirectory(temp.resolve("scratch"));
        Random random = new Random(20);
        int finished = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            Path said = temp.resolve("said-" + kill);
            Process child = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1", "-Djava.io.tmpdir=" + scratch, "-cp", classPath(), Child.class.getName(),
                    folder.toString()).redirectOutput(said.toFile()).redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            // every fifth is killed while it starts, the others while they write
            boolean early = kill % 5 == 4;
            while (!early && Files.size(said) == 0) {
                assertTrue(child.isAlive(), "the writer ended by itself");
                Thread.sleep(2);
            }
            Thread.sleep(random.nextInt(early ? 600 : 60));
            child.destroyForcibly();
            assertTrue(child.waitFor(10, TimeUnit.SECONDS));
            for (String line : Files.readString(said).split("(?<=\n)"))
                if (line.matches("\\d+\n"))
                    finished = Math.max(finished, Integer.parseInt(line.strip()));
            try (RunReader run = RunReader.open(folder)) {
                assertTrue(run.imageCount() >= finished, run.imageCount() + " of " + finished + " images are left");
                assertEquals(0, run.imageCount() % IMAGES_PER_PART, "a part is whole or absent");
                for (int i = 0; i < run.imageCount(); i++)
                    assertEquals(i, run.images().get(i).index());
                int last = (int) run.imageCount() - 1;
                assertArrayEquals(Sample.detections(last, last % 5).score(), run.detections(last).score());
                assertEquals(run.detectionCount(), run.page("", "", 0, 0).total());
                finished = (int) run.imageCount();
            }
            if (Files.isReadable(Path.of("/proc/self/maps")) && !early)
                assertEquals(0, clear(scratch), "the library that DuckDB unpacks is left behind by a kill");
            clear(scratch);
        }
        RunWriter.resume(folder).close();
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(List.of(), files.filter(f -> f.toString().endsWith(".tmp")).toList());
        }
    }

    private static String classPath() throws Exception {
        List<String> places = new ArrayList<>();
        for (Class<?> type : List.of(Child.class, RunWriter.class, Detections.class, Gson.class, DuckDBDriver.class)) {
            String place = Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
            if (!places.contains(place))
                places.add(place);
        }
        return String.join(File.pathSeparator, places);
    }

    /** Deletes the files in a folder; their number. */
    private static int clear(Path folder) throws IOException {
        int n = 0;
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.delete(file);
                n++;
            }
        }
        return n;
    }
}
