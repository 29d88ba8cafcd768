package org.loupe.tools.torch;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.loupe.api.Device;
import org.loupe.api.FeatureExtractor;
import org.loupe.api.Features;
import org.loupe.api.Param;
import org.loupe.api.Patch;
import org.loupe.api.Run;
import org.loupe.api.Shape;
import org.loupe.api.Step;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;
import org.loupe.tools.torch.compute.Place;
import org.loupe.tools.torch.compute.SharedNets;
import org.loupe.tools.torch.net.Net;

/**
 * What a pretrained net sees in a defect: the map of one of its layers, averaged over the {@link Square} around it.
 * Columns are named {@code embedding.LAYER.FILE[n]}, FILE being a fingerprint of the weights file, with the parameters
 * that differ from their defaults between: numbers of one meaning have one name. A grey image is given to all three
 * channels.
 */
public final class Embedding implements FeatureExtractor<Embedding.Params> {
    /** Boxes whose sides differ by up to twice this many px have a square that lies within what is asked for. */
    private static final int REACH = 32;
    private static final String LAST = "auto";

    /** What is made of the image under inspection and its reference. */
    public enum Pairing {
        /** The image alone. */
        TEST,
        /** The numbers of the image minus those of the reference. */
        DIFFERENCE,
        /** The numbers of the image, and those of the reference behind them. */
        BOTH
    }

    /** Which grey values are black and white. */
    public enum Scale {
        /** The smallest and the largest that the image's type can have. */
        TYPE,
        /** The patch's darkest and its brightest pixel. */
        PATCH
    }

    /**
     * @param weights      file of the pretrained net
     * @param architecture the net that it is of
     * @param layer        whose map is used, or {@code auto} for the last feature layer
     * @param size         px of the side that the square is brought to
     * @param context      px around the box that are looked at
     * @param standard     which numbers the net wants
     * @param pairing      what is made of image and reference
     * @param scale        which grey values are black and white
     */
    public record Params(
            @Param(label = "Weights", help = "File with the weights of a pretrained net: ResNet-18, 34 or 50,"
                    + " SqueezeNet 1.0 or 1.1 as .safetensors or PyTorch state dict (.pth, .pt), or any net as"
                    + " TorchScript (.pt).") Path weights,
            @Param(label = "Net", advanced = true, help = "Which net the weights are of; auto recognises it by its"
                    + " tensors. Does not matter for TorchScript.") Architecture architecture,
            @Param(label = "Layer", help = "Which layer's map is averaged: auto for the last one before the classes,"
                    + " otherwise layer1 to layer4 of a ResNet, fire2 to fire9 of a SqueezeNet. Earlier layers tell"
                    + " texture, later ones form.") String layer,
            @Param(label = "Input size", unit = "px", min = 32, max = 512, step = 32,
                    help = "Side of the square that the net is given. Time grows with its area; raise it if small"
                            + " details matter.") int size,
            @Param(label = "Context", unit = "px", min = 0, max = 200, step = 1,
                    help = "How far around the defect's box the net looks. What surrounds a defect often tells its"
                            + " kind.") int context,
            @Param(label = "Input standard", advanced = true,
                    help = "Which numbers the net was trained with: imagenet for torchvision's, caffe for nets of"
                            + " Caffe's time (blue first, 0 to 255 minus a mean), unit for 0 to 1, symmetric for -1 to"
                            + " 1. auto takes what the file says, otherwise imagenet.") Standard standard,
            @Param(label = "Reference", help = "Whether the net looks at the image alone; at image and reference, of"
                    + " which the difference of their numbers is taken; or at both, side by side.") Pairing pairing,
            @Param(label = "Grey scale", advanced = true,
                    help = "What is black and white to the net: all values that the image's type can have; or the"
                            + " patch's darkest and brightest pixel, which suits images that use few of them. Images of"
                            + " floating point always take the patch's.") Scale scale) {
    }

    @Override
    public Info info() {
        return Info.of("loupe.embedding", "Embedding (pretrained net)", "Describes each defect by what a pretrained net"
                + " sees in it. It needs a file with the weights of a net, learned from other images; it knows forms"
                + " and textures of all kinds, but nothing of sizes in µm.")
                .reference("Donahue et al.: DeCAF: A Deep Convolutional Activation Feature, ICML 2014").within(1e-4)
                .devices(Device.Kind.CPU, Device.Kind.CUDA);
    }

    @Override
    public Params defaults() {
        return new Params(Path.of(""), Architecture.AUTO, LAST, 128, 16, Standard.AUTO, Pairing.TEST, Scale.TYPE);
    }

    @Override
    public void check(Params params) throws ToolException {
        KnownFile file = KnownFile.of(params.weights());
        if (file.weights().script())
            file.columns(params.size());
        else
            node(file.net(params.architecture()), params);
    }

    @Override
    public String summary(Params params) throws ToolException {
        KnownFile file = KnownFile.of(params.weights());
        if (file.weights().script())
            return "TorchScript: " + file.columns(params.size()) + " numbers.";
        Net net = file.net(params.architecture());
        int columns = columns(net, node(net, params), params);
        return net.name() + ", " + layer(net, params) + ": " + columns + " numbers. Layers: "
                + String.join(", ", net.features().keySet()) + ".";
    }

