package org.loupe.api;

/**
 * The shape of an image, known before its pixels.
 *
 * @param width    px, at least 1
 * @param height   px, at least 1
 * @param channels 1 for grey, 3 for RGB, 4 for RGBA; interleaved
 * @param type     of one sample
 * @param umPerPx  µm that one pixel covers, or NaN if unknown
 */
public record Shape(int width, int height, int channels, Type type, double umPerPx) {

    /** The type of one sample, in native byte order. */
    public enum Type {
        /** Unsigned 8-bit, 0..255. */
        U8(1),
        /** Unsigned 16-bit, 0..65535. */
        U16(2),
        /** Signed 32-bit: labels. */
        S32(4),
        /** 32-bit floating point. */
        F32(4);

        private final int bytes;

        Type(int bytes) {
            this.bytes = bytes;
        }

        /** Bytes of one sample. */
        public int bytes() {
            return bytes;
        }
    }

    public Shape {
        if (width < 1 || height < 1 || channels < 1)
            throw new IllegalArgumentException("An image has at least 1 × 1 pixels of 1 channel, found " + width + " × "
                    + height + " × " + channels + ".");
        if (umPerPx <= 0)
            throw new IllegalArgumentException("µm/px is above 0, or NaN if unknown, found " + umPerPx + ".");
    }

    /** 8-bit grey of unknown scale. */
    public static Shape grey(int width, int height) {
        return new Shape(width, height, 1, Type.U8, Double.NaN);
    }

    /** The same with another size. */
    public Shape size(int newWidth, int newHeight) {
        return new Shape(newWidth, newHeight, channels, type, umPerPx);
    }

    /** The same with other samples. */
    public Shape samples(int newChannels, Type newType) {
        return new Shape(width, height, newChannels, newType, umPerPx);
    }

    /** The same with another scale. */
    public Shape scale(double newUmPerPx) {
        return new Shape(width, height, channels, type, newUmPerPx);
    }

    /** Pixels, {@code width × height}. */
    public long pixels() {
        return (long) width * height;
    }

    /** Bytes of all samples. */
    public long bytes() {
        return pixels() * channels * type.bytes();
    }

    /** The whole image as a region. */
    public Region region() {
        return new Region(0, 0, width, height);
    }

    /** Such as "640 × 640, 8-bit grey". */
    @Override
    public String toString() {
        String depth = switch (type) {
            case U8 -> "8-bit";
            case U16 -> "16-bit";
            case S32 -> "32-bit integer";
            case F32 -> "32-bit float";
        };
        String colour = channels == 1 ? "grey" : channels == 3 ? "RGB" : channels == 4 ? "RGBA" : channels + " channels";
        return width + " × " + height + ", " + depth + " " + colour;
    }
}
