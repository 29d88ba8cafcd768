package org.loupe.engine.nets;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.loupe.api.Provenance;
import org.loupe.api.Task;
import org.loupe.api.ToolException;
import org.loupe.engine.Problem;

/**
 * What is known of a trained net without opening what its trainer learned. Immutable.
 *
 * @param task       what it does
 * @param trainer    the tool that learned, with all its parameters, seed and versions
 * @param classes    that it tells apart
 * @param reference  whether its examples had a reference
 * @param umPerPx    of the images that it learned from; NaN if that is not known
 * @param modes      imaging modes of these, such as "BF" or "SEM", each once; empty if that is not known
 * @param largest    px of the longest side of an object that it learned: so far around a place an image must be seen
 * @param mergeIou   as in {@link NetSettings}
 * @param leastScore as in {@link NetSettings}
 * @param report     how the training went
 * @param learned    {@link Fingerprint}s of the images that it, or a model that it went on from, learned from; empty if
 *                   that is not known
 * @param start      file and hash of the model that it went on from; "" if it began anew
 */
public record NetCard(Task task, Provenance trainer, List<String> classes, boolean reference, double umPerPx,
        List<String> modes, int largest, double mergeIou, double leastScore, NetReport report, List<String> learned,
        String start) {

    public NetCard {
        classes = List.copyOf(classes);
        modes = modes == null ? List.of() : List.copyOf(modes);
        start = start == null ? "" : start;
        learned = learned == null ? List.of() : List.copyOf(learned); // older files do not tell
        if (task == null || trainer == null || report == null || classes.isEmpty())
            throw new IllegalArgumentException("Something is missing.");
    }

    /** The same without knowing the images. */
    public NetCard(Task task, Provenance trainer, List<String> classes, boolean reference, double umPerPx, int largest,
            double mergeIou, double leastScore, NetReport report) {
        this(task, trainer, classes, reference, umPerPx, List.of(), largest, mergeIou, leastScore, report, List.of(),
                "");
    }

    /**
     * How images differ from those that it learned from, one warning for each condition; what is unknown on either side
     * is not warned of.
     *
     * @param shownUmPerPx NaN if unknown
     * @param mode         "" if unknown
     */
    public List<Problem> differences(double shownUmPerPx, String mode) {
        List<Problem> found = new ArrayList<>();
        if (NetHealth.standard(umPerPx, shownUmPerPx).state() == NetHealth.State.DOUBTFUL)
            found.add(Problem.warning("", String.format(Locale.ROOT, "The scale is %.4g µm/px, that of the images that"
                    + " the net learned from %.4g: it sees things in another size than it knows.", shownUmPerPx,
                    umPerPx), "Take the images at that scale, or train a net of its own for them."));
        if (NetHealth.mode(modes, mode).state() == NetHealth.State.DOUBTFUL)
            found.add(Problem.warning("", "The imaging mode is " + mode.strip() + ", that of the images that the net"
                    + " learned from " + String.join(", ", modes) + ": what is dark in one may be bright in the"
                    + " other.", "Take the images in that mode, or train a net of its own for them."));
        return found;
    }

    /** Reads it from a model file. @throws ToolException if that is none, is damaged or of a later Loupe */
    public static NetCard read(Path file) throws ToolException {
        return NetFile.card(file);
    }

    /** Reads it if a file is that of a net. Any other gives nothing, even one that cannot be read. */
    public static Optional<NetCard> find(Path file) {
        try {
            return Optional.of(read(file));
        } catch (ToolException e) {
            return Optional.empty();
        }
    }
}
