package org.loupe.ui.viewer;

import org.eclipse.swt.graphics.GC;

/** Something drawn over an image in points of the canvas, so that its lines do not grow with the zoom. UI thread. */
@FunctionalInterface
public interface Layer {

    /** Draws; leaves clipping, transform and line attributes of {@code gc} as they were. */
    void paint(GC gc, ImageCanvas canvas);
}
