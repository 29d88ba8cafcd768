package org.loupe.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loupe.engine.stack.StackSummary;

/** A stack is trained by one line, in a project or beside it, with the same figures, and then runs. */
class StackCommandLineTest {

    @Test
    void aStackIsTrainedAndRun(@TempDir Path folder) throws Exception {
        Path project = folder.resolve("p"), models = folder.resolve("models");
        Cli made = Cli.run("generate", "stack", "--count", "9", "--seed", "3", "--out", project.toString());
        assertEquals(0, made.code(), made.err());
        Cli untrained = Cli.run("inspect", "--recipe", project.resolve("recipes/defect-stack.json").toString(),
                project.resolve("images").toString(), "--out", folder.resolve("none").toString());
        assertEquals(2, untrained.code(), untrained.err());
        assertTrue(untrained.err().contains("Train the stack"), untrained.err());

        Cli json = Cli.run("train", project.resolve("images").toString(), "--stack", "defect-stack", "--truth",
                project.resolve("truth.json").toString(), "--out", models.toString(), "--format", "json");
        assertEquals(0, json.code(), json.err());
        StackSummary beside = StackSummary.parse(json.out());
        assertTrue(beside.overall().accuracy() > 0.8, json.out());
        Cli text = Cli.run("train", project.toString(), "--stack", "defect-stack");
        assertEquals(0, text.code(), text.err());
        assertTrue(text.out().endsWith(beside.toText()), "a project's own truth gives the same figures\n" + text.out());

        Path run = folder.resolve("run");
        for (Path recipe : new Path[] {project.resolve("recipes/defect-stack.json"),
            models.resolve("0001/recipe.json")}) {
            Cli ran = Cli.run("inspect", "--recipe", recipe.toString(), project.resolve(
                    "images/stack-0001.png").toString(), "--out", run.toString());
            assertEquals(0, ran.code(), ran.err());
            assertTrue(Files.readString(run.resolve("provenance.json")).contains("sha256:"));
            run = folder.resolve("again");
        }
        Cli checked = Cli.run("check", run.toString());
        assertEquals(0, checked.code(), checked.out() + checked.err());
        Files.delete(models.resolve("0001/1.model"));
        Cli gone = Cli.run("check", folder.resolve("again").toString());
        assertTrue(gone.code() != 0 && gone.err().contains("1.model is not there"), gone.err());
        Cli none = Cli.run("train", project.toString(), "--stack", "nothing");
        assertTrue(none.code() != 0 && none.err().contains("there are defect-stack"), none.err());
        Cli blind = Cli.run("train", project.resolve("images").toString(), "--stack", "defect-stack", "--out",
                models.toString());
        assertTrue(blind.err().contains("--truth"), blind.err());
    }
}
