package org.loupe.ui.viewer;

import org.eclipse.swt.widgets.Event;

/**
 * What the pointer does in the image, such as selecting, measuring or drawing a zone. Panning with the middle button or
 * the space bar, the wheel and the map are the canvas's own and come first. UI thread.
 */
public interface PointerTool extends Layer {

    /** The pointer went down. @return whether the tool takes the gesture; else the canvas selects or pans */
    boolean press(Event e, ImageCanvas canvas);

    /** The pointer moved while it is down, after {@link #press} took the gesture. */
    void drag(Event e, ImageCanvas canvas);

    /** The pointer went up, after {@link #press} took the gesture. */
    void release(Event e, ImageCanvas canvas);

    /** The pointer moved while it is up. @return whether the tool has something under it; else the canvas may hover */
    default boolean hover(Event e, ImageCanvas canvas) {
        return false;
    }

    /** The wheel was turned. @param notches positive away from the user @return whether the tool took it */
    default boolean wheel(double notches, Event e, ImageCanvas canvas) {
        return false;
    }

    /** The pointer was clicked twice. @return whether the tool took it */
    default boolean doubleClick(Event e, ImageCanvas canvas) {
        return false;
    }

    /** A key went down. @return whether the tool took it */
    default boolean key(Event e, ImageCanvas canvas) {
        return false;
    }

    /** An SWT cursor constant for the canvas, or -1 for the arrow. */
    default int cursor() {
        return -1;
    }

    /** Another tool was chosen; forgets a gesture under way. */
    default void leave(ImageCanvas canvas) {
    }
}
