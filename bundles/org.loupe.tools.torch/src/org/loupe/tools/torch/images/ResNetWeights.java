package org.loupe.tools.torch.images;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.loupe.api.ToolException;
import org.loupe.tools.torch.net.Net;
import org.loupe.tools.torch.net.Parameter;
import org.loupe.tools.torch.weights.NamedTensors;

/**
 * Weights of a pretrained net as those of one that begins with a ResNet: of a ResNet for classes, or of a whole net of
 * the same kind. The first convolution, learned on RGB, is fitted to the images: for grey its channels are added, for an
 * image beside its reference each gets half of it.
 */
public final class ResNetWeights implements NamedTensors {
    private static final String FIRST = "conv1.weight";
    private static final int COLOURS = 3;

    private final NamedTensors file;
    private final PairInput input;
    private final UnaryOperator<String> plain;
    /** Name in the file of each parameter of the net. */
    private final Map<String, String> names = new LinkedHashMap<>();

    /**
     * Finds the weights.
     *
     * @param plain how a ResNet calls a parameter of this net; {@code null} if it does not belong to one
     * @throws ToolException if the file has no weights of this ResNet
     */
    public ResNetWeights(NamedTensors file, Net net, PairInput input, UnaryOperator<String> plain)
            throws ToolException {
        this.file = file;
        this.input = input;
        this.plain = plain;
        for (Parameter parameter : net.parameters()) {
            String usual = plain.apply(parameter.name());
            if (file.shape(parameter.name()) != null)
                names.put(parameter.name(), parameter.name());
            else if (usual != null && file.shape(usual) != null)
                names.put(parameter.name(), usual);
        }
        for (Parameter parameter : net.parameters())
            if (plain.apply(parameter.name()) != null && parameter.shape().length > 0)
                check(parameter);
    }

    private void check(Parameter parameter) throws ToolException {
        long[] shape = shape(parameter.name());
        if (shape == null || !Parameter.text(shape).equals(parameter.text()))
            throw new ToolException("The weights file is of another net: " + plain.apply(parameter.name())
                    + (shape == null ? " is missing" : " has " + Parameter.text(shape) + " numbers") + ", needed are "
                    + parameter.text() + ".", "Choose the backbone that the weights are of, or another file.");
    }

    @Override
    public Set<String> names() {
        return names.keySet();
    }

    @Override
    public long[] shape(String name) {
        long[] shape = names.containsKey(name) ? file.shape(names.get(name)) : null;
        if (shape != null && FIRST.equals(plain.apply(name)) && shape.length == 4 && shape[1] == COLOURS)
            shape[1] = input.channels();
        return shape;
    }

    @Override
    public void read(Collection<String> wanted, Sink sink) throws ToolException {
        Map<String, String> back = new HashMap<>();
        List<String> there = new ArrayList<>();
        for (String name : wanted) {
            back.put(names.get(name), name);
            there.add(names.get(name));
        }
        file.read(there, (name, values) -> {
            String own = back.get(name);
            sink.accept(own, FIRST.equals(plain.apply(own)) && file.shape(name)[1] == COLOURS
                    ? fitted(values, file.shape(name)) : values);
        });
    }

    private float[] fitted(float[] given, long[] shape) {
        int out = (int) shape[0], window = (int) (shape[2] * shape[3]), channels = input.channels();
        int images = input.reference() ? 2 : 1;
        float[] fitted = new float[out * channels * window];
        for (int o = 0; o < out; o++)
            for (int c = 0; c < COLOURS; c++)
                for (int w = 0; w < window; w++)
                    for (int image = 0; image < images; image++)
                        fitted[(o * channels + (input.colour() ? image * COLOURS + c : image)) * window + w]
                                += given[(o * COLOURS + c) * window + w] / images;
        return fitted;
    }
}
