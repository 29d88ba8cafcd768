package org.loupe.workspace.labels;

import java.util.ArrayList;
import java.util.List;
import org.loupe.model.Project;
import org.loupe.store.labels.ClassTally;
import org.loupe.store.labels.LabelTable;
import org.loupe.store.labels.TileState;

/**
 * Whether a project has enough examples to train on. Only labels that count, on tiles that are complete, are seen.
 * What is missing is a warning, never a ban.
 *
 * @param classes      the classes of the project in their order
 * @param images       tiles that are complete
 * @param unclassified labels on them that have no class
 */
public record Readiness(List<OfClass> classes, int images, int unclassified) {
    /** Different images that each class should be seen on. */
    public static final int IMAGES_PER_CLASS = 10;
    /** Examples that each class should have; a few images may hold them. */
    public static final int EXAMPLES_PER_CLASS = 30;
    /** Images that there should be in all. */
    public static final int IMAGES = 50;

    /**
     * What there is of one class.
     *
     * @param code     of the class
     * @param name     of the class
     * @param examples on complete tiles
     * @param images   complete tiles with at least one of them
     * @param waiting  examples on tiles that are not complete yet
     */
    public record OfClass(int code, String name, int examples, int images, int waiting) {

        /** Whether that is enough. */
        public boolean ready() {
            return examples >= EXAMPLES_PER_CLASS && images >= IMAGES_PER_CLASS;
        }

        /** How far it is, 0 to 1; 1 when it is ready. */
        public double share() {
            return Math.min(1, Math.min((double) examples / EXAMPLES_PER_CLASS, (double) images / IMAGES_PER_CLASS));
        }

        /** What is missing, as "Spur: 24 of 30 examples, 9 of 10 images."; empty if it is ready. */
        public String sentence() {
            List<String> parts = new ArrayList<>();
            if (examples < EXAMPLES_PER_CLASS)
                parts.add(examples + " of " + EXAMPLES_PER_CLASS + " examples");
            if (images < IMAGES_PER_CLASS)
                parts.add(images + " of " + IMAGES_PER_CLASS + " images");
            if (parts.isEmpty())
                return "";
            return name + ": " + String.join(", ", parts) + "."
                    + (waiting == 0 ? "" : " " + waiting + " more on tiles that are not complete.");
        }
    }

    public Readiness {
        classes = List.copyOf(classes);
    }

    /** What there is now: takes some µs, whatever the number of labels. On the model's thread. */
    public static Readiness of(LabelTable table, Project project) {
        List<OfClass> classes = DefectClasses.of(project).stream().map(c -> {
            ClassTally complete = table.completeTally(c.getCode());
            return new OfClass(c.getCode(), c.getName(), complete.examples(), complete.images(),
                    table.classTally(c.getCode()).examples() - complete.examples());
        }).toList();
        return new Readiness(classes, table.tiles(TileState.COMPLETE), table.completeTally(0).examples());
    }

    /** Classes that have enough examples. */
    public int readyClasses() {
        return (int) classes.stream().filter(OfClass::ready).count();
    }

    /** Whether nothing is missing. */
    public boolean ready() {
        return !classes.isEmpty() && readyClasses() == classes.size() && images >= IMAGES;
    }

    /** All that is missing, a sentence for each, and what follows from it; empty if nothing is. */
    public List<String> sentences() {
        List<String> all = new ArrayList<>();
        if (classes.isEmpty())
            all.add("There is no class yet. Add one in the view Classes.");
        for (OfClass one : classes)
            if (!one.ready())
                all.add(one.sentence());
        if (images < IMAGES)
            all.add(images + " of " + IMAGES + " images are complete.");
        if (unclassified > 0)
            all.add(unclassified == 1 ? "1 label on complete tiles has no class and is not trained on."
                    : unclassified + " labels on complete tiles have no class and are not trained on.");
        if (!classes.isEmpty() && !ready())
            all.add("You can train now; expect weak results there.");
        return all;
    }
}
