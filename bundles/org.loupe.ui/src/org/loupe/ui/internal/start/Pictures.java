package org.loupe.ui.internal.start;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;

import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.PaletteData;
import org.eclipse.swt.graphics.RGB;
import org.loupe.api.Detections;
import org.loupe.api.Device;
import org.loupe.api.Generator;
import org.loupe.api.Sample;
import org.loupe.api.Shape;
import org.loupe.api.Step;
import org.loupe.api.Tile;
import org.loupe.api.Tool;
import org.loupe.api.ToolException;
import org.loupe.engine.Registry;
import org.loupe.engine.Schema;
import org.loupe.ui.Palette;
import org.loupe.workspace.Samples;

/** Draws a sample of a kind for its card: the image with its true defects, beside it where it differs. Any thread. */
public final class Pictures {
    private static final int CHOICE = 6;
    private static final PaletteData PALETTE = new PaletteData(0xFF0000, 0xFF00, 0xFF);

    private Pictures() {
    }

    /** The picture; empty if no generator of that kind is there. @throws ToolException if the generator fails */
    public static Optional<ImageData> draw(SampleKind kind, Registry registry, org.loupe.api.Run run)
            throws ToolException {
        if (!Samples.kinds(registry).contains(kind.kind()))
            return Optional.empty();
        return Optional.of(draw(sample(Samples.generator(kind.kind(), registry), kind.look(), run)));
    }

