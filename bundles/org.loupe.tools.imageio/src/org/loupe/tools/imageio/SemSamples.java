package org.loupe.tools.imageio;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.loupe.api.Device;
import org.loupe.api.Generator;
import org.loupe.api.ImageInfo;
import org.loupe.api.Param;
import org.loupe.api.Run;
import org.loupe.api.Sample;
import org.loupe.api.Step;
import org.loupe.tools.imageio.internal.DataBar;
import org.loupe.tools.imageio.internal.Dice;
import org.loupe.tools.imageio.internal.Field;
import org.loupe.tools.imageio.internal.Form;
import org.loupe.tools.imageio.internal.Picture;
import org.loupe.tools.imageio.internal.Truth;
import org.loupe.tools.imageio.internal.View;

/**
 * Layers of integrated circuits as a scanning electron microscope shows them: resist lines or contact holes with
 * bright edges, rough outlines, shot noise, charging, and the instrument's data bar below. Test image and the same
 * place of a neighbouring die as reference. Truth is exact as in {@link BoardSamples}; a particle's mask is its own
 * outline. Nothing lies in the data bar.
 */
public final class SemSamples implements Generator<SemSamples.Params> {
    private static final List<String> CLASSES = List.of("bridge", "break", "particle", "missing-contact");
    private static final int LEAST_PIXELS = 8;

    /** What the layer holds. */
    public enum Layer {
        /** Lines and spaces. */
        LINES,
        /** Contact holes. */
        CONTACTS,
        /** Lines and contacts in turn, by the sample's number. */
        BOTH
    }

    /** Parameters. */
    public record Params(
            @Param(label = "Width", unit = "px", min = 128, max = 4096,
                    help = "Width of the images.") int width,
            @Param(label = "Height", unit = "px", min = 128, max = 4096,
                    help = "Height of the images, with the data bar.") int height,
            @Param(label = "Layer", help = "Lines, contacts, or both in turn.") Layer layer,
            @Param(label = "Pitch", unit = "px", min = 12, max = 400,
                    help = "Distance from line to line, or from contact to contact.") double pitch,
            @Param(label = "Defects", min = 1, max = 100,
                    help = "Most defects on a defective image; each has from one to so many.") int defects,
            @Param(label = "Good images", unit = "%", min = 0, max = 100,
                    help = "Share of images without a defect, spread evenly over the numbers.") double good,
            @Param(label = "Largest shift", unit = "px", min = 0, max = 50,
                    help = "How far the test image lies off its reference, at random up to this.") double maxShift,
            @Param(label = "Edge roughness", unit = "px", min = 0, max = 10,
                    help = "How far outlines waver; other in the test image than in the reference.") double roughness,
            @Param(label = "Charging", unit = "%", min = 0, max = 60,
                    help = "Brightness gradient and streaks by charge on the sample.") double charging,
            @Param(label = "Blur", unit = "px", min = 0, max = 5,
                    help = "Standard deviation of the beam.") double blur,
            @Param(label = "Noise", unit = "grey levels", min = 0, max = 60,
                    help = "Standard deviation of the noise at medium grey; it grows with the brightness.")
            double noise,
            @Param(label = "Data bar", help = "Adds the instrument's bar of text and scale below the image.")
            boolean dataBar,
            @Param(label = "Scale", unit = "µm/px", min = 0.00001, max = 10, advanced = true,
                    help = "µm that a pixel covers, written with the images.") double umPerPx) {
    }

    @Override
    public Info info() {
        return Info.of("loupe.generate-sem", "Generate SEM images",
                "Pairs of electron microscope images of lines or contact holes with bridges, breaks, particles and "
                        + "missing contacts whose masks are exactly known. For learning, demonstrations and tests; "
                        + "figures reached on them say little about real layers.");
    }

    @Override
    public Params defaults() {
        return new Params(1024, 768, Layer.BOTH, 34, 5, 20, 5, 0.8, 12, 0.9, 11, true, 0.002);
    }

    @Override
    public Step<Integer, Sample> open(Params params, Device device) {
        return (number, run) -> new Scene(params, number, run).sample();
    }

    /** Draws one sample. */
    private static final class Scene {
        private final Params p;
        private final int number;
        private final Run run;
        private final Dice dice;
        private final boolean lines;
        private final int imageHeight;
        private final double reach;
        /** Lines: ax, ay, bx, by, half width; contacts: x, y, radius. */
        private final List<double[]> places = new ArrayList<>();
        private final List<Form> forms = new ArrayList<>();

