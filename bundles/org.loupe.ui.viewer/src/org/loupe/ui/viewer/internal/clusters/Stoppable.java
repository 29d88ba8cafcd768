package org.loupe.ui.viewer.internal.clusters;

import java.util.function.BooleanSupplier;

import org.loupe.engine.Progress;

/** Work that nobody watches, and that ends once its result is no longer wanted. */
record Stoppable(BooleanSupplier unwanted) implements Progress {
    @Override
    public boolean cancelled() {
        return unwanted.getAsBoolean();
    }
}
