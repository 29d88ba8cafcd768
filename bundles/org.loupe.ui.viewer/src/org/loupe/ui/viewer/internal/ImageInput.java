package org.loupe.ui.viewer.internal;

import org.loupe.engine.Item;
import org.loupe.ui.PassingInput;

/**
 * An image in the viewer.
 *
 * @param item the image with its reference and scale
 */
public record ImageInput(Item item) implements PassingInput {

    @Override
    public String getName() {
        return item.name();
    }

    @Override
    public String getToolTipText() {
        return item.test().toString();
    }
}
