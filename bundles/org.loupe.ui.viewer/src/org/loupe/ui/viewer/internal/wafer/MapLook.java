package org.loupe.ui.viewer.internal.wafer;

import java.util.BitSet;

/**
 * How dies and defects are coloured. Colours are 0xRRGGBB. Immutable: arrays are changed by nobody.
 *
 * @param ground    beside the wafer
 * @param wafer     of the wafer between its dies
 * @param dies      of each die
 * @param keys      which of the colours each defect has, by its number
 * @param points    colours of defects; -1 for one that is not drawn
 * @param selection of selected defects
 * @param chosen    defects drawn as selected; few enough ones are drawn by the canvas instead
 */
record MapLook(int ground, int wafer, int[] dies, short[] keys, int[] points, int selection, BitSet chosen) {
    /** Neither dies nor defects. */
    static MapLook empty(int ground, int wafer) {
        return new MapLook(ground, wafer, new int[0], new short[0], new int[0], 0, new BitSet());
    }

    /** The colour of a defect; -1 if it is not drawn. */
    int point(int defect) {
        return points.length == 0 ? -1 : points[keys[defect]];
    }
}
