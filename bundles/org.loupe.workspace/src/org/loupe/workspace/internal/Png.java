package org.loupe.workspace.internal;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.DataBufferUShort;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.FileImageOutputStream;
import org.loupe.api.Shape;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;

/** Writes tiles as PNG files with their scale. */
public final class Png {
    private static final String FORMAT = "javax_imageio_png_1.0";

    private Png() {
    }

    /**
     * Writes a tile of 8- or 16-bit samples, grey or RGB (16-bit: grey).
     *
     * @throws ToolException if it is of another type, or the file cannot be written
     */
    public static void write(Tile tile, Path file) throws ToolException {
        BufferedImage image = image(tile);
        ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
        try {
            Files.deleteIfExists(file);
            try (FileImageOutputStream out = new FileImageOutputStream(file.toFile())) {
                writer.setOutput(out);
                IIOMetadata metadata = writer.getDefaultImageMetadata(
                        ImageTypeSpecifier.createFromRenderedImage(image), null);
                if (tile.shape().umPerPx() > 0)
                    metadata.mergeTree(FORMAT, scale(tile.shape().umPerPx()));
                writer.write(new IIOImage(image, null, metadata));
            }
        } catch (IOException e) {
            throw SafeFile.unwritable(file, e);
        } finally {
            writer.dispose();
        }
    }

    /** The scale as the PNG chunk pHYs holds it: pixels per metre. */
    private static IIOMetadataNode scale(double umPerPx) {
        String perMetre = Long.toString(Math.round(1e6 / umPerPx));
        IIOMetadataNode physical = new IIOMetadataNode("pHYs");
        physical.setAttribute("pixelsPerUnitXAxis", perMetre);
        physical.setAttribute("pixelsPerUnitYAxis", perMetre);
        physical.setAttribute("unitSpecifier", "meter");
        IIOMetadataNode root = new IIOMetadataNode(FORMAT);
        root.appendChild(physical);
        return root;
    }

    private static BufferedImage image(Tile tile) throws ToolException {
        Shape shape = tile.shape();
        ByteBuffer data = tile.data();
        if (shape.type() == Shape.Type.U16 && shape.channels() == 1) {
            BufferedImage image = new BufferedImage(shape.width(), shape.height(), BufferedImage.TYPE_USHORT_GRAY);
            data.asShortBuffer().get(((DataBufferUShort) image.getRaster().getDataBuffer()).getData());
            return image;
        }
        if (shape.type() == Shape.Type.U8 && shape.channels() == 1) {
            BufferedImage image = new BufferedImage(shape.width(), shape.height(), BufferedImage.TYPE_BYTE_GRAY);
            data.get(((DataBufferByte) image.getRaster().getDataBuffer()).getData());
            return image;
        }
        if (shape.type() == Shape.Type.U8 && shape.channels() == 3) {
            BufferedImage image = new BufferedImage(shape.width(), shape.height(), BufferedImage.TYPE_3BYTE_BGR);
            byte[] bytes = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
            data.get(bytes);
            for (int i = 0; i < bytes.length; i += 3) {
                byte red = bytes[i];
                bytes[i] = bytes[i + 2];
                bytes[i + 2] = red;
            }
            return image;
        }
        throw new ToolException("A PNG file holds 8-bit grey or RGB, or 16-bit grey; found " + shape + ".",
                "Convert the image first.");
    }
}
