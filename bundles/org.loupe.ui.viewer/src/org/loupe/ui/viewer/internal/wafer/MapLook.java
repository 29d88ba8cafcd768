package org.loupe.ui.viewer.internal.wafer;

import java.util.BitSet;
import java.util.List;

/**
 * How dies and defects are coloured. Colours are 0xRRGGBB. Immutable: arrays are changed by nobody.
 *
 * @param ground    beside the wafer
 * @param wafer     of the wafer between its dies
 * @param edge      of its outline
 * @param dies      of each die
 * @param plain     of all dies where density is drawn, since it could not be told from their colours; -1 if it can
 * @param dense     of the density of defects
 * @param keys      which of the colours each defect has, by its number
 * @param points    colours of defects; -1 for one that is not drawn
 * @param selection of selected defects
 * @param chosen    defects drawn as selected; few enough ones are drawn by the canvas instead
 * @param rings     drawn over all
 */
record MapLook(int ground, int wafer, int edge, int[] dies, int plain, int dense, short[] keys, int[] points,
        int selection, BitSet chosen, List<Ring> rings) {

    /** A dashed circle around the centre. @param radiusUm in µm @param rgb its colour */
    record Ring(double radiusUm, int rgb) {
    }
    /** The colour of a defect; -1 if it is not drawn. */
    int point(int defect) {
        return points.length == 0 ? -1 : points[keys[defect]];
    }
}
