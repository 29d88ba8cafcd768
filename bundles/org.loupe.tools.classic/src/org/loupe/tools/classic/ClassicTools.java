package org.loupe.tools.classic;

import java.util.List;
import org.loupe.api.Tool;
import org.loupe.api.ToolProvider;

/** The tools in plain Java, which run wherever Java runs and to which other implementations are held. */
public final class ClassicTools implements ToolProvider {

    @Override
    public List<Tool<?, ?, ?>> tools() {
        return List.of(new ConvertToGrey(), new CropImage(), new MedianFilter(), new GaussianFilter(),
                new FlattenBackground(), new WindowLevel(), new Normalise(), new TopHat(), new FindSpots(),
                new WholeImage(), new Threshold(), new OtsuThreshold(), new AdaptiveThreshold(), new Measure(),
                new PairChange(), new Haralick(), new Zernike(), new HuMoments(), new LocalPatterns(), new OrientedGradients(),
                new GreyHistogram(), new GaborFilters(), new LocalTexture(), new Padim(), new PatchCore(),
                new Noise(), new Limit(), new ScoreLimit());
    }
}
