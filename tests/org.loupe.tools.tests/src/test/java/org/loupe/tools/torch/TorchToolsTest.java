package org.loupe.tools.torch;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.loupe.api.Detections;
import org.loupe.api.Device;
import org.loupe.api.Examples;
import org.loupe.api.FeatureExtractor;
import org.loupe.api.Features;
import org.loupe.api.LocalFeatureExtractor;
import org.loupe.api.Model;
import org.loupe.api.Pair;
import org.loupe.api.Patch;
import org.loupe.api.Predictions;
import org.loupe.api.Shape;
import org.loupe.api.Step;
import org.loupe.api.Task;
import org.loupe.api.Tile;
import org.loupe.api.Tool;
import org.loupe.api.ToolException;
import org.loupe.api.ToolProvider;
import org.loupe.api.Trainer;
import org.loupe.testkit.ToolContract;
import org.loupe.tools.torch.classify.ResNetTrainer;
import org.loupe.tools.torch.detect.FasterRcnnTrainer;
import org.loupe.tools.torch.net.SqueezeNet;

class TorchToolsTest {
    @TempDir
    private static Path folder;
    private static Path weights;

    @BeforeAll
    static void write() throws Exception {
        weights = RandomWeights.write(SqueezeNet.of11(3, 10), folder.resolve("squeezenet1_1.safetensors"));
    }

    @TestFactory
    Stream<DynamicTest> contractWithoutWeights() {
        return ToolContract.of(new Narrow());
    }

    @TestFactory
    Stream<DynamicTest> contractWithWeights() {
        return ToolContract.of(new WithWeights());
    }

    /** The tools, Faster R-CNN and ResNet being small ones, which are learned in less time. */
    public static final class Narrow implements ToolProvider {

        @Override
        public List<Tool<?, ?, ?>> tools() {
            List<Tool<?, ?, ?>> tools = new ArrayList<>();
            for (Tool<?, ?, ?> tool : new TorchTools().tools())
                tools.add(tool instanceof FasterRcnnTrainer trainer ? new NarrowTrainer(trainer)
                        : tool instanceof ResNetTrainer trainer ? new SmallTrainer(trainer) : tool);
            return tools;
        }
    }

    private record NarrowTrainer(FasterRcnnTrainer tool)
            implements Trainer<FasterRcnnTrainer.Params, Pair, Detections> {

        @Override
        public Info info() {
            return tool.info();
        }

        @Override
        public FasterRcnnTrainer.Params defaults() {
            FasterRcnnTrainer.Params p = tool.defaults();
            return new FasterRcnnTrainer.Params(p.lesson(), p.backbone(), p.weights(), p.frozen(), p.anchor(), 8, 16,
                    p.mistakes(), p.optimisation());
        }

        @Override
        public Task task() {
            return tool.task();
        }

        @Override
        public Model<Pair, Detections> read(Path file) throws ToolException {
            return tool.read(file);
        }

        @Override
        public long memory(FasterRcnnTrainer.Params params, Examples<Pair, Detections> examples) throws ToolException {
            return tool.memory(params, examples);
        }

        @Override
        public Optional<FasterRcnnTrainer.Params> lighter(FasterRcnnTrainer.Params params) {
            return tool.lighter(params);
        }

        @Override
        public Step<Examples<Pair, Detections>, Model<Pair, Detections>> open(FasterRcnnTrainer.Params params,
                Device device) throws ToolException {
            return tool.open(params, device);
        }
    }

    private record SmallTrainer(ResNetTrainer tool) implements Trainer<ResNetTrainer.Params, Pair, Predictions> {

        @Override
        public Info info() {
            return tool.info();
        }

        @Override
        public ResNetTrainer.Params defaults() {
            ResNetTrainer.Params p = tool.defaults();
            return new ResNetTrainer.Params(p.layers(), p.weights(), p.frozen(), p.reference(), 64, p.classWeights(),
                    p.alterations(), p.optimisation().with(2, 8, 1e-3));
        }

        @Override
        public Task task() {
            return tool.task();
        }

        @Override
        public Model<Pair, Predictions> read(Path file) throws ToolException {
            return tool.read(file);
        }

        @Override
        public long memory(ResNetTrainer.Params params, Examples<Pair, Predictions> examples) throws ToolException {
            return tool.memory(params, examples);
        }

        @Override
        public Optional<ResNetTrainer.Params> lighter(ResNetTrainer.Params params) {
            return tool.lighter(params);
        }

        @Override
        public Step<Examples<Pair, Predictions>, Model<Pair, Predictions>> open(ResNetTrainer.Params params,
                Device device) throws ToolException {
            return tool.open(params, device);
        }
    }

    /** The tools, their defaults being those with a weights file, an early layer and a small input. */
    public static final class WithWeights implements ToolProvider {

        @Override
        public List<Tool<?, ?, ?>> tools() {
            return List.of(new Chosen(new Embedding()), new ChosenMap(new EmbeddingMap()));
        }
    }

    private record Chosen(Embedding tool) implements FeatureExtractor<Embedding.Params> {

        @Override
        public Info info() {
            return tool.info();
        }

        @Override
        public Embedding.Params defaults() {
            Embedding.Params p = tool.defaults();
            return new Embedding.Params(weights, p.architecture(), "fire3", 32, p.context(), p.standard(), p.pairing(),
                    p.scale());
        }

        @Override
        public List<String> names(Embedding.Params params) {
            return tool.names(params);
        }

        @Override
        public void check(Embedding.Params params) throws ToolException {
            tool.check(params);
        }

        @Override
        public int context(Embedding.Params params) {
            return tool.context(params);
        }

        @Override
        public Step<Patch, Features> open(Embedding.Params params, Device device) throws ToolException {
            return tool.open(params, device);
        }
    }

    private record ChosenMap(EmbeddingMap tool) implements LocalFeatureExtractor<EmbeddingMap.Params> {

        @Override
        public Info info() {
            return tool.info();
        }

        @Override
        public EmbeddingMap.Params defaults() {
            EmbeddingMap.Params p = tool.defaults();
            return new EmbeddingMap.Params(weights, p.architecture(), "fire2", 8, p.seed(), p.standard(), p.scale());
        }

        @Override
        public int channels(EmbeddingMap.Params params) {
            return tool.channels(params);
        }

        @Override
        public int stride(EmbeddingMap.Params params) {
            return tool.stride(params);
        }

        @Override
        public int halo(EmbeddingMap.Params params) {
            return tool.halo(params);
        }

        @Override
        public void check(EmbeddingMap.Params params) throws ToolException {
            tool.check(params);
        }

        @Override
        public void check(EmbeddingMap.Params params, Shape in) throws ToolException {
            tool.check(params, in);
        }

        @Override
        public Step<Tile, Tile> open(EmbeddingMap.Params params, Device device) throws ToolException {
            return tool.open(params, device);
        }
    }

    @Test
    void theProvenanceNamesPyTorchAndItsVersion() {
        String version = new TorchTools().libraries().get("pytorch");
        assertTrue(version != null && version.matches("\\d+\\.\\d+\\.\\d+-.+"), version);
    }
}
