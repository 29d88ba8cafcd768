package org.loupe.tools.torch.net;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.loupe.tools.torch.net.Layer.Add;
import org.loupe.tools.torch.net.Layer.Conv;
import org.loupe.tools.torch.net.Layer.Enlarge;
import org.loupe.tools.torch.net.Layer.Flatten;
import org.loupe.tools.torch.net.Layer.Linear;
import org.loupe.tools.torch.net.Layer.MaxPool;
import org.loupe.tools.torch.net.Layer.Relu;

/**
 * Faster R-CNN (Ren, He, Girshick, Sun: Faster R-CNN, NIPS 2015) on a feature pyramid (Lin et al.: Feature Pyramid
 * Networks, CVPR 2017) of a {@link ResNet}, laid out as torchvision does: three nets, whose parameters together have
 * torchvision's names and order.
 *
 * @param pyramid   gives maps of an image: {@link #LEVELS}
 * @param proposals is given each of these maps, with the same weights, and gives {@link #OBJECTNESS} and {@link #SHIFT}
 * @param head      is given what a region shows, {@link #POOLED} px along each side of the pyramid's channels, and
 *                  gives {@link #SCORE} and {@link #BOX}
 */
public record FasterRcnn(Net pyramid, Net proposals, Net head) {
    /** Nodes of the pyramid, from the finest to the coarsest; each stands for half as many px as the next. */
    public static final List<String> LEVELS = Stream.concat(IntStream.range(0, 4)
            .mapToObj(i -> "backbone.fpn.layer_blocks." + i + ".0"), Stream.of("backbone.fpn.pool")).toList();
    /** Px of the image, along each side, that a place of the finest level stands for. */
    public static final int STRIDE = 4;
    /** What the sides of an image must be multiples of. */
    public static final int STEP = 32;
    /** Boxes of each place: as high as wide, half and twice as high. */
    public static final int ANCHORS = 3;
    /** Px of what the head is given. */
    public static final int POOLED = 7;
    /** Node that tells how surely an anchor lies on an object, before the sigmoid; a map for each anchor. */
    public static final String OBJECTNESS = "rpn.head.cls_logits";
    /** Node that tells how the object's box differs from the anchor; four maps for each anchor. */
    public static final String SHIFT = "rpn.head.bbox_pred";
    /** Node that tells how surely a region is background, and each class, before the softmax. */
    public static final String SCORE = "roi_heads.box_predictor.cls_score";
    /** Node that tells how an object's box differs from the region; four numbers for background and each class. */
    public static final String BOX = "roi_heads.box_predictor.bbox_pred";

    private static final String BODY = "backbone.body.", CONV = "rpn.head.conv.0.0";

    /**
     * Describes one.
     *
     * @param layers   of the ResNet: 18 or 50
     * @param channels of images
     * @param classes  that it tells apart, without the background
     * @param width    channels of the pyramid, 256 in the paper; the head has four times as many
     */
    public static FasterRcnn of(int layers, int channels, int classes, int width) {
        Net.Builder head = new Net.Builder();
        String x = head.add("roi_heads.box_head.flatten", new Flatten(), Net.INPUT);
        x = head.add("roi_heads.box_head.fc6", new Linear(width * POOLED * POOLED, 4 * width), x);
        x = head.add("roi_heads.box_head.relu6", new Relu(), x);
        x = head.add("roi_heads.box_head.fc7", new Linear(4 * width, 4 * width), x);
        x = head.add("roi_heads.box_head.relu7", new Relu(), x);
        head.add(SCORE, new Linear(4 * width, classes + 1), x);
        head.add(BOX, new Linear(4 * width, 4 * (classes + 1)), x);
        return new FasterRcnn(pyramid(layers, channels, width), proposals(width),
                head.build("roi_heads", width, "roi_heads"));
    }

    private static Net pyramid(int layers, int channels, int width) {
        Net.Builder net = new Net.Builder();
        List<String> stages = ResNet.body(net, BODY, layers, channels), inner = new ArrayList<>();
        for (int i = 0; i < stages.size(); i++)
            inner.add(net.add("backbone.fpn.inner_blocks." + i + ".0",
                    new Conv(ResNet.width(layers, i), width, 1, 1, 0, true), stages.get(i)));
        for (int i = stages.size() - 2; i >= 0; i--) {
            String larger = net.add("backbone.fpn.larger." + i, new Enlarge(), inner.get(i + 1), inner.get(i));
            inner.set(i, net.add("backbone.fpn.joined." + i, new Add(), inner.get(i), larger));
        }
        for (int i = 0; i < stages.size(); i++)
            net.add(LEVELS.get(i), new Conv(width, width, 3, 1, 1, true), inner.get(i));
        net.add(LEVELS.get(4), new MaxPool(1, 2, 0, false), LEVELS.get(3));
        return net.build("fasterrcnn_resnet" + layers + "_fpn", channels, "backbone.fpn");
    }

    private static Net proposals(int width) {
        Net.Builder net = new Net.Builder();
        String x = net.add(CONV, new Conv(width, width, 3, 1, 1, true), Net.INPUT);
        x = net.add("rpn.head.conv.0.1", new Relu(), x);
        net.add(OBJECTNESS, new Conv(width, ANCHORS, 1, 1, 0, true), x);
        net.add(SHIFT, new Conv(width, 4 * ANCHORS, 1, 1, 0, true), x);
        return net.build("rpn", width, "rpn");
    }

    /** Its three nets, in torchvision's order. */
    public List<Net> parts() {
        return List.of(pyramid, proposals, head);
    }

    /** How many numbers it learns. */
    public long size() {
        return parts().stream().mapToLong(Net::size).sum();
    }

    /** Name that a parameter of the pyramid has in a plain {@link ResNet}; null if it is none of that. */
    public static String ofResNet(String parameter) {
        return parameter.startsWith(BODY) ? parameter.substring(BODY.length()) : null;
    }

    /**
     * Whether a node of the pyramid belongs to the first stages.
     *
     * @param stages none, the stem (1), and so many less one of the residual stages (2 to 5)
     */
    public static boolean inFirst(int stages, String node) {
        String name = ofResNet(node);
        if (name == null)
            return false;
        return name.startsWith("layer") ? name.charAt("layer".length()) - '0' < stages : stages > 0;
    }
}
