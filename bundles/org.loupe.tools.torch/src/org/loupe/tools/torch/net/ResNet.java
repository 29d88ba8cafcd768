package org.loupe.tools.torch.net;

import java.util.ArrayList;
import java.util.List;
import org.loupe.tools.torch.net.Layer.Add;
import org.loupe.tools.torch.net.Layer.BatchNorm;
import org.loupe.tools.torch.net.Layer.Conv;
import org.loupe.tools.torch.net.Layer.Flatten;
import org.loupe.tools.torch.net.Layer.GlobalAverage;
import org.loupe.tools.torch.net.Layer.Linear;
import org.loupe.tools.torch.net.Layer.MaxPool;
import org.loupe.tools.torch.net.Layer.Relu;

/**
 * Residual nets (He, Zhang, Ren, Sun: Deep Residual Learning for Image Recognition, CVPR 2016), laid out as torchvision
 * does: a bottleneck's stride is in its 3 × 3 convolution. Feature layers: {@code layer1} to {@code layer4}, one place
 * of which stands for 4, 8, 16 and 32 px of the image.
 */
public final class ResNet {
    private static final double EPSILON = 1e-5;

    private ResNet() {
    }

    /** 18 layers. @param channels of images @param classes that it tells apart */
    public static Net of18(int channels, int classes) {
        return make(18, channels, classes);
    }

    /** 34 layers. @param channels of images @param classes that it tells apart */
    public static Net of34(int channels, int classes) {
        return make(34, channels, classes);
    }

    /** 50 layers. @param channels of images @param classes that it tells apart */
    public static Net of50(int channels, int classes) {
        return make(50, channels, classes);
    }

    private static Net make(int layers, int channels, int classes) {
        Net.Builder net = new Net.Builder();
        List<String> stages = body(net, "", layers, channels);
        String x = net.add("avgpool", new GlobalAverage(), stages.get(stages.size() - 1));
        x = net.add("flatten", new Flatten(), x);
        net.add("fc", new Linear(width(layers, stages.size() - 1), classes), x);
        return net.build("resnet" + layers, channels, "fc");
    }

    /**
     * Adds all that is before the classes to a net.
     *
     * @param prefix that stands before its names
     * @param layers 18, 34 or 50
     * @return the last node of each stage
     */
    static List<String> body(Net.Builder net, String prefix, int layers, int channels) {
        int[] blocks = layers == 18 ? new int[] { 2, 2, 2, 2 } : new int[] { 3, 4, 6, 3 };
        String x = normed(net, prefix + "conv1", prefix + "bn1", new Conv(channels, 64, 7, 2, 3, false), Net.INPUT);
        x = net.add(prefix + "relu", new Relu(), x);
        x = net.add(prefix + "maxpool", new MaxPool(3, 2, 1, false), x);
        List<String> stages = new ArrayList<>();
        int in = 64;
        for (int stage = 0; stage < blocks.length; stage++) {
            int width = 64 << stage;
            for (int block = 0; block < blocks[stage]; block++) {
                int stride = stage > 0 && block == 0 ? 2 : 1;
                String name = prefix + "layer" + (stage + 1) + "." + block;
                x = layers == 50 ? bottleneck(net, name, x, in, width, stride) : basic(net, name, x, in, width, stride);
                in = width(layers, stage);
            }
            net.feature("layer" + (stage + 1));
            stages.add(x);
        }
        return stages;
    }

    /** Channels behind a stage. @param stage from 0 to 3 */
    static int width(int layers, int stage) {
        return (layers == 50 ? 256 : 64) << stage;
    }

    private static String basic(Net.Builder net, String name, String x, int in, int width, int stride) {
        String y = normed(net, name + ".conv1", name + ".bn1", new Conv(in, width, 3, stride, 1, false), x);
        y = net.add(name + ".relu1", new Relu(), y);
        y = normed(net, name + ".conv2", name + ".bn2", new Conv(width, width, 3, 1, 1, false), y);
        return sum(net, name, x, y, in, width, stride);
    }

    private static String bottleneck(Net.Builder net, String name, String x, int in, int width, int stride) {
        String y = normed(net, name + ".conv1", name + ".bn1", new Conv(in, width, 1, 1, 0, false), x);
        y = net.add(name + ".relu1", new Relu(), y);
        y = normed(net, name + ".conv2", name + ".bn2", new Conv(width, width, 3, stride, 1, false), y);
        y = net.add(name + ".relu2", new Relu(), y);
        y = normed(net, name + ".conv3", name + ".bn3", new Conv(width, 4 * width, 1, 1, 0, false), y);
        return sum(net, name, x, y, in, 4 * width, stride);
    }

    /** What a block has made, and what it was given: brought to the same shape where it has another. */
    private static String sum(Net.Builder net, String name, String x, String y, int in, int out, int stride) {
        String shortcut = stride == 1 && in == out ? x
                : normed(net, name + ".downsample.0", name + ".downsample.1",
                        new Conv(in, out, 1, stride, 0, false), x);
        String sum = net.add(name + ".add", new Add(), y, shortcut);
        return net.add(name, new Relu(), sum);
    }

    private static String normed(Net.Builder net, String conv, String norm, Conv layer, String x) {
        String y = net.add(conv, layer, x);
        return net.add(norm, new BatchNorm(layer.out(), EPSILON), y);
    }
}
