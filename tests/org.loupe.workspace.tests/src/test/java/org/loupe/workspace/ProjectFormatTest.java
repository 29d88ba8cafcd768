package org.loupe.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loupe.api.ToolException;
import org.loupe.engine.Progress;
import org.loupe.model.ClusteringEntry;
import org.loupe.model.ImageSet;
import org.loupe.model.LoupeFactory;
import org.loupe.model.Named;
import org.loupe.model.Project;
import org.loupe.model.WaferEntry;
import org.loupe.model.Zone;
import org.loupe.store.labels.LabelEdit;
import org.loupe.store.labels.LabelShape;
import org.loupe.workspace.labels.DefectClasses;
import org.loupe.workspace.labels.FrozenIteration;
import org.loupe.workspace.labels.Iterations;
import org.loupe.workspace.wafer.WaferBook;

/** Projects of all formats that were ever written are read, for ever. */
class ProjectFormatTest {

    @TempDir
    Path folder;

    private Path golden(String version) throws Exception {
        Path from = Path.of(ProjectFormatTest.class.getResource("/projects/" + version + "/project.loupe").toURI())
                .getParent();
        Path to = folder.resolve(version);
        try (Stream<Path> files = Files.walk(from)) {
            files.forEach(file -> {
                try {
                    Files.copy(file, to.resolve(from.relativize(file).toString()));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
        return to;
    }

    private static List<String> names(List<? extends Named> all) {
        return all.stream().map(Named::getName).toList();
    }

    @Test
    void aProjectOfFormatOneIsMigratedWithABackup() throws Exception {
        Path place = golden("version-1");
        String old = Files.readString(place.resolve("project.loupe"));
        try (ProjectFile project = ProjectFile.open(place)) {
            Project p = project.project();
            assertEquals("Line 3", p.getName());
            ImageSet set = p.getImageSets().get(0);
            assertEquals("_test=_golden", set.getPairing());
            assertEquals(0.65, set.getUmPerPx());
            assertEquals(12500.5, set.getLayout().getPitchXum());
            assertFalse(set.getLayout().isInPixels(), "lengths of old layouts are micrometres");
            Zone zone = set.getLayout().getZones().get(0);
            assertEquals(300, zone.getWidthUm());
            assertEquals(1912, p.getRuns().get(0).getDetections());
            assertEquals(set, p.getRuns().get(0).getImageSet());
            assertEquals("B2", p.getClassSchemes().get(0).getClasses().get(0).getBin());
            assertEquals(List.of("gentle", "strict"), names(p.getRecipes()), "by name, as that format had them");
            assertEquals(10, p.getEscapeCost());
            assertEquals(1, project.problems().size());
            assertTrue(project.problems().get(0).toString().contains("project.loupe.v1"), "the user is told");
            assertEquals(old, Files.readString(place.resolve("project.loupe")), "looking changes nothing");
            project.change("Rename", () -> p.setName("Line 4"));
            project.save();
        }
        assertEquals(old, Files.readString(place.resolve("project.loupe.v1")));
        try (ProjectFile project = ProjectFile.open(place)) {
            assertEquals(List.of(), project.problems());
            assertEquals("Line 4", project.project().getName());
            assertEquals(1912, project.project().getRuns().get(0).getDetections());
        }
        assertTrue(Files.readString(place.resolve("project.loupe")).contains("formatVersion=\"5\""));
        // a copy of an older format that is brought back later does not overwrite the first backup
        Files.writeString(place.resolve("project.loupe"), old.replace("Line 3", "Line 9"));
        try (ProjectFile project = ProjectFile.open(place)) {
            project.save();
        }
        assertEquals(old, Files.readString(place.resolve("project.loupe.v1")));
    }

    @Test
    void aProjectOfFormatTwoHasLabelsAndIterationsFromNowOn() throws Exception {
        Path place = golden("version-2");
        String old = Files.readString(place.resolve("project.loupe"));
        try (ProjectFile project = ProjectFile.open(place)) {
            Project p = project.project();
            assertEquals(List.of("strict", "gentle"), names(p.getRecipes()));
            assertEquals(25, p.getEscapeCost());
            assertEquals(30000, p.getImagesPerMonth());
            assertTrue(p.getImageSets().get(0).getLayout().isInPixels());
            assertFalse(p.getImageSets().get(0).isExamples());
            assertEquals("", p.getImageSets().get(0).getLot());
            assertEquals("", DefectClasses.byCode(p, 1).orElseThrow().getDescription());
            assertTrue(project.problems().get(0).toString().contains("project.loupe.v2"), "the user is told");
            LabelEdit edit = project.labels().edit();
            edit.add(edit.tile("images/a_test.png"), new LabelShape.Point(3, 4), 1, "", "");
            project.change(edit.change("Label"));
            project.save();
        }
        assertEquals(old, Files.readString(place.resolve("project.loupe.v2")));
        try (ProjectFile project = ProjectFile.open(place)) {
            assertEquals(List.of(), project.problems());
            assertEquals(1, project.labels().table().countedLabels());
            assertTrue(Iterations.open(project.project()).isPresent());
        }
    }

    @Test
    void aProjectOfFormatThreeKeepsItsLabelsAndFrozenIterationsAndHasWafersFromNowOn() throws Exception {
        Path place = golden("version-3");
        String old = Files.readString(place.resolve("project.loupe"));
        try (ProjectFile project = ProjectFile.open(place)) {
            Project p = project.project();
            assertEquals(List.of(), p.getWafers());
            assertEquals(List.of("open", "short"), names(DefectClasses.of(p)));
            assertEquals(3, project.labels().table().countedLabels());
            assertEquals("open", DefectClasses.byCode(p, project.labels().table().labels().get(2).code())
                    .orElseThrow().getName());
            assertEquals(2, p.getIterations().size());
            assertEquals(List.of(), FrozenIteration.of(project, p.getIterations().get(0)).verify(Progress.NONE),
                    "the frozen iteration is as it was written");
            assertEquals(1, project.problems().size());
            assertTrue(project.problems().get(0).toString().contains("project.loupe.v3"), "the user is told");
            project.change("Add a wafer", () -> {
                WaferEntry wafer = LoupeFactory.eINSTANCE.createWaferEntry();
                wafer.setName("B2611-14");
                wafer.setSlot(14);
                p.getWafers().add(wafer);
            });
            project.save();
        }
        assertEquals(old, Files.readString(place.resolve("project.loupe.v3")));
        try (ProjectFile project = ProjectFile.open(place)) {
            assertEquals(List.of(), project.problems());
            assertEquals(14, project.project().getWafers().get(0).getSlot());
            assertEquals(3, project.labels().table().countedLabels());
        }
    }

    @Test
    void aProjectOfFormatFourKeepsItsWafersAndHasClusteringsFromNowOn() throws Exception {
        Path place = golden("version-4");
        String old = Files.readString(place.resolve("project.loupe"));
        try (ProjectFile project = ProjectFile.open(place)) {
            Project p = project.project();
            assertEquals(List.of("scratch", "划伤 large"), names(DefectClasses.of(p)));
            assertEquals("Surface", DefectClasses.of(p).get(0).getBin());
            assertEquals(2, project.labels().table().countedLabels());
            assertEquals(1, project.labels().table().autoLabels());
            WaferEntry wafer = p.getWafers().get(0);
            assertEquals(2, new WaferBook().open(WaferBook.Place.of(project, wafer)).wafer().defects().size(),
                    "its file is read as it was");
            assertEquals(List.of(), p.getClusterings());
            assertEquals(1, project.problems().size());
            assertTrue(project.problems().get(0).toString().contains("project.loupe.v4"), "the user is told");
            project.change("Cluster", () -> {
                ClusteringEntry clustering = LoupeFactory.eINSTANCE.createClusteringEntry();
                clustering.setName("c1");
                clustering.setNumber(1);
                clustering.getEdits().addAll(List.of("cut 7", "name n12 划伤"));
                p.getClusterings().add(clustering);
            });
            project.save();
        }
        assertEquals(old, Files.readString(place.resolve("project.loupe.v4")));
        try (ProjectFile project = ProjectFile.open(place)) {
            assertEquals(List.of(), project.problems());
            assertEquals(List.of("cut 7", "name n12 划伤"), project.project().getClusterings().get(0).getEdits());
            assertEquals(14, project.project().getWafers().get(0).getSlot());
        }
    }

    @Test
    void aNewerFormatIsRefusedWithTheRemedy() throws Exception {
        Path place = golden("version-1");
        Path file = place.resolve("project.loupe");
        Files.writeString(file, Files.readString(file).replace("formatVersion=\"1\"", "formatVersion=\"6\""));
        ToolException e = assertThrows(ToolException.class, () -> ProjectFile.open(place));
        assertTrue(e.getMessage().contains("its format is 6") && e.getMessage().contains("up to 5"), e.getMessage());
        assertTrue(e.remedy().contains("Update Loupe"), e.remedy());
    }

    @Test
    void theOrderOfRecipesIsKept() throws Exception {
        Path place = golden("version-1");
        try (ProjectFile project = ProjectFile.open(place)) {
            project.change("Move", () -> project.project().getRecipes().move(0, 1));
            project.save();
        }
        try (ProjectFile project = ProjectFile.open(place)) {
            assertEquals(List.of("strict", "gentle"), names(project.project().getRecipes()));
        }
        Files.copy(place.resolve("recipes/strict.json"), place.resolve("recipes/a-guest.json"));
        try (ProjectFile project = ProjectFile.open(place)) {
            assertEquals(3, project.project().getRecipes().size(), "one that another program put there comes behind");
            assertEquals(List.of("strict", "gentle", "strict"), names(project.project().getRecipes()));
        }
    }
}
