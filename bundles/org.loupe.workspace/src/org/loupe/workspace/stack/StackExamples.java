package org.loupe.workspace.stack;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.loupe.api.Detections;
import org.loupe.api.ToolException;
import org.loupe.engine.ImageResult;
import org.loupe.engine.Inspection;
import org.loupe.engine.Item;
import org.loupe.engine.Options;
import org.loupe.engine.Plural;
import org.loupe.engine.Progress;
import org.loupe.engine.Registry;
import org.loupe.engine.Stack;
import org.loupe.engine.StackMeasure;
import org.loupe.engine.learning.Augmentation;
import org.loupe.engine.learning.Columns;
import org.loupe.engine.stack.StackRows;
import org.loupe.engine.stack.StackSummary;
import org.loupe.exchange.Truth;
import org.loupe.exchange.TruthReader;
import org.loupe.exchange.Truths;
import org.loupe.workspace.crops.Crop;
import org.loupe.workspace.crops.CropList;

/**
 * Labelled objects for the training of a stack. A stack learns from what its own detector finds, with the outlines that
 * it will see in a run: each labelled object is looked for among the detections of its image, and lends its class to
 * the one that covers it best.
 */
public final class StackExamples {
    /** Most detections of an image that are no labelled object and are learned from as what is dropped. */
    private static final int MOST_OTHERS = 10;
    /** Images that could not be read and are named, with the reason. */
    private static final int MOST_FAILED = 3;
    /** A detection is the labelled object if their boxes share at least this of their union. */
    private static final double LEAST_OVERLAP = 0.1;

    /**
     * The labelled objects of an image.
     *
     * @param item     the image
     * @param group    wafer, board or lot that it is from
     * @param objects  in px of the image; an object that is the whole image has no size
     * @param outlines the same objects with the pixels of those that are outlined, in boxes around these
     * @param complete whether nothing else on the image is a defect: what the detector finds besides is then an example
     *                 of the class that the stack drops first, if it drops one
     */
    public record Image(Item item, String group, Detections objects, Detections outlines, boolean complete) {

        /** The same of another group. */
        public Image of(String other) {
            return new Image(item, other, objects, outlines, complete);
        }

        /** Whether an object is but a part of the image, so that it must be found. */
        public boolean hasParts() {
            return IntStream.range(0, objects.size()).anyMatch(i -> objects.width()[i] > 0);
        }
    }

    /**
     * What a stack learns from.
     *
     * @param columns by level
     * @param notes   what was left out, in whole sentences
     * @param images  that the rows are on, by what the ids of these begin with
     */
    public record Measured(StackRows rows, List<Columns> columns, List<String> notes,
            Map<String, StackSummary.Picture> images) {
    }

    private StackExamples() {
    }

    /**
     * The objects of a truth file; each image is a group of its own.
     *
     * @param file  of any format that {@link TruthReader} reads
     * @param items images; those that the truth does not know are left out
     * @throws ToolException if the file cannot be read or knows none of the images
     */
    public static List<Image> truth(Path file, List<Item> items) throws ToolException {
        Truths truths = new Truths(TruthReader.read(file)), outlines = new Truths(TruthReader.outlines(file));
        List<Image> images = new ArrayList<>();
        for (Item item : items) {
            Optional<Truth> truth = truths.find(item.name(), item.test().toString());
            truth.ifPresent(t -> images.add(new Image(item, item.name(), t.boxes(), outlines.find(item.name(),
                    item.test().toString()).orElseThrow().boxes(), true)));
        }
        if (images.isEmpty())
            throw new ToolException(file + " knows none of the " + items.size() + " images.",
                    "Choose the truth that belongs to these images.");
        return images;
    }

    /**
     * The crops whose class is known; those without a group belong together by their image.
     *
     * @throws ToolException if the class of none is known
     */
    public static List<Image> folder(CropList crops) throws ToolException {
        List<Image> images = crops(crops, item -> false);
        if (images.isEmpty())
            throw new ToolException("No class is known of " + crops.source() + ".", "Put the images of each class into a"
                    + " folder of its name, or list file and class in a classes.csv beside them.");
        return images;
    }

    /** The classes that objects are labelled with, each once, by name. */
    public static List<String> classes(List<Image> images) {
        return images.stream().map(Image::objects).flatMap(o -> IntStream.range(0, o.size()).mapToObj(o::className))
                .distinct().sorted().toList();
    }

