package org.loupe.tools.onnx;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.Loader;
import org.loupe.api.Tool;
import org.loupe.api.ToolProvider;

/** The tools that compute with ONNX Runtime. */
public final class OnnxTools implements ToolProvider {

    @Override
    public List<Tool<?, ?, ?>> tools() {
        return List.of(new OnnxDetector(), new OnnxSegmenter(), new OnnxClassifier(), new OnnxEmbedding());
    }

    @Override
    public Map<String, String> libraries() {
        try {
            // the preset only describes the library; nothing native is loaded
            return Map.of("onnxruntime", Loader.getVersion("org.bytedeco", "onnxruntime",
                    org.bytedeco.onnxruntime.presets.onnxruntime.class));
        } catch (IOException e) {
            return Map.of();
        }
    }
}
