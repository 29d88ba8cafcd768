package org.loupe.tools.classic;

import java.nio.ByteBuffer;
import java.util.List;
import org.loupe.api.Detections;
import org.loupe.api.Detector;
import org.loupe.api.Device;
import org.loupe.api.Pair;
import org.loupe.api.Run;
import org.loupe.api.Step;
import org.loupe.api.Tile;

/**
 * The whole image as one object, for images that each show one defect, such as crops: what follows measures and sorts
 * them without anything being looked for. An image of which nothing is valid has none.
 */
public final class WholeImage implements Detector<WholeImage.Params> {

    /** None. */
    public record Params() {
    }

    @Override
    public Info info() {
        return Info.of("loupe.whole-image", "Whole image", "Takes each image as one defect, for images that show one"
                + " each: crops, or pictures of a review. Nothing is looked for; the steps behind it measure and sort"
                + " the images.");
    }

    @Override
    public Params defaults() {
        return new Params();
    }

    @Override
    public int halo(Params params) {
        return 0;
    }

    @Override
    public boolean global(Params params) {
        return true;
    }

    @Override
    public Step<Pair, Detections> open(Params params, Device device) {
        return this::find;
    }

    private Detections find(Pair pair, Run run) {
        Tile test = pair.test();
        List<String> classes = classes(defaults());
        return pair.valid().map(WholeImage::anything).orElse(test.shape().pixels() > 0)
                ? new Detections.Builder(classes).add(0, 0, test.width(), test.height(), 1, 0, null).build()
                : new Detections.Builder(classes).build();
    }

    private static boolean anything(Tile valid) {
        ByteBuffer pixels = valid.data();
        while (pixels.hasRemaining())
            if (pixels.get() != 0)
                return true;
        return false;
    }
}
