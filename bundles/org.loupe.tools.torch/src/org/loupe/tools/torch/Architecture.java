package org.loupe.tools.torch;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.loupe.api.ToolException;
import org.loupe.tools.torch.net.Net;
import org.loupe.tools.torch.net.Parameter;
import org.loupe.tools.torch.net.ResNet;
import org.loupe.tools.torch.net.SqueezeNet;
import org.loupe.tools.torch.weights.Weights;

/** The nets whose weights files are known, and which of them a file is of. */
public enum Architecture {
    /** The one that the file's tensors fit. */
    AUTO(null, ""), RESNET_18(ResNet::of18, "ResNet-18"), RESNET_34(ResNet::of34, "ResNet-34"),
    RESNET_50(ResNet::of50, "ResNet-50"), SQUEEZENET_1_0(SqueezeNet::of10, "SqueezeNet 1.0"),
    SQUEEZENET_1_1(SqueezeNet::of11, "SqueezeNet 1.1");

    private static final int CHANNELS = 3;
    private static final int CLASSES = 1000;
    private static final int NAMED = 5;

    private final BiFunction<Integer, Integer, Net> maker;
    private final String label;

    Architecture(BiFunction<Integer, Integer, Net> maker, String label) {
        this.maker = maker;
        this.label = label;
    }

    /**
     * The net that a weights file is of, without regard to its head: how many classes it was trained for does not
     * matter, nor whether the head is there.
     *
     * @throws ToolException if it fits none, or not this one, naming the tensors that are missing, not known or of
     *                       another shape
     */
    Net of(Weights weights) throws ToolException {
        if (this != AUTO)
            return fitting(weights);
        // the one whose tensors are the file's in the largest part
        return known().stream().max(Comparator.comparingDouble(a -> a.agreement(weights))).orElseThrow()
                .fitting(weights);
    }

    private Net fitting(Weights weights) throws ToolException {
        List<String> faults = faults(weights);
        if (faults.isEmpty())
            return net();
        String more = faults.size() > NAMED ? ", and " + (faults.size() - NAMED) + " more" : "";
        throw new ToolException("The weights file \"" + weights.file().getFileName() + "\" does not fit " + label + ": "
                + String.join("; ", faults.subList(0, Math.min(NAMED, faults.size()))) + more + ".",
                "Choose weights of " + known().stream().map(a -> a.label).collect(Collectors.joining(", "))
                        + " with torchvision's names, or a TorchScript file of any net.");
    }

    private static List<Architecture> known() {
        return List.of(values()).subList(1, values().length);
    }

    private Net net() {
        return maker.apply(CHANNELS, CLASSES);
    }

    /** Each tensor before the head that is missing, not known or of another shape; an empty list if all fit. */
    private List<String> faults(Weights weights) {
        Net net = net();
        List<String> faults = new ArrayList<>();
        Set<String> unknown = new LinkedHashSet<>(weights.names());
        for (Parameter parameter : net.parameters()) {
            unknown.remove(parameter.name());
            if (isOfHead(net, parameter.name()) || parameter.name().endsWith(".num_batches_tracked"))
                continue;
            long[] shape = weights.shape(parameter.name());
            if (shape == null)
                faults.add(parameter.name() + " is missing");
            else if (!parameter.text().equals(Parameter.text(shape)))
                faults.add(parameter.name() + " is " + Parameter.text(shape) + " instead of " + parameter.text());
        }
        unknown.stream().filter(name -> !isOfHead(net, name)).forEach(name -> faults.add(name + " is not known"));
        return faults;
    }

    /** How many tensors this net and the file share, by how many either has: 0 to 1. */
    private double agreement(Weights weights) {
        Set<String> either = new LinkedHashSet<>(weights.names());
        int shared = 0;
        for (Parameter parameter : net().parameters()) {
            long[] shape = weights.shape(parameter.name());
            if (shape != null && parameter.text().equals(Parameter.text(shape)))
                shared++;
            either.add(parameter.name());
        }
        return (double) shared / either.size();
    }

    private static boolean isOfHead(Net net, String name) {
        return name.startsWith(net.head() + ".");
    }
}
