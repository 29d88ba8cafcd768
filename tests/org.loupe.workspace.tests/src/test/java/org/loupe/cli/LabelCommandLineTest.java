package org.loupe.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loupe.exchange.LabelFile;
import org.loupe.exchange.LabelFormat;
import org.loupe.exchange.LabelFormats;
import org.loupe.store.labels.Label;
import org.loupe.store.labels.LabelEdit;
import org.loupe.store.labels.LabelShape;
import org.loupe.store.labels.LabelTile;
import org.loupe.workspace.ProjectFile;

/** Labels by the command line, as a user types it. */
class LabelCommandLineTest {
    @TempDir
    Path folder;
    private Path project;

    @BeforeEach
    void samples() throws Exception {
        project = Cli.samples(folder.resolve("samples"), 4);
    }

    private static void ok(Cli result) {
        assertEquals(0, result.code(), result::toString);
    }

    private static List<String> rows(Path project, Object... more) {
        Object[] args = new Object[3 + more.length];
        args[0] = "label";
        args[1] = "list";
        args[2] = project;
        System.arraycopy(more, 0, args, 3, more.length);
        return Cli.run(args).out().lines().skip(1).toList();
    }

    @Test
    void truthBecomesLabelsAndGoesToAnotherProjectWithoutLoss() throws Exception {
        Cli dry = Cli.run("import", project, project.resolve("truth.json"), "--dry-run");
        ok(dry);
        assertTrue(dry.out().contains("on 4 of 4 images"), dry.out());
        assertEquals(0, rows(project).size(), "a dry run changes nothing");
        ok(Cli.run("import", project, project.resolve("truth.json")));
        List<String> rows = rows(project);
        assertFalse(rows.isEmpty());
        Cli again = Cli.run("import", project, project.resolve("truth.json"));
        ok(again); // nothing is lost by it
        assertTrue(again.out().contains("labels that are there already"), again.out());
        assertEquals(rows, rows(project));

        Path file = folder.resolve("labels.json");
        ok(Cli.run("export", project, "--format", "json", "--out", file));
        LabelFile written = LabelFormats.read(file, LabelFormat.Images.NONE).labels();
        assertEquals(rows.size(), written.labels().size());
        Path other = folder.resolve("other");
        ok(Cli.run("project", "new", other, "--images", project.resolve("images")));
        ok(Cli.run("import", other, file));
        Path back = folder.resolve("back.json");
        ok(Cli.run("export", other, "--format", "json", "--out", back));
        LabelFile returned = LabelFormats.read(back, LabelFormat.Images.NONE).labels();
        assertEquals(written.labels().stream().map(Label::shape).toList(),
                returned.labels().stream().map(Label::shape).toList());
        assertEquals(written.labels().stream().map(Label::author).toList(),
                returned.labels().stream().map(Label::author).toList());
        assertEquals(written.classes().stream().map(LabelFile.LabelClass::name).toList(),
                returned.classes().stream().map(LabelFile.LabelClass::name).toList());
        assertEquals(written.tiles().stream().map(LabelTile::state).toList(),
                returned.tiles().stream().map(LabelTile::state).toList());
    }

    @Test
    void whatIsOnlyNotedIsNoLoss() throws Exception {
        Path file = folder.resolve("wide.json");
        String image = "{\"id\":1,\"file_name\":\"generate-squares-0001_test.png\",\"width\":64,\"height\":64}";
        String head = "{\"images\":[" + image + ",{\"id\":2,\"file_name\":\"generate-squares-0002_test.png\",\"width\":"
                + "64,\"height\":64}],\"categories\":[{\"id\":1,\"name\":\"pit\"}],\"annotations\":[{\"id\":1,"
                + "\"image_id\":1,\"category_id\":1,\"bbox\":[1,1,20,20],\"segmentation\":[[2,2,9,2,9,9]]}";
        Files.writeString(file, head + "]}");
        Cli noted = Cli.run("import", project, file, "--first", 1);
        ok(noted);
        assertTrue(noted.out().contains("In the whole file:\n  1 × boxes that differ from the outlines or masks"),
                noted.out());
        Files.writeString(file, head + ",{\"id\":2,\"image_id\":2,\"category_id\":1,\"iscrowd\":1,"
                + "\"bbox\":[1,1,20,20]}]}");
        Cli lost = Cli.run("import", project, file);
        assertEquals(1, lost.code(), lost::toString);
        assertTrue(lost.out().contains("  1 × crowd regions, which are left out"), lost.out());
        assertFalse(lost.out().contains("In the whole file"), lost.out());
    }

