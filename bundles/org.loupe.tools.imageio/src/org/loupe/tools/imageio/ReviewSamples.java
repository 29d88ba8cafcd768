package org.loupe.tools.imageio;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.loupe.api.Device;
import org.loupe.api.Generator;
import org.loupe.api.ImageInfo;
import org.loupe.api.Param;
import org.loupe.api.Run;
import org.loupe.api.Sample;
import org.loupe.api.Step;
import org.loupe.tools.imageio.internal.Dice;
import org.loupe.tools.imageio.internal.Field;
import org.loupe.tools.imageio.internal.Form;
import org.loupe.tools.imageio.internal.Picture;
import org.loupe.tools.imageio.internal.Truth;
import org.loupe.tools.imageio.internal.View;

/**
 * Review images of bare surfaces in an electron microscope or under laser light, with what a stack of classifiers has
 * to tell apart: soft stains that are no defect, fibres that nobody can name, large and small particles, and pits, under
 * noise that differs from image to image. A pixel belongs to an object if its centre lies inside the object's outline;
 * stains fade beyond it.
 */
public final class ReviewSamples implements Generator<ReviewSamples.Params> {
    private static final List<String> CLASSES = List.of("none", "unknown", "large particle", "particle", "pit");
    private static final int NONE = 0, UNKNOWN = 1, LARGE = 2, PARTICLE = 3, PIT = 4;
    /** How far the drawing of an object reaches beyond its outline, in px. */
    private static final double REACH = 9;

    /** Parameters. */
    public record Params(
            @Param(label = "Width", unit = "px", min = 128, max = 4096,
                    help = "Width of the images.") int width,
            @Param(label = "Height", unit = "px", min = 128, max = 4096,
                    help = "Height of the images.") int height,
            @Param(label = "Objects", min = 1, max = 200,
                    help = "Most objects on an image; each has from a third of so many to so many, stains included.")
            int objects,
            @Param(label = "Stains", unit = "%", min = 0, max = 100,
                    help = "Share of the objects that are stains, which are no defects.") double stains,
            @Param(label = "Blur", unit = "px", min = 0, max = 5,
                    help = "Standard deviation of the beam.") double blur,
            @Param(label = "Noise", unit = "grey levels", min = 0, max = 60,
                    help = "Standard deviation of the noise at medium grey, on an average image.") double noise,
            @Param(label = "Noise from image to image", unit = "%", min = 0, max = 100,
                    help = "How far the noise of an image may lie above or below the average.") double spread,
            @Param(label = "Scale", unit = "µm/px", min = 0.00001, max = 10, advanced = true,
                    help = "µm that a pixel covers, written with the images.") double umPerPx) {
    }

    @Override
    public Info info() {
        return Info.of("loupe.generate-review", "Generate review images",
                "Noisy images of bare surfaces with stains, fibres, large and small particles and pits whose classes"
                        + " and masks are exactly known: what a stack of classifiers learns from. For learning,"
                        + " demonstrations and tests; figures reached on them say little about real surfaces.");
    }

    @Override
    public Params defaults() {
        return new Params(512, 512, 14, 30, 0.9, 12, 60, 0.02);
    }

    @Override
    public Step<Integer, Sample> open(Params params, Device device) {
        return (number, run) -> new Scene(params, number, run).sample();
    }

    /** Draws one sample. */
    private static final class Scene {
        private final Params p;
        private final Run run;
        private final Dice dice;
        private final Picture picture;
        private final Field plane;
        private final Truth truth = new Truth(CLASSES);
        private final List<double[]> used = new ArrayList<>();

        Scene(Params params, int number, Run run) {
            p = params;
            this.run = run;
            dice = new Dice(Seeds.of(number, run));
            picture = new Picture(p.width, p.height, run);
            plane = new Field(p.width, p.height);
        }

