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
 * Tiles of a wafer scan under dark light: a bare surface or dies that repeat, with bright particles, dark pits and
 * scratches. There is no golden image; a patterned tile holds several equal dies to compare. A pixel belongs to a
 * defect if its centre lies inside the defect's outline; blur makes it look a little larger.
 */
public final class WaferSamples implements Generator<WaferSamples.Params> {
    private static final List<String> CLASSES = List.of("particle", "pit", "scratch");

    /** What lies under the defects. */
    public enum Surface {
        /** No pattern. */
        BARE,
        /** Equal dies with streets between them. */
        DIES,
        /** Bare and dies in turn, by the sample's number. */
        BOTH
    }

    /** Parameters. */
    public record Params(
            @Param(label = "Width", unit = "px", min = 64, max = 4096,
                    help = "Width of the images.") int width,
            @Param(label = "Height", unit = "px", min = 64, max = 4096,
                    help = "Height of the images.") int height,
            @Param(label = "Surface", help = "A bare wafer, dies, or both in turn.") Surface surface,
            @Param(label = "Die size", unit = "px", min = 24, max = 4096, when = "surface=dies|both",
                    help = "Distance from die to die in both directions, the street included.") int die,
            @Param(label = "Defects", min = 1, max = 1000,
                    help = "Most defects on a defective tile; each has from one to so many.") int defects,
            @Param(label = "Good tiles", unit = "%", min = 0, max = 100,
                    help = "Share of tiles without a defect, spread evenly over the numbers.") double good,
            @Param(label = "Smallest defect", unit = "px", min = 1, max = 20,
                    help = "Diameter of the smallest particles and pits.") double smallest,
            @Param(label = "Vignette", unit = "%", min = 0, max = 80,
                    help = "How much darker the corners are.") double vignette,
            @Param(label = "Blur", unit = "px", min = 0, max = 5,
                    help = "Standard deviation of the optics' blur.") double blur,
            @Param(label = "Noise", unit = "grey levels", min = 0, max = 50,
                    help = "Standard deviation of the camera's noise.") double noise,
            @Param(label = "Scale", unit = "µm/px", min = 0.01, max = 100, advanced = true,
                    help = "µm that a pixel covers, written with the images.") double umPerPx) {
    }

    @Override
    public Info info() {
        return Info.of("loupe.generate-wafer", "Generate wafer tiles",
                "Tiles of bare or patterned wafers with particles, pits and scratches whose masks are exactly known. "
                        + "For learning, demonstrations and tests; figures reached on them say little about real "
                        + "wafers.");
    }

