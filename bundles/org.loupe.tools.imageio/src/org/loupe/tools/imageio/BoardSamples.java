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
import org.loupe.tools.imageio.internal.BoardLayout;
import org.loupe.tools.imageio.internal.Dice;
import org.loupe.tools.imageio.internal.Field;
import org.loupe.tools.imageio.internal.Form;
import org.loupe.tools.imageio.internal.Picture;
import org.loupe.tools.imageio.internal.Truth;
import org.loupe.tools.imageio.internal.View;

/**
 * Bare circuit boards as a grey camera sees them, each with its golden image. The board under test is drawn from the
 * same layout: shifted, turned and scaled, with lines etched wider or narrower, other light, blur and noise, and with
 * defects of six classes. Truth is exact: a pixel belongs to a defect if its centre is copper with the defect and not
 * without it, or the other way round.
 */
public final class BoardSamples implements Generator<BoardSamples.Params> {
    private static final List<String> CLASSES = List.of("open", "short", "mousebite", "spur", "spurious-copper",
            "pin-hole");
    private static final int LEAST_PIXELS = 9;

    /** Parameters. */
    public record Params(
            @Param(label = "Width", unit = "px", min = 64, max = 4096,
                    help = "Width of the images.") int width,
            @Param(label = "Height", unit = "px", min = 64, max = 4096,
                    help = "Height of the images.") int height,
            @Param(label = "Defects", min = 1, max = 200,
                    help = "Most defects on a defective board; each has from one to so many.") int defects,
            @Param(label = "Good boards", unit = "%", min = 0, max = 100,
                    help = "Share of boards without a defect, spread evenly over the numbers.") double good,
            @Param(label = "Trace width", unit = "px", min = 4, max = 60,
                    help = "Width of usual traces; all other sizes follow from it.") double traceWidth,
            @Param(label = "Largest shift", unit = "px", min = 0, max = 50,
                    help = "How far the test image lies off its golden image, at random up to this.") double maxShift,
            @Param(label = "Largest rotation", unit = "°", min = 0, max = 5,
                    help = "How far the test image is turned, at random up to this.") double maxRotation,
            @Param(label = "Largest scale change", unit = "%", min = 0, max = 5,
                    help = "How much larger or smaller the test image is, at random up to this.") double maxScale,
            @Param(label = "Etch variation", unit = "px", min = 0, max = 5,
                    help = "How far edges of copper move when lines are etched wider or narrower.") double etch,
            @Param(label = "Brightness variation", unit = "%", min = 0, max = 50,
                    help = "How much brighter or darker the test image is, at random up to this.") double gain,
            @Param(label = "Vignette", unit = "%", min = 0, max = 80,
                    help = "How much darker the corners of the test image are.") double vignette,
            @Param(label = "Blur", unit = "px", min = 0, max = 5,
                    help = "Standard deviation of the camera's blur.") double blur,
            @Param(label = "Noise", unit = "grey levels", min = 0, max = 50,
                    help = "Standard deviation of the test image's noise; the golden image has half of it.")
            double noise,
            @Param(label = "Scale", unit = "µm/px", min = 0.01, max = 1000, advanced = true,
                    help = "µm that a pixel covers, written with the images.") double umPerPx) {
    }

    @Override
    public Info info() {
        return Info.of("loupe.generate-boards", "Generate circuit boards",
                "Pairs of circuit board images, golden and under test, with opens, shorts, mouse bites, spurs, "
                        + "spurious copper and pin-holes whose masks are exactly known. For learning, demonstrations "
                        + "and tests; figures reached on them say little about real boards.");
    }

    @Override
    public Params defaults() {
        return new Params(640, 640, 8, 20, 10, 6, 0.4, 0.2, 0.6, 8, 12, 0.9, 4, 20.8);
    }

    @Override
    public Step<Integer, Sample> open(Params params, Device device) {
        return (number, run) -> new Board(params, Seeds.of(number, run), run).sample(number);
    }

    /** Draws one sample. */
    private static final class Board {
        private final Params p;
        private final Dice dice;
        private final Run run;
        private final BoardLayout layout;
        private final double margin;

        Board(Params params, long seed, Run run) {
            p = params;
            this.run = run;
            dice = new Dice(seed);
            layout = BoardLayout.of(p.width, p.height, p.traceWidth, dice.fork(1));
            margin = layout.clearance() + 2 * p.etch + 4;
        }

