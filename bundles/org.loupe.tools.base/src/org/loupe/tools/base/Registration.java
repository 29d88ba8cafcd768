package org.loupe.tools.base;

import java.util.ArrayList;
import java.util.List;
import org.loupe.api.Region;
import org.loupe.api.Run;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;


/**
 * Where each pixel of a test image lies in its reference. Phase correlation on small copies gives a few shifts (Kuglin
 * and Hines 1975), each is improved on their edges ({@link MotionFit}), the best goes on through larger copies to half
 * size. Who extends it makes the copies and correlates them. For one thread; keeps its memory.
 */
public abstract class Registration {
    private static final int SMALLEST = 24;
    /** Longer edge of the smallest copies, in px, at least; below twice that. */
    private static final int COARSE = 120;
    private static final int COARSE_POINTS = 2000;
    private static final int FINE_POINTS = 3000;
    private static final int FEWEST_POINTS = 16;
    private static final int SHIFTS = 3;
    /** px that copies are smoothed by: to each side, and standard deviation. */
    protected static final int BLUR_RADIUS = 2;
    protected static final double BLUR = 1.2;
    private static final double DEGREES_BETWEEN_TURNS = 2;
    private static final double LEAST_CORRELATION = 0.3;
    /** Of equal fits the smaller shift is taken: what the largest shift costs, as a share of the misfit. */
    private static final double COST_OF_SHIFT = 0.05;

    private final double maxShift;
    private final double maxRotation;
    private final double maxScale;
    private final int freedom;

    /**
     * @param maxShift    px
     * @param maxRotation degrees
     * @param maxScale    share
     * @param freedom     as in {@link MotionFit}
     */
    protected Registration(double maxShift, double maxRotation, double maxScale, int freedom) {
        this.maxShift = maxShift;
        this.maxRotation = maxRotation;
        this.maxScale = maxScale;
        this.freedom = freedom;
    }

    /**
     * What was found.
     *
     * @param map         test pixel (x, y) lies at column {@code map[0] x + map[1] y + map[2]} and row
     *                    {@code map[3] x + map[4] y + map[5]} of the reference, each counted in its own tile
     * @param failed      whether nothing was found, so that both are taken to lie alike
     * @param correlation of both at the place found, -1..1; NaN if there was too little to go by
     */
    public record Found(double[] map, boolean failed, double correlation) {
    }

    /**
     * A pair of reduced copies.
     *
     * @param scale px of the images for each px of a copy
     */
    public record Copies(int scale, int width, int height, Pixels test, Pixels reference) {

        private float[][] grey() throws ToolException {
            return new float[][] { test.grey(), reference.grey() };
        }
    }

    /** Grey levels that are brought when they are needed. */
    public interface Pixels {
        /** An array of one's own, row by row. */
        float[] grey() throws ToolException;
    }

    /** How alike two images are at each shift: (x, y) at column x modulo width, row y modulo height. */
    public record Likeness(int width, int height, float[] values) {
    }

    /**
     * Copies of equal parts of both images, smoothed by a bell; smallest first, down to half size where that is still
     * large enough. Each is the mean of four pixels of the one before it.
     *
     * @param coarsest scale of the smallest, a power of two
     * @param finest   scale of the largest
     */
    protected abstract List<Copies> copies(Tile test, Region ofTest, Tile reference, Region ofReference, int coarsest,
            int finest, Run run) throws ToolException;

    /**
     * The phase correlation of two images, with a Hann window, smoothed by a bell of 3 px.
     *
     * @param grey  test image and reference
     * @param angle by which the reference is turned first about its centre, in radians
     */
    protected abstract Likeness likeness(float[][] grey, int width, int height, double angle);

    /** Where the reference turned by an angle has each pixel from; as {@link Found#map()}. */
    protected static double[] turn(double angle, int width, int height) {
        double x = (width - 1) / 2.0, y = (height - 1) / 2.0, cos = Math.cos(angle), sin = Math.sin(angle);
        return new double[] { cos, -sin, x - cos * x + sin * y, sin, cos, y - sin * x - cos * y };
    }

