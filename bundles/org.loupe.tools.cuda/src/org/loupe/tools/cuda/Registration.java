package org.loupe.tools.cuda;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.loupe.api.DeviceException;
import org.loupe.api.Region;
import org.loupe.api.Run;
import org.loupe.api.Shape;
import org.loupe.api.Tile;

/**
 * Registers by copies that a GPU makes; what is looked for on them is looked for here. For one thread; each search
 * needs {@linkplain #with work}.
 */
final class Registration extends org.loupe.tools.base.Registration {
    static final String SOURCE = "Registration";

    private Work work;
    private PhaseCorrelation correlation;

    Registration(double maxShift, double maxRotation, double maxScale, int freedom) {
        super(maxShift, maxRotation, maxScale, freedom);
    }

    /** The work by which the next search makes its copies. */
    Registration with(Work its) {
        work = its;
        return this;
    }

    /** Samples of a shape on the GPU. */
    private record Image(long address, Shape shape) {
    }

    @Override
    protected List<Copies> copies(Tile test, Region ofTest, Tile reference, Region ofReference, int coarsest,
            int finest, Run run) throws DeviceException {
        List<Copies> copies = new ArrayList<>();
        Image a = part(test, ofTest), b = part(reference, ofReference);
        for (int scale = 1; scale <= coarsest; scale *= 2) {
            if (scale > 1) {
                a = half(a);
                b = half(b);
            }
            if (scale >= finest) {
                Image one = smooth(a), other = smooth(b);
                copies.add(0, new Copies(scale, a.shape().width(), a.shape().height(), () -> grey(one),
                        () -> grey(other)));
            }
        }
        return copies;
    }

    private Image part(Tile tile, Region part) throws DeviceException {
        long from = work.in(tile);
        if (part.equals(new Region(0, 0, tile.width(), tile.height())))
            return new Image(from, tile.shape());
        Shape shape = tile.shape().size(part.width(), part.height());
        long to = work.take(shape.bytes());
        work.launch("part" + Work.suffix(shape.type()), Grid.plane(shape.width(), shape.height()), from, tile.width(),
                part.x(), part.y(), to, shape.width(), shape.height());
        return new Image(to, shape);
    }

    private Image half(Image image) throws DeviceException {
        Shape shape = image.shape().size(image.shape().width() / 2, image.shape().height() / 2);
        long to = work.take(shape.bytes());
        work.launch("half" + Work.suffix(shape.type()), Grid.plane(shape.width(), shape.height()), image.address(), to,
                shape.width(), shape.height());
        return new Image(to, shape);
    }

    private Image smooth(Image image) throws DeviceException {
        long to = work.take(image.shape().bytes());
        GaussianFilter.blur(work, new long[] { image.address() }, new long[] { to }, image.shape(), BLUR_RADIUS, BLUR);
        return new Image(to, image.shape());
    }

    private float[] grey(Image image) throws DeviceException {
        ByteBuffer data = work.fetch(image.address(), image.shape().bytes());
        float[] grey = new float[(int) image.shape().pixels()];
        if (image.shape().type() == Shape.Type.U8)
            for (int i = 0; i < grey.length; i++)
                grey[i] = data.get(i) & 0xff;
        else
            for (int i = 0; i < grey.length; i++)
                grey[i] = data.getChar(2 * i);
        return grey;
    }

    @Override
    protected Likeness likeness(float[][] grey, int width, int height, double angle) {
        if (correlation == null || !correlation.isFor(width, height))
            correlation = new PhaseCorrelation(width, height);
        float[] reference = angle == 0 ? grey[1] : turned(grey[1], width, height, turn(angle, width, height));
        return new Likeness(correlation.width(), correlation.height(), correlation.of(grey[0], reference));
    }

    /** Bilinear at 32nds of a pixel; beyond the image its edge pixels go on. */
    private static float[] turned(float[] image, int width, int height, double[] map) {
        float[] turned = new float[image.length];
        for (int y = 0, i = 0; y < height; y++)
            for (int x = 0; x < width; x++, i++) {
                int u = thousandths(map[0] * x) + thousandths(map[1] * y + map[2]) + 16;
                int v = thousandths(map[3] * x) + thousandths(map[4] * y + map[5]) + 16;
                int left = inside(u >> 10, width), right = inside((u >> 10) + 1, width);
                int top = inside(v >> 10, height) * width, bottom = inside((v >> 10) + 1, height) * width;
                float across = (u >> 5 & 31) / 32f, down = (v >> 5 & 31) / 32f;
                turned[i] = image[top + left] * ((1 - down) * (1 - across))
                        + image[top + right] * ((1 - down) * across) + image[bottom + left] * (down * (1 - across))
                        + image[bottom + right] * (down * across);
            }
        return turned;
    }

    private static int thousandths(double px) {
        return (int) Math.rint(px * 1024);
    }

    private static int inside(int at, int size) {
        return Math.max(0, Math.min(size - 1, at));
    }
}