        Sample sample(int number) {
            Field holes = holes(View.STRAIGHT), copper = copper(View.STRAIGHT);
            Dice pose = dice.fork(2);
            double angle = pose.around(p.maxRotation), scale = 1 + pose.around(p.maxScale) / 100;
            View view = View.of(angle, scale, p.width / 2.0, p.height / 2.0, pose.around(p.maxShift),
                    pose.around(p.maxShift));
            float etch = (float) pose.around(p.etch);
            Field testHoles = holes(view), testCopper = copper(view);
            float[] rough = new float[p.width * p.height];
            Picture texture = new Picture(p.width, p.height, run);
            texture.unevenness(rough, 0.35, 9, 9, dice.fork(3));
            texture.unevenness(rough, 0.25, 4, 4, dice.fork(4));
            for (int i = 0; i < rough.length; i++)
                testCopper.distances()[i] += rough[i] - etch;
            Truth truth = new Truth(CLASSES);
            if (!Seeds.good(number, p.good))
                new Defects(copper, testCopper, testHoles, view, truth).add();
            float[] goldenRough = new float[p.width * p.height];
            texture.unevenness(goldenRough, 0.25, 9, 9, dice.fork(5));
            for (int i = 0; i < goldenRough.length; i++)
                copper.distances()[i] += goldenRough[i];
            Picture golden = picture(copper, holes, dice.fork(6));
            golden.blur(p.blur);
            golden.noise(p.noise / 2, 0.5, dice.fork(7));
            Picture test = picture(testCopper, testHoles, dice.fork(8));
            test.light(1 + pose.around(p.gain) / 100, p.vignette / 100, p.width * pose.uniform(0.35, 0.65),
                    p.height * pose.uniform(0.35, 0.65));
            test.blur(p.blur * pose.uniform(0.85, 1.25));
            test.noise(p.noise, 0.5, dice.fork(9));
            return new Sample(test.tile(p.umPerPx), Optional.of(golden.tile(p.umPerPx)), truth.detections(),
                    new ImageInfo.Conditions("", "BF", Double.NaN, Double.NaN));
        }

        private Field copper(View view) {
            Field field = new Field(p.width, p.height);
            for (Form form : layout.copper()) {
                run.checkCancelled();
                field.unite(form, view, margin);
            }
            if (layout.ground().isEmpty())
                return field;
            Field ground = new Field(p.width, p.height);
            for (Form form : layout.ground()) {
                run.checkCancelled();
                ground.unite(form, view, 6 + 2 * p.etch);
            }
            float clear = (float) (layout.clearance() * view.scale());
            float[] signal = field.distances(), area = ground.distances();
            for (int i = 0; i < signal.length; i++)
                signal[i] = Math.min(signal[i], Math.max(area[i], clear - signal[i]));
            return field;
        }

        private Field holes(View view) {
            Field field = new Field(p.width, p.height);
            for (Form form : layout.holes())
                field.unite(form, view, 6);
            return field;
        }

        /** Grey levels of board, copper and holes, with what makes them look made. */
        private Picture picture(Field copper, Field holes, Dice look) {
            int n = p.width * p.height;
            Picture picture = new Picture(p.width, p.height, run);
            float[] metal = new float[n], board = new float[n];
            picture.unevenness(metal, 7, 90, 70, look);
            picture.unevenness(metal, 5, 22, 3.5, look);
            picture.unevenness(metal, 4, 2.5, 2.5, look);
            picture.unevenness(board, 4, 120, 120, look);
            picture.unevenness(board, 3, 3, 3, look);
            float[] levels = picture.levels();
            int weave = Math.max(6, (int) Math.rint(p.traceWidth * 1.2));
            for (int y = 0, i = 0; y < p.height; y++) {
                run.checkCancelled();
                for (int x = 0; x < p.width; x++, i++) {
                    float d = copper.distances()[i], a = Picture.inside(d, 1.2f);
                    float h = holes.distances()[i], drilled = Picture.inside(h, 1.2f);
                    float thread = (x / weave + y / weave & 1) == 0 ? wave(x, weave) : wave(y, weave);
                    float substrate = 52 + board[i] + 3.5f * thread - 7 * Picture.inside(d - 2, 5);
                    float flank = Picture.inside(d + 1.6f, 3.4f);
                    float top = 172 + metal[i] - 34 * (1 - flank);
                    float rim = Picture.inside(h - 1.5f, 2.5f);
                    float level = substrate + a * (top - substrate) + 14 * a * rim;
                    levels[i] = level + drilled * (20 + 0.3f * board[i] - level);
                }
            }
            return picture;
        }

