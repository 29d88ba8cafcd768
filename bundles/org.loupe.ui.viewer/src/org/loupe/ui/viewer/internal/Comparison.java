package org.loupe.ui.viewer.internal;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

import org.loupe.api.Detector;
import org.loupe.api.Operator;
import org.loupe.api.Pair;
import org.loupe.api.PairOperator;
import org.loupe.api.Region;
import org.loupe.api.Shape;
import org.loupe.api.Tile;
import org.loupe.api.Tool;
import org.loupe.api.ToolException;
import org.loupe.engine.Plan;
import org.loupe.engine.Policy;
import org.loupe.engine.Preview;
import org.loupe.engine.Problem;
import org.loupe.engine.Progress;
import org.loupe.engine.Recipe;
import org.loupe.engine.RecipeStep;
import org.loupe.engine.Registry;
import org.loupe.engine.Schema;
import org.loupe.engine.SchemaException;
import org.loupe.ui.Reading;
import org.loupe.ui.viewer.ColorMap;
import org.loupe.ui.viewer.Histogram;
import org.loupe.ui.viewer.Pixels;
import org.loupe.ui.viewer.Tone;

/**
 * A part of an image and its reference as the recipe's image steps lay one on the other, with what differs. Immutable;
 * nobody writes its tiles any more.
 *
 * @param region     in px of the full image
 * @param level      of the pyramid that was worked on; above 0 it is approximate
 * @param test       the image
 * @param reference  what it is compared to, of the same size
 * @param difference test minus reference, 32-bit; 0 where nothing can be compared
 * @param registered where the image was found on the reference, in words; "" if no step looked for it
 * @param problems   what the steps had to say
 * @param threshold  from which difference on the recipe's detector takes notice, or NaN
 * @param reach      difference that has the last colour
 */
