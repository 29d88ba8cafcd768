package org.loupe.tools.imageio;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.loupe.api.Detections;
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
 * A metal layer of an integrated circuit as a scanning electron microscope shows it when the chip is taken apart layer
 * by layer: routed tracks, whose masks are the truth, among what looks like metal and is none. Tracks of the layer below
 * shine through, squares of dummy fill are as bright and as sharp as tracks, and residue lies about. Brightness alone
 * therefore does not tell tracks from the rest. A pixel belongs to a track if its centre lies inside the outline; tracks
 * that touch are one object.
 */
public final class LayerSamples implements Generator<LayerSamples.Params> {
    private static final List<String> CLASSES = List.of("metal");
    private static final int LEAST_PIXELS = 12;
    /** How far the drawing of a form reaches beyond its outline, in px. */
    private static final double REACH = 8;

    /** Parameters. */
    public record Params(
            @Param(label = "Width", unit = "px", min = 64, max = 4096,
                    help = "Width of the images.") int width,
            @Param(label = "Height", unit = "px", min = 64, max = 4096,
                    help = "Height of the images.") int height,
            @Param(label = "Pitch", unit = "px", min = 12, max = 400,
                    help = "Distance from track to track.") double pitch,
            @Param(label = "Distractors", unit = "%", min = 0, max = 100,
                    help = "How much there is of what looks like metal and is none: the layer below, dummy fill and"
                            + " residue.") double distractors,
            @Param(label = "Edge roughness", unit = "px", min = 0, max = 10,
                    help = "How far outlines waver.") double roughness,
            @Param(label = "Charging", unit = "%", min = 0, max = 60,
                    help = "Brightness gradient and change from image to image by charge on the sample.")
            double charging,
            @Param(label = "Blur", unit = "px", min = 0, max = 5,
                    help = "Standard deviation of the beam.") double blur,
            @Param(label = "Noise", unit = "grey levels", min = 0, max = 60,
                    help = "Standard deviation of the noise at medium grey; it grows with the brightness.")
            double noise,
            @Param(label = "Scale", unit = "µm/px", min = 0.00001, max = 10, advanced = true,
                    help = "µm that a pixel covers, written with the images.") double umPerPx) {
    }

    @Override
    public Info info() {
        return Info.of("loupe.generate-layers", "Generate layers of circuits",
                "Electron microscope images of a metal layer whose tracks are exactly known, among features that look"
                        + " like metal and are none: what a segmenter learns from. For learning, demonstrations and"
                        + " tests; figures reached on them say little about real layers.");
    }

