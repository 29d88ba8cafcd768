package org.loupe.tools.torch;

import java.nio.ByteBuffer;
import org.loupe.api.Region;
import org.loupe.api.Run;
import org.loupe.api.Shape;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;
import org.loupe.tools.base.Resampling;

/**
 * The square around a defect, brought to the size of a net's input: its side is the longer one of the box and the
 * context on both sides; beyond the image it is as at the image's edge. It is resized by the triangle filter, wide
 * enough to let each pixel count when the square becomes smaller (Pillow's "bilinear", PyTorch's with antialias).
 */
final class Square {
    private final Region square;
    private final int size;
    private final Resampling taps;

    /** @param size px of the side that it is brought to */
    Square(Region box, int context, int size) {
        int side = Math.max(1, Math.max(box.width(), box.height())) + 2 * context;
        square = new Region(box.x() + Math.floorDiv(box.width() - side, 2),
                box.y() + Math.floorDiv(box.height() - side, 2), side, side);
        this.size = size;
        taps = new Resampling(side, size);
    }

    /** Grey values that become 0 and 1. */
    record Range(float low, float high) {

        /** All that integers of this type can be; null for floating point. */
        static Range of(Shape.Type type) {
            return type == Shape.Type.U8 ? new Range(0, 255) : type == Shape.Type.U16 ? new Range(0, 65535) : null;
        }
    }

    /**
     * Its pixels as they are: planes of its side, red, green and blue; one plane of a grey image. What is no number
     * becomes 0.
     *
     * @throws ToolException if the image is neither grey, RGB nor RGBA of 8 bits, 16 bits or floating point
     */
    float[][] pixels(Tile of, Run run) throws ToolException {
        Shape shape = of.shape();
        check(shape);
        int channels = shape.channels();
        int side = square.width(), kept = channels == 1 ? 1 : 3;
        float[][] planes = new float[kept][side * side];
        ByteBuffer data = of.data();
        int pixel = channels * shape.type().bytes();
        for (int y = 0; y < side; y++) {
            run.checkCancelled();
            int row = Math.max(0, Math.min(shape.height() - 1, square.y() + y)) * shape.width();
            for (int x = 0; x < side; x++) {
                int at = (row + Math.max(0, Math.min(shape.width() - 1, square.x() + x))) * pixel;
                for (int c = 0; c < kept; c++)
                    planes[c][y * side + x] = switch (shape.type()) {
                        case U8 -> data.get(at + c) & 0xff;
                        case U16 -> data.getShort(at + 2 * c) & 0xffff;
                        default -> finite(data.getFloat(at + 4 * c));
                    };
            }
        }
        return planes;
    }

    /** @throws ToolException if images of this shape cannot be read */
    static void check(Shape shape) throws ToolException {
        int channels = shape.channels();
        if (channels != 1 && channels != 3 && channels != 4 || shape.type() == Shape.Type.S32)
            throw new ToolException("Embedding needs grey, RGB or RGBA of 8 bits, 16 bits or floating point, got "
                    + shape + ".", "Save the image in one of these forms, or put 'Convert to grey' before this step.");
    }

    private static float finite(float value) {
        return Float.isFinite(value) ? value : 0;
    }

    /** From the smallest to the largest of all values. */
    static Range range(float[][] planes) {
        float low = planes[0][0], high = low;
        for (float[] plane : planes)
            for (float value : plane) {
                low = Math.min(low, value);
                high = Math.max(high, value);
            }
        return new Range(low, high);
    }

    /**
     * Brings planes to size and range, and writes red, green and blue one behind the other.
     *
     * @param planes  three, or one for all of them
     * @param range   that becomes 0 to 1; all is 0 where it is empty
     * @param into    {@code 3 × size × size} values
     */
    void resize(float[][] planes, Range range, float[] into, Run run) {
        int side = square.width(), pixels = size * size;
        float factor = range.high > range.low ? 1 / (range.high - range.low) : 0;
        float[] narrow = new float[side * size];
        for (int c = 0; c < 3; c++) {
            int to = c * pixels;
            if (c >= planes.length) {
                System.arraycopy(into, 0, into, to, pixels);
                continue;
            }
            for (int y = 0; y < side; y++) {
                run.checkCancelled();
                taps.along(planes[c], y * side, 1, narrow, y * size, 1);
            }
            for (int x = 0; x < size; x++)
                taps.along(narrow, x, size, into, to + x, size);
            for (int i = to; i < to + pixels; i++)
                into[i] = (into[i] - range.low) * factor;
        }
    }
}
