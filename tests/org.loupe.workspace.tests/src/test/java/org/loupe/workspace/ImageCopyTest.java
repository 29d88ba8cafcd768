package org.loupe.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loupe.api.ToolException;
import org.loupe.engine.Item;

class ImageCopyTest {

    @TempDir
    Path temp;

    private List<Item> items() throws Exception {
        List<Item> items = new ArrayList<>();
        for (String folder : List.of("monday", "tuesday"))
            for (String name : List.of("a", "b")) {
                Path test = file(folder, name + "_test.png"), golden = file(folder, name + "_golden.png");
                items.add(Item.of(test).reference(golden));
            }
        return items;
    }

    private Path file(String folder, String name) throws Exception {
        return Files.writeString(Files.createDirectories(temp.resolve(folder)).resolve(name), folder + name);
    }

    private static List<String> files(Path root) throws Exception {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .map(f -> root.relativize(f).toString().replace('\\', '/')).sorted().toList();
        }
    }

    @Test
    void imagesAndReferencesAreCopiedAndKeptApart() throws Exception {
        Path project = Files.createDirectory(temp.resolve("project"));
        Path root = ImageCopy.copy(items(), project, "Lot 1/2", done -> false);
        assertEquals(project.resolve("images/Lot 1-2"), root);
        assertEquals(List.of("2/a_golden.png", "2/a_test.png", "2/b_golden.png", "2/b_test.png", "a_golden.png",
                "a_test.png", "b_golden.png", "b_test.png"), files(root));
        assertEquals("tuesdaya_test.png", Files.readString(root.resolve("2/a_test.png")));
        assertEquals(project.resolve("images/Lot 1-2-2"), ImageCopy.copy(items(), project, "Lot 1/2", done -> false));
    }

    @Test
    void whatIsStoppedOrFailsLeavesNothing() throws Exception {
        Path project = Files.createDirectory(temp.resolve("project"));
        assertThrows(CancellationException.class, () -> ImageCopy.copy(items(), project, "x", done -> done == 3));
        List<Item> missing = new ArrayList<>(items());
        missing.add(Item.of(temp.resolve("gone.png")));
        ToolException e = assertThrows(ToolException.class, () -> ImageCopy.copy(missing, project, "x", done -> false));
        assertTrue(e.getMessage().contains("gone.png"), e.getMessage());
        assertFalse(Files.exists(project.resolve("images/x")));
        assertTrue(Files.exists(temp.resolve("monday/a_test.png")), "the originals stay");
    }
}
