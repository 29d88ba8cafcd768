package org.loupe.workspace;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.loupe.api.ImageSource;
import org.loupe.api.Region;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;
import org.loupe.engine.Progress;
import org.loupe.engine.Registry;
import org.loupe.store.ImageRow;
import org.loupe.engine.SimpleRun;
import org.loupe.workspace.report.HtmlReport;

/**
 * Reads parts of a run's images and references from their files, for reports and galleries. A few files stay open,
 * since neighbouring defects lie in one image. Used by one thread at a time.
 */
public final class RunCrops implements HtmlReport.Crops, AutoCloseable {
    private static final int MOST_OPEN = 4;

    private final Registry registry;
    private final Map<Path, ImageSource> open = new LinkedHashMap<>(8, 0.75f, true);

    public RunCrops(Registry registry) {
        this.registry = registry;
    }

    /**
     * Reads a region of an image, or of its reference, as far as it lies in the file.
     *
     * @return empty if there is no reference, or the region lies outside
     * @throws ToolException if the file cannot be read any more
     */
    @Override
    public Optional<Tile> crop(ImageRow image, Region region, boolean reference) throws ToolException {
        String path = reference ? image.referencePath() : image.path();
        if (path.isEmpty())
            return Optional.empty();
        ImageSource source = source(Path.of(path));
        int page = Math.min(image.page(), source.pages() - 1);
        Region inside = region.intersect(source.info(page).shape().region());
        if (inside.isEmpty())
            return Optional.empty();
        try (SimpleRun run = new SimpleRun(Progress.NONE, 0, 0)) {
            return Optional.of(source.read(page, inside, 1, run));
        } catch (ToolException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("What reading a crop had opened cannot be closed.", e);
        }
    }

    private ImageSource source(Path file) throws ToolException {
        ImageSource source = open.get(file);
        if (source == null) {
            source = registry.open(file);
            open.put(file, source);
            if (open.size() > MOST_OPEN)
                open.remove(open.keySet().iterator().next()).close();
        }
        return source;
    }

    /** Closes the files. */
    @Override
    public void close() {
        open.values().forEach(ImageSource::close);
        open.clear();
    }
}
