package org.loupe.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loupe.engine.stack.StackSummary;
import org.loupe.workspace.stack.DrawnCrops;

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
        assertTrue(none.code() != 0 && none.err().contains("there are defect-stack") && none.err().contains("--levels"),
                none.err());
        Cli unknown = Cli.run("train", project.resolve("images").toString(), "--stack", "nothing");
        assertTrue(unknown.code() == 2 && unknown.err().contains("There is no recipe \"nothing\""), unknown.err());
        Cli blind = Cli.run("train", project.resolve("images").toString(), "--stack", "defect-stack", "--out",
                models.toString());
        assertTrue(blind.err().contains("--truth"), blind.err());
    }

    /** A stack of one's own classes is made of a file of levels, in a project or beside it. */
    @Test
    void aStackOfOwnClassesIsMadeAndTrained(@TempDir Path folder) throws Exception {
        Path crops = DrawnCrops.write(folder.resolve("crops"), 6, "dark", "bright", "striped");
        Path levels = Files.writeString(folder.resolve("levels.txt"), "striped\nplain\n  dark\n  bright\n");
        Path models = folder.resolve("models");
        Cli json = Cli.run("train", crops, "--stack", "own", "--levels", levels, "--out", models, "features.measure=",
                "features.histogram=", "train.repeats=1", "train.folds=3", "--format", "json", "-q");
        assertEquals(0, json.code(), json.err());
        StackSummary summary = StackSummary.parse(json.out());
        assertEquals(List.of("1", "2 plain"), summary.levels().stream().map(StackSummary.Row::name).toList());
        assertEquals(1, summary.overall().accuracy(), json.out());
        assertTrue(Files.isRegularFile(models.resolve("0001/recipe.json")));

        Path project = folder.resolve("p");
        assertEquals(0, Cli.run("project", "new", project, "--images", crops).code());
        Cli unlabelled = Cli.run("train", project, "--stack", "own", "--levels", levels, "-q");
        assertEquals(2, unlabelled.code());
        assertTrue(unlabelled.err().contains("no labelled object"), unlabelled.err());
        Cli lost = Cli.run("train", crops, "--stack", "own", "--levels", folder.resolve("none.txt"), "--out", models);
        assertTrue(lost.code() == 2 && lost.err().contains("there is no such file"), lost.err());
        Files.writeString(levels, "plain\n  dark\n");
        Cli one = Cli.run("train", crops, "--stack", "own", "--levels", levels, "--out", models);
        assertTrue(one.code() == 2 && one.err().contains("has one class alone"), one.err());
        Cli idle = Cli.run("train", crops, "--stack", "defect-stack", "features.measure=", "--out", models);
        assertTrue(idle.code() == 2 && idle.err().contains("belongs to each step of a stack"), idle.err());
    }
}
