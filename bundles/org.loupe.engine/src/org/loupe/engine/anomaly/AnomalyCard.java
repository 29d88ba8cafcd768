package org.loupe.engine.anomaly;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.loupe.api.Provenance;
import org.loupe.api.ToolException;

/**
 * What is known of a detector of anomalies without opening what its trainer learned. Immutable.
 *
 * @param features    the tool that describes places, with all its parameters and versions
 * @param trainer     the tool that learned, with all its parameters, seed and versions
 * @param smoothing   standard deviation in px of the bell that heat maps are smoothed with
 * @param falseAlarms share of good images that may reach the limit
 * @param limit       value of the trainer's measure that counts as 1 in a heat map
 * @param scores      the largest value of each good image, as judged by what was learned without it, in units of the
 *                    limit
 * @param images      names of these images, in the same order; empty in a file of before they were kept
 */
public record AnomalyCard(Provenance features, Provenance trainer, double smoothing, double falseAlarms, double limit,
        List<Double> scores, List<String> images) {

    public AnomalyCard {
        scores = List.copyOf(scores);
        images = images == null ? List.of() : List.copyOf(images);
        if (!(limit > 0))
            throw new IllegalArgumentException("The limit is above 0, found " + limit + ".");
    }

    /** @param measured the largest value of each good image, in the trainer's own units */
    AnomalyCard(Provenance features, Provenance trainer, double smoothing, double falseAlarms, double limit,
            double[] measured, List<String> images) {
        this(features, trainer, smoothing, falseAlarms, limit,
                Arrays.stream(measured).mapToObj(m -> m / limit).toList(), images);
    }

    /** Reads it from a model file. @throws ToolException if that is none, is damaged or of a later Loupe */
    public static AnomalyCard read(Path file) throws ToolException {
        return AnomalyFile.card(file);
    }

    /**
     * Reads it if a file is that of a detector of anomalies. Any other gives nothing, even one that cannot be read:
     * reading it as what it shall be tells why.
     */
    public static Optional<AnomalyCard> find(Path file) {
        try {
            return Optional.of(read(file));
        } catch (ToolException e) {
            return Optional.empty();
        }
    }

    /** Seed of all random numbers of the training. */
    public long seed() {
        return trainer.seed();
    }
}
