package org.loupe.tools.imageio.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

import org.loupe.api.ImageInfo;
import org.loupe.api.ImageSource;
import org.loupe.api.Region;
import org.loupe.api.Run;
import org.loupe.api.Shape;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;

/** An open file: checks what is asked of it, lends memory for the result and keeps decoders' troubles in words. */
final class PageSource implements ImageSource {
    private final Path file;
    private final Pages pages;
    private boolean closed;

    PageSource(Path file, Pages pages) {
        this.file = file;
        this.pages = pages;
    }

    @Override
    public int pages() {
        return pages.count();
    }

    @Override
    public ImageInfo info(int page) throws ToolException {
        check(page);
        return Guard.read(file, () -> pages.info(page));
    }

    @Override
    public Tile read(int page, Region region, int reduction, Run run) throws ToolException {
        Shape shape = info(page).shape();
        if (reduction < 1)
            throw new ToolException(name() + ": the reduction is 1 or more, found " + reduction + ".",
                    "Ask for 1 to read at full resolution.");
        if (region.isEmpty() || region.x() < 0 || region.y() < 0
                || (long) region.x() + region.width() > shape.width()
                || (long) region.y() + region.height() > shape.height())
            throw new ToolException(name() + ": the region " + region.width() + " × " + region.height() + " at "
                    + region.x() + ", " + region.y() + " is not inside the image of " + shape.width() + " × "
                    + shape.height() + ".", "Ask for a part of the image that holds at least one pixel.");
        Shape part = shape.size(Pages.steps(region.width(), reduction), Pages.steps(region.height(), reduction))
                .scale(shape.umPerPx() * reduction);
        if (part.bytes() > Integer.MAX_VALUE)
            throw new ToolException(name() + ": a part of " + part + " needs " + part.bytes()
                    + " bytes; at most 2 GiB are read at once.", "Read it in smaller parts or reduced.");
        int step = Math.min(reduction, Math.max(region.width(), region.height()));
        run.checkCancelled();
        return Guard.read(file, () -> {
            Tile tile = run.tile(part).at(region.x(), region.y());
            pages.read(page, region, step, tile.data(), run);
            return tile;
        });
    }

    @Override
    public Optional<Path> fileAt(int page, int x, int y) {
        return pages.fileAt(x, y);
    }

    @Override
    public void close() {
        if (closed)
            return;
        closed = true;
        try {
            pages.close();
        } catch (IOException | RuntimeException e) {
            // Nothing was written, so nothing is lost; the operating system takes the file back with the process.
        }
    }

    private void check(int page) throws ToolException {
        if (closed)
            throw new ToolException(name() + ": the file was closed.", "Open it again.");
        if (page < 0 || page >= pages.count())
            throw new ToolException(name() + ": there is no page " + page + "; pages 0 to " + (pages.count() - 1)
                    + " exist.", "Choose one of them.");
    }

    private String name() {
        return String.valueOf(file.getFileName());
    }
}
