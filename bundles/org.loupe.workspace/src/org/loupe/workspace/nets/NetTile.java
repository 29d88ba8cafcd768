package org.loupe.workspace.nets;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.loupe.api.Detections;
import org.loupe.api.Region;
import org.loupe.api.Shape;
import org.loupe.api.Tile;
import org.loupe.engine.nets.NetSettings;
import org.loupe.engine.nets.NetWatcher;

/**
 * A fixed place of an image held apart, with what is true there and what the net found after each epoch. The place is
 * where most objects are; what is on the rest of the image is not counted. Immutable but for what {@link #add} adds;
 * for one thread, a {@link #copy} for another.
 */
public final class NetTile {
    /** Px of the image that a place is wide and high at most, and px of its picture. */
    private static final int PLACE = 320, PICTURE = 320;
    /** Epochs that are remembered; of more, every second one is forgotten. */
    private static final int REMEMBERED = 64;
    private static final float SURE = 0.5f;

    /**
     * An object, in px of the picture.
     *
     * @param kind    number of its class
     * @param matched whether truth and prediction agree on it
     */
    public record Box(float x, float y, float width, float height, String name, int kind, float score,
            boolean matched) {
    }

    /**
     * What was found after an epoch.
     *
     * @param boxes   of a detector
     * @param truths  the true ones, with which of them were found
     * @param map     of a segmenter: 1 + class by px of the picture, 0 for none; else empty
     * @param missed  true objects that were not found
     * @param extra   objects that were found where there are none
     * @param overlap of a segmenter: intersection over union of all that is no background; 1 if neither has any
     * @param loss    how wrong the net is on the whole image, by the loss that it learns by; NaN if that is not known
     */
    public record Seen(int epoch, List<Box> boxes, List<Box> truths, byte[] map, int missed, int extra,
            double overlap, double loss) {
        /** How wrong it is, to have the most wrong first. */
        public double wrong() {
            return missed + extra + (map.length == 0 ? 0 : 1 - overlap);
        }
    }

    private final String name;
    private final int width, height;
    private final byte[] rgb, truth;
    private final List<String> classes;
    private final List<Seen> seen;

    /** @param rgb of the picture @param truth as the map of {@link Seen}, of a segmenter */
    NetTile(String name, int width, int height, byte[] rgb, byte[] truth, List<String> classes, List<Seen> seen) {
        this.name = name;
        this.width = width;
        this.height = height;
        this.rgb = rgb;
        this.truth = truth;
        this.classes = List.copyOf(classes);
        this.seen = seen;
    }

    /** The place of an image where most is, without anything found yet. @param name for people */
    public static NetTile of(NetWatcher.Shown shown, String name, List<String> classes) {
        Region place = place(shown);
        int step = Math.max(1, (place.width() + PICTURE - 1) / PICTURE);
        int wide = Math.max(1, place.width() / step), high = Math.max(1, place.height() / step);
        byte[] rgb = picture(shown.pair().test(), place, step, wide, high);
        byte[] truth = shown.truth() instanceof Tile map ? map(map, place, step, wide, high) : new byte[0];
        return new NetTile(name, wide, high, rgb, truth, classes, new ArrayList<>());
    }

    /** What the tile is called. */
    public String name() {
        return name;
    }

    /** Px of the picture. */
    public int width() {
        return width;
    }

    /** Px of the picture. */
    public int height() {
        return height;
    }

    /** Red, green and blue of each px of the picture, row by row; not to be changed. */
    public byte[] rgb() {
        return rgb;
    }

    /** Of a segmenter: 1 + class by px of the picture, 0 for none; else empty. Not to be changed. */
    public byte[] truth() {
        return truth;
    }

    /** Names of the classes. */
    public List<String> classes() {
        return classes;
    }

    /** What was found, by epoch. */
    public List<Seen> seen() {
        return Collections.unmodifiableList(seen);
    }

    /** What was found last up to an epoch; {@code null} if nothing is known so early. */
    public Seen at(int epoch) {
        Seen found = null;
        for (Seen each : seen)
            if (each.epoch <= epoch)
                found = each;
        return found;
    }

