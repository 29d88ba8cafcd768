package org.loupe.exchange.internal.labels;

import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.DataBufferByte;
import java.awt.image.DataBufferUShort;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.loupe.api.ToolException;

/**
 * A PNG whose values mean something: grey or palette, up to 16 bit.
 *
 * @param width   px
 * @param height  px
 * @param values  row by row, unsigned; of a palette the index, of 1-bit grey 0 and 255
 * @param palette whether values are places of a palette
 */
record MaskImage(int width, int height, short[] values, boolean palette) {
    /** Most pixels that are held in memory at once. */
    static final long MOST = 1L << 27;
    private static final long SIGNATURE = 0x89504E470D0A1A0AL;
    private static final int IHDR = 0x49484452, IDAT = 0x49444154, IEND = 0x49454E44;
    /** No deflated data becomes longer by more than this. */
    private static final int PACKED = 1032;

    /** What the header of a PNG says. @param channels of a pixel, 1 for a palette */
    private record Header(int width, int height, int depth, boolean palette, int channels) {
    }

    int value(int at) {
        return values[at] & 0xffff;
    }

    /**
     * Reads a PNG.
     *
     * @throws ToolException if it is none, is damaged, coloured, or larger than can be held
     */
    static MaskImage read(Path file) throws ToolException {
        Header header = check(file);
        ImageReader reader = ImageIO.getImageReadersByFormatName("png").next();
        try (InputStream in = Files.newInputStream(file);
                ImageInputStream data = new MemoryCacheImageInputStream(in)) {
            reader.setInput(data, true, true);
            BufferedImage image = reader.read(0);
            return of(file, image.getRaster(), image.getColorModel(), header);
        } catch (IOException | RuntimeException e) {
            throw new ToolException(file + " is a damaged PNG file: " + reason(e) + ".",
                    "Write it again where it comes from.", e);
        } catch (OutOfMemoryError e) {
            throw new ToolException(file + " has " + header.width + " × " + header.height
                    + " px, more than fits into the memory.", "Give more memory, or cut it into tiles.", e);
        } finally {
            reader.dispose();
        }
    }

    private static String reason(Exception e) {
        return e.getCause() instanceof EOFException || e instanceof EOFException ? "it ends too early"
                : e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    /** Whether a file begins as a PNG. */
    static boolean isPng(Path file) throws IOException {
        try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
            return in.readLong() == SIGNATURE;
        } catch (EOFException e) {
            return false;
        }
    }

    /** Checks all lengths and sizes before memory is asked for. */
    private static Header check(Path file) throws ToolException {
        try (DataInputStream in = new DataInputStream(new java.io.BufferedInputStream(Files.newInputStream(file)))) {
            long left = Files.size(file) - 8, packed = 0;
            if (in.readLong() != SIGNATURE)
                throw wrong(file, "it does not begin as one");
            Header header = null;
            for (int type = 0; type != IEND && left >= 12;) {
                long length = in.readInt() & 0xffffffffL;
                type = in.readInt();
                left -= 8;
                if (length + 4 > left)
                    throw wrong(file, "a part of it has " + length + " bytes, and " + Math.max(0, left - 4)
                            + " are left");
                if (header == null && (type != IHDR || length != 13))
                    throw wrong(file, "its header is missing");
                if (header == null)
                    header = header(file, in);
                else
                    in.skipNBytes(length);
                if (type == IDAT)
                    packed += length;
                in.skipNBytes(4);
                left -= length + 4;
            }
            if (header == null)
                throw wrong(file, "its header is missing");
            long bytes = ((long) header.width * header.channels * header.depth + 7) / 8 * header.height;
            if (bytes > packed * PACKED)
                throw wrong(file, "it says " + header.width + " × " + header.height + " px, and holds " + packed
                        + " bytes");
            return header;
        } catch (EOFException e) {
            throw wrong(file, "it ends too early");
        } catch (IOException e) {
            throw new ToolException(file + " cannot be read: " + e.getMessage() + ".",
                    "Check that it is there and that you may read it.", e);
        }
    }

    private static Header header(Path file, DataInputStream in) throws IOException, ToolException {
        int width = in.readInt(), height = in.readInt(), depth = in.readUnsignedByte(), colour = in.readUnsignedByte();
        in.skipNBytes(3);
        if (width < 1 || height < 1)
            throw wrong(file, "its size is " + (width & 0xffffffffL) + " × " + (height & 0xffffffffL) + " px");
        if ((long) width * height > MOST)
            throw new ToolException(file + " has " + width + " × " + height + " px; masks of up to " + MOST / (1 << 20)
                    + " × 2²⁰ pixels are read.", "Cut it into tiles.");
        if (depth != 1 && depth != 2 && depth != 4 && depth != 8 && depth != 16)
            throw wrong(file, "it has " + depth + " bits");
        int channels = switch (colour) {
            case 0, 3 -> 1;
            case 4 -> 2;
            case 2 -> 3;
            case 6 -> 4;
            default -> throw wrong(file, "it has the colour type " + colour);
        };
        return new Header(width, height, depth, colour == 3, channels);
    }

    private static ToolException wrong(Path file, String why) {
        return new ToolException(file + " is no whole PNG file: " + why + ".", "Write it again where it comes from.");
    }

    private static MaskImage of(Path file, Raster raster, ColorModel colours, Header header) throws ToolException {
        int width = raster.getWidth(), height = raster.getHeight(), bands = raster.getNumBands();
        boolean palette = colours instanceof IndexColorModel && header.palette;
        int scale = !palette && header.depth == 1 ? 255 : 1;
        short[] values = new short[Math.multiplyExact(width, height)];
        int[] row = new int[width * bands];
        for (int y = 0, at = 0; y < height; y++) {
            raster.getPixels(0, y, width, 1, row);
            for (int x = 0; x < width; x++, at++) {
                int value = row[x * bands];
                for (int band = 1; band < Math.min(3, bands) && bands > 2; band++)
                    if (row[x * bands + band] != value)
                        throw new ToolException(file + " is a colour image, no mask: at " + x + ", " + y
                                + " it is not grey.", "Save masks as grey or palette PNG, whose values are classes.");
                values[at] = (short) (value * scale);
            }
        }
        return new MaskImage(width, height, values, palette);
    }

    /** Writes values as 8-bit palette, as 8-bit grey, or as 16-bit grey where they are above 255. */
    void write(Path file, int[] rgb) throws IOException {
        int most = 0;
        for (short value : values)
            most = Math.max(most, value & 0xffff);
        write(file, most > 255 ? sixteen() : eight(rgb));
    }

    /** Writes values as 16-bit grey. */
    void write16(Path file) throws IOException {
        write(file, sixteen());
    }

    private static void write(Path file, BufferedImage image) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            if (!ImageIO.write(image, "png", out))
                throw new IOException("Java cannot write PNG files");
        }
    }

    private BufferedImage sixteen() {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_USHORT_GRAY);
        System.arraycopy(values, 0, ((DataBufferUShort) image.getRaster().getDataBuffer()).getData(), 0,
                values.length);
        return image;
    }

    private BufferedImage eight(int[] rgb) {
        BufferedImage image = rgb == null ? new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY)
                : new BufferedImage(width, height, BufferedImage.TYPE_BYTE_INDEXED, new IndexColorModel(8, rgb.length,
                        rgb, 0, false, -1, java.awt.image.DataBuffer.TYPE_BYTE));
        byte[] bytes = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        for (int i = 0; i < bytes.length; i++)
            bytes[i] = (byte) values[i];
        return image;
    }
}
