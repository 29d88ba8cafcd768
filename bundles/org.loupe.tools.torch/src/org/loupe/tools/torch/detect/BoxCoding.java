package org.loupe.tools.torch.detect;

/**
 * How a box is told as its difference from another (Girshick et al.: Rich feature hierarchies, CVPR 2014): the way of
 * the centre in widths and heights, and the logarithms of how many times wider and higher it is.
 *
 * @param place factor of the way
 * @param size  factor of the logarithms
 */
record BoxCoding(float place, float size) {
    /** From anchors to proposals. */
    static final BoxCoding PROPOSALS = new BoxCoding(1, 1);
    /** From proposals to objects; the factors bring the differences to about 1. */
    static final BoxCoding OBJECTS = new BoxCoding(10, 5);

    /** Largest logarithm: no box is more than so many times wider or higher. */
    static final float LARGEST = (float) Math.log(1000.0 / 16);

    /** Writes how a box differs from another. @param into receives four numbers from {@code at} on */
    void encode(float[] box, int i, float[] from, int j, float[] into, int at) {
        float width = from[4 * j + 2] - from[4 * j], height = from[4 * j + 3] - from[4 * j + 1];
        float wide = box[4 * i + 2] - box[4 * i], tall = box[4 * i + 3] - box[4 * i + 1];
        into[at] = place * ((box[4 * i] + 0.5f * wide) - (from[4 * j] + 0.5f * width)) / width;
        into[at + 1] = place * ((box[4 * i + 1] + 0.5f * tall) - (from[4 * j + 1] + 0.5f * height)) / height;
        into[at + 2] = size * (float) Math.log(wide / width);
        into[at + 3] = size * (float) Math.log(tall / height);
    }

    /** Writes the box that differs so from another. @param code four numbers from {@code c} on */
    void decode(float[] code, int c, float[] from, int j, float[] into, int i) {
        float width = from[4 * j + 2] - from[4 * j], height = from[4 * j + 3] - from[4 * j + 1];
        float x = code[c] / place * width + (from[4 * j] + 0.5f * width);
        float y = code[c + 1] / place * height + (from[4 * j + 1] + 0.5f * height);
        float wide = (float) Math.exp(Math.min(code[c + 2] / size, LARGEST)) * width;
        float tall = (float) Math.exp(Math.min(code[c + 3] / size, LARGEST)) * height;
        into[4 * i] = x - 0.5f * wide;
        into[4 * i + 1] = y - 0.5f * tall;
        into[4 * i + 2] = x + 0.5f * wide;
        into[4 * i + 3] = y + 0.5f * tall;
    }
}
