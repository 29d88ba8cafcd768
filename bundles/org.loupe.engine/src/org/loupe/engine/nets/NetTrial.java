package org.loupe.engine.nets;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.loupe.api.Detections;
import org.loupe.api.Predictions;
import org.loupe.api.Region;
import org.loupe.api.Shape;
import org.loupe.api.Task;
import org.loupe.api.Tile;
import org.loupe.engine.evaluation.Evaluation;

/**
 * How right a trained net is on images with their truth, and how it is wrong on each. Immutable.
 *
 * @param model     its file, as people name it
 * @param task      what it does
 * @param settings  how it was judged
 * @param figures   of all images
 * @param confusion of objects, pixels or images: rows true, columns found, with one more of each for what is none
 * @param objects   of a detector, all that is known of the objects
 * @param total     images that were judged
 * @param images    these in order, or some of them
 * @param cases     of the same images, what is true and what was found: of a detector however unsure, boxes of one
 *                  place merged; empty for a net that gives images a class
 * @param notes     what makes the figures doubtful, in whole sentences
 */
public record NetTrial(String model, Task task, NetSettings settings, NetFigures figures,
        Evaluation.Confusion confusion, Optional<Evaluation> objects, int total, List<Image> images,
        List<Evaluation.Case> cases, List<String> notes) {

    /**
     * An image.
     *
     * @param name     unique among the images
     * @param group    board, wafer or lot that it is of
     * @param learned  whether the net learned from it
     * @param size     of it
     * @param truths   objects on it; 1 for one with a class
     * @param found    objects that were reported; 1 for one with a class
     * @param figures  of it alone, such as f, iou or countError, by their names
     * @param mistakes on it
     */
    public record Image(String name, String group, boolean learned, Shape size, int truths, int found,
            Map<String, Double> figures, List<Mistake> mistakes) {

        public Image {
            figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
            mistakes = List.copyOf(mistakes);
        }

        /** Its mistakes, such as "missed 2, false-object". */
        public String words() {
            Map<Failure, Long> often = mistakes.stream().collect(Collectors.groupingBy(Mistake::failure, TreeMap::new,
                    Collectors.counting()));
            return often.entrySet().stream().map(e -> e.getKey().word() + (e.getValue() == 1 ? "" : " "
                    + e.getValue())).collect(Collectors.joining(", "));
        }

        /** Whether it has a mistake of one of these kinds. */
        public boolean has(Set<Failure> kinds) {
            return mistakes.stream().anyMatch(m -> kinds.contains(m.failure()));
        }
    }

    /**
     * A mistake.
     *
     * @param className class of the object, "" for the image as a whole
     * @param place     of the object, in px of the image
     */
    public record Mistake(Failure failure, String className, Region place) {
    }

    public NetTrial {
        images = List.copyOf(images);
        cases = List.copyOf(cases);
        notes = List.copyOf(notes);
    }

    /** Only the images on which there is a mistake of one of these kinds; the figures stay those of all. */
    public NetTrial only(Set<Failure> kinds) {
        int[] kept = IntStream.range(0, images.size()).filter(i -> images.get(i).has(kinds)).toArray();
        return new NetTrial(model, task, settings, figures, confusion, objects, total,
                Arrays.stream(kept).mapToObj(images::get).toList(),
                Arrays.stream(cases.isEmpty() ? new int[0] : kept).mapToObj(cases::get).toList(), notes);
    }

    /**
     * The same of a detector if what is reported began at another score.
     *
     * @throws IllegalStateException of any other net, whose answers are known as it was tried
     */
    public NetTrial at(double leastScore) {
        if (task != Task.DETECTION)
            throw new IllegalStateException("Only a detector tells how sure it is of each object.");
        Builder other = new Builder(model, task, List.of(), new NetSettings(settings.trainer(), settings.params(),
                settings.held(), settings.seed(), settings.mergeIou(), leastScore, settings.evaluationIou()));
        for (int i = 0; i < images.size(); i++) {
            Image image = images.get(i);
            other.add(image.name, image.group, image.learned, image.size, cases.get(i).truth(), cases.get(i).found());
        }
        return other.build(notes);
    }

    /**
     * How much of a cell of the confusion each image has: objects, or px of a segmenter. Takes a while for many images.
     *
     * @param truth class, or "" for none
     * @param found class, or "" for none
     */
    public long[] cell(String truth, String found) {
        long[] counts = new long[cases.size()];
        List<String> classes = confusion.truthClasses();
        for (int i = 0; i < counts.length; i++) {
            Evaluation.Case one = cases.get(i);
            Judge<Object> own = Judge.of(task, classes, settings);
            if (task == Task.DETECTION)
                own.add(one.image(), one.truth(), one.found());
            else
                own.add(one.image(), ClassMap.of(one.truth(), classes, images.get(i).size), ClassMap.of(one.found(),
                        classes, images.get(i).size));
            Evaluation.Confusion told = own.confusion();
            int row = index(told.truthClasses(), truth), column = index(told.foundClasses(), found);
            counts[i] = row < 0 || column < 0 ? 0 : told.counts()[row][column];
        }
        return counts;
    }

    private static int index(List<String> classes, String name) {
        return name.isEmpty() ? classes.size() : classes.indexOf(name);
    }

    /** How many images and how many objects have a mistake of each kind, those that occur. */
    public Map<Failure, int[]> counts() {
        Map<Failure, int[]> counts = new LinkedHashMap<>();
        for (Failure kind : Failure.values()) {
            int[] count = new int[2];
            for (Image image : images) {
                int here = (int) image.mistakes.stream().filter(m -> m.failure() == kind).count();
                count[0] += here > 0 ? 1 : 0;
                count[1] += here;
            }
            if (count[0] > 0)
                counts.put(kind, count);
        }
        return counts;
    }

    /** All of it as JSON; NaN is null. */
    public String toJson() {
        return NetTrialFormat.json(this);
    }

    /** All of it as tables for a console, numbers with a point. */
    public String toText() {
        return NetTrialFormat.text(this);
    }

    /** Collects images one by one. For one thread. */
    public static final class Builder {
        private final String model;
        private final Task task;
        private final List<String> classes;
        private final NetSettings settings;
        private final Judge<Object> judge;
        private final List<Image> images = new ArrayList<>();
        private final List<Evaluation.Case> cases = new ArrayList<>();

        /** @param model file of the net, as people name it */
        public Builder(String model, NetCard card, NetSettings settings) {
            this(model, card.task(), card.classes(), settings);
        }

        private Builder(String model, Task task, List<String> classes, NetSettings settings) {
            this.model = model;
            this.task = task;
            this.classes = classes;
            this.settings = settings;
            judge = Judge.of(task, classes, settings);
        }

        /**
         * Adds an image on which objects are found.
         *
         * @param found of a detector all that the net told, however unsure; of a segmenter with masks
         * @param size  of the image in px
         */
        public void add(String name, String group, boolean learned, Shape size, Detections truth, Detections found) {
            Judge<Object> own = Judge.of(task, classes, settings);
            if (task == Task.DETECTION) {
                Detections shown = (Detections) judge.add(name, truth, found);
                own.add(name, truth, found);
                cases.add(new Evaluation.Case(name, truth, Suppression.apply(found, 0, settings.mergeIou())));
                images.add(new Image(name, group, learned, size, truth.size(), shown.size(),
                        figures(own, "f", "precision", "recall", "countError"),
                        Failures.ofBoxes(truth, shown, settings.evaluationIou(), size)));
                return;
            }
            Tile is = ClassMap.of(truth, classes, size), told = ClassMap.of(found, classes, size);
            judge.add(name, is, told);
            own.add(name, is, told);
            cases.add(new Evaluation.Case(name, truth, found));
            images.add(new Image(name, group, learned, size, truth.size(), found.size(),
                    figures(own, "iou", "dice", "recall", "pixelAccuracy"), Failures.ofPixels(truth, found, size)));
        }

        /** Adds an image that has a class as a whole. */
        public void add(String name, String group, boolean learned, Shape size, Predictions truth, Predictions found) {
            judge.add(name, truth, found);
            boolean right = truth.best()[0] == found.best()[0];
            images.add(new Image(name, group, learned, size, 1, 1, Map.of("accuracy", right ? 1.0 : 0.0),
                    right ? List.of() : List.of(new Mistake(Failure.WRONG_CLASS, truth.className(0), size.region()))));
        }

        private static Map<String, Double> figures(Judge<?> judge, String... names) {
            Map<String, Double> all = judge.figures().overall(), chosen = new LinkedHashMap<>();
            for (String name : names)
                chosen.put(name, all.get(name));
            return chosen;
        }

        /** What was added so far. @param notes what makes the figures doubtful */
        public NetTrial build(List<String> notes) {
            return new NetTrial(model, task, settings, judge.figures(), judge.confusion(), judge.objects(),
                    images.size(), images, cases, notes);
        }
    }
}