        Scene(Params params, int number, Run run) {
            p = params;
            this.number = number;
            this.run = run;
            dice = new Dice(Seeds.of(number, run));
            lines = p.layer == Layer.LINES || p.layer == Layer.BOTH && number % 2 == 0;
            imageHeight = p.height - (p.dataBar ? DataBar.height(p.height) : 0);
            reach = 16 + 2 * p.roughness;
        }

        Sample sample() {
            if (lines)
                layLines(dice.fork(1));
            else
                layContacts(dice.fork(1));
            Dice pose = dice.fork(2);
            View view = new View(1, 0, 0, 0, pose.around(p.maxShift), pose.around(p.maxShift));
            Field golden = field(View.STRAIGHT, dice.fork(3)), test = field(view, dice.fork(4));
            Truth truth = new Truth(CLASSES);
            List<Form> particles = new ArrayList<>();
            if (!Seeds.good(number, p.good))
                defects(golden, test, view, truth, particles, dice.fork(5));
            String layer = lines ? "M1" : "CT";
            double magnification = Math.rint(127_000 / (p.width * p.umPerPx) / 100) * 100;
            return new Sample(picture(test, particles, 6, magnification).tile(p.umPerPx),
                    Optional.of(picture(golden, List.of(), 20, magnification).tile(p.umPerPx)), truth.detections(),
                    new ImageInfo.Conditions(layer, "SEM", magnification, Double.NaN));
        }

        /** Vertical lines with a jog or an end here and there, as a metal layer has them. */
        private void layLines(Dice d) {
            double half = p.pitch * d.uniform(0.23, 0.29), top = -40, bottom = imageHeight + 40;
            double first = -40 + d.uniform(0, p.pitch);
            int n = (int) ((p.width + 80) / p.pitch) + 1;
            double jog = d.uniform(0.25, 0.75) * imageHeight;
            int from = d.whole(1, Math.max(1, n - 3)), jogged = d.whole(2, 9);
            for (int i = 0; i < n; i++) {
                double x = first + i * p.pitch;
                if (i >= from && i < from + jogged) {
                    double bend = jog - (i - from) * p.pitch * 0.4142;
                    line(x, top, x, bend, half);
                    line(x, bend, x + p.pitch, bend + p.pitch, half);
                    line(x + p.pitch, bend + p.pitch, x + p.pitch, bottom, half);
                } else if (i == from + jogged) {
                    line(x, top, x, jog - jogged * p.pitch * 0.4142 - p.pitch * 0.3, half);
                } else if (d.chance(0.12)) {
                    double gap = d.uniform(0.1, 0.9) * imageHeight;
                    line(x, top, x, gap - p.pitch * 0.55, half);
                    line(x, gap + p.pitch * 0.55, x, bottom, half);
                } else if (i != from - 1 || d.chance(0.5)) {
                    line(x, top, x, bottom, half);
                }
            }
            line(first + (from - 1) * p.pitch, top, first + (from - 1) * p.pitch, bottom, half);
        }

        private void line(double ax, double ay, double bx, double by, double half) {
            if (by - ay < 2 * half)
                return;
            places.add(new double[] { ax, ay, bx, by, half });
            forms.add(Form.line(ax, ay, bx, by, half));
        }

        /** Contact holes on a grid, every other row offset on some layers; some sites are not used. */
        private void layContacts(Dice d) {
            double radius = p.pitch * d.uniform(0.24, 0.31), offset = d.chance(0.5) ? p.pitch / 2 : 0;
            double pitchY = p.pitch * (offset > 0 ? 0.87 : 1);
            double first = d.uniform(0, p.pitch), top = d.uniform(0, pitchY);
            boolean sparse = d.chance(0.4);
            int row = 0;
            for (double y = top - 40; y < imageHeight + 40; y += pitchY, row++)
                for (double x = first - 40 + (row % 2) * offset; x < p.width + 40; x += p.pitch)
                    if (!sparse || !d.chance(0.18))
                        places.add(new double[] { x, y, radius });
            for (double[] place : places)
                forms.add(Form.disc(place[0], place[1], place[2]));
        }

