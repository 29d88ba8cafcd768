package org.loupe.tools.torch.net;

import java.util.ArrayList;
import java.util.List;
import org.loupe.tools.torch.net.Layer.BatchNorm;
import org.loupe.tools.torch.net.Layer.Concat;
import org.loupe.tools.torch.net.Layer.Conv;
import org.loupe.tools.torch.net.Layer.ConvTranspose;
import org.loupe.tools.torch.net.Layer.MaxPool;
import org.loupe.tools.torch.net.Layer.Relu;

/**
 * U-Net (Ronneberger, Fischer and Brox: U-Net, MICCAI 2015) with padding, so that the map has the image's size, and batch
 * normalisation: two convolutions a level, halved by max-pooling on the way down, doubled by transposed convolutions on
 * the way up, where each level also sees what the way down made at its size.
 */
public final class UNet {
    private static final double EPSILON = 1e-5;

    private UNet() {
    }

    /**
     * Describes one. Sides of images are multiples of {@link #step}.
     *
     * @param channels of images
     * @param maps     that it gives, one for each class, before the sigmoid
     * @param width    channels of the first level; each further level has twice as many
     * @param levels   on the way down, without the lowest, 1 or more
     */
    public static Net of(int channels, int maps, int width, int levels) {
        Net.Builder net = new Net.Builder();
        List<String> skips = new ArrayList<>();
        String x = Net.INPUT;
        int in = channels;
        for (int level = 0; level < levels; level++) {
            x = twice(net, "downs." + level, x, in, width << level);
            net.feature("downs." + level);
            skips.add(x);
            in = width << level;
            x = net.add("pool." + level, new MaxPool(2, 2, 0, false), x);
        }
        x = twice(net, "bottleneck", x, in, 2 * in);
        net.feature("bottleneck");
        for (int level = levels - 1; level >= 0; level--) {
            int out = width << level, step = levels - 1 - level;
            x = net.add("ups." + 2 * step, new ConvTranspose(2 * out, out, 2), x);
            x = net.add("concat." + step, new Concat(), skips.get(level), x);
            x = twice(net, "ups." + (2 * step + 1), x, 2 * out, out);
            net.feature("ups." + (2 * step + 1));
        }
        net.add("final_conv", new Conv(width, maps, 1, 1, 0, true), x);
        return net.build("unet", channels, "final_conv");
    }

    /** What the sides of an image must be multiples of. */
    public static int step(int levels) {
        return 1 << levels;
    }

    private static String twice(Net.Builder net, String name, String x, int in, int out) {
        String y = net.add(name + ".conv.0", new Conv(in, out, 3, 1, 1, false), x);
        y = net.add(name + ".conv.1", new BatchNorm(out, EPSILON), y);
        y = net.add(name + ".conv.2", new Relu(), y);
        y = net.add(name + ".conv.3", new Conv(out, out, 3, 1, 1, false), y);
        y = net.add(name + ".conv.4", new BatchNorm(out, EPSILON), y);
        return net.add(name + ".conv.5", new Relu(), y);
    }
}
