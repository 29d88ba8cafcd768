package org.loupe.tools.tribuo;

import java.util.List;
import java.util.Map;
import org.loupe.api.Tool;
import org.loupe.api.ToolProvider;
import org.tribuo.Tribuo;

/** Trainers of classifiers on features. */
public final class TribuoTools implements ToolProvider {

    @Override
    public List<Tool<?, ?, ?>> tools() {
        return List.of(new LogisticRegression(), new LinearSvm(), new RandomForest(), new GradientBoosting(),
                new NearestNeighbours(), new NeuralNet(), new OneClassSvm());
    }

    @Override
    public Map<String, String> libraries() {
        return Map.of("Tribuo", Tribuo.VERSION);
    }
}