    @Test
    void proposedLabelsAreAcceptedAboveAScore() throws Exception {
        Path image = project.resolve("images");
        String name;
        try (ProjectFile opened = ProjectFile.open(project); var files = Files.list(image)) {
            LabelEdit edit = opened.labels().edit();
            name = opened.labels().image(files.sorted().findFirst().orElseThrow(), 0);
            LabelTile tile = edit.tile(name);
            for (int i = 0; i < 10; i++)
                edit.propose(tile, new LabelShape.Box(i, 0, 2, 2), 0, i / 10f, "recipe test");
            opened.change(edit.change("Propose", true));
        }
        assertEquals(10, rows(project, "--state", "auto").size());
        Cli accepted = Cli.run("label", "accept", project, "--min-score", "0.5");
        ok(accepted);
        assertEquals("Accepted 5 labels.", accepted.out().strip());
        assertEquals(5, rows(project, "--state", "auto").size());
        assertEquals(5, rows(project, "--state", "accepted", "--tile", name).size());
        assertTrue(Cli.run("label", "stats", project).out().contains("5 proposed and not yet looked at"));
        ok(Cli.run("label", "tile", project, "--state", "complete", name));
        assertTrue(Cli.run("label", "stats", project).out().startsWith("1 tile: 1 complete"));
        Cli wrong = Cli.run("label", "accept", project, "--min-score", "2");
        assertEquals(2, wrong.code());
        assertTrue(wrong.err().contains("--min-score is from 0 to 1, found 2.0."), wrong.err());
        Cli unknown = Cli.run("label", "tile", project, "--state", "complete", "nowhere.png");
        assertEquals(2, unknown.code());
        assertTrue(unknown.err().contains("no tile \"nowhere.png\""), unknown.err());
    }

    @Test
    void classesAreMergedAndTheirCodeIsNeverUsedAgain() throws Exception {
        ok(Cli.run("import", project, project.resolve("truth.json")));
        String first = rows(project).get(0).split(",")[2];
        int all = rows(project).size();
        Path extra = folder.resolve("extra.csv");
        String image = rows(project).get(0).split(",")[1];
        Files.writeString(extra, "image,x,y,width,height,class\n" + image + ",1,1,5,5,other\n");
        ok(Cli.run("import", project, extra));
        Cli merged = Cli.run("label", "merge", project, "other", first);
        ok(merged);
        assertEquals("Merged: 1 label is " + first + " now.", merged.out().strip());
        assertEquals(all + 1, rows(project, "--class", first).size());
        Files.writeString(extra, "image,x,y,width,height,class\n" + image + ",9,9,5,5,third\n");
        ok(Cli.run("import", project, extra));
        String info = Cli.run("project", "info", project).out();
        assertTrue(info.contains("  class    3 third"), info);
    }

    @Test
    void aProjectThatAnotherProgramHoldsCanBeReadNotChanged() throws Exception {
        ok(Cli.run("import", project, project.resolve("truth.json")));
        try (ProjectFile held = ProjectFile.open(project)) {
            assertFalse(held.readOnly());
            Cli read = Cli.run("label", "stats", project);
            ok(read);
            Cli refused = Cli.run("label", "accept", project);
            assertEquals(3, refused.code());
            assertTrue(refused.err().contains("is open in another program"), refused.err());
        }
        ok(Cli.run("label", "accept", project));
    }

    @Test
    void whatIsNoLabelFileIsRefusedWithTheReason() throws Exception {
        Path newer = folder.resolve("newer.json");
        Files.writeString(newer, "{\"format\":\"loupe-labels\",\"version\":99,\"tiles\":[],\"labels\":[]}");
        Cli refused = Cli.run("import", project, newer);
        assertEquals(2, refused.code());
        assertTrue(refused.err().contains("labels of version 99"), refused.err());
        Path broken = folder.resolve("broken.json");
        Files.writeString(broken, "{\"format\":\"loupe-labels\",\"version\":1,\"tiles\":[],"
                + "\"labels\":[{\"id\":1,\"tile\":7,\"box\":[0,0,1,1],\"class\":0}]}");
        Cli missing = Cli.run("import", project, broken);
        assertEquals(2, missing.code());
        assertTrue(missing.err().contains("tile 7, which the file does not have"), missing.err());
    }