    /**
     * Finds the place of the test image in its reference.
     *
     * @throws ToolException if copies cannot be made
     */
    public Found find(Tile test, Tile reference, Run run) throws ToolException {
        Region common = test.region().intersect(reference.region());
        int testX = common.x() - test.x(), testY = common.y() - test.y();
        int referenceX = common.x() - reference.x(), referenceY = common.y() - reference.y();
        double[] same = { 1, 0, referenceX - testX, 0, 1, referenceY - testY };
        int scale = 1;
        while (Math.max(common.width(), common.height()) / (2 * scale) >= COARSE)
            scale *= 2;
        int width = common.width() / scale * scale, height = common.height() / scale * scale;
        if (Math.min(width, height) / scale < SMALLEST)
            return new Found(same, true, Double.NaN);
        List<Copies> pyramid = copies(test, new Region(testX, testY, width, height), reference,
                new Region(referenceX, referenceY, width, height), scale, scale >= 4 ? 2 : 1, run);
        Copies coarsest = pyramid.get(0);
        float[][] grey = coarsest.grey();
        double[] range = range(grey);
        stretch(grey, range);
        MotionFit coarse = fit(coarsest, grey, COARSE_POINTS);
        if (coarse.points() < FEWEST_POINTS)
            return new Found(same, true, Double.NaN);
        double[] motion = start(coarse, coarsest, grey, run);
        if (motion == null)
            return new Found(same, true, coarse.correlation(new double[6]));
        if (pyramid.size() == 1)
            motion = finish(coarse, motion, 1, width, height);
        for (Copies copies : pyramid.subList(1, pyramid.size())) {
            run.checkCancelled();
            for (int i = 0; i < motion.length; i++)
                motion[i] *= 2;
            float[][] finer = copies.grey();
            stretch(finer, range);
            MotionFit fit = fit(copies, finer, FINE_POINTS);
            if (copies == pyramid.get(pyramid.size() - 1))
                motion = finish(fit, motion, copies.scale(), width, height);
            else
                fit.improve(motion, Math.min(freedom, MotionFit.SIMILARITY), 5);
            if (motion == null)
                return new Found(same, true, coarse.correlation(new double[6]));
        }
        double toCoarse = (double) pyramid.get(pyramid.size() - 1).scale() / scale;
        double[] atCoarse = new double[6];
        for (int i = 0; i < atCoarse.length; i++)
            atCoarse[i] = motion[i] * toCoarse;
        double correlation = coarse.correlation(atCoarse);
        double before = coarse.correlation(new double[6]);
        if (correlation < LEAST_CORRELATION || correlation < before - 0.02)
            return new Found(same, true, Math.max(correlation, before));
        scale = pyramid.get(pyramid.size() - 1).scale();
        double[] map = map(motion, scale, width, height);
        map[2] += referenceX - map[0] * testX - map[1] * testY;
        map[5] += referenceY - map[3] * testX - map[4] * testY;
        return new Found(map, false, correlation);
    }

    private static double[] range(float[][] images) {
        float low = Float.POSITIVE_INFINITY, high = Float.NEGATIVE_INFINITY;
        for (float[] image : images)
            for (float pixel : image) {
                low = Math.min(low, pixel);
                high = Math.max(high, pixel);
            }
        return new double[] { low, high };
    }

    /** Brings a range of grey levels to 0..255, in place. */
    private static void stretch(float[][] images, double[] range) {
        if (range[0] == 0 && range[1] == 255)
            return;
        float low = (float) range[0], factor = (float) (255 / Math.max(1, range[1] - range[0]));
        for (float[] image : images)
            for (int i = 0; i < image.length; i++)
                image[i] = (image[i] - low) * factor;
    }

    private static MotionFit fit(Copies copies, float[][] grey, int points) {
        return new MotionFit(copies.width(), copies.height(), grey[0], grey[1], points);
    }

    /** The best motion on the smallest copies; {@code null} if none is within the limits. */
    private double[] start(MotionFit fit, Copies copies, float[][] grey, Run run) {
        int width = copies.width(), height = copies.height(), free = Math.min(freedom, MotionFit.SIMILARITY);
        double[] best = null;
        double least = Double.POSITIVE_INFINITY;
        int turns = free == MotionFit.SHIFT ? 0 : (int) Math.ceil(maxRotation / DEGREES_BETWEEN_TURNS) - 1;
        for (int turn = -Math.max(0, turns); turn <= Math.max(0, turns); turn++) {
            run.checkCancelled();
            double angle = Math.toRadians(turn * DEGREES_BETWEEN_TURNS);
            for (double[] motion : starts(width, height, grey, angle, copies.scale())) {
                double misfit = fit.improve(motion, free, 3);
                if (!within(motion, copies.scale(), width, height))
                    continue;
                misfit *= 1 + COST_OF_SHIFT * Math.hypot(motion[0], motion[1]) * copies.scale() / Math.max(1, maxShift);
                if (misfit < least) {
                    least = misfit;
                    best = motion;
                }
            }
        }
        if (best != null)
            fit.improve(best, free, 6);
        return best;
    }

