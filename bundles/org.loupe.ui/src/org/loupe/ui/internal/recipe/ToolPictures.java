package org.loupe.ui.internal.recipe;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.RGB;
import org.loupe.api.Classifier;
import org.loupe.api.Detections;
import org.loupe.api.Detector;
import org.loupe.api.Device;
import org.loupe.api.FeatureExtractor;
import org.loupe.api.Filter;
import org.loupe.api.Pair;
import org.loupe.api.PairOperator;
import org.loupe.api.Region;
import org.loupe.api.Sample;
import org.loupe.api.Step;
import org.loupe.api.Tile;
import org.loupe.api.Tool;
import org.loupe.api.ToolException;
import org.loupe.engine.Plan;
import org.loupe.engine.Policy;
import org.loupe.engine.Preview;
import org.loupe.engine.Preview.Stage;
import org.loupe.engine.Preview.StageKind;
import org.loupe.engine.Progress;
import org.loupe.engine.Recipe;
import org.loupe.engine.RecipeStep;
import org.loupe.engine.Registry;
import org.loupe.engine.Schema;
import org.loupe.engine.SchemaException;
import org.loupe.ui.Failures;
import org.loupe.ui.Palette;
import org.loupe.ui.Reading;
import org.loupe.ui.Words;

/**
 * What each tool does, as two small pictures: a board with defects before and after it. The tools are really run, with
 * their defaults, by a job; what it made stays until the workbench closes. Any thread.
 */
final class ToolPictures {
    /** Edge of a picture, in px. */
    static final int EDGE = 48;
    private static final int SAMPLE = 256, CROP = 96;
    private static final Map<String, Pictures> MADE = new ConcurrentHashMap<>();
    private static Job job;

    private ToolPictures() {
    }

    /**
     * @param before the sample
     * @param after  what the tool makes of it
     * @param note   what cannot be seen, such as a number of features; or ""
     */
    record Pictures(ImageData before, ImageData after, String note) {
    }

    /** The pictures of a tool, if they are made. */
    static Optional<Pictures> of(String toolId) {
        return Optional.ofNullable(MADE.get(toolId));
    }

    /** Makes the pictures that are missing. @param each called after each, on the job's thread */
    static synchronized void make(Registry registry, List<String> toolIds, Runnable each) {
        List<String> missing = toolIds.stream().filter(id -> !MADE.containsKey(id)).toList();
        if (missing.isEmpty() || job != null && job.getState() != Job.NONE)
            return;
        job = Job.create(Words.get("job.toolPictures"), monitor -> {
            Pair sample;
            Region crop;
            try {
                Sample made = sample(registry);
                sample = new Pair(made.test(), made.reference(), Optional.empty());
                crop = around(made);
            } catch (ToolException | RuntimeException e) {
                Failures.log(e);
                return;
            }
            for (String id : missing) {
                if (monitor.isCanceled())
                    return;
                try (Preview preview = new Preview(registry)) {
                    make(registry, id, sample, crop, preview).ifPresent(p -> MADE.put(id, p));
                } catch (ToolException | RuntimeException | LinkageError e) {
                    Failures.log(e);
                }
                each.run();
            }
        });
        job.setSystem(true);
        job.setPriority(Job.DECORATE);
        job.schedule();
    }

    private static Sample sample(Registry registry) throws ToolException {
        @SuppressWarnings("unchecked")
        Tool<Record, Integer, Sample> generator = (Tool<Record, Integer, Sample>) registry
                .find("loupe.generate-boards", Policy.CPU).tool();
        Map<String, Object> params = new LinkedHashMap<>();
        Schema<Record> schema = Schema.of(generator);
        params.put("width", SAMPLE);
        params.put("height", SAMPLE);
        params.keySet().removeIf(name -> schema.field(name).isEmpty());
        try (Step<Integer, Sample> step = generator.open(schema.read(params), Device.CPU);
                Reading run = new Reading(() -> false)) {
            return step.apply(1, run);
        } catch (SchemaException e) {
            throw new ToolException(e.getMessage(), e.remedy(), e);
        }
    }

