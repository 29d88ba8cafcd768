package org.loupe.api;

/**
 * A step that can show which places of its input speak for what it found there: a net whose findings are explained.
 *
 * @param <I> what it is applied to
 */
public interface ExplainingStep<I> {

    /**
     * A heat map: one channel of {@link Shape.Type#F32}, of the input's size and at its place; 0 where nothing speaks for
     * the objects, 1 where most does.
     *
     * @param objects in px of the input, whose first pixel is 0, 0, of classes that the step finds; one without a mask
     *                is its box
     * @throws ToolException if the input does not suit, as {@link Step#apply} would
     */
    Tile explain(I input, Detections objects, Run run) throws ToolException;
}
