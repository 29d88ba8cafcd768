package org.loupe.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loupe.api.Detections;
import org.loupe.store.ImageRow;
import org.loupe.store.RunReader;

/** The loop of labelling and training by the command line: label some, train, have the rest proposed, correct, again. */
class NetLoopCommandLineTest {
    private static final List<String> SMALL = List.of("train.params.width=8", "train.params.window=64",
            "train.params.learningRate=0.004", "train.params.batchSize=4", "train.params.leastSteps=1", "judge.held=0.2");

    @TempDir
    Path folder;

    private static Cli ok(Object... args) {
        Cli result = Cli.run(args);
        assertEquals(0, result.code(), result::toString);
        return result;
    }

    private static void train(Path project, Path model, int epochs) {
        ok(Stream.concat(Stream.of("train", project, "--net", "center-net", "--out", model, "--quiet",
                "train.params.epochs=" + epochs), SMALL.stream()).toArray());
    }

    @Test
    void theSecondRoundIsBetterOnImagesThatNeitherLearnedFrom() throws Exception {
        Path demo = Cli.samples(folder.resolve("demo"), 32), truth = demo.resolve("truth.json");
        Path first = demo.resolve("models/v1.model"), second = demo.resolve("models/v2.model");

        // ten are labelled, and learned from: not the truth of the others, which a person would not have
        assertTrue(ok("import", demo, truth, "--first", 10).out().contains("Imported 30 labels."));
        train(demo, first, 3);

        // what the net finds on the rest is proposed, and corrected on some
        Cli proposed = ok("label", "auto", demo, "--recipe", first, "images", "--min-score", 0);
        assertTrue(proposed.out().matches("(?s)Proposed [1-9]\\d* labels on \\d+ tiles; 10 complete or.*"),
                proposed.out());
        ok("import", demo, truth, "--first", 22, "--existing", "replace");
        ok("label", "reject", demo);
        assertTrue(ok("label", "stats", demo).out().contains(" 22 complete"), "the corrected ones are complete");
        train(demo, second, 14);

        JsonObject compared = JsonParser.parseString(Cli.run("compare", first, second, demo.resolve("images"), "--truth",
                truth, "--unseen", "--format", "json").out()).getAsJsonObject();
        JsonArray map = compared.getAsJsonObject("figures").getAsJsonArray("map");
        assertTrue(compared.get("judged").getAsInt() >= 10, compared::toString);
        assertTrue(map.get(1).getAsDouble() > map.get(0).getAsDouble() + 0.1, compared::toString);
        assertTrue(compared.get("better").getAsInt() > compared.get("worse").getAsInt(), compared::toString);

        Path onnx = demo.resolve("v2.onnx");
        ok("export", second, onnx);
        assertTrue(Files.size(onnx) > 1000);
        Path run = demo.resolve("runs/0001"), heat = demo.resolve("heat");
        ok("predict", second, demo.resolve("images"), "--out", run, "--heat", heat, "--quiet");
        assertTrue(ok("check", run).out().contains("32 of 32 images"), "what a net found is found again");
        try (RunReader reader = RunReader.open(run); Stream<Path> pictures = Files.list(heat)) {
            Set<String> found = new HashSet<>();
            for (ImageRow image : reader.images()) {
                Detections here = reader.detections(image.index());
                for (int kind : here.classIndex())
                    found.add(image.index() + " " + kind);
            }
            assertEquals(found.size(), pictures.count(), "one for each class on each image");
        }
    }
}
