package org.loupe.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
                params: {epochs: 1, width: 4, window: 64, batchSize: 2}
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

        // the last training is taken away, as if it had been stopped there
        String table = Files.readString(out.resolve("table.csv")).replaceAll(",[0-9.]+,\\n", ",\\n");
        Files.write(out.resolve("cells.jsonl"), Files.readAllLines(out.resolve("cells.jsonl")).subList(0, 1));
        Cli again = Cli.run("sweep", "-e", spec);
        assertEquals(1, again.err().lines().filter(l -> l.contains("repeat 1:")).count(), again.err());
        assertEquals(table, Files.readString(out.resolve("table.csv")).replaceAll(",[0-9.]+,\\n", ",\\n"),
                "the same figures");

        Cli other = Cli.run("sweep", "-e", spec, "repeats=2");
        assertTrue(other.code() == 2 && other.err().contains("holds a sweep of other settings"), other.err());
        Cli wrong = Cli.run("sweep", images, "--net", "unet,center-net", "--out", out);
        assertTrue(wrong.code() == 2 && wrong.err().contains("different ones"), wrong.err());
        Cli none = Cli.run("sweep", images);
        assertTrue(none.code() == 2 && none.err().contains("\"out\" is not given"), none.err());
    }
}
