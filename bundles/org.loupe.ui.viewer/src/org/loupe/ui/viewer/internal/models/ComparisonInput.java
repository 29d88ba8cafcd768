package org.loupe.ui.viewer.internal.models;

import org.loupe.model.ModelEntry;
import org.loupe.ui.PassingInput;
import org.loupe.ui.Words;

/** Two models of the project. */
record ComparisonInput(ModelEntry first, ModelEntry second) implements PassingInput {

    @Override
    public String getName() {
        return Words.get("models.compare.tab", first.getName(), second.getName());
    }
}
