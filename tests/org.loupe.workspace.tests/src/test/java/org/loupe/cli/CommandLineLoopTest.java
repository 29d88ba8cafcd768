package org.loupe.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole loop of labelling by the command line: from samples to where a training would start. */
class CommandLineLoopTest {
    @TempDir
    Path folder;

    private static Cli ok(Object... args) {
        Cli result = Cli.run(args);
        assertEquals(0, result.code(), result::toString);
        return result;
    }

    private static List<String> rows(Path project, Object... more) {
        return ok(Stream.concat(Stream.of("label", "list", project), Stream.of(more)).toArray()).out().lines().skip(1)
                .toList();
    }

    @Test
    void fromSamplesToWhereATrainingWouldStart() throws Exception {
        Path project = Cli.samples(folder.resolve("demo"), 6), recipe = project.resolve("squares.json"),
                run = project.resolve("runs/0001"), images = project.resolve("images");
        ok("inspect", "--recipe", recipe, "--out", run, images);

        // examples: copies, with what was found as proposals
        Cli sent = ok("label", "examples", project, "--run", run, "--min-score", 0);
        int found = rows(project, "--state", "auto").size();
        assertTrue(found > 0, sent::toString);
        List<String> tiles = rows(project).stream().map(r -> r.split(",")[1]).distinct().toList();
        assertEquals("Sent " + tiles.size() + " tiles to examples/v1 with " + found + " labels.", sent.out().strip());
        for (String tile : tiles) {
            Path original = images.resolve(Path.of(tile).getFileName());
            assertTrue(tile.startsWith("examples/v1/"), tile);
            assertEquals(-1, Files.mismatch(project.resolve(tile), original), "a copy, and the original stays");
        }
        Cli again = ok("label", "examples", project, "--run", run, "--min-score", 0);
        assertTrue(again.out().startsWith("Sent 0 tiles to examples/v1 with 0 labels; " + tiles.size()), again.out());

        // proposals are replaced by those of the auto-labeler, then looked at
        Cli auto = ok("label", "auto", project, "--recipe", recipe, "--min-score", 0, "examples");
        assertTrue(auto.out().contains("on " + tiles.size() + " tiles"), auto.out());
        assertEquals(tiles, rows(project).stream().map(r -> r.split(",")[1]).distinct().toList(),
                "the images outside the examples are left alone");
        assertEquals(found, rows(project).size(), "proposals of one recipe are there once");
        Cli early = ok("label", "tile", project, "--state", "complete", "examples");
        assertTrue(early.err().contains(found + " proposed labels on them were neither accepted nor rejected"),
                early.err());
        ok("label", "tile", project, "--state", "open", "examples");
        assertEquals("Rejected 0 labels.", ok("label", "reject", project, "--below", 0).out().strip());
        assertEquals("Accepted " + found + " labels.", ok("label", "accept", project).out().strip());
        Cli marked = ok("label", "tile", project, "--state", "complete", "examples");
        assertEquals("Marked " + tiles.size() + " tiles complete.", marked.out().strip());

        // is it enough?
        String stats = ok("label", "stats", project).out();
        assertTrue(stats.startsWith(tiles.size() + " tiles: " + tiles.size() + " complete, 0 open"), stats);
        assertTrue(stats.contains("v1: " + found + " proposed, " + found + " accepted, 0 edited, 0 deleted, 0 added; "
                + "100 % of those looked at accepted unchanged"), stats);
        assertTrue(stats.contains("Before training:"), stats);
        assertTrue(stats.contains("  " + tiles.size() + " of 50 images are complete."), stats);

        ok("split", project, "--by", "tile");
        ok("split", project, "--by", "tile", "--check");
        Cli frozen = ok("project", "freeze", project);
        assertTrue(frozen.out().startsWith("Frozen: v1, " + tiles.size() + " tiles, " + found + " labels"),
                frozen.out());
        ok("project", "verify", project, 1);

        // the next round begins where this one ended
        String begun = ok("project", "begin", project, "--auto-labeler", "squares.json").out();
        assertTrue(begun.contains("(v2), examples go to examples/v2"), begun);
        assertTrue(begun.contains("Training would start anew, from no model, on " + tiles.size()
                + " complete tiles with " + found + " labels"), begun);
        Cli same = ok("project", "compare", project, 1, 2);
        assertTrue(same.out().matches("(?s)labels +0 added, +0 changed, +0 removed.*"), same.out());
        Path file = folder.resolve("labels-v2.json");
        ok("export", project, "--format", "json", "--out", file);
        Path other = folder.resolve("other");
        ok("project", "new", other, "--images", project.resolve("examples"));
        ok("import", other, file);
        assertEquals(found, rows(other).size(), "labels go on in another project by their file");
    }

    @Test
    void wholeImagesAreSentByNameAndWhatIsNotThereIsSaid() throws Exception {
        Path project = Cli.samples(folder.resolve("demo"), 2);
        String name;
        try (Stream<Path> files = Files.list(project.resolve("images"))) {
            name = "images/" + files.map(f -> f.getFileName().toString()).filter(f -> f.contains("_test")).sorted()
                    .findFirst().orElseThrow();
        }
        assertEquals("Sent 1 tile to examples/v1 with 0 labels.", ok("label", "examples", project, name).out()
                .strip());
        assertTrue(Files.isRegularFile(project.resolve("examples/v1").resolve(Path.of(name).getFileName())));
        Cli none = Cli.run("label", "examples", project);
        assertEquals(2, none.code());
        assertTrue(none.err().contains("No images are given."), none.err());
        Cli unknown = Cli.run("label", "examples", project, "nowhere.png");
        assertEquals(2, unknown.code());
        assertTrue(unknown.err().contains("no tile \"nowhere.png\""), unknown.err());
        assertTrue(unknown.err().contains("such as images/"), unknown.err());
        Cli nothing = Cli.run("label", "examples", project, "--run", other(project), "--min-score", 0);
        assertEquals(2, nothing.code());
        assertTrue(nothing.err().contains("has found nothing with a score of 0.0 or more on these images"),
                nothing.err());
        Cli wrong = Cli.run("label", "examples", project, name, "--min-score", 7);
        assertEquals(2, wrong.code());
        assertFalse(wrong.err().isEmpty());
    }

    /** A run on images that the project does not have. */
    private Path other(Path project) throws Exception {
        Path strange = Cli.samples(folder.resolve("strange"), 1), run = strange.resolve("runs/0001");
        ok("inspect", "--recipe", project.resolve("squares.json"), "--out", run, strange.resolve("images"));
        return run;
    }
}