    @Override
    public Params defaults() {
        return new Params(256, 256, 26, 60, 0.8, 15, 1, 14, 0.01);
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

        Scene(Params params, int number, Run run) {
            p = params;
            this.run = run;
            dice = new Dice(Seeds.of(number, run));
            picture = new Picture(p.width, p.height, run);
        }

        Sample sample() {
            List<Form> tracks = tracks(dice.fork(1));
            Field metal = field(tracks, dice.fork(2));
            Field below = field(below(dice.fork(3)), dice.fork(4));
            Field fill = field(fill(metal, dice.fork(5)), dice.fork(6));
            draw(metal, below, fill, dice.fork(7));
            residue(dice.fork(8));
            charge(dice.fork(9));
            picture.blur(p.blur);
            picture.noise(p.noise, 0.8, dice.fork(10));
            return new Sample(picture.tile(p.umPerPx), Optional.empty(), truth(metal),
                    new ImageInfo.Conditions("M1", "SEM", Double.NaN, Double.NaN));
        }

        /** Rows of tracks with ends and jogs to the next row, and a wide rail here and there. */
        private List<Form> tracks(Dice d) {
            List<Form> tracks = new ArrayList<>();
            double half = p.pitch * d.uniform(0.2, 0.27), first = d.uniform(0, p.pitch);
            for (double y = first - p.pitch; y < p.height + p.pitch; y += p.pitch) {
                if (d.chance(0.08)) {
                    tracks.add(Form.line(-20, y, p.width + 20, y, half * 1.6));
                    y += p.pitch * 0.5;
                    continue;
                }
                double x = -20;
                while (x < p.width + 20) {
                    double end = x + p.pitch * d.uniform(1.5, 9);
                    if (!d.chance(0.22)) {
                        tracks.add(Form.line(x, y, end, y, half));
                        if (d.chance(0.3))
                            tracks.add(Form.line(end, y, end, y + p.pitch, half));
                    }
                    x = end + p.pitch * d.uniform(0.9, 1.6);
                }
            }
            return tracks;
        }

        private boolean wanted(Dice d, double probability) {
            return d.chance(probability * p.distractors / 100);
        }

        /** Tracks of the layer below run across those of this one. */
        private List<Form> below(Dice d) {
            List<Form> forms = new ArrayList<>();
            double half = p.pitch * d.uniform(0.22, 0.3);
            for (double x = d.uniform(0, p.pitch); x < p.width; x += p.pitch)
                if (wanted(d, 0.8)) {
                    double top = d.chance(0.5) ? -20 : d.uniform(0, p.height * 0.7);
                    forms.add(Form.line(x, top, x, top + p.height * d.uniform(0.2, 1.1), half));
                }
            return forms;
        }

        /** Squares that fill the free space between tracks. */
        private List<Form> fill(Field metal, Dice d) {
            List<Form> forms = new ArrayList<>();
            double half = p.pitch * d.uniform(0.2, 0.26), step = p.pitch * 0.6;
            for (double y = d.uniform(0, step); y < p.height; y += step)
                for (double x = d.uniform(0, step); x < p.width; x += step) {
                    boolean free = true;
                    for (double dy = -1; dy <= 1; dy++)
                        for (double dx = -1; dx <= 1; dx++) {
                            float distance = metal.at(x + dx * half, y + dy * half);
                            free &= distance > 2.5 && distance <= Field.FAR;
                        }
                    if (free && wanted(d, 0.9))
                        forms.add(Form.rectangle(x, y, half, half, 1.5));
                }
            return forms;
        }

        private Field field(List<Form> forms, Dice rough) {
            Field field = new Field(p.width, p.height);
            for (Form form : forms) {
                run.checkCancelled();
                field.unite(form, View.STRAIGHT, REACH);
            }
            picture.unevenness(field.distances(), p.roughness * 1.3, p.pitch * 0.6, 14, rough);
            picture.unevenness(field.distances(), p.roughness * 0.7, 5, 5, rough.fork(1));
            return field;
        }

        /** Metal and fill are equally bright and have bright edges; the layer below is soft. */
        private void draw(Field metal, Field below, Field fill, Dice d) {
            float[] levels = picture.levels(), fine = new float[levels.length];
            picture.unevenness(fine, 7, 40, 40, d.fork(1));
            picture.unevenness(fine, 5, 4, 4, d.fork(2));
            float oxide = (float) d.uniform(58, 84), bright = (float) d.uniform(128, 152);
            float deep = oxide + (bright - oxide) * (float) d.uniform(0.5, 0.95), edge = (float) d.uniform(28, 58);
            for (int y = 0, i = 0; y < p.height; y++) {
                run.checkCancelled();
                for (int x = 0; x < p.width; x++, i++) {
                    float top = Math.min(metal.distances()[i], fill.distances()[i]);
                    float covered = Picture.inside(top, 2.2f), flank = top / 2.2f;
                    float ground = oxide + (deep - oxide) * Picture.inside(below.distances()[i], 7);
                    levels[i] = ground + covered * (bright - ground) + fine[i]
                            + edge / (1 + flank * flank * flank * flank);
                }
            }
        }

        /** Lumps as bright as metal, or brighter. */
        private void residue(Dice d) {
            float[] levels = picture.levels();
            Field plane = new Field(p.width, p.height);
            int most = (int) Math.ceil(p.width * (double) p.height / (p.pitch * p.pitch) / 12);
            for (int n = 0; n < most; n++) {
                run.checkCancelled();
                Dice own = d.fork(n + 1);
                if (!wanted(own, 0.6))
                    continue;
                Form form = Form.lump(own.uniform(0, p.width), own.uniform(0, p.height),
                        p.pitch * own.uniform(0.12, 0.35), 0.3, own.uniform(1, 2), own);
                int[] part = plane.touched(form, View.STRAIGHT, REACH);
                float level = (float) own.uniform(130, 190);
                for (int y = part[1]; y < part[3]; y++)
                    for (int x = part[0]; x < part[2]; x++) {
                        int i = y * p.width + x;
                        levels[i] += Picture.inside((float) form.at(x, y), 4) * (level - levels[i]) * 0.85f;
                    }
            }
        }

        private void charge(Dice d) {
            float[] levels = picture.levels();
            double most = p.charging / 100, gain = 1 + d.around(most), gx = d.around(most), gy = d.around(most);
            for (int y = 0; y < p.height; y++) {
                run.checkCancelled();
                double down = gain + gy * (y / (double) p.height - 0.5);
                for (int x = 0; x < p.width; x++)
                    levels[y * p.width + x] *= (float) (down + gx * (x / (double) p.width - 0.5));
            }
        }

        /** Tracks that touch, one object each. */
        private Detections truth(Field metal) {
            float[] distances = metal.distances();
            int[] object = new int[distances.length], waiting = new int[distances.length];
            Truth truth = new Truth(CLASSES);
            int objects = 0;
            for (int start = 0; start < object.length; start++) {
                if (distances[start] >= 0 || object[start] != 0)
                    continue;
                run.checkCancelled();
                int mark = ++objects, count = 1;
                int left = p.width, top = p.height, right = 0, bottom = 0;
                object[start] = mark;
                waiting[0] = start;
                while (count > 0) {
                    int i = waiting[--count], x = i % p.width, y = i / p.width;
                    left = Math.min(left, x);
                    top = Math.min(top, y);
                    right = Math.max(right, x + 1);
                    bottom = Math.max(bottom, y + 1);
                    int[] beside = { x > 0 ? i - 1 : i, x < p.width - 1 ? i + 1 : i, y > 0 ? i - p.width : i,
                        y < p.height - 1 ? i + p.width : i };
                    for (int next : beside)
                        if (distances[next] < 0 && object[next] == 0) {
                            object[next] = mark;
                            waiting[count++] = next;
                        }
                }
                truth.add(0, new int[] { left, top, right, bottom }, LEAST_PIXELS, (x, y) -> object[y * p.width + x] == mark);
            }
            return truth.detections();
        }
    }
}
