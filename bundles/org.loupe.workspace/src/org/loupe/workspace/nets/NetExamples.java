package org.loupe.workspace.nets;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.loupe.api.Detections;
import org.loupe.api.Examples;
import org.loupe.api.Pair;
import org.loupe.api.Predictions;
import org.loupe.api.Task;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;
import org.loupe.engine.Plural;
import org.loupe.engine.Policy;
import org.loupe.engine.Preprocessing;
import org.loupe.engine.Problem;
import org.loupe.engine.Progress;
import org.loupe.engine.Recipe;
import org.loupe.engine.Registry;
import org.loupe.engine.nets.ClassMap;
import org.loupe.engine.nets.ObjectView;
import org.loupe.workspace.stack.StackExamples;

/**
 * Labelled images as nets learn from them, prepared as the recipe that will use the net prepares them. Images are read
 * when they are asked for, and kept while there is room. Any thread; closed when the training is over.
 */
public final class NetExamples implements AutoCloseable {
    /** Share of the heap that images may take. */
    private static final double ROOM = 0.25;

    private final List<StackExamples.Image> images;
    private List<Row> rows = List.of();
    private final Preprocessing prepared;
    private final List<Problem> problems = new ArrayList<>();
    private final Map<Integer, Pair> kept = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    /** An example. @param object of the image; -1 for all of it */
    private record Row(int image, int object) {
    }

    /**
     * Examples from labelled images.
     *
     * @param recipe whose steps before the detector prepare the images; one without steps leaves them as they are
     * @throws ToolException if a step of the recipe is wrong
     */
    public NetExamples(List<StackExamples.Image> labelled, Recipe recipe, Registry registry, Policy policy)
            throws ToolException {
        images = new ArrayList<>(labelled);
        prepared = new Preprocessing(recipe, registry, policy);
    }

    /** What was left out, and why. */
    public List<Problem> problems() {
        return List.copyOf(problems);
    }

    /** The image of an example. */
    StackExamples.Image image(int example) {
        return images.get(rows.get(example).image);
    }

    /** The name of an example: that of its image, with the number of the object if it is one of several. */
    public String name(int example) {
        Row row = rows.get(example);
        StackExamples.Image image = images.get(row.image);
        return image.item().name() + (row.object < 0 || image.objects().size() == 1 ? "" : ", " + (row.object + 1));
    }

    /**
     * The examples for a task: images on which everything is labelled, as a net would learn on others that defects are
     * none; for a classifier each labelled object. Each image is read once, and left out if that fails.
     *
     * @param <O> what a net of the task gives
     * @throws ToolException if none can be used, or a segmenter is to learn from boxes
     */
    @SuppressWarnings("unchecked")
    public <O> Examples<Pair, O> read(Task task, Progress progress) throws ToolException {
        boolean objects = task == Task.IMAGE_CLASSIFICATION;
        choose(objects);
        List<String> modes = new ArrayList<>();
        for (int i = 0; i < images.size();) {
            progress.check();
            progress.update(i, images.size(), 0, problems.size(), images.get(i).item().name());
            try {
                pair(i);
                modes.add(prepared.conditions().mode());
                i++;
            } catch (ToolException e) {
                problems.add(Problem.warning(images.get(i).item().name(), e.getMessage(), e.remedy()));
                images.remove(i);
            }
        }
        if (images.isEmpty())
            throw new ToolException("None of the labelled images can be used. " + problems.get(problems.size() - 1),
                    problems.get(problems.size() - 1).remedy());
        List<String> classes = StackExamples.classes(images);
        rows = new ArrayList<>();
        for (int i = 0; i < images.size(); i++)
            for (int n = objects ? 0 : -1; n < (objects ? images.get(i).objects().size() : 0); n++)
                rows.add(new Row(i, n));
        List<String> groups = rows.stream().map(row -> images.get(row.image).group()).toList();
        if (task == Task.SEGMENTATION)
            checkOutlines();
        List<?> truths = switch (task) {
            case DETECTION -> view(i -> boxes(images.get(i).objects(), classes));
            case SEGMENTATION -> view(i -> ClassMap.of(images.get(i).outlines(), classes,
                    unchecked(i).test().shape()));
            case IMAGE_CLASSIFICATION -> view(i -> Predictions.truth(classes,
                    new int[] { classes.indexOf(image(i).objects().className(rows.get(i).object)) }));
            default -> throw new IllegalArgumentException("No net learns " + task + ".");
        };
        return new Examples<>(classes, view(objects ? this::object : this::unchecked), (List<O>) truths, groups,
                rows.stream().map(row -> modes.get(row.image)).toList());
    }

