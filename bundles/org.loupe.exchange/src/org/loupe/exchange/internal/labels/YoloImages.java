package org.loupe.exchange.internal.labels;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.loupe.exchange.LabelFormat.Size;

/** The images that YOLO's texts belong to, where they lie as it wants them. */
final class YoloImages {
    private static final List<String> ENDINGS = List.of("jpg", "png", "jpeg", "bmp", "tif", "tiff", "webp", "JPG",
            "PNG", "JPEG", "BMP", "TIF", "TIFF");

    private YoloImages() {
    }

    /** The image of a text: beside it, or in the folder images as the text lies in the folder labels. */
    static Optional<Path> find(Path text) {
        String stem = text.getFileName().toString().replaceFirst("\\.[^.]*$", "");
        Path folder = text.toAbsolutePath().normalize().getParent();
        Path other = null;
        for (Path at = folder, below = Path.of(""); at != null && at.getFileName() != null; at = at.getParent()) {
            if (at.getFileName().toString().equals("labels")) {
                other = at.resolveSibling("images").resolve(below);
                break;
            }
            below = at.getFileName().resolve(below);
        }
        for (Path in : other == null ? List.of(folder) : List.of(other, folder))
            for (String ending : ENDINGS) {
                Path image = in.resolve(stem + "." + ending);
                if (Files.isRegularFile(image))
                    return Optional.of(image);
            }
        return Optional.empty();
    }

    /** Its size as its head tells; empty if that cannot be read. */
    static Optional<Size> size(Path image) {
        try (ImageInputStream in = ImageIO.createImageInputStream(image.toFile())) {
            Iterator<ImageReader> readers = in == null ? null : ImageIO.getImageReaders(in);
            if (readers == null || !readers.hasNext())
                return Optional.empty();
            ImageReader reader = readers.next();
            try {
                reader.setInput(in, true, true);
                return Optional.of(new Size(reader.getWidth(0), reader.getHeight(0)));
            } finally {
                reader.dispose();
            }
        } catch (IOException | RuntimeException e) {
            return Optional.empty(); // then its size is not known, which is told where it is needed
        }
    }
}
