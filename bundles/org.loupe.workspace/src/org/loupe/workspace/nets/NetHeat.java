package org.loupe.workspace.nets;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.loupe.api.Detections;
import org.loupe.api.Device;
import org.loupe.api.ExplainingStep;
import org.loupe.api.Pair;
import org.loupe.api.Region;
import org.loupe.api.Step;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;
import org.loupe.engine.Item;
import org.loupe.engine.Policy;
import org.loupe.engine.Preprocessing;
import org.loupe.engine.Problem;
import org.loupe.engine.Progress;
import org.loupe.engine.Recipe;
import org.loupe.engine.RecipeStep;
import org.loupe.engine.Registry;
import org.loupe.engine.SimpleRun;
import org.loupe.engine.nets.NetModel;
import org.loupe.store.ImageRow;
import org.loupe.store.RunReader;
import org.loupe.workspace.Inspections;

/** What in an image speaks for objects that a net found there (Grad-CAM). Any thread. */
public final class NetHeat {
    private static final List<String> FINDERS = List.of("loupe.detect", "loupe.segment");
    /** Px around the objects of a large image that are looked at, too. */
    private static final int AROUND = 256;
    /** Most px that are looked at. */
    private static final long MOST = 1 << 22;

    private NetHeat() {
    }

    /** The model by which a recipe finds or outlines objects; empty if it does so in another way. */
    public static Optional<Path> model(Recipe recipe) {
        return recipe.steps().stream().filter(s -> s.enabled() && FINDERS.contains(s.tool()))
                .map(RecipeStep::params).filter(params -> params.get("model") != null)
                .map(params -> Path.of(params.get("model").toString())).findFirst();
    }

    /**
     * The heat map of objects.
     *
     * @param by      the recipe that found them, with files named by their whole path
     * @param objects one or more, in px of the full image
     * @return one channel of {@link org.loupe.api.Shape.Type#F32} at its place in the image; of a large image the part
     *         around the objects
     * @throws ToolException                                  if no net found them, it cannot explain itself, the image
     *                                                        cannot be read, or the objects are too far from each other
     * @throws java.util.concurrent.CancellationException once the progress is cancelled
     */
    public static Tile of(Recipe by, Item item, Detections objects, Registry registry, Progress progress)
            throws ToolException {
        Path model = model(by).orElseThrow(() -> new ToolException("No net found these objects.",
                "Choose what a recipe with a trained detector or segmenter has found."));
        Region around = objects.region(0);
        for (int i = 1; i < objects.size(); i++)
            around = around(around, objects.region(i));
        try (Preprocessing prepared = Preprocessing.ofParts(by, registry, Policy.AUTO)) {
            if ((long) around.width() * around.height() > MOST)
                throw new ToolException("The objects lie too far from each other to be looked at together: "
                        + around.width() + " × " + around.height() + " px.", "Choose some of them, or one.");
            Pair pair = prepared.pair(item, around.grow(AROUND), progress);
            return explain(NetModel.read(model, registry), pair, objects.move(-pair.test().x(), -pair.test().y()),
                    progress);
        }
    }

    private static Region around(Region a, Region b) {
        int x = Math.min(a.x(), b.x()), y = Math.min(a.y(), b.y());
        return new Region(x, y, Math.max(a.right(), b.right()) - x, Math.max(a.bottom(), b.bottom()) - y);
    }

    @SuppressWarnings("unchecked")
    private static Tile explain(NetModel<?> net, Pair pair, Detections objects, Progress progress)
            throws ToolException {
        try (Step<Pair, ?> step = net.model().open(Device.CPU);
                SimpleRun run = SimpleRun.telling(progress.quiet(), 1)) {
            if (!(step instanceof ExplainingStep<?> explaining))
                throw new ToolException("The net of \"" + net.card().trainer().toolId()
                        + "\" cannot show where it looks.", "Train one of Loupe's own nets.");
            Tile heat = ((ExplainingStep<Pair>) explaining).explain(pair, objects, run);
            Tile kept = Tile.allocate(heat.shape()); // the run's memory goes with it
            kept.data().put(0, heat.data(), 0, (int) heat.shape().bytes());
            return kept.at(pair.test().x(), pair.test().y());
        } catch (ToolException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("What the net had opened cannot be closed.", e);
        }
    }

    /**
     * Writes a picture for each image of a run and each class that a net found there: black where nothing speaks for
     * it, white where most does.
     *
     * @param run    folder of the run
     * @param folder made if need be
     * @return what could not be explained, and why
     * @throws ToolException                                  if the run cannot be read or no net found its objects
     * @throws java.util.concurrent.CancellationException once the progress is cancelled
     */
    public static List<Problem> write(Path run, Path folder, Registry registry, Progress progress)
            throws ToolException {
        List<Problem> problems = new ArrayList<>();
        try (RunReader reader = RunReader.open(run)) {
            Recipe by = Recipe.parse(reader.recipeJson());
            List<Item> items = Inspections.items(run);
            List<ImageRow> rows = reader.images();
            for (int n = 0; n < rows.size(); n++) {
                ImageRow row = rows.get(n);
                progress.check();
                progress.update(n, rows.size(), 0, problems.size(), row.image());
                Detections found = row.failed() ? Detections.NONE : reader.detections(row.index());
                Item item = items.stream().filter(i -> i.name().equals(row.image())).findFirst().orElse(null);
                for (int c = 0; c < found.classes().size() && item != null; c++) {
                    int kind = c;
                    int[] of = IntStream.range(0, found.size()).filter(i -> found.classIndex()[i] == kind).toArray();
                    if (of.length > 0)
                        try {
                            Drawn.heat(of(by, item, found.select(of), registry, progress), folder.resolve(
                                    name(n + 1, row.image(), found.classes().get(c))));
                        } catch (ToolException e) {
                            problems.add(Problem.warning(row.image(), e.getMessage(), e.remedy()));
                        }
                }
            }
        }
        return problems;
    }

    private static String name(int number, String image, String kind) {
        return (number + " " + image + " " + kind).replaceAll("[^\\p{L}\\p{N}._ -]", "_") + ".png";
    }
}
