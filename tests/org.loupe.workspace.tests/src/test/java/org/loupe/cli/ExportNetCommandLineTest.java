package org.loupe.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loupe.api.Detections;
import org.loupe.api.Device;
import org.loupe.api.ExportableModel;
import org.loupe.api.Model;
import org.loupe.api.Pair;
import org.loupe.api.Provenance;
import org.loupe.api.Step;
import org.loupe.api.Task;
import org.loupe.api.ToolException;
import org.loupe.engine.Registry;
import org.loupe.engine.nets.NetCard;
import org.loupe.engine.nets.NetModel;
import org.loupe.engine.nets.NetReport;
import org.loupe.engine.nets.OnnxExport;
import org.loupe.tools.torch.detect.CenterNetTrainer;
import org.loupe.tools.torch.images.ImageNet;
import org.loupe.tools.torch.images.PairInput;
import org.loupe.tools.torch.net.CenterNet;
import org.loupe.tools.torch.net.Net;
import org.loupe.tools.torch.net.Parameter;
import org.loupe.tools.torch.weights.Snapshot;

/** A trained net is written as ONNX by one command, and only if the file computes what the net does. */
class ExportNetCommandLineTest {
    private static final List<String> CLASSES = List.of("pit", "particle");

    @TempDir
    private static Path folder;
    private static Model<Pair, Detections> learned;
    private static Path model;

    @BeforeAll
    static void write() throws Exception {
        Net net = CenterNet.of(2, 2, 4);
        SplittableRandom random = new SplittableRandom(3);
        Map<String, long[]> shapes = new LinkedHashMap<>();
        Map<String, float[]> values = new LinkedHashMap<>();
        for (Parameter parameter : net.parameters()) {
            if (parameter.shape().length == 0)
                continue;
            float[] numbers = new float[(int) parameter.size()];
            for (int i = 0; i < numbers.length; i++)
                numbers[i] = (float) random.nextDouble(parameter.shape().length > 1 ? -0.3 : 0.5,
                        parameter.shape().length > 1 ? 0.3 : 1);
            shapes.put(parameter.name(), Arrays.stream(parameter.shape()).asLongStream().toArray());
            values.put(parameter.name(), numbers);
        }
        Path weights = folder.resolve("weights");
        new ImageNet(CenterNetTrainer.ID, net, new PairInput(false, true, 1), CLASSES, Map.of("width", 4),
                new Snapshot(shapes, values)).write(weights);
        learned = new CenterNetTrainer().read(weights);
        model = folder.resolve("small.model");
        netModel(learned).write(model);
    }

    private static NetModel<Detections> netModel(Model<Pair, Detections> learned) {
        Provenance trainer = new Provenance(CenterNetTrainer.ID, "org.loupe.tools.torch", "0.1.0", Map.of(), 1, "", "CPU",
                Map.of(), List.of());
        NetReport report = new NetReport(List.of(), 1, Optional.empty(), 1, 0, List.of(), List.of());
        return new NetModel<>(new NetCard(Task.DETECTION, trainer, CLASSES, true, Double.NaN, 20, 0.5, 0.3, report),
                learned);
    }

    @Test
    void aNetIsWrittenBesideItsModelOrWhereItIsWanted() throws Exception {
        Cli beside = Cli.run("export", model);
        assertEquals(0, beside.code(), beside::toString);
        assertTrue(beside.out().contains("small.onnx (differs from the model by "), beside.out());
        Path there = folder.resolve("new folder/there.onnx");
        Cli named = Cli.run("export", model, there);
        assertEquals(0, named.code(), named::toString);
        assertArrayEquals(Files.readAllBytes(folder.resolve("small.onnx")), Files.readAllBytes(there));
        try (var files = Files.list(there.getParent())) {
            assertEquals(1, files.count(), "something is left over");
        }
    }

    @Test
    void whatDoesNotSuitIsNamed() throws Exception {
        for (Cli wrong : List.of(Cli.run("export", model, "--format", "csv"),
                Cli.run("export", folder.resolve("weights"), folder.resolve("x.onnx")),
                Cli.run("export", model, folder.resolve("x.onnx"), "--out", folder.resolve("y.onnx")),
                Cli.run("export", folder, folder.resolve("x.onnx")), Cli.run("export", folder))) {
            assertEquals(2, wrong.code(), wrong::toString);
            assertTrue(wrong.err().length() > 20, wrong::toString);
        }
        assertTrue(Files.notExists(folder.resolve("x.onnx")) && Files.notExists(folder.resolve("y.onnx")));
    }

    @Test
    void whatIsNotThereIsSaidNotToBeThere() {
        Path none = folder.resolve("none.model");
        for (Cli wrong : List.of(Cli.run("export", none, folder.resolve("x.onnx")), Cli.run("export", none))) {
            assertEquals(2, wrong.code(), wrong::toString);
            assertTrue(wrong.err().contains("There is no run, project or model " + none), wrong.err());
        }
    }

    /** Writes the net, and computes something else by one part in a thousand. */
    private record Other(ExportableModel<Pair, Detections> model) implements ExportableModel<Pair, Detections> {

        @Override
        public List<String> classes() {
            return model.classes();
        }

        @Override
        public Step<Pair, Detections> open(Device device) throws ToolException {
            return model.open(device);
        }

        @Override
        public void write(Path file) throws ToolException {
            model.write(file);
        }

        @Override
        public void exportOnnx(Path file) throws ToolException {
            model.exportOnnx(file);
        }

        @Override
        public int channels() {
            return model.channels();
        }

        @Override
        public int step() {
            return model.step();
        }

        @Override
        public List<float[]> compute(float[] images, int count, int height, int width) throws ToolException {
            List<float[]> given = model.compute(images, count, height, width);
            given.forEach(values -> {
                for (int i = 0; i < values.length; i++)
                    values[i] *= 1.001f;
            });
            return given;
        }
    }

    @Test
    void aFileThatComputesSomethingElseIsNotPutInPlace() throws Exception {
        Path file = folder.resolve("other.onnx");
        Files.writeString(file, "before");
        Registry registry = Registry.load(ExportNetCommandLineTest.class.getClassLoader());
        ToolException e = assertThrows(ToolException.class,
                () -> OnnxExport.write(netModel(new Other((ExportableModel<Pair, Detections>) learned)), file, registry));
        assertTrue(e.getMessage().contains("computes something else"), e.getMessage());
        assertEquals("before", Files.readString(file));
    }
}
