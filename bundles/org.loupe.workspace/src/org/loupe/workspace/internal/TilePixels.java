package org.loupe.workspace.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.loupe.api.Device;
import org.loupe.api.ImageSource;
import org.loupe.api.Operator;
import org.loupe.api.Region;
import org.loupe.api.Run;
import org.loupe.api.Shape;
import org.loupe.api.Step;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;
import org.loupe.engine.Policy;
import org.loupe.engine.Registry;

/** An image and its reference, open. A small image is read once as a whole, a large one by region. For one thread. */
public final class TilePixels implements AutoCloseable {
    /** Pixels up to which an image is read as a whole. */
    private static final long WHOLE = 4_000_000;

    private final ImageSource source;
    private final int page;
    private final Shape shape;
    private final Step<Tile, Tile> toGrey;
    private Tile whole;

    private TilePixels(ImageSource source, int page, Step<Tile, Tile> toGrey) throws ToolException {
        this.source = source;
        this.page = Math.min(page, source.pages() - 1);
        this.shape = source.info(this.page).shape();
        this.toGrey = toGrey;
    }

    /** Opens a file. @param toGrey what colours are made grey with; {@code null} to leave them */
    public static TilePixels open(Path file, int page, Registry registry, Step<Tile, Tile> toGrey) throws ToolException {
        ImageSource source = registry.open(file);
        try {
            return new TilePixels(source, page, toGrey);
        } catch (ToolException | RuntimeException e) {
            source.close();
            throw e;
        }
    }

    /** The step that makes colours grey; {@code null} if no tool does. */
    public static Step<Tile, Tile> toGrey(Registry registry) {
        try {
            return registry.find("loupe.grey", Policy.AUTO).tool() instanceof Operator<?> tool ? open(tool) : null;
        } catch (ToolException e) {
            return null; // then tools that need grey give no numbers for colour images
        }
    }

    private static <P extends Record> Step<Tile, Tile> open(Operator<P> tool) throws ToolException {
        return tool.open(tool.defaults(), Device.CPU);
    }

    /** What tells the content of an image from others: its hash, or else its file's path, size and time. */
    public static String content(Path file, String sha256) {
        if (!sha256.isEmpty())
            return sha256;
        try {
            return file.toAbsolutePath().normalize() + " " + Files.size(file) + " " + Files.getLastModifiedTime(file).toMillis();
        } catch (IOException e) {
            return file + " is not there";
        }
    }

    /** Of the image. */
    public Shape shape() {
        return shape;
    }

    /** A part of the image, grey if that can be made; empty if the part holds no pixel of it. */
    public Optional<Tile> part(Region region, Run run) throws ToolException {
        Region inside = region.intersect(shape.region());
        if (inside.isEmpty())
            return Optional.empty();
        if (shape.pixels() > WHOLE)
            return Optional.of(grey(source.read(page, inside, 1, run), run));
        if (whole == null)
            whole = grey(source.read(page, shape.region(), 1, run), run);
        return Optional.of(cut(whole, inside));
    }

    /** The image, or for a large one every n-th pixel of it. */
    public Tile overview(Run run) throws ToolException {
        int reduction = (int) Math.ceil(Math.sqrt(shape.pixels() / (double) WHOLE));
        return source.read(page, shape.region(), Math.max(1, reduction), run);
    }

    private Tile grey(Tile tile, Run run) throws ToolException {
        return tile.shape().channels() == 1 || toGrey == null ? tile : toGrey.apply(tile, run).at(tile.x(), tile.y());
    }

    private static Tile cut(Tile from, Region region) {
        Tile part = Tile.allocate(from.shape().size(region.width(), region.height()));
        int pixel = from.shape().channels() * from.shape().type().bytes(), length = region.width() * pixel;
        ByteBuffer source = from.data(), target = part.data();
        for (int row = 0; row < region.height(); row++)
            target.put(row * length, source,
                    ((region.y() - from.y() + row) * from.width() + region.x() - from.x()) * pixel, length);
        return part.at(region.x(), region.y());
    }

    /** Closes the file. */
    @Override
    public void close() {
        source.close();
    }
}
