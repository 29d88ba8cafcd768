package org.loupe.tools.torch;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.Loader;
import org.loupe.api.Devices;
import org.loupe.api.Tool;
import org.loupe.api.ToolProvider;
import org.loupe.tools.torch.classify.ResNetTrainer;
import org.loupe.tools.torch.compute.Gpus;
import org.loupe.tools.torch.detect.CenterNetTrainer;
import org.loupe.tools.torch.detect.FasterRcnnTrainer;
import org.loupe.tools.torch.segment.UNetTrainer;

/** The tools that compute with PyTorch. */
public final class TorchTools implements ToolProvider {

    @Override
    public List<Tool<?, ?, ?>> tools() {
        return List.of(new Embedding(), new EmbeddingMap(), new CenterNetTrainer(), new FasterRcnnTrainer(),
                new UNetTrainer(), new ResNetTrainer());
    }

    @Override
    public Devices devices() {
        return Gpus.ofThisMachine().devices();
    }

    @Override
    public Map<String, String> libraries() {
        try {
            // the preset only describes the library; nothing native is loaded
            return Map.of("pytorch", Loader.getVersion("org.bytedeco", "pytorch",
                    org.bytedeco.pytorch.presets.torch.class));
        } catch (IOException e) {
            return Map.of();
        }
    }
}
