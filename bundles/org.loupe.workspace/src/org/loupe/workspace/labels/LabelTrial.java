package org.loupe.workspace.labels;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.loupe.api.ToolException;
import org.loupe.exchange.LabelFile;
import org.loupe.exchange.LabelFormat;
import org.loupe.exchange.Loss;

/**
 * What a format would make of labels.
 *
 * @param losses what it could not hold
 * @param lines  the first files of a folder, or the first lines of a file
 */
public record LabelTrial(List<Loss> losses, List<String> lines) {
    /** Most lines that are told. */
    public static final int LINES = 20;
    private static final int WIDTH = 200, HEAD = 1 << 16;

    public LabelTrial {
        losses = List.copyOf(losses);
        lines = List.copyOf(lines);
    }

    /**
     * Writes labels to a place of its own, looks at what came out, and deletes it. Of images nothing is copied.
     *
     * @throws ToolException if they cannot be written in this format
     */
    public static LabelTrial of(LabelFormat format, LabelFile labels, LabelFormat.Images images)
            throws ToolException {
        Path folder = null;
        try {
            folder = Files.createTempDirectory("loupe-labels");
            Path image = Files.createFile(folder.resolve("image")), target = folder.resolve(format.fileName());
            List<Loss> losses = format.write(labels, target, new LabelFormat.Images() {
                @Override
                public Optional<Path> file(String name) {
                    return images.file(name).filter(Files::isRegularFile).map(there -> image);
                }

                @Override
                public Optional<LabelFormat.Size> size(String name) {
                    return images.size(name);
                }
            });
            return new LabelTrial(losses, format.folder() ? files(target) : lines(target));
        } catch (IOException | UncheckedIOException e) {
            throw new ToolException("What would be written cannot be tried: " + e.getMessage() + ".",
                    "Check that the folder for temporary files has space.", e);
        } finally {
            delete(folder);
        }
    }

    private static List<String> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().limit(LINES)
                    .map(file -> folder.relativize(file).toString().replace('\\', '/')).toList();
        }
    }

    private static List<String> lines(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return new String(in.readNBytes(HEAD), StandardCharsets.UTF_8).lines().limit(LINES)
                    .map(line -> line.length() > WIDTH ? line.substring(0, WIDTH) + "…" : line).toList();
        }
    }

    private static void delete(Path folder) {
        if (folder == null)
            return;
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList())
                Files.deleteIfExists(file);
        } catch (IOException | UncheckedIOException e) {
            return; // it lies among temporary files, which the system clears
        }
    }
}
