package org.loupe.ui.viewer.internal.clusters;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.eclipse.swt.graphics.Color;
import org.loupe.ui.ColourVision;
import org.loupe.ui.Palette;
import org.loupe.ui.Palette.Token;

/**
 * Colours of clusters that are no class of the project: those of the palette that none of its classes has, and lighter
 * ones of the same hues. A cluster keeps its colour when the project gets a class, unless the class takes it.
 * Immutable; UI thread.
 */
public final class ClusterColours {
    /** Share of white in the lighter colours, and of black in lines of them on a light part. */
    private static final double LIGHTER = 0.5, DARKER = 0.35;

    private final int[] palette;
    private final int free;
    /** For each place: of the palette, or behind that of the lighter ones. */
    private final int[] order;

    /** @param taken colours of the project's classes, 0xRRGGBB */
    public ClusterColours(int[] palette, int[] taken) {
        this.palette = palette.clone();
        List<Integer> free = new ArrayList<>();
        for (int i = 0; i < 2 * palette.length; i++)
            if (free(i, taken))
                free.add(i);
        this.free = free.size();
        order = new int[Math.max(1, free.size())];
        for (int i = 0; !free.isEmpty(); i++)
            order[i] = free.contains(i) ? free.remove(free.indexOf(i)) : free.remove(free.size() - 1);
    }

    private boolean free(int i, int[] taken) {
        int own = rgb(i);
        return Arrays.stream(taken).noneMatch(each -> near(own, each))
                && (i < palette.length || !ColourVision.reserved(own)
                        && Arrays.stream(palette).noneMatch(each -> near(own, each)));
    }

    private static boolean near(int one, int other) {
        return ColourVision.NORMAL.distance(one, other) < ColourVision.NEAR;
    }

    private int rgb(int i) {
        int base = palette[i % palette.length], lighter = 0;
        if (i < palette.length)
            return base;
        for (int bits = 16; bits >= 0; bits -= 8) {
            int part = base >> bits & 0xff;
            lighter |= (int) Math.round(part + (255 - part) * LIGHTER) << bits;
        }
        return lighter;
    }

    private int at(int slot) {
        return order[Math.floorMod(slot, order.length)];
    }

    /** The colour of a place as 0xRRGGBB. */
    public int rgbOf(int slot) {
        return rgb(at(slot));
    }

    /** The colour of a place. */
    Color fill(int slot) {
        return Palette.rgb(rgbOf(slot));
    }

    /** The same for thin lines and dots on the body of a part: darker on a light one. */
    Color stroke(int slot) {
        int at = at(slot);
        return at < palette.length ? Palette.classStroke(at) : Palette.color(Token.PART).getRed() < 128 ? fill(slot)
                : Palette.mix(fill(slot), Palette.BLACK, DARKER);
    }

    /** Whether a place repeats the colour of an earlier one, or of a class where there is no other colour left. */
    public boolean hatched(int slot) {
        return slot >= free;
    }
}
