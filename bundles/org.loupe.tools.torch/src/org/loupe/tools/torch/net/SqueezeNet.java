package org.loupe.tools.torch.net;

import org.loupe.tools.torch.net.Layer.Concat;
import org.loupe.tools.torch.net.Layer.Conv;
import org.loupe.tools.torch.net.Layer.Dropout;
import org.loupe.tools.torch.net.Layer.Flatten;
import org.loupe.tools.torch.net.Layer.GlobalAverage;
import org.loupe.tools.torch.net.Layer.MaxPool;
import org.loupe.tools.torch.net.Layer.Relu;

/**
 * SqueezeNet (Iandola et al.: SqueezeNet: AlexNet-level accuracy with 50× fewer parameters, arXiv:1602.07360), laid out
 * as torchvision does. Feature layers: {@code fire2} to {@code fire9}.
 */
public final class SqueezeNet {

    private SqueezeNet() {
    }

    /** Version 1.0, of the paper. @param channels of images @param classes that it tells apart */
    public static Net of10(int channels, int classes) {
        Net.Builder net = new Net.Builder();
        String x = conv(net, "features.0", new Conv(channels, 96, 7, 2, 0, true), Net.INPUT);
        x = pool(net, 2, x);
        x = fire(net, 2, 3, 96, 16, 64, x);
        x = fire(net, 3, 4, 128, 16, 64, x);
        x = fire(net, 4, 5, 128, 32, 128, x);
        x = pool(net, 6, x);
        x = fire(net, 5, 7, 256, 32, 128, x);
        x = fire(net, 6, 8, 256, 48, 192, x);
        x = fire(net, 7, 9, 384, 48, 192, x);
        x = fire(net, 8, 10, 384, 64, 256, x);
        x = pool(net, 11, x);
        x = fire(net, 9, 12, 512, 64, 256, x);
        return head(net, "squeezenet1_0", channels, classes, x);
    }

    /**
     * Version 1.1, of the same accuracy with 2.4 times less to compute.
     *
     * @param channels of images
     * @param classes  that it tells apart
     */
    public static Net of11(int channels, int classes) {
        Net.Builder net = new Net.Builder();
        String x = conv(net, "features.0", new Conv(channels, 64, 3, 2, 0, true), Net.INPUT);
        x = pool(net, 2, x);
        x = fire(net, 2, 3, 64, 16, 64, x);
        x = fire(net, 3, 4, 128, 16, 64, x);
        x = pool(net, 5, x);
        x = fire(net, 4, 6, 128, 32, 128, x);
        x = fire(net, 5, 7, 256, 32, 128, x);
        x = pool(net, 8, x);
        x = fire(net, 6, 9, 256, 48, 192, x);
        x = fire(net, 7, 10, 384, 48, 192, x);
        x = fire(net, 8, 11, 384, 64, 256, x);
        x = fire(net, 9, 12, 512, 64, 256, x);
        return head(net, "squeezenet1_1", channels, classes, x);
    }

    private static String conv(Net.Builder net, String name, Conv layer, String x) {
        return net.add(name + ".relu", new Relu(), net.add(name, layer, x));
    }

    private static String pool(Net.Builder net, int at, String x) {
        return net.add("features." + at, new MaxPool(3, 2, 0, true), x);
    }

    /**
     * Few channels by 1 × 1, then half of many by 1 × 1 and half by 3 × 3.
     *
     * @param at its place in torchvision's list
     */
    private static String fire(Net.Builder net, int number, int at, int in, int squeezed, int expanded, String x) {
        String name = "features." + at;
        String s = conv(net, name + ".squeeze", new Conv(in, squeezed, 1, 1, 0, true), x);
        String one = conv(net, name + ".expand1x1", new Conv(squeezed, expanded, 1, 1, 0, true), s);
        String three = conv(net, name + ".expand3x3", new Conv(squeezed, expanded, 3, 1, 1, true), s);
        String fire = net.add(name, new Concat(), one, three);
        net.feature("fire" + number);
        return fire;
    }

    private static Net head(Net.Builder net, String name, int channels, int classes, String x) {
        x = net.add("classifier.0", new Dropout(0.5), x);
        x = conv(net, "classifier.1", new Conv(512, classes, 1, 1, 0, true), x);
        x = net.add("classifier.3", new GlobalAverage(), x);
        net.add("flatten", new Flatten(), x);
        return net.build(name, channels, "classifier");
    }
}
