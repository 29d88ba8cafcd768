package org.loupe.tools.cuda;

import java.util.Arrays;
import org.loupe.api.DeviceException;
import org.loupe.api.Kernels.RoiAlign;

/** Regions of maps that are read, and their gradient. For one call. */
final class RoiAlignment {
    /** Bytes of maps, and of what is read of them, that are in memory at once. */
    private static final long MAPS = 1L << 30;
    private static final long READ = 256L << 20;
    private static final int MOST_LAYERS = 65_535;
    private static final int CHANNELS = 8;

    private final RoiAlign how;
    private final float[] boxes;
    private final int[] image;
    private final int plane;
    private final int bins;
    private final int mapSize;
    private final int readSize;

    /** @throws IllegalArgumentException if the arrays do not fit each other or there is no such image */
    RoiAlignment(RoiAlign how, float[] boxes, int[] image) {
        this.how = how;
        this.boxes = boxes;
        this.image = image;
        CudaKernels.require("boxes", boxes.length, 4L * image.length);
        for (int number : image)
            if (number < 0 || number >= how.images())
                throw new IllegalArgumentException("A region is of image " + number + ", and there are " + how.images()
                        + ".");
        plane = CudaKernels.size(how.height(), how.width());
        bins = CudaKernels.size(how.rows(), how.columns());
        mapSize = CudaKernels.size(how.images(), how.channels(), plane);
        readSize = CudaKernels.size(image.length, how.channels(), bins);
    }

    float[] read(float[] maps, CudaKernels.Doer doer) throws DeviceException {
        CudaKernels.require("maps", maps.length, mapSize);
        float[] result = new float[readSize];
        if (result.length > 0)
            doer.all(new Reading(maps, result));
        return result;
    }

    float[] gradient(float[] gradient, CudaKernels.Doer doer) throws DeviceException {
        CudaKernels.require("gradients", gradient.length, readSize);
        float[] result = new float[mapSize];
        if (gradient.length > 0)
            doer.all(new Gradient(gradient, result));
        return result;
    }

    /** Goes through the channels, a number at a time; for each through the regions, a number at a time. */
    private abstract class Parts implements CudaKernels.Parts {
        private int done;
        private int channels = atOnce(MAPS, (long) how.images() * plane, how.channels());
        private int regions = atOnce(READ, (long) channels * bins, image.length);

        private static int atOnce(long bytes, long each, int most) {
            return (int) Math.max(1, Math.min(most, bytes / 4 / each));
        }

        @Override
        public final boolean halve() {
            boolean less = channels > 1 || regions > 1;
            channels = (channels + 1) / 2;
            regions = (regions + 1) / 2;
            return less;
        }

        @Override
        public final void run(Work work) throws DeviceException {
            long maps = work.take(4L * how.images() * channels * plane);
            long read = work.take(4L * regions * channels * bins);
            while (done < how.channels()) {
                int count = Math.min(channels, how.channels() - done);
                channels(work, done, count, maps, read, regions);
                done += count;
            }
        }

        /** All regions, so many at once, in some channels. */
        abstract void channels(Work work, int first, int count, long maps, long read, int atOnce)
                throws DeviceException;

        final long boxes(Work work, int from, int n) throws DeviceException {
            return work.put(Arrays.copyOfRange(boxes, 4 * from, 4 * (from + n)));
        }

        final int at(int number, int channel, int size) {
            return (number * how.channels() + channel) * size;
        }
    }

    private final class Reading extends Parts {
        private final float[] from;
        private final float[] to;

        Reading(float[] from, float[] to) {
            this.from = from;
            this.to = to;
        }

        @Override
        void channels(Work work, int first, int count, long maps, long read, int atOnce) throws DeviceException {
            for (int i = 0; i < how.images(); i++)
                work.put(from, at(i, first, plane), count * plane, maps + 4L * i * count * plane);
            for (int begin = 0; begin < image.length; begin += atOnce) {
                int n = Math.min(atOnce, image.length - begin), size = n * count * bins;
                work.launch("roi_align", Grid.line(size), maps, count, how.height(), how.width(), how.rows(),
                        how.columns(), how.scale(), how.samples(), how.aligned() ? 1 : 0, boxes(work, begin, n),
                        work.put(Arrays.copyOfRange(image, begin, begin + n)), (long) size, read);
                if (count == how.channels()) {
                    work.fetch(read, to, at(begin, 0, bins), size);
                    continue;
                }
                float[] part = work.floats(read, size);
                for (int i = 0; i < n; i++)
                    System.arraycopy(part, i * count * bins, to, at(begin + i, first, bins), count * bins);
            }
        }
    }

    private final class Gradient extends Parts {
        private final float[] from;
        private final float[] to;

        Gradient(float[] from, float[] to) {
            this.from = from;
            this.to = to;
        }

        @Override
        void channels(Work work, int first, int count, long maps, long read, int atOnce) throws DeviceException {
            int layers = how.images() * ((count + CHANNELS - 1) / CHANNELS);
            work.zero(maps, 4L * how.images() * count * plane);
            for (int begin = 0; begin < image.length; begin += atOnce) {
                int n = Math.min(atOnce, image.length - begin);
                for (int i = 0; i < (count == how.channels() ? 1 : n); i++) {
                    int together = count == how.channels() ? n : 1;
                    work.put(from, at(begin + i, first, bins), together * count * bins, read + 4L * i * count * bins);
                }
                work.launch("roi_align_gradient", Grid.plane(how.width(), how.height(), Math.min(MOST_LAYERS, layers)),
                        read, how.images(), count, how.height(), how.width(), how.rows(), how.columns(), how.scale(),
                        how.samples(), how.aligned() ? 1 : 0, boxes(work, begin, n), order(work, begin, n),
                        starts(work, begin, n), maps);
            }
            for (int i = 0; i < how.images(); i++)
                work.fetch(maps + 4L * i * count * plane, to, at(i, first, plane), count * plane);
        }

        /** Numbers of the regions by their image, those of one as they come. */
        private long order(Work work, int from, int n) throws DeviceException {
            int[] next = ends(from, n), order = new int[n];
            for (int i = n - 1; i >= 0; i--)
                order[--next[image[from + i] + 1]] = i;
            return work.put(order);
        }

        private long starts(Work work, int from, int n) throws DeviceException {
            return work.put(ends(from, n));
        }

        /** Where the regions of each image end in that order, after a 0. */
        private int[] ends(int from, int n) {
            int[] ends = new int[how.images() + 1];
            for (int i = from; i < from + n; i++)
                ends[image[i] + 1]++;
            for (int i = 1; i < ends.length; i++)
                ends[i] += ends[i - 1];
            return ends;
        }
    }
}