    @Test
    void iterationsAreFrozenComparedAndGoneBackTo() throws Exception {
        ok(Cli.run("import", project, project.resolve("truth.json")));
        int before = rows(project).size();
        Cli none = Cli.run("project", "back", project, 7);
        assertEquals(2, none.code());
        assertTrue(none.err().contains("no iteration v7"), none.err());
        Cli frozen = Cli.run("project", "freeze", project);
        ok(frozen);
        assertTrue(frozen.out().startsWith("Frozen: v1, 4 tiles, " + before + " labels, sha256 "), frozen.out());
        ok(Cli.run("project", "verify", project, 1));
        ok(Cli.run("project", "begin", project));
        String image = rows(project).get(0).split(",")[1];
        Path extra = folder.resolve("extra.csv");
        Files.writeString(extra, "image,x,y,width,height,class\n" + image + ",1,1,5,5,other\n");
        ok(Cli.run("import", project, extra));
        Cli compared = Cli.run("project", "compare", project, 1, 2);
        assertEquals(1, compared.code());
        assertTrue(compared.out().matches("(?s)labels +1 added, +0 changed, +0 removed.*"), compared.out());
        ok(Cli.run("project", "back", project, 1));
        assertEquals(before, rows(project).size());
        Cli back = Cli.run("project", "compare", project, 1, 3);
        assertTrue(back.out().matches("(?s)labels +0 added, +0 changed, +0 removed.*classes +1 differ.*"),
                "all but the class that was added since: " + back.out());
        assertEquals(1, Cli.run("project", "compare", project, 1, 2).code(), "v2 is as it was");
        Path file = project.resolve("iterations/v1/classes.json");
        Files.writeString(file, Files.readString(file).replace("1", "2"));
        Cli changed = Cli.run("project", "verify", project, 1);
        assertEquals(1, changed.code());
        assertTrue(changed.out().contains("classes.json was changed"), changed.out());
    }

    @Test
    void aRecipeProposesAndWhatAPersonLabelledIsLeft() throws Exception {
        Cli proposed = Cli.run("label", "auto", project, "--recipe", project.resolve("squares.json"), "--min-score", 0);
        ok(proposed);
        int found = rows(project, "--state", "auto").size();
        assertTrue(found > 0 && proposed.out().startsWith("Proposed " + found + " labels on 4 tiles"), proposed.out());
        ok(Cli.run("label", "auto", project, "--recipe", project.resolve("squares.json"), "--min-score", 0));
        assertEquals(found, rows(project).size(), "its own proposals are replaced");
        ok(Cli.run("label", "accept", project));
        ok(Cli.run("label", "auto", project, "--recipe", project.resolve("squares.json"), "--min-score", 0));
        assertEquals(found, rows(project).size(), "what was accepted is not proposed again");
        assertEquals(found, rows(project, "--state", "accepted").size());
    }

    @Test
    void tilesAreSplitByCommand() throws Exception {
        Cli nothing = Cli.run("split", project);
        assertEquals(2, nothing.code());
        ok(Cli.run("import", project, project.resolve("truth.json")));
        Cli split = Cli.run("split", project, "--by", "tile", "--parts", "50,25,25");
        ok(split);
        assertTrue(split.out().lines().anyMatch(l -> l.matches("train +2 tiles in +2 groups.*")), split.out());
        ok(Cli.run("split", project, "--by", "tile", "--check"));
        assertEquals(1, Cli.run("split", project, "--by", "folder", "--check").code(), "one folder is in all parts");
        Cli wrong = Cli.run("split", project, "--parts", "50,50");
        assertEquals(2, wrong.code());
    }

    @Test
    void whoTampersWithTheJournalIsFound() throws Exception {
        ok(Cli.run("import", project, project.resolve("truth.json")));
        ok(Cli.run("label", "tile", project, "--state", "flagged", rows(project).get(0).split(",")[1]));
        Cli clean = Cli.run("label", "check", project);
        ok(clean);
        assertTrue(clean.out().contains("has 2 lines, the project 0 frozen iterations: nothing was changed"),
                clean.out());
        ok(Cli.run("project", "freeze", project));
        ok(Cli.run("label", "check", project));

        Path journal = project.resolve("labels/journal.jsonl");
        String lines = Files.readString(journal);
        String second = lines.lines().skip(1).findFirst().orElseThrow();
        Files.writeString(journal, lines.replaceFirst("\"who\":\"[^\"]*\"", "\"who\":\"mallory\""));
        Cli changed = Cli.run("label", "check", project);
        assertEquals(1, changed.code(), changed::toString);
        assertTrue(changed.out().contains("Line 2 of journal.jsonl is damaged: it does not follow"), changed.out());
        Files.writeString(journal, second + "\n");
        Cli taken = Cli.run("label", "check", project);
        assertEquals(1, taken.code(), taken::toString);
        assertTrue(taken.out().contains("Line 1 of journal.jsonl is damaged"), taken.out());
        Files.writeString(journal, lines.substring(0, lines.indexOf('\n') + 1));
        Cli cut = Cli.run("label", "check", project);
        assertEquals(1, cut.code(), "only the frozen iteration knows that there was a second line");
        assertTrue(cut.out().contains("has 1 line; the iteration ends with line 2"), cut.out());
        Files.writeString(journal, lines);
        ok(Cli.run("label", "check", project));
    }
}
