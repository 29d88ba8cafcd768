package org.loupe.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.loupe.api.Features;
import org.loupe.api.Patch;
import org.loupe.api.Region;
import org.loupe.api.Shape;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;
import org.loupe.engine.features.Extraction;
import org.loupe.engine.features.FeatureSet;

/** Feature sets, opened: several extractors side by side, each with its own surroundings. */
class ExtractionTest {
    private static final FeatureSet.Block WIDE = FeatureSet.Block.of("toy.size").with("margin", 2)
            .with("prefix", "wide.");
    private static final FeatureSet.Block NARROW = FeatureSet.Block.of("toy.size").with("margin", 0)
            .with("prefix", "narrow.").weight(2);

    /** A defect of 2 × 2 px of value 100 in the middle of 8 × 8 px of value 10. */
    private static Patch patch() {
        Tile image = Tile.allocate(Shape.grey(8, 8)), mask = Tile.allocate(Shape.grey(8, 8));
        for (int i = 0; i < 64; i++) {
            boolean inside = i % 8 / 2 == 2 && i / 16 == 2;
            image.data().put(i, (byte) (inside ? 100 : 10));
            mask.data().put(i, (byte) (inside ? 255 : 0));
        }
        return new Patch(image, Optional.empty(), new Region(4, 4, 2, 2), mask);
    }

    @Test
    void eachExtractorSeesAsMuchAsItWantsAsInARecipe() throws Exception {
        int open = Toys.OPEN.get();
        try (Extraction both = Extraction.open(new FeatureSet(List.of(WIDE, NARROW)), Toys.registry(), Policy.AUTO);
                SimpleRun run = new SimpleRun(Progress.NONE, 0, 0)) {
            assertEquals(2, both.context());
            assertArrayEquals(new int[] { 0, 0, 0, 1, 1, 1 }, both.blocks());
            Features found = both.apply(List.of(patch(), patch()), run);
            assertEquals(both.names(), found.names());
            assertEquals(2, found.rows());
            assertEquals(4, found.get(1, found.column("wide.area_px")));
            assertEquals((4 * 100 + 32 * 10) / 36.0, found.get(1, found.column("wide.mean")), 1e-4);
            assertEquals(100, found.get(1, found.column("narrow.mean")), 1e-4, "the box alone");
        }
        assertEquals(open, Toys.OPEN.get(), "all steps are closed");
    }

    @Test
    void whatCannotStandSideBySideIsRefused() {
        int open = Toys.OPEN.get();
        assertRefused(FeatureSet.of("toy.size", "toy.size"), "the column \"area_px\"");
        assertRefused(FeatureSet.of("toy.size", "toy.blur"), "does not describe defects");
        assertRefused(FeatureSet.of("toy.sise"), "no tool \"toy.sise\"");
        assertRefused(FeatureSet.of(), "No features are chosen");
        assertRefused(new FeatureSet(List.of(WIDE.with("margin", -9))), "margin");
        assertEquals(open, Toys.OPEN.get(), "what was open before the error is closed");
        assertThrows(IllegalArgumentException.class, () -> WIDE.weight(0));
    }

    private static void assertRefused(FeatureSet set, String words) {
        ToolException e = assertThrows(ToolException.class,
                () -> Extraction.open(set, Toys.registry(), Policy.AUTO).close());
        assertTrue(e.getMessage().contains(words), e.getMessage());
        assertTrue(!e.remedy().isEmpty(), e.getMessage());
    }

    @Test
    void otherNumbersHaveAnotherIdentity() throws Exception {
        assertEquals(identity(WIDE), identity(WIDE.weight(7)), "weights change no number");
        assertTrue(!identity(WIDE).equals(identity(WIDE.with("margin", 3))));
    }

    private static String identity(FeatureSet.Block block) throws ToolException {
        try (Extraction one = Extraction.open(new FeatureSet(List.of(block)), Toys.registry(), Policy.AUTO)) {
            assertEquals(Map.of("margin", block.params().get("margin"), "prefix", "wide."),
                    one.provenance().get(0).params());
            return one.identity();
        }
    }
}
