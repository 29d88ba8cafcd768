package org.loupe.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loupe.workspace.nets.KeptSweep;

/** A sweep by a specification: tables, pictures, and going on where it was stopped. */
class NetSweepCommandLineTest {
    @TempDir
    Path folder;

    @Test
    void aSweepLeavesTablesAndPicturesAndGoesOn() throws Exception {
        Path images = Cli.samples(folder.resolve("images"), 10), out = folder.resolve("sweep");
        Path spec = Files.writeString(folder.resolve("sweep.yaml"), """
                data: %s
                truth: %s
                out: %s
                net: [center-net]
                params: {epochs: 1, width: 4, window: 64, batchSize: 2, leastSteps: 1}
                vary: {learningRate: [0.004]}
                images: [3]
                choose: clusters
                pseudo: [0, 2]
                repeats: 1
                """.formatted(images.resolve("images"), images.resolve("truth.json"), out));
        Cli made = Cli.run("sweep", "-e", spec);
        assertEquals(0, made.code(), made::toString);
        assertTrue(made.out().startsWith("pseudo ") && made.out().contains("0 of 1"), made.out());
        assertTrue(made.out().contains("the middle of as many clusters"), made.out());
        assertEquals(3, Files.readAllLines(out.resolve("table.csv")).size());
        assertEquals(2, Files.readAllLines(out.resolve("cells.jsonl")).size());
        String report = Files.readString(out.resolve("report.html"));
        assertEquals(3 * (2 + 2), report.split("data:image/png").length - 1, "three images held apart");
        var plan = JsonParser.parseString(Files.readString(out.resolve("sweep.json"))).getAsJsonObject();
        assertEquals(3, plan.getAsJsonObject("learned").getAsJsonArray("3").size(), "the choice is recorded");

        // a kill has cut the last line off: that training is done again
        String table = Files.readString(out.resolve("table.csv")).replaceAll(",[0-9.]+,\\n", ",\\n");
        Path cells = out.resolve("cells.jsonl");
        Files.writeString(cells, Files.readString(cells).stripTrailing().replaceFirst(".{30}$", ""));
        assertEquals(1, KeptSweep.read(out).cells().size());
        Cli again = Cli.run("sweep", "-e", spec);
        assertEquals(1, again.err().lines().filter(l -> l.contains("repeat 1:")).count(), again.err());
        assertEquals(table, Files.readString(out.resolve("table.csv")).replaceAll(",[0-9.]+,\\n", ",\\n"),
                "the same figures");

        KeptSweep kept = KeptSweep.read(out);
        assertTrue(kept.over() && kept.cells().size() == 2 && kept.total() == 2, kept::toString);
        assertEquals(List.of("square"), kept.classes());
        assertEquals(3, kept.pictured().size());
        assertEquals(0.004, kept.plan().sweep().vary().get("learningRate").get(0));
        try (FileChannel held = FileChannel.open(out.resolve("lock"), StandardOpenOption.WRITE);
                FileLock lock = held.lock()) {
            Cli twice = Cli.run("sweep", "-e", spec);
            assertTrue(lock.isValid() && twice.code() == 2 && twice.err().contains("under way in another program"),
                    twice.err());
        }
        Cli other = Cli.run("sweep", "-e", spec, "repeats=2");
        assertTrue(other.code() == 2 && other.err().contains("holds a sweep of other settings"), other.err());
        Cli wrong = Cli.run("sweep", images, "--net", "unet,center-net", "--out", out);
        assertTrue(wrong.code() == 2 && wrong.err().contains("different ones"), wrong.err());
        Cli none = Cli.run("sweep", images.resolve("images"));
        assertTrue(none.code() == 2 && none.err().contains("\"out\" is not given"), none.err());
    }
}