    /** Motions to start from: no shift, and the shifts at which both look most alike. */
    private List<double[]> starts(int width, int height, float[][] grey, double angle, int scale) {
        double radius = Math.max(width, height) / 2.0, cos = Math.cos(angle), sin = Math.sin(angle);
        List<double[]> starts = new ArrayList<>();
        Likeness likeness = likeness(grey, width, height, angle);
        for (int[] shift : shifts(likeness, width, height, (int) Math.ceil(maxShift / scale)))
            starts.add(new double[] { cos * shift[0] - sin * shift[1], sin * shift[0] + cos * shift[1],
                radius * (cos - 1), radius * sin, 0, 0 });
        return starts;
    }

    /** Shifts of the reference, (0, 0) first, then by falling phase correlation; whole px. */
    private static List<int[]> shifts(Likeness likeness, int width, int height, int most) {
        int across = Math.min(most, width / 2 - 1), down = Math.min(most, height / 2 - 1);
        List<int[]> shifts = new ArrayList<>();
        shifts.add(new int[2]);
        for (int k = 0; k < SHIFTS; k++) {
            int[] best = null;
            float highest = Float.NEGATIVE_INFINITY;
            for (int dy = -down; dy <= down; dy++)
                for (int dx = -across; dx <= across; dx++) {
                    float here = likeness.values()[Math.floorMod(dy, likeness.height()) * likeness.width()
                            + Math.floorMod(dx, likeness.width())];
                    if (here > highest && isNew(shifts, dx, dy)) {
                        highest = here;
                        best = new int[] { dx, dy };
                    }
                }
            if (best != null)
                shifts.add(best);
        }
        return shifts;
    }

    private static boolean isNew(List<int[]> shifts, int dx, int dy) {
        for (int[] shift : shifts.subList(1, shifts.size()))
            if (Math.abs(shift[0] - dx) < 3 && Math.abs(shift[1] - dy) < 3)
                return false;
        return true;
    }

    /**
     * Improves the motion with all the freedom allowed, or less where that leaves the limits; null if none is within.
     */
    private double[] finish(MotionFit fit, double[] start, int scale, int width, int height) {
        double[] motion = start.clone();
        double misfit = fit.improve(motion, Math.min(freedom, MotionFit.SIMILARITY), 5);
        boolean fits = within(motion, scale, width / scale, height / scale);
        if (freedom == MotionFit.AFFINE) {
            double[] affine = motion.clone();
            double affineMisfit = fit.improve(affine, MotionFit.AFFINE, 5);
            if (within(affine, scale, width / scale, height / scale) && (!fits || affineMisfit <= misfit))
                return affine;
        }
        if (fits)
            return motion;
        double[] shift = { start[0], start[1], 0, 0, 0, 0 };
        fit.improve(shift, MotionFit.SHIFT, 5);
        return within(shift, scale, width / scale, height / scale) ? shift : null;
    }

    private boolean within(double[] motion, int scale, int width, int height) {
        double radius = Math.max(width, height) / 2.0;
        double largestStretch = (Math.abs(motion[2]) + Math.hypot(motion[4], motion[5])) / radius;
        double turn = Math.toDegrees(Math.atan2(motion[3], radius + motion[2]));
        return Math.hypot(motion[0], motion[1]) * scale <= maxShift && largestStretch <= maxScale
                && Math.abs(turn) <= maxRotation;
    }

    private static double[] map(double[] motion, int scale, int width, int height) {
        double radius = Math.max(width, height) / 2.0 / scale, x = (width - 1) / 2.0, y = (height - 1) / 2.0;
        double xx = 1 + (motion[2] + motion[4]) / radius, xy = (motion[5] - motion[3]) / radius;
        double yx = (motion[5] + motion[3]) / radius, yy = 1 + (motion[2] - motion[4]) / radius;
        return new double[] { xx, xy, motion[0] * scale + x - xx * x - xy * y, yx, yy,
            motion[1] * scale + y - yx * x - yy * y };
    }
}