    /** The same. @param complete whether nothing but what is known is a defect on an image */
    static List<Image> crops(CropList crops, Predicate<Item> complete) {
        Map<String, List<Crop>> byImage = new LinkedHashMap<>();
        crops.all().stream().filter(c -> !c.known().isEmpty()).forEach(c -> byImage
                .computeIfAbsent(c.image().test() + "#" + c.image().page(), k -> new ArrayList<>()).add(c));
        return byImage.values().stream().map(c -> image(c, complete)).toList();
    }

    private static Image image(List<Crop> crops, Predicate<Item> complete) {
        List<String> classes = crops.stream().map(Crop::known).distinct().toList();
        Detections.Builder objects = new Detections.Builder(classes), outlines = new Detections.Builder(classes);
        for (Crop crop : crops) {
            TruthReader.add(objects, crop.shape().bounds(), 1, classes.indexOf(crop.known()));
            TruthReader.add(outlines, crop.shape(), 1, classes.indexOf(crop.known()));
        }
        Item item = crops.get(0).image();
        String group = crops.get(0).group();
        return new Image(item, group.isEmpty() ? item.name() : group, objects.build(),
                outlines.build(), crops.stream().noneMatch(Crop::whole) && complete.test(item));
    }

    /**
     * Finds the objects with the stack's own detector and measures them for all levels.
     *
     * @param altered  how copies of the objects are altered; {@link Augmentation#NONE} for none
     * @param seed     of the copies
     * @param progress told of the images
     * @throws ToolException if no image can be read, or the detector or a step cannot work, or finds none of the
     *                       objects
     * @throws CancellationException once the progress is cancelled
     */
    public static Measured measure(Stack stack, List<Image> images, Augmentation altered, long seed,
            Registry registry, Options options, Progress progress) throws ToolException {
        List<String> names = names(images);
        Adding adding = new Adding(new StackRows.Builder(), dropped(stack), altered, seed, progress);
        int[] missed = new int[1];
        List<String> failed = new ArrayList<>();
        try (StackMeasure measure = StackMeasure.open(stack, registry)) {
            Inspection.Summary summary = new Inspection(stack.finding(), registry, options)
                    .run(images.stream().map(Image::item).toList(), result -> {
                        if (result.error().isPresent())
                            failed.add(names.get(result.index()) + ": " + result.error().get());
                        else
                            missed[0] += adding.add(images.get(result.index()), names.get(result.index()), result,
                                    measure);
                    }, progress);
            if (summary.cancelled())
                throw new CancellationException();
            if (failed.size() == images.size())
                throw new ToolException("None of the " + failed.size() + " images could be read. " + failed.get(0),
                        "See whether the images are still where they were, and can be opened.");
            int labelled = images.stream().mapToInt(i -> i.objects.size()).sum();
            if (adding.rows.size() == 0)
                throw new ToolException("The detector finds none of the " + labelled + " labelled objects.",
                        "Tune the steps up to the detector until it finds them, then train again.");
            List<String> notes = new ArrayList<>();
            if (missed[0] > 0)
                notes.add(missed[0] + " of " + Plural.of(labelled, "labelled object")
                        + (missed[0] == 1 ? " is" : " are") + " not found by the detector; the stack does not"
                        + " learn from them.");
            if (!failed.isEmpty())
                notes.add(Plural.of(failed.size(), "image") + " could not be read. "
                        + String.join(" ", failed.subList(0, Math.min(MOST_FAILED, failed.size()))));
            Map<String, StackSummary.Picture> places = new HashMap<>();
            for (int i = 0; i < names.size(); i++)
                places.put(names.get(i), new StackSummary.Picture(images.get(i).item.test().toString(),
                        images.get(i).item.page()));
            return new Measured(adding.rows.build(), IntStream.range(0, stack.levels().size()).mapToObj(measure::columns)
                    .toList(), notes, places);
        }
    }

    /** What the images are called, each otherwise: two sets may have files of one name. */
    private static List<String> names(List<Image> images) {
        List<String> names = images.stream().map(i -> i.item.name() + page(i.item)).toList();
        Map<String, Long> often = names.stream().collect(Collectors.groupingBy(n -> n, Collectors.counting()));
        return IntStream.range(0, names.size()).mapToObj(i -> often.get(names.get(i)) == 1 ? names.get(i)
                : images.get(i).item.test() + page(images.get(i).item)).toList();
    }

