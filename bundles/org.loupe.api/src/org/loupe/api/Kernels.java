package org.loupe.api;

import java.util.Optional;

/**
 * Arithmetic that a device lends to tools which compute the rest on the processor; see {@link Run#kernels}. Who uses it
 * has the same for the processor, for when nothing is lent or a {@link DeviceException} is thrown.
 *
 * <p>Every number is that of the plain loop in Java over {@code float}s that a method's comment describes, bit for bit:
 * neither the device, nor how much of the work is done at once, nor what other threads do changes a result. Arrays are
 * packed, without gaps; they are read during the call, never kept or changed, and may be as large as arrays can be:
 * what is too much for the device's memory is done in parts. Safe for use by any thread, many at a time.
 *
 * <p>Every method throws {@link IllegalArgumentException} if the lengths of its arrays do not fit each other or a number
 * is out of its range, {@link java.util.concurrent.CancellationException} once the run is cancelled, and
 * {@link DeviceException} if the device cannot do it, even in small parts.
 */
public interface Kernels {

    /** The device that computes. */
    Device device();

    /**
     * Squared Euclidean distances: {@code (a₀−b₀)²}, then each further column's square added to it in order.
     *
     * @param rows    {@code n × columns}
     * @param others  {@code m × columns}
     * @param columns at least 1
     * @return {@code n × m}
     */
    float[] squares(float[] rows, float[] others, int columns, Run run) throws DeviceException;

    /**
     * The nearest others of each row, by their {@link #squares}, nearest first; of equal ones the one that comes first.
     * One whose distance is infinite or no number is nobody's neighbour.
     *
     * @param rows    {@code n × columns}
     * @param others  {@code m × columns}
     * @param columns at least 1
     * @param k       neighbours of a row, 0 or more; more than there are is allowed
     */
    Nearest nearest(float[] rows, float[] others, int columns, int k, Run run) throws DeviceException;

    /**
     * What is nearest.
     *
     * @param k       neighbours of a row
     * @param others  {@code n × k} numbers of others, -1 where there are fewer
     * @param squares {@code n × k} squared distances, infinite where there are fewer
     */
    record Nearest(int k, int[] others, float[] squares) {
    }

    /**
     * Greedy non-maximum suppression: from the surest box on, each takes away those of its kind that come later and
     * share with it more than a part of the area that both cover. Of equal scores that comes first which was given
     * first. The shared part is {@code s / (a + b − s)} of the areas {@code a} of the surer, {@code b} of the other and
     * {@code s} of what they share; boxes that only touch share nothing.
     *
     * @param boxes  {@code n × 4}: left, top, right and bottom edge
     * @param scores of each box, in the order of {@link Float#compare}
     * @param kinds  of each box; those of different kinds leave each other alone
     * @param limit  0..1, of the area that both cover
     * @return the numbers of the boxes that stay, from the surest on
     */
    int[] suppress(float[] boxes, float[] scores, int[] kinds, float limit, Run run) throws DeviceException;

    /**
     * How regions of maps are read (He et al.: Mask R-CNN, ICCV 2017), as torchvision's {@code roi_align} has it: each
     * region is divided into equal bins, each of which is the mean of samples at even places, between pixels by bilinear
     * interpolation. A place farther than one pixel beyond the map counts as 0, as does one that is no number; nearer
     * ones have the value of the border.
     *
     * @param images   of the maps
     * @param channels of each
     * @param height   of each, in pixels
     * @param width    of each, in pixels
     * @param rows     bins of a region, one below the other
     * @param columns  bins of a region, side by side
     * @param scale    pixels of a map for each px that boxes are given in
     * @param samples  places along each side of a bin, 1..16
     * @param aligned  whether the centre of the first pixel is (0, 0); else it is (½, ½) for boxes though (0, 0) for
     *                 samples, as it was in torchvision's first version, and regions have at least one pixel's sides
     */
    record RoiAlign(int images, int channels, int height, int width, int rows, int columns, float scale, int samples,
            boolean aligned) {
        private static final int MOST_SAMPLES = 16;

        /** @throws IllegalArgumentException if there is no pixel, bin or sample, or a number is out of its range */
        public RoiAlign {
            if (images < 1 || channels < 1 || height < 1 || width < 1 || rows < 1 || columns < 1)
                throw new IllegalArgumentException("Maps and regions have at least one of everything, found "
                        + images + " images × " + channels + " channels × " + height + " × " + width + " and " + rows
                        + " × " + columns + " bins.");
            if (samples < 1 || samples > MOST_SAMPLES)
                throw new IllegalArgumentException("A bin has 1 to " + MOST_SAMPLES + " samples along each side, found "
                        + samples + ".");
            if (!(scale > 0) || !Float.isFinite(scale))
                throw new IllegalArgumentException("The scale is a positive number, found " + scale + ".");
        }
    }

