package org.loupe.tools.imageio.internal;

import java.io.IOException;
import java.nio.ByteBuffer;

import org.loupe.api.Region;
import org.loupe.api.Run;
import org.loupe.api.Shape;
import org.loupe.api.ToolException;

/**
 * Regions of images that can only be decoded row by row: keeps the last rows that were decoded, so that neighbouring
 * regions of one row of tiles decode them once, and a decoder that can go on need not start again. Holds at most
 * {@value #MOST} bytes.
 */
final class Band {
    /** Most bytes kept. */
    static final int MOST = 96 << 20;

    /** Decodes full rows. */
    interface Rows {
        /** Decodes rows {@code from} to below {@code from + count} into {@code out} at {@code at}, native order. */
        void decode(int from, int count, byte[] out, int at) throws IOException, ToolException;
    }

    private final int usual;
    private final int chunk;
    private byte[] samples = new byte[0];
    private int page = -1;
    private int from;
    private int to;

    /**
     * @param usual bytes of rows that are decoded even if fewer are asked for, since neighbours will be
     * @param chunk bytes that are decoded between two looks at whether the run was cancelled
     */
    Band(int usual, int chunk) {
        this.usual = usual;
        this.chunk = chunk;
    }

    /** As {@link Pages#read}, by decoding full rows. */
    void read(int ofPage, Shape shape, Rows rows, Region region, int step, ByteBuffer out, Run run)
            throws IOException, ToolException {
        long rowBytes = (long) shape.width() * shape.channels() * shape.type().bytes();
        if (rowBytes > MOST)
            throw new Unreadable("one row of " + shape + " needs " + rowBytes + " bytes; at most " + MOST
                    + " are allowed.", "Convert the image to a tiled TIFF, which is read by region.");
        int rowLength = (int) rowBytes;
        if (step > 1)
            reduced(shape, rowLength, rows, region, step, out, run);
        else if (region.width() == shape.width())
            whole(rowLength, rows, region, out, run);
        else
            part(ofPage, shape, rowLength, rows, region, out, run);
    }

    private void whole(int rowLength, Rows rows, Region region, ByteBuffer out, Run run)
            throws IOException, ToolException {
        int most = Math.max(1, Math.min(region.height(), chunk / rowLength));
        byte[] buffer = new byte[most * rowLength];
        for (int y = region.y(); y < region.bottom(); y += most) {
            run.checkCancelled();
            int n = Math.min(most, region.bottom() - y);
            rows.decode(y, n, buffer, 0);
            out.put(buffer, 0, n * rowLength);
        }
    }

    private static void reduced(Shape shape, int rowLength, Rows rows, Region region, int step, ByteBuffer out,
            Run run) throws IOException, ToolException {
        byte[] row = new byte[rowLength];
        int pixel = rowLength / shape.width();
        for (int y = region.y(); y < region.bottom(); y += step) {
            run.checkCancelled();
            rows.decode(y, 1, row, 0);
            for (int x = region.x(); x < region.right(); x += step)
                out.put(row, x * pixel, pixel);
        }
    }

    private void part(int ofPage, Shape shape, int rowLength, Rows rows, Region region, ByteBuffer out, Run run)
            throws IOException, ToolException {
        int pixel = rowLength / shape.width(), most = Math.max(1, MOST / rowLength);
        for (int y = region.y(); y < region.bottom(); y += most) {
            int end = Math.min(region.bottom(), y + most);
            provide(ofPage, shape, rowLength, rows, y, end, run);
            for (int row = y; row < end; row++)
                out.put(samples, (row - from) * rowLength + region.x() * pixel, region.width() * pixel);
        }
    }

    private void provide(int ofPage, Shape shape, int rowLength, Rows rows, int first, int end, Run run)
            throws IOException, ToolException {
        if (page == ofPage && first >= from && end <= to)
            return;
        int wanted = Math.min(shape.height(), Math.max(end, first + usual / rowLength));
        int kept = page == ofPage && first >= from && first < to ? to - first : 0;
        int needed = (wanted - first) * rowLength;
        byte[] target = samples.length >= needed ? samples : new byte[needed];
        if (kept > 0)
            System.arraycopy(samples, (first - from) * rowLength, target, 0, kept * rowLength);
        page = -1;
        samples = target;
        int most = Math.max(1, chunk / rowLength);
        for (int y = first + kept; y < wanted; y += most) {
            run.checkCancelled();
            rows.decode(y, Math.min(most, wanted - y), target, (y - first) * rowLength);
        }
        page = ofPage;
        from = first;
        to = wanted;
    }
}
