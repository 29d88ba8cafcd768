package org.loupe.api;

/**
 * A step that can show where it reacts, and how strongly: an anomaly detector, a net whose decision is explained.
 *
 * @param <I> what it is applied to
 */
public interface HeatStep<I> {

    /**
     * A heat map: one channel of {@link Shape.Type#F32}, of the input's size and at its place; 0 where nothing speaks for a
     * defect, 1 where a limit is reached, more is more.
     *
     * @throws ToolException if the input does not suit, as {@link Step#apply} would
     */
    Tile heat(I input, Run run) throws ToolException;
}
