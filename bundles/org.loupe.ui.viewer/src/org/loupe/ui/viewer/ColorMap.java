package org.loupe.ui.viewer;

import java.util.Locale;

import org.loupe.ui.Palette;
import org.loupe.ui.Words;

/** How strength becomes colour; the one place for images, colour bars and heat maps. Any thread. */
public enum ColorMap {
    /** Black to white. Colour images keep their colours. */
    GREY,
    /** White to black. Colour images turn into their negative. */
    INVERTED,
    /** Inferno: black, purple, orange, light yellow; as bright as the value is large. */
    HEAT,
    /** Blue below the middle, grey in it, orange above: signed differences. */
    SIGNED,
    /** Inferno from the middle to both ends: differences without their sign. */
    FOLDED;

    /** The colour of a strength as 0xRRGGBB. @param share 0..1; values outside are limited */
    public int rgb(double share) {
        return switch (this) {
            case GREY -> grey(share);
            case INVERTED -> grey(1 - share);
            case HEAT -> Palette.inferno(share);
            case SIGNED -> Palette.signed(share);
            case FOLDED -> Palette.inferno(Math.abs(2 * share - 1));
        };
    }

    private static int grey(double share) {
        return (int) Math.round(255 * Math.max(0, Math.min(1, share))) * 0x10101;
    }

    /** Whether a reader needs a bar to tell values from its colours. */
    public boolean needsBar() {
        return this == HEAT || this == SIGNED || this == FOLDED;
    }

    /** Whether the channels of a colour image are mapped each by itself; else their mean is. */
    boolean perChannel() {
        return this == GREY || this == INVERTED;
    }

    /** The next one for images, and after the last the first. */
    public ColorMap next() {
        return values()[(ordinal() + 1) % FOLDED.ordinal()];
    }

    /** Its name for people. */
    public String label() {
        return Words.get("viewer.map." + name().toLowerCase(Locale.ROOT));
    }
}