        private static float wave(int x, int period) {
            float t = (float) (x % period) / period;
            return 4 * t * (1 - t);
        }

        /** Puts defects into the test board's copper. */
        private final class Defects {
            private final Field golden;
            private final Field copper;
            private final Field holes;
            private final View view;
            private final Truth truth;
            private final Dice d = dice.fork(10);
            private final List<double[]> places = new ArrayList<>();

            Defects(Field golden, Field copper, Field holes, View view, Truth truth) {
                this.golden = golden;
                this.copper = copper;
                this.holes = holes;
                this.view = view;
                this.truth = truth;
            }

            void add() {
                int wanted = d.whole(1, p.defects);
                for (int tries = 0, done = 0; done < wanted && tries < 60 * wanted; tries++) {
                    run.checkCancelled();
                    int kind = d.below(CLASSES.size());
                    done += switch (kind) {
                        case 0 -> open();
                        case 1 -> bridge();
                        case 2 -> bite();
                        case 3 -> spur();
                        case 4 -> island();
                        default -> pinHole();
                    } ? 1 : 0;
                }
            }

            /** A place on a trace: x, y, direction x, direction y, half width; or {@code null}. */
            private double[] onTrace() {
                if (layout.traces().isEmpty())
                    return null;
                double[] t = layout.traces().get(d.below(layout.traces().size()));
                double dx = t[2] - t[0], dy = t[3] - t[1], length = Math.sqrt(dx * dx + dy * dy);
                if (length < 4 * t[4])
                    return null;
                double at = d.uniform(2 * t[4], length - 2 * t[4]) / length;
                return new double[] { t[0] + at * dx, t[1] + at * dy, dx / length, dy / length, t[4] };
            }

            private boolean open() {
                double[] t = onTrace();
                if (t == null)
                    return false;
                double gap = t[4] * d.uniform(0.35, 1.1), reach = t[4] + 2 + p.etch, lean = d.around(0.5);
                double nx = -t[3] + lean * t[2], ny = t[2] + lean * t[3];
                Form cut = Form.wavering(t[0] - nx * reach, t[1] - ny * reach, t[0] + nx * reach, t[1] + ny * reach,
                        gap / 2 + 1, gap * 0.4, d);
                return apply(0, cut, false, t[0], t[1]);
            }

            private boolean bridge() {
                double[] t = onTrace();
                if (t == null)
                    return false;
                double side = d.chance(0.5) ? 1 : -1, nx = -t[3] * side, ny = t[2] * side;
                double gap = gap(t[0] + nx * t[4], t[1] + ny * t[4], nx, ny, 5 * t[4]);
                if (Double.isNaN(gap))
                    return false;
                double lean = d.around(0.35), ex = nx + lean * t[2], ey = ny + lean * t[3];
                double from = t[4] * 0.6, to = t[4] + gap + 2.5 + p.etch;
                Form line = Form.wavering(t[0] + ex * from, t[1] + ey * from, t[0] + ex * to, t[1] + ey * to,
                        t[4] * d.uniform(0.25, 0.7) + 0.5, t[4] * 0.5, d);
                return apply(1, line, true, t[0] + nx * (t[4] + gap / 2), t[1] + ny * (t[4] + gap / 2));
            }

            /** How far the next copper is; NaN if there is none within {@code most}. */
            private double gap(double x, double y, double nx, double ny, double most) {
                for (double s = 2; s < most; s += 0.5)
                    if (golden.at(x + s * nx, y + s * ny) < 0)
                        return s > 3 ? s : Double.NaN;
                return Double.NaN;
            }

            private boolean bite() {
                double[] t = onTrace();
                if (t == null)
                    return false;
                double side = d.chance(0.5) ? 1 : -1, radius = t[4] * d.uniform(0.5, 0.85);
                double off = t[4] + radius * d.uniform(-0.15, 0.35) - p.etch / 2;
                double x = t[0] - t[3] * side * off, y = t[1] + t[2] * side * off;
                return apply(2, Form.lump(x, y, radius, 0.3, d.uniform(1, 1.7), d), false, x, y);
            }

