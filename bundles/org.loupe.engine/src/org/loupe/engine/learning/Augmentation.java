package org.loupe.engine.learning;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.loupe.api.Param;
import org.loupe.api.Patch;
import org.loupe.api.Region;
import org.loupe.api.Shape;
import org.loupe.api.Tile;

/**
 * Alters patches as other light, focus and position would, so that a classifier does not learn what does not matter.
 * Each copy draws all alterations at random within these limits. Image, reference and mask are moved alike; noise comes
 * on the image alone. Immutable.
 *
 * @param copies    altered copies of each patch
 * @param flip      whether copies may be mirrored, in either direction
 * @param turn      whether copies may be turned by 90, 180 or 270°
 * @param rotate    largest angle in degrees by which they are turned besides, in either direction
 * @param shift     farthest that the picture moves below the box, in px, in either direction
 * @param noise     largest standard deviation of the noise, in percent of the range of grey levels
 * @param blur      largest standard deviation of the blur, in px
 * @param intensity largest change of contrast and of brightness, in percent
 */
public record Augmentation(
        @Param(label = "Copies", min = 0, max = 50, step = 1,
                help = "How many altered copies of each example are learned from besides. More helps where examples are"
                        + " few, and takes as many times longer.") int copies,
        @Param(label = "Flip", help = "Copies may be mirrored. Switch it off where left and right differ in meaning.")
        boolean flip,
        @Param(label = "Turn", help = "Copies may be turned by 90, 180 or 270°.") boolean turn,
        @Param(label = "Rotate", unit = "°", min = 0, max = 180, step = 5,
                help = "Largest angle by which copies are turned besides. Corners that come into view are filled with"
                        + " what lies at the edge.") double rotate,
        @Param(label = "Shift", unit = "px", min = 0, max = 64, step = 1,
                help = "How far the picture may move below the defect's box, as boxes are never drawn exactly.")
        double shift,
        @Param(label = "Noise", unit = "%", min = 0, max = 50, step = 1,
                help = "Largest noise that is added, as its standard deviation in percent of the grey levels.")
        double noise,
        @Param(label = "Blur", unit = "px", min = 0, max = 10, step = 0.5,
                help = "Largest standard deviation of the blur, as of an image out of focus.") double blur,
        @Param(label = "Intensity", unit = "%", min = 0, max = 90, step = 5,
                help = "Largest change of contrast, and of brightness, as of other light.") double intensity) {

    /** Nothing is altered. */
    public static final Augmentation NONE = new Augmentation(0, false, false, 0, 0, 0, 0, 0);
    /** What suits most defects: they may lie in any way, under slightly other light. */
    public static final Augmentation USUAL = new Augmentation(4, true, true, 10, 2, 2, 0.7, 15);

    public Augmentation {
        if (copies < 0)
            throw new IllegalArgumentException("There are 0 copies or more, found " + copies + ".");
    }

    /** Altered copies of a patch. @param random fixed by whoever wants the same copies again */
    public List<Patch> apply(Patch patch, RandomGenerator random) {
        List<Patch> made = new ArrayList<>(copies);
        for (int i = 0; i < copies; i++)
            made.add(one(patch, random));
        return made;
    }

    private Patch one(Patch patch, RandomGenerator random) {
        boolean mirrored = flip && random.nextBoolean();
        int quarters = turn ? random.nextInt(4) : flip && random.nextBoolean() ? 2 : 0;
        double angle = Math.toRadians(between(-rotate, rotate, random));
        double dx = between(-shift, shift, random), dy = between(-shift, shift, random);
        double sigma = between(0, blur, random), gain = 1 + between(-intensity, intensity, random) / 100;
        double offset = between(-intensity, intensity, random) / 100, sd = between(0, noise, random) / 100;
        Tile mask = patch.mask(), image = patch.image();
        Optional<Tile> reference = patch.reference();
        Region box = patch.box();
        if (mirrored || quarters != 0) {
            mask = turned(mask, mirrored, quarters);
            image = turned(image, mirrored, quarters);
            reference = reference.map(r -> turned(r, mirrored, quarters));
            box = turned(box, patch.image().shape(), mirrored, quarters);
        }
        if (angle != 0) {
            double x = box.x() + (box.width() - 1) / 2.0, y = box.y() + (box.height() - 1) / 2.0;
            Tile drawn = moved(mask, angle, x, y, 0, 0, true);
            Region place = bounds(drawn);
            // a mask that was turned out of the patch altogether would be no defect any more
            box = place.isEmpty() ? box : place;
            mask = place.isEmpty() ? mask : drawn;
            image = moved(image, angle, x, y, 0, 0, false);
            reference = reference.map(r -> moved(r, angle, x, y, 0, 0, false));
        }
        if (dx != 0 || dy != 0) {
            image = moved(image, 0, 0, 0, dx, dy, false);
            reference = reference.map(r -> moved(r, 0, 0, 0, dx, dy, false));
        }
        if (sigma > 0.1) {
            image = blurred(image, sigma);
            reference = reference.map(r -> blurred(r, sigma));
        }
        if (gain != 1 || offset != 0) {
            double range = range(image), add = offset * range;
            image = lit(image, gain, range / 2, add);
            reference = reference.map(r -> lit(r, gain, range / 2, add));
        }
        if (sd > 0)
            image = noisy(image, sd * range(image), random);
        return new Patch(image, reference, box, mask);
    }

    private static double between(double from, double to, RandomGenerator random) {
        return from == to ? from : from + (to - from) * random.nextDouble();
    }

    /** How many grey levels there are: of the type, or of the picture where the type has no end. */
    private static double range(Tile tile) {
        return switch (tile.shape().type()) {
            case U8 -> 255;
            case U16 -> 65535;
            default -> {
                double least = Double.POSITIVE_INFINITY, most = Double.NEGATIVE_INFINITY;
                for (int y = 0; y < tile.height(); y++)
                    for (int x = 0; x < tile.width(); x++) {
                        least = Math.min(least, tile.get(x, y, 0));
                        most = Math.max(most, tile.get(x, y, 0));
                    }
                yield most - least;
            }
        };
    }

    /** Mirrored left to right, then turned clockwise by quarters. */
    private static Tile turned(Tile from, boolean mirrored, int quarters) {
        Shape shape = quarters % 2 == 0 ? from.shape() : from.shape().size(from.height(), from.width());
        Tile to = Tile.allocate(shape).at(from.x(), from.y());
        for (int y = 0; y < from.height(); y++)
            for (int x = 0; x < from.width(); x++) {
                Region place = turned(new Region(x, y, 1, 1), from.shape(), mirrored, quarters);
                for (int c = 0; c < shape.channels(); c++)
                    to.set(place.x(), place.y(), c, from.get(x, y, c));
            }
        return to;
    }

    private static Region turned(Region r, Shape within, boolean mirrored, int quarters) {
        int w = within.width(), h = within.height();
        Region m = mirrored ? new Region(w - r.right(), r.y(), r.width(), r.height()) : r;
        return switch (quarters) {
            case 1 -> new Region(h - m.bottom(), m.x(), m.height(), m.width());
            case 2 -> new Region(w - m.right(), h - m.bottom(), m.width(), m.height());
            case 3 -> new Region(m.y(), w - m.right(), m.height(), m.width());
            default -> m;
        };
    }

    /** Turned around a point and moved; bilinear, or the nearest pixel of a mask. */
    private static Tile moved(Tile from, double angle, double cx, double cy, double dx, double dy, boolean mask) {
        Tile to = Tile.allocate(from.shape()).at(from.x(), from.y());
        double cos = Math.cos(angle), sin = Math.sin(angle);
        for (int y = 0; y < to.height(); y++)
            for (int x = 0; x < to.width(); x++) {
                double sx = cx + cos * (x - cx) + sin * (y - cy) - dx, sy = cy - sin * (x - cx) + cos * (y - cy) - dy;
                for (int c = 0; c < to.shape().channels(); c++)
                    to.set(x, y, c, mask ? nearest(from, sx, sy) : between(from, sx, sy, c));
            }
        return to;
    }

    private static double nearest(Tile from, double x, double y) {
        int nx = (int) Math.rint(x), ny = (int) Math.rint(y);
        return nx < 0 || ny < 0 || nx >= from.width() || ny >= from.height() ? 0 : from.get(nx, ny, 0);
    }

    private static double between(Tile from, double x, double y, int c) {
        double px = Math.max(0, Math.min(from.width() - 1, x)), py = Math.max(0, Math.min(from.height() - 1, y));
        int x0 = (int) px, y0 = (int) py, x1 = Math.min(x0 + 1, from.width() - 1);
        int y1 = Math.min(y0 + 1, from.height() - 1);
        double fx = px - x0, fy = py - y0;
        return (1 - fy) * ((1 - fx) * from.get(x0, y0, c) + fx * from.get(x1, y0, c))
                + fy * ((1 - fx) * from.get(x0, y1, c) + fx * from.get(x1, y1, c));
    }

    private static Region bounds(Tile mask) {
        Region bounds = new Region(0, 0, 0, 0);
        for (int y = 0; y < mask.height(); y++)
            for (int x = 0; x < mask.width(); x++)
                if (mask.get(x, y, 0) > 0)
                    bounds = bounds.union(new Region(x, y, 1, 1));
        return bounds;
    }

    private static Tile blurred(Tile from, double sigma) {
        int reach = (int) Math.ceil(3 * sigma);
        double[] weights = new double[2 * reach + 1];
        double sum = 0;
        for (int i = -reach; i <= reach; i++)
            sum += weights[i + reach] = Math.exp(-i * i / (2 * sigma * sigma));
        for (int i = 0; i < weights.length; i++)
            weights[i] /= sum;
        return along(along(from, weights, 1, 0), weights, 0, 1);
    }

    private static Tile along(Tile from, double[] weights, int stepX, int stepY) {
        Tile to = Tile.allocate(from.shape()).at(from.x(), from.y());
        int reach = weights.length / 2;
        for (int y = 0; y < from.height(); y++)
            for (int x = 0; x < from.width(); x++)
                for (int c = 0; c < from.shape().channels(); c++) {
                    double sum = 0;
                    for (int i = -reach; i <= reach; i++)
                        sum += weights[i + reach] * from.get(Math.max(0, Math.min(from.width() - 1, x + i * stepX)),
                                Math.max(0, Math.min(from.height() - 1, y + i * stepY)), c);
                    to.set(x, y, c, sum);
                }
        return to;
    }

    private static Tile lit(Tile from, double gain, double middle, double add) {
        Tile to = Tile.allocate(from.shape()).at(from.x(), from.y());
        for (int y = 0; y < from.height(); y++)
            for (int x = 0; x < from.width(); x++)
                for (int c = 0; c < from.shape().channels(); c++)
                    to.set(x, y, c, (from.get(x, y, c) - middle) * gain + middle + add);
        return to;
    }

    private static Tile noisy(Tile from, double sd, RandomGenerator random) {
        Tile to = Tile.allocate(from.shape()).at(from.x(), from.y());
        for (int y = 0; y < from.height(); y++)
            for (int x = 0; x < from.width(); x++)
                for (int c = 0; c < from.shape().channels(); c++)
                    to.set(x, y, c, from.get(x, y, c) + sd * random.nextGaussian());
        return to;
    }
}