        Sample sample() {
            float[] levels = picture.levels();
            Dice ground = dice.fork(1);
            Arrays.fill(levels, (float) ground.uniform(96, 122));
            picture.unevenness(levels, 9, 240, 200, dice.fork(2));
            picture.unevenness(levels, 3, 28, 28, dice.fork(3));
            objects(levels, dice.fork(4));
            picture.light(1, 0.08, p.width * ground.uniform(0.3, 0.7), p.height * ground.uniform(0.3, 0.7));
            picture.blur(p.blur);
            picture.noise(p.noise * (1 + ground.around(p.spread / 100)), 0.7, dice.fork(5));
            return new Sample(picture.tile(p.umPerPx), Optional.empty(), truth.detections(),
                    new ImageInfo.Conditions("", "SEM", Double.NaN, Double.NaN));
        }

        private void objects(float[] levels, Dice d) {
            int wanted = d.whole((p.objects + 2) / 3, p.objects);
            for (int tries = 0, done = 0; done < wanted && tries < 40 * wanted; tries++) {
                run.checkCancelled();
                double x = d.uniform(26, p.width - 26), y = d.uniform(26, p.height - 26);
                int kind = d.chance(p.stains / 100) ? NONE : 1 + d.below(4);
                Dice own = d.fork(tries + 10);
                if (apart(x, y) && add(kind, x, y, levels, own)) {
                    used.add(new double[] { x, y });
                    done++;
                }
            }
        }

        private boolean apart(double x, double y) {
            for (double[] other : used)
                if (Math.abs(other[0] - x) < 52 && Math.abs(other[1] - y) < 52)
                    return false;
            return true;
        }

        private boolean add(int kind, double x, double y, float[] levels, Dice d) {
            Form form = switch (kind) {
                case NONE -> Form.lump(x, y, d.uniform(3.5, 9), 0.2, d.uniform(1, 1.6), d);
                case UNKNOWN -> fibre(x, y, d);
                case LARGE -> Form.lump(x, y, d.uniform(9, 15), 0.3, d.uniform(1, 1.5), d);
                case PARTICLE -> Form.lump(x, y, d.uniform(2.6, 4.8), 0.25, d.uniform(1, 1.5), d);
                default -> Form.lump(x, y, d.uniform(2.6, 4.8), 0.1, d.uniform(1, 1.2), d);
            };
            int[] part = plane.touched(form, View.STRAIGHT, REACH);
            if (!truth.add(kind, part, 6, (column, row) -> form.at(column, row) < 0))
                return false;
            boolean dark = kind == PIT || kind != PARTICLE && kind != LARGE && d.chance(0.5);
            double contrast = kind == NONE ? d.uniform(34, 70) : kind == UNKNOWN ? d.uniform(40, 80)
                    : d.uniform(36, 110);
            float soft = kind == NONE ? (float) d.uniform(5, 10) : 1.6f;
            float change = (float) (dark ? -Math.min(80, contrast) : contrast);
            for (int row = part[1]; row < part[3]; row++)
                for (int column = part[0]; column < part[2]; column++) {
                    int i = row * p.width + column;
                    float distance = (float) form.at(column, row);
                    levels[i] += change * Picture.inside(distance, soft);
                    if (kind != NONE && kind != UNKNOWN)
                        levels[i] += relief(kind, x, y, column, row, distance);
                }
            return true;
        }

        private static Form fibre(double x, double y, Dice d) {
            double turn = d.uniform(0, 3.141592653589793), half = d.uniform(9, 17);
            double dx = half * StrictMath.cos(turn), dy = half * StrictMath.sin(turn);
            return Form.wavering(x - dx, y - dy, x + dx, y + dy, d.uniform(1.6, 2.6), 3.5, d);
        }

        /** The rim of a particle shines and it throws a shadow; a pit's far wall catches the light. */
        private static float relief(int kind, double x, double y, int column, int row, float distance) {
            double side = (column - x + row - y) / (1 + Math.abs(column - x) + Math.abs(row - y));
            float rim = (distance - 1) / 1.5f, edge = 1 / (1 + rim * rim * rim * rim);
            return kind == PIT ? (float) (34 * Math.max(0, side)) * edge
                    : (float) (18 * Math.max(0, -side) - 30 * Math.max(0, side)) * edge;
        }
    }
}
