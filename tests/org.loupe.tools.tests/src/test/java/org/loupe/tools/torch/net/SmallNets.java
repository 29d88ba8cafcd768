package org.loupe.tools.torch.net;

/** Nets for tests of what surrounds them. */
public final class SmallNets {

    private SmallNets() {
    }

    /** Tells classes of images of three channels apart, and is quick at any size. */
    public static Net telling(int classes) {
        Net.Builder net = new Net.Builder();
        String x = net.add("conv", new Layer.Conv(3, 4, 3, 4, 1, true), Net.INPUT);
        x = net.add("relu", new Layer.Relu(), x);
        x = net.add("average", new Layer.GlobalAverage(), x);
        x = net.add("flatten", new Layer.Flatten(), x);
        net.add("fc", new Layer.Linear(4, classes), x);
        return net.build("telling", 3, "fc");
    }
}
