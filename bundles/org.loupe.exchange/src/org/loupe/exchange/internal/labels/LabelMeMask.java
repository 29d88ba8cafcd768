package org.loupe.exchange.internal.labels;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.BitSet;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.loupe.api.ToolException;
import org.loupe.store.labels.LabelShape.Mask;

/** LabelMe's masks: a PNG in base64, of the pixels from one corner of a box to the other, both inside. */
final class LabelMeMask {
    private static final int SIZE = 16;
    private static final int HEAD = 24;
    private static final int IHDR = 0x49484452;

    private LabelMeMask() {
    }

    /**
     * Reads one.
     *
     * @param corners x and y of the first and of the last pixel
     * @throws ToolException if it is no PNG of the size that the corners tell
     */
    static Mask read(String text, double[] corners, String where) throws ToolException {
        int x = whole(corners[0], where), y = whole(corners[1], where);
        int width = whole(corners[2], where) - x + 1, height = whole(corners[3], where) - y + 1;
        if (width < 1 || height < 1 || (long) width * height > Shapes.LARGEST / 4)
            throw new ToolException(where + " is a mask of " + width + " × " + height + " px.",
                    "Masks are 1 px or more wide and high, and have up to " + Shapes.LARGEST / 4 + " px.");
        try {
            byte[] png = Base64.getMimeDecoder().decode(text);
            if (png.length < HEAD || ByteBuffer.wrap(png).getInt(SIZE - 4) != IHDR)
                throw new IOException("it is no PNG");
            ByteBuffer size = ByteBuffer.wrap(png, SIZE, 8);
            int pngWidth = size.getInt(), pngHeight = size.getInt();
            if (pngWidth != width || pngHeight != height)
                throw new IOException("it has " + (pngWidth & 0xffffffffL) + " × " + (pngHeight & 0xffffffffL)
                        + " px, and its points make " + width + " × " + height);
            return mask(decode(png), x, y, width, height);
        } catch (IOException | RuntimeException e) {
            throw new ToolException(where + ", member \"mask\": the mask is damaged: " + e.getMessage() + ".",
                    "Write it again with the program that wrote it.", e);
        }
    }

    private static int whole(double value, String where) throws ToolException {
        if (!(Math.abs(value) <= Shapes.FARTHEST))
            throw new ToolException(where + " lies at " + value + " px.",
                    "Places are numbers up to " + Shapes.FARTHEST + " px.");
        return (int) Math.round(value);
    }

    private static Raster decode(byte[] png) throws IOException {
        ImageReader reader = ImageIO.getImageReadersByFormatName("png").next();
        try {
            reader.setInput(new MemoryCacheImageInputStream(new ByteArrayInputStream(png)), true, true);
            return reader.read(0).getRaster();
        } finally {
            reader.dispose();
        }
    }

    private static Mask mask(Raster raster, int x, int y, int width, int height) {
        BitSet on = new BitSet(width * height);
        int bands = raster.getNumBands();
        int[] row = new int[width * bands];
        for (int line = 0; line < height; line++) {
            raster.getPixels(0, line, width, 1, row);
            for (int column = 0; column < width; column++)
                on.set(line * width + column, row[column * bands] != 0);
        }
        return Fill.mask(on, x, y, width, height);
    }

    /** A mask as LabelMe has it: grey, 0 and 255. */
    static String text(Mask mask) throws IOException {
        BufferedImage image = new BufferedImage(mask.width(), mask.height(), BufferedImage.TYPE_BYTE_GRAY);
        byte[] bytes = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        boolean[] pixels = mask.pixels();
        for (int i = 0; i < bytes.length; i++)
            bytes[i] = (byte) (pixels[i] ? 255 : 0);
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        if (!ImageIO.write(image, "png", png))
            throw new IOException("Java cannot write PNG files");
        return Base64.getEncoder().encodeToString(png.toByteArray());
    }
}
