package org.loupe.tools.onnx;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.loupe.api.Device;
import org.loupe.api.FeatureExtractor;
import org.loupe.api.Features;
import org.loupe.api.Param;
import org.loupe.api.Patch;
import org.loupe.api.Step;
import org.loupe.api.ToolException;

/**
 * How probable each class of an image classifier is for a defect. It describes defects by numbers, one for each class,
 * because a net of others knows nothing of the classes of this project: a classifier that was trained here, or a
 * filter,
 * decides with them. Columns are named {@code p CLASS.FILE}, FILE being a fingerprint of the file.
 */
public final class OnnxClassifier implements FeatureExtractor<OnnxClassifier.Params> {

    /**
     * @param model   the file
     * @param input   what the net wants to be given
     * @param context px around the box that are looked at
     * @param classes names, with commas
     * @param softmax whether the net gives what comes before the softmax
     */
    public record Params(
            @Param(label = "Model", help = "File of the net, NAME.onnx. Its first output has a value for each class.")
            Path model,
            Input input,
            @Param(label = "Context", unit = "px", min = 0, max = 200, step = 1, help = "How far around the defect's"
                    + " box the"
                    + " net looks. What surrounds a defect often tells its kind.") int context,
            @Param(label = "Classes", help = "Names of the classes in the net's order, with commas; none for class0,"
                    + " class1"
                    + " and so on.") String classes,
            @Param(label = "Softmax", help = "Makes what the net gives into probabilities. Switch it off if the net"
                    + " gives"
                    + " probabilities.") boolean softmax) {
    }

    @Override
    public Info info() {
        return Info.of("loupe.onnx-classifier", "Classifier from ONNX", "Tells how probable each class is for a"
                + " defect, by"
                + " an image classifier that was learned elsewhere and stored as ONNX: a number for each class, by"
                + " which"
                + " a filter or a classifier of this project decides. The file of a ResNet that Loupe exported says"
                + " its size and classes itself.").within(1e-3);
    }

    @Override
    public Params defaults() {
        return new Params(Path.of(""), Described.INPUT, 16, "", true);
    }

    @Override
    public void check(Params params) throws ToolException {
        described(params);
    }

    private Described described(Params params) throws ToolException {
        NetFile file = NetFile.of(params.model);
        Described described = Described.of(file, params.input, params.context);
        int named = file.classes(params.classes).size();
        if (named > 0 && named != described.columns())
            throw new ToolException("\"" + params.model + "\" tells " + described.columns() + " classes apart, " + named
                    + " are named: " + file.classes(params.classes) + ".", "Name as many, or none.");
        return described;
    }

    @Override
    public List<String> names(Params params) {
        try {
            Described described = described(params);
            List<String> classes = described.file().classes(params.classes);
            String name = described.name(defaults().context) + (params.softmax ? "" : ".plain");
            return IntStream.range(0, described.columns())
                    .mapToObj(i -> "p " + (classes.isEmpty() ? "class" + i : classes.get(i)) + "." + name).toList();
        } catch (ToolException e) {
            return List.of(); // check() says why
        }
    }

    @Override
    public int context(Params params) {
        return params.context + Described.REACH;
    }

    @Override
    public Step<Patch, Features> open(Params params, Device device) throws ToolException {
        return described(params).open(names(params), params.softmax);
    }
}
