package org.loupe.wafer.drawing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import javax.imageio.ImageIO;
import org.loupe.api.ToolException;

/** Maps as files: SVG and PNG. A file is put in its place when it is whole. Works without a display. */
public final class MapFiles {

    private MapFiles() {
    }

    /**
     * Draws a map as an SVG element.
     *
     * @param id    prefix of names within it; each of one page has its own
     * @param title for those who cannot see it
     */
    public static String svg(WaferMap map, int width, int height, String id, String title) {
        SvgPen pen = new SvgPen(id);
        map.paint(pen, width, height);
        return pen.svg(width, height, title);
    }

    /**
     * Writes an SVG file.
     *
     * @throws ToolException if it cannot be written
     */
    public static void writeSvg(WaferMap map, int width, int height, String title, Path file) throws ToolException {
        byte[] bytes = ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + svg(map, width, height, "w", title))
                .getBytes(StandardCharsets.UTF_8);
        place(file, aside -> Files.write(aside, bytes));
    }

    /**
     * Writes a PNG file.
     *
     * @param scale px of the file per px of the drawing
     * @throws ToolException if it cannot be written
     */
    public static void writePng(WaferMap map, int width, int height, double scale, Path file) throws ToolException {
        ImagePen pen = new ImagePen(width, height, scale);
        map.paint(pen, width, height);
        place(file, aside -> ImageIO.write(pen.image(), "png", aside.toFile()));
    }

    private interface Content {
        void write(Path aside) throws IOException;
    }

    private static void place(Path file, Content content) throws ToolException {
        Path aside = file.resolveSibling(file.getFileName() + ".tmp");
        try {
            content.write(aside);
            Files.move(aside, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            try {
                Files.deleteIfExists(aside);
            } catch (IOException left) {
                e.addSuppressed(left);
            }
            throw new ToolException(file + " could not be written: " + e.getMessage(),
                    "Check that its folder exists, may be written and has space, or choose another file.", e);
        }
    }
}
