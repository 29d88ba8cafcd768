package org.loupe.tools.opencv;

import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.loupe.api.Detections;
import org.loupe.api.Shape;
import org.loupe.api.Tile;

/** Pairs of the DeepPCB data set, as they are and disturbed, and what detections of them are worth. */
final class Boards {

    private Boards() {
    }

    /** A test board, its golden template and the true boxes: left, top, right, bottom. */
    record Board(String name, Tile test, Tile template, List<double[]> truth) {
    }

    /** What may happen to a test board. */
    enum Disturbance {
        NONE, SHIFT, ROTATION, DIM, VIGNETTE, NOISE
    }

    /** Counts over all images, at an IoU above 0.33. */
    record Figures(int hits, int falseAlarms, int misses, double overlap) {
        static final Figures NONE = new Figures(0, 0, 0, 0);

        double f() {
            return 2.0 * hits / (2 * hits + falseAlarms + misses);
        }

        Figures plus(Figures other) {
            return new Figures(hits + other.hits, falseAlarms + other.falseAlarms, misses + other.misses,
                    overlap + other.overlap);
        }
    }

    /**
     * The folder deeppcb of the data named by the system property or environment variable LOUPE_DATA, else of the
     * folder shared/data beside the checkout or beside one of the folders above it; empty if there is none.
     */
    static Optional<Path> folder() {
        List<Path> places = new ArrayList<>();
        for (String named : new String[] { System.getProperty("LOUPE_DATA"), System.getenv("LOUPE_DATA") })
            if (named != null)
                places.add(Path.of(named));
        for (Path at = Path.of(System.getProperty("user.dir")).toAbsolutePath(); at != null; at = at.getParent())
            places.add(at.resolve("shared/data"));
        return places.stream().map(place -> place.resolve("deeppcb")).filter(Files::isDirectory).findFirst();
    }