    @Override
    public List<String> names(Params params) {
        try {
            return names(params, KnownFile.of(params.weights()));
        } catch (ToolException e) {
            return List.of(); // check() says why
        }
    }

    private List<String> names(Params params, KnownFile file) throws ToolException {
        boolean script = file.weights().script();
        Net net = script ? null : file.net(params.architecture());
        int columns = script ? file.columns(params.size()) : columns(net, node(net, params), params);
        StringBuilder name = new StringBuilder("embedding.").append(script ? "script" : layer(net, params)).append('.')
                .append(file.fingerprint());
        Params usual = defaults();
        if (params.size() != usual.size())
            name.append(".size").append(params.size());
        if (params.context() != usual.context())
            name.append(".context").append(params.context());
        for (Enum<?> choice : List.of(params.standard(), params.pairing(), params.scale()))
            if (!List.of(usual.standard(), usual.pairing(), usual.scale()).contains(choice))
                name.append('.').append(choice.name().toLowerCase(Locale.ROOT));
        List<String> names = new ArrayList<>();
        for (int i = 0; i < columns * (params.pairing() == Pairing.BOTH ? 2 : 1); i++)
            names.add(name + "[" + i + "]");
        return names;
    }

    private static String layer(Net net, Params params) {
        return params.layer().isBlank() || params.layer().equals(LAST) ? net.lastFeature() : params.layer().strip();
    }

    private static String node(Net net, Params params) throws ToolException {
        try {
            return net.node(layer(net, params));
        } catch (IllegalArgumentException e) {
            throw new ToolException(e.getMessage(), "Choose auto, or one of " + String.join(", ",
                    net.features().keySet()) + ".", e);
        }
    }

    private static int columns(Net net, String node, Params params) throws ToolException {
        try {
            return net.shapes(params.size(), params.size()).get(node)[0];
        } catch (IllegalArgumentException e) {
            throw new ToolException(net.name() + " cannot look at images of " + params.size() + " px: "
                    + e.getMessage(), "Raise the input size.", e);
        }
    }

    @Override
    public int context(Params params) {
        return params.context() + REACH;
    }

    @Override
    public Step<Patch, Features> open(Params params, Device device) throws ToolException {
        KnownFile file = KnownFile.of(params.weights());
        List<String> names = names(params, file);
        Place place = Place.of(device);
        if (file.weights().script())
            return new Describe(params, new ScriptBackbone(file.weights().file(), params.size(), place), names,
                    Map.of());
        Net net = file.net(params.architecture());
        String node = node(net, params);
        return new Describe(params, new NetBackbone(SharedNets.open(net, List.of(node), file.weights(),
                file.fingerprint(), place), node, columns(net, node, params)), names, file.weights().metadata());
    }

    /** The opened tool. */
    private static final class Describe implements Step<Patch, Features> {
        private final Params params;
        private final Backbone backbone;
        private final List<String> names;
        private final Standard standard;

        Describe(Params params, Backbone backbone, List<String> names, Map<String, String> metadata) {
            this.params = params;
            this.backbone = backbone;
            this.names = names;
            standard = params.standard().of(metadata);
        }

        /**
         * One image goes through the net at a time: in a larger batch PyTorch chooses other ways to compute, and the
         * last bits would depend on which patches happen to be described together.
         */
        @Override
        public Features apply(Patch patch, Run run) throws ToolException {
            Square square = new Square(patch.box(), params.context(), params.size());
            float[][] planes = square.pixels(patch.image(), run);
            Square.Range range = range(patch.image(), planes);
            float[] row = describe(square, planes, range, run);
            if (params.pairing() == Pairing.TEST)
                return new Features(names, 1, row);
            Tile reference = patch.reference().orElseThrow(() -> new ToolException(
                    "The embedding is set to look at the reference, too, but this defect has none.",
                    "Set Reference to \"test\", or inspect with a reference image."));
            float[][] good = square.pixels(reference, run);
            boolean alike = reference.shape().type() == patch.image().shape().type();
            float[] ofGood = describe(square, good, alike ? range : range(reference, good), run);
            if (params.pairing() == Pairing.DIFFERENCE) {
                for (int i = 0; i < row.length; i++)
                    row[i] -= ofGood[i];
                return new Features(names, 1, row);
            }
            float[] both = Arrays.copyOf(row, 2 * row.length);
            System.arraycopy(ofGood, 0, both, row.length, row.length);
            return new Features(names, 1, both);
        }

        private float[] describe(Square square, float[][] planes, Square.Range range, Run run) throws ToolException {
            int size = params.size();
            float[] pixels = new float[3 * size * size];
            square.resize(planes, range, pixels, run);
            standard.apply(pixels, size * size);
            return backbone.describe(pixels, size, run);
        }

        private Square.Range range(Tile tile, float[][] planes) {
            Shape.Type type = tile.shape().type();
            return type == Shape.Type.F32 || params.scale() == Scale.PATCH ? Square.range(planes)
                    : Square.Range.of(type);
        }

        @Override
        public void close() {
            backbone.close();
        }
    }
}
