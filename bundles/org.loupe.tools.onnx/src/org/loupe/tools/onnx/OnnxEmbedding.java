package org.loupe.tools.onnx;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.loupe.api.Device;
import org.loupe.api.FeatureExtractor;
import org.loupe.api.Features;
import org.loupe.api.Param;
import org.loupe.api.Patch;
import org.loupe.api.Step;
import org.loupe.api.ToolException;

/**
 * What a net of an ONNX file sees in a defect: its first output, a map of which is averaged. Columns are named
 * {@code embedding.FILE[n]}, FILE being a fingerprint of the file, with the parameters between that differ from their
 * defaults: numbers of one meaning have one name.
 */
public final class OnnxEmbedding implements FeatureExtractor<OnnxEmbedding.Params> {

    /**
     * @param model   the file
     * @param input   what the net wants to be given
     * @param context px around the box that are looked at
     */
    public record Params(
            @Param(label = "Model", help = "File of the net, NAME.onnx. It gives numbers, or a map of which the mean is"
                    + " taken.") Path model,
            Input input,
            @Param(label = "Context", unit = "px", min = 0, max = 200, step = 1, help = "How far around the defect's"
                    + " box the"
                    + " net looks. What surrounds a defect often tells its kind.") int context) {
    }

    @Override
    public Info info() {
        return Info.of("loupe.onnx-embedding", "Embedding from ONNX", "Describes each defect by what a net sees in it"
                + " that"
                + " was learned elsewhere and stored as ONNX. It needs a net with one output of a fixed number of"
                + " values"
                + " or channels; the file of a ResNet that Loupe exported says its size itself.").within(1e-3);
    }

    @Override
    public Params defaults() {
        return new Params(Path.of(""), Described.INPUT, 16);
    }

    @Override
    public void check(Params params) throws ToolException {
        described(params);
    }

    @Override
    public String summary(Params params) throws ToolException {
        return described(params).columns() + " numbers.";
    }

    private Described described(Params params) throws ToolException {
        return Described.of(NetFile.of(params.model), params.input, params.context);
    }

    @Override
    public List<String> names(Params params) {
        try {
            Described described = described(params);
            List<String> names = new ArrayList<>();
            for (int i = 0; i < described.columns(); i++)
                names.add("embedding." + described.name(defaults().context) + "[" + i + "]");
            return names;
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
        return described(params).open(names(params), false);
    }
}
