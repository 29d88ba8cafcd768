package org.loupe.ui.viewer.internal.clusters;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.eclipse.swt.graphics.Color;
import org.loupe.ui.ColourVision;
import org.loupe.ui.Palette;

/**
 * Colours of clusters that are no class of the project: those of the palette of classes that none of its classes has,
 * then spare ones. A cluster keeps its colour when the project gets a class, unless the class takes it. Immutable; UI
 * thread.
 */
public final class ClusterColours {
    private final int[] colours, order;
    private final int palette, free;

    /**
     * Sets colours aside.
     *
     * @param palette of classes, as 0xRRGGBB
     * @param spare   other ones
     * @param taken   colours of the project's classes
     */
    public ClusterColours(int[] palette, int[] spare, int[] taken) {
        this.palette = palette.length;
        colours = IntStream.concat(Arrays.stream(palette), Arrays.stream(spare)).toArray();
        List<Integer> left = new ArrayList<>();
        for (int i = 0; i < colours.length; i++) {
            int own = colours[i];
            if (Arrays.stream(taken).noneMatch(each -> ColourVision.NORMAL.distance(own, each) < ColourVision.NEAR))
                left.add(i);
        }
        free = left.size();
        order = new int[Math.max(1, free)];
        for (int place = 0; !left.isEmpty(); place++) {
            int own = left.indexOf(place);
            order[place] = left.remove(own >= 0 ? own : left.size() - 1);
        }
    }

    private int at(int slot) {
        return order[Math.floorMod(slot, order.length)];
    }

    /** The colour of a place as 0xRRGGBB. */
    public int rgbOf(int slot) {
        return colours[at(slot)];
    }

    /** The colour of a place. */
    Color fill(int slot) {
        return Palette.rgb(rgbOf(slot));
    }

    /** The same for thin lines and dots on the body of a part: darker on a light one. */
    Color stroke(int slot) {
        return at(slot) < palette ? Palette.classStroke(at(slot)) : Palette.spareStroke(at(slot) - palette);
    }

    /** Whether a place repeats the colour of an earlier one, or of a class where there is no other colour left. */
    public boolean hatched(int slot) {
        return slot >= free;
    }
}