    /** A part of the sample with a defect in its middle. */
    private static Region around(Sample sample) {
        Region all = sample.test().region();
        Detections truth = sample.truth();
        int best = 0;
        for (int i = 1; i < truth.size(); i++)
            if (away(truth, i, all) < away(truth, best, all))
                best = i;
        int x = truth.size() == 0 ? SAMPLE / 2 : Math.round(truth.x()[best] + truth.width()[best] / 2);
        int y = truth.size() == 0 ? SAMPLE / 2 : Math.round(truth.y()[best] + truth.height()[best] / 2);
        return new Region(Math.max(0, Math.min(all.width() - CROP, x - CROP / 2)),
                Math.max(0, Math.min(all.height() - CROP, y - CROP / 2)), CROP, CROP);
    }

    private static double away(Detections truth, int i, Region all) {
        return Math.hypot(truth.x()[i] - all.width() / 2.0, truth.y()[i] - all.height() / 2.0);
    }

    private static Optional<Pictures> make(Registry registry, String id, Pair sample, Region crop, Preview preview)
            throws ToolException {
        Tool<?, ?, ?> tool = registry.find(id, Policy.AUTO).tool();
        List<RecipeStep> steps = new ArrayList<>();
        boolean compares = tool instanceof Detector<?> d && d.needsReference();
        boolean describes = tool instanceof FeatureExtractor || tool instanceof Classifier
                || tool instanceof Filter;
        if (compares || describes)
            for (String before : List.of("loupe.register", "loupe.match-illumination"))
                steps.add(RecipeStep.of(before));
        if (describes)
            steps.add(RecipeStep.of("loupe.golden-difference"));
        if (tool instanceof Classifier)
            steps.add(RecipeStep.of("loupe.measure"));
        steps.add(RecipeStep.of(id));
        Preview.Result result = preview.run(Plan.of(new Recipe(id, "", steps), registry, Policy.AUTO), sample,
                Progress.NONE);
        if (result.error().isPresent())
            return Optional.empty();
        boolean pair = tool instanceof PairOperator;
        Tile before = stage(result, pair ? StageKind.REFERENCE : StageKind.INPUT).orElse(sample.test());
        Tile after = stage(result, StageKind.STEP).filter(t -> !compares && !describes).orElse(before);
        ImageData first = Thumbs.picture(crop(before, crop), EDGE, EDGE, false);
        ImageData second = Thumbs.picture(crop(after, crop), EDGE, EDGE, false);
        boxes(second, result.detections(), crop);
        return Optional.of(new Pictures(first, second, tool instanceof FeatureExtractor
                ? Words.get("add.features", result.features().names().size()) : ""));
    }

    private static Optional<Tile> stage(Preview.Result result, StageKind kind) {
        return result.stages().stream().filter(s -> s.kind() == kind).map(Stage::tile).reduce((a, b) -> b);
    }

    private static Tile crop(Tile from, Region region) {
        Region part = region.intersect(from.region());
        if (part.isEmpty())
            return from;
        Tile made = Tile.allocate(from.shape().size(part.width(), part.height()));
        int pixel = from.shape().channels() * from.shape().type().bytes();
        ByteBuffer source = from.data(), target = made.data();
        for (int y = 0; y < part.height(); y++)
            target.put(y * part.width() * pixel, source,
                    ((part.y() - from.y() + y) * from.width() + part.x() - from.x()) * pixel, part.width() * pixel);
        return made;
    }

    private static void boxes(ImageData image, Detections found, Region crop) {
        double scale = (double) image.width / crop.width();
        for (int i = 0; i < found.size(); i++) {
            RGB rgb = Palette.classFill(found.classIndex()[i]).getRGB();
            int colour = rgb.red << 16 | rgb.green << 8 | rgb.blue;
            int left = (int) Math.round((found.x()[i] - crop.x()) * scale);
            int top = (int) Math.round((found.y()[i] - crop.y()) * scale);
            int right = left + (int) Math.round(found.width()[i] * scale);
            int bottom = top + (int) Math.round(found.height()[i] * scale);
            for (int x = left; x <= right; x++) {
                set(image, x, top, colour);
                set(image, x, bottom, colour);
            }
            for (int y = top; y <= bottom; y++) {
                set(image, left, y, colour);
                set(image, right, y, colour);
            }
        }
    }

    private static void set(ImageData image, int x, int y, int colour) {
        if (x >= 0 && y >= 0 && x < image.width && y < image.height)
            image.setPixel(x, y, colour);
    }
}
