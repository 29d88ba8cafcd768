package org.loupe.tools.cuda;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.loupe.api.Device;
import org.loupe.api.Devices;
import org.loupe.api.Kernels;
import org.loupe.api.Tool;
import org.loupe.api.ToolProvider;

/** The tools that compute on NVIDIA GPUs, under the ids of those on the processor. */
public final class CudaTools implements ToolProvider {

    @Override
    public List<Tool<?, ?, ?>> tools() {
        return List.of(new ConvertToGrey(), new CropImage(), new Normalise(), new WindowLevel(), new MedianFilter(),
                new GaussianFilter(), new BilateralFilter(), new NonLocalMeans(), new TopHat(), new FlattenBackground(),
                new Threshold(), new OtsuThreshold(), new AdaptiveThreshold(), new FindSpots(), new LocalPatterns(),
                new Haralick(), new Zernike(), new Measure(), new RegisterToReference(), new MatchIllumination(),
                new GoldenDifference());
    }

    @Override
    public Map<String, String> libraries() {
        return Map.of();
    }

    @Override
    public Devices devices() {
        return Probe.ofThisMachine().devices();
    }

    @Override
    public Optional<Kernels> kernels(Device device) {
        return device instanceof Device.Cuda gpu && devices().found().contains(gpu) ? Optional.of(new CudaKernels(gpu))
                : Optional.empty();
    }
}