        private Field field(View view, Dice rough) {
            Field field = new Field(p.width, imageHeight);
            for (Form form : forms) {
                run.checkCancelled();
                field.unite(form, view, reach);
            }
            Picture plane = new Picture(p.width, imageHeight, run);
            plane.unevenness(field.distances(), p.roughness * 1.3, p.pitch * 0.6, 14, rough);
            plane.unevenness(field.distances(), p.roughness * 0.7, 6, 5, rough);
            return field;
        }

        private void defects(Field golden, Field test, View view, Truth truth, List<Form> particles, Dice d) {
            int wanted = d.whole(1, p.defects);
            List<double[]> used = new ArrayList<>();
            for (int tries = 0, done = 0; done < wanted && tries < 60 * wanted; tries++) {
                run.checkCancelled();
                double[] at = places.isEmpty() ? new double[5] : places.get(d.below(places.size()));
                int kind = places.isEmpty() ? 2 : lines ? d.below(3) : d.below(4);
                if (!lines && kind == 1)
                    kind = 3;
                double x = at[0], y = lines ? d.uniform(0, imageHeight) : at[1];
                if (kind == 2) {
                    x = d.uniform(0, p.width);
                    y = d.uniform(0, imageHeight);
                } else if (lines && (at[0] != at[2] || y < at[1] + p.pitch || y > at[3] - p.pitch)) {
                    continue;
                }
                double px = view.toX(x, y), py = view.toY(x, y), edge = p.pitch * 0.9;
                if (px < edge || py < edge || px > p.width - edge || py > imageHeight - edge || near(used, px, py))
                    continue;
                boolean added = switch (kind) {
                    case 0 -> bridge(golden, test, view, truth, at, x, y, d);
                    case 1 -> cut(test, view, truth, at, x, y, d);
                    case 2 -> particle(test, view, truth, particles, x, y, d);
                    default -> missing(test, view, truth, at);
                };
                if (added) {
                    used.add(new double[] { px, py });
                    done++;
                }
            }
        }

        private boolean near(List<double[]> used, double x, double y) {
            for (double[] other : used)
                if (Math.abs(other[0] - x) < 3 * p.pitch && Math.abs(other[1] - y) < 3 * p.pitch)
                    return true;
            return false;
        }

        private boolean bridge(Field golden, Field test, View view, Truth truth, double[] at, double x, double y,
                Dice d) {
            double half = lines ? at[4] : at[2], gap = Double.NaN;
            for (double s = half + 3; s < p.pitch && Double.isNaN(gap); s += 0.5)
                if (golden.at(x + s, y) < 0)
                    gap = s;
            if (Double.isNaN(gap))
                return false;
            double thick = half * d.uniform(0.3, 0.8);
            Form form = Form.wavering(x + half * 0.7, y, x + gap + half * 0.3, y + d.around(half * 0.5), thick,
                    half * 0.25, d);
            return change(0, test, view, truth, form, true);
        }

        private boolean cut(Field test, View view, Truth truth, double[] at, double x, double y, Dice d) {
            double half = at[4], gap = half * d.uniform(0.5, 1.6);
            Form form = Form.wavering(x - half - 3, y + d.around(2), x + half + 3, y + d.around(2), gap / 2 + 1, 1.5,
                    d);
            return change(1, test, view, truth, form, false);
        }

        private boolean missing(Field test, View view, Truth truth, double[] at) {
            double radius = Math.max(at[2] + 2, Math.min(at[2] + 9, p.pitch * 0.87 - at[2] - 2));
            return change(3, test, view, truth, Form.disc(at[0], at[1], radius), false);
        }

        private boolean change(int kind, Field test, View view, Truth truth, Form form, boolean add) {
            int[] part = test.touched(form, view, reach);
            int w = part[2] - part[0], h = part[3] - part[1];
            if (w <= 0 || h <= 0)
                return false;
            float[] now = test.distances(), before = new float[w * h];
            for (int row = 0; row < h; row++)
                System.arraycopy(now, (part[1] + row) * p.width + part[0], before, row * w, w);
            if (add)
                test.unite(form, view, reach);
            else
                test.subtract(form, view, reach);
            boolean seen = truth.add(kind, part, LEAST_PIXELS, (column, row) -> now[row * p.width + column] < 0
                    != before[(row - part[1]) * w + column - part[0]] < 0);
            if (!seen)
                for (int row = 0; row < h; row++)
                    System.arraycopy(before, row * w, now, (part[1] + row) * p.width + part[0], w);
            return seen;
        }

