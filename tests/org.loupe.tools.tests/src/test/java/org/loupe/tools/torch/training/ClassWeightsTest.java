package org.loupe.tools.torch.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.loupe.api.ToolException;

class ClassWeightsTest {
    private static final List<String> CLASSES = List.of("pit", "open line", "none");

    private static float[] of(String text, long... counts) throws ToolException {
        return ClassWeights.of(text, CLASSES, counts);
    }

    @Test
    void balancedOnesMakeUpForHowOftenClassesOccur() throws Exception {
        assertArrayEquals(new float[] {1, 1, 1}, of("", 1, 2, 3));
        assertArrayEquals(new float[] {5f / 3, 5f / 6, 5f / 6}, of(" Balanced", 1, 2, 2), 1e-6f);
        assertArrayEquals(new float[] {2, 1, 2f / 3}, of("balanced", 1, 0, 3), 1e-6f);
    }

    @Test
    void namedOnesCountAndOthersHaveOne() throws Exception {
        assertArrayEquals(new float[] {1, 0.5f, 3}, of("open line 0.5, none 3,", 1, 1, 1));
    }

    @Test
    void whatIsNoWeightIsToldWithWhatIs() {
        for (String wrong : List.of("spur 2", "pit", "pit 0", "pit -1", "pit many", "pit 1e9")) {
            ToolException refused = assertThrows(ToolException.class, () -> of(wrong, 1, 1, 1), wrong);
            assertTrue(refused.remedy().contains("pit 2"), refused::toString);
        }
    }
}
