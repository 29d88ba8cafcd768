package org.loupe.tools.imageio.internal;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.DataBufferUShort;
import java.awt.image.IndexColorModel;
import java.awt.image.PixelInterleavedSampleModel;
import java.awt.image.Raster;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

import javax.imageio.ImageTypeSpecifier;

import org.loupe.api.Shape;

/**
 * From an image as ImageIO decodes it to samples in native order. Raw values are kept: no colour profile and no gamma
 * is applied, since what is measured should be what the camera gave. Only palettes, packed colours and CMYK are
 * turned into grey or RGB.
 */
final class Pixels {

    private Pixels() {
    }

    /** The shape that an image of this type gets. */
    static Shape shape(ImageTypeSpecifier type, int width, int height, double umPerPx) throws Unreadable {
        ColorModel model = type.getColorModel();
        int bands = type.getNumBands(), data = type.getSampleModel().getDataType();
        if (model instanceof IndexColorModel palette)
            return new Shape(width, height, Palette.of(palette).channels(), Shape.Type.U8, umPerPx);
        if (!(model instanceof ComponentColorModel))
            return new Shape(width, height, model.hasAlpha() ? 4 : 3, Shape.Type.U8, umPerPx);
        Shape.Type sample = switch (data) {
            case DataBuffer.TYPE_BYTE -> Shape.Type.U8;
            case DataBuffer.TYPE_USHORT -> Shape.Type.U16;
            case DataBuffer.TYPE_SHORT, DataBuffer.TYPE_INT, DataBuffer.TYPE_FLOAT, DataBuffer.TYPE_DOUBLE ->
                Shape.Type.F32;
            default -> throw new Unreadable("its samples are of a type that is not known (" + data + ").");
        };
        int space = model.getColorSpace().getType();
        if (space == ColorSpace.TYPE_GRAY || bands < 3)
            return new Shape(width, height, 1, sample, umPerPx);
        if (space == ColorSpace.TYPE_CMYK)
            return new Shape(width, height, 3, sample, umPerPx);
        return new Shape(width, height, bands > 3 && model.hasAlpha() ? 4 : 3, sample, umPerPx);
    }

    /**
     * Copies a whole image.
     *
     * @param channels of the result, as {@link #shape} said
     * @param out      from its position on, native order
     */
    static void copy(BufferedImage image, int channels, Shape.Type type, ByteBuffer out) throws Unreadable {
        Raster raster = image.getRaster();
        ColorModel model = image.getColorModel();
        if (model instanceof IndexColorModel palette)
            indexed(raster, Palette.of(palette), channels, out);
        else if (!(model instanceof ComponentColorModel))
            packed(image, channels, out);
        else if (model.getColorSpace().getType() == ColorSpace.TYPE_CMYK && channels == 3)
            cmyk(raster, type, out);
        else if (raster.getNumBands() < channels)
            throw new Unreadable("it says " + channels + " channels and holds " + raster.getNumBands() + ".");
        else if (type == Shape.Type.U8 && raster.getDataBuffer() instanceof DataBufferByte data
                && raster.getSampleModel() instanceof PixelInterleavedSampleModel model8)
            bytes(raster, data.getData(), data.getOffset(), model8, channels, out);
        else if (type == Shape.Type.U16 && raster.getDataBuffer() instanceof DataBufferUShort data
                && raster.getSampleModel() instanceof PixelInterleavedSampleModel model16)
            shorts(raster, data.getData(), data.getOffset(), model16, channels, out);
        else
            samples(raster, channels, type, out);
    }

    private static void bytes(Raster raster, byte[] data, int offset, PixelInterleavedSampleModel model, int channels,
            ByteBuffer out) {
        int width = raster.getWidth(), height = raster.getHeight(), pixel = model.getPixelStride();
        int[] band = model.getBandOffsets();
        byte[] row = new byte[width * channels];
        for (int y = 0; y < height; y++) {
            int from = start(raster, offset, model, y);
            if (channels == 1 && pixel == 1) {
                out.put(data, from + band[0], width);
                continue;
            }
            for (int c = 0; c < channels; c++)
                for (int x = 0, i = c, k = from + band[c]; x < width; x++, i += channels, k += pixel)
                    row[i] = data[k];
            out.put(row);
        }
    }