    /** The same, which is not changed by {@link #add}. */
    public NetTile copy() {
        return new NetTile(name, width, height, rgb, truth, classes, List.copyOf(seen));
    }

    /** Remembers what was found after an epoch. */
    public void add(int epoch, NetWatcher.Shown shown, NetSettings settings) {
        seen.removeIf(s -> s.epoch >= epoch);
        if (seen.size() >= REMEMBERED)
            for (int i = seen.size() - 2; i > 0; i -= 2)
                seen.remove(i);
        Region place = place(shown);
        int step = Math.max(1, (place.width() + PICTURE - 1) / PICTURE);
        if (shown.found() instanceof Detections found && shown.truth() instanceof Detections real)
            seen.add(boxes(epoch, inside(real, place), inside(found, place), place, step, settings.evaluationIou(),
                    shown.loss()));
        else if (shown.found() instanceof Tile found)
            seen.add(pixels(epoch, map(found, place, step, width, height), shown.loss()));
    }

    private Seen boxes(int epoch, Detections truth, Detections found, Region place, int step, double iou,
            double loss) {
        boolean[] taken = new boolean[truth.size()], right = new boolean[found.size()];
        Integer[] order = new Integer[found.size()];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> Float.compare(found.score()[b], found.score()[a]));
        for (int f : order) {
            int best = -1;
            double most = iou;
            for (int t = 0; t < truth.size(); t++) {
                double overlap = taken[t] || !truth.className(t).equals(found.className(f)) ? 0
                        : overlap(truth, t, found, f);
                if (overlap >= most && overlap > 0) {
                    most = overlap;
                    best = t;
                }
            }
            if (best >= 0)
                taken[best] = right[f] = true;
        }
        int missed = 0, extra = 0;
        for (boolean t : taken)
            missed += t ? 0 : 1;
        for (boolean r : right)
            extra += r ? 0 : 1;
        return new Seen(epoch, boxes(found, right, place, step), boxes(truth, taken, place, step), new byte[0], missed,
                extra, Double.NaN, loss);
    }

    private List<Box> boxes(Detections objects, boolean[] matched, Region place, int step) {
        List<Box> boxes = new ArrayList<>();
        for (int i = 0; i < objects.size(); i++)
            boxes.add(new Box((objects.x()[i] - place.x()) / step, (objects.y()[i] - place.y()) / step,
                    objects.width()[i] / step, objects.height()[i] / step, objects.className(i),
                    classes.indexOf(objects.className(i)), objects.score()[i], matched[i]));
        return boxes;
    }

    private Seen pixels(int epoch, byte[] found, double loss) {
        int both = 0, either = 0;
        for (int i = 0; i < found.length; i++) {
            both += found[i] != 0 && found[i] == truth[i] ? 1 : 0;
            either += found[i] != 0 || truth[i] != 0 ? 1 : 0;
        }
        return new Seen(epoch, List.of(), List.of(), found, 0, 0, either == 0 ? 1 : (double) both / either,
                loss);
    }

    // ---------------------------------------------------------------- the place

    /** As large as {@link #PLACE}, or as the image is, around most of the objects. The same for an image each time. */
    private static Region place(NetWatcher.Shown shown) {
        Shape image = shown.pair().test().shape();
        int side = Math.min(PLACE, Math.min(image.width(), image.height()));
        if (!(shown.truth() instanceof Detections truth))
            return densest((Tile) shown.truth(), side);
        for (int i = 0; i < truth.size(); i++) // a large object is shown whole
            side = Math.max(side, (int) Math.min(Math.min(image.width(), image.height()),
                    2 * Math.max(truth.width()[i], truth.height()[i])));
        Region best = new Region((image.width() - side) / 2, (image.height() - side) / 2, side, side);
        int most = 0;
        for (int i = 0; i < truth.size(); i++) {
            Region around = around(truth.x()[i] + truth.width()[i] / 2, truth.y()[i] + truth.height()[i] / 2, side,
                    image);
            int within = inside(truth, around).size();
            if (within > most) {
                most = within;
                best = around;
            }
        }
        return best;
    }

    private static Region around(double x, double y, int side, Shape image) {
        return new Region((int) Math.max(0, Math.min(image.width() - side, Math.round(x - side / 2.0))),
                (int) Math.max(0, Math.min(image.height() - side, Math.round(y - side / 2.0))), side, side);
    }

    /** Of the places in a coarse grid the one with the most that is no background. */
    private static Region densest(Tile truth, int side) {
        Shape image = truth.shape();
        Region best = new Region((image.width() - side) / 2, (image.height() - side) / 2, side, side);
        long most = 0;
        for (int y = 0; y <= image.height() - side; y += Math.max(1, side / 2))
            for (int x = 0; x <= image.width() - side; x += Math.max(1, side / 2)) {
                long sum = 0;
                for (int r = y; r < y + side; r += 4)
                    for (int c = x; c < x + side; c += 4)
                        for (int k = 0; k < image.channels(); k++)
                            sum += truth.get(c, r, k) > SURE ? 1 : 0;
                if (sum > most) {
                    most = sum;
                    best = new Region(x, y, side, side);
                }
            }
        return best;
    }

    private static Detections inside(Detections objects, Region place) {
        List<Integer> rows = new ArrayList<>();
        for (int i = 0; i < objects.size(); i++) {
            double x = objects.x()[i] + objects.width()[i] / 2, y = objects.y()[i] + objects.height()[i] / 2;
            if (x >= place.x() && y >= place.y() && x < place.x() + place.width() && y < place.y() + place.height())
                rows.add(i);
        }
        return objects.select(rows.stream().mapToInt(i -> i).toArray());
    }

    private static double overlap(Detections a, int i, Detections b, int j) {
        double w = Math.min(a.x()[i] + a.width()[i], b.x()[j] + b.width()[j]) - Math.max(a.x()[i], b.x()[j]);
        double h = Math.min(a.y()[i] + a.height()[i], b.y()[j] + b.height()[j]) - Math.max(a.y()[i], b.y()[j]);
        if (w <= 0 || h <= 0)
            return 0;
        double common = w * h;
        return common / ((double) a.width()[i] * a.height()[i] + (double) b.width()[j] * b.height()[j] - common);
    }

    // ---------------------------------------------------------------- pictures

    /** Means of {@code step × step} px, 8-bit values as they are, others from the least to the most of the place. */
    private static byte[] picture(Tile tile, Region place, int step, int wide, int high) {
        int channels = tile.shape().channels() >= 3 ? 3 : 1;
        float[] values = new float[wide * high * channels];
        float least = Float.MAX_VALUE, most = -Float.MAX_VALUE;
        for (int y = 0; y < high; y++)
            for (int x = 0; x < wide; x++)
                for (int c = 0; c < channels; c++) {
                    double sum = 0;
                    for (int j = 0; j < step; j++)
                        for (int i = 0; i < step; i++)
                            sum += tile.get(place.x() + x * step + i, place.y() + y * step + j, c);
                    float value = (float) (sum / (step * step));
                    values[(y * wide + x) * channels + c] = value;
                    least = Math.min(least, value);
                    most = Math.max(most, value);
                }
        if (tile.shape().type() == Shape.Type.U8) {
            least = 0;
            most = 255;
        }
        byte[] rgb = new byte[wide * high * 3];
        float scale = most > least ? 255 / (most - least) : 0;
        for (int i = 0; i < wide * high; i++)
            for (int c = 0; c < 3; c++)
                rgb[3 * i + c] = (byte) Math.round((values[i * channels + c % channels] - least) * scale);
        return rgb;
    }

    private static byte[] map(Tile map, Region place, int step, int wide, int high) {
        byte[] classes = new byte[wide * high];
        for (int y = 0; y < high; y++)
            for (int x = 0; x < wide; x++) {
                double most = SURE;
                for (int c = 0; c < map.shape().channels(); c++) {
                    double share = map.get(place.x() + x * step + step / 2, place.y() + y * step + step / 2, c);
                    if (share > most) {
                        most = share;
                        classes[y * wide + x] = (byte) (c + 1);
                    }
                }
            }
        return classes;
    }
}
