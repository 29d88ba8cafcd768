package org.loupe.workspace.internal;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.loupe.api.ImageInfo;
import org.loupe.api.Shape;
import org.loupe.api.ToolException;
import org.loupe.engine.ImageResult;
import org.loupe.engine.Placement;
import org.loupe.engine.Problem;
import org.loupe.engine.Results;
import org.loupe.engine.RunProvenance;
import org.loupe.store.ImageRow;
import org.loupe.store.RunWriter;

/** Puts the engine's results into a run folder. */
public final class StoredResults implements Results {
    private final RunWriter writer;
    private final Supplier<List<Placement>> placements;
    private RunProvenance provenance;
    private long pixels;

    /**
     * @param provenance as it is written
     * @param placements where the steps are computed, as far as that is known; it grows
     */
    public StoredResults(RunWriter writer, RunProvenance provenance, Supplier<List<Placement>> placements) {
        this.writer = writer;
        this.provenance = provenance;
        this.placements = placements;
    }

    @Override
    public boolean has(String key) {
        return writer.has(key);
    }

    @Override
    public void add(ImageResult result) throws ToolException {
        if (result.error().isEmpty())
            pixels += result.info().map(i -> i.shape().pixels()).orElse(0L);
        List<Placement> now = placements.get();
        if (!now.equals(provenance.placements())) { // before the first result that was computed so
            provenance = provenance.placements(now);
            writer.provenance(provenance.toJson());
        }
        writer.append(row(result), result.detections(), result.features());
    }

    /** Pixels of the images that were inspected without error. */
    public long pixels() {
        return pixels;
    }

    private static ImageRow row(ImageResult result) {
        Shape shape = result.info().map(ImageInfo::shape).orElse(null);
        return new ImageRow(result.index(), result.item().name(), result.item().test().toString(), result.item().page(),
                result.item().reference().map(Path::toString).orElse(""), result.sha256(), result.referenceSha256(),
                result.key(), shape == null ? 0 : shape.width(), shape == null ? 0 : shape.height(),
                shape == null ? result.item().umPerPx() : shape.umPerPx(),
                result.info().map(ImageInfo::conditions).orElse(result.item().conditions()),
                result.detections().size(), result.millis(),
                result.error().isPresent() ? ImageRow.ERROR : ImageRow.OK,
                result.error().map(Problem::message).orElse(""), result.error().map(Problem::remedy).orElse(""),
                result.warnings().stream().map(Problem::toString).toList());
    }
}
