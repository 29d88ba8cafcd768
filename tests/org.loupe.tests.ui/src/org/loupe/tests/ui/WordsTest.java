package org.loupe.tests.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.loupe.ui.Words;

/** Texts of the workbench suit the numbers in them. */
@ExtendWith(RunningWorkbench.class)
class WordsTest {

    @Test
    void oneThingIsNotToldInThePlural() {
        assertEquals("B2611: 1 defect", Words.get("trend.point", "B2611", 1));
        assertEquals("B2611: 0 defects", Words.get("trend.point", "B2611", 0));
        assertEquals("c1: 18 crops, 1 cluster, 2 s.", Words.get("cluster.done", "c1", 18, 1, "2 s"));
        assertEquals("c1 1 crop could not be measured and is left out: why",
                Words.get("cluster.left", "c1", 1, "why"));
        assertEquals("v1 is frozen: 1 tile, 2 labels, hash 0123… The next label begins v2.",
                Words.get("iterations.frozen", 1, 1, 2, "0123", 2));
    }

    @Test
    void namesOfMethodsAreWrittenAsTheyAreKnown() {
        assertEquals("AdamW", Words.choice("adam-w"));
        assertEquals("ONNX Runtime", Words.choice("onnx-runtime"));
        assertEquals("Dark and bright", Words.choice("dark-and-bright"));
    }
}
