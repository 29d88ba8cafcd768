package org.loupe.tools.base;

import org.loupe.api.Pair;
import org.loupe.api.Shape;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;

/** What the tools that compare ask of a reference. */
public final class References {

    private References() {
    }

    /** The pair's reference, of the test image's channels and samples. */
    public static Tile of(String label, Pair pair) throws ToolException {
        if (pair.reference().isEmpty())
            throw new ToolException(label + " needs a reference image, got the test image alone.",
                    "Name a golden image for these images, or take a recipe that works without one.");
        Shape test = pair.test().shape(), reference = pair.reference().get().shape();
        if (reference.channels() != test.channels() || reference.type() != test.type())
            throw new ToolException(label + " needs a reference like the test image, got a reference of " + reference
                    + " for a test image of " + test + ".",
                    "Save both alike, or put 'Convert to grey' or 'Window and level' first.");
        return pair.reference().get();
    }

    /** The same, which also has the test image's size. */
    public static Tile aligned(String label, Pair pair) throws ToolException {
        Tile reference = of(label, pair);
        if (reference.width() != pair.test().width() || reference.height() != pair.test().height())
            throw new ToolException(label + " needs a reference of the test image's size, got " + reference.width()
                    + " × " + reference.height() + " for " + pair.test().width() + " × " + pair.test().height() + ".",
                    "Put 'Register to reference' before this step.");
        return reference;
    }
}
