package org.loupe.tools.imageio.internal;

import java.awt.image.IndexColorModel;

/**
 * Colours by number. Grey if all colours are grey, else RGB, and RGBA if one is not opaque.
 *
 * @param channels 1, 3 or 4
 * @param samples  {@code channels} bytes per colour
 */
record Palette(int channels, byte[] samples) {

    /** From colours as {@code 0xAARRGGBB}. */
    static Palette of(int[] argb) {
        boolean grey = true, opaque = true;
        for (int c : argb) {
            grey &= (c >> 16 & 0xff) == (c & 0xff) && (c >> 8 & 0xff) == (c & 0xff);
            opaque &= c >>> 24 == 255;
        }
        int channels = !opaque ? 4 : grey ? 1 : 3;
        byte[] samples = new byte[argb.length * channels];
        int[] shift = { 16, 8, 0, 24 };
        for (int i = 0; i < argb.length; i++)
            for (int c = 0; c < channels; c++)
                samples[i * channels + c] = (byte) (argb[i] >>> shift[c]);
        return new Palette(channels, samples);
    }

    /** From a palette of AWT. */
    static Palette of(IndexColorModel model) {
        int[] argb = new int[model.getMapSize()];
        model.getRGBs(argb);
        return of(argb);
    }

    /** A sample of a colour; 0 for a number that the palette lacks. */
    byte sample(int number, int channel) {
        int i = number * channels + channel;
        return i >= 0 && i < samples.length ? samples[i] : 0;
    }
}
