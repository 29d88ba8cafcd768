package org.loupe.tools.torch.net;

import java.util.ArrayList;
import java.util.List;
import org.loupe.tools.torch.net.Layer.Add;
import org.loupe.tools.torch.net.Layer.BatchNorm;
import org.loupe.tools.torch.net.Layer.Conv;
import org.loupe.tools.torch.net.Layer.Enlarge;
import org.loupe.tools.torch.net.Layer.Relu;

/**
 * A small detector of objects by their centres (Zhou, Wang, Krähenbühl: Objects as Points, arXiv:1904.07850) with the
 * boxes of Liu et al. (Training-Time-Friendly Network, AAAI 2020): residual stages to a sixteenth of the image, brought
 * together from the top down (Lin et al.: Feature Pyramid Networks, CVPR 2017) at a quarter of it. There, {@link #HEAT}
 * tells for each class whether an object's centre is here, and {@link #BOX} how far its four edges are.
 */
public final class CenterNet {
    /** Node of the heat, before the sigmoid: a map for each class. */
    public static final String HEAT = "heat.1";
    /** Node of the distances to the left, top, right and bottom edge, before the softplus; in units of {@link #UNIT}. */
    public static final String BOX = "box.1";
    /** Px of the image, along each side, that a place of the maps stands for. */
    public static final int STRIDE = 4;
    /** What the sides of an image must be multiples of. */
    public static final int STEP = 16;
    /** Px of a distance of 1. */
    public static final double UNIT = 16;

    private static final double EPSILON = 1e-5;
    private static final int STAGES = 3;

    private CenterNet() {
    }

    /**
     * Describes one.
     *
     * @param channels of images
     * @param classes  that it tells apart
     * @param width    channels of the first layer; each further stage has twice as many
     */
    public static Net of(int channels, int classes, int width) {
        Net.Builder net = new Net.Builder();
        String x = normed(net, "stem.0", new Conv(channels, width, 3, 2, 1, false), Net.INPUT, true);
        List<String> stages = new ArrayList<>();
        for (int stage = 0; stage < STAGES; stage++) {
            int in = width << stage, out = in * 2;
            x = residual(net, "stage" + stage + ".0", x, in, out, 2);
            x = residual(net, "stage" + stage + ".1", x, out, out, 1);
            net.feature("stage" + stage);
            stages.add(x);
        }
        int wide = 2 * width;
        String top = null;
        for (int stage = STAGES - 1; stage >= 0; stage--) {
            String own = normed(net, "lateral" + stage, new Conv(width << stage + 1, wide, 1, 1, 0, false),
                    stages.get(stage), false);
            if (top != null) {
                String larger = net.add("larger" + stage, new Enlarge(), top, own);
                own = net.add("joined" + stage, new Add(), own, larger);
            }
            top = net.add("merged" + stage, new Relu(), own);
        }
        x = normed(net, "smooth", new Conv(wide, wide, 3, 1, 1, false), top, true);
        net.feature("smooth");
        head(net, "heat", x, wide, classes);
        head(net, "box", x, wide, 4);
        return net.build("center-net", channels, "heat");
    }

    private static void head(Net.Builder net, String name, String x, int wide, int maps) {
        String y = normed(net, name + ".0", new Conv(wide, wide, 3, 1, 1, false), x, true);
        net.add(name + ".1", new Conv(wide, maps, 1, 1, 0, true), y);
    }

    private static String residual(Net.Builder net, String name, String x, int in, int out, int stride) {
        String y = normed(net, name + ".conv1", new Conv(in, out, 3, stride, 1, false), x, true);
        y = normed(net, name + ".conv2", new Conv(out, out, 3, 1, 1, false), y, false);
        String shortcut = stride == 1 && in == out ? x
                : normed(net, name + ".downsample", new Conv(in, out, 1, stride, 0, false), x, false);
        return net.add(name, new Relu(), net.add(name + ".add", new Add(), y, shortcut));
    }

    private static String normed(Net.Builder net, String name, Conv conv, String x, boolean relu) {
        String y = net.add(name + ".conv", conv, x);
        y = net.add(name + ".bn", new BatchNorm(conv.out(), EPSILON), y);
        return relu ? net.add(name + ".relu", new Relu(), y) : y;
    }
}
