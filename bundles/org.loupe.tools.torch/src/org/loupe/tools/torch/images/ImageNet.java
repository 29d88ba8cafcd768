package org.loupe.tools.torch.images;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.global.torch;
import org.loupe.api.OnnxRunner;
import org.loupe.api.Pair;
import org.loupe.api.Run;
import org.loupe.api.ToolException;
import org.loupe.tools.torch.compute.Natives;
import org.loupe.tools.torch.compute.NetOutput;
import org.loupe.tools.torch.compute.Place;
import org.loupe.tools.torch.compute.SharedNets;
import org.loupe.tools.torch.net.Net;
import org.loupe.tools.torch.net.Parameter;
import org.loupe.tools.torch.training.LearningNet;
import org.loupe.tools.torch.weights.NamedTensors;
import org.loupe.tools.torch.weights.Snapshot;
import org.loupe.tools.torch.weights.Weights;

/**
 * A net that was learned from images, with all that it takes to use it: what trainers of this bundle write to a file, a
 * safetensors file whose metadata says the rest. Immutable, for any thread.
 */
public final class ImageNet {
    private static final String KIND = "loupe", CLASS = "class.", NUMBER = "number.";

    private final String kind;
    private final Net net;
    private final PairInput input;
    private final List<String> classes;
    private final Map<String, Integer> numbers;
    private final Snapshot weights;
    /** Tells nets apart that have the same description and other weights. */
    private final String identity = UUID.randomUUID().toString();

    /**
     * Puts together what was learned.
     *
     * @param kind    of the trainer, which alone reads it again
     * @param numbers from which the net is described, besides its channels and classes
     */
    public ImageNet(String kind, Net net, PairInput input, List<String> classes, Map<String, Integer> numbers,
            Snapshot weights) {
        this.kind = kind;
        this.net = net;
        this.input = input;
        this.classes = List.copyOf(classes);
        this.numbers = Map.copyOf(numbers);
        this.weights = weights;
    }

    /** Describes a net from how many classes it has, its input and its numbers. */
    @FunctionalInterface
    public interface Describing {
        Net of(PairInput input, List<String> classes, Map<String, Integer> numbers);
    }

    /**
     * Reads what {@link #write} has written.
     *
     * @throws ToolException if the file is another trainer's, or damaged
     */
    public static ImageNet read(Path file, String kind, Describing describing) throws ToolException {
        Weights read = Weights.of(file);
        Map<String, String> said = read.metadata();
        if (!kind.equals(said.get(KIND)))
            throw new ToolException("The file holds no net of " + kind + " but of " + said.get(KIND) + ".",
                    "Choose the model of this trainer, or train it again.");
        try {
            List<String> classes = new ArrayList<>();
            while (said.containsKey(CLASS + classes.size()))
                classes.add(said.get(CLASS + classes.size()));
            Map<String, Integer> numbers = new LinkedHashMap<>();
            said.forEach((key, value) -> {
                if (key.startsWith(NUMBER))
                    numbers.put(key.substring(NUMBER.length()), Integer.valueOf(value));
            });
            PairInput input = PairInput.read(said);
            Net net = describing.of(input, classes, numbers);
            check(net, read);
            return new ImageNet(kind, net, input, classes, numbers, Snapshot.of(read));
        } catch (IllegalArgumentException | NullPointerException e) {
            throw damaged(e.getMessage(), e);
        }
    }

    private static ToolException damaged(String where, Throwable cause) {
        return new ToolException("The net's weights and its description do not suit each other: " + where + ".",
                "Copy the model again, or train it again.", cause);
    }

    private static void check(Net net, NamedTensors weights) throws ToolException {
        for (Parameter parameter : net.parameters()) {
            long[] shape = weights.shape(parameter.name());
            // a single number is the count of batches, which is not kept
            if (parameter.shape().length > 0 && (shape == null || !Parameter.text(shape).equals(parameter.text())))
                throw damaged(parameter.name(), null);
        }
    }

    /** Checks that the weights hold another net, too, which works with this one. @throws ToolException if not */
    public void check(Net other) throws ToolException {
        check(other, weights);
    }

    /** Writes it. @throws ToolException if that fails */
    public void write(Path file) throws ToolException {
        weights.write(file, metadata());
    }

    /** What its file says of it besides the weights. */
    Map<String, String> metadata() {
        Map<String, String> said = new LinkedHashMap<>(input.write());
        said.put(KIND, kind);
        for (int i = 0; i < classes.size(); i++)
            said.put(CLASS + i, classes.get(i));
        numbers.forEach((name, number) -> said.put(NUMBER + name, number.toString()));
        return said;
    }

    public Net net() {
        return net;
    }

    public PairInput input() {
        return input;
    }

    /** Names, in the order of the net's maps. */
    public List<String> classes() {
        return classes;
    }

    public Snapshot weights() {
        return weights;
    }

    /**
     * Has nets go on from these weights.
     *
     * @param nets      that these weights are of
     * @param now       classes that they will tell apart
     * @param ofClasses nodes whose weights are one by class: they are taken over if the classes are the same
     * @throws ToolException if they are other nets
     */
    public void begin(List<LearningNet> nets, List<String> now, Set<String> ofClasses) throws ToolException {
        boolean same = now.equals(classes);
        for (LearningNet each : nets)
            each.goOnFrom(weights, node -> !same && ofClasses.contains(node));
    }

