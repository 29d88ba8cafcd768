package org.loupe.tools.cuda;

import java.util.List;
import org.loupe.api.Device;
import org.loupe.api.Run;
import org.loupe.api.Step;
import org.loupe.api.ToolException;

/** A step whose launches are for many inputs: one is a group of one. */
@FunctionalInterface
interface GroupStep<I, O> extends Step<I, O> {

    /** The same step. @throws ToolException if the device is none that can be used */
    static <I, O> Step<I, O> on(Device device, GroupStep<I, O> step) throws ToolException {
        Gpu.of(device);
        return step;
    }

    @Override
    default O apply(I input, Run run) throws ToolException {
        return applyAll(List.of(input), run).get(0);
    }

    @Override
    List<O> applyAll(List<I> inputs, Run run) throws ToolException;
}
