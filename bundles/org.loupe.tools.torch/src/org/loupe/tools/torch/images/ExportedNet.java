package org.loupe.tools.torch.images;

import java.nio.file.Path;
import java.util.List;
import org.loupe.api.DelegatingModel;
import org.loupe.api.Pair;
import org.loupe.api.ToolException;

/**
 * A model that is one {@link ImageNet}, all of whose outputs can be left to another program.
 *
 * @param <O> what it gives
 */
public interface ExportedNet<O> extends DelegatingModel<Pair, O> {

    /** The net with its weights. */
    ImageNet net();

    /** Which of its outputs are exported. */
    OnnxExport export();

    @Override
    default List<String> classes() {
        return net().classes();
    }

    @Override
    default void write(Path file) throws ToolException {
        net().write(file);
    }

    @Override
    default void exportOnnx(Path file) throws ToolException {
        export().write(file);
    }

    @Override
    default int channels() {
        return net().net().channels();
    }

    @Override
    default int step() {
        return export().step();
    }

    @Override
    default List<float[]> compute(float[] images, int count, int height, int width) throws ToolException {
        return export().compute(images, count, height, width);
    }
}
