package org.loupe.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.loupe.api.Detections;
import org.loupe.api.Device;
import org.loupe.api.Generator;
import org.loupe.api.Mask;
import org.loupe.api.Region;
import org.loupe.api.Sample;
import org.loupe.api.Shape;
import org.loupe.api.Step;
import org.loupe.api.Tile;
import org.loupe.api.Tool;
import org.loupe.api.ToolException;
import org.loupe.engine.Policy;
import org.loupe.engine.Progress;
import org.loupe.engine.Registry;
import org.loupe.engine.Schema;
import org.loupe.exchange.CocoWriter;
import org.loupe.exchange.Truth;
import org.loupe.model.ClassScheme;
import org.loupe.model.DefectClass;
import org.loupe.model.ImageSet;
import org.loupe.model.LoupeFactory;
import org.loupe.workspace.internal.Png;
import org.loupe.workspace.internal.SafeFile;
import org.loupe.engine.SimpleRun;

/** Synthetic samples with exact truth, written as a small project that can be opened and inspected at once. */
public final class Samples {
    private static final List<Kind> KINDS = List.of(
            new Kind("boards", "loupe.generate-boards", Map.of(), 10, "golden-board"),
            new Kind("sem", "loupe.generate-sem", Map.of(), 0, "sem-golden"),
            new Kind("wafer", "loupe.generate-wafer", Map.of("surface", "bare"), 0, "spots"),
            new Kind("dies", "loupe.generate-wafer", Map.of("surface", "dies"), 0, "repeat-device"),
            new Kind("layers", "loupe.generate-layers", Map.of(), 0, "layer-metal"),
            new Kind("stack", "loupe.generate-review", Map.of(), 0, "defect-stack"));

    private Samples() {
    }

    /**
     * A kind of sample by a short name.
     *
     * @param name      what people call it
     * @param generator id of the generator
     * @param params    of the generator, where they differ from its defaults
     * @param margin    px by which true boxes reach beyond the defect, as people draw them: the public data sets of
     *                  boards have 10, and so have the boxes of the recipe. Masks are exact
     * @param recipe    shipped recipe that suits
     */
    private record Kind(String name, String generator, Map<String, Object> params, int margin, String recipe) { }

    /**
     * Samples to be made.
     *
     * @param kind   "boards", "sem", "wafer" (bare), "dies" (patterned wafer), "layers" (metal of a circuit for a
     *               segmenter) or "stack" (classes for a stack of classifiers), or the id of a generator
     * @param params of the generator, by name, where they differ from those of the kind
     * @param count  number of samples, at least 1
     * @param seed   of the random numbers
     * @param folder made if need be; empty
     */
    public record Request(String kind, Map<String, Object> params, int count, long seed, Path folder) {
        public Request {
            Objects.requireNonNull(kind);
            params = Map.copyOf(params);
            Objects.requireNonNull(folder);
            if (count < 1)
                throw new IllegalArgumentException("At least 1 sample is made, found " + count + ".");
        }
    }

    /**
     * What was written.
     *
     * @param folder  the project's
     * @param images  folder of the test images and references
     * @param truth   COCO file of the true defects
     * @param samples number of samples
     * @param defects number of true defects
     * @param recipe  name of the shipped recipe that suits, which the project holds a copy of
     */
    public record Written(Path folder, Path images, Path truth, int samples, int defects, String recipe) { }

    /** The kinds that can be made: short names of the shipped ones, ids of other generators. */
    public static List<String> kinds(Registry registry) {
        List<String> generators = registry.tools().stream().filter(e -> e.tool() instanceof Generator<?>)
                .map(e -> e.tool().info().id()).distinct().toList();
        List<String> kinds = new ArrayList<>(KINDS.stream().filter(k -> generators.contains(k.generator))
                .map(Kind::name).toList());
        generators.stream().filter(id -> KINDS.stream().noneMatch(k -> k.generator.equals(id))).forEach(kinds::add);
        return kinds;
    }

    /** The generator of a kind. @throws ToolException if there is none; the remedy names the kinds */
    public static Generator<?> generator(String kind, Registry registry) throws ToolException {
        String id = kind(kind).map(Kind::generator).orElse(kind);
        if (registry.tools().stream().anyMatch(e -> e.tool().info().id().equals(id))
                && registry.find(id, Policy.AUTO).tool() instanceof Generator<?> generator)
            return generator;
        List<String> kinds = kinds(registry);
        throw new ToolException("There are no samples of kind \"" + kind + "\".", kinds.isEmpty()
                ? "This installation has no generator." : "Kinds: " + String.join(", ", kinds) + ".");
    }

    private static Optional<Kind> kind(String name) {
        return KINDS.stream().filter(k -> k.name.equals(name)).findFirst();
    }

    /**
     * Writes samples: {@code images/<kind>-0001_test.png}, with {@code …_golden.png} where the kind has references,
     * {@code truth.json}, and a project with a recipe that suits. The same request writes the same bytes.
     *
     * @throws ToolException         if the kind or a parameter is wrong, the folder is not empty, or cannot be written
     * @throws CancellationException if {@code progress} was cancelled; what was written stays
     */
    public static Written write(Request request, Registry registry, Progress progress) throws ToolException {
        Path folder = request.folder.toAbsolutePath().normalize(), images = folder.resolve("images");
        Generator<?> generator = generator(request.kind, registry);
        try {
            if (Files.isDirectory(folder))
                try (Stream<Path> content = Files.list(folder)) {
                    if (content.findAny().isPresent())
                        throw new ToolException(folder + " is not empty.", "Choose a new folder for the samples.");
                }
            Files.createDirectories(images);
        } catch (IOException e) {
            throw SafeFile.unwritable(images, e);
        }
        List<Sample> first = new ArrayList<>();
        List<Truth> truths = write(request, generator, images, progress, first);
        Path truth = folder.resolve("truth.json");
        CocoWriter.write(truths, truth);
        String recipe = recipe(request.kind, first.get(0));
        project(request, folder, first.get(0), truths, recipe);
        int defects = truths.stream().mapToInt(t -> t.boxes().size()).sum();
        return new Written(folder, images, truth, request.count, defects, recipe);
    }