    /** The pairs of a group, every {@code every}-th of them, by name. */
    static List<Board> read(Path folder, String group, int every) throws IOException {
        List<String> names;
        try (Stream<Path> files = Files.list(folder.resolve("group" + group))) {
            names = files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith("_test.jpg")).sorted()
                    .map(name -> name.replace("_test.jpg", "")).toList();
        }
        List<Board> boards = new ArrayList<>();
        for (int i = 0; i < names.size(); i += every) {
            Path base = folder.resolve("group" + group);
            List<double[]> truth = new ArrayList<>();
            for (String line : Files.readAllLines(base.resolve(names.get(i) + ".txt")))
                if (!line.isBlank())
                    truth.add(Stream.of(line.trim().split("\\s+")).limit(4).mapToDouble(Double::parseDouble).toArray());
            boards.add(new Board(names.get(i), image(base.resolve(names.get(i) + "_test.jpg")),
                    image(base.resolve(names.get(i) + "_temp.jpg")), truth));
        }
        return boards;
    }

    private static Tile image(Path file) throws IOException {
        Raster pixels = ImageIO.read(file.toFile()).getRaster();
        int[] grey = pixels.getSamples(0, 0, pixels.getWidth(), pixels.getHeight(), 0, (int[]) null);
        byte[] bytes = new byte[grey.length];
        for (int i = 0; i < bytes.length; i++)
            bytes[i] = (byte) grey[i];
        return Tile.of(Shape.grey(pixels.getWidth(), pixels.getHeight()), bytes);
    }

    /** The board as a worse camera, stage or lamp would show it, with its boxes where they are then. */
    static Board disturb(Board board, Disturbance kind, long seed) {
        if (kind == Disturbance.NONE)
            return board;
        SplittableRandom random = new SplittableRandom(seed);
        int width = board.test().width(), height = board.test().height();
        double x = (width - 1) / 2.0, y = (height - 1) / 2.0;
        double angle = Math.toRadians(kind == Disturbance.ROTATION ? random.nextBoolean() ? 1 : -1 : 0);
        double dx = kind == Disturbance.SHIFT ? random.nextDouble(-8, 8) : 0;
        double dy = kind == Disturbance.SHIFT ? random.nextDouble(-8, 8) : 0;
        double cos = Math.cos(angle), sin = Math.sin(angle);
        byte[] bytes = new byte[width * height];
        for (int row = 0; row < height; row++)
            for (int column = 0; column < width; column++) {
                double u = column - x - dx, v = row - y - dy;
                double grey = at(board.test(), cos * u + sin * v + x, cos * v - sin * u + y);
                double fromCentre = ((column - x) * (column - x) + (row - y) * (row - y)) / (x * x + y * y);
                grey = switch (kind) {
                    case DIM -> grey * 0.8;
                    case VIGNETTE -> grey * (1 - 0.2 * fromCentre);
                    case NOISE -> grey + 8 * random.nextGaussian();
                    default -> grey;
                };
                bytes[row * width + column] = (byte) Math.max(0, Math.min(255, Math.round(grey)));
            }
        List<double[]> truth = new ArrayList<>();
        for (double[] box : board.truth()) {
            double u = (box[0] + box[2]) / 2 - x, v = (box[1] + box[3]) / 2 - y;
            double moveX = cos * u - sin * v + dx - u, moveY = sin * u + cos * v + dy - v;
            double[] moved = { Math.max(0, box[0] + moveX), Math.max(0, box[1] + moveY),
                Math.min(width, box[2] + moveX), Math.min(height, box[3] + moveY) };
            if (area(moved) >= area(box) / 2)
                truth.add(moved);
        }
        return new Board(board.name(), Tile.of(Shape.grey(width, height), bytes), board.template(), truth);
    }

    /** Bilinear; the image's edge pixels go on. */
    private static double at(Tile image, double x, double y) {
        double u = Math.max(0, Math.min(image.width() - 1, x)), v = Math.max(0, Math.min(image.height() - 1, y));
        int column = Math.min((int) u, image.width() - 2), row = Math.min((int) v, image.height() - 2);
        double right = u - column, down = v - row;
        var data = image.data();
        int i = row * image.width() + column;
        double upper = (data.get(i) & 0xff) * (1 - right) + (data.get(i + 1) & 0xff) * right;
        i += image.width();
        double lower = (data.get(i) & 0xff) * (1 - right) + (data.get(i + 1) & 0xff) * right;
        return upper * (1 - down) + lower * down;
    }

    private static double area(double[] box) {
        return Math.max(0, box[2] - box[0]) * Math.max(0, box[3] - box[1]);
    }

    /** Pairs detections with boxes one to one, the largest overlap first, whatever their classes. */
    static Figures compare(Detections found, List<double[]> truth) {
        record Overlap(int detection, int box, double share) {
        }
        List<Overlap> overlaps = new ArrayList<>();
        for (int i = 0; i < found.size(); i++)
            for (int k = 0; k < truth.size(); k++) {
                double[] box = truth.get(k);
                double[] own = { found.x()[i], found.y()[i], found.x()[i] + found.width()[i],
                    found.y()[i] + found.height()[i] };
                double common = area(new double[] { Math.max(own[0], box[0]), Math.max(own[1], box[1]),
                    Math.min(own[2], box[2]), Math.min(own[3], box[3]) });
                double share = common / (area(own) + area(box) - common);
                if (share > 0.33)
                    overlaps.add(new Overlap(i, k, share));
            }
        overlaps.sort((a, b) -> Double.compare(b.share(), a.share()));
        boolean[] detectionUsed = new boolean[found.size()], boxUsed = new boolean[truth.size()];
        int hits = 0;
        double sum = 0;
        for (Overlap overlap : overlaps)
            if (!detectionUsed[overlap.detection()] && !boxUsed[overlap.box()]) {
                detectionUsed[overlap.detection()] = boxUsed[overlap.box()] = true;
                hits++;
                sum += overlap.share();
            }
        return new Figures(hits, found.size() - hits, truth.size() - hits, sum);
    }
}