    private static <P extends Record> Sample sample(Generator<P> generator, Map<String, Object> look,
            org.loupe.api.Run run) throws ToolException {
        P params = Schema.of((Tool<P, ?, ?>) generator).read(look);
        try (Step<Integer, Sample> step = generator.open(params, Device.CPU)) {
            Sample best = step.apply(0, run);
            for (int i = 1; best.reference().isEmpty() && i < CHOICE; i++) { // a bare wafer may show next to nothing
                Sample other = step.apply(i, run);
                if (other.truth().size() > best.truth().size())
                    best = other;
            }
            return best;
        } catch (ToolException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static ImageData draw(Sample sample) {
        Tile test = sample.test();
        int width = Card.WIDTH, height = Card.PICTURE;
        ImageData image = new ImageData(width, height, 24, PALETTE);
        boolean pair = sample.reference().isPresent();
        int half = pair ? width / 2 : width, step = pair ? 1 : 2; // without a reference there is room for more
        int[] at = best(sample.truth(), test, half * step, height * step);
        double[] range = range(test);
        for (int y = 0; y < height; y++)
            for (int x = 0; x < half; x++) {
                double v = (value(test, at[0] + x * step, at[1] + y * step) - range[0]) / (range[1] - range[0]);
                image.setPixel(x, y, grey((int) (255 * Math.max(0, Math.min(1, v)))));
            }
        if (pair) {
            Tile golden = sample.reference().get();
            int[] shift = shift(test, golden, at, half, height);
            for (int y = 0; y < height; y++)
                for (int x = 0; x < width - half; x++) {
                    int u = at[0] + x, v = at[1] + y;
                    int difference = Math.abs(value(test, u, v) - value(golden, u + shift[0], v + shift[1]));
                    image.setPixel(half + x, y, Palette.inferno(difference / 170.0));
                }
            for (int y = 0; y < height; y++)
                image.setPixel(half, y, grey(255));
        }
        boxes(image, sample.truth(), at, step, half, height);
        return image;
    }

    /** Black and white of the picture: dark samples would not be seen otherwise. */
    private static double[] range(Tile tile) {
        int[] counts = new int[256];
        for (int y = 0; y < tile.height(); y += 3)
            for (int x = 0; x < tile.width(); x += 3)
                counts[value(tile, x, y)]++;
        int total = 0, sum = 0, low = 0, high = 255;
        for (int count : counts)
            total += count;
        while (low < 255 && (sum += counts[low]) < total / 100)
            low++;
        for (sum = 0; high > low && (sum += counts[high]) < total / 500;)
            high--;
        double spread = Math.max(90, (high - low) * 1.25); // noise is not blown up to full contrast
        return new double[] { Math.max(0, (low + high) / 2.0 - spread / 2), (low + high) / 2.0 + spread / 2 };
    }

    private static int value(Tile tile, int x, int y) {
        int u = Math.max(0, Math.min(tile.width() - 1, x)), v = Math.max(0, Math.min(tile.height() - 1, y));
        if (tile.shape().type() == Shape.Type.U8) {
            ByteBuffer data = tile.data();
            return data.get((v * tile.width() + u) * tile.shape().channels()) & 0xff;
        }
        return (int) tile.get(u, v, 0) >> 8;
    }

    /** Where the golden image lies best over the test image, within some pixels: the picture is no registration. */
    private static int[] shift(Tile test, Tile golden, int[] at, int width, int height) {
        int[] best = { 0, 0 };
        long least = Long.MAX_VALUE;
        for (int dy = -10; dy <= 10; dy++)
            for (int dx = -10; dx <= 10; dx++) {
                long sum = 0;
                for (int y = 0; y < height; y += 3)
                    for (int x = 0; x < width; x += 3)
                        sum += Math.abs(value(test, at[0] + x, at[1] + y)
                                - value(golden, at[0] + x + dx, at[1] + y + dy));
                if (sum < least) {
                    least = sum;
                    best = new int[] { dx, dy };
                }
            }
        return best;
    }

    private static int[] best(Detections truth, Tile test, int width, int height) {
        int[] best = { Math.max(0, (test.width() - width) / 2), Math.max(0, (test.height() - height) / 2) };
        int most = 0;
        for (int i = 0; i < truth.size(); i++) {
            int x = limit(truth.x()[i] + truth.width()[i] / 2 - width / 2.0, test.width() - width);
            int y = limit(truth.y()[i] + truth.height()[i] / 2 - height / 2.0, test.height() - height);
            int count = 0;
            for (int k = 0; k < truth.size(); k++)
                if (truth.x()[k] >= x && truth.y()[k] >= y && truth.x()[k] + truth.width()[k] < x + width
                        && truth.y()[k] + truth.height()[k] < y + height)
                    count++;
            if (count > most) {
                most = count;
                best = new int[] { x, y };
            }
        }
        return best;
    }

    private static int limit(double value, int most) {
        return (int) Math.max(0, Math.min(Math.max(0, most), value));
    }

    private static void boxes(ImageData image, Detections truth, int[] at, int step, int width, int height) {
        for (int i = 0; i < truth.size(); i++) {
            RGB rgb = Palette.classFill(truth.classIndex()[i]).getRGB();
            int colour = rgb.red << 16 | rgb.green << 8 | rgb.blue;
            int left = (Math.round(truth.x()[i]) - at[0]) / step - 6;
            int top = (Math.round(truth.y()[i]) - at[1]) / step - 6;
            int right = left + Math.round(truth.width()[i]) / step + 12;
            int bottom = top + Math.round(truth.height()[i]) / step + 12;
            for (int ring = -1; ring <= 2; ring++)
                rectangle(image, left - ring, top - ring, right + ring, bottom + ring,
                        ring == -1 || ring == 2 ? 0 : colour, width, height);
        }
    }

    private static void rectangle(ImageData image, int left, int top, int right, int bottom, int colour, int width,
            int height) {
        for (int x = left; x <= right; x++) {
            set(image, x, top, colour, width, height);
            set(image, x, bottom, colour, width, height);
        }
        for (int y = top; y <= bottom; y++) {
            set(image, left, y, colour, width, height);
            set(image, right, y, colour, width, height);
        }
    }

    private static void set(ImageData image, int x, int y, int colour, int width, int height) {
        if (x >= 0 && y >= 0 && x < width && y < height)
            image.setPixel(x, y, colour);
    }

    private static int grey(int v) {
        return v << 16 | v << 8 | v;
    }
}
