package org.loupe.tools.opencv;

import java.util.List;
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
}