    @Override
    public Params defaults() {
        return new Params(1024, 1024, Surface.BOTH, 192, 12, 20, 2.5, 25, 0.9, 3, 0.65);
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
        private final boolean dies;
        private final Picture picture;
        private final List<double[]> used = new ArrayList<>();

        Scene(Params params, int number, Run run) {
            p = params;
            this.number = number;
            this.run = run;
            dice = new Dice(Seeds.of(number, run));
            dies = p.surface == Surface.DIES || p.surface == Surface.BOTH && number % 2 == 1;
            picture = new Picture(p.width, p.height, run);
        }

        Sample sample() {
            float[] levels = picture.levels();
            if (dies)
                pattern(levels, dice.fork(1));
            else
                Arrays.fill(levels, 46);
            picture.unevenness(levels, 4, 260, 260, dice.fork(2));
            picture.unevenness(levels, dies ? 1.5 : 2, 3, 3, dice.fork(3));
            Truth truth = new Truth(CLASSES);
            if (!Seeds.good(number, p.good))
                defects(levels, truth, dice.fork(4));
            Dice camera = dice.fork(5);
            picture.light(camera.uniform(0.95, 1.08), p.vignette / 100, p.width * camera.uniform(0.42, 0.58),
                    p.height * camera.uniform(0.42, 0.58));
            picture.blur(p.blur);
            picture.noise(p.noise, 0.6, dice.fork(6));
            return new Sample(picture.tile(p.umPerPx), Optional.empty(), truth.detections(),
                    new ImageInfo.Conditions("", "DF", Double.NaN, Double.NaN));
        }

        /** One die, drawn once and repeated: blocks of lines, cells and pads between streets. */
        private void pattern(float[] levels, Dice d) {
            int size = p.die, street = Math.max(4, size / 16);
            float[] die = new float[size * size];
            Arrays.fill(die, 40);
            int inner = size - street;
            for (int y = 0; y < inner; y++)
                for (int x = 0; x < inner; x++)
                    die[y * size + x] = x == 0 || y == 0 || x == inner - 1 || y == inner - 1 ? 88 : 55;
            int blocks = d.whole(7, 12), pad = Math.max(2, size / 32);
            for (int b = 0; b < blocks; b++) {
                int w = Math.min(inner - 4 * pad, d.whole(inner / 6, inner / 2)), x = 2 * pad;
                int h = Math.min(inner - 4 * pad, d.whole(inner / 7, inner / 3)), y = 2 * pad;
                x += d.below(Math.max(1, inner - 4 * pad - w));
                y += d.below(Math.max(1, inner - 4 * pad - h));
                block(die, size, x, y, w, h, d);
            }
            for (int x = 2 * pad; x < inner - 2 * pad; x += 2 * pad)
                for (int y : new int[] { pad / 2 + 1, inner - pad - pad / 2 - 1 })
                    fill(die, size, x, y, pad, pad, 104);
            int left = d.below(size), top = d.below(size);
            for (int y = 0; y < p.height; y++) {
                run.checkCancelled();
                for (int x = 0; x < p.width; x++)
                    levels[y * p.width + x] = die[(y + top) % size * size + (x + left) % size];
            }
        }

        private static void block(float[] die, int size, int x, int y, int w, int h, Dice d) {
            int kind = d.below(4), period = d.whole(3, 6);
            float base = (float) d.uniform(44, 70), line = (float) d.uniform(62, 92);
            for (int row = y; row < y + h; row++)
                for (int column = x; column < x + w; column++) {
                    boolean on = switch (kind) {
                        case 0 -> (column - x) % period < period / 2;
                        case 1 -> (row - y) % period < period / 2;
                        case 2 -> (column - x) % period < period / 2 && (row - y) % period < period - 1;
                        default -> false;
                    };
                    boolean border = row == y || column == x || row == y + h - 1 || column == x + w - 1;
                    die[row * size + column] = border ? 80 : on ? line : base;
                }
        }

        private static void fill(float[] die, int size, int x, int y, int w, int h, float level) {
            for (int row = Math.max(0, y); row < Math.min(size, y + h); row++)
                for (int column = Math.max(0, x); column < Math.min(size, x + w); column++)
                    die[row * size + column] = level;
        }

        private void defects(float[] levels, Truth truth, Dice d) {
            Field plane = new Field(p.width, p.height);
            int wanted = d.whole(1, p.defects);
            for (int tries = 0, done = 0; done < wanted && tries < 40 * wanted; tries++) {
                run.checkCancelled();
                double x = d.uniform(8, p.width - 8), y = d.uniform(8, p.height - 8);
                double draw = d.uniform();
                if (draw < 0.12)
                    done += scratch(plane, levels, truth, x, y, d) ? 1 : 0;
                else if (apart(x, y, 24))
                    done += lump(plane, levels, truth, draw < 0.68, x, y, d) ? 1 : 0;
            }
        }

        private boolean apart(double x, double y, double distance) {
            for (double[] other : used)
                if (Math.abs(other[0] - x) < distance && Math.abs(other[1] - y) < distance)
                    return false;
            return true;
        }

        private boolean lump(Field plane, float[] levels, Truth truth, boolean particle, double x, double y, Dice d) {
            double size = d.uniform(), radius = p.smallest / 2 + 7 * size * size * size * size + 1.2 * size;
            Form form = Form.lump(x, y, radius, particle ? 0.28 : 0.1, d.uniform(1, particle ? 1.7 : 1.25), d);
            int[] part = plane.touched(form, View.STRAIGHT, 4);
            if (!truth.add(particle ? 0 : 1, part, 2, (column, row) -> form.at(column, row) < 0))
                return false;
            used.add(new double[] { x, y });
            float level = (float) (particle ? d.uniform(130, 250) : d.uniform(6, 20));
            for (int row = part[1]; row < part[3]; row++)
                for (int column = part[0]; column < part[2]; column++) {
                    int i = row * p.width + column;
                    float inside = Picture.inside((float) form.at(column, row), 1.4f);
                    levels[i] += inside * (level - levels[i]);
                    if (!particle)
                        levels[i] += glint(form, x, y, column, row);
                }
            return true;
        }

        /** The lower right wall of a pit catches the light. */
        private static float glint(Form form, double x, double y, int column, int row) {
            float ring = ((float) form.at(column, row) - 1) / 1.3f;
            double side = (column - x + row - y) / (1 + Math.abs(column - x) + Math.abs(row - y));
            return side <= 0 ? 0 : (float) (24 * side) / (1 + ring * ring * ring * ring);
        }

        /** A bent line of changing depth; the mask is where it is deep enough to be seen. */
        private boolean scratch(Field plane, float[] levels, Truth truth, double x, double y, Dice d) {
            double length = d.uniform(0.06, 0.35) * Math.min(p.width, p.height), turn = d.uniform(0, 6.283185307179586);
            double bend = d.around(0.03), half = d.uniform(0.6, 1.4);
            List<Form> pieces = new ArrayList<>();
            int n = Math.max(4, (int) (length / 6));
            double px = x, py = y;
            List<double[]> centres = new ArrayList<>();
            for (int i = 0; i < n; i++) {
                double qx = px + StrictMath.cos(turn) * length / n, qy = py + StrictMath.sin(turn) * length / n;
                if (qx < 6 || qy < 6 || qx > p.width - 6 || qy > p.height - 6)
                    break;
                double t = (i + 0.5) / n, depth = 0.55 + 0.45 * Math.min(1, 6 * Math.min(t, 1 - t));
                pieces.add(Form.taper(px, py, half * depth, qx, qy, half * depth));
                centres.add(new double[] { qx, qy });
                turn += bend + d.around(0.05);
                px = qx;
                py = qy;
            }
            for (double[] centre : centres)
                if (!apart(centre[0], centre[1], 14))
                    return false;
            if (pieces.size() < 4)
                return false;
            Form form = Form.union(pieces);
            int[] part = plane.touched(form, View.STRAIGHT, 3);
            int w = part[2] - part[0];
            float[] distance = new float[w * (part[3] - part[1])];
            Arrays.fill(distance, Field.FAR);
            for (Form piece : pieces) {
                int[] near = plane.touched(piece, View.STRAIGHT, 3);
                for (int row = near[1]; row < near[3]; row++)
                    for (int column = near[0]; column < near[2]; column++) {
                        int i = (row - part[1]) * w + column - part[0];
                        distance[i] = Math.min(distance[i], (float) piece.at(column, row));
                    }
            }
            if (!truth.add(2, part, 8, (column, row) -> distance[(row - part[1]) * w + column - part[0]] < 0))
                return false;
            used.addAll(centres);
            float level = (float) d.uniform(60, 130);
            for (int row = part[1]; row < part[3]; row++)
                for (int column = part[0]; column < part[2]; column++)
                    levels[row * p.width + column] += level
                            * Picture.inside(distance[(row - part[1]) * w + column - part[0]], 1.4f);
            return true;
        }
    }
}
