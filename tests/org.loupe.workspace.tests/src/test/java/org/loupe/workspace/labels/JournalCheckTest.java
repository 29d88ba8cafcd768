package org.loupe.workspace.labels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loupe.engine.Problem;
import org.loupe.engine.Progress;
import org.loupe.store.labels.LabelEdit;
import org.loupe.store.labels.LabelShape.Box;
import org.loupe.workspace.ProjectFile;

/** What was done to the journal behind the project's back is named, while it is open and after. */
class JournalCheckTest {
    @TempDir
    Path temp;

    private static void label(ProjectFile project, int code) {
        LabelEdit edit = project.labels().edit();
        edit.add(edit.tile("images/a.png"), new Box(code, 2, 3, 4), code, "", "");
        project.change(edit.change("Add label " + code));
    }

    private static String check(ProjectFile project) {
        List<Problem> found = JournalCheck.of(project).run(Progress.NONE);
        return found.isEmpty() ? "" : found.toString();
    }

    @Test
    void everyLineThatWasChangedOrTakenOutIsNamed() throws Exception {
        try (ProjectFile project = ProjectFile.create(temp.resolve("p"), "p")) {
            for (int code = 1; code <= 5; code++)
                label(project, code);
            assertEquals("", check(project));
            Path journal = project.resolve("labels/journal.jsonl");
            String lines = Files.readString(journal);
            List<String> each = lines.lines().toList();

            Files.writeString(journal, lines.replace("\"Add label 3\"", "\"Add label 9\""));
            assertTrue(check(project).contains("Line 4 of journal.jsonl"), check(project));
            Files.writeString(journal, lines.replace(each.get(1) + "\n", ""));
            assertTrue(check(project).contains("Line 2 of journal.jsonl"), "one was taken out: " + check(project));
            Files.writeString(journal, lines.replace(each.get(2), each.get(2) + "\n" + each.get(2)));
            assertTrue(check(project).contains("Line 4 of journal.jsonl"), "one was put in: " + check(project));
            Files.writeString(journal, lines.replace(each.get(4) + "\n", ""));
            assertTrue(check(project).contains("has 4 lines on the disk; 5 were written"), check(project));
            Files.delete(journal);
            assertTrue(check(project).contains("has 0 lines on the disk"), check(project));
            Files.writeString(journal, lines);
            assertEquals("", check(project));
        }
    }
}
