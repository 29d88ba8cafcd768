package org.loupe.engine.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.loupe.api.ToolException;
import org.loupe.engine.Classify;
import org.loupe.engine.Recipe;
import org.loupe.engine.RecipeStep;

class ClassTreeTest {

    @Test
    void anOutlineIsReadAndWritten() throws ToolException {
        ClassTree tree = ClassTree.parse("none\n\ndefect\n    large\n    small \n\tpit\n\tparticle\n划痕\n");
        assertEquals(List.of("none", "large", "small", "pit", "particle", "划痕"), tree.labels(),
                "four spaces are as deep as a tab");
        assertEquals("none\ndefect\n  large\n  small\n  pit\n  particle\n划痕", tree.text());
        assertEquals(tree, ClassTree.parse(tree.text()));
        assertEquals("a\nb", ClassTree.of(List.of("a", "b")).text());
    }

    @Test
    void aGroupIsALevelAndNoneIsDropped() throws ToolException {
        Recipe recipe = ClassTree.parse("None\ndefect\n  large\n  small\n    pit\n    particle").recipe("mine",
                List.of(RecipeStep.of("loupe.grey")));
        RecipeStep first = recipe.steps().get(1);
        assertEquals("None, defect", first.params().get(Classify.CLASSES));
        assertTrue(first.routes().get("None").drop());
        RecipeStep second = first.routes().get("defect").steps().get(0);
        assertEquals("large, small", second.params().get(Classify.CLASSES));
        assertEquals(List.of("small"), List.copyOf(second.routes().keySet()));
        assertEquals("pit, particle", second.routes().get("small").steps().get(0).params().get(Classify.CLASSES));
        assertEquals(recipe, Recipe.parse(recipe.toJson()));
    }

    private static String refused(String outline) {
        ToolException e = assertThrows(ToolException.class, () -> ClassTree.parse(outline));
        assertTrue(!e.remedy().isBlank(), outline);
        return e.getMessage();
    }

    @Test
    void whatIsNoTreeIsRefused() {
        assertEquals("The first level has no class.", refused(" \n"));
        assertEquals("The first level has one class alone, \"a\".", refused("a\n  b\n  c"));
        assertTrue(refused("a\nb\n  c").startsWith("The group \"b\" has one class alone, \"c\""));
        assertEquals("The name \"Pit\" is there twice.", refused("pit\nb\n  Pit\n  c"));
        assertTrue(refused("a, b\nc").startsWith("\"a, b\" is no name of a class"));
    }
}