        private boolean particle(Field test, View view, Truth truth, List<Form> particles, double x, double y,
                Dice d) {
            double radius = d.uniform(0.14, 0.6) * p.pitch;
            Form form = Form.lump(view.toX(x, y), view.toY(x, y), Math.max(2.2, radius), 0.3, d.uniform(1, 1.8), d);
            int[] part = test.touched(form, View.STRAIGHT, 2);
            boolean seen = truth.add(2, part, LEAST_PIXELS, (column, row) -> form.at(column, row) < 0);
            if (seen)
                particles.add(form);
            return seen;
        }

        /** Secondary electrons: bright where edges let more of them out, dark in narrow spaces. */
        private Picture picture(Field field, List<Form> particles, int purpose, double magnification) {
            Picture picture = new Picture(p.width, imageHeight, run);
            float[] levels = picture.levels(), d = field.distances();
            float[] fine = new float[levels.length];
            picture.unevenness(fine, 5, 60, 60, dice.fork(purpose));
            picture.unevenness(fine, 4, 3, 3, dice.fork(purpose + 1));
            float inside = lines ? 122 : 34, outside = lines ? 62 : 118, edge = lines ? 96 : 84;
            float wide = (float) (lines ? 2.6 : 2.9);
            for (int y = 0, i = 0; y < imageHeight; y++) {
                run.checkCancelled();
                for (int x = 0; x < p.width; x++, i++) {
                    float a = Picture.inside(d[i], 2.2f);
                    float flank = (d[i] - (lines ? -0.8f : 0.8f)) / wide;
                    float bright = 1 / (1 + flank * flank * flank * flank);
                    float shade = lines ? 18 / (1 + Math.max(0, d[i] - 2) * 0.35f) : 0;
                    float depth = lines ? 0 : 14 * Picture.inside(d[i] + 4, 6);
                    levels[i] = outside + fine[i] - shade + a * (inside - outside + shade - depth) + edge * bright;
                }
            }
            for (Form form : particles)
                add(field, form, levels);
            charge(picture, particles, purpose + 2);
            picture.blur(p.blur);
            picture.noise(p.noise, 0.85, dice.fork(purpose + 3));
            if (!p.dataBar)
                return picture;
            Picture whole = new Picture(p.width, p.height, run);
            System.arraycopy(levels, 0, whole.levels(), 0, levels.length);
            DataBar.draw(whole.levels(), p.width, imageHeight, p.height, p.umPerPx, magnification, number);
            return whole;
        }

        /** A lump of dirt: brightest at its rim, with a dark halo where it shades the layer. */
        private void add(Field field, Form form, float[] levels) {
            int[] part = field.touched(form, View.STRAIGHT, 9);
            for (int y = part[1]; y < part[3]; y++)
                for (int x = part[0]; x < part[2]; x++) {
                    int i = y * p.width + x;
                    float d = (float) form.at(x, y), a = Picture.inside(d, 2), rim = (d + 1.2f) / 2.6f;
                    float level = levels[i] * (1 - 0.35f * Picture.inside(d - 3, 8));
                    levels[i] = level + a * (168 - level) + 62 / (1 + rim * rim * rim * rim);
                }
        }

        /** Charge: a gradient, rows of changing brightness, and a dark trail behind particles. */
        private void charge(Picture picture, List<Form> particles, int purpose) {
            Dice d = dice.fork(purpose);
            float[] levels = picture.levels();
            float most = (float) p.charging / 100;
            double gx = d.around(1), gy = d.around(1);
            float drift = 0;
            for (int y = 0; y < imageHeight; y++) {
                drift = 0.9f * drift + 0.1f * d.normal();
                double down = gy * (y / (double) imageHeight - 0.5);
                float row = 1 + most * (0.12f * d.normal() * 0.5f + 0.35f * drift);
                for (int x = 0; x < p.width; x++)
                    levels[y * p.width + x] *= row
                            * (float) (1 + most * (gx * (x / (double) p.width - 0.5) + down));
            }
            for (Form form : particles) {
                double[] box = form.box();
                int top = (int) Math.max(0, box[1]), bottom = (int) Math.min(imageHeight - 1, box[3]);
                for (int y = top; y <= bottom; y++)
                    for (int x = (int) Math.max(0, box[2]); x < Math.min(p.width, box[2] + 90); x++)
                        levels[y * p.width + x] *= 1 - 0.9f * most * (float) (1 - (x - box[2]) / 90);
            }
        }
    }
}
