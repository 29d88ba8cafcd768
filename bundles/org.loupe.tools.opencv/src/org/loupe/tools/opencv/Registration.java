package org.loupe.tools.opencv;

import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;
import org.loupe.api.Region;
import org.loupe.api.Run;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;

/** Registers by OpenCV's resampling and Fourier transform. For one thread; keeps its memory. */
final class Registration extends org.loupe.tools.base.Registration {
    private Mat window;

    Registration(double maxShift, double maxRotation, double maxScale, int freedom) {
        super(maxShift, maxRotation, maxScale, freedom);
    }

    @Override
    public Found find(Tile test, Tile reference, Run run) throws ToolException {
        try (PointerScope scope = new PointerScope()) {
            return super.find(test, reference, run);
        } finally {
            Reference.reachabilityFence(test);
            Reference.reachabilityFence(reference);
        }
    }

    @Override
    protected List<Copies> copies(Tile test, Region ofTest, Tile reference, Region ofReference, int coarsest,
            int finest, Run run) {
        List<Copies> copies = new ArrayList<>();
        Mat a = part(test, ofTest), b = part(reference, ofReference);
        for (int scale = 1; scale <= coarsest; scale *= 2) {
            run.checkCancelled();
            if (scale > 1) {
                a = half(a);
                b = half(b);
            }
            if (scale >= finest) {
                Mat one = smooth(a), other = smooth(b);
                copies.add(0, new Copies(scale, a.cols(), a.rows(), () -> pixels(one), () -> pixels(other)));
            }
        }
        return copies;
    }

    private static Mat part(Tile tile, Region part) {
        return new Mat(Mats.of(tile), new Rect(part.x(), part.y(), part.width(), part.height()));
    }

    private static Mat half(Mat image) {
        Mat half = new Mat();
        opencv_imgproc.resize(image, half, new Size(image.cols() / 2, image.rows() / 2), 0, 0,
                opencv_imgproc.INTER_AREA);
        return half;
    }

    /** By itself: of a part of an image OpenCV would look beyond it, and round in another way. */
    private static Mat smooth(Mat image) {
        Mat smooth = new Mat();
        GaussianFilter.blur(image.isSubmatrix() ? image.clone() : image, smooth, BLUR_RADIUS, BLUR);
        return smooth;
    }

    private static float[] pixels(Mat image) {
        float[] pixels = new float[image.rows() * image.cols()];
        Mat floats = new Mat();
        image.convertTo(floats, opencv_core.CV_32F);
        new FloatPointer(floats.data()).get(pixels);
        return pixels;
    }

    @Override
    protected Likeness likeness(float[][] grey, int width, int height, double angle) {
        Mat test = mat(grey[0], width, height), reference = mat(grey[1], width, height);
        if (angle != 0) {
            Mat turned = new Mat();
            Warp.apply(reference, turned, turn(angle, width, height), new Size(width, height));
            reference = turned;
        }
        int fullWidth = opencv_core.getOptimalDFTSize(width), fullHeight = opencv_core.getOptimalDFTSize(height);
        Mat spectrum = new Mat(), surface = new Mat();
        opencv_core.mulSpectrums(spectrum(reference, fullWidth, fullHeight), spectrum(test, fullWidth, fullHeight),
                spectrum, 0, true);
        float[] values = new float[2 * fullWidth * fullHeight];
        FloatPointer data = new FloatPointer(spectrum.data());
        data.get(values);
        float strongest = 0;
        for (int i = 0; i < values.length; i += 2)
            strongest = Math.max(strongest, values[i] * values[i] + values[i + 1] * values[i + 1]);
        for (int i = 0; i < values.length; i += 2) {
            float strength = values[i] * values[i] + values[i + 1] * values[i + 1] + strongest * 1e-12f;
            float factor = strength > 0 ? (float) (1 / Math.sqrt(strength)) : 0;
            values[i] *= factor;
            values[i + 1] *= factor;
        }
        data.put(values);
        opencv_core.dft(spectrum, surface, opencv_core.DFT_INVERSE | opencv_core.DFT_REAL_OUTPUT
                | opencv_core.DFT_SCALE, 0);
        opencv_imgproc.GaussianBlur(surface, surface, new Size(3, 3), 0.7);
        return new Likeness(fullWidth, fullHeight, pixels(surface));
    }

    private static Mat mat(float[] pixels, int width, int height) {
        Mat mat = new Mat(height, width, opencv_core.CV_32F);
        new FloatPointer(mat.data()).put(pixels);
        return mat;
    }

    private Mat spectrum(Mat image, int width, int height) {
        if (window == null || window.cols() != image.cols() || window.rows() != image.rows()) {
            close();
            window = new Mat();
            opencv_imgproc.createHanningWindow(window, image.size(), opencv_core.CV_32F);
            window.retainReference();
        }
        Mat part = new Mat(), spectrum = new Mat();
        image.convertTo(part, opencv_core.CV_32F, 1, -opencv_core.mean(image).get(0));
        opencv_core.multiply(part, window, part);
        opencv_core.copyMakeBorder(part, part, 0, height - image.rows(), 0, width - image.cols(),
                opencv_core.BORDER_CONSTANT, new Scalar(0));
        opencv_core.dft(part, spectrum, opencv_core.DFT_COMPLEX_OUTPUT, 0);
        return spectrum;
    }

    /** Gives its memory back. */
    void close() {
        if (window != null)
            window.close();
        window = null;
    }
}