    private static void shorts(Raster raster, short[] data, int offset, PixelInterleavedSampleModel model,
            int channels, ByteBuffer out) {
        int width = raster.getWidth(), height = raster.getHeight(), pixel = model.getPixelStride();
        int[] band = model.getBandOffsets();
        for (int y = 0; y < height; y++) {
            int from = start(raster, offset, model, y);
            for (int x = 0; x < width; x++)
                for (int c = 0; c < channels; c++)
                    out.putShort(data[from + x * pixel + band[c]]);
        }
    }

    private static int start(Raster raster, int offset, PixelInterleavedSampleModel model, int y) {
        return offset + (y + raster.getMinY() - raster.getSampleModelTranslateY()) * model.getScanlineStride()
                + (raster.getMinX() - raster.getSampleModelTranslateX()) * model.getPixelStride();
    }

    private static void samples(Raster raster, int channels, Shape.Type type, ByteBuffer out) {
        int width = raster.getWidth(), bands = raster.getNumBands();
        double[] row = new double[width * bands];
        for (int y = 0; y < raster.getHeight(); y++) {
            raster.getPixels(raster.getMinX(), raster.getMinY() + y, width, 1, row);
            for (int x = 0; x < width; x++)
                for (int c = 0; c < channels; c++)
                    put(row[x * bands + c], type, out);
        }
    }

    private static void cmyk(Raster raster, Shape.Type type, ByteBuffer out) {
        int width = raster.getWidth(), bands = raster.getNumBands();
        double full = type == Shape.Type.U8 ? 255 : type == Shape.Type.U16 ? 65535 : 1;
        double[] row = new double[width * bands];
        for (int y = 0; y < raster.getHeight(); y++) {
            raster.getPixels(raster.getMinX(), raster.getMinY() + y, width, 1, row);
            for (int x = 0; x < width; x++)
                for (int c = 0; c < 3; c++)
                    put((full - row[x * bands + c]) * (full - row[x * bands + 3]) / full, type, out);
        }
    }

    private static void put(double value, Shape.Type type, ByteBuffer out) {
        switch (type) {
            case U8 -> out.put((byte) (int) Math.rint(value));
            case U16 -> out.putShort((short) (int) Math.rint(value));
            case S32 -> out.putInt((int) Math.rint(value));
            case F32 -> out.putFloat((float) value);
        }
    }

    private static void indexed(Raster raster, Palette palette, int channels, ByteBuffer out) {
        int width = raster.getWidth();
        int[] row = new int[width];
        for (int y = 0; y < raster.getHeight(); y++) {
            raster.getSamples(raster.getMinX(), raster.getMinY() + y, width, 1, 0, row);
            for (int x = 0; x < width; x++)
                for (int c = 0; c < channels; c++)
                    out.put(palette.sample(row[x], c));
        }
    }

    private static void packed(BufferedImage image, int channels, ByteBuffer out) {
        int width = image.getWidth();
        int[] row = new int[width];
        for (int y = 0; y < image.getHeight(); y++) {
            image.getRGB(0, y, width, 1, row, 0, width);
            for (int x = 0; x < width; x++) {
                int argb = row[x];
                out.put((byte) (argb >> 16)).put((byte) (argb >> 8)).put((byte) argb);
                if (channels == 4)
                    out.put((byte) (argb >>> 24));
            }
        }
    }

    /** A view of an array for {@link #copy}. */
    static ByteBuffer wrap(byte[] array, int at, int length) {
        return ByteBuffer.wrap(array, at, length).order(ByteOrder.nativeOrder());
    }
}
