package org.loupe.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Runs in a process of their own, cancelled or killed: what is finished is kept, and the rest is done later. */
class InterruptTest {
    /** More with {@code -Dloupe.kills=50}. */
    private static final int KILLS = Integer.getInteger("loupe.kills", 4);
    private static final int SAMPLES = 40;

    @TempDir
    Path temp;

    private Process start(Path log, Object... args) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1", "-cp",
                System.getProperty("java.class.path").replace(File.pathSeparator + File.pathSeparator,
                        File.pathSeparator), Loupe.class.getName()));
        for (Object arg : args)
            command.add(arg.toString());
        return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    }

    private Path demo() throws Exception {
        return Cli.samples(temp.resolve("demo"), SAMPLES);
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there is no signal to send")
    void anInterruptEndsCleanlyAndSaysHowToGoOn() throws Exception {
        Path demo = demo(), run = temp.resolve("run"), log = temp.resolve("log");
        Process process = start(log, "inspect", "-r", demo.resolve("squares.json"), "-o", run, "-t", 1, "--set",
                "1.pause=200", demo.resolve("images"));
        long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!Files.exists(run.resolve("items.jsonl")) && System.nanoTime() < limit)
            Thread.sleep(20);
        Thread.sleep(1500);
        new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
        assertTrue(process.waitFor(20, TimeUnit.SECONDS));
        String text = Files.readString(log, StandardCharsets.UTF_8);
        assertEquals(130, process.exitValue(), text);
        assertTrue(text.contains("loupe inspect --resume --out " + run), text);
        Cli rest = Cli.run("inspect", "--resume", "--out", run);
        assertEquals(0, rest.code(), rest::toString);
        assertTrue(rest.out().contains(SAMPLES + " images, " + 3 * SAMPLES + " detections, 0 errors; "), rest.out());
    }

    @Test
    void aKilledRunIsFinishedLater() throws Exception {
        Path demo = demo(), run = temp.resolve("run");
        Random random = new Random(7);
        int killed = 0;
        for (int i = 0; i < KILLS; i++) {
            Path log = temp.resolve("log" + i);
            Process process = start(log, "inspect", "--resume", "-r", demo.resolve("squares.json"), "-o", run, "-t", 2,
                    "--set", "1.pause=100", demo.resolve("images"));
            if (!process.waitFor(500 + random.nextInt(2500), TimeUnit.MILLISECONDS))
                killed++;
            process.destroyForcibly().waitFor();
            int code = process.exitValue();
            assertTrue(code == 0 || code == 137 || code == 1 && OS.WINDOWS.isCurrentOs(),
                    () -> code + " " + read(log));
        }
        assertTrue(killed > 0);
        Cli rest = Cli.run("inspect", "--resume", "-r", demo.resolve("squares.json"), "-o", run, "--set",
                "1.pause=100", demo.resolve("images"));
        assertEquals(0, rest.code(), rest::toString);
        Cli evaluation = Cli.run("evaluate", run, "--truth", demo.resolve("truth.json"), "--format", "json");
        assertTrue(evaluation.out().replace(" ", "").contains("\"f\":1.0"), evaluation.out());
    }

    private static String read(Path log) {
        try {
            return Files.readString(log);
        } catch (java.io.IOException e) {
            return e.toString();
        }
    }
}
