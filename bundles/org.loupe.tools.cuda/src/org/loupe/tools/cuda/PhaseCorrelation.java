package org.loupe.tools.cuda;

/**
 * How alike two small images are at each shift: the inverse Fourier transform of the phases of their cross spectrum
 * (Kuglin and Hines 1975). Computed on the processor, since the images are small. Keeps its tables; for one thread.
 */
final class PhaseCorrelation {
    /** Standard deviation of the bell of 3 px that smooths the result. */
    private static final double BELL = 0.7;

    private final int imageWidth;
    private final int imageHeight;
    private final int width;
    private final int height;
    private final Fourier rows;
    private final Fourier columns;

    PhaseCorrelation(int imageWidth, int imageHeight) {
        this.imageWidth = imageWidth;
        this.imageHeight = imageHeight;
        width = Fourier.size(imageWidth);
        height = Fourier.size(imageHeight);
        rows = new Fourier(width);
        columns = new Fourier(height);
    }

    boolean isFor(int otherWidth, int otherHeight) {
        return imageWidth == otherWidth && imageHeight == otherHeight;
    }

    /** Columns of the result. */
    int width() {
        return width;
    }

    /** Rows of the result. */
    int height() {
        return height;
    }

    /** The likeness at each shift of the reference, row by row; negative shifts at the end. */
    float[] of(float[] test, float[] reference) {
        double[][] a = spectrum(reference), b = spectrum(test);
        double strongest = 0;
        for (int i = 0; i < width * height; i++) {
            double real = a[0][i] * b[0][i] + a[1][i] * b[1][i], imaginary = a[1][i] * b[0][i] - a[0][i] * b[1][i];
            a[0][i] = real;
            a[1][i] = imaginary;
            strongest = Math.max(strongest, real * real + imaginary * imaginary);
        }
        for (int i = 0; i < width * height; i++) {
            double strength = a[0][i] * a[0][i] + a[1][i] * a[1][i] + strongest * 1e-12;
            double factor = strength > 0 ? 1 / Math.sqrt(strength) : 0;
            a[0][i] *= factor;
            a[1][i] *= -factor; // the inverse transform is that of the conjugate
        }
        transform(a);
        return smooth(a[0]);
    }

    /** Of the image without its mean, under a Hann window. */
    private double[][] spectrum(float[] image) {
        double mean = 0;
        for (float grey : image)
            mean += grey;
        mean /= image.length;
        double[] across = hann(imageWidth), down = hann(imageHeight);
        double[][] values = new double[2][width * height];
        for (int y = 0; y < imageHeight; y++)
            for (int x = 0; x < imageWidth; x++)
                values[0][y * width + x] = (image[y * imageWidth + x] - mean) * Math.sqrt(across[x] * down[y]);
        transform(values);
        return values;
    }

    private static double[] hann(int size) {
        double[] window = new double[size];
        for (int i = 0; i < size; i++)
            window[i] = 0.5 * (1 - StrictMath.cos(2 * Math.PI * i / (size - 1)));
        return window;
    }

    private void transform(double[][] values) {
        double[][] line = new double[2][width];
        for (int y = 0; y < height; y++) {
            for (int part = 0; part < 2; part++)
                System.arraycopy(values[part], y * width, line[part], 0, width);
            rows.transform(line[0], line[1]);
            for (int part = 0; part < 2; part++)
                System.arraycopy(line[part], 0, values[part], y * width, width);
        }
        line = new double[2][height];
        for (int x = 0; x < width; x++) {
            for (int part = 0; part < 2; part++)
                for (int y = 0; y < height; y++)
                    line[part][y] = values[part][y * width + x];
            columns.transform(line[0], line[1]);
            for (int part = 0; part < 2; part++)
                for (int y = 0; y < height; y++)
                    values[part][y * width + x] = line[part][y];
        }
    }

    /** Mirrored at the edges without the edge itself. */
    private float[] smooth(double[] values) {
        double side = StrictMath.exp(-0.5 / (BELL * BELL)), centre = 1 / (1 + 2 * side);
        side *= centre;
        double scale = 1.0 / width / height;
        double[] along = new double[values.length];
        float[] smooth = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            int x = i % width, row = i - x;
            along[i] = centre * values[i] + side * (values[row + mirror(x - 1, width)]
                    + values[row + mirror(x + 1, width)]);
        }
        for (int i = 0; i < values.length; i++) {
            int x = i % width, y = i / width;
            smooth[i] = (float) (scale * (centre * along[i] + side * (along[mirror(y - 1, height) * width + x]
                    + along[mirror(y + 1, height) * width + x])));
        }
        return smooth;
    }

    private static int mirror(int at, int size) {
        return at < 0 ? Math.min(1, size - 1) : at >= size ? Math.max(0, size - 2) : at;
    }

    /** The discrete Fourier transform of a size that has no prime factors but 2, 3 and 5 (Cooley and Tukey 1965). */
    static final class Fourier {
        private final int size;
        private final double[] cos;
        private final double[] sin;
        private final double[] real;
        private final double[] imaginary;

        Fourier(int size) {
            this.size = size;
            cos = new double[size];
            sin = new double[size];
            for (int i = 0; i < size; i++) {
                cos[i] = StrictMath.cos(2 * Math.PI * i / size);
                sin[i] = StrictMath.sin(2 * Math.PI * i / size);
            }
            real = new double[size];
            imaginary = new double[size];
        }

        /** The least size, of at least {@code least}, that can be transformed. */
        static int size(int least) {
            for (int size = least;; size++)
                if (rest(size) == 1)
                    return size;
        }

        private static int rest(int size) {
            int rest = size;
            for (int factor : new int[] { 2, 3, 5 })
                while (rest % factor == 0)
                    rest /= factor;
            return rest;
        }

        /** Transforms in place. */
        void transform(double[] re, double[] im) {
            transform(re, im, 0, 1, size, 0);
            System.arraycopy(real, 0, re, 0, size);
            System.arraycopy(imaginary, 0, im, 0, size);
        }

        /** Transforms {@code count} values from {@code first} on; the results lie together from {@code to} on. */
        private void transform(double[] re, double[] im, int first, int apart, int count, int to) {
            if (count == 1) {
                real[to] = re[first];
                imaginary[to] = im[first];
                return;
            }
            int parts = count % 2 == 0 ? 2 : count % 3 == 0 ? 3 : 5, part = count / parts;
            for (int p = 0; p < parts; p++)
                transform(re, im, first + p * apart, apart * parts, part, to + p * part);
            double[] a = new double[parts], b = new double[parts];
            for (int k = 0; k < part; k++) {
                for (int p = 0; p < parts; p++) {
                    a[p] = real[to + p * part + k];
                    b[p] = imaginary[to + p * part + k];
                }
                for (int q = 0; q < parts; q++) {
                    double sumA = 0, sumB = 0;
                    for (int p = 0; p < parts; p++) {
                        int turn = (int) ((long) p * (k + q * part) * apart % size);
                        sumA += a[p] * cos[turn] + b[p] * sin[turn];
                        sumB += b[p] * cos[turn] - a[p] * sin[turn];
                    }
                    real[to + k + q * part] = sumA;
                    imaginary[to + k + q * part] = sumB;
                }
            }
        }
    }
}
