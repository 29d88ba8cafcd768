package org.loupe.tools.torch.images;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.loupe.api.Kernels;
import org.loupe.api.Pair;
import org.loupe.api.Run;
import org.loupe.api.Shape;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;

/**
 * How a test image, alone or with its reference, becomes what a net is given. Immutable.
 *
 * @param colour    whether three channels of each image are given, not one
 * @param reference whether the reference's channels follow those of the test image
 * @param reduction px of the image, along each side, that become one of the net
 */
public record PairInput(boolean colour, boolean reference, int reduction) {
    /** Mean and deviation of grey in ImageNet, which pretrained nets expect to be 0 and 1. */
    static final float MEAN = 0.449f, DEVIATION = 0.226f;
    /** Share of each colour in grey (ITU-R BT.601). */
    private static final float[] GREY = { 0.299f, 0.587f, 0.114f };
    /** From so many samples of an image on it is worth the way to a device. */
    static final long WORTH_A_DEVICE = 1 << 19;

    /** What suits an example: in colour if it is. @param reference whether the reference is used if there is one */
    public static PairInput of(Pair example, boolean reference, int reduction) {
        return new PairInput(example.test().shape().channels() >= 3, reference && example.reference().isPresent(),
                reduction);
    }

    /** From what {@link #write} gave. @throws IllegalArgumentException if that is no input */
    public static PairInput read(Map<String, String> said) {
        return new PairInput(Boolean.parseBoolean(said.get("colour")), Boolean.parseBoolean(said.get("reference")),
                Integer.parseInt(said.get("reduction")));
    }

    /** For the file of a model. */
    public Map<String, String> write() {
        return Map.of("colour", Boolean.toString(colour), "reference", Boolean.toString(reference), "reduction",
                Integer.toString(reduction));
    }

    /** Channels of both images together. */
    public int channels() {
        return (colour ? 3 : 1) * (reference ? 2 : 1);
    }

    /**
     * The planes of a pair.
     *
     * @throws ToolException if the reference is missing or has another size, or the images are of another kind
     */
    public Planes of(Pair pair) throws ToolException {
        return of(pair, Optional.empty(), null);
    }

    /** The same, made of large images by the device that the run lends, if it does; the values are the same. */
    public Planes of(Pair pair, Run run) throws ToolException {
        return of(pair, Optional.of(run), null);
    }

    /** The same in memory that was another image's. @param former not to be used any more; may be {@code null} */
    Planes of(Pair pair, Run run, Planes former) throws ToolException {
        return of(pair, Optional.of(run), former);
    }

    private Planes of(Pair pair, Optional<Run> lending, Planes former) throws ToolException {
        Shape shape = pair.test().shape();
        int height = Math.max(1, shape.height() / reduction), width = Math.max(1, shape.width() / reduction);
        Planes planes = former != null && former.height() == height && former.width() == width ? former
                : new Planes(channels(), height, width);
        put(pair.test(), planes, 0, lending);
        if (reference) {
            Optional<Tile> golden = pair.reference();
            if (golden.isEmpty())
                throw new ToolException("The net compares the image with its reference, and there is none.",
                        "Pair the images with references, or train a net without them.");
            if (golden.get().width() != shape.width() || golden.get().height() != shape.height())
                throw new ToolException("The reference has " + golden.get().width() + " × " + golden.get().height()
                        + " px, the test image " + shape.width() + " × " + shape.height() + ".",
                        "Register the reference to the test image in a step before.");
            put(golden.get(), planes, channels() / 2, lending);
        }
        return planes;
    }

    /** @throws ToolException if images of this shape cannot be read */
    public static void check(Shape shape) throws ToolException {
        int channels = shape.channels();
        if (channels != 1 && channels != 3 && channels != 4 || shape.type() == Shape.Type.S32)
            throw new ToolException("A net needs grey, RGB or RGBA of 8 bits, 16 bits or floating point, got " + shape
                    + ".", "Save the image in one of these forms, or put 'Convert to grey' before this step.");
    }

