package org.loupe.tools.opencv;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.Loader;
import org.loupe.api.Tool;
import org.loupe.api.ToolProvider;

/** The tools that compute with OpenCV. */
public final class OpenCvTools implements ToolProvider {

    @Override
    public List<Tool<?, ?, ?>> tools() {
        return List.of(new ConvertToGrey(), new MedianFilter(), new GaussianFilter(), new BilateralFilter(),
                new NonLocalMeans(), new Clahe(), new TopHat(), new RegisterToReference(),
                new MatchIllumination(), new GoldenDifference(), new FindSpots(), new RepeatComparison(),
                new AdaptiveThreshold(), new Watershed());
    }

    @Override
    public Map<String, String> libraries() {
        try {
            // the preset only describes the library; nothing native is loaded
            return Map.of("opencv", Loader.getVersion("org.bytedeco", "opencv",
                    org.bytedeco.opencv.presets.opencv_core.class));
        } catch (IOException e) {
            return Map.of();
        }
    }
}