    private void choose(boolean objects) throws ToolException {
        int all = images.size();
        images.removeIf(image -> objects ? image.objects().size() == 0 : !image.complete());
        kept.clear();
        bytes = 0;
        if (images.isEmpty() && objects)
            throw new ToolException("No object is labelled on " + Plural.of(all, "image") + ".",
                    "Label objects of each class.");
        if (images.isEmpty())
            throw new ToolException("None of " + Plural.of(all, "labelled image") + " is complete: a net learns from"
                    + " images on which every object is labelled.",
                    "Label all that is on some images and mark them complete.");
        if (images.size() < all && !objects)
            problems.add(Problem.warning("", all - images.size() == 1
                    ? "1 labelled image is left out, because it is not complete."
                    : all - images.size() + " labelled images are left out, because they are not complete.",
                    "Label all that is on them and mark them complete."));
    }

    private void checkOutlines() throws ToolException {
        for (StackExamples.Image image : images)
            for (int[] mask : image.outlines().masks())
                if (mask == null)
                    throw new ToolException("A segmenter learns from outlines, and " + image.item().name()
                            + " has objects with a box alone, or a point.",
                            "Outline them as polygons or masks, or train a detector, which learns from boxes.");
    }

    // ---------------------------------------------------------------- images

    private Pair object(int example) {
        return ObjectView.of(unchecked(rows.get(example).image), image(example).objects(), rows.get(example).object);
    }

    private Pair unchecked(int index) {
        try {
            return pair(index);
        } catch (ToolException e) {
            throw new UncheckedIOException(new IOException(images.get(index).item().name() + ": " + e.getMessage(), e));
        }
    }

    private synchronized Pair pair(int index) throws ToolException {
        Pair known = kept.get(index);
        if (known != null)
            return known;
        Pair read = prepared.pair(images.get(index).item(), Progress.NONE);
        Pair own = new Pair(copy(read.test()), read.reference().map(NetExamples::copy), Optional.empty());
        bytes += size(own);
        kept.put(index, own);
        long room = (long) (ROOM * Runtime.getRuntime().maxMemory());
        for (var eldest = kept.entrySet().iterator(); bytes > room && kept.size() > 1;) {
            bytes -= size(eldest.next().getValue());
            eldest.remove();
        }
        return own;
    }

    private static long size(Pair pair) {
        return pair.test().shape().bytes() + pair.reference().map(r -> r.shape().bytes()).orElse(0L);
    }

    /** In memory that the garbage collector frees. */
    private static Tile copy(Tile tile) {
        ByteBuffer data = tile.data();
        Tile own = Tile.allocate(tile.shape());
        own.data().put(0, data, 0, (int) tile.shape().bytes());
        return own;
    }

    // ---------------------------------------------------------------- truths

    /** What is true of an image by its number. */
    @FunctionalInterface
    private interface OfImage<T> {
        T get(int index);
    }

    private <T> List<T> view(OfImage<T> of) {
        int count = rows.size();
        return new AbstractList<>() {
            @Override
            public T get(int index) {
                return of.get(index);
            }

            @Override
            public int size() {
                return count;
            }
        };
    }

    private static Detections boxes(Detections objects, List<String> classes) {
        Detections.Builder boxes = new Detections.Builder(classes);
        for (int i = 0; i < objects.size(); i++)
            if (objects.width()[i] > 0 && objects.height()[i] > 0) // a point has no size to learn
                boxes.add(objects.x()[i], objects.y()[i], objects.width()[i], objects.height()[i], 1,
                        classes.indexOf(objects.className(i)), null);
        return boxes.build();
    }

    @Override
    public void close() {
        prepared.close();
    }
}
