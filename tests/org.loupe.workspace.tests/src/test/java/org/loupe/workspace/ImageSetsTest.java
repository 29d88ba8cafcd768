package org.loupe.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loupe.api.ToolException;
import org.loupe.engine.Item;
import org.loupe.engine.Registry;
import org.loupe.model.ImageSet;
import org.loupe.model.LoupeFactory;

class ImageSetsTest {
    private final Registry registry = Registry.load(ImageSetsTest.class.getClassLoader());

    @TempDir
    Path folder;

    @Test
    void imagesAreFoundWithWhatTheSetKnows() throws Exception {
        for (String name : List.of("a_test", "a_golden", "b_test", "b_golden", "notes")) {
            Path file = folder.resolve("images").resolve(name + ".png");
            Files.createDirectories(file.getParent());
            ImageIO.write(new BufferedImage(8, 6, BufferedImage.TYPE_BYTE_GRAY), "png", file.toFile());
        }
        try (ProjectFile project = ProjectFile.create(folder, "P")) {
            ImageSet set = LoupeFactory.eINSTANCE.createImageSet();
            set.setName("S");
            set.setMode("DF");
            set.setMagnification(20);
            set.setUmPerPx(0.3);
            project.change("Add", () -> project.project().getImageSets().add(set));
            assertEquals(3, ImageSets.find(project, set, registry).size());
            set.setPattern("*_test.*");
            List<Item> items = ImageSets.find(project, set, registry);
            assertEquals(List.of("a_test.png", "b_test.png"), items.stream().map(Item::name).toList());
            Item first = items.get(0);
            assertEquals(Optional.of(folder.resolve("images/a_golden.png").toAbsolutePath()), first.reference());
            assertEquals(0.3, first.umPerPx());
            assertEquals("DF", first.conditions().mode());
            assertEquals(20, first.conditions().magnification());
            assertTrue(Double.isNaN(first.conditions().exposureMs()));
            set.setReference("images/notes.png");
            assertTrue(ImageSets.find(project, set, registry).get(1).reference().get().endsWith("notes.png"));
            set.setReference("");
            for (String pattern : List.of("*.tif", "[")) {
                set.setPattern(pattern);
                ToolException e = assertThrows(ToolException.class, () -> ImageSets.find(project, set, registry));
                assertTrue(e.getMessage().contains(pattern), e.getMessage());
            }
            set.setPattern("");
            set.setPairing("_a=_a");
            assertThrows(ToolException.class, () -> ImageSets.find(project, set, registry));
            set.setPairing("auto");
            set.setRoot("nowhere");
            assertThrows(ToolException.class, () -> ImageSets.find(project, set, registry));
        }
    }
}
