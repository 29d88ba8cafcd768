package org.loupe.workspace.report;

import java.nio.file.Path;
import java.time.ZonedDateTime;
import java.util.Locale;
import java.util.Optional;
import org.loupe.api.Region;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;
import org.loupe.engine.evaluation.Evaluation;
import org.loupe.store.ImageRow;
import org.loupe.store.RunReader;

/** A run as one HTML file. Signatures first; the body follows. */
public final class HtmlReport {

    /** Reads a part of an image or of its reference: any type, 1 or 3 channels; empty if it cannot be had. */
    @FunctionalInterface
    public interface Crops {
        Optional<Tile> crop(ImageRow image, Region region, boolean reference) throws ToolException;
    }

    /** @param project name, or "" */
    public record Head(String project, String run, String recipe, ZonedDateTime date, String device, Locale locale) {
    }

    private HtmlReport() {
    }

    public static void write(RunReader run, Head head, Optional<Evaluation> evaluation, Crops crops, Path file)
            throws ToolException {
        throw new UnsupportedOperationException();
    }
}
