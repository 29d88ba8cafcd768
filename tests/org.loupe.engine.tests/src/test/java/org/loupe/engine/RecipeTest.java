package org.loupe.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loupe.api.ToolException;

class RecipeTest {

    /** Recipe files of published versions are read for ever: never change these files, add new ones. */
    private static String golden(String name) throws Exception {
        try (InputStream in = RecipeTest.class.getResourceAsStream("/recipes/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void goldenFileOfVersion1() throws Exception {
        Recipe recipe = Recipe.parse(golden("v1-golden-board.json"));
        assertEquals("golden-board", recipe.name());
        assertEquals("Boards against their golden image: µm, ×, 基板.", recipe.description());
        assertEquals(6, recipe.steps().size());
        assertEquals(RecipeStep.of("loupe.register", Map.of("maxShift", 12)), recipe.steps().get(1));
        assertFalse(recipe.steps().get(2).enabled());
        assertEquals(Map.of("tolerance", 2.5, "mode", "both", "dark", true), recipe.steps().get(3).params());
        Map<String, Route> routes = recipe.steps().get(5).routes();
        assertTrue(routes.get("small").drop());
        assertEquals(3, routes.get("large").steps().size());
        assertEquals(new Route(false, List.of()), routes.get("large").steps().get(2).routes().get("above"));
        assertEquals(recipe, Recipe.parse(recipe.toJson()));
    }

    @Test
    void smallestFile() throws Exception {
        assertEquals(new Recipe("", "", List.of()), Recipe.parse(golden("v1-smallest.json")));
    }

    @Test
    void roundTripThroughAFile(@TempDir Path folder) throws Exception {
        Recipe recipe = new Recipe("日本 <&> \"x\"", "line\nline", List.of(
                RecipeStep.of("a.b", Map.of("whole", 3, "real", 3.0, "tiny", 1e-300, "text", "1", "flag", false)),
                RecipeStep.of("a.c").enabled(false).with("float", 0.1f),
                RecipeStep.of("a.d").drop("x y").route("ü", new Route(false, List.of(RecipeStep.of("a.e"))))));
        Path file = folder.resolve("レシピ 1.json");
        recipe.write(file);
        recipe.write(file);
        assertEquals(recipe, Recipe.read(file));
        assertEquals(recipe.toJson(), Recipe.read(file).toJson());
        try (var names = Files.list(folder)) {
            assertEquals(1, names.count());
        }
    }

    private static void refused(String json, String message, String remedy) {
        ToolException e = assertThrows(ToolException.class, () -> Recipe.parse(json));
        assertTrue(e.getMessage().contains(message), e.getMessage());
        assertTrue(e.remedy().contains(remedy), e.remedy());
    }

    @Test
    void newerVersionsAreRefusedWithTheRemedy() {
        refused("{\"loupe\":\"recipe\",\"version\":2,\"future\":[]}", "version 2; this Loupe reads up to version 1",
                "newer Loupe");
    }

    @Test
    void wrongFilesSayWhereAndWhat() {
        refused(" ", "is empty", "");
        refused("[1,2", "JSON is broken", "");
        refused("{} {}", "JSON is broken at line 1, column 5", "");
        refused("[]", "recipe is an object", "");
        refused("{\"loupe\":\"provenance\",\"version\":1}", "not a recipe", "");
        refused("{\"loupe\":\"recipe\",\"version\":1.5}", "whole number", "");
        refused("{\"loupe\":\"recipe\",\"version\":1,\"stpes\":[]}", "Unknown key \"stpes\"", "\"steps\"");
        refused("{\"loupe\":\"recipe\",\"version\":1,\"steps\":{}}", "is a list", "");
        refused("{\"loupe\":\"recipe\",\"version\":1,\"steps\":[{}]}", "step 1 names no tool", "");
        refused("{\"loupe\":\"recipe\",\"version\":1,\"steps\":[{\"tool\":\"a\",\"parms\":{}}]}",
                "\"parms\" in step 1", "\"params\"");
        refused("{\"loupe\":\"recipe\",\"version\":1,\"steps\":[{\"tool\":\"a\",\"params\":{\"x\":[1]}}]}",
                "step 1, parameter \"x\"", "single value");
        refused("{\"loupe\":\"recipe\",\"version\":1,\"steps\":[{\"tool\":\"a\",\"params\":{\"x\":1e999}}]}",
                "parameter \"x\"", "");
        refused("{\"loupe\":\"recipe\",\"version\":1,\"steps\":[{\"tool\":\"a\",\"enabled\":\"no\"}]}",
                "true or false", "");
        refused("{\"loupe\":\"recipe\",\"version\":1,\"steps\":[{\"tool\":\"a\",\"routes\":{\"c\":{\"drop\":true,"
                + "\"steps\":[{\"tool\":\"b\"}]}}}]}", "step 1, route \"c\"", "");
    }

    @Test
    void filesThatAreNotThereOrNoText(@TempDir Path folder) throws Exception {
        assertTrue(assertThrows(ToolException.class, () -> Recipe.read(folder.resolve("none.json"))).getMessage()
                .contains("no recipe file"));
        Path binary = Files.write(folder.resolve("b.json"), new byte[] { (byte) 0xff, (byte) 0xfe, 0 });
        assertTrue(assertThrows(ToolException.class, () -> Recipe.read(binary)).getMessage().contains("UTF-8"));
        assertThrows(ToolException.class, () -> Recipe.read(folder));
        assertThrows(ToolException.class, () -> new Recipe("", "", List.of()).write(folder.resolve("no/such/f.json")));
    }

    @Test
    void brokenTextNeverThrowsAnythingElse() throws Exception {
        String sound = golden("v1-golden-board.json");
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 3000; i++) {
            StringBuilder text = new StringBuilder(sound);
            for (int n = 0; n <= random.nextInt(4); n++) {
                int at = random.nextInt(text.length());
                switch (random.nextInt(3)) {
                    case 0 -> text.setCharAt(at, (char) (32 + random.nextInt(95)));
                    case 1 -> text.delete(at, Math.min(text.length(), at + random.nextInt(20)));
                    default -> text.insert(at, "{[\"x\":1,]}".charAt(random.nextInt(10)));
                }
            }
            try {
                Recipe recipe = Recipe.parse(text.toString());
                assertEquals(recipe, Recipe.parse(recipe.toJson()));
            } catch (ToolException expected) {
                assertFalse(expected.getMessage().isEmpty());
            }
        }
        refused("[".repeat(100_000), "", "");
    }

    @Test
    void provenanceRoundTripAndNewerVersions() throws Exception {
        Plan plan = Plan.of(Toys.recipe(RecipeStep.of("toy.bright", Map.of("threshold", 99))), Toys.registry(),
                Policy.AUTO);
        RunProvenance made = RunProvenance.of(plan, Options.defaults().seed(-5));
        assertEquals(made, RunProvenance.parse(made.toJson()));
        assertEquals(Map.of("threshold", 99L, "largest", 20L), made.steps().get(0).params());
        assertThrows(ToolException.class, () -> RunProvenance.parse("{}"));
        assertThrows(ToolException.class, () -> RunProvenance.parse("[]"));
        assertThrows(ToolException.class, () -> RunProvenance.parse(made.toJson().replace("\"version\": 1",
                "\"version\": 9")));
    }
}
