package org.loupe.tools.onnx;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.loupe.api.Pair;
import org.loupe.api.Region;
import org.loupe.api.Run;
import org.loupe.api.Shape;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;

/**
 * How an image becomes what a net is given. Immutable.
 *
 * @param channels  of the net's input: 1 or 3, twice as many where the reference's follow those of the test image
 * @param reference whether they do
 * @param blueFirst whether the channels are turned round
 * @param factor    what white becomes before the mean is subtracted
 * @param mean      of each channel
 * @param deviation of each channel
 * @param last      whether the channels of a pixel lie side by side
 * @param height    px that the net wants; 0 for any
 * @param width     px that the net wants; 0 for any
 * @param reduction px of the image that become one, where height and width are free
 * @param step      what the sides are multiples of, where height and width are free
 */
record Preparation(int channels, boolean reference, boolean blueFirst, float factor, float[] mean, float[] deviation,
        boolean last, int height, int width, int reduction, int step) {
    /** Share of each colour in grey (ITU-R BT.601). */
    private static final float[] GREY = { 0.299f, 0.587f, 0.114f };

    /**
     * Images that the net can be given.
     *
     * @param values {@link #shape} of them
     * @param height px of them
     * @param width  px of them
     * @param tall   px that come from the image; what follows is mirrored
     * @param wide   px that come from the image
     * @param scaleX px of the image that a px of the net's input is
     * @param scaleY px of the image that a px of the net's input is
     */
    record Given(float[] values, long[] shape, int height, int width, int tall, int wide, double scaleX, double scaleY) {
    }

    /** What suits a file. @throws ToolException if no image can be made to suit */
    static Preparation of(NetFile file, Input input) throws ToolException {
        long first = file.shape().get(1), behind = file.shape().get(3);
        boolean last = !channels(first) && channels(behind);
        if (!last && !channels(first))
            throw new ToolException("Input \"" + file.input() + "\" of \"" + file.path() + "\" has the shape "
                    + file.shape() + "; 1 or 3 channels are needed as its second or last axis, or twice as many for"
                    + " test"
                    + " image and reference.", "Export the net with a fixed number of channels.");
        if (file.shape().get(0) > 1)
            throw new ToolException("Input \"" + file.input() + "\" of \"" + file.path() + "\" takes "
                    + file.shape().get(0) + " images at once; 1 is given.",
                    "Export the net for one image, or for any number of them (a free first axis).");
        int channels = (int) (last ? behind : first);
        boolean reference = channels == 2 || channels == 6;
        if (!file.kind().isEmpty()) {
            int side = file.kind().equals(Described.RESNET) ? file.number("number.side") : 0;
            return new Preparation(channels, reference, false, 1, fill(channels, file.real("mean")),
                    fill(channels, file.real("deviation")), last, side, side, file.number("reduction"),
                    file.number("step"));
        }
        int tall = (int) Math.max(0, (long) file.shape().get(last ? 1 : 2));
        int wide = (int) Math.max(0, (long) file.shape().get(last ? 2 : 3));
        return new Preparation(channels, reference, input.colours() == Input.Colours.BGR,
                input.range() == Input.Range.BYTE ? 255 : 1, numbers("mean", input.mean(), channels),
                numbers("deviation", input.deviation(), channels), last, tall > 0 ? tall : input.size(),
                wide > 0 ? wide : input.size(), 1, input.step());
    }

    private static boolean channels(long length) {
        return length == 1 || length == 3 || length == 2 || length == 6;
    }

    private static float[] fill(int length, float value) {
        float[] filled = new float[length];
        Arrays.fill(filled, value);
        return filled;
    }

    private static float[] numbers(String what, String text, int channels) throws ToolException {
        String[] parts = text.split(",");
        float[] numbers = new float[channels];
        try {
            for (int c = 0; c < channels; c++)
                numbers[c] = Float.parseFloat(parts[c % parts.length].strip());
        } catch (NumberFormatException e) {
            throw new ToolException("\"" + text + "\" is no " + what + ".",
                    "Write a number, or one for each channel with commas.", e);
        }
        if (channels % parts.length != 0)
            throw new ToolException("The " + what + " has " + parts.length + " numbers, the net " + channels
                    + " channels.", "Write a number, or one for each channel.");
        for (float number : numbers)
            if (!Float.isFinite(number) || what.equals("deviation") && number == 0)
                throw new ToolException("The " + what + " is " + text + ".", "Write finite numbers, a deviation not"
                        + " 0.");
        return numbers;
    }

    /** @throws ToolException if images of this shape cannot be read */
    static void check(Shape shape) throws ToolException {
        int channels = shape.channels();
        if (channels != 1 && channels != 3 && channels != 4 || shape.type() == Shape.Type.S32)
            throw new ToolException("A net needs grey, RGB or RGBA of 8 bits, 16 bits or floating point, got " + shape
                    + ".", "Save the image in one of these forms, or put 'Convert to grey' before this step.");
    }

    /**
     * Prepares a part of an image, and of its reference where the net sees it.
     *
     * @param part may reach beyond the image, which goes on as at its edge
     * @throws ToolException if the reference is missing or has another size, or the images are of another kind
     */
    Given prepare(Pair pair, Region part, Run run) throws ToolException {
        return prepare(pair, part, pair.test().shape().region(), false, run);
    }

    /**
     * The same of what is seen of an image.
     *
     * @param part   may reach beyond what is seen
     * @param seen   lies in the image
     * @param mirror whether what is seen is mirrored beyond its edges; otherwise it goes on as at its edges
     */
    Given prepare(Pair pair, Region part, Region seen, boolean mirror, Run run) throws ToolException {
        check(pair.test().shape());
        boolean free = height == 0 || width == 0;
        int tall = free ? Math.max(1, part.height() / reduction) : height;
        int wide = free ? Math.max(1, part.width() / reduction) : width;
        int own = reference ? channels / 2 : channels;
        float[][] planes = new float[channels][];
        int[] columns = places(part.x(), part.width(), seen.x(), seen.width(), mirror);
        int[] rows = places(part.y(), part.height(), seen.y(), seen.height(), mirror);
        planes(pair.test(), rows, columns, tall, wide, own, planes, 0, run);
        if (reference) {
            Tile golden = pair.reference().orElseThrow(() -> new ToolException(
                    "The net compares the image with its reference, and there is none.",
                    "Pair the images with references, or use a net that needs none."));
            if (golden.width() != pair.test().width() || golden.height() != pair.test().height())
                throw new ToolException("The reference has " + golden.width() + " × " + golden.height()
                        + " px, the test image " + pair.test().width() + " × " + pair.test().height() + ".",
                        "Register the reference to the test image in a step before.");
            check(golden.shape());
            planes(golden, rows, columns, tall, wide, own, planes, own, run);
        }
        int h = free ? (tall + step - 1) / step * step : tall, w = free ? (wide + step - 1) / step * step : wide;
        float[] values = new float[channels * h * w];
        for (int c = 0; c < channels; c++)
            for (int y = 0; y < h; y++)
                for (int x = 0; x < w; x++) {
                    float value = (planes[c][mirrored(y, tall) * wide + mirrored(x, wide)] * factor - mean[c])
                            / deviation[c];
                    values[last ? (y * w + x) * channels + c : (c * h + y) * w + x] = value;
                }
        long[] shape = last ? new long[] { 1, h, w, channels } : new long[] { 1, channels, h, w };
        return new Given(values, shape, h, w, tall, wide, free ? reduction : (double) part.width() / wide,
                free ? reduction : (double) part.height() / tall);
    }

    private static int mirrored(int at, int length) {
        if (length == 1)
            return 0;
        int period = 2 * (length - 1), place = Math.floorMod(at, period);
        return place < length ? place : period - place;
    }

    /** Which columns or rows of an image those of a part show. */
    private static int[] places(int first, int count, int from, int length, boolean mirror) {
        int[] places = new int[count];
        for (int i = 0; i < count; i++) {
            int at = first + i - from;
            places[i] = from + (mirror ? mirrored(at, length) : Math.max(0, Math.min(length - 1, at)));
        }
        return places;
    }

    /** Planes between 0 and 1, each a mean over the px that it stands for, or interpolated where it becomes larger. */
    private void planes(Tile tile, int[] rows, int[] columns, int tall, int wide, int count, float[][] into, int first,
            Run run) {
        Shape shape = tile.shape();
        float white = shape.type() == Shape.Type.U8 ? 255 : shape.type() == Shape.Type.U16 ? 65535 : 1;
        int block = height == 0 || width == 0 ? reduction : 0;
        Taps across = new Taps(columns.length, wide, block), down = new Taps(rows.length, tall, block);
        boolean grey = count == 1;
        float[][] narrow = new float[count][rows.length * wide];
        float[] line = new float[columns.length];
        for (int y = 0; y < rows.length; y++) {
            run.checkCancelled();
            int row = rows[y] * shape.width();
            for (int c = 0; c < count; c++) {
                int channel = shape.channels() < 3 ? 0 : blueFirst ? 2 - c : c;
                for (int x = 0; x < line.length; x++) {
                    int at = (row + columns[x]) * shape.channels();
                    line[x] = (grey && shape.channels() >= 3 ? GREY[0] * sample(tile, at) + GREY[1]
                            * sample(tile, at + 1) + GREY[2]
                            * sample(tile, at + 2) : sample(tile, at + channel)) / white;
                }
                across.along(line, 0, 1, narrow[c], y * wide, 1);
            }
        }
        for (int c = 0; c < count; c++) {
            float[] plane = new float[tall * wide];
            for (int x = 0; x < wide; x++)
                down.along(narrow[c], x, wide, plane, x, wide);
            into[first + c] = plane;
        }
    }

    private static float sample(Tile tile, int at) {
        ByteBuffer data = tile.data();
        return switch (tile.shape().type()) {
            case U8 -> data.get(at) & 0xff;
            case U16 -> data.getShort(2 * at) & 0xffff;
            default -> Float.isFinite(data.getFloat(4 * at)) ? data.getFloat(4 * at) : 0;
        };
    }

    /**
     * Which pixels of a line each new pixel is made of, and the share of each: the mean of a block, or the triangle
     * filter (Pillow's "bilinear").
     */
    private static final class Taps {
        private final int[] first;
        private final float[][] shares;

        /** @param block px that become one; 0 for the triangle filter */
        Taps(int from, int to, int block) {
            first = new int[to];
            shares = new float[to][];
            if (block > 0) {
                for (int i = 0; i < to; i++) {
                    first[i] = i * block;
                    int length = Math.min(block, from - first[i]);
                    shares[i] = fill(length, 1f / length);
                }
                return;
            }
            double step = (double) from / to, reach = Math.max(1, step);
            for (int i = 0; i < to; i++) {
                double centre = (i + 0.5) * step;
                int low = Math.max(0, (int) (centre - reach + 0.5)), high = Math.min(from, (int) (centre + reach + 0.5));
                float[] weights = new float[high - low];
                double sum = 0;
                for (int k = 0; k < weights.length; k++) {
                    weights[k] = (float) Math.max(0, 1 - Math.abs((k + low - centre + 0.5) / reach));
                    sum += weights[k];
                }
                for (int k = 0; k < weights.length; k++)
                    weights[k] /= (float) sum;
                first[i] = low;
                shares[i] = weights;
            }
        }

        void along(float[] line, int from, int step, float[] into, int at, int stride) {
            for (int i = 0; i < first.length; i++) {
                float sum = 0;
                int place = from + first[i] * step;
                for (float share : shares[i]) {
                    sum += share * line[place];
                    place += step;
                }
                into[at + i * stride] = sum;
            }
        }
    }
}