    private void put(Tile tile, Planes into, int first, Optional<Run> lending) throws ToolException {
        Shape shape = tile.shape();
        check(shape);
        int kept = colour ? 3 : 1;
        if (shape.channels() == 1 && reduction == 1 && shape.type() == Shape.Type.U8) {
            bytes(tile.data(), into, first, kept);
            return;
        }
        float[] mean = new float[kept], deviation = new float[kept];
        Arrays.fill(mean, MEAN);
        Arrays.fill(deviation, DEVIATION);
        Kernels.Layout how = new Kernels.Layout(reduction, into.width(), into.height(), mean, deviation);
        Optional<float[]> lent = shape.pixels() * shape.channels() < WORTH_A_DEVICE ? Optional.empty()
                : lending.flatMap(run -> Kernels.tryOn(run, k -> k.planes(tile, shape.region(), how, run)));
        if (lent.isPresent())
            System.arraycopy(lent.get(), 0, into.values(), first * into.height() * into.width(), lent.get().length);
        else
            means(tile, into, first, kept);
    }

    private void means(Tile tile, Planes into, int first, int kept) {
        Shape shape = tile.shape();
        int given = shape.channels(), used = Math.min(3, given);
        float scale = shape.type() == Shape.Type.U8 ? 255 : shape.type() == Shape.Type.U16 ? 65535 : 1;
        float mean = 1f / (reduction * reduction);
        float[] row = new float[shape.width() * given], sums = new float[into.width() * used];
        for (int y = 0; y < into.height(); y++) {
            Arrays.fill(sums, 0);
            for (int dy = 0; dy < reduction; dy++) {
                samples(tile, Math.min(shape.height() - 1, y * reduction + dy), row);
                add(row, given, sums, used);
            }
            for (int c = 0; c < kept; c++) {
                int at = ((first + c) * into.height() + y) * into.width();
                for (int x = 0, i = 0; x < into.width(); x++, i += used) {
                    float value = given < 3 ? sums[i] : colour ? sums[i + c]
                            : GREY[0] * sums[i] + GREY[1] * sums[i + 1] + GREY[2] * sums[i + 2];
                    into.values()[at + x] = (value * mean / scale - MEAN) / DEVIATION;
                }
            }
        }
    }

    /** Adds each pixel to the sum of those that become one; the last one of a row also stands for those beyond it. */
    private void add(float[] row, int given, float[] sums, int used) {
        int last = row.length - given;
        for (int i = 0, from = 0; i < sums.length; i += used)
            for (int dx = 0; dx < reduction; dx++, from += given)
                for (int c = 0; c < used; c++)
                    sums[i + c] += row[Math.min(last, from) + c];
    }

    /** The same for what most images are, ten times as fast: grey values of 8 bits, taken as they are. */
    private static void bytes(ByteBuffer data, Planes into, int first, int kept) {
        float[] values = new float[256];
        for (int v = 0; v < values.length; v++)
            values[v] = (v / 255f - MEAN) / DEVIATION;
        int pixels = into.height() * into.width(), from = first * pixels;
        float[] plane = into.values();
        byte[] grey = new byte[into.width()]; // read a row at once: a direct buffer checks each single access
        for (int row = 0; row < pixels; row += grey.length) {
            data.get(row, grey);
            for (int i = 0; i < grey.length; i++)
                plane[from + row + i] = values[grey[i] & 0xff];
        }
        for (int c = 1; c < kept; c++)
            System.arraycopy(plane, from, plane, from + c * pixels, pixels);
    }

    /** A row at once: a direct buffer checks each single access. What is not finite is 0. */
    private static void samples(Tile tile, int row, float[] into) {
        int from = row * into.length, sample = tile.shape().type().bytes();
        ByteBuffer data = tile.data().slice(from * sample, into.length * sample).order(tile.data().order());
        switch (tile.shape().type()) {
            case U8 -> {
                byte[] read = new byte[into.length];
                data.get(read);
                for (int i = 0; i < read.length; i++)
                    into[i] = read[i] & 0xff;
            }
            case U16 -> {
                short[] read = new short[into.length];
                data.asShortBuffer().get(read);
                for (int i = 0; i < read.length; i++)
                    into[i] = read[i] & 0xffff;
            }
            default -> {
                data.asFloatBuffer().get(into);
                for (int i = 0; i < into.length; i++)
                    into[i] = Float.isFinite(into[i]) ? into[i] : 0;
            }
        }
    }
}