    /** What computes the net. */
    private interface Passes {

        /** The outputs, which the caller closes. */
        Map<String, NetOutput> forward(Planes planes, Run run) throws ToolException;
    }

    /** A net ready for one thread. */
    public static final class Opened implements AutoCloseable {
        private final ImageNet of;
        private final Place place;
        private final Passes passes;
        private final Runnable end;
        private final int step;
        /** Of the image before. */
        private Planes planes;

        private Opened(ImageNet of, Place place, Passes passes, Runnable end, int step) {
            this.of = of;
            this.place = place;
            this.passes = passes;
            this.end = end;
            this.step = step;
        }

        /** Where it computes. */
        public Place place() {
            return place;
        }

        /**
         * Computes the outputs for an image. Their sides are those of the planes, padded to multiples of the step.
         *
         * @param decode is given the planes and the outputs, in a scope that frees all
         * @throws OutOfMemoryError if the image is too large, also where PyTorch is short of memory
         * @throws org.loupe.api.DeviceException if it is too large for the GPU, or that fails
         */
        public <R> R apply(Pair pair, Run run, BiFunction<Planes, Map<String, NetOutput>, R> decode)
                throws ToolException {
            planes = of.input.of(pair, run, planes);
            return apply(planes, run, decode);
        }

        /** The same for planes that were made of an image in another way. */
        public <R> R apply(Planes planes, Run run, BiFunction<Planes, Map<String, NetOutput>, R> decode)
                throws ToolException {
            Planes padded = planes.padded(step);
            torch.set_num_threads(run.threads());
            Map<String, NetOutput> given = Map.of();
            try (PointerScope scope = new PointerScope()) {
                given = passes.forward(padded, run);
                return decode.apply(planes, given);
            } catch (RuntimeException e) {
                RuntimeException failure = place.failure(e);
                if (Natives.isShortOfMemory(failure))
                    throw (OutOfMemoryError) new OutOfMemoryError(Natives.reason(failure)).initCause(failure);
                throw failure;
            } finally {
                given.values().forEach(NetOutput::close);
            }
        }

        @Override
        public void close() {
            end.run();
        }
    }

    /**
     * Opens it for one thread.
     *
     * @param step that the sides of images must be multiples of
     */
    public Opened open(List<String> outputs, int step, Place place) throws ToolException {
        SharedNets.Lease lease = lease(net, outputs, place);
        return new Opened(this, place, (planes, run) -> {
            Map<String, NetOutput> given = new LinkedHashMap<>();
            lease.net().forward(planes.tensor(), outputs, run::checkCancelled)
                    .forEach((output, tensor) -> given.put(output, NetOutput.of(tensor)));
            return given;
        }, lease::close, step);
    }

    /** The same where another program runs the net. @param runs gives these outputs; closed with what is returned */
    public Opened open(List<String> outputs, int step, OnnxRunner.Net runs) throws ToolException {
        Natives.load(); // what the net gives is made into objects or classes in the same way
        return new Opened(this, Place.PROCESSOR, new Left(outputs, runs), runs::close, step);
    }

    /** A net that is left to another program. For one thread. */
    private final class Left implements Passes {
        private final List<String> outputs;
        private final OnnxRunner.Net runs;
        /** Of the outputs for images of the size of the one before. */
        private List<long[]> shapes;
        private int height, width;

        Left(List<String> outputs, OnnxRunner.Net runs) {
            this.outputs = outputs;
            this.runs = runs;
        }

        @Override
        public Map<String, NetOutput> forward(Planes planes, Run run) throws ToolException {
            List<float[]> values = runs.compute(planes.values(), 1, planes.channels(), planes.height(), planes.width(),
                    run::checkCancelled);
            if (shapes == null || height != planes.height() || width != planes.width()) {
                height = planes.height();
                width = planes.width();
                Map<String, int[]> all = net.shapes(height, width);
                shapes = outputs.stream().map(output -> LongStream.concat(LongStream.of(1),
                        IntStream.of(all.get(output)).asLongStream()).toArray()).toList();
            }
            Map<String, NetOutput> given = new LinkedHashMap<>();
            for (int i = 0; i < values.size(); i++)
                given.put(outputs.get(i), NetOutput.of(values.get(i), shapes.get(i)));
            return given;
        }
    }

    /** Opens another net that the weights hold, and which works with this one. */
    public SharedNets.Lease lease(Net other, List<String> outputs, Place place) throws ToolException {
        Natives.load();
        return SharedNets.open(other, outputs, weights, identity, place);
    }

    /** Names that one net's classes may have: each once, none empty. @throws ToolException if they are not so */
    public static void check(List<String> classes) throws ToolException {
        if (classes.isEmpty() || Set.copyOf(classes).size() != classes.size())
            throw new ToolException("A net learns one class or more, with different names, found " + classes + ".",
                    "Label objects of the classes that it shall find.");
    }
}
