package org.loupe.tools.onnx;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.loupe.api.Detections;
import org.loupe.api.Detector;
import org.loupe.api.Device;
import org.loupe.api.Pair;
import org.loupe.api.Param;
import org.loupe.api.Run;
import org.loupe.api.Shape;
import org.loupe.api.Step;
import org.loupe.api.ToolException;

/**
 * Finds objects by a net that gives each pixel a class: what touches is one object. A detector, not a segmenter of
 * Loupe's, because the net may see the reference and tells classes apart.
 */
public final class OnnxSegmenter implements Detector<OnnxSegmenter.Params> {
    private static final String UNET = "loupe.unet";

    /** What the maps of a net are. */
    public enum Maps {
        /** One for each class, before the sigmoid. */
        LOGITS,
        /** One for each class, probabilities. */
        PROBABILITIES,
        /** One for the background and one for each class behind it, before the softmax. */
        BACKGROUND_LOGITS
    }

    /**
     * @param model   the file
     * @param input   what the net wants to be given
     * @param classes names, with commas
     * @param maps    what the net gives
     * @param limit   probability from which a pixel belongs to an object
     * @param area    px of the smallest object that counts
     * @param largest px of the largest object
     */
    public record Params(
            @Param(label = "Model", help = "File of the net, NAME.onnx. One that Loupe exported needs nothing else to"
                    + " be"
                    + " set.") Path model,
            Input input,
            @Param(label = "Classes", help = "Names of the classes in the net's order, without the background, with"
                    + " commas:"
                    + " pit, particle. A file that Loupe exported has them.") String classes,
            @Param(label = "Maps", help = "What the net gives: logits for a map of each class before the sigmoid;"
                    + " probabilities; background-logits for maps before the softmax, of which the first is the"
                    + " background's.") Maps maps,
            @Param(label = "Least probability", min = 0, max = 1, step = 0.05, help = "From which on a pixel belongs"
                    + " to an"
                    + " object. Lower it if objects are found too small.") double limit,
            @Param(label = "Least area", unit = "px", min = 1, max = 1000000, help = "Smaller objects are left out.")
            int area,
            @Param(label = "Largest object", unit = "px", min = 0, max = 4096, advanced = true, help = "How far the"
                    + " tiles of"
                    + " a large image overlap, so that an object of this size is seen whole in one of"
                    + " them.") int largest) {
    }

    @Override
    public Info info() {
        return Info.of("loupe.onnx-segmenter", "Segmenter from ONNX", "Finds objects by a net that gives each pixel a"
                + " class, and that was learned elsewhere and stored as ONNX, or that Loupe exported: pixels of a class"
                + " that touch are one object.").within(1e-3);
    }

    @Override
    public Params defaults() {
        return new Params(Path.of(""), Input.DEFAULT, "", Maps.LOGITS, 0.5, 4, 64);
    }

    @Override
    public List<String> classes(Params params) {
        try {
            return OnnxDetector.classes(NetFile.of(params.model), params.classes);
        } catch (ToolException e) {
            return List.of("defect"); // check() says why
        }
    }

    @Override
    public int halo(Params params) {
        return params.largest;
    }

    @Override
    public boolean global(Params params) {
        return true;
    }

    @Override
    public void check(Params params, Shape in) throws ToolException {
        NetFile file = NetFile.of(params.model);
        Preparation.of(file, params.input);
        if (!file.kind().isEmpty() && !file.kind().equals(UNET))
            throw new ToolException("\"" + params.model + "\" holds a net of " + file.kind() + ", " + UNET
                    + " is needed.", "Choose the tool for it, such as the detector from ONNX.");
        if (file.outputs().values().iterator().next().size() != 4)
            throw new ToolException("The first output of \"" + params.model + "\" has the shape "
                    + file.outputs().values().iterator().next() + "; maps of 4 axes are needed: images, classes,"
                    + " height,"
                    + " width.", "Export the segmenter with its maps as the first output.");
        List<Long> shape = file.outputs().values().iterator().next();
        if (shape.get(1) >= 0)
            suits(file, params, shape.stream().mapToLong(length -> length).toArray());
        Preparation.check(in);
    }

    private static Maps maps(NetFile file, Params params) {
        return file.kind().isEmpty() ? params.maps : Maps.LOGITS;
    }

    /** @throws ToolException if there is no map for each class */
    private static void suits(NetFile file, Params params, long[] shape) throws ToolException {
        int named = OnnxDetector.classes(file, params.classes).size();
        int first = maps(file, params) == Maps.BACKGROUND_LOGITS ? 1 : 0;
        if (shape.length != 4 || shape[1] != named + first)
            throw new ToolException("\"" + params.model + "\" gives maps of the shape "
                    + Arrays.toString(shape).replace("-1", "any") + "; with " + OnnxDetector.count(named)
                    + (first == 1 ? " and the background" : "") + " the second axis must be " + (named + first) + ".",
                    "Name as many classes as the net has, without the background, or choose other maps.");
    }

    @Override
    public Step<Pair, Detections> open(Params params, Device device) throws ToolException {
        NetFile file = NetFile.of(params.model);
        Preparation preparation = Preparation.of(file, params.input);
        Maps maps = maps(file, params);
        List<String> classes = OnnxDetector.classes(file, params.classes);
        LoadedNet net = LoadedNet.open(file);
        return new Step<>() {
            @Override
            public Detections apply(Pair pair, Run run) throws ToolException {
                check(params, pair.test().shape());
                Preparation.Given given = preparation.prepare(pair, pair.test().shape().region(), run);
                LoadedNet.Output output = net.compute(given.values(), given.shape(), run::checkCancelled).get(0);
                suits(file, params, output.shape());
                return new Areas(output, given, maps, classes, pair).objects(params.limit, params.area, run);
            }

            @Override
            public void close() {
                net.close();
            }
        };
    }
}