record Comparison(Region region, int level, Tile test, Tile reference, Tile difference, String registered,
        List<Problem> problems, double threshold, double reach) {

    /** Images of up to this many pixels are compared whole, of larger ones what is in sight. */
    static final long MOST = 17_000_000;
    /** With how many words a step tells where it found the image. */
    private static final String FOUND = "registered ";
    private static final List<String> THRESHOLDS = List.of("contrast", "threshold");
    /** How far the colours reach beyond the threshold, and which share of the differences they leave out. */
    private static final double REACH = 2.5, LEFT_OUT = 0.0005;

    /** The images that are compared. @param reference its only page serves all */
    record Images(Pixels test, Pixels reference) {
    }

    /**
     * Compares.
     *
     * @param region    of the image, in its px, not empty
     * @param level     of the pyramid to work on
     * @param recipe    whose image steps are run
     * @param cancelled asked often, by the calling thread
     * @throws ToolException         if a file cannot be read, or both are of unlike size and no step changes that
     * @throws CancellationException once it is cancelled
     */
    static Comparison of(Images images, Region region, int level, Optional<Recipe> recipe, Registry registry,
            Policy policy, BooleanSupplier cancelled) throws ToolException {
        Recipe lay = new Recipe("", "", recipe.map(r -> imageSteps(r, registry, policy)).orElse(List.of()));
        Plan plan = Plan.of(lay, registry, policy);
        Pair given = read(images, region, level, plan.halo(), cancelled);
        String[] found = { "" };
        Preview.Result result;
        Pair made;
        try (Preview preview = new Preview(registry)) {
            result = preview.run(plan, given, new Progress() {
                @Override
                public boolean cancelled() {
                    return cancelled.getAsBoolean();
                }

                @Override
                public void update(int done, int total, int detections, int errors, String current) {
                    if (current.startsWith(FOUND))
                        found[0] = current;
                }
            });
            made = preview.pair().orElse(given);
        }
        List<Problem> problems = new ArrayList<>(result.warnings());
        result.error().ifPresent(problems::add);
        Tile test = made.test(), reference = made.reference().orElseThrow();
        if (test.width() != reference.width() || test.height() != reference.height())
            throw unlike(images);
        Tile difference = subtract(test, reference, made.valid());
        double threshold = recipe.map(r -> threshold(r, registry, policy)).orElse(Double.NaN);
        return new Comparison(region, level, test, reference, difference, found[0], List.copyOf(problems), threshold,
                reach(difference, threshold));
    }

    private static ToolException unlike(Images images) {
        Shape t = images.test.shape(), r = images.reference.shape();
        return new ToolException("Images of one size are compared: this one has " + t.width() + " × " + t.height()
                + " px, its reference " + r.width() + " × " + r.height() + " px.",
                "Choose the reference that belongs to it, or add 'Register to reference' to the recipe.");
    }

    /** The first steps, as far as they work on the image. */
    private static List<RecipeStep> imageSteps(Recipe recipe, Registry registry, Policy policy) {
        int n = 0;
        for (RecipeStep step : recipe.steps()) {
            Tool<?, ?, ?> tool = tool(step, registry, policy);
            if (step.enabled() && !(tool instanceof Operator) && !(tool instanceof PairOperator))
                break;
            n++;
        }
        return recipe.steps().subList(0, n);
    }

    private static Tool<?, ?, ?> tool(RecipeStep step, Registry registry, Policy policy) {
        try {
            return registry.find(step.tool(), policy).tool();
        } catch (ToolException e) {
            return null; // the recipe says so where it is edited
        }
    }

    @SuppressWarnings("unchecked")
    private static double threshold(Recipe recipe, Registry registry, Policy policy) {
        for (RecipeStep step : recipe.steps())
            if (step.enabled() && tool(step, registry, policy) instanceof Detector<?> detector)
                try {
                    Schema<Record> schema = Schema.of((Tool<Record, ?, ?>) (Tool<?, ?, ?>) detector);
                    Map<String, Object> values = schema.write(schema.read(step.params()));
                    for (String name : THRESHOLDS)
                        if (values.get(name) instanceof Number number)
                            return number.doubleValue();
                } catch (SchemaException e) {
                    return Double.NaN;
                }
        return Double.NaN;
    }

    private static Pair read(Images images, Region region, int level, int halo, BooleanSupplier cancelled)
            throws ToolException {
        try (Reading run = new Reading(cancelled)) {
            Region all = images.reference.shape().region();
            boolean whole = region.equals(images.test.shape().region());
            Region around = whole ? all : region.grow(halo << level).intersect(all);
            if (around.isEmpty())
                throw unlike(images);
            return Pair.of(at(images.test.read(region, level, run), level), at(images.reference.read(around, level,
                    run), level));
        }
    }

    /** The place counts in px of the level. */
    private static Tile at(Tile tile, int level) {
        return tile.at(tile.x() >> level, tile.y() >> level);
    }

    /** Of colour images the mean of the channels' differences. */
    private static Tile subtract(Tile test, Tile reference, Optional<Tile> valid) {
        int width = test.width(), height = test.height();
        int channels = Math.min(test.shape().channels(), reference.shape().channels());
        Tile made = Tile.allocate(test.shape().samples(1, Shape.Type.F32));
        ByteBuffer out = made.data(), mask = valid.map(Tile::data).orElse(null);
        boolean bytes = channels == 1 && test.shape().channels() == 1 && reference.shape().channels() == 1
                && test.shape().type() == Shape.Type.U8 && reference.shape().type() == Shape.Type.U8;
        ByteBuffer a = test.data(), b = reference.data();
        for (int y = 0, i = 0; y < height; y++)
            for (int x = 0; x < width; x++, i++) {
                double sum = 0;
                if (mask != null && mask.get(i) == 0)
                    sum = 0;
                else if (bytes)
                    sum = (a.get(i) & 0xff) - (b.get(i) & 0xff);
                else
                    for (int c = 0; c < channels; c++)
                        sum += test.get(x, y, c) - reference.get(x, y, c);
                out.putFloat(4 * i, (float) (sum / channels));
            }
        return made;
    }

    /** The colours of the differences: as far beyond the threshold as helps to see it. */
    Tone tone(boolean signed) {
        return new Tone(-reach, reach, 1, signed ? ColorMap.SIGNED : ColorMap.FOLDED);
    }

    /** The same as a bar beside the image shows it. */
    Tone bar(boolean signed) {
        return signed ? tone(true) : new Tone(0, reach, 1, ColorMap.HEAT);
    }

    private static double reach(Tile difference, double threshold) {
        if (threshold > 0)
            return REACH * threshold;
        double[] window = Histogram.of(difference).window(LEFT_OUT);
        return Math.max(1e-6, Math.max(Math.abs(window[0]), Math.abs(window[1])));
    }

    /** Where the threshold is in the colour bar. */
    double[] ticks(boolean signed) {
        return Double.isNaN(threshold) ? new double[0]
                : signed ? new double[] { -threshold, threshold } : new double[] { threshold };
    }

    /** Image, reference and difference at a place, in this order; empty outside of the region. */
    Optional<double[]> at(double column, double row) {
        if (!region.contains(column, row))
            return Optional.empty();
        int x = Math.min(test.width() - 1, (int) (column - region.x()) >> level);
        int y = Math.min(test.height() - 1, (int) (row - region.y()) >> level);
        return Optional.of(new double[] { test.get(x, y, 0), reference.get(x, y, 0), difference.get(x, y, 0) });
    }
}
