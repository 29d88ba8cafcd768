package org.loupe.tools.torch;

import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.loupe.api.Device;
import org.loupe.api.LocalFeatureExtractor;
import org.loupe.api.Param;
import org.loupe.api.Region;
import org.loupe.api.Run;
import org.loupe.api.Shape;
import org.loupe.api.Step;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;
import org.loupe.tools.torch.compute.Natives;
import org.loupe.tools.torch.compute.Place;
import org.loupe.tools.torch.compute.SharedNets;
import org.loupe.tools.torch.compute.Tensors;
import org.loupe.tools.torch.net.Reach;

/**
 * What a pretrained net sees at each place: the maps of some of its layers, brought to the stride of the first and laid
 * side by side, of which some channels are chosen at random. Images of any size: they go through the net in blocks that
 * overlap by what a value sees, so that no seams arise; beyond the image it is as at the image's edge. A grey image is
 * given to all three channels.
 */
public final class EmbeddingMap implements LocalFeatureExtractor<EmbeddingMap.Params> {
    /** Most px of a block's side, without what it overlaps others by; a multiple of all strides. */
    private static final int BLOCK = 256;

    /** Which grey values are black and white. */
    public enum Scale {
        /** The smallest and the largest that the image's type can have. */
        TYPE,
        /** The image's darkest and its brightest pixel. */
        IMAGE
    }

    /**
     * @param weights      file of the pretrained net
     * @param architecture the net that it is of
     * @param layers       whose maps are used, with commas between, or {@code auto}
     * @param channels     most numbers at a place
     * @param seed         of the choice of channels
     * @param standard     which numbers the net wants
     * @param scale        which grey values are black and white
     */
    public record Params(
            @Param(label = "Weights", help = "File with the weights of a pretrained net: ResNet-18, 34 or 50,"
                    + " SqueezeNet 1.0 or 1.1 as .safetensors or PyTorch state dict (.pth, .pt).") Path weights,
            @Param(label = "Net", advanced = true, help = "Which net the weights are of; auto recognises it by its"
                    + " tensors.") Architecture architecture,
            @Param(label = "Layers", help = "The layers whose maps are laid side by side, with commas between: auto for"
                    + " the last ones that tell places of 4 px and of 8 px apart, otherwise layer1 to layer4 of a"
                    + " ResNet, fire2 to fire9 of a SqueezeNet. The first one decides how far places are from each"
                    + " other.") String layers,
            @Param(label = "Channels", min = 1, max = 1024, step = 16, help = "How many of the layers' channels are"
                    + " used, chosen at random. More tell more and cost memory and time; with PaDiM, memory grows with"
                    + " the square.") int channels,
            @Param(label = "Choice of channels", min = 0, max = 1_000_000, step = 1, advanced = true,
                    help = "Seed of the random choice: the same number chooses the same channels.") int seed,
            @Param(label = "Input standard", advanced = true,
                    help = "Which numbers the net was trained with: imagenet for torchvision's, caffe for nets of"
                            + " Caffe's time (blue first, 0 to 255 minus a mean), unit for 0 to 1, symmetric for -1 to"
                            + " 1. auto takes what the file says, otherwise imagenet.") Standard standard,
            @Param(label = "Grey scale", advanced = true,
                    help = "What is black and white to the net: all values that the image's type can have; or the"
                            + " image's darkest and brightest pixel, which suits images that use few of them. Images of"
                            + " floating point always take the image's.") Scale scale) {
    }

    @Override
    public Info info() {
        return Info.of("loupe.embedding-map", "Embedding map (pretrained net)", "Describes each place of an image by"
                + " what a pretrained net sees there, for detectors that learn what is good. It needs a file with the"
                + " weights of a net, learned from other images. What it tells depends on the net; it takes longer than"
                + " local texture.")
                .reference("Defard et al.: PaDiM, ICPR Workshops 2020; Roth et al.: Towards Total Recall in Industrial"
                        + " Anomaly Detection, CVPR 2022")
                .within(1e-4).devices(Device.Kind.CPU, Device.Kind.CUDA);
    }

    @Override
    public Params defaults() {
        return new Params(Path.of(""), Architecture.AUTO, "auto", 64, 1, Standard.AUTO, Scale.TYPE);
    }

    @Override
    public void check(Params params) throws ToolException {
        MapLayers.of(params);
    }

    @Override
    public void check(Params params, Shape in) throws ToolException {
        Square.check(in);
    }

    @Override
    public int channels(Params params) {
        try {
            return MapLayers.of(params).chosen().length;
        } catch (ToolException e) {
            return params.channels(); // check() says why
        }
    }

    @Override
    public int stride(Params params) {
        try {
            return MapLayers.of(params).stride();
        } catch (ToolException e) {
            return 1; // check() says why
        }
    }

    @Override
    public int halo(Params params) {
        try {
            return MapLayers.of(params).halo();
        } catch (ToolException e) {
            return 0; // check() says why
        }
    }

    @Override
    public Step<Tile, Tile> open(Params params, Device device) throws ToolException {
        MapLayers layers = MapLayers.of(params);
        KnownFile file = KnownFile.of(params.weights());
        return new Describe(layers, SharedNets.open(layers.net(), layers.nodes(), file.weights(), file.fingerprint(),
                Place.of(device)), params.standard().of(file.weights().metadata()), params.scale());
    }