    private static String page(Item item) {
        return item.page() == 0 ? "" : " p" + (item.page() + 1);
    }

    /** What is to be learned from, image by image. */
    private record Adding(StackRows.Builder rows, Optional<String> dropped, Augmentation altered, long seed,
            Progress progress) {

        /** @return number of labelled objects that were not found */
        int add(Image image, String name, ImageResult result, StackMeasure measure) throws ToolException {
            Detections found = result.detections(), objects = image.objects;
            int[] owner = match(objects, found);
            int[] matched = IntStream.range(0, found.size()).filter(d -> owner[d] >= 0).toArray();
            int[] others = dropped.isEmpty() || !image.complete ? new int[0]
                    : IntStream.range(0, found.size()).filter(d -> owner[d] < 0).toArray();
            int few = Math.min(MOST_OTHERS, others.length);
            int[] taken = IntStream.concat(Arrays.stream(matched), IntStream.range(0, few)
                    .map(i -> others[(int) ((long) i * others.length / few)])).toArray();
            if (taken.length == 0)
                return objects.size();
            Detections known = found.select(taken);
            List<String> ids = IntStream.of(taken).mapToObj(d -> id(name, found, d)).toList();
            if (altered.copies() > 0)
                rows.copies(measure.copies(image.item, known, ids, altered, seed, progress));
            rows.add(IntStream.of(taken).mapToObj(d -> owner[d] < 0 ? dropped.get() : objects.className(owner[d]))
                    .toList(), Collections.nCopies(taken.length, image.group), ids,
                    measure.measure(image.item, known, progress));
            return objects.size() - matched.length;
        }
    }

    /** The class that the first level drops; empty if it drops none, or several. */
    private static Optional<String> dropped(Stack stack) {
        Stack.Level first = stack.levels().get(0);
        int[] drops = IntStream.range(0, first.classes().size()).filter(c -> first.drops()[c]).toArray();
        return drops.length == 1 ? Optional.of(first.classes().get(drops[0])) : Optional.empty();
    }

    /** What an object is found again by: image, page if not the first, and the middle of its box in px. */
    private static String id(String image, Detections found, int row) {
        return image + StackSummary.AT
                + Math.round(found.x()[row] + found.width()[row] / 2) + ", "
                + Math.round(found.y()[row] + found.height()[row] / 2) + " (" + (row + 1) + ")";
    }

    /** By detection the object that it is, each object once, the best overlaps first; -1 for none. */
    private static int[] match(Detections objects, Detections found) {
        int[] owner = new int[found.size()];
        Arrays.fill(owner, -1);
        record Pairing(int object, int detection, double overlap) {
        }
        List<Pairing> pairs = new ArrayList<>();
        for (int o = 0; o < objects.size(); o++)
            for (int d = 0; d < found.size(); d++) {
                double area = (double) found.width()[d] * found.height()[d];
                double overlap = objects.width()[o] == 0 ? 1 + area : overlap(objects, o, found, d);
                if (overlap >= LEAST_OVERLAP)
                    pairs.add(new Pairing(o, d, overlap));
            }
        pairs.sort(Comparator.comparingDouble((Pairing p) -> -p.overlap).thenComparingInt(Pairing::object)
                .thenComparingInt(Pairing::detection));
        boolean[] used = new boolean[objects.size()];
        for (Pairing p : pairs)
            if (!used[p.object] && owner[p.detection] < 0) {
                used[p.object] = true;
                owner[p.detection] = p.object;
            }
        return owner;
    }

    private static double overlap(Detections a, int i, Detections b, int j) {
        double w = Math.min(a.x()[i] + a.width()[i], b.x()[j] + b.width()[j]) - Math.max(a.x()[i], b.x()[j]);
        double h = Math.min(a.y()[i] + a.height()[i], b.y()[j] + b.height()[j]) - Math.max(a.y()[i], b.y()[j]);
        if (w <= 0 || h <= 0)
            return 0;
        double common = w * h;
        return common / ((double) a.width()[i] * a.height()[i] + (double) b.width()[j] * b.height()[j] - common);
    }
}
