package org.loupe.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.loupe.api.ImageInfo;
import org.loupe.api.Pair;
import org.loupe.api.Region;
import org.loupe.api.Tile;
import org.loupe.api.ToolException;
import org.loupe.engine.PlanStep.Kind;

/**
 * Whole images as the steps of a recipe before its detector leave them: what a detector is trained on. For one thread;
 * closed by whoever made it.
 */
public final class Preprocessing implements AutoCloseable {
    private static final Region ANY = new Region(0, 0, 1, 1);

    private final Preview preview;
    private final Plan before;

    /** @throws ToolException if a step before the detector is wrong */
    public Preprocessing(Recipe recipe, Registry registry, Policy policy) throws ToolException {
        this(recipe, registry, policy, new Preview(registry, Long.MAX_VALUE));
    }

    private Preprocessing(Recipe recipe, Registry registry, Policy policy, Preview preview) throws ToolException {
        Plan whole = Plan.of(recipe, registry, policy);
        before = whole.first(detector(whole, recipe));
        before.requireSound();
        this.preview = preview;
    }

    /** The same that of images of more than two million pixels works on parts only. */
    public static Preprocessing ofParts(Recipe recipe, Registry registry, Policy policy) throws ToolException {
        return new Preprocessing(recipe, registry, policy, new Preview(registry));
    }

    private static int detector(Plan whole, Recipe recipe) {
        return whole.steps().stream().filter(s -> s.kind() == Kind.DETECTOR || s.kind() == Kind.SEGMENTER)
                .mapToInt(PlanStep::position).findFirst().orElse(recipe.steps().size());
    }

    /** The steps of a recipe before its detector, and another detector behind them. */
    public static Recipe then(Recipe recipe, RecipeStep detector, Registry registry, Policy policy) {
        List<RecipeStep> steps = new ArrayList<>(recipe.steps().subList(0, detector(Plan.of(recipe, registry, policy),
                recipe)));
        steps.add(detector);
        return new Recipe(recipe.name(), recipe.description(), steps);
    }

    /**
     * The image under inspection of an item, ready for the detector. Valid until the next call.
     *
     * @throws ToolException if it cannot be read, or does not suit a step
     */
    public Tile apply(Item item, Progress progress) throws ToolException {
        return pair(item, progress).test();
    }

    /** The same with the reference, if the item names one. */
    public Pair pair(Item item, Progress progress) throws ToolException {
        return pair(item, ANY, progress);
    }

    /**
     * The same of a part with what is around it, at its place in the full image, if only parts are worked on and the
     * image is large; else all of it.
     *
     * @param part in px of the full image
     */
    public Pair pair(Item item, Region part, Progress progress) throws ToolException {
        Optional<Problem> error = preview.run(before, item, part, 1, Zones.NONE, progress).error();
        if (error.isPresent())
            throw new ToolException(error.get().where().isEmpty() ? error.get().message()
                    : error.get().where() + ": " + error.get().message(), error.get().remedy());
        return preview.pair().orElseThrow();
    }

    /** How the image that was read last was taken: what its item says, else its file. */
    public ImageInfo.Conditions conditions() {
        return preview.conditions();
    }

    @Override
    public void close() {
        preview.close();
    }
}
