package org.loupe.tools.torch.images;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.loupe.api.ToolException;
import org.loupe.tools.torch.compute.Place;
import org.loupe.tools.torch.compute.SharedNets;
import org.loupe.tools.torch.compute.Tensors;
import org.loupe.tools.torch.onnx.OnnxFile;

/**
 * What of an {@link ImageNet} is exported.
 *
 * @param outputs names of nodes
 * @param step    that the sides of images must be multiples of
 */
public record OnnxExport(ImageNet net, List<String> outputs, int step) {

    /** Writes it as ONNX, with what it says of itself. */
    public void write(Path file) throws ToolException {
        OnnxFile.write(net.net(), outputs, net.weights(), metadata(), file);
    }

    /** What {@link ImageNet#write} would say, and what the net's input means. */
    public Map<String, String> metadata() {
        Map<String, String> said = new LinkedHashMap<>(net.metadata());
        said.put("mean", Float.toString(PairInput.MEAN));
        said.put("deviation", Float.toString(PairInput.DEVIATION));
        said.put("step", Integer.toString(step));
        return said;
    }

    /** As {@link org.loupe.api.ExportableModel#compute}. */
    public List<float[]> compute(float[] images, int count, int height, int width) throws ToolException {
        try (SharedNets.Lease lease = net.lease(net.net(), outputs, Place.PROCESSOR);
                PointerScope scope = new PointerScope()) {
            torch.set_num_threads(1);
            Map<String, Tensor> given = lease.net().forward(Tensor.create(images, count, net.net().channels(), height,
                    width), outputs, () -> { });
            try {
                List<float[]> values = new ArrayList<>();
                outputs.forEach(output -> values.add(Tensors.values(given.get(output))));
                return values;
            } finally {
                given.values().forEach(Pointer::close);
            }
        }
    }
}
