package org.loupe.tools.openblas;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.Loader;
import org.loupe.api.Tool;
import org.loupe.api.ToolProvider;

/** The tools that compute with OpenBLAS. */
public final class OpenBlasTools implements ToolProvider {

    @Override
    public List<Tool<?, ?, ?>> tools() {
        return List.of(new KMeans(), new Agglomerative(), new Hdbscan(), new AffinityPropagation());
    }

    @Override
    public Map<String, String> libraries() {
        try {
            // the preset only describes the library; nothing native is loaded
            return Map.of("openblas", Loader.getVersion("org.bytedeco", "openblas",
                    org.bytedeco.openblas.presets.openblas.class));
        } catch (IOException e) {
            return Map.of();
        }
    }
}
