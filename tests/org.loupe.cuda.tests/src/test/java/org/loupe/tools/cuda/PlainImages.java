package org.loupe.tools.cuda;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.loupe.api.ImageFormat;
import org.loupe.api.ImageInfo;
import org.loupe.api.ImageInfo.Conditions;
import org.loupe.api.ImageSource;
import org.loupe.api.Region;
import org.loupe.api.Run;
import org.loupe.api.Shape;
import org.loupe.api.Tile;
import org.loupe.api.ToolProvider;
import org.loupe.engine.Item;

/** Image files without any head, all of one shape. */
final class PlainImages implements ToolProvider {
    private final Shape shape;

    PlainImages(Shape shape) {
        this.shape = shape;
    }

    /** Writes images that are like one, each a little otherwise. */
    static List<Item> write(Path folder, Tile like, int count, Optional<Path> reference) throws IOException {
        List<Item> items = new ArrayList<>();
        for (int i = 0; i < count; i++)
            items.add(new Item("image " + i, write(folder.resolve(i + ".plain"), like, i), 0, reference, Double.NaN,
                    Conditions.UNKNOWN));
        return items;
    }

    /** Writes one image. @param change of some pixels */
    static Path write(Path file, Tile like, int change) throws IOException {
        byte[] samples = new byte[(int) like.shape().bytes()];
        like.data().get(samples);
        for (int i = change; i < samples.length; i += 97)
            samples[i] += (byte) change;
        return Files.write(file, samples);
    }

    @Override
    public List<ImageFormat> formats() {
        return List.of(new ImageFormat() {
            @Override
            public String id() {
                return "plain";
            }

            @Override
            public String label() {
                return "plain";
            }

            @Override
            public Set<String> extensions() {
                return Set.of("plain");
            }

            @Override
            public int support(Path file, byte[] head) {
                return 100;
            }

            @Override
            public ImageSource open(Path file) {
                return new Source(file);
            }
        });
    }

    private final class Source implements ImageSource {
        private final Path file;

        Source(Path file) {
            this.file = file;
        }

        @Override
        public int pages() {
            return 1;
        }

        @Override
        public ImageInfo info(int page) {
            return new ImageInfo(shape, new Region(0, 0, 64, 64), Conditions.UNKNOWN, Map.of());
        }

        @Override
        public Tile read(int page, Region region, int reduction, Run run) {
            try {
                byte[] samples = Files.readAllBytes(file);
                Tile tile = run.tile(shape.size(region.width(), region.height())).at(region.x(), region.y());
                int pixel = shape.channels() * shape.type().bytes(), row = region.width() * pixel;
                for (int y = 0; y < region.height(); y++)
                    tile.data().put(y * row, samples, ((region.y() + y) * shape.width() + region.x()) * pixel, row);
                return tile;
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
        }
    }
}
