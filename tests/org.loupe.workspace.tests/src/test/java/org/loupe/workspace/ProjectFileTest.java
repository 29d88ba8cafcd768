package org.loupe.workspace;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.emf.ecore.util.EcoreUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loupe.api.ToolException;
import org.loupe.engine.RecipeStep;
import org.loupe.model.ClassScheme;
import org.loupe.model.DefectClass;
import org.loupe.model.ImageSet;
import org.loupe.model.Iteration;
import org.loupe.model.Layout;
import org.loupe.model.LayoutKind;
import org.loupe.model.LoupeFactory;
import org.loupe.model.ModelEntry;
import org.loupe.model.Recipe;
import org.loupe.model.Report;
import org.loupe.model.RunEntry;
import org.loupe.model.RunState;
import org.loupe.model.Zone;
import org.loupe.model.ZoneKind;

class ProjectFileTest {
    private static final LoupeFactory NEW = LoupeFactory.eINSTANCE;

    @TempDir
    Path folder;

    private static org.loupe.engine.Recipe recipe(String name) {
        return new org.loupe.engine.Recipe(name, "", List.of(RecipeStep.of("loupe.median", Map.of("size", 5L)),
                RecipeStep.of("loupe.spots")));
    }

    private List<String> recipeFiles() throws Exception {
        try (Stream<Path> files = Files.list(folder.resolve("recipes"))) {
            return files.map(f -> f.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void everythingIsThereAgainAfterSavingAndOpening() throws Exception {
        String before;
        try (ProjectFile project = ProjectFile.create(folder, "Fräser 晶圆")) {
            project.change("Fill", () -> {
                Layout layout = NEW.createLayout();
                layout.setName("Panel");
                layout.setKind(LayoutKind.BOARDS);
                layout.setColumns(4);
                layout.setPitchXum(12500.5);
                Zone zone = NEW.createZone();
                zone.setName("Edge");
                zone.setKind(ZoneKind.IGNORE);
                zone.setWidthUm(300);
                layout.getZones().add(zone);
                ImageSet set = NEW.createImageSet();
                set.setName("Monday");
                set.setMode("BF");
                set.setMagnification(50);
                set.setUmPerPx(0.65);
                set.setLayout(layout);
                ClassScheme scheme = NEW.createClassScheme();
                scheme.setName("PCB");
                DefectClass open = NEW.createDefectClass();
                open.setName("open");
                open.setCode(1);
                scheme.getClasses().add(open);
                scheme.setNextCode(2);
                ModelEntry model = NEW.createModelEntry();
                model.setName("Forest");
                model.setCreated(Instant.parse("2026-11-21T08:00:00Z"));
                Iteration iteration = NEW.createIteration();
                iteration.setName("1");
                iteration.setModel(model);
                RunEntry run = NEW.createRunEntry();
                run.setName("Run 1");
                run.setState(RunState.FINISHED);
                run.setImageSet(set);
                run.setDetections(5_000_000_000L);
                Report report = NEW.createReport();
                report.setName("Shift");
                report.getRuns().add(run);
                project.project().getLayouts().add(layout);
                project.project().getImageSets().add(set);
                project.project().getClassSchemes().add(scheme);
                project.project().getModels().add(model);
                project.project().getIterations().add(iteration);
                project.project().getRuns().add(run);
                project.project().getReports().add(report);
                project.project().getRecipes().add(RecipeModel.thaw(recipe("golden")));
            });
            assertTrue(project.dirty());
            project.save();
            assertFalse(project.dirty());
            before = xml(project);
        }
        try (ProjectFile project = ProjectFile.open(folder)) {
            assertEquals(List.of(), project.problems());
            assertEquals(before, xml(project));
            assertEquals("Fräser 晶圆", project.project().getName());
            assertEquals(recipe("golden"), RecipeModel.freeze(project.project().getRecipes().get(0)));
            assertEquals(project.project().getRuns(), project.project().getReports().get(0).getRuns());
            assertEquals(project.project().getModels().get(0), project.project().getIterations().get(0).getModel());
            assertFalse(project.dirty());
        }
        String saved = Files.readString(folder.resolve("project.loupe"));
        assertFalse(saved.contains("loupe.median"), "recipes lie in their own files only");
        assertTrue(saved.contains("formatVersion=\"5\""), saved);
    }

    private static String xml(ProjectFile project) {
        StringBuilder text = new StringBuilder();
        EcoreUtil.getAllContents(project.project(), true).forEachRemaining(o -> text.append(o.toString()
                .replaceAll("@[0-9a-f]+", "")).append('\n'));
        return text.toString();
    }

    @Test
    void everyChangeIsUndoneAsOne() throws Exception {
        try (ProjectFile project = ProjectFile.create(folder, "P")) {
            project.change("Add recipe", () -> project.project().getRecipes().add(RecipeModel.thaw(recipe("a"))));
            Recipe recipe = project.project().getRecipes().get(0);
            project.change("Set parameters", () -> {
                recipe.getSteps().get(0).getParams().put("size", 9L);
                recipe.getSteps().get(0).getParams().put("mode", "fast");
                recipe.getSteps().get(1).setEnabled(false);
            });
            org.loupe.engine.Recipe changed = RecipeModel.freeze(recipe);
            assertEquals(Map.of("size", 9L, "mode", "fast"), changed.steps().get(0).params());
            project.domain().getCommandStack().undo();
            assertEquals(recipe("a"), RecipeModel.freeze(recipe));
            project.domain().getCommandStack().redo();
            assertEquals(changed, RecipeModel.freeze(recipe));
            project.domain().getCommandStack().undo();
            project.domain().getCommandStack().undo();
            assertEquals(List.of(), project.project().getRecipes());
            assertFalse(project.dirty());
        }
    }

    @Test
    void aChangeThatFailsLeavesNothingBehind() throws Exception {
        try (ProjectFile project = ProjectFile.create(folder, "P")) {
            assertThrows(IllegalStateException.class, () -> project.change("Fail", () -> {
                project.project().setName("half");
                throw new IllegalStateException("no");
            }));
            assertEquals("P", project.project().getName());
            assertFalse(project.domain().getCommandStack().canUndo());
            assertFalse(project.dirty());
        }
    }

    @Test
    void renamedAndRemovedRecipesMoveTheirFiles() throws Exception {
        try (ProjectFile project = ProjectFile.create(folder, "P")) {
            project.change("Add", () -> {
                project.project().getRecipes().add(RecipeModel.thaw(recipe("a")));
                project.project().getRecipes().add(RecipeModel.thaw(recipe("a")));
                project.project().getRecipes().add(RecipeModel.thaw(recipe("../Boards & more/")));
            });
            project.save();
            assertEquals(List.of("Boards-more.json", "a-2.json", "a.json"), recipeFiles());
            project.change("Rename", () -> project.project().getRecipes().get(0).setName("b"));
            project.change("Delete", () -> project.project().getRecipes().remove(1));
            project.save();
            assertEquals(List.of("Boards-more.json", "b.json"), recipeFiles());
            project.domain().getCommandStack().undo();
            project.save();
            assertEquals(3, recipeFiles().size());
        }
    }

    @Test
    void aBrokenRecipeIsNamedAndLeftAlone() throws Exception {
        ProjectFile.create(folder, "P").close();
        Path broken = Files.createDirectories(folder.resolve("recipes")).resolve("a.json");
        Files.writeString(broken, "{ \"loupe\": \"recipe\", \"version\": 99 }");
        recipe("good").write(folder.resolve("recipes/good.json"));
        try (ProjectFile project = ProjectFile.open(folder)) {
            assertEquals(1, project.problems().size());
            assertEquals("recipes/a.json", project.problems().get(0).where());
            assertTrue(project.problems().get(0).message().contains("99"));
            assertEquals(1, project.project().getRecipes().size());
            project.change("Add", () -> project.project().getRecipes().add(RecipeModel.thaw(recipe("a"))));
            project.save();
        }
        assertEquals(List.of("a-2.json", "a.json", "good.json"), recipeFiles());
        assertTrue(Files.readString(broken).contains("99"));
    }

    @Test
    void whatAnotherProgramWroteIsKept() throws Exception {
        try (ProjectFile project = ProjectFile.create(folder, "P")) {
            project.change("Add", () -> project.project().getRecipes().add(RecipeModel.thaw(recipe("a"))));
            project.save();
            Files.writeString(folder.resolve("recipes/a.json"), "by hand");
            project.change("Edit", () -> project.project().getRecipes().get(0).setDescription("new"));
            project.save();
            assertEquals("by hand", Files.readString(folder.resolve("recipes/a.json.changed-elsewhere")));
            assertTrue(Files.readString(folder.resolve("recipes/a.json")).contains("new"));
        }
    }

    @Test
    void theSecondOpenerReadsAndIsToldWhoWrites() throws Exception {
        try (ProjectFile first = ProjectFile.create(folder, "P")) {
            try (ProjectFile second = ProjectFile.open(folder)) {
                assertTrue(second.readOnly());
                assertTrue(second.holder().get().contains("process " + ProcessHandle.current().pid()));
                ToolException e = assertThrows(ToolException.class, second::save);
                assertTrue(e.getMessage().contains("read-only"), e.getMessage());
                assertThrows(IllegalStateException.class, () -> second.change("x", () -> { }));
            }
            assertFalse(first.readOnly());
            first.save();
            try (ProjectFile third = ProjectFile.open(folder)) {
                assertTrue(third.readOnly(), "closing a reader does not free the writer's lock");
            }
        }
        try (ProjectFile again = ProjectFile.open(folder)) {
            assertFalse(again.readOnly());
        }
    }

    @Test
    void theLockOfADeadProcessIsTaken() throws Exception {
        ProjectFile.create(folder, "P").close();
        Process dead = new ProcessBuilder(ProcessHandle.current().info().command().orElse("java"), "-version")
                .redirectErrorStream(true).start();
        dead.getInputStream().readAllBytes();
        dead.waitFor();
        String host = holder(folder);
        Files.writeString(folder.resolve(".loupe/holder.json"), "{\"host\":\"" + host
                + "\",\"user\":\"u\",\"pid\":" + dead.pid() + ",\"since\":\"2026-01-01T00:00:00Z\",\"started\":\"\"}");
        try (ProjectFile project = ProjectFile.open(folder)) {
            assertFalse(project.readOnly());
        }
        // a living process of that number, but started at another time
        Files.writeString(folder.resolve(".loupe/holder.json"), "{\"host\":\"" + host + "\",\"user\":\"u\",\"pid\":"
                + ProcessHandle.current().pid() + ",\"since\":\"2026-01-01T00:00:00Z\","
                + "\"started\":\"2020-01-01T00:00:00Z\"}");
        try (ProjectFile project = ProjectFile.open(folder)) {
            assertFalse(project.readOnly());
        }
        // cut off while it was written
        Files.writeString(folder.resolve(".loupe/holder.json"), "{\"host\":");
        try (ProjectFile project = ProjectFile.open(folder)) {
            assertFalse(project.readOnly());
        }
        // another computer cannot be asked
        Files.writeString(folder.resolve(".loupe/holder.json"), "{\"host\":\"elsewhere\",\"user\":\"anna\",\"pid\":1,"
                + "\"since\":\"2026-01-01T00:00:00Z\",\"started\":\"\"}");
        try (ProjectFile project = ProjectFile.open(folder)) {
            assertTrue(project.readOnly());
            assertTrue(project.holder().get().matches(
                    "anna on elsewhere \\(process 1\\) since \\d+ \\w+ 202[56] \\d\\d:\\d\\d"), project.holder().get());
        }
    }

    private static String holder(Path folder) throws Exception {
        try (ProjectFile project = ProjectFile.open(folder)) {
            String json = Files.readString(folder.resolve(".loupe/holder.json"));
            return json.replaceAll("(?s).*\"host\": \"([^\"]*)\".*", "$1");
        }
    }

    @Test
    void oneOfManyWhoOpenAtOnceMayWrite() throws Exception {
        ProjectFile.create(folder, "P").close();
        List<ProjectFile> opened = java.util.stream.IntStream.range(0, 16).parallel().mapToObj(i -> {
            try {
                return ProjectFile.open(folder);
            } catch (ToolException e) {
                throw new AssertionError(e);
            }
        }).toList();
        assertEquals(1, opened.stream().filter(p -> !p.readOnly()).count());
        opened.forEach(ProjectFile::close);
    }

    @Test
    void aNewerProjectIsRefusedAndAnOlderOneKept() throws Exception {
        ProjectFile.create(folder, "P").close();
        Path file = folder.resolve("project.loupe");
        String text = Files.readString(file);
        Files.writeString(file, text.replace("formatVersion=\"5\"", "formatVersion=\"7\""));
        ToolException e = assertThrows(ToolException.class, () -> ProjectFile.open(folder));
        assertTrue(e.getMessage().contains("7") && e.remedy().contains("Update"), e.getMessage());
        String old = text.replace(" formatVersion=\"5\"", "");
        Files.writeString(file, old);
        try (ProjectFile project = ProjectFile.open(folder)) {
            assertFalse(project.readOnly(), "the refusal above gave the lock back");
            project.save();
        }
        assertEquals(old, Files.readString(folder.resolve("project.loupe.v0")));
        assertTrue(Files.readString(file).contains("formatVersion=\"5\""));
    }

    @Test
    void damagedFilesAreRefusedWithAMessage() throws Exception {
        assertThrows(ToolException.class, () -> ProjectFile.open(folder));
        ProjectFile.create(folder, "P").close();
        Path file = folder.resolve("project.loupe");
        String text = Files.readString(file);
        for (String broken : List.of("", "{}", text.substring(0, text.length() / 2), text.replace("Project", "Recipe"),
                text.replace("Project", "Nothing"), text.replace("<?xml", "<!DOCTYPE a [<!ENTITY b \"c\">]><?xml"),
                text.replace("formatVersion=\"5\"", "formatVersion=\"x\""),
                text.replace(" formatVersion", " nonsense=\"1\" formatVersion"),
                text.replace("?>\n", "?>\n<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/hostname\">]>\n"))) {
            Files.writeString(file, broken);
            ToolException e = assertThrows(ToolException.class, () -> ProjectFile.open(folder), broken);
            assertTrue(e.getMessage().contains("project.loupe"), e.getMessage());
        }
    }

    @Test
    void whatXmlCannotHoldIsRefusedAndTheFileKept() throws Exception {
        try (ProjectFile project = ProjectFile.create(folder, "P")) {
            byte[] before = Files.readAllBytes(folder.resolve("project.loupe"));
            project.change("Rename", () -> project.project().setName("a\u0001b"));
            assertThrows(ToolException.class, project::save);
            assertTrue(project.dirty());
            assertArrayEquals(before,
                    Files.readAllBytes(folder.resolve("project.loupe")));
        }
    }

    @Test
    void aRunOnASetWhoseMakingIsUndoneCanBeSaved() throws Exception {
        ImageSet set = NEW.createImageSet();
        set.setName("Monday");
        try (ProjectFile project = ProjectFile.create(folder, "P")) {
            project.change("Import", () -> project.project().getImageSets().add(set));
            RunEntry run = RunNotes.begin(project, Files.createDirectories(folder.resolve("runs/0001")), "a", set);
            project.domain().getCommandStack().undo();
            project.save();
            try (ProjectFile saved = ProjectFile.open(folder)) {
                assertEquals(null, saved.project().getRuns().get(0).getImageSet());
            }
            project.domain().getCommandStack().redo();
            project.save();
            assertEquals(set, run.getImageSet());
        }
        try (ProjectFile saved = ProjectFile.open(folder)) {
            assertEquals("Monday", saved.project().getRuns().get(0).getImageSet().getName());
        }
    }

    @Test
    void pathsAreRelativeToTheProject() throws Exception {
        ProjectFile.create(folder, "P").close();
        assertEquals("images/a.png", ProjectFileTest.relative(folder, folder.resolve("images").resolve("a.png")));
        assertThrows(ToolException.class, () -> ProjectFile.create(folder, "again"));
        assertThrows(ToolException.class, () -> ProjectFile.create(folder.resolve("project.loupe"), "x"));
    }

    private static String relative(Path folder, Path file) throws ToolException {
        try (ProjectFile project = ProjectFile.open(folder)) {
            assertEquals(file, project.resolve(project.relative(file)));
            return project.relative(file);
        }
    }
}