            private boolean spur() {
                double[] t = onTrace();
                if (t == null)
                    return false;
                double side = d.chance(0.5) ? 1 : -1, nx = -t[3] * side, ny = t[2] * side;
                double gap = gap(t[0] + nx * t[4], t[1] + ny * t[4], nx, ny, 6 * t[4]);
                double room = Double.isNaN(gap) ? 4 * t[4] : gap - 4 - p.etch;
                if (room < 5)
                    return false;
                double length = d.uniform(4.5, Math.min(room, 3 * t[4])), lean = d.around(0.6);
                double ex = nx + lean * t[2], ey = ny + lean * t[3], root = t[4] * 0.8, tip = t[4] + length;
                Form thorn = Form.union(List.of(
                        Form.taper(t[0] + ex * root, t[1] + ey * root, t[4] * d.uniform(0.4, 0.7), t[0] + ex * tip,
                                t[1] + ey * tip, 1),
                        Form.lump(t[0] + ex * (root + 0.55 * length), t[1] + ey * (root + 0.55 * length),
                                t[4] * d.uniform(0.3, 0.45), 0.3, 1.2, d)));
                return apply(3, thorn, true, t[0] + ex * tip / 2, t[1] + ey * tip / 2);
            }

            /** A place that far from edges of copper, outside it or inside; {@code null} if none is found. */
            private double[] deep(boolean inside, double least) {
                for (int tries = 0; tries < 40; tries++) {
                    double x = d.uniform(0, p.width), y = d.uniform(0, p.height);
                    double room = (inside ? -1 : 1) * golden.at(x, y) - p.etch;
                    if (room >= least && (!inside || holes.at(view.toX(x, y), view.toY(x, y)) > 7))
                        return new double[] { x, y, room };
                }
                return null;
            }

            private boolean island() {
                double[] at = deep(false, 6.5);
                if (at == null)
                    return false;
                double radius = d.uniform(2.5, Math.max(2.6, Math.min((at[2] - 3) / 1.5, 1.4 * p.traceWidth)));
                return apply(4, Form.lump(at[0], at[1], radius, 0.3, d.uniform(1, 1.8), d), true, at[0], at[1]);
            }

            private boolean pinHole() {
                double[] at = deep(true, Math.max(2.6, 0.32 * p.traceWidth));
                if (at == null)
                    return false;
                double radius = d.uniform(1.8, Math.max(1.9, Math.min(at[2] - 1, 0.6 * p.traceWidth)));
                return apply(5, Form.lump(at[0], at[1], radius, 0.2, d.uniform(1, 1.4), d), false, at[0], at[1]);
            }

            /** Draws the defect and keeps it if it can be seen and stands alone. */
            private boolean apply(int kind, Form form, boolean add, double x, double y) {
                double px = view.toX(x, y), py = view.toY(x, y), edge = Math.min(24, p.width / 8.0);
                if (px < edge || py < edge || px > p.width - edge || py > p.height - edge)
                    return false;
                for (double[] other : places)
                    if (Math.abs(other[0] - px) < 4 * p.traceWidth && Math.abs(other[1] - py) < 4 * p.traceWidth)
                        return false;
                int[] part = copper.touched(form, view, 5);
                int w = part[2] - part[0], h = part[3] - part[1];
                if (w <= 0 || h <= 0)
                    return false;
                float[] before = new float[w * h], now = copper.distances();
                for (int row = 0; row < h; row++)
                    System.arraycopy(now, (part[1] + row) * p.width + part[0], before, row * w, w);
                if (add)
                    copper.unite(form, view, 5);
                else
                    copper.subtract(form, view, 5);
                boolean seen = truth.add(kind, part, LEAST_PIXELS, (column, row) -> {
                    int i = row * p.width + column;
                    float hole = -holes.distances()[i];
                    return Math.max(now[i], hole) < 0 != Math.max(before[(row - part[1]) * w + column - part[0]],
                            hole) < 0;
                });
                if (seen)
                    places.add(new double[] { px, py });
                else
                    for (int row = 0; row < h; row++)
                        System.arraycopy(before, row * w, now, (part[1] + row) * p.width + part[0], w);
                return seen;
            }
        }
    }
}
