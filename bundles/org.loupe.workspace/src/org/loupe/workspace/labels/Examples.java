package org.loupe.workspace.labels;

import java.util.Optional;
import org.loupe.model.ImageSet;
import org.loupe.model.Iteration;
import org.loupe.model.LoupeFactory;
import org.loupe.model.Project;
import org.loupe.store.labels.LabelTable;
import org.loupe.store.labels.LabelTile;

/**
 * The example set of a project: copies of images that are labelled and trained on, of all iterations, in one folder with
 * a folder for each iteration. {@link ExampleImport} adds to it. On the model's thread unless said otherwise.
 */
public final class Examples {
    /** Folder of all examples, relative to the project. */
    public static final String ROOT = "examples";

    private Examples() {
    }

    /** The set of all examples; nothing before the first was sent. */
    public static Optional<ImageSet> set(Project project) {
        return project.getImageSets().stream().filter(ImageSet::isExamples).findFirst();
    }

    /** Whether an image, as labels name it, is a copy in the example set. Any thread. */
    public static boolean isExample(String image) {
        return image.startsWith(ROOT + "/");
    }

    /** The set of all examples, made if there is none. Called within a change. @param like how its images are taken */
    static ImageSet ensureSet(Project project, Optional<ImageSet> like) {
        return set(project).orElseGet(() -> {
            ImageSet made = LoupeFactory.eINSTANCE.createImageSet();
            made.setName("Examples");
            made.setRoot(ROOT);
            made.setExamples(true);
            like.ifPresent(set -> {
                made.setLayer(set.getLayer());
                made.setMode(set.getMode());
                made.setMagnification(set.getMagnification());
                made.setExposureMs(set.getExposureMs());
                made.setUmPerPx(set.getUmPerPx());
                if (set.getReference().isBlank())
                    made.setPairing(set.getPairing());
            });
            project.getImageSets().add(made);
            return made;
        });
    }

    /**
     * Why a set should not be trained on: training wants the set of all examples over all iterations, not a part of it,
     * or it forgets what it knew. Empty if it is that set.
     */
    public static Optional<String> notMaster(Project project, ImageSet set) {
        if (set.isExamples())
            return Optional.empty();
        String root = set.getRoot().replace('\\', '/');
        Optional<Iteration> part = project.getIterations().stream().filter(i -> i.getFolder().equals(root)).findFirst();
        String what = part.map(i -> "Image set \"" + set.getName() + "\" holds the examples of iteration v"
                + i.getNumber() + " alone.").orElse("Image set \"" + set.getName() + "\" is not the example set.");
        return Optional.of(what + " Train on the set of all examples, in the folder " + ROOT
                + ", so that nothing learned before is lost.");
    }

    /** Tiles that are labelled but lie outside the example set, so that training would not see them. Any thread. */
    public static int outside(LabelTable table) {
        int count = 0;
        for (LabelTile tile : table.tiles())
            if (!isExample(tile.image()) && !table.labels(tile.number()).isEmpty())
                count++;
        return count;
    }
}
