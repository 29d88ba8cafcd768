package org.loupe.tools.onnx;

import org.loupe.api.Param;

/**
 * What a net wants to be given; the parameters that all tools of this bundle share. A file that Loupe exported says all
 * of this itself, and these are not looked at.
 *
 * @param colours   order of the channels
 * @param range     what black and white become
 * @param mean      subtracted afterwards: a number, or one for each channel
 * @param deviation by which is divided then: a number, or one for each channel
 * @param size      px of the sides that the image is brought to where the file leaves them free; 0 leaves them
 * @param step      what the sides are multiples of where the file leaves them free
 */
public record Input(
        @Param(label = "Channel order", help = "Whether red or blue comes first. Nets that were trained with OpenCV's"
                + " images"
                + " mostly want bgr.") Colours colours,
        @Param(label = "Grey scale", help = "What black and white of the image's type become: 0 and 1, or 0 and 255.")
        Range range,
        @Param(label = "Mean", help = "Subtracted from the values: a number, or one for each channel with commas,"
                + " such as"
                + " 0.485, 0.456, 0.406 for nets of ImageNet.") String mean,
        @Param(label = "Deviation", help = "What the values are divided by then: a number, or one for each channel with"
                + " commas, such as 0.229, 0.224, 0.225 for nets of ImageNet.") String deviation,
        @Param(label = "Size", unit = "px", min = 0, max = 2048, help = "Side that the image is brought to where the"
                + " file"
                + " leaves it free; 0 leaves the image as it is. A size in the file counts first.") int size,
        @Param(label = "Multiple of", unit = "px", min = 1, max = 256, advanced = true, help = "The image is continued,"
                + " mirrored, until its sides are multiples of this, where the file leaves them free. Nets that halve"
                + " the"
                + " image five times want 32.") int step) {
    /** What most nets want: as they are. */
    static final Input DEFAULT = new Input(Colours.RGB, Range.UNIT, "0", "1", 0, 32);

    /** Which channel comes first. */
    public enum Colours {
        RGB, BGR
    }

    /** What black and white become. */
    public enum Range {
        /** 0 and 1. */
        UNIT,
        /** 0 and 255. */
        BYTE
    }
}
