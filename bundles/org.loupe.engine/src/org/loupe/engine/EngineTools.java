package org.loupe.engine;

import java.util.List;
import org.loupe.api.Tool;
import org.loupe.api.ToolProvider;

/** The tools of the engine itself: those that run what was learned by other tools. */
final class EngineTools implements ToolProvider {
    private final Registry registry;

    /** @param registry where the tools that learned are found */
    EngineTools(Registry registry) {
        this.registry = registry;
    }

    @Override
    public List<Tool<?, ?, ?>> tools() {
        return List.of(new Classify(registry), new Anomalies(registry), new Detect(registry), new Segment(registry),
                new ImageClasses(registry));
    }
}
