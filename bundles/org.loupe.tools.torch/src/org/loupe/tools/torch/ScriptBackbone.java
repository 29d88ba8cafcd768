package org.loupe.tools.torch;

import java.nio.file.Path;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.IValueVector;
import org.bytedeco.pytorch.JitModule;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.loupe.api.Run;
import org.loupe.api.ToolException;
import org.loupe.tools.torch.compute.Natives;
import org.loupe.tools.torch.compute.Place;
import org.loupe.tools.torch.compute.Tensors;
import org.loupe.tools.torch.net.Parameter;

/**
 * A TorchScript program: what it gives for an image describes it, averaged where it is a map.
 */
final class ScriptBackbone implements Backbone {
    private final Path file;
    private final Place place;
    private final JitModule module;
    private final int columns;

    /**
     * Loads a program and learns from one empty image how many numbers it gives.
     *
     * @param size  px of the images that it will be given
     * @param place where it computes
     * @throws ToolException if it cannot be loaded, or does not run with such an image
     */
    ScriptBackbone(Path file, int size, Place place) throws ToolException {
        this.file = file;
        this.place = place;
        Natives.load();
        try (PointerScope scope = new PointerScope()) {
            module = torch.load(file.toString(), place.device(), true);
            module.eval();
            module.retainReference();
        } catch (RuntimeException e) {
            throw new ToolException("The TorchScript file \"" + file.getFileName() + "\" cannot be loaded: "
                    + Natives.reason(place.failure(e)) + ".",
                    "Write it anew: torch.jit.trace(model.eval(), image).save(file).", e);
        }
        try {
            columns = describe(new float[3 * size * size], size).length;
        } catch (ToolException | RuntimeException | Error e) {
            module.close();
            throw e;
        }
    }

    @Override
    public int columns() {
        return columns;
    }

    @Override
    public float[] describe(float[] pixels, int size, Run run) throws ToolException {
        run.checkCancelled();
        float[] row = describe(pixels, size);
        if (row.length != columns)
            throw new ToolException("The TorchScript file \"" + file.getFileName() + "\" gave " + row.length
                    + " numbers for one image and " + columns + " for another.",
                    "Choose a net whose result does not depend on the picture's content.");
        return row;
    }

    private float[] describe(float[] pixels, int size) throws ToolException {
        Natives.oneThread();
        try (PointerScope scope = new PointerScope(); NoGradGuard guard = new NoGradGuard()) {
            IValue result = module.forward(new IValueVector(new IValue(place.put(Tensor.create(pixels, 1, 3,
                    size, size)))));
            if (!result.isTensor())
                throw new ToolException("The TorchScript file \"" + file.getFileName() + "\" does not give a tensor.",
                        "Choose a net that gives one row of numbers, or one map, for an image.");
            Tensor map = result.toTensor();
            long columns = map.dim() == 4 || map.dim() == 2 ? map.size(1) : -1;
            if (columns < 1 || map.size(0) != 1)
                throw new ToolException("The TorchScript file \"" + file.getFileName() + "\" gives a tensor of "
                        + Parameter.text(map.shape()) + " for one image.",
                        "Choose a net that gives 1 × numbers, or 1 × channels × height × width.");
            return Tensors.averages(map, (int) columns);
        } catch (RuntimeException e) {
            throw new ToolException("The TorchScript file \"" + file.getFileName() + "\" does not run with an image of "
                    + size + " × " + size + " px: " + Natives.reason(place.failure(e)) + ".",
                    "Set the input size that it was made for, or write it anew for 1 × 3 × " + size + " × " + size
                            + ".",
                    e);
        }
    }

    @Override
    public void close() {
        module.close();
    }
}
