package org.loupe.workspace.wafer;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.loupe.api.Detections;
import org.loupe.api.ToolException;
import org.loupe.exchange.Loss;
import org.loupe.store.ImageRow;
import org.loupe.store.RunReader;
import org.loupe.store.labels.Label;
import org.loupe.store.labels.LabelTable;
import org.loupe.store.labels.LabelTile;
import org.loupe.wafer.Wafer;
import org.loupe.workspace.labels.Labelling;
import org.loupe.workspace.wafer.DefectImages.Found;

/**
 * What a recipe's run, or people, say of the defects of a wafer: each defect has the class of what was found on its
 * images. Immutable.
 */
public final class DefectFindings {
    private final Map<Integer, Finding> byDefect;
    private final List<Loss> losses;

    /**
     * What is said of a defect.
     *
     * @param className of the detection with the highest score, or of the label
     * @param score     of it, 0..1; NaN for a label of a person
     * @param images    that it was seen on, the one with that detection first
     */
    public record Finding(String className, double score, List<Found> images) {
        public Finding {
            Objects.requireNonNull(className);
            images = List.copyOf(images);
        }
    }

    /** The best that is known of an image. */
    private record Best(String className, double score) {
    }

    private DefectFindings(Map<Integer, Finding> byDefect, List<Loss> losses) {
        this.byDefect = byDefect;
        this.losses = losses;
    }

    /** By the rows of the defects, ascending. */
    public Map<Integer, Finding> byDefect() {
        return byDefect;
    }

    /** Of which defects nothing is said, and why. */
    public List<Loss> losses() {
        return losses;
    }

    /**
     * What a run found on the images of the defects.
     *
     * @param images of the defects, by their rows; as {@link DefectImages#of(Wafer)} finds them
     * @throws ToolException if the run cannot be read any more
     */
    public static DefectFindings ofRun(RunReader run, Wafer wafer, Map<Integer, List<Found>> images)
            throws ToolException {
        Map<Found, Best> best = new HashMap<>();
        Map<Found, ImageRow> rows = new HashMap<>();
        run.visit((image, detections, features) -> {
            Found place = new Found(Path.of(image.path()), image.page());
            rows.put(place, image);
            Best found = best(detections);
            if (found != null)
                best.put(place, found);
        });
        return collect(wafer, images, best, image -> !rows.containsKey(image)
                ? "defects whose images are not in the run" : rows.get(image).failed() ? "defects whose images could not be inspected"
                        : "defects on whose images nothing was found");
    }

    private static Best best(Detections detections) {
        int best = -1;
        for (int i = 0; i < detections.size(); i++)
            if (best < 0 || detections.score()[i] > detections.score()[best])
                best = i;
        return best < 0 ? null : new Best(detections.className(best), detections.score()[best]);
    }

    /**
     * What the project agrees on: the labels on the images of the defects, of the largest area where there are several.
     *
     * @param table   of the labels; not changed meanwhile
     * @param classes names by code
     */
    public static DefectFindings ofLabels(Labelling labelling, LabelTable table, Map<Integer, String> classes,
            Wafer wafer, Map<Integer, List<Found>> images) {
        Map<Found, Best> best = new HashMap<>();
        for (List<Found> of : images.values())
            for (Found image : of) {
                LabelTile tile = table.tile(labelling.image(image.file(), image.page())).orElse(null);
                Label largest = null;
                for (Label label : tile == null ? List.<Label>of() : table.labels(tile.number()))
                    if (label.counts() && label.agreed() && classes.containsKey(label.code())
                            && (largest == null || area(label) > area(largest)))
                        largest = label;
                if (largest != null)
                    best.put(image, new Best(classes.get(largest.code()), Double.NaN));
            }
        return collect(wafer, images, best, image -> "defects whose images have no label that counts");
    }

    private static double area(Label label) {
        return label.shape().bounds().width() * (double) label.shape().bounds().height();
    }

    private static DefectFindings collect(Wafer wafer, Map<Integer, List<Found>> images, Map<Found, Best> best,
            java.util.function.Function<Found, String> whyNot) {
        Map<Integer, Finding> found = new TreeMap<>();
        Loss.Count losses = new Loss.Count();
        for (int row = 0; row < wafer.defects().size(); row++) {
            List<Found> own = images.getOrDefault(row, List.of());
            Found first = null;
            for (Found image : own)
                if (best.containsKey(image) && (first == null || best.get(image).score > best.get(first).score))
                    first = image;
            if (first != null) {
                List<Found> seen = new ArrayList<>(List.of(first));
                for (Found image : own)
                    if (!image.equals(first))
                        seen.add(image);
                found.put(row, new Finding(best.get(first).className, best.get(first).score, seen));
            } else {
                losses.add((own.isEmpty() ? "defects without images" : whyNot.apply(own.get(0)))
                        + "; their class stays", "defect " + wafer.defects().id(row));
            }
        }
        return new DefectFindings(new LinkedHashMap<>(found), losses.losses());
    }
}
