package org.loupe.tools.torch.compute;

import java.util.Locale;
import org.bytedeco.pytorch.DeviceOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.loupe.api.Device;
import org.loupe.api.DeviceException;
import org.loupe.api.ToolException;

/**
 * Where PyTorch computes: on the processor, or on a GPU. Weights and what a net is given are put there; what it gives
 * stays there until {@link Tensors} reads it. For any thread.
 *
 * @param label for people
 * @param type  the kind of device, in PyTorch's words
 * @param index of the device among those of its kind
 * @param mixed whether it computes in 16-bit numbers (bfloat16) what loses little by it
 */
public record Place(String label, torch.DeviceType type, int index, boolean mixed) {
    /** Nothing is moved, and failures stay what they are. */
    public static final Place PROCESSOR = new Place(Device.CPU.label(), torch.DeviceType.CPU, 0, true);

    /**
     * The place that a step or model is opened for; loads PyTorch.
     *
     * @throws DeviceException if PyTorch cannot use this GPU
     * @throws ToolException   if there is no PyTorch for this machine
     */
    public static Place of(Device device) throws ToolException {
        Natives.load();
        if (!(device instanceof Device.Cuda gpu))
            return PROCESSOR;
        if (!torch.cuda_is_available() || gpu.ordinal() >= torch.cuda_device_count())
            throw new DeviceException(DeviceException.Cause.LOST, "PyTorch cannot use " + gpu.label() + ".",
                    Gpus.ofThisMachine().devices().remedy());
        return new Place(gpu.label(), torch.DeviceType.CUDA, gpu.ordinal(), Gpus.ofThisMachine().mixed(gpu));
    }

    /** In PyTorch's words, in the caller's scope. */
    public DeviceOptional device() {
        return new DeviceOptional(new org.bytedeco.pytorch.Device(type, (byte) index));
    }

    /** A tensor's numbers at this place, in the caller's scope: on the processor the tensor itself. */
    public Tensor put(Tensor tensor) {
        return equals(PROCESSOR) ? tensor : tensor.to(device().get(), tensor.scalar_type());
    }

    /**
     * What the engine is to be told of a failure: those of the device end its use, or call for less at once.
     *
     * @return the failure, if it is not the device's
     * @throws DeviceException if it is
     */
    public RuntimeException failure(RuntimeException e) throws DeviceException {
        String message = Natives.reason(e), words = message.toLowerCase(Locale.ROOT);
        if (equals(PROCESSOR) || !(words.contains("cuda") || words.contains("cudnn") || words.contains("cublas")))
            return e;
        DeviceException told = words.contains("out of memory") || words.contains("alloc_failed")
                ? new DeviceException(DeviceException.Cause.MEMORY, label + " has not enough memory free.",
                        "Close other programs that use the GPU, or set fewer threads or smaller images.")
                : new DeviceException(DeviceException.Cause.LOST, label + " failed: " + message + ".",
                        "If it happens again, run with the policy \"cpu\", and look with nvidia-smi how the GPU is.");
        told.addSuppressed(e);
        if (type == torch.DeviceType.CUDA && told.reason() == DeviceException.Cause.MEMORY)
            torch.emptyCache(); // what PyTorch keeps for later is of use to others
        throw told;
    }
}
