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
import org.loupe.engine.Zones;
import org.loupe.model.ImageSet;
import org.loupe.model.Layout;
import org.loupe.model.LoupeFactory;
import org.loupe.model.Zone;
import org.loupe.model.ZoneKind;

class ImageSetsTest {
    private final Registry registry = Registry.load(ImageSetsTest.class.getClassLoader());

    @TempDir
    Path folder;

    @Test
    void aLayoutSaysWhereDefectsCount() {
        ImageSet set = LoupeFactory.eINSTANCE.createImageSet();
        assertEquals(Zones.NONE, ImageSets.zones(set));
        Layout layout = LoupeFactory.eINSTANCE.createLayout();
        set.setLayout(layout);
        layout.setColumns(3);
        layout.setPitchXum(100);
        layout.setRows(4);
        layout.setOriginXum(5);
        assertEquals(Zones.NONE, ImageSets.zones(set), "a layout without zones");
        Zone zone = LoupeFactory.eINSTANCE.createZone();
        zone.setKind(ZoneKind.IGNORE);
        zone.setXUm(1);
        zone.setYUm(2);
        zone.setWidthUm(30);
        zone.setHeightUm(40);
        layout.getZones().add(zone);
        assertEquals(new Zones(false, 5, 0, 100, 0, 3, 1, List.of(new Zones.Zone(false, 1, 2, 30, 40))),
                ImageSets.zones(set), "rows do not repeat while their pitch is unknown");
        layout.setInPixels(true);
        assertTrue(ImageSets.zones(set).inPixels());
    }

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
