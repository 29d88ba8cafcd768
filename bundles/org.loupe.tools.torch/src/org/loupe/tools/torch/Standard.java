package org.loupe.tools.torch;

import java.util.Locale;
import java.util.Map;

/** Which numbers a net wants for red, green and blue between 0 and 1. */
public enum Standard {
    /** What the file says of itself, otherwise {@link #IMAGENET}. */
    AUTO,
    /** ImageNet's mean and standard deviation of each channel, red first: torchvision's nets. */
    IMAGENET,
    /** 0 to 255 minus ImageNet's mean of each channel, blue first: nets of Caffe's time. */
    CAFFE,
    /** As they are, 0 to 1, red first. */
    UNIT,
    /** −1 to 1, red first. */
    SYMMETRIC;

    private static final float[] MEAN = { 0.485f, 0.456f, 0.406f };
    private static final float[] DEVIATION = { 0.229f, 0.224f, 0.225f };
    private static final float[] CAFFE_MEAN = { 104, 117, 123 };

    /** What is meant for a file that says this of itself. */
    Standard of(Map<String, String> metadata) {
        if (this != AUTO)
            return this;
        return metadata.getOrDefault("input", "").toUpperCase(Locale.ROOT).contains("BGR") ? CAFFE : IMAGENET;
    }

    /** Brings an image to this standard in place. @param planes red, green and blue, one behind the other */
    void apply(float[] planes, int pixels) {
        if (this == CAFFE)
            for (int i = 0; i < pixels; i++) {
                float red = planes[i];
                planes[i] = planes[i + 2 * pixels];
                planes[i + 2 * pixels] = red;
            }
        for (int c = 0; c < 3; c++) {
            float factor = this == IMAGENET ? 1 / DEVIATION[c] : this == CAFFE ? 255 : this == SYMMETRIC ? 2 : 1;
            float minus = this == IMAGENET ? MEAN[c] / DEVIATION[c] : this == CAFFE ? CAFFE_MEAN[c]
                    : this == SYMMETRIC ? 1 : 0;
            for (int i = c * pixels; i < (c + 1) * pixels; i++)
                planes[i] = planes[i] * factor - minus;
        }
    }
}