    /**
     * Reads regions of maps. A sample is {@code w₁v₁ + w₂v₂ + w₃v₃ + w₄v₄} of the pixels above left, above right, below
     * left and below right; a bin's are added row by row and divided by their number.
     *
     * @param maps  {@code images × channels × height × width}
     * @param boxes {@code n × 4}: left, top, right and bottom edge of each region
     * @param image number of each region's image
     * @return {@code n × channels × rows × columns}
     */
    float[] roiAlign(float[] maps, RoiAlign how, float[] boxes, int[] image, Run run) throws DeviceException;

    /**
     * The gradient of the maps that were read. To a pixel each region adds, in their order, for each of its bins, row by
     * row, {@code g × v × h / samples²} of the bin's gradient {@code g} and of the sums {@code v} and {@code h} of the
     * weights of its samples' rows and columns for the pixel's.
     *
     * @param gradient {@code n × channels × rows × columns}
     * @param boxes    {@code n × 4}: left, top, right and bottom edge of each region
     * @param image    number of each region's image
     * @return {@code images × channels × height × width}
     */
    float[] roiAlignGradient(float[] gradient, RoiAlign how, float[] boxes, int[] image, Run run)
            throws DeviceException;

    /**
     * A level of an image's pyramid: each pixel is the mean of a square of {@code n × n} px, at the right and lower
     * edge of the region of what is left of it. Samples are added row by row in doubles and divided by their number; of
     * 8 bits the mean is rounded half up, of other whole numbers half to even.
     *
     * @param region of the image in its own pixels, not empty and within it
     * @param n      1 or more
     * @return in memory of the run, at the region's place, {@code ⌈width / n⌉ × ⌈height / n⌉} px; its scale is the
     *         image's
     */
    Tile reduce(Tile image, Region region, int n, Run run) throws DeviceException;

    /**
     * How a part of an image becomes planes that a net is given.
     *
     * @param reduction px along each side of a square whose mean is one value, 1 or more; of the part what is left over
     *                  at the right and below is left out, while a shorter side goes on with its last px
     * @param width     of a plane; if there are fewer or more squares side by side, they are resampled
     * @param height    of a plane
     * @param mean      of each plane, what becomes 0; one plane is grey, three are red, green and blue
     * @param deviation of each plane, what becomes 1
     */
    record Layout(int reduction, int width, int height, float[] mean, float[] deviation) {

        /** @throws IllegalArgumentException if there is no pixel or square, or a number is out of its range */
        public Layout {
            if (reduction < 1 || width < 1 || height < 1)
                throw new IllegalArgumentException("Planes have at least one pixel of 1 px or more of the image, found "
                        + width + " × " + height + " of " + reduction + " px.");
            if (mean.length != 1 && mean.length != 3 || deviation.length != mean.length)
                throw new IllegalArgumentException("One plane or three have a mean and a deviation each, found "
                        + mean.length + " and " + deviation.length + ".");
            for (int c = 0; c < mean.length; c++)
                if (!Float.isFinite(mean[c]) || !Float.isFinite(deviation[c]) || !(deviation[c] > 0))
                    throw new IllegalArgumentException("A mean is a number and a deviation a positive one, found "
                            + mean[c] + " and " + deviation[c] + ".");
        }

        /** Planes. */
        public int channels() {
            return mean.length;
        }
    }

    /**
     * What a net is given of an image: cut out, reduced, grey or in colour, scaled and resampled at once. The samples
     * of a square are added row by row to a sum {@code s}; what is no number or infinite counts as 0. For one plane of
     * a colour image the sum is {@code 0.299 r + 0.587 g + 0.114 b} of theirs, and of a grey image all planes are the
     * same; alpha counts for nothing. With the largest value {@code m} of the samples' type, 1 for floating point, the
     * value is {@code (s · (1 / reduction²) / m − mean) / deviation}. If the planes have another size than the squares,
     * each row is brought to its new width and then each column to its new height by the triangle filter, wide enough
     * to let each value count when it becomes shorter (Pillow's "bilinear", PyTorch's with antialias): value by value
     * its share, a double rounded to a float, times the value is added to 0.
     *
     * @param image of 1, 3 or 4 channels of 8 bits, 16 bits or floating point
     * @param part  of the image in its own pixels, not empty; beyond the image it is as at the image's edge
     * @return {@code channels × height × width}
     */
    float[] planes(Tile image, Region part, Layout how, Run run) throws DeviceException;

    /** Work that may be done by what a device lends. */
    @FunctionalInterface
    interface Use<T> {
        /** @throws DeviceException if the device cannot do it */
        T with(Kernels kernels) throws DeviceException;
    }

    /**
     * What a device computes, if the run lends one and it does not fail; if it fails that is told, and whoever asked
     * computes on the processor.
     */
    static <T> Optional<T> tryOn(Run run, Use<T> use) {
        Optional<Kernels> kernels = run.kernels();
        if (kernels.isEmpty())
            return Optional.empty();
        try {
            return Optional.of(use.with(kernels.get()));
        } catch (DeviceException e) {
            run.warn(e.getMessage() + " It is computed on the processor.", e.remedy());
            return Optional.empty();
        }
    }
}