    private static <P extends Record> List<Truth> write(Request request, Generator<P> generator, Path images,
            Progress progress, List<Sample> first) throws ToolException {
        Map<String, Object> values = new LinkedHashMap<>(kind(request.kind).map(Kind::params).orElse(Map.of()));
        values.putAll(request.params);
        P params = Schema.of((Tool<P, ?, ?>) generator).read(values);
        int margin = kind(request.kind).map(Kind::margin).orElse(0);
        String prefix = request.kind.substring(request.kind.lastIndexOf('.') + 1);
        int digits = Math.max(4, Integer.toString(request.count).length());
        List<Truth> truths = new ArrayList<>();
        int defects = 0;
        try (Step<Integer, Sample> step = generator.open(params, Device.CPU)) {
            for (int i = 0; i < request.count; i++) {
                String name = prefix + "-" + String.format(Locale.ROOT, "%0" + digits + "d", i + 1);
                progress.update(i, request.count, defects, 0, name);
                try (SimpleRun run = new SimpleRun(progress, request.seed, i)) {
                    run.checkCancelled();
                    Sample sample = step.apply(i, run);
                    boolean paired = sample.reference().isPresent();
                    String file = name + (paired ? "_test.png" : ".png");
                    Png.write(sample.test(), images.resolve(file));
                    if (paired)
                        Png.write(sample.reference().get(), images.resolve(name + "_golden.png"));
                    truths.add(new Truth(file, sample.test().width(), sample.test().height(),
                            grown(sample.truth(), margin, sample.test().shape().region())));
                    defects += sample.truth().size();
                    if (first.isEmpty())
                        first.add(sample);
                }
            }
            progress.update(request.count, request.count, defects, 0, "");
            return truths;
        } catch (ToolException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("What a sample had opened cannot be closed.", e);
        }
    }

    /** Boxes larger by a margin, as far as the image reaches; masks stay as they are. */
    private static Detections grown(Detections truth, int margin, Region image) {
        if (margin == 0)
            return truth;
        Detections.Builder grown = new Detections.Builder(truth.classes());
        for (int i = 0; i < truth.size(); i++) {
            Region old = truth.region(i), box = old.grow(margin).intersect(image);
            int[] mask = truth.masks()[i];
            if (mask != null) {
                Tile pixels = Tile.allocate(Shape.grey(box.width(), box.height()));
                Mask.draw(mask, old.move(-box.x(), -box.y()), pixels);
                mask = Mask.encode(pixels, pixels.shape().region());
            }
            grown.add(box.x(), box.y(), box.width(), box.height(), truth.score()[i], truth.classIndex()[i], mask);
        }
        return grown.build();
    }

    /** The shipped recipe for a kind of sample; for a generator of others, one that can use what its samples have. */
    private static String recipe(String kind, Sample sample) {
        return kind(kind).map(Kind::recipe).orElse(sample.reference().isPresent() ? "golden-board" : "spots");
    }

    private static void project(Request request, Path folder, Sample sample, List<Truth> truths, String recipe)
            throws ToolException {
        try (ProjectFile project = ProjectFile.create(folder, "Sample " + request.kind)) {
            ImageSet set = LoupeFactory.eINSTANCE.createImageSet();
            set.setName("Samples");
            set.setDescription(request.count + " synthetic samples of kind " + request.kind + ", seed " + request.seed);
            set.setRoot("images");
            set.setTruth("truth.json");
            set.setUmPerPx(known(sample.test().shape().umPerPx()));
            set.setLayer(sample.conditions().layer());
            set.setMode(sample.conditions().mode());
            set.setMagnification(known(sample.conditions().magnification()));
            set.setExposureMs(known(sample.conditions().exposureMs()));
            org.loupe.engine.Recipe shipped = Recipes.load(recipe);
            project.change("Sample project", () -> {
                project.project()
                        .setDescription("Made by Loupe's sample generator; the true defects are in truth.json.");
                project.project().getImageSets().add(set);
                project.project().getRecipes().add(RecipeModel.thaw(shipped));
                project.project().getClassSchemes().add(scheme(truths));
            });
            project.save();
        }
    }

    private static double known(double value) {
        return Double.isFinite(value) ? value : 0;
    }

    private static ClassScheme scheme(List<Truth> truths) {
        Map<String, DefectClass> classes = new LinkedHashMap<>();
        ClassScheme scheme = LoupeFactory.eINSTANCE.createClassScheme();
        scheme.setName("Defects");
        truths.stream().flatMap(t -> t.boxes().classes().stream()).distinct().sorted().forEach(name -> {
            DefectClass added = LoupeFactory.eINSTANCE.createDefectClass();
            added.setName(name);
            added.setCode(scheme.getNextCode());
            scheme.setNextCode(scheme.getNextCode() + 1);
            classes.put(name, added);
        });
        scheme.getClasses().addAll(classes.values());
        return scheme;
    }
}
