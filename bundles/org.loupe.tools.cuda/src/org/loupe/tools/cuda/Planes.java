package org.loupe.tools.cuda;

import org.loupe.api.DeviceException;
import org.loupe.api.Kernels.Layout;
import org.loupe.api.Region;
import org.loupe.api.Shape;
import org.loupe.api.Tile;
import org.loupe.tools.base.Resampling;

/** What a net is given of an image: one launch, and a second one if it is resampled. For one call. */
final class Planes implements CudaKernels.Parts {
    private final Tile image;
    private final Region part;
    private final Layout how;
    private final float[] values;
    /** From the squares to the planes; null if these have as many pixels. */
    private final Resampling across;
    private final Resampling down;
    /** Rows of the planes that are made at once. */
    private int atOnce;

    /** @throws IllegalArgumentException if the image is of another kind, or the part empty */
    Planes(Tile image, Region part, Layout how) {
        Shape shape = image.shape();
        int channels = shape.channels();
        if (channels != 1 && channels != 3 && channels != 4 || shape.type() == Shape.Type.S32 || part.isEmpty())
            throw new IllegalArgumentException("Planes are made of a part of grey, RGB or RGBA of 8 bits, 16 bits or"
                    + " floating point, found " + part + " of " + shape + ".");
        this.image = image;
        this.part = part;
        this.how = how;
        values = new float[CudaKernels.size(how.channels(), how.height(), how.width())];
        int wide = Math.max(1, part.width() / how.reduction()), tall = Math.max(1, part.height() / how.reduction());
        boolean same = wide == how.width() && tall == how.height();
        across = same ? null : new Resampling(wide, how.width());
        down = same ? null : new Resampling(tall, how.height());
        atOnce = how.height();
    }

    /** The planes' values. */
    float[] values(CudaKernels.Doer doer) throws DeviceException {
        doer.all(this);
        return values;
    }

    @Override
    public boolean halve() {
        boolean less = atOnce > 1;
        atOnce = (atOnce + 1) / 2;
        return less;
    }

    /** The first row of squares that a row of the planes is made of. */
    private int first(int row) {
        return down == null ? row : down.first(row);
    }

    /** The row of squares behind the last one that a row of the planes is made of. */
    private int end(int row) {
        return down == null ? row + 1 : down.first(row) + down.count(row);
    }

    /** The image's row where a row of squares begins, limited to the image. */
    private int imageRow(long square) {
        long y = part.y() + Math.min(part.height() - 1, square * how.reduction());
        return (int) Math.max(0, Math.min(image.height() - 1, y));
    }

    /** The image's row behind the last one of the squares above a row of them. */
    private int imageEnd(int squares) {
        long y = part.y() + Math.min(part.height() - 1, (long) squares * how.reduction() - 1);
        return (int) Math.max(0, Math.min(image.height() - 1, y)) + 1;
    }

    @Override
    public void run(Work work) throws DeviceException {
        long row = image.shape().bytes() / image.height(), planeRow = 4L * how.channels() * how.width();
        int mostRows = 0, mostSquares = 0;
        for (int y = 0; y < how.height(); y += atOnce) {
            int last = Math.min(how.height(), y + atOnce) - 1;
            mostSquares = Math.max(mostSquares, end(last) - first(y));
            mostRows = Math.max(mostRows, imageEnd(end(last)) - imageRow(first(y)));
        }
        long there = work.there(image), in = there != 0 ? there : work.take(row * mostRows);
        long out = work.take(planeRow * atOnce), narrow = down == null ? out : work.take(planeRow * mostSquares);
        long part = part(work), norm = norm(work);
        long[] columns = taps(work, across), rows = taps(work, down);
        for (int y = 0; y < how.height(); y += atOnce) {
            int count = Math.min(atOnce, how.height() - y);
            int from = first(y), squares = end(y + count - 1) - from;
            int above = there != 0 ? 0 : imageRow(from);
            if (there == 0)
                work.put(image.data().slice((int) (above * row), (int) ((imageEnd(from + squares) - above) * row)), in);
            work.launch("planes" + Work.suffix(image.shape().type()), Grid.plane(how.width(), squares), in,
                    part, norm, above, from, how.width(), squares, columns[0], columns[1], columns[2],
                    across == null ? 0 : 1, narrow);
            if (down != null)
                work.launch("planes_down", Grid.plane(how.width(), count, how.channels()), narrow, squares, from, y,
                        how.width(), count, rows[0], rows[1], rows[2], out);
            for (int c = 0; c < how.channels(); c++)
                work.fetch(out + planeRow / how.channels() * count * c, values, (c * how.height() + y) * how.width(),
                        count * how.width());
        }
    }

    private long part(Work work) throws DeviceException {
        return work.put(image.width(), image.height(), image.shape().channels(), part.x(), part.y(), part.right() - 1,
                part.bottom() - 1, how.reduction(), how.channels());
    }

    private long norm(Work work) throws DeviceException {
        int planes = how.channels();
        float[] norm = new float[2 + 2 * planes];
        norm[0] = 1 / ((float) how.reduction() * how.reduction());
        norm[1] = switch (image.shape().type()) {
            case U8 -> 255;
            case U16 -> 65535;
            default -> 1;
        };
        System.arraycopy(how.mean(), 0, norm, 2, planes);
        System.arraycopy(how.deviation(), 0, norm, 2 + planes, planes);
        return work.put(norm);
    }

    /** Where the first pixels, the starts and the shares lie. */
    private static long[] taps(Work work, Resampling resampling) throws DeviceException {
        return resampling == null ? new long[3] : new long[] { work.put(resampling.first()),
            work.put(resampling.starts()), work.put(resampling.shares()) };
    }
}