    /** The opened tool. */
    private static final class Describe implements Step<Tile, Tile> {
        private final MapLayers layers;
        private final SharedNets.Lease lease;
        private final Standard standard;
        private final Scale scale;
        /** px that a block reaches beyond the places that are read off it. */
        private final int margin;

        Describe(MapLayers layers, SharedNets.Lease lease, Standard standard, Scale scale) {
            this.layers = layers;
            this.lease = lease;
            this.standard = standard;
            this.scale = scale;
            // so that places lie on values of the first layer, to half a pixel
            int enough = layers.halo() + layers.coarsest(), stride = layers.stride();
            int shift = (int) Math.floor(layers.reaches().get(0).start() - (stride - 1) / 2.0);
            margin = enough + Math.floorMod(shift - enough, stride);
        }

        @Override
        public Tile apply(Tile image, Run run) throws ToolException {
            Shape in = image.shape();
            Square.check(in);
            int stride = layers.stride(), channels = layers.chosen().length;
            int width = (in.width() + stride - 1) / stride, height = (in.height() + stride - 1) / stride;
            Tile out = run.tile(new Shape(width, height, channels, Shape.Type.F32, in.umPerPx() * stride));
            FloatBuffer values = out.data().asFloatBuffer();
            int block = block(Math.max(in.width(), in.height()));
            Square.Range range = range(image, block, run);
            for (int y = 0; y < in.height(); y += block)
                for (int x = 0; x < in.width(); x += block)
                    describe(image, new Region(x, y, block, block), range, values, width, height, run);
            return out;
        }

        /** Side of blocks of equal size. */
        private int block(int length) {
            int unit = layers.coarsest(), blocks = (length + BLOCK - 1) / BLOCK;
            int side = (length + blocks - 1) / blocks;
            return (side + unit - 1) / unit * unit;
        }

        private Square.Range range(Tile image, int block, Run run) throws ToolException {
            Shape.Type type = image.shape().type();
            if (type != Shape.Type.F32 && scale == Scale.TYPE)
                return Square.Range.of(type);
            Square.Range all = null;
            for (int y = 0; y < image.height(); y += block)
                for (int x = 0; x < image.width(); x += block) {
                    Square square = new Square(new Region(x, y, block, block), 0, block);
                    Square.Range here = Square.range(square.pixels(image, run));
                    all = all == null ? here : new Square.Range(Math.min(all.low(), here.low()),
                            Math.max(all.high(), here.high()));
                }
            return all;
        }

        /** Fills in the places of a block. */
        private void describe(Tile image, Region block, Square.Range range, FloatBuffer into, int width, int height,
                Run run) throws ToolException {
            int side = block.width() + 2 * margin, stride = layers.stride();
            Square square = new Square(block.grow(margin), 0, side);
            float[] pixels = new float[3 * side * side];
            square.resize(square.pixels(image, run), range, pixels, run);
            standard.apply(pixels, side * side);
            Natives.oneThread();
            int left = block.x() / stride, top = block.y() / stride;
            Region places = new Region(left, top, Math.min(width - left, block.width() / stride),
                    Math.min(height - top, block.height() / stride));
            try (PointerScope scope = new PointerScope()) {
                Tensor input = Tensor.create(pixels, 1, 3, side, side).contiguous(torch.MemoryFormat.ChannelsLast);
                Map<String, Tensor> maps = lease.net().forward(input, layers.nodes(), run::checkCancelled);
                try {
                    for (int layer = 0, first = 0, at = 0; layer < layers.nodes().size(); layer++) {
                        int all = layers.channels()[layer], count = 0;
                        while (at + count < layers.chosen().length && layers.chosen()[at + count] < first + all)
                            count++;
                        run.checkCancelled();
                        read(maps.get(layers.nodes().get(layer)), layers.reaches().get(layer), first, at, count, places,
                                width, into);
                        first += all;
                        at += count;
                    }
                } finally {
                    maps.values().forEach(Tensor::close);
                }
            } catch (RuntimeException e) {
                throw lease.net().place().failure(e);
            }
        }

        /**
         * Writes a layer's chosen channels, between its values linear.
         *
         * @param first number of the layer's first channel among those of all layers
         * @param at    place of its first chosen channel among the chosen ones
         * @param count of its chosen channels
         */
        private void read(Tensor map, Reach reach, int first, int at, int count, Region places, int width,
                FloatBuffer into) {
            int columns = (int) map.size(3), channels = (int) map.size(1), stride = layers.stride();
            float[] values = Tensors.places(map);
            int[] chosen = layers.chosen();
            for (int y = 0; y < places.height(); y++) {
                double row = (margin + (y + 0.5) * stride - 0.5 - reach.start()) / reach.stride();
                int above = (int) row;
                float down = (float) (row - above);
                for (int x = 0; x < places.width(); x++) {
                    double column = (margin + (x + 0.5) * stride - 0.5 - reach.start()) / reach.stride();
                    int before = (int) column;
                    float right = (float) (column - before);
                    int upper = (above * columns + before) * channels - first, lower = upper + columns * channels;
                    int to = ((places.y() + y) * width + places.x() + x) * chosen.length + at;
                    for (int k = 0; k < count; k++) {
                        int c = chosen[at + k];
                        float top = values[upper + c] * (1 - right) + values[upper + channels + c] * right;
                        float bottom = values[lower + c] * (1 - right) + values[lower + channels + c] * right;
                        into.put(to + k, top * (1 - down) + bottom * down);
                    }
                }
            }
        }

        @Override
        public void close() {
            lease.close();
        }
    }
}
